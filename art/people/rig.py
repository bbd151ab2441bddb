"""The one skeleton of all people, and skin weights by distance to its bones.

All joints rest without rotation (their axes are the world's), so code that turns a head or an eye needs no bone frame.
"""
import math
import numpy as np
from fields import vec, unit

A = math.radians(34)
ARM = np.array([math.sin(A), 0, -math.cos(A)])
SHOULDER_X, HIP_X = .172, .092


def skeleton():
    """name -> (head, tail, parent); rest is a relaxed A-pose."""
    J = {}

    def b(n, h, t, p):
        J[n] = (np.array(h, float), np.array(t, float), p)
    b('root', (0, 0, 0), (0, 0, .1), None)
    b('hips', (0, .005, .95), (0, .005, 1.05), 'root')
    b('spine', (0, .005, 1.05), (0, .01, 1.22), 'hips')
    b('chest', (0, .01, 1.22), (0, .015, 1.44), 'spine')
    b('neck', (0, .022, 1.44), (0, .008, 1.525), 'chest')
    b('head', (0, .008, 1.525), (0, .008, 1.73), 'neck')
    for s, x in (('L', 1), ('R', -1)):
        S = vec(x, 1, 1)
        sh = vec(SHOULDER_X, .018, 1.405)
        el = sh + ARM * .272 + vec(0, .012, 0)
        wr = el + ARM * .245 + vec(0, -.028, 0)
        d = unit(wr - el)
        fwd = unit(vec(0, -1, 0) - d * (-d[1]))
        pal = unit(np.cross(d, fwd))
        if pal[0] > 0:
            pal = -pal                                    # palms look at the thighs

        def at(u, v, w):
            return (wr + d * u + fwd * v + pal * w) * S
        b('clav.' + s, vec(.03, 0, 1.41) * S, sh * S, 'chest')
        b('uarm.' + s, sh * S, el * S, 'clav.' + s)
        b('farm.' + s, el * S, wr * S, 'uarm.' + s)
        b('hand.' + s, wr * S, at(.085, 0, 0), 'farm.' + s)
        b('thumb1.' + s, at(.022, .024, .008), at(.055, .048, .020), 'hand.' + s)
        b('thumb2.' + s, at(.055, .048, .020), at(.083, .056, .028), 'thumb1.' + s)
        b('index1.' + s, at(.086, .027, .0), at(.122, .028, .004), 'hand.' + s)
        b('index2.' + s, at(.122, .028, .004), at(.160, .028, .014), 'index1.' + s)
        b('grip1.' + s, at(.086, -.010, .0), at(.124, -.010, .004), 'hand.' + s)
        b('grip2.' + s, at(.124, -.010, .004), at(.164, -.010, .014), 'grip1.' + s)
        hi, kn, an = vec(HIP_X, 0, .90), vec(HIP_X + .004, -.012, .485), vec(HIP_X + .006, .018, .085)
        b('thigh.' + s, hi * S, kn * S, 'hips')
        b('shin.' + s, kn * S, an * S, 'thigh.' + s)
        b('foot.' + s, an * S, (an + vec(0, -.115, -.055)) * S, 'shin.' + s)
        b('toe.' + s, (an + vec(0, -.115, -.06)) * S, (an + vec(0, -.19, -.06)) * S, 'foot.' + s)
    return J


J = skeleton()
NAMES = list(J)


def hand_frame(s):
    """Origin and axes (along the fingers, towards the thumb, out of the palm) of a hand at rest."""
    h, t, _ = J['hand.' + s]
    d = unit(t - h)
    fwd = unit(vec(0, -1, 0) - d * (-d[1]))
    pal = unit(np.cross(d, fwd))
    if pal[0] * (1 if s == 'L' else -1) > 0:
        pal = -pal
    return h, d, fwd, pal


