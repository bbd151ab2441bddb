"""A small picture maker for judging: reads finished .glb files, poses them with the clips and splats triangles.

Cheap enough to run at every step (no ray tracing): a sun, sky light by normal, the baked occlusion, a soft ground.
"""
import json
import struct
import numpy as np
from PIL import Image, ImageDraw

TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDE = {'SCALAR': 1, 'VEC2': 2, 'VEC3': 3, 'VEC4': 4, 'MAT4': 16}


class Glb:
    def __init__(self, path):
        d = open(path, 'rb').read()
        n = struct.unpack('<I', d[12:16])[0]
        self.j = json.loads(d[20:20 + n])
        self.bin = d[28 + n:]
        self.cache = {}

    def view(self, v, dtype, count, offset=0):
        b = self.j['bufferViews'][v]
        return np.frombuffer(self.bin, dtype, count, b.get('byteOffset', 0) + offset)

    def acc(self, i):
        if i in self.cache:
            return self.cache[i]
        a = self.j['accessors'][i]
        w = WIDE[a['type']]
        if 'bufferView' in a:
            r = self.view(a['bufferView'], TYPES[a['componentType']], a['count'] * w).reshape(a['count'], w)
        else:
            r = np.zeros((a['count'], w), np.float32)
        if 'sparse' in a:
            s = a['sparse']
            r = r.copy()
            ix = self.view(s['indices']['bufferView'], TYPES[s['indices']['componentType']], s['count'])
            r[ix] = self.view(s['values']['bufferView'], np.float32, s['count'] * w).reshape(-1, w)
        if a.get('normalized'):
            r = r / np.float32(np.iinfo(r.dtype).max)
        self.cache[i] = r
        return r


def qmat(q):
    x, y, z, w = q
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]])


def world(g, pose=None):
    """Node world matrices; pose {name: (rotation, translation)} replaces local values."""
    M = {}
    nodes = g.j['nodes']

    def go(i, parent):
        n = nodes[i]
        r, t = n.get('rotation', (0, 0, 0, 1)), n.get('translation', (0, 0, 0))
        if pose and n.get('name') in pose:
            pr, pt = pose[n['name']]
            r = pr if pr is not None else r
            t = pt if pt is not None else t
        m = np.eye(4)
        m[:3, :3] = qmat(r) * np.array(n.get('scale', (1, 1, 1)))
        m[:3, 3] = t
        M[i] = parent @ m
        for c in n.get('children', []):
            go(c, M[i])
    for r in g.j['scenes'][0]['nodes']:
        go(r, np.eye(4))
    return M


def clip_pose(clips, name, t):
    """{bone: (rotation, translation)} of a clip at time t."""
    a = next(q for q in clips.j['animations'] if q['name'] == name)
    out = {}
    for c in a['channels']:
        s = a['samplers'][c['sampler']]
        ti, v = clips.acc(s['input'])[:, 0], clips.acc(s['output'])
        k = int(np.clip(np.searchsorted(ti, t) - 1, 0, len(ti) - 2))
        w = float(np.clip((t - ti[k]) / max(ti[k + 1] - ti[k], 1e-6), 0, 1))
        x = v[k] * (1 - w) + v[k + 1] * w
        n = clips.j['nodes'][c['target']['node']]['name']
        r, tr = out.get(n, (None, None))
        if c['target']['path'] == 'rotation':
            r = x / np.linalg.norm(x)
        else:
            tr = x
        out[n] = (r, tr)
    return out


