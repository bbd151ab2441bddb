"""Single sounds: steps, things handled, devices, impacts, vehicles' horns and sirens, the program's own clicks.

Each is made of what makes it in the world: a struck body's modes, grit, air, a small loudspeaker, the street's echo.
"""
import numpy as np
from scipy.ndimage import gaussian_filter1d

from dsp import add, band, coloured, echoed, fade, modes, shaped, soft, street_echo

RATE = 44100


def _n(seconds):
    return int(seconds * RATE)


def _room(x, seconds=0.7):
    """With silence after it, so that parts of one sound can simply be summed."""
    return np.pad(x, (0, max(0, _n(seconds) - len(x))))


def hit(rng, low, high, decay, seconds=0.2):
    """A burst of filtered noise that dies away."""
    t = np.arange(_n(seconds)) / RATE
    return _room(band(rng.standard_normal(len(t)), low, high, RATE) * np.exp(-t * decay))


def grit(rng, seconds, density, low, high, form):
    """Many tiny grains under a rise and fall: soles on sand, paper, gravel."""
    n = _n(seconds)
    x = np.zeros(n)
    count = rng.poisson(density * seconds)
    at = (np.clip(rng.beta(*form, count), 0, 0.999) * n).astype(int)
    x[at] = rng.standard_normal(count) * rng.exponential(1, count)
    return _room(band(x, low, high, RATE))


def small_speaker(x, low=450, high=5200, drive=1.6):
    """Through a loudspeaker the size of a coin."""
    x = band(x, low, high, RATE, 2)
    x = x / (np.max(np.abs(x)) + 1e-9)
    x = soft(x, drive)
    return x + 0.35 * band(x, 1300, 1900, RATE) + 0.25 * band(x, 2900, 3600, RATE)


def outdoors(x, rng, wet=-19, seconds=0.35):
    """With the façades answering."""
    return echoed(x, street_echo(RATE, rng, seconds, wet_db=wet))


def body(rng, hz, count, spread, decay, seconds, tilt=0.7):
    """A stiff thing struck: partials crowding upwards, the high ones dying first."""
    list_ = []
    for k in range(count):
        f = hz * (1 + spread * k ** 1.25) * rng.uniform(0.96, 1.04)
        if f < RATE * 0.45:
            list_.append((f, tilt ** k * rng.uniform(0.5, 1), decay * (1 + 0.35 * k) * rng.uniform(0.8, 1.2)))
    return _room(modes(RATE, seconds, list_, rng))


# ── Steps ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

def step(ground, rng):
    """Heel, roll, toe."""
    n = _n(0.34)
    x = np.zeros(n)
    toe = _n(rng.uniform(0.075, 0.105))
    weight = rng.uniform(0.85, 1.1)
    if ground == "paving":
        heel = hit(rng, 90, 420, 62) * 1.0 + 0.5 * hit(rng, 700, 3200, 150) + 0.10 * body(rng, 520, 5, 0.9, 150, 0.1)
        sole = grit(rng, 0.16, 900, 1200, 6500, (2, 3)) * 0.35
        tip = hit(rng, 150, 700, 90) * 0.45 + 0.25 * hit(rng, 1500, 5200, 210)
    elif ground == "asphalt":
        heel = hit(rng, 70, 320, 55) * 1.0 + 0.22 * hit(rng, 500, 2200, 110)
        sole = grit(rng, 0.20, 2200, 1800, 7500, (2, 2.5)) * 0.5
        tip = hit(rng, 110, 520, 75) * 0.4 + grit(rng, 0.09, 1500, 2200, 8000, (2, 3)) * 0.3
    elif ground == "tile":
        heel = hit(rng, 140, 600, 85) * 0.7 + 0.8 * hit(rng, 1800, 6500, 260, 0.1) + 0.28 * body(rng, 1150, 6, 0.7, 95, 0.16)
        sole = grit(rng, 0.12, 350, 2500, 9000, (2, 3)) * 0.22
        tip = 0.45 * hit(rng, 1500, 6000, 300, 0.1) + 0.3 * hit(rng, 180, 800, 110)
    else:  # wet
        heel = hit(rng, 80, 380, 58) * 0.9 + 0.35 * hit(rng, 600, 2600, 120)
        sole = grit(rng, 0.22, 700, 900, 9000, (2, 3)) * 0.55
        tip = hit(rng, 120, 600, 80) * 0.35
        for _ in range(rng.integers(4, 9)):
            add(x, _drop(rng), rng.uniform(0.01, 0.24) * RATE, rng.uniform(0.05, 0.2))
    add(x, heel, 0, weight)
    add(x, sole, _n(0.012))
    add(x, tip, toe, rng.uniform(0.7, 1.0))
    return outdoors(fade(x, RATE, 0.5, 60), rng, -22 if ground != "tile" else -17, 0.25)


