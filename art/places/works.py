"""Pieces of the later cases: building site, roof, river flat, gas den, and the lorries that come there."""
import math

from atlas import RECT, inner
from mesh import Piece, lin
from vehicles import lights, pane, plates, ring, wheel

STEEL, RUST, BAMBOO = "#7d8790", "#8a5a3c", "#b79a58"


def cab(p, z, colour, tall=2.5, wide=1.22):
    """A lorry's cab over its engine, front at z + 1.0."""
    p.loft([ring(z + q[0], .55, q[1], wide * q[2], p=6) for q in ((1.0, tall * .5, .92), (.96, tall * .62, .97), (.78, tall, .97), (-.7, tall + .05, .97), (-.85, tall * .9, .94))], colour, "gloss", shade=(.4, .6, 1.0, 1))
    pane(p, [(-wide * .84, 1.5, z + .97), (wide * .84, 1.5, z + .97), (wide * .8, tall - .2, z + .82), (-wide * .8, tall - .2, z + .82)], .03)
    for s in (-1, 1):
        q = [(s * wide * .985, 1.45, z + .7), (s * wide * .985, 1.45, z - .25), (s * wide * .96, tall - .25, z - .25), (s * wide * .96, tall - .25, z + .6)]
        pane(p, q if s > 0 else q[::-1], .012)
        p.box((s * wide * 1.1, 1.75, z + .75), (.16, .42, .1), "#1b1d20", bev=.03)
    p.box((0, .62, z + .98), (wide * 1.9, .3, .12), "#23272b", bev=.03)
    lights(p, wide, z + .98, .82, z - 6.0, 1.0, .34, .2)


def chassis(p, z0, z1, axles, wide=1.2):
    for s in (-1, 1):
        p.box((s * .5, .78, (z0 + z1) / 2), (.12, .26, z0 - z1), "#24272b", bev=.02)
        for z in axles:
            wheel(p, s * (wide + .02), z, .5, .3, "#8f9599")
            p.box((s * wide * .93, 1.1, z), (.34, .05, 1.15), "#1b1d20", bev=.01)


