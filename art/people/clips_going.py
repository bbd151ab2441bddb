"""Walking and running in place. See motion.solve."""
import math
import numpy as np
from fields import vec
from motion import HEEL, BALL, rot
from clips_base import *  # noqa: F401,F403
from clips_base import clip, si, ease, key, mix, stand, arm, turn, AN, KP, EL, HANG, TAU, OPEN, FIST, POINT, PINCH, FLAT, HOLD


# ---- going -------------------------------------------------------------------------------------------------------------------
def stance_foot(u, duty, L, strike, off_angle, y0=0.0, lift=.10, x=.088, run=False):
    """Ankle, pitch, toe bend of a foot at phase u: during stance the contact point moves straight back."""
    def at(w):
        y = y0 - L / 2 + L * w                          # where the flat foot's ankle would be
        if w < .18 and strike < 0:
            p = strike * (1 - w / .18)
            h = vec(x, y + HEEL[1], 0)
            return h - rot(p) @ HEEL, p
        if w > .58:
            p = off_angle * ((w - .58) / .42) ** 1.5
            b = vec(x, y + BALL[1], .002)
            return b - rot(p) @ BALL, p
        return vec(x, y, .085), 0.0
    if u < duty:
        a, p = at(u / duty)
        return a, p, max(0, p) * .75
    w = (u - duty) / (1 - duty)
    (a0, p0), (a1, p1) = at(1.0), at(0.0)
    e = w - math.sin(TAU * w) / TAU * .55
    # leaves and meets the ground at the ground's own speed
    v = L / duty * (1 - duty)
    h = (2 * w ** 3 - 3 * w ** 2 + 1, w ** 3 - 2 * w ** 2 + w, -2 * w ** 3 + 3 * w ** 2, w ** 3 - w ** 2)
    y = h[0] * a0[1] + h[1] * v + h[2] * a1[1] + h[3] * v
    z = a0[2] * (1 - e) + a1[2] * e + lift * math.sin(math.pi * w)
    p = key(w, (0, p0), (.28, p0 * 1.05 if run else p0 * .75), (.85, p1 * 1.2 if p1 else -8), (1, p1))
    return vec(x, y, z), p, max(0, p0) * .75 * (1 - ease(w * 3))


def gait(t, T, L, duty=.60, strike=-20, off=44, arms=1.0, lean=2.0, lift=.055, bounce=.016, x=.086, y0=.02):
    """Walking in place; the ground moves back at L / (duty T)."""
    ph = t / T
    q = stand(0, 4, 0, 0, 0)
    f = {}
    toe = {}
    for s, o in (('L', 0.0), ('R', .5)):
        a, p, tb = stance_foot((ph + o) % 1, duty, L, strike, off, y0, lift, x)
        f[s] = (a, (.10, -1, 0), p, 5)
        toe[s] = tb
    q['foot'], q['toe'] = f, toe
    c1, s1, c2 = math.cos(TAU * ph), math.sin(TAU * ph), math.cos(2 * TAU * (ph - duty / 2 + .5))
    q['hips'] = vec(.017 * math.cos(TAU * (ph - duty / 2)), -.005, -.048 + bounce * c2)
    q['rots'] = {'hips': (lean, 2.6 * math.cos(TAU * (ph - duty / 2)), 5.5 * c1), 'spine': (lean * .8, -2.0 * math.cos(TAU * (ph - duty / 2)), -5.5 * c1), 'chest': (lean * .4, -.8 * math.cos(TAU * (ph - duty / 2)), -6 * math.cos(TAU * (ph - .03))),
                 'neck': (3 - lean * .4, 0, 2.0 * c1), 'head': (-3 - lean * .8 + 1.2 * math.cos(2 * TAU * (ph - .1)), 0, 4.5 * math.cos(TAU * (ph - .04)))}
    if arms:
        for s, sg in (('L', -1), ('R', 1)):
            c = sg * math.cos(TAU * (ph - .04)) * arms
            q['hand'][s] = (vec(.218 - .018 * max(0, c), -.045 - .150 * c, -.300 + .045 * max(0, c) + .012 * max(0, -c)), (.30, 1, -.25))
            q['fingers'][s] = (.3, .34, .42)
    return q


@clip('walk', 1.04, True, .62 / (.60 * 1.04))
def walk(t):
    return gait(t, 1.04, .62)


@clip('walk_slow', 1.36, True, .46 / (.64 * 1.36))
def walk_slow(t):
    """Old people's walk: short steps, bent back, little swing."""
    q = gait(t, 1.36, .46, .64, -10, 26, .45, 6, .035, .012)
    turn(q, spine=(7, 0, 0), chest=(7, 0, 0), neck=(4, 0, 0), head=(-12, 0, 0))
    return q


@clip('step_back', 1.4, False)
def step_back(t):
    """A short step back, hands half raised."""
    q = stand(t, 5.6, .2)
    w = key(t, (0, 0), (.5, 1), (1.0, .8), (1.4, 0))
    for s in 'LR':
        arm(q, s, (.20, -.24, .03), w, (.8, .5, -.6), ((-.15, -.5, .9), (-.15, -1, -.3)), FLAT)
    turn(q, spine=(-5 * w, 0, 0), head=(4 * w, 0, 0))
    q['hips'] = q['hips'] + vec(0, .06, -.02) * w
    u = key(t, (0, 0), (.35, 1), (1.05, 1), (1.4, 0))
    up = .05 * (math.sin(math.pi * min(1, t / .35)) if t < .35 else math.sin(math.pi * max(0, min(1, (t - 1.05) / .35))))
    q['foot']['R'] = (np.array(AN) + vec(.01, .022 + .16 * u, up), KP, 0, 14)
    return q


def running(t, T, L, duty, lean, armw=1.0):
    q = gait(t, T, L, duty, -6, 58, 0, lean, .20, 0, .062, .06)
    ph = t / T
    q['hips'] = vec(.010 * math.cos(TAU * (ph - duty / 2)), -.03, -.060 - .034 * math.cos(2 * TAU * (ph - duty / 2)))
    for s, sg in (('L', -1), ('R', 1)):
        c = sg * math.cos(TAU * (ph - .02))
        q['hand'][s] = (vec(.185 - .07 * max(0, c) + .03 * max(0, -c), -.115 - .215 * c * armw, -.055 + .115 * max(0, c) - .070 * max(0, -c)), (.45, 1, -.5))
        q['palm'][s] = ((-.2, -1, .25 + .3 * c), (-1, .1, -.1))
        q['fingers'][s] = (.6, .7, .75)
    return q


@clip('run', .70, True, .62 / (.36 * .70))
def run(t):
    return running(t, .70, .62, .36, 8)


@clip('flee', .64, True, .66 / (.34 * .64))
def flee(t):
    """Runs flat out, glancing back over the shoulder."""
    q = running(t, .64, .66, .34, 13, 1.12)
    turn(q, chest=(0, 0, 6), neck=(0, 0, 12), head=(-2, 0, 24))
    return q
