#!/usr/bin/env python3
"""Measures every committed sound as decoded, prints tables, fails on violations. usage: measure.py [--table] [ROOT]

Voices: -22 LUFS (a whisper) to -17.5 (a shout), true peak at most -0.1 dBTP, silence at most 60 ms before and 150 ms
after, no step in the wave that a voice cannot make, mono, length as the list says, mouth track in order and
inside the sound and open where it is loud. Effects: peak, onset, loudness of loops, the
seam of loops, pitch of the spectrum's centre. Sizes.
"""
import glob
import io
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import soundfile
from scipy.ndimage import gaussian_filter1d

import dsp
import pack
import reading
import ron

VOICES_MB, EFFECTS_MB = 23.5, 6.0
VOICE_LUFS = (-22.6, -17.0)
LOOP_LUFS = (-31.0, -19.0)


def silences(x, rate):
    """Milliseconds before the first and after the last moment within 46 dB of the loudest."""
    form = np.sqrt(gaussian_filter1d(x ** 2, rate * 0.002))
    loud = np.flatnonzero(form > form.max() * 10 ** (-46 / 20))
    return loud[0] / rate * 1000, (len(x) - 1 - loud[-1]) / rate * 1000


def seam(x, rate):
    """How far the step and the level at the loop's joint stand out from the rest of the sound.

    Two figures: the jump in value and slope over the joint as a rank among all such jumps inside (1 = the largest of
    all), and the level of the 30 ms round the joint against the middle of all 30 ms stretches, in dB.
    """
    w = int(0.0007 * rate)
    round_ = np.concatenate([x[-4 * w:], x[:4 * w]])
    curve = np.abs(np.diff(x, 2))
    here = np.abs(np.diff(round_, 2))[4 * w - 2:4 * w].max()
    pairs = np.maximum(curve[:-1], curve[1:])
    rank = float(np.mean(pairs < here))
    m = int(0.015 * rate)
    joint = np.sqrt(np.mean(np.concatenate([x[-m:], x[:m]]) ** 2))
    inside = np.sqrt(np.mean(x[: len(x) // (2 * m) * 2 * m].reshape(-1, 2 * m) ** 2, axis=1))
    return rank, here / (pairs.max() + 1e-12), 20 * np.log10(joint / np.median(inside)), 20 * np.log10(np.percentile(inside, [2, 98]) / np.median(inside))


def seam_problem(rank, share, level, around):
    """Whether a loop's joint is heard: a step unlike any inside, or a moment far louder or softer than the rest."""
    return share > 0.7 or (rank > 0.9998 and share > 0.5) or not around[0] - 3 <= level <= around[1] + 3


def centre(x, rate):
    """Centre of the power spectrum in Hz, and the share above 10 kHz and below 200 Hz in dB."""
    p = np.abs(np.fft.rfft(x)) ** 2
    f = np.fft.rfftfreq(len(x), 1 / rate)
    total = p.sum() + 1e-20
    return (p * f).sum() / total, 10 * np.log10(p[f < 200].sum() / total + 1e-12), 10 * np.log10(p[f > 10000].sum() / total + 1e-12)


def _voice(args):
    path, head, entry = args
    problems = []
    at, size = entry["part"]
    with open(path, "rb") as f:
        data = f.read(head)
        f.seek(at)
        data += f.read(size)
    x, rate = pack.decoded(io.BytesIO(data)), pack.RATE
    loud, peak = dsp.lufs(x, rate), dsp.true_peak_db(x)
    lead, tail = silences(x, rate)
    if not VOICE_LUFS[0] <= loud <= VOICE_LUFS[1]:
        problems.append(f"{loud:.1f} LUFS")
    if peak > -0.1:
        problems.append(f"{peak:.1f} dBTP")
    if lead > 60 or tail > 150:
        problems.append(f"silence {lead:.0f}/{tail:.0f} ms")
    ms = len(x) / rate * 1000
    if abs(ms - entry["ms"]) > 12:
        problems.append(f"{ms:.0f} ms, listed {entry['ms']}")
    if abs(loud - entry["lufs"]) > 0.6:
        problems.append(f"{loud:.1f} LUFS, listed {entry['lufs']}")
    marks = re.findall(r"(\d+)([aiumf-])", entry["visemes"])
    at = [int(m) for m, _ in marks]
    if " ".join(a + b for a, b in marks) != entry["visemes"] or at != sorted(set(at)) or not at or at[-1] > ms + 10 or marks[-1][1] != "-":
        problems.append("mouth track")
    shut = _shut(x, rate, at, [letter for _, letter in marks])
    if shut > 0.35:
        problems.append(f"mouth at rest in {shut:.0%} of what is loud")
    if max(abs(x[0]), abs(x[-1])) > 0.03:
        problems.append(f"ends cut at {x[0]:.3f} and {x[-1]:.3f}")
    if not np.isfinite(x).all() or np.max(np.abs(x)) < 0.02:
        problems.append("silent")
    return min([*entry["lines"], *entry.get("paced", {})]), len(x) / rate, loud, peak, lead, tail, len(marks), problems, shut


def _shut(x, rate, at, letters):
    """Share of the loud moments in which the mouth is at rest."""
    form = np.sqrt(gaussian_filter1d(x ** 2, rate * 0.01))[:: rate // 200]
    ms = np.arange(len(form)) * (rate // 200) / rate * 1000
    which = np.clip(np.searchsorted(at, ms, "right") - 1, 0, None)
    rests = np.array([letter == "-" for letter in letters])[which] | (ms < at[0])
    loud = form > form.max() * 10 ** (-15 / 20)
    return float(np.mean(rests[loud])) if loud.any() else 0.0


def _spoken(folder, lang, names):
    """Syllables (Mandarin) or words (English) of these lines, as far as no draw decides them."""
    texts = ron.parse(open(f"{folder}/lines.{lang}.ron", encoding="utf-8").read())
    ids = [re.split("[@~]", f)[0] for f in names]
    return sum(len(said.split()) for i in ids for said, _ in reading.clauses(lang, re.sub(r"\{[^}]*\}", "", texts[i])))


def voices(root, pool):
    """Rows per case and language, and the violations."""
    failed, size = [], 0
    print("| case | language | recordings | heard as | minutes | MB with list | LUFS min … max | true peak max | lead max | tail max | mouth marks a second | mouth at rest while loud | syllables or words a second |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for manifest in sorted(glob.glob(f"{root}/scenarios/*/voices/*.ron")):
        folder, lang = manifest[:-4], os.path.basename(manifest)[:-4]
        listed = ron.parse(open(manifest, encoding="utf-8").read())
        own, about = listed["recordings"], listed["pack"]
        path = f"{os.path.dirname(manifest)}/{about['file']}"
        rows = list(pool.map(_voice, [(path, about["head"], e) for e in own], chunksize=32))
        failed += [f"{folder}/{r[0]}: {'; '.join(r[7])}" for r in rows if r[7]]
        mb = (os.path.getsize(path) + os.path.getsize(manifest)) / 1e6
        size += mb
        case = os.path.normpath(manifest).split("/")[-3]
        seconds = sum(r[1] for r in rows)
        lines = sum(len(e["lines"]) + len(e.get("paced", {})) for e in own)
        print(f"| {case} | {lang} | {len(own)} | {lines} | {seconds / 60:.1f} | {mb:.2f} | {min(r[2] for r in rows):.1f} … {max(r[2] for r in rows):.1f} | {max(r[3] for r in rows):.1f} | {max(r[4] for r in rows):.0f} ms | {max(r[5] for r in rows):.0f} ms | {sum(r[6] for r in rows) / seconds:.1f} | {sum(r[8] * r[1] for r in rows) / seconds:.1%} | {_spoken(os.path.dirname(os.path.dirname(manifest)), lang, [r[0] for r in rows]) / seconds:.1f} |", flush=True)
    if size > VOICES_MB:
        failed.append(f"voices: {size:.2f} MB, allowed {VOICES_MB}")
    print(f"\nVoices together {size:.2f} MB of {VOICES_MB}.\n")
    return failed


def _effect(args):
    path, e = args
    x, rate = soundfile.read(path)
    problems = []
    loud, peak = dsp.lufs(x, rate), dsp.true_peak_db(x)
    hz, low, high = centre(x, rate)
    onset = silences(x, rate)[0]
    joint = ""
    if x.ndim != 1 or rate not in (44100, 48000):
        problems.append(f"{rate} Hz, {x.ndim} channels")
    if peak > -1.5:
        problems.append(f"{peak:.1f} dBTP")
    if abs(np.mean(x)) > 0.002:
        problems.append(f"offset {np.mean(x):.4f}")
    if e["repeats"]:
        if not LOOP_LUFS[0] <= loud <= LOOP_LUFS[1]:
            problems.append(f"{loud:.1f} LUFS")
        rank, share, level, around = seam(x, rate)
        joint = f"{rank:.3f} / {share:.2f} / {level:+.1f} dB"
        if seam_problem(rank, share, level, around):
            problems.append(f"seam {joint}")
    elif onset > 60:
        problems.append(f"onset after {onset:.0f} ms")
    return f"| {e['sound']} | {e['kind']} | {'yes' if e['repeats'] else ''} | {len(x) / rate:.2f} | {loud:.1f} | {peak:.1f} | {onset:.0f} | {hz:.0f} | {low:.0f} / {high:.0f} | {joint} | {e['gain_db']:.0f} | {os.path.getsize(path) / 1000:.0f} |", problems


# Sounds that grow out of nothing: passing by, thunder, a sleeve, a sheet.
_GROWING = re.compile(r"_pass|thunder|salute|paper|tape")


def effects(root, pool, table):
    """One row a sound, and the violations."""
    folder = f"{root}/assets/sound"
    entries = ron.parse(open(f"{folder}/sound.ron", encoding="utf-8").read())["sounds"]
    failed = []
    there = {os.path.basename(p) for p in glob.glob(f"{folder}/*.ogg")}
    named = {e["file"] for e in entries}
    failed += [f"{folder}/{f}: in only one of folder and list" for f in sorted(there ^ named)]
    known = [e for e in entries if e["file"] in there]
    rows = list(pool.map(_effect, [(f"{folder}/{e['file']}", e) for e in known], chunksize=4))
    if table:
        print("| sound | kind | loop | s | LUFS | dBTP | onset ms | centre Hz | < 200 Hz / > 10 kHz dB | seam: rank / share / level | mix dB | kB |\n|---|---|---|---|---|---|---|---|---|---|---|---|")
        print("\n".join(r[0] for r in rows))
    for e, (_, problems) in zip(known, rows):
        problems = [p for p in problems if not (p.startswith("onset") and _GROWING.search(e["sound"]))]
        if problems:
            failed.append(f"{e['file']}: {'; '.join(problems)}")
    size = sum(os.path.getsize(f"{folder}/{f}") for f in there) / 1e6
    if size > EFFECTS_MB:
        failed.append(f"effects: {size:.2f} MB, allowed {EFFECTS_MB}")
    print(f"\nEffects: {len(there)} files, {size:.2f} MB of {EFFECTS_MB}.\n")
    return failed


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    root = args[0] if args else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
    with ProcessPoolExecutor(int(os.environ.get("JOBS", "1"))) as pool:
        failed = effects(root, pool, "--table" in sys.argv) + voices(root, pool)
    for f in failed:
        print(f"FAILED {f}")
    print(f"{len(failed)} violations")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
