"""Body fields and the naked parts: torso, arms, legs, hands with five fingers, feet."""
import numpy as np
from fields import vec, unit, smooth, bump, union, ell, cone, chain, loft, linear, grad, off, smin
from rig import J, NAMES, hand_frame, SHOULDER_X
from cloth import Part, cast_grid, ring_rays, sheet, tube, outward, grid_faces

BODY = dict(sw=.176, belly=.0, hip=.0, bust=.0, arm=1.0, leg=1.0, hunch=.0, depth=0.0, waist=0.0)


def torso_field(p):
    be, sw, hip, dp, wa = p['belly'], p['sw'], p['hip'], p['depth'], p['waist']
    f = loft([(.80, .008, .150 + hip, .100 + dp), (.88, .010, .163 + hip, .112 + dp), (.95, .008, .158 + hip, .112 + dp + .3 * be), (1.04, -.25 * be, .142 + .45 * be - wa, .101 + be + dp),
              (1.14, -.32 * be, .137 + .55 * be - wa, .102 + be + dp), (1.26, .004 - .1 * be, sw - .028 + .1 * be, .114 + .35 * be + dp), (1.36, .014, sw - .022, .104 + dp), (1.42, .022, .118, .080),
              (1.455, .024, .070, .062), (1.50, .016, .058, .056)])
    trap = [cone((x * .035, .034, 1.470), (x * (sw - .042), .022, 1.412), .030, .044) for x in (1, -1)]
    f = union(f, *trap, k=.035)
    if p['bust']:
        b = p['bust']
        f = union(f, *[ell((x * .070, -.078 - b * .35, 1.255), (.058, .048 + b * .5, .055)) for x in (1, -1)], k=.03)
    if p.get('preg'):
        f = union(f, ell((0, -.085, 1.06), (.128, .118, .125)), k=.05)
    if p['hunch']:
        f = union(f, ell((0, .075, 1.34), (.10, .05 + p['hunch'], .10)), k=.05)
    return f


def arm_line(s, n):
    """n points along the arm from inside the shoulder to the wrist."""
    a, e, w = J['uarm.' + s][0], J['farm.' + s][0], J['hand.' + s][0]
    L1, L2 = np.linalg.norm(e - a), np.linalg.norm(w - e)
    t = np.linspace(-.02, L1 + L2, n)
    P = np.where((t < L1)[:, None], a + np.outer(t / L1, e - a), e + np.outer((t - L1) / L2, w - e))
    return P, t, L1, L1 + L2


def arm_field(p, s, r0, r1, r2):
    a, e, w = J['uarm.' + s][0], J['farm.' + s][0], J['hand.' + s][0]
    x = 1 if s == 'L' else -1
    sh = a + vec(-x * .012, 0, -.004)
    f = chain([sh, e, w], [r0, r1, r2], .03)
    return union(f, ell(a + vec(-x * .002, 0, -.012), (r0 * 1.06, r0 * 1.10, r0 * 1.16)), k=.02)


def leg_field(p, s, r0, r1, r2):
    x = 1 if s == 'L' else -1
    h, k, a = J['thigh.' + s][0], J['shin.' + s][0], J['foot.' + s][0]
    f = chain([h + vec(-.002 * x, .008, -.02), k, a + vec(0, -.002, -.03)], [r0, r1, r2], .03)
    return union(f, ell(.5 * (h + k) + vec(.004 * x, .0, .05), (r0 * 1.0, r0 * 1.05, .20)), k=.03)


