"""Clothes: tops, trousers, skirts, aprons, vests, uniform parts, bags. Each returns Parts in body space."""
import numpy as np
from fields import vec, unit, smooth, bump, union, ell, cone, loft, linear, off, half, inter, smin, smax, chain
from rig import J, SHOULDER_X
from cloth import Part, sheet, cast_grid, ring_rays, patch, strip, band, tube, boxpart
from hair import noise
import body as B

WAIST_O = 1.315                                        # height of the point from which the shoulders are cast


def wrinkles(amount):
    """Folds of cloth at waist, elbow, knee and ankle, added to a field."""
    def w(P):
        x, y, z = P[:, 0], P[:, 1], P[:, 2]
        a = np.abs(x)
        side = np.sin(z * 88 + 3.2 * np.sin(x * 15) + y * 26)
        o = .0022 * side * bump(z, 1.02, .085) * (a < .22)
        o = o + .0016 * np.sin(z * 60 + x * 34 + y * 30) * bump(z, 1.33, .06) * bump(a, .12, .04)
        el = np.abs(z - 1.185)
        o = o + .0026 * np.sin(z * 130 + y * 40) * bump(el, 0, .045) * (a > .24)
        o = o + .0024 * np.sin(z * 85 + y * 25 + 2) * bump(z, .115, .055) * (a < .22)
        o = o + .0026 * np.sin(z * 105 + y * 20) * bump(z, .485, .055) * (a < .22)
        o = o + .0022 * np.sin(z * 70 + a * 60) * bump(z, .82, .05) * (y < .03) * (a < .22)
        return o * amount
    return w


def with_wrinkles(f, amount=1.0):
    w = wrinkles(amount)
    return lambda P: f(P) + w(P)


def pattern(t, V, base):
    """Colour of cloth per vertex."""
    kind = t.get('pattern')
    C = np.tile(base, (len(V), 1))
    if kind == 'floral':
        n = noise(V[:, 0] * 60, V[:, 2] * 60 + V[:, 1] * 40, t.get('seed', 3), 7)
        c2, c3 = linear(t['c2']), linear(t.get('c3', t['c2']))
        C = np.where((n > .18)[:, None], c2, C)
        C = np.where((n < -.28)[:, None], c3, C)
    if kind == 'worn':
        n = noise(V[:, 0] * 12, V[:, 2] * 9 + V[:, 1] * 14, t.get('seed', 3), 6)
        C = C * (1 + .16 * n[:, None])
    return C


