"""Sheets of cloth and skin: ordered grids cast on body fields, with folded edges, patches, bands, collars."""
import numpy as np
from fields import vec, unit, smooth, cast, grad, linear
from head import normals


class Part:
    """One surface of the body with its weights' kind."""
    def __init__(self, V, F, C, N=None, kind=None, mat='matte', ao=1.0):
        self.V, self.F = np.asarray(V, float), np.asarray(F)
        C = np.asarray(C, float)
        self.C = np.tile(C, (len(self.V), 1)) if C.ndim == 1 else C
        self.N = normals(self.V, self.F) if N is None else N
        self.kind, self.mat, self.ao = kind, mat, ao


def grid_faces(R, C, closed):
    F = []
    for r in range(R - 1):
        for c in range(C if closed else C - 1):
            a, b = r * C + c, r * C + (c + 1) % C
            F += [[a, a + C, b + C], [a, b + C, b]]
    return np.array(F)


def outward(V, F, N):
    """Turns the faces so that they agree with the normals."""
    n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    s = (n * N[F].mean(1)).sum(1)
    return F[:, ::-1] if s.sum() < 0 else F


def sheet(G, N, colour, closed=True, fold=(1, 1, 1, 1), depth=.006, kind=None, mat='matte', double=False, ao=1.0, rim=.6):
    """Grid (R, C, 3) with normals -> Part; folds (first row, last row, first column, last column) turn inwards."""
    R, C = G.shape[:2]
    V, NN = G.reshape(-1, 3), unit(N.reshape(-1, 3))
    col = np.asarray(colour, float)
    col = np.tile(col, (R * C, 1)) if col.ndim == 1 else col.reshape(-1, 3)
    F = outward(V, grid_faces(R, C, closed), NN)
    Vs, Ns, Cs, Fs, n = [V], [NN], [col], [F], len(V)

    def edge(ids, out):
        nonlocal n
        a = V[ids]
        m = unit(out * .8 + NN[ids] * .35)
        b = a - NN[ids] * depth
        Vs.append(np.concatenate([a, b]))
        Ns.append(np.concatenate([m, m]))
        Cs.append(np.concatenate([col[ids] * .96, col[ids] * rim]))
        k = len(ids)
        f = np.array([[i, i + 1, k + i + 1] for i in range(k - 1)] + [[i, k + i + 1, k + i] for i in range(k - 1)])
        Fs.append(outward(Vs[-1], f, Ns[-1]) + n)
        n += 2 * k
    rc = np.arange(R * C).reshape(R, C)
    ring = lambda r: np.append(rc[r], rc[r, 0]) if closed else rc[r]
    if fold[0]:
        edge(ring(0), unit(V[ring(0)] - V[ring(1)]))
    if fold[1]:
        edge(ring(R - 1), unit(V[ring(R - 1)] - V[ring(R - 2)]))
    if not closed:
        if fold[2]:
            edge(rc[:, 0], unit(V[rc[:, 0]] - V[rc[:, 1]]))
        if fold[3]:
            edge(rc[:, -1], unit(V[rc[:, -1]] - V[rc[:, -2]]))
    if double:
        Vs.append(V - NN * .0015)
        Ns.append(-NN)
        Cs.append(col * .55)
        Fs.append(F[:, ::-1] + n)
    return Part(np.concatenate(Vs), np.concatenate(Fs), np.concatenate(Cs), np.concatenate(Ns), kind, mat, ao)


def cast_grid(f, O, D, r0, rmax=None, e=2.5e-3):
    """Casts (R, C) rays; points are clamped at r0 so that rays starting inside stay put. Returns points and normals."""
    sh = O.shape[:2]
    O, D = O.reshape(-1, 3), D.reshape(-1, 3)
    r0 = np.broadcast_to(np.asarray(r0, float), sh).reshape(-1)
    r = r0.copy()
    for _ in range(30):
        r = np.clip(r - np.clip(f(O + D * r[:, None]), -.012, .06) * .85, .003, r0)
    P = O + D * r[:, None]
    return P.reshape(*sh, 3), grad(f, P, e).reshape(*sh, 3)