def sleeve(f, s, t0, t1, colour, rows=12, cols=16, r0=.085, kind='arm', fold=True, mat='matte', shade=None, depth=.007):
    """Rings round the arm from t0 to t1 (0 shoulder .. 1 wrist)."""
    P, t, L1, L = arm_line(s, 200)
    tt = np.linspace(t0, t1, rows) * L
    A = np.stack([np.interp(tt, t, P[:, i]) for i in range(3)], 1)
    d = unit(np.gradient(np.stack([np.interp(np.linspace(tt[0], tt[-1], 60), t, P[:, i]) for i in range(3)], 1), axis=0))
    k = np.ones(9) / 9
    d = unit(np.stack([np.convolve(np.pad(d[:, i], 4, 'edge'), k, 'valid') for i in range(3)], 1))
    d = np.stack([np.interp(tt, np.linspace(tt[0], tt[-1], 60), d[:, i]) for i in range(3)], 1)
    fwd = unit(vec(0, -1, 0) - d * (-d[:, 1:2]))
    sd = np.cross(d, fwd)
    th = np.linspace(0, 2 * np.pi, cols, endpoint=False)
    D = fwd[:, None] * np.cos(th)[None, :, None] + sd[:, None] * np.sin(th)[None, :, None]
    O = np.repeat(A[:, None], cols, 1)
    if t0 < 0:                                          # a dome over the shoulder joint, so that no seam opens above it
        cap = np.radians([78, 55, 34, 15])[:, None, None]
        Dc = D[:1] * np.cos(cap) - d[0] * np.sin(cap)
        D = np.concatenate([Dc, D])
        O = np.concatenate([np.repeat(O[:1], 4, 0), O])
    G, N = cast_grid(f, O, D, r0)
    c = np.asarray(colour, float)
    if shade is not None:
        c = c * shade(G.reshape(-1, 3))[:, None]
    return sheet(G, N, c, True, (0, 1 if fold else 0, 0, 0), depth, kind, mat)


def trouser_leg(f, s, z0, z1, colour, rows=12, cols=14, kind='legs', mat='matte', fold=True):
    """Rings round a leg from height z0 down to z1; the inner side stops at the middle plane."""
    x = 1 if s == 'L' else -1
    h, k, a = J['thigh.' + s][0], J['shin.' + s][0], J['foot.' + s][0]
    z = np.linspace(z0, z1, rows)
    A = np.stack([np.interp(z, [a[2], k[2], h[2]], [q[i] for q in (a, k, h)]) for i in range(3)], 1)
    A[:, 2] = z
    th = np.linspace(0, 2 * np.pi, cols, endpoint=False)
    D = np.stack([np.sin(th), -np.cos(th), 0 * th], 1)[None] + np.zeros((rows, 1, 1))
    O = np.repeat(A[:, None], cols, 1)
    inward = -x * D[..., 0]
    r0 = np.where(inward > 1e-3, np.minimum(.16, (np.abs(O[..., 0]) - .0005) / np.maximum(inward, 1e-3)), .16)
    G, N = cast_grid(f, O, D, r0)
    G = G - N * (.005 * smooth(z, .855, .885))[:, None, None]   # the top of a leg slips under the pelvis
    return sheet(G, N, colour, True, (0, 1 if fold else 0, 0, 0), .008, kind, mat)