def top(p, t, torso):
    """A shirt, jacket or dress top. Returns (parts, field of its outside)."""
    th, hem = t.get('thick', .010), t.get('hem', .86)
    slim = t.get('slim', 1.0)
    fem = p['sex'] == 'f'
    r = t.get('arm', ((.050, .043, .0345) if fem else (.055, .048, .0375)))
    body = off(torso, th)
    if hem < .80:                                       # a skirt or a long coat hangs from the hips
        fl = t.get('flare', .02)
        z1 = hem - .02
        hx, hy = .150 + p['hip'] + th + .010, .118 + p['depth'] + th
        pr = .05 if p.get('preg') else 0
        sk = loft([(z1, -.005 - pr * .6, hx + fl + .012, hy + fl + .022 + pr * .6), (.5 * (z1 + .95), -.3 * pr, hx + fl * .6 + .004, hy + fl * .6 + .010 + pr), (.93, .005 - pr * .3, hx, hy + pr * .6), (1.02, .005, hx - .012, hy - .006)])
        ripple = t.get('ripple', .004)
        body = union(body, lambda P: sk(P) + ripple * np.sin(np.arctan2(P[:, 0], -P[:, 1]) * 11) * smooth(.95 - P[:, 2], 0, .3), k=.03)
    elif hem < .92:                                     # worn over the trousers: wider than they are
        w = .186 + .8 * p['hip'] + .5 * max(p['belly'], 0) + th - .010
        hips = loft([(.74, .006, w + .004, .128 + p['depth'] + .3 * p['belly']), (.86, .006, w, .126 + p['depth'] + .5 * p['belly']), (.97, -.1 * p['belly'], w - .020, .116 + p['depth'] + .8 * p['belly']), (1.05, -.2 * p['belly'], w - .040, .104 + p['depth'] + p['belly'])])
        body = union(body, hips, k=.02)
    short = t.get('sleeve', 'long') == 'short'
    rs = (r[0] + th - .008, r[1] + th - .008 + (.006 if short else 0), r[2] + th - .006)
    arms = {s: B.arm_field(p, s, *rs) for s in 'LR'}
    f = union(body, arms['L'], arms['R'], k=.035)
    if t.get('sleeve') == 'none':
        f = body
    f = with_wrinkles(f, t.get('wrinkle', 1.0))
    base = linear(t['colour'])
    parts = []
    cols = t.get('cols', 30)
    gap = t.get('gap')
    s = np.linspace(0, 1, cols + (1 if gap else 0))[:cols if not gap else None]
    dip, dw = t.get('dip', 0), t.get('dipw', .34)
    nz = int(6 + max(0, .86 - hem) * 14)
    zlow = np.linspace(hem, WAIST_O, 9 + nz - 6)
    el_rows = np.linspace(0, 1, 9)[1:]
    R = len(zlow) + len(el_rows)
    nr = t.get('neck_r', 1.0)

    def target(phi):
        a = np.abs((phi + np.pi) % (2 * np.pi) - np.pi)
        z = t.get('neck_z', 1.468) - .008 * np.cos(a) - dip * np.exp(-(a / dw) ** 2)
        return np.stack([.0680 * nr * np.sin(phi), .021 - .0650 * nr * np.cos(phi), z], -1)
    zrow = np.concatenate([zlow, np.full(len(el_rows), WAIST_O)])
    if gap:
        g = gap(zrow)
        ph0 = np.arcsin(np.clip(g / .115, -.9, .9))
        phi = ph0[:, None] + (2 * np.pi - 2 * ph0[:, None]) * s[None]
    else:
        phi = np.repeat((s * 2 * np.pi)[None], R, 0)
    O = np.zeros((R, phi.shape[1], 3))
    D = np.zeros_like(O)
    cy = np.interp(zrow, [.8, 1.0, 1.14, 1.315], [.008, -.25 * p['belly'] + .006, -.32 * p['belly'] + .006, .010])
    O[..., 1], O[..., 2] = cy[:, None], zrow[:, None]
    D[..., 0], D[..., 1] = np.sin(phi), -np.cos(phi)
    o = vec(0, .010, WAIST_O)
    for k, e in enumerate(el_rows):
        i = len(zlow) + k
        T = target(phi[i]) - o
        el = np.arctan2(T[:, 2], np.hypot(T[:, 0], T[:, 1])) * e
        d_az = (np.arctan2(T[:, 0], -T[:, 1]) - phi[i] + np.pi) % (2 * np.pi) - np.pi
        az = phi[i] + d_az * e if not gap else phi[i]
        D[i] = np.stack([np.sin(az) * np.cos(el), -np.cos(az) * np.cos(el), np.sin(el)], -1)
    lim = p['sw'] + .004
    r0 = np.minimum(.40, lim / np.maximum(np.abs(D[..., 0]), 1e-3))
    r0 = np.where(O[..., 2] < 1.16, .40, r0)
    if t.get('sleeve') != 'none':
        r0 = np.where(O[..., 2] < 1.16, np.minimum(.40, (p['sw'] + p['hip'] + .5 * p['belly'] + .12 * (hem < .8) + .03) / np.maximum(np.abs(D[..., 0]), 1e-3)), r0)
        fcast = with_wrinkles(union(body, lambda P: np.maximum(arms['L'](P), 1.17 - P[:, 2]), lambda P: np.maximum(arms['R'](P), 1.17 - P[:, 2]), k=.035), t.get('wrinkle', 1.0))
    else:
        fcast = f
    G, N = cast_grid(fcast, O, D, r0)
    col = pattern(t, G.reshape(-1, 3), base)
    if t.get('yoke'):
        col[G.reshape(-1, 3)[:, 2] > t['yoke'][1]] = linear(t['yoke'][0])
    if t.get('lower'):
        col[G.reshape(-1, 3)[:, 2] < t['lower'][1]] = linear(t['lower'][0])
    parts.append(sheet(G, N, col, not gap, (1, 1, 1, 1), t.get('fold', .008), 'skirt' if hem < .7 else None, t.get('mat', 'matte'), double=hem < .8))
    if hem < .7:
        parts[-1].kind = 'dress'
    if t.get('flowers'):
        parts.append(flowers(G, N, t))
    if t.get('sleeve') != 'none':
        end = t.get('end', .40 if short else .965)
        sc = linear(t.get('sleeve_colour', t['colour']))
        for sd in 'LR':
            fs = with_wrinkles(union(body, arms[sd], k=.035), t.get('wrinkle', 1.0))
            q = B.sleeve(fs, sd, -.02, end, sc, 8 if short else 12, 14, .092)
            q.C = q.C / np.maximum(sc, 1e-6) * pattern(t, q.V, sc) if t.get('pattern') else q.C
            parts.append(q)
            if t.get('cuff'):
                parts.append(B.sleeve(off(fs, .0025), sd, end - (.05 if not short else .035), end + .002, linear(t['cuff']), 2, 14, .095))
    return parts, f, body


