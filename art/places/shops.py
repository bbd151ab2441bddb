"""Shopfronts, arcades and upper floors: the walls of the street. Front line at z = 0, the house behind it."""
import math

from atlas import RECT, inner
from mesh import Piece, lin

W, H, DEEP = 4.4, 3.6, 4.6  # width of a house, height of its ground floor, depth of what is built


def goods(p, x0, x1, y, z, depth, cols, big=False):
    """A row of boxes, jars or bags on a shelf."""
    x = x0
    while x < x1 - .08:
        w = p.rng.uniform(.1, .2) * (1.5 if big else 1)
        h = p.rng.uniform(.14, .3) * (1.3 if big else 1)
        c = p.tint(cols[p.rng.randrange(len(cols))], .2)
        p.box((x + w / 2, y + h / 2, z), (w * .92, h, depth * p.rng.uniform(.6, .95)), c, skip="y")
        x += w


def shell(p, wall, open_front, floor="#8f877c", inside="#cfc6b4", glowing="shop_light"):
    """Side walls, ceiling, floor and back of a shop one can look into."""
    z1, dark = -DEEP, .34
    if not open_front:
        p.box((0, H / 2, -.9), (W, H, 1.4), wall, step=.9, skip="yYz")
    p.grid((-W / 2 + .3, 0.02, -.1), (W / 2 - .3, 0.02, -.1), (W / 2 - .3, .02, z1), (-W / 2 + .3, .02, z1), floor, step=.8)
    p.grid((-W / 2 + .3, 0, z1), (W / 2 - .3, 0, z1), (W / 2 - .3, 2.85, z1), (-W / 2 + .3, 2.85, z1), inside, step=.8, shade=(0, .55, 2.8, 1))
    for s in (-1, 1):
        a, b = ((s * (W / 2 - .3), 0, -.1), (s * (W / 2 - .3), 0, z1))
        if s < 0:
            a, b = b, a
        for y0, y1, c in ((0, .95, lin(inside) * .55), (.95, 2.85, lin(inside))):  # a darker band below, as everywhere
            p.grid((b[0], y0, b[2]), (a[0], y0, a[2]), (a[0], y1, a[2]), (b[0], y1, b[2]), c, step=.8, shade=(0, dark + .25, 2.8, 1))
        x = s * W / 2  # the outside, seen from an arcade or at the end of a row
        q = [(x, 0, -.4), (x, 0, z1), (x, H, z1), (x, H, -.4)]
        p.poly(q if s > 0 else q[::-1], lin(wall) * .8)
        for k, (zz, w, h) in enumerate(((-1.2, .5, .68), (-2.9, .8, 1.08))):
            p.board((s * (W / 2 - .31), 1.75, zz), w, h, RECT[f"poster_{(k * 2 + len(p.name) + (s > 0)) % 5}"], facing=-90 * s)
    p.grid((-W / 2 + .3, 2.85, -.1), (-W / 2 + .3, 2.85, z1), (W / 2 - .3, 2.85, z1), (W / 2 - .3, 2.85, -.1), "#e6e0d2", step=1)
    u = inner(glowing, .06)
    for x in (-1, 1):  # tube lights under the ceiling, facing down
        p.picture((x * .95 - .6, 2.83, -1.2), (x * .95 - .6, 2.83, -1.5), (x * .95 + .6, 2.83, -1.5), (x * .95 + .6, 2.83, -1.2), inner("lamp_white" if glowing == "shop_cool" else "lamp_warm"))
    # A soft glow of the back wall stands in for light that the renderer need not compute.
    p.picture((-W / 2 + .32, .9, z1 + .02), (W / 2 - .32, .9, z1 + .02), (W / 2 - .32, 2.8, z1 + .02), (-W / 2 + .32, 2.8, z1 + .02), u)


def frame(p, wall, sign, edge="#6f6a62", paint_lower=None):
    """Pillars, lintel and the sign above."""
    for s in (-1, 1):
        p.box((s * (W / 2 - .15), H / 2, -.2), (.3, H, .4), wall, step=.9, shade=(0, .72, 1.0, 1), skip="yz")
        if paint_lower:
            p.box((s * (W / 2 - .15), .45, -.19), (.312, .9, .42), paint_lower, skip="yz")
    p.box((0, H - .34, -.2), (W, .68, .4), wall, step=1, skip="z")
    p.box((0, H - .42, .06), (W - .1, .78, .16), edge, bev=.015)
    p.board((0, H - .42, .145), W - .2, .70, RECT[sign])


