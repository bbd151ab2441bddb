"""All clips: every one is a function of time that names where hips, hands, feet and head go. See motion.solve."""
import math
import numpy as np
from fields import vec
from motion import HEEL, BALL, rot

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


# ---- idling ----------------------------------------------------------------------------------------------------------------
@clip('idle_calm', 6.0)
def idle_calm(t):
    q = stand(t, 6.0)
    turn(q, head=(0, 0, 4 * si(t, 6, .2)))
    return q


@clip('idle_uneasy', 5.0)
def idle_uneasy(t):
    """Hands worry each other before the belly, weight shifts often, eyes wander."""
    q = stand(t, 2.5, .8, 1.3)
    r = si(t, 1.25)
    r2 = si(t, 2.5, .2)
    arm(q, 'R', (.018 + .006 * r, -.215 + .008 * r2, -.090 + .008 * r), 1, (.9, .45, -.5), ((-.75, -.35, .25), (.1, .75, .6)), (.5, .55 + .12 * r, .6 + .1 * r))
    arm(q, 'L', (.028 - .006 * r, -.238 + .008 * r2, -.098 - .006 * r), 1, (.9, .45, -.5), ((-.75, -.25, .15), (-.1, .9, .35)), (.4, .5 - .1 * r, .55))
    turn(q, spine=(3, 0, 0), neck=(4, 0, 0), head=(3 + 2 * si(t, 2.5, .3), 2 * si(t, 5), 11 * key(t, (0, 0), (.5, 1), (1.7, 1), (2.3, -.9), (3.5, -.9), (4.1, .2), (5, 0))), clav_L=(0, -5, 0), clav_R=(0, 5, 0))
    return q


@clip('idle_angry', 4.0)
def idle_angry(t):
    """Fists on the hips, breath in the chest, chin forward."""
    q = stand(t, 4.0, .5, 2.2)
    b = si(t, 1.333)
    for s in 'LR':
        arm(q, s, (.205, -.015 + .004 * b, -.165 + .004 * b), 1, (1, .35, .05), ((-.85, -.45, -.35), (.1, .6, -1)), (.6, .75, .85))
    turn(q, spine=(4, 0, 0), chest=(-1.5 * b + 1, 0, 0), neck=(7, 0, 0), head=(-5 + 1.5 * si(t, 2), 0, 3 * si(t, 4)))
    q['foot'] = {'L': ((.145, .0, .085), (.25, -1, 0), 0, 15), 'R': ((.145, .03, .085), (.25, -1, 0), 0, 17)}
    q['hips'] = q['hips'] + vec(0, -.012, -.010)
    return q


@clip('idle_sad', 6.0)
def idle_sad(t):
    """Sunk shoulders, head down, one hand holds the other arm, a sigh."""
    q = stand(t, 6.0, .7, .7)
    sg = key(t, (0, 0), (1.6, 0), (2.5, 1), (3.6, -.25), (5, 0), (6, 0))
    turn(q, hips=(-2, 0, 0), spine=(9 - 2 * sg, 0, 0), chest=(8 - 5 * sg, 0, 0), neck=(12, 0, 0), head=(13 - 5 * sg + 1.5 * si(t, 3), 2.5, -4 + 3 * si(t, 6)), clav_L=(0, 4 - 7 * sg, -4), clav_R=(0, -4 + 7 * sg, 4))
    arm(q, 'R', (-.075, -.205, -.075), 1, (.9, .3, -.7), ((-1, -.15, .15), (.0, 1, -.1)), (.5, .55, .6))
    return q


@clip('cross_arms', 5.0)
def cross_arms(t):
    q = stand(t, 5.0, .8, 1)
    w = 1
    arm(q, 'R', (-.085, -.185, .020 + .004 * si(t, 2.5)), w, (1, -.15, -.9), ((-1, .05, .25), (.1, 1, .2)), (.3, .3, .35))
    arm(q, 'L', (-.060, -.225, -.018 + .004 * si(t, 2.5)), w, (1, -.15, -.9), ((-1, .25, .45), (.1, .9, .3)), (.3, .3, .35))
    turn(q, head=(1, 2, 5 * si(t, 5, .2)), chest=(-2, 0, 0))
    return q