def flowers(G, N, t):
    """Small printed blossoms scattered over a top, as flat five-cornered leaves of cloth."""
    r = np.random.default_rng(t.get('seed', 1))
    V, M = G.reshape(-1, 3), N.reshape(-1, 3)
    X, Y, C, F = [], [], [], []
    n, R, K = 0, G.shape[0], G.shape[1]
    for _ in range(t.get('flower_n', 90)):
        i = r.integers(1, R - 2) * K + r.integers(0, K - 1)
        j = [i, i + 1, i + K]
        w = r.dirichlet((1, 1, 1))
        c, m = w @ V[j], unit(w @ M[j])
        if np.linalg.norm(V[j[0]] - V[j[1]]) > .06 or np.linalg.norm(V[j[0]] - V[j[2]]) > .08 or c[2] > 1.44:
            continue
        a = unit(np.cross(m, vec(.2, .1, 1)))
        b = np.cross(m, a)
        s = r.uniform(.009, .016) * t.get('flower_r', 1.0)
        th = np.linspace(0, 2 * np.pi, 6)[:-1] + r.uniform(0, 6)
        X.append(np.concatenate([[c + m * .0035], c + m * .0020 + np.outer(np.cos(th) * s, a) + np.outer(np.sin(th) * s, b)]))
        Y.append(np.tile(m, (6, 1)))
        q = linear(t['flowers'][r.integers(0, len(t['flowers']))])
        C.append(np.concatenate([[q * 1.5], np.tile(q, (5, 1))]))
        F.append(np.array([[n, n + 1 + k, n + 1 + (k + 1) % 5] for k in range(5)]))
        n += 6
    X, Y, C, F = (np.concatenate(q) for q in (X, Y, C, F))
    f = np.cross(X[F[:, 1]] - X[F[:, 0]], X[F[:, 2]] - X[F[:, 0]])
    fl = (f * Y[F[:, 0]]).sum(1) < 0
    F[fl] = F[fl][:, ::-1]
    return Part(X, F, np.clip(C, 0, 1), Y, 'dress' if t.get('hem', .9) < .7 else None)


def bare_arms(p, t):
    """Skin of the forearm where the sleeve is short."""
    fem = p['sex'] == 'f'
    r = np.array((.042, .0365, .0265) if fem else (.047, .0415, .0295)) * p['arm']
    out = []
    skin = linear(p['skin'])
    for s in 'LR':
        f = B.arm_field(p, s, *r)
        e = J['farm.' + s][0]
        w = J['hand.' + s][0]
        f = union(f, ell(e * .72 + w * .28, (.036 if fem else .041, .038 if fem else .043, .075)), k=.03)
        t0 = .30 if t.get('sleeve') == 'short' else (-.02 if t.get('sleeve') == 'none' else .8)
        out.append(B.sleeve(f, s, t0, 1.02, skin, 11 if t0 < .5 else 4, 12, .08, fold=False, mat='skin'))
    return out


