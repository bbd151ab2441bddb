"""Sets out the river flat below Bailu Bridge from the pieces there are: python compose_bank.py ASSETS_PLACES.

Same coordinates and tools as compose.py: x along the bank, z from the promenade towards the water. The stone
bank lies a metre lower than elsewhere, so that its railing does not stand between the plot and the water.
"""
import sys

from compose import Place, hours
from compose_more import skyline, watchers


def bank():
    """A grass flat between promenade and river: a fenced plot, a shed, a boundary stone, steps up to the promenade."""
    p = Place("bailu_bank", "day")
    p.put("far_ground", 0, 0, y=-6)
    for z in (2, -6):
        p.row("grass", -64, 64, 8, z)
    for i in range(24):
        p.put("plaza", -46 + i * 4, -12)
    for z in (-16, -20):
        p.row("road", -64, 64, 8, z)
    for x in range(-60, 64, 4):
        p.put("line_dash", x, -18)
    p.row("grass", -64, 64, 8, -26)
    # The near bank, and the far one that looks back at it.
    p.row("river_bank", -64, 64, 8, 6.0, 0, -1.05), p.row("river_bank", -96, 96, 8, 84.0, 180, -1.05)
    # The plot, fifteen metres by eight in the story and a little less here: bamboo round it, peas on frames, beds of greens.
    for i in range(4):
        if i != 1:
            p.put("bamboo_fence", -2.0 + i * 3.0, 1.0)  # the gap is where one steps in
        p.put("bamboo_fence", -2.0 + i * 3.0, 5.3)
    for z in (2.45, 3.9):
        p.put("bamboo_fence", -3.5, z, 90, s=.95), p.put("bamboo_fence", 8.5, z, 90, s=.95)
    for x in (-1.6, 1.6, 4.8):
        p.put("pea_frame", x, 4.3), p.put("veg_bed", x, 3.0)
    for x in (3.2, 6.6):
        p.put("veg_bed", x, 1.75)
    p.put("pea_frame", 7.2, 2.4, 90, s=.8)
    for x, z in ((-2.8, 1.6), (8.0, 4.6)):
        p.put("goods_greens", x, z, x * 23 % 60, -.62)
    for x, z, k in ((-4.6, .4, "water_barrel"), (-5.2, 1.2, "stool_blue"), (9.4, .6, "water_drum"), (-5.0, 2.6, "water_drum"), (-1.0, 1.7, "crate_beer")):
        p.put(k, x, z, x * 17 % 40)
    # The shed down the flat, with a stool and a table; its own beds behind.
    p.put("angler_shed", 15.0, 3.0, 180), p.put("table_fold", 13.2, 1.0, 12), p.put("stool_red", 12.4, .9), p.put("chair_plastic", 16.8, .8, 200)
    p.put("veg_bed", 11.4, 3.4, 90, s=.9), p.put("dog_yellow", 16.9, 2.0, 250)
    # The water: ring and gauge, the bridge upstream.
    p.put("life_ring", -6.4, 5.6, 180), p.put("flood_post", -8.8, 3.4, 180), p.put("bridge_arch", -78, 46, 72, -4)
    # Promenade: lamps, benches, trees, the patrol van on the road; the water squad's boat lies off the bank.
    for x in (-24, -8, 8, 24):
        p.put("lamp_street", x, -13.6, 180)
    for x in (-18, 14, 30):
        p.put("bench", x, -12.6)
    for x, k in ((-30, "tree_banyan"), (-14, "tree_camphor"), (20, "tree_bauhinia"), (34, "tree_banyan")):
        p.put(k, x, -7.4, x * 13)
    p.put("patrol_van", -16.0, -16.2, 90)
    p.put("boat_patrol", -22.0, 17.0, 100, -3.95)
    skyline(p, (("tower_hotel", -60, 92, 160), ("tower_grey", -20, 98, 180), ("tower_beige", 22, 94, 180), ("tower_mall", 62, 90, 200), ("tower_pink", 50, -44, -20), ("tower_grey", -34, -46, 10)))
    p.zone("steps", -8.6, -10.6, 1.6), p.zone("plot", -1.2, -.6, 1.2), p.zone("stone", -7.4, 1.8, 1.2), p.zone("shed", 10.8, .6, 1.4), p.zone("water_edge", -5.4, 5.2, .8)
    p.thing("plot_view", "target", -7.2, 1.0, -9.2)
    p.thing("fence", "target", 1.6, .8, .9)
    p.thing("seedlings", "goods_greens", -.6, -.62, 1.5, 20)
    p.thing("bottle", "target", 3.4, .2, .9)
    p.thing("boundary_stone", "boundary_stone", -8.2, 0, 2.4, 200)
    p.thing("flood_mark", "target", -8.8, .6, 3.2)
    p.thing("old_notice", "notice_board", -11.0, 0, -10.4)
    p.thing("shed", "target", 14.0, 1.4, 1.6)
    p.thing("cable", "target", 11.8, .1, 1.4)
    p.thing("hose", "target", -4.2, .1, 5.4)
    p.face("trainee", -8.6, -10.6, 0, 0), p.face("partner", -9.8, -9.9, 0, 0), p.face("party_door", 5.0, -1.4, 0, 0)
    p.face("party", 0.2, .4, -1.2, -.9), p.face("volunteer", -4.2, -2.6, 0, .4), p.face("filmer", 3.6, -2.2, 0, .4), p.face("water", -5.6, 6.6, -4, 0)
    p.spot("ambulance_from", 38.0, -16.4, 270), p.spot("ambulance", -4.0, -16.4, 270), p.spot("ambulance_off", -38.0, -16.4, 270)
    watchers(p, [(-3.2, -3.4), (2.2, -3.0), (-5.6, -1.6), (5.0, -2.6), (-6.4, -3.2), (1.0, -4.2), (-2.0, -4.8), (3.4, -4.4), (-7.6, -1.2), (6.6, -1.8), (-4.6, -5.4), (4.8, -5.2)], [(-24, -11.4), (-16, -12.2), (-4, -11.2), (6, -12.0), (16, -11.4), (26, -12.2), (34, -11.6), (-34, -12.0)])
    p.spot("enter_left", -26, -11.6, 90), p.spot("exit_left", -34, -11.4, 270), p.spot("enter_right", 24, -11.8, 270), p.spot("exit_right", 32, -11.6, 90)
    p.walk = [(-30, -13.2, 34, -10.4), (-18, -10.6, 20, 1.0), (-18, 1.0, -3.9, 5.7), (9.6, 1.0, 17.5, 5.6)]
    p.blocked = [(13.2, 1.4, 17.0, 4.6), (-5.6, .1, -4.2, 1.5), (-5.4, 2.2, -4.6, 3.0)]
    hours(p, -110)
    return p


def main(out):
    p = bank()
    with open(f"{out}/{p.name}.ron", "w", encoding="utf-8") as f:
        f.write(p.ron().replace("compose.py; change", "compose_bank.py; change"))
    print(p.name, len(p.pieces), "pieces")


if __name__ == "__main__":
    main(sys.argv[1])