# ---- talking ---------------------------------------------------------------------------------------------------------------
def beat(t, T, ph):
    """A gesture stroke: quick up, short hold, slow return; 0..1."""
    u = (t / T + ph) % 1
    return key(u, (0, 0), (.22, 1), (.38, .92), (.85, 0), (1, 0))


@clip('talk_1', 4.0)
def talk_1(t):
    """Right hand explains, palm up."""
    q = stand(t, 4.0, .8)
    b, b2 = beat(t, 2, .0), beat(t, 4, .55)
    arm(q, 'R', (.20 - .01 * b, -.225 - .05 * b, -.075 + .075 * b), 1, (.55, .75, -.6), ((-.10 + .25 * b, -1, .12 + .25 * b), (-.62, .05, .80)), (.2, .12 + .1 * (1 - b), .2 + .15 * (1 - b)))
    arm(q, 'L', (.21, -.12 - .10 * b2, -.20 + .10 * b2), 1, (.6, .8, -.4), ((-.35, -.9, -.15 + .3 * b2), (-.8, .1, .45)), (.25, .25, .32))
    turn(q, head=(3 * b - 1, 2 * si(t, 4), 4 * si(t, 4, .1)), chest=(1 * b, 0, -3 * b + 2 * b2))
    return q


@clip('talk_2', 5.0)
def talk_2(t):
    """Both hands shape a thing, then open."""
    q = stand(t, 5.0, .9)
    a = key(t, (0, 0), (.7, 1), (1.5, .9), (2.2, .2), (2.9, 1), (3.7, .8), (4.6, 0), (5, 0))
    o = key(t, (0, 0), (2.2, 0), (2.9, 1), (3.7, 1), (4.6, 0), (5, 0))
    r = .012 * si(t, .8333)
    for s in 'LR':
        arm(q, s, (.17 + .09 * o * a, -.20 - .07 * a, -.12 + .11 * a + r), 1, (.65, .75, -.5), ((-.35 + .75 * o, -1, .25), (-.8 + .3 * o, -.1, .2 + .7 * o)), (.2, .2, .28))
    turn(q, head=(-2 * a + 2, 3 * o, 4 * si(t, 5, .15)), clav_L=(0, -5 * o, 0), clav_R=(0, 5 * o, 0))
    return q


@clip('talk_3', 4.0)
def talk_3(t):
    """Counting off points on the fingers."""
    q = stand(t, 4.0, .7)
    n = beat(t, 1.333, .1)
    arm(q, 'L', (.085, -.255, -.015), 1, (.7, .7, -.5), ((-.45, -.85, .55), (-.25, .35, .95)), (.15, .05, .12))
    arm(q, 'R', (.060 + .02 * (1 - n), -.275 - .01 * (1 - n), .030 + .055 * (1 - n)), 1, (.75, .6, -.5), ((-.85, -.55, -.25), (.1, -.2, -1)), (.6, .15, .9))
    turn(q, head=(5 + 2 * n, -2, 4 + 3 * si(t, 4)), neck=(3, 0, 0))
    return q


@clip('talk_angry', 3.0)
def talk_angry(t):
    q = stand(t, 3.0, .5, 1.6)
    b = beat(t, .75, 0)
    c = beat(t, 3, .4)
    arm(q, 'R', (.11, -.355 - .03 * b, .13 + .075 * (1 - b)), 1, (.75, .45, -.7), ((-.12, -1, .42 - .30 * b), (-.5, .0, -.85)), POINT)
    arm(q, 'L', (.25 + .05 * c, -.13 - .12 * c, -.16 + .14 * c), 1, (.9, .6, -.2), ((.25, -.9, .05), (-.35, .05, .9)), (.15, .2, .3))
    turn(q, hips=(3, 0, 5), spine=(7 + 2 * b, 0, 3), chest=(4 + 1.5 * b, 0, 5), neck=(9, 0, -4), head=(-7 + 5 * b, 0, -5 + 5 * c))
    q['foot'] = {'L': ((.11, -.12, .085), KP, 0, 12), 'R': ((.13, .13, .085), (.25, -1, 0), 0, 24)}
    q['hips'] = vec(.01 * si(t, 3), -.030, -.032 - .004 * b)
    return q


