"""Looks at a place from eye height in Cycles: python preview.py ASSETS_PLACES WORK_DIR PLACE HOUR CAMERA OUT.jpg [SAMPLES]."""
import json
import math
import sys

import bpy
from mathutils import Matrix, Vector

CAMERAS = {
    "longcheng_passage": {"west": ((9, 1.65, -.1), (-8, 1.9, -.4)), "stall": ((3.6, 1.65, 1.0), (-1.5, 1.2, -1.0)), "east": ((-5.5, 1.65, .3), (10, 1.9, .6)), "south": ((.8, 1.65, .3), (-3, 2.6, 10)), "shops": ((-.5, 1.65, 8.5), (1.2, 2.0, -1)), "arch": ((-9, 1.65, -.8), (-18, 3.0, -3.2)), "market": ((-24, 1.65, -3), (-60, 2.2, -2.6)), "back": ((-20, 1.65, -3), (0, 2.2, -1))},
    "malu_hill_pavement": {"west": ((9, 1.65, -.6), (-8, 1.6, .3)), "car": ((4.6, 1.65, -1.0), (-1, .9, .6)), "east": ((-5, 1.65, -.9), (10, 1.8, .6)), "south": ((2, 1.65, -1.0), (-4, 2.6, 10)), "shops": ((1, 1.65, 8.5), (-1, 2.0, -1)), "park": ((-8, 1.65, 1.0), (-24, 2.6, -4)), "bays": ((-54, 1.65, -.9), (-72, 1.2, .2)), "garage": ((-188, 1.65, 2), (-201, 2.2, -3))},
}


def to_blender(x, y, z):
    return Vector((x, -z, y))


def shade(lamps):
    """The importer leaves vertex colours out; put them back, and dim the glow by day."""
    for m in bpy.data.materials:
        if not m.use_nodes or "Principled BSDF" not in m.node_tree.nodes:
            continue
        t, b = m.node_tree, m.node_tree.nodes["Principled BSDF"]
        if m.name.split(".")[0] != "plate":
            c = t.nodes.new("ShaderNodeVertexColor")
            mix = t.nodes.new("ShaderNodeMixRGB")
            mix.blend_type, mix.inputs[0].default_value = "MULTIPLY", 1
            src = b.inputs["Base Color"]
            if src.is_linked:
                t.links.new(src.links[0].from_socket, mix.inputs[1])
            else:
                mix.inputs[1].default_value = src.default_value
            t.links.new(c.outputs["Color"], mix.inputs[2])
            t.links.new(mix.outputs[0], src)
        if m.name.startswith("sign"):
            b.inputs["Emission Strength"].default_value = 1.1 if lamps else .12


