"""Pieces as triangles with vertex colours: boxes, lathes, tubes, lofts, leaves. Metres, y up, front towards +z."""
import math
import random
from contextlib import contextmanager

import numpy as np


def lin(colour):
    """'#rrggbb' or a linear triple as linear light."""
    if not isinstance(colour, str):
        return np.array(colour, float)
    c = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return np.array([x / 12.92 if x <= .04045 else ((x + .055) / 1.055) ** 2.4 for x in c])


def rotation(yaw=0, pitch=0, roll=0):
    """Degrees about +y, then +x, then +z."""
    y, p, r = (math.radians(a) for a in (yaw, pitch, roll))
    ry = np.array([[math.cos(y), 0, math.sin(y)], [0, 1, 0], [-math.sin(y), 0, math.cos(y)]])
    rx = np.array([[1, 0, 0], [0, math.cos(p), -math.sin(p)], [0, math.sin(p), math.cos(p)]])
    rz = np.array([[math.cos(r), -math.sin(r), 0], [math.sin(r), math.cos(r), 0], [0, 0, 1]])
    return ry @ rx @ rz


def _box_topology():
    corners = [(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]
    index = {c: i for i, c in enumerate(corners)}
    polys = []
    for a in range(3):
        b, c = (a + 1) % 3, (a + 2) % 3
        for s in (-1, 1):
            ring = []
            for sb, sc in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                k = [0, 0, 0]
                k[a], k[b], k[c] = s, sb, sc
                ring.append(index[tuple(k)] * 3 + a)
            polys.append(("face", a, s, ring if s > 0 else ring[::-1]))
        for sb in (-1, 1):
            for sc in (-1, 1):
                lo, hi = [0, 0, 0], [0, 0, 0]
                lo[a], lo[b], lo[c] = -1, sb, sc
                hi[a], hi[b], hi[c] = 1, sb, sc
                i, j = index[tuple(lo)] * 3, index[tuple(hi)] * 3
                ring = [i + b, j + b, j + c, i + c]
                polys.append(("edge", a, 0, ring if sb * sc < 0 else ring[::-1]))
    for c, i in index.items():
        ring = [i * 3, i * 3 + 1, i * 3 + 2]
        polys.append(("corner", 0, 0, ring if c[0] * c[1] * c[2] > 0 else ring[::-1]))
    return corners, polys


CORNERS, POLYS = _box_topology()


def _ico(sub):
    t = (1 + 5 ** .5) / 2
    v = [np.array(p, float) for p in ((-1, t, 0), (1, t, 0), (-1, -t, 0), (1, -t, 0), (0, -1, t), (0, 1, t), (0, -1, -t), (0, 1, -t), (t, 0, -1), (t, 0, 1), (-t, 0, -1), (-t, 0, 1))]
    f = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6), (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10), (8, 6, 7), (9, 8, 1)]
    v = [p / np.linalg.norm(p) for p in v]
    for _ in range(sub):
        mid, g = {}, []

        def half(a, b):
            k = (min(a, b), max(a, b))
            if k not in mid:
                p = v[a] + v[b]
                v.append(p / np.linalg.norm(p))
                mid[k] = len(v) - 1
            return mid[k]
        for a, b, c in f:
            x, y, z = half(a, b), half(b, c), half(c, a)
            g += [(a, x, z), (b, y, x), (c, z, y), (x, y, z)]
        f = g
    return np.array(v), np.array(f)


ICO = {s: _ico(s) for s in (0, 1, 2)}