@clip('plead', 4.0)
def plead(t):
    """Palms together, bowing a little, shaking them."""
    q = stand(t, 4.0, .5)
    b = beat(t, 1.0, 0)
    for s in 'LR':
        arm(q, s, (.012, -.255 - .02 * b, .065 - .035 * b), 1, (1, .2, -.7), ((0, -.45, 1), (-1, 0, 0)), (.15, .04, .04))
    turn(q, hips=(4, 0, 0), spine=(9 + 2 * b, 0, 0), chest=(7 + 2 * b, 0, 0), neck=(2, 0, 0), head=(-10 + 5 * b, 4 * si(t, 4), 0), clav_L=(0, -5, 0), clav_R=(0, 5, 0))
    q['hips'] = q['hips'] + vec(0, .03, -.03)
    return q


@clip('refuse', 2.6, False)
def refuse(t):
    """Flat hand waves it away, head shakes, body leans back."""
    q = stand(t, 5.2, .3)
    w = key(t, (0, 0), (.45, 1), (1.9, 1), (2.6, 0))
    k = si(t, .62) * w
    arm(q, 'R', (.14 + .09 * k, -.33, .085), w, (.8, .5, -.6), ((-.25 + .35 * k, -.35, 1), (-.1, -1, -.25)), FLAT)
    turn(q, head=(-2 * w, 3 * w, 13 * si(t, .70) * w + 4 * w), spine=(-4 * w, 0, -3 * w), chest=(-2 * w, 0, -4 * k))
    return q


@clip('point', 2.4, False)
def point(t):
    q = stand(t, 4.8, .3)
    w = key(t, (0, 0), (.25, -.10), (.62, 1.04), (.78, 1), (1.6, 1), (2.4, 0))
    j = .012 * si(t, .5) * (0.8 < t < 1.6)
    arm(q, 'R', (.215, -.440, .165 + j), max(0, w), (.7, .5, -.7), ((-.05, -1, .05), (-.35, 0, -1)), POINT)
    turn(q, chest=(1 * w, 0, 8 * w), head=(0, 0, -14 * w), clav_R=(0, 4 * w, 6 * w))
    return q


# ---- things in hand ----------------------------------------------------------------------------------------------------------
@clip('count_money', 4.0)
def count_money(t):
    q = stand(t, 4.0, .5)
    u = (t / .5) % 1
    f = key(u, (0, 0), (.45, 1), (1, 0))
    arm(q, 'L', (.070, -.225, -.010), 1, (.7, .6, -.6), ((-.55, -.70, .45), (-.45, .55, .75)), (.6, .5, .62))
    arm(q, 'R', (.045 + .035 * f, -.245 + .010 * f, .020 + .012 * math.sin(math.pi * f)), 1, (.75, .6, -.5), ((-.75, -.55, .05), (.1, .55, -.75)), (.8, .55 + .2 * f, .7))
    turn(q, neck=(9, 0, 0), head=(11, 0, 3 + 2 * si(t, 4)), spine=(2, 0, 0))
    return q


@clip("carry", 1.1, True, .60 / (.60 * 1.1))
def carry(t):
    q = gait(t, 1.1, .60, arms=0)
    b = math.cos(4 * math.pi * t / 1.1)
    for s in 'LR':
        arm(q, s, (.165, -.285, -.085 - .006 * b), 1, (.6, .9, -.3), ((-.35, -1, .1), (-.55, .1, .85)), HOLD)
    turn(q, spine=(-5, 0, 0), chest=(-2, 0, 0))
    return q


@clip("push_cart", 1.2, True, .57 / (.60 * 1.2))
def push_cart(t):
    q = gait(t, 1.2, .57, arms=0, lean=9)
    for s in 'LR':
        arm(q, s, (.200, -.380, -.060), 1, (.8, .5, -.5), ((-.05, -1, -.10), (-.25, 0, -1)), FIST)
    turn(q, head=(-8, 0, 0))
    return q


