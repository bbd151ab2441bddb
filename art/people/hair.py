"""Hair as a shell that thins to nothing at an uneven hairline, plus tapered locks that break the outline; hats.

All in head space (see head.CENTRE). Angles: 0 is the face, pi the back; positive is the left side.
"""
import numpy as np
from fields import vec, unit, smooth, bump, cast, grad, ell, linear, union
import head as H
from head import Piece, ring_faces, normals

SC = vec(0, .012, 1.640)                               # centre of the scalp


def noise(a, b, seed, n=5):
    """Smooth pseudo-random field in [-1, 1] of two variables, the same for the same seed."""
    r = np.random.default_rng(seed)
    o = np.zeros(np.broadcast(a, b).shape)
    for k in range(n):
        fa, fb, ph = r.uniform(2, 9), r.uniform(2, 9), r.uniform(0, 6.3)
        o = o + np.sin(np.round(fa) * a + fb * b + ph)
    return o / n


# hairline elevation (degrees seen from SC) at azimuth 0, 25, 45, 60, 75, 95, 120, 150, 180 degrees
LINES = {
    'short': [36, 35, 27, 18, -6, -14, -34, -42, -44],
    'receding': [52, 40, 36, 20, -4, -12, -32, -40, -42],
    'high': [44, 42, 32, 20, -4, -14, -34, -42, -44],
    'long': [37, 36, 28, 15, -4, -16, -40, -46, -48],
    'bald': [88, 80, 60, 34, 8, -8, -30, -38, -40],
}
AZ = np.radians([0, 25, 45, 60, 75, 95, 120, 150, 180])


def direction(az, el):
    return np.stack([np.sin(az) * np.cos(el), -np.cos(az) * np.cos(el), np.sin(el)], -1)


def shell(p, f, st):
    """The scalp cap: rings from the hairline to the crown."""
    seed = st['seed']
    az = np.linspace(-np.pi, np.pi, 36, endpoint=False)
    line = np.radians(np.interp(np.abs(az), AZ, LINES[st['line']])) + np.radians(2.2) * noise(az, 0 * az, seed)
    rows = [0, .05, .14, .27, .42, .58, .74, .89, 1.0]
    V, E = [], []
    th = st['thick']
    for t in rows:
        el = line + (np.radians(89.5) - line) * t
        d = direction(az, el)
        P = cast(f, np.tile(SC, (len(az), 1)), d, .16, 24)
        a = np.abs(az)
        top, side, back, front = th
        w = smooth(np.degrees(el), 5, 60)
        base = side * (1 - w) + top * w
        base = base + (back - side) * smooth(np.degrees(a), 100, 150) * (1 - w) + (front - top) * bump(a, 0, .9) * bump(np.degrees(el), 52, 22)
        part = st.get('part')
        if part is not None:                           # a parting: a shallow groove from the front to the crown
            x = P[:, 0] - part
            base = base - .006 * bump(x, 0, .0055) * smooth(P[:, 2], 1.68, 1.70) * (1 - smooth(P[:, 1], .03, .06))
        g = np.clip(t / .10, 0, 1) ** .6
        lump = st.get('lump', .0016) * noise(az * 2, el * 4, seed + 1)
        V.append(P + d * (np.maximum(base + lump, .001) * g - .0012 * (1 - g))[:, None])
        E.append(g)
    V = np.concatenate(V)
    F = ring_faces(len(rows), len(az))
    if (normals(V, F)[5 * 36] @ (V[5 * 36] - SC)) < 0:
        F = F[:, ::-1]
    c = linear(p['hairc'])
    el = np.concatenate([np.full(36, t) for t in rows])
    a2 = np.tile(az, len(rows))
    tone = 1 + .28 * noise(a2 * 3, el * 2, seed + 3) + .35 * bump(el, .62, .16)
    C = c * np.clip(tone, .5, 1.7)[:, None]
    skin = linear(p['skin'])
    k = (1 - np.clip(el / .05, 0, 1))[:, None] * st.get('soft', .45)
    C = C * (1 - k) + skin * .55 * k
    return Piece(V, F, C, 'satin' if not p.get('grey') else 'skin')