def _drop(rng):
    """A drop into water: a bubble that rings upwards."""
    t = np.arange(_n(0.035)) / RATE
    f = rng.uniform(900, 3800)
    return np.sin(2 * np.pi * (f * t + f * rng.uniform(1, 4) * t ** 2)) * np.exp(-t * rng.uniform(90, 220)) * np.minimum(1, t * 3000)


def cane_tap(rng):
    """A blind man's cane on stone."""
    x = body(rng, 1650, 7, 0.55, 120, 0.14) * 0.7 + hit(rng, 2500, 9000, 420, 0.14) + 0.4 * hit(rng, 250, 900, 140, 0.14)
    return outdoors(x, rng, -18)


# ── Cloth, paper, tape ─────────────────────────────────────────────────────────────────────────────────────────────────

def cloth(rng, seconds=0.42):
    """A sleeve brought up sharply and stopped."""
    n = _n(seconds)
    t = np.linspace(0, 1, n)
    rub = shaped(n, RATE, [(100, -18), (500, -4), (1500, 0), (4500, -6), (12000, -22)], rng)
    form = np.exp(-((t - 0.30) / 0.14) ** 2) + 0.35 * np.exp(-((t - 0.62) / 0.07) ** 2)
    flutter = 0.6 + 0.4 * gaussian_filter1d(rng.standard_normal(n), RATE * 0.006) * 20
    x = rub * form * np.clip(flutter, 0, 2)
    add(x, hit(rng, 120, 500, 70, 0.12), 0.62 * n, 0.9)
    return fade(x, RATE, 8, 60)


def paper(rng, seconds=0.7):
    """A sheet turned: crackle in two strokes."""
    n = _n(seconds)
    x = grit(rng, seconds, 1600, 1200, 11000, (2.2, 2.6)) + 0.7 * grit(rng, seconds, 500, 500, 4000, (2, 4))
    t = np.linspace(0, 1, n)
    form = np.exp(-((t - 0.28) / 0.13) ** 2) + 0.8 * np.exp(-((t - 0.66) / 0.11) ** 2)
    x *= form * (0.7 + 0.3 * np.sign(np.sin(2 * np.pi * (17 * t + 3 * np.sin(9 * t)))))
    for at in rng.uniform(0.15, 0.8, 5):
        add(x, hit(rng, 1500, 8000, 380, 0.04), at * n, rng.uniform(0.4, 1.0))
    return fade(x, RATE, 10, 80)


def pen(rng, seconds=2.4):
    """Ball-pen strokes on a clipboard: short scratches over a hollow board."""
    n = _n(seconds)
    x = np.zeros(n)
    at = 0.05
    while at < seconds - 0.3:
        length = rng.uniform(0.06, 0.22)
        m = _n(length)
        t = np.linspace(0, 1, m)
        speed = np.sin(np.pi * t) ** 0.6 * (0.7 + 0.3 * np.sin(2 * np.pi * rng.uniform(1, 3) * t))
        scratch = shaped(m, RATE, [(300, -20), (1500, -8), (3500, 0), (7000, -4), (12000, -16)], rng) * speed
        thump = band(rng.standard_normal(m), 180, 420, RATE) * np.exp(-t * 9) * 0.6
        add(x, fade(scratch * 0.6 + thump, RATE, 3, 10), at * RATE, rng.uniform(0.6, 1))
        at += length + rng.choice([0.03, 0.05, 0.16], p=[0.5, 0.35, 0.15])
    return fade(x, RATE, 5, 40)


