"""The head: an ordered grid cast on the head field with real lids and lips, eyes, teeth, brows, ears and all morphs.

Rows of the grid run along the lid edges and the line between the lips, so a blink or a viseme moves whole rows and the
topology never changes: every morph is the same head built with other parameters.
"""
import numpy as np
from fields import vec, unit, smooth, bump, union, cut, ell, cone, chain, cast, grad, linear, smin

COLS = np.radians([0, 2.5, 5.5, 8.5, 11.5, 14, 17, 20, 23, 26, 29, 32, 36, 41.5, 48, 56, 65, 75, 86, 98, 111, 125, 140, 153, 166, 180])
NC = len(COLS)
EYE_IN, EYE_OUT, LIP = 4, 11, 6                       # columns of the lid corners and of the mouth corner
TOP = np.radians([89, 74, 60, 47, 36, 27, 19, 12, 6])
LID_U, LID_L, LIP_U, LIP_L = 15, 16, 28, 29
NR = 43
EZ, MZ, AXIS_Y = 1.620, 1.5565, 0.0
CENTRE = vec(0, .012, 1.495)                          # the head is scaled about this point

MORPHS = {
    'blink': dict(lid=1),
    'brow_up': dict(brow=.0060, lid_u=.0008),
    'brow_down': dict(brow=-.0040, brow_in=-.0025, lid_u=-.0012, squeeze=.002),
    'viseme_aa': dict(open=.0150),
    'viseme_ih': dict(open=.0055, wide=.14, corner=.0012, lip_up=.0012),
    'viseme_ou': dict(open=.0050, wide=-.36, round=1),
    'viseme_mm': dict(press=1),
    'viseme_ff': dict(open=.0030, tuck=1, lip_up=.0018),
    'angry': dict(brow=-.0015, brow_in=-.0062, brow_out=.0018, squeeze=.0032, lid_u=-.0010, lid_l=.0012, corner=-.0030, press=.55, flare=1, wide=-.03),
    'sad': dict(brow_in=.0064, brow_out=-.0030, lid_u=-.0016, lid_out=-.0012, corner=-.0052, pout=.7, lid_l=.0006, squeeze=.0012),
    'happy': dict(corner=.0062, wide=.17, cheek=1, lid_l=.0022, lid_u=-.0009, brow=.0012, open=.0016, lip_up=.0012),
    'afraid': dict(brow=.0045, brow_in=.0048, brow_out=-.0010, lid_u=.0024, lid_l=-.0008, open=.0042, wide=.09, corner=-.0034, squeeze=.0015),
    'disgust': dict(brow=-.0032, brow_in=-.0022, lip_up=.0036, cheek=.35, lid_l=.0020, lid_u=-.0018, corner=-.0034, flare=.8, squeeze=.001),
    'surprise': dict(brow=.0088, lid_u=.0026, lid_l=-.0008, open=.0110, wide=-.12, round=.25),
    'look_up': dict(gaze=(0, 20), lid_u=.0012, lid_l=.0008),
    'look_down': dict(gaze=(0, -22), lid_u=-.0042, lid_l=-.0012),
    'look_left': dict(gaze=(24, 0)),
    'look_right': dict(gaze=(-24, 0)),
    'viseme_oh': dict(open=.0095, wide=-.24, round=.7),
}

FACE = dict(fw=1.0, jaw=1.0, jawz=0.0, chin=0.0, chinw=1.0, cheek=.3, bone=.4, ridge=.4, fore=0.0,
            eye_x=.0315, eye_w=.0148, eye_u=.0068, eye_l=.0045, eye_tilt=.0012, eye_y=-.0722, fold=.5, bag=0.0,
            nose_l=0.0, nose_w=1.0, nose_b=1.0, nose_t=1.0, mouth_w=.0235, lip_u=.0050, lip_l=.0062, lip_out=1.0, mouth_z=0.0,
            brow_t=.0030, brow_z=0.0, brow_tilt=0.0, brow_w=1.0, brow_arch=.5, ear=1.0, neck=1.0, age=0.0, stubble=0.0, lash=.5, beard='')