def lorries():
    out = []
    p = Piece("muck_truck", body="Fixed", ao=.7)  # 渣土车: a tipper with a lid, 8 m
    green = "#2f8a55"
    cab(p, 2.9, green, 2.75)
    chassis(p, 3.6, -4.0, (2.7, -1.5, -2.9))
    box = [[(x, y, z) for x, y in ((-1.22, 1.2), (1.22, 1.2), (1.26, 2.75), (-1.26, 2.75))] for z in (1.7, -3.9)]
    p.loft(box, lin(green) * .92, "gloss")
    for s in (-1, 1):
        for i in range(8):
            p.box((s * 1.26, 1.98, 1.5 - i * .74), (.06, 1.5, .1), lin(green) * .8, bev=.01)
        p.board((s * 1.31, 2.3, -1.0), 2.6, .57, RECT["muck"], facing=90 * s)
        p.box((s * .62, 2.80, -1.1), (1.2, .05, 5.5), "#3f454b", roll=s * -3, bev=.01)
        p.box((s * 1.2, .75, .6), (.06, .35, 2.6), "#d8b42c")
    p.board((0, 1.75, -3.94), 1.9, .36, RECT["muck_tail"], facing=180)
    p.box((0, 2.95, 1.75), (2.3, .4, .2), lin(green) * .85, bev=.02)
    for i in range(3):
        p.board((-.6 + i * .6, 2.84, 3.72), .3, .1, inner("amber"))
    for i in range(30):  # mud on wheels and skirts
        s = p.rng.choice((-1, 1))
        p.blob((s * 1.24, p.rng.uniform(.3, 1.15), p.rng.choice((2.7, -1.5, -2.9)) + p.rng.uniform(-.55, .55)), (.03, p.rng.uniform(.05, .12), p.rng.uniform(.06, .14)), p.tint("#8a6a48", .15), 0)
    plates(p, 4.06, .55, -4.0, .8)
    p.solid((0, 1.5, 0), (1.26, 1.5, 4.0))
    out.append(p)

    p = Piece("fire_engine", body="Fixed", ao=.7)
    red = "#b0181e"
    cab(p, 2.9, red, 2.7)
    chassis(p, 3.6, -3.8, (2.7, -2.3))
    p.loft([ring(z, .75, t, 1.22, p=8) for z, t in ((1.95, 2.8), (-3.7, 2.8), (-3.78, 2.7))], red, "gloss", shade=(.4, .65, 1.0, 1))
    for s in (-1, 1):
        for i in range(4):
            p.box((s * 1.225, 1.75, 1.2 - i * 1.3), (.03, 1.35, 1.18), "#aab2b6", mat="gloss", bev=.01)
            for k in range(6):
                p.box((s * 1.245, 1.2 + k * .22, 1.2 - i * 1.3), (.012, .02, 1.1), "#8b9398")
        p.board((s * 1.26, 2.58, -.9), 1.5, .3, RECT["fire"], facing=90 * s)
        p.box((s * 1.225, .95, -.9), (.03, .14, 5.2), "#e8e4d8")
        p.rod((s * .45, 3.0, 1.8), (s * .45, 3.0, -3.6), .04, STEEL, 6)
    for i in range(12):
        p.rod((-.45, 3.0, 1.6 - i * .46), (.45, 3.0, 1.6 - i * .46), .02, STEEL, 4)
    for i, c in enumerate(("lamp_red", "lamp_blue", "lamp_red")):
        p.box((-.7 + i * .7, 2.86, 3.1), (.6, .2, .32), "#a81c1c" if c == "lamp_red" else "#1c3fa8", bev=.05, mat="gloss")
        p.board((-.7 + i * .7, 2.86, 3.265), .5, .14, inner(c))
    plates(p, 4.06, .55, -3.86, .8)
    p.solid((0, 1.5, 0), (1.24, 1.5, 3.9))
    out.append(p)

    p = Piece("gas_truck", body="Fixed", ao=.6)  # fetches bottles: a flat bed with rails
    cab(p, 2.0, "#e4e6e6", 2.3, 1.0)
    chassis(p, 2.6, -3.0, (1.9, -1.9), 1.0)
    p.box((0, 1.0, -1.0), (2.06, .12, 4.1), "#3f78b8", bev=.01)
    for s in (-1, 1):
        for y in (1.3, 1.6, 1.9):
            p.box((s * 1.0, y, -1.0), (.03, .05, 4.1), "#3f78b8")
        for i in range(6):
            p.box((s * 1.0, 1.5, 1.0 - i * .8), (.05, .95, .05), "#3f78b8")
        p.board((s * 1.03, 1.45, -1.0), 1.8, .39, RECT["gas_truck"], facing=90 * s)
    for y in (1.3, 1.6, 1.9):
        p.box((0, y, -3.03), (2.0, .05, .03), "#3f78b8")
    for i in range(3):
        for j in range(4):
            bottle(p, -.6 + i * .6, 1.06, .2 - j * .7)
    plates(p, 3.06, .5, -3.1, .75)
    p.solid((0, 1.1, 0), (1.0, 1.1, 3.05))
    out.append(p)
    return out


def bottle(p, x, y, z, c="#6f8a98", s=1.0):
    p.lathe((x, y, z), [(.13 * s, 0), (.155 * s, .08 * s), (.155 * s, .42 * s), (.12 * s, .52 * s), (.05 * s, .57 * s)], c, 12, "gloss")
    p.lathe((x, y + .56 * s, z), [(.09 * s, 0), (.09 * s, .11 * s)], c, 10, "gloss", caps=False)
    p.lathe((x, y + .56 * s, z), [(.025 * s, 0), (.025 * s, .09 * s)], "#b98d3c", 6)


def lattice(p, a, b, w, col, step, r=.05):
    """A square girder from a to b, upright or level along x."""
    n = max(1, round(math.dist(a, b) / step))
    corner = [(-w, -w), (w, -w), (w, w), (-w, w)]
    level = abs(a[1] - b[1]) < 1e-6

    def at(t, u, v):
        x, y, z = (a[i] + (b[i] - a[i]) * t for i in range(3))
        return (x, y + u, z + v) if level else (x + u, y, z + v)
    for u, v in corner:
        p.rod(at(0, u, v), at(1, u, v), r, col, 4, caps=False)
    for i in range(n):
        for k in range(4):
            c, d = corner[k], corner[(k + 1) % 4]
            if i % 2:
                c, d = d, c
            p.rod(at(i / n, *c), at((i + 1) / n, *d), r * .55, col, 3, caps=False)