def tape_measure(rng):
    """Steel tape drawn out, then let back with a snap."""
    n = _n(1.5)
    x = np.zeros(n)
    at = 0.02
    gap = 0.028
    while at < 0.85:
        add(x, body(rng, 2300, 5, 0.6, 240, 0.05) + 0.7 * hit(rng, 3000, 10000, 350, 0.05), at * RATE, rng.uniform(0.3, 0.6))
        at += gap * rng.uniform(0.7, 1.3)
        gap = max(0.012, gap * 0.97)
    hiss = shaped(_n(0.38), RATE, [(800, -12), (3000, 0), (8000, -4), (14000, -18)], rng) * np.linspace(0.2, 1, _n(0.38)) ** 1.5
    add(x, hiss, 0.98 * RATE, 0.5)
    add(x, body(rng, 900, 7, 0.6, 60, 0.16) + hit(rng, 1500, 8000, 120, 0.16), 1.34 * RATE, 1.4)
    return fade(x, RATE, 2, 30)


# ── Devices ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def _button(rng, up=False):
    x = body(rng, 2100 if up else 1650, 5, 0.8, 330, 0.05) * 0.5 + hit(rng, 900, 6000, 520, 0.05)
    return x


def _squelch(rng, seconds, open_=True):
    n = _n(seconds)
    t = np.arange(n) / RATE
    x = shaped(n, RATE, [(200, -30), (420, -6), (900, 0), (2400, 1), (3300, -6), (4200, -40)], rng)
    form = np.minimum(1, t * 900) * (np.minimum(1, (seconds - t) * 700))
    if not open_:
        form *= 0.55 + 0.45 * np.exp(-t * 16)
    return soft(x * form * 0.5, 1.4)


def _tone(hz, seconds, rng, harmonics=(1, 0.22, 0.10)):
    t = np.arange(_n(seconds)) / RATE
    wobble = 1 + 0.0015 * np.sin(2 * np.pi * 31 * t)
    x = sum(a * np.sin(2 * np.pi * hz * (k + 1) * np.cumsum(wobble) / RATE) for k, a in enumerate(harmonics))
    return x * np.minimum(1, t * 350) * np.minimum(1, (seconds - t) * 260)


def radio_press(rng):
    """Push-to-talk: the key, a breath of carrier, the go-ahead."""
    x = np.zeros(_n(0.42))
    add(x, _button(rng), 0, 0.8)
    add(x, _squelch(rng, 0.07), 0.03 * RATE, 0.22)
    for k in range(3):
        add(x, small_speaker(_tone(1180, 0.052, rng), 500, 3600) + 0.03 * rng.standard_normal(_n(0.052)), (0.11 + 0.082 * k) * RATE, 0.45)
    return x


def radio_squelch(rng):
    """Somebody comes on."""
    x = np.zeros(_n(0.30))
    add(x, hit(rng, 500, 3400, 300, 0.05), 0, 0.8)
    add(x, _squelch(rng, 0.20), 0.008 * RATE, 0.8)
    add(x, hit(rng, 300, 2500, 260, 0.05), 0.208 * RATE, 0.5)
    return x


def radio_release(rng):
    """The key let go, the tail of noise, shut."""
    x = np.zeros(_n(0.40))
    add(x, _button(rng, True), 0, 0.6)
    add(x, _squelch(rng, 0.22, False), 0.025 * RATE, 0.8)
    add(x, hit(rng, 400, 2600, 320, 0.05), 0.246 * RATE, 0.6)
    return x