def ring_rays(z, phi, cy=0.0, tilt=0.0):
    """Horizontal (or tilted) rays from the axis (0, cy, z); z and phi broadcast to (R, C)."""
    z, phi, cy, tilt = np.broadcast_arrays(z, phi, cy, tilt)
    O = np.stack([0 * z, cy, z], -1).astype(float)
    D = np.stack([np.sin(phi) * np.cos(tilt), -np.cos(phi) * np.cos(tilt), np.sin(tilt)], -1)
    return O, D


def patch(f, x0, x1, z0, z1, colour, lift=.004, n=4, m=4, side=-1, kind='torso', mat='matte', skew=0.0, top=None, cy=0.0, depth=.005):
    """A rectangle on the front (side -1) or back (+1) of a field; top(u) bends its upper edge."""
    u = np.linspace(0, 1, n)[None, :]
    v = np.linspace(0, 1, m)[:, None]
    x = x0 + (x1 - x0) * u + 0 * v + skew * v
    zt = z1 + (top(u) if top else 0)
    z = z0 + (zt - z0) * v + 0 * u
    O = np.stack([x * .55, np.full_like(x, cy), z], -1)
    D = unit(np.stack([x * .45, np.full_like(x, side * .12), 0 * x], -1))
    P, N = cast_grid(f, O, D, .32)
    return sheet(P + N * lift, N, linear(colour), False, depth=depth + lift * .6, kind=kind, mat=mat, rim=.75)


def strip(f, path, width, colour, lift=.003, side=-1, kind='torso', mat='matte', depth=.004, cy=0.0, rays=None):
    """A band along path [(x, z)] on the front or the back."""
    path = np.asarray(path, float)
    w = np.broadcast_to(np.asarray(width, float), (len(path),))
    tn = unit(np.gradient(path, axis=0))
    nm = np.stack([-tn[:, 1], tn[:, 0]], 1)
    s = np.array([-1, 1.0])
    q = path[None] + s[:, None, None] * (nm * w[:, None])[None]
    x, z = q[..., 0], q[..., 1]
    O = np.stack([x * .55, np.full_like(x, cy), z], -1)
    D = unit(np.stack([x * .45, np.full_like(x, side * .12), 0 * x], -1))
    P, N = cast_grid(f, O, D, .32)
    return sheet(P + N * lift, N, linear(colour), False, depth=depth + lift * .5, kind=kind, mat=mat, rim=.8)


def band(f, z0, z1, colour, lift=.003, cy=0.0, cols=30, kind='torso', mat='matte', phi=None, limit=None, rows=2, depth=.004):
    """A horizontal band round the body, or along the given angles."""
    closed = phi is None
    ph = np.linspace(0, 2 * np.pi, cols, endpoint=False) if closed else np.asarray(phi)
    z = np.linspace(z0, z1, rows)[:, None]
    O, D = ring_rays(z, ph[None], cy)
    r0 = .34 if limit is None else np.minimum(.34, limit / np.maximum(np.abs(D[..., 0]), 1e-3))
    P, N = cast_grid(f, O, D, r0)
    return sheet(P + N * lift, N, linear(colour), closed, depth=depth + lift, kind=kind, mat=mat, rim=.8)


