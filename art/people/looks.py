"""Who there is: every look as differences from the defaults. Sizes in metres, colours as #rrggbb."""
import numpy as np
from fields import vec, linear
from cloth import Part, patch, strip, band, boxpart, tube
import body as B
import dress
import hats

BLUE, NAVY, SKY = '#2b4a80', '#1c2740', '#9fbcdc'


def hat(fn, *a, **k):
    return lambda p, f: fn(p, *a, **k)


def badge_set(cuffs=False):
    """Breast badge, number bar, sleeve patch, epaulettes, pockets of the uniform."""
    def g(p, f, body, torso):
        out = dress.epaulettes(p, f, '#16213a')
        dark = '#24406f' if p['top']['colour'] == BLUE else '#8aa8cb'
        for x in (1, -1):
            out.append(patch(f, x * .042, x * .112, 1.225, 1.310, p['top']['colour'], .0035, 5, 4, kind='torso'))
            out.append(patch(f, x * .040, x * .114, 1.288, 1.312, dark, .0060, 5, 3, kind='torso', top=lambda u: 0 * u))
        c, n = dress.front_point(f, -.077, 1.345, .006)
        out += dress.emblem(c, n, .0195, 'chest')
        out.append(patch(f, .050, .104, 1.325, 1.338, '#d6dade', .004, 4, 2, kind='torso', mat='metal'))
        q = J_sleeve(f, p)
        return out + q
    return g


def J_sleeve(f, p):
    """The patch on the left upper arm."""
    from rig import J
    a, e = J['uarm.L'][0], J['farm.L'][0]
    m = a * .62 + e * .38
    from cloth import cast_grid
    O = m[None, None]
    D = np.array([[[.83, 0, .56]]])
    P, N = cast_grid(f, O, D, .12)
    n = N[0, 0]
    out = dress.emblem(P[0, 0] + n * .003, n, .030, 'uarm.L', '#17356f')
    return out


def tie(colour='#17203a'):
    def g(p, f, body, torso):
        from fields import off
        ff = off(torso, .006)
        z = np.array([1.452, 1.440, 1.425, 1.30, 1.15])
        w = np.array([.017, .014, .011, .021, .027])
        return [strip(ff, np.stack([0 * z, z], 1), w, colour, .004, -1, 'torso', 'satin')]
    return g


def placket(colour, lift=.003, z0=.89, z1=1.455, w=.015, n=6, button='#dfe4ea', top=None):
    def g(p, f, body, torso):
        z = np.linspace(z0, z1, 14)
        return [strip(f, np.stack([0 * z, z], 1), w, colour, lift, -1, None)] + dress.buttons(f, np.linspace(z0 + .04, z1 - .04, n), button, lift=lift + .002)
    return g


def lapels(colour, gap, z0=1.12, z1=1.445, width=.042, lift=.006):
    """Turned lapels along the front edges with a notch."""
    def g(p, f, body, torso):
        from cloth import cast_grid, sheet
        from fields import unit, smooth
        out = []
        for x in (1, -1):
            z = np.linspace(z0, z1, 13)
            xi = gap(z) - .002
            u = (z - z0) / (z1 - z0)
            w = width * np.clip(np.minimum(u * 2.2, 1.0), 0, 1) * np.where(u > .80, np.interp(u, [.80, .82, 1], [1, .72, .80]), 1)
            s = np.linspace(0, 1, 4)[None]
            X = x * (xi[:, None] + w[:, None] * s)
            Z = np.repeat(z[:, None], 4, 1) + .012 * s * smooth(u, .3, .8)[:, None]
            O = np.stack([X * .55, 0 * X, Z], -1)
            D = unit(np.stack([X * .45, np.full_like(X, -.12), 0 * X], -1))
            P, N = cast_grid(f, O, D, .32)
            out.append(sheet(P + N * lift, N, linear(colour), False, depth=.008, kind=None, rim=.7))
        return out
    return g


def pockets(colour, z=1.0, x=.085, w=.045, h=.05, lift=.004, flap=None):
    def g(p, f, body, torso):
        out = []
        for s in (1, -1):
            out.append(patch(f, s * (x - w), s * (x + w), z - h, z + h, colour, lift, 5, 4, kind=None))
            if flap:
                out.append(patch(f, s * (x - w - .002), s * (x + w + .002), z + h - .02, z + h + .003, flap, lift + .003, 5, 3, kind=None))
        return out
    return g


