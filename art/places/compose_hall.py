"""Sets out the command hall of the dispatch seat: python compose_hall.py ASSETS_PLACES.

Same coordinates and tools as compose.py. A room high above the city: three rows of desks, the wall of screens in the north,
windows in the south. Whoever calls is seen in a frame as high as a person beyond the desk: the picture of the call.
"""
import sys

from compose import Place

FLOORS_BELOW_M = 24  # the hall lies on the seventh floor


def shell(p):
    """Floor and ceiling from -8 to 8 by -10 to 2, walls round them; the windows look south and east."""
    for i in range(4):
        for j in range(3):
            p.put("office_floor", -6 + i * 4, -8 + j * 4), p.put("office_ceiling", -6 + i * 4, -8 + j * 4)
    for i in range(4):
        p.put("office_wall", -6 + i * 4, -10.0)
        p.put("office_window", -6 + i * 4, 2.0, 180)
    for j in range(3):
        p.put("office_door" if j == 1 else "office_wall", -8.0, -8 + j * 4, 90)
        p.put("office_window" if j else "office_wall", 8.0, -8 + j * 4, -90)


def city(p):
    """What the windows show: roofs, towers, the hills round the city."""
    low = -FLOORS_BELOW_M
    p.put("far_ground", 0, 0, y=low)
    for k, x, z, yaw in (("tower_beige", -34, 62, 170), ("tower_grey", -12, 84, 180), ("tower_pink", 12, 70, 190), ("tower_hotel", 38, 92, 200), ("tower_mall", -64, 88, 160), ("tower_grey", 62, 54, 220), ("tower_beige", 74, 8, -90), ("tower_pink", 88, -26, -80), ("tower_grey", 56, -22, -90), ("tower_beige", 22, 120, 180), ("tower_pink", -30, 128, 175)):
        p.put(k, x, z, yaw, low)
    for i in range(9):
        p.put(("lite_cream", "lite_rose", "lite_white", "lite_mint", "lite_qilou")[i % 5], -40 + i * 9.5, 44 + i % 3 * 7, 180, low + 6 + i % 4 * 2)
    for i in range(14):
        p.put("road", -52 + i * 8, 36, 0, low + .2)
    for k, x, z, yaw, s in (("hills_near", 120, 220, 205, 1.2), ("hills_far", -60, 310, 170, 1.1), ("hills_near", -150, 180, 150, 1.2), ("hills_far", 300, 10, -90, 1.1), ("hills_near", 240, 90, -110, 1.2), ("hills_far", 120, 330, 190, 1.2)):
        p.put(k, x, z, yaw, low, s)


def hours(p):
    """Under a ceiling: lamps at every hour, the windows brighter than the room; when the screens fail, the lamps do too."""
    p.ev100 = {"day": 10.2, "noon": 10.2, "dusk": 8.6, "night": 8.4, "rain": 9.6}
    p.gain = {"day": 62, "noon": 62, "dusk": 9, "night": 36, "rain": 46}
    far, near = (.30, .52, .84), (.74, .82, .88)
    p.light("day", 200, 44, 16000, (1, .96, .88), 640, far, near, near, 60, 480, True)
    p.light("noon", 190, 66, 20000, (1, .98, .94), 700, far, near, near, 60, 480, True)
    p.light("dusk", 250, 10, 2600, (1, .58, .32), 190, (.15, .18, .42), (.92, .44, .22), (.46, .33, .38), 40, 420, True)
    p.light("night", 220, 40, 60, (.55, .65, 1), 90, (.020, .028, .060), (.085, .075, .105), (.060, .055, .080), 30, 320, True)
    p.light("rain", 200, 60, 2600, (.82, .88, .95), 420, (.40, .44, .49), (.52, .56, .60), (.50, .54, .57), 20, 230, True)


