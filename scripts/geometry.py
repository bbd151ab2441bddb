#!/usr/bin/env python3
"""Models of Whisper's true sizes with random weights, to measure how fast hearing is where no real weights can be had.
usage: geometry.py FOLDER   (writes geometry-tiny-q8_0.bin and geometry-base-q8_0.bin; needs numpy)

They understand nothing: never measure accuracy with them. Mel filters and vocabulary come from the voice fixture; how fast a
matrix is multiplied does not depend on what stands in it. Random weights may write tokens up to the cap, real ones stop sooner.
"""
import lzma
import os
import struct
import sys

import numpy as np

VOICE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/fixtures/voice")
sys.path.insert(0, os.path.join(VOICE, "train"))
from ggml import BANDS, POSITIONS, VOCABULARY, sizes, tensor  # noqa: E402

FIXTURE = os.path.join(VOICE, "voice-fixture-espeak-closed79-q8_0.bin.xz")
TOKENS = 448
SIZES = {"tiny": (384, 6, 4), "base": (512, 8, 6)}  # width, heads, layers on each side
SPREAD = 0.02


def vocabulary(data):
    """The part of a model file between its sizes and its tensors: mel filters and words."""
    begin = at = 4 + 11 * 4
    bands, bins = struct.unpack_from("<2i", data, at)
    at += 8 + 4 * bands * bins
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        at += 4 + struct.unpack_from("<I", data, at)[0]
    return data[begin:at]


def tensors(width, layers):
    """(name, shape) of every tensor, as whisper.cpp asks for them."""
    yield "encoder.positional_embedding", (POSITIONS, width)
    yield "decoder.positional_embedding", (TOKENS, width)
    yield "decoder.token_embedding.weight", (VOCABULARY, width)
    for name, wide in (("conv1", BANDS), ("conv2", width)):
        yield f"encoder.{name}.weight", (width, wide, 3)
        yield f"encoder.{name}.bias", (width, 1)
    for side, last in (("encoder", "ln_post"), ("decoder", "ln")):
        for end in ("weight", "bias"):
            yield f"{side}.{last}.{end}", (width,)
        for layer in range(layers):
            block = f"{side}.blocks.{layer}"
            parts = ["attn", "cross_attn"] if side == "decoder" else ["attn"]
            for part in parts:
                for one in ("query", "key", "value", "out"):
                    yield f"{block}.{part}.{one}.weight", (width, width)
                    if one != "key":
                        yield f"{block}.{part}.{one}.bias", (width,)
            for norm in [f"{part}_ln" for part in parts] + ["mlp_ln"]:
                for end in ("weight", "bias"):
                    yield f"{block}.{norm}.{end}", (width,)
            for at, (rows, columns) in ((0, (4 * width, width)), (2, (width, 4 * width))):
                yield f"{block}.mlp.{at}.weight", (rows, columns)
                yield f"{block}.mlp.{at}.bias", (rows,)


def write(path, size, words):
    width, heads, layers = SIZES[size]
    draw = np.random.default_rng(0)
    with open(path, "wb") as f:
        f.write(sizes(width, heads, layers, TOKENS, layers))
        f.write(words)
        for name, shape in tensors(width, layers):
            is_norm = name.split(".")[-2].endswith("ln") or "ln_post" in name
            values = draw.normal(0.0, SPREAD, shape).astype(np.float32) + (1.0 if is_norm and name.endswith("weight") else 0.0)
            f.write(tensor(name, values))
    print(f"{path}: {os.path.getsize(path) / 1e6:.1f} MB")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with lzma.open(FIXTURE) as f:
        words = vocabulary(f.read())
    for size in SIZES:
        write(f"{folder}/geometry-{size}-q8_0.bin", size, words)


if __name__ == "__main__":
    main()
