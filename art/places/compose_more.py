"""Sets out the places of the later cases from the pieces there are: python compose_more.py ASSETS_PLACES [WORK_DIR].

Same coordinates and tools as compose.py, which keeps the first two places.
"""
import sys

from compose import Place, hours

LITE = ["lite_noodle", "lite_phone", "lite_tea", "lite_store", "lite_bun", "lite_clothes", "lite_glasses"]
WALLS = ["lite_cream", "lite_qilou", "lite_rose", "lite_mint", "lite_white"]


def skyline(p, towers):
    """Towers and the hills round the city."""
    for k, x, z, yaw in towers:
        p.put(k, x, z, yaw)
    for k, x, z, yaw, s in (("hills_near", -210, -60, 88, 1.2), ("hills_far", -300, 60, 100, 1.1), ("hills_near", 40, -200, 0, 1.1), ("hills_far", -80, -300, 10, 1.0), ("hills_far", 300, 10, -90, 1.0), ("hills_near", 120, 220, 205, 1.0), ("hills_far", -60, 310, 170, 1.0)):
        p.put(k, x, z, yaw, -2, s)


def watchers(p, by, crowd):
    """Where bystanders and passers-by stand; bystanders face the middle."""
    for i, (x, z) in enumerate(by):
        p.face(f"bystander_{i + 1}", x, z, 0, 0)
    for i, (x, z) in enumerate(crowd):
        p.spot(f"crowd_{i + 1}", x, z, 90 if i % 2 else 270)


def wet_night(p):
    """Rain that falls on a case of the night: as dark as the night, with shorter sight."""
    p.ev100["rain"], p.gain["rain"] = p.ev100["night"], p.gain["night"]
    p.lights = [q for q in p.lights if q[0] != "rain"]
    p.light("rain", 30, 60, 70, (.6, .68, 1), 26, (.024, .030, .052), (.075, .072, .095), (.062, .060, .082), 10, 150, True)