def radio_hiss(rng, n=None):
    """An open channel (loop): hiss, a whine of the carrier, the odd crackle."""
    n = n or _n(4)
    x = shaped(n, RATE, [(200, -40), (420, -8), (1000, 0), (2400, 0), (3300, -8), (4300, -45)], rng)
    t = np.arange(n) / n
    x += 0.05 * np.sin(2 * np.pi * round(1630 * n / RATE) * t) * (1 + 0.4 * np.sin(2 * np.pi * 3 * t))
    for _ in range(18):
        add(x, hit(rng, 600, 3000, 500, 0.03), rng.integers(n), rng.uniform(0.5, 2.5), wrap=True)
    return x


def _piezo(hz, seconds, rng):
    """A buzzer behind a plastic grille."""
    t = np.arange(_n(seconds)) / RATE
    drive = np.sign(np.sin(2 * np.pi * hz * t)) * np.minimum(1, t * 900) * np.minimum(1, (seconds - t) * 500)
    x = band(drive, hz * 0.8, hz * 1.25, RATE) + 0.30 * band(drive, hz * 2.6, hz * 3.4, RATE) + 0.05 * band(drive, 300, 1500, RATE)
    add(x, hit(rng, 1500, 7000, 500, 0.03), 0, 0.2)
    return x


def bodycam(rng, on):
    """The recorder on the chest: a buzz of the motor with one short beep more or less."""
    x = np.zeros(_n(0.95))
    add(x, _button(rng), 0, 0.5)
    beeps = [(0.10, 0.085), (0.24, 0.085)] if on else [(0.10, 0.30)]
    for at, length in beeps:
        add(x, _piezo(2710 if on else 2480, length, rng), at * RATE, 0.5)
    t = np.arange(_n(0.26)) / RATE
    motor = band(np.sign(np.sin(2 * np.pi * 172 * t + 0.8 * np.sin(2 * np.pi * 11 * t))), 140, 900, RATE) * np.minimum(1, t * 40) * np.minimum(1, (0.26 - t) * 40)
    add(x, motor, (0.36 if on else 0.46) * RATE, 0.16)
    return outdoors(x, rng, -24, 0.2)


def shutter(rng):
    """A phone's picture: the recorded click of an old camera, out of a small speaker."""
    x = np.zeros(_n(0.34))
    for at, g in ((0.0, 1.0), (0.018, 0.5), (0.095, 0.9), (0.112, 0.45)):
        add(x, body(rng, 1400, 6, 0.7, 190, 0.08) * 0.5 + hit(rng, 1200, 7500, 300, 0.08), at * RATE, g)
    add(x, shaped(_n(0.07), RATE, [(500, -12), (2500, 0), (6000, -8)], rng) * np.hanning(_n(0.07)), 0.03 * RATE, 0.25)
    return small_speaker(x, 600, 9000, 1.3)


def _pluck(hz, seconds, rng, hard=0.5):
    """A small bar struck with felt: what phones mean by a marimba."""
    x = modes(RATE, seconds, [(hz, 1, 9), (hz * 3.93, 0.35 * hard, 22), (hz * 9.2, 0.15 * hard, 60), (hz * 2.0, 0.06, 14)], rng)
    add(x, hit(rng, 800, 5000, 380, 0.03), 0, 0.18 * hard)
    return x * np.minimum(1, np.arange(len(x)) / (0.0015 * RATE))


def phone_ring(rng, n=None):
    """Two bars of an own tune, twice, with a rest (loop)."""
    beat = 0.145
    tune = [(0, 587), (1, 784), (2, 880), (3, 1175), (5, 988), (6, 880), (7, 784), (9, 880), (10, 1175), (11, 1319), (13, 1175)]
    n = n or _n(4.6)
    x = np.zeros(n)
    for at, hz in tune:
        add(x, _pluck(hz, 0.7, rng, 0.9), at * beat * RATE, 0.8)
        add(x, _pluck(hz / 2, 0.6, rng, 0.5), at * beat * RATE, 0.3)
    t = np.arange(n) / RATE
    buzz = band(np.sign(np.sin(2 * np.pi * 156 * t)), 120, 700, RATE) * ((t % 0.58) < 0.34) * (t < 2.1) * 0.05
    return small_speaker(x + gaussian_filter1d(buzz, 8), 380, 9000, 1.2)


