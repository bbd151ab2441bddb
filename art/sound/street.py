"""The street's beds and movements: traffic, passing vehicles, crowds of our own voices, rain, the hours of both places.

Loops are built in the round: noise by inverse Fourier transform, events and echoes wrapped over the end.
"""
import numpy as np
from scipy.signal import resample_poly

import casting
import objects
import reading
import say
from dsp import add, band, coloured, echoed, fade, modes, shaped, slow, soft, street_echo

RATE = 44100


def _n(seconds):
    return int(seconds * RATE)


def _wrapped_band(x, low, high):
    """Soft band-pass in the round."""
    f = np.fft.rfftfreq(len(x), 1 / RATE)
    g = 1 / np.sqrt(1 + (low / np.maximum(f, 1)) ** 4) if low else np.ones(len(f))
    if high:
        g = g / np.sqrt(1 + (f / high) ** 6)
    return np.fft.irfft(np.fft.rfft(x) * g, len(x))


def _unrest(n, hz, rng):
    """Random wandering up to about `hz`, of size 1."""
    x = slow(n, RATE, hz, rng, -1, 1)
    return (x - x.mean()) / x.std()


# ── Vehicles ───────────────────────────────────────────────────────────────────────────────────────────────────────────

def _moving(source, speed, closest, seconds, side=0.0):
    """What stands on the kerb hear of a source driving by: Doppler, distance, air."""
    n = _n(seconds)
    t = np.arange(n) / RATE - seconds / 2
    r = np.sqrt(closest ** 2 + (speed * (t + side)) ** 2)
    emit = (t - r / 343 + seconds / 2 + 0.3) * RATE
    y = np.interp(emit, np.arange(len(source)), source) * closest / r
    dull = band(y, None, 1600, RATE)
    near = np.clip((closest * 3.2 / r), 0, 1)
    return y * near + dull * (1 - near)


def _tyres(n, rng, wet=False):
    x = shaped(n, RATE, [(60, -14), (250, -5), (800, 0), (1300, -2), (2600, -11), (6000, -20), (14000, -36)], rng)
    if wet:
        x += 0.8 * shaped(n, RATE, [(500, -20), (2500, -3), (5000, 0), (9000, -5), (15000, -18)], rng)
    return x * (1 + 0.12 * _unrest(n, 9, rng))


def _engine(n, rng, hz, bright=0.62, count=18, glide=0.0):
    t = np.arange(n) / RATE
    base = hz * (1 + glide * (t / t[-1] - 0.5)) * (1 + 0.01 * _unrest(n, 4, rng))
    ph = 2 * np.pi * np.cumsum(base) / RATE
    x = sum(bright ** k * rng.uniform(0.5, 1) * np.sin(ph * (k + 1) * 0.5 + rng.uniform(0, 6)) for k in range(count))
    return x * (1 + 0.15 * _unrest(n, 104, rng))


def car_pass(rng, speed=11.0, closest=4.5, seconds=5.2, hz=None):
    """A saloon going by at 40 km/h."""
    n = _n(seconds + 1)
    source = _tyres(n, rng) * 0.6 + 0.5 * band(_engine(n, rng, hz or rng.uniform(58, 88), glide=rng.uniform(-0.1, 0.15)), 40, 900, RATE)
    x = _moving(source, speed, closest, seconds)
    return fade(echoed(x, street_echo(RATE, rng, 0.5, 16, -16))[: len(x)], RATE, 350, 450)


def bus_pass(rng):
    """A city bus: diesel, big tyres, the compressor's sigh."""
    n = _n(8)
    source = _tyres(n, rng) * 0.5 + band(_engine(n, rng, 41, 0.78, 26, 0.12), 35, 1600, RATE) * 0.7 + 0.1 * shaped(n, RATE, [(200, -20), (1800, 0), (4000, -10)], rng)
    x = _moving(source, 8.5, 5.5, 7)
    air = shaped(_n(0.7), RATE, [(400, -20), (2500, 0), (7000, -3), (14000, -16)], rng) * np.exp(-np.linspace(0, 6, _n(0.7)))
    add(x, air, 5.1 * RATE, 0.16 * np.max(np.abs(x)))
    return fade(echoed(x, street_echo(RATE, rng, 0.6, 16, -14))[: len(x)], RATE, 500, 600)