def holds():
    """Where props hang: node name -> (bone, offset, axes as columns). In a prop, up (+Y of glTF) runs along the fist from the
    little finger to the thumb, forward (+Z) along the stretched fingers."""
    out = {}
    for s in 'LR':
        h, d, fwd, pal = hand_frame(s)
        # prop axes in the generator's z-up frame: its z is glTF up, its -y is glTF forward
        R = np.stack([np.cross(-d, fwd), -d, fwd], 1)
        out['hold.' + s] = ('hand.' + s, d * .082 + pal * .026 + fwd * .004, R)
    return out


def weights(V, kind):
    """Weights (n, bones) for vertices; `kind` limits which bones may pull. A dict gives them outright."""
    n = len(V)
    W = np.zeros((n, len(NAMES)))
    if isinstance(kind, np.ndarray):
        return kind
    if kind in J:
        W[:, NAMES.index(kind)] = 1
        return W
    if kind == 'neck_head':
        t = np.clip((V[:, 2] - 1.472) / .06, 0, 1)
        t = t * t * (3 - 2 * t)
        u = np.clip((V[:, 2] - 1.425) / .04, 0, 1)
        W[:, NAMES.index('head')] = t
        W[:, NAMES.index('neck')] = (1 - t) * u
        W[:, NAMES.index('chest')] = (1 - t) * (1 - u)
        return W
    D = np.full((n, len(NAMES)), 9.0)
    fingers = ('thumb', 'index', 'grip1', 'grip2')
    for i, nm in enumerate(NAMES):
        if nm in ('root', 'head') or nm[:5] in fingers:
            continue
        part = nm.split('.')[0]
        if kind == 'torso' and part in ('farm', 'hand', 'shin', 'foot', 'toe', 'neck'):
            continue
        if kind == 'legs' and part in ('farm', 'hand', 'uarm', 'neck', 'clav', 'chest', 'toe', 'foot'):
            continue
        if kind == 'skirt' and part not in ('hips', 'spine', 'thigh', 'chest'):
            continue
        if kind == 'shoe' and part not in ('foot', 'toe', 'shin'):
            continue
        if kind == 'arm' and part in ('thigh', 'shin', 'foot', 'toe', 'hips', 'neck'):
            continue
        h, t, _ = J[nm]
        ab = t - h
        u = np.clip(((V - h) @ ab) / (ab @ ab), 0, 1)
        d = np.linalg.norm(V - (h + u[:, None] * ab), axis=1)
        if nm == 'hips':
            d = np.linalg.norm((V - h) * [.55, 1, 1.2], axis=1) * .9
        if nm in ('spine', 'chest'):
            d = np.sqrt(np.maximum(abs(V[:, 0]) - .08, 0) ** 2 + (V[:, 1] - .01) ** 2 * .5
                        + np.maximum(np.maximum(h[2] - V[:, 2], V[:, 2] - t[2]), 0) ** 2) * .82
        if nm[-2:] in ('.L', '.R'):
            x = 1 if nm[-1] == 'L' else -1
            d = d + np.maximum(-V[:, 0] * x + .012, 0) * 3
            if part in ('uarm', 'farm', 'hand') and kind != 'arm_only':
                d = d + np.maximum(.128 - V[:, 0] * x, 0) * 2.2
            if part == 'thigh':
                d = d + np.maximum(V[:, 2] - .90, 0) * .8
        if nm[:4] == 'foot':
            d = d - .004
        D[:, i] = d
    W = 1 / (np.maximum(D, 0) + .014) ** 5
    W[D > 8] = 0
    return W


def pack(W):
    """The four strongest bones as u8 joints and u8 weights that sum to 255."""
    W = W / W.sum(1, keepdims=True)
    idx = np.argsort(-W, 1)[:, :4]
    w = np.take_along_axis(W, idx, 1)
    w[w < .012] = 0
    w = w / w.sum(1, keepdims=True)
    q = np.round(w * 255).astype(int)
    q[:, 0] += 255 - q.sum(1)
    idx = np.where(q > 0, idx, 0)
    return idx.astype(np.uint8), q.astype(np.uint8)