def hand(p, s):
    """Palm and five fingers; thumb, index and the other three have bones of their own."""
    o, d, fwd, pal = hand_frame(s)
    x = 1 if s == 'L' else -1
    k = p.get('hand', 1.0)
    P = lambda u, v, w: o + d * u + fwd * v * k + pal * w
    skin = linear(p['skin'])
    warm = skin * [1.0, .86, .80]
    fingers = []
    for name, v, L, r in (('index', .0275, .070, .0088), ('grip', .0090, .077, .0091), ('grip', -.0095, .072, .0087), ('grip', -.0265, .057, .0076)):
        pts = [P(.078, v, 0), P(.088, v, 0), P(.088 + L * .26, v * 1.02, .0012), P(.088 + L * .48, v * 1.03, .004), P(.088 + L * .60, v * 1.03, .006), P(.088 + L * .86, v * 1.02, .0125), P(.088 + L, v * 1.0, .0175)]
        rr = np.array([1.08, 1.05, .98, 1.0, .96, .88, .66]) * r * k
        fingers.append((name, pts, rr))
    tp = [P(.012, .016, .006), P(.030, .030, .010), P(.052, .046, .018), P(.064, .051, .0215), P(.079, .055, .026), P(.089, .0565, .029)]
    fingers.append(('thumb', tp, np.array([.0165, .0150, .0112, .0105, .0098, .0070]) * k))
    palm_c = [P(-.016, 0, 0), P(.004, 0, 0), P(.024, .002, .001), P(.048, .002, .001), (P(.070, .001, 0)), P(.086, .0, 0), P(.094, 0, 0)]
    hw = np.array([.0240, .0255, .0330, .0385, .0400, .0385, .0340]) * k
    ht = np.array([.0190, .0175, .0165, .0150, .0128, .0108, .0070])
    th = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    ct, st = np.cos(th), np.sin(th)
    se = lambda c, e: np.sign(c) * np.abs(c) ** e
    G = np.array([c + fwd * (se(ct, .75) * a)[:, None] + pal * (se(st, .75) * b)[:, None] for c, a, b in zip(palm_c, hw, ht)])
    f_all = union(*[chain(q[1:], r[1:], .004) for _, q, r in fingers[:4]], chain(tp, fingers[4][2], .004), k=.002)
    pf = lambda Q: np.min([np.linalg.norm((Q - c) @ np.stack([d * 40, fwd / a, pal / b], 1), axis=1) * b - b for c, a, b in zip(palm_c, hw, ht)], 0)
    shaped = lambda Q: smin(f_all(Q), pf(Q), .010)
    parts = []
    n0 = unit(np.cross(np.roll(G, -1, 1) - np.roll(G, 1, 1), np.gradient(G, axis=0)))
    ctr = np.array(palm_c)[:, None]
    if (n0 * (G - ctr)).sum() < 0:
        n0 = -n0
    col = np.tile(skin, (G.shape[0] * G.shape[1], 1))
    w = np.clip((G.reshape(-1, 3) - o) @ d / .09, 0, 1)[:, None]
    inner = np.clip((G.reshape(-1, 3) - o) @ pal / .012, 0, 1)[:, None]
    col = col * (1 - .18 * inner) + warm * .18 * inner
    col = col * (1 - .12 * w) + warm * .12 * w
    W = np.zeros((col.shape[0], len(NAMES)))
    W[:, NAMES.index('hand.' + s)] = 1
    lowf = np.clip(-((G.reshape(-1, 3) - o) @ d) / .02 + .35, 0, .8)
    W[:, NAMES.index('hand.' + s)] = 1 - lowf
    W[:, NAMES.index('farm.' + s)] = lowf
    Pm = sheet(G, n0, col, True, (0, 0, 0, 0), 0, None, 'skin')
    e = np.array([palm_c[-1] + d * .004])
    Pm = Part(np.concatenate([Pm.V, e]), np.concatenate([Pm.F, outward(np.concatenate([Pm.V, e]), np.array([[6 * 14 + j, 6 * 14 + (j + 1) % 14, len(Pm.V)] for j in range(14)]), np.concatenate([Pm.N, [d]]))]),
              np.concatenate([Pm.C, [skin]]), np.concatenate([Pm.N, [d]]), np.concatenate([W, W[-1:]]), 'skin')
    parts.append(Pm)
    for name, pts, rr in fingers:
        n = len(pts)
        seg = 6
        t = tube(pts, rr, skin, seg, .96, pal, mat='skin')
        a, b = ('thumb1.' + s, 'thumb2.' + s) if name == 'thumb' else (name + '1.' + s, name + '2.' + s)
        W = np.zeros((len(t.V), len(NAMES)))
        share = {'thumb': [.0, .5, 1, 1, 1, 1], 'f': [0, .45, 1, 1, 1, 1, 1]}['thumb' if name == 'thumb' else 'f']
        far = {'thumb': [0, 0, .2, .8, 1, 1], 'f': [0, 0, 0, .35, .9, 1, 1]}['thumb' if name == 'thumb' else 'f']
        for i in range(n):
            sl = slice(i * seg, (i + 1) * seg)
            W[sl, NAMES.index('hand.' + s)] = 1 - share[i]
            W[sl, NAMES.index(a)] = share[i] * (1 - far[i])
            W[sl, NAMES.index(b)] = share[i] * far[i]
        W[n * seg] = W[0]
        W[n * seg + 1] = W[(n - 1) * seg]
        tt = np.concatenate([np.repeat(np.linspace(0, 1, n), seg), [0, 1]])
        t.C = skin * (1 - .22 * tt[:, None]) + warm * .22 * tt[:, None]
        nail = np.zeros(len(t.V))
        t.kind = W
        t.N = unit(grad(shaped, t.V, 1.5e-3) * .5 + t.N * .5)
        parts.append(t)
    return parts, union(f_all, pf, k=.008)