def ebike_pass(rng, speed=6.5, closest=2.0, seconds=3.4):
    """A scooter with a hub motor: whine in steps of the controller, light tyres, a loose panel."""
    n = _n(seconds + 1)
    t = np.arange(n) / RATE
    f = rng.uniform(330, 460) * (1 + 0.03 * np.sin(2 * np.pi * 0.4 * t + rng.uniform(0, 6)))
    ph = 2 * np.pi * np.cumsum(f) / RATE
    whine = sum(a * np.sin(k * ph + rng.uniform(0, 6)) for k, a in ((1, 0.5), (2, 1.0), (3, 0.35), (6, 0.30), (12, 0.10)))
    whine *= 1 + 0.25 * _unrest(n, 27, rng)
    source = _tyres(n, rng) * 0.28 + 0.09 * whine
    for _ in range(int(seconds * 5)):
        add(source, objects.hit(rng, 700, 3500, 240, 0.06), rng.integers(n), rng.uniform(0.15, 0.6))
    x = _moving(source, speed, closest, seconds)
    return fade(echoed(x, street_echo(RATE, rng, 0.4, 12, -17))[: len(x)], RATE, 250, 350)


def tricycle_pass(rng):
    """A motor tricycle with one cylinder."""
    n = _n(6)
    t = np.arange(n) / RATE
    ph = np.cumsum(17.5 * (1 + 0.03 * np.sin(2 * np.pi * 0.5 * t))) / RATE
    beat = np.exp(-((ph % 1) * 9)) * (1 + 0.15 * rng.standard_normal(int(ph[-1]) + 2)[ph.astype(int)])
    source = band(beat * rng.standard_normal(n), 60, 1400, RATE) * 1.1 + band(_engine(n, rng, 35, 0.7, 20), 50, 700, RATE) * 0.35 + _tyres(n, rng) * 0.15
    x = _moving(source, 5.5, 3.0, 5)
    return fade(echoed(x, street_echo(RATE, rng, 0.5, 14, -15))[: len(x)], RATE, 400, 500)


def brakes(rng):
    """Tyres and discs complain, the car rocks."""
    n = _n(1.3)
    t = np.arange(n) / RATE
    f = 1150 * (1 - 0.10 * t) * (1 + 0.012 * _unrest(n, 41, rng))
    ph = 2 * np.pi * np.cumsum(f) / RATE
    form = np.minimum(1, t * 14) * np.clip((0.95 - t) * 5, 0, 1)
    squeal = soft(np.sin(ph) + 0.6 * np.sin(1.51 * ph + 1) + 0.4 * np.sin(2.03 * ph), 1.8) * form
    rub = shaped(n, RATE, [(200, -8), (900, 0), (2500, -5), (7000, -16)], rng) * form
    x = squeal * 0.35 + rub * 0.35
    add(x, objects.hit(rng, 40, 200, 20, 0.3), 0.93 * RATE, 0.7)
    return fade(echoed(x, street_echo(RATE, rng, 0.6, 14, -11)), RATE, 4, 150)


def idle(rng, n, hz=26, heavy=False):
    """An engine standing (loop: whole turns)."""
    t = np.arange(n) / RATE
    turns = round(hz * n / RATE)
    ph = 2 * np.pi * turns * np.arange(n) / n
    count, bright = (30, 0.84) if heavy else (22, 0.74)
    x = sum(bright ** k * rng.uniform(0.4, 1) * np.sin(ph * (k + 1) + rng.uniform(0, 6) + 0.3 * slow(n, RATE, 3, rng, -1, 1)) for k in range(count))
    x = x / np.std(x)
    x *= slow(n, RATE, 8, rng, 0.85, 1.1)
    x += 0.35 * shaped(n, RATE, [(50, -6), (150, 0), (800, -6), (3000, -16), (9000, -30)], rng)
    knock = np.maximum(0, np.sin(ph * 2)) ** 24 * shaped(n, RATE, [(300, -12), (1600, 0), (3500, -4), (8000, -20)], rng)
    x += (0.5 if heavy else 0.12) * knock
    return echoed(_wrapped_band(x, 38, 5000), street_echo(RATE, rng, 0.3, 12, -18), wrap=True)