@clip('cling_cart', 4.0)
def cling_cart(t):
    """Both hands clamp the handle, the body hangs over it, head turns to whoever comes."""
    q = stand(t, 4.0, .6, 1.8)
    p = key(t, (0, 0), (.8, 1), (1.5, .6), (2.6, 1), (3.3, .3), (4, 0))
    for s in 'LR':
        arm(q, s, (.185, -.335 + .02 * p, -.115 + .008 * si(t, .5)), 1, (.9, .5, -.4), ((-.10, -1, -.15), (-.25, 0, -1)), FIST)
    turn(q, hips=(14, 0, 0), spine=(13, 0, 0), chest=(9, 0, 0), neck=(-6, 0, 0), head=(-17, 0, 20 * key(t, (0, 0), (.7, 1), (1.8, 1), (2.5, -.8), (3.4, -.8), (4, 0))), clav_L=(0, -6, 0), clav_R=(0, 6, 0))
    q['hips'] = vec(.012 * si(t, 4), .075 + .02 * p, -.075)
    q['foot'] = {'L': ((.12, -.10, .085), (.2, -1, 0), 0, 8), 'R': ((.13, .20, .097), (.2, -1, 0), 10, 12)}
    return q


@clip('film', 5.0)
def film(t):
    """The phone at eye height, slow pan, other hand steadies."""
    q = stand(t, 5.0, .6)
    pan = si(t, 5.0)
    arm(q, 'R', (.050 + .012 * pan, -.335, .285 + .004 * si(t, 1.25)), 1, (.75, .25, -.85), ((-.95, -.10, .12), (.0, 1, -.05)), (.35, .30, .38))
    arm(q, 'L', (.040 - .012 * pan, -.320, .250 + .004 * si(t, 1.25)), 1, (.75, .25, -.85), ((-.72, -.12, .65), (.0, 1, -.05)), (.40, .30, .40))
    turn(q, chest=(-1, 0, 7 * pan), head=(2, 0, 4 * pan), neck=(-1, 0, 2 * pan), clav_L=(0, -4, 0), clav_R=(0, 4, 0))
    return q


@clip('photograph', 3.2, False)
def photograph(t):
    q = stand(t, 6.4, .3)
    w = key(t, (0, 0), (.8, 1), (2.4, 1), (3.2, 0))
    pr = key(t, (0, 0), (1.35, 0), (1.5, 1), (1.7, 0), (3.2, 0))
    for s, y in (('R', 0), ('L', .0)):
        arm(q, s, (.085, -.265, .300 - .003 * pr), w, (.9, .2, -.8), ((-.42, -.55, .72), (-.55, .80, .05)), (.45, .40 + .25 * pr * (s == 'R'), .62))
    turn(q, spine=(3 * w, 0, 0), neck=(5 * w, 0, 0), head=(3 * w, -2 * w, 0), clav_L=(0, -6 * w, 0), clav_R=(0, 6 * w, 0))
    q['hips'] = q['hips'] + vec(0, .012, -.03) * w
    return q


@clip('phone_call', 5.0)
def phone_call(t):
    q = stand(t, 5.0, 1.0)
    arm(q, 'R', (.108, -.075, .315), 1, (.95, .1, -.75), ((-.18, .15, 1), (-.92, .30, .05)), (.5, .40, .48))
    b = beat(t, 2.5, .2)
    arm(q, 'L', (.20, -.12 - .10 * b, -.21 + .12 * b), 1, (.6, .8, -.4), ((-.3, -1, -.1 + .4 * b), (-.7, .1, .6)), (.2, .2, .3))
    turn(q, head=(3 + 2 * b, 6, -7 + 4 * si(t, 5)), neck=(2, 2, 0), clav_R=(0, 5, 0))
    return q


@clip('write', 4.0)
def write(t):
    q = stand(t, 4.0, .4)
    x = key((t / 2) % 1, (0, 0), (.8, 1), (1, 0))
    arm(q, 'L', (.075, -.235, -.055), 1, (.7, .7, -.5), ((-.80, -.55, .10), (-.10, .35, .95)), (.5, .25, .35))
    arm(q, 'R', (.055 + .055 * (1 - x), -.265 + .006 * si(t, .22), .010 + .003 * si(t, .25)), 1, (.75, .6, -.5), ((-.55, -.75, -.35), (-.55, .30, -.75)), PINCH)
    turn(q, neck=(10, 0, 0), head=(14, 0, 2 + 3 * (x - .5)), spine=(2, 0, 0))
    return q