def hexi():
    """The west gate of the Hexi Road works: hoarding, gate, mud on the road, a heap inside, flats opposite."""
    p = Place("hexi_site_gate", "day")
    p.put("far_ground", 0, 0)
    p.row("paving_plain", -44, 44, 4, 0)
    for z in (3.2, 7.2):
        p.row("road", -60, 60, 8, z)
    for x in range(-56, 60, 4):
        p.put("line_dash", x, 5.2)
    p.row("paving_plain", -44, 44, 4, 10.6, 180)
    # Hoarding of four-metre panels, open for eight metres at the gate, and back along both sides of the site.
    for i in range(11):
        p.put("site_fence", -6 - i * 4, -1.7), p.put("site_fence", 6 + i * 4, -1.7)
    for i in range(7):
        p.put("site_fence", -48, -3.7 - i * 4, 90), p.put("site_fence", 48, -3.7 - i * 4, 90)
    p.row("site_fence", -48, 48, 4, -31.5)
    for x, z in ((-4.2, -1.7), (4.2, -1.7)):
        p.put("pole_utility", x, z, s=.6)
    # Inside: soil in heaps, bare ground, tape along the drive, a guard's table, cones.
    for x, z, s in ((7.5, -9.5, 1.9), (10.8, -11.0, 1.5), (5.2, -12.2, 1.3), (14.0, -13.0, 2.2), (-14, -18, 1.8), (-20, -22, 2.4), (22, -20, 2.0)):
        p.put("dust_pile", x, z, x * 17 % 90, s=s)
    for i in range(6):
        p.put("tape_post", -4.0, -4 - i * 2), p.put("tape_2m", -4.0, -5 - i * 2, 90, .9)
    p.put("table_fold", -5.6, -3.2), p.put("chair_plastic", -5.7, -4.1, 20), p.put("water_barrel", -6.6, -3.1)
    for x, z in ((-3.4, 1.7), (3.4, 1.7), (-2.8, -2.6)):
        p.put("cone", x, z)
    for x, z in ((16, -6), (16.7, -6.2), (17.3, -5.8), (-12, -9)):
        p.put("box_card", x, z, x * 11 % 30)
    p.put("van_white", -12.5, -6.0, 10), p.put("muck_truck", -3.0, -17.0, 0), p.put("muck_truck", 17.5, -20.0, -60)
    # The wheel-wash lies in the drive, dry; the crane stands behind, half the heaps under nets.
    p.put("wheel_wash", 0, -5.6), p.put("tower_crane", -16.0, -24.0, -35), p.put("net_dust", -18.5, -14.5, 10), p.put("net_dust", 21.5, -13.5, -15)
    # The street: lamps, trees, the patrol van; opposite, the old flats with their washing.
    for x in (-30, -14, 13, 29):
        p.put("lamp_street", x, 1.1, 0)
    for x, k in ((-36, "tree_camphor"), (-24, "tree_bauhinia"), (20, "tree_camphor"), (34, "tree_bauhinia")):
        p.put(k, x, .9, x * 23)
    for x, k in ((-38, "tree_camphor"), (-22, "tree_banyan"), (-4, "tree_camphor"), (14, "tree_banyan"), (30, "tree_camphor")):
        p.put(k, x, 9.9, x * 31)
    for x in (-32, -8, 16, 40):
        p.put("pole_utility", x, 9.7), p.put("wires", x, 9.7)
    p.put("manhole", -9.0, 2.9), p.put("bins_four", 8.5, -1.05), p.put("bus_stop", 26, 10.9, 180)
    p.put("patrol_van", 13.5, 2.45, -90, -.12)
    for x, z, k, yaw in ((24, 2.4, "sedan_grey", -90), (-26, 7.1, "bus", 90), (32, 7.0, "hatch_white", 90), (-40, 3.3, "sedan_silver", -90)):
        p.put(k, x, z, yaw, -.12)
    p.houses(44, 12.0, 180, [(LITE[i % 7], WALLS[i * 2 % 5]) for i in range(20)])
    skyline(p, (("tower_beige", -30, 30, 180), ("tower_grey", -8, 28, 180), ("tower_pink", 14, 30, 180), ("tower_beige", 36, 28, 180), ("tower_grey", 66, 6, -90), ("tower_pink", -70, 4, 90), ("tower_hotel", -24, -56, 0), ("tower_beige", 10, -60, 0), ("tower_grey", 44, -54, 0), ("tower_mall", -64, -44, 40)))
    p.zone("approach", 11.0, .2, 2.0), p.zone("gate", 1.4, .3, 1.2), p.zone("exit_road", -5.0, 2.6, 1.8), p.zone("heap", 4.6, -8.6, 2.2), p.zone("crane", -10.0, -12.5, 3.0)
    p.thing("gate_view", "site_sign", 5.6, 0, -1.35)
    p.thing("mud_trace", "wet_patch", -4.4, -.12, 2.9)
    p.thing("washer", "wash_pump", 4.6, 0, -3.6, 20)
    p.thing("notice_board", "notice_board", -6.2, 0, -1.35)
    p.thing("fence", "target", 9.0, 1.2, -1.55)
    p.thing("heap", "dust_pile", 6.6, 0, -8.8, 20)
    p.thing("bare_soil", "target", 0.8, .1, -12.2)
    p.thing("spray_cannon", "mist_cannon", 3.4, 0, -9.6, 40)
    p.face("trainee", 11.0, .2, 0, 0), p.face("partner", 11.9, .9, 0, 0)
    p.face("party", -.2, -.5, 1.4, .3), p.face("party_door", -1.0, -6.5, 0, 0)
    p.face("guard", -4.6, -2.9, 0, 0), p.face("resident", 2.6, 1.0, 0, -.4), p.face("driver", -1.6, -3.6, 0, 0), p.face("worker", 4.4, -5.2, 0, -1)
    watchers(p, [(3.4, .4), (2.6, -.8), (-2.8, .6), (4.4, -.6), (-3.4, -.4), (5.2, .6), (-4.6, .8), (6.0, -.4), (1.8, 2.3), (-1.6, 2.4), (7.0, .5), (-5.6, .2)],
             [(16, .3), (21, -.4), (27, .2), (33, -.2), (-12, .2), (-18, -.3), (-25, .3), (-33, -.1), (0, 10.6), (8, 10.8), (15, 10.5), (22, 10.7), (30, 10.6), (-8, 10.8), (-16, 10.6), (-24, 10.7), (-32, 10.5), (38, 10.7), (-38, .2), (39, -.2)])
    p.spot("enter_left", -18, .2, 90), p.spot("exit_left", -26, .3, 270), p.spot("enter_right", 20, .1, 270), p.spot("exit_right", 28, .2, 90)
    p.face("truck_inside", -1.5, -16, -1.5, 0), p.face("truck_gate", -1.5, -6.2, -1.5, 0), p.face("truck_off", -34, 3.2, -60, 3.2)
    p.face("ambulance_from", 40, 2.9, 0, 2.9), p.face("ambulance", 7.0, 2.9, 0, 2.9), p.face("ambulance_stuck", 18, 2.9, 0, 2.9)
    p.walk = [(-42, -1.3, 42, 1.35), (-3.6, -2.2, 3.6, -1.2), (-16, -20, 16, -2.1), (-30, 1.3, 30, 4.8), (-42, 9.4, 42, 11.8)]
    p.blocked = [(5.0, -14.5, 16.5, -6.6), (-4.2, -16, -3.8, -3.2), (-7.0, -4.6, -5.0, -2.6), (-14.0, -8.6, -11.0, -3.4), (-4.4, -20, -1.6, -14.2), (4.0, -4.1, 5.3, -3.1), (11.2, 1.4, 16.0, 3.6), (7.2, -1.4, 9.8, -.7)]
    for x in (-14, 13):
        p.points.append(((x, 6.6, 3.1), (1, .84, .6), 3200, 17))
    p.points.append(((0, 5.0, -3.0), (1, .95, .85), 2600, 14))
    hours(p, -70)
    return p