def car_start(rng):
    """Starter, catch, settle."""
    n = _n(3.0)
    t = np.arange(n) / RATE
    x = np.zeros(n)
    crank = _n(0.72)
    c = np.arange(crank) / RATE
    pump = 0.55 + 0.45 * np.sin(2 * np.pi * 9.5 * c)
    starter = band(np.sign(np.sin(2 * np.pi * np.cumsum(235 * (0.8 + 0.35 * pump)) / RATE)), 200, 2600, RATE) * pump + 0.4 * shaped(crank, RATE, [(300, -8), (1500, 0), (4000, -8)], rng) * pump
    add(x, fade(starter, RATE, 12, 60), 0.02 * RATE, 0.35)
    m = n - crank
    s = np.arange(m) / RATE
    f = 27 * (1 + 1.3 * np.exp(-((s - 0.22) / 0.25) ** 2) + 0.2 * np.exp(-s * 2))
    ph = 2 * np.pi * np.cumsum(f) / RATE
    e = sum(0.76 ** k * rng.uniform(0.4, 1) * np.sin(ph * (k + 1) + rng.uniform(0, 6)) for k in range(24)) * np.minimum(1, s * 12)
    e += 0.5 * shaped(m, RATE, [(60, 0), (300, -3), (2000, -14), (8000, -28)], rng) * np.minimum(1, s * 10) * (0.4 + np.exp(-((s - 0.22) / 0.25) ** 2))
    add(x, e * np.clip(1.15 - s * 0.12, 0.6, 1), crank - _n(0.05), 0.28)
    x *= np.clip((3.0 - t) / 0.7, 0, 1)
    return echoed(x, street_echo(RATE, rng, 0.4, 12, -16))[:n]


def cart_wheels(rng, n):
    """A barrow over paving slabs (loop): small hard wheels, the joint every half metre, a load that shifts, one wheel that squeaks."""
    roll = shaped(n, RATE, [(60, -4), (160, 0), (500, -4), (1500, -9), (4000, -16), (11000, -30)], rng) * slow(n, RATE, 5, rng, 0.6, 1.1)
    x = roll * 0.5
    joints = round(n / RATE * 2.1)
    for k in range(joints):
        at = (k + rng.uniform(-0.06, 0.06)) * n / joints
        for wheel in (0, 0.13):
            add(x, objects.hit(rng, 80, 520, 52, 0.16) + 0.4 * objects.hit(rng, 700, 3500, 130, 0.16), at + wheel * RATE, rng.uniform(0.7, 1.2), wrap=True)
        if rng.random() < 0.5:
            add(x, objects.body(rng, rng.uniform(500, 1300), 6, 0.7, 55, 0.2), at + rng.uniform(0.01, 0.1) * RATE, rng.uniform(0.1, 0.3), wrap=True)
    turns = round(n / RATE * 1.15)
    for k in range(turns):
        m = _n(0.19)
        t = np.arange(m) / RATE
        f = 1850 + 420 * np.sin(np.pi * t / 0.19)
        squeak = np.sin(2 * np.pi * np.cumsum(f) / RATE + 1.5 * np.sin(2 * np.pi * 43 * t)) * np.hanning(m) ** 1.5
        add(x, squeak + 0.3 * band(rng.standard_normal(m), 1500, 3500, RATE) * np.hanning(m), (k + 0.3) * n / turns, rng.uniform(0.06, 0.16), wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.3, 12, -18), wrap=True)


