"""Beds and things of further places: building site, river bank, night market, roof, call centre, a yard with gas bottles.

Loops are built in the round, as in street.py, whose voices, traffic and weather they borrow.
"""
import numpy as np

import objects as o
import street as s
from dsp import add, band, echoed, fade, shaped, slow, soft, street_echo

RATE = 44100
_n, _loud, _round_band, _unrest = s._n, s._loud, s._wrapped_band, s._unrest

_SITE = "这边，往这边来！ 慢点放，慢点！ 料到了没有 水管接上 哎，帽子戴好 收工再讲".split()
_WARES = "烤生蚝，十块钱三只！ 酸嘢，酸嘢，又酸又脆！ 手工糍粑，热的！ 冰粉五块钱一碗！ 里面有位子，里面坐！ 扫这里，扫这里就得".split()
_AGENTS = "您好，城管热线 请问具体是哪个位置 好的，已经帮您记下来了 这边马上派人去看 请问您方便留一个电话吗 处理完会给您回电话 您稍等，我查一下 好，谢谢您的来电".split()


def _gusts(rng, n, low, high, hz=0.22):
    return slow(n, RATE, hz, rng, low, high) ** 2


def _wind(rng, n, hard):
    """Moving air: a body below 200 Hz, edges that whistle a little when a gust comes."""
    gust = _gusts(rng, n, 0.25, 1.0)
    x = _loud(shaped(n, RATE, [(20, -6), (45, 0), (110, -4), (300, -14), (900, -26), (4000, -44)], rng)) * gust
    edge = shaped(n, RATE, [(150, -30), (420, -4), (560, 0), (800, -8), (1600, -22), (5000, -40)], rng)
    return x + hard * _loud(edge) * gust ** 2.2


def _leaves(rng, n):
    """Bamboo and willow: many small dry blades."""
    gust = _gusts(rng, n, 0.15, 1.0, 0.3)
    return shaped(n, RATE, [(400, -30), (1500, -10), (3200, 0), (6500, -2), (11000, -10), (17000, -26)], rng) * gust * (1 + 0.2 * _unrest(n, 11, rng))


# ── Building site ──────────────────────────────────────────────────────────────────────────────────────────────────────

def hammer_steel(rng):
    """A hammer on a scaffold pipe."""
    x = o.body(rng, rng.uniform(620, 760), 9, 0.62, 9, 0.9, 0.86) * 0.8 + o.hit(rng, 1800, 9000, 240, 0.9) + 0.4 * o.hit(rng, 200, 900, 80, 0.9)
    return o.outdoors(fade(x, RATE, 0.3, 160), rng, -13, 0.5)


def grinder(rng, seconds=2.6):
    """An angle grinder biting into steel: the motor sinks under load, sparks hiss."""
    n = _n(seconds)
    t = np.arange(n) / RATE
    load = np.clip(np.sin(np.pi * np.clip((t - 0.5) / (seconds - 1.1), 0, 1)), 0, 1) ** 0.4
    turn = 182 * np.minimum(1, t / 0.35) * (1 - 0.16 * load) * np.clip((seconds - t) / 0.45, 0, 1) ** 0.5
    ph = 2 * np.pi * np.cumsum(turn * (1 + 0.006 * _unrest(n, 30, rng))) / RATE
    motor = sum(a * np.sin(k * ph + rng.uniform(0, 6)) for k, a in ((1, 0.5), (2, 0.35), (7, 0.5), (14, 0.28), (21, 0.16)))
    bite = shaped(n, RATE, [(400, -18), (1600, -6), (3800, 0), (7500, -1), (13000, -10)], rng) * load * (1 + 0.3 * _unrest(n, 60, rng))
    ring = sum(np.sin(2 * np.pi * f * t + 0.4 * _unrest(n, 25, rng)) for f in (2780, 3960, 5310)) * load
    form = np.minimum(1, t * 5) * np.clip((seconds - t) * 4, 0, 1)
    return o.outdoors(fade((motor * 0.8 + bite * 0.9 + ring * 0.10) * form, RATE, 30, 200), rng, -13, 0.5)


