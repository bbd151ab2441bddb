"""One spoken line: espeak-ng (as a program) says each clause, the WORLD vocoder makes a person of it.

What is changed: pitch level, melody, formants, breath, roughness, trembling, brightness, pace inside a clause, pauses.
What is added: the release at the end of a clause, which the program cuts off at full level, the hiss above 4 kHz that its
voiced sounds lack, and the first echoes of the street.
"""
import subprocess

import numpy as np
import pyworld
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

import dsp

RATE = 22050
STEP_MS = 5.0
_PAUSE_MS = {",": 150, ".": 330, "?": 340, "!": 300, "~": 420}
# How much the last syllable of a clause is drawn out.
_DRAWN = {",": 0.16, ".": 0.26, "?": 0.22, "!": 0.16, "~": 0.55}
_RELEASE_MS = 75.0


def espeak(lang, said, base, speed):
    """What the program says: floats at RATE."""
    voice = ("cmn-latn-pinyin" if lang == "zh" else "en-us") + base
    run = subprocess.run(["espeak-ng", "-v", voice, "-p", "50", "-s", str(speed), "-z", "--stdout", said], capture_output=True, check=True)
    x = np.frombuffer(run.stdout[44:], "<i2").astype(np.float64) / 32768
    assert int.from_bytes(run.stdout[24:28], "little") == RATE
    loud = np.flatnonzero(np.abs(x) > 0.006)
    return x[max(0, loud[0] - 110):loud[-1] + 330] if len(loud) else x[:0]


def speak(lang, clauses, voice, mood, rng, align=None, air=None):
    """The line as floats at RATE and its mouth shapes [(ms, letter)]; air is what the place answers (an impulse response).

    align(said, samples, speed) gives [(start, end, letter)] in seconds of an unchanged clause, or is None.
    """
    out, marks = [], []
    length = 0
    speed = int(np.clip(voice.speed * mood.pace, 90, 420))
    for i, (said, mark) in enumerate(clauses):
        raw = espeak(lang, said, voice.base, speed)
        if not len(raw):
            continue
        where = i / max(1, len(clauses) - 1) if len(clauses) > 1 else 0.5
        x, warp = _person(raw, voice, mood, mark, where, rng)
        if out:
            pause = int(_PAUSE_MS[last] * mood.pause * RATE / 1000 * 250 / max(speed, 200) * rng.uniform(0.85, 1.15))
            gap = np.zeros(pause)
            if pause > 0.24 * RATE and (mood.sigh or rng.random() < 0.5):
                breath = _inhale(rng, min(pause / RATE - 0.06, 0.42), 0.018 if mood.sigh else 0.007, mood.shake)
                dsp.add(gap, breath, len(gap) - len(breath) - int(0.02 * RATE))
            marks.append((length / RATE * 1000, "-"))
            out.append(gap)
            length += len(gap)
        if align:
            for start, _end, letter in align(said, raw, speed):
                marks.append(((length / RATE + warp(start)) * 1000, letter))
        out.append(x)
        length += len(x)
        last = mark
    x = np.concatenate(out)
    marks.append((length / RATE * 1000, "-"))
    x = _finish(x, voice, rng)
    if air is not None and not voice.radio:
        x = dsp.echoed(x, air)
    return x, marks


