"""Writes glTF binary files: skinned people with sparse morph targets, a skeleton with clips, rigid props.

Y up, facing +Z: a point (x, y, z) of the generator becomes (x, z, -y).
"""
import json
import struct
import numpy as np
from motion import quat

MATERIALS = {'matte': .88, 'skin': .62, 'satin': .46, 'gloss': .22, 'metal': .3}


def yup(P):
    P = np.asarray(P, float)
    return np.stack([P[..., 0], P[..., 2], -P[..., 1]], -1)


class File:
    def __init__(self):
        self.j = {'asset': {'version': '2.0', 'generator': 'streetwise art/people'}, 'scene': 0, 'scenes': [{'nodes': []}],
                  'nodes': [], 'accessors': [], 'bufferViews': [], 'buffers': [{}]}
        self.bin = bytearray()

    def view(self, data, target=None, stride=None):
        while len(self.bin) % 4:
            self.bin.append(0)
        v = {'buffer': 0, 'byteOffset': len(self.bin), 'byteLength': len(data)}
        if target:
            v['target'] = target
        if stride:
            v['byteStride'] = stride
        self.bin += data
        self.j['bufferViews'].append(v)
        return len(self.j['bufferViews']) - 1

    def acc(self, a, kind, target=None, norm=False, bounds=False):
        a = np.ascontiguousarray(a)
        ct = {'uint8': 5121, 'uint16': 5123, 'uint32': 5125, 'float32': 5126}[str(a.dtype)]
        d = {'bufferView': self.view(a.tobytes(), target), 'componentType': ct, 'count': len(a), 'type': kind}
        if norm:
            d['normalized'] = True
        if bounds:
            f = a.reshape(len(a), -1)
            d['min'], d['max'] = [float(v) for v in f.min(0)], [float(v) for v in f.max(0)]
        self.j['accessors'].append(d)
        return len(self.j['accessors']) - 1

    def sparse(self, a, bounds=False):
        """A vec3 accessor that stores only the rows that are not zero (at least one: readers differ on none)."""
        a = np.asarray(a, np.float32)
        i = np.nonzero(np.abs(a).max(1) > 0)[0]
        if not len(i):
            i = np.array([0])
        it = np.uint16 if len(a) < 65536 else np.uint32
        d = {'componentType': 5126, 'count': len(a), 'type': 'VEC3', 'sparse': {'count': len(i),
             'indices': {'bufferView': self.view(i.astype(it).tobytes()), 'componentType': 5123 if it == np.uint16 else 5125},
             'values': {'bufferView': self.view(a[i].tobytes())}}}
        if bounds:
            d['min'], d['max'] = [float(v) for v in a.min(0)], [float(v) for v in a.max(0)]
        self.j['accessors'].append(d)
        return len(self.j['accessors']) - 1

    def node(self, **k):
        self.j['nodes'].append(k)
        return len(self.j['nodes']) - 1

    def material(self, name):
        ms = self.j.setdefault('materials', [])
        for i, m in enumerate(ms):
            if m['name'] == name:
                return i
        ms.append({'name': name, 'pbrMetallicRoughness': {'roughnessFactor': MATERIALS[name], 'metallicFactor': .6 if name == 'metal' else 0.0}})
        return len(ms) - 1

    def primitive(self, p):
        """p: dict with V, N, C, T, mat and optionally joints, weights, morphs [(dV, dN)]."""
        at = {'POSITION': self.acc(yup(p['V']).astype(np.float32), 'VEC3', 34962, bounds=True),
              'NORMAL': self.acc(yup(p['N']).astype(np.float32), 'VEC3', 34962)}
        c = np.concatenate([np.clip(p['C'], 0, 1), np.ones((len(p['C']), 1))], 1)
        at['COLOR_0'] = self.acc(np.round(c * 65535).astype(np.uint16), 'VEC4', 34962, norm=True)
        if 'joints' in p:
            at['JOINTS_0'] = self.acc(p['joints'], 'VEC4', 34962)
            at['WEIGHTS_0'] = self.acc(p['weights'], 'VEC4', 34962, norm=True)
        ix = np.asarray(p['T']).ravel()
        d = {'attributes': at, 'indices': self.acc(ix.astype(np.uint16 if len(p['V']) < 65535 else np.uint32), 'SCALAR', 34963),
             'material': self.material(p['mat'])}
        if 'morphs' in p:
            d['targets'] = [{'POSITION': self.sparse(yup(v), True), 'NORMAL': self.sparse(yup(n))} for v, n in p['morphs']]
        return d

    def skeleton(self, J, scale=1.0):
        """Adds node `person` with the joints below it; returns (person, {bone: node})."""
        person = self.node(name='person', children=[])
        if scale != 1.0:
            self.j['nodes'][person]['scale'] = [scale] * 3
        ids = {}
        for n, (h, _, p) in J.items():
            t = yup(h - (J[p][0] if p else 0))
            ids[n] = self.node(name=n, translation=[round(float(v), 6) for v in t])
            self.j['nodes'][ids[p] if p else person].setdefault('children', []).append(ids[n])
        self.j['scenes'][0]['nodes'] = [person]
        return person, ids

    def holds(self, ids, frames):
        """Nodes in the palms where props hang: {name: (bone, offset from the bone, 3x3 axes)}, both z up."""
        for n, (bone, at, R) in frames.items():
            M = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]])
            q = quat(M @ R)
            k = self.node(name=n, translation=[round(float(v), 6) for v in yup(at)], rotation=[round(float(v), 6) for v in q])
            self.j['nodes'][ids[bone]].setdefault('children', []).append(k)

    def animation(self, name, times, bones, ids, move=None):
        """bones {name: quats z up}; move = (name, translations z up)."""
        tt = self.acc(np.asarray(times, np.float32), 'SCALAR', bounds=True)
        t2 = None
        sam, ch = [], []
        for b, q in bones.items():
            q = np.stack([q[:, 0], q[:, 2], -q[:, 1], q[:, 3]], 1).astype(np.float32)
            still = np.abs(q - q[0]).max() < 2e-4
            if still:
                if t2 is None:
                    t2 = self.acc(np.asarray([times[0], times[-1]], np.float32), 'SCALAR', bounds=True)
                q = q[[0, 0]]
            q = q / np.linalg.norm(q, axis=1, keepdims=True)
            sam.append({'input': t2 if still else tt, 'output': self.acc(q.astype(np.float32), 'VEC4'), 'interpolation': 'LINEAR'})
            ch.append({'sampler': len(sam) - 1, 'target': {'node': ids[b], 'path': 'rotation'}})
        if move:
            sam.append({'input': tt, 'output': self.acc(yup(move[1]).astype(np.float32), 'VEC3'), 'interpolation': 'LINEAR'})
            ch.append({'sampler': len(sam) - 1, 'target': {'node': ids[move[0]], 'path': 'translation'}})
        self.j.setdefault('animations', []).append({'name': name, 'samplers': sam, 'channels': ch})

    def skin(self, J, ids):
        m = np.tile(np.eye(4, dtype=np.float32), (len(J), 1, 1))
        for i, (h, _, _) in enumerate(J.values()):
            m[i, 3, :3] = -yup(h)                       # column major
        self.j['skins'] = [{'joints': list(ids.values()), 'skeleton': ids['root'], 'inverseBindMatrices': self.acc(m.reshape(-1, 16), 'MAT4')}]
        return 0

    def mesh(self, name, prims, targets=None):
        d = {'name': name, 'primitives': [self.primitive(p) for p in prims]}
        if targets:
            d['extras'] = {'targetNames': list(targets)}
            d['weights'] = [0.0] * len(targets)
        self.j.setdefault('meshes', []).append(d)
        return len(self.j['meshes']) - 1

    def save(self, path):
        while len(self.bin) % 4:
            self.bin.append(0)
        self.j['buffers'][0]['byteLength'] = len(self.bin)
        t = json.dumps(self.j, separators=(',', ':'), sort_keys=True).encode()
        t += b' ' * (-len(t) % 4)
        with open(path, 'wb') as f:
            f.write(struct.pack('<III', 0x46546C67, 2, 12 + 8 + len(t) + 8 + len(self.bin)))
            f.write(struct.pack('<II', len(t), 0x4E4F534A) + t)
            f.write(struct.pack('<II', len(self.bin), 0x004E4942) + bytes(self.bin))
        return 28 + len(t) + len(self.bin)