def shutter(p, x0, x1, y0=0, y1=2.7, z=-.22, col="#9aa3a6"):
    n = max(2, int((y1 - y0) / .2))
    for i in range(n):
        y = y0 + (y1 - y0) * i / n
        h = (y1 - y0) / n
        p.poly([(x0, y, z), (x1, y, z), (x1, y + h * .82, z + .03), (x0, y + h * .82, z + .03)], p.tint(col, .04))
        p.poly([(x0, y + h * .82, z + .03), (x1, y + h * .82, z + .03), (x1, y + h, z), (x0, y + h, z)], lin(col) * .6)


def glass_front(p, x0, x1, y0=.35, y1=2.75, z=-.25, n=2, frame_col="#b8bdc0", door=None):
    """Panes between metal bars; the glass is drawn as pale streaks so that one sees inside."""
    k = (x1 - x0) / n
    for i in range(n + 1):
        p.box((x0 + i * k, (y1) / 2, z), (.06, y1, .08), frame_col)
    for y in (y1, y0 if y0 > .05 else .06):
        p.box(((x0 + x1) / 2, y, z), (x1 - x0, .07, .08), frame_col)
    if y0 > .05:
        p.box(((x0 + x1) / 2, y0 / 2, z), (x1 - x0, y0, .1), "#6f6a66", skip="y")
    for i in range(n):
        if i % 2 == 0:
            x = x0 + i * k + k * .2
            p.poly([(x, y0 + .3, z + .045), (x + .05, y0 + .3, z + .045), (x + .45, y1 - .2, z + .045), (x + .40, y1 - .2, z + .045)], "#c4d0d2", "gloss")


def awning(p, col, col2, depth=1.0, y=2.78, drop=.32, z0=.12):
    """Striped cloth over the pavement."""
    n = 11
    k = (W - .1) / n
    for i in range(n):
        x = -W / 2 + .05 + i * k
        c = col if i % 2 == 0 else col2
        a, b = (y + .0, z0), (y - drop, z0 + depth)
        p.poly([(x, b[0], b[1]), (x + k, b[0], b[1]), (x + k, a[0], a[1]), (x, a[0], a[1])], c)
        p.poly([(x, a[0] - .01, a[1]), (x + k, a[0] - .01, a[1]), (x + k, b[0] - .01, b[1]), (x, b[0] - .01, b[1])], lin(c) * .5)
        p.poly([(x, b[0] - .18, b[1]), (x + k, b[0] - .18, b[1]), (x + k, b[0], b[1]), (x, b[0], b[1])], lin(c) * .92)
    for s in (-1, 1):
        p.rod((s * (W / 2 - .1), y - .9, z0), (s * (W / 2 - .1), y - drop, z0 + depth - .02), .014, "#8d9499", 5)


def stool(p, x, y, z, col):
    p.box((x, y + .40, z), (.30, .05, .30), col, bev=.018)
    for a in (-1, 1):
        for b in (-1, 1):
            p.rod((x + a * .14, y, z + b * .14), (x + a * .10, y + .39, z + b * .10), .022, col, 4)
    p.box((x, y + .2, z), (.25, .03, .25), lin(col) * .8)


