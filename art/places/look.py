"""A quick look at a place through OpenGL, much as the game draws it: python look.py ASSETS_PLACES PLACE HOUR CAMERA OUT.

Reads kit.glb and the place's RON as they lie there. Sun with shadows, sky light, lamps, glow, fog; no light bounces.
CAMERA is a name from CAMERAS or "x,y,z,tx,ty,tz".
"""
import io
import json
import math
import os
import re
import struct
import sys

import moderngl
import numpy as np
from PIL import Image, ImageFilter

CAMERAS = {
    "longcheng_passage": {"west": ((9, 1.65, -.1), (-8, 1.9, -.4)), "stall": ((3.6, 1.65, 1.0), (-1.5, 1.1, -1.0)), "east": ((-5.5, 1.65, .3), (10, 1.9, .6)), "south": ((.8, 1.65, .3), (-3, 2.6, 10)), "shops": ((-.5, 1.65, 8.5), (1.2, 2.0, -1)), "arch": ((-6.5, 1.65, 0), (-18, 3.2, 1.6)), "market": ((-24, 1.65, 1.2), (-60, 2.2, 1.6)), "back": ((-24, 1.65, 1.5), (0, 2.2, 0)), "top": ((6, 26, 24), (-6, 0, 0))},
    "malu_hill_pavement": {"west": ((9, 1.65, -.6), (-8, 1.6, .3)), "car": ((4.8, 1.65, -1.2), (-1, .7, .7)), "east": ((-5, 1.65, -.9), (10, 1.8, .6)), "south": ((2, 1.65, -1.0), (-4, 2.6, 10)), "shops": ((1, 1.65, 8.5), (-1, 2.0, -1)), "park": ((-9, 1.65, 1.0), (-26, 3.2, -6)), "bays": ((-54, 1.65, -.9), (-72, 1.2, .2)), "garage": ((-188, 1.65, 2), (-201, 2.2, -3)), "top": ((10, 26, 24), (-6, 0, 0))},
}
SIZE = (960, 540)

VS = """#version 330
in vec3 p; in vec3 n; in vec4 c; in vec2 uv; uniform mat4 vp; uniform mat4 model; uniform mat4 sun; uniform vec3 base;
out vec3 wp; out vec3 wn; out vec3 col; out vec2 tx; out vec4 sp;
void main(){ vec4 w = model*vec4(p,1); wp=w.xyz; wn=mat3(model)*n; col=c.rgb*base; tx=uv; sp=sun*w; gl_Position=vp*w; }"""
FS = """#version 330
in vec3 wp; in vec3 wn; in vec3 col; in vec2 tx; in vec4 sp; out vec4 o;
uniform sampler2D signs; uniform sampler2D glow; uniform sampler2DShadow shadow; uniform bool sign; uniform float rough; uniform float glowing;
uniform vec3 eye, sundir, sunrgb, sky, ground, fog; uniform vec2 fogr; uniform int np; uniform vec4 lp[24]; uniform vec4 lc[24];
vec3 spec(vec3 N, vec3 V, vec3 L, vec3 c, float r){ vec3 H=normalize(V+L); float s=2./pow(max(r,.2),4.)-2.; return c*pow(max(dot(N,H),0.),s)*(s+2.)*.006*max(dot(N,L),0.); }
void main(){ vec3 N=normalize(wn), V=normalize(eye-wp), a=col, e=vec3(0);
 if(sign){ a*=pow(texture(signs,tx).rgb,vec3(2.2)); e=pow(texture(glow,tx).rgb,vec3(2.2))*glowing; }
 vec3 q=sp.xyz/sp.w*.5+.5; float sh=1.; if(all(greaterThan(q,vec3(0)))&&all(lessThan(q,vec3(1)))){ sh=0.; for(int i=-1;i<2;i++)for(int j=-1;j<2;j++) sh+=texture(shadow,vec3(q.xy+vec2(i,j)/2048.,q.z-.0012)); sh/=9.; }
 vec3 l=mix(ground,sky,N.y*.5+.5)+sunrgb*max(dot(N,sundir),0.)*sh; vec3 s=spec(N,V,sundir,sunrgb,rough)*sh;
 for(int i=0;i<np;i++){ vec3 d=lp[i].xyz-wp; float k=length(d), w=max(0.,1.-pow(k/lp[i].w,4.)); w=w*w/(k*k+.3); vec3 L=d/k; l+=lc[i].rgb*w*max(dot(N,L),0.); s+=spec(N,V,L,lc[i].rgb*w,rough);}
 float F=pow(1.-max(dot(N,V),0.),5.)*(1.-rough); vec3 c=a*l+s+e+F*sky*.6;
 float f=clamp((length(eye-wp)-fogr.x)/(fogr.y-fogr.x),0.,1.); c=mix(c,fog,f*.95); o=vec4(c,1); }"""