def field(p, q):
    """The skin of head and neck without ears; q are morph amounts."""
    g = lambda k: q.get(k, 0.0)
    o = g('open')
    j, w, ck = p['jaw'], p['fw'], p['cheek']
    jz = -o * .75
    f = union(ell((0, .016, 1.652), (.0745 * w, .0935, .0840)), ell((0, -.022, 1.590 + jz * .3), (.0595 * (.35 * w + .65 * j), .0655, .0800 - jz * .3)), k=.035)
    f = union(f, ell((0, -.060, 1.645), (.055 * w, .030 + .004 * p['fore'], .038)), k=.03)
    chin = ell((0, -.0665 + jz * .12, 1.5265 - p['chin'] + jz), (.0225 * p['chinw'], .0195, .0185))
    jaws = [ell((x * .0460 * j, -.008, 1.553 - p['jawz'] + jz * .45), (.0195, .036, .030)) for x in (1, -1)]
    f = union(f, chin, *jaws, k=.026)
    c = g('cheek')
    bone = [ell((x * .0465 * w, -.048, 1.597), (.0225, .0245 + .005 * p['bone'], .0170)) for x in (1, -1)]
    full = [ell((x * (.037 + .002 * ck), -.050 - .004 * c, 1.566 + .004 * c), (.0200 + .007 * ck, .0190 + .012 * ck + .003 * c, .0235 + .004 * ck)) for x in (1, -1)]
    f = union(f, *bone, *full, k=.022)
    muzzle = ell((0, -.0690 + jz * .1, MZ + p['mouth_z'] + jz * .45), (.0270, .0195, .0215 - jz * .4))
    f = union(f, muzzle, k=.018)
    ridge = [ell((x * .026, -.0700 - .004 * p['ridge'], 1.6385), (.026, .0150 + .004 * p['ridge'], .0085)) for x in (1, -1)]
    f = union(f, *ridge, k=.016)
    ey = p['eye_y']
    for x in (1, -1):
        f = cut(f, ell((x * (p['eye_x'] + .001), -.1015, EZ + .001), (.0235, .0215, .0150)), .013)
        f = union(f, ell((x * p['eye_x'], ey, EZ), (.0150, .0150, .0150)), k=.005)
    nl, nw, nb, nt = p['nose_l'], p['nose_w'], p['nose_b'], p['nose_t']
    tip = (0, -.1005 - .004 * nb, 1.5865 - nl)
    nose = union(cone((0, -.0790 - .0045 * nb, 1.626), tip, .0062 + .0012 * nw, .0085 + .0022 * nt), ell(tip, (.0100 * nt, .0100, .0092 * nt)), k=.008)
    fl = g('flare')
    wings = [ell((x * (.0115 * nw + .0014 * fl), -.0890, 1.5815 - nl + .002 * fl), (.0078 * nw, .0110, .0080)) for x in (1, -1)]
    f = union(f, nose, *wings, k=.0095)
    if p['age'] > .3:                                   # hollows of an old face
        for x in (1, -1):
            f = cut(f, ell((x * .060 * w, -.070, 1.572), (.012, .020, .022)), .03)
    n = p['neck']
    throat = chain([(0, .024, 1.415), (0, .010, 1.555)], [.0565 * n, .0500 * n], .01)
    f = union(f, throat, k=.020)
    return f