def collar(p, t, f):
    """Shirt collar (stand and fall), stand-up collar, rib or hood at the neckline."""
    kind = t.get('neck', 'crew')
    c = linear(t.get('collar', t['colour']))
    nr = t.get('neck_r', 1.0)
    out = []
    if kind in ('shirt', 'polo', 'lapel'):
        a0 = np.radians(t.get('part', 9))
        ph = np.linspace(a0, 2 * np.pi - a0, 19)
        fr = bump(np.minimum(ph, 2 * np.pi - ph), a0, .55)
        rows = []
        base = 1.466 - .008 * np.cos(ph)
        for r, dz in ((.000, -.006), (.0005, .020), (.004, .0265), (.0110, .023), (.0205, .002), (.0255, -.0135)):
            rr = .0675 * nr + r
            zz = base + dz + .004 * -np.cos(ph)
            pt = fr * (1 if dz < 0 and r > .01 else (.35 if r > .01 else 0))
            rows.append(np.stack([(rr + .004 * pt) * np.sin(ph) * (1 + .10 * pt), .021 - (rr * .955 + .010 * pt + (r > .01) * .003) * np.cos(ph), zz - .022 * pt - (r > .01) * .006 * -np.cos(ph)], 1))
        G = np.array(rows)
        du = np.gradient(G, axis=1)
        dv = np.gradient(G, axis=0)
        N = unit(np.cross(du, dv))
        if (N[-1] * (G[-1] - vec(0, .02, 1.47))).sum() < 0:
            N = -N
        out.append(sheet(G, N, c, False, (0, 1, 1, 1), .003, 'collar', double=True))
    if kind in ('stand', 'zip'):
        a0 = np.radians(t.get('part', 5))
        ph = np.linspace(a0, 2 * np.pi - a0, 19)
        rows = [np.stack([(.0690 * nr + r) * np.sin(ph), .021 - (.0655 * nr + r) * np.cos(ph), 1.462 - .006 * np.cos(ph) + dz], 1) for r, dz in ((.0, -.008), (.003, .014), (.001, .034), (-.003, .035), (-.005, .010))]
        G = np.array(rows)
        N = unit(np.stack([np.sin(ph), -np.cos(ph), 0 * ph], 1))[None] + np.array([0, 0, .6, .9, -1.6])[:, None, None] * vec(0, 0, 0) + 0 * G
        N[3] = vec(0, 0, 1)
        N[4] *= -1
        out.append(sheet(G, unit(N), c, False, (0, 0, 1, 1), .003, 'collar', double=False))
    if kind in ('crew', 'v'):
        ph = np.linspace(0, 2 * np.pi, 32, endpoint=False)
        a = np.minimum(ph, 2 * np.pi - ph)
        dip, dw = t.get('dip', 0), t.get('dipw', .34)
        T = np.stack([.0680 * nr * np.sin(ph), .021 - .0650 * nr * np.cos(ph), 1.468 - .008 * np.cos(ph) - dip * np.exp(-(a / dw) ** 2)], 1)
        o = vec(0, .010, WAIST_O)
        D = unit(T - o)
        rows, rn = [], []
        for k in (1.0, .955):
            e = np.arctan2(D[:, 2], np.hypot(D[:, 0], D[:, 1])) - (1 - k) * 1.3
            az = np.arctan2(D[:, 0], -D[:, 1])
            d = np.stack([np.sin(az) * np.cos(e), -np.cos(az) * np.cos(e), np.sin(e)], 1)
            P, N = cast_grid(f, np.tile(o, (1, 32, 1)), d[None], .3)
            rows.append(P[0] + N[0] * .0022)
            rn.append(N[0])
        out.append(sheet(np.array(rows), np.array(rn), linear(t.get('rib', t['colour'])) * (1 if t.get('rib') else .82), True, (1, 1, 0, 0), .006, 'torso'))
    return out


