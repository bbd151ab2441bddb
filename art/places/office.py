"""The operators' hall of the dispatch seat: walls, ceiling, desks with screens, and the frames in which callers are seen."""
import math

from atlas import RECT, inner
from mesh import Piece, lin

TALL = 3.3  # of the hall
WALL, WOOD, METAL, DARK = "#d9dbd6", "#b9946a", "#9aa2a8", "#22262b"


def shell():
    """Floor, ceiling, walls and windows, four metres each; the room's side of a wall looks towards +z."""
    out = []
    p = Piece("office_floor", ao=0)
    for i in range(8):
        for j in range(8):
            x, z = -2 + i * .5, -2 + j * .5
            c = p.tint(("#63676a", "#686c6e")[(i + j) % 2], .03)
            p.poly([(x, 0, z + .5), (x + .5, 0, z + .5), (x + .5, 0, z), (x, 0, z)], c)
    p.solid((0, -.1, 0), (2, .1, 2))
    out.append(p)

    p = Piece("office_ceiling", ao=0)
    p.box((0, TALL + .1, 0), (4, .2, 4), "#e8e8e4", skip="y")
    p.poly([(-2, TALL, -2), (2, TALL, -2), (2, TALL, 2), (-2, TALL, 2)], "#d2d2cc")
    k = 4 / 6
    for i in range(6):
        for j in range(6):
            x, z = -2 + (i + .5) * k, -2 + (j + .5) * k
            a, y = k / 2 - .012, TALL - .004
            q = [(x - a, y, z - a), (x + a, y, z - a), (x + a, y, z + a), (x - a, y, z + a)]
            if (i, j) in ((1, 1), (4, 1), (1, 4), (4, 4)):
                p.picture(*q, inner("lamp_white"))
            else:
                p.poly(q, p.tint("#e6e6e0", .012))
    out.append(p)

    def skirting(q, x0, x1):
        q.box(((x0 + x1) / 2, .06, .02), (x1 - x0, .12, .04), "#6d737a", skip="z")

    p = Piece("office_wall", ao=.5)
    p.box((0, TALL / 2, -.08), (4, TALL, .16), WALL, step=1, shade=(0, .86, 1.2, 1))
    p.box((0, .5, .005), (4, 1.0, .012), "#8fa6b4", skip="z")
    p.box((0, 1.01, .012), (4, .03, .03), METAL, skip="z")
    skirting(p, -2, 2)
    p.solid((0, TALL / 2, -.08), (2, TALL / 2, .1))
    out.append(p)

    p = Piece("office_door", ao=.4)
    for s in (-1, 1):
        p.box((s * 1.35, TALL / 2, -.08), (1.3, TALL, .16), WALL, step=1)
        p.box((s * 1.35, .5, .005), (1.3, 1.0, .012), "#8fa6b4", skip="z")
        p.box((s * .71, 1.1, 0), (.08, 2.2, .2), METAL, bev=.01)
        p.box((s * .33, 1.08, -.05), (.64, 2.12, .05), "#7d8a94", bev=.008)
        p.box((s * .33, 1.45, -.02), (.34, .9, .02), "#2b3942", mat="gloss")
        p.rod((s * .08, .9, .0), (s * .08, 1.2, .0), .014, "#c9ced2", 6, "gloss")
    p.box((0, 2.75, -.08), (1.42, 1.1, .16), WALL)
    p.board((0, 2.42, .012), 1.5, .15, RECT["hall_name"])
    p.solid((0, TALL / 2, -.08), (2, TALL / 2, .1))
    out.append(p)

    p = Piece("office_window", ao=.4)
    p.box((0, .35, -.08), (4, .7, .16), WALL, step=1)
    p.box((0, .35, .005), (4, .7, .012), "#8fa6b4", skip="z")
    p.box((0, .72, .02), (4, .04, .26), "#e4e4de", bev=.01)
    p.box((0, TALL - .22, -.08), (4, .44, .16), WALL)
    for x in (-1.97, -.66, .66, 1.97):
        p.box((x, 1.8, -.08), (.06, 2.2, .1), "#aab2b8", bev=.008)
    p.box((0, 2.25, -.08), (4, .05, .08), "#aab2b8")
    for i in range(3):  # blinds, half up
        for j in range(5):
            p.box((-1.31 + i * 1.31, TALL - .46 - j * .05, -.02), (1.2, .008, .045), "#e8e6dc", pitch=24)
        p.rod((-1.31 + i * 1.31 + .55, TALL - .45, -.01), (-1.31 + i * 1.31 + .55, 1.7, -.01), .004, "#f0efe8", 3)
    skirting(p, -2, 2)
    p.solid((0, TALL / 2, -.08), (2, TALL / 2, .1))
    out.append(p)
    return out