def excavator(rng, n):
    """A digger at work (loop): diesel that strains in strokes, hydraulics, the tracks' squeal, a bucket that knocks."""
    effort = slow(n, RATE, 0.35, rng, 0, 1)
    x = _loud(s.idle(rng, n, 29, True)) * (0.75 + 0.5 * effort)
    turns = round(310 * n / RATE)
    x += 0.22 * np.sin(2 * np.pi * turns * np.arange(n) / n + 9 * effort) * effort
    x += 0.5 * _loud(shaped(n, RATE, [(80, -6), (260, 0), (900, -8), (2600, -16), (7000, -30)], rng)) * effort ** 2
    for _ in range(round(n / RATE / 2.4)):
        add(x, o.body(rng, rng.uniform(170, 260), 8, 0.7, 22, 0.5) + 0.5 * o.hit(rng, 300, 2600, 60, 0.5), rng.integers(n), rng.uniform(0.8, 1.8), wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.6, 24, -13), wrap=True)


def mist_cannon(rng, n):
    """A fan that blows water mist against dust (loop)."""
    x = shaped(n, RATE, [(60, -10), (180, -3), (420, 0), (1200, -4), (3500, -5), (8000, -9), (15000, -22)], rng) * slow(n, RATE, 1.2, rng, 0.9, 1.08)
    for k, a in ((1, 0.5), (2, 0.25), (3, 0.12)):
        x += a * np.sin(2 * np.pi * round(147 * k * n / RATE) * np.arange(n) / n + 0.3 * slow(n, RATE, 2, rng, -1, 1))
    return x


def tipper_pass(rng):
    """A laden tipper leaves the gate: big diesel, tyres on grit, a tailgate that knocks."""
    n = _n(8)
    source = s._tyres(n, rng) * 0.45 + band(s._engine(n, rng, 36, 0.8, 28, 0.2), 30, 1500, RATE) * 0.9 + 0.3 * o.grit(rng, 8, 1800, 900, 7000, (1, 1))[:n]
    for _ in range(14):
        add(source, o.body(rng, rng.uniform(150, 240), 8, 0.7, 26, 0.4) + o.hit(rng, 400, 3000, 70, 0.4), rng.integers(n), rng.uniform(0.5, 1.4))
    x = s._moving(source, 6.0, 5.0, 7)
    return fade(echoed(x, street_echo(RATE, rng, 0.6, 22, -14))[: len(x)], RATE, 500, 700)


def site(rng, n):
    """A building site from its gate (loop)."""
    work = np.zeros(n)
    for _ in range(round(n / RATE / 4.5)):
        y, at = hammer_steel(rng), rng.integers(n)
        for k in range(rng.integers(2, 7)):
            add(work, y, at + k * _n(rng.uniform(0.42, 0.5)), rng.uniform(0.3, 0.8), wrap=True)
    for _ in range(3):
        y = grinder(rng, rng.uniform(1.6, 3.0))
        add(work, band(y, 300, 4500, RATE), rng.integers(n), 0.25 / (np.std(y) + 1e-9), wrap=True)
    drops = np.zeros(n)
    for _ in range(5):
        at = rng.integers(n)
        for k in range(rng.integers(3, 8)):
            add(drops, o.body(rng, rng.uniform(420, 900), 9, 0.6, 12, 0.7, 0.85), at + k * _n(rng.uniform(0.03, 0.12)), rng.uniform(0.2, 0.6), wrap=True)
    shouts = np.zeros(n)
    for y in s._voices(_SITE, ["calling", "shout"], rng, 6):
        add(shouts, band(y, 250, 2400, RATE), rng.integers(n), rng.uniform(0.4, 0.9), wrap=True)
    far = echoed(0.8 * work + 0.7 * drops + 0.5 * shouts, street_echo(RATE, rng, 1.1, 28, -4), wrap=True)
    beeps = np.zeros(n)
    for k in range(12):
        add(beeps, o.small_speaker(o._tone(1230, 0.4, rng, (1, 0.3, 0.2)), 700, 3600, 1.8), (0.2 * n + k * RATE * 0.9), 0.5, wrap=True)
    return 0.7 * _loud(s.traffic(rng, n, 8, far=True)) + 0.75 * _loud(_round_band(excavator(rng, n), 30, 1400)) + 0.55 * _loud(far) + 0.03 * _loud(beeps) + 0.12 * _loud(_wind(rng, n, 0.1))


# ── River bank ─────────────────────────────────────────────────────────────────────────────────────────────────────────

