"""Crying, squatting, sitting, falling, lying, getting up. See motion.solve."""
import math
import numpy as np
from fields import vec
from motion import HEEL, BALL, rot
from clips_base import *  # noqa: F401,F403
from clips_base import clip, si, ease, key, mix, stand, arm, turn, AN, KP, EL, HANG, TAU, OPEN, FIST, POINT, PINCH, FLAT, HOLD


# ---- sorrow, falling -----------------------------------------------------------------------------------------------------------
@clip('cry', 4.0)
def cry(t):
    """Hands before the face, sobs run through the shoulders."""
    q = stand(t, 4.0, .4, .4)
    sob = max(0, si(t, .5)) * (.4 + .6 * max(0, si(t, 2)))
    for s in 'LR':
        arm(q, s, (.050, -.155, .262 + .004 * sob), 1, (.85, -.2, -.9), ((-.28, .10, 1), (-.25, .95, .0)), (.2, .22, .25))
    turn(q, hips=(4, 0, 0), spine=(10 + 1.5 * sob, 0, 0), chest=(9 + 2 * sob, 0, 0), neck=(13, 0, 0), head=(16 + 2 * sob, 0, 3 * si(t, 4)), clav_L=(0, -4 - 5 * sob, 0), clav_R=(0, 4 + 5 * sob, 0))
    q['hips'] = q['hips'] + vec(0, .02, -.02)
    return q


def squat(t, w):
    q = stand(t, 8, .2)
    q['hips'] = vec(0, .13, -.50) * w + vec(0, .004, -.014)
    turn(q, hips=(18 * w, 0, 0), spine=(17 * w, 0, 0), chest=(12 * w, 0, 0), neck=(-6 * w, 0, 0), head=(-12 * w, 0, 0))
    foot = np.array(AN) + vec(.006, .022, 0)            # the right ball stays where it stood while the heel lifts
    an = foot + rot(0, 0, 14) @ (BALL - rot(34 * w) @ BALL)
    q['foot'] = {'L': (AN, (.32, -1, 0), 0, 9), 'R': (an, (.32, -1, 0), 34 * w, 14)}
    return q


SIT_HIP = vec(0, .03, -.435)                           # the seat is 45 cm high


@clip('sit', 5.0)
def sit(t):
    """On a stool 45 cm high, hands on the thighs."""
    q = stand(t, 5.0, .0)
    q['hips'] = SIT_HIP + vec(.004 * si(t, 5), 0, 0)
    turn(q, hips=(-6, 0, 0), spine=(9 + 1 * si(t, 2.5), 0, 0), chest=(7 - 1.2 * si(t, 2.5), 0, 0), neck=(1, 0, 0), head=(-5, 0, 6 * si(t, 5)))
    for s in 'LR':
        arm(q, s, (.165, -.300, -.245), 1, (.9, .45, -.1), ((-.15, -1, -.12), (-.15, 0, -1)), (.2, .2, .28))
    q['foot'] = {'L': ((.125, -.40, .085), (.15, -1, .5), 0, 8), 'R': ((.125, -.37, .085), (.15, -1, .5), 0, 14)}
    return q


LIE_HIP = vec(.05, .12, -.845)


def lying(t, w):
    """Target of collapse: on the back, knees half drawn, one arm across."""
    q = stand(t, 6, 0, 1)
    b = si(t, 3)
    q['hips'] = mix(vec(0, .004, -.014), LIE_HIP, w)
    q['rots'] = {k: tuple(mix(v, (0, 0, 0), w)) for k, v in q['rots'].items()}
    turn(q, hips=(-88 * w, 0, 0), spine=(3 * w, 0, 0), chest=(2 * w - 1.2 * b * w, 0, 0), neck=(6 * w, 0, 0), head=(4 * w, 0, 22 * w))
    arm(q, 'L', (.30, -.02, -.26), w, (.7, .7, 0), None, (.3, .35, .4))
    arm(q, 'R', (.045, -.150, -.09), w, (1, .1, -.6), ((-.9, -.05, -.3), (.0, 1, -.1)), (.3, .35, .4))
    q['foot'] = {'L': (mix(AN, (.16, -.615, .085), w), mix(KP, (.35, -.5, 1), w), 0, 9 + 14 * w), 'R': (mix(np.array(AN) + vec(.006, .022, 0), (.17, -.72, .108), w), mix(KP, (.5, -.4, 1), w), -38 * w, 14 + 22 * w)}
    return q


@clip('lie', 6.0)
def lie(t):
    return lying(t, 1)


