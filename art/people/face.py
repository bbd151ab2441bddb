"""Puts a head together: skin, eyes, mouth, lids, brows, lines of age, ears, with colours and morph differences."""
import numpy as np
from fields import vec, unit, smooth, bump, linear, grad
import head as H
from head import Piece


def to_world(p, V):
    return (V - H.CENTRE) * p['hs'] + H.CENTRE


def normal_to_world(p, N):
    return unit(N / p['hs'])


def skin_colours(p, V, rows, cols):
    """Colour per vertex of the ring grid: blush, lips, stubble, shade under the brow; lids a little darker."""
    skin, blush = linear(p['skin']), linear(p['blush'])
    x, y, z = np.abs(V[:, 0]), V[:, 1], V[:, 2]
    front = y < -.02
    k = .34 * front * bump(x, .042, .017) * bump(z, 1.583, .014) + .42 * bump(x, 0, .012) * bump(z, 1.585 - p['nose_l'], .010) * (y < -.085)
    k = k + .22 * front * bump(z, 1.522 - p['chin'], .010) * bump(x, 0, .018)
    k = np.clip(k * p['rosy'], 0, 1)[:, None]
    C = skin * (1 - k) + blush * k
    sock = front * bump(x, p['eye_x'], .018) * bump(z, 1.622, .010)
    C = C * (1 - (.16 + .14 * p['age']) * sock)[:, None] * (1 - np.outer(sock, [0, .05, .06]))
    if p['stubble']:
        b = smooth(1.570 - z, 0, .012) * (1 - smooth(1.500 - z, 0, .02)) * front * (1 - .85 * bump(x, .045, .016) * bump(z, 1.570, .010))
        b = np.clip(b * 1.2, 0, 1) * p['stubble']
        C = C * (1 - b[:, None] * (1 - np.array([.55, .56, .60])))
    lip = linear(p['lipc'])
    nc2 = V.shape[0] // H.NR
    r = rows
    c = np.minimum(cols, nc2 - cols)
    inside = c <= H.LIP
    amt = np.select([r == 26, (r >= 27) & (r <= 30), r == 31], [.38, 1.0, .30], 0) * inside
    amt = amt * np.where(c == H.LIP, .55, 1)
    shade = np.where((r == 28) | (r == 29), .62, np.where(r == 27, .86, 1.04))
    C = C * (1 - amt[:, None]) + (lip * shade[:, None]) * amt[:, None]
    lid = (c >= H.EYE_IN) & (c <= H.EYE_OUT)
    C = np.where(((r == 14) & lid)[:, None], C * (1 - .30 * p['fold'] * np.array([.8, 1, 1.05])), C)
    C = np.where(((r == 17) & lid)[:, None], C * (1 - .10 - .18 * p['bag']), C)
    tail = smooth(z, 1.44, 1.52)
    return C * (.90 + .10 * tail)[:, None]


def lines(p, f):
    """Brows, nostrils, lines of age, moles: ribbons on the skin."""
    out = []
    ex, w = p['eye_x'], p['brow_w']
    u = np.linspace(0, 1, 11)
    x0, x1 = ex - .0175, ex + .0215 * w
    bz = 1.6395 + p['brow_z'] + p['brow_tilt'] * (u - .4) + .0042 * p['brow_arch'] * np.sin(np.pi * u ** 1.3) - .0022 * u ** 3
    th = p['brow_t'] * (.62 + .5 * np.sin(np.pi * (u * .75 + .12))) * (1 - .82 * u ** 3.2)
    bc, skin = linear(p['browc']), linear(p['skin'])
    fade = (np.clip(1 - u * 6, 0, 1) * .45)[:, None]
    out += H.ribbon(p, f, np.stack([x0 + (x1 - x0) * u, bz], 1), th, bc * (1 - fade) + skin * fade, .0007, 3, .0012)
    nl, nw = p['nose_l'], p['nose_w']
    t = np.linspace(0, 1, 5)
    out += H.ribbon(p, f, np.stack([.0032 + .0078 * nw * t, 1.5768 - nl - .0010 * t], 1), .0013 * np.sin(np.pi * (.12 + .76 * t)), skin * [.20, .13, .11], .0002)
    a = p['age']
    dark = skin * [.72, .63, .58]
    if a > .25:
        t = np.linspace(0, 1, 9)
        b = min(1, a * 1.1)
        col = skin * (1 - b) + dark * b
        out += H.ribbon(p, f, np.stack([.0185 * nw + .0035 + .0125 * t, 1.5785 - nl - .027 * t - .0035 * np.sin(t * 3)], 1), .00075 * np.sin(np.pi * np.clip(t, .04, .96)), col, .0003)
        out += H.ribbon(p, f, np.stack([ex - .010 + .021 * t, 1.6070 - .0042 * np.sin(np.pi * t) - .001 * t], 1), .00055 * np.sin(np.pi * np.clip(t, .04, .96)), col, .0003)
    if a > .5:
        t = np.linspace(0, 1, 7)
        for k in range(3):
            out += H.ribbon(p, f, np.stack([ex + .0185 + .009 * t, 1.6200 + (k - 1) * (.0022 + .0042 * t) + 0 * t], 1), .00042 * np.sin(np.pi * np.clip(t, .05, .95)), dark, .0003)
        for z, h in ((1.6600, .031), (1.6680, .026)):
            out += H.ribbon(p, f, np.stack([.0005 + h * t, z + .0015 * np.cos(t * 2.6)], 1), .0005 * (1 - .9 * t ** 2), dark * 1.1, .0003)
    if a > .75:
        t = np.linspace(0, 1, 6)
        out += H.ribbon(p, f, np.stack([.024 + .002 * t, 1.549 - .020 * t], 1), .0005 * np.sin(np.pi * np.clip(t, .05, .95)), dark, .0003)
    if p['beard'] == 'moustache':
        t = np.linspace(0, 1, 8)
        out += H.ribbon(p, f, np.stack([.0008 + .0245 * t, 1.5690 - .0045 * t ** 1.7], 1), .0032 * (1 - .75 * t ** 2), bc, .0010, 3, .0018)
    if p['beard'] == 'goatee':
        t = np.linspace(0, 1, 6)
        out += H.ribbon(p, f, np.stack([.0004 + .015 * t, 1.528 - .002 * t], 1), .010 * (1 - .8 * t ** 2), bc, .0016, 3, .003)
    for mx, mz, r in p.get('moles', []):
        t = np.linspace(-1, 1, 5)
        s = H.ribbon(p, f, np.stack([abs(mx) + r * t, mz + 0 * t], 1), r * np.sqrt(np.maximum(1 - t * t, .05)), skin * [.22, .14, .12], .0006)
        out.append(s[0] if mx > 0 else s[1])
    return out


