"""Sets the pieces out as places and writes them as RON: python compose.py ASSETS_PLACES [WORK_DIR].

Coordinates: metres, x along the street, y up, z from the shops towards the carriageway. Pavements lie at y = 0, roads
12 cm lower. Yaw in degrees about +y; 0 faces +z.
"""
import json
import math
import os
import random
import sys

W = 4.4
# Exposure each hour is meant for, and how much stronger than real lamps ours are so that dusk shows them.
EV100 = {"day": 12.1, "noon": 12.7, "dusk": 8.8, "night": 7.9, "rain": 10.2}
GAIN = {"dusk": 40, "night": 36, "rain": 30}


class Place:
    def __init__(self, name, default="dusk"):
        self.name, self.default = name, default
        self.pieces, self.zones, self.spots, self.things = [], [], [], []
        self.walk, self.blocked, self.lights, self.points = [], [], [], []
        self.ev100, self.gain = dict(EV100), dict(GAIN)
        self.rng = random.Random(name)

    def put(self, piece, x, z, yaw=0, y=0, s=1):
        self.pieces.append((piece, round(x, 3), round(y, 3), round(z, 3), round(yaw, 1), round(s, 3)))

    def row(self, piece, x0, x1, step, z, yaw=0, y=0):
        n = round((x1 - x0) / step)
        for i in range(n):
            self.put(piece, x0 + (i + .5) * step, z, yaw, y)

    def house(self, x, z, yaw, ground, upper, arcade=False):
        """A shop with upper floors; under an arcade the shop stands 2.4 m back."""
        a = math.radians(yaw)
        if arcade:
            self.put("arcade", x, z, yaw)
            self.put(ground, x - math.sin(a) * 2.4, z - math.cos(a) * 2.4, yaw)
        else:
            self.put(ground, x, z, yaw)
        self.put(upper, x, z, yaw, 3.6)

    def houses(self, x, z, yaw, rows):
        """Houses side by side; x runs to the right of somebody who looks at them."""
        a = math.radians(yaw)
        for i, (g, u) in enumerate(rows):
            d = (i + .5) * W
            self.house(x + math.cos(a) * d, z - math.sin(a) * d, yaw, g, u, u.startswith("facade_qilou"))

    def zone(self, name, x, z, r=1.2):
        self.zones.append((name, x, z, r))

    def spot(self, name, x, z, yaw):
        self.spots.append((name, round(x, 2), round(z, 2), yaw % 360))

    def face(self, name, x, z, tx, tz):
        self.spot(name, x, z, round(math.degrees(math.atan2(tx - x, tz - z))))

    def thing(self, name, piece, x, y, z, yaw=0, party=None):
        self.things.append((name, piece, x, y, z, yaw, party))

    def light(self, hour, yaw, pitch, lux, rgb, ambient, sky, horizon, fog, f0, f1, lamps):
        self.lights.append((hour, yaw, pitch, lux, rgb, ambient, sky, horizon, fog, f0, f1, lamps))

    def light_again(self, hour, ambient):
        """The same hour with another light of the sky."""
        self.lights = [(*q[:5], ambient, *q[6:]) if q[0] == hour else q for q in self.lights]

    def ron(self):
        v = lambda *a: "(" + ", ".join(f"{float(x):.3f}".rstrip("0").rstrip(".") if "." in f"{float(x):.3f}" and not f"{float(x):.3f}".rstrip("0").endswith(".") else f"{float(x):.1f}" for x in a) + ")"
        n = lambda x: v(x)[1:-1]
        o = [f"// The place {self.name}. Written by art/places/compose.py; change it there. Metres; x along the street, z from the", "// shops towards the carriageway; yaw about +y, 0 faces +z.", "(", "    format: 1,", f'    place: "{self.name}",', "    pieces: ["]
        o += [f'        (piece: "{p}", at: {v(x, y, z)}, yaw_deg: {n(yaw)}, scale: {n(s)}),' for p, x, y, z, yaw, s in self.pieces]
        o += ["    ],", "    zones: ["] + [f'        (zone: "{z}", at: {v(x, y)}, radius_m: {n(r)}),' for z, x, y, r in self.zones]
        o += ["    ],", "    spots: ["] + [f'        (spot: "{s}", at: {v(x, z)}, yaw_deg: {n(yaw)}),' for s, x, z, yaw in self.spots]
        o += ["    ],", "    things: ["]
        for t, p, x, y, z, yaw, party in self.things:
            who = f'Some("{party}")' if party else "None"
            o.append(f'        (thing: "{t}", piece: "{p}", at: {v(x, y, z)}, yaw_deg: {n(yaw)}, party: {who}),')
        o += ["    ],"]
        for k, rows in (("walk", self.walk), ("blocked", self.blocked)):
            o += [f"    {k}: ["] + [f"        (min: {v(a, b)}, max: {v(c, d)})," for a, b, c, d in rows] + ["    ],"]
        o += ["    lights: ["]
        for hour, yaw, pitch, lux, rgb, amb, sky, hor, fog, f0, f1, lamps in self.lights:
            o.append(f"        // Meant for a camera at {self.ev100[hour]} EV (ISO 100).")
            o.append(f'        (hour: "{hour}", ev100: {self.ev100[hour]}, sun_yaw_deg: {n(yaw)}, sun_pitch_deg: {n(pitch)}, sun_lux: {n(lux)}, sun_rgb: {v(*rgb)}, ambient: {n(amb)}, sky_rgb: {v(*sky)}, horizon_rgb: {v(*hor)}, fog_rgb: {v(*fog)}, fog_start_m: {n(f0)}, fog_end_m: {n(f1)}, lamps_on: {"true" if lamps else "false"}, points: [')
            if lamps:
                o += [f"            (at: {v(*at)}, rgb: {v(*c)}, lumens: {n(lm * self.gain[hour])}, range_m: {n(r)})," for at, c, lm, r in self.points]
            o.append("        ]),")
        o += ["    ],", f'    default_light: "{self.default}",', ")", ""]
        return "\n".join(o)