@clip('measure', 4.0, False)
def measure(t):
    """Squats, draws the tape along the ground from left to right, reads it."""
    w = key(t, (0, 0), (.9, 1), (3.1, 1), (4, 0))
    o = key(t, (0, 0), (.9, 0), (2.0, 1), (3.1, 1), (4, 1))
    q = squat(t, w)
    arm(q, 'L', (.14, -.46, -.27), w, (.7, .6, -.2), ((-.2, -.8, -.6), (-.5, .2, -.8)), PINCH)
    arm(q, 'R', (.02 + .30 * o, -.44 + .06 * o, -.26), w, (.8, .5, .0), ((.1, -.8, -.6), (-.6, .2, -.7)), HOLD)
    turn(q, head=(8 * w, 0, (8 - 20 * o) * w), chest=(0, 0, -6 * o * w))
    return q


@clip('show_certificate', 3.6, False)
def show_certificate(t):
    """From the breast pocket, out to reading distance, held open, back."""
    q = stand(t, 7.2, .3)
    a = key(t, (0, *HANG), (.6, .02, -.175, .085), (.85, .02, -.175, .075), (1.4, .105, -.400, .125), (2.7, .105, -.400, .120), (3.1, .03, -.185, .080), (3.6, *HANG))
    w = key(t, (0, 0), (.45, 1), (3.15, 1), (3.6, 0))
    o = key(t, (0, 0), (.85, 0), (1.4, 1), (2.7, 1), (3.1, 0), (3.6, 0))
    q['hand']['R'] = (a, mix(EL, (.75, .5, -.7), w))
    q['palm']['R'] = (mix((-.85, -.3, .45), (-.60, -.30, .80), o), mix((.1, 1, .1), (-.1, .95, .05), o), w)
    q['fingers']['R'] = tuple(mix((.3, .3, .35), (.6, .38, .45), w))
    turn(q, chest=(1 * w, 0, 5 * o), head=(7 * w * (1 - o) + 1, 0, -3 * o), neck=(3 * w * (1 - o), 0, 0))
    return q


@clip('hand_over', 2.8, False)
def hand_over(t):
    """Both hands, a slight bow: the polite way to give a paper."""
    q = stand(t, 5.6, .3)
    w = key(t, (0, 0), (.8, 1), (1.9, 1), (2.8, 0))
    for s in 'LR':
        arm(q, s, (.085, -.425, .000), w, (.6, .75, -.6), ((-.18, -1, .08), (-.55, .1, .80)), (.65, .32, .40))
    turn(q, hips=(3 * w, 0, 0), spine=(6 * w, 0, 0), chest=(5 * w, 0, 0), head=(1 * w, 0, 0))
    q['hips'] = q['hips'] + vec(0, .02 * w, -.008 * w)
    return q


@clip('take', 2.4, False)
def take(t):
    q = stand(t, 4.8, .3)
    w = key(t, (0, 0), (.75, 1), (1.15, 1), (1.7, .45), (2.4, .0))
    g = key(t, (0, 0), (.75, 0), (1.0, 1), (2.4, 1))
    arm(q, 'R', (.12, -.43, .01), w, (.6, .75, -.6), ((-.1, -1, .1), (-.7, .1, .65)), mix(OPEN, (.65, .4, .5), g))
    turn(q, spine=(5 * w, 0, 4 * w), chest=(3 * w, 0, 5 * w), head=(6 * w, 0, -6 * w))
    return q


@clip('pack_goods', 4.0)
def pack_goods(t):
    """Hands gather wares on a low board and put them aside, in turn."""
    q = stand(t, 4.0, .8)
    u, v = (t / 2) % 1, (t / 2 + .5) % 1
    turn(q, hips=(16, 0, 6 * si(t, 4)), spine=(15, 0, 5 * si(t, 4)), chest=(10, 0, 8 * si(t, 4, -.05)), neck=(2, 0, 0), head=(2, 0, 5 * si(t, 4, -.1)))
    for s, a, sg in (('R', u, 1), ('L', v, -1)):
        p = key(a, (0, .14, -.34, -.165), (.25, .19, -.43, -.215), (.38, .19, -.43, -.225), (.62, .02, -.33, -.105), (.75, .03, -.35, -.150), (1, .14, -.34, -.165))
        g = key(a, (0, .2), (.25, .15), (.38, .7), (.70, .7), (.80, .2), (1, .2))
        arm(q, s, p, 1, (.75, .6, -.3), ((-.30, -.75, -.55), (-.55, .1, -.80)), (g, g, g))
    q['hips'] = q['hips'] + vec(0, .10, -.055)
    return q


