"""Writes a trained network in the form the program loads: pack.py TRAINED OUT [--share … --lawful … --wrong … --grace … --stretch …].
Rows of hashes go to a byte a number, everything else stays as it is. The pact says how its scores and those of the
linear model become one decision; pact.py finds it on lines that neither learned from."""
import argparse
import struct
import zlib

import numpy as np
import torch

from net import ACTS

VERSION = 1
SCORE_ONE = 1024


def pack(trained, pact):
    state = {name: value.numpy() for name, value in trained["state"].items()}
    words, width, reaches = trained["words"], trained["width"], trained["reaches"]
    raw = bytearray()

    def numbers(*values):
        raw.extend(struct.pack(f"<{len(values)}i", *values))

    def floats(values):
        raw.extend(np.ascontiguousarray(values, "<f4").tobytes())

    raw.extend(struct.pack("<I", trained["fingerprint"]))
    numbers(width, len(words), len(reaches), ACTS, *pact)
    raw.extend(words.astype("<u4").tobytes())
    rows = state["rows.weight"][1:]
    steps = np.maximum(np.abs(rows).max(1), 1e-6) / 127
    floats(steps)
    raw.extend(np.ascontiguousarray(np.rint(rows / steps[:, None]).astype(np.int8).T).tobytes())
    floats(state["first.weight"])
    floats(state["first.bias"])
    for at, reach in enumerate(reaches):
        numbers(reach)
        # Ours is tap, input, output.
        floats(state[f"layers.{at}.weight"].transpose(2, 1, 0))
        floats(state[f"layers.{at}.bias"])
        floats(state[f"norms.{at}.weight"])
        floats(state[f"norms.{at}.bias"])
    floats(state["whole.weight"].T)
    floats(state["whole.bias"])
    floats(state["asks.weight"].T)
    floats(state["weighs"])
    floats(state["bias"])
    return b"SWSR" + bytes([VERSION]) + zlib.compress(bytes(raw), 9)


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("trained")
    parse.add_argument("out")
    parse.add_argument("--share", type=float, default=0.48)
    parse.add_argument("--lawful", type=float, default=1.05)
    parse.add_argument("--wrong", type=float, default=0.75)
    parse.add_argument("--grace", type=float, default=0.9)
    parse.add_argument("--stretch", type=float, default=1.5)
    asked = parse.parse_args()
    pact = [round(getattr(asked, name) * SCORE_ONE) for name in ("share", "lawful", "wrong", "grace", "stretch")]
    made = pack(torch.load(asked.trained, weights_only=False), pact)
    with open(asked.out, "wb") as file:
        file.write(made)
    print(asked.out, len(made), "bytes")


if __name__ == "__main__":
    main()
