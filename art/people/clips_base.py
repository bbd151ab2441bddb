"""What all clips share: timing, keys, the standing pose. A clip is a function of time that names where hips, hands, feet and
head go; motion.solve makes bones of it."""
import math
import numpy as np
from fields import vec

TAU = 2 * math.pi
AN = (.104, .018, .085)                                # ankle of a standing foot
KP = (.14, -1, 0)                                      # knees point ahead
EL = (.42, .9, -.35)                                   # elbows back and out
HANG = vec(.222, -.030, -.312)                         # a hanging hand, from the chest joint
CLIPS = {}


def clip(name, seconds, repeats=True, speed=0.0):
    def deco(fn):
        CLIPS[name] = (fn, seconds, repeats, speed)
        return fn
    return deco


def si(t, T, ph=0.0):
    return math.sin(TAU * (t / T + ph))


def ease(a):
    a = min(1, max(0, a))
    return a * a * a * (a * (6 * a - 15) + 10)


def key(t, *ks):
    """Eased keys (time, value...)."""
    for (a, *x), (b, *y) in zip(ks, ks[1:]):
        if t <= b:
            w = ease((t - a) / (b - a)) if b > a else 1
            r = np.array(x, float) * (1 - w) + np.array(y, float) * w
            return r if len(r) > 1 else float(r[0])
    r = np.array(ks[-1][1:], float)
    return r if len(r) > 1 else float(r[0])


def mix(a, b, w):
    return np.asarray(a, float) * (1 - w) + np.asarray(b, float) * w


def stand(t, T=4.0, shift=1.0, breath=1.0, look=1.0):
    """Weight moves from leg to leg, the chest breathes, head and hands follow late."""
    s = si(t, T)
    s2 = si(t, T, -.06)
    s3 = si(t, T, -.12)
    br = si(t, T / 2 if T <= 4.5 else T / 3)
    br2 = si(t, T / 2 if T <= 4.5 else T / 3, -.08)
    q = dict(hips=vec(.020 * s * shift, .004, -.014 + .004 * abs(s) * shift - .001 * br),
             rots={'hips': (0, -2.0 * s * shift, 2.2 * s * shift), 'spine': (1.5 + .5 * br * breath, 2.2 * s2 * shift, -1.0 * s2 * shift), 'chest': (1.0 - 1.3 * br * breath, 1.2 * s3 * shift, -1.6 * s3 * shift),
                   'neck': (3, -.6 * s3, 0), 'head': (-3.5 + .6 * br2 * breath, -.8 * s3 * shift, 2.5 * si(t, T, .1) * look),
                   'clav.L': (0, -1.4 * br * breath, 0), 'clav.R': (0, 1.4 * br * breath, 0)},
             hand={'L': (HANG + vec(.004 * s3, .006 * s3, .005 * br2), EL), 'R': (HANG + vec(-.004 * s3, -.006 * s3, .005 * br2), EL)},
             foot={'L': (AN, KP, 0, 9), 'R': (np.array(AN) + vec(.006, .022, 0), KP, 0, 14)}, palm={}, fingers={})
    return q


def arm(q, s, pos, w=1.0, pole=(.6, .7, -.6), palm=None, fingers=None):
    """Moves hand s by weight w from where it is to pos."""
    p0, e0 = q['hand'][s]
    q['hand'][s] = (mix(p0, pos, w), mix(e0, pole, w))
    if palm is not None and w > .02:
        q['palm'][s] = (*palm, w)
    if fingers is not None:
        q['fingers'][s] = tuple(mix(q['fingers'].get(s, (.25, .28, .34)), fingers, w))


def turn(q, **k):
    """Adds degrees to bones: head=(rx, ry, rz)."""
    for b, v in k.items():
        b = b.replace('_', '.')
        q['rots'][b] = tuple(np.array(q['rots'].get(b, (0, 0, 0)), float) + v)


OPEN, FIST, POINT, PINCH, FLAT, HOLD = (.1, .12, .15), (.9, 1.0, 1.0), (.8, .02, 1.0), (.75, .55, .62), (.05, .02, .03), (.55, .52, .60)
UP, AHEAD, DOWN, IN, BACK = (0, 0, 1), (0, -1, 0), (0, 0, -1), (-1, 0, 0), (0, 1, 0)