def _person(raw, voice, mood, mark, where, rng):
    """A clause in the person's voice, and how times moved: seconds in the raw clause -> seconds in the new one."""
    f0, t = pyworld.dio(raw, RATE, f0_floor=60, f0_ceil=640, frame_period=STEP_MS)
    f0 = pyworld.stonemask(raw, f0, t, RATE)
    sp = pyworld.cheaptrick(raw, f0, t, RATE)
    ap = _aperiodicity(raw, f0, t)
    f0, sp, ap = _released(f0, sp, ap)
    n = len(f0)
    # Pace inside the clause: a slow sway, and the last syllable drawn out.
    sway = 1 + 0.07 * gaussian_filter1d(rng.standard_normal(n + 200), 40)[100:-100] / 0.084
    tail = int(0.20 * 1000 / STEP_MS)
    drawn = 1 + _DRAWN[mark] * np.clip((np.arange(n) - (n - tail)) / tail, 0, 1)
    if mood.sigh:
        drawn = 1 + (drawn - 1) * 1.4
    cost = np.clip(sway, 0.82, 1.22) * drawn
    moved = np.concatenate([[0], np.cumsum(cost)])
    m = int(moved[-1])
    source = np.interp(np.arange(m), moved, np.arange(n + 1))
    low = np.clip(source.astype(int), 0, n - 1)
    part = (source - low)[:, None]
    high = np.minimum(low + 1, n - 1)
    sp = np.exp(np.log(sp[low] + 1e-16) * (1 - part) + np.log(sp[high] + 1e-16) * part)
    ap = ap[low] * (1 - part) + ap[high] * part
    near = np.clip(np.round(source).astype(int), 0, n - 1)
    f0 = f0[near]

    # Melody.
    voiced = f0 > 0
    if voiced.any():
        lf = np.log2(np.maximum(f0, 1))
        mean = lf[voiced].mean()
        at = np.linspace(0, 1, m)
        semis = (lf - mean) * 12 * voice.span * mood.span
        semis += mood.lift + (0.9 - 1.8 * where) * 0.8 + (0.7 - 1.4 * at) * (0.5 if mark in ",?" else 1.0)
        if mark == "?":
            semis += 2.2 * np.clip((at - 0.65) / 0.35, 0, 1)
        if mark == "~":
            semis -= 1.5 * np.clip((at - 0.6) / 0.4, 0, 1)
        drift = gaussian_filter1d(rng.standard_normal(m + 400), 60)[200:-200]
        semis += 0.35 * drift / 0.07 * 0.5
        semis += gaussian_filter1d(rng.standard_normal(m), 1.0) * (0.10 + 0.5 * min(1, voice.rough + mood.rough))
        shake = min(1.0, voice.shake + mood.shake)
        if shake:
            rate = 5.3 + 0.5 * rng.standard_normal()
            semis += shake * 0.75 * np.sin(2 * np.pi * rate * np.arange(m) * STEP_MS / 1000 + rng.uniform(0, 6)) * (0.6 + 0.4 * np.sin(np.arange(m) / 37))
        f0 = np.where(voiced, voice.f0 * 2 ** (semis / 12), 0.0)
        f0 = np.where(voiced, np.clip(f0, 62, 620), 0.0)

    # Mouth and throat: formants, brightness, breath.
    bins = sp.shape[1]
    hz = np.arange(bins) * RATE / 2 / (bins - 1)
    warp = voice.warp / (1.15 if "f" in voice.base else 1.0)  # the program's women have longer-shifted formants already
    warp *= 1 + 0.006 * mood.lift
    sp = _stretch(sp, warp)
    octave = np.log2(np.maximum(hz, 50) / 800)
    gain = (voice.tilt + mood.tilt) * np.clip(octave, -1.5, 2.6)
    gain -= 1.2 * np.clip(np.log2(np.maximum(hz, 50) / 4200), 0, 2)  # the program's hiss is harsher than a mouth's
    sp = sp * 10 ** (gain / 10)
    sp, ap = _aired(sp, ap, hz)
    breath = min(0.9, voice.breath + mood.breath)
    if breath:
        rise = np.clip((hz - 700) / 3800, 0.03, 1) ** 0.8
        ap = ap + (1 - ap) * np.minimum(0.95, breath * 0.9 * rise)[None, :]
    x = pyworld.synthesize(np.ascontiguousarray(f0), np.ascontiguousarray(sp), np.ascontiguousarray(np.clip(ap, 1e-4, 1 - 1e-4)), RATE, STEP_MS)
    rough = min(1.0, voice.rough + mood.rough)
    if rough:
        x = _rasp(x, f0, rough, rng)

    def when(seconds):
        return float(np.interp(seconds * 1000 / STEP_MS, np.arange(n + 1), moved)) * STEP_MS / 1000

    return x, when