def inner(p, torso, colour, z0=1.12, r=.004, mat='matte', top_z=1.478, width=62):
    """What shows in the opening: undershirt, shirt front or skin."""
    ph = np.radians(np.linspace(-width, width, 17))
    f = off(torso, r)
    z = np.linspace(z0, WAIST_O, 6)
    O1, D1 = ring_rays(z[:, None], ph[None], .0)
    o = vec(0, .010, WAIST_O)
    T = np.stack([.0600 * np.sin(ph), .021 - .0585 * np.cos(ph), np.full_like(ph, top_z)], 1) - o
    el = np.arctan2(T[:, 2], np.hypot(T[:, 0], T[:, 1]))
    k = np.linspace(0, 1, 7)[1:, None]
    D2 = np.stack([np.sin(ph) * np.cos(el * k), -np.cos(ph) * np.cos(el * k), np.sin(el * k)], -1)
    O2 = np.broadcast_to(o, D2.shape)
    G, N = cast_grid(f, np.concatenate([O1, O2]), np.concatenate([D1, D2]), .3)
    return sheet(G, N, linear(colour), False, (0, 0, 0, 0), 0, 'torso', mat)


def trousers(p, b, torso, hide_above):
    """Trousers or shorts: pelvis ring and two legs."""
    fem = p['sex'] == 'f'
    k = b.get('wide', 1.0) * p['leg']
    r0, r1, r2 = ((.080, .060, .050) if fem else (.083, .064, .055))
    r0 = r0 + .35 * p['hip'] + .15 * max(p['belly'], 0)
    taper = b.get('ankle', r2 * k)
    f = union(*[B.leg_field(p, s, r0 * (.4 + .6 * k), r1 * k, taper) for s in 'LR'], k=.012)
    f = union(f, inter(off(torso, .004), half((0, 0, 1), (0, 0, 1.05)), .02), k=.03)
    f = with_wrinkles(f, b.get('wrinkle', 1.0))
    c = linear(b['colour'])
    end = b.get('end', .064)
    parts = []
    topz = min(1.03, hide_above)
    ph = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    zs = np.linspace(topz, .845, 5)
    O, D = ring_rays(zs[:, None], ph[None], .006)
    G, N = cast_grid(f, O, D, .3)
    parts.append(sheet(G, N, c, True, (1, 0, 0, 0), .006, 'legs'))
    for s in 'LR':
        parts.append(B.trouser_leg(f, s, .90, end, c, 12 if end < .3 else 9, 14))
        if b.get('stripe'):
            x = 1 if s == 'L' else -1
            a = J['thigh.' + s][0]
    if end > .15:                                        # bare shins
        skin = linear(b.get('hose', p['skin']))
        r = (.066, .048, .030) if fem else (.068, .053, .036)
        for s in 'LR':
            g = B.leg_field(p, s, *r)
            x = 1 if s == 'L' else -1
            g = union(g, ell((x * .097, .020, .36), (.043, .046, .10)), k=.03)
            parts.append(B.trouser_leg(g, s, min(.62, end + .12), .07, skin, 11, 12, fold=False, mat='skin'))
    return parts, f


def epaulettes(p, f, colour, pips='#d9c27a', n=2):
    """Shoulder boards lying on the sleeve seam, with bars and studs."""
    out = []
    for x in (1, -1):
        u = np.linspace(0, 1, 5)
        v = np.array([-1, -.96, .96, 1.0])
        cx = .070 + u * (p['sw'] - .064)
        X = x * np.repeat(cx[:, None], 4, 1)
        Y = .024 + np.repeat(v[None], 5, 0) * (.019 + .004 * u[:, None])
        O = np.stack([X, Y, np.full_like(X, 1.30)], -1)
        D = np.zeros_like(O)
        D[..., 2] = 1
        P, N = cast_grid(f, O, D, .26)
        L = .0055
        out.append(sheet(P + N * L, N, linear(colour), False, depth=.008, kind=None, rim=.7))
        for k in range(n):
            i = 2.4 + .75 * k
            c = P[int(i), 1] * (1 - i % 1) + P[min(4, int(i) + 1), 1] * (i % 1)
            c2 = P[int(i), 2] * (1 - i % 1) + P[min(4, int(i) + 1), 2] * (i % 1)
            m = (c + c2) / 2 + N[int(i), 1] * (L + .0018)
            out.append(disc(m, N[int(i), 1], .0068, pips, 5, kind='clav.L' if x > 0 else 'clav.R'))
        e = P[3:5]
        out.append(sheet(P[:2] * .55 + P[1:3] * .45 + N[:2] * (L + .0012), N[:2], linear(pips) * .8, False, (0, 0, 0, 0), 0, None, 'metal'))
    return out


