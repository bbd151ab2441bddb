"""Small things held in the hand, each its own .glb with the grip at the origin: `python props.py OUT`.

Axes here: z along the fist towards the thumb, -y along the stretched fingers, x across; the palm lies at -x*side.
"""
import os
import sys
import numpy as np
from fields import vec, unit, linear
from cloth import Part, boxpart, tube, sheet
from dress import flat, disc, emblem
import glb

# in the right hand the palm faces +x of the hold's axes when the fist is closed; see rig.holds


def quad(c, a, b, colour, n=None, mat='satin'):
    """A small two-edged plate at c spanned by half vectors a, b."""
    c, a, b = vec(*c), vec(*a), vec(*b)
    return flat([c - a - b, c + a - b, c + a + b, c - a + b], unit(np.cross(a, b)) if n is None else vec(*n), colour, None, mat)


def text_rows(c, a, b, rows, colour, seed=1, fill=.8):
    """Grey bars that read as lines of print from afar."""
    r = np.random.default_rng(seed)
    out = []
    a, b, c = vec(*a), vec(*b), vec(*c)
    n = unit(np.cross(a, b))
    for i in range(rows):
        k = 1 - 2 * (i + .5) / rows
        w = fill * r.uniform(.6, 1)
        out.append(quad(c + b * k * .85 - a * (fill - w) + n * .0004, a * w, b * (.28 / rows), colour))
    return out


def phone():
    o = [boxpart((0, -.012, .012), (.0042, .0365, .077), '#17181b', bevel=.5, mat='satin')]
    for s in (1, -1):
        o.append(quad((s * .0044, -.012, .012), (0, .0335, 0), (0, 0, .073), '#0a0c10' if s < 0 else '#1c2a38', (s, 0, 0), 'gloss'))
    o.append(quad((.0046, -.012, .035), (0, .030, 0), (0, 0, .030), '#5f86a8', (1, 0, 0), 'gloss'))
    o.append(boxpart((-.0050, -.030, .072), (.0018, .010, .012), '#25272c', bevel=.5, mat='gloss'))
    return o