def rows_z(p, q):
    """Angle and height of the front rows per column: (phi, z, weight of the front)."""
    g = lambda k: q.get(k, 0.0)
    ez, mz = EZ, MZ + p['mouth_z']
    phi = np.tile(COLS, (NR, 1))
    fi = np.arctan((p['eye_x'] - p['eye_w']) / .0815)
    fo = np.arctan((p['eye_x'] + p['eye_w']) / .0740)
    eye = np.interp(COLS, [0, COLS[EYE_IN], COLS[EYE_OUT], COLS[15], np.pi], [0, fi, fo, COLS[15], np.pi])
    fm = np.arctan(p['mouth_w'] * (1 + g('wide')) / .0785)
    lip = np.interp(COLS, [0, COLS[LIP], COLS[15], np.pi], [0, fm, COLS[15], np.pi])
    for r in range(9, 36):
        we = smooth(np.interp(r, [9, 11, 19, 23], [0, 1, 1, 0]))
        wl = smooth(np.interp(r, [22, 26, 32, 36], [0, 1, 1, 0]))
        phi[r] = COLS + we * (eye - COLS) + wl * (lip - COLS)
    ph = eye
    u = (ph - fi) / (fo - fi)
    uc = np.clip(u, 0, 1)
    inside = (np.arange(NC) >= EYE_IN) & (np.arange(NC) <= EYE_OUT)
    line = ez + p['eye_tilt'] * (np.clip(u, -.3, 1.6) - .5) * 2
    up = (p['eye_u'] + g('lid_u') + g('lid_out') * uc) * np.sin(np.pi * uc ** .88) ** .72
    lo = (p['eye_l'] - g('lid_l')) * np.sin(np.pi * uc ** 1.18) ** .85
    lid = g('lid')
    up = up * (1 - lid) - lid * (lo * .80)
    gap = .0003 + .0022 * smooth(np.abs(u - .5), .5, 1.2)
    U = np.where(inside, line + up, line + gap)
    L = np.where(inside, line - lo, line - gap)
    # brows: inner and outer ends move apart; x is 0 at the nose and 1 at the temple
    x = np.clip((ph - np.radians(6)) / np.radians(34), 0, 1)
    fade = 1 - smooth(np.degrees(ph), 45, 75)
    br = (g('brow') + g('brow_in') * (1 - x) ** 1.3 + g('brow_out') * x) * fade
    Z = np.zeros((NR, NC))
    Z[9], Z[10], Z[11] = 1.652 + .35 * br, 1.6465 + .75 * br, 1.6405 + br
    Z[12] = 1.6350 + .95 * br
    lift = np.maximum(Z[12], U + .0016)
    Z[12] = lift
    Z[13], Z[14] = U + .62 * (lift - U), U + .30 * (lift - U)
    Z[LID_U], Z[LID_L] = U, L
    nl = p['nose_l']
    low = [1.6035, 1.5965, 1.5895 - nl * .5, 1.5835 - nl, 1.5785 - nl, 1.5740 - nl]
    for k, z in enumerate(low):
        Z[19 + k] = z
    Z[17], Z[18] = L + .28 * (Z[19] - L), L + .62 * (Z[19] - L)
    # the mouth
    v = lip / fm
    vc = np.clip(v, 0, 1)
    ar = np.sqrt(np.maximum(1 - vc ** 2, 0))
    o, rd = g('open'), g('round')
    cor = g('corner') + p.get('mouth_c', 0.0)
    edge = 1 - smooth(np.degrees(lip), 22, 55)
    base = mz + cor * vc ** 1.8 * np.where(v > 1, edge, 1) - .25 * cor - .30 * o * vc ** 2 * np.where(v > 1, edge, 1)
    mg = .00025 + .0030 * smooth(v, 1.0, 1.7)
    pr = g('press')
    inm = v <= 1.0001
    zu = np.where(inm, base + (g('lip_up') + .12 * o) * ar, base + mg)
    zl = np.where(inm, base - o * ar ** .9 + g('tuck') * .0022 * ar, base - mg)
    bow = 1 - .20 * bump(vc, 0, .13) + .10 * bump(vc, .28, .15)
    lu = p['lip_u'] * (1 - .35 * pr + .25 * rd)
    ll = p['lip_l'] * (1 - .35 * pr + .25 * rd + .2 * g('pout'))
    out = np.where(inm, .02 + ar ** 1.05, .02)
    top, bot = zu + lu * out * bow + np.where(inm, 0, .0016), zl - ll * out - np.where(inm, 0, .0018)
    Z[26], Z[27], Z[28] = top, zu + .48 * (top - zu), zu
    Z[29], Z[30], Z[31] = zl, zl + .50 * (bot - zl), bot
    Z[25] = .45 * Z[24] + .55 * Z[26]
    drop = o * .86 * (1 - smooth(np.degrees(lip), 20, 95))
    ch = p['chin']
    for k, z in enumerate((1.5415, 1.5335 - ch * .5, 1.5250 - ch, 1.5185 - ch)):
        Z[32 + k] = np.minimum(z - drop, bot - .0022 * (k + 1))
    back = np.interp(np.arange(NR), [9, 35], [1.652, 1.5535])
    wt = 1 - smooth(np.degrees(COLS), 42, 150)
    low = 1 - smooth(np.degrees(COLS), 30, 100)          # the jaw's rows rise soon, clear of those under it
    W = np.array([wt + (low - wt) * smooth(r, 25, 33) for r in range(NR)])
    Z = W * Z + (1 - W) * back[:, None]
    for r in range(19, 36):                              # rows never cross
        Z[r] = np.minimum(Z[r], Z[r - 1] - (.0002 if r == LIP_L else .0006))
    return phi, Z, wt, v, ar, drop