def hours(p, dusk_yaw):
    """Sun direction: yaw is where the light comes from (0: from +z), pitch its height above the horizon."""
    p.light("day", dusk_yaw - 60, 48, 32000, (1, .96, .88), 1700, (.34, .55, .84), (.72, .80, .86), (.70, .78, .84), 45, 420, False)
    p.light("noon", 15, 68, 48000, (1, .98, .94), 2500, (.30, .52, .86), (.74, .83, .90), (.74, .82, .88), 60, 480, False)
    # Faces must be read at dusk: two thirds of a stop more than a photographer would give.
    p.light("dusk", dusk_yaw, 9, 5200, (1, .54, .27), 420, (.15, .18, .42), (.92, .44, .22), (.46, .33, .38), 35, 380, True)
    p.light("night", dusk_yaw + 40, 40, 120, (.55, .65, 1), 14, (.020, .028, .060), (.085, .075, .105), (.060, .055, .080), 25, 300, True)
    p.light("rain", 30, 60, 4200, (.82, .88, .95), 640, (.40, .44, .49), (.52, .56, .60), (.50, .54, .57), 12, 190, True)


def longcheng():
    p = Place("longcheng_passage", "dusk")
    Z = 4.5  # the walking street lies this far towards the road, so that its gate is seen past the shops
    p.put("far_ground", 0, 0)
    # The pavement of the case, from the plaza (-8) to the east corner (36).
    p.row("paving_tactile", -8, 36, 4, 0)
    for j, z in enumerate((3.2, 7.2)):  # carriageway z 1.2 .. 9.2
        p.row("road", -12, 60, 8, z)
    for z in (11.2, 15.2, 19.2, 23.2, 27.2, 31.2, 35.2):
        p.put("road", -8, z)
    for x in range(-2, 60, 4):
        p.put("line_dash", x, 5.2)
        if x > -2:
            p.put("line_yellow", x, 1.5)
    for i in range(8):
        p.put("zebra_bar", -2.2, 1.9 + i * .95, 0)
    # Opposite pavement and shops.
    p.row("paving_plain", -4, 36, 4, 10.6, 180)
    south = [("shop_store", "facade_white"), ("shop_bun", "facade_pink"), ("shop_clothes", "facade_qilou_grey"), ("shop_hardware", "facade_mint"), ("shop_noodle", "facade_ochre"), ("shop_phone", "facade_cream"), ("lite_glasses", "lite_rose"), ("lite_store", "lite_white")]
    p.houses(-4 + len(south) * W, 12.0, 180, south)
    # North row behind the stall, from the plaza eastwards.
    north = [("shop_tea", "facade_qilou"), ("shop_noodle", "facade_qilou"), ("shop_fruit", "facade_cream"), ("shop_phone", "facade_pink"), ("shop_massage", "facade_ochre"), ("shop_hardware", "facade_mint"), ("shop_pharmacy", "facade_white"), ("shop_barber", "facade_brick"), ("shop_store", "facade_qilou_grey"), ("shop_clothes", "facade_cream")]
    p.houses(-8, -1.1, 0, north)
    # Plaza before the arch, walking street to the west.
    for i in range(3):
        for j in range(3):
            p.put("plaza", -10 - i * 4, -7.4 + j * 4 + 4.3)
    for j in range(2):
        p.put("plaza", -14, 2.9 + j * 4 + 2.0), p.put("plaza", -18, 2.9 + j * 4 + 2.0)
    for j in range(6):
        p.put("plaza", -13.9, 12.9 + j * 4)
    for i in range(15):
        for j in range(4):
            p.put("plaza", -22 - i * 4, -7.9 + j * 4 + Z)
    p.put("arch_walking_street", -17.2, -3.0 + Z, 90)
    p.houses(-16.8, -9.9 + Z, 0, [("shop_clothes", "facade_qilou_grey"), ("shop_tobacco", "facade_pink")])
    lite = ["lite_noodle", "lite_phone", "lite_tea", "lite_store", "lite_bun", "lite_clothes", "lite_glasses"]
    walls = ["lite_cream", "lite_qilou", "lite_rose", "lite_mint", "lite_white"]
    p.houses(-69, -9.9 + Z, 0, [(lite[i * 3 % 7], walls[i * 2 % 5]) for i in range(7)] + [("shop_bun", "facade_cream"), ("shop_phone", "facade_qilou"), ("shop_tea", "facade_pink"), ("shop_store", "facade_qilou")])
    p.houses(-20.5, 4.0 + Z, 180, [("shop_noodle", "facade_brick"), ("shop_tea", "facade_qilou"), ("shop_clothes", "facade_cream")] + [(lite[i * 2 % 7], walls[i * 3 % 5]) for i in range(8)])
    p.house(-18.1, 9.5, 180, "lite_glasses", "lite_qilou")  # closes the end of the west row with a front of its own
    # West row along the side road, facing east.
    p.houses(-15.9, 27.0 + Z, 90, [("lite_store", "lite_mint"), ("lite_noodle", "lite_rose"), ("shop_tobacco", "facade_qilou_grey"), ("shop_bun", "facade_ochre"), ("shop_tea", "facade_cream")])
    for i in range(5):
        p.put("lantern_string", -24 - i * 8, -3.0 + Z, 90)
        p.put("lamp_pole_lantern", -26 - i * 8, -6.6 + Z, 90)
        p.put("lamp_pole_lantern", -22 - i * 8, .8 + Z, 90)
    for i in range(4):  # the vendors' point at the far end
        p.put(f"stall_night_{i}", -78 - (i % 2) * 4, -7.6 + (i // 2) * 8.6 + Z, 0 if i < 2 else 180)
        p.put(f"stall_night_{(i + 1) % 4}", -64 - i * 3.4, -7.2 + Z, 0)
        p.put(f"stall_night_{(i + 2) % 4}", -64 - i * 3.4, 1.4 + Z, 180)
        p.put("bulb_string", -64 - i * 8, -4.2 + Z)
        p.put("bulb_string", -64 - i * 8, -1.8 + Z)
    # Street furniture round the stall.
    p.put("tree_bauhinia", 11.4, .68, 40, s=1.0)
    p.put("tree_camphor", 17.6, .68, 130)
    p.put("tree_bauhinia", 24.5, .68, 200, s=1.1)
    p.put("tree_banyan", -12.4, -3.6, 20, s=.8)
    for x, k in ((1, "tree_bauhinia"), (12, "tree_camphor"), (22, "tree_camphor"), (32, "tree_bauhinia")):
        p.put(k, x, 9.9, x * 31)
    p.put("tree_banyan", -13.4, 13, 70)
    p.put("tree_camphor", -13.4, 22, 10)
    for x in (7.2, 20, 31):
        p.put("lamp_street", x, .92, 0)
    for x in (-1, 10, 21.5, 33):
        p.put("lamp_street", x, 9.55, 180)
    for x in (6.4, 18.4, 30.4):
        p.put("pole_utility", x, 9.7)
    for x in (0.4, 12.4, 24.4, 36.4):
        p.put("wires", x, 9.7)
    p.put("bins_four", -8.75, -3.0, -90)
    p.put("notice_board", -10.3, -4.9, 20)
    p.put("sign_longcheng", 11.6, .86, 20)
    p.put("banner", 22.0, 9.4, 180)
    p.put("traffic_light", -4.9, 10.0, 180)
    p.put("bus_stop", 27.5, 10.9, 180)
    p.put("planter", -10.6, .7), p.put("bench", -14.6, -4.4, 0), p.put("planter", -16.2, -4.5)
    for i in range(5):
        p.put("bollard", -8.6, -.9 + i * .9) if i not in (1, 2) else None
    for i in range(4):
        p.put("bollard", -12.4, 2.2 + i * 1.6)
    p.put("transformer_box", 33.4, -.5)
    for x, z, k, yaw in ((-6.7, -2.3, "ebike_delivery", 200), (-6.0, -2.3, "ebike_teal", 172), (28.2, -2.2, "ebike_pink", 188), (28.9, -2.2, "ebike_white", 170), (29.6, -2.2, "ebike_red", 184), (14.4, 1.95, "ebike_white", 172), (15.1, 1.95, "ebike_red", 186), (15.8, 1.95, "ebike_black", 176)):
        p.put(k, x, z, yaw, 0 if z < 1 else -.12)
    for x, k in ((3.5, "ebike_white"), (4.2, "ebike_red"), (4.9, "ebike_black"), (17.8, "ebike_teal"), (18.5, "ebike_white"), (19.2, "ebike_pink")):
        p.put(k, x, 10.9, x * 7 % 20)
    p.put("bikes_shared", -13.6, 17, 90)
    # Clutter of shopkeepers: stools, tables, LPG, water, boxes.
    for x, z, k in ((-2.2, -1.9, "table_fold"), (-2.75, -1.6, "stool_red"), (-1.6, -2.1, "stool_blue"), (-2.1, -2.6, "stool_red"), (-.35, -2.0, "lpg_bottle"), (-.75, -2.15, "lpg_bottle"), (-3.35, -1.75, "water_drum"), (5.1, -.95, "stool_blue"), (4.6, -.97, "stool_green"), (6.75, -.92, "box_card"), (7.1, -.85, "box_card"), (10.2, -.85, "water_barrel"), (10.5, -.8, "water_barrel"), (10.35, -.95, "water_barrel"), (15.0, -.85, "box_card"), (20.0, -.8, "chair_plastic"), (27.6, -.9, "crate_beer"), (28.1, -.85, "crate_beer"), (-7.3, -1.8, "planter"), (-4.6, -2.6, "planter"), (7.55, -.95, "broom_pan"), (6.25, -1.0, "bag_trash"), (2.9, -.98, "foam_box")):
        p.put(k, x, z, p.rng.uniform(-15, 15) if k != "planter" else 0)
    # Traffic and parked cars.
    p.put("patrol_van", 11.0, 2.45, -90, -.12)
    for x, z, k, yaw in ((19.0, 2.4, "sedan_white", -90), (23.6, 2.45, "hatch_blue", -90), (29.5, 2.4, "van_silver", -90), (16, 7.0, "sedan_red", 90), (33, 7.1, "bus", 90), (44, 3.3, "sedan_black", -90), (-8.2, 16, "hatch_red", 180), (-8.6, 27, "van_white", 180), (-6.2, 22, "sedan_silver", 0), (3.2, 8.35, "hatch_white", 90), (9.6, 8.4, "sedan_grey", 90)):
        p.put(k, x, z, yaw, -.12)
    # East end: cross row and towers; second rows; hills.
    p.houses(46, -6, -90, [("lite_store", "lite_mint"), ("lite_bun", "lite_white")])
    p.houses(52, 1, -90, [("lite_noodle", "lite_rose"), ("lite_tea", "lite_cream"), ("lite_phone", "lite_white")])
    for k, x, z, yaw in (("tower_beige", 62, -14, -70), ("tower_grey", 68, 10, -90), ("tower_pink", 58, 30, -120), ("tower_hotel", 92, -6, -90), ("tower_beige", 4, -20, 0), ("tower_grey", 24, -26, 0), ("tower_pink", -16, -24, 0), ("tower_hotel", 42, -34, 0), ("tower_grey", -40, -30, 0), ("tower_beige", -62, -26, 0), ("tower_pink", 20, 26, 180), ("tower_mall", -40, 26, 180), ("tower_hotel", 6, 40, 180), ("tower_beige", 40, 30, 180), ("tower_grey", -26, 44, 160), ("tower_beige", -8, 52, 180), ("tower_pink", 10, 60, 180), ("tower_hotel", -112, -40, 70), ("tower_beige", -98, 36, 110), ("tower_mall", -104, 1.5, 90)):
        p.put(k, x, z, yaw)
    for k, x, z, yaw, s in (("hills_near", -210, -6, 88, 1.2), ("hills_far", -300, 60, 100, 1.1), ("hills_near", 40, -200, 0, 1.1), ("hills_far", -80, -300, 10, 1.0), ("hills_far", 300, 10, -90, 1.0), ("hills_near", 120, 220, 205, 1.0), ("hills_far", -60, 310, 170, 1.0), ("hills_near", 230, -120, -50, .9)):
        p.put(k, x, z, yaw, -2, s)
    # Zones: distances as in the scenario, from the middle of the cart.
    p.zone("approach", 9.0, -.1, 2.0), p.zone("stall", .35, 1.66, 1.2), p.zone("cart_side", 0, 0, 1.35), p.zone("roadside", -4.45, .65, 1.4), p.zone("drop_point", -89.5, 1.5, 5.0)
    p.zones[1] = ("stall", 1.7, .1, 1.2)  # in front of the end that looks at the trainee
    # The cart lies across the strip: 2 m along the pavement would leave 0.5 m each side.
    p.thing("paving", "tactile_patch", 0, 0, 0)
    yaw = 0
    for who, k in (("xiaozhang", "melons"), ("mobo", "greens"), ("qin", "balloons"), ("mengmei", "socks"), ("liangge", "pickles")):
        p.thing("cart", f"cart_{k}", 0, 0, 0, yaw, who)
        p.thing("balloons", f"goods_{k}", 0, 0, 0, yaw, who)
        p.thing("gas_bottle", f"under_{k}", -.25, 0, .05, yaw, who)
    p.thing("price_board", "price_board_middle", .98, .64, .52, 15)
    p.thing("scales", "scales", -.78, .62, .30, 10)
    p.thing("street", "sign_longcheng", 10.6, 0, .9, 70)
    p.pieces = [q for q in p.pieces if q[0] != "sign_longcheng"]
    p.thing("wet_floor", "wet_patch", -1.75, 0, .72)
    # Spots. The party stands between cart and shops; the trainee comes from the east.
    p.face("trainee", 9.0, -.1, 0, 0), p.face("partner", 9.9, .55, 0, 0)
    p.face("party", -.1, -.92, 1.7, .1), p.face("party_packing", -1.25, -.5, 0, 0), p.face("party_child", -.95, .85, .95, 1.4)
    by = [(3.0, -.75), (2.4, .95), (-2.6, .5), (-2.2, -.8), (4.6, .1), (-3.6, -.3), (1.2, .9), (-3.2, .9), (5.6, -.6), (-4.6, -.9), (6.4, .6), (-5.4, .3)]
    for i, (x, z) in enumerate(by):
        p.face(f"bystander_{i + 1}", x, z, 0, -.3)
    crowd = [(12.4, 0.1), (16.5, 0.2), (20, -0.3), (24.9, -0.2), (-9.6, -1.8), (-11.5, -2.2), (-13.4, -4.6), (-15.1, 2.4), (-20.4, -0.1), (-23.3, 3.3), (-25, -0.8), (-28.2, 1.5), (-31, 3.9), (-34.2, 0.1), (-38.3, 2.3), (0, 10.7), (8.6, 10.8), (13.5, 11.0), (20.4, 10.7), (26.3, 10.6), (-13.0, 9.2), (-13.0, 15.5), (-45, 1.3), (-52, 3.0)]
    for i, (x, z) in enumerate(crowd):
        p.spot(f"crowd_{i + 1}", x, z, (i * 77 + (90 if i % 2 else 270)) % 360 if i > 5 else (90 if i % 2 else 270))
    p.spot("enter_left", -14.5, .6, 90), p.spot("exit_left", -17.8, 1.2, 270), p.spot("enter_right", 26, -.1, 270), p.spot("exit_right", 32, -.2, 90)
    p.face("blind", -7.6, 0, 0, 0), p.face("fall", 2.6, -.55, 0, 0), p.face("ambulance", 3.6, 2.6, 12, 2.6), p.face("second_cart", 5.0, .1, 0, 0), p.face("drop_point", -89, 1.5, -60, 1.5)
    p.walk = [(-8.4, -1.0, 36, .95), (-16.6, -5.0, -8.0, 1.0), (-15.6, 1.0, -12.4, 34), (-80, -4.7, -15.6, 7.9), (-92, -2.5, -80, 6.0), (-3.8, 9.5, 36, 11.8), (-8, -3.2, .6, -1.0), (-3.2, 1.0, -1.2, 9.6)]
    p.blocked = [(11.0, .3, 11.8, 1.1), (17.2, .3, 18.0, 1.1), (24.1, .3, 24.9, 1.1), (-9.2, -4.4, -8.3, -1.6), (-7.2, -3.2, -5.6, -1.4), (-11.5, -5.2, -9.1, -4.6), (-12.9, -4.1, -11.9, -3.1), (-2.9, -2.9, -1.2, -1.5), (-8.0, -1.6, -7.5, -1.0), (-11.3, .4, -9.9, 1.0), (-18, 5.7, -16.5, 7.1), (-18, -4.1, -16.5, -2.7), (-13.9, 12.5, -12.9, 13.5), (8.4, .8, 8.6, 1.05)]
    L = p.points
    for x, c, lm in ((-5.8, (1, .8, .55), 1100), (-1.4, (1, .72, .45), 1300), (3.0, (1, .86, .6), 1300), (7.4, (.55, .8, 1), 1000), (16.2, (1, .85, .6), 800), (20.6, (.8, 1, .9), 1100), (29.5, (1, .75, .5), 900)):
        L.append(((x, 2.6, -.7 if x > -1 else -2.2), c, lm, 7.5))
    for x in (7.2, 20):
        L.append(((x, 6.6, 2.9), (1, .82, .58), 3200, 17))
    L.append(((-1, 6.6, 7.6), (1, .82, .58), 3200, 17)), L.append(((10, 6.6, 7.6), (1, .82, .58), 3000, 17))
    L.append(((-16.0, 4.0, 1.5), (1, .45, .28), 2600, 12)), L.append(((-24, 4.2, 1.5), (1, .5, .3), 2400, 13)), L.append(((-40, 4.2, 1.5), (1, .6, .35), 2400, 15)), L.append(((-10, 5.5, 12), (1, .82, .58), 2600, 15)), L.append(((-11.5, 5.0, .5), (1, .78, .5), 2600, 13)), L.append(((-30, 4.4, 1.5), (1, .55, .35), 2200, 13))
    hours(p, -72)
    return p


def malu():
    p = Place("malu_hill_pavement", "noon")
    p.put("far_ground", 0, 0)
    p.row("paving_tactile_3m_far", -80, -24, 4, 0)
    p.row("paving_tactile_3m", -24, 20, 4, 0)
    p.row("paving_tactile_3m_far", 20, 36, 4, 0)
    p.row("paving_plain", -208, -80, 4, 0)
    p.row("cycle_lane", -80, 40, 8, 2.9)
    for z in (6.2, 10.2):
        p.row("road", -208, 64, 8, z)
    p.row("road", -208, -80, 8, 3.2)
    for x in range(-118, 40, 4):
        p.put("line_dash", x, 8.2)
        p.put("line_white", x, 4.35) if x > -78 else None
    for i in range(12):
        p.put("railing", -30 + i * 4 if i < 6 else -10 + (i - 4) * 4, 4.3, 0, -.12) if i not in (5, 6, 7) else None
    for i in range(9):
        p.put("zebra_bar", 14.6, 4.9 + i * .85, 0)
    p.row("paving_plain", -60, 36, 4, 13.6, 180)
    p.houses(36, 15.0, 180, [(a, b) for a, b in zip(("lite_bun", "lite_store", "shop_phone", "shop_clothes", "shop_tobacco", "shop_noodle", "shop_barber", "shop_hardware", "shop_tea", "lite_tea", "lite_store", "lite_glasses", "lite_phone"), ("lite_white", "lite_cream", "facade_brick", "facade_mint", "facade_pink", "facade_ochre", "facade_white", "facade_cream", "facade_pink", "lite_mint", "lite_rose", "lite_cream", "lite_white"))])
    # North: pharmacy and its neighbours, then the park.
    p.houses(-14.0, -1.7, 0, [("shop_stone", "facade_ochre"), ("shop_noodle", "facade_pink"), ("shop_pharmacy", "facade_white"), ("shop_massage", "facade_mint"), ("shop_store", "facade_cream"), ("shop_bun", "facade_brick"), ("shop_tea", "facade_qilou"), ("shop_phone", "facade_qilou"), ("shop_hardware", "facade_white"), ("shop_clothes", "facade_mint")])
    p.house(-14.05, -4.0, -90, "lite_store", "lite_rose")
    p.put("park_gate", -18.9, -3.4)
    for i in range(3):
        p.put("plaza", -22.6 + i * 4, -3.5)
    for i in range(20):
        p.put("park_wall", -29.5 - i * 8, -2.2)
    for i in range(10):
        p.put("grass", -18 - i * 8, -9.8), p.put("grass", -18 - i * 8, -17.8)
    p.put("hill_malu", -62, -58), p.put("hill_malu", -140, -66, 20)
    for i, (x, z, k) in enumerate(((-15.6, -8.5, "tree_bauhinia"), (-23, -7, "tree_banyan"), (-28, -11, "tree_camphor"), (-33, -6.5, "tree_bauhinia"), (-40, -8, "tree_banyan"), (-47, -6, "palm"), (-52, -9, "tree_camphor"), (-58, -6, "tree_bauhinia"), (-66, -8, "tree_banyan"), (-80, -7, "tree_camphor"), (-104, -8, "tree_banyan"), (-22, -15, "tree_camphor"), (-36, -16, "tree_banyan"))):
        p.put(k, x, z, i * 57, s=.9 + (i % 4) * .1)
    for x, k in ((-14.5, "tree_camphor"), (-27.5, "tree_bauhinia"), (-41, "tree_camphor"), (9.6, "tree_bauhinia"), (20.5, "tree_camphor"), (30.5, "tree_bauhinia")):
        p.put(k, x, 1.0, x * 23)
    for x, k in ((-40, "tree_camphor"), (-27, "tree_bauhinia"), (-14, "tree_camphor"), (-2, "tree_bauhinia"), (10, "tree_camphor"), (22, "tree_bauhinia"), (33, "tree_camphor")):
        p.put(k, x, 12.9, x * 19)
    for x in (-34, -12.2, 8.4, 27):
        p.put("lamp_street", x, 1.3, 0)
    for x in (-24, 2, 24):
        p.put("pole_utility", x, 12.6)
    for x in (-30, -18, -4, 8, 18, 30):
        p.put("wires", x, 12.6)
    p.put("notice_board", 6.3, -1.2)
    p.put("bins_four", 14.5, -1.25)
    p.put("sign_malushan", 12.9, 1.25, 20)
    p.put("sign_garage", -9.6, 1.25, 90)
    p.put("sign_garage", -120, 1.2, 90)
    p.put("bus_stop", -24.5, -.95, 0), p.put("rider_sign", -29.2, -1.35)
    p.put("banner", -33, 12.4, 180)
    p.put("planter", -5.0, -1.42), p.put("planter", 3.4, -1.42), p.put("bench", -12.6, -1.3)
    p.put("hedge", -40, 4.4), p.put("hedge", -44, 4.4), p.put("hedge", -48, 4.4), p.put("hedge", -52, 4.4)
    p.put("manhole", 2.4, .9), p.put("manhole", -8, -.8)
    for x, k in ((15.4, "ebike_teal"), (16.1, "ebike_white"), (16.8, "ebike_red"), (17.5, "ebike_black"), (18.2, "ebike_pink"), (22.6, "ebike_white"), (23.3, "ebike_teal")):
        p.put(k, x, -1.0, 180 + (x * 37) % 16 - 8)
    for i, x in enumerate((-30.4, -29.8, -28.6, -28.0)):
        p.put(["ebike_delivery", "ebike_black", "ebike_delivery", "ebike_red"][i], x, -.55, 180 + i * 4)
    p.put("bikes_shared", -34.5, -.9)
    for x, z, k in ((-6.9, -1.3, "stool_red"), (-7.4, -1.2, "stool_blue"), (-7.9, -1.35, "table_fold"), (-8.6, -1.3, "lpg_bottle"), (7.9, -1.3, "crate_beer"), (8.3, -1.32, "box_card"), (14.0, -1.35, "stool_green"), (1.6, -1.45, "cone"), (20.8, -1.4, "water_barrel"), (21.1, -1.4, "water_barrel"), (3.4, -1.45, "box_card")):
        p.put(k, x, z, p.rng.uniform(-12, 12) if k != "table_fold" else 90)
    # Bays sixty metres on, all taken, in a lay-by of the pavement.
    for i in range(5):
        p.put("bay_marking", -60 - i * 6.2, .1) if i else None
    for i, k in enumerate(("hatch_white", "sedan_silver", "van_grey", "sedan_black")):
        p.put(k, -66.2 - i * 6.2, .1, 90)
    p.put("sedan_white", -60, .1, 90)
    # Other cars on the pavement, and traffic.
    for x, z, k, yaw in ((18.4, .55, "van_white", 90), (26, .6, "hatch_red", 90), (-1.5, 10.4, "sedan_silver", 90), (11, 6.2, "hatch_blue", -90), (-22, 6.3, "van_silver", -90), (-38, 10.3, "bus", 90), (31, 10.3, "sedan_red", 90), (-60, 6.3, "sedan_white", -90), (-88, 10, "van_grey", 90), (45, 6, "sedan_black", -90)):
        p.put(k, x, z, yaw, 0 if z < 2 else -.12)
    p.put("patrol_van", 13.6, 2.95, -90, -.12)
    # The mall and its garage, two hundred metres on.
    p.put("garage_ramp", -200, -3.2), p.put("tower_mall", -200, -6), p.put("tower_hotel", -176, -12)
    for k, x, z, yaw in (("tower_beige", 50, 2, -90), ("tower_grey", 62, 22, -100), ("tower_hotel", 78, -4, -90), ("tower_pink", 54, -18, -70), ("tower_beige", 8, -24, 0), ("tower_grey", 30, -28, 0), ("tower_pink", 20, 32, 180), ("tower_grey", 0, 38, 180), ("tower_beige", -24, 34, 180), ("tower_hotel", -46, 40, 180), ("tower_pink", -64, 22, 180), ("tower_beige", -84, 20, 180), ("tower_grey", -104, 24, 180), ("tower_pink", -126, 20, 180), ("tower_beige", -150, 24, 180), ("tower_grey", -174, 22, 180), ("tower_hotel", -224, 10, 90), ("tower_beige", -226, -14, 90), ("tower_grey", 44, 40, 200)):
        p.put(k, x, z, yaw)
    for k, x, z, yaw, s in (("hills_near", -180, -190, 20, 1.1), ("hills_far", 60, -300, 0, 1.0), ("hills_far", 300, 0, -90, 1.0), ("hills_near", 140, 220, 205, 1.0), ("hills_far", -80, 300, 170, 1.0), ("hills_near", -300, 4, 90, 1.6), ("hills_near", 160, -170, -30, .9)):
        p.put(k, x, z, yaw, -2, s)
    p.zone("corner", 12.0, -.2, 2.0), p.zone("pavement", 1.3, -1.1, 1.2), p.zone("pharmacy", -3.9, -1.3, 1.3), p.zone("cycle_lane", -2.4, 2.55, 1.3), p.zone("bays", -60, -1.0, 4.0), p.zone("garage", -200, .5, 6.0)
    # The car stands along the pavement, two wheels on the strip (z 0.3).
    p.thing("car", "sedan_silver", 0, 0, .72, 90)
    p.thing("plate", "target", 2.08, .48, .72, 90)  # wide enough for the front plate of each model
    p.thing("tactile_paving", "tactile_patch", 0, 0, 0)
    p.thing("bay_marking", "bay_marking", -60, 0, .1)
    p.thing("disabled_sign", "sign_disabled_bay", -63.0, 0, -1.35)
    p.thing("ebike", "ebike_delivery", -2.6, -.12, 2.6, 20)
    p.thing("leader_car", "sedan_black", -8.2, 0, .6, 90)
    p.thing("garage_map", "garage_map", 11.3, 0, 1.2, 160)
    p.face("trainee", 12.0, -.2, 0, 0), p.face("partner", 12.9, .45, 0, 0)
    p.face("party", .55, -.75, 2, -.6), p.face("party_door", -3.0, -1.3, 1.3, -.9), p.face("passenger", -.9, -.6, 1, -1), p.face("pharmacist", -3.7, -1.25, 0, .7)
    p.face("wheelchair", 6.5, 0, 0, 0), p.face("rider", -2.9, 1.9, 0, .7), p.face("leader_driver", -7.4, -.65, 0, 0), p.face("child", 0, .7, 0, -1)
    by = [(3.6, -.9), (-2.4, -1.0), (4.4, -.2), (-3.4, -.5), (3.0, 2.2), (-1.2, 2.4), (5.6, -.9), (-4.6, -1.0), (1.6, 2.5), (-5.6, -.4), (6.6, .6), (7.4, -.4)]
    for i, (x, z) in enumerate(by):
        p.face(f"bystander_{i + 1}", x, z, 0, 0)
    crowd = [(14.2, -.3), (19.6, -.9), (24.5, -.4), (29, -.2), (-13, -.2), (-16, -2.2), (-18.7, -2.0), (-20.5, -4.4), (-17.2, -5.0), (-23.4, .3), (-26.1, -.2), (-31.6, .5), (-37, -.5), (-43, -.3), (-49, .2), (0, 13.7), (7.5, 13.8), (13, 14), (18.4, 13.6), (26, 13.7), (-8, 13.8), (-16, 13.6), (-25, 14), (-33, 13.7)]
    for i, (x, z) in enumerate(crowd):
        p.spot(f"crowd_{i + 1}", x, z, 90 if i % 2 else 270)
    p.spot("enter_left", -22, -.2, 90), p.spot("exit_left", -28, .2, 270), p.spot("enter_right", 24, -1.0, 270), p.spot("exit_right", 30, -.6, 90)
    p.face("ambulance", 20, 2.9, 0, 2.9), p.face("tow_truck", 6.5, 2.9, 0, 2.9), p.face("drive_off", -40, 6.3, -80, 6.3)
    p.walk = [(-206, -1.4, 36, 1.35), (-78, 1.7, 38, 4.1), (-24, -5.6, -14, -1.4), (-58, 12.4, 36, 14.7), (12.8, 4.0, 16.4, 12.6)]
    p.blocked = [(-2.3, -.15, 2.3, 1.6), (-10.5, -.3, -5.9, 1.5), (16.2, -.3, 20.5, 1.4), (24.0, -.3, 28, 1.4), (14.9, -1.5, 18.8, -.3), (22.2, -1.5, 23.8, -.2), (10.4, -1.5, 13.3, -.9), (5.0, -1.5, 7.6, -1.0), (-95, -1.2, -57, 1.4), (-26.5, -1.5, -22.5, -1.1), (11.5, 2.0, 15.8, 3.9), (-13.4, -1.5, -11.8, -1.0), (-9.0, -1.5, -6.6, -.9), (-5.7, -1.5, -4.3, -1.1), (2.7, -1.5, 4.1, -1.1)]
    for x in (8.4, -12.2, 27):
        p.points.append(((x, 6.6, 3.3), (1, .84, .6), 3200, 17))
    for x, c in ((-3, (.8, 1, .9)), (-7.4, (1, .74, .5)), (5.8, (1, .85, .65)), (10.2, (1, .8, .55)), (14.6, (1, .8, .6))):
        p.points.append(((x, 2.6, -1.1), c, 1100, 7.5))
    p.points.append(((-18.6, 3.2, -2.4), (1, .8, .55), 1400, 9))
    hours(p, -80)
    return p


def main(out, work):
    for p in (longcheng(), malu()):
        with open(f"{out}/{p.name}.ron", "w", encoding="utf-8") as f:
            f.write(p.ron())
        with open(f"{work}/{p.name}.json", "w", encoding="utf-8") as f:
            json.dump({"pieces": p.pieces, "things": p.things, "lights": p.lights, "points": p.points, "spots": p.spots, "zones": p.zones}, f)
        print(p.name, len(p.pieces), "pieces")
    check(out, work)


def check(out, work):
    """Every piece named is in the kit; triangles and draw calls of each place."""
    import pickle
    with open(f"{work}/pieces.pickle", "rb") as f:
        tris, _ = pickle.load(f)
    for name in ("longcheng_passage", "malu_hill_pavement"):
        with open(f"{work}/{name}.json", encoding="utf-8") as f:
            d = json.load(f)
        used = [q[0] for q in d["pieces"]] + [q[1] for q in d["things"]]
        lost = sorted({u for u in used if u not in tris})
        if lost:
            raise SystemExit(f"compose.py: {name} uses pieces the kit lacks: {lost}")
        print(name, "triangles", sum(tris[u] for u in used), "kinds", len(set(used)), "instances", len(used))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "/tmp/streetwise-places")
