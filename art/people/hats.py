"""Things worn on the head, in head space: peaked cap, baseball cap, helmets, hats, glasses, headset."""
import numpy as np
from fields import vec, unit, smooth, bump, linear, cast
from cloth import Part, sheet, tube, boxpart
import dress

C = vec(0, .014, 0)


def rings(rows, colour, n=1.0, seg=28, mat='matte', close=True, ex=2.1, kind='head', colours=None):
    """rows (z, cy, rx, ry) from below to the top."""
    th = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    s, c = np.sin(th), -np.cos(th)
    se = lambda v: np.sign(v) * np.abs(v) ** (2 / ex)
    G = np.array([np.stack([rx * se(s), cy + ry * se(c), np.full(seg, z)], 1) for z, cy, rx, ry in rows])
    if close:
        G = np.concatenate([G, np.tile(G[-1].mean(0), (1, seg, 1))])
    du, dv = np.roll(G, -1, 1) - np.roll(G, 1, 1), np.gradient(G, axis=0)
    N = unit(np.cross(du, dv))
    if close:
        N[-1] = vec(0, 0, 1)
    ctr = np.array([0, np.mean([r[1] for r in rows]), np.mean([r[0] for r in rows])])
    if (N[:-1] * (G[:-1] - ctr)).sum() < 0:
        N = -N
        if close:
            N[-1] = vec(0, 0, 1)
    col = linear(colour)
    if colours is not None:
        col = np.repeat(np.array([linear(q) for q in colours] + ([linear(colours[-1])] if close else [])), seg, 0)
    return sheet(G, N, col, True, (1, 0, 0, 0), .006, kind, mat)


def brim(z, a, cy, rx, ry, length, droop, colour, mat='matte', span=70, lift=0.0):
    """A peak at the front: rows from the band outwards, both faces."""
    ph = np.radians(np.linspace(-span, span, 17))
    rows = []
    for k in (0, .35, .7, 1.0):
        w = np.cos(ph / np.radians(span) * np.pi / 2) ** .55
        e = length * k * w
        x = rx * np.sin(ph) * (1 + .06 * k)
        y = cy - ry * np.cos(ph) - e * np.cos(ph * .75)
        zz = z - droop * e / max(length, 1e-6) - .010 * k * (np.sin(ph) ** 2) + lift
        rows.append(np.stack([x, y, zz], 1))
    G = np.array(rows)
    N = unit(np.cross(np.gradient(G, axis=1), np.gradient(G, axis=0)))
    if N[..., 2].mean() < 0:
        N = -N
    q = sheet(G, N, linear(colour), False, (0, 1, 1, 1), .003, 'head', mat, double=True)
    return q


def peaked(p, colour='#1b2a4a', bandc='#0f1830'):
    out = [rings([(1.688, .012, .0800, .1000), (1.712, .012, .0815, .1010), (1.722, .012, .0830, .1030)], bandc, close=False),
           rings([(1.716, .012, .0825, .1025), (1.735, .010, .0990, .1180), (1.752, .008, .1080, .1270), (1.762, .008, .1075, .1265), (1.768, .009, .098, .117), (1.770, .012, .05, .06)], colour, ex=2.0)]
    out.append(brim(1.694, 0, .012, .0800, .1000, .052, .026, '#0b0c11', 'gloss', 66))
    th = np.radians(np.linspace(-64, 64, 13))
    out.append(tube(np.stack([.0822 * np.sin(th), .012 - .1025 * np.cos(th), np.full(13, 1.699)], 1), .0028, '#d8b45a', 6, kind='head', mat='metal'))
    out += dress.emblem(vec(0, -.1085, 1.727), vec(0, -1, .35), .0185, 'head')
    return out


def baseball(p, colour='#2f3a4a', peak=None):
    out = [rings([(1.684, .014, .0805, .1000), (1.705, .015, .0815, .1000), (1.728, .016, .0770, .0940), (1.746, .017, .0640, .0780), (1.756, .018, .042, .052), (1.760, .018, .015, .018)], colour)]
    out.append(brim(1.690, 0, .014, .0790, .0985, .066, .018, peak or colour, 'matte', 62))
    return out


def helmet(p, colour='#e8b820', kind='site'):
    if kind == 'site':
        out = [rings([(1.678, .010, .1000, .1220), (1.684, .010, .0990, .1200), (1.690, .012, .0920, .1110), (1.730, .014, .0880, .1060), (1.757, .015, .0720, .0880), (1.772, .016, .046, .056), (1.778, .016, .016, .020)], colour, mat='satin')]
        out.append(brim(1.684, 0, .010, .096, .117, .030, .010, colour, 'satin', 60))
        y = np.linspace(-.07, .10, 7)
        out.append(tube(np.stack([0 * y, y, 1.7785 - 6.2 * (y - .016) ** 2 * .85], 1), .009, colour, 6, .6, mat='satin', kind='head'))
    else:                                                # rider: round shell, ears, visor
        out = [rings([(1.625, .024, .0930, .1050), (1.645, .020, .0980, .1140), (1.690, .016, .1000, .1210), (1.735, .016, .0890, .1080), (1.764, .017, .0660, .0800), (1.780, .017, .035, .042)], colour, mat='satin')]
        g = out[0]
        keep = ~((g.V[g.F][:, :, 1].mean(1) < -.055) & (g.V[g.F][:, :, 2].mean(1) < 1.684))
        g.F = g.F[keep]
        out.append(brim(1.690, 0, .016, .100, .121, .024, .006, '#1a1a1c', 'gloss', 60))
        out.append(rings([(1.700, .016, .1005, .1215), (1.709, .016, .0995, .1205)], '#f4f2ea', close=False, mat='satin'))
    t = np.linspace(0, 1, 9)
    for x in (1, -1):
        out.append(tube(np.stack([x * (.082 - .060 * t ** 2), .000 - .050 * t, 1.672 - .172 * t + .012 * np.sin(np.pi * t)], 1), .0042, '#202024', 5, .5, kind='head'))
    return out