def tow_truck(rng, n):
    """A tow truck at work (loop): diesel at speed, hydraulic whine, the winch's pawl, a reversing beeper of tired plastic."""
    x = idle(rng, n, 31, True)
    x = x / np.std(x)
    t = np.arange(n) / RATE
    turns = round(402 * n / RATE)
    whine = sum(a * np.sin(2 * np.pi * turns * k * np.arange(n) / n + 2.5 * slow(n, RATE, 1.2, rng, -1, 1) * k) for k, a in ((1, 1), (2, 0.5), (3, 0.3), (5, 0.12)))
    x += 0.22 * whine * slow(n, RATE, 0.4, rng, 0.3, 1.0)
    clicks = round(n / RATE * 5)
    for k in range(clicks):
        add(x, objects.body(rng, 1480, 6, 0.6, 90, 0.1) + objects.hit(rng, 900, 6000, 200, 0.1), (k + rng.uniform(-0.05, 0.05)) * n / clicks, rng.uniform(0.5, 0.8), wrap=True)
    beeps = round(n / RATE / 1.0)
    for k in range(beeps):
        add(x, objects.small_speaker(objects._tone(1190, 0.42, rng, (1, 0.35, 0.3)), 800, 4200, 2.0), (k + 0.1) * n / beeps, 0.16, wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.5, 16, -14), wrap=True)


def traffic(rng, n, per_minute, wet=False, far=False):
    """A road heard from the pavement (loop): the city's rumble, tyres far and near, e-bikes, a bus, once a horn two streets off."""
    x = coloured(n, 2.2, rng)
    x = _wrapped_band(x, 28, 320) * 1.0
    x = x / np.std(x) + 0.32 * shaped(n, RATE, [(100, -4), (400, 0), (900, -2), (2500, -14), (8000, -34)], rng) * slow(n, RATE, 0.25, rng, 0.5, 1.3)
    minutes = n / RATE / 60
    cars = [_loud(car_pass(rng, rng.uniform(9, 14), rng.uniform(9, 18), 6.5)) for _ in range(4)]
    for k in range(round(per_minute * minutes)):
        add(x, cars[k % 4][:: rng.choice([-1, 1])], rng.integers(n), rng.uniform(0.4, 1.2), wrap=True)
    bikes = [_loud(ebike_pass(rng, rng.uniform(5, 8), rng.uniform(5, 10), 4)) for _ in range(3)]
    for k in range(round(per_minute * 0.7 * minutes)):
        add(x, bikes[k % 3], rng.integers(n), rng.uniform(0.2, 0.55), wrap=True)
    if per_minute > 16:
        y = bus_pass(rng)
        add(x, band(y, None, 1800, RATE) / np.std(y), rng.integers(n), 0.7, wrap=True)
    y = band(objects.horn(rng, 0.28, (392, 494), 1500), None, 1200, RATE)
    add(x, y / np.max(np.abs(y)), rng.integers(n), 0.9, wrap=True)
    x = echoed(x, street_echo(RATE, rng, 0.9, 20, -9), wrap=True)
    return _wrapped_band(x, 35, 900) if far else x


# ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_CALM = "今天菜新鲜吗 走啊，吃粉去 孩子放学了没有 等一下我，马上到 这件衣服多少钱 晚上去江边走走 昨天那个电影好看 喂，我在路口等你 慢点慢点，看车 买两斤橘子回去 你妈身体好点没有 明天还要上班呢 这边风大，凉快 螺蛳粉加个鸭脚 好久没看见你了".split()
_MURMUR = "怎么回事，怎么停下来了 前面在做什么 好像是城管 那个人是哪里的 听讲是有人投诉 等下看怎么处理 莫挤，莫挤 你看，又来了一个人 到底是谁的车 人家也不容易 路总要让出来的 先听听他怎么讲 哎，小声点 我也没看清楚".split()
_ANGRY = "凭什么！ 讲道理嘛！ 你们让他讲完！ 不能这样对人！ 太过分了！ 拍下来，拍下来！ 让开，让开！ 你放手！ 什么态度！ 叫你们领导来！ 欺负老百姓！ 大家评评理！ 还动手啊！ 不许走！".split()