def tube(points, radii, colour, seg=8, flat=1.0, flatdir=None, kind=None, mat='matte', cap=True, tip=None, N=None):
    """A tube along points with round ends (for fingers, straps, cables, handles)."""
    P = np.asarray(points, float)
    r = np.broadcast_to(np.asarray(radii, float), (len(P),))
    tn = unit(np.gradient(P, axis=0))
    up = np.tile(vec(0, 0, 1), (len(P), 1)) if flatdir is None else np.tile(np.asarray(flatdir, float), (len(P), 1))
    up = np.where(np.abs((up * tn).sum(1, keepdims=True)) > .95, vec(0, 1, 0), up)
    up = unit(up - tn * (up * tn).sum(1, keepdims=True))
    sd = np.cross(tn, up)
    th = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    rad = sd[:, None] * np.cos(th)[None, :, None] + up[:, None] * (np.sin(th) * flat)[None, :, None]
    G = P[:, None] + rad * r[:, None, None]
    NN = unit(sd[:, None] * np.cos(th)[None, :, None] + up[:, None] * (np.sin(th) / flat)[None, :, None] + 0 * G)
    V, NN = G.reshape(-1, 3), NN.reshape(-1, 3)
    F = outward(V, grid_faces(len(P), seg, True), NN)
    if cap:
        n = len(V)
        e = .55
        V = np.concatenate([V, [P[0] - tn[0] * r[0] * e, P[-1] + tn[-1] * r[-1] * e]])
        NN = np.concatenate([NN, [-tn[0], tn[-1]]])
        k = (len(P) - 1) * seg
        c0 = np.array([[n, (j + 1) % seg, j] for j in range(seg)])
        c1 = np.array([[n + 1, k + j, k + (j + 1) % seg] for j in range(seg)])
        for c in (c0, c1):
            F = np.concatenate([F, outward(V, c, NN)])
    c = np.asarray(colour, float) if not isinstance(colour, str) else linear(colour)
    C = np.tile(c, (len(V), 1)) if c.ndim == 1 else c
    return Part(V, F, C, NN, kind, mat)


def boxpart(c, h, colour, R=None, bevel=.25, kind=None, mat='matte'):
    """A box with bevelled edges; h half sizes, R columns are its axes."""
    h = np.asarray(h, float)
    b = min(h) * bevel
    R = np.eye(3) if R is None else np.asarray(R, float)
    V, N = [], []
    F = []
    for ax in range(3):
        for s in (1, -1):
            o = [a for a in range(3) if a != ax]
            n0 = len(V)
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                p = np.zeros(3)
                p[ax] = s * h[ax]
                p[o[0]], p[o[1]] = i * (h[o[0]] - b), j * (h[o[1]] - b)
                nn = np.zeros(3)
                nn[ax] = s
                V.append(p)
                N.append(nn)
            F += [[n0, n0 + 1, n0 + 2], [n0, n0 + 2, n0 + 3]]
    V = np.array(V)
    key = {tuple(np.round(v, 7)): i for i, v in enumerate(V)}
    for a0, a1 in ((0, 1), (0, 2), (1, 2)):
        a2 = 3 - a0 - a1
        for s0 in (1, -1):
            for s1 in (1, -1):
                q = []
                for which, t in ((a0, -1), (a0, 1), (a1, 1), (a1, -1)):
                    p = np.zeros(3)
                    p[a2] = t * (h[a2] - b)
                    if which == a0:
                        p[a0], p[a1] = s0 * h[a0], s1 * (h[a1] - b)
                    else:
                        p[a0], p[a1] = s0 * (h[a0] - b), s1 * h[a1]
                    q.append(key[tuple(np.round(p, 7))])
                F += [[q[0], q[1], q[2]], [q[0], q[2], q[3]]]
    for s0 in (1, -1):
        for s1 in (1, -1):
            for s2 in (1, -1):
                S = np.array([s0, s1, s2])
                q = []
                for ax in range(3):
                    p = S * (h - b)
                    p[ax] = S[ax] * h[ax]
                    q.append(key[tuple(np.round(p, 7))])
                F.append(q)
    F = np.array(F)
    n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    fl = (n * V[F].mean(1)).sum(1) < 0
    F[fl] = F[fl][:, ::-1]
    return Part(V @ R.T + np.asarray(c), F, linear(colour), unit(np.array(N)) @ R.T, kind, mat)