def main(assets, work, place, hour, camera, out, samples=20):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=f"{assets}/kit.glb")
    kit = {o.name: o for o in bpy.data.objects if o.parent is None}
    with open(f"{work}/{place}.json", encoding="utf-8") as f:
        d = json.load(f)
    light = next(q for q in d["lights"] if q[0] == hour)
    _, yaw, pitch, lux, rgb, amb, sky, hor, fog, f0, f1, lamps = light
    shade(lamps)
    scene = bpy.context.scene
    hide = list(bpy.data.objects)

    def put(name, x, y, z, turn, s):
        src = kit[name]
        m = Matrix.Translation(to_blender(x, y, z)) @ Matrix.Rotation(math.radians(turn), 4, "Z") @ Matrix.Scale(s, 4)
        for o in [src] + list(src.children):
            if o.type != "MESH":
                continue
            c = bpy.data.objects.new(o.name, o.data)
            c.matrix_world = m @ (o.matrix_local if o is not src else Matrix.Identity(4)) if o is not src else m @ src.matrix_world
            scene.collection.objects.link(c)
    for name, x, y, z, turn, s in d["pieces"]:
        put(name, x, y, z, turn, s)
    party = {"longcheng_passage": sys.argv[8] if len(sys.argv) > 8 else "xiaozhang"}.get(place)
    for _, name, x, y, z, turn, who in d["things"]:
        if who in (None, party):
            put(name, x, y, z, turn, 1)
    for o in hide:
        o.hide_render = True
    scene.render.engine = "CYCLES"
    bpy.ops.preferences.addon_enable(module="cycles")
    scene.cycles.device, scene.cycles.samples, scene.cycles.use_denoising = "CPU", int(samples), True
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces = 3, 2
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.render.threads_mode, scene.render.threads = "FIXED", 2
    scene.render.resolution_x, scene.render.resolution_y = 960, 540
    scene.view_settings.view_transform, scene.view_settings.look = "AgX", "AgX - Medium High Contrast"
    w = bpy.data.worlds.new("w")
    scene.world, w.use_nodes = w, True
    t = w.node_tree
    bg = t.nodes["Background"]
    geo, sep, ramp = t.nodes.new("ShaderNodeTexCoord"), t.nodes.new("ShaderNodeSeparateXYZ"), t.nodes.new("ShaderNodeValToRGB")
    t.links.new(geo.outputs["Generated"], sep.inputs[0])
    t.links.new(sep.outputs["Z"], ramp.inputs[0])
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[0].color = .0, (*hor, 1)
    ramp.color_ramp.elements[1].position, ramp.color_ramp.elements[1].color = .55, (*sky, 1)
    t.links.new(ramp.outputs[0], bg.inputs[0])
    bg.inputs[1].default_value = {"night": 1.0, "dusk": .62, "rain": .9}.get(hour, 1.0)
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy, sun.data.color, sun.data.angle = lux / 11000 if lux > 8000 else lux / 3600, rgb, .02 if hour != "rain" else 1.2
    a, b = math.radians(yaw), math.radians(pitch)
    direction = to_blender(math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b))
    sun.rotation_euler = direction.to_track_quat("Z", "Y").to_euler()
    scene.collection.objects.link(sun)
    if lamps:
        for at, c, lm, r in d["points"]:
            o = bpy.data.objects.new("p", bpy.data.lights.new("p", "POINT"))
            o.data.energy, o.data.color, o.data.shadow_soft_size = lm / 22 * (1 if hour == "night" else .8), c, .25
            o.location = to_blender(*at)
            scene.collection.objects.link(o)
    eye, look = CAMERAS[place][camera]
    cam = bpy.data.objects.new("c", bpy.data.cameras.new("c"))
    cam.data.lens, cam.data.clip_end = 26, 900
    cam.location = to_blender(*eye)
    cam.rotation_euler = (to_blender(*look) - to_blender(*eye)).to_track_quat("-Z", "Y").to_euler()
    scene.collection.objects.link(cam)
    scene.camera = cam
    # Distance haze by the mist pass.
    vl = scene.view_layers[0]
    vl.use_pass_mist = True
    w.mist_settings.start, w.mist_settings.depth, w.mist_settings.falloff = f0, f1 - f0, "LINEAR"
    scene.use_nodes = True
    n = scene.node_tree
    rl, comp = n.nodes.new("CompositorNodeRLayers"), n.nodes.new("CompositorNodeComposite")
    mix = n.nodes.new("CompositorNodeMixRGB")
    mist = n.nodes.new("CompositorNodeMath")
    mist.operation, mist.inputs[1].default_value = "MULTIPLY", .92
    alpha = n.nodes.new("CompositorNodeMath")
    alpha.operation = "LESS_THAN"
    alpha.inputs[1].default_value = .995
    both = n.nodes.new("CompositorNodeMath")
    both.operation = "MULTIPLY"
    n.links.new(rl.outputs["Mist"], mist.inputs[0])
    n.links.new(rl.outputs["Mist"], alpha.inputs[0])
    n.links.new(mist.outputs[0], both.inputs[0])
    n.links.new(alpha.outputs[0], both.inputs[1])
    n.links.new(both.outputs[0], mix.inputs[0])
    n.links.new(rl.outputs["Image"], mix.inputs[1])
    k = bg.inputs[1].default_value
    mix.inputs[2].default_value = (*[x * k for x in fog], 1)
    n.links.new(mix.outputs[0], comp.inputs[0])
    scene.render.image_settings.file_format, scene.render.image_settings.quality = "JPEG", 82
    scene.render.filepath = out
    bpy.ops.render.render(write_still=True)


if __name__ == "__main__":
    main(*sys.argv[1:8])