def _aperiodicity(raw, f0, t):
    """How much of each band is noise: looked for in every fourth frame, for it is half the cost of a line."""
    some = pyworld.d4c(raw, f0[::4].copy(), t[::4].copy(), RATE)
    voiced, coarse = f0 > 0, f0[::4] > 0
    at = np.minimum((np.arange(len(f0)) + 1) // 4, len(some) - 1)
    after = np.minimum(at + 1, len(some) - 1)
    # A voiced frame at the edge takes the neighbour that is voiced, too.
    at = np.where((voiced != coarse[at]) & (voiced == coarse[after]), after, at)
    ap = some[at]
    ap[~voiced] = 1.0 - 1e-12
    return ap


def _released(f0, sp, ap):
    """The clause with its last sound dying away: the program ends in the middle of it."""
    n = len(f0)
    power = sp.sum(axis=1)
    end = max(0, n - 5)  # the window of the very last frames already looks into nothing
    if n < 20 or power[end] < power.max() * 1e-3:
        return f0, sp, ap
    count = int(_RELEASE_MS / STEP_MS)
    k = np.arange(1, count + 1)
    gain = 10 ** (-(k / count) ** 1.3 * 3.6)
    voiced = f0[end] > 0
    last = f0[end] * 2 ** (-1.2 * k / count / 12) if voiced else np.zeros(count)
    # Breath comes through as the folds open.
    opened = ap[end] + (1 - ap[end]) * (0.5 * k / count)[:, None] ** 2
    return (np.concatenate([f0[:end + 1], last]), np.vstack([sp[:end + 1], sp[end][None] * gain[:, None]]), np.vstack([ap[:end + 1], opened]))


def _aired(sp, ap, hz):
    """Voiced sounds of a mouth do not end at 4 kHz: noise carries on, falling by 9 dB an octave."""
    heard = (hz > 2200) & (hz < 3800)
    level = np.log(sp[:, heard] + 1e-16).mean(axis=1)
    high = hz > 3600
    fall = np.log(10) / 10 * (9 + 9 * np.log2(hz[high] / 3600))
    least = np.exp(level[:, None] - fall[None, :])
    sp, ap = sp.copy(), ap.copy()
    raised = sp[:, high] < least
    sp[:, high] = np.where(raised, least, sp[:, high])
    ap[:, high] = np.where(raised, np.maximum(ap[:, high], 0.7), ap[:, high])
    return sp, ap


def _stretch(sp, warp):
    """The spectral envelope stretched by `warp` along frequency."""
    if abs(warp - 1) < 0.003:
        return sp
    bins = sp.shape[1]
    at = np.minimum(np.arange(bins) / warp, bins - 1.001)
    low = at.astype(int)
    part = at - low
    log = np.log(sp + 1e-16)
    return np.exp(log[:, low] * (1 - part) + log[:, low + 1] * part)


def _rasp(x, f0, rough, rng):
    """A hoarse edge: every second period weaker, irregular from one to the next."""
    at = np.interp(np.arange(len(x)) / RATE * 1000 / STEP_MS, np.arange(len(f0)), np.where(f0 > 0, f0, 110))
    phase = np.cumsum(at / 2) / RATE
    unrest = gaussian_filter1d(rng.standard_normal(len(x)), RATE * 0.004)
    unrest /= np.std(unrest) + 1e-9
    wave = 1 - 0.30 * rough * (0.5 + 0.5 * np.sin(2 * np.pi * phase + 0.5 * unrest)) + 0.10 * rough * unrest
    return x * np.clip(wave, 0.2, 1.4)


def _inhale(rng, seconds, level, shake):
    """A breath drawn in through the mouth; sobbing comes in jolts."""
    n = max(64, int(seconds * RATE))
    x = dsp.shaped(n, RATE, [(80, -40), (500, -16), (1100, -6), (1900, 0), (3200, -8), (6000, -16), (11000, -30)], rng)
    t = np.linspace(0, 1, n)
    form = np.minimum(1, t / 0.5) ** 1.5 * np.minimum(1, (1 - t) / 0.15)
    if shake > 0.4:
        form *= 0.5 + 0.5 * np.clip(np.sin(2 * np.pi * 3.1 * t * seconds / 0.3), 0, 1)
    return x * form * level


def _finish(x, voice, rng):
    """Rumble off, radio band where it belongs."""
    x = sosfilt(butter(2, 75, "high", fs=RATE, output="sos"), x)
    if voice.radio:
        x = sosfilt(butter(4, [300, 3400], "band", fs=RATE, output="sos"), x)
        level = np.sqrt(gaussian_filter1d(x ** 2, RATE * 0.012)) + 1e-4
        x = x * (np.percentile(level, 90) / np.maximum(level, np.percentile(level, 90) * 0.12)) ** 0.45
        x = dsp.soft(x / (np.max(np.abs(x)) + 1e-9), 2.2)
        hiss = dsp.band(rng.standard_normal(len(x)), 500, 3200, RATE)
        x = sosfilt(butter(3, [300, 3400], "band", fs=RATE, output="sos"), x) + 0.0025 * hiss
    return x


def trimmed(x, marks, lead_ms=25, tail_ms=90):
    """Both ends cut to a short silence; mouth marks move along."""
    form = np.sqrt(gaussian_filter1d(x ** 2, RATE * 0.004))
    loud = np.flatnonzero(form > np.max(form) * 0.012)
    a = max(0, loud[0] - int(lead_ms * RATE / 1000))
    b = min(len(x), loud[-1] + int(tail_ms * RATE / 1000))
    cut = a / RATE * 1000
    y = dsp.fade(x[a:b], RATE, 4, 25)
    return y, [(max(0.0, ms - cut), letter) for ms, letter in marks]
