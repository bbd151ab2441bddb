"""From targets (hips, hands, feet, look) to bone rotations: analytic two-bone arms and legs on the shared skeleton."""
import math
import numpy as np
from fields import vec, unit
from rig import J, NAMES, hand_frame

V3 = vec
LEN = {n: np.linalg.norm(J[n][1] - J[n][0]) for n in J}
HEEL, BALL = vec(0, .062, -.085), vec(0, -.115, -.083)   # contact points from the ankle


def axis_rot(a, deg):
    a = unit(a)
    t = math.radians(deg)
    K = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.eye(3) + math.sin(t) * K + (1 - math.cos(t)) * K @ K


def rot(rx=0, ry=0, rz=0):
    """Degrees; x first. +x nods forward, +z turns to the left."""
    return axis_rot(vec(0, 0, 1), rz) @ axis_rot(vec(0, 1, 0), ry) @ axis_rot(vec(1, 0, 0), rx)


def frame(d, n):
    d = unit(d)
    n = unit(n - d * (n @ d))
    return np.stack([d, n, np.cross(d, n)], 1)


def two_bone(a, t, pole, l1, l2):
    d = t - a
    L = np.clip(np.linalg.norm(d), abs(l1 - l2) + .03, (l1 + l2) * .9985)
    d = unit(d)
    c = (l1 * l1 + L * L - l2 * l2) / (2 * l1 * L)
    p = unit(pole - d * (pole @ d))
    return a + d * l1 * c + p * l1 * math.sqrt(max(0, 1 - c * c)), a + d * L


FINGER = {}
for _s in 'LR':
    _o, _d, _f, _p = hand_frame(_s)
    FINGER[_s] = (np.cross(_d, _p), unit(np.cross(unit(J['thumb2.' + _s][1] - J['thumb1.' + _s][0]), unit(_p - .9 * _f))), np.cross(_d, _f))


_REST = {}


def rest_hand(s):
    """How a hanging hand stands in the chest's frame: blends start here, so their path never flips."""
    if s not in _REST:
        pose = dict(hand={k: ((.222, -.030, -.312), (.42, .9, -.35)) for k in 'LR'}, foot={k: ((.104, .018, .085), (.14, -1, 0), 0) for k in 'LR'})
        _REST[s] = None
        D, _ = solve(pose)
        _REST.update({k: D['hand.' + k] for k in 'LR'})
    return _REST[s]


def solve(q):
    """World rotation and head of every bone for pose q."""
    R = q.get('rots', {})
    D, H = {'root': np.eye(3)}, {'root': J['root'][0]}

    def fk(n, extra=0):
        p = J[n][2]
        H[n] = H[p] + D[p] @ (J[n][0] - J[p][0]) + extra
        D[n] = D[p] @ rot(*R.get(n, (0, 0, 0)))
    fk('hips', np.asarray(q.get('hips', (0, 0, 0)), float))
    for n in ('spine', 'chest', 'neck', 'head', 'clav.L', 'clav.R'):
        fk(n)
    for s, x in (('L', 1), ('R', -1)):
        S = vec(x, 1, 1)
        for (u, f, e), spec in ((('uarm.', 'farm.', 'hand.'), q['hand'][s]), (('thigh.', 'shin.', 'foot.'), q['foot'][s])):
            u, f, e = u + s, f + s, e + s
            p = J[u][2]
            H[u] = H[p] + D[p] @ (J[u][0] - J[p][0])
            T, pole = np.asarray(spec[0], float) * S, np.asarray(spec[1], float) * S
            if e[:4] == 'hand':
                base = q.get('arms_in', 'chest')
                T, pole = H[base] + D[base] @ T, D[base] @ pole
            m, t = two_bone(H[u], T, pole, LEN[u], LEN[f])
            r0 = np.cross(J[u][1] - J[u][0], J[f][1] - J[f][0])
            r1 = np.cross(m - H[u], t - m)
            if np.linalg.norm(r1) < 1e-6:
                r1 = D[p] @ r0
            D[u] = frame(m - H[u], r1) @ frame(J[u][1] - J[u][0], r0).T
            D[f] = frame(t - m, r1) @ frame(J[f][1] - J[f][0], r0).T
            H[f], H[e] = m, t
            if e[:4] == 'foot':
                pitch, yaw = spec[2], (spec[3] if len(spec) > 3 else 0)
                roll = spec[4] if len(spec) > 4 else 0
                D[e] = rot(0, 0, yaw * x) @ rot(pitch, 0, 0) @ rot(0, roll * x, 0)
                n = 'toe.' + s
                H[n] = H[e] + D[e] @ (J[n][0] - J[e][0])
                D[n] = D[e] @ rot(-q.get('toe', {}).get(s, max(0, pitch) if pitch > 0 else 0), 0, 0)
            else:
                D[e] = D[f]
                pm = q.get('palm', {}).get(s)
                if pm is not None:
                    d, pl = [D[q.get('arms_in', 'chest')] @ (np.asarray(w, float) * S) for w in pm[:2]]
                    _, hd, _, hp = hand_frame(s)
                    want = frame(d, pl) @ frame(hd, hp).T
                    w = pm[2] if len(pm) > 2 else 1.0
                    D[e] = want if w >= 1 else blend_rot(D[q.get('arms_in', 'chest')] @ rest_hand(s), want, w)
                    # share the twist with the forearm so that the wrist does not wring
                    D[f] = twist_share(D[f], D[e], unit(t - m), .5)
                fin = q.get('fingers', {}).get(s, (.25, .28, .34))
                ax, tx, spread = FINGER[s]
                for n, a, k in (('index1.', ax, 78 * fin[1]), ('index2.', ax, 92 * fin[1]), ('grip1.', ax, 78 * fin[2]), ('grip2.', ax, 96 * fin[2]), ('thumb1.', tx, 38 * fin[0]), ('thumb2.', tx, 46 * fin[0])):
                    n = n + s
                    p = J[n][2]
                    H[n] = H[p] + D[p] @ (J[n][0] - J[p][0])
                    D[n] = D[p] @ axis_rot(a, k)
    return D, H