def chest_pocket(colour, side=1):
    return lambda p, f, body, torso: [patch(f, side * .045, side * .115, 1.225, 1.305, colour, .003, 5, 4, kind='torso')]


def stripes(zs, colour, h=.012, lift=.0018):
    def g(p, f, body, torso):
        return [band(f, z - h, z + h, colour, lift, kind=None, limit=p['sw'] - .006 if z > 1.16 else None, cols=32) for z in zs]
    return g


def oversleeves(colour):
    """The cloth sleeve guards of people who sell and cook."""
    def g(p, f, body, torso):
        from fields import off
        return [B.sleeve(off(f, .005), s, .56, .93, linear(colour), 8, 16, .10) for s in 'LR']
    return g


def watch(side='L', colour='#23262b'):
    def g(p, f, body, torso):
        from fields import off
        fem = p['sex'] == 'f'
        a = B.arm_field(p, side, *((.042, .0365, .0265) if fem else (.047, .0415, .0295)))
        return [B.sleeve(off(a, .003), side, .945, .975, linear(colour), 2, 12, .08, mat='satin')]
    return g


def towel(colour='#e6e9ec'):
    """A towel hung round the neck."""
    def g(p, f, body, torso):
        out = []
        for x in (1, -1):
            z = np.linspace(1.19, 1.452, 9)
            out.append(strip(f, np.stack([x * (.062 + .012 * np.sin((z - 1.19) * 11)), z], 1), .024, colour, .010, -1, None, depth=.008))
        a = np.linspace(-1.9, 1.9, 17)
        G = np.array([np.stack([(.078 + r) * np.sin(np.pi - a), .028 - (.070 + r) * np.cos(np.pi - a) * 1.0, 1.458 + dz + .010 * np.cos(a)], 1) for r, dz in ((.006, -.014), (.016, .002), (.012, .018), (.0, .022))])
        from cloth import sheet
        from fields import unit
        N = unit(np.cross(np.gradient(G, axis=1), np.gradient(G, axis=0)))
        if N[1, 8, 1] < 0:
            N = -N
        out.append(sheet(G, N, linear(colour), False, depth=.006, kind='collar', double=True))
        return out
    return g


def hood(colour):
    def g(p, f, body, torso):
        from cloth import sheet
        from fields import unit
        a = np.linspace(-2.35, 2.35, 21)
        G = np.array([np.stack([(.070 + r) * np.sin(np.pi - a), .030 - (.062 + r * 1.15) * np.cos(np.pi - a), 1.462 + dz - .006 * np.abs(a)], 1) for r, dz in ((.000, -.010), (.028, .000), (.040, .022), (.030, .040), (.012, .036), (.004, .010))])
        N = unit(np.cross(np.gradient(G, axis=1), np.gradient(G, axis=0)))
        if N[1, 10, 1] < 0:
            N = -N
        return [sheet(G, N, linear(colour), False, depth=.006, kind='collar', double=True)]
    return g


def lanyard(colour='#2c63a8', card='#eef0f2'):
    def g(p, f, body, torso):
        out = []
        for x in (1, -1):
            z = np.linspace(1.20, 1.445, 8)
            out.append(strip(f, np.stack([x * (.006 + .20 * (z - 1.20)), z], 1), .0055, colour, .006, -1, None))
        out.append(patch(f, -.030, .030, 1.12, 1.20, card, .008, 4, 4, kind='torso', mat='satin'))
        return out
    return g


vest = lambda colour='#c6de2c', **k: (lambda p, f, body, torso: dress.vest(p, body, colour, **k))
apron = lambda colour, **k: (lambda p, f, body, torso: dress.apron(p, f, colour, **k))
belt = lambda colour='#141416', **k: (lambda p, f, body, torso: dress.belt(f, colour, **k))
bag = lambda colour, kind: (lambda p, f, body, torso: dress.bag(p, f, colour, kind))
radio = lambda: (lambda p, f, body, torso: [boxpart(dress.front_point(f, .105, 1.375, .012)[0], (.017, .011, .030), '#141416', kind='chest', mat='satin'), tube([dress.front_point(f, .113, 1.40, .012)[0], dress.front_point(f, .113, 1.40, .012)[0] + vec(0, 0, .05)], .0035, '#141416', 5, kind='chest')])
bodycam = lambda: (lambda p, f, body, torso: [boxpart(dress.front_point(f, -.02, 1.30, .012)[0], (.019, .010, .027), '#17181b', kind='chest', mat='satin'), boxpart(dress.front_point(f, -.02, 1.312, .024)[0], (.007, .003, .007), '#3c4a5c', kind='chest', mat='gloss')])