@clip('drink', 3.6, False)
def drink(t):
    q = stand(t, 7.2, .3)
    w = key(t, (0, 0), (1.0, 1), (2.4, 1), (3.6, 0))
    k = key(t, (0, 0), (.9, 0), (1.3, 1), (2.1, 1), (2.5, 0), (3.6, 0))
    arm(q, 'R', (.045, -.225 + .035 * k, .215 + .035 * k), w, (.9, .3, -.7), ((-.80, -.15 + .2 * k, .30), (-.15, .95, .1)), HOLD)
    turn(q, head=(-14 * k, 0, 0), neck=(-4 * k, 0, 0))
    return q


# ---- small signs -------------------------------------------------------------------------------------------------------------
@clip('nod', 1.4, False)
def nod(t):
    q = stand(t, 5.6, .2)
    k = key(t, (0, 0), (.22, 1), (.48, .1), (.72, .75), (1.0, .0), (1.4, 0))
    turn(q, neck=(6 * k, 0, 0), head=(13 * k, 0, 0), chest=(1 * k, 0, 0))
    return q


@clip('shake_head', 1.8, False)
def shake_head(t):
    q = stand(t, 7.2, .2)
    w = key(t, (0, 0), (.25, 1), (1.2, .9), (1.8, 0))
    turn(q, neck=(1, 0, 7 * si(t, .62) * w), head=(3 * w, 0, 17 * si(t, .62, -.03) * w))
    return q


@clip('wave', 2.4, False)
def wave(t):
    q = stand(t, 4.8, .3)
    w = key(t, (0, 0), (.5, 1), (1.8, 1), (2.4, 0))
    k = si(t, .46) * key(t, (0, 0), (.5, 1), (1.7, 1), (2.0, 0), (2.4, 0))
    arm(q, 'R', (.275 + .055 * k, -.20, .385), w, (.9, .3, -.6), ((-.05 + .30 * k, -.10, 1), (-.1, -1, 0)), (.1, .05, .08))
    turn(q, head=(-2 * w, 3 * w, -5 * w), chest=(0, -2 * w, 4 * w), clav_R=(0, 7 * w, 0))
    return q


@clip('shrug', 1.8, False)
def shrug(t):
    q = stand(t, 7.2, .2)
    w = key(t, (0, 0), (.4, 1), (1.0, 1), (1.8, 0))
    for s in 'LR':
        arm(q, s, (.285, -.175, -.045), w, (.5, .8, -.7), ((.30, -.95, .05), (-.2, .05, 1)), (.1, .15, .22))
    turn(q, clav_L=(0, -14 * w, 0), clav_R=(0, 14 * w, 0), head=(-2 * w, 7 * w, 0), neck=(3 * w, 0, 0))
    return q


@clip('wipe_brow', 2.6, False)
def wipe_brow(t):
    q = stand(t, 5.2, .4)
    w = key(t, (0, 0), (.7, 1), (1.7, 1), (2.6, 0))
    k = key(t, (0, 0), (.7, 0), (1.6, 1), (2.6, 1))
    arm(q, 'R', (-.02 + .11 * k, -.150 + .02 * k, .365), w, (1, .0, -.35), ((-.95, .05, .25), (.1, .95, -.2)), (.3, .3, .35))
    turn(q, head=(5 * w, -4 * w, 8 * w * (k - .5)), clav_R=(0, 8 * w, 0))
    return q