def lock(path, width, thick, colour, up, seg=5, tip=.12, root=.55):
    """A flattened tapering strand along path (n, 3); up is the outward direction at every point."""
    path = np.asarray(path, float)
    n = len(path)
    t = np.linspace(0, 1, n)
    tn = unit(np.gradient(path, axis=0))
    up = unit(up - tn * (up * tn).sum(1, keepdims=True))
    sd = np.cross(tn, up)
    prof = (root + (1 - root) * np.sin(np.pi * np.clip(t * .9 + .1, 0, 1))) * (1 - smooth(t, .55, 1.0) * (1 - tip))
    th = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    V = path[:, None] + sd[:, None] * (np.cos(th)[None, :, None] * width * prof[:, None, None]) + up[:, None] * (np.sin(th)[None, :, None] * thick * prof[:, None, None])
    V = V.reshape(-1, 3)
    F = []
    for i in range(n - 1):
        for j in range(seg):
            a, b = i * seg + j, i * seg + (j + 1) % seg
            F += [[a, b, b + seg], [a, b + seg, a + seg]]
    V = np.concatenate([V, path[-1:] + tn[-1:] * thick])
    e = len(V) - 1
    F += [[(n - 1) * seg + j, (n - 1) * seg + (j + 1) % seg, e] for j in range(seg)]
    F = np.array(F)
    N = normals(V, F)
    if ((N[:-1] * (V[:-1] - np.repeat(path, seg, 0))).sum(1)).mean() < 0:
        F = F[:, ::-1]
        N = -N
    C = np.tile(colour, (len(V), 1)) * np.concatenate([np.repeat(.78 + .4 * np.sin(np.pi * t), seg), [.8]])[:, None]
    return V, F, C, N


def gather(items, mat):
    V, F, C, N, n = [], [], [], [], 0
    for v, f, c, nn in items:
        V.append(v)
        F.append(f + n)
        C.append(c)
        N.append(nn)
        n += len(v)
    return Piece(np.concatenate(V), np.concatenate(F), np.concatenate(C), mat, np.concatenate(N))


def on_scalp(f, az, el, h):
    d = direction(np.asarray(az, float), np.asarray(el, float))
    P = cast(f, np.tile(SC, (len(d), 1)), d, .15, 20)
    return P + d * np.asarray(h, float).reshape(-1, 1), d


def combed(p, f, st):
    """Locks lying on the cap from the parting or the crown towards the hairline."""
    r = np.random.default_rng(st['seed'])
    c = linear(p['hairc'])
    top, side, back, front = st['thick']
    out = []
    n = st.get('locks', 26)
    kind = st.get('flow', 'crown')
    for i in range(n):
        tone = r.uniform(.75, 1.5)
        if kind == 'fringe' and i < n * .5:            # falls over the forehead
            a1 = np.radians(r.uniform(-52, 52))
            a0 = a1 * .55 + np.radians(r.uniform(-10, 10))
            e0, e1 = np.radians(r.uniform(66, 78)), np.radians(st.get('drop', 20) + r.uniform(-4, 5) + 7 * abs(a1))
        elif kind in ('side', 'up') and i < n * .55:   # swept over from the parting; 'up' rises from the forehead
            s = st.get('dir', 1)
            u = r.uniform(0, 1)
            a0 = np.radians(-s * 24 + s * u * 30)
            a1 = np.radians(s * (20 + u * 50))
            e0, e1 = np.radians(44 + 24 * r.uniform(0, 1)), np.radians(42 + r.uniform(-6, 14) - 14 * u)
            if kind == 'up':
                a0, a1 = np.radians(r.uniform(-46, 46)), 0
                a1 = a0 * 1.05 + np.radians(10 * s)
                e0, e1 = np.radians(40 + r.uniform(-1, 4)), np.radians(74 + r.uniform(-6, 6))
        else:
            a1 = np.radians(r.uniform(55, 178)) * r.choice([-1, 1])
            line = np.interp(abs(a1), AZ, LINES[st['line']])
            a0 = a1 * .9 + np.radians(r.uniform(-12, 12))
            e0, e1 = np.radians(r.uniform(50, 70)), np.radians(line + r.uniform(0, 9))
        t = np.linspace(0, 1, 6)
        el = e0 + (e1 - e0) * t
        az = a0 + (a1 - a0) * t ** 1.2
        wt = smooth(np.degrees(el), 5, 60)
        hgt = (side * (1 - wt) + top * wt) * (1 - .55 * smooth(t, .6, 1)) + .0012
        if kind == 'up' and i < n * .55:
            hgt = np.interp(t, [0, .25, .6, 1], [.001, front + .003, top + .004, top + .001])
        if kind == 'fringe' and i < n * .5:
            hgt = np.maximum(hgt, .0045 + .003 * np.sin(np.pi * t))
        P, d = on_scalp(f, az, el, hgt)
        P[1:] += r.normal(0, .0012, (5, 3))
        out.append(lock(P, r.uniform(.0055, .0095) * st.get('lw', 1), r.uniform(.0026, .0042), c * tone, d, 4))
    return [gather(out, 'satin' if not p.get('grey') else 'skin')]