class Piece:
    """One thing of the kit: triangles by material, solids, and child quads for plates."""

    def __init__(self, name, body="Fixed", mass=0.0, sign=None, ao=.7):
        self.name, self.body, self.mass, self.sign, self.ao = name, body, mass, sign, ao
        self.parts, self.children, self.solids = {}, [], []
        self.m = np.eye(4)
        self.rng = random.Random("kit:" + name)
        self.repaint = {}  # material -> material of another colour (shares the triangles)

    @contextmanager
    def at(self, x=0, y=0, z=0, yaw=0, pitch=0, roll=0, s=1):
        """Everything drawn inside is moved, turned and scaled."""
        old = self.m
        k = np.eye(4)
        k[:3, :3] = rotation(yaw, pitch, roll) @ np.diag(s if hasattr(s, "__len__") else (s, s, s))
        k[:3, 3] = (x, y, z)
        self.m = old @ k
        yield self
        self.m = old

    def solid(self, at, half):
        self.solids.append((at, half))

    def raw(self, mat, p, n, c, t, uv=None, shade=None):
        p, n, t = np.asarray(p, float), np.asarray(n, float), np.asarray(t, int)
        r = self.m[:3, :3]
        p = p @ r.T + self.m[:3, 3]
        n = n @ np.linalg.inv(r)
        n = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
        n[np.linalg.norm(n, axis=1) < .5] = (0, 1, 0)  # the tip of a cone has no side of its own
        g = np.cross(p[t[:, 1]] - p[t[:, 0]], p[t[:, 2]] - p[t[:, 0]])
        wrong = (g * n[t].sum(1)).sum(1) < 0
        t[wrong] = t[wrong][:, ::-1]
        c = np.broadcast_to(lin(c) if isinstance(c, (str, tuple)) else np.asarray(c, float), p.shape).copy()
        if shade:
            y0, f0, y1, f1 = shade
            k = np.clip((p[:, 1] - y0) / (y1 - y0), 0, 1)
            c *= (f0 + (f1 - f0) * k)[:, None]
        uv = np.zeros((len(p), 2)) if uv is None else np.asarray(uv, float)
        self.parts.setdefault(mat, []).append((p, n, np.clip(c, 0, 1), uv, t))

    def tint(self, colour, amount):
        """The colour a little lighter or darker, by chance."""
        return lin(colour) * (1 + self.rng.uniform(-amount, amount))

    def poly(self, pts, col, mat="matte", uv=None, shade=None):
        pts = np.asarray(pts, float)
        n = np.zeros(3)
        for i in range(len(pts)):
            n += np.cross(pts[i] - pts[0], pts[(i + 1) % len(pts)] - pts[0])
        n /= max(np.linalg.norm(n), 1e-12)
        self.raw(mat, pts, np.tile(n, (len(pts), 1)), col, [(0, i, i + 1) for i in range(1, len(pts) - 1)], uv, shade)

    def grid(self, a, b, c, d, col, mat="matte", step=.7, shade=None):
        """A quad (bottom left, bottom right, top right, top left) in cells of about `step`."""
        a, b, c, d = (np.asarray(q, float) for q in (a, b, c, d))
        nu, nv = max(1, round(np.linalg.norm(b - a) / step)), max(1, round(np.linalg.norm(d - a) / step))
        n = np.cross(b - a, d - a)
        n /= max(np.linalg.norm(n), 1e-12)
        p = [(a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v for v in np.linspace(0, 1, nv + 1) for u in np.linspace(0, 1, nu + 1)]
        t = []
        for j in range(nv):
            for i in range(nu):
                k = j * (nu + 1) + i
                t += [(k, k + 1, k + nu + 2), (k, k + nu + 2, k + nu + 1)]
        self.raw(mat, p, np.tile(n, (len(p), 1)), col, t, None, shade)

    def picture(self, a, b, c, d, rect, mat="sign", col=(1, 1, 1)):
        """A quad that shows a rectangle (u0, v0, u1, v1) of the atlas."""
        u0, v0, u1, v1 = rect
        self.poly([a, b, c, d], col, mat, [(u0, v1), (u1, v1), (u1, v0), (u0, v0)])

    def board(self, c, w, h, rect, facing=0, mat="sign", col=(1, 1, 1)):
        """A picture standing upright round its centre."""
        with self.at(*c, yaw=facing):
            self.picture((-w / 2, -h / 2, 0), (w / 2, -h / 2, 0), (w / 2, h / 2, 0), (-w / 2, h / 2, 0), rect, mat, col)

    def box(self, c, d, col, bev=0, mat="matte", yaw=0, pitch=0, roll=0, taper=None, shade=None, skip="", step=0, jitter=0):
        """Box round c with size d; `skip` leaves faces out: x X y Y z Z (capital: the positive side)."""
        h = np.array(d, float) / 2
        col = lin(col) * (1 + self.rng.uniform(-jitter, jitter)) if jitter else col
        with self.at(*c, yaw=yaw, pitch=pitch, roll=roll):
            if step:
                faces = {"x": ((-1, -1, -1), (-1, -1, 1), (-1, 1, 1), (-1, 1, -1)), "X": ((1, -1, 1), (1, -1, -1), (1, 1, -1), (1, 1, 1)), "y": ((-1, -1, -1), (1, -1, -1), (1, -1, 1), (-1, -1, 1)), "Y": ((-1, 1, 1), (1, 1, 1), (1, 1, -1), (-1, 1, -1)), "z": ((1, -1, -1), (-1, -1, -1), (-1, 1, -1), (1, 1, -1)), "Z": ((-1, -1, 1), (1, -1, 1), (1, 1, 1), (-1, 1, 1))}
                for k, f in faces.items():
                    if k not in skip:
                        self.grid(*[np.array(q) * h for q in f], col, mat, step, shade)
                return
            b = min(bev, *(h * .98))
            p, n = [], []
            for k in CORNERS:
                for a in range(3):
                    q = [k[i] * (h[i] if i == a else h[i] - b) for i in range(3)]
                    p.append(q)
                    n.append([k[i] if i == a else 0 for i in range(3)])
            p = np.array(p, float)
            if taper:
                up = p[:, 1] > 0
                p[up, 0] *= taper[0]
                p[up, 2] *= taper[1]
            t = []
            for kind, a, s, ring in POLYS:
                if kind != "face" and not b:
                    continue
                if kind == "face" and "xyz"[a].upper() * (s > 0) + "xyz"[a] * (s < 0) in skip:
                    continue
                t += [(ring[0], ring[i], ring[i + 1]) for i in range(1, len(ring) - 1)]
            self.raw(mat, p, n, col, t, None, shade)

    def lathe(self, c, prof, col, n=12, mat="matte", yaw=0, pitch=0, roll=0, shade=None, caps=True):
        """Rings (radius, height[, colour]) turned about y; sharp where the profile turns sharply."""
        ang = np.arange(n + 1) * 2 * math.pi / n
        segs = []
        for a, b in zip(prof, prof[1:]):
            dr, dy = b[0] - a[0], b[1] - a[1]
            k = math.hypot(dr, dy) or 1e-9
            segs.append(np.array([dy / k, -dr / k]))
        with self.at(*c, yaw=yaw, pitch=pitch, roll=roll):
            for i, (a, b) in enumerate(zip(prof, prof[1:])):
                if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 1e-6:
                    continue
                na = segs[i] + (segs[i - 1] if i and segs[i - 1] @ segs[i] > .55 else 0)
                nb = segs[i] + (segs[i + 1] if i + 1 < len(segs) and segs[i + 1] @ segs[i] > .55 else 0)
                p, nn = [], []
                for ring, nr in ((a, na), (b, nb)):
                    for t in ang:
                        p.append((ring[0] * math.cos(t), ring[1], -ring[0] * math.sin(t)))
                        nn.append((nr[0] * math.cos(t), nr[1], -nr[0] * math.sin(t)))
                tris = []
                for j in range(n):
                    if a[0] > 1e-6:
                        tris.append((j, j + 1, n + 1 + j + 1))
                    if b[0] > 1e-6:
                        tris.append((j, n + 1 + j + 1, n + 1 + j))
                self.raw(mat, p, nn, a[2] if len(a) > 2 else col, tris, None, shade)
            if caps:
                for ring, up in ((prof[0], False), (prof[-1], True)):
                    if ring[0] > 1e-4:
                        pts = [(ring[0] * math.cos(t), ring[1], -ring[0] * math.sin(t)) for t in ang[:-1]]
                        self.poly(pts if up else pts[::-1], ring[2] if len(ring) > 2 else col, mat, shade=shade)

    def rod(self, a, b, r, col, n=6, mat="matte", r2=None, caps=True, shade=None):
        """A straight round bar from a to b."""
        a, b = np.asarray(a, float), np.asarray(b, float)
        d = b - a
        k = np.linalg.norm(d)
        if k < 1e-6:
            return
        d /= k
        up = np.array([0, 0, 1.]) if abs(d[1]) > .99 else np.array([0, 1., 0])
        x = np.cross(up, d)
        x /= np.linalg.norm(x)
        old = self.m
        t = np.eye(4)
        t[:3, 0], t[:3, 1], t[:3, 2], t[:3, 3] = x, d, np.cross(x, d), a
        self.m = old @ t
        self.lathe((0, 0, 0), [(r, 0), (r if r2 is None else r2, k)], col, n, mat, caps=caps, shade=shade)
        self.m = old

    def tube(self, pts, r, col, n=6, mat="matte"):
        for a, b in zip(pts, pts[1:]):
            self.rod(a, b, r, col, n, mat, caps=False)

    def wire(self, a, b, sag, r=.012, col="#1d1f22", seg=8):
        """A hanging line with three sides."""
        a, b = np.asarray(a, float), np.asarray(b, float)
        pts = [a + (b - a) * t - np.array([0, sag * 4 * t * (1 - t), 0]) for t in np.linspace(0, 1, seg + 1)]
        self.tube(pts, r, col, 3)
        return pts

    def loft(self, sections, col, mat="matte", caps=True, closed=True, shade=None, colours=None):
        """Rings of equal length joined into one smooth skin."""
        s = np.asarray(sections, float)
        m, k = s.shape[:2]
        e = np.concatenate([s, s[:, :1]], 1) if closed else s
        du = np.gradient(e, axis=1)
        if closed:
            du[:, 0] = du[:, -1] = e[:, 1] - e[:, -2]
        dv = np.gradient(e, axis=0)
        n = np.cross(du, dv)
        ln = np.linalg.norm(n, axis=2, keepdims=True)
        n = n / np.maximum(ln, 1e-9)
        if (n * (e - s.mean(1, keepdims=True))).sum() < 0:
            n = -n
        w = e.shape[1]
        t = []
        for j in range(m - 1):
            for i in range(w - 1):
                q = j * w + i
                t += [(q, q + 1, q + w + 1), (q, q + w + 1, q + w)]
        c = col if colours is None else np.repeat(np.array([lin(x) for x in colours]), w, 0)
        self.raw(mat, e.reshape(-1, 3), n.reshape(-1, 3), c, t, None, shade)
        if caps and closed:
            for end, inner, c in ((s[0], s[1], 0), (s[-1], s[-2], -1)):  # both ends look away from the skin
                out = np.cross(end - np.roll(end, -1, 0), end.mean(0) - end).sum(0)
                if out @ (end.mean(0) - inner.mean(0)) > 0:
                    end = end[::-1]
                self.poly(end, col if colours is None else colours[c], mat, shade=shade)

    def slab(self, outline, z0, z1, col, mat="matte", bev=0, shade=None):
        """A convex-ish outline in x/y (counter-clockwise) given thickness from z0 to z1."""
        o = np.asarray(outline, float)
        cen = o.mean(0)
        inn = o + (cen - o) / np.maximum(np.linalg.norm(o - cen, axis=1, keepdims=True), 1e-6) * bev
        self.poly([(x, y, z1) for x, y in inn], col, mat, shade=shade)
        self.poly([(x, y, z0) for x, y in inn[::-1]], col, mat, shade=shade)
        for i in range(len(o)):
            j = (i + 1) % len(o)
            (ax, ay), (bx, by) = o[i], o[j]
            self.poly([(ax, ay, z1 - bev), (ax, ay, z0 + bev), (bx, by, z0 + bev), (bx, by, z1 - bev)], col, mat, shade=shade)
            if bev:
                (cx, cy), (dx, dy) = inn[i], inn[j]
                self.poly([(ax, ay, z1 - bev), (bx, by, z1 - bev), (dx, dy, z1), (cx, cy, z1)], col, mat, shade=shade)
                self.poly([(bx, by, z0 + bev), (ax, ay, z0 + bev), (cx, cy, z0), (dx, dy, z0)], col, mat, shade=shade)

    def blob(self, c, r, col, sub=1, noise=0, mat="matte", shade=None, yaw=0):
        v, f = ICO[sub]
        r = np.array(r if hasattr(r, "__len__") else (r, r, r), float)
        k = np.array([1 + self.rng.uniform(-noise, noise) for _ in v])[:, None]
        with self.at(*c, yaw=yaw):
            self.raw(mat, v * r * k, v / r, col, f, None, shade)

    def leaves(self, c, radii, count, size, colours, under=.5, flat=.0, mat="matte"):
        """Leaf cards on the skin of an ellipsoid; normals point outwards so that a crown shades softly."""
        c, radii, rng = np.asarray(c, float), np.asarray(radii, float), self.rng
        P, N, C, T = [], [], [], []
        cols = [lin(x) for x in colours]
        for i in range(count):
            y = 1 - 2 * (i + .5) / count
            th = i * 2.399963 + rng.uniform(-.3, .3)
            q = math.sqrt(max(0, 1 - y * y))
            d = np.array([q * math.cos(th), y, q * math.sin(th)])
            pos = c + d * radii * rng.uniform(.72, 1.06)
            n = d / radii
            n /= np.linalg.norm(n)
            g = n + np.array([rng.uniform(-.55, .55), rng.uniform(-.2, .7) + flat, rng.uniform(-.55, .55)])
            g /= np.linalg.norm(g)
            a = np.cross(g, (rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)))
            a /= max(np.linalg.norm(a), 1e-6)
            b = np.cross(g, a)
            s = size * rng.uniform(.7, 1.3)
            k = len(P)
            P += [pos - a * s, pos - b * s * .55, pos + a * s, pos + b * s * .55]
            N += [n * .8 + g * .2] * 4
            f = under + (1 - under) * (y * .5 + .5)
            f *= rng.uniform(.85, 1.15)
            col = cols[rng.randrange(len(cols))] * f
            C += [col * .8, col, col * 1.12, col]
            T += [(k, k + 1, k + 2), (k, k + 2, k + 3)]
        self.raw(mat, P, N, np.clip(C, 0, 1), T)

    def triangles(self):
        return sum(len(x[4]) for v in self.parts.values() for x in v) + 2 * len(self.children)

    def merged(self):
        """material -> arrays (positions, normals, colours, uv, triangles)"""
        out = {}
        for mat, parts in self.parts.items():
            off, acc = 0, [[], [], [], [], []]
            for p, n, c, uv, t in parts:
                for a, x in zip(acc, (p, n, c, uv, t + off)):
                    a.append(x)
                off += len(p)
            p, n, c, uv, t = (np.concatenate(a) for a in acc)
            used = np.unique(t)
            back = np.zeros(len(p), int)
            back[used] = np.arange(len(used))
            out[mat] = (p[used], n[used], c[used], uv[used], back[t])
        return out