def blend_pose(a, b, w):
    """Between two poses by their numbers (both with the same limbs)."""
    q = dict(hips=mix(a['hips'], b['hips'], w), rots={}, hand={}, foot={}, palm={}, fingers={})
    for k in set(a['rots']) | set(b['rots']):
        q['rots'][k] = tuple(mix(a['rots'].get(k, (0, 0, 0)), b['rots'].get(k, (0, 0, 0)), w))
    for s in 'LR':
        q['hand'][s] = (mix(a['hand'][s][0], b['hand'][s][0], w), mix(a['hand'][s][1], b['hand'][s][1], w))
        fa, fb = ((list(p['foot'][s]) + [0, 0])[:5] for p in (a, b))
        q['foot'][s] = (mix(fa[0], fb[0], w), mix(fa[1], fb[1], w), float(mix(fa[2], fb[2], w)), float(mix(fa[3], fb[3], w)))
        pa, pb = a['palm'].get(s), b['palm'].get(s)
        if pa or pb:
            pa3 = (*(pa or pb)[:2], (pa[2] if pa and len(pa) > 2 else 1.0) if pa else 0.0)
            pb3 = (*(pb or pa)[:2], (pb[2] if pb and len(pb) > 2 else 1.0) if pb else 0.0)
            q['palm'][s] = (mix(pa3[0], pb3[0], w), mix(pa3[1], pb3[1], w), float(mix(pa3[2], pb3[2], w)))
        d = (.25, .28, .34)
        q['fingers'][s] = tuple(mix(a['fingers'].get(s, d), b['fingers'].get(s, d), w))
    return q


def sitting_ground(t):
    """Sits on the ground, a hand behind."""
    q = stand(t, 6, 0)
    q['hips'] = vec(.02, .10, -.815)
    turn(q, hips=(-28, 0, 0), spine=(14, 0, 0), chest=(12, 0, 0), neck=(8, 0, 0), head=(4, 0, 0))
    arm(q, 'L', (.26, .12, -.36), 1, (.8, .7, .2), ((.1, .5, -1), (0, -.8, -.6)), (.2, .1, .1))
    arm(q, 'R', (.20, -.22, -.20), 1, (.8, .6, -.2), None, (.3, .3, .35))
    q['foot'] = {'L': ((.15, -.36, .085), (.25, -.6, 1), 0, 14), 'R': ((.14, -.50, .075), (.25, -.6, 1), -16, 18)}
    return q


def kneeling(t):
    q = stand(t, 6, 0)
    q['hips'] = vec(.01, .10, -.42)
    turn(q, hips=(12, 0, 0), spine=(14, 0, 0), chest=(8, 0, 0), head=(-6, 0, 0))
    arm(q, 'L', (.16, -.34, -.20), 1, (.7, .6, -.2), ((-.1, -1, -.3), (0, 0, -1)), (.2, .1, .15))
    q['foot'] = {'L': ((.12, -.20, .085), (.2, -1, .2), 0, 8), 'R': ((.12, .42, .125), (.15, -1, -.2), 62, 6)}
    return q


@clip('collapse', 2.6, False)
def collapse(t):
    """Sways, knees give, sits down hard, rolls on the back; goes on as `lie`."""
    s0 = stand(t, 5, 0)
    sway = key(t, (0, 0), (.35, 1), (.7, .6), (2.6, 0))
    turn(s0, spine=(-4 * sway, 5 * sway, 0), head=(10 * sway, 8 * sway, 0))
    s0['hips'] = s0['hips'] + vec(.03 * sway, .02 * sway, -.02 * sway)
    arm(s0, 'R', (.05, -.16, .30), sway * .8, (1, .1, -.5), ((-.5, .2, .9), (-.3, 1, 0)))
    a = ease((t - .45) / .75)
    b = ease((t - 1.15) / .95)
    q = blend_pose(s0, sitting_ground(0), a)
    q = blend_pose(q, lying(t - 2.6, 1), b)
    q['hips'] = q['hips'] + vec(0, 0, .025 * math.sin(math.pi * min(1, max(0, (t - 1.2) / .3))))
    return q


@clip('get_up', 3.6, False)
def get_up(t):
    """From `lie`: sits up, kneels, stands."""
    q = blend_pose(lying(t, 1), sitting_ground(t), ease(t / 1.2))
    q = blend_pose(q, kneeling(t), ease((t - 1.1) / 1.1))
    return blend_pose(q, stand(t - 3.6, 6, 1), ease((t - 2.1) / 1.5))
