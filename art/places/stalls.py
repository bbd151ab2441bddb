"""Vendors' carts with their goods, and the small things of the street that can be pushed or carried."""
import math

from atlas import RECT, inner
from mesh import Piece, lin
from shops import heap, stool

WOOD = "#9a703f"


def barrow(name, col="#4a6a86", wheels=2, canopy=None, mass=90):
    """板车: a flat cart 2.0 m along x, 1.2 m deep; bed at 0.62 m."""
    p = Piece(name, body="Pushable", mass=mass, ao=.5)
    for i in range(6):
        p.box((0, .60, -.5 + i * .2), (2.0, .04, .19), p.tint(WOOD, .16), bev=.006)
    for s in (-1, 1):
        p.box((0, .56, s * .58), (2.02, .09, .05), col, bev=.01)
        p.box((s * 1.0, .56, 0), (.05, .09, 1.2), col, bev=.01)
    for x in ((.45,) if wheels == 2 else (-.7, .7)):
        for s in (-1, 1):
            with p.at(x, .3, s * .66, pitch=90):
                p.lathe((0, -.03, 0), [(.24, 0), (.28, .0), (.30, .03), (.28, .06), (.24, .06)], "#18191b", 18)
                p.lathe((0, -.005, 0), [(.245, 0), (.245, .01), (0, .012)], "#8f979b", 10, "gloss")
        p.rod((x, .3, -.66), (x, .3, .66), .025, "#55585c", 6)
    if wheels == 2:
        for s in (-1, 1):
            p.rod((-1.0, .56, s * .4), (-1.55, .80, s * .34), .025, col, 6)
            p.rod((-.85, .58, s * .5), (-.85, .0, s * .5), .025, "#55585c", 5)
        p.rod((-1.55, .80, -.36), (-1.55, .80, .36), .022, "#2b2e32", 6)
    if canopy:
        for x in (-.9, .9):
            for s in (-1, 1):
                p.rod((x, .6, s * .52), (x, 2.1, s * .52), .017, "#c4c9cc", 5)
        n = 9
        for i in range(n):
            c = canopy[i % 2]
            x0, x1 = -1.2 + i * 2.4 / n, -1.2 + (i + 1) * 2.4 / n
            for s in (-1, 1):
                q = [(x0, 2.1, s * .8), (x1, 2.1, s * .8), (x1, 2.34, 0), (x0, 2.34, 0)]
                p.poly(q if s > 0 else q[::-1], c)
                p.poly([(a, b - .012, d) for a, b, d in (q[::-1] if s > 0 else q)], lin(c) * .55)
                f = [(x0, 1.95, s * .8), (x1, 1.95, s * .8), (x1, 2.1, s * .8), (x0, 2.1, s * .8)]
                p.poly(f if s > 0 else f[::-1], c)
                p.poly(f[::-1] if s > 0 else f, lin(c) * .6)
    p.solid((0, .33, 0), (1.0, .33, .62))
    return p


def umbrella(p, x, z, col, col2, r=1.25, y=2.15):
    p.rod((x, .0, z), (x, y + .35, z), .02, "#d0d4d6", 6)
    n = 12
    for i in range(n):
        a0, a1 = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
        c = col if i % 2 else col2
        top, m = (x, y + .42, z), .55
        for r0, y0, r1, y1 in ((0, y + .42, r * m, y + .30), (r * m, y + .30, r, y)):
            q = [(x + r1 * math.cos(a0), y1, z - r1 * math.sin(a0)), (x + r1 * math.cos(a1), y1, z - r1 * math.sin(a1)), (x + r0 * math.cos(a1), y0, z - r0 * math.sin(a1)), (x + r0 * math.cos(a0), y0, z - r0 * math.sin(a0))]
            if r0 == 0:
                q = q[:3]
            p.poly(q, c)
            p.poly([(u, v - .01, w) for u, v, w in q[::-1]], lin(c) * .5)


def melon(p, x, y, z, r=.12, yaw=0):
    """A ribbed yellow melon."""
    with p.at(x, y, z, yaw=yaw, roll=70):
        n = 9
        sec = []
        for j in range(6):
            t = -1 + 2 * j / 5
            k = r * math.sqrt(max(.0, 1 - (t * .985) ** 2)) + .004
            sec.append([(k * math.cos(a) * (1 + .05 * (i % 2)), t * r * 1.25, -k * math.sin(a) * (1 + .05 * (i % 2))) for i, a in enumerate([2 * math.pi * q / n for q in range(n)])])
        p.loft(sec, p.tint("#d9b23c", .12), caps=False)
        p.rod((0, r * 1.2, 0), (.01, r * 1.5, 0), .008, "#5f7a34", 4)