def triangles(g, pose=None, morphs=None, props=()):
    """World-space triangles: positions (n,3,3), normals, colours (linear), gloss per triangle."""
    M = world(g, pose)
    out = []
    for i, n in enumerate(g.j['nodes']):
        if 'mesh' not in n:
            continue
        mesh = g.j['meshes'][n['mesh']]
        names = mesh.get('extras', {}).get('targetNames', [])
        for p in mesh['primitives']:
            V = g.acc(p['attributes']['POSITION']).astype(float)
            N = g.acc(p['attributes']['NORMAL']).astype(float)
            for k, w in (morphs or {}).items():
                if k in names and 'targets' in p:
                    t = p['targets'][names.index(k)]
                    V = V + w * g.acc(t['POSITION'])
                    N = N + w * g.acc(t['NORMAL'])
            if 'skin' in n:
                sk = g.j['skins'][n['skin']]
                ib = g.acc(sk['inverseBindMatrices']).reshape(-1, 4, 4).transpose(0, 2, 1)
                B = np.array([M[j] @ ib[k] for k, j in enumerate(sk['joints'])])
                w = g.acc(p['attributes']['WEIGHTS_0']).astype(float)
                w = w / w.sum(1, keepdims=True)
                A = (B[g.acc(p['attributes']['JOINTS_0']).astype(int)] * w[..., None, None]).sum(1)
            else:
                A = np.tile(M[i], (len(V), 1, 1))
            V = np.einsum('nij,nj->ni', A[:, :3, :3], V) + A[:, :3, 3]
            N = np.einsum('nij,nj->ni', A[:, :3, :3], N)
            N = N / np.maximum(np.linalg.norm(N, axis=1, keepdims=True), 1e-9)
            T = g.acc(p['indices']).reshape(-1, 3).astype(int)
            gl = 1 - g.j['materials'][p['material']]['pbrMetallicRoughness']['roughnessFactor']
            out.append((V[T], N[T], g.acc(p['attributes']['COLOR_0'])[:, :3].astype(float)[T], np.full(len(T), gl)))
    for pg, node in props:
        m = M[next(i for i, n in enumerate(g.j['nodes']) if n.get('name') == node)]
        for V, N, C, gl in [triangles(pg)]:
            V = V @ m[:3, :3].T + m[:3, 3]
            N = N @ m[:3, :3].T
            out.append((V, N / np.maximum(np.linalg.norm(N, axis=-1, keepdims=True), 1e-9), C, gl))
    return tuple(np.concatenate([o[k] for o in out]) for k in range(4))


def turn(tri, deg=0.0, at=(0, 0, 0)):
    a = np.radians(deg)
    R = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    return tri[0] @ R.T + np.array(at), tri[1] @ R.T, tri[2], tri[3]