def _voices(lines, mood, rng, count):
    """Utterances of people who do not exist, at RATE."""
    out = []
    for k in range(count):
        woman = rng.random() < 0.5
        voice = casting.Voice(f0=rng.uniform(180, 250) if woman else rng.uniform(95, 150), warp=rng.uniform(1.09, 1.22) if woman else rng.uniform(0.92, 1.06), speed=int(rng.uniform(235, 305)),
                              base="+" + str(rng.choice(["f2", "f3", "f4", "f5"] if woman else ["m1", "m2", "m3", "m4", "m5", "m7", "m8"])), breath=rng.uniform(0.05, 0.2), span=rng.uniform(0.9, 1.25))
        x, _ = say.speak("zh", reading.clauses("zh", lines[k % len(lines)]), voice, casting.MOODS[mood if isinstance(mood, str) else str(rng.choice(mood))], rng)
        x = resample_poly(x, RATE, say.RATE)
        out.append(x / (np.std(x) + 1e-9))
    return out


def crowd(rng, n, kind):
    """Passers-by talking, onlookers murmuring, a crowd that has had enough (loop)."""
    if kind == "calm":
        said, layers, shout, level, high = _voices(_CALM, ["calm", "lively"], rng, 15), 34, [], (0.15, 0.6), 3200
    elif kind == "murmur":
        said, layers, shout, level, high = _voices(_MURMUR, ["soft", "uneasy", "calm"], rng, 14), 60, [], (0.25, 0.7), 2600
    else:
        said, layers, shout, level, high = _voices(_MURMUR, ["uneasy", "angry"], rng, 10), 50, _voices(_ANGRY, ["angry", "shout"], rng, 14), (0.25, 0.8), 4500
    x = np.zeros(n)
    for k in range(layers):
        add(x, said[rng.integers(len(said))], rng.integers(n), rng.uniform(*level), wrap=True)
    for k in range(2 * len(shout)):
        add(x, shout[k % len(shout)], (k + rng.uniform(-0.4, 0.4)) * n / len(shout) / 2, rng.uniform(0.7, 1.5), wrap=True)
    x = _wrapped_band(x, 140, high)
    murmur = shaped(n, RATE, [(100, -12), (220, -2), (450, 0), (900, -6), (2000, -14), (5000, -28)], rng) * slow(n, RATE, 3, rng, 0.5, 1.2)
    x += (0.5 if kind != "calm" else 0.25) * murmur
    feet = [objects.step("paving", rng) for _ in range(4)]
    for k in range(int(n / RATE * (2.2 if kind == "calm" else 0.8))):
        add(x, feet[k % 4], rng.integers(n), rng.uniform(0.3, 1.2), wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.8, 14, -8), wrap=True)


# ── Weather ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def rain(rng, n, heavy):
    """Drops on stone, on puddles, on awnings; behind them the hiss of all the drops one cannot tell apart (loop)."""
    hiss = shaped(n, RATE, [(100, -22), (400, -12), (1200, -5), (3000, 0), (7000, -1), (12000, -7), (18000, -18)], rng)
    x = hiss * (0.62 if heavy else 0.16) * slow(n, RATE, 0.5, rng, 0.8, 1.15)
    if heavy:
        x += 0.45 * shaped(n, RATE, [(60, -8), (200, 0), (600, -2), (1800, -10), (6000, -26)], rng) * slow(n, RATE, 0.7, rng, 0.7, 1.2)
    seconds = n / RATE
    clicks = np.zeros(n)
    for density, low, high, gain in ((260 if heavy else 90, 1500, 9000, 0.9), (110 if heavy else 30, 500, 3000, 0.7)):
        k = rng.poisson(density * seconds)
        c = np.zeros(n)
        c[rng.integers(n, size=k)] = rng.exponential(1, k) * rng.choice([-1, 1], k)
        s = np.fft.rfft(c)
        f = np.fft.rfftfreq(n, 1 / RATE)
        s *= np.exp(-((np.log(np.maximum(f, 1) / np.sqrt(low * high))) / np.log(high / low) * 1.8) ** 2)
        c = np.fft.irfft(s, n)
        clicks += gain * c / np.std(c)
    x += (0.30 if heavy else 0.28) * clicks
    for _ in range(int(seconds * (16 if heavy else 9))):
        add(x, objects._drop(rng), rng.integers(n), rng.uniform(0.15, 0.9), wrap=True)
    for _ in range(int(seconds * (26 if heavy else 7))):  # awning
        add(x, objects.hit(rng, 160, 900, 95, 0.09), rng.integers(n), rng.uniform(0.2, 0.8), wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.3, 10, -20), wrap=True)