def shop(name, sign, wall, kind, lower=None, extra=None):
    p = Piece(name, ao=.6)
    cool = kind in ("glass", "phone", "pharmacy", "store")
    shell(p, wall, True, glowing="shop_cool" if cool else "shop_light", inside="#dfe3e2" if cool else "#d8c7a8")
    frame(p, wall, sign, paint_lower=lower)
    z = -DEEP
    bright = ["#d06a4c", "#e0b04c", "#5d8aa8", "#7da05c", "#efe3c8", "#b8455a", "#f0f0ea"]
    if kind == "eatery":
        for i, (x, zz) in enumerate(((-1.1, -1.3), (1.0, -1.5), (-1.0, -3.0), (1.1, -3.2))):
            p.box((x, .73, zz), (.95, .05, .62), "#c98a45", bev=.01)
            p.box((x, .36, zz), (.08, .72, .4), "#7d8286")
            for s in (-1, 1):
                stool(p, x + s * .62, 0, zz, ["#c8402f", "#2f6fb5"][(i + s) % 2])
            p.lathe((x + .1, .755, zz), [(.05, 0), (.10, .06), (.095, .065)], "#f0ede4", 8)
            p.rod((x - .2, .755, zz + .1), (x - .2, .95, zz + .1), .03, "#b3261e", 6)
        p.box((-1.35, .5, -.62), (1.3, 1.0, .6), "#c9ced0", bev=.01, mat="gloss")  # the cook's counter with pots
        for x in (-1.75, -1.3, -.9):
            p.lathe((x, 1.0, -.62), [(.17, 0), (.18, .2), (.19, .22), (.165, .22), (.16, .14)], "#aab0b3", 12, "gloss")
            p.lathe((x, 1.14, -.62), [(.158, 0), (.0, .001)], "#a8401c", 12)
        p.board((1.2, 1.9, z + .04), 1.0, 1.36, RECT["poster_0"])
        p.board((0, 1.9, z + .04), .8, 1.1, RECT["poster_4"])
    elif kind in ("shelves", "store"):
        for y in (.25, .75, 1.25, 1.75):
            p.box((0, y, z + .3), (W - .8, .04, .5), "#b98f5e")
            goods(p, -W / 2 + .45, W / 2 - .5, y + .02, z + .3, .35, bright)
            for s in (-1, 1):
                with p.at(s * (W / 2 - .55), 0, -2.5, yaw=90):
                    p.box((0, y, 0), (2.6, .04, .4), "#b98f5e")
                    goods(p, -1.25, 1.25, y + .02, 0, .3, bright)
        p.box((1.0, .48, -1.0), (1.5, .96, .55), "#a87444", bev=.015)
        p.box((1.0, .98, -1.0), (1.55, .04, .6), "#e4ded0", bev=.01)
        if kind == "store":
            p.box((-1.45, 1.0, -.75), (.9, 2.0, .65), "#e8ecee", bev=.03)  # drinks cooler
            p.picture((-1.85, .2, -.42), (-1.05, .2, -.42), (-1.05, 1.75, -.42), (-1.85, 1.75, -.42), inner("shop_cool"))
            for y in (.35, .75, 1.15):
                goods(p, -1.82, -1.08, y, -.40, .04, ["#d8402f", "#3f8f4f", "#2f6fb5", "#e8c93e", "#e07a24"])
    elif kind == "fruit":
        fruit_bank(p, -1.95, 1.95, .15)
        for y in (1.2, 1.7):
            p.box((0, y, z + .3), (W - .8, .04, .5), "#b98f5e")
            goods(p, -W / 2 + .45, W / 2 - .5, y + .02, z + .3, .35, ["#d84a2c", "#f0a02c", "#7fae3a", "#e8c93e"], True)
        awning(p, "#2e7d46", "#eef0e2", 1.15)
    elif kind == "glass":
        glass_front(p, -1.9, .7, n=2)
        p.box((1.3, 1.36, -.3), (1.14, 2.72, .06), "#3d454a", skip="z")
        p.picture((.8, .1, -.262), (1.8, .1, -.262), (1.8, 2.5, -.262), (.8, 2.5, -.262), inner("shop_cool"))
        p.rod((.9, .9, -.22), (.9, 1.5, -.22), .02, "#d4d8da", 6)
        for x in (-1.5, -.9, -.2):  # mannequins
            p.lathe((x, 0, -.75), [(.16, 0), (.16, .03), (.03, .05), (.03, .8), (.16, .86), (.13, 1.12), (.2, 1.42), (.06, 1.5), (.05, 1.6)], bright[int(x * 7) % 6], 10)
            p.blob((x, 1.70, -.75), (.08, .11, .09), "#e6d9c8", 1)
        for s in (-1, 1):
            p.rod((-1.6, 1.75, -2.2 + s * .9), (1.6, 1.75, -2.2 + s * .9), .02, "#c7ccd0", 5)
            for i in range(14):
                x = -1.5 + i * .23
                p.box((x, 1.35, -2.2 + s * .9), (.06, .72, .42), bright[p.rng.randrange(7)], jitter=.2)
    elif kind == "phone":
        glass_front(p, -1.9, -.4, y0=.9, n=1)
        p.box((.1, .48, -.7), (3.4, .96, .6), "#e6eaec", bev=.02)
        p.picture((-1.55, .2, -.39), (1.75, .2, -.39), (1.75, .8, -.39), (-1.55, .8, -.39), inner("neon_cyan"), col=(.6, .6, .6))
        for i in range(9):
            p.box((-1.35 + i * .36, .985, -.6), (.09, .012, .17), ["#15171a", "#e8e8ea", "#3a5a9a"][i % 3], mat="gloss")
        for i in range(5):
            for j in range(3):
                p.box((-1.5 + i * .75, 1.2 + j * .5, z + .06), (.55, .36, .06), bright[(i * 3 + j) % 7], jitter=.1)
        p.board((1.5, 1.6, -.02), .5, .68, RECT["poster_3"])
    elif kind == "pharmacy":
        glass_front(p, -1.95, -.6, y0=.3, n=1)
        glass_front(p, .6, 1.95, y0=.3, n=1)
        for y in (.4, .85, 1.3, 1.75, 2.2):
            p.box((0, y, z + .25), (W - .8, .03, .4), "#eef1ee")
            goods(p, -W / 2 + .45, W / 2 - .5, y + .02, z + .25, .25, ["#f3f5f2", "#3f9d63", "#4a8cc8", "#e07a50", "#f0d060"])
        p.box((0, .5, -2.6), (2.8, 1.0, .5), "#dfe8e2", bev=.02)
        p.picture((-1.3, .15, -2.34), (1.3, .15, -2.34), (1.3, .85, -2.34), (-1.3, .85, -2.34), inner("lamp_green"), col=(.4, .5, .4))
        p.board((-1.28, 1.5, -.18), .8, 1.08, RECT["poster_0"])
        for y, d in ((.10, .62), (.0, .0)):  # one step before the door
            if d:
                p.box((0, y / 2, d / 2 - .05), (2.6, y, d), "#b9b4aa", bev=.01)
        with p.at(W / 2 - .02, 2.2, .35):
            p.box((0, 0, 0), (.1, 1.1, .52), "#0d7d43", bev=.02)
            for s in (-90, 90):
                p.board((math.copysign(.056, s), 0, 0), .46, 1.03, RECT["pharm_up"], facing=s)
    elif kind == "tea":
        p.box((-.55, .55, -.35), (3.0, 1.1, .5), "#1d4a48", bev=.02)
        p.box((-.55, 1.12, -.3), (3.05, .05, .64), "#d9b98a", bev=.012)
        for i in range(6):
            p.lathe((-1.8 + i * .3, 1.145, -.2), [(.035, 0), (.05, .14), (.048, .15)], ["#c98a5a", "#e8d0a0", "#8a5a3a", "#d87a9a"][i % 4], 8)
        p.box((-1.0, 1.5, -1.2), (1.6, .7, .5), "#c4c9cc", bev=.02, mat="gloss")
        p.board((-.55, 2.35, -.2), 2.9, .0 + .46, RECT["tea"])
        p.board((1.45, 1.75, -.16), .62, .85, RECT["poster_3"])
        p.board((0, 1.8, z + .05), 1.1, 1.5, RECT["poster_4"])
    elif kind == "barber":
        glass_front(p, -1.9, 1.9, y0=.2, n=3)
        for x in (-1.1, .2, 1.4):
            p.box((x, .5, -2.2), (.55, .14, .55), "#7d2a28", bev=.05)
            p.box((x, .85, -1.95), (.55, .6, .14), "#7d2a28", bev=.05)
            p.rod((x, 0, -2.2), (x, .45, -2.2), .06, "#c7ccd0", 8)
            p.box((x, 1.55, z + .05), (.75, 1.2, .05), "#aebcc0", mat="gloss")
        with p.at(-W / 2 + .1, 1.9, .16):  # turning pole
            for i in range(8):
                p.lathe((0, -.4 + i * .1, 0), [(.08, 0), (.08, .1)], ["#d8322a", "#f2f2ee", "#2a5cc8", "#f2f2ee"][i % 4], 10, "gloss", caps=False)
    elif kind == "closed":
        shutter(p, -W / 2 + .3, W / 2 - .3)
        p.board((.8, 1.5, -.15), .5, .68, RECT["poster_1"])
        p.board((-1.2, 1.2, -.15), .4, .54, RECT["poster_2"])
    if kind != "closed":
        p.box((0, 2.84, -.15), (W - .62, .26, .24), "#8f979a", bev=.01)  # shutter box
    if extra == "awning_red":
        awning(p, "#b53228", "#f1e6d0", 1.0)
    elif extra == "awning_blue":
        awning(p, "#2b5f98", "#e9eef0", .95)
    p.solid((0, H / 2, -DEEP / 2 - .15), (W / 2, H / 2, DEEP / 2 - .15))
    return p