def hall():
    """Seat six: three screens, a neighbour on the left, the units on duty to the right, the caller beyond the desk."""
    p = Place("dispatch_hall", "day")
    shell(p)
    city(p)
    p.put("screen_wall", 0, -9.7)
    p.put("clock_wall", -5.4, -9.95), p.put("board_duty", 6.0, -9.95), p.put("clock_wall", 5.0, 1.95, 180)
    # The seats: the trainee's, the neighbour's, those of the units on duty; frames for whoever is on the line.
    p.put("desk_operator", 0, -1.15), p.put("desk_neighbour", -3.6, -1.15)
    for x in (4.4, 5.5, 6.6):
        p.put("desk_duty", x, -1.15), p.put("call_frame", x, -.55), p.put("chair_office", x, -2.1, x * 31 % 40 - 20)
    for x in (-1.9, 0, 1.9):
        p.put("call_frame", x, -.35)
    p.put("chair_office", 1.25, -2.5, 205), p.put("chair_office", -3.6, -2.85, 0)
    # Two more rows before the screens, and the place of whoever leads the shift.
    for i, x in enumerate((-6.2, -4.2, -2.2)):
        for j, z in enumerate((-4.6, -6.8)):
            p.put("desk_neighbour" if (i + j) % 2 else "desk_operator", x, z, 180), p.put("chair_office", x + .1, z + .85, 180 + i * 25 - 20)
    p.put("desk_neighbour", 3.6, -4.7), p.put("chair_office", 3.9, -5.9, 10)
    for x in (5.9, 7.4):
        p.put("desk_duty", x, -6.8, 180), p.put("chair_office", x, -5.9, 170)
    p.put("cabinet_files", -7.7, -.9, 90), p.put("cabinet_files", -7.7, .2, 90), p.put("cabinet_files", 7.4, -9.7)
    p.put("water_dispenser", -7.6, -7.4, 90), p.put("aircon_stand", -7.6, -9.6, 45), p.put("aircon_stand", 7.6, 1.6, 225)
    for x, z in ((-7.4, 1.5), (4.2, -9.4), (-4.4, -9.4), (3.2, 1.5)):
        p.put("plant_pot", x, z, x * 40)
    p.zone("desk", 0, -2.1, 1.0), p.zone("wall", -1.0, -6.2, 1.8), p.zone("leader", 3.6, -3.9, 1.0)
    # What lies on the screens and on the desk; the operator's right hand is at -x, where the screen of the dispatcher stands.
    p.thing("map", "target", .56, 1.0, -1.08)
    p.thing("caller_item", "target", 0, 1.02, -1.0)
    p.thing("alarm", "target", -.62, 1.08, -1.08)
    p.thing("doubt", "target", -.5, .92, -1.08)
    p.thing("wechat", "target", .12, .92, -1.02)
    p.thing("queue", "target", -.74, .98, -1.12)
    p.thing("history", "target", -.16, .94, -1.02)
    p.thing("photo_back", "target", .42, .9, -1.08)
    p.thing("return_note", "target", -.42, .77, -1.36)
    p.thing("duty_table", "target", .7, .9, -1.12)
    p.face("trainee", 0, -2.0, 0, 0), p.face("party", 0, -.15, 0, -2), p.face("party_door", .5, 1.1, 0, -2)
    p.face("partner", -3.6, -2.1, -3.6, 0), p.face("desk_1", 4.4, -.3, 4.4, -2), p.face("desk_2", 5.5, -.3, 5.5, -2), p.face("desk_3", 6.6, -.3, 6.6, -2)
    p.face("street_side", -1.9, -.15, -.6, -2), p.face("reporter", 1.9, -.15, .6, -2)
    for i, (x, z) in enumerate(((-.8, -4.6), (.6, -5.2), (1.6, -6.4), (-.6, -7.8), (2.4, -7.4), (5.0, -3.2))):
        p.face(f"bystander_{i + 1}", x, z, 0, -9)
    for i, (x, z) in enumerate(((-5.4, -3.2), (6.8, -3.4), (-6.4, -2.6), (2.8, -8.4))):
        p.spot(f"crowd_{i + 1}", x, z, 90 if i % 2 else 270)
    p.spot("enter_left", -7.2, -4.0, 90), p.spot("exit_left", -7.4, -4.0, 270), p.spot("enter_right", 3.4, .9, 230), p.spot("exit_right", 3.6, 1.2, 60)
    p.walk = [(-7.4, -9.2, 7.4, -1.7), (-7.2, .0, 7.4, 1.6), (2.4, -1.8, 3.4, .4)]
    p.blocked = [(-7.2, -7.5, -1.2, -6.2), (-7.2, -5.2, -1.2, -3.5), (2.7, -5.2, 4.6, -4.2), (5.2, -7.3, 7.4, -6.3)]
    for x, z in ((-4, -2.4), (0, -2.6), (4, -2.4), (-4, -6.4), (0, -6.6), (4, -6.4), (0, .6), (5.4, .6)):
        p.points.append(((x, 3.0, z), (1, .98, .94), 900, 8))
    # The screens light the wall and the operator a little.
    p.points.append(((0, 1.9, -8.6), (.6, .8, 1), 500, 5)), p.points.append(((0, 1.35, -1.55), (.8, .9, 1), 90, 2.2))
    hours(p)
    return p


if __name__ == "__main__":
    one = hall()
    with open(f"{sys.argv[1]}/{one.name}.ron", "w", encoding="utf-8") as f:
        f.write(one.ron().replace("compose.py; change", "compose_hall.py; change"))
    print(one.name, len(one.pieces), "pieces")
