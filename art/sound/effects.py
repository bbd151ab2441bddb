#!/usr/bin/env python3
"""Makes the effects. usage: effects.py OUT_DIR [NAME…]

Writes OUT_DIR/<sound>.ogg and OUT_DIR/sound.ron. Levels: loops by loudness (LUFS), single sounds by true peak (dBTP);
`gain_db` is the proposed place in the mix beside voices at -20 LUFS heard from 1.7 m.
"""
import os
import subprocess
from pathlib import Path
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import soundfile

import dsp
import made
import measure
import objects as o
import places as p
import ron
import street as s

RATE = 44100


@dataclass(frozen=True)
class Sound:
    """A line of the table."""
    name: str
    kind: str
    make: object
    seconds: float = 0.0  # of a loop
    spatial: bool = True
    lufs: float | None = None
    peak: float = -3.0
    gain: float = 0.0
    quality: float = 1


def _n(seconds):
    """Whole Vorbis blocks: a player that does not cut the padding off still loops without a gap."""
    return round(seconds * RATE / 1024) * 1024


def table():
    """Every sound there is."""
    t = []

    def loop(name, kind, seconds, lufs, gain, make, spatial=True, quality=1):
        t.append(Sound(name, kind, lambda rng, n=_n(seconds): make(rng, n), seconds, spatial, lufs, gain=gain, quality=quality))

    def one(name, kind, make, gain=0.0, peak=-3.0, spatial=True, count=1, quality=2):
        for k in range(1, count + 1):
            t.append(Sound(name if count == 1 else f"{name}_{k}", kind, make, 0, spatial, None, peak, gain, quality))

    for place in ("longcheng_dusk", "longcheng_night", "pharmacy_noon"):
        loop(f"ambience_{place}", "Ambience", 26, -27, -6, lambda rng, n, where=place: s.ambience(rng, n, where), False)
    for place, make in (("site_day", p.site), ("river_morning", p.river), ("market_night", p.night_market), ("roof_wind", p.roof), ("call_centre", p.call_centre), ("yard_day", p.yard)):
        loop(f"ambience_{place}", "Ambience", 26, -27, -6, make, False)
    for kind in ("calm", "murmur", "angry"):
        loop(f"crowd_{kind}", "Crowd", 20, -24, {"calm": -10, "murmur": -8, "angry": -4}[kind], lambda rng, n, k=kind: s.crowd(rng, n, k))
    loop("traffic_day", "Traffic", 26, -26, -8, lambda rng, n: s.traffic(rng, n, 26))
    loop("traffic_evening", "Traffic", 26, -26, -8, lambda rng, n: s.traffic(rng, n, 20))
    loop("traffic_night", "Traffic", 26, -27, -10, lambda rng, n: s.traffic(rng, n, 8))
    loop("rain_light", "Weather", 14, -28, -8, lambda rng, n: s.rain(rng, n, False), False)
    loop("rain_heavy", "Weather", 14, -24, -5, lambda rng, n: s.rain(rng, n, True), False)
    one("thunder", "Weather", s.thunder, -8, -4, False)
    one("car_pass", "Traffic", s.car_pass, -8, -6, count=4, quality=1)
    one("ebike_pass", "Traffic", s.ebike_pass, -10, -6, count=3, quality=1)
    one("bus_pass", "Traffic", s.bus_pass, -6, -6, quality=1)
    one("tricycle_pass", "Traffic", s.tricycle_pass, -8, -6, quality=1)
    for ground in ("paving", "asphalt", "tile", "wet"):
        one(f"step_{ground}", "Step", lambda rng, g=ground: o.step(g, rng), -16, -4, count=4, quality=0)
    one("cane_tap", "Step", o.cane_tap, -14, -4, count=3, quality=0)
    one("radio_press", "Radio", o.radio_press, -8, -5, False)
    one("radio_squelch", "Radio", o.radio_squelch, -10, -5, False)
    one("radio_release", "Radio", o.radio_release, -9, -5, False)
    loop("radio_hiss", "Radio", 4, -30, -16, o.radio_hiss, False, 0)
    one("bodycam_on", "Device", lambda rng: o.bodycam(rng, True), -12, -5)
    one("bodycam_off", "Device", lambda rng: o.bodycam(rng, False), -12, -5)
    one("shutter", "Device", o.shutter, -12, -4, count=2)
    loop("phone_ring", "Device", 4.6, -22, -10, o.phone_ring)
    one("phone_sms", "Device", o.phone_sms, -12, -5)
    one("scale_beep", "Device", o.scale_beep, -16, -6)
    one("paper_rustle", "Device", lambda rng: o.paper(rng), -16, -5, count=3)
    one("pen_write", "Device", lambda rng: o.pen(rng), -18, -6, count=2)
    one("tape_measure", "Device", o.tape_measure, -14, -5)
    one("salute_cloth", "Device", lambda rng: o.cloth(rng), -18, -6, count=2)
    one("door_chime", "Device", o.chime, -16, -6)
    loop("cart_wheels", "Vehicle", 6, -24, -8, s.cart_wheels)
    one("cart_clatter", "Impact", lambda rng: o.clatter(rng), -10, -3, count=4)
    one("goods_fall_fruit", "Impact", lambda rng: o.falling(rng, "fruit"), -10, -3, count=2)
    one("goods_fall_crate", "Impact", lambda rng: o.falling(rng, "crate"), -10, -3, count=2)
    one("goods_fall_boxes", "Impact", lambda rng: o.falling(rng, "boxes"), -10, -3)
    one("balloon_pop", "Impact", o.balloon, -4, -2.5, count=2)
    one("body_fall", "Impact", o.body_fall, -10, -3)
    one("car_kick", "Impact", o.sheet_kick, -6, -3)
    one("car_door", "Impact", o.car_door, -10, -3, count=2)
    one("knock_glass", "Impact", o.knock_glass, -12, -4)
    one("knife_board", "Impact", o.knife, -8, -3)
    loop("siren_ambulance", "Vehicle", 7.6, -20, -4, o.siren)
    one("horn_short", "Vehicle", lambda rng: o.horn(rng, 0.22), -6, -4)
    one("horn_long", "Vehicle", lambda rng: o.horn(rng, 1.1), -6, -4)
    one("horn_ebike", "Vehicle", o.ebike_horn, -10, -5)
    one("bicycle_bell", "Vehicle", o.bell, -14, -5)
    one("brakes_squeal", "Vehicle", s.brakes, -6, -4)
    one("car_start", "Vehicle", s.car_start, -10, -5)
    loop("car_idle", "Vehicle", 5, -28, -10, lambda rng, n: s.idle(rng, n))
    loop("tow_truck", "Vehicle", 8, -22, -6, s.tow_truck)
    loop("excavator", "Vehicle", 9, -22, -6, p.excavator)
    loop("mist_cannon", "Device", 6, -26, -8, p.mist_cannon)
    one("tipper_pass", "Traffic", p.tipper_pass, -6, -6, quality=1)
    one("grinder", "Device", p.grinder, -8, -5)
    one("hammer_steel", "Impact", p.hammer_steel, -8, -4, count=3)
    one("water_splash", "Impact", p.splash, -10, -4, count=2)
    one("hoe_dig", "Impact", p.hoe, -14, -5, count=2)
    loop("boat_motor", "Vehicle", 7, -24, -8, p.boat_motor)
    loop("sizzle", "Device", 7, -28, -12, p.sizzle)
    one("sheet_flap", "Impact", p.sheet_flap, -12, -5, count=2)
    one("keys_type", "Device", p.keys, -18, -6, count=2)
    loop("desk_phone", "Device", 2.8, -24, -12, p.desk_phone)
    loop("gas_hiss", "Device", 5, -28, -10, p.gas_hiss)
    one("cylinder_clank", "Impact", p.cylinder_clank, -8, -4, count=2)
    for which in ("click", "confirm", "error", "hint"):
        one(f"ui_{which}", "Ui", lambda rng, w=which: o.ui(rng, w), -14, -6, False)
    return t