def shop_lite(name, sign, wall, cool=False):
    """A shop for the far end of a street: lit inside, but nothing to walk into."""
    p = Piece(name, ao=0)
    frame(p, wall, sign)
    p.picture((-W / 2 + .3, 0, -.9), (W / 2 - .3, 0, -.9), (W / 2 - .3, 2.9, -.9), (-W / 2 + .3, 2.9, -.9), inner("shop_cool" if cool else "shop_light", .06))
    for s in (-1, 1):
        a, b = (s * (W / 2 - .3), -.05), (s * (W / 2 - .3), -.9)
        if s < 0:
            a, b = b, a
        p.poly([(b[0], 0, b[1]), (a[0], 0, a[1]), (a[0], 2.9, a[1]), (b[0], 2.9, b[1])], lin(wall) * .5)
    for i in range(5):
        h = p.rng.uniform(.5, 1.5)
        p.box((-1.5 + i * .75, h / 2, -.6), (p.rng.uniform(.3, .65), h, .3), p.tint(["#7a6248", "#6a7074", "#8a4a3a", "#4a6a5a"][i % 4], .2), skip="yz")
    p.solid((0, H / 2, -1.2), (W / 2, H / 2, 1.0))
    return p


FRUITS = [("#d9382c", .05, 1), ("#f0962c", .048, 1), ("#7fae3a", .055, 1), ("#e8c93e", .05, 1), ("#8e3a5e", .038, 1), ("#4b8b3b", .09, 1), ("#e8b04a", .06, 1)]