def read_glb(path):
    with open(path, "rb") as f:
        data = f.read()
    n = struct.unpack_from("<I", data, 12)[0]
    doc, blob = json.loads(data[20:20 + n]), data[20 + n + 8:]

    def view(i):
        v = doc["bufferViews"][i]
        return blob[v["byteOffset"]:v["byteOffset"] + v["byteLength"]]

    def acc(i):
        a = doc["accessors"][i]
        t = {5126: "<f4", 5123: "<u2", 5125: "<u4", 5121: "u1"}[a["componentType"]]
        k = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}[a["type"]]
        r = np.frombuffer(view(a["bufferView"]), t).reshape(-1, k)
        return r / (255 if t == "u1" else 65535) if a.get("normalized") else r
    return doc, view, acc


def triple(s):
    return tuple(float(x) for x in s.split(","))


def read_place(path):
    with open(path, encoding="utf-8") as f:
        s = f.read()
    at = r'piece: "(\w+)", at: \(([^)]*)\), yaw_deg: ([-\d.]+)'
    pieces = [(m[1], triple(m[2]), float(m[3]), float(m[4])) for m in re.finditer(at + r", scale: ([\d.]+)", s)]
    things = [(m[1], triple(m[2]), float(m[3]), 1.0, m[4]) for m in re.finditer(at + r', party: (None|Some\("\w+"\))', s)]
    lights = {}
    for m in re.finditer(r'\(hour: "(\w+)", ev100: ([\d.]+), sun_yaw_deg: ([-\d.]+), sun_pitch_deg: ([-\d.]+), sun_lux: ([\d.]+), sun_rgb: \(([^)]*)\), ambient: ([\d.]+), sky_rgb: \(([^)]*)\), horizon_rgb: \(([^)]*)\), fog_rgb: \(([^)]*)\), fog_start_m: ([\d.]+), fog_end_m: ([\d.]+), lamps_on: (\w+), points: \[(.*?)\]\)', s, re.S):
        pts = [(triple(q[1]), triple(q[2]), float(q[3]), float(q[4])) for q in re.finditer(r"at: \(([^)]*)\), rgb: \(([^)]*)\), lumens: ([\d.]+), range_m: ([\d.]+)", m[14])]
        lights[m[1]] = (float(m[2]), float(m[3]), float(m[4]), float(m[5]), triple(m[6]), float(m[7]), triple(m[8]), triple(m[9]), triple(m[10]), float(m[11]), float(m[12]), m[13] == "true", pts)
    return pieces, things, lights


def look_at(eye, to):
    f = np.array(to, float) - eye
    f /= np.linalg.norm(f)
    r = np.cross(f, (0, 1, 0) if abs(f[1]) < .99 else (0, 0, 1))
    r /= np.linalg.norm(r)
    m = np.eye(4)
    m[0, :3], m[1, :3], m[2, :3] = r, np.cross(r, f), -f
    m[:3, 3] = -m[:3, :3] @ np.array(eye, float)
    return m


def persp(fov, aspect, n, f):
    t = 1 / math.tan(math.radians(fov) / 2)
    return np.array([[t / aspect, 0, 0, 0], [0, t, 0, 0], [0, 0, (f + n) / (n - f), 2 * f * n / (n - f)], [0, 0, -1, 0]])


def place_matrix(at, yaw, s):
    a = math.radians(yaw)
    return np.array([[s * math.cos(a), 0, s * math.sin(a), at[0]], [0, s, 0, at[1]], [-s * math.sin(a), 0, s * math.cos(a), at[2]], [0, 0, 0, 1]])