def _make(index_out):
    index, out = index_out
    sound = table()[index]
    rng = np.random.default_rng(zlib.crc32(sound.name.encode()))
    x = sound.make(rng)
    x = x - np.mean(x)
    if sound.seconds:
        assert len(x) % 1024 == 0, sound.name
        # Levelled as three rounds of itself, so that limiting, too, goes round.
        y = dsp.levelled(np.tile(x, 3), RATE, sound.lufs, -3.0)
        x = y[len(x):2 * len(x)]
    else:
        # Begin at the sound, not before it.
        loud = np.flatnonzero(np.abs(x) > np.max(np.abs(x)) * 0.004)
        x = dsp.fade(x[max(0, loud[0] - 200):loud[-1] + 400], RATE, 1, 12)
        x = dsp.peaked(x, sound.peak)
    path = f"{out}/{sound.name}.ogg"
    dsp.write_ogg(path, x, RATE, sound.quality)
    for turn in range(1, 8 if sound.seconds else 1):
        # The encoder does not know that the end meets the beginning; where the joint is heard, it is put elsewhere.
        if not measure.seam_problem(*measure.seam(*soundfile.read(path))):
            break
        dsp.write_ogg(path, np.roll(x, turn * len(x) // 8), RATE, sound.quality)
    return path


def main():
    out, only = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    everything = table()
    names = [t.name for t in everything]
    assert len(set(names)) == len(names)
    todo = [(i, out) for i, t in enumerate(everything) if not only or any(t.name.startswith(w) for w in only)]
    with ProcessPoolExecutor(int(os.environ.get("JOBS", "1"))) as pool:
        paths = list(pool.map(_make, todo))
    slim = os.environ.get("VORBIS_SLIM")
    if slim:
        subprocess.run([slim, *paths], check=True)
    made.note("effects", {os.path.basename(path): (Path(path).read_bytes(), "") for path in paths}, keep={f"{t.name}.ogg" for t in everything})
    with open(f"{out}/sound.ron", "w", encoding="utf-8") as f:
        f.write("// Made by art/sound/effects.py; see docs/sound.md. Levels stand beside voices at -20 LUFS.\n(\n    format: 1,\n    sounds: [\n")
        for t in everything:
            f.write(f"        (sound: {ron.quote(t.name)}, file: {ron.quote(t.name + '.ogg')}, kind: {t.kind}, repeats: {str(bool(t.seconds)).lower()}, spatial: {str(t.spatial).lower()}, gain_db: {t.gain:.1f}),\n")
        f.write("    ],\n)\n")
    print(f"{len(paths)} files, {sum(os.path.getsize(p) for p in paths) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