def splash(rng):
    """A bucket of river water emptied."""
    n = _n(1.1)
    t = np.linspace(0, 1, n)
    x = shaped(n, RATE, [(150, -12), (500, -3), (1400, 0), (4000, -5), (9000, -14), (16000, -30)], rng) * np.exp(-((t - 0.16) / 0.10) ** 2)
    for _ in range(70):
        add(x, o._drop(rng), np.clip(rng.gamma(2.4, 0.14), 0.05, 1.0) * RATE, rng.uniform(0.08, 0.5))
    return o.outdoors(fade(x, RATE, 10, 150), rng, -24)


def hoe(rng):
    """A hoe into wet soil: the blade, a stone, the clod that breaks off."""
    x = np.zeros(_n(0.8))
    add(x, o.hit(rng, 70, 420, 48, 0.3) * 1.1 + o.grit(rng, 0.2, 1500, 600, 4500, (1.5, 3)) * 0.6, 0.01 * RATE, 1.0)
    add(x, o.body(rng, 1900, 6, 0.6, 70, 0.2) * 0.3, 0.012 * RATE, rng.uniform(0.2, 0.9))
    add(x, o.grit(rng, 0.3, 1200, 400, 3000, (2, 3)) + 0.5 * o.hit(rng, 80, 300, 40, 0.3), 0.28 * RATE, 0.7)
    return fade(x, RATE, 1, 80)


def boat_motor(rng, n):
    """A small river boat's one cylinder over water (loop)."""
    turns = round(8.6 * n / RATE)
    ph = (turns * np.arange(n) / n) % 1
    size = 1 + 0.15 * rng.standard_normal(turns + 1)[np.minimum((turns * np.arange(n) / n).astype(int), turns)]
    beat = np.exp(-ph * 8) * np.minimum(1, ph * 60) * size
    x = beat * shaped(n, RATE, [(50, -6), (120, 0), (320, -3), (900, -10), (2600, -22)], rng)
    x = _loud(x) + 0.3 * _loud(_lapping(rng, n))
    return echoed(_round_band(x, 40, 2500), street_echo(RATE, rng, 0.8, 60, -14), wrap=True)


def _lapping(rng, n):
    """Small waves against a stone bank: each a short rush with bubbles behind it."""
    x = 0.15 * shaped(n, RATE, [(150, -10), (400, -2), (900, 0), (2500, -8), (7000, -20)], rng) * slow(n, RATE, 0.4, rng, 0.5, 1)
    for _ in range(round(n / RATE * 1.3)):
        m = _n(rng.uniform(0.35, 0.9))
        t = np.linspace(0, 1, m)
        y = shaped(m, RATE, [(200, -10), (rng.uniform(500, 1100), 0), (3000, -10), (8000, -24)], rng) * t ** 0.7 * (1 - t) ** 1.6 * 3
        at = rng.integers(n)
        add(x, y, at, rng.uniform(0.15, 0.6), wrap=True)
        for _ in range(rng.integers(2, 7)):
            add(x, band(o._drop(rng), 300, 2600, RATE), at + rng.uniform(0.4, 1) * m, rng.uniform(0.1, 0.4), wrap=True)
    return x


def river(rng, n):
    """The bank of the Liu below the city, in the morning (loop)."""
    boat = _round_band(boat_motor(rng, n), 40, 500) * slow(n, RATE, 0.12, rng, 0.0, 1.0)
    return 0.55 * _loud(_lapping(rng, n)) + 0.35 * _loud(_leaves(rng, n)) + 0.5 * _loud(s.traffic(rng, n, 4, far=True)) + 0.10 * _loud(s._birds(rng, n, 40)) + 0.25 * _loud(boat) + 0.25 * _loud(_wind(rng, n, 0.1)) + 0.05 * _loud(s._cicadas(rng, n))


# ── Night market ───────────────────────────────────────────────────────────────────────────────────────────────────────

def sizzle(rng, n):
    """Oil on an iron plate (loop)."""
    x = 0.4 * shaped(n, RATE, [(800, -22), (2500, -6), (5500, 0), (9500, -1), (15000, -8)], rng) * slow(n, RATE, 0.6, rng, 0.5, 1.1)
    pops = np.zeros(n)
    count = rng.poisson(120 * n / RATE)
    pops[rng.integers(n, size=count)] = rng.exponential(1, count) * rng.choice([-1, 1], count)
    return x + 1.2 * _loud(_round_band(pops, 2200, 11000)) * slow(n, RATE, 1.5, rng, 0.3, 1.0)