def heap(p, cx, y, cz, w, d, kind, sub=0):
    """A heap of fruit in a box: a hull of balls over a dark filling."""
    col, r, _ = FRUITS[kind % len(FRUITS)]
    p.box((cx, y + r * .5, cz), (w, r, d), lin(col) * .4, skip="y")
    nx, nz = max(1, int(w / (r * 1.9))), max(1, int(d / (r * 1.9)))
    for layer in range(2):
        for i in range(nx - layer):
            for j in range(nz - layer):
                if layer == 0 and nx > 2 and nz > 2 and 0 < i < nx - 1 and 0 < j < nz - 1:
                    continue  # hidden under the upper layer
                x = cx + (i - (nx - layer - 1) / 2) * r * 1.9 + p.rng.uniform(-.2, .2) * r
                z = cz + (j - (nz - layer - 1) / 2) * r * 1.9 + p.rng.uniform(-.2, .2) * r
                p.blob((x, y + r + layer * r * 1.4, z), r * p.rng.uniform(.92, 1.06), p.tint(col, .14), sub, mat="gloss")


def fruit_bank(p, x0, x1, z):
    """Slanting crates of fruit before a shop."""
    n = 6
    k = (x1 - x0) / n
    for row in range(2):
        for i in range(n):
            x = x0 + (i + .5) * k
            y, zz = .48 + row * .25, z - row * .5
            with p.at(x, y, zz, pitch=16):
                p.box((0, -.03, 0), (k * .94, .12, .48), "#b58a50", jitter=.12)
                heap(p, 0, .0, 0, k * .86, .42, i + row * 3)
            p.box((x + k * .22, y + .2, zz + .2), (.14, .1, .01), "#f6e04a")
        p.box(((x0 + x1) / 2, .2 + row * .1, z - row * .5), (x1 - x0, .4 + row * .2, .4), "#7a6248")


# ── Upper floors ────────────────────────────────────────────────────────────────────────────────────────────────────

def aircon(p, x, y, z=.3):
    p.box((x, y, z), (.82, .56, .32), "#dcdad2", bev=.02)
    p.lathe((x - .12, y, z + .162), [(.21, .012), (.0, .013)], "#8b9092", 10, pitch=90)
    p.box((x - .12, y, z + .178), (.36, .02, .004), "#5c6062", skip="xXyYz")
    p.box((x, y - .31, z), (.86, .03, .34), "#7d7f80")
    p.tube([(x + .4, y, z - .1), (x + .52, y - .25, z - .2), (x + .52, y - 1.2, z - .22)], .02, "#e4e0d4", 4)


