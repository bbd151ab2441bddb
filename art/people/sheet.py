"""Contact sheets for judging: renders the finished .glb files with Cycles. Only this file needs bpy."""
import math
import os
import sys
import bpy
from mathutils import Vector


def stage(w, h, samples=16, floor=True, strength=.85, sun=3.0):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.preferences.addon_enable(module='cycles')
    s = bpy.context.scene
    s.render.engine = 'CYCLES'
    s.cycles.device = 'CPU'
    s.cycles.samples = samples
    s.cycles.use_denoising = True
    s.cycles.max_bounces = 3
    s.render.threads_mode = 'FIXED'
    s.render.threads = 2
    s.render.resolution_x, s.render.resolution_y = w, h
    s.view_settings.view_transform = 'Filmic'
    s.view_settings.look = 'Medium High Contrast'
    wo = bpy.data.worlds.new('w')
    s.world = wo
    wo.use_nodes = True
    wo.node_tree.nodes['Background'].inputs[0].default_value = (.72, .80, .92, 1)
    wo.node_tree.nodes['Background'].inputs[1].default_value = strength
    li = bpy.data.lights.new('sun', 'SUN')
    li.energy, li.angle, li.color = sun, .05, (1, .94, .84)
    o = bpy.data.objects.new('sun', li)
    o.rotation_euler = [math.radians(v) for v in (52, 6, 38)]
    s.collection.objects.link(o)
    if floor:
        bpy.ops.mesh.primitive_plane_add(size=60)
        m = bpy.data.materials.new('f')
        m.use_nodes = True
        m.node_tree.nodes['Principled BSDF'].inputs[0].default_value = (.50, .50, .49, 1)
        m.node_tree.nodes['Principled BSDF'].inputs['Roughness'].default_value = .9
        bpy.context.object.data.materials.append(m)
    return s


def camera(loc, look, lens=50, ortho=0):
    c = bpy.data.cameras.new('c')
    c.lens = lens
    if ortho:
        c.type, c.ortho_scale = 'ORTHO', ortho
    o = bpy.data.objects.new('c', c)
    o.location = loc
    o.rotation_euler = (Vector(look) - Vector(loc)).to_track_quat('-Z', 'Y').to_euler()
    bpy.context.scene.collection.objects.link(o)
    bpy.context.scene.camera = o


def load(path, at=(0, 0, 0), turn=0.0, morphs=None):
    """Imports a person; returns its objects. turn in degrees, morphs {name: amount}."""
    before = set(bpy.data.objects)
    bpy.ops.import_scene.gltf(filepath=path)
    new = [o for o in bpy.data.objects if o not in before]
    hold = bpy.data.objects.new('hold', None)
    bpy.context.scene.collection.objects.link(hold)
    for o in new:
        if o.parent is None:
            o.parent = hold
    hold.location = at
    hold.rotation_euler = (0, 0, math.radians(turn))
    for o in new:
        if o.name.startswith('Icosphere'):
            o.hide_render = True
        if o.type == 'MESH' and o.data.shape_keys and morphs:
            for k, v in morphs.items():
                o.data.shape_keys.key_blocks[k].value = v
    return new


def shot(path):
    bpy.context.scene.render.filepath = path
    bpy.context.scene.render.image_settings.file_format = 'JPEG' if path.endswith('jpg') else 'PNG'
    bpy.context.scene.render.image_settings.quality = 88
    bpy.ops.render.render(write_still=True)