def _surface(tri, step):
    """Points spread over triangles, no further apart than about `step`."""
    edge = np.linalg.norm(tri - np.roll(tri, 1, 1), axis=2).max(1)
    out = []
    n = 1
    while True:
        pick = (edge <= step * n) & (edge > step * n / 2) if n > 1 else edge <= step
        if n >= 128:
            pick = edge > step * 64
        if pick.any():
            i, j = np.meshgrid(np.arange(n + 1), np.arange(n + 1))
            keep = i + j <= n
            u, v = (i[keep] / n)[None, :, None], (j[keep] / n)[None, :, None]
            t = tri[pick]
            out.append((t[:, None, 0] * (1 - u - v) + t[:, None, 1] * u + t[:, None, 2] * v).reshape(-1, 3))
        if n >= 128:
            return np.concatenate(out)
        n *= 2


def bake_ao(pieces, rays=12, steps=7, strength=.62):
    """Darkens corners: what stands within `piece.ao` metres of a vertex, looked up in a grid of small cells."""
    dirs = []
    for i in range(rays):
        y = (i + .5) / rays
        q, th = math.sqrt(1 - y * y), i * 2.399963
        dirs.append((q * math.cos(th), y, q * math.sin(th)))
    dirs = np.array(dirs)
    for piece in pieces:
        if not piece.ao:
            continue
        cell = piece.ao / 8
        whole = piece.merged()
        pts = np.concatenate([_surface(p[t], cell) for p, _, _, _, t in whole.values()])
        lo = pts.min(0) - piece.ao - cell
        dim = np.ceil((pts.max(0) + piece.ao + cell - lo) / cell).astype(int) + 1
        grid = np.zeros(dim, bool)
        k = ((pts - lo) / cell).astype(int)
        grid[k[:, 0], k[:, 1], k[:, 2]] = True
        if lo[1] < 0:
            grid[:, :max(0, int((-.01 - lo[1]) / cell)), :] = True  # the ground
        work = [x for mat, parts in piece.parts.items() if mat not in ("sign", "plate") for x in parts]
        p, n = np.concatenate([x[0] for x in work]), np.concatenate([x[1] for x in work])
        dark, far = [], (np.arange(steps) + 1) / steps * piece.ao
        for j in range(0, len(p), 4000):
            pj, nj = p[j:j + 4000], n[j:j + 4000]
            a = np.cross(nj, np.where(np.abs(nj[:, 1:2]) > .9, (0, 0, 1.), (0, 1., 0)))
            a /= np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-9)
            b = np.cross(nj, a)
            w = a[:, None] * dirs[None, :, :1] + nj[:, None] * dirs[None, :, 1:2] + b[:, None] * dirs[None, :, 2:]
            q = pj[:, None, None] + nj[:, None, None] * cell * 1.3 + w[:, :, None] * far[None, None, :, None]
            i = np.clip(((q - lo) / cell).astype(int), 0, np.array(grid.shape) - 1)
            hit = grid[i[..., 0], i[..., 1], i[..., 2]]
            first = np.where(hit.any(2), 1 - hit.argmax(2) / steps * .7, 0)
            dark.append(1 - strength * first.mean(1))
        dark, off = np.concatenate(dark), 0
        for x in work:
            x[2][:] *= dark[off:off + len(x[0]), None]
            off += len(x[0])