def curtain(p, f, st):
    """Hair that hangs: a ring of broad locks from the crown over the side and back to `length` below the ear."""
    r = np.random.default_rng(st['seed'] + 7)
    c = linear(p['hairc'])
    out = []
    n, zend, bend = st['n'], st['zend'], st.get('bend', 0)
    lo, hi = np.radians(st.get('arc', (58, 180)))
    for i in range(n):
        u = (i + .5) / n
        a = (lo + (hi - lo) * u) if i % 2 == 0 else -(lo + (hi - lo) * ((i - .5) / n))
        a0 = a * .75
        ze = zend + r.uniform(-.006, .006) + st.get('slope', 0) * (1 - abs(a) / np.pi)
        P, d = on_scalp(f, np.array([a0, a * .92, a]), np.radians([62, 34, 8]), np.array([st['thick'][0], st['thick'][1] + .004, st['thick'][1] + .006]))
        last = P[-1]
        rad = d[-1] * [1, 1, 0]
        k = np.linspace(0, 1, 5)[1:]
        down = np.stack([last + vec(0, 0, ze - last[2]) * q + rad * (st.get('flare', .006) * np.sin(np.pi * q * .8) + bend * q ** 2) for q in k])
        if st.get('tuck'):
            down[:, 1] += .012 * k
        path = np.concatenate([P, down])
        up = np.concatenate([d, np.tile(rad, (len(k), 1))])
        out.append(lock(path, r.uniform(.0135, .0175) * st.get('lw', 1), r.uniform(.005, .007), c * r.uniform(.8, 1.35), up, seg=6, tip=.45, root=.7))
    return [gather(out, 'satin' if not p.get('grey') else 'skin')]


def ball(c, r, colour, squash=(1, 1, 1), rows=7, seg=12, mat='satin', seed=1, rough=.06):
    t = np.linspace(-np.pi / 2 + .12, np.pi / 2 - .12, rows)
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    d = np.stack([np.outer(np.cos(t), np.cos(a)), np.outer(np.cos(t), np.sin(a)), np.outer(np.sin(t), np.ones(seg))], -1).reshape(-1, 3)
    k = 1 + rough * noise(np.tile(a, rows) * 2 + np.repeat(t, seg) * 3, np.repeat(t, seg), seed)
    V = d * r * np.array(squash) * k[:, None] + np.array(c)
    F = ring_faces(rows, seg)
    F = np.concatenate([F, [[i, (i + 1) % seg, seg * 0 + 0] for i in range(1, seg - 1)], [[(rows - 1) * seg, (rows - 1) * seg + i, (rows - 1) * seg + (i + 1) % seg] for i in range(1, seg - 1)]])
    n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    fl = (n * (V[F].mean(1) - np.array(c))).sum(1) < 0
    F[fl] = F[fl][:, ::-1]
    N = unit(d / np.array(squash))
    C = np.tile(linear(colour), (len(V), 1)) * (1 + .25 * noise(np.tile(a, rows) * 3 + np.repeat(t, seg) * 5, np.repeat(t, seg) * 2, seed + 1))[:, None]
    return Piece(V, F, C, mat, N)


STYLES = {
    'crew': dict(line='short', thick=(.010, .0045, .004, .012), flow='up', locks=18, lump=.0010),
    'buzz': dict(line='high', thick=(.0045, .0035, .0035, .0045), locks=0, lump=.0005, soft=.6),
    'side': dict(line='short', thick=(.017, .008, .007, .021), flow='side', part=-.026, locks=30),
    'sideold': dict(line='receding', thick=(.011, .007, .007, .012), flow='side', part=-.030, locks=26),
    'mop': dict(line='short', thick=(.018, .012, .010, .018), flow='fringe', locks=42, drop=18, lump=.003),
    'tousle': dict(line='short', thick=(.020, .008, .007, .022), flow='up', locks=40, lump=.003, lw=.9),
    'quiff': dict(line='high', thick=(.022, .004, .004, .030), flow='up', locks=34, dir=-1),
    'bald': dict(line='bald', thick=(.004, .009, .009, .004), locks=14, flow='crown'),
    'thin': dict(line='receding', thick=(.006, .006, .007, .006), flow='side', dir=-1, locks=24),
    'bob': dict(line='long', thick=(.014, .011, .011, .014), flow='fringe', drop=17, locks=30, hang=dict(n=26, zend=1.530, arc=(52, 180), flare=.010, bend=-.006)),
    'bobside': dict(line='long', thick=(.015, .011, .011, .017), flow='side', part=.022, dir=-1, locks=24, hang=dict(n=26, zend=1.520, arc=(56, 180), flare=.009, bend=.004)),
    'long': dict(line='long', thick=(.013, .009, .009, .014), flow='side', part=0, locks=24, hang=dict(n=26, zend=1.400, arc=(66, 180), flare=.006, bend=.002, tuck=1)),
    'tail': dict(line='long', thick=(.010, .007, .007, .012), flow='side', part=.018, dir=-1, locks=22, tail='low'),
    'hightail': dict(line='long', thick=(.010, .007, .007, .011), flow='fringe', drop=20, locks=20, tail='high'),
    'bun': dict(line='long', thick=(.011, .008, .008, .012), flow='side', part=0, locks=22, tail='bun'),
    'perm': dict(line='long', thick=(.018, .016, .016, .020), locks=0, lump=.004, curls=44),
    'shortf': dict(line='long', thick=(.015, .010, .009, .018), flow='side', part=.024, dir=-1, locks=34, hang=dict(n=18, zend=1.565, arc=(62, 180), flare=.006, bend=-.010)),
    'pigtails': dict(line='long', thick=(.010, .008, .008, .011), flow='fringe', drop=16, locks=26, tail='two'),
    'bowl': dict(line='short', thick=(.015, .012, .009, .016), flow='fringe', drop=19, locks=36, lump=.001),
}