def _wares(rng, n):
    """Hawkers' loudspeakers, each in a loop of its own, and people who call guests to the table."""
    x = np.zeros(n)
    for k, y in enumerate(s._voices(_WARES, ["calling", "lively"], rng, 6)):
        thin = k < 3
        y = o.small_speaker(y, 500, 3200, 2.4) if thin else band(y, 200, 3000, RATE)
        start = rng.integers(n)
        for turn in range(3 if thin else 1):
            add(x, _loud(y), start + turn * n / 3, 0.5 if thin else 0.8, wrap=True)
    return echoed(x, street_echo(RATE, rng, 1.0, 18, -7), wrap=True)


def night_market(rng, n):
    """Tables in the street late in the evening (loop): a dense crowd, griddles, glasses, hawkers, a generator."""
    glasses = np.zeros(n)
    for _ in range(round(n / RATE * 1.1)):
        add(glasses, o.body(rng, rng.uniform(2100, 4200), 5, 0.6, rng.uniform(18, 60), 0.3, 0.7), rng.integers(n), rng.uniform(0.1, 0.5), wrap=True)
    generator = _round_band(s.idle(rng, n, 50), 60, 900)
    return 1.0 * _loud(s.crowd(rng, n, "calm")) + 0.18 * _loud(sizzle(rng, n)) + 0.10 * _loud(glasses) + 0.30 * _loud(_wares(rng, n)) + 0.22 * _loud(generator) + 0.20 * _loud(s._square_dance(rng, n)) + 0.10 * _loud(s._kitchen(rng, n)) + 0.3 * _loud(s.traffic(rng, n, 4, far=True))


# ── Roof ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

def sheet_flap(rng):
    """A tarpaulin caught by a gust."""
    x = np.zeros(_n(1.3))
    at = 0.02
    while at < 0.95:
        add(x, o.hit(rng, 60, 500, 38, 0.25) + 0.7 * o.grit(rng, 0.12, 2500, 700, 6500, (1.5, 3)), at * RATE, rng.uniform(0.4, 1.0))
        at += rng.uniform(0.07, 0.2)
    return o.outdoors(fade(x, RATE, 3, 120), rng, -24)


def roof(rng, n):
    """The roof of a house of seven storeys (loop): wind round a parapet, the city below, fans, a loose sheet."""
    loose = np.zeros(n)
    for _ in range(4):
        add(loose, sheet_flap(rng), rng.integers(n), rng.uniform(0.3, 1.0), wrap=True)
    return 1.0 * _loud(_wind(rng, n, 0.22)) + 0.7 * _loud(_round_band(s.traffic(rng, n, 8, far=True), 35, 600)) + 0.25 * _loud(s._hum(rng, n)) + 0.10 * _loud(loose) + 0.03 * _loud(s._birds(rng, n, 8))


# ── Call centre ────────────────────────────────────────────────────────────────────────────────────────────────────────

def keys(rng, seconds=1.6):
    """Fingers on a flat office keyboard."""
    x = np.zeros(_n(seconds))
    at = 0.02
    while at < seconds - 0.2:
        for lag, gain in ((0, 1.0), (rng.uniform(0.05, 0.09), 0.4)):
            add(x, o.hit(rng, 350, 1800, 190, 0.06) * 0.7 + o.hit(rng, 2200, 7500, 420, 0.06), (at + lag) * RATE, gain * rng.uniform(0.4, 1.0))
        at += rng.choice([0.09, 0.13, 0.19, 0.4], p=[0.35, 0.35, 0.2, 0.1])
    return fade(x, RATE, 0.5, 60)


def desk_phone(rng, n):
    """The warble of an office telephone (loop: one ring, one rest)."""
    x = np.zeros(n)
    for k in range(18):
        hz = (820, 1040)[k % 2]
        add(x, o._tone(hz, 0.05, rng, (1, 0.3, 0.15)), k * 0.05 * RATE, 0.8)
    return o.small_speaker(x, 400, 5000, 1.2)