def thunder(rng):
    """Far off, rolling."""
    n = _n(6)
    t = np.arange(n) / RATE
    x = np.zeros(n)
    for at, g in ((0.1, 1), (0.5, 0.6), (1.1, 0.8), (2.0, 0.5), (2.9, 0.35)):
        add(x, np.exp(-((t[: _n(2.4)] - 0.35) / 0.45) ** 2) * band(coloured(_n(2.4), 1.6, rng), 25, 320, RATE), at * RATE, g)
    return fade(x, RATE, 60, 900)


# ── Hours of a place ───────────────────────────────────────────────────────────────────────────────────────────────────

def _birds(rng, n, per_minute):
    """Bulbuls and sparrows in the street trees."""
    x = np.zeros(n)
    for _ in range(round(per_minute * n / RATE / 60)):
        at, f = rng.integers(n), rng.uniform(2300, 4300)
        far = rng.uniform(0.15, 0.8)
        for k in range(rng.integers(2, 7)):
            m = _n(rng.uniform(0.05, 0.14))
            t = np.linspace(0, 1, m)
            sweep = f * (1 + rng.uniform(-0.25, 0.3) * t + rng.uniform(-0.12, 0.12) * np.sin(np.pi * t * 2))
            y = np.sin(2 * np.pi * np.cumsum(sweep) / RATE + 0.5 * np.sin(2 * np.pi * 57 * t)) * np.sin(np.pi * t) ** 0.8 + 0.08 * rng.standard_normal(m) * np.hanning(m)
            add(x, y, at, far, wrap=True)
            at += m + _n(rng.uniform(0.03, 0.11))
    return x


def _cicadas(rng, n):
    """Noon in September: a few singers, swelling and stopping, none in step with another."""
    x = np.zeros(n)
    for _ in range(4):
        turns = round(rng.uniform(130, 190) * n / RATE)
        pulses = np.maximum(0, np.sin(2 * np.pi * turns * np.arange(n) / n + rng.uniform(0, 6))) ** 2
        f = rng.uniform(4600, 6400)
        y = shaped(n, RATE, [(2500, -40), (f * 0.8, -14), (f, 0), (f * 1.15, -6), (f * 1.6, -22), (16000, -44)], rng)
        swell = np.clip(slow(n, RATE, 0.12, rng, -0.6, 1.1), 0, 1)
        x += y * pulses * swell * rng.uniform(0.4, 1)
    return x


def _crickets(rng, n):
    x = np.zeros(n)
    for _ in range(3):
        f, gap, at, end = rng.uniform(4200, 5200), rng.uniform(0.55, 0.9), rng.uniform(0, 1), n / RATE
        count = round(end / gap)
        for k in range(count):
            if rng.random() < 0.2:
                continue
            for p in range(3):
                m = _n(0.018)
                add(x, np.sin(2 * np.pi * f * np.arange(m) / RATE + rng.uniform(0, 1)) * np.hanning(m), (at + k * end / count + 0.034 * p) * RATE, rng.uniform(0.5, 1), wrap=True)
    return x


def _hum(rng, n):
    """Air conditioners over the shops: fan, compressor, water."""
    x = shaped(n, RATE, [(60, -2), (200, 0), (500, -4), (1500, -10), (5000, -22)], rng)
    for hz, a in ((49.4, 0.5), (98.8, 0.9), (148.2, 0.35), (197.6, 0.4), (296.4, 0.15)):
        turns = round(hz * n / RATE)
        x += a * np.sin(2 * np.pi * turns * np.arange(n) / n + 0.6 * slow(n, RATE, 0.4, rng, -1, 1))
    return x