open_gap = lambda a, b=.012, z0=1.10: (lambda z: b + np.clip((z - z0) * a, 0, .062) + 0 * z)

LOOKS = {}


def look(name, **k):
    LOOKS[name] = k


# ---- the squad -------------------------------------------------------------------------------------------------------------
look('officer_m1', sex='m', years=28, dress='uniform', cm=176, hair='crew', skin='#d9a680', seed=11, fw=1.0, jaw=1.03, chin=.002, nose_b=1.15, brow_t=.0036, brow_tilt=.002, bone=.5, eye_u=.0064,
     hat=hat(hats.peaked), top=dict(colour=BLUE, neck='shirt', hem=.93, thick=.010, cuff='#24406f'), bottom=dict(colour=NAVY), shoes='leather', shoe='#111114',
     extras=[badge_set(), placket('#27447a', z0=.95, n=5), belt(), radio(), bodycam()])
look('officer_f1', sex='f', years=43, dress='uniform', cm=165, hair='bun', skin='#dfb08c', seed=23, fw=.98, jaw=.95, cheek=.5, age=.35, eye_w=.0146, eye_u=.0066, lash=.8, brow_t=.0024, brow_arch=.8, nose_w=.92, lipc='#a8544c', sw=.160, bust=.02, hip=.012, waist=.006,
     hat=hat(hats.rolled), top=dict(colour=BLUE, neck='shirt', hem=.93, thick=.010, cuff='#24406f'), bottom=dict(colour=NAVY), shoes='leather', shoe='#111114',
     extras=[badge_set(), placket('#27447a', z0=.95, n=5), belt(), bodycam()])
look('officer_m2', sex='m', years=36, dress='uniform_vest', cm=172, hair='side', skin='#c9946c', seed=37, fw=1.05, jaw=1.10, cheek=.75, nose_w=1.18, nose_t=1.15, bag=.4, age=.2, brow_t=.0030, brow_tilt=-.001, belly=.02, sw=.184,
     top=dict(colour=SKY, neck='shirt', hem=.93, sleeve='short'), bottom=dict(colour=NAVY), shoes='leather', shoe='#111114',
     extras=[badge_set(), placket('#93b2d4', z0=.95, n=5), belt(), vest(), watch()])
look('officer_f2', sex='f', years=26, dress='uniform_vest', cm=163, hair='tail', skin='#ebc3a2', seed=41, fw=.95, jaw=.88, cheek=.35, eye_w=.0156, eye_u=.0076, lash=1, fold=1, brow_t=.0021, nose_w=.84, nose_b=.85, lip_u=.0056, lipc='#b85c54', sw=.156, bust=.018, hip=.012, waist=.01, tie='#1c2740',
     hat=hat(hats.baseball, '#1b2a4a'), top=dict(colour=BLUE, neck='shirt', hem=.93, cuff='#24406f'), bottom=dict(colour=NAVY), shoes='leather', shoe='#111114',
     extras=[badge_set(), placket('#27447a', z0=.95, n=5), belt(), vest()])
# ---- vendors ---------------------------------------------------------------------------------------------------------------
look('vendor_m24', sex='m', years=24, dress='farm', cm=170, hair='mop', skin='#b8825a', blush='#a84c38', seed=52, fw=.97, jaw=.93, cheek=.15, bone=.8, chin=.001, ear=1.15, eye_w=.0152, eye_u=.0074, eye_tilt=.0003, brow_t=.0036, brow_z=.001, nose_w=1.05, nose_b=.9, lip_l=.0074, lip_u=.006, sw=.172, rosy=1.2,
     top=dict(colour='#d8d3c4', neck='crew', sleeve='short', hem=.86, rib='#3d6ea8', pattern='worn', neck_r=1.06), bottom=dict(colour='#4d5a4a', end=.10, wide=1.04), shoes='slipper', shoe='#2f5f8a', sole='#2a3a4a',
     extras=[stripes((1.215, 1.255), '#3d6ea8'), towel('#e8dfd0')])