def quat(m):
    t = np.trace(m)
    if t > 0:
        s = math.sqrt(t + 1) * 2
        q = [(m[2, 1] - m[1, 2]) / s, (m[0, 2] - m[2, 0]) / s, (m[1, 0] - m[0, 1]) / s, s / 4]
    else:
        i = int(np.argmax(np.diag(m)))
        j, k = (i + 1) % 3, (i + 2) % 3
        s = math.sqrt(max(1e-12, m[i, i] - m[j, j] - m[k, k] + 1)) * 2
        q = [0, 0, 0, (m[k, j] - m[j, k]) / s]
        q[i], q[j], q[k] = s / 4, (m[j, i] + m[i, j]) / s, (m[k, i] + m[i, k]) / s
    q = np.array(q)
    return q / np.linalg.norm(q)


def from_quat(q):
    x, y, z, w = q
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]])


def blend_rot(a, b, w):
    if w >= 1:
        return b
    p, q = quat(a), quat(b)
    if p @ q < 0:
        q = -q
    r = p * (1 - w) + q * w
    return from_quat(r / np.linalg.norm(r))


def twist_share(F, Hd, axis, k):
    """F turned about axis by k of the twist that the hand has against it."""
    R = Hd @ F.T
    q = quat(R)
    tw = np.array([*(axis * (q[:3] @ axis)), q[3]])
    n = np.linalg.norm(tw)
    if n < 1e-6:
        return F
    tw = tw / n
    if tw[3] < 0:
        tw = -tw
    ang = 2 * math.degrees(math.acos(min(1, tw[3]))) * (1 if tw[:3] @ axis >= 0 else -1)
    return axis_rot(axis, 50 * math.sin(math.radians(ang))) @ F   # no jump where the twist turns over


def sample(fn, seconds, repeats, fps=20):
    """Keys of a clip: times, {bone: quats (z up)}, hips offsets."""
    n = max(2, round(seconds * fps)) + 1
    ts = np.linspace(0, seconds, n)
    Q = {b: [] for b in NAMES if b != 'root'}
    hips, poses = [], []
    for i, t in enumerate(ts):
        D, H = solve(fn(0.0 if repeats and i == n - 1 else t))
        poses.append((D, H))
        for b in Q:
            r = quat(D[J[b][2]].T @ D[b])
            if Q[b] and Q[b][-1] @ r < 0:
                r = -r
            Q[b].append(r)
        hips.append(H['hips'] - J['hips'][0])
    return ts, {b: np.array(v) for b, v in Q.items()}, np.array(hips), poses


def contact_points(D, H, s):
    a = H['foot.' + s]
    return a + D['foot.' + s] @ HEEL, a + D['foot.' + s] @ BALL


def foot_slide(ts, poses, speed, floor=.012):
    """Mean and worst speed (m/s) of the lowest contact point against ground that moves back at `speed`."""
    out = []
    for s in 'LR':
        for i in range(len(ts) - 1):
            dt = ts[i + 1] - ts[i]
            a, b = contact_points(*poses[i], s), contact_points(*poses[i + 1], s)
            k = 0 if a[0][2] + b[0][2] < a[1][2] + b[1][2] else 1
            if max(a[k][2], b[k][2]) < floor:
                v = (b[k] - a[k]) / dt
                out.append(np.hypot(v[0], v[1] - speed))
    return (float(np.mean(out)), float(np.max(out))) if out else (0.0, 0.0)


def arm_clearance(poses):
    """Least distance (m) of elbows, forearms and wrists to the core of the trunk; below zero is inside it."""
    worst = 9.0
    for D, H in poses:
        for s in 'LR':
            for k in (0, .33, .66, 1):
                p = H['farm.' + s] * (1 - k) + H['hand.' + s] * k
                for b, z0, z1, rx, ry in (('chest', -.02, .20, .125, .098), ('hips', -.06, .14, .130, .095)):
                    l = D[b].T @ (p - H[b])
                    if z0 < l[2] < z1:
                        g = math.hypot(l[0] / rx, (l[1] - .005) / ry)
                        worst = min(worst, (g - 1) * ry)
    return worst
