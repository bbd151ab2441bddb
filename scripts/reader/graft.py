"""Takes some acts of one training of the linear model into another: graft.py OLD NEW OUT [--acts PLACE…] [--share SHARE]. Every act has
its own column of weights, so what was taught about one can be taken over while nothing else moves."""
import argparse
import struct
import zlib

import numpy as np

from strips import ACTS

HEAD = b"SWUM\x03"
COLUMNS = ACTS + 1
# Decision lines of two languages with their grace, then how acts explain each other and four weights of each act's own.
LINES = 2 * COLUMNS + ACTS * ACTS + 4 * ACTS


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if not data.startswith(HEAD):
        raise SystemExit(f"{path}: no linear model")
    raw = zlib.decompress(data[len(HEAD) :], -15)
    fingerprint, step, count = struct.unpack_from("<3I", raw)
    lines = np.frombuffer(raw, "<i4", LINES, 12).astype(float)
    at = 12 + 4 * LINES
    hashes = np.frombuffer(raw, "<u4", count, at)
    weights = np.frombuffer(raw, "i1", count * COLUMNS, at + 4 * count).reshape(COLUMNS, count)
    return fingerprint, lines, hashes, weights * float(step)


def lines_of(act):
    """Where in the lines an act's own numbers stand: its two decision lines and what the second look makes of it."""
    look = 2 * COLUMNS
    own = [look + ACTS * ACTS + kind * ACTS + act for kind in range(4)]
    return [act, COLUMNS + act, *range(look + act * ACTS, look + (act + 1) * ACTS), *own]


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("old")
    parse.add_argument("new")
    parse.add_argument("out")
    parse.add_argument("--share", type=float, default=1.0, help="how much of the new one, for the acts that are taken")
    parse.add_argument("--acts", type=int, nargs="+", default=list(range(COLUMNS)), help="places of the acts taken")
    asked = parse.parse_args()
    (mark, old_lines, old_hashes, old), (other, new_lines, new_hashes, new) = read(asked.old), read(asked.new)
    assert mark == other, "models of different lexica"
    hashes = np.union1d(old_hashes, new_hashes)
    lines, weights = old_lines.copy(), np.zeros((COLUMNS, len(hashes)))
    weights[:, np.searchsorted(hashes, old_hashes)] = old
    taught = np.zeros((COLUMNS, len(hashes)))
    taught[:, np.searchsorted(hashes, new_hashes)] = new
    for act in asked.acts:
        weights[act] += asked.share * (taught[act] - weights[act])
        if act < ACTS:
            at = lines_of(act)
            lines[at] += asked.share * (new_lines[at] - lines[at])
    # The old step stays, so that nothing moves but the acts taken.
    step = round(np.abs(old[old != 0]).min())
    small = np.clip(np.rint(weights / step), -127, 127).astype(np.int8)
    some = small.any(0)
    raw = struct.pack("<3I", mark, step, some.sum()) + np.rint(lines).astype("<i4").tobytes()
    raw += hashes[some].astype("<u4").tobytes() + np.ascontiguousarray(small[:, some]).tobytes()
    packed = zlib.compressobj(6, zlib.DEFLATED, -15)
    made = HEAD + packed.compress(raw) + packed.flush()
    with open(asked.out, "wb") as file:
        file.write(made)
    print(asked.out, len(made), "bytes")


if __name__ == "__main__":
    main()
