"""When each sound of a clause is spoken, and the mouth shape that goes with it.

espeak-ng tells its phonemes but not their times. A small left-to-right model (three states a phoneme, one Gaussian
each) is trained from a flat start on the very clauses to be spoken, all in one neutral voice, and each clause is then
aligned with it. Mouth shapes: a open, i spread, u round, m closed lips, f lip on teeth, - silence.
"""
import re
import subprocess

import numpy as np
from scipy.fft import dct

HOP_S = 0.005
_WINDOW = 512
_ZH_LETTER = {"A": "a", "a": "a", "&": "a", "E": "a", "@": "a", "o": "u", "u": "u", "i": "i", "y": "u", "e": "i", "w": "u", "j": "i", "0": "a", "O": "u", "V": "a", "I": "i", "U": "u", "3": "a"}
_CONSONANTS = {"m": "m", "p": "m", "b": "m", "f": "f", "v": "f", "w": "u", "s": "i", "z": "i", "S": "i", "j": "i"}


def phonemes(lang, said):
    """The program's phonemes of a clause, without stress and tone."""
    voice = "cmn-latn-pinyin" if lang == "zh" else "en-us"
    out = subprocess.run(["espeak-ng", "-v", voice, "-q", "-x", "--sep=_", said], capture_output=True, text=True, check=True).stdout
    names = []
    for token in re.split(r"[_\s]+", out):
        token = re.sub(r"[',|%=]", "", token)
        token = re.sub(r"\d+$", "", token) if lang == "zh" else token
        token = token.strip("_")
        if token and not token.isdigit() and token not in (":", ";", "-"):
            names.append(token)
    return names


def shapes(name):
    """Mouth shapes of one phoneme in order; empty: the mouth stays as the neighbours have it."""
    if name in ("o-", "o-r"):
        return "a"
    if re.match(r"(ts|s)\.?;?h?$|tS;?h?$|S;?$|z\.?$|dZ$|Z$", name):
        return "i"
    if name in ("ph", "p", "b", "m"):
        return "m"
    if name in ("f", "v"):
        return "f"
    if name in _CONSONANTS:
        return _CONSONANTS[name]
    core = name.replace("i.", "i").replace(":", "").replace("-", "")
    letters = "".join(_ZH_LETTER.get(c, "") for c in core)
    return re.sub(r"(.)\1+", r"\1", letters)


def features(x, rate):
    """Cepstra, log energy and their slopes, one row every 5 ms."""
    hop = int(rate * HOP_S)
    padded = np.pad(x, (_WINDOW // 2, _WINDOW // 2))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::hop] * np.hanning(_WINDOW)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    hz = np.linspace(0, rate / 2, power.shape[1])
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    edges = np.interp(np.linspace(mel(80), mel(9000), 26), mel(hz), hz)
    bank = np.array([np.clip(np.minimum((hz - a) / (b - a), (c - hz) / (c - b)), 0, 1) for a, b, c in zip(edges, edges[1:], edges[2:])])
    logs = np.log(power @ bank.T + 1e-7)
    c = dct(logs, norm="ortho")[:, :13]
    c[:, 0] = np.maximum(c[:, 0], c[:, 0].max() - 30)
    d = np.gradient(c, axis=0) * 3
    return np.hstack([c, d])


class Aligner:
    """Trained on (phonemes, features) of many clauses."""

    def __init__(self, clauses, rounds=8):
        self.units = {}
        data = [(np.array([self._state(u, k) for u in self._row(names) for k in range(3)]), f) for names, f in clauses if 3 * len(self._row(names)) < len(f)]
        everything = np.vstack([f for _, f in data])
        n = 3 * len(self.units)
        self.mean = np.tile(everything.mean(0), (n, 1))
        self.var = np.tile(everything.var(0) + 1e-3, (n, 1))
        floor = everything.var(0) * 0.03 + 1e-3
        for r in range(rounds):
            total, square, count = np.zeros_like(self.mean), np.zeros_like(self.mean), np.zeros(n)
            for states, f in data:
                path = states[(np.arange(len(f)) * len(states) // len(f))] if r == 0 else states[self._best(states, f)]
                np.add.at(total, path, f)
                np.add.at(square, path, f ** 2)
                np.add.at(count, path, 1)
            seen = count > 5
            self.mean[seen] = total[seen] / count[seen][:, None]
            self.var[seen] = np.maximum(square[seen] / count[seen][:, None] - self.mean[seen] ** 2, floor)

    def _row(self, names):
        return ["sil", *names, "sil"]

    def _state(self, unit, k):
        return 3 * self.units.setdefault(unit, len(self.units)) + k

    def _best(self, states, f):
        """Index into `states` for every frame."""
        m, v = self.mean[states], self.var[states]
        cost = 0.5 * (((f[:, None, :] - m[None]) ** 2 / v[None]).sum(-1) + np.log(v).sum(-1)[None])
        n, s = cost.shape
        acc = np.full(s, np.inf)
        acc[:4] = cost[0, :4] + np.array([0, 1, 2, 3])[: min(4, s)] * 0.1
        came = np.zeros((n, s), bool)
        for i in range(1, n):
            step = np.concatenate([[np.inf], acc[:-1]])
            came[i] = step < acc
            acc = np.where(came[i], step, acc) + cost[i]
        at = s - 1 if acc[s - 1] <= acc[s - 4] else s - 4
        path = np.empty(n, int)
        for i in range(n - 1, -1, -1):
            path[i] = at
            at -= came[i, at]
        return path

    def times(self, names, f):
        """[(phoneme, start s, end s)]; even shares when the clause is too short to align."""
        row = self._row(names)
        if 3 * len(row) >= len(f) or any(u not in self.units for u in row):
            edges = np.linspace(0, len(f), len(names) + 1) * HOP_S
            return list(zip(names, edges[:-1], edges[1:]))
        states = np.array([self._state(u, k) for u in row for k in range(3)])
        unit = self._best(states, f) // 3
        out = []
        for i, name in enumerate(names, 1):
            at = np.flatnonzero(unit == i)
            if len(at):
                out.append((name, at[0] * HOP_S, (at[-1] + 1) * HOP_S))
        return out


def mouth(spans):
    """[(start, end, letter)] of a clause from phoneme spans."""
    out = []
    for name, start, end in spans:
        letters = shapes(name)
        for k, letter in enumerate(letters):
            a = start + (end - start) * k / len(letters)
            b = start + (end - start) * (k + 1) / len(letters)
            if out and out[-1][2] == letter:
                out[-1] = (out[-1][0], b, letter)
            else:
                out.append((a, b, letter))
    return out


def compact(marks, length_ms):
    """`0m 80a 160i …`: rounded to 10 ms, no shape shorter than 40 ms but closed lips, ends in silence."""
    kept = []
    for ms, letter in marks:
        ms = int(round(ms / 10) * 10)
        if kept and kept[-1][1] == letter:
            continue
        if kept and ms - kept[-1][0] < 40:
            if kept[-1][1] in "mf" and letter not in "mf-":
                ms = kept[-1][0] + 40
            else:
                kept[-1] = (kept[-1][0], letter)
                if len(kept) > 1 and kept[-2][1] == letter:
                    kept.pop()
                continue
        kept.append((ms, letter))
    while kept and kept[-1][0] >= length_ms:
        kept.pop()
    if all(letter == "-" for _, letter in kept):
        kept = [(0, "m")]  # a hum
    if kept and kept[-1][1] != "-":
        kept.append((max(kept[-1][0] + 10, int(length_ms) // 10 * 10), "-"))
    return " ".join(f"{ms}{letter}" for ms, letter in kept)