def fengqing():
    """A lane of the night market: stalls on both sides, a line on the ground, lamps on strings, the river beyond."""
    p = Place("fengqing_night_market", "night")
    p.put("far_ground", 0, 0)
    for i in range(22):
        for j in range(6):
            p.put("plaza", -42 + i * 4, -9.8 + j * 4)
    # Section C: two rows of stalls face each other; the red line is painted.
    for i in range(11):
        x = -20 + i * 4.0
        if abs(x) > 1.6:
            p.put(f"stall_night_{i % 4}", x, -4.6, 0)
        p.put(f"stall_night_{(i + 2) % 4}", x, 4.6, 180)
        p.put("line_red", x, -2.2), p.put("line_red", x, 2.2)
        p.put("bulb_string", x, -3.4), p.put("bulb_string", x, 3.4)
    for x, z, k in ((-5.6, -3.2, "table_fold"), (-6.2, -2.9, "stool_red"), (-5.0, -3.4, "stool_blue"), (-9.4, -3.1, "table_fold"), (-9.9, -2.8, "stool_green"), (5.8, 3.2, "table_fold"), (6.4, 3.0, "stool_red"), (5.2, 3.4, "stool_blue"), (9.8, 3.2, "table_fold"), (10.3, 2.9, "stool_green"), (-13.6, 3.2, "table_fold"), (-13.1, 2.9, "stool_red"), (13.4, -3.1, "table_fold"), (13.9, -2.9, "stool_blue"), (3.6, -3.3, "table_fold"), (4.1, -3.0, "stool_red"), (-2.4, -3.9, "water_drum"), (2.6, -4.4, "crate_beer"), (2.9, -4.2, "foam_box"), (-3.2, 4.0, "foam_box"), (7.9, -4.2, "box_card")):
        p.put(k, x, z, p.rng.uniform(-20, 20))
    for x in (-18, -8, 8, 18):
        p.put("lamp_pole_lantern", x, -6.6, 90), p.put("lamp_pole_lantern", x, 6.8, -90)
    for x in (-14, 0, 14):
        p.put("lantern_string", x, 0, 90)
    # The entrance in the east with the booth, the arch, plan and bins.
    p.put("arch_walking_street", 20.5, 0, 90)
    p.put("garage_map", 15.0, -3.9, -60), p.put("transformer_box", 17.4, 5.0, 180), p.put("bench", 16.0, 4.6, 180)
    # Section D by the river in the south-west, and the bank.
    for i in range(6):
        p.put("stall_night_1" if i % 2 else "stall_night_3", -34 + i * 3.4, 11.4, 180) if i not in (2, 3) else None
    p.row("river_bank", -44, 44, 8, 14.6, 180)
    for x in (-36, -24, -12, 4, 18, 32):
        p.put("palm", x, 13.2, x * 13)
    for x, k in ((-38, "tree_banyan"), (26, "tree_camphor"), (34, "tree_bauhinia"), (30, "tree_banyan")):
        p.put(k, x, -8.6 if x > 0 else 6.0, x * 17)
    p.houses(-44, -12.4, 0, [(LITE[i * 3 % 7], WALLS[i * 2 % 5]) for i in range(20)])
    p.put("patrol_van", 27.0, 3.6, -90), p.put("bikes_shared", 25.0, -5.6, 90)
    for x, k in ((22.4, "ebike_white"), (23.1, "ebike_red"), (23.8, "ebike_black")):
        p.put(k, x, 7.0, 180)
    p.put("boat_patrol", -20, 24, 90, -1.2), p.put("bridge_arch", 70, 62, 24, -3)
    skyline(p, (("tower_hotel", -60, -34, 30), ("tower_mall", -30, -38, 0), ("tower_pink", 0, -34, 0), ("tower_beige", 24, -36, 0), ("tower_grey", 56, -20, -60), ("tower_beige", -40, 90, 180), ("tower_grey", -10, 96, 180), ("tower_pink", 24, 92, 180), ("tower_hotel", 56, 86, 200)))
    p.zone("approach", 13.0, .6, 2.0), p.zone("lane", 1.6, -1.0, 1.2), p.zone("grill_side", -.4, -3.0, 1.0), p.zone("fire_lane", 3.8, .6, 1.6), p.zone("riverside", -24.0, 9.6, 3.0)
    p.thing("red_line", "target", 1.2, .02, -2.2)
    p.thing("tables", "table_fold", 1.4, 0, -2.0, 15)
    p.thing("passage", "target", 4.4, .02, 0)
    p.thing("hours_board", "notice_board", 15.4, 0, 3.6, -120)
    p.thing("duty_plaque", "price_board_high", 1.5, .95, -4.2)
    for who, k in (("awei", "cart_sausages"), ("liangsao", "cart_pickles"), ("jiang", "cart_sausages"), ("wu", "stall_night_2"), ("weishu", "stall_night_0")):
        p.thing("grill", k, -.3, 0, -4.0, 0, who)
    p.thing("gas_bottles", "lpg_bottle", -1.7, 0, -2.6)
    p.thing("bins", "bins_four", 7.4, 0, -2.9)
    p.face("trainee", 13.0, .6, 0, 0), p.face("partner", 13.9, 1.2, 0, 0)
    p.face("party", .6, -2.9, 1.6, -1.0), p.face("neighbour", 4.6, 3.0, 1, -1), p.face("manager", 14.0, 3.4, 0, 0), p.face("guide", 2.8, .2, 0, -1), p.face("streamer", 3.4, -1.4, .6, -2.9)
    p.face("tourist", 3.0, 1.2, 0, 2), p.face("child", 4.0, .4, 0, 0)
    watchers(p, [(2.8, -.6), (-2.4, -1.0), (3.6, .4), (-3.2, -.2), (1.0, 1.4), (-1.2, 1.5), (4.8, -.8), (-4.4, -.9), (2.0, 1.8), (-5.2, .3), (5.8, .5), (-2.0, 1.0)],
             [(8, .4), (9.6, -.6), (11.2, .9), (-7, .5), (-8.6, -.7), (-10.4, .3), (-12, -.4), (-14, .6), (-16, -.5), (-18, .4), (6.6, 1.3), (7.4, -1.2), (15.6, -.8), (17.2, .9), (18.6, -.4), (-20, -.6), (-22, .8), (-24, -.4), (23, .6), (24.6, -.8), (-26, 9.4), (-29, 9.0), (-20, 9.6), (-16, 9.2)])
    p.spot("enter_left", -17, .2, 90), p.spot("exit_left", -25, .2, 270), p.spot("enter_right", 19, .2, 270), p.spot("exit_right", 26, .2, 90)
    p.face("ambulance_from", 40, .4, 0, .4), p.face("ambulance", 8.5, .4, 0, .4), p.face("ambulance_stuck", 20, .4, 0, .4), p.face("river_pitch", -24, 10.6, -24, 8)
    p.walk = [(-26, -2.1, 28, 2.1), (-34, 6.4, -14, 10.6), (-26, 1.8, -21.5, 6.6), (14, -6, 28, 8), (-3.0, -3.6, 3.4, -1.8)]
    p.blocked = [(14.0, -4.6, 15.8, -3.2), (14.6, 3.0, 16.8, 5.2), (16.4, 4.4, 18.4, 5.6), (25, 2.4, 29, 4.8), (6.0, -3.4, 8.8, -2.4), (19.6, -5.8, 21.4, -4.2), (19.6, 4.2, 21.4, 5.8)]
    for i in range(6):
        p.points.append(((-17.5 + i * 7, 3.0, -3.2), (1, .78 + i % 3 * .06, .5), 1300, 8.5))
        p.points.append(((-14 + i * 7, 3.0, 3.2), (1, .82, .55 + i % 2 * .2), 1200, 8.5))
    p.points.append(((15.5, 4.2, 2.6), (1, .86, .62), 2400, 13)), p.points.append(((-24, 4.0, 9.5), (1, .8, .55), 2200, 13))
    hours(p, -72)
    wet_night(p)
    return p


