"""Ground, trees, street furniture, the arch, and the city and hills behind."""
import math
import random

import numpy as np

from atlas import RECT, inner
from mesh import Piece, lin


# ── Ground ──────────────────────────────────────────────────────────────────────────────────────────────────────────

def tiles(p, x0, x1, z0, z1, k, cols, y=0, gap=.008, accent=None):
    nx, nz = max(1, round((x1 - x0) / k)), max(1, round((z1 - z0) / k))
    kx, kz = (x1 - x0) / nx, (z1 - z0) / nz
    p.poly([(x0, y - .006, z1), (x1, y - .006, z1), (x1, y - .006, z0), (x0, y - .006, z0)], "#5f5b55", "ground")
    for i in range(nx):
        for j in range(nz):
            c = cols[p.rng.randrange(len(cols))]
            if accent and (i * 3 + j * 5) % 7 == 0:
                c = accent
            a, b = x0 + i * kx + gap / 2, x0 + (i + 1) * kx - gap / 2
            u, v = z0 + j * kz + gap / 2, z0 + (j + 1) * kz - gap / 2
            p.poly([(a, y, v), (b, y, v), (b, y, u), (a, y, u)], p.tint(c, .045), "ground")


def tactile(p, x0, x1, z, y=.002, dots=False, flat=False):
    """Yellow blocks for feet that read: bars along the way, or dots where it turns."""
    n = round((x1 - x0) / .3)
    k = (x1 - x0) / n
    for i in range(n):
        for s in (-1, 1):
            cx, cz = x0 + (i + .5) * k, z + s * .15
            base = p.tint("#c9952c", .09)
            p.poly([(cx - k / 2 + .003, y, cz + .147), (cx + k / 2 - .003, y, cz + .147), (cx + k / 2 - .003, y, cz - .147), (cx - k / 2 + .003, y, cz - .147)], base, "ground")
            if flat:
                continue
            top = base * 1.18
            if dots:
                for a in range(4):
                    for b in range(4):
                        p.lathe((cx + (a - 1.5) * .07, y, cz + (b - 1.5) * .07), [(.02, 0), (.014, .006)], top, 5, "ground")
                continue
            for b in range(4):
                zz, h = cz + (b - 1.5) * .07, .006
                w, l = .018, k / 2 - .014
                q = [(cx - l, y + h, zz + w * .6), (cx + l, y + h, zz + w * .6), (cx + l, y + h, zz - w * .6), (cx - l, y + h, zz - w * .6)]
                p.poly(q, top, "ground")
                p.poly([(cx - l, y, zz + w), (cx + l, y, zz + w), q[1], q[0]], top * .8, "ground")
                p.poly([(cx + l, y, zz - w), (cx - l, y, zz - w), q[3], q[2]], top * .62, "ground")


def kerb(p, x0, x1, z, y=0):
    n = max(1, round(x1 - x0))
    k = (x1 - x0) / n
    for i in range(n):
        p.box((x0 + (i + .5) * k, y - .055, z), (k - .008, .125, .2), p.tint("#a9a69e", .06), bev=.015, mat="ground", skip="yz")


def meadow(p, half):
    """Grass whose colour wanders slowly and meets itself at the edges: neighbours show no joint, nor squares."""
    n, tau = 12, 2 * math.pi
    base, dry = lin("#4d6b34"), lin("#6a7440")

    def shade(x, z):
        u, v = x / (2 * half) * tau, z / (2 * half) * tau
        k = .5 + .22 * math.sin(u + 1.1) * math.sin(v + .4) + .14 * math.sin(2 * u + v * 3 + 2) + .10 * math.cos(3 * u - 2 * v)
        return base * (.93 + .12 * k) * (1 - .35 * k) + dry * .35 * k
    k = 2 * half / n
    at = [-half + i * k for i in range(n + 1)]
    p.raw("matte", [(x, 0, z) for z in at for x in at], [(0, 1, 0)] * (n + 1) ** 2, [shade(x, z) for z in at for x in at], [t for j in range(n) for i in range(n) for q in [j * (n + 1) + i] for t in ((q, q + 1, q + n + 2), (q, q + n + 2, q + n + 1))])
    for _ in range(60):  # tufts of three blades; lit like the ground they stand on
        x, z = p.rng.uniform(-half, half), p.rng.uniform(-half, half)
        c = shade(x, z)
        for k in range(3):
            yaw, h, lean = p.rng.uniform(0, 360), p.rng.uniform(.05, .13), p.rng.uniform(-.03, .03)
            with p.at(x + p.rng.uniform(-.05, .05), 0, z + p.rng.uniform(-.05, .05), yaw=yaw):
                q = [(-.012, 0, 0), (.012, 0, 0), (lean, h, lean * .5)]
                p.raw("matte", q + q, [(0, .8, .6)] * 3 + [(0, .8, -.6)] * 3, np.array([c * .85, c * .85, c * 1.2] * 2), [(0, 1, 2), (3, 5, 4)])


GREY = ["#8a867f", "#938e86", "#817e79", "#8d8880"]


def pavement(name, width, with_tactile=True, dots=False, far=False):
    p = Piece(name, ao=0)
    h = width / 2
    if with_tactile:
        for a, b in ((-h, -.3), (.3, h - .2)):
            tiles(p, -2, 2, a, b, .4, GREY, accent="#8c6f63")
        tactile(p, -2, 2, 0, dots=dots, flat=far)
        p.poly([(-2, -.004, .3), (2, -.004, .3), (2, -.004, -.3), (-2, -.004, -.3)], "#6a5526", "ground")
    else:
        tiles(p, -2, 2, -h, h - .2, .4, GREY, accent="#8c6f63")
    kerb(p, -2, 2, h - .1)
    p.solid((0, -.1, 0), (2, .1, h))
    return p