def phone_sms(rng):
    """Three quick notes upwards."""
    x = np.zeros(_n(0.75))
    for k, hz in enumerate((988, 1319, 1760)):
        add(x, _pluck(hz, 0.5, rng, 0.8), 0.075 * k * RATE, 0.8 - 0.1 * k)
    return fade(small_speaker(x, 500, 9500, 1.2), RATE, 0, 80)


def scale_beep(rng):
    """The vendor's electronic scale finding its weight."""
    x = np.zeros(_n(0.3))
    add(x, _piezo(3120, 0.07, rng), 0.01 * RATE, 0.5)
    return outdoors(x, rng, -22, 0.2)


# ── Things that knock, fall and burst ──────────────────────────────────────────────────────────────────────────────────

def clatter(rng, seconds=1.1):
    """A cart packed in haste: boards, crates, a pan."""
    x = np.zeros(_n(seconds))
    at = 0.0
    while at < seconds - 0.35:
        kind = rng.integers(4)
        if kind == 0:
            y = body(rng, rng.uniform(240, 420), 8, 0.8, 38, 0.3) + 0.6 * hit(rng, 400, 2600, 70, 0.3)  # board
        elif kind == 1:
            y = body(rng, rng.uniform(480, 800), 6, 0.7, 60, 0.25) * 0.8 + 0.9 * hit(rng, 700, 4200, 95, 0.25)  # plastic crate
        elif kind == 2:
            y = body(rng, rng.uniform(900, 1500), 9, 0.45, 16, 0.45, 0.82) * 0.55 + 0.5 * hit(rng, 2500, 9000, 160, 0.45)  # pan
        else:
            y = hit(rng, 90, 600, 34, 0.3) + grit(rng, 0.25, 900, 900, 6000, (1.5, 3)) * 0.5  # a sack set down
        add(x, y, at * RATE, rng.uniform(0.45, 1.0))
        at += rng.uniform(0.07, 0.3)
    return outdoors(fade(x, RATE, 1, 60), rng, -16)


def falling(rng, what):
    """Goods over the edge: a first thud, rolling, settling."""
    x = np.zeros(_n(1.5))
    count = {"fruit": 11, "crate": 5, "boxes": 6}[what]
    at = 0.0
    for k in range(count):
        strength = rng.uniform(0.35, 1.0) * 0.93 ** k
        if what == "fruit":
            y = hit(rng, 90, 520, 55, 0.2) + 0.25 * body(rng, rng.uniform(170, 320), 4, 0.9, 48, 0.2)
        elif what == "crate":
            y = body(rng, rng.uniform(380, 640), 8, 0.75, 42, 0.32) + hit(rng, 500, 4500, 75, 0.32) * 0.9
        else:
            y = hit(rng, 120, 900, 48, 0.25) + 0.5 * hit(rng, 900, 3000, 90, 0.25)
        add(x, y, at * RATE, strength)
        bounce = at + rng.uniform(0.12, 0.22)
        add(x, y[: _n(0.12)], bounce * RATE, strength * 0.35)
        at += rng.uniform(0.03, 0.19)
    if what == "fruit":
        m = _n(0.9)
        roll = band(coloured(m, 1, rng), 90, 700, RATE) * (0.5 + 0.5 * np.sin(2 * np.pi * np.cumsum(np.linspace(11, 3, m)) / RATE)) * np.linspace(1, 0, m)
        add(x, roll, 0.5 * RATE, 0.12)
    return outdoors(fade(x, RATE, 1, 120), rng, -17)


def balloon(rng):
    """A skin torn in a millisecond: one N-shaped wave, shreds, the façades."""
    n = _n(0.35)
    x = np.zeros(n)
    m = _n(0.0032)
    add(x, np.linspace(1, -1, m) * np.hanning(m) ** 0.25, 8, 1.0)
    add(x, hit(rng, 700, 9000, 320, 0.05), 14, 0.6)
    add(x, hit(rng, 1500, 7000, 160, 0.09), _n(0.004), 0.18)
    return outdoors(x, rng, -9, 0.6)