def roof():
    """A flat roof without a railing: a steel frame half covered, planks, the head of the stairs, the river beyond."""
    p = Place("riverside_roof", "day")
    p.put("far_ground", 0, 0, y=-18)
    for i in range(6):
        for j in range(4):
            p.put("roof_slab", -10 + i * 4, -6 + j * 4)
        p.put("roof_edge", -10 + i * 4, 8.0), p.put("roof_edge", -10 + i * 4, -8.0, 180)
    for j in range(4):
        p.put("roof_edge", 12.0, -6 + j * 4, 90), p.put("roof_edge", -12.0, -6 + j * 4, -90)
    # The house under it and its neighbours; the stairs come up in the north.
    for x in (-9, 0, 9):
        p.put("lite_cream", x, -7.0, 0, -12.0), p.put("lite_white", x, 7.2, 0, -12.0)
    p.put("stairs_house", -3.8, -6.4), p.put("tower_beige", -34, -22, 20, -12), p.put("tower_grey", 34, -20, -20, -12), p.put("tower_pink", -38, 20, 120, -12)
    for x, z, yaw, k in ((-22, -3, 90, "lite_rose"), (-22, 6, 90, "lite_mint"), (22, -4, -90, "lite_qilou"), (24, 8, -90, "lite_cream"), (-16, 22, 180, "lite_white"), (0, 24, 180, "lite_rose"), (14, 22, 180, "lite_mint")):
        p.put(k, x, z, yaw, -12.0)
    # The frame in the corner by the edge, its sheets and planks; what has always stood on the roof.
    p.put("steel_frame", 5.0, -2.2), p.put("welder_set", 2.2, -1.0, -40), p.put("plank_pile", 6.2, 1.4, 20), p.put("sheet_stack", 8.6, -2.2, 4)
    p.put("roof_tank", -9.8, -5.6), p.put("roof_tank", -8.0, -5.9), p.put("solar_heater", -10.0, 5.8, 160), p.put("clothes_line", -6.6, 6.2, 8)
    for x, z, k in ((-6.4, 3.4, "water_drum"), (-7.2, 3.1, "planter"), (-8.6, 3.3, "planter"), (-9.4, -1.4, "chair_plastic"), (5.2, 2.6, "bag_trash"), (9.4, 2.9, "foam_box"), (10.6, -5.6, "planter")):
        p.put(k, x, z, x * 17 % 40)
    p.row("river_bank", -40, 40, 8, 40, 180, -18)
    skyline(p, (("tower_hotel", -60, 70, 160), ("tower_grey", -20, 84, 180), ("tower_beige", 20, 80, 180), ("tower_mall", 62, 66, 200), ("tower_pink", 60, -30, -60), ("tower_grey", 10, -60, 0)))
    p.zone("stairs", -7.6, -3.2, 1.6), p.zone("roof", .6, .9, 1.2), p.zone("welder_side", 3.2, .9, 1.3), p.zone("edge", 10.6, 3.6, 1.6)
    p.thing("frame", "target", 3.4, 1.4, -2.2)
    p.thing("weld", "target", 1.5, 1.9, -.3)
    p.thing("planks", "plank_pile", 2.9, 0, .2, 25)
    p.thing("gas", "lpg_bottle", 4.4, 0, -.9)
    p.thing("roof_view", "target", -6.4, 1.0, -4.6)
    p.thing("crack", "target", 11.4, .4, 1.6)
    p.thing("sheets", "sheet_stack", 10.6, 0, 2.2, 30)
    p.face("trainee", -7.6, -3.2, 0, 0), p.face("partner", -8.6, -2.6, 0, 0), p.face("stairs_head", -3.5, -4.6, 0, 0)
    p.face("party", .2, -.8, .6, .9), p.face("welder", 2.6, -1.6, 0, 1), p.face("mother", 2.2, .2, 0, 1)
    watchers(p, [(-1.6, 1.2), (-2.4, .2), (-3.2, 1.8), (-.8, 2.6), (-4.2, .6), (1.8, 2.8), (-3.6, -1.2), (-5.0, 2.2), (.4, 3.6), (-2.0, 3.4), (-5.6, -.6), (2.8, 3.8)], [(-8.4, 1.2), (-7.4, 5.2)])
    p.spot("enter_left", -4.2, -4.3, 60), p.spot("exit_left", -4.0, -4.8, 200), p.spot("enter_right", -3.2, -4.0, 60), p.spot("exit_right", -3.4, -4.8, 200)
    p.walk = [(-11.6, -7.4, 11.4, 7.4)]
    p.blocked = [(-5.3, -7.7, -2.3, -5.1), (-9.4, 2.6, -6.0, 3.9), (-10.8, -6.6, -7.0, -4.7), (7.9, -3.8, 9.3, -.6), (-11.2, 5.0, -8.8, 6.7), (5.2, 1.0, 7.2, 1.9), (9.7, .8, 11.6, 3.7)]
    hours(p, -110)
    return p