def monitor(p, x, y, z, yaw, picture, w=.53, h=.33, pitch=0):
    """A screen whose face looks towards -z (the operator) at yaw 0."""
    with p.at(x, y, z, yaw=180 + yaw, pitch=pitch):
        p.box((0, 0, -.018), (w + .02, h + .02, .03), DARK, bev=.008)
        p.board((0, 0, 0), w, h, RECT[picture])
        p.box((0, -h / 2 - .07, -.06), (.05, .2, .03), DARK)
        p.box((0, -h / 2 - .165, -.06), (.24, .012, .17), DARK, bev=.005)


def phone(p, x, y, z, yaw=0):
    """A desk telephone with a headset lying over it."""
    with p.at(x, y, z, yaw=180 + yaw):
        p.box((0, .03, 0), (.2, .05, .2), "#2e343b", bev=.012, pitch=8)
        p.board((.035, .064, .05), .09, .034, RECT["phone_lcd"], facing=0)
        for i in range(3):
            for j in range(4):
                p.box((.0 + i * .032, .062 - j * .003, .012 - j * .026 + .02), (.022, .008, .016), "#d9dde0")
        p.box((-.07, .075, 0), (.045, .035, .2), "#23282e", bev=.014)
    ring = [(x - .2 + .085 * math.cos(a), y + .10 + .10 * math.sin(a), z) for a in [math.pi * k / 8 for k in range(9)]]
    p.tube(ring, .008, "#1b1e22", 5)  # headset, standing on its ear pieces
    for s in (-1, 1):
        p.lathe((x - .2 + s * .085, y + .07, z), [(.034, -.014), (.034, .014)], "#1b1e22", 10, roll=90)
    p.tube([(x - .285, y + .07, z), (x - .27, y + .02, z - .07), (x - .22, y + .02, z - .11)], .005, "#1b1e22", 4)
    p.blob((x - .22, y + .02, z - .11), .012, "#1b1e22", 0)


def keys(p, x, y, z):
    p.box((x, y + .012, z), (.42, .02, .15), "#30363c", bev=.006, pitch=-4)
    for j in range(4):
        p.box((x - .02, y + .026, z - .052 + j * .034), (.36, .006, .024), "#dfe2e4")
    p.box((x + .29, y + .015, z), (.06, .03, .1), "#30363c", bev=.014)


def desk(name, pictures, seat=None, wide=1.6):
    """A desk 0.75 m deep; the operator sits on the -z side, a low screen of cloth stands towards +z."""
    p = Piece(name, ao=.4)
    p.box((0, .72, 0), (wide, .035, .75), WOOD, bev=.008)
    for s in (-1, 1):
        p.box((s * (wide / 2 - .03), .35, 0), (.04, .70, .66), "#c9cbc8", bev=.005)
    p.box((0, .45, .34), (wide - .1, .52, .02), "#c9cbc8")
    p.box((0, .86, .385), (wide, .3, .03), "#4f7690", bev=.008)
    p.box((0, 1.015, .385), (wide, .02, .035), METAL)
    p.box((wide / 2 - .27, .33, -.02), (.42, .56, .56), "#b4b8ba", bev=.008)
    for j in range(3):
        p.box((wide / 2 - .27, .16 + j * .19, -.305), (.38, .17, .012), "#c4c8ca", bev=.004)
        p.box((wide / 2 - .27, .2 + j * .19, -.315), (.12, .012, .012), "#7d8388")
    n = len(pictures)  # from the operator's right to the left
    for i, k in enumerate(pictures):
        t = i - (n - 1) / 2
        # Not so high that a caller in the frame behind would be hidden.
        monitor(p, t * .56, .98, .17 - abs(t) * .09, t * 20, k, pitch=-6)
    keys(p, 0, .74, -.14)
    phone(p, -wide / 2 + .24, .74, -.12)
    p.lathe((wide / 2 - .16, .738, -.2), [(.035, 0), (.042, .09), (.038, .092), (.034, .02)], "#d9e2e6", 12, "gloss")
    p.box((wide / 2 - .4, .75, -.22), (.21, .012, .29), "#f2f2ee", yaw=8)
    p.rod((wide / 2 - .45, .762, -.3), (wide / 2 - .34, .762, -.16), .005, "#2a5cc8", 5)
    if seat:
        p.board((-wide / 2 + .22, .93, .367), .22, .11, RECT[seat], facing=180)
        p.board((-wide / 2 + .22, .93, .404), .22, .11, RECT[seat])
    p.solid((0, .38, 0), (wide / 2, .38, .38))
    p.solid((0, .9, .26), (wide / 2, .26, .13))
    return p