def grounds():
    out = [pavement("paving_tactile", 2.2), pavement("paving_tactile_3m", 3.0), pavement("paving_tactile_3m_far", 3.0, far=True), pavement("paving_plain", 2.8, False)]
    p = Piece("tactile_patch", body="None", ao=0)
    tactile(p, -1.5, 1.5, 0, y=.004)
    p.solid((0, .01, 0), (1.5, .02, .3))
    out.append(p)
    p = Piece("plaza", ao=0)
    tiles(p, -2, 2, -2, 2, .5, ["#8f8478", "#958a7e", "#9a8f82", "#8b8076"], accent="#83695e")
    p.solid((0, -.1, 0), (2, .1, 2))
    out.append(p)
    p = Piece("road", ao=0)  # 8 m by 4 m, top 12 cm under the pavement
    for i in range(4):
        for j in range(2):
            c = p.tint("#3d4044", .06)
            x, z = -4 + i * 2, -2 + j * 2
            p.poly([(x, -.12, z + 2), (x + 2, -.12, z + 2), (x + 2, -.12, z), (x, -.12, z)], c, "ground")
    for _ in range(3):
        x, z, w = p.rng.uniform(-3.5, 3.5), p.rng.uniform(-1.7, 1.7), p.rng.uniform(.3, .8)
        p.lathe((x, -.118, z), [(w, 0), (0, .0005)], p.tint("#2f3236", .1), 9, "ground")
    p.solid((0, -.22, 0), (4, .1, 2))
    out.append(p)
    for name, col, w, l in (("line_white", "#d9d7cf", .14, 4), ("line_yellow", "#d6a92e", .12, 4), ("line_dash", "#d9d7cf", .14, 2), ("zebra_bar", "#d9d7cf", .45, 3.6)):
        p = Piece(name, ao=0)
        p.poly([(-l / 2, -.114, w / 2), (l / 2, -.114, w / 2), (l / 2, -.114, -w / 2), (-l / 2, -.114, -w / 2)], col, "ground")
        out.append(p)
    p = Piece("cycle_lane", ao=0)
    for i in range(8):
        p.poly([(-4 + i, -.12, 1.3), (-3 + i, -.12, 1.3), (-3 + i, -.12, -1.3), (-4 + i, -.12, -1.3)], p.tint("#6a4640", .07), "ground")
    # a bicycle on the ground
    for x in (-.5, .5):
        p.lathe((x, -.116, .0), [(.33, 0), (.27, .001)], "#d9d7cf", 16, "ground", caps=False)
    for a, b in (((-.5, 0), (-.1, -.45)), ((-.1, -.45), (.4, -.45)), ((.4, -.45), (.5, 0)), ((-.1, -.45), (0, 0)), ((0, 0), (.4, -.45)), ((-.5, 0), (0, 0))):
        p.rod((a[0], -.114, a[1]), (b[0], -.114, b[1]), .025, "#d9d7cf", 3, "ground")
    p.solid((0, -.22, 0), (4, .1, 1.3))
    out.append(p)
    p = Piece("bay_marking", body="None", ao=0)
    p.solid((0, .01, 0), (3, .02, 1.25))
    # a marked bay, 6 m by 2.4 m, on the pavement
    for x, z, w, d in ((0, -1.2, 6, .1), (0, 1.2, 6, .1), (-2.95, 0, .1, 2.4), (2.95, 0, .1, 2.4)):
        p.poly([(x - w / 2, .006, z + d / 2), (x + w / 2, .006, z + d / 2), (x + w / 2, .006, z - d / 2), (x - w / 2, .006, z - d / 2)], "#dcdad2", "ground")
    out.append(p)
    p = Piece("grass", ao=0)
    meadow(p, 4)
    p.solid((0, -.1, 0), (4, .1, 4))
    out.append(p)
    p = Piece("far_ground", ao=0)
    p.poly([(-450, -.16, 450), (450, -.16, 450), (450, -.16, -450), (-450, -.16, -450)], "#565a56", "ground")
    out.append(p)
    p = Piece("manhole", ao=0)
    p.lathe((0, .004, 0), [(.34, 0, "#4a4c4e"), (.30, .003, "#5a5c5e"), (0, .004, "#525456")], "#505254", 16, "ground")
    out.append(p)
    p = Piece("target", body="None", ao=0)  # nothing to see: a place to aim at
    p.poly([(-.001, 0, 0), (.001, 0, 0), (.001, .002, 0), (-.001, .002, 0)], "#808080")
    p.solid((0, 0, 0), (.3, .12, .24))
    out.append(p)
    p = Piece("wet_patch", body="None", ao=0)
    p.solid((0, .01, 0), (.6, .02, .45))
    # a puddle with peel
    for x, z, r in ((0, 0, .42), (.38, .12, .26), (-.32, .18, .22), (.1, -.32, .24)):
        p.lathe((x, .004 + r * .004, z), [(r, 0), (r * .5, .001), (0, .0015)], "#4c4e50", 14, "gloss")
    for x, z, a in ((.2, .1, 20), (-.1, .25, 130), (.4, -.1, 250), (-.35, .0, 80)):
        with p.at(x, .012, z, yaw=a):
            pts = [(math.cos(t) * .07, .01 + .018 * abs(math.sin(t)), math.sin(t) * .03) for t in [math.pi * i / 5 for i in range(6)]]
            p.poly(pts[::-1], "#7fa84a")
            p.poly([(x1, y1 + .004, z1) for x1, y1, z1 in pts][::-1], "#d9e0a0")
    out.append(p)
    return out


# ── Green ───────────────────────────────────────────────────────────────────────────────────────────────────────────