def straw(p, colour='#cfae6a'):
    return [rings([(1.684, .012, .165, .172), (1.687, .012, .164, .171), (1.698, .012, .120, .130), (1.704, .012, .0830, .1020), (1.742, .013, .0760, .0940), (1.762, .014, .060, .074), (1.766, .014, .03, .036)], colour,
                  colours=['#a98648', colour, '#bd9a58', '#8a3b30', colour, colour, '#d9bc80']), under(1.6845, .165, .172, .083, .102, '#9b7a40')]


def under(z, rx, ry, ix, iy, colour, cy=.012):
    th = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    G = np.array([np.stack([a * np.sin(th), cy - b * np.cos(th), np.full(28, zz)], 1) for a, b, zz in ((ix, iy, z + .014), (rx * .99, ry * .99, z))])
    return sheet(G, np.tile(vec(0, 0, -1), (2, 28, 1)), linear(colour) * .7, True, (0, 0, 0, 0), 0, 'head')


def bucket(p, colour='#8c8f78'):
    return [rings([(1.664, .010, .126, .140), (1.668, .010, .125, .139), (1.694, .012, .0880, .1070), (1.742, .014, .0770, .0940), (1.758, .014, .066, .080), (1.761, .014, .03, .036)], colour), under(1.6645, .126, .140, .086, .105, colour, .010)]


def rolled(p, colour='#1b2a4a', bandc='#0f1830'):
    """The round hat with a rolled brim that the squad's women wear."""
    out = [rings([(1.690, .012, .0810, .1010), (1.712, .012, .0815, .1010)], bandc, close=False),
           rings([(1.706, .012, .0825, .1025), (1.742, .014, .0800, .0980), (1.760, .015, .0690, .0850), (1.768, .016, .045, .056), (1.770, .016, .02, .02)], colour),
           rings([(1.700, .012, .0815, .1015), (1.690, .010, .1020, .1230), (1.694, .010, .1080, .1290), (1.704, .011, .1085, .1290), (1.708, .011, .1040, .1245)], colour, close=False), under(1.6885, .104, .125, .080, .100, colour)]
    return out + dress.emblem(vec(0, -.1035, 1.728), vec(0, -1, .15), .0175, 'head')


def knit(p, colour='#6d3b46'):
    return [rings([(1.676, .014, .0830, .1030), (1.700, .015, .0845, .1040), (1.701, .015, .0820, .1015), (1.735, .017, .0760, .0930), (1.758, .018, .0520, .064), (1.766, .018, .02, .024)], colour)]


def glasses(p, f, colour='#22201f', r=(.0185, .0150), thick=.0013, tint=None, square=2.6):
    out = []
    ex = p['eye_x'] + .001
    th = np.linspace(0, 2 * np.pi, 17)
    se = lambda v: np.sign(v) * np.abs(v) ** (2 / square)
    yf = p['eye_y'] - .0245
    z0 = 1.6165
    for x in (1, -1):
        X = x * ex + r[0] * se(np.cos(th))
        Z = z0 + r[1] * se(np.sin(th))
        Y = yf + (np.abs(X) - .02) ** 2 * 6.0
        out.append(tube(np.stack([X, Y, Z], 1), thick, colour, 5, 1, vec(0, 1, 0), kind='head', mat='satin', cap=False))
        t = np.linspace(0, 1, 6)
        xe = ex + r[0]
        ye = yf + (xe - .02) ** 2 * 6
        out.append(tube(np.stack([x * (xe + .022 * t ** .6), ye + (.018 - ye) * t, z0 + .006 - .004 * t ** 3], 1), thick * .9, colour, 4, 1, kind='head', mat='satin'))
        if tint:
            V = np.concatenate([[[x * ex, yf, z0]], np.stack([X, Y, Z], 1)[:-1]])
            F = np.array([[0, 1 + i, 1 + (i + 1) % 16] for i in range(16)])
            n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
            F = F[:, ::-1] if n[:, 1].sum() > 0 else F
            out.append(Part(V, F, linear(tint), np.tile(unit(vec(x * .2, -1, .1)), (17, 1)), 'head', 'gloss'))
    t = np.linspace(-1, 1, 5)
    out.append(tube(np.stack([t * (ex - r[0]), yf - .001 + .0 * t, z0 + .0035 + .002 * (1 - t * t)], 1), thick, colour, 5, 1, vec(0, 1, 0), kind='head', mat='satin'))
    return out


def headset(p, colour='#1b1b1e'):
    th = np.linspace(-np.pi / 2 * 1.02, np.pi / 2 * 1.02, 15)
    out = [tube(np.stack([.0905 * np.sin(th), np.full(15, .012), 1.605 + .158 * np.maximum(np.cos(th), 0) ** .9], 1), .005, colour, 6, .5, vec(0, 0, 1), kind='head', mat='satin')]
    for x in (1, -1):
        out.append(boxpart((x * .088, .012, 1.606), (.012, .026, .032), colour, bevel=.7, kind='head', mat='satin'))
    t = np.linspace(0, 1, 9)
    out.append(tube(np.stack([.090 - .055 * t ** 1.5, .000 - .098 * t ** .8, 1.592 - .038 * t], 1), .0022, colour, 5, kind='head', mat='satin'))
    out.append(boxpart((.034, -.101, 1.553), (.006, .006, .006), '#0d0d0e', bevel=.8, kind='head'))
    return out


def mask(p, f, colour='#bcd3dc'):
    return []
