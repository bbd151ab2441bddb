"""Cars, vans, e-bikes, tricycle. A car stands along z, its front towards +z; plates are child nodes."""
import copy
import math

from atlas import RECT, inner
from mesh import Piece, lin

PAINTS = {"white": "#d9dcdd", "silver": "#9da3a8", "red": "#8f1f22", "grey": "#565b61", "black": "#121317", "blue": "#27508a"}


def ring(z, y0, y1, w, roof=False, n=18, belly=.75, p=3.4):
    """Cross-section of a body: a rounded rectangle from y0 to y1."""
    cy, hy = (y0 + y1) / 2, (y1 - y0) / 2
    out = []
    for i in range(n):
        a = 2 * math.pi * (i + .5) / n
        c, s = math.cos(a), math.sin(a)
        x = math.copysign(abs(c) ** (2 / p), c) * w
        y = math.copysign(abs(s) ** (2 / p), s) * hy
        if s < 0:
            x *= 1 - (1 - belly) * (abs(y) / hy) ** 3 * .35
        if roof and s > 0:
            x *= 1
        out.append((x, cy + y, z))
    return out


def wheel(p, x, z, r=.31, w=.19, hub="#a9afb4"):
    s = math.copysign(1, x)
    with p.at(x, r, z, roll=-90 * s):
        p.lathe((0, -w, 0), [(r * .7, 0), (r * .93, .0), (r, .03), (r, w - .03), (r * .93, w), (r * .68, w)], "#16171a", 20)
        p.lathe((0, -w * .4, 0), [(r * .68, w * .25), (0, w * .25)], "#22252a", 14, caps=False)
        for i in range(5):
            a = i * 2 * math.pi / 5
            with p.at(0, 0, 0, yaw=math.degrees(a)):
                p.box((r * .36, -w * .05, 0), (r * .62, .03, .07), hub, bev=.01, mat="gloss")
        p.lathe((0, -w * .1, 0), [(.06, 0), (.05, .03), (0, .035)], hub, 8, "gloss")
        p.lathe((0, -w * .16, 0), [(r * .7, 0), (r * .66, .045), (r * .60, .02)], hub, 20, "gloss", caps=False)