def shoe(p, s):
    """Sole and upper; styles: leather, sneaker, slipper (bare toes covered by a strap), boot."""
    st, c = p['shoes'], linear(p['shoe'])
    x = 1 if s == 'L' else -1
    an = J['foot.' + s][0]
    ax = an[0]
    th = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    L = 1.0
    yy = np.where(np.cos(th) > 0, -.168 * np.cos(th), -.082 * np.cos(th)) * L + .0
    toe = np.clip(-yy / .168, 0, 1)
    heel = np.clip(yy / .082, 0, 1)
    wx = np.sin(th) * (.0445 - .006 * heel) * (1 + .05 * np.sin(np.pi * np.clip(toe * 1.2, 0, 1)))
    wx = wx - x * .010 * toe ** 2 * (1 - .3 * np.abs(np.sin(th)))
    O = np.stack([ax + wx, .018 + yy, 0 * th], 1)
    ctr = np.array([ax, -.02, 0])
    sole = linear(p.get('sole', '#1c1a19'))
    rows = [(.0, .90), (.004, .985), (.020, 1.0), (.0225, .985)]
    G = np.array([ctr + (O - ctr) * [k, k, 1] + vec(0, 0, z) for z, k in rows])
    up = np.array([ctr * 0 + (O - ctr) * [.93, .95, 0] + ctr * [1, 1, 0]])
    N = np.array([unit((O - ctr) * [1, .5, 0] + vec(0, 0, -.4 if k < .95 else .05)) for _, k in rows])
    parts = [sheet(G, N, sole, True, (0, 0, 0, 0), 0, 'shoe', 'matte')]
    b = len(O)
    parts.append(Part(np.concatenate([G[0], [ctr]]), np.array([[j, (j + 1) % b, b] for j in range(b)])[:, ::-1] if x else None, sole * .7, np.tile(vec(0, 0, -1), (b + 1, 1)), 'shoe'))
    n = np.cross(parts[1].V[parts[1].F[0, 1]] - parts[1].V[parts[1].F[0, 0]], parts[1].V[parts[1].F[0, 2]] - parts[1].V[parts[1].F[0, 0]])
    if n[2] > 0:
        parts[1].F = parts[1].F[:, ::-1]
    tall = {'boot': .19, 'leather': .105, 'sneaker': .108, 'slipper': .10, 'flat': .085}[st]
    f = union(ell((ax - x * .004, -.088, .038), (.0405, .078, .036)), ell((ax, .020, .048), (.0345, .056, .050)), cone((ax, -.03, .055), (ax, .018, .085), .036, .038), cone((ax, .018, .06), (ax, .018, tall + .05), .040, .0385), k=.03)
    zs = np.array([.021, .030, .040, .050, .060, .072, .086, tall])
    zz = np.repeat(zs[:, None], 18, 1)
    tilt = np.repeat((smooth(zs, .03, .09) * .55)[:, None], 18, 1) * (np.cos(th) > 0)[None] * np.abs(np.cos(th))[None]
    Oo = np.stack([np.full_like(zz, ax), np.full_like(zz, .018), zz - .02 * (tilt > 0)], -1)
    D = np.stack([np.sin(th)[None] * np.cos(tilt), -np.cos(th)[None] * np.cos(tilt), np.sin(tilt)], -1)
    P, NN = cast_grid(f, Oo, D, .25)
    P[0] = up[0] + vec(0, 0, .0215)
    if st == 'slipper':
        skin = linear(p.get('sock', p['skin']))
        col = np.repeat(skin[None], P.shape[0] * 18, 0)
        strap = (np.abs(P[..., 1].ravel() + .085) < .040) & (P[..., 2].ravel() > .024)
        col[strap] = c
    else:
        col = np.repeat(c[None], P.shape[0] * 18, 0)
        if st == 'sneaker':
            hi = (P[..., 1].ravel() < -.115) & (P[..., 2].ravel() < .05)
            col[hi] = linear(p.get('toecap', '#e8e6e0'))
            hi = (P[..., 2].ravel() > .05) & (np.abs(P[..., 0].ravel() - ax) < .017) & (P[..., 1].ravel() < -.02)
            col[hi] = linear('#ecebe6')
    parts.append(sheet(P, NN, col, True, (0, 1, 0, 0), .006, 'shoe', 'satin' if st in ('leather', 'boot') else 'matte'))
    return parts, f