def skin_grid(p, q, f=None, near=None):
    """Half grid (NR, NC, 3) of the skin for x >= 0, and the distances along its rays; `near` are those of the face at rest."""
    g = lambda k: q.get(k, 0.0)
    f = f or field(p, q)
    phi, Z, wt, v, ar, drop = rows_z(p, q)
    O = np.zeros((NR, NC, 3))
    D = np.zeros((NR, NC, 3))
    tilt = np.zeros((NR, NC))
    O[..., 1] = AXIS_Y
    O[..., 2] = Z
    for r in range(9):
        tilt[r] = TOP[r]
        O[r, :, 1], O[r, :, 2] = AXIS_Y + .012 * (TOP[r] / TOP[0]), 1.652
    fr = .5 + .5 * np.cos(COLS)
    ch = p['chin']
    under = [(1.5450, -24, .5, .85), (1.5400, -33, .6, .8), (1.5320, -38, .45, .6), (1.5180, -32, .3, .35), (1.5000, -22, .1, .15), (1.4750, -8, 0, 0), (1.4350, 0, 0, 0)]
    for k, (z, t, c, d) in enumerate(under):
        r = 36 + k
        O[r, :, 2] = z - (c * ch) * fr - drop * d
        O[r, :, 1] = AXIS_Y + .012 * min(1, k / 3)
        tilt[r] = np.radians(t) * fr
    s, c = np.sin(phi), np.cos(phi)
    ct = np.cos(tilt)
    D[..., 0], D[..., 1], D[..., 2] = s * ct, -c * ct, np.sin(tilt)
    if near is None:
        P = cast(f, O.reshape(-1, 3), D.reshape(-1, 3), .17, 45).reshape(NR, NC, 3)
    else:
        P = cast(f, O.reshape(-1, 3), D.reshape(-1, 3), near.reshape(-1) + .022, 18, relax=.9).reshape(NR, NC, 3)
    far = np.linalg.norm(P - O, axis=-1)
    # lips swell, purse, press; smiling lifts the cheek and folds beside the mouth
    vi = np.clip(v, 0, 1)
    inm = (v <= 1.0001)
    sw = ar ** .8 * p['lip_out']
    e = np.zeros((NR, NC))
    pr, tk = g('press'), g('tuck')
    e[26], e[27], e[28] = .0004 * sw, .0022 * sw, (.0013 - .0022 * pr) * sw
    e[29], e[30], e[31] = (.0012 - .0024 * pr - .0042 * tk) * sw, (.0027 - .0010 * tk + .0010 * g('pout')) * sw, .0002 * sw
    e[27] -= .0010 * pr * sw
    e[30] -= .0010 * pr * sw
    rd = g('round') * bump(v, 0, 1.25)
    for r, a in zip(range(24, 34), (.1, .4, .8, 1, 1, 1, 1, .8, .4, .1)):
        e[r] += .0050 * a * rd
    X, ZZ = P[..., 0], P[..., 2]
    front = (np.degrees(phi) < 80)
    sm = max(0.0, g('corner') / .0062)
    e += front * (.0030 * g('cheek') * bump(X, .036, .014) * bump(ZZ, 1.588, .013) - .0016 * sm * bump(X, .031, .006) * bump(ZZ, 1.560, .016))
    if p['fold'] > 0:
        k = np.zeros(NC)
        k[EYE_IN:EYE_OUT + 2] = 1
        e[14] -= .0011 * p['fold'] * k
        e[13] += .0006 * p['fold'] * k
    e[18] += .0014 * p['bag'] * bump(COLS, np.radians(21), np.radians(11))
    if p['age'] > 0:
        a = p['age']
        d = np.abs(X - (.020 + .55 * (1.580 - ZZ)))                  # nose to mouth fold
        e -= front * .0016 * a * np.exp(-(d / .0042) ** 2) * smooth(ZZ, 1.542, 1.556) * (1 - smooth(ZZ, 1.576, 1.584))
    P = P + D * e[..., None]
    return P, far