def call_centre(rng, n):
    """A hall of operators (loop): cooled air, many low voices, keyboards, a telephone three rows away."""
    air = shaped(n, RATE, [(50, -4), (120, 0), (350, -5), (1200, -12), (4000, -22), (10000, -38)], rng) * slow(n, RATE, 0.3, rng, 0.92, 1.05)
    said = s._voices(_AGENTS, ["calm", "soft"], rng, 14)
    talk = np.zeros(n)
    for _ in range(26):
        y = said[rng.integers(len(said))]
        add(talk, band(y, 180, rng.uniform(1400, 3200), RATE), rng.integers(n), rng.uniform(0.2, 0.8), wrap=True)
    desk = np.zeros(n)
    for _ in range(round(n / RATE / 1.4)):
        add(desk, keys(rng, rng.uniform(0.8, 2.2)), rng.integers(n), rng.uniform(0.15, 0.7), wrap=True)
    phone = np.zeros(n)
    ring = band(desk_phone(rng, _n(1.4)), 400, 2200, RATE)
    for at in (0.2, 0.3, 0.72):
        add(phone, ring, at * n, 0.5, wrap=True)
    hall = street_echo(RATE, rng, 0.5, 5, -7)
    return 0.55 * _loud(air) + echoed(0.55 * _loud(talk) + 0.16 * _loud(desk) + 0.07 * _loud(phone), hall, wrap=True)


# ── A yard where gas is filled in secret ───────────────────────────────────────────────────────────────────────────────

def gas_hiss(rng, n):
    """Gas through a narrow valve (loop)."""
    x = shaped(n, RATE, [(500, -28), (2200, -8), (4600, 0), (8000, -1), (13000, -7), (18000, -20)], rng) * (1 + 0.06 * _unrest(n, 18, rng))
    return x + 0.05 * np.sin(2 * np.pi * round(5210 * n / RATE) * np.arange(n) / n + 3 * slow(n, RATE, 3, rng, -1, 1))


def cylinder_clank(rng):
    """A steel gas bottle set down beside another."""
    x = o.body(rng, rng.uniform(390, 520), 8, 0.66, 8, 1.1, 0.84) + o.hit(rng, 150, 900, 60, 1.1) * 0.8 + 0.4 * o.hit(rng, 1500, 6000, 180, 1.1)
    return o.outdoors(fade(x, RATE, 0.4, 200), rng, -14, 0.4)


def _dog(rng, n):
    """A dog two yards away."""
    x = np.zeros(n)
    for _ in range(3):
        at = rng.integers(n)
        for k in range(rng.integers(2, 5)):
            m = _n(0.16)
            t = np.linspace(0, 1, m)
            f = 420 + 260 * np.sin(np.pi * np.minimum(1, t * 1.3)) + 8 * rng.standard_normal()
            y = soft(sum(np.sin(2 * np.pi * j * np.cumsum(f) / RATE) / j ** 0.7 for j in range(1, 9)), 1.6) * np.sin(np.pi * t) ** 0.6
            y = band(y + 0.4 * rng.standard_normal(m) * np.sin(np.pi * t), 350, 1800, RATE)
            add(x, y, at + k * _n(rng.uniform(0.3, 0.5)), rng.uniform(0.5, 1), wrap=True)
    return echoed(x, street_echo(RATE, rng, 0.8, 16, -4), wrap=True)


def yard(rng, n):
    """A walled yard at the edge of the city (loop): the road beyond, a fan, bottles, a dog, water that drips."""
    clanks = np.zeros(n)
    for _ in range(5):
        add(clanks, cylinder_clank(rng), rng.integers(n), rng.uniform(0.2, 0.8), wrap=True)
    drips = np.zeros(n)
    for k in range(round(n / RATE / 1.7)):
        add(drips, o._drop(rng), (k + rng.uniform(-0.1, 0.1)) * 1.7 * RATE, rng.uniform(0.4, 0.8), wrap=True)
    return 0.8 * _loud(s.traffic(rng, n, 4, far=True)) + 0.35 * _loud(s._hum(rng, n)) + 0.10 * _loud(clanks) + 0.07 * _loud(_dog(rng, n)) + 0.03 * _loud(drips) + 0.06 * _loud(s._birds(rng, n, 10)) + 0.05 * _loud(s._cicadas(rng, n))
