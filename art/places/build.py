"""Builds assets/places: python build.py ASSETS_PLACES [WORK_DIR]. """
import os
import pickle
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import atlas  # noqa: E402
import glb  # noqa: E402


def materials(vehicles):
    from mesh import lin
    m = {"matte": glb.material("matte", .88), "gloss": glb.material("gloss", .28), "ground": glb.material("ground", .92), "sign": glb.material("sign", .55, texture=True, emissive=True), "plate": glb.material("plate", .4), "paint": glb.material("paint", .22)}
    for k, h in vehicles.PAINTS.items():
        m[f"paint_{k}"] = glb.material(f"paint_{k}", .22, .0, [float(x) for x in lin(h)])
    return m


def kit_ron(pieces):
    f = lambda v: "(" + ", ".join(f"{x:.3f}" for x in v) + ")"
    rows = []
    for p in pieces:
        solids = ", ".join(f"(at: {f(a)}, half: {f(h)})" for a, h in p.solids)
        rows.append(f'        (piece: "{p.name}", solids: [{solids}], body: {p.body}, mass_kg: {p.mass:.1f}, sign: None),')
    return "// The pieces of the street. Written by art/places/build.py; change it there.\n(\n    format: 1,\n    pieces: [\n" + "\n".join(rows) + "\n    ],\n)\n"


def main(out, work):
    t0 = time.time()
    os.makedirs(out, exist_ok=True)
    os.makedirs(work, exist_ok=True)
    atlas.prepare(work)
    import city
    import fields
    import mesh
    import office
    import shops
    import stalls
    import vehicles
    import works
    pieces = shops.all_pieces() + city.all_pieces() + vehicles.all_pieces() + stalls.all_pieces() + office.all_pieces() + works.all_pieces() + fields.all_pieces()
    names = [p.name for p in pieces]
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        raise SystemExit(f"build.py: two pieces of one name: {sorted(twice)}")
    done = {}
    for p in pieces:
        if id(p.parts) not in done:
            done[id(p.parts)] = p
            mats = set(p.parts)
            if len(mats) > 4:
                print("many materials", p.name, mats)
    if os.environ.get("PLACES_AO") != "0":
        mesh.bake_ao(list(done.values()))
    glb.write(f"{out}/kit.glb", pieces, materials(vehicles), [f"{work}/signs.png", f"{work}/signs_glow.png"])
    with open(f"{out}/kit.ron", "w", encoding="utf-8") as f:
        f.write(kit_ron(pieces))
    tris = {p.name: p.triangles() for p in pieces}
    with open(f"{work}/pieces.pickle", "wb") as f:
        pickle.dump((tris, {p.name: p.solids for p in pieces}), f)
    for n in sorted(tris, key=lambda n: -tris[n])[:24]:
        print(f"{tris[n]:7d} {n}")
    print(len(pieces), "pieces,", os.path.getsize(f"{out}/kit.glb") // 1024, "KiB,", round(time.time() - t0, 1), "s")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "/tmp/streetwise-places")