def trunk(p, h, r, col, lean=0.1, rings=7, n=8, root=1.8):
    s = []
    for i in range(rings):
        t = i / (rings - 1)
        rr = r * (1 - .55 * t) * (1 + (root - 1) * max(0, 1 - t * 6))
        cx, cz = math.sin(t * 3) * lean, math.cos(t * 2.3) * lean - lean
        s.append([(cx + rr * math.cos(a), h * t, cz - rr * math.sin(a)) for a in [2 * math.pi * k / n for k in range(n)]])
    p.loft(s, col, shade=(0, .8, h, 1.05))
    return (s[-1][0][0], h, s[-1][0][2])


def tree(name, h, crown, colours, count, size, bark, blossoms=None, pit=True, roots=False):
    p = Piece(name, ao=0)
    top = trunk(p, h * .55, .17 if not roots else .34, bark, .12)
    for i in range(6):
        a = i * 1.1 + .3
        k = crown[0] * .62
        p.rod((top[0] * .8, h * (.40 + .03 * i), 0), (math.cos(a) * k, h * (.62 + .04 * (i % 3)), math.sin(a) * k), .07, bark, 5, r2=.025, caps=False)
    clusters = 9
    for i in range(clusters):
        a = i * 2.4
        q = crown[0] * (.18 + .55 * math.sqrt(i / clusters))
        c = (math.cos(a) * q, h * .74 + crown[1] * p.rng.uniform(-.25, .45) - q * .12, math.sin(a) * q)
        r = (crown[0] * p.rng.uniform(.38, .5), crown[1] * p.rng.uniform(.38, .52), crown[0] * p.rng.uniform(.38, .5))
        p.blob(c, [x * .74 for x in r], lin(colours[0]) * .32, 0, .08)
        p.leaves(c, r, count // clusters, size, colours, under=.38)
        if blossoms:
            p.leaves(c, [x * 1.05 for x in r], int(count // clusters * .6), size * .62, blossoms, under=.7)
    if roots:
        for i in range(14):  # hanging roots of the banyan
            a, q = i * 2.4, .3 + crown[0] * .5 * math.sqrt(i / 14)
            x, z = math.cos(a) * q, math.sin(a) * q
            p.rod((x, h * .62, z), (x * .97, h * .62 - p.rng.uniform(.8, 1.9), z), .012, "#6d5a48", 3, caps=False)
        for i in range(5):
            a = i * 1.25
            p.rod((math.cos(a) * .25, 0, math.sin(a) * .25), (math.cos(a) * .1, h * .4, math.sin(a) * .1), .09, bark, 5, r2=.07, caps=False)
    if pit:
        p.poly([(-.36, .006, .36), (.36, .006, .36), (.36, .006, -.36), (-.36, .006, -.36)], "#4a3a2c")
        for x, z, w, d in ((0, .38, .84, .07), (0, -.38, .84, .07), (.39, 0, .07, .7), (-.39, 0, .07, .7)):
            p.box((x, .02, z), (w, .07, d), "#9c988f", bev=.01)
    p.solid((0, 1.2, 0), (.2, 1.2, .2))
    return p


def greens():
    out = [
        tree("tree_banyan", 7.2, (3.1, 1.9), ["#2f5a2a", "#3d6e33", "#4a7d38", "#274d26"], 1500, .185, "#6f6052", roots=True),
        tree("tree_camphor", 7.6, (2.3, 2.2), ["#4c7a35", "#5f8f3f", "#74a04a", "#3f6a30"], 1250, .165, "#5d4c3c"),
        tree("tree_bauhinia", 5.4, (2.0, 1.5), ["#54803f", "#6a9448", "#48743a"], 950, .15, "#6a5a4c", blossoms=["#d877ae", "#e79cc6", "#c45a9a", "#f0b6d6"]),
    ]
    p = Piece("palm", ao=0)
    trunk(p, 5.6, .16, "#8a7a64", .15, n=8)
    for i in range(13):
        a = i * 2.4
        d = .5 + .5 * ((i % 3) / 2)
        pts = [(0, 5.6, 0), (math.cos(a) * .8, 5.6 + .7 * d, math.sin(a) * .8), (math.cos(a) * 1.6, 5.6 + .6 * d, math.sin(a) * 1.6), (math.cos(a) * 2.2, 5.2 + .1 * d, math.sin(a) * 2.2), (math.cos(a) * 2.5, 4.6, math.sin(a) * 2.5)]
        nx, nz = -math.sin(a), math.cos(a)
        for k in range(4):
            w0, w1 = [.05, .34, .4, .28, .03][k], [.05, .34, .4, .28, .03][k + 1]
            q, r = pts[k], pts[k + 1]
            for s in (-1, 1):
                c = p.tint("#4f7f3c", .15)
                f = [q, r, (r[0] + nx * w1 * s, r[1] - .12, r[2] + nz * w1 * s), (q[0] + nx * w0 * s, q[1] - .12, q[2] + nz * w0 * s)]
                p.poly(f, c)
                p.poly(f[::-1], c * .6)
    p.solid((0, 1.5, 0), (.16, 1.5, .16))
    out.append(p)
    p = Piece("hedge", ao=0)
    p.box((0, .35, 0), (3.9, .66, .5), "#1f3a1c", skip="y")
    for i in range(7):
        p.leaves((-1.75 + i * .58, .4, 0), (.42, .36, .34), 60, .11, ["#3f6a30", "#4f7f3c", "#5c8c42"], under=.5)
    for i in range(22):
        x, z = p.rng.uniform(-1.9, 1.9), p.rng.uniform(-.3, .3)
        p.blob((x, .72 + p.rng.uniform(0, .06), z), .045, ["#d84a8a", "#e07ab0"][i % 2], 0)
    p.box((0, .06, 0), (4.0, .14, .7), "#a39e94", bev=.02)
    p.solid((0, .4, 0), (2, .4, .3))
    out.append(p)
    p = Piece("planter", body="Fixed", ao=.4)
    p.box((0, .25, 0), (1.3, .5, .5), "#8c857a", bev=.03)
    p.leaves((0, .66, 0), (.6, .28, .26), 110, .13, ["#4f8a3f", "#6ba64c", "#3d7a3a"])
    for i in range(12):
        p.blob((p.rng.uniform(-.5, .5), .78 + p.rng.uniform(0, .14), p.rng.uniform(-.2, .2)), .05, ["#d8402f", "#e8a0c0", "#f0c83c"][i % 3], 0)
    p.solid((0, .3, 0), (.65, .3, .25))
    out.append(p)
    return out


# ── Furniture ───────────────────────────────────────────────────────────────────────────────────────────────────────

def furniture():
    out = []
    p = Piece("lamp_street", ao=0)  # leans over the road (+z)
    p.lathe((0, 0, 0), [(.17, 0), (.17, .06), (.12, .1), (.10, .6), (.06, .8), (.045, 6.4)], "#3f474d", 10, "gloss")
    p.tube([(0, 6.3, 0), (0, 6.8, .5), (0, 7.0, 1.2), (0, 7.05, 1.9)], .04, "#3f474d", 6, "gloss")
    p.box((0, 7.04, 2.05), (.24, .1, .7), "#565e64", bev=.03)
    p.picture((-.09, 6.985, 1.8), (-.09, 6.985, 2.35), (.09, 6.985, 2.35), (.09, 6.985, 1.8), inner("lamp_warm"))
    p.solid((0, 2, 0), (.1, 2, .1))
    out.append(p)
    p = Piece("lamp_pole_lantern", ao=0)  # walking-street lamp with two red lanterns
    p.lathe((0, 0, 0), [(.2, 0), (.2, .1), (.1, .2), (.09, .9), (.06, 1.0), (.05, 3.9), (.09, 4.0), (.0, 4.15)], "#2f2a28", 10, "gloss")
    for s in (-1, 1):
        p.tube([(0, 3.4, 0), (s * .35, 3.6, 0), (s * .6, 3.5, 0)], .025, "#2f2a28", 5)
        lantern(p, s * .6, 3.02, 0, .24)
    p.lathe((0, 3.95, 0), [(.16, 0), (.2, .25), (.12, .42), (0, .46)], "#fff0d0", 10)
    p.solid((0, 2, 0), (.1, 2, .1))
    out.append(p)
    p = Piece("lantern_string", ao=0)  # across a street of 10 m, hangs at 5 m
    pts = p.wire((-5, 5.6, 0), (5, 5.6, 0), .5, .012, seg=10)
    for i in range(1, 10):
        lantern(p, pts[i][0], pts[i][1] - .55, 0, .22)
    out.append(p)
    p = Piece("bulb_string", ao=0)  # 8 m of night-market bulbs along x
    pts = p.wire((-4, 3.0, 0), (4, 3.0, 0), .3, .008, seg=16)
    for i, q in enumerate(pts):
        with p.at(q[0], q[1] - .07, 0):
            for yaw in (0, 90, 180, 270):
                p.board((0, 0, 0), .07, .09, inner("lamp_warm" if i % 4 else "amber"), facing=yaw)
    out.append(p)
    p = Piece("wires", ao=0)  # 12 m of power and telephone lines along x
    for y, z, s, r in ((6.6, 0, .35, .014), (6.4, .16, .4, .011), (6.15, -.1, .3, .02), (5.9, .05, .45, .016), (6.5, -.22, .5, .009)):
        p.wire((-6, y, z), (6, y, z), s, r, seg=6)
    out.append(p)
    p = Piece("pole_utility", ao=0)
    p.lathe((0, 0, 0), [(.16, 0), (.11, 7.2)], "#8f8c86", 8, shade=(0, .75, 2, 1))
    for y in (6.7, 6.1):
        p.box((0, y, 0), (.1, .1, 1.2), "#6a6660")
        for z in (-.5, 0, .5):
            p.lathe((0, y + .05, z), [(.04, 0), (.05, .06), (.02, .12)], "#c9c4b8", 6)
    p.box((0, 5.2, .22), (.5, .7, .34), "#b4b6b4", bev=.02)
    p.tube([(0, 5.6, .15), (.1, 5.9, .1), (.05, 6.2, 0)], .02, "#24262a", 4)
    p.box((0, 1.3, .0), (.3, .4, .31), "#d8d2b8")
    p.board((0, 1.3, .162), .28, .38, RECT["poster_2"])
    p.solid((0, 2, 0), (.14, 2, .14))
    out.append(p)
    p = Piece("bins_four", body="Fixed", ao=.4)
    for i, (k, c) in enumerate((("recycle", "#2563ae"), ("kitchen", "#2f8a45"), ("harmful", "#c22f2a"), ("other", "#54595e"))):
        x = -.99 + i * .66
        p.box((x, .52, 0), (.48, .86, .5), c, bev=.04, mat="gloss", taper=(1.14, 1.12))
        p.box((x, .98, -.02), (.58, .08, .62), c, bev=.03, mat="gloss")
        p.box((x, .98, .30), (.42, .05, .05), lin(c) * .7, bev=.01)
        for s in (-1, 1):
            p.lathe((x + s * .2 - .03, .1, -.24), [(.1, 0), (.1, .06)], "#1a1a1b", 10, roll=-90)
        p.board((x, .66, .2845), .42, .147, RECT[f"bin_{k}"], facing=0)
    p.solid((0, .5, 0), (1.32, .5, .3))
    out.append(p)
    p = Piece("notice_board", ao=.4)
    for s in (-1, 1):
        p.rod((s * 1.1, 0, 0), (s * 1.1, 2.3, 0), .045, "#8f979b", 8, "gloss")
    p.box((0, 1.5, 0), (2.1, 1.3, .1), "#2f5f46", bev=.02)
    p.box((0, 1.46, .045), (1.96, 1.06, .03), "#e8e4d8")
    for i, (k, x, y, w, h) in enumerate((("notice_1", -.55, 1.6, .78, .55), ("notice_2", .22, 1.68, .5, .35), ("notice_3", .68, 1.52, .42, .38), ("notice_4", .22, 1.22, .52, .325), ("poster_2", -.72, 1.14, .2, .27), ("poster_1", -.4, 1.14, .2, .27))):
        p.board((x, y, .0625 + i * .001), w, h, RECT[k])
    p.box((0, 2.28, .05), (2.4, .08, .5), "#a8322a", bev=.02)
    p.solid((0, 1.1, 0), (1.15, 1.15, .12))
    out.append(p)
    for name, k, w, h in (("sign_longcheng", "street_name", 1.3, .45), ("sign_malushan", "street_name_2", 1.3, .45), ("sign_garage", "garage", 1.9, .6)):
        p = Piece(name, ao=0)
        p.rod((0, 0, 0), (0, 2.9, 0), .045, "#b8bdc0", 8, "gloss")
        p.box((0, 2.6, 0), (w + .05, h + .05, .07), "#dfe3e4", bev=.01)
        for yaw in (0, 180):
            p.board((0, 2.6, .038 if not yaw else -.038), w, h, RECT[k], facing=yaw)
        p.solid((0, 1.4, 0), (.05, 1.4, .05))
        out.append(p)
    p = Piece("sign_disabled_bay", ao=0)
    p.rod((0, 0, 0), (0, 2.2, 0), .035, "#b8bdc0", 6, "gloss")
    p.box((0, 1.95, 0), (.5, .5, .04), "#1557a8", bev=.02)
    p.lathe((-.02, 2.1, .025), [(.045, 0), (.045, .006), (0, .007)], "#ffffff", 10, pitch=90)
    for a, b in (((-.02, 2.05), (-.02, 1.93)), ((-.02, 1.93), (.09, 1.93)), ((.09, 1.93), (.13, 1.81)), ((-.02, 2.0), (.07, 2.0))):
        p.rod((*a, .03), (*b, .03), .017, "#ffffff", 4)
    p.lathe((-.03, 1.87, .022), [(.10, 0), (.075, .006)], "#ffffff", 14, pitch=90, caps=False)
    p.solid((0, 1, 0), (.04, 1, .04))
    out.append(p)
    p = Piece("garage_map", ao=0)
    for s in (-1, 1):
        p.rod((s * .5, 0, 0), (s * .5, 1.9, 0), .03, "#8f979b", 6)
    p.box((0, 1.35, 0), (1.1, .86, .06), "#dfe3e4", bev=.015)
    p.board((0, 1.35, .033), 1.0, .78, RECT["map"])
    p.solid((0, .9, 0), (.55, .9, .05))
    out.append(p)
    p = Piece("rider_sign", ao=0)
    p.rod((0, 0, 0), (0, 1.8, 0), .03, "#8f979b", 6)
    p.board((0, 1.6, .035), .7, .48, RECT["rider_rack"])
    p.box((0, 1.6, 0), (.74, .52, .05), "#2a2a2a")
    for i in range(5):
        p.tube([(-1 + i * .5, 0, .5), (-1 + i * .5, .5, .5), (-1 + i * .5, .5, .9), (-1 + i * .5, 0, .9)], .02, "#b8bdc0", 5)
    out.append(p)
    p = Piece("bus_stop", ao=.5)
    for s in (-1, 1):
        p.box((s * 1.8, 1.25, -.5), (.12, 2.5, .12), "#5b666c", bev=.01)
    p.box((0, 2.5, 0), (4.2, .12, 1.5), "#d6dadb", bev=.03)
    p.box((0, 1.35, -.5), (2.6, 1.5, .08), "#e8ecee")
    p.board((0, 1.4, -.455), 2.2, 1.29, RECT["bus_stop"])
    p.box((.0, .45, -.2), (2.6, .05, .35), "#a8763e", bev=.015)
    for s in (-1, 1):
        p.box((s * 1.1, .22, -.2), (.06, .44, .3), "#5b666c")
    p.solid((0, 1.2, -.5), (1.9, 1.2, .1))
    out.append(p)
    p = Piece("bench", ao=.4)
    for i in range(4):
        p.box((0, .44, -.18 + i * .12), (1.5, .035, .1), "#9a6a3c", bev=.008)
    for s in (-1, 1):
        p.box((s * .6, .21, 0), (.06, .42, .42), "#3b4044", bev=.01)
    p.solid((0, .23, 0), (.75, .23, .24))
    out.append(p)
    p = Piece("bollard", ao=.3)
    p.lathe((0, 0, 0), [(.10, 0), (.10, .62), (.08, .7), (0, .74)], "#a9a49a", 12)
    p.lathe((0, .5, 0), [(.104, 0), (.104, .08)], "#e0a82c", 12, caps=False)
    p.solid((0, .37, 0), (.1, .37, .1))
    out.append(p)
    p = Piece("railing", ao=0)  # 4 m of green-white city railing
    for i in range(3):
        x = -2 + i * 2
        p.box((x, .5, 0), (.09, 1.0, .09), "#e8ece8", bev=.015)
        p.lathe((x, 1.0, 0), [(.06, 0), (.0, .1)], "#3f8a5a", 6)
    for y in (.25, .85):
        p.box((0, y, 0), (4, .05, .04), "#e8ece8")
    for i in range(20):
        p.rod((-1.9 + i * .2, .25, 0), (-1.9 + i * .2, .85, 0), .012, "#e8ece8", 4, caps=False)
    p.solid((0, .5, 0), (2, .5, .05))
    out.append(p)
    p = Piece("transformer_box", ao=.5)
    p.box((0, .75, 0), (1.5, 1.4, .8), "#5d7a66", bev=.03)
    p.box((0, .04, 0), (1.6, .1, .9), "#8f8c86")
    for s in (-1, 1):
        p.box((s * .36, .75, .405), (.66, 1.2, .02), "#66846f", bev=.008)
    p.solid((0, .72, 0), (.75, .72, .4))
    out.append(p)
    p = Piece("traffic_light", ao=0)
    p.rod((0, 0, 0), (0, 5.6, 0), .09, "#4c5358", 8, "gloss")
    p.rod((0, 5.4, 0), (0, 5.6, 3.2), .06, "#4c5358", 6, "gloss")
    p.box((0, 5.5, 3.0), (.3, .36, 1.0), "#1d2124", bev=.03)
    for i, c in enumerate(("lamp_red", "tail", "pane")):
        with p.at(.155, 5.5, 2.68 + i * .32, yaw=90):
            p.board((0, 0, 0), .22, .22, inner(c))
    p.box((0, 2.5, .12), (.2, .7, .2), "#1d2124", bev=.02)
    p.solid((0, 2, 0), (.1, 2, .1))
    out.append(p)
    p = Piece("banner", ao=0)  # red banner, 5.6 m, at 3.4 m, between two points
    p.board((0, 3.4, 0), 5.6, .44, RECT["banner"])
    p.board((0, 3.4, -.005), 5.6, .44, RECT["banner"], facing=180)
    for s in (-1, 1):
        p.rod((s * 2.8, 0, 0), (s * 2.8, 3.7, 0), .03, "#8f979b", 6)
    out.append(p)
    return out


def lantern(p, x, y, z, r):
    """A red lantern with gold caps and a tassel; glows through the atlas."""
    u = inner("lantern")
    n, prof = 8, [(.35, -.8), (.85, -.45), (1.0, 0), (.85, .45), (.35, .8)]
    for a, b in zip(prof, prof[1:]):
        for i in range(n):
            t0, t1 = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            f = .8 + .2 * (i % 2)
            p.picture((x + r * a[0] * math.cos(t0), y + r * a[1], z - r * a[0] * math.sin(t0)), (x + r * a[0] * math.cos(t1), y + r * a[1], z - r * a[0] * math.sin(t1)), (x + r * b[0] * math.cos(t1), y + r * b[1], z - r * b[0] * math.sin(t1)), (x + r * b[0] * math.cos(t0), y + r * b[1], z - r * b[0] * math.sin(t0)), u, col=(f, f, f))
    for s in (-1, 1):
        p.lathe((x, y + s * r * .86 - .02, z), [(r * .38, 0), (r * .38, .05)], "#d8a23c", 8)
    p.rod((x, y - r * .85, z), (x, y - r * 1.7, z), .02, "#c8201c", 4, r2=.035)
    p.rod((x, y + r * .85, z), (x, y + r * 2.2, z), .006, "#1d1f22", 3)


def arch():
    """The gate of the walking street, 11 m wide; front towards +z."""
    p = Piece("arch_walking_street", ao=.8)
    red, dark, gold, stone = "#8e231c", "#5d1612", "#d9a441", "#a39c90"
    for s in (-1, 1):
        x = s * 4.9
        p.box((x, .55, 0), (1.3, 1.1, 1.3), stone, bev=.05)
        p.box((x, 1.18, 0), (1.12, .16, 1.12), "#b9b2a4", bev=.03)
        p.lathe((x, 1.25, 0), [(.42, 0), (.40, 3.8)], red, 16, "gloss", shade=(1.2, .75, 4, 1.05))
        p.lathe((x, 1.25, 0), [(.45, 0), (.45, .18)], gold, 16, caps=False)
        p.lathe((x, 4.85, 0), [(.45, 0), (.45, .2)], gold, 16, caps=False)
        p.box((s * 2.9, 4.55, 0), (.2, .2, .2), gold)
        lantern(p, s * 3.3, 3.7, .5, .42)
        lantern(p, s * 3.3, 3.7, -.5, .42)
        p.solid((x, 2.5, 0), (.65, 2.5, .65))
    p.box((0, 5.05, 0), (11.4, .5, .6), red, bev=.03)
    for i in range(23):
        p.box((-5.5 + i * .5, 5.05, .31), (.3, .28, .02), ["#2f6a78", gold][i % 2])
        p.box((-5.5 + i * .5, 5.05, -.31), (.3, .28, .02), ["#2f6a78", gold][i % 2])
    p.box((0, 5.98, 0), (7.2, 1.36, .5), dark, bev=.03)
    for s, k in ((1, "arch"), (-1, "arch_back")):
        p.board((0, 5.98, s * .262), 5.6, 1.23, RECT[k], facing=0 if s > 0 else 180)
        for y in (5.33, 6.63):
            p.box((0, y, s * .26), (7.1, .07, .05), gold)
    roofs = [(0, 6.8, 8.4, 1.0), (-4.6, 5.5, 3.0, .8), (4.6, 5.5, 3.0, .8)]
    for x, y, w, d in roofs:
        for i in range(5):  # brackets under the eaves
            p.box((x - w / 2 + .5 + i * (w - 1) / 4, y - .08, 0), (.16, .22, d * 1.2), gold)
        n = 9
        sec = []
        for i in range(n):
            t = i / (n - 1) * 2 - 1
            lift = .55 * abs(t) ** 3
            k = 1.25 - .0 * abs(t)
            sec.append([(x + t * w / 2, y + lift + .02, -d * k), (x + t * w / 2, y + lift * .6 + .42, -d * .35), (x + t * w / 2 * .94, y + .72 + lift * .3, 0), (x + t * w / 2, y + lift * .6 + .42, d * .35), (x + t * w / 2, y + lift + .02, d * k), (x + t * w / 2, y + lift - .08, d * k), (x + t * w / 2, y + lift + .1, 0), (x + t * w / 2, y + lift - .08, -d * k)])
        p.loft(sec, "#4b5a52", shade=(y, .8, y + .8, 1.1))
        for i in range(int(w / .28)):  # tile ridges
            t = -1 + 2 * (i + .5) / int(w / .28)
            lift = .55 * abs(t) ** 3
            for s in (-1, 1):
                p.rod((x + t * w / 2, y + lift + .05, s * d * 1.24), (x + t * w / 2 * .96, y + .72 + lift * .3, 0), .045, "#3f4c46", 4)
        p.box((x, y + .78, 0), (w * .7, .16, .16), gold, bev=.03)
    u = inner("lantern_gold")
    for s in (-1, 1):
        p.picture((-5.6, 4.78, s * .31), (5.6, 4.78, s * .31), (5.6, 4.82, s * .31), (-5.6, 4.82, s * .31), u) if s > 0 else p.picture((5.6, 4.78, s * .31), (-5.6, 4.78, s * .31), (-5.6, 4.82, s * .31), (5.6, 4.82, s * .31), u)
    return p


# ── The city behind ─────────────────────────────────────────────────────────────────────────────────────────────────

def tower(name, w, d, floors, wall, trim, lit, sign=None, stripes=False):
    """A block of flats to stand in the second row: windows as flat panes, lit by chance."""
    p = Piece(name, ao=0)
    fh = 3.0
    h = floors * fh
    p.box((0, h / 2, -d / 2), (w, h, d), wall, step=6, skip="yY", shade=(0, .8, 9, 1))
    p.box((0, h + .1, -d / 2), (w + .2, .3, d + .2), trim)
    p.box((w * .15, h + 1.4, -d / 2), (w * .3, 2.6, d * .4), lin(wall) * .9)
    p.lathe((-w * .25, h + .2, -d * .4), [(1.0, 0), (1.0, 1.8), (.2, 2.2)], "#b9bfc2", 8)
    sides = [(w, 0, 0, 0), (d, w / 2, -d / 2, 90), (d, -w / 2, -d / 2, -90)]
    for width, ox, oz, yaw in sides:
        with p.at(ox, 0, oz, yaw=yaw):
            n = max(2, int(width / 3.1))
            k = width / n
            for f in range(floors):
                if stripes:
                    p.box((0, f * fh + .5, .08), (width - .3, .9, .25), trim, skip="z")
                for i in range(n):
                    x = -width / 2 + (i + .5) * k
                    r = p.rng.random()
                    c = "far_lit" if r < lit * .7 else "far_cool" if r < lit else "far_dark"
                    p.board((x, f * fh + 1.75, .04), k * .58, 1.45, inner(c), col=(p.rng.uniform(.7, 1),) * 3)
                    if not stripes and (i + f) % 2 == 0:
                        p.box((x, f * fh + .75, .3), (k * .7, .5, .6), trim, skip="z")
                    elif not stripes:
                        p.box((x + k * .36, f * fh + .9, .2), (.7, .5, .35), "#c4c4bc", skip="z")
    if sign:
        p.board((0, h - 1.2, .35), w * .8, w * .8 * .19, RECT[sign])
        p.box((0, h - 1.2, .2), (w * .84, w * .17, .2), "#2a2c30")
    p.solid((0, 5, -d / 2), (w / 2, 5, d / 2))
    return p


def hills(name, peaks, seed, col_low, col_high):
    """Karst: a row of steep green cones as one skin, base along x, seen from +z."""
    p = Piece(name, ao=0)
    rng = random.Random(seed)
    for x, z, r, h in peaks:
        n, rings = 14, 7
        sec = []
        off = [rng.uniform(.82, 1.18) for _ in range(n)]
        for j in range(rings):
            t = j / (rings - 1)
            prof = math.sqrt(max(0, 1 - t ** 2.2))
            k = r * (prof * .92 + .06)
            sec.append([(x + k * off[i] * (1 + .12 * math.sin(i * 2.3 + j * 1.7)) * math.cos(2 * math.pi * i / n), h * t * (.93 + .07 * off[i]), z - k * off[i] * math.sin(2 * math.pi * i / n)) for i in range(n)])
        p.loft(sec, col_low, colours=[lin(col_low) * (1 - j / 6) + lin(col_high) * (j / 6) for j in range(rings)], caps=True)
        for _ in range(3):  # bare rock faces
            a, yy = rng.uniform(-.9, .9), rng.uniform(.35, .75)
            k = r * math.sqrt(1 - yy ** 2.2) * 1.0
            p.blob((x + math.sin(a) * k * .92, h * yy, z + math.cos(a) * k * .92), (r * .10, h * .09, r * .07), "#8e9088", 1, .2)
    return p


def cities():
    return [
        arch(),
        tower("tower_beige", 15, 11, 9, "#b9a98c", "#d2c6ae", .42),
        tower("tower_grey", 13, 12, 14, "#8f9698", "#aab0b0", .4, stripes=True),
        tower("tower_pink", 18, 11, 7, "#b08a7c", "#cdbba6", .45),
        tower("tower_hotel", 17, 12, 17, "#7f8a94", "#c2c8ca", .5, "hotel", True),
        tower("tower_mall", 24, 16, 5, "#9a9590", "#c9c2b6", .6, "mall", True),
        hills("hills_near", [(0, 0, 34, 62), (-52, -14, 28, 44), (44, -10, 30, 52), (88, -24, 24, 36), (-96, -20, 30, 50)], 5, "#3c5540", "#56704e"),
        hills("hills_far", [(0, 0, 46, 74), (-80, -10, 40, 58), (70, -14, 34, 66), (150, -8, 50, 48), (-160, 0, 44, 70), (-230, 6, 36, 40), (225, 4, 40, 62)], 9, "#50645e", "#6a7e76"),
        hill_park(),
        park_gate(), park_wall(), garage_ramp(),
    ]


def hill_park():
    """马鹿山: a broad wooded hill close by, with a pavilion on top."""
    p = Piece("hill_malu", ao=0)
    rng = p.rng
    n, rings = 26, 8
    sec = []
    for j in range(rings):
        t = j / (rings - 1)
        k = 1 - t ** 1.5 * .97
        sec.append([(62 * k * math.cos(2 * math.pi * i / n) * (1 + .1 * math.sin(i * 1.9)), 30 * t, -42 * k * math.sin(2 * math.pi * i / n) * (1 + .1 * math.cos(i * 2.7))) for i in range(n)])
    p.loft(sec, "#35502c", colours=[lin("#2f4828") * (1 + .1 * j) for j in range(rings)])
    for i in range(240):
        t = math.sqrt(rng.random()) * .94
        j = 1 - t
        k = 1 - j ** 1.5 * .97
        a = rng.uniform(-.2, 3.34)
        x, z, y = 60 * k * math.cos(a), 40 * k * math.sin(a), 30 * j
        s = rng.uniform(2.6, 4.6)
        c = ["#3c5f30", "#46703a", "#557f42", "#335428", "#607f46"][i % 5]
        p.blob((x, y + s * .35, z), (s, s * .8, s), c, 0, .14, shade=(y - s * .3, .55, y + s, 1.1))
    with p.at(4, 29, 4, s=1.6):
        for i in range(6):
            a = i * math.pi / 3
            p.rod((2 * math.cos(a), 0, 2 * math.sin(a)), (2 * math.cos(a), 3, 2 * math.sin(a)), .16, "#8e231c", 6)
        for y, r in ((3.0, 3.2), (4.6, 2.2)):
            p.lathe((0, y, 0), [(r, 0), (r * .62, .5), (r * .3, 1.2), (.15, 1.5)], "#4f5f54", 6)
        p.lathe((0, 3.9, 0), [(1.5, 0), (1.5, .8)], "#8e231c", 6)
        p.lathe((0, 5.9, 0), [(.12, 0), (.25, .4), (0, 1.0)], "#d9a441", 6)
    return p


def park_gate():
    p = Piece("park_gate", ao=.8)
    for s in (-1, 1):
        p.box((s * 4, 1.7, 0), (1.0, 3.4, 1.0), "#8a7c68", step=.8, skip="y")
        p.box((s * 4, 3.5, 0), (1.4, .25, 1.4), "#5d5a50", bev=.05)
        p.solid((s * 4, 1.7, 0), (.5, 1.7, .5))
    p.box((0, 3.9, 0), (10, .7, .7), "#6d5a44", bev=.04)
    p.board((0, 3.9, .36), 3.2, .62, RECT["park"])
    for s in (-1, 1):
        p.box((0, 4.4 + (.18 if s > 0 else .18), s * .42), (11, .14, .95), "#4f5f54", pitch=s * 22, bev=.03)
    p.board((0, 2.95, .2), 5.2, .65, RECT["show"])
    p.blob((2.6, .9, 2.2), (.8, 1.3, .5), "#7d786e", 2, .16)  # a fine stone on a plinth, as for the show
    p.box((2.6, .12, 2.2), (1.6, .24, 1.1), "#a39c90", bev=.03)
    p.blob((-2.7, .7, 2.1), (1.0, .8, .5), "#6a6862", 2, .18)
    p.box((-2.7, .1, 2.1), (1.9, .2, 1.1), "#a39c90", bev=.03)
    return p


def park_wall():
    p = Piece("park_wall", ao=.5)  # 8 m of low wall with iron bars
    p.box((0, .45, 0), (8, .9, .3), "#9a8f7c", step=.8, skip="y")
    p.box((0, .94, 0), (8, .1, .4), "#b9b0a0", bev=.02)
    for x in (-3.95, 0):
        p.box((x, 1.0, 0), (.4, 2.0, .42), "#8a7c68", bev=.03)
        p.box((x, 2.05, 0), (.52, .12, .52), "#b9b0a0", bev=.03)
    for i in range(26):
        x = -3.7 + i * .29
        p.rod((x, .95, 0), (x, 1.8, 0), .014, "#2f3a34", 4, caps=False)
    for y in (1.1, 1.7):
        p.box((0, y, 0), (8, .04, .03), "#2f3a34")
    p.solid((0, 1, 0), (4, 1, .2))
    return p


def garage_ramp():
    p = Piece("garage_ramp", ao=.8)  # mouth of the mall's garage; the dark slope is drawn, not dug
    p.box((0, 2.9, -1.0), (8.4, 1.2, 2.0), "#8f9494", bev=.04)
    for s in (-1, 1):
        p.box((s * 4.0, 1.5, -1.0), (.5, 3.0, 6.0), "#9da2a2", bev=.03)
        p.solid((s * 4.0, 1.5, -1), (.25, 1.5, 3))
    p.poly([(-3.75, 0, -1), (3.75, 0, -1), (3.75, 2.3, -1), (-3.75, 2.3, -1)], "#0e1012")
    for i in range(6):
        p.poly([(-3.75, .01, 2 - i * .5), (3.75, .01, 2 - i * .5), (3.75, .01, 1.5 - i * .5), (-3.75, .01, 1.5 - i * .5)], lin("#5a5d60") * (1 - i * .14), "ground")
    p.board((-1.0, 3.05, .01), 3.2, 1.0, RECT["garage"])
    p.board((1.9, 3.05, .01), 1.2, .7, RECT["garage_led"])
    p.board((0, 2.42, .012), 2.2, .36, RECT["garage_height"])
    for s in (-1, 1):
        p.box((s * 1.6, .6, 1.2), (.4, 1.2, .3), "#e0a82c", bev=.03)
        p.rod((s * 1.6, 1.05, 1.2), (s * 1.6 - s * 1.4, 1.05, 1.2), .04, "#d8322a", 5)
    p.solid((0, 1.5, -1.6), (3.75, 1.5, .3))
    return p


def all_pieces():
    return grounds() + greens() + furniture() + cities()