def site():
    out = []
    p = Piece("tower_crane", ao=0)  # 42 m high, seen over the hoarding
    y, top = "#d8a02a", 40
    lattice(p, (0, 0, 0), (0, top, 0), .8, y, 2.0, .09)
    p.box((0, .4, 0), (4.4, .8, 4.4), "#9a968c")
    lattice(p, (1, top + .8, 0), (34, top + .8, 0), .55, y, 1.8, .07)
    lattice(p, (-1, top + .8, 0), (-11, top + .8, 0), .55, y, 1.8, .07)
    for s in (-.5, .5):
        p.rod((s, top, 0), (0, top + 7, 0), .1, y, 4)
    p.rod((0, top + 7, 0), (24, top + 1.4, 0), .04, "#2b2e32", 3), p.rod((0, top + 7, 0), (-10, top + 1.4, 0), .04, "#2b2e32", 3)
    p.box((-9.5, top - .8, 0), (2.6, 2.4, 1.2), "#8f8c84")
    p.box((1.4, top - .6, .9), (1.5, 1.9, 1.3), "#dfe3e4", bev=.1)
    p.box((1.6, top - .4, 1.0), (1.3, .9, 1.25), "#1b2329", mat="gloss")
    p.rod((20, top + .3, 0), (20, top - 16, 0), .035, "#2b2e32", 3)
    p.box((20, top - 16.6, 0), (1.2, 1.0, 1.2), "#a83a2c", bev=.1)
    p.solid((0, 3, 0), (1, 3, 1))
    out.append(p)

    p = Piece("wheel_wash", body="Fixed", ao=.4)  # a grating 3.4 m wide that lorries drive over, 5 m long, 6 cm high
    p.box((0, .0, 0), (3.9, .1, 5.2), "#8d887e", bev=.02)
    for i in range(25):
        p.rod((-1.7, .065, -2.4 + i * .2), (1.7, .065, -2.4 + i * .2), .02, STEEL, 4)
    p.poly([(-1.7, .052, 2.5), (1.7, .052, 2.5), (1.7, .052, -2.5), (-1.7, .052, -2.5)], "#4a463e", "gloss")
    for s in (-1, 1):
        p.box((s * 1.95, .28, 0), (.16, .5, 5.2), "#3f78b8", bev=.02)
        p.rod((s * 1.85, .62, -2.5), (s * 1.85, .62, 2.5), .03, "#c9ced2", 6)
        for i in range(9):
            p.rod((s * 1.85, .62, -2.2 + i * .55), (s * 1.72, .66, -2.2 + i * .55), .014, "#b98d3c", 5)
        for z in (-2.4, 2.4):
            p.rod((s * 1.95, .5, z), (s * 1.95, 1.7, z), .035, "#3f78b8", 6)
    p.solid((1.95, .3, 0), (.1, .3, 2.6))
    p.solid((-1.95, .3, 0), (.1, .3, 2.6))
    out.append(p)

    p = Piece("wash_pump", body="Fixed", ao=.3)  # its pump and switch box
    p.box((0, .06, 0), (1.0, .12, .7), "#8d887e", bev=.02)
    p.lathe((-.2, .34, 0), [(.17, -.28), (.19, -.24), (.19, .2), (.15, .26)], "#2f6fb5", 14, "gloss", roll=90)
    p.lathe((.2, .3, 0), [(.13, 0), (.17, .06), (.13, .2)], "#3a4148", 12, "gloss")
    p.tube([(.2, .5, 0), (.2, .75, 0), (.5, .75, 0)], .045, "#c9ced2", 8)
    p.rod((-.42, .1, -.25), (-.42, 1.5, -.25), .03, STEEL, 6)
    p.box((-.42, 1.35, -.18), (.34, .5, .2), "#d4d8da", bev=.02)
    for i, c in enumerate(("lamp_red", "lamp_green")):
        p.lathe((-.5 + i * .16, 1.45, -.075), [(.025, 0), (.02, .02), (0, .024)], "#a81c1c" if i == 0 else "#1f7a3a", 8, "gloss", pitch=90)
    p.board((-.42, 1.22, -.077), .2, .1, RECT["washer"])
    p.rod((.42, 0, -.3), (.42, 1.75, -.3), .03, STEEL, 6)
    p.box((.42, 1.5, -.3), (.84, .44, .03), "#dfe3e4", bev=.01)
    p.board((.42, 1.5, -.282), .8, .4, RECT["washer"])
    p.solid((0, .5, 0), (.5, .5, .35))
    out.append(p)

    p = Piece("mist_cannon", body="Pushable", mass=160, ao=.3)  # 雾炮, blows towards +z
    p.box((0, .36, -.1), (.9, .1, 1.3), "#3a4148", bev=.02)
    for s in (-1, 1):
        for z in (.35, -.55):
            wheel(p, s * .5, z, .2, .12)
    p.box((0, .72, -.45), (.7, .62, .5), "#e8862a", bev=.04)
    p.board((.354, .75, -.45), .42, .12, RECT["cannon"], facing=90), p.board((-.354, .75, -.45), .42, .12, RECT["cannon"], facing=-90)
    for s in (-1, 1):
        p.box((s * .46, 1.15, .1), (.06, 1.0, .16), "#3a4148", bev=.01)
    with p.at(0, 1.5, .1, pitch=72):
        p.lathe((0, 0, 0), [(.34, -.6), (.42, -.5), (.42, .3), (.46, .62), (.47, .66), (.42, .66), (.38, .3)], "#e8862a", 20, "gloss", caps=False)
        p.lathe((0, .4, 0), [(.40, 0), (0, .001)], "#1b1e22", 20)
        p.lathe((0, .4, 0), [(.1, 0), (.08, .12), (0, .14)], "#8f979b", 10)
        for i in range(8):
            with p.at(0, .42, 0, yaw=i * 45):
                p.box((.24, 0, 0), (.28, .02, .09), "#6d757c", pitch=35)
        p.lathe((0, .67, 0), [(.455, 0), (.455, .03)], "#c9ced2", 20, "gloss", caps=False)
    p.solid((0, .8, 0), (.5, .8, .7))
    out.append(p)

    p = Piece("lamp_work", body="Fixed", ao=.2)  # a working lamp on three legs, shines towards +z
    for i in range(3):
        a = 2 * math.pi * i / 3
        p.rod((.4 * math.cos(a), 0, .4 * math.sin(a)), (0, .9, 0), .014, "#d8a02a", 5)
    p.rod((0, .8, 0), (0, 2.1, 0), .018, "#d8a02a", 6)
    for s in (-1, 1):
        with p.at(s * .22, 2.15, .02, pitch=14):
            p.box((0, 0, 0), (.34, .26, .1), "#22262b", bev=.015)
            p.board((0, 0, .054), .29, .21, inner("lamp_white"))
    p.box((0, 2.1, 0), (.6, .03, .03), "#d8a02a")
    p.solid((0, 1.0, 0), (.12, 1.0, .12))
    out.append(p)

    p = Piece("net_dust", ao=.0)  # green net over soil, 6 m by 5 m
    n = 9
    pts = [[(-3 + 6 * i / n, .06 + 1.35 * math.sin(math.pi * i / n) ** .8 * math.sin(math.pi * j / n) ** .8 + .05 * math.sin(i * 2.3 + j * 1.7), -2.5 + 5 * j / n) for i in range(n + 1)] for j in range(n + 1)]
    for j in range(n):
        for i in range(n):
            q = [pts[j + 1][i], pts[j + 1][i + 1], pts[j][i + 1], pts[j][i]]
            p.poly(q, p.tint("#2f7a4a", .1))
    for i in range(12):
        a = i * .52
        p.blob((3.0 * math.cos(a), .1, 2.5 * math.sin(a)), .14, p.tint("#8f897c", .1), 0, .1)
    p.solid((0, .5, 0), (2.4, .5, 2.0))
    out.append(p)
    return out