look('vendor_m67', sex='m', years=67, dress='peasant', cm=163, hair='thin', hairc='#b9b5ae', grey=1, skin='#ab7650', blush='#964632', seed=67, fw=.94, jaw=.90, cheek=-.35, bone=1.0, age=1.0, bag=.9, fore=-.5, eye_u=.0050, eye_w=.0136, eye_tilt=-.0016, nose_w=1.1, nose_l=.003, nose_t=1.1, ear=1.2, lip_u=.0030, lip_l=.0042, lipc='#8f5a4c', brow_t=.0034, brow_tilt=-.002, browc='#a5a099', beard='goatee', sw=.160, hunch=.025, depth=-.008,
     hat=hat(hats.straw), hat_z=1.705, top=dict(colour='#51617a', neck='shirt', hem=.84, thick=.014, pattern='worn', wrinkle=1.5, end=.80, sleeve='long'), bottom=dict(colour='#3a3b40', end=.16, wide=1.10), shoes='flat', shoe='#3b4a34', sole='#20241c',
     extras=[placket('#4b5a72', z0=.86, n=5, button='#2b3038'), pockets('#4a5970', .95, .085, .045, .055)])
look('vendor_f50', sex='f', years=52, dress='stall', cm=157, hair='perm', hairc='#2c1c16', skin='#d19d74', blush='#c0543e', seed=71, fw=1.07, jaw=1.08, cheek=.9, age=.55, bag=.45, eye_w=.0140, eye_u=.0058, eye_tilt=.0024, brow_t=.0022, brow_tilt=.004, brow_arch=1.1, browc='#20140f', nose_w=1.12, nose_b=.85, lipc='#b03f3c', lip_u=.0042, mouth_w=.0240, rosy=1.3, sw=.172, bust=.034, belly=.034, hip=.026, arm=1.15,
     top=dict(colour='#8c2f45', neck='v', dip=.05, hem=.84, thick=.012, flowers=['#e0a0a8', '#f0d9b0', '#5c1c34'], seed=5, sleeve='long', end=.66), bottom=dict(colour='#26262c', wide=1.08, end=.08), shoes='flat', shoe='#3a1f24',
     extras=[oversleeves('#4d7a9a'), bag('#2f2b2e', 'waist')])
look('vendor_f31', sex='f', years=31, dress='stall', cm=160, hair='long', skin='#e3b590', seed=83, fw=.95, jaw=.90, cheek=.25, eye_w=.0152, eye_u=.0068, eye_tilt=-.0004, lash=.8, fold=.9, brow_t=.0022, brow_tilt=-.0025, nose_w=.92, nose_b=.95, lip_u=.0048, lipc='#ad625a', bag=.25, sw=.154, bust=.022, hip=.010, waist=.004,
     top=dict(colour='#c8b48c', neck='v', dip=.05, hem=.88, thick=.014, gap=open_gap(.16, .020, 1.16), inner='#e9e4da', inner_z=.90, inner_r=.007, rib='#b39c70'), bottom=dict(colour='#46607f', wide=.98), shoes='sneaker', shoe='#d8d2c8',
     extras=[bag('#7c5b45', 'sling')])
look('vendor_m45', sex='m', years=45, dress='cook', cm=173, hair='buzz', skin='#c08a60', blush='#b4503a', seed=97, fw=1.10, jaw=1.20, jawz=.003, cheek=1.0, age=.35, bag=.5, ridge=.9, neck=1.16, eye_w=.0138, eye_u=.0052, eye_x=.0318, brow_t=.0048, brow_tilt=.003, nose_w=1.30, nose_t=1.25, lip_l=.0070, mouth_w=.0258, stubble=.55, chinw=1.25, sw=.198, belly=.055, hip=.012, arm=1.2, leg=1.08, hand=1.08, hshape=(1.03, 1.03, .98),
     top=dict(colour='#33383d', neck='crew', sleeve='short', hem=.85, thick=.010, arm=(.062, .054, .040)), bottom=dict(colour='#5a5348', end=.08, wide=1.06), shoes='sneaker', shoe='#3b3b40', toecap='#2a2a2e',
     extras=[apron('#355e4a', pocket='#2a4d3c'), watch('L', '#c7ab5a')])