def disc(c, n, r, colour, seg=8, kind='torso', mat='metal', dome=.35, star=0.0):
    """A stud, button or (with star) an emblem's star."""
    n = unit(n)
    a = unit(np.cross(n, vec(0, 1, .01) if abs(n[2]) > .7 else vec(0, 0, 1)))
    b = np.cross(n, a)
    th = np.linspace(0, 2 * np.pi, seg, endpoint=False) + np.pi / 2
    rr = r * np.where(np.arange(seg) % 2 == 0, 1, 1 - star)
    ring = np.asarray(c) + np.outer(np.cos(th) * rr, a) + np.outer(np.sin(th) * rr, b)
    base = ring - n * r * .5
    V = np.concatenate([ring, base, [np.asarray(c) + n * r * dome]])
    F = []
    for j in range(seg):
        k = (j + 1) % seg
        F += [[j, k, 2 * seg], [j, j + seg, k + seg], [j, k + seg, k]]
    F = np.array(F)
    m = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    fl = (m * (V[F].mean(1) - (np.asarray(c) - n * r * .3))).sum(1) < 0
    F[fl] = F[fl][:, ::-1]
    N = np.concatenate([unit(n + .6 * (ring - c) / r), unit((ring - c)), [n]])
    return Part(V, F, linear(colour), N, kind, mat)


def emblem(c, n, r, kind='torso', field='#1c3c86'):
    """The bureau's emblem, a design of our own: a gold ring, a blue field, a hill and a river bend."""
    n = unit(n)
    out = [disc(c, n, r, '#d8b45a', 14, kind, 'metal', .12), disc(np.asarray(c) + n * r * .10, n, r * .78, field, 14, kind, 'satin', .12)]
    a = unit(np.cross(n, vec(0, 0, 1)))
    b = unit(np.cross(a, n))
    if b[2] < 0:
        a, b = -a, -b
    q = np.asarray(c) + n * r * .30
    tri = lambda pts, col: out.append(flat([q + a * x * r + b * y * r for x, y in pts], n, col, kind))
    tri([(-.52, -.20), (-.14, .48), (.10, -.20)], '#f1e6c4')
    tri([(-.08, -.20), (.22, .28), (.52, -.20)], '#f1e6c4')
    tri([(-.50, -.30), (.50, -.30), (.36, -.46), (-.36, -.46)], '#7fc0d8')
    return out


def flat(pts, n, colour, kind, mat='satin'):
    V = np.array(pts)
    F = np.array([[0, i, i + 1] for i in range(1, len(V) - 1)])
    m = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    if m.sum(0) @ n < 0:
        F = F[:, ::-1]
    return Part(V, F, linear(colour), np.tile(unit(n), (len(V), 1)), kind, mat, ao=0)


def front_point(f, x, z, lift=.0, side=-1):
    O = np.array([[[x * .55, 0, z]]])
    D = unit(np.array([[[x * .45, side * .12, 0]]]))
    P, N = cast_grid(f, O, D, .32)
    return P[0, 0] + N[0, 0] * lift, N[0, 0]


def buttons(f, zs, colour='#e9e1d0', x=0.0, r=.0055, lift=.003):
    out = []
    for z in zs:
        c, n = front_point(f, x, z, lift)
        out.append(disc(c, n, r, colour, 6, 'torso', 'satin'))
    return out


def vest(p, body, colour, bandc='#d7dcde', gap=.004, hem=.90, lift=.012, bands=(1.00, 1.13), tabs=True):
    """A sleeveless vest over the top with reflective bands."""
    f = off(body, lift)
    t = dict(colour=colour, sleeve='none', hem=hem, gap=lambda z: gap + np.clip((z - 1.30) * 1.4, 0, .05) + 0 * z, thick=0, cols=24, neck_r=1.42, neck_z=1.455, wrinkle=.8, fold=.006)
    parts, _, _ = top(dict(p), t, f)
    out = parts
    a0 = np.arcsin(gap / .115) + .02
    ph = np.linspace(a0, 2 * np.pi - a0, 24)
    for z in bands:
        out.append(band(f, z - .022, z + .022, bandc, .0022, phi=ph, limit=p['sw'] + .03, kind=None, mat='satin'))
    for x in (1, -1):
        for side in (-1, 1):
            zs = np.linspace(bands[-1] + .02, 1.405, 7)
            out.append(strip(f, np.stack([x * (.088 + .012 * (zs - 1.15) / .25), zs], 1), .020, bandc, .0022, side, None, 'satin'))
    return out