def _square_dance(rng, n):
    """A square two streets off where people dance: an own pentatonic tune, through a tired loudspeaker and a lot of air."""
    beat = n / round(n / RATE / 0.5) / RATE
    count = round(n / RATE / beat)
    scale = [262, 294, 330, 392, 440, 524, 588, 660]
    x = np.zeros(n)
    p = 3
    for k in range(count):
        kick = modes(RATE, 0.3, [(62, 1, 14), (98, 0.4, 22)], rng)
        add(x, kick, k * beat * RATE, 0.9 if k % 2 == 0 else 0.5, wrap=True)
        add(x, objects.hit(rng, 2000, 6000, 60, 0.1), (k + 0.5) * beat * RATE, 0.10, wrap=True)
        for half in (0, 0.5):
            if rng.random() < 0.72:
                p = int(np.clip(p + rng.choice([-2, -1, -1, 0, 1, 1, 2]), 0, 7))
                m = _n(beat * (0.9 if rng.random() < 0.4 else 0.46))
                t = np.arange(m) / RATE
                f = scale[p] * (1 + 0.006 * np.sin(2 * np.pi * 5.6 * t))
                reed = soft(sum(np.sin(2 * np.pi * j * np.cumsum(f) / RATE) / j for j in range(1, 7)), 1.3)
                add(x, fade(reed, RATE, 15, 60), (k + half) * beat * RATE, 0.22, wrap=True)
    x = _wrapped_band(x, 70, 1100)
    return echoed(x, street_echo(RATE, rng, 1.4, 30, -2), wrap=True) * slow(n, RATE, 0.2, rng, 0.5, 1.0)


def _kitchen(rng, n):
    """A noodle shop: a wok scraped, bowls, steam."""
    x = 0.10 * shaped(n, RATE, [(500, -16), (3000, 0), (7000, -2), (14000, -14)], rng) * slow(n, RATE, 0.5, rng, 0.2, 1)
    for _ in range(round(n / RATE / 3.2)):
        at = rng.integers(n)
        for k in range(rng.integers(1, 5)):
            add(x, objects.body(rng, rng.uniform(1500, 2600), 7, 0.5, 24, 0.3, 0.8), at + k * _n(rng.uniform(0.12, 0.22)), rng.uniform(0.1, 0.4), wrap=True)
    return x


def _loud(x):
    return x / (np.std(x) + 1e-9)


def ambience(rng, n, place):
    """All that is always there at this place and hour (loop). Crowd, traffic and rain come as beds of their own."""
    if place == "longcheng_dusk":
        x = 1.0 * _loud(traffic(rng, n, 10, far=True)) + 0.30 * _loud(_hum(rng, n)) + 0.16 * _loud(_square_dance(rng, n)) + 0.10 * _loud(_kitchen(rng, n)) + 0.045 * _loud(_birds(rng, n, 10)) + 0.22 * _loud(_far_talk(rng, n, 12))
    elif place == "longcheng_night":
        x = 0.8 * _loud(traffic(rng, n, 4, far=True)) + 0.42 * _loud(_hum(rng, n)) + 0.20 * _loud(_square_dance(rng, n)) + 0.10 * _loud(_crickets(rng, n)) + 0.08 * _loud(_kitchen(rng, n)) + 0.10 * _loud(_far_talk(rng, n, 5))
    elif place == "pharmacy_noon":
        x = 0.9 * _loud(traffic(rng, n, 8, far=True)) + 0.28 * _loud(_hum(rng, n)) + 0.13 * _loud(_cicadas(rng, n)) + 0.06 * _loud(_birds(rng, n, 22)) + 0.16 * _loud(_far_talk(rng, n, 8))
        y = objects.chime(rng)
        add(x, y / np.max(np.abs(y)), rng.integers(n), 0.35, wrap=True)
    else:
        raise ValueError(place)
    return x


def _far_talk(rng, n, count):
    """People too far off to be understood, and once somebody crying his wares through a loudspeaker."""
    x = np.zeros(n)
    for y in _voices(_CALM, ["calm", "lively"], rng, count):
        add(x, band(y, 200, 1500, RATE), rng.integers(n), rng.uniform(0.3, 1), wrap=True)
    y = _voices(["烤红薯，又香又甜的烤红薯！"], "calling", rng, 1)[0]
    add(x, band(objects.small_speaker(y, 500, 3000, 2.5), None, 1700, RATE), rng.integers(n), 0.8, wrap=True)
    return echoed(x, street_echo(RATE, rng, 1.2, 24, -3), wrap=True)
