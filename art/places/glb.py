"""Writes the kit as one binary glTF: a node a piece, one primitive a material, child nodes for number plates."""
import json
import struct

import numpy as np


def material(name, rough=.85, metal=0.0, base=(1, 1, 1), texture=False, emissive=False):
    m = {"name": name, "pbrMetallicRoughness": {"baseColorFactor": [*base, 1], "metallicFactor": metal, "roughnessFactor": rough}}
    if texture:
        m["pbrMetallicRoughness"]["baseColorTexture"] = {"index": 0}
    if emissive:
        m["emissiveTexture"] = {"index": 1}
        m["emissiveFactor"] = [1, 1, 1]
    return m


def write(path, pieces, materials, images):
    """pieces: mesh.Piece; materials: name -> dict; images: two PNG files (colour, glow)."""
    blob, views, accessors, meshes, nodes, roots = bytearray(), [], [], [], [], []
    names = list(materials)

    def view(data, target=None):
        while len(blob) % 4:
            blob.append(0)
        v = {"buffer": 0, "byteOffset": len(blob), "byteLength": len(data)}
        if target:
            v["target"] = target
        blob.extend(data)
        views.append(v)
        return len(views) - 1

    def accessor(arr, kind, ctype, target, norm=False, bounds=False):
        a = {"bufferView": view(arr.tobytes(), target), "componentType": ctype, "count": arr.size if kind == "SCALAR" else len(arr), "type": kind}
        if norm:
            a["normalized"] = True
        if bounds:
            a["min"], a["max"] = [float(x) for x in arr.min(0)], [float(x) for x in arr.max(0)]
        accessors.append(a)
        return len(accessors) - 1

    def primitive(p, n, c, uv, t, mat):
        at = {"POSITION": accessor(p.astype("<f4"), "VEC3", 5126, 34962, bounds=True)}
        n = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
        at["NORMAL"] = accessor(n.astype("<f4"), "VEC3", 5126, 34962)
        if c is not None:
            rgba = np.concatenate([c, np.ones((len(c), 1))], 1)
            at["COLOR_0"] = accessor((np.clip(rgba, 0, 1) * 255 + .5).astype("u1"), "VEC4", 5121, 34962, True)
        if mat in ("sign", "plate"):
            at["TEXCOORD_0"] = accessor(uv.astype("<f4"), "VEC2", 5126, 34962)
        small = len(p) < 65535
        i = accessor(t.reshape(-1).astype("<u2" if small else "<u4"), "SCALAR", 5123 if small else 5125, 34963)
        return {"attributes": at, "indices": i, "material": names.index(mat)}

    shared = {}
    for piece in pieces:
        key = id(piece.parts)
        if key not in shared:
            shared[key] = [primitive(*x, mat) for mat, x in sorted(piece.merged().items())]
        prims = []
        for q in shared[key]:
            q = dict(q)
            other = piece.repaint.get(names[q["material"]])
            if other:
                q["material"] = names.index(other)
            prims.append(q)
        meshes.append({"name": piece.name, "primitives": prims})
        node = {"name": piece.name, "mesh": len(meshes) - 1}
        nodes.append(node)
        roots.append(len(nodes) - 1)
        kids = []
        for name, at, quat, w, h in piece.children:
            if "plate_quad" not in shared:
                p = np.array([(-.5, -.5, 0), (.5, -.5, 0), (.5, .5, 0), (-.5, .5, 0)])
                q = primitive(p, np.tile((0, 0, 1.), (4, 1)), None, np.array([(0, 1), (1, 1), (1, 0), (0, 0.)]), np.array([(0, 1, 2), (0, 2, 3)]), "plate")
                meshes.append({"name": "plate", "primitives": [q]})
                shared["plate_quad"] = len(meshes) - 1
            nodes.append({"name": name, "mesh": shared["plate_quad"], "translation": list(at), "rotation": list(quat), "scale": [w, h, 1]})
            kids.append(len(nodes) - 1)
        if kids:
            node["children"] = kids
    textures = []
    imgs = []
    for i, f in enumerate(images):
        with open(f, "rb") as h:
            imgs.append({"name": "signs" if i == 0 else "signs_glow", "mimeType": "image/png", "bufferView": view(h.read())})
        textures.append({"sampler": 0, "source": i})
    while len(blob) % 4:
        blob.append(0)
    doc = {"asset": {"version": "2.0", "generator": "streetwise art/places"}, "scene": 0, "scenes": [{"name": "kit", "nodes": roots}], "nodes": nodes, "meshes": meshes, "materials": list(materials.values()), "textures": textures, "images": imgs, "samplers": [{"magFilter": 9729, "minFilter": 9729, "wrapS": 33071, "wrapT": 33071}], "accessors": accessors, "bufferViews": views, "buffers": [{"byteLength": len(blob)}]}
    text = json.dumps(doc, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    with open(path, "wb") as f:
        f.write(struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(blob)))
        f.write(struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(blob), b"BIN\0") + bytes(blob))