def build(p, hidden=None):
    """Returns (pieces, morphs, skin field) in head space; morphs[name][i] is the (dV, dN) of pieces[i]."""
    f0 = H.field(p, {})
    half, far = H.skin_grid(p, {}, f0)
    G0 = H.mirror(half)
    nr, nc = G0.shape[:2]
    mouthc = set(list(range(H.LIP)) + [nc - k for k in range(1, H.LIP + 1)])
    eyec = set(list(range(H.EYE_IN, H.EYE_OUT)) + [nc - k for k in range(H.EYE_IN + 1, H.EYE_OUT + 1)])
    skip = lambda r, c: (r == H.LID_U and c in eyec) or (r == H.LIP_U and c in mouthc)
    F = H.ring_faces(nr, nc, skip)[:, ::-1]
    V0 = G0.reshape(-1, 3)
    full = np.concatenate([F, H.ring_faces(nr, nc)[:, ::-1]])
    if (H.normals(V0, F)[20 * nc] @ vec(0, -1, 0)) < 0:
        F, full = F[:, ::-1], full[:, ::-1]
    rr, cc = np.repeat(np.arange(nr), nc), np.tile(np.arange(nc), nr)
    base = Piece(V0, F, skin_colours(p, V0, rr, cc))
    keep = np.ones(len(V0), bool)
    if hidden is not None:
        hid = hidden(V0)
        F2 = F[~hid[F].all(1)]
        keep = np.zeros(len(V0), bool)
        keep[F2.ravel()] = True
        new = np.cumsum(keep) - 1
        keptF = new[F2]
    else:
        keptF = F
    deco = lines(p, f0)
    near = []
    for d in deco:
        D = ((d.V[:, None] - V0[None]) ** 2).sum(-1)
        ix = np.argsort(D, 1)[:, :4]
        w = 1 / (np.take_along_axis(D, ix, 1) + 4e-6)
        near.append((ix, w / w.sum(1, keepdims=True)))

    def dyn(q, G):
        return [H.eyes(p, q)] + H.mouth(p, q, G) + H.lids(p, q, G)
    dyn0 = dyn({}, G0)
    stat = H.ear_pieces(p, f0)
    pieces = [Piece(V0[keep], keptF, base.C[keep], 'skin', base.N[keep])] + dyn0 + deco + stat
    morphs = {}
    for name, q in H.MORPHS.items():
        hq, _ = H.skin_grid(p, q, None, far)
        G = H.mirror(hq)
        V = G.reshape(-1, 3)
        dV = V - V0
        dV[np.abs(dV).max(1) < 7e-4] = 0
        N = H.normals(V, F)
        dN = N - base.N
        dN[(np.abs(dN).max(1) < .12) | (np.abs(dV).max(1) == 0)] = 0
        out = [(dV[keep], dN[keep])]
        for a, b in zip(dyn0, dyn(q, G)):
            e = b.V - a.V
            e[np.abs(e).max(1) < 5e-5] = 0
            n = b.N - a.N if a.mat != 'gloss' else np.zeros_like(a.N)
            n[np.abs(e).max(1) == 0] = 0
            out.append((e, n))
        for d, (ix, w) in zip(deco, near):
            e = (dV[ix] * w[..., None]).sum(1)
            e[np.abs(e).max(1) < 1.2e-4] = 0
            out.append((e, np.zeros_like(e)))
        for s in stat:
            out.append((np.zeros_like(s.V), np.zeros_like(s.V)))
        morphs[name] = out
    return pieces, morphs, f0
