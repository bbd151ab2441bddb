"""Sets out the command hall of the dispatch seat: python compose_hall.py ASSETS_PLACES.

Same coordinates and tools as compose.py. The kit has no office yet: folding tables are the desks, small notice boards the
screens, and a piece of pavement beyond the desk is where whoever calls is seen, as one sees a caller in one's mind.
"""
import sys

from compose import Place, hours


def hall():
    """Seat six: three screens, a neighbour on the left, the units on duty to the right, the caller beyond the desk."""
    p = Place("dispatch_hall", "day")
    p.put("far_ground", 0, 0, y=-.05)
    for i in range(6):
        for j in range(3):
            p.put("plaza", -10 + i * 4, -9.0 + j * 4)
    # Walls on three sides, and the big screen in the north with seats before it.
    for x in (-8, 0, 8):
        p.put("park_wall", x, -11.0)
    for z in (-7, .2):
        p.put("park_wall", -12.2, z - 1, 90), p.put("park_wall", 12.2, z - 1, 90)
    for x in (-3.0, -.6, 1.8):
        p.put("notice_board", x, -10.4)
    # The seats: three tables each, screens on them.
    for x in (-1.05, 0, 1.05, -4.2, -3.15, 4.4, 5.5, 6.6):
        p.put("table_fold", x, -1.15)
    for x, yaw in ((-.95, 160), (0, 180), (.95, 200), (-3.7, 180), (-3.1, 190), (4.4, 180), (5.5, 180), (6.6, 180)):
        p.put("notice_board", x, -1.0, yaw, .74, .24)
    for x, z, yaw in ((-3.6, -2.7, 0), (4.4, -.1, 180), (5.5, -.1, 180), (6.6, -.1, 180), (3.6, -5.4, 0)):
        p.put("chair_plastic", x, z, yaw)
    p.put("table_fold", 3.6, -4.7), p.put("notice_board", 3.6, -4.5, 180, .74, .24), p.put("water_barrel", 8.6, -9.8), p.put("planter", -10.8, -9.6), p.put("planter", 10.8, -9.6)
    # Where the caller is seen: a pavement, a stop, trees, the other side of the street.
    p.row("paving_plain", -12, 12, 4, 2.6)
    for z in (6.2, 10.2):
        p.row("road", -24, 24, 8, z)
    p.put("bus_stop", -5.6, 3.4, 180), p.put("lamp_street", 3.0, 3.9), p.put("tree_camphor", 7.6, 3.6, 40), p.put("tree_bauhinia", -9.4, 3.7, 10), p.put("manhole", 1.9, 2.2), p.put("cone", 2.5, 2.0)
    p.houses(13.2, 15.0, 180, [("lite_noodle", "lite_cream"), ("lite_store", "lite_qilou"), ("lite_tea", "lite_rose"), ("lite_bun", "lite_mint"), ("lite_phone", "lite_white"), ("lite_clothes", "lite_cream")])
    for k, x, z, yaw in (("tower_beige", -30, 40, 180), ("tower_grey", 6, 44, 180), ("tower_pink", 36, 38, 180), ("tower_hotel", -30, -46, 0), ("tower_mall", 26, -50, 0)):
        p.put(k, x, z, yaw)
    for k, x, z, yaw in (("hills_near", -210, -60, 88), ("hills_far", 300, 10, -90), ("hills_near", 120, 220, 205), ("hills_far", -60, 310, 170)):
        p.put(k, x, z, yaw, -2)
    p.zone("desk", 0, -2.1, 1.0), p.zone("wall", -1.0, -6.2, 1.8), p.zone("leader", 3.6, -3.9, 1.0)
    p.thing("map", "target", -.95, 1.0, -1.1)
    p.thing("caller_item", "target", 0, 1.0, -1.1)
    p.thing("alarm", "target", .95, 1.1, -1.1)
    p.thing("doubt", "target", .95, .9, -1.1)
    p.thing("wechat", "target", 0, .85, -1.2)
    p.thing("queue", "target", 1.25, .9, -1.2)
    p.thing("history", "target", .3, .8, -1.3)
    p.thing("photo_back", "target", -.3, .8, -1.3)
    p.thing("return_note", "target", -.65, .8, -1.3)
    p.thing("duty_table", "target", .65, .8, -1.3)
    p.face("trainee", 0, -2.0, 0, 0), p.face("party", 0, -.2, 0, -2), p.face("party_door", 2.4, 2.6, 0, -2)
    p.face("partner", -3.6, -2.1, -3.6, 0), p.face("desk_1", 4.4, -.4, 0, -2), p.face("desk_2", 5.5, -.4, 0, -2), p.face("desk_3", 6.6, -.4, 0, -2)
    p.face("street_side", -2.6, 1.8, 0, -2), p.face("reporter", 1.6, .5, 0, -2)
    for i, (x, z) in enumerate(((-6.4, -4.2), (-6.4, -6.0), (6.8, -6.2), (8.2, -5.0), (-8.2, -5.2), (7.6, -7.6))):
        p.face(f"bystander_{i + 1}", x, z, 0, -9)
    for i, (x, z) in enumerate(((-9, 2.4), (9.4, 2.8), (-7, 2.2), (5.4, 2.6))):
        p.spot(f"crowd_{i + 1}", x, z, 90 if i % 2 else 270)
    p.spot("enter_left", -10.4, 2.4, 90), p.spot("exit_left", -11.2, 2.6, 270), p.spot("enter_right", 10.4, 2.4, 270), p.spot("exit_right", 11.2, 2.6, 90)
    p.walk = [(-11.6, -10.2, 11.6, -1.55), (-11.6, .2, 11.6, 4.0), (2.0, -1.6, 3.6, .3)]
    p.blocked = [(3.0, -5.1, 4.2, -4.3)]
    for x, z in ((0, -3.0), (-5.5, -6.5), (5.5, -6.5)):
        p.points.append(((x, 4.2, z), (1, .97, .92), 2600, 14))
    hours(p, -70)
    return p


if __name__ == "__main__":
    one = hall()
    with open(f"{sys.argv[1]}/{one.name}.ron", "w", encoding="utf-8") as f:
        f.write(one.ron().replace("compose.py; change", "compose_hall.py; change"))
    print(one.name, len(one.pieces), "pieces")