def furniture():
    out = [desk("desk_operator", ("scr_auto", "scr_ticket", "scr_map"), "seat_6"), desk("desk_neighbour", ("scr_ticket", "scr_map"), "seat_7"), desk("desk_duty", ("scr_auto",), None, 1.1)]
    p = Piece("chair_office", body="Pushable", mass=11, ao=.3)
    for i in range(5):
        a = 2 * math.pi * i / 5 + .3
        p.rod((0, .1, 0), (.3 * math.cos(a), .055, .3 * math.sin(a)), .022, "#1d2024", 5)
        p.lathe((.3 * math.cos(a), 0, .3 * math.sin(a)), [(.028, 0), (.032, .025), (.028, .05)], "#15171a", 8)
    p.rod((0, .1, 0), (0, .42, 0), .028, METAL, 8, "gloss")
    p.box((0, .46, 0), (.48, .08, .47), "#2f3c48", bev=.035)
    p.box((0, .80, -.22), (.44, .52, .06), "#2f3c48", bev=.028, pitch=-8)
    p.box((0, .56, -.24), (.06, .22, .03), "#1d2024", pitch=-8)
    for s in (-1, 1):
        p.tube([(s * .26, .44, .06), (s * .28, .64, .06), (s * .27, .66, -.14)], .018, "#1d2024", 5)
        p.box((s * .275, .67, -.02), (.06, .03, .26), "#1d2024", bev=.012)
    p.solid((0, .45, 0), (.27, .45, .27))
    out.append(p)

    p = Piece("screen_wall", ao=.4)  # 6.8 m of screens with the name of the hall above
    p.box((0, 1.72, -.1), (6.9, 2.3, .2), "#191d22", bev=.02)
    w, h = 2.2, 1.0
    for j in range(2):
        p.board((-2.27, 2.26 - j * 1.06, .004), w, h, RECT["wall_stats" if j else "wall_cameras"])
        p.board((2.27, 2.26 - j * 1.06, .004), w, h, RECT["wall_cameras" if j else "wall_stats"])
    p.board((0, 1.73, .004), w, h * 2 + .06, RECT["wall_map"])
    for x in (-3.39, -1.135, 1.135, 3.39):
        p.box((x, 1.73, .004), (.04, 2.12, .02), "#0e1013")
    p.box((0, .35, -.06), (6.9, .7, .24), "#3a434c", bev=.01)
    p.board((0, 3.06, .02), 3.4, .34, RECT["hall_name"])
    p.solid((0, 1.5, -.1), (3.45, 1.5, .15))
    out.append(p)

    # Whoever calls is seen in a frame that stands beyond the desk: a picture of a call, as high as a person.
    p = Piece("call_frame", ao=.3)
    for s in (-1, 1):
        p.box((s * .5, 1.16, 0), (.07, 2.26, .08), DARK, bev=.02, mat="gloss")
        p.picture((s * .5 - .012, .25, .042), (s * .5 + .012, .25, .042), (s * .5 + .012, 1.95, .042), (s * .5 - .012, 1.95, .042), inner("neon_cyan"), col=(.5, .5, .5))
        p.picture((s * .5 + .012, .25, -.042), (s * .5 - .012, .25, -.042), (s * .5 - .012, 1.95, -.042), (s * .5 + .012, 1.95, -.042), inner("neon_cyan"), col=(.5, .5, .5))
    p.box((0, 2.27, 0), (1.07, .22, .08), DARK, bev=.02, mat="gloss")
    p.box((0, .09, 0), (1.07, .18, .08), DARK, bev=.02, mat="gloss")
    for yaw, z in ((0, .0415), (180, -.0415)):
        p.board((0, 2.27, z), .9, .16, RECT["call_bar"], facing=yaw)
        p.board((0, .09, z), .9, .13, RECT["call_foot"], facing=yaw)
    p.box((0, .012, 0), (1.15, .024, .5), "#3a4148", bev=.008)
    for s in (-1, 1):
        p.solid((s * .5, 1.15, 0), (.05, 1.15, .06))
    out.append(p)

    p = Piece("water_dispenser", ao=.3)
    p.box((0, .5, 0), (.32, 1.0, .32), "#e4e6e6", bev=.02)
    p.box((0, .78, .15), (.24, .22, .04), "#3a4148", bev=.01)
    for s, c in ((-1, "#c83a30"), (1, "#2f6fb5")):
        p.box((s * .06, .84, .18), (.03, .05, .05), c)
    p.lathe((0, 1.0, 0), [(.06, 0), (.13, .06), (.135, .36), (.1, .4), (0, .41)], "#7fb4d8", 14, "gloss")
    p.solid((0, .65, 0), (.17, .65, .17))
    out.append(p)

    p = Piece("cabinet_files", ao=.35)
    p.box((0, .95, 0), (1.0, 1.9, .42), "#b9bec0", bev=.012)
    for j in range(3):
        p.box((0, .95 + j * .3, .212), (.92, .26, .01), "#39424a")
        for i in range(11):
            p.box((-.41 + i * .08, .94 + j * .3, .2), (.062, .22, .03), ["#2f6fb5", "#2f6fb5", "#c8402f", "#3f8a5a", "#e0dccf"][(i * 3 + j) % 5])
    for s in (-1, 1):
        p.box((s * .25, .42, .213), (.46, .72, .012), "#c6cacc", bev=.004)
        p.box((s * .05, .45, .224), (.015, .12, .014), "#6d737a")
    p.solid((0, .95, 0), (.5, .95, .22))
    out.append(p)

    p = Piece("plant_pot", ao=.3)
    p.lathe((0, 0, 0), [(.15, 0), (.2, .34), (.21, .36), (.18, .36), (.17, .3)], "#e0ddd4", 14)
    p.rod((0, .3, 0), (.02, 1.0, 0), .03, "#7a6248", 6)
    p.rod((.03, .3, .02), (-.03, .9, .02), .024, "#7a6248", 6)
    p.leaves((0, 1.25, 0), (.4, .45, .4), 90, .13, ["#2f6a34", "#3f8a45", "#4f9a50"], under=.5)
    p.solid((0, .5, 0), (.2, .5, .2))
    out.append(p)

    p = Piece("board_duty", ao=.3)
    p.box((0, 1.55, -.02), (1.5, 1.06, .03), METAL, bev=.008)
    p.board((0, 1.55, .0), 1.42, .98, RECT["duty_board"])
    p.box((0, .99, .03), (1.3, .02, .08), METAL)
    for i, c in enumerate(("#c83a30", "#2a5cc8", "#22262b")):
        p.rod((-.3 + i * .16, 1.008, .035), (-.18 + i * .16, 1.008, .035), .009, c, 5)
    out.append(p)

    p = Piece("clock_wall", ao=0)
    p.lathe((0, 2.6, .0), [(.2, 0), (.2, .03), (.185, .035)], "#3a4148", 20, pitch=90, caps=False)
    p.lathe((0, 2.6, .012), [(.188, 0), (0, .001)], "#f4f4f0", 20, pitch=90, caps=False)
    for i in range(12):
        a = math.pi * i / 6
        p.box((.16 * math.sin(a), 2.6 + .16 * math.cos(a), .02), (.012, .035, .004), "#22262b", roll=-30 * i)
    p.box((-.045, 2.62, .024), (.1, .018, .004), "#22262b", roll=-25)
    p.box((-.025, 2.67, .026), (.012, .15, .004), "#22262b", roll=15)
    out.append(p)

    p = Piece("aircon_stand", ao=.3)
    p.box((0, .9, 0), (.5, 1.8, .36), "#e9ebeb", bev=.03)
    for i in range(7):
        p.box((0, 1.36 + i * .05, .18), (.4, .012, .02), "#b9bec2")
    p.box((0, .5, .182), (.42, .7, .01), "#dcdfe0", bev=.004)
    p.board((.12, 1.2, .186), .1, .04, inner("lamp_green"))
    p.solid((0, .9, 0), (.25, .9, .18))
    out.append(p)
    return out


def all_pieces():
    return shell() + furniture()
