"""Small signal tools shared by voices and effects: filters, noise, loudness, limiting, loops, Vorbis files."""
import os
import subprocess
import tempfile
import wave
import zlib

import numpy as np
import pyloudnorm
from scipy.ndimage import minimum_filter1d
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt


def band(x, low, high, rate, order=2):
    """Band-pass; either edge may be None."""
    top = rate / 2 * 0.98
    if low and high:
        return sosfilt(butter(order, [low, min(high, top)], "band", fs=rate, output="sos"), x)
    if low:
        return sosfilt(butter(order, low, "high", fs=rate, output="sos"), x)
    return sosfilt(butter(order, min(high, top), fs=rate, output="sos"), x)


def coloured(n, power, rng):
    """Noise whose power falls with frequency**power (0 white, 1 pink, 2 brown); wraps round without a seam."""
    s = np.fft.rfft(rng.standard_normal(n))
    f = np.arange(len(s)) + 1.0
    s *= f ** (-power / 2)
    s[0] = 0
    x = np.fft.irfft(s, n)
    return x / np.std(x)


def shaped(n, rate, points, rng):
    """Noise with a spectrum drawn by (Hz, dB) points on a logarithmic axis; wraps round without a seam."""
    f = np.fft.rfftfreq(n, 1 / rate)
    hz, db = np.array(points, float).T
    gain = 10 ** (np.interp(np.log(np.maximum(f, 1)), np.log(hz), db) / 20)
    x = np.fft.irfft(np.fft.rfft(rng.standard_normal(n)) * gain, n)
    return x / np.std(x)


def slow(n, rate, hz, rng, low=0.0, high=1.0):
    """A slowly wandering curve between low and high that wraps round without a seam."""
    s = np.fft.rfft(rng.standard_normal(n))
    f = np.fft.rfftfreq(n, 1 / rate)
    x = np.fft.irfft(s * np.exp(-((f / hz) ** 2)), n)
    x = (x - x.min()) / (x.max() - x.min())
    return low + (high - low) * x


def add(out, x, at, gain=1.0, wrap=False):
    """Adds x into out at sample `at`; what hangs over the end wraps round or is dropped."""
    at = int(at)
    if wrap:
        np.add.at(out, (at + np.arange(len(x))) % len(out), x * gain)
        return
    x = x[max(0, -at):]
    at = max(0, at)
    n = min(len(x), len(out) - at)
    if n > 0:
        out[at:at + n] += x[:n] * gain


def street_echo(rate, rng, seconds=0.5, width_m=14, wet_db=-14):
    """Impulse response of a street: direct sound, façades either side bouncing to and fro, a diffuse tail."""
    n = int(seconds * rate)
    h = np.zeros(n)
    for k in range(1, 7):
        for side in (0.31, 0.69):
            t = (2 * width_m * (k - 1) + 2 * width_m * side) / 343
            i = int(t * rate)
            if i < n - 40:
                h[i:i + 24] += 0.55 ** k * rng.standard_normal(24) * np.hanning(24)
    t = np.arange(n) / rate
    tail = coloured(n, 1, rng) * np.exp(-t * 13) * np.minimum(1, t * 40)
    h = band(h + 0.05 * tail, 120, 5500, rate)
    h *= 10 ** (wet_db / 20) / np.sqrt(np.sum(h ** 2))
    h[0] += 1
    return h


def echoed(x, h, wrap=False):
    """x heard with the impulse response h; a loop is convolved in the round."""
    if wrap:
        m = np.zeros(len(x))
        m[:len(h)] = h[:len(x)]
        return np.fft.irfft(np.fft.rfft(x) * np.fft.rfft(m), len(x))
    return fftconvolve(x, h)


def modes(rate, seconds, list_, rng=None):
    """A struck body: sum of decaying partials (Hz, strength, decay per second)."""
    t = np.arange(int(seconds * rate)) / rate
    x = np.zeros(len(t))
    for hz, a, d in list_:
        ph = rng.uniform(0, 6.28) if rng is not None else 0
        x += a * np.exp(-t * d) * np.sin(2 * np.pi * hz * t + ph)
    return x


def fade(x, rate, in_ms=2, out_ms=8):
    """Short ramps at both ends."""
    x = x.copy()
    a, b = int(rate * in_ms / 1000), int(rate * out_ms / 1000)
    if a:
        x[:a] *= np.sin(np.linspace(0, np.pi / 2, a)) ** 2
    if b:
        x[-b:] *= np.cos(np.linspace(0, np.pi / 2, b)) ** 2
    return x


def soft(x, drive):
    """Gentle saturation."""
    return np.tanh(x * drive) / np.tanh(drive)


def true_peak_db(x):
    """Peak after four-fold oversampling, dBTP."""
    peak = np.max(np.abs(resample_poly(x, 4, 1))) if len(x) else 0
    return 20 * np.log10(max(peak, 1e-9))


def lufs(x, rate):
    """Integrated loudness (BS.1770). Sounds shorter than a block are repeated to fill one."""
    least = int(0.41 * rate)
    if len(x) < least:
        x = np.tile(x, -(-least // max(1, len(x))))
    return pyloudnorm.Meter(rate).integrated_loudness(x)


def limit(x, rate, ceiling_db):
    """Look-ahead peak limiter: no sample, nor what lies between, passes the ceiling."""
    ceiling = 10 ** (ceiling_db / 20)
    up = np.abs(resample_poly(x, 4, 1))
    peak = up[: len(x) * 4].reshape(-1, 4).max(axis=1)
    need = np.minimum(1, ceiling / np.maximum(peak, 1e-9))
    if need.min() >= 1:
        return x
    w = int(0.004 * rate)
    held = minimum_filter1d(need, 2 * w + 1, mode="constant", cval=1.0)
    k = np.hanning(2 * w + 1)
    smooth = np.convolve(np.pad(held, w, mode="edge"), k / k.sum(), "valid")
    return x * np.minimum(smooth, 1)


def levelled(x, rate, target_lufs, ceiling_db=-2.0, rounds=4):
    """Brought to a loudness under a peak ceiling."""
    for _ in range(rounds):
        now = lufs(x, rate)
        if not np.isfinite(now):
            return x
        if abs(now - target_lufs) < 0.1 and true_peak_db(x) <= ceiling_db + 0.05:
            break
        x = limit(x * 10 ** ((target_lufs - now) / 20), rate, ceiling_db)
    return x


def peaked(x, db):
    """Scaled so that the true peak lies at db."""
    return x * 10 ** ((db - true_peak_db(x)) / 20)


def write_wav(path, x, rate):
    """16-bit mono."""
    with wave.open(path, "wb") as w:
        w.setparams((1, 2, rate, 0, "NONE", ""))
        w.writeframes((np.clip(np.round(x * 32767), -32768, 32767)).astype("<i2").tobytes())


def write_ogg(path, x, rate, quality):
    """Vorbis, the same bytes for the same samples: the stream's number follows from the name."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as tmp:
        write_wav(tmp.name, x, rate)
        serial = zlib.crc32(os.path.basename(path).encode()) & 0x7FFFFFFF
        run = subprocess.run(["oggenc", "-Q", "-q", str(quality), "-s", str(serial), "-o", path, tmp.name], capture_output=True, text=True)
        if run.returncode:
            raise RuntimeError(f"oggenc {path}: {run.stderr}")
