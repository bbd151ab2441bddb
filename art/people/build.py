"""Builds people into .glb files: `python build.py OUT [look ...]`. Needs numpy and scipy only."""
import os
import sys
import time
import numpy as np
from fields import vec, unit, smooth, linear, occlusion, union, ell, near
import glb
import rig
import head as H
import face
import hair
import hats
import body as B
import dress
from cloth import Part, patch, strip, band

FINISH = dict(skin='#dcab86', blush='#c4604a', rosy=1.0, lipc='#a9655a', iris='#2c190e', seed=1, scale=1.0, head=1.0, hair='side', hairc='#16120f',
              sex='m', age=0.0, hand=1.0)


def complete(look):
    p = dict(FINISH, **H.FACE)
    p.update(B.BODY)
    p.update(look)
    p.setdefault('browc', p['hairc'])
    p.setdefault('seed', sum(map(ord, p['look'])))
    hx, hy, hz = p.get('hshape', (1, 1, 1))
    k = p['head'] * (1.055 if p['sex'] == 'm' else 1.05)
    p['scale'] = p['cm'] / 100 / (H.CENTRE[2] + (1.7365 - H.CENTRE[2]) * k * hz)
    p['hs'] = vec(hx, hy, hz) * k
    if p['sex'] == 'f':
        p['hand'] = p['hand'] * .92
    return p


def kind_weights(q):
    """Weights of a part, with the kinds that mix bones."""
    if isinstance(q.kind, np.ndarray):
        return q.kind
    if q.kind == 'collar':
        W = np.zeros((len(q.V), len(rig.NAMES)))
        t = smooth(q.V[:, 2], 1.44, 1.50)
        W[:, rig.NAMES.index('neck')] = .55 * t
        W[:, rig.NAMES.index('chest')] = 1 - .55 * t
        return W
    if q.kind == 'dress':
        a = rig.weights(q.V, None)
        b = rig.weights(q.V, 'skirt')
        t = smooth(q.V[:, 2], .82, .95)[:, None]
        a, b = a / a.sum(1, keepdims=True), b / b.sum(1, keepdims=True)
        return a * t + b * (1 - t)
    return rig.weights(q.V, q.kind)


def outfit(p):
    """All parts below the chin; returns (parts, fields that shade)."""
    torso = B.torso_field(p)
    parts, scene = [], []
    t = p['top']
    tp, f, body = dress.top(p, t, torso)
    parts += tp
    scene.append(f)
    parts += dress.collar(p, t, f)
    if t.get('gap') or t.get('inner'):
        parts.append(dress.inner(p, torso, t.get('inner', p['skin']), t.get('inner_z', 1.0 if t.get('gap') else 1.25), t.get('inner_r', .004), width=t.get('inner_w', 62)))
    if t.get('inner_collar'):
        parts += dress.collar(p, dict(colour=t['inner_collar'], neck='shirt', neck_r=.955, part=7), f)
    if t.get('sleeve') in ('short', 'none') or t.get('end', 1) < .9:
        parts += dress.bare_arms(p, t)
    b = p['bottom']
    if b:
        bp, bf = dress.trousers(p, b, torso, max(t.get('hem', .86) + .05, .90))
        parts += bp
        scene.append(near(bf, np.concatenate([q.V for q in bp])))
    for s in 'LR':
        hp, hf = B.hand(p, s)
        parts += hp
        scene.append(near(hf, np.concatenate([q.V for q in hp])))
        sp, sf = B.shoe(p, s)
        parts += sp
        scene.append(near(sf, np.concatenate([q.V for q in sp])))
    for extra in p.get('extras', []):
        parts += extra(p, f, body, torso)
    return parts, scene