def mirror(H):
    """Half columns (R, NC, k) -> whole ring (R, 2*NC-2, k): left side first, then the mirrored right."""
    M = H[:, -2:0:-1].copy()
    M[..., 0] *= -1
    return np.concatenate([H, M], 1)


def ring_faces(nr, nc, skip=None):
    F = []
    for r in range(nr - 1):
        for c in range(nc):
            if skip and skip(r, c):
                continue
            a, b = r * nc + c, r * nc + (c + 1) % nc
            F += [[a, a + nc, b + nc], [a, b + nc, b]]
    return np.array(F)


def normals(V, F):
    n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    N = np.zeros_like(V)
    for i in range(3):
        np.add.at(N, F[:, i], n)
    return unit(N)


class Piece:
    """Vertices with faces and colours whose topology is the same for every morph."""
    def __init__(self, V, F, C, mat='skin', N=None):
        self.V, self.F, self.C, self.mat = np.asarray(V, float), np.asarray(F), np.asarray(C, float), mat
        self.N = normals(self.V, self.F) if N is None else N


def eye_rotation(q):
    yaw, pitch = np.radians(q.get('gaze', (0, 0)))
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    Rz = np.array([[cy, -sy, 0], [sy, cy, 0], [0, 0, 1]])
    Rx = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
    return Rz @ Rx


