"""Pieces of the river flat and of the nursery: fences and frames of bamboo, beds, sheds, a bridge, low houses, dogs."""
import math

from atlas import RECT, inner
from mesh import Piece, lin
from works import bottle

BAMBOO, EARTH = "#b79a58", "#6a4f36"


def cane(p, a, b, r=.018, tint=.14):
    p.rod(a, b, r, p.tint(BAMBOO, tint), 5, caps=False)


def bed(p, long, deep):
    """A raised bed of earth along x."""
    sec = []
    for i in range(9):
        x = -long / 2 + long * i / 8
        k = .6 if i in (0, 8) else 1 + p.rng.uniform(-.12, .12)
        sec.append([(x, 0, deep / 2), (x, .1 * k, deep * .38), (x, .13 * k, 0), (x, .1 * k, -deep * .38), (x, 0, -deep / 2)])
    p.loft(sec, EARTH, closed=False, colours=[lin(EARTH) * p.rng.uniform(.85, 1.15) for _ in sec])


def river():
    out = []
    p = Piece("bamboo_fence", ao=.25)  # 3 m of split canes tied to two rails
    for i in range(22):
        x = -1.45 + i * .138
        h = .95 + p.rng.uniform(-.1, .14)
        cane(p, (x, 0, p.rng.uniform(-.02, .02)), (x + p.rng.uniform(-.05, .05), h, 0), .013)
    for y in (.3, .72):
        cane(p, (-1.5, y, .02), (1.5, y + p.rng.uniform(-.03, .03), .02), .018)
    for x in (-1.5, 0, 1.5):
        cane(p, (x, 0, -.02), (x, 1.15, -.02), .026)
    for x in (-1.5, 0):
        p.box((x, .72, .02), (.05, .05, .06), "#c8402f")  # plastic string
    p.solid((0, .5, 0), (1.5, .5, .05))
    out.append(p)

    p = Piece("pea_frame", ao=.0)  # 3 m row of leaning poles with peas climbing
    for i in range(7):
        x = -1.35 + i * .45
        for s in (-1, 1):
            cane(p, (x, 0, s * .3), (x + p.rng.uniform(-.05, .05), 1.75, -s * .06), .012)
    cane(p, (-1.5, 1.62, 0), (1.5, 1.62, 0), .014)
    for i in range(7):
        x = -1.35 + i * .45
        for k, (y, r) in enumerate(((.35, .28), (.8, .24), (1.25, .19))):
            p.leaves((x, y, 0), (.24, .26, r), 16, .085, ["#5c8f45", "#6fa653", "#4d7f3a", "#86b56a"], under=.55)
    for i in range(34):
        x, y = p.rng.uniform(-1.4, 1.4), p.rng.uniform(.3, 1.5)
        s = p.rng.choice((-1, 1))
        z = s * (.26 - .1 * y)
        if i % 2:
            p.blob((x, y, z), .03, ["#e6d6f0", "#c07ac8", "#f2eef4"][i % 3], 0)
        else:
            p.rod((x, y, z), (x + .02, y - .09, z + s * .01), .011, "#8fc05a", 4)
    bed(p, 3.0, .8)
    p.solid((0, .5, 0), (1.45, .5, .3))
    out.append(p)

    p = Piece("veg_bed", ao=.0)  # 3 m bed with two rows of cabbage and lettuce
    bed(p, 3.0, 1.1)
    for j in (-1, 1):
        for i in range(8):
            x, z = -1.3 + i * .37, j * .27 + p.rng.uniform(-.04, .04)
            c = ("#6f9f4a", "#86b050", "#4f8a3f")[(i + j) % 3]
            p.blob((x, .17, z), (.09, .08, .09), lin(c) * 1.1, 1, .1)
            p.leaves((x, .16, z), (.16, .09, .16), 12, .1, [c, "#5c8c3a"], under=.6, flat=.6)
    p.solid((0, .1, 0), (1.5, .1, .5))
    out.append(p)

    p = Piece("angler_shed", ao=.5)  # 棚子: canes, a tin roof, striped canvas on three sides, a bench
    for x in (-1.6, 1.6):
        for z, h in ((-1.2, 2.1), (1.2, 2.4)):
            cane(p, (x, 0, z), (x, h, z), .04)
    for z, h in ((-1.2, 2.1), (1.2, 2.4)):
        cane(p, (-1.75, h, z), (1.75, h, z), .03)
    n = 14
    for i in range(n):
        x, k = -1.85 + i * 3.7 / n, 3.7 / n
        for a, b, s in (((x, 0), (x + k / 2, .04), 1), ((x + k / 2, .04), (x + k, 0), .82)):
            q = [(a[0], 2.36 + a[1], 1.5), (b[0], 2.36 + b[1], 1.5), (b[0], 2.06 + b[1], -1.5), (a[0], 2.06 + a[1], -1.5)]
            p.poly(q, p.tint(lin("#7d8f98") * s, .1)), p.poly(q[::-1], lin("#5a666c") * .6)
    for i in range(8):
        c = ("#2f6fb5", "#d9dde0")[i % 2]
        x0, x1 = -1.6 + i * .4, -1.2 + i * .4
        q = [(x0, .15, -1.18), (x1, .15, -1.18), (x1, 1.9, -1.18), (x0, 1.9, -1.18)]
        p.poly(q, c), p.poly(q[::-1], lin(c) * .7)
        if i < 6:
            for s in (-1, 1):
                z0, z1 = -1.2 + i * .4, -.8 + i * .4
                q = [(s * 1.6, .15, z1), (s * 1.6, .15, z0), (s * 1.6, 1.55, z0), (s * 1.6, 1.55, z1)]
                p.poly(q, c), p.poly(q[::-1], lin(c) * .75)
    p.box((-.6, .42, -.85), (1.7, .05, .45), "#9a703f", bev=.01)
    for x in (-1.3, .1):
        p.box((x, .2, -.85), (.07, .4, .4), "#7a5a34")
    for i in range(3):  # rods
        p.rod((1.2 + i * .12, .0, 1.0), (1.0 + i * .2, 2.2, 1.9 + i * .2), .012, "#2b2420", 4, r2=.004)
    p.lathe((.9, 0, .3), [(.16, 0), (.19, .3), (.17, .3)], "#3f78b8", 12)
    p.solid((0, 1.0, -1.2), (1.6, 1.0, .06))
    for s in (-1, 1):
        p.solid((s * 1.6, .9, 0), (.06, .9, 1.2))
    out.append(p)

    p = Piece("boundary_stone", body="Fixed", ao=.2)
    p.box((0, .4, 0), (.24, .84, .16), "#c9c4b8", bev=.02, taper=(.9, .9))
    p.board((0, .5, .0815), .17, .26, RECT["stone_river"])
    p.solid((0, .4, 0), (.12, .4, .08))
    out.append(p)

    p = Piece("flood_post", ao=0)  # a gauge with the height of the great flood
    p.box((0, 1.3, 0), (.14, 2.6, .06), "#f0f0ec", bev=.01)
    for i in range(12):
        p.box((.0 if i % 2 else -.02, .1 + i * .2, .031), (.12 if i % 2 else .08, .1, .004), "#c01a1a" if i > 8 else "#1d4f91")
    p.board((.22, 2.2, .02), .42, .105, RECT["flood"]), p.board((.22, 2.2, -.02), .42, .105, RECT["flood"], facing=180)
    p.solid((0, 1.2, 0), (.08, 1.2, .05))
    out.append(p)

    p = Piece("life_ring", ao=.2)  # on a post at the water
    p.rod((0, 0, 0), (0, 1.5, 0), .04, "#c9ced2", 8)
    with p.at(0, 1.25, .09, pitch=90):
        n = 20
        for i in range(n):
            a0, a1 = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            c = "#e8501c" if (i // 2) % 5 else "#f0f0ec"
            p.rod((.26 * math.cos(a0), 0, .26 * math.sin(a0)), (.26 * math.cos(a1), 0, .26 * math.sin(a1)), .06, c, 8, "gloss", caps=False)
    p.tube([(.3, 1.2, .1), (.34, .9, .12), (.28, .7, .1), (.2, .95, .13)], .01, "#f0e8d0", 4)
    p.solid((0, .75, 0), (.1, .75, .1))
    out.append(p)

    p = Piece("bridge_arch", ao=0)  # 120 m of road bridge along x with one great arch; its deck at 11 m
    conc = "#a8a49a"
    for x in (-60, -36, 36, 60):
        p.box((x, 5, 0), (3, 12, 9), p.tint(conc, .05))
    p.box((0, 11.2, 0), (150, 1.4, 12), conc, step=12)
    n = 24
    for s in (-1, 1):
        z = s * 4.6
        arc = [(-36 + 72 * i / n, 2 + 27 * math.sin(math.pi * i / n), z) for i in range(n + 1)]
        for a, b in zip(arc, arc[1:]):
            p.rod(a, b, .9, "#c8552e", 6, caps=False)
        for i in range(5, n - 4, 2):
            p.rod(arc[i], (arc[i][0], 11.9, z), .12, "#d8d8d4", 4, caps=False)
        p.box((0, 12.5, s * 5.8), (150, 1.0, .2), "#c9c6bc")
        for i in range(15):
            p.rod((-70 + i * 10, 12, s * 5.6), (-70 + i * 10, 17, s * 5.6), .09, "#5a6066", 4)
            p.blob((-70 + i * 10, 17.1, s * 5.4), (.3, .16, .5), "#f0ead8", 0)
    for i in range(7):
        x = -24 + i * 8
        y = 2 + 27 * math.sin(math.pi * (x + 36) / 72)
        if y > 18:
            p.rod((x, y, -4.6), (x, y, 4.6), .4, "#c8552e", 5)
    out.append(p)
    return out


def nursery():
    out = []
    p = Piece("house_low", ao=.6)  # 平房: one storey, 6 m wide, 3.4 m deep, iron door on the left, a lit window, tile roof
    wall = "#b9ad92"
    W, D, H = 6.0, 3.4, 2.7
    for s in (-1, 1):
        x = s * W / 2
        q = [(x, 0, 0), (x, 0, -D), (x, H, -D), (x, H, 0)]
        p.grid(*(q if s > 0 else q[::-1]), wall, step=.8, shade=(0, .65, .7, 1))
        p.grid(*[(a - s * .1, b, c) for a, b, c in (q[::-1] if s > 0 else q)], lin(wall) * .5, step=1.2)
        g = [(x, H, 0), (x, H, -D), (x, H + .95, -D / 2)]
        p.poly(g if s > 0 else g[::-1], wall)
    p.grid((W / 2, 0, -D), (-W / 2, 0, -D), (-W / 2, H, -D), (W / 2, H, -D), wall, step=.9, shade=(0, .65, .7, 1))
    p.grid((-W / 2 + .1, 0, -D + .1), (W / 2 - .1, 0, -D + .1), (W / 2 - .1, H, -D + .1), (-W / 2 + .1, H, -D + .1), lin(wall) * .55, step=.9)
    p.poly([(-W / 2, .02, 0), (W / 2, .02, 0), (W / 2, .02, -D), (-W / 2, .02, -D)], "#6a655c")
    # Front: a store with its door open, then wall with a window and the door of the room.
    for x0, x1, y0, y1 in ((-3.0, -2.6, 0, H), (-1.4, -.2, 0, H), (.8, 1.3, 0, H), (1.3, 2.5, 0, .95), (1.3, 2.5, 1.95, H), (2.5, 3.0, 0, H), (-2.6, -1.4, 2.15, H), (-.2, .8, 2.15, H)):
        p.grid((x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0), wall, step=.6, shade=(0, .65, .7, 1))
        p.poly([(x1, y0, -.1), (x0, y0, -.1), (x0, y1, -.1), (x1, y1, -.1)], lin(wall) * .5)
    with p.at(-2.6, 1.07, .0, yaw=-105):
        p.box((.6, 0, 0), (1.2, 2.1, .05), "#4a5f58", bev=.01)
        for i in range(3):
            p.box((.6, -.6 + i * .6, .03), (1.1, .04, .02), "#3a4d47")
    with p.at(-.2, 1.07, -.02, yaw=-20):
        p.box((.5, 0, 0), (1.0, 2.1, .05), "#7a5a3c", bev=.01)
    p.picture((1.3, .95, -.05), (2.5, .95, -.05), (2.5, 1.95, -.05), (1.3, 1.95, -.05), RECT["win_lit_2"])
    for i in range(6):
        p.rod((1.36 + i * .22, .95, .02), (1.36 + i * .22, 1.95, .02), .01, "#3a3d42", 4)
    p.board((-.8, 1.6, .012), .5, .22, RECT["no_fire"])
    # Inside the store: a bulb, shelves of bottles, a bed behind the wall.
    p.box((-.75, 1.3, -1.7), (.08, 2.6, 3.3), lin(wall) * .6)
    for i in range(5):
        for j in range(2):
            bottle(p, -2.7 + i * .42, .02, -2.7 + j * .5, ("#6f8a98", "#8a8f94", "#7d8a6a")[(i + j) % 3])
    for i in range(3):
        bottle(p, -2.65 + i * .4, .02, -1.7, "#6f8a98", .8)
    p.rod((-1.9, 2.6, -1.6), (-1.9, 2.3, -1.6), .006, "#1d1f22", 3)
    for yaw in (0, 90, 180, 270):
        p.board((-1.9, 2.24, -1.6), .08, .1, inner("lamp_warm"), facing=yaw)
    p.picture((-2.9, .1, -D + .13), (-.85, .1, -D + .13), (-.85, 2.4, -D + .13), (-2.9, 2.4, -D + .13), inner("shop_light", .06), col=(.55, .55, .55))
    p.box((1.7, .35, -2.6), (1.9, .3, 1.2), "#8a5a4a", bev=.04), p.box((1.7, .52, -2.6), (1.8, .08, 1.1), "#c8a0a0", bev=.03)
    # Roof of grey tiles, eaves over the door.
    for s in (-1, 1):
        n = 16
        for i in range(n):
            x0, x1 = -W / 2 - .25 + i * (W + .5) / n, -W / 2 - .25 + (i + 1) * (W + .5) / n
            for j in range(5):
                t0, t1 = j / 5, (j + 1) / 5
                z = lambda t: -D / 2 + s * (D / 2 + .5) * t
                y = lambda t: H + 1.0 - 1.22 * t
                q = [(x0, y(t1) + .02, z(t1)), (x1, y(t1) + .02, z(t1)), (x1, y(t0) + .05, z(t0)), (x0, y(t0) + .05, z(t0))]
                p.poly(q if s > 0 else q[::-1], p.tint("#5a5a58", .12))
        q = [(-W / 2 - .25, H - .24, -D / 2 + s * (D / 2 + .5)), (W / 2 + .25, H - .24, -D / 2 + s * (D / 2 + .5)), (W / 2 + .25, H + .98, -D / 2), (-W / 2 - .25, H + .98, -D / 2)]
        p.poly(q[::-1] if s > 0 else q, "#2f2a24")
    for x in (-3.0, -1.4, -.2, .8, 3.0):
        p.rod((x, H - .1, .0), (x, H - .2, .48), .03, "#5a4632", 5)
    for x, half in ((-2.8, .2), (-.8, .6), (1.9, 1.1)):
        p.solid((x, 1.35, -.05), (half, 1.35, .08))
    p.solid((0, 1.35, -D), (3, 1.35, .1))
    for s in (-1, 1):
        p.solid((s * 3.0, 1.35, -D / 2), (.1, 1.35, D / 2))
    out.append(p)

    p = Piece("yard_slab", ao=0)  # 4 m of trodden concrete, cracked and patched
    n = 8
    for i in range(n):
        for j in range(n):
            x, z, k = -2 + 4 * i / n, -2 + 4 * j / n, 4 / n
            p.poly([(x, 0, z + k), (x + k, 0, z + k), (x + k, 0, z), (x, 0, z)], p.tint("#6d665a", .07), "ground")
    for _ in range(3):
        x, z, a = p.rng.uniform(-1.5, 1.5), p.rng.uniform(-1.5, 1.5), p.rng.uniform(0, 6.28)
        for k in range(4):
            b = a + p.rng.uniform(-.6, .6)
            u, v = x + .4 * math.cos(b), z + .4 * math.sin(b)
            w, h = .008 * math.sin(b), .008 * math.cos(b)
            p.poly([(x - w, .003, z + h), (u - w, .003, v + h), (u + w, .003, v - h), (x + w, .003, z - h)], "#4a453c", "ground")
            x, z = u, v
    p.solid((0, -.1, 0), (2, .1, 2))
    out.append(p)

    p = Piece("book_orders", body="Carriable", mass=.4, ao=0)  # an exercise book, open, with a pencil
    for s in (-1, 1):
        p.box((s * .075, .006, 0), (.145, .012, .2), "#f0ead8", bev=.003, roll=s * 3)
        for i in range(6):
            p.box((s * .075, .0145, -.075 + i * .026), (.11, .001, .004), "#3a4a8a", roll=s * 3)
    p.rod((.05, .022, .09), (.19, .018, -.05), .004, "#c8402f", 5)
    p.solid((0, .02, 0), (.16, .02, .11))
    out.append(p)

    p = Piece("gate_nursery", ao=.4)  # posts, a leaf that stands open, the name above; 4 m, along x
    for s in (-1, 1):
        p.box((s * 2.1, 1.3, 0), (.36, 2.6, .36), "#a89a80", bev=.02, step=.8)
        p.box((s * 2.1, 2.66, 0), (.48, .12, .48), "#8a7e68", bev=.02)
    p.box((0, 3.0, 0), (4.6, .62, .1), "#2f5a34", bev=.02)
    for yaw, z in ((0, .054), (180, -.054)):
        p.board((0, 3.0, z), 2.4, .54, RECT["nursery"], facing=yaw)
    with p.at(-1.92, 0, -.05, yaw=70):
        for i in range(9):
            p.rod((.12 + i * .22, .1, 0), (.12 + i * .22, 1.9, 0), .014, "#3a4d47", 4)
        for y in (.15, 1.0, 1.85):
            p.box((1.0, y, 0), (1.95, .05, .03), "#3a4d47")
    p.lathe((2.1, 2.72, 0), [(.05, 0), (.05, .18), (.14, .22), (0, .3)], "#3a3d42", 10)
    for yaw in (0, 90, 180, 270):
        p.board((2.1, 2.9, 0), .12, .1, inner("lamp_warm"), facing=yaw)
    for s in (-1, 1):
        p.solid((s * 2.1, 1.3, 0), (.2, 1.3, .2))
    out.append(p)

    p = Piece("wall_brick", ao=.4)  # 4 m of old yard wall, 2 m high
    for j in range(10):
        for i in range(10):
            x = -2 + i * .4 + (.2 if j % 2 else 0)
            w = min(x + .39, 2) - x
            if w > .05:
                p.box((x + w / 2, .1 + j * .2, 0), (w, .19, .22), p.tint("#8f5a44" if (i * 7 + j * 3) % 11 else "#a87a5c", .12), skip="yY")
    p.box((0, 1.0, 0), (4, 2.0, .18), "#8a8278", skip="y")
    p.box((0, 2.05, 0), (4, .1, .34), "#8a8278", bev=.02)
    p.solid((0, 1, 0), (2, 1, .14))
    out.append(p)

    for name, c, yaw in (("dog_yellow", "#b08444", 0), ("dog_black", "#2f2a28", 20)):
        p = Piece(name, body="None", ao=.2)
        d, e = lin(c), lin(c) * .7
        p.loft([[(r * math.cos(a), y + k * r * math.sin(a), z) for a in [2 * math.pi * q / 10 for q in range(10)]] for z, y, r, k in ((-.42, .50, .05, 1), (-.36, .50, .11, 1.15), (-.1, .49, .12, 1.2), (.15, .50, .135, 1.3), (.30, .54, .11, 1.2), (.40, .62, .075, 1.1))], c)
        for x in (-.07, .07):
            for z, b in ((.24, .02), (-.32, -.06)):
                p.rod((x, .44, z), (x * 1.1, .22, z + b), .045, d, 6, r2=.03)
                p.rod((x * 1.1, .22, z + b), (x * 1.1, .03, z + .02), .028, d, 6, r2=.022)
                p.box((x * 1.1, .02, z + .05), (.05, .04, .09), e, bev=.012)
        p.blob((0, .74, .46), (.09, .09, .11), d, 1)
        p.rod((0, .71, .52), (0, .69, .66), .05, d, 7, r2=.035)
        p.blob((0, .70, .665), (.022, .018, .016), "#141210", 0)
        for s in (-1, 1):
            p.box((s * .06, .83, .43), (.035, .09, .02), e, roll=s * -14, bev=.008, taper=(.4, .6))
            p.blob((s * .045, .76, .545), .011, "#141210", 0)
        p.tube([(0, .54, -.42), (0, .68, -.52), (.03, .80, -.47), (.05, .82, -.38)], .022, d, 5)
        p.lathe((0, .60, .38), [(.078, -.015), (.085, 0), (.078, .015)], "#a01c1c", 10, pitch=-40, caps=False)
        p.solid((0, .4, 0), (.14, .4, .45))
        out.append(p)

    p = Piece("hose_gas", body="Carriable", mass=2, ao=0)  # orange hose from bottle to bottle
    for x in (-.25, .25):
        bottle(p, x, 0, 0, "#6f8a98")
    p.tube([(-.25, .64, .03), (-.22, .74, .1), (-.05, .70, .16), (.1, .72, .14), (.22, .72, .08), (.25, .64, .03)], .014, "#e0702a", 6)
    p.solid((0, .3, 0), (.4, .3, .16))
    out.append(p)
    p = Piece("trolley_bottle", body="Pushable", mass=14, ao=.2)
    for s in (-1, 1):
        p.tube([(s * .17, .1, 0), (s * .17, 1.1, -.12), (s * .15, 1.2, -.22)], .016, "#b0181e", 5)
        with p.at(s * .2, .13, -.05, roll=90):
            p.lathe((0, -.02, 0), [(.12, 0), (.13, .02), (.12, .04)], "#16171a", 12)
    for y in (.35, .75):
        p.box((0, y, -.05), (.34, .03, .02), "#b0181e")
    p.box((0, .04, .1), (.34, .02, .26), "#b0181e")
    bottle(p, 0, .05, .1)
    p.solid((0, .5, 0), (.22, .5, .2))
    out.append(p)
    p = Piece("line_red", ao=0)  # 4 m of the line behind which tables stand, on a pavement
    p.poly([(-2, .006, .06), (2, .006, .06), (2, .006, -.06), (-2, .006, -.06)], "#c8281e", "ground")
    out.append(p)
    return out


def all_pieces():
    return river() + nursery()