def body_fall(rng):
    """A person slips and sits down hard, a bag beside."""
    x = np.zeros(_n(1.0))
    add(x, cloth(rng, 0.35), 0, 0.35)
    add(x, hit(rng, 45, 260, 26, 0.4) * 1.4 + 0.3 * hit(rng, 300, 1500, 70, 0.4), 0.22 * RATE, 1.0)
    add(x, hit(rng, 90, 500, 45, 0.3) + grit(rng, 0.2, 800, 800, 5000, (1.5, 3)) * 0.4, 0.37 * RATE, 0.6)
    add(x, grit(rng, 0.3, 700, 1200, 6000, (2, 3)), 0.42 * RATE, 0.25)
    return outdoors(x, rng, -20)


def sheet_kick(rng):
    """A shoe against a car door: thin sheet over a hollow."""
    x = body(rng, 96, 12, 0.55, 13, 0.7, 0.8) * 0.8 + hit(rng, 60, 380, 24, 0.7) + 0.4 * hit(rng, 800, 4000, 110, 0.7)
    return outdoors(fade(x, RATE, 0.5, 120), rng, -16)


def car_door(rng):
    """Latch, seal, the body's note."""
    x = np.zeros(_n(0.7))
    add(x, hit(rng, 900, 5000, 210, 0.1), 0, 0.35)
    add(x, hit(rng, 45, 240, 22, 0.5) * 1.3 + body(rng, 82, 7, 0.6, 24, 0.5) * 0.5, 0.018 * RATE, 1.0)
    add(x, body(rng, 1250, 5, 0.6, 120, 0.12) * 0.4 + hit(rng, 1500, 6000, 240, 0.12), 0.032 * RATE, 0.5)
    return outdoors(fade(x, RATE, 0.5, 100), rng, -17)


def knock_glass(rng):
    """Two knuckles on a car window, three times."""
    x = np.zeros(_n(0.95))
    for k in range(3):
        y = body(rng, 310, 7, 0.7, 55, 0.25) * 0.7 + hit(rng, 250, 1600, 90, 0.25)
        add(x, y, (0.01 + 0.24 * k + rng.uniform(-0.01, 0.01)) * RATE, rng.uniform(0.75, 1))
    return outdoors(x, rng, -21)


def knife(rng):
    """A knife slammed on a board."""
    x = body(rng, 330, 7, 0.8, 40, 0.5) + hit(rng, 300, 2500, 70, 0.5) + 0.35 * modes(RATE, 0.7, [(3150, 1, 11), (4870, 0.6, 15), (7220, 0.4, 22)], rng)
    return outdoors(fade(x, RATE, 0.5, 80), rng, -18)


def chime(rng):
    """The pharmacy door's two notes, from a box over the door."""
    x = np.zeros(_n(1.6))
    for at, hz in ((0.0, 880), (0.36, 698)):
        add(x, modes(RATE, 1.1, [(hz, 1, 4.2), (hz * 2.76, 0.28, 9), (hz * 5.4, 0.12, 18)], rng) * np.minimum(1, np.arange(_n(1.1)) / 60), at * RATE, 0.7)
    return outdoors(fade(small_speaker(x, 350, 7000, 1.2), RATE, 0, 150), rng, -13, 0.5)


# ── Horns, bells, sirens ───────────────────────────────────────────────────────────────────────────────────────────────

def horn(rng, seconds, pair=(408, 512), bright=3200):
    """Two discs beating behind a grille."""
    t = np.arange(_n(seconds)) / RATE
    sag = 1 - 0.012 * np.exp(-t * 22)
    x = np.zeros(len(t))
    for hz in pair:
        ph = np.cumsum(hz * sag * (1 + 0.0008 * gaussian_filter1d(rng.standard_normal(len(t)), 200) * 14)) / RATE
        x += soft(np.sin(2 * np.pi * ph) + 0.5 * np.sin(4 * np.pi * ph + 0.6), 3.2) * np.minimum(1, t * 70) * np.minimum(1, (seconds - t) * 45)
    x = band(x, 280, bright, RATE) + 0.5 * band(x, 1700, 2700, RATE)
    return outdoors(x, rng, -12, 0.6)