def pane(p, pts, lift=.004, dark="#1b2329"):
    """A window: dark glass with a lighter streak (the sky seen in it)."""
    import numpy as np
    q = np.array(pts, float)
    n = np.cross(q[1] - q[0], q[3] - q[0])
    n /= np.linalg.norm(n)
    q = q + n * lift
    p.poly(q, dark, "gloss")
    a, b, c, d = q
    f = lambda u, v: (a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v + n * .002
    p.poly([f(.18, .08), f(.30, .08), f(.52, .92), f(.40, .92)], "#3a4a54", "gloss")


def plates(p, zf, yf, zr, yr, tilt=0):
    p.children.append(("plate_front", (0, yf, zf), (0, 0, 0, 1), .44, .14))
    p.children.append(("plate_rear", (0, yr, zr), (0, 1, 0, 0), .44, .14))
    for z, y, s in ((zf, yf, 1), (zr, yr, -1)):
        p.box((0, y, z - s * .012), (.48, .18, .02), "#23262a", bev=.005)


def body(p, low, cab, half, wheels, r=.31):
    """low: (z, y0, y1, half width) stations; cab: (z, y0, y1, half width at roof)."""
    p.loft([ring(*q) for q in low], (1., 1., 1.), "paint", shade=(.15, .5, .75, 1))
    for x in (-1, 1):
        for z in wheels:
            with p.at(x * (half - .012), r + .01, z, roll=-90 * x):
                p.lathe((0, 0, 0), [(r * 1.22, 0), (r * 1.2, .02), (0, .021)], "#0c0d0f", 20, caps=False)
            wheel(p, x * (half + .012), z, r)
        p.box((x * (half - .035), .235, (wheels[0] + wheels[1]) / 2), (.1, .1, abs(wheels[0] - wheels[1]) - r * 2.5), "#17191c", bev=.02)


def lights(p, half, zf, yf, zr, yr, wide=.34, tall=.13, rear_tall=None):
    rt = rear_tall or tall
    for s in (-1, 1):
        with p.at(s * (half - wide * .62), yf, zf, yaw=s * 24, pitch=-12):
            p.box((0, 0, 0), (wide, tall, .08), "#c9d2d8", bev=.03, mat="gloss")
            p.board((0, 0, .043), wide * .72, tall * .6, inner("head"))
        with p.at(s * (half - wide * .52), yr, zr, yaw=180 - s * 20):
            p.box((0, 0, 0), (wide, rt, .07), "#5c1215", bev=.025, mat="gloss")
            p.board((0, 0, .037), wide * .75, rt * .6, inner("tail"))


def sedan(name="sedan"):
    p = Piece(name, body="Fixed", mass=1300, ao=.5)
    W = .88
    low = [(2.28, .34, .56, .60), (2.24, .26, .66, .74), (2.08, .22, .74, .83), (1.6, .20, .83, .87), (.95, .19, .92, W), (.2, .19, .95, W), (-.9, .19, .97, W), (-1.6, .20, .99, .87), (-2.05, .23, .98, .83), (-2.24, .28, .92, .76), (-2.30, .36, .74, .66)]
    body(p, low, None, W, (1.36, -1.38))
    cab = [(1.02, .90, .935, .74), (.62, .90, 1.16, .735), (.18, .90, 1.40, .69), (-.25, .90, 1.455, .665), (-.75, .90, 1.455, .66), (-1.15, .90, 1.38, .67), (-1.6, .92, 1.14, .70), (-1.92, .95, .985, .72)]
    p.loft([ring(*q, n=16, belly=1, p=4.2) for q in cab], (1., 1., 1.), "paint")
    for s in (-1, 1):
        def side(z, y):
            t = (y - .93) / .5
            return (s * (.748 - .075 * max(0, t)), y, z)
        front = [(.70, .97), (.02, .97), (.02, 1.36), (.22, 1.335)]
        rear = [(-.05, .97), (-.92, .97), (-.98, 1.36), (-.05, 1.385)]
        quarter = [(-1.0, .98), (-1.42, 1.0), (-1.34, 1.16), (-1.05, 1.34)]
        for f in (front, rear, quarter):
            pts = [side(*q) for q in f]
            pane(p, pts if s > 0 else pts[::-1], .012)
        p.box((s * .93, 1.0, .62), (.16, .12, .12), (1., 1., 1.), bev=.04, mat="paint")
        for z in (.35, -.62):
            p.box((s * (W + .002), .80, z), (.02, .03, .16), "#b9bec2", bev=.006, mat="gloss")
        for z in (.80, -.02, -1.0):
            p.box((s * (W - .003), .62, z), (.012, .6, .012), "#14161a")
    pane(p, [(-.66, .955, 1.0), (.66, .955, 1.0), (.60, 1.37, .25), (-.60, 1.37, .25)], .018)
    pane(p, [(.62, 1.0, -1.86), (-.62, 1.0, -1.86), (-.56, 1.36, -1.20), (.56, 1.36, -1.20)], .022)
    p.box((0, .40, 2.255), (1.15, .2, .06), "#15171a", bev=.02)
    p.box((0, .62, 2.262), (.7, .10, .03), "#8f969b", bev=.012, mat="gloss")
    p.box((0, .36, -2.28), (1.2, .14, .05), "#17191c", bev=.02)
    lights(p, W, 2.14, .66, -2.21, .80, .36, .13, .16)
    plates(p, 2.292, .47, -2.328, .62)
    p.solid((0, .5, 0), (.88, .4, 2.28))
    p.solid((0, 1.15, -.35), (.72, .28, 1.2))
    return p


def hatch(name="hatch"):
    p = Piece(name, body="Fixed", mass=1050, ao=.5)
    W = .83
    low = [(1.86, .36, .60, .58), (1.82, .26, .72, .72), (1.62, .21, .84, .79), (1.1, .19, .96, W), (.3, .19, 1.0, W), (-.8, .19, 1.02, W), (-1.45, .20, 1.04, .81), (-1.78, .24, 1.02, .76), (-1.86, .32, .86, .68)]
    body(p, low, None, W, (1.12, -1.14), .29)
    cab = [(1.12, .94, .98, .70), (.72, .94, 1.28, .70), (.36, .94, 1.50, .67), (-.1, .94, 1.57, .645), (-.9, .94, 1.56, .64), (-1.35, .94, 1.50, .64), (-1.66, .96, 1.22, .67), (-1.78, .98, 1.03, .69)]
    p.loft([ring(*q, n=16, belly=1, p=4.4) for q in cab], (1., 1., 1.), "paint")
    for s in (-1, 1):
        def side(z, y):
            return (s * (.718 - .075 * max(0, (y - .98) / .55)), y, z)
        for f in ([(.78, 1.02), (.06, 1.02), (.06, 1.47), (.38, 1.42)], [(-.0, 1.02), (-.78, 1.02), (-.78, 1.48), (.0, 1.48)], [(-.84, 1.03), (-1.38, 1.05), (-1.24, 1.42), (-.84, 1.47)]):
            pts = [side(*q) for q in f]
            pane(p, pts if s > 0 else pts[::-1], .014)
        p.box((s * .88, 1.05, .72), (.16, .13, .12), (1., 1., 1.), bev=.04, mat="paint")
        p.box((s * (W + .002), .86, .2), (.02, .03, .15), "#b9bec2", bev=.006, mat="gloss")
        for z in (.85, .03, -.82):
            p.box((s * (W - .003), .66, z), (.012, .62, .012), "#14161a")
    pane(p, [(-.62, 1.02, 1.10), (.62, 1.02, 1.10), (.56, 1.46, .42), (-.56, 1.46, .42)], .02)
    pane(p, [(.58, 1.08, -1.78), (-.58, 1.08, -1.78), (-.54, 1.45, -1.42), (.54, 1.45, -1.42)], .02)
    p.box((0, .42, 1.835), (1.05, .22, .06), "#15171a", bev=.02)
    lights(p, W, 1.70, .76, -1.80, .92, .30, .18, .26)
    plates(p, 1.875, .50, -1.885, .66)
    p.solid((0, .55, 0), (.83, .45, 1.86))
    p.solid((0, 1.25, -.3), (.68, .3, 1.3))
    return p


def van(name="van"):
    """A little bread-loaf van, the workhorse of Liuzhou."""
    p = Piece(name, body="Fixed", mass=1150, ao=.5)
    W = .80
    low = [(1.98, .34, .72, .62), (1.95, .26, .86, .74), (1.75, .20, .98, .79), (1.2, .18, 1.02, W), (0, .18, 1.02, W), (-1.5, .18, 1.02, W), (-1.93, .22, 1.02, .77), (-1.98, .30, .9, .72)]
    body(p, low, None, W, (1.22, -1.22), .29)
    cab = [(1.86, .94, 1.0, .70), (1.62, .94, 1.34, .70), (1.34, .94, 1.72, .69), (.9, .94, 1.84, .68), (-1.2, .94, 1.86, .68), (-1.75, .94, 1.82, .68), (-1.93, .95, 1.5, .70), (-1.98, .97, 1.02, .70)]
    p.loft([ring(*q, n=16, belly=1, p=6) for q in cab], (1., 1., 1.), "paint")
    for s in (-1, 1):
        def side(z, y):
            return (s * (.735 - .04 * max(0, (y - 1.0) / .8)), y, z)
        for f in ([(1.62, 1.06), (.86, 1.06), (.86, 1.64), (1.34, 1.62)], [(.78, 1.06), (-.42, 1.06), (-.42, 1.64), (.78, 1.64)], [(-.50, 1.06), (-1.78, 1.06), (-1.74, 1.64), (-.50, 1.64)]):
            pts = [side(*q) for q in f]
            pane(p, pts if s > 0 else pts[::-1], .012)
        p.box((s * .87, 1.12, 1.5), (.15, .2, .1), "#1b1d20", bev=.03)
        for z in (.82, -.46, -1.0):
            p.box((s * (W - .003), .62, z), (.012, .7, .012), "#14161a")
        p.box((s * (W - .004), .88, -.6), (.012, .03, 2.0), "#14161a")
    pane(p, [(-.62, 1.04, 1.85), (.62, 1.04, 1.85), (.58, 1.64, 1.40), (-.58, 1.64, 1.40)], .02)
    pane(p, [(.58, 1.1, -1.985), (-.58, 1.1, -1.985), (-.56, 1.66, -1.88), (.56, 1.66, -1.88)], .02)
    p.box((0, .42, 1.955), (1.3, .24, .06), "#22262a", bev=.02)
    lights(p, W, 1.88, .78, -1.955, .86, .26, .2, .3)
    plates(p, 1.995, .50, -1.995, .62)
    p.solid((0, .95, 0), (.8, .85, 1.98))
    return p


def patrol():
    p = van("patrol_van")
    for s in (-1, 1):
        p.board((s * .812, .72, -.2), 1.5, .375, RECT["patrol"], facing=90 * s)
        p.box((s * .806, .48, 0), (.01, .10, 3.4), "#15468f")
    for i, c in enumerate(("lamp_red", "lamp_blue")):
        p.box((-.3 + i * .6, 1.94, .7), (.5, .14, .26), ["#a81c1c", "#1c3fa8"][i], bev=.03, mat="gloss")
        for yaw in (0, 180):
            p.board((-.3 + i * .6, 1.94, .7 + (.132 if not yaw else -.132)), .42, .1, inner(c), facing=yaw)
    p.repaint = {"paint": "paint_white"}
    return p


def ambulance():
    p = Piece("ambulance", body="Fixed", ao=.6)
    W, white = .98, "#e6e9ea"
    p.loft([ring(2.6, .36, .9, .78), ring(2.55, .28, 1.05, .92), ring(2.2, .24, 1.25, W), ring(1.4, .22, 1.3, W), ring(-2.5, .22, 1.3, W), ring(-2.62, .3, 1.2, .94)], white, "gloss", shade=(.15, .5, .75, 1))
    p.loft([ring(q[0], 1.1, q[1], q[2], n=16, belly=1, p=7) for q in ((2.25, 1.26, .90), (1.75, 1.95, .88), (1.2, 2.3, .88), (-2.4, 2.36, .90), (-2.6, 2.2, .92))], white, "gloss")
    for s in (-1, 1):
        for z in (1.65, -1.55):
            wheel(p, s * (W + .01), z, .34, .2)
            with p.at(s * (W - .012), .35, z, roll=-90 * s):
                p.lathe((0, 0, 0), [(.42, 0), (.41, .02), (0, .021)], "#0c0d0f", 18, caps=False)
        p.box((s * (W - .001), 1.12, -.2), (.02, .16, 4.2), "#c4161c")
        p.board((s * (W - .05), 1.62, -1.0), 1.9, .48, RECT["amb"], facing=90 * s)
        q = [(s * .935, 1.3, 1.95), (s * .935, 1.3, 1.0), (s * .91, 1.95, 1.0), (s * .91, 1.92, 1.55)]
        pane(p, q if s > 0 else q[::-1], .02)
    pane(p, [(-.78, 1.28, 2.24), (.78, 1.28, 2.24), (.74, 1.92, 1.80), (-.74, 1.92, 1.80)], .03)
    p.board((0, 1.06, 2.56), 1.0, .3, RECT["amb_front"])
    for i in range(4):
        p.box((-.6 + i * .4, 2.42, 1.1), (.38, .16, .3), "#1c3fa8", bev=.04, mat="gloss")
        p.board((-.6 + i * .4, 2.42, 1.253), .32, .11, inner("lamp_blue"))
    for z in (-2.3, 0):
        for s in (-1, 1):
            p.box((s * .8, 2.36, z), (.2, .1, .2), "#1c3fa8", bev=.03, mat="gloss")
    lights(p, W, 2.5, .8, -2.6, .9, .32, .2, .4)
    plates(p, 2.62, .5, -2.64, .5)
    p.solid((0, 1.2, 0), (1, 1.15, 2.6))
    return p


def tow_truck():
    p = Piece("tow_truck", body="Fixed", ao=.6)
    W, y = 1.0, "#d9a21c"
    p.loft([ring(3.0, .5, 1.1, .88), ring(2.95, .42, 1.3, .98), ring(2.5, .4, 2.1, W, p=5), ring(1.5, .4, 2.2, W, p=5), ring(1.35, .45, 2.1, .98, p=5)], y, "gloss", shade=(.3, .6, .9, 1))
    pane(p, [(-.82, 1.25, 2.93), (.82, 1.25, 2.93), (.78, 1.95, 2.62), (-.78, 1.95, 2.62)], .03)
    for s in (-1, 1):
        q = [(s * 1.0, 1.25, 2.5), (s * 1.0, 1.25, 1.6), (s * .98, 1.9, 1.6), (s * .98, 1.9, 2.3)]
        pane(p, q if s > 0 else q[::-1], .015)
        for z in (2.3, -1.9, -2.7):
            wheel(p, s * 1.02, z, .4, .24, "#8f9599")
        p.box((s * .95, .75, -.8), (.1, .25, 4.3), "#2c2f33", bev=.02)
        p.board((s * 1.002, .98, -.8), 1.8, .45, RECT["tow"], facing=90 * s)
    p.box((0, .98, -.9), (1.98, .5, 4.4), y, bev=.03)
    p.box((0, 1.26, -.9), (2.05, .08, 4.6), "#3d4146", bev=.01)
    p.rod((0, 1.3, .6), (0, 2.3, -1.2), .1, "#3d4146", 8)
    p.rod((0, 2.3, -1.2), (0, 2.5, -2.9), .08, "#8f9599", 8)
    p.rod((0, 2.5, -2.9), (0, .9, -2.95), .012, "#1d1f22", 4)
    for i, c in enumerate(("amber",) * 3):
        p.box((-.5 + i * .5, 2.28, 1.9), (.42, .14, .28), "#c87a14", bev=.04, mat="gloss")
    lights(p, W, 2.92, .85, -3.12, 1.0, .3, .2)
    plates(p, 3.04, .6, -3.14, .75)
    p.solid((0, 1.1, 0), (1, 1.1, 3.0))
    return p


def ebike(name, col, box=None, shield=False):
    """An e-bike along z, front towards +z."""
    p = Piece(name, body="Pushable", mass=55, ao=.4)
    for z in (.62, -.60):
        with p.at(0, .23, z, roll=90):
            p.lathe((0, -.05, 0), [(.13, .0), (.205, .0), (.23, .03), (.23, .07), (.205, .10), (.13, .10)], "#17181a", 18)
            p.lathe((0, -.04, 0), [(.135, 0), (.135, .08)], "#aeb4b8", 12, "gloss")
    sec = []
    for z, y0, y1, w in ((.42, .34, .95, .05), (.36, .26, .92, .15), (.26, .24, .5, .15), (.05, .22, .33, .15), (-.12, .22, .34, .14), (-.22, .24, .62, .15), (-.5, .36, .70, .15), (-.8, .52, .70, .10), (-.86, .6, .68, .04)):
        sec.append([(x * w / .15, y, z) for x, y in ((-.15, y0 + .02), (0, y0), (.15, y0 + .02), (.15, (y0 + y1) / 2), (.13, y1 - .02), (0, y1), (-.13, y1 - .02), (-.15, (y0 + y1) / 2))])
    p.loft(sec, col, "gloss")
    p.rod((0, .23, .62), (0, 1.0, .42), .035, "#2b2e32", 8)
    p.tube([(-.33, 1.05, .30), (-.12, 1.02, .42), (.12, 1.02, .42), (.33, 1.05, .30)], .018, "#1d1f22", 6)
    p.blob((0, .90, .47), (.10, .10, .07), "#dfe6ea", 1, mat="gloss")
    p.box((0, .5, .66), (.13, .05, .4), col, bev=.02, mat="gloss", pitch=10)
    p.loft([[(x, y + dy, z) for x, y in ((-.14, 0), (-.10, .05), (.10, .05), (.14, 0), (.10, -.05), (-.10, -.05))] for z, dy in ((-.05, .70), (-.2, .76), (-.55, .80), (-.80, .80))], "#1f2023")
    for s in (-1, 1):
        p.rod((s * .3, 1.05, .3), (s * .34, 1.22, .34), .008, "#2b2e32", 4)
        p.box((s * .36, 1.26, .34), (.1, .07, .015), "#2b2e32", bev=.01)
        p.box((s * .1, .16, -.3), (.03, .26, .05), "#2b2e32", roll=s * 10)
    if box:
        p.box((0, 1.02, -.72), (.46, .44, .44), box, bev=.03)
        p.box((0, 1.24, -.72), (.48, .03, .46), lin(box) * .6, bev=.01)
    if shield:
        p.box((0, .72, .50), (.42, .52, .03), "#56657a", bev=.02, pitch=-12)
    p.board((0, .62, -.865), .1, .05, inner("tail"), facing=180)
    p.solid((0, .45, 0), (.2, .45, .85))
    return p


def bus():
    """A town bus for the traffic behind."""
    p = Piece("bus", body="Fixed", ao=.7)
    p.box((0, 1.62, 0), (2.5, 2.7, 10.5), "#2f8a5a", bev=.12, mat="gloss", shade=(.2, .6, 1, 1))
    p.box((0, .8, 0), (2.52, .5, 10.3), "#e9ece6", bev=.02)
    for s in (-1, 1):
        for i in range(6):
            q = [(s * 1.256, 1.35, 4.4 - i * 1.55), (s * 1.256, 1.35, 3.0 - i * 1.55), (s * 1.256, 2.5, 3.0 - i * 1.55), (s * 1.256, 2.5, 4.4 - i * 1.55)]
            p.poly(q if s > 0 else q[::-1], (1, 1, 1), "sign", [(a, b) for a, b in ((inner("shop_cool")[0], inner("shop_cool")[1]),) * 4])
        for z in (3.3, -3.0):
            wheel(p, s * 1.27, z, .48, .28, "#8f9599")
    pane(p, [(-1.1, 1.2, 5.25), (1.1, 1.2, 5.25), (1.1, 2.4, 5.25), (-1.1, 2.4, 5.25)], .01)
    p.board((0, 2.68, 5.26), 1.4, .25, inner("amber"))
    lights(p, 1.2, 5.22, .7, -5.22, .9, .3, .18)
    plates(p, 5.27, .45, -5.27, .6)
    p.solid((0, 1.5, 0), (1.25, 1.5, 5.25))
    return p


def all_pieces():
    out = []
    for make, colours in ((sedan, ("white", "silver", "red", "grey", "black")), (hatch, ("white", "silver", "red", "grey", "blue")), (van, ("white", "silver", "red", "grey"))):
        base = make()
        for c in colours:
            q = copy.copy(base)
            q.name = f"{base.name}_{c}"
            q.repaint = {"paint": f"paint_{c}"}
            out.append(q)
    out += [patrol(), ambulance(), tow_truck(), bus()]
    out += [ebike("ebike_white", "#d8d6cf"), ebike("ebike_teal", "#2f7d86"), ebike("ebike_red", "#9c2a2a", shield=True), ebike("ebike_pink", "#c98a9c"), ebike("ebike_black", "#24272b", shield=True), ebike("ebike_delivery", "#2b2e33", box="#e0b41c")]
    return out