class Canvas:
    """Orthographic picture looking along -Z (from +Z); x right, y up, in metres."""
    def __init__(self, w, h, scale, centre, ss=2, sky=(.70, .76, .84), ground=(.46, .46, .45), ground_y=0.0, pitch=0.0):
        self.w, self.h, self.ss = w * ss, h * ss, ss
        self.k = scale * ss
        self.c = centre
        self.z = np.full(self.w * self.h, -1e9)
        self.pitch = np.radians(pitch)
        yy = np.linspace(1, 0, self.h)[:, None, None]
        self.img = np.broadcast_to(np.array(sky) * (.80 + .25 * yy), (self.h, self.w, 3)).copy().reshape(-1, 3)
        row = np.repeat(np.arange(self.h), self.w)
        y = (self.h / 2 - row) / self.k + centre[1]
        if ground_y is not None:
            g = y < ground_y + .18
            self.img[g] = np.array(ground) * 1.05

    def draw(self, tri, shadow_y=0.0, light=(-.45, .75, .62)):
        V, N, C, gl = tri
        cp, sp = np.cos(self.pitch), np.sin(self.pitch)
        R = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
        if shadow_y is not None:
            L = np.array(light) / np.linalg.norm(light)
            S = V - L * ((V[..., 1:2] - shadow_y) / L[1])
            S[..., 1] = shadow_y
            self._splat(S @ R.T, None, np.full((len(S), 3, 3), .30), None, -50, blend=.40)
        self._splat(V @ R.T, N, C, gl, 0, light=light, R=R)

    def _splat(self, V, N, C, gl, dz, blend=None, light=None, R=None):
        P = np.empty_like(V)
        P[..., 0] = (V[..., 0] - self.c[0]) * self.k + self.w / 2
        P[..., 1] = self.h / 2 - (V[..., 1] - self.c[1]) * self.k
        P[..., 2] = V[..., 2]
        e1, e2 = P[:, 1] - P[:, 0], P[:, 2] - P[:, 0]
        cr = e1[:, 0] * e2[:, 1] - e1[:, 1] * e2[:, 0]
        if N is not None:
            m = cr < 0                                   # y is flipped, so front faces are negative
            P, N, C, gl, e1, e2, cr = P[m], N[m], C[m], gl[m], e1[m], e2[m], cr[m]
        le = np.maximum.reduce([np.abs(e1[:, :2]).max(1), np.abs(e2[:, :2]).max(1), np.abs((e2 - e1)[:, :2]).max(1)])
        n = np.clip(np.ceil(le * 1.25).astype(int) + 1, 2, 90)
        idx, uv = [], []
        for k in np.unique(n):
            i = np.nonzero(n == k)[0]
            a, b = np.meshgrid(np.arange(k), np.arange(k))
            ok = (a + b) <= k - 1
            u, v = a[ok] / (k - 1), b[ok] / (k - 1)
            idx.append(np.repeat(i, len(u)))
            uv.append(np.tile(np.stack([u, v], 1), (len(i), 1)))
        idx, uv = np.concatenate(idx), np.concatenate(uv)
        B = np.stack([1 - uv.sum(1), uv[:, 0], uv[:, 1]], 1)
        Q = (P[idx] * B[..., None]).sum(1)
        x, y = np.floor(Q[:, 0]).astype(int), np.floor(Q[:, 1]).astype(int)
        ok = (x >= 0) & (x < self.w) & (y >= 0) & (y < self.h)
        idx, B, Q, x, y = idx[ok], B[ok], Q[ok], x[ok], y[ok]
        pix = y * self.w + x
        z = Q[:, 2] + dz
        o = np.lexsort((z, pix))
        last = np.append(pix[o][1:] != pix[o][:-1], True)
        o = o[last]
        pix, z, idx, B = pix[o], z[o], idx[o], B[o]
        w = z > self.z[pix]
        pix, z, idx, B = pix[w], z[w], idx[w], B[w]
        if blend is not None:
            w = self.z[pix] < -1e8
            self.img[pix[w]] *= 1 - blend
            self.z[pix[w]] = -1e7
            return
        n_ = (N[idx] * B[..., None]).sum(1)
        n_ /= np.maximum(np.linalg.norm(n_, axis=1, keepdims=True), 1e-9)
        c = (C[idx] * B[..., None]).sum(1)
        L = np.array(light) / np.linalg.norm(light)
        d = np.clip(n_ @ L, 0, 1)
        wrap = np.clip(n_ @ L * .6 + .4, 0, 1)
        fill = np.clip(n_ @ np.array([.6, .2, .77]), 0, 1)
        view = R.T @ np.array([0, 0, 1.0])
        h = (L + view) / np.linalg.norm(L + view)
        g = gl[idx]
        spec = np.clip(n_ @ h, 0, 1) ** (8 + 60 * g) * (.05 + .5 * g ** 2)
        rim = (1 - np.clip(n_ @ view, 0, 1)) ** 3 * .10
        lit = c * (d[:, None] * np.array([1.02, .96, .86]) * 1.05 + wrap[:, None] * .22 + (.30 + .26 * n_[:, 1:2]) * np.array([.86, .93, 1.05]) + fill[:, None] * .16) + (spec + rim * .5)[:, None] * .7
        self.img[pix] = tone(lit)
        self.z[pix] = z

    def image(self):
        a = np.clip(self.img, 0, 1).reshape(self.h, self.w, 3)
        return Image.fromarray((a * 255).astype(np.uint8)).resize((self.w // self.ss, self.h // self.ss), Image.LANCZOS)


def tone(x):
    x = np.maximum(x, 0) * .95
    x = x * (2.51 * x * .6 + .03 + .55) / (x * (2.43 * x * .6 + .59) + .55)
    return np.clip(x, 0, 1) ** (1 / 2.2)


def label(img, x, y, text):
    ImageDraw.Draw(img).text((x, y), text, fill=(40, 44, 52))