def nursery():
    """A tree nursery by night: a yard behind a gate, a one-storey house with bottles, a dwelling twelve metres on, a dark road."""
    p = Place("wuzhishan_nursery", "night")
    p.put("far_ground", 0, 0)
    for i in range(5):
        p.put("grass", -26 + i * 8, 12), p.put("grass", -26 + i * 8, -12)
    for i in range(7):
        for j in range(3):
            p.put("yard_slab", -12 + i * 4, -4 + j * 4)
    # The house: the store on the left with its door open, the room on the right; outside it bottles, a table.
    p.put("house_low", 0, -3.4)
    for i, (x, z) in enumerate(((-3.5, -3.0), (-3.1, -3.1), (-2.75, -3.0), (-3.3, -2.6), (-2.9, -2.6), (-3.7, -2.7), (-4.1, -3.1), (-4.2, -2.7), (-3.9, -2.3))):
        p.put("lpg_bottle", x, z, i * 40)
    p.put("table_fold", 2.9, -2.6), p.put("chair_plastic", 3.7, -2.4, -30), p.put("stool_red", 2.2, -2.2)
    for x, z, k in ((5.0, -3.0, "water_barrel"), (5.6, -2.6, "water_drum"), (-5.4, -2.6, "box_card"), (4.4, -3.2, "bag_trash"), (-5.9, -3.0, "foam_box")):
        p.put(k, x, z, x * 13 % 40)
    p.put("dog_yellow", 4.6, 2.6, 40), p.put("dog_black", -6.6, .8, 75)
    # Saplings in two rows, hedges round the yard; wall and gate in the east.
    for i in range(9):
        p.put("planter", -12 + i * 2.6, 5.2), p.put("tree_bauhinia" if i % 3 else "tree_camphor", -12 + i * 2.6, 7.6, i * 37, s=.32)
    for i in range(7):
        p.put("hedge", -13 + i * 4, 10.4)
    for z in (-7.3, -3.3, 5.3, 9.3):
        p.put("wall_brick", 12.4, z, 90)
    p.put("gate_nursery", 12.4, 1.0, 90)
    # Next door, twelve metres on: a family sleeps there.
    p.put("house_low", -17.8, -3.6), p.put("ebike_red", -15.2, -2.2, 20), p.put("bench", -19.4, -2.6), p.put("clothes_line", -20.0, -.8, 20)
    # The road outside, sixty metres to its mouth.
    for i in range(12):
        p.put("road", 18 + i * 8, 1.0, 0)
        p.put("line_dash", 16 + i * 5, 1.0)
    for x, k in ((20, "tree_banyan"), (30, "tree_camphor"), (41, "tree_banyan"), (52, "tree_camphor"), (64, "tree_banyan"), (-14, "tree_banyan"), (-26, "tree_camphor")):
        p.put(k, x, -6.5 if x > 0 else -9.0, x * 19)
    for x in (24, 44, 60):
        p.put("lamp_street", x, -3.6, 0)
    for x in (34, 54):
        p.put("pole_utility", x, 5.6), p.put("wires", x, 5.6)
    p.put("patrol_van", 18.5, 3.4, -90, -.12), p.put("van_white", 24.5, 3.5, -90, -.12), p.put("cone", 57.0, -.8), p.put("cone", 57.0, 2.6)
    skyline(p, (("tower_grey", 96, -40, -40), ("tower_beige", 110, 20, -90), ("tower_pink", 90, 60, -140)))
    p.zone("approach", 15.6, .9, 2.0), p.zone("yard", 1.5, .2, 1.2), p.zone("doorway", -1.6, -2.2, .9), p.zone("room", -2.4, -3.3, .7), p.zone("road_mouth", 60.0, 1.0, 3.0)
    p.thing("store_room", "target", -2.2, 1.3, -3.5)
    p.thing("cylinders", "lpg_bottle", -2.2, 0, -2.9)
    p.thing("hose", "hose_gas", -4.9, 0, -2.5)
    p.thing("power_strip", "target", -1.1, .4, -3.5)
    p.thing("trolley", "trolley_bottle", 4.6, 0, -1.6, 30)
    p.thing("order_book", "book_orders", 2.9, .75, -2.6, 15)
    p.thing("motorbike", "ebike_black", 3.6, 0, 1.2, 60)
    p.thing("gap", "target", -8.6, .2, -2.4)
    p.face("trainee", 15.6, .9, 0, 0), p.face("partner", 16.4, 1.8, 0, 0)
    p.face("party", .2, -1.2, 1.5, .2), p.face("party_door", 1.6, -2.9, 1, 0)
    p.face("technician", -.6, .9, -2, -3), p.face("police", 4.4, .6, 0, -1), p.face("wife", 2.4, -1.5, 1.5, .2), p.face("child", 1.8, -1.9, 1.5, .2), p.face("buyer", 13.8, 1.0, 0, 0)
    watchers(p, [(58.4, 2.6), (59.2, -.6), (61.4, 2.2), (62.2, .2), (60.6, 3.0), (57.6, .6), (63.0, 1.8), (61.0, -1.0), (64.0, -.4), (58.0, -1.2), (62.6, 2.8), (64.4, 2.4)],
             [(28, .4), (36, 1.6), (48, .6), (54, 1.4)])
    p.spot("enter_left", 11.0, .8, 270), p.spot("exit_left", 20.0, .8, 90), p.spot("enter_right", 16.8, .4, 270), p.spot("exit_right", 26.0, .4, 90)
    p.face("truck_from", 62, 1.2, 0, 1.2), p.face("truck_gate", 13.8, -1.4, 0, -1.4), p.face("fire_from", 66, 1.6, 0, 1.6), p.face("fire_stop", 34, 1.2, 0, 1.2)
    p.walk = [(-12.5, -2.9, 12.2, 4.8), (11.8, -.2, 14.4, 2.2), (13.6, -2.6, 66.0, 4.4), (-3.6, -3.5, -1.0, -2.6), (-14.5, -2.2, -12.0, 2.0)]
    p.blocked = [(2.0, -3.0, 3.2, -2.2), (16.2, 2.6, 20.8, 4.3), (22.2, 2.7, 26.8, 4.4), (4.8, -3.3, 6.0, -2.2)]
    for x in (24, 44, 60):
        p.points.append(((x, 6.4, -2.4), (1, .84, .6), 3200, 17))
    # The bulb in the store, the one over the door, the lit room, the gate: warm pools in a dark yard.
    p.points.append(((-1.9, 2.1, -4.9), (1, .78, .5), 1500, 6)), p.points.append(((.4, 2.7, -2.6), (1, .82, .58), 1900, 9)), p.points.append(((-17.4, 2.5, -2.9), (1, .78, .5), 900, 7)), p.points.append(((12.4, 2.9, 3.1), (1, .84, .6), 2200, 10))
    # The squad's own lamps on poles, cool and from the side: faces in the yard and at the gate must be read.
    p.put("lamp_work", 5.2, 2.0, 230), p.put("lamp_work", -4.6, 1.8, 130), p.put("lamp_work", 15.2, -1.6, -20)
    p.points.append(((4.6, 2.3, 1.5), (.88, .94, 1), 1800, 12)), p.points.append(((-4.0, 2.3, 1.4), (.88, .94, 1), 1500, 11)), p.points.append(((15.0, 2.3, -1.0), (.9, .95, 1), 1400, 11))
    # Moonlight over it all, so that nothing is a hole.
    p.points.append(((-9, 7, 4), (.5, .62, 1), 1000, 18)), p.points.append(((9, 7, 5), (.5, .62, 1), 1000, 18))
    hours(p, -80)
    # A darker hour than the market's: the eye opens further, and the sky gives a little more.
    p.ev100["night"] = 7.5
    p.light_again("night", ambient=26)
    wet_night(p)
    return p


def main(out):
    for p in (hexi(), fengqing(), roof(), nursery()):
        with open(f"{out}/{p.name}.ron", "w", encoding="utf-8") as f:
            f.write(p.ron().replace("compose.py; change", "compose_more.py; change"))
        print(p.name, len(p.pieces), "pieces")


if __name__ == "__main__":
    main(sys.argv[1])
