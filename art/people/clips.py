"""Standing clips: idling by mood, talking, things in hand, small signs; and the list of all clips. See motion.solve."""
import math
import numpy as np
from fields import vec
from motion import HEEL, BALL, rot
from clips_base import *  # noqa: F401,F403
from clips_base import clip, si, ease, key, mix, stand, arm, turn, AN, KP, EL, HANG, TAU, OPEN, FIST, POINT, PINCH, FLAT, HOLD
from clips_base import CLIPS  # noqa: F401
from clips_going import gait, walk  # noqa: F401
from clips_falling import squat  # noqa: F401


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


@clip("carry", 1.1, True, .54 / (.60 * 1.1))
def carry(t):
    q = gait(t, 1.1, .54, arms=0)
    b = math.cos(4 * math.pi * t / 1.1)
    for s in 'LR':
        arm(q, s, (.165, -.285, -.085 - .006 * b), 1, (.6, .9, -.3), ((-.35, -1, .1), (-.55, .1, .85)), HOLD)
    turn(q, spine=(-5, 0, 0), chest=(-2, 0, 0))
    return q


@clip("push_cart", 1.2, True, .52 / (.60 * 1.2))
def push_cart(t):
    q = gait(t, 1.2, .52, arms=0, lean=9)
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