def main(assets, place, shots, party="xiaozhang"):
    """shots: (hour, camera, out) triples."""
    ctx = moderngl.create_standalone_context(backend="egl")
    doc, view, acc = read_glb(f"{assets}/kit.glb")
    prog = ctx.program(vertex_shader=VS, fragment_shader=FS)
    tex = []
    for im in doc["images"]:
        i = Image.open(io.BytesIO(view(im["bufferView"]))).convert("RGB")
        t = ctx.texture(i.size, 3, i.tobytes())
        t.filter = (moderngl.LINEAR, moderngl.LINEAR)
        tex.append(t)
    meshes = []
    cache = {}
    for m in doc["meshes"]:
        prims = []
        for q in m["primitives"]:
            a = q["attributes"]
            key = (a["POSITION"], q["indices"])
            if key not in cache:
                p, n = acc(a["POSITION"]), acc(a["NORMAL"])
                c = acc(a["COLOR_0"]) if "COLOR_0" in a else np.ones((len(p), 4))
                uv = acc(a["TEXCOORD_0"]) if "TEXCOORD_0" in a else np.zeros((len(p), 2))
                buf = ctx.buffer(np.concatenate([p, n, c, uv], 1).astype("f4").tobytes())
                idx = ctx.buffer(acc(q["indices"]).astype("u4").tobytes())
                cache[key] = (buf, idx, len(acc(q["indices"])) // 3)
            buf, idx, tris = cache[key]
            vao = ctx.vertex_array(prog, [(buf, "3f 3f 4f 2f", "p", "n", "c", "uv")], idx)
            mat = doc["materials"][q["material"]]
            prims.append((vao, mat, tris))
        meshes.append(prims)
    kit = {}
    for i in doc["scenes"][0]["nodes"]:
        n = doc["nodes"][i]
        kit[n["name"]] = [(meshes[n["mesh"]], np.eye(4))]
        for k in n.get("children", []):
            c = doc["nodes"][k]
            x, y, z, w = c["rotation"]
            r = np.diag([-1 if y else 1, 1, -1 if y else 1, 1.0]) @ np.diag([*c["scale"], 1])
            r[:3, 3] = c["translation"]
            kit[n["name"]].append((meshes[c["mesh"]], r))
    pieces, things, lights = read_place(f"{assets}/{place}.ron")
    draw, total = [], 0
    for name, at, yaw, s in pieces + [t[:4] for t in things if t[4] == "None" or party in t[4]]:
        for prims, local in kit[name]:
            draw.append((prims, (place_matrix(at, yaw, s) @ local).T.astype("f4").tobytes(), at))
            total += sum(q[2] for q in prims)
    smap = ctx.depth_texture((2048, 2048))
    smap.compare_func = "<="
    sfb = ctx.framebuffer(depth_attachment=smap)
    scale = int(os.environ.get("LOOK_SCALE", "2"))
    fb = ctx.framebuffer([ctx.texture((SIZE[0] * scale, SIZE[1] * scale), 4, dtype="f2")], ctx.depth_renderbuffer((SIZE[0] * scale, SIZE[1] * scale)))
    ctx.enable(moderngl.DEPTH_TEST)
    for hour, camera, out in shots:
        ev100, yaw, pitch, lux, rgb, amb, sky, hor, fog, f0, f1, lamps, pts = lights[hour]
        known = CAMERAS.get(place, {})
        eye, to = known[camera] if camera in known else (triple(camera)[:3], triple(camera)[3:])
        a, b = math.radians(yaw), math.radians(pitch)
        d = np.array((math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b)))
        ev = 1 / (1.2 * 2 ** ev100)
        focus = np.array(to, float) * .5 + np.array(eye, float) * .5
        sunm = np.diag([1 / 28, 1 / 28, -1 / 75, 1.0]) @ np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 60], [0, 0, 0, 1.0]]) @ look_at(focus + d * 60, focus)
        vp = persp(62, SIZE[0] / SIZE[1], .08, 900) @ look_at(eye, to)
        mean = (np.array(sky) + np.array(hor)) / 2
        uni = {"eye": eye, "sundir": tuple(d), "sunrgb": tuple(np.array(rgb) * lux * ev / math.pi), "sky": tuple((np.array(sky) + mean) / max((np.array(sky) + mean).max(), .01) * amb * ev * 1.25), "ground": tuple(mean / mean.max() * amb * ev * .6), "fog": tuple(fog), "fogr": (f0, f1), "glowing": 1.15 if lamps else .12}
        near = sorted(pts, key=lambda q: sum((x - y) ** 2 for x, y in zip(q[0], eye)))[:24]
        lp = [(*q[0], q[3]) for q in near] + [(0, 0, 0, 1)] * (24 - len(near))
        lc = [(*[x * q[2] * ev / (4 * math.pi ** 2) for x in q[1]], 0) for q in near] + [(0, 0, 0, 0)] * (24 - len(near))
        prog["np"].value, prog["lp"].value, prog["lc"].value = len(near), lp, lc
        for k, v in uni.items():
            if k in prog:
                prog[k].value = v
        prog["signs"].value, prog["glow"].value, prog["shadow"].value = 0, 1, 2
        tex[0].use(0), tex[1].use(1)
        prog["sun"].write(sunm.T.astype("f4").tobytes())

        def run(matrix):
            prog["vp"].write(matrix.T.astype("f4").tobytes())
            for prims, m, at in draw:
                prog["model"].write(m)
                for vao, mat, _ in prims:
                    pbr = mat["pbrMetallicRoughness"]
                    prog["sign"].value = "emissiveTexture" in mat
                    prog["rough"].value = pbr["roughnessFactor"] if not (hour == "rain" and mat["name"] == "ground") else .3
                    prog["base"].value = tuple(pbr["baseColorFactor"][:3])
                    vao.render()
        ctx.enable(moderngl.CULL_FACE)
        sfb.use()
        sfb.clear(depth=1.0)
        other = ctx.depth_texture((4, 4))
        other.compare_func = "<="
        other.use(2)
        run(sunm)
        fb.use()
        fb.clear(*hor, 1.0, depth=1.0)
        smap.use(2)
        run(vp)
        img = np.frombuffer(fb.read(components=4, dtype="f2"), "f2").reshape(SIZE[1] * scale, SIZE[0] * scale, 4)[::-1].astype("f4")
        depth_sky = (np.abs(img[..., :3] - np.array(hor, "f4").astype("f2").astype("f4")).sum(2) < 1e-4)
        h = img.shape[0]
        inv = np.linalg.inv(vp)
        ys = np.linspace(1, -1, h)
        q = inv @ np.stack([np.zeros(h), ys, np.ones(h), np.ones(h)])
        q = q[:3] / q[3] - np.array(eye)[:, None]
        up = q[1] / np.linalg.norm(q, axis=0)
        t = np.clip(up / .55, 0, 1)[:, None] ** .7
        grad = np.array(hor) * (1 - t) + np.array(sky) * t
        img = np.where(depth_sky[..., None], grad[:, None, :], img[..., :3])
        img = np.clip(img, 0, 8)
        small = img.reshape(SIZE[1], scale, SIZE[0], scale, 3).mean((1, 3))
        hot = (np.clip(small - .9, 0, 1.5) * 170).astype("u1")
        bl = np.asarray(Image.fromarray(hot).filter(ImageFilter.GaussianBlur(9))).astype("f4") / 170
        x = np.clip(small + bl * .5, 0, None)
        x = x * (2.51 * x + .03) / (x * (2.43 * x + .59) + .14)  # ACES-like curve
        x = np.clip(x, 0, 1) ** (1 / 2.2)
        Image.fromarray((x * 255).astype("u1")).save(out, quality=84)
        seen, calls = 0, 0  # what a frustum test by the middle of each piece would let through
        for prims, _, at in draw:
            x, _, _, w = vp @ np.array((at[0], eye[1], at[2], 1))
            if (w > 0 and abs(x) < w * 1.2) or np.hypot(at[0] - eye[0], at[2] - eye[2]) < 7:
                seen, calls = seen + sum(q[2] for q in prims), calls + len(prims)
        print(out, "in view:", seen, "triangles,", calls, "primitives; in all:", total, "triangles,", len(draw), "instances", flush=True)


if __name__ == "__main__":
    jobs = [tuple(s.split(":")) for s in sys.argv[3:] if ":" in s]
    who = next((s for s in sys.argv[3:] if ":" not in s), "xiaozhang")
    main(sys.argv[1], sys.argv[2], jobs, who)