def apron(p, f, colour, bib=1.31, hem=.58, half_w=.19, pocket=None):
    """A bibbed apron tied at the back, straps over the shoulders."""
    be = p['belly']
    sk = loft([(.50, -.030, .200, .140), (.75, -.020, .185 + p['hip'], .135 + .3 * be), (.95, -.012, .166 + p['hip'] + .4 * be, .128 + be), (1.05, -.010, .150 + .5 * be, .118 + be)])
    g = union(off(f, .006), inter(sk, half((0, 0, 1), (0, 0, 1.02)), .03), k=.03)
    zs = np.concatenate([np.linspace(hem, 1.06, 9), np.linspace(1.09, bib, 5)])
    w = np.where(zs < 1.075, 1.25 - .10 * np.abs(zs - .85), np.interp(zs, [1.09, 1.16, bib], [1.10, .78, .66]))
    u = np.linspace(-1, 1, 17)
    O, D = ring_rays(zs[:, None], w[:, None] * u[None], .0)
    G, N = cast_grid(g, O, D, .4)
    c = linear(colour)
    out = [sheet(G + N * .002, N, c, False, kind=None, depth=.006, double=True)]
    out.append(band(off(f, .002), 1.062, 1.088, colour, .004, phi=np.linspace(1.0, 2 * np.pi - 1.0, 18), kind=None))
    for x in (1, -1):
        zz = np.linspace(bib - .01, 1.44, 6)
        out.append(strip(f, np.stack([x * (.070 + .02 * (zz - bib)), zz], 1), .011, colour, .005, -1, None))
        out.append(strip(f, np.stack([x * (.075 - .10 * (1.44 - np.linspace(1.09, 1.44, 8))), np.linspace(1.09, 1.44, 8)], 1), .011, colour, .005, 1, None))
    if pocket:
        out.append(patch(g, -.085, .085, .86, 1.0, pocket, .006, 6, 4, kind=None))
    return out


def belt(f, colour, buckle='#c9b26a', z=.985, w=.019):
    out = [band(f, z - w, z + w, colour, .004, kind='legs', mat='satin')]
    c, n = front_point(f, 0, z, .006)
    out.append(boxpart(c, (.022, .006, .017), buckle, kind='hips', mat='metal'))
    return out


def bag(p, f, colour, kind='waist'):
    """A waist bag, a shoulder bag or a rucksack."""
    out = []
    if kind == 'waist':
        out.append(band(f, .955, .978, '#1d1d20', .005, kind='legs'))
        c, n = front_point(f, .045, .955, .024)
        out.append(boxpart(c, (.075, .030, .050), colour, kind='hips', bevel=.5))
        out.append(boxpart(c + vec(0, -.030, .004), (.055, .006, .028), colour, kind='hips', bevel=.5))
    if kind == 'sling':
        u = np.linspace(0, 1, 12)
        out.append(strip(f, np.stack([-.115 + .275 * u, 1.425 - .50 * u ** 1.1], 1), .013, '#2a2624', .006, -1, None))
        out.append(strip(f, np.stack([-.105 + .260 * u, 1.420 - .50 * u ** 1.1], 1), .013, '#2a2624', .006, 1, None))
        out.append(boxpart((.185 + p['hip'], .01, .90), (.030, .085, .075), colour, kind='hips', bevel=.4))
    if kind == 'back':
        out.append(boxpart((0, .185, 1.26), (.125, .060, .175), colour, kind='chest', bevel=.45))
        out.append(boxpart((0, .250, 1.19), (.095, .020, .085), colour, kind='chest', bevel=.5))
        for x in (1, -1):
            zz = np.linspace(1.12, 1.43, 8)
            out.append(strip(f, np.stack([x * (.110 - .03 * np.sin((zz - 1.12) / .31 * 2.6)), zz], 1), .017, colour, .006, -1, None))
    return out