def paper(w=.105, h=.148, colour='#f3f1ea'):
    o = []
    x = np.linspace(-1, 1, 7)
    G = np.array([np.stack([.004 + .008 * np.cos(x * 1.4) * k, np.full(7, -.02 - h * k * 1.0), .02 + w * x * .9], 1) for k in np.linspace(0, 2, 5)])
    N = unit(np.cross(np.gradient(G, axis=1), np.gradient(G, axis=0)))
    if N[..., 0].mean() < 0:
        N = -N
    o.append(sheet(G, N, linear(colour), False, (0, 0, 0, 0), 0, double=True))
    o[-1].C[len(o[-1].C) // 2:] *= 1.6
    for k, wd in ((.18, .5), (.42, .82), (.62, .8), (.82, .84), (1.02, .8), (1.22, .6), (1.75, .35)):
        y = -.02 - h * k
        xx = .004 + .008 * k + .0012
        o.append(quad((xx, y, .02 + (0 if k > .3 else 0)), (0, 0, w * .8 * wd), (0, .0035 if k > .3 else .007, 0), '#3a3d44' if k > .3 else '#9c2f2b', (1, 0, 0), 'matte'))
    o.append(disc((.022, -.02 - h * 1.62, .075), vec(1, 0, 0), .020, '#c0392b', 14, None, 'matte', .02))
    return o


def cup():
    z = np.array([-.045, -.040, .045, .050, .053])
    r = np.array([.026, .027, .035, .0365, .036])
    o = [tube(np.stack([0 * z, 0 * z, z], 1), r, '#e9e4d8', 16, mat='satin')]
    o.append(tube([(0, 0, -.012), (0, 0, .022)], [.0306, .0334], '#b5483a', 16, cap=False))
    o.append(disc((0, 0, .0535), vec(0, 0, 1), .037, '#6b4a34', 16, None, 'satin', .05))
    return o


def banknotes():
    o = []
    for i, (c, t) in enumerate((('#c8545a', -7), ('#c04a52', -2), ('#5e9468', 3), ('#7d76ac', 8), ('#b98a4a', 12))):
        a = np.radians(t)
        d, e = vec(0, -np.cos(a), np.sin(a)), vec(0, np.sin(a), np.cos(a))
        x = -.004 + .0022 * i
        ctr = vec(x, 0, 0) + d * .045
        for s in (1, -1):
            o.append(flat([ctr - d * .075 - e * .035, ctr + d * .075 - e * .035, ctr + d * .075 + e * .035, ctr - d * .075 + e * .035], vec(s, 0, 0), c, None, 'matte'))
        o.append(disc(ctr + vec(.0004 if i == 4 else -.0002, 0, 0) + d * .03, vec(1 if i == 4 else -1, 0, 0), .017, '#eadfd0', 12, None, 'matte', .02))
    return o


def tape():
    o = [boxpart((0, -.004, .0), (.018, .034, .036), '#e6b422', bevel=.6, mat='satin'), disc((.0185, -.004, .0), vec(1, 0, 0), .022, '#22252a', 16, None, 'satin', .06), disc((-.0185, -.004, .0), vec(-1, 0, 0), .022, '#22252a', 16, None, 'satin', .06)]
    o.append(boxpart((0, -.185, -.030), (.0085, .150, .0006), '#efe9c8', bevel=.1))
    for k in range(14):
        o.append(quad((-.003 if k % 2 else 0, -.05 - .02 * k, -.0292), (.0045 if k % 2 else .0080, 0, 0), (0, .0012, 0), '#c0392b' if k % 5 == 0 else '#22252a', (0, 0, 1), 'matte'))
    o.append(boxpart((0, -.336, -.033), (.010, .002, .006), '#b9bcc0', bevel=.3, mat='metal'))
    return o


def certificate():
    o = []
    a = np.radians(14)
    for s in (1, -1):                                    # two leaves hinged at z = 0
        up = vec(np.sin(a), 0, s * np.cos(a))
        n = vec(np.cos(a), 0, -s * np.sin(a))
        c = vec(0, -.035, .02) + up * .045
        R = np.stack([n, vec(0, 1, 0), up], 1)
        o.append(boxpart(c, (.0025, .036, .045), '#1d1f24', R, .4, mat='satin'))
        q = c + n * .0028
        if s > 0:
            o.append(flat([q + vec(0, y, 0) + up * z for y, z in ((-.032, -.040), (.032, -.040), (.032, .040), (-.032, .040))], n, '#1a2c57', None))
            o += emblem(q + n * .002 + up * .004, n, .024, None)
        else:
            o.append(flat([q + vec(0, y, 0) + up * z for y, z in ((-.032, -.040), (.032, -.040), (.032, .040), (-.032, .040))], n, '#eef0ee', None))
            o.append(flat([q + n * .0006 + vec(0, y, 0) + up * z for y, z in ((.004, -.004), (.028, -.004), (.028, .030), (.004, .030))], n, '#8fb0d6', None))
            o.append(disc(q + n * .0012 + vec(0, .016, 0) + up * -.016, n, .008, '#d9a680', 10, None, 'matte', .05))
            for k in range(4):
                o.append(flat([q + n * .0006 + vec(0, y, 0) + up * (-.026 + .012 * k + z) for y, z in ((-.028, 0), (.000, 0), (.000, .004), (-.028, .004))], n, '#3c4350', None))
    return o


def radio():
    return [boxpart((0, -.006, .015), (.015, .026, .058), '#1a1b1e', bevel=.4, mat='satin'), tube([(0, .008, .07), (0, .008, .165)], [.0062, .0045], '#111214', 8),
            tube([(0, -.018, .072), (0, -.018, .086)], .007, '#2b2d31', 8), quad((.0152, -.006, .036), (0, .018, 0), (0, 0, .014), '#6f8f7a', (1, 0, 0), 'gloss')] + \
           [quad((.0153, -.006, .012 - .006 * k), (0, .016, 0), (0, 0, .0012), '#34363b', (1, 0, 0)) for k in range(5)]


def bodycam():
    return [boxpart((0, -.004, .010), (.012, .027, .040), '#17181b', bevel=.45, mat='satin'), disc((.0125, -.004, .030), vec(1, 0, 0), .013, '#0b0c0f', 14, None, 'gloss', .15),
            disc((.0150, -.004, .030), vec(1, 0, 0), .006, '#3f5a78', 10, None, 'gloss', .3), disc((.0125, .012, .005), vec(1, 0, 0), .004, '#c0392b', 8, None, 'gloss', .3), quad((.0124, -.006, -.010), (0, .018, 0), (0, 0, .010), '#28303a', (1, 0, 0), 'gloss')]


def camera():
    o = [boxpart((.0, -.045, .010), (.024, .062, .036), '#1b1c1f', bevel=.3, mat='satin'), boxpart((0, -.045, .052), (.018, .022, .010), '#1b1c1f', bevel=.5, mat='satin')]
    o.append(tube([(-.024, -.050, .008), (-.050, -.050, .008), (-.060, -.050, .008)], [.027, .027, .024], '#26282c', 16))
    o.append(disc((-.0735, -.050, .008), vec(-1, 0, 0), .019, '#2d4358', 14, None, 'gloss', .15))
    o.append(quad((.0245, -.045, .008), (0, .040, 0), (0, 0, .026), '#31485c', (1, 0, 0), 'gloss'))
    return o


def clipboard():
    o = [boxpart((-.004, -.125, .0), (.0020, .150, .112), '#6b4a2e', bevel=.4), boxpart((-.0005, -.128, .0), (.0010, .138, .102), '#f3f1ea', bevel=.2)]
    o.append(boxpart((.0015, .008, .0), (.0035, .014, .042), '#b8bbbf', bevel=.4, mat='metal'))
    for k in range(8):
        o.append(quad((.0008, -.03 - .026 * k, 0), (0, 0, .08 if k else .05), (0, .0022 if k else .005, 0), '#444850' if k else '#9c2f2b', (1, 0, 0), 'matte'))
    return o


def pen():
    return [tube([(0, -.060, -.030), (0, -.050, -.022), (0, .040, .050), (0, .046, .055)], [.0012, .0042, .0046, .0040], '#1f3f78', 8, mat='satin'), tube([(0, -.050, -.022), (0, -.062, -.0315)], [.0040, .0008], '#c9ccd0', 8, mat='metal')]


def cane(colour='#6a4526', length=.86, white=False):
    if white:
        o = [tube([(0, .0, .10), (0, -.01, -.05)], .0125, '#17181b', 10), tube([(0, -.012, -.05), (0, -.24, -.97)], [.0068, .0062], '#f2f2ee', 8, mat='satin'), tube([(0, -.205, -.83), (0, -.237, -.958)], .0074, '#c0342b', 8, mat='satin'), tube([(0, -.238, -.962), (0, -.246, -.995)], .012, '#dfdfda', 8)]
        return o
    t = np.linspace(0, np.pi, 9)
    o = [tube(np.stack([0 * t, -.035 + .045 * np.cos(t) + .03, .045 * np.sin(t)], 1), .0115, colour, 8, mat='satin'), tube([(0, .04, .0), (0, .036, -.30), (0, .03, -length)], [.0115, .0105, .0095], colour, 8, mat='satin'), tube([(0, .030, -length), (0, .030, -length - .02)], .013, '#1b1b1d', 8)]
    return o


PROPS = dict(phone=phone, paper=paper, cup=cup, banknotes=banknotes, tape=tape, certificate=certificate, radio=radio, bodycam=bodycam, camera=camera, clipboard=clipboard, pen=pen, cane=cane,
             white_cane=lambda: cane(white=True))


def write(out):
    os.makedirs(out, exist_ok=True)
    for name, fn in PROPS.items():
        f = glb.File()
        prims = []
        parts = fn()
        for mat in glb.MATERIALS:
            g = [q for q in parts if q.mat == mat]
            if not g:
                continue
            n, T = 0, []
            for q in g:
                T.append(q.F + n)
                n += len(q.V)
            prims.append(dict(V=np.concatenate([q.V for q in g]), N=unit(np.concatenate([q.N for q in g])), C=np.concatenate([q.C for q in g]), T=np.concatenate(T), mat=mat))
        k = f.node(name=name, mesh=f.mesh(name, prims))
        f.j['scenes'][0]['nodes'] = [k]
        f.save(f'{out}/{name}.glb')


if __name__ == '__main__':
    write(sys.argv[1])