def build(look):
    """Everything of one person: (body parts, face pieces, morphs, p)."""
    p = complete(look)
    hat = p.get('hat')
    st = hair.STYLES[p['hair']] if p['hair'] else None

    def hidden(V):
        d = V - hair.SC
        az = np.abs(np.arctan2(d[:, 0], -d[:, 1]))
        el = np.degrees(np.arctan2(d[:, 2], np.hypot(d[:, 0], d[:, 1])))
        line = np.interp(az, hair.AZ, hair.LINES[st['line']])
        return (el > line + 11) & (V[:, 2] > 1.56)
    pieces, morphs, skin_f = face.build(p, hidden if st else None)
    hp = hair.build(p, skin_f)
    if hat:
        hp = hair.clip_under_hat(hp, p.get('hat_z', 1.694), p.get('hat_slope', .10))
    head_parts = [Part(q.V, q.F, q.C, q.N, 'head', q.mat) for q in hp]
    for g in ([hat] if hat else []) + p.get('on_head', []):
        head_parts += g(p, skin_f)
    parts, scene = outfit(p)
    wf = near(lambda P: skin_f((P - H.CENTRE) / p['hs'] + H.CENTRE) * min(p['hs']), face.to_world(p, pieces[0].V))
    scene_f = union(*scene, wf)
    for q in head_parts:
        q.V, q.N = face.to_world(p, q.V), face.normal_to_world(p, q.N)
    warm = np.array([1., 1.10, 1.16])
    for q in parts + head_parts:
        if q.ao:
            o = occlusion(scene_f, q.V, q.N)
            q.C = q.C * o[:, None] ** warm
    shade = []
    hat_shade = ell((0, .0, 1.715), (.105, .14, .03)) if hat else None
    for i, q in enumerate(pieces):
        V, N = face.to_world(p, q.V), face.normal_to_world(p, q.N)
        if q.mat == 'skin' and i == 0:
            sc = union(skin_f, ell((0, .03, 1.66), (.088, .102, .090))) if st else skin_f
            o = occlusion(skin_f, q.V, q.N)
            if hat:
                o = o * occlusion(hat_shade, q.V, unit(q.N + vec(0, -.2, .5)), k=.7)
            w = occlusion(scene_f, V, N)
            q.C = q.C * (np.minimum(o, w)[:, None] ** warm)
        shade.append((V, N))
    return p, parts + head_parts, pieces, shade, morphs


def prims_of(groups):
    out = []
    for mat in glb.MATERIALS:
        g = [q for q in groups if q['mat'] == mat]
        if not g:
            continue
        n, T = 0, []
        for q in g:
            T.append(q['T'] + n)
            n += len(q['V'])
        d = {k: np.concatenate([q[k] for q in g]) for k in ('V', 'N', 'C', 'joints', 'weights')}
        d['T'], d['mat'] = np.concatenate(T), mat
        if 'morphs' in g[0]:
            d['morphs'] = [(np.concatenate([q['morphs'][m][0] for q in g]), np.concatenate([q['morphs'][m][1] for q in g])) for m in range(len(H.MORPHS))]
        out.append(d)
    return out


def write(look, path):
    t0 = time.time()
    p, parts, pieces, shade, morphs = build(look)
    gb = []
    for q in parts:
        j, w = rig.pack(kind_weights(q))
        gb.append(dict(V=q.V, N=unit(q.N), C=q.C, T=q.F, mat=q.mat, joints=j, weights=w))
    gf = []
    for i, (q, (V, N)) in enumerate(zip(pieces, shade)):
        j, w = rig.pack(rig.weights(V, 'neck_head' if q.mat == 'skin' else 'head'))
        gf.append(dict(V=V, N=N, C=q.C, T=q.F, mat=q.mat, joints=j, weights=w, morphs=[(m[i][0] * p['hs'], m[i][1]) for m in morphs.values()]))
    out = glb.File()
    person, ids = out.skeleton(rig.J, p['scale'])
    out.skin(rig.J, ids)
    out.holds(ids, rig.holds())
    pb, pf = prims_of(gb), prims_of(gf)
    kids = out.j['nodes'][person]['children']
    kids.append(out.node(name='body', mesh=out.mesh('body', pb), skin=0))
    kids.append(out.node(name='face', mesh=out.mesh('face', pf, H.MORPHS), skin=0))
    size = out.save(path)
    tris = sum(len(q['T']) for q in pb + pf)
    top = max(q['V'][:, 2].max() for q in pb + pf) * p['scale']
    print(f"{p['look']:<16} {tris:>6} triangles ({sum(len(q['T']) for q in pf)} face) {size // 1024:>4} kB  top {top:.2f} m  {time.time() - t0:.1f} s", flush=True)
    return dict(tris=tris, size=size, height=top, eye=(H.EZ - H.CENTRE[2]) * p['hs'][2] + H.CENTRE[2])


if __name__ == '__main__':
    import looks
    import looks_more  # noqa: F401  (registers more)
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    want = sys.argv[2:] or list(looks.LOOKS)
    jobs = [(dict(looks.LOOKS[n], look=n), f'{out}/{n}.glb') for n in want]
    kids = []                                            # two at a time, one for each core of a small machine
    for job in jobs:
        if len(kids) == 2:
            os.wait()
            kids.pop()
        if (pid := os.fork()) == 0:
            write(*job)
            os._exit(0)
        kids.append(pid)
    for _ in kids:
        os.wait()