def ebike_horn(rng):
    """The thin electronic hoot of an e-bike."""
    x = np.zeros(_n(0.55))
    for at in (0.0, 0.2):
        t = np.arange(_n(0.15)) / RATE
        s = np.sign(np.sin(2 * np.pi * 620 * t)) + 0.6 * np.sign(np.sin(2 * np.pi * 1247 * t))
        add(x, small_speaker(s * np.minimum(1, t * 200) * np.minimum(1, (0.15 - t) * 120), 550, 4500, 1.5), at * RATE, 0.7)
    return outdoors(x, rng, -14, 0.4)


def bell(rng):
    """A thumb bell: two strokes on a small steel dome."""
    x = np.zeros(_n(1.5))
    partials = [(2090, 1, 3.4), (2104, 0.7, 3.8), (4310, 0.6, 6), (4352, 0.4, 6.5), (6890, 0.4, 11), (9630, 0.2, 18)]
    for k, at in enumerate((0, 0.085, 0.30, 0.385)):
        add(x, modes(RATE, 1.1, partials, rng) + 0.4 * hit(rng, 3000, 11000, 420, 1.1), at * RATE, (0.8, 0.5, 1.0, 0.55)[k])
    return outdoors(fade(x, RATE, 0.5, 200), rng, -19)


def siren(rng, n):
    """An ambulance's slow yelp from a horn loudspeaker (loop: whole periods)."""
    t = np.arange(n) / RATE
    period = n / RATE / round(n / RATE / 1.9)
    sweep = 0.5 - 0.5 * np.cos(2 * np.pi * t / period)
    hz = 640 + 760 * sweep ** 1.3
    hz *= round(np.sum(hz) / RATE) / (np.sum(hz) / RATE)  # whole turns, so that the loop closes
    ph = np.cumsum(hz) / RATE
    x = soft(np.sin(2 * np.pi * ph) + 0.3 * np.sin(4 * np.pi * ph + 1) + 0.25 * np.sin(6 * np.pi * ph), 2.6)
    s = np.fft.rfft(x)
    f = np.fft.rfftfreq(n, 1 / RATE)
    horn_shape = np.exp(-((np.log(np.maximum(f, 1) / 1250)) / 0.75) ** 2) + 0.5 * np.exp(-((np.log(np.maximum(f, 1) / 2600)) / 0.25) ** 2)
    x = np.fft.irfft(s * horn_shape, n)
    return echoed(x, street_echo(RATE, rng, 0.9, 22, -9), wrap=True)


# ── The program's own sounds ───────────────────────────────────────────────────────────────────────────────────────────

def ui(rng, which):
    """Felt, wood and a small bar: nothing that beeps."""
    if which == "click":
        return fade(body(rng, 980, 4, 1.1, 170, 0.08) * 0.6 + hit(rng, 1500, 6000, 520, 0.08) * 0.5, RATE, 0, 20)
    if which == "confirm":
        x = np.zeros(_n(0.55))
        add(x, _pluck(523, 0.45, rng, 0.5), 0, 0.8)
        add(x, _pluck(784, 0.45, rng, 0.5), 0.085 * RATE, 0.8)
        return fade(x, RATE, 0, 120)
    if which == "error":
        x = np.zeros(_n(0.5))
        for k in range(2):
            add(x, body(rng, 196, 5, 0.62, 26, 0.3) + 0.4 * hit(rng, 200, 900, 70, 0.3), 0.13 * k * RATE, 0.9)
        return fade(x, RATE, 0, 80)
    x = np.zeros(_n(1.1))
    for k, hz in enumerate((659, 988, 1319)):
        add(x, _pluck(hz, 0.8, rng, 0.25), 0.11 * k * RATE, 0.5)
    air = shaped(_n(0.7), RATE, [(1500, -20), (5000, 0), (9000, -10)], rng) * np.hanning(_n(0.7))
    add(x, air, 0.05 * RATE, 0.02)
    return fade(x, RATE, 0, 250)