def build(p, f):
    """Pieces of hair for style p['hair'], and whether a hat hides its top."""
    if not p.get('hair'):
        return []
    st = dict(STYLES[p['hair']], seed=p['seed'])
    out = [shell(p, f, st)]
    if st.get('locks'):
        if p.get('hat'):
            st = dict(st, flow='crown', locks=16)
        out += combed(p, f, st)
    if st.get('hang'):
        out += curtain(p, f, dict(st['hang'], thick=st['thick'], seed=st['seed']))
    c, mat = p['hairc'], 'satin' if not p.get('grey') else 'skin'
    tail = st.get('tail')
    if tail == 'bun':
        out.append(ball((0, .118, 1.655), .034, c, (1, .8, 1), seed=st['seed'], mat=mat, rough=.10))
    if tail in ('low', 'high', 'two'):
        r = np.random.default_rng(st['seed'] + 3)
        z0, y0, L = (1.600, .108, .17) if tail == 'low' else (1.690, .102, .22)
        roots = [(0, y0, z0)] if tail != 'two' else [(.074, .05, 1.630), (-.074, .05, 1.630)]
        if tail == 'two':
            L = .13
        items = []
        for x0, yy, zz in roots:
            for k in range(7):
                t = np.linspace(0, 1, 7)
                sx = r.uniform(-.014, .014)
                rise = .016 if tail == 'high' else .004
                px = x0 + np.sign(x0) * .030 * np.sin(t * 2.2) + sx * np.sin(np.pi * np.clip(t * .8 + .1, 0, 1))
                py = yy + (.045 if tail != 'two' else .012) * np.sin(np.clip(t * 2.4, 0, 1.7)) + r.uniform(-.008, .008) * t
                pz = zz + rise * np.sin(np.clip(t * 5, 0, np.pi)) - L * t ** 1.35 * r.uniform(.85, 1.05)
                path = np.stack([px, py, pz], 1)
                upv = np.tile(vec(np.sign(x0) if tail == 'two' else sx * 40, 1, .2), (7, 1))
                items.append(lock(path, .013, .010, linear(c) * r.uniform(.8, 1.3), upv, seg=6, tip=.2, root=.45))
        out.append(gather(items, mat))
        for x0, yy, zz in roots:
            out.append(ball((x0 * 1.02, yy + .004, zz), .0125, p.get('tie', '#7d2c3a'), (1, .8, 1), 5, 8, 'skin', rough=0))
    if st.get('curls'):
        r = np.random.default_rng(st['seed'] + 5)
        n = st['curls']
        for i in range(n):
            a = np.radians(r.uniform(38, 180)) * r.choice([-1, 1]) if i > n * .3 else np.radians(r.uniform(-45, 45))
            line = np.interp(abs(a), AZ, LINES['long'])
            el = np.radians(r.uniform(line + 8, 82))
            P, d = on_scalp(f, [a], [el], [st['thick'][1] - .004])
            if p.get('hat') and P[0, 2] > 1.675:
                continue
            out.append(ball(P[0], r.uniform(.018, .026), c, (1, 1, .85), 5, 7, mat, seed=i, rough=.12))
    return out


def clip_under_hat(pieces, z0, slope=.12):
    """Drops hair above the plane z = z0 - slope*y that a hat would cover."""
    out = []
    for q in pieces:
        above = q.V[:, 2] > z0 - slope * q.V[:, 1]
        F = q.F[~above[q.F].all(1)]
        if not len(F):
            continue
        u, inv = np.unique(F, return_inverse=True)
        V = q.V[u].copy()
        hi = V[:, 2] > z0 - slope * V[:, 1]
        V[hi] = SC + (V[hi] - SC) * .93
        out.append(Piece(V, inv.reshape(-1, 3), q.C[u], q.mat, q.N[u]))
    return out
