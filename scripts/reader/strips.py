"""Reads what `streetwise train strips` writes."""
import struct

import numpy as np

ACTS = 29
WRITTEN = 0


class Strip:
    """One line or a copy of it: hashes one after another, how many in each cell, bits of the acts."""

    __slots__ = ("line", "copy", "lang", "acts", "hashes", "counts", "margins")


def read(path, beside=False):
    """All strips of a file and the fingerprint of the lexicon; with `beside`, a linear model's margins in logits."""
    with open(path, "rb") as file:
        magic, fingerprint = struct.unpack("<4sI", file.read(8))
        if magic != b"SWST":
            raise SystemExit(f"{path}: no strips")
        words = np.frombuffer(file.read(), np.uint32)
    strips, at, view = [], 0, memoryview(words)
    while at < len(words):
        strip = Strip()
        strip.line, kind, strip.acts, cells = (view[at + i] for i in range(4))
        strip.copy, strip.lang = kind & 255, kind >> 8
        at += 4
        counts, hashes = [], []
        for _ in range(cells):
            count = view[at]
            counts.append(count)
            hashes.append(words[at + 1 : at + 1 + count])
            at += 1 + count
        strip.counts = np.array(counts, np.int64)
        strip.hashes = np.concatenate(hashes) if hashes else np.zeros(0, np.uint32)
        strip.margins = None
        if beside:
            strip.margins = words[at : at + ACTS].astype(np.int32) / 1024.0
            at += ACTS
        strips.append(strip)
    return strips, fingerprint


def vocabulary(strips, least):
    """Hashes in at least so many lines as written, sorted, and in how many."""
    each = [np.unique(strip.hashes) for strip in strips if strip.copy == WRITTEN]
    found, counts = np.unique(np.concatenate(each), return_counts=True)
    return found[counts >= least], counts[counts >= least]


def known(strips, words):
    """Hashes to rows (1 and up); what the vocabulary does not hold is left out, its cell stays."""
    for strip in strips:
        at = np.searchsorted(words, strip.hashes)
        at[at == len(words)] = 0
        there = words[at] == strip.hashes
        cell = np.repeat(np.arange(len(strip.counts)), strip.counts)
        strip.counts = np.bincount(cell[there], minlength=len(strip.counts))
        strip.hashes = (at[there] + 1).astype(np.int64)
    return strips