def eyes(p, q):
    """Both balls with pupil, iris and white as crisp rings, and a catch light that stays put."""
    R = .0131
    ang = np.radians([0, 10.5, 12.5, 24.5, 27.5, 30, 48, 72, 100])
    seg = 14
    iris, dark = linear(p['iris']), np.array([.004, .003, .003])
    white = linear('#e6ded3') * (1 - .12 * p['age']) * [1, 1 - .04 * p['age'], 1 - .10 * p['age']]
    cols = [dark, dark, iris * .75, iris * 1.25, iris * .30, white, white, white * .8, white * .6]
    th = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    V, C, F = [], [], []
    for x in (1, -1):
        n0 = sum(len(v) for v in V)
        d = np.stack([np.outer(np.sin(ang), np.cos(th)), -np.outer(np.cos(ang), np.ones(seg)), np.outer(np.sin(ang), np.sin(th))], -1).reshape(-1, 3)
        d = d @ eye_rotation(q).T
        V.append(d * R + vec(x * p['eye_x'], p['eye_y'], EZ))
        c = np.repeat(np.array(cols), seg, 0)
        c = c * (1 - .45 * smooth(d[:, 2], .15, .55))[:, None]           # the upper lid shades the ball
        C.append(c)
        f = ring_faces(len(ang), seg)
        F.append(f[:, ::-1] + n0)
    n0 = sum(len(v) for v in V)
    for x in (1, -1):
        t = np.linspace(0, 2 * np.pi, 6, endpoint=False)
        c = vec(-.0022, 0, .0026)
        a = np.stack([.00105 * np.cos(t) + c[0], 0 * t, .00105 * np.sin(t) + c[2]], 1)
        a = np.concatenate([[c], a])
        a[:, 1] = -np.sqrt((R + .0003) ** 2 - a[:, 0] ** 2 - a[:, 2] ** 2)
        V.append(a + vec(x * p['eye_x'], p['eye_y'], EZ))
        C.append(np.ones((7, 3)) * .92)
        F.append(np.array([[0, 1 + (i + 1) % 6, 1 + i] for i in range(6)])[:, ::-1] + n0)
        n0 += 7
    V, C, F = np.concatenate(V), np.concatenate(C), np.concatenate(F)
    n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    mid = V[F].mean(1)
    ctr = np.stack([np.sign(mid[:, 0]) * p['eye_x'], 0 * mid[:, 0] + p['eye_y'], 0 * mid[:, 0] + EZ], 1)
    flip = ((mid - ctr) * n).sum(1) < 0
    F[flip] = F[flip][:, ::-1]
    N = unit(V - np.stack([np.sign(V[:, 0]) * p['eye_x'], 0 * V[:, 0] + p['eye_y'], 0 * V[:, 0] + EZ], 1))
    return Piece(V, F, C, 'gloss', N)