def cage(p, x, y, w, h, z=.0, col="#b9bec2", depth=.5, plants=True):
    """The anti-burglar cage of a window, full of pots and washing."""
    for i in range(9):
        xx = x - w / 2 + i * w / 8
        p.rod((xx, y, z + depth), (xx, y + h, z + depth), .011, col, 3, caps=False)
    for s in (-1, 1):
        for k in (.33, .66):
            p.rod((x + s * w / 2, y, z + depth * k), (x + s * w / 2, y + h, z + depth * k), .011, col, 3, caps=False)
    for yy in (y + h * .5, y + h):
        p.rod((x - w / 2, yy, z + depth), (x + w / 2, yy, z + depth), .014, col, 3, caps=False)
        for s in (-1, 1):
            p.rod((x + s * w / 2, yy, z), (x + s * w / 2, yy, z + depth), .014, col, 3, caps=False)
    p.box((x, y, z + depth / 2), (w, .03, depth), "#9aa0a3")
    p.box((x, y + h + .02, z + depth / 2 + .05), (w + .15, .02, depth + .15), "#6d8a9a", roll=0)
    if plants:
        for i in range(3):
            xx = x - w * .32 + i * w * .3
            p.lathe((xx, y + .02, z + depth * .65), [(.07, 0), (.1, .16)], "#b0603c", 5)
            p.leaves((xx, y + .32, z + depth * .65), (.16, .17, .16), 10, .11, ["#4f8a3f", "#6ba64c", "#3d7a3a"])


def washing(p, x, y, w, z):
    p.rod((x - w / 2, y, z), (x + w / 2, y, z), .012, "#c7ccd0", 4)
    for i in range(4):
        xx = x - w * .36 + i * w * .24
        c = ["#d8dfe6", "#3f5f8a", "#c87a8a", "#e8d8a0", "#6a8a6a"][p.rng.randrange(5)]
        hh = p.rng.uniform(.4, .75)
        p.box((xx, y - hh / 2 - .02, z), (.3, hh, .03), c)