def crate(p, x, y, z, w, d, h=.2, col="#b58a50"):
    p.box((x, y + .01, z), (w, .02, d), lin(col) * .7)
    for s in (-1, 1):
        p.box((x, y + h / 2, z + s * d / 2), (w, h, .02), col, jitter=.1)
        p.box((x + s * w / 2, y + h / 2, z), (.02, h, d), col, jitter=.1)


def basket(p, x, y, z, r=.3, h=.28):
    p.lathe((x, y, z), [(r * .78, 0, "#8a6a3a"), (r * .95, h * .7, "#a9823f"), (r, h, "#c09a54"), (r * .93, h, "#8a6a3a"), (r * .8, h * .5, "#5d4526")], "#a9823f", 14)


def greens_heap(p, x, y, z, r, col, n=46, size=.1):
    p.blob((x, y, z), (r, r * .55, r), lin(col) * .4, 1)
    p.leaves((x, y + .02, z), (r, r * .6, r), n, size, [col, "#5c8c3a", "#7aa850"], under=.5, flat=.5)


def carts():
    out = []
    # Xiao Zhang's melons
    p = barrow("cart_melons", "#56748c")
    umbrella(p, -.72, -.28, "#c23b33", "#f0e6d0", r=1.1, y=2.0)
    out.append(p)
    p = Piece("goods_melons", body="None", ao=.35)
    for i in range(7):
        for j in range(4):
            melon(p, -.62 + i * .215, .72, -.40 + j * .255, .112, p.rng.uniform(0, 180))
    for i in range(5):
        for j in range(3):
            melon(p, -.42 + i * .22, .89, -.28 + j * .255, .112, p.rng.uniform(0, 180))
    for i in range(3):
        melon(p, -.2 + i * .24, 1.05, -.12 + .12 * (i % 2), .115, i * 50)
    p.box((.78, .63, -.1), (.34, .03, .5), "#6d4a2a")  # cut melon on a board
    for i in range(4):
        with p.at(.78, .68, -.26 + i * .12, yaw=20):
            p.lathe((0, 0, 0), [(.09, -.02, "#c8a83a"), (.09, .015, "#e8e0a0"), (.06, .03, "#f0c070"), (0, .025, "#e8a850")], "#d9b23c", 8)
    p.solid((0, .8, 0), (.9, .2, .5))
    out.append(p)
    p = Piece("under_melons", body="Pushable", mass=12, ao=.3)
    crate(p, -.2, 0, 0, .5, .38)
    crate(p, .36, 0, .05, .5, .38)
    for i in range(5):
        melon(p, -.36 + i * .18, .13, .02, .1, i * 40)
    p.lathe((.78, 0, .1), [(.12, 0), (.13, .02), (.15, .34), (.145, .36)], "#3f78b8", 12)  # water pail
    p.solid((.2, .15, 0), (.6, .15, .2))
    out.append(p)
    # Uncle Mo's vegetables
    p = barrow("cart_greens", "#6a5a44", mass=60)
    p.rod((-.95, .72, .62), (.95, .80, .66), .022, "#b08a4a", 6)  # carrying pole
    out.append(p)
    p = Piece("goods_greens", body="None", ao=.35)
    for x, z, c in ((-.65, -.25, "#4f8a34"), (-.65, .28, "#6fa043"), (0, -.26, "#3f7a34"), (0, .3, "#86b050")):
        basket(p, x, .62, z, .27, .2)
        greens_heap(p, x, .82, z, .24, c)
    basket(p, .62, .62, -.26, .27, .2)
    for i in range(70):
        a, q = i * 2.4, .22 * math.sqrt(i / 70)
        p.blob((.62 + q * math.cos(a), .80 + .06 * (1 - (q / .22) ** 2), -.26 + q * math.sin(a)), (.028, .018, .018), p.tint("#b58a54", .15), 0, yaw=p.rng.uniform(0, 180))  # peanuts
    basket(p, .62, .62, .3, .27, .2)
    for i in range(16):
        a, q = i * 2.4, .2 * math.sqrt(i / 16)
        p.rod((.62 + q * math.cos(a) - .08, .84, .3 + q * math.sin(a)), (.62 + q * math.cos(a) + .1, .87, .3 + q * math.sin(a) * .7), .028, p.tint("#eae6dc", .05), 6, r2=.012)
    p.solid((0, .78, 0), (.9, .18, .5))
    out.append(p)
    p = Piece("under_greens", body="Pushable", mass=8, ao=.3)
    basket(p, -.3, 0, 0, .3, .3)
    basket(p, .35, 0, .05, .3, .3)
    greens_heap(p, .35, .28, .05, .26, "#4f8a34")
    p.box((-.3, .33, 0), (.3, .1, .24), "#c9c2b0", bev=.04)
    p.solid((0, .15, 0), (.62, .15, .28))
    out.append(p)
    # Sister Qin's tricycle with balloons and flowers: along x, 2 m
    p = Piece("cart_balloons", body="Pushable", mass=85, ao=.5)
    blue = "#2f6f8a"
    def wh(x, z):
        with p.at(x, .29, z, pitch=90):
            p.lathe((0, -.025, 0), [(.25, 0), (.28, .0), (.29, .025), (.28, .05), (.25, .05)], "#18191b", 18)
            p.lathe((0, -.004, 0), [(.25, 0), (.25, .008), (0, .01)], "#9aa0a4", 12, "gloss")
    wh(-.98, 0), wh(.45, .5), wh(.45, -.5)
    p.rod((-.98, .29, 0), (-.84, .98, 0), .028, blue, 8)
    p.tube([(-.86, 1.02, -.3), (-.84, .98, 0), (-.86, 1.02, .3)], .018, "#222428", 6)
    p.tube([(-.9, .7, 0), (-.5, .42, 0), (-.1, .5, 0)], .03, blue, 8)
    p.rod((-.5, .42, 0), (-.42, .76, 0), .024, blue, 6)
    p.box((-.42, .80, 0), (.28, .08, .2), "#26272a", bev=.03)
    p.box((.4, .56, 0), (1.25, .05, 1.0), WOOD, bev=.01)
    for s in (-1, 1):
        p.box((.4, .70, s * .5), (1.25, .24, .03), blue, bev=.008)
        p.box((.4 + s * .62, .70, 0), (.03, .24, 1.0), blue, bev=.008)
    p.board((.4, .70, .517), .9, .21, RECT["flower_menu"])
    p.rod((.95, .6, -.4), (.95, 2.0, -.4), .016, "#d0d4d6", 5)
    p.solid((.1, .42, 0), (.95, .42, .5))
    out.append(p)
    p = Piece("goods_balloons", body="None", ao=0)
    cols = ["#e0342c", "#f0b92c", "#3f8ad8", "#e86aa8", "#54b45c", "#9a5ac8", "#f4f0ec"]
    for i in range(19):
        a, q = i * 2.4, .62 * math.sqrt((i + .5) / 19)
        x, z, y = .95 + q * math.cos(a), -.35 + q * math.sin(a), 2.55 - q * .35 + .14 * (i % 3)
        c = cols[i % 7]
        with p.at(x, y, z):
            p.lathe((0, 0, 0), [(.012, -.2), (.07, -.15), (.125, -.06), (.145, .03), (.125, .11), (.07, .155), (0, .17)], c, 10, "gloss", shade=(y - .2, .62, y + .12, 1.08))
        p.rod((x, y - .2, z), (.95, 1.35, -.38), .0035, "#d8d4cc", 3, caps=False)
    for i in range(8):  # flowers in buckets
        x, z = -.05 + (i % 4) * .28, -.2 + (i // 4) * .42
        p.lathe((x, .59, z), [(.09, 0), (.12, .24)], ["#3f78b8", "#c4c9cc", "#b0453c", "#4a8a5c"][i % 4], 8)
        fc = [["#d82c4a", "#e85a7a"], ["#f0c8d8", "#e89ab8"], ["#f0d04a", "#e8b02c"], ["#f4f0ea", "#e0d8e8"], ["#c85aa8", "#e08ac8"]][i % 5]
        p.leaves((x, .92, z), (.13, .1, .13), 18, .06, ["#4f7f3c", "#5c8c42"])
        for k in range(9):
            a, q = k * 2.4, .11 * math.sqrt(k / 9)
            p.blob((x + q * math.cos(a), 1.0 - q * .3, z + q * math.sin(a)), .034, fc[k % 2], 0)
    p.solid((.4, .85, 0), (.6, .25, .5))
    out.append(p)
    p = Piece("under_balloons", body="Carriable", mass=14, ao=.3)
    p.lathe((0, 0, 0), [(.09, 0), (.1, .03), (.1, .52), (.08, .62), (.035, .66), (.035, .72)], "#8a6a3c", 14, "gloss")  # helium
    p.lathe((0, .72, 0), [(.05, 0), (.05, .05)], "#c8a24a", 8, "gloss")
    p.box((0, .36, .101), (.1, .12, .004), "#e8e4da")
    p.rod((.04, .74, 0), (.12, .78, .02), .012, "#1d1f22", 5)
    crate(p, .34, 0, 0, .36, .3, .22, "#8a8f94")
    p.solid((.1, .35, 0), (.22, .37, .15))
    out.append(p)
    # Meng Mei's stand
    p = Piece("cart_socks", body="Pushable", mass=45, ao=.4)
    for s in (-1, 1):
        for x in (-.95, .95):
            p.rod((x, .08, s * .4), (x, 1.9 if s < 0 else .74, s * .4), .018, "#b9bec2", 6)
            p.lathe((x, 0, s * .4), [(.04, 0), (.05, .04), (.04, .08)], "#1d1f22", 8)
    p.box((0, .74, 0), (1.95, .04, .85), "#c4bda8", bev=.01)
    p.box((0, .52, .41), (1.95, .42, .02), "#c9607e", bev=.004)
    p.board((0, .55, .424), .7, .33, RECT["sock_menu"])
    for y in (1.1, 1.5, 1.9):
        p.rod((-.95, y, -.4), (.95, y, -.4), .012, "#b9bec2", 5)
    for x in (-.5, 0, .5):
        p.rod((x, .76, -.4), (x, 1.9, -.4), .008, "#b9bec2", 4)
    p.solid((0, .4, 0), (1, .4, .45))
    out.append(p)
    p = Piece("goods_socks", body="None", ao=.25)
    cs = ["#d85a7a", "#4a7ac8", "#f0e8e0", "#3a3d44", "#e8b04a", "#6ab08a", "#a878c8", "#c8a888"]
    for r in range(2):
        for i in range(13):
            x, y, c = -.88 + i * .147, 1.08 - .4 * 0 + r * .4, cs[(i * 3 + r) % 8]
            p.box((x, y - .13 + .02, -.385), (.085, .25, .025), c, bev=.008)
            p.box((x + .02, y - .25 + .02, -.375), (.11, .07, .03), c, bev=.008)
    for i in range(44):
        x, z = -.88 + (i % 11) * .176, -.2 + (i // 11) * .17
        c = cs[(i * 5) % 8]
        if (i // 11) % 2:
            p.box((x, .785, z), (.13, .04, .12), c, bev=.012, jitter=.1)
        else:
            p.rod((x - .04, .775, z), (x + .04, .775, z), .014, c, 5)
            p.blob((x, .785, z), (.03, .015, .03), c, 0)
    p.solid((0, .8, 0), (.95, .06, .4))
    out.append(p)
    p = Piece("under_socks", body="Carriable", mass=9, ao=.3)
    p.box((-.2, .19, 0), (.5, .38, .4), "#b08a5c", bev=.01)
    p.box((-.2, .385, 0), (.5, .01, .08), "#d8cbb0")
    p.loft([[(.35 + r * math.cos(a), y, -r * .7 * math.sin(a)) for a in [2 * math.pi * k / 10 for k in range(10)]] for y, r in ((0, .2), (.12, .25), (.3, .22), (.4, .1), (.46, .12))], "#3f5f8a")
    p.solid((0, .2, 0), (.5, .2, .2))
    out.append(p)
    # Brother Liang's pickles
    p = barrow("cart_pickles", "#7d2a22", wheels=4, canopy=("#b3261e", "#f3e2b8"), mass=130)
    p.box((0, .40, .57), (1.9, .34, .03), "#8f2a22")
    p.board((-.45, .40, .588), .9, .32, RECT["pickle_menu"])
    out.append(p)
    p = Piece("goods_pickles", body="None", ao=.3)
    for s in (-1, 1):
        p.box((s * .98, .78, .1), (.02, .3, .7), "#b9c4c6", mat="gloss")
    p.box((0, .94, .1), (1.98, .015, .7), "#c9d4d6", mat="gloss")
    kinds = [("#e0b83a", "#c8982c"), ("#9ab04a", "#7a9038"), ("#e07a3c", "#c85a2c"), ("#f0ead8", "#d8d0b8"), ("#c84a5a", "#a83a4a"), ("#d8c05a", "#b8a03c")]
    for i in range(6):
        x = -.8 + i * .32
        c, d = kinds[i]
        p.lathe((x, .62, -.32), [(.12, 0, d), (.135, .04, c), (.135, .26, c), (.10, .30, "#dfe8e8"), (.09, .33, "#dfe8e8")], c, 12, "gloss")
        p.lathe((x, .95, -.32), [(.10, 0), (.10, .05), (.03, .07)], "#b3261e", 10, "gloss")
        p.lathe((x, .63, .14), [(.12, 0), (.14, .05), (.13, .05)], "#c9ced0", 12, "gloss")
        for k in range(9):
            a, q = k * 2.4, .1 * math.sqrt(k / 9)
            p.box((x + q * math.cos(a), .69, .14 + q * math.sin(a)), (.06, .035, .035), c, yaw=k * 50, jitter=.15)
    p.box((.86, .64, .42), (.36, .03, .26), "#d8b98a", bev=.01)
    p.box((.80, .665, .42), (.2, .004, .045), "#d8dde0", mat="gloss", yaw=20)  # the knife
    p.box((.93, .67, .37), (.11, .02, .025), "#2a1c14", yaw=20, bev=.006)
    p.solid((0, .8, 0), (.95, .18, .45))
    out.append(p)
    p = Piece("under_pickles", body="Carriable", mass=15, ao=.3)
    lpg(p, -.3, 0)
    p.lathe((.1, 0, 0), [(.15, 0), (.16, .03), (.19, .36), (.185, .38), (.16, .36)], "#c4c9cc", 14)
    p.lathe((.1, .3, 0), [(.17, 0), (0, .001)], "#8a9a9c", 12, "gloss")
    p.box((.45, .12, 0), (.28, .24, .3), "#b08a5c", bev=.01)
    p.solid((.05, .25, 0), (.5, .25, .18))
    out.append(p)
    # A Qiang's sausage cart, pushed by
    p = barrow("cart_sausages", "#3a3d42", wheels=4, canopy=("#2f6a8a", "#e8ecec"), mass=110)
    p.box((-.2, .76, 0), (1.2, .24, .5), "#4a4d52", bev=.02)
    p.poly([(-.75, .885, .2), (.35, .885, .2), (.35, .885, -.2), (-.75, .885, -.2)], (1, 1, 1), "sign", [(inner("coal")[0], inner("coal")[1])] * 4)
    for i in range(9):
        p.rod((-.7 + i * .12, .91, -.18), (-.7 + i * .12, .91, .18), .022, p.tint("#a8482c", .15), 6)
    p.board((0, .40, .60), .9, .30, RECT["stall_3"])
    out.append(p)
    return out


def lpg(p, x, z):
    c = "#6f8a98"
    p.lathe((x, 0, z), [(.13, 0), (.14, .04), (.155, .09), (.155, .40), (.13, .5), (.06, .55), (.04, .58)], c, 14, "gloss")
    p.lathe((x, .54, z), [(.10, 0), (.10, .11)], c, 12, "gloss")
    p.lathe((x, .57, z), [(.025, 0), (.025, .07)], "#b98d3c", 6)


def small():
    out = []
    def new(name, mass, half, body="Carriable", ao=.3):
        p = Piece(name, body=body, mass=mass, ao=ao)
        p.solid((0, half[1], 0), half)
        out.append(p)
        return p
    for c, h in (("red", "#c8402f"), ("blue", "#2f6fb5"), ("green", "#3f8a5a")):
        stool(new(f"stool_{c}", 1.2, (.16, .22, .16)), 0, 0, 0, h)
    p = new("table_fold", 7, (.5, .37, .32), "Pushable")
    p.box((0, .73, 0), (1.0, .03, .64), "#c98a45", bev=.01)
    for s in (-1, 1):
        p.rod((s * .42, 0, -.26), (s * .42, .72, .26), .014, "#8f979b", 5)
        p.rod((s * .42, 0, .26), (s * .42, .72, -.26), .014, "#8f979b", 5)
    p.lathe((.2, .745, 0), [(.05, 0), (.10, .06), (.095, .062)], "#f0ede4", 10)
    p.rod((-.25, .745, .1), (-.25, .93, .1), .03, "#b3261e", 7)
    p.box((-.1, .77, -.15), (.12, .06, .1), "#e8c8b0", bev=.01)
    p = new("cone", 2.5, (.18, .36, .18))
    o, w = "#d94c20", "#efeee8"
    p.box((0, .02, 0), (.38, .04, .38), "#232528", bev=.01)
    p.lathe((0, .04, 0), [(.135, 0, o), (.112, .16, o), (.112, .16, w), (.095, .28, w), (.095, .28, o), (.075, .42, o), (.075, .42, w), (.058, .54, w), (.058, .54, o), (.03, .70, o)], o, 16, "gloss")
    p = new("tape_2m", .2, (1.0, .06, .02), "None", 0)  # cordon tape between two posts 2 m apart, at 0.9 m
    for i in range(16):
        x0, x1 = -1 + i * .125, -1 + (i + 1) * .125
        y = lambda x: .86 + .08 * x * x
        c = ["#d8382c", "#f0eee6"][i // 2 % 2]
        q = [(x0, y(x0), 0), (x1, y(x1), 0), (x1, y(x1) + .07, 0), (x0, y(x0) + .07, 0)]
        p.poly(q, c)
        p.poly(q[::-1], c)
    p = new("tape_post", 6, (.14, .5, .14))
    p.lathe((0, 0, 0), [(.16, 0), (.16, .04), (.03, .07), (.025, .95), (.04, .96), (.04, 1.02), (0, 1.03)], "#c8332a", 12, "gloss")
    p = new("lpg_bottle", 30, (.16, .33, .16))
    lpg(p, 0, 0)
    p = new("water_barrel", 9, (.14, .22, .14))
    p.lathe((0, 0, 0), [(.125, 0), (.135, .03), (.135, .14), (.125, .16), (.135, .18), (.135, .32), (.06, .40), (.035, .42), (.035, .46)], "#6aa6cc", 14, "gloss")
    p = new("water_drum", 14, (.25, .32, .25), "Pushable")
    p.lathe((0, 0, 0), [(.2, 0), (.22, .03), (.26, .6), (.27, .62), (.25, .62), (.24, .5)], "#2f5f9a", 14)
    p = new("box_card", 3, (.24, .17, .18))
    p.box((0, .17, 0), (.48, .34, .36), "#b08a5c", bev=.008)
    p.box((0, .343, 0), (.48, .004, .07), "#d8cbb0")
    p.board((0, .17, .1815), .3, .085, RECT["express"])
    p = new("crate_beer", 9, (.22, .15, .16))
    p.box((0, .14, 0), (.44, .28, .32), "#2f7a4a", bev=.015)
    for i in range(4):
        for j in range(3):
            p.lathe((-.15 + i * .1, .26, -.1 + j * .1), [(.03, 0), (.03, .05), (.012, .09), (.014, .12)], "#3a5a2a", 6, "gloss")
    p = new("foam_box", 2, (.3, .2, .2))
    p.box((0, .18, 0), (.6, .36, .4), "#e9ebea", bev=.02)
    p.box((0, .375, 0), (.62, .05, .42), "#f2f3f2", bev=.015)
    p = new("bag_trash", 4, (.25, .24, .22))
    p.loft([[(r * math.cos(a) * (1 + .1 * math.sin(3 * a)), y, -r * math.sin(a)) for a in [2 * math.pi * k / 9 for k in range(9)]] for y, r in ((0, .16), (.1, .25), (.26, .23), (.38, .1), (.46, .08), (.5, .11))], "#1f2226", "gloss")
    p = new("broom_pan", 1.5, (.14, .5, .1))
    p.rod((0, .25, 0), (.06, 1.25, 0), .013, "#b08a4a", 5)
    p.box((0, .14, 0), (.28, .26, .06), "#8fae4a", bev=.02, taper=(.5, .8))
    for k in ("low", "middle", "high"):
        p = new(f"price_board_{k}", .6, (.19, .16, .03), ao=0)
        p.box((0, .16, -.012), (.40, .32, .016), "#6d4a2a", bev=.006)
        p.board((0, .16, 0), .38, .285, RECT[f"price_{k}"])
        p.rod((0, .0, -.02), (0, .1, -.12), .01, "#6d4a2a", 4)
    p = new("scales", 2.2, (.16, .1, .14), ao=.2)
    p.box((0, .04, 0), (.3, .08, .26), "#3f4449", bev=.02)
    p.box((0, .10, -.01), (.28, .012, .22), "#c9ced0", bev=.004, mat="gloss")
    p.box((0, .055, .135), (.22, .05, .02), "#15181b", bev=.004)
    p.board((0, .055, .1465), .14, .03, inner("lamp_green"))
    p.rod((0, .08, -.13), (0, .34, -.13), .014, "#3f4449", 5)
    p.box((0, .36, -.13), (.16, .06, .03), "#15181b", bev=.008)
    p.board((0, .36, -.114), .12, .035, inner("lamp_red"))
    p.board((.10, .15, -.10), .10, .12, RECT["qr_pay"])
    p = new("chair_plastic", 2.4, (.25, .42, .25))
    p.box((0, .42, 0), (.42, .04, .42), "#3f78b8", bev=.015)
    p.box((0, .68, -.2), (.42, .5, .035), "#3f78b8", bev=.015, pitch=-8)
    for s in (-1, 1):
        for z in (-.17, .17):
            p.rod((s * .21, 0, z * 1.15), (s * .18, .41, z), .024, "#3f78b8", 5)
        p.box((s * .21, .58, .0), (.03, .03, .4), "#3f78b8", bev=.01)
    p = new("bikes_shared", 40, (1.0, .5, .5), "Fixed", .3)
    for k in range(4):
        with p.at(-.9 + k * .6, 0, 0, yaw=12):
            c = ["#3a7ad8", "#e8c02c", "#3a7ad8", "#48a868"][k]
            for z in (.52, -.52):
                with p.at(0, .32, z, roll=90):
                    p.lathe((0, -.018, 0), [(.29, 0), (.32, .0), (.32, .036), (.29, .036)], "#17181a", 16, caps=False)
                    p.lathe((0, -.01, 0), [(.04, 0), (.04, .02)], "#8f979b", 6)
            p.tube([(0, .32, .52), (0, .85, .40), (0, .98, .38)], .018, c, 5)
            p.tube([(0, .82, .41), (0, .40, .02), (0, .32, -.52)], .022, c, 5)
            p.tube([(0, .40, .02), (0, .88, -.16)], .018, c, 5)
            p.tube([(-.26, 1.0, .32), (0, 1.0, .38), (.26, 1.0, .32)], .014, "#222428", 5)
            p.box((0, .9, -.18), (.14, .05, .24), "#222428", bev=.02)
            p.box((0, .82, .58), (.3, .2, .22), "#3a3d42", bev=.01)
    return out


def market():
    """Night-market stall and pieces for later cases."""
    out = []
    for i in range(4):
        p = Piece(f"stall_night_{i}", ao=.5)
        c = ["#a8322a", "#2a4f8a", "#2f7a4a", "#c8842a"][i]
        p.box((0, .45, 0), (2.2, .9, .8), c, bev=.02)
        p.box((0, .92, 0), (2.3, .04, .9), "#c9ced0", bev=.01, mat="gloss")
        for x in (-1.08, 1.08):
            for z in (-.5, .5):
                p.rod((x, 0, z), (x, 2.4, z), .02, "#8f979b", 5)
        for s in (-1, 1):
            q = [(-1.25, 2.35, s * .75), (1.25, 2.35, s * .75), (1.25, 2.75, 0), (-1.25, 2.75, 0)]
            p.poly(q if s > 0 else q[::-1], c)
            p.poly([(a, b - .015, d) for a, b, d in (q[::-1] if s > 0 else q)], lin(c) * .5)
        p.box((0, 2.14, .55), (2.3, .44, .05), "#26282c", bev=.01)
        p.board((0, 2.14, .578), 1.25, .41, RECT[f"stall_{i}"])
        p.board((0, .5, .405), .9, .29, RECT[f"stall_{(i + 2) % 6}"])
        for k in range(3):
            x = -.7 + k * .7
            with p.at(x, 1.95, .2):
                for yaw in (0, 90, 180, 270):
                    p.board((0, 0, 0), .1, .12, inner("lamp_warm"), facing=yaw)
        for k in range(4):
            heap(p, -.8 + k * .53, .94, .05, .42, .5, k + i)
        p.solid((0, .47, 0), (1.15, .47, .45))
        out.append(p)
    p = Piece("site_fence", ao=.4)  # 4 m of hoarding
    for k in range(8):
        p.box((-1.75 + k * .5, 1.2, 0), (.49, 2.3, .04), "#3f78a8" if k % 2 else "#4684b4", bev=.004)
    p.box((0, .1, 0), (4, .25, .16), "#c9c4b8")
    for x in (-1.98, 1.98):
        p.box((x, 1.25, -.04), (.08, 2.5, .08), "#8f979b")
    p.board((0, 1.85, .023), 3.0, .40, RECT["site_wall"])
    p.solid((0, 1.2, 0), (2, 1.2, .08))
    out.append(p)
    p = Piece("site_sign", ao=0)
    for s in (-1, 1):
        p.rod((s * .6, 0, 0), (s * .6, 2.1, 0), .03, "#8f979b", 6)
    p.board((0, 1.5, .035), 1.4, .9, RECT["site_plate"])
    p.box((0, 1.5, 0), (1.45, .95, .05), "#dfe3e4")
    p.solid((0, 1, 0), (.7, 1, .05))
    out.append(p)
    p = Piece("dust_pile", ao=0)
    sec = [[(2.2 * (1 - t ** 1.2) * (1 + .12 * math.sin(i * 2.1 + j)) * math.cos(2 * math.pi * i / 16), 1.5 * t, -1.7 * (1 - t ** 1.2) * (1 + .1 * math.cos(i * 1.7)) * math.sin(2 * math.pi * i / 16)) for i in range(16)] for j, t in enumerate((0, .2, .45, .7, .9, 1))]
    p.loft(sec, "#9a7f5c", caps=False)
    for _ in range(26):
        a, q = p.rng.uniform(0, 6.28), p.rng.uniform(1.2, 2.5)
        p.blob((q * math.cos(a), .05, q * .8 * math.sin(a)), p.rng.uniform(.06, .2), p.tint("#8a7250", .15), 0, .2)
    p.solid((0, .5, 0), (1.4, .5, 1.1))
    out.append(p)
    p = Piece("river_bank", ao=0)  # 8 m of stone bank going down to water 3 m lower, towards +z
    for i in range(5):
        p.box((0, -.3 - i * .6, .3 + i * .6), (8, .6, .62), p.tint("#8f897c", .08), step=2)
    p.poly([(-4, -2.9, 40), (4, -2.9, 40), (4, -2.9, 3), (-4, -2.9, 3)], "#3f5f58", "gloss")
    for i in range(9):
        p.box((-4 + i, .5, 0), (.1, 1, .1), "#b9b4a8", bev=.02)
    for y in (.5, .95):
        p.box((0, y, 0), (8, .07, .07), "#b9b4a8")
    p.solid((0, .5, 0), (4, .5, .08))
    out.append(p)
    p = Piece("boat_patrol", body="Fixed", ao=.5)
    hull = []
    for z, w, k in ((3.2, .05, .5), (2.6, .6, .15), (1.5, .95, 0), (-1, 1.05, 0), (-2.8, 1.0, .02)):
        hull.append([(-w, .75, z), (-w * .95, .4 + k, z), (-w * .5, .0 + k, z), (w * .5, .0 + k, z), (w * .95, .4 + k, z), (w, .75, z)])
    p.loft(hull, "#e6e9ea", "gloss")
    p.box((0, .74, -.4), (1.9, .06, 4.6), "#a9b2b4", bev=.01)
    p.box((0, 1.45, -.2), (1.5, 1.3, 1.9), "#e6e9ea", bev=.06)
    p.box((0, 1.7, -.2), (1.52, .5, 1.7), "#1b2329", mat="gloss")
    p.box((0, 2.16, -.2), (1.7, .1, 2.1), "#d9dedf", bev=.03)
    for s in (-1, 1):
        p.box((s * 1.0, .6, -.4), (.06, .16, 4.4), "#15468f")
        p.board((s * .765, 1.12, -.2), 1.2, .29, RECT["boat"], facing=90 * s)
        p.box((s * .4, 2.28, .3), (.5, .12, .2), "#1c3fa8" if s > 0 else "#a81c1c", bev=.03, mat="gloss")
    p.box((0, .8, -2.9), (.5, .9, .4), "#23262a", bev=.05)
    p.solid((0, .7, 0), (1, .7, 3))
    out.append(p)
    return out


def all_pieces():
    return carts() + small() + market()