def roof():
    out = []
    p = Piece("roof_slab", ao=0)  # 4 m of flat roof: old concrete with seams of tar
    n = 8
    for i in range(n):
        for j in range(n):
            x, z = -2 + 4 * i / n, -2 + 4 * j / n
            k = 4 / n
            p.poly([(x, 0, z + k), (x + k, 0, z + k), (x + k, 0, z), (x, 0, z)], p.tint("#8f8d86", .05), "ground")
    for x in (-2 + .016, 0):
        p.poly([(x - .016, .003, 2), (x + .016, .003, 2), (x + .016, .003, -2), (x - .016, .003, -2)], "#63615b", "ground")
    for z in (-2 + .016, 0):
        p.poly([(-2, .004, z + .016), (2, .004, z + .016), (2, .004, z - .016), (-2, .004, z - .016)], "#63615b", "ground")
    p.solid((0, -.1, 0), (2, .1, 2))
    out.append(p)

    p = Piece("roof_edge", ao=.3)  # 4 m of low kerb at the edge, the house below it
    p.box((0, .12, 0), (4, .3, .22), "#a39e94", bev=.02, step=0)
    p.box((0, -1.6, .02), (4, 3.1, .18), "#cbbf9f", step=1, skip="yY")
    for x in (-1, 1):
        p.picture((x - .5, -2.4, .115), (x + .5, -2.4, .115), (x + .5, -1.2, .115), (x - .5, -1.2, .115), RECT["win_dark_1"])
    p.solid((0, .12, 0), (2, .15, .12))
    out.append(p)

    p = Piece("stairs_house", ao=.5)  # the head of the stairs, door towards +z
    wall = "#cfc3a4"
    p.box((0, 1.35, 0), (2.6, 2.7, 2.4), wall, step=.9, skip="y", shade=(0, .8, .8, 1))
    p.box((0, 2.78, .1), (3.0, .16, 2.9), "#a39e94", bev=.02)
    p.box((.3, 1.02, 1.2), (1.0, 2.06, .06), "#5a4a3a")
    p.poly([(-.14, .02, 1.235), (.74, .02, 1.235), (.74, 2.0, 1.235), (-.14, 2.0, 1.235)], "#1d1c1a")
    with p.at(-.14, 1.0, 1.24, yaw=-70):
        p.box((-.43, 0, 0), (.86, 1.96, .05), "#7a8f86", bev=.01)
    p.picture((-1.1, 1.1, 1.206), (-.5, 1.1, 1.206), (-.5, 1.8, 1.206), (-1.1, 1.8, 1.206), RECT["win_dark_3"])
    p.tube([(1.32, .1, 1.0), (1.32, 2.6, 1.0)], .04, "#b8bdc0", 6)
    p.box((-.9, .3, 1.3), (.5, .6, .3), "#b4b6b4", bev=.02)
    p.solid((0, 1.35, 0), (1.3, 1.35, 1.2))
    out.append(p)

    p = Piece("roof_tank", ao=.4)  # steel water tank on legs
    for x in (-.5, .5):
        for z in (-.5, .5):
            p.rod((x, 0, z), (x, .6, z), .03, STEEL, 5)
    p.lathe((0, .6, 0), [(.75, 0), (.8, .05), (.8, 1.3), (.5, 1.55), (0, 1.62)], "#b9c4ca", 20, "gloss")
    for y in (.9, 1.25, 1.6):
        p.lathe((0, y, 0), [(.8, 0), (.82, .02), (.8, .04)], "#a9b4ba", 20, "gloss", caps=False)
    p.tube([(.7, .7, 0), (1.0, .6, 0), (1.0, 0, 0)], .03, "#d8dcde", 6)
    p.solid((0, 1, 0), (.8, 1, .8))
    out.append(p)

    p = Piece("solar_heater", ao=.3)
    for i in range(14):
        p.rod((-.9 + i * .14, .15, .7), (-.9 + i * .14, 1.25, -.35), .028, "#1d2540", 6, "gloss")
    p.rod((-1.1, 1.42, -.5), (1.1, 1.42, -.5), .24, "#d8dcde", 14, "gloss")
    for x in (-.9, .9):
        p.rod((x, 0, .75), (x, .2, .72), .02, STEEL, 4), p.rod((x, 0, -.5), (x, 1.25, -.5), .02, STEEL, 4), p.rod((x, .05, .7), (x, 1.2, -.38), .02, STEEL, 4)
    p.solid((0, .7, 0), (1.0, .7, .7))
    out.append(p)

    p = Piece("clothes_line", ao=0)  # 4 m with washing
    for x in (-2, 2):
        p.rod((x, 0, 0), (x, 2.0, 0), .025, STEEL, 5)
    pts = p.wire((-2, 1.95, 0), (2, 1.95, 0), .1, .006, seg=8)
    for i, c in enumerate(("#d8dce4", "#4a7ac8", "#c8604a", "#e8e0cc", "#5a8a6a", "#d8a0b8")):
        x, y = pts[1 + i][0], pts[1 + i][1]
        q = [(x - .22, y - .62, .01), (x + .22, y - .66, .03), (x + .22, y, 0), (x - .22, y, 0)]
        p.poly(q, p.tint(c, .06)), p.poly([(a, b, d - .008) for a, b, d in q[::-1]], lin(c) * .8)
    out.append(p)

    p = Piece("steel_frame", ao=.3)  # the unfinished extension: 7.2 m by 4.2 m, posts, beams and half its rafters
    for x in (-3.6, 0, 3.6):
        for z in (-2.1, 2.1):
            p.box((x, 1.35, z), (.1, 2.7, .1), p.tint(RUST, .12))
            p.box((x, .03, z), (.3, .04, .3), "#6d747a")
    for z in (-2.1, 2.1):
        p.box((0, 2.75, z), (7.3, .12, .1), p.tint(RUST, .1))
    for i in range(7):
        if i != 5:
            p.box((-3.6 + i * 1.2, 2.86, 0), (.07, .1, 4.5), p.tint("#9a4a34", .15))
    p.box((-3.6, 1.5, 0), (.06, .06, 4.2), p.tint(RUST, .1)), p.box((-1.8, 1.5, -2.1), (3.5, .06, .06), p.tint(RUST, .1))
    for s in (-1, 1):
        p.rod((-3.6, .1, -2.1 * s), (-3.6, 2.6, 0), .02, RUST, 4)
    for i in range(3):  # blue sheets that are up already
        for j in range(6):
            x = -3.5 + i * .96 + j * .16
            p.poly([(x, 2.93, 2.2), (x + .08, 2.97, 2.2), (x + .08, 2.97, -2.2), (x, 2.93, -2.2)], "#2f6fa8", "gloss")
            p.poly([(x + .08, 2.97, 2.2), (x + .16, 2.93, 2.2), (x + .16, 2.93, -2.2), (x + .08, 2.97, -2.2)], lin("#2f6fa8") * .85, "gloss")
            p.poly([(x, 2.925, -2.2), (x + .16, 2.925, -2.2), (x + .16, 2.925, 2.2), (x, 2.925, 2.2)], lin("#2f6fa8") * .45)
    for x in (-3.6, 0, 3.6):
        for z in (-2.1, 2.1):
            p.solid((x, 1.35, z), (.07, 1.35, .07))
    out.append(p)

    p = Piece("welder_set", body="Carriable", mass=18, ao=.25)
    p.box((0, .2, 0), (.28, .32, .5), "#d8a02a", bev=.03)
    p.box((0, .39, 0), (.06, .05, .3), "#22262b", bev=.015)
    p.box((0, .24, .255), (.22, .2, .012), "#22262b"), p.board((-.05, .29, .263), .05, .02, inner("lamp_green"))
    for s in (-1, 1):
        p.lathe((s * .06, .14, .255), [(.03, 0), (.03, .05)], "#b0181e" if s > 0 else "#22262b", 8, pitch=90)
    p.tube([(.06, .14, .3), (.3, .03, .5), (.75, .02, .4), (.95, .02, .05), (.7, .02, -.2), (1.2, .02, -.3)], .014, "#1b1d20", 5)
    p.rod((1.2, .03, -.3), (1.42, .05, -.36), .022, "#b0181e", 6)
    p.loft([[(-.5 + .13 * math.cos(a), y, .1 + .1 * math.sin(a)) for a in [math.pi * k / 6 for k in range(7)]] for y in (.0, .26)], "#22262b", closed=False)  # mask
    p.solid((0, .2, 0), (.2, .2, .26))
    out.append(p)

    p = Piece("plank_pile", body="Carriable", mass=20, ao=.25)
    for i in range(7):
        p.box((p.rng.uniform(-.1, .1), .03 + .05 * (i // 3), -.3 + (i % 3) * .3), (1.7, .045, .26), p.tint("#b08a54", .15), yaw=p.rng.uniform(-5, 5), bev=.004)
    for i in range(5):
        p.box((p.rng.uniform(-.7, .7), .16, p.rng.uniform(-.3, .3)), (.4, .03, .07), p.tint("#c8a46a", .1), yaw=p.rng.uniform(0, 180))
    p.solid((0, .09, 0), (.85, .09, .4))
    out.append(p)

    p = Piece("sheet_stack", body="Fixed", ao=.2)  # blue corrugated sheets, the upper ones slipping over the edge
    for k in range(5):
        with p.at(.05 * k, .06 + k * .035, .04 * k, yaw=k * 2.5):
            for j in range(7):
                x = -.55 + j * .16
                for a, b, c in (((x, .0), (x + .08, .035), 1), ((x + .08, .035), (x + .16, .0), .8)):
                    q = [(a[0], a[1], 1.5), (b[0], b[1], 1.5), (b[0], b[1], -1.5), (a[0], a[1], -1.5)]
                    p.poly(q, p.tint(lin("#2f6fa8") * c, .05), "gloss"), p.poly(q[::-1], lin("#2f6fa8") * .5)
    for z in (-1, 1):
        p.box((0, .03, z), (1.3, .06, .1), "#9a703f")
    p.solid((0, .12, 0), (.6, .12, 1.5))
    out.append(p)
    return out


def all_pieces():
    return lorries() + site() + roof()