def facade(name, wall, trim, floors, kind, lit=.5, sign=None, accent=None, lite=False):
    """Upper floors to set on a ground floor, 2.9 m each."""
    p = Piece(name, ao=.5)
    fh = 2.9
    top = floors * fh
    p.box((0, top / 2, -1.5), (W, top, 3.0), wall, step=1.0, skip="yYz")
    if kind == "tile" and not lite:  # small glazed tiles read as fine bands
        for f in range(floors * 2):
            p.box((0, f * fh / 2 + .02, .006), (W, .05, .012), lin(wall) * .84)
    for f in range(floors):
        y = f * fh
        p.box((0, y + .05, .06), (W, .12, .16), trim, skip="z")
        for s in (-1, 1):
            x = s * W * .25
            name_w = f"win_lit_{p.rng.randrange(8)}" if p.rng.random() < lit else f"win_dark_{p.rng.randrange(6)}"
            ww, wh = (1.5, 1.45) if kind != "qilou" else (1.1, 1.9)
            yy = y + (1.65 if kind != "qilou" else 1.55)
            p.board((x, yy, .03), ww, wh, RECT[name_w])
            for a in (-1, 1):
                p.box((x + a * (ww / 2 + .05), yy, .05), (.1, wh + .2, .1), trim)
            p.box((x, yy - wh / 2 - .06, .08), (ww + .24, .09, .2), trim, skip="z")
            p.box((x, yy + wh / 2 + .06, .08), (ww + .2, .1, .14), trim, skip="z")
            if kind == "qilou":
                pts = [(x + math.cos(t) * (ww / 2 + .1), yy + wh / 2 + math.sin(t) * .42) for t in [math.pi * i / 8 for i in range(9)]]
                p.slab(pts, .0, .09, trim, bev=.0)
                p.slab([(x + math.cos(t) * (ww / 2 - .04), yy + wh / 2 + .02 + math.sin(t) * .30) for t in [math.pi * i / 8 for i in range(9)]], .09, .10, "#5d747c")
                p.box((x, yy - wh / 2 - .32, .05), (ww + .1, .42, .08), trim, bev=.02)
            elif lite:
                p.box((x + .5 * s, y + .5, .25), (.8, .55, .34), "#d0cec6", skip="z")
            elif (f * 2 + s + len(name)) % 3 != 0:
                cage(p, x, y + .88, 1.6, 1.5, plants=p.rng.random() < .75)
                if p.rng.random() < .4:
                    washing(p, x, y + 2.1, 1.3, .35)
            else:
                aircon(p, x + .2, y + .5)
        if kind == "qilou":
            for x in (-W / 2 + .12, 0, W / 2 - .12):
                p.box((x, y + fh / 2, .06), (.22, fh, .14), trim, shade=(y, .9, y + fh, 1))
            if not lite:
                aircon(p, 1.65, y + .42, .28)
        elif kind == "balcony":
            p.box((0, y + .08, .55), (W - .2, .14, 1.1), trim, bev=.01)
            for i in range(22):
                xx = -W / 2 + .15 + i * (W - .3) / 21
                p.rod((xx, y + .1, 1.06), (xx, y + 1.02, 1.06), .014, accent or "#7a4a34", 3, caps=False)
            p.box((0, y + 1.05, 1.06), (W - .24, .06, .08), accent or "#7a4a34")
            washing(p, .2, y + 2.3, W * .6, .8)
    # Roof line
    if kind == "qilou":
        p.box((0, top + .2, .05), (W + .06, .4, .3), trim, bev=.03)
        pts = [(-W / 2, top + .4), (W / 2, top + .4), (W / 2, top + .75), (W * .3, top + .85), (W * .18, top + 1.25), (0, top + 1.45), (-W * .18, top + 1.25), (-W * .3, top + .85), (-W / 2, top + .75)]
        p.slab(pts, -.12, .1, wall, bev=.02)
        p.lathe((0, top + .92, .11), [(.24, 0), (.24, .03), (.0, .05)], trim, 14, pitch=90)
        for s in (-1, 1):
            p.lathe((s * (W / 2 - .15), top + .75, -.02), [(.12, 0), (.14, .1), (.05, .2), (.1, .35), (.0, .46)], trim, 8)
    else:
        p.box((0, top + .28, -.08), (W + .04, .56, .22), trim, bev=.02)
        p.box((0, top + .0, -1.5), (W, .05, 3.0), "#8d877c")
        for s in (-1, 1):
            p.box((s * (W / 2 - .08), top + .28, -1.5), (.16, .5, 2.8), trim)
        if lite:
            p.solid((0, top / 2, -1.5), (W / 2, top / 2, 1.5))
            return p
        p.lathe((-1.1, top, -1.6), [(.5, 0), (.52, .1), (.52, 1.2), (.4, 1.4), (.1, 1.46)], "#c6ccd0", 8, "gloss")  # steel water tank
        p.rod((1.3, top, -1.2), (1.3, top + 2.0, -1.2), .025, "#6c7074", 4)
        for i in range(3):
            p.rod((.9, top + 1.3 + i * .25, -1.2), (1.7, top + 1.3 + i * .25, -1.2), .012, "#6c7074", 3)
    if sign:
        with p.at(W / 2 - .12, 1.9, .55):
            p.box((0, 0, 0), (.14, 2.75, .74), "#3a3c40", bev=.02)
            for s in (-90, 90):
                p.board((math.copysign(.075, s), 0, 0), .66, 2.64, RECT[sign], facing=s)
            for y in (-1, 1):
                p.rod((0, y, -.55), (0, y, -.3), .03, "#55585c", 4)
    p.solid((0, top / 2, -1.5), (W / 2, top / 2, 1.5))
    return p