@clip('salute', 2.4, False)
def salute(t):
    """The squad's salute: flat hand to the edge of the cap, held, brought down."""
    q = stand(t, 9.6, .0, .5, 0)
    w = key(t, (0, 0), (.45, 1), (1.7, 1), (2.2, 0), (2.4, 0))
    q['foot'] = {'L': ((.062, .018, .085), KP, 0, 16), 'R': ((.062, .018, .085), KP, 0, 16)}
    arm(q, 'L', (.192, -.005, -.322), 1, (.1, 1, 0), None, (.4, .35, .4))
    arm(q, 'R', (.118, -.118, .378), w, (1, .12, -.25), ((-.62, -.10, .55), (-.05, -.75, -.65)), FLAT)
    turn(q, spine=(-2, 0, 0), chest=(-2, 0, 0), neck=(-1, 0, 0), head=(1, 0, 0), clav_R=(0, 8 * w, 0))
    return q


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
    rr = rot(34 * w)
    heel = vec(.115, .16 * w, .0) + vec(0, 0, 0)
    ball = vec(.115, .018 - .115 + .17 * w, .002)
    an = ball - rr @ (BALL + vec(0, 0, 0))
    q['foot'] = {'L': (mix(AN, (.125, -.07, .085), w), (.32, -1, 0), 0, 14), 'R': (mix(np.array(AN) + vec(.006, .022, 0), an, w), (.32, -1, 0), 34 * w, 10)}
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
    q['foot'] = {'L': (mix(AN, (.16, -.615, .085), w), mix(KP, (.35, -.5, 1), w), 0, 9 + 14 * w), 'R': (mix(np.array(AN) + vec(.006, .022, 0), (.17, -.72, .070), w), mix(KP, (.5, -.4, 1), w), -38 * w, 14 + 22 * w)}
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
    z = a0[2] * (1 - e) + a1[2] * e + lift * math.sin(math.pi * w) ** 1.4
    p = key(w, (0, p0), (.28, p0 * 1.05 if run else p0 * .75), (.85, p1 * 1.2 if p1 else -8), (1, p1))
    return vec(x, y, z), p, max(0, p0) * .75 * (1 - ease(w * 3))


def gait(t, T, L, duty=.60, strike=-20, off=44, arms=1.0, lean=2.0, lift=.055, bounce=.020, x=.086):
    """Walking in place; the ground moves back at L / (duty T)."""
    ph = t / T
    q = stand(0, 4, 0, 0, 0)
    f = {}
    toe = {}
    for s, o in (('L', 0.0), ('R', .5)):
        a, p, tb = stance_foot((ph + o) % 1, duty, L, strike, off, lift=lift, x=x)
        f[s] = (a, (.10, -1, 0), p, 5)
        toe[s] = tb
    q['foot'], q['toe'] = f, toe
    c1, s1, c2 = math.cos(TAU * ph), math.sin(TAU * ph), math.cos(2 * TAU * (ph - duty / 2 + .5))
    q['hips'] = vec(.017 * math.cos(TAU * (ph - duty / 2)), -.005, -.030 + bounce * c2)
    q['rots'] = {'hips': (lean, 2.6 * math.cos(TAU * (ph - duty / 2)), 5.5 * c1), 'spine': (lean * .8, -2.0 * math.cos(TAU * (ph - duty / 2)), -5.5 * c1), 'chest': (lean * .4, -.8 * math.cos(TAU * (ph - duty / 2)), -6 * math.cos(TAU * (ph - .03))),
                 'neck': (3 - lean * .4, 0, 2.0 * c1), 'head': (-3 - lean * .8 + 1.2 * math.cos(2 * TAU * (ph - .1)), 0, 4.5 * math.cos(TAU * (ph - .04)))}
    if arms:
        for s, sg in (('L', -1), ('R', 1)):
            c = sg * math.cos(TAU * (ph - .04)) * arms
            q['hand'][s] = (vec(.218 - .018 * max(0, c), -.045 - .150 * c, -.300 + .045 * max(0, c) + .012 * max(0, -c)), (.30, 1, -.25))
            q['fingers'][s] = (.3, .34, .42)
    return q


@clip('walk', 1.08, True, .70 / (.60 * 1.08))
def walk(t):
    return gait(t, 1.08, .70)


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
    q = gait(t, T, L, duty, -6, 58, 0, lean, .20, 0, .062)
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