def mouth(p, q, G):
    """Rims of lips, the cavity behind them, teeth and tongue; G is the whole grid."""
    nc = G.shape[1]
    up = [G[LIP_U, c] for c in list(range(LIP, -1, -1)) + [nc - k for k in range(1, LIP + 1)]]
    lo = [G[LIP_L, c] for c in [nc - k for k in range(LIP - 1, 0, -1)] + list(range(0, LIP))]
    loop = np.array(up + lo)
    n = len(loop)
    mid = loop.mean(0)
    o = q.get('open', 0)
    rings = [loop]
    for d, s, l in ((.004, .98, .0), (.013, 1.02, .001), (.026, .85, .002), (.036, .35, .003)):
        r = mid + (loop - mid) * [s, 1, max(s, .6)]
        r = r + vec(0, d, 0)
        r[:, 2] += np.sign(loop[:, 2] - mid[2]) * l
        rings.append(r)
    V = np.concatenate(rings + [(mid + vec(0, .040, 0))[None]])
    F = []
    for r in range(len(rings) - 1):
        for i in range(n):
            a, b = r * n + i, r * n + (i + 1) % n
            F += [[a, b, b + n], [a, b + n, a + n]]
    e = len(V) - 1
    k = (len(rings) - 1) * n
    F += [[k + i, k + (i + 1) % n, e] for i in range(n)]
    lipc = linear(p['lipc'])
    C = np.concatenate([np.tile(c, (n, 1)) for c in (lipc * .8, lipc * .45, linear('#45201c') * .6, linear('#2a1010'), linear('#1a0808'))] + [linear('#120606')[None]])
    F = np.array(F)
    nn = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
    if (nn[2 * n:, 1]).mean() > 0:
        F = F[:, ::-1]
    cav = Piece(V, F, C, 'skin')
    # teeth
    yl = G[LIP_U, 0, 1]
    w = p['mouth_w'] * .74
    mz = MZ + p['mouth_z']
    V, F, C = [], [], []
    for z0, z1, dy, dz in ((mz + .0030, mz - .0046, .0066, 0.0), (mz - .0022, mz - .0085, .0085, -o * .84 * (1 + 0))):
        n0 = len(V)
        for i, x in enumerate(np.linspace(-w, w, 11)):
            y = yl + dy + 17 * x * x + (0 if z0 > mz else .0)
            V += [(x, y, z0 + dz), (x, y - .0003, z1 + dz)]
            e = 1 - .55 * abs(x / w) ** 2
            C += [linear('#d9cfbf') * .75 * e, linear('#e6ddcf') * .9 * e]
            if i < 10:
                a = n0 + 2 * i
                F += [[a, a + 1, a + 3], [a, a + 3, a + 2]]
    # tongue
    n0 = len(V)
    T = np.linspace(0, np.pi, 7)
    for s in (0, .5, 1):
        for t in T:
            V.append((.015 * (1 - .25 * s) * np.cos(t), yl + .022 - .011 * s, mz - .0125 + .0045 * np.sin(t) - .002 * s - o * .62))
            C.append(linear('#8f4640') * (.5 + .35 * s))
    for a in range(2):
        for b in range(6):
            i = n0 + a * 7 + b
            F += [[i, i + 1, i + 8], [i, i + 8, i + 7]]
    V, F, C = np.array(V), np.array(F), np.array(C)
    P = Piece(V, F, C, 'skin')
    for lo_, hi_ in ((0, 40), (40, len(F))):                # turn them to the front (or up)
        f = P.F[lo_:hi_]
        nn = np.cross(V[f[:, 1]] - V[f[:, 0]], V[f[:, 2]] - V[f[:, 0]]).mean(0)
        if nn[1] - nn[2] > 0:
            P.F[lo_:hi_] = f[:, ::-1]
    P.N = normals(P.V, P.F)
    return [cav, P]


def lids(p, q, G):
    """Rims of the lids and the lash line."""
    nc = G.shape[1]
    out = []
    skin, lash = linear(p['skin']), linear('#17100d')
    for side in (1, -1):
        idx = list(range(EYE_IN, EYE_OUT + 1))
        ids = idx if side > 0 else [nc - k for k in idx]
        E = vec(side * p['eye_x'], p['eye_y'], EZ)
        for row, col0, col1 in ((LID_U, lash, lash), (LID_L, skin * [.92, .66, .62], skin * [.75, .45, .42])):
            a = G[row, ids]
            b = E + (a - E) * .88
            V = np.concatenate([a, b])
            n = len(a)
            F = np.array([[i, i + 1, n + i + 1] for i in range(n - 1)] + [[i, n + i + 1, n + i] for i in range(n - 1)])
            nn = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]]).mean(0)
            if (nn[2] > 0) == (row == LID_U):
                F = F[:, ::-1]
            out.append(Piece(V, F, np.concatenate([np.tile(col0, (n, 1)), np.tile(col1, (n, 1))])))
        ids2 = ids + [EYE_OUT + 1 if side > 0 else nc - EYE_OUT - 1]
        a = G[LID_U, ids2].copy()
        a[-1] = a[-2] + (a[-1] - a[-2]) * (.10 + .35 * p['lash'])
        t = np.linspace(0, 1, len(a))
        d = unit(a - E)
        th = (.0007 + .0011 * p['lash']) * (.25 + .75 * np.sin(np.pi * np.clip(t * .8 + .12, 0, 1)))
        lower = a + d * .0009 + np.stack([0 * t, 0 * t, -.0004 + 0 * t], 1)
        upper = a + d * .0007 + np.stack([0 * t, 0 * t, th], 1)
        V = np.concatenate([lower, upper])
        n = len(a)
        F = np.array([[i, i + 1, n + i + 1] for i in range(n - 1)] + [[i, n + i + 1, n + i] for i in range(n - 1)])
        if side > 0:
            F = F
        nn = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]]).mean(0)
        if nn[1] > 0:
            F = F[:, ::-1]
        out.append(Piece(V, F, np.tile(lash * (1.6 - p['lash']), (2 * n, 1))))
    return out