def arcade():
    """骑楼: the upper house stands on pillars over the pavement; set a shop 2.4 m behind."""
    p = Piece("arcade", ao=.8)
    wall, trim = "#d8c9a6", "#efe6d0"
    for s in (-1, 1):
        x = s * (W / 2 - .2)
        p.box((x, 1.55, -.22), (.42, 3.1, .42), wall, step=.6, shade=(0, .7, .8, 1), skip="yY")
        p.box((x, .2, -.22), (.54, .4, .54), "#9d968a", bev=.03)
        p.box((x, 2.62, -.22), (.54, .16, .54), trim, bev=.03)
    n = 8  # flat arch between the pillars
    x0, x1, y0, rise = -W / 2 + .41, W / 2 - .41, 2.62, .5
    for i in range(n):
        t0, t1 = math.pi * i / n, math.pi * (i + 1) / n
        ax, bx = -math.cos(t0) * x1, -math.cos(t1) * x1
        ay, by = y0 + math.sin(t0) * rise, y0 + math.sin(t1) * rise
        p.poly([(ax, ay, 0), (bx, by, 0), (bx, H, 0), (ax, H, 0)], wall)
        p.poly([(bx, by, -.4), (ax, ay, -.4), (ax, H, -.4), (bx, H, -.4)], lin(wall) * .7)
        p.poly([(bx, by, 0), (ax, ay, 0), (ax, ay, -.4), (bx, by, -.4)], lin(trim) * .8)
    for s in (-1, 1):
        x = s * (W / 2 - .2)
        p.box((x, 3.15, -.2), (.42, .9, .4), wall, skip="yY")
    p.box((0, H - .05, .04), (W, .14, .1), trim)
    p.grid((-W / 2, H - .12, -.2), (-W / 2, H - .12, -2.5), (W / 2, H - .12, -2.5), (W / 2, H - .12, -.2), "#d9d0bc", step=.6)
    p.grid((-W / 2, .012, 0), (W / 2, .012, 0), (W / 2, .012, -2.5), (-W / 2, .012, -2.5), "#a5978a", "ground", step=.55)
    p.picture((-.3, 3.46, -1.5), (-.3, 3.46, -1.0), (.3, 3.46, -1.0), (.3, 3.46, -1.5), inner("lamp_warm"))
    for s in (-1, 1):
        p.solid((s * (W / 2 - .2), 1.55, -.22), (.21, 1.55, .21))
    return p


def all_pieces():
    out = [
        shop("shop_noodle", "noodle", "#d9c9a8", "eatery", "#8f3a2a"),
        shop("shop_pharmacy", "pharmacy", "#cfd6d4", "pharmacy"),
        shop("shop_tea", "tea", "#c9bfae", "tea"),
        shop("shop_hardware", "hardware", "#c9a48c", "shelves", extra="awning_blue"),
        shop("shop_fruit", "fruit", "#c7b299", "fruit"),
        shop("shop_phone", "phone", "#aab4ba", "phone"),
        shop("shop_clothes", "clothes", "#d4c0c2", "glass"),
        shop("shop_store", "store", "#d8d2c4", "store"),
        shop("shop_barber", "barber", "#b9b6ae", "barber"),
        shop("shop_bun", "bun", "#d6bd94", "eatery", "#7a5a34", extra="awning_red"),
        shop("shop_stone", "stone", "#b5a68e", "shelves"),
        shop("shop_massage", "massage", "#c4ccc8", "closed"),
        shop("shop_tobacco", "tobacco", "#cdbda4", "shelves"),
        shop_lite("lite_noodle", "noodle", "#d9c9a8"), shop_lite("lite_phone", "phone", "#aab4ba", True), shop_lite("lite_tea", "tea", "#c9bfae"), shop_lite("lite_store", "store", "#d8d2c4", True), shop_lite("lite_bun", "bun", "#d6bd94"), shop_lite("lite_clothes", "clothes", "#d4c0c2", True), shop_lite("lite_glasses", "glasses", "#c4ccc8", True),
        arcade(),
        facade("facade_cream", "#d9ccae", "#efe8d8", 3, "tile", .5, "up_0"),
        facade("facade_pink", "#c99a8c", "#e9dccb", 3, "plain", .55),
        facade("facade_mint", "#a9bdae", "#e6e6da", 4, "tile", .45, "up_3"),
        facade("facade_ochre", "#c79c62", "#e8dcc0", 3, "balcony", .5, None, "#6d4632"),
        facade("facade_qilou", "#e0d2ae", "#f3ecd8", 2, "qilou", .6),
        facade("facade_qilou_grey", "#b4b2a8", "#dcd8cc", 2, "qilou", .6, "up_6"),
        facade("facade_white", "#cfd1cc", "#b9c4c8", 5, "tile", .45, "up_1"),
        facade("facade_brick", "#a4644c", "#d8c4a8", 3, "plain", .5, "up_4"),
        facade("lite_cream", "#d2c4a6", "#e6dfcf", 3, "tile", .5, lite=True), facade("lite_rose", "#b98e82", "#dccfbe", 4, "plain", .5, lite=True),
        facade("lite_mint", "#9fb3a4", "#dcdcd0", 3, "plain", .45, "up_2", lite=True), facade("lite_white", "#c4c6c2", "#b0bbbf", 4, "plain", .5, "up_5", lite=True), facade("lite_qilou", "#d6c8a4", "#ebe3cf", 2, "qilou", .6, lite=True),
    ]
    return out
