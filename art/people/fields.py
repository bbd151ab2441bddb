"""Signed distance fields with numpy, and ray casting of ordered grids on them.

A figure is described by fields (negative inside). Surfaces are not polygonised: an ordered grid of rays is cast on the
field, so that every hem, lapel and lid is a row of vertices and stays clean at any triangle count, while normals and
ambient occlusion still come from the smooth field. Axes: z up, the figure faces -y, metres.
"""
import numpy as np
from scipy.interpolate import PchipInterpolator


def near(f, points, margin=0.13):
    """f where it may matter (in the box of `points` and a margin), far away elsewhere: saves most of the work of shading."""
    lo, hi = np.min(points, 0) - margin, np.max(points, 0) + margin

    def g(P):
        d = np.full(len(P), 1.0)
        m = ((P > lo) & (P < hi)).all(1)
        if m.any():
            d[m] = f(P[m])
        return d
    return g


def vec(*v):
    return np.array(v, np.float64)


def smin(a, b, k):
    h = np.clip(0.5 + 0.5 * (b - a) / k, 0, 1)
    return b * (1 - h) + a * h - k * h * (1 - h)


def smax(a, b, k):
    return -smin(-a, -b, k)


def union(*fs, k=0.0):
    def f(P):
        d = fs[0](P)
        for g in fs[1:]:
            d = smin(d, g(P), k) if k > 0 else np.minimum(d, g(P))
        return d
    return f


def cut(f, g, k=1e-4):
    """f without g."""
    return lambda P: smax(f(P), -g(P), k)


def inter(f, g, k=1e-4):
    return lambda P: smax(f(P), g(P), k)


def off(f, r):
    """f grown by r metres."""
    return lambda P: f(P) - r


def half(n, p):
    """Half space: negative on the side opposite to n."""
    n = np.asarray(n, float)
    n = n / np.linalg.norm(n)
    p = np.asarray(p, float)
    return lambda P: (P - p) @ n


def ell(c, r):
    c, r = vec(*c), vec(*r)

    def f(P):
        q = (P - c) / r
        k0 = np.linalg.norm(q, axis=1)
        k1 = np.linalg.norm(q / r, axis=1)
        return k0 * (k0 - 1) / np.maximum(k1, 1e-6)
    return f


def cone(a, b, ra, rb, sy=1.0):
    """Round cone; sy squashes it in y."""
    a, b = vec(*a), vec(*b)
    s = vec(1, 1 / sy, 1)

    def f(P):
        ab = b - a
        t = np.clip(((P - a) @ ab) / (ab @ ab), 0, 1)
        q = (P - (a + t[:, None] * ab)) * s
        return (np.linalg.norm(q, axis=1) - (ra + (rb - ra) * t)) * min(1, sy)
    return f


def chain(pts, rs, k=0.02, sy=1.0):
    return union(*[cone(pts[i], pts[i + 1], rs[i], rs[i + 1], sy) for i in range(len(pts) - 1)], k=k)


def loft(rows, n=2.3):
    """rows (z, y centre, x radius, y radius), ascending z: super-elliptic sections, smooth between, open at the ends."""
    rows = np.array(rows, float)
    z = rows[:, 0]
    at = PchipInterpolator(z, rows[:, 1:])

    def f(P):
        zz = np.clip(P[:, 2], z[0], z[-1])
        c = at(zz)
        rx, ry = c[:, 1], c[:, 2]
        g = ((np.abs(P[:, 0]) / rx) ** n + (np.abs(P[:, 1] - c[:, 0]) / ry) ** n) ** (1 / n)
        d = (g - 1) * np.minimum(rx, ry)
        dz = np.abs(P[:, 2] - zz)
        return np.where(dz > 0, np.hypot(np.maximum(d, 0), dz), d)
    return f


def grad(f, P, e=1e-3):
    X = np.eye(3) * e
    g = np.stack([f(P + X[i]) - f(P - X[i]) for i in range(3)], 1)
    return g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-9)


def cast(f, O, D, r0=0.3, steps=60, rmin=0.004, relax=0.8):
    """Walk from O + r0*D inwards until f is met; returns the points (clamped at rmin from the origin)."""
    r = np.broadcast_to(np.asarray(r0, float), (len(O),)).copy()
    for _ in range(steps):
        r = np.maximum(r - np.clip(f(O + D * r[:, None]), -0.01, 0.05) * relax, rmin)
    return O + D * r[:, None]


def occlusion(scene, P, N, steps=(0.012, 0.03, 0.06, 0.11), k=1.0):
    o = np.zeros(len(P))
    for i, s in enumerate(steps):
        o += (s - np.clip(scene(P + N * s), -s, s)) / s * 0.5 ** (i * 0.6)
    return np.clip(1 - 0.22 * k * o, 0.35, 1)


def unit(v):
    v = np.asarray(v, float)
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12)


def smooth(a, lo=0.0, hi=1.0):
    t = np.clip((np.asarray(a, float) - lo) / (hi - lo), 0, 1)
    return t * t * (3 - 2 * t)


def bump(x, c, w):
    """Gauss bump of half width w at c."""
    return np.exp(-(((np.asarray(x, float) - c) / w) ** 2))


def linear(colour):
    """'#rrggbb' to linear RGB."""
    if not isinstance(colour, str):
        return np.asarray(colour, float)
    h = colour.lstrip('#')
    c = np.array([int(h[i:i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(c <= .04045, c / 12.92, ((c + .055) / 1.055) ** 2.4)