def ear_pieces(p, f):
    """Ears as rings: root, back of the rim, rim, inner rim, bowl."""
    out = []
    t = np.linspace(0, 2 * np.pi, 15, endpoint=False)
    k = p['ear']
    # outline: broad above, narrow lobe
    oz = .0285 * np.sin(t) * (1 + .04 * np.sin(t))
    oy = (.0135 + .0040 * np.sin(t)) * np.cos(t) + .006 * np.sin(t)
    skin = linear(p['skin'])
    for side in (1, -1):
        c = cast(f, vec(0, .012, 1.603)[None], vec(side, 0, 0)[None], .15)[0] + vec(-side * .0015, 0, 0)
        R = []
        for s, dx, tone in ((.60, -.004, .9), (.90, .003, .95), (1.0, .0075, 1.04), (.86, .0100, 1.06), (.66, .0058, .80), (.48, .0062, .92), (.24, .0010, .55)):
            a = np.stack([side * (dx + .009 * np.maximum(oy / .02, -.55) + 0 * t), oy * s * k, oz * s * k], 1)
            R.append((c + a, skin * tone * [1.05, .93, .90]))
        V = np.concatenate([r for r, _ in R] + [(c + vec(side * .001, 0, 0))[None]])
        C = np.concatenate([np.tile(cc, (len(t), 1)) for _, cc in R] + [(skin * .5)[None]])
        F = ring_faces(len(R), len(t))
        e = len(V) - 1
        b = (len(R) - 1) * len(t)
        F = np.concatenate([F, [[b + i, e, b + (i + 1) % len(t)] for i in range(len(t))]])
        P = Piece(V, F, C)
        if (P.N[2 * len(t):3 * len(t), 0] * side).mean() < 0:
            P = Piece(V, F[:, ::-1], C)
        out.append(P)
    return out


def ribbon(p, f, path, widths, colour, lift=.0004, rows=2, crown=0.0):
    """A thin strip painted on the face along path [(x, z)], cast from the front; returns pieces for both sides."""
    path = np.asarray(path, float)
    w = np.asarray(widths, float)
    tn = unit(np.gradient(path, axis=0))
    nm = np.stack([-tn[:, 1], tn[:, 0]], 1)
    s = np.linspace(-1, 1, rows)
    xz = path[:, None] + nm[:, None] * (w[:, None] * s[None])[..., None]
    n, m = xz.shape[:2]
    xz = xz.reshape(-1, 2)
    O = np.stack([xz[:, 0] * .35, np.zeros(len(xz)), xz[:, 1]], 1)
    D = unit(np.stack([xz[:, 0] * .65, -np.full(len(xz), .085), np.zeros(len(xz))], 1))
    V = cast(f, O, D, .17)
    N = grad(f, V, 2e-3)
    V = V + N * (lift + crown * (1 - np.tile(s, n) ** 2))[:, None]
    F = np.array([[[i * m + j, (i + 1) * m + j, (i + 1) * m + j + 1], [i * m + j, (i + 1) * m + j + 1, i * m + j + 1]] for i in range(n - 1) for j in range(m - 1)]).reshape(-1, 3)
    if np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])[:, 1].mean() > 0:
        F = F[:, ::-1]
    C = np.asarray(colour, float)
    C = np.tile(C, (len(V), 1)) if C.ndim == 1 else np.repeat(C, m, 0)
    V2 = V * [-1, 1, 1]
    N2 = N * [-1, 1, 1]
    return [Piece(V, F, C, 'skin', N), Piece(V2, F[:, ::-1], C, 'skin', N2)]
