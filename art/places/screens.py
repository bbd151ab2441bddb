"""Pictures for the later places: what the operators' screens show, and the words on lorries, gates and stones.

Called by atlas.py, which keeps the sheet. All names are made up.
"""
import random

from PIL import Image, ImageDraw

INK, PAPER, BLUE, TEAL = "#0d1b2c", "#eef3f7", "#1d5fae", "#2fb4c8"
GREEN, AMBER, RED = "#35c46a", "#f0b42c", "#e5402f"


def _map(w, h, seed, dots):
    """The city in the bend of the river, with cases on it."""
    rng = random.Random(seed)
    img = Image.new("RGB", (w, h), INK)
    d = ImageDraw.Draw(img)
    for i in range(9):
        x, y = w * (i + .5) / 9 + rng.uniform(-8, 8), h * (i + .5) / 9 + rng.uniform(-6, 6)
        d.line((x, 0, x + rng.uniform(-30, 30), h), fill="#1d3550", width=2)
        d.line((0, y, w, y + rng.uniform(-20, 20)), fill="#1d3550", width=2)
    for k in (0, 1):
        d.line((w * (.25 + .4 * k), 0, w * (.35 + .3 * k), h), fill="#2f5a80", width=4)
    # The river comes from the north, turns round the old town and leaves in the south-east.
    bend = [(.30, -.05), (.26, .25), (.30, .55), (.42, .78), (.56, .76), (.66, .55), (.68, .30), (.78, .16), (.9, .3), (1.05, .62)]
    d.line([(x * w, y * h) for x, y in bend], fill="#2a7fa8", width=max(6, h // 16), joint="curve")
    for i in range(dots):
        x, y = rng.uniform(.06, .94) * w, rng.uniform(.1, .9) * h
        c = (GREEN, GREEN, GREEN, AMBER, RED)[rng.randrange(5)]
        r = h / 46
        d.ellipse((x - r, y - r, x + r, y + r), fill=c)
        if c == RED:
            d.ellipse((x - r * 2.4, y - r * 2.4, x + r * 2.4, y + r * 2.4), outline=c, width=2)
    return img, d


def _bar(centred, d, w, text, tall=26, fill=BLUE, ink="#ffffff"):
    d.rectangle((0, 0, w, tall), fill=fill)
    centred(d, (8, 2, w * .62, tall - 2), text, ink)


def draw(keep, lines, centred):
    """keep, lines and centred are those of atlas.py."""
    def put(name, img, gain):
        keep(name, img.resize((img.width * 4 // 5, img.height * 4 // 5), Image.LANCZOS), gain=gain)

    w, h = 300, 186
    img, d = _map(w, h, 3, 26)
    _bar(centred, d, w, "部件事件一张图")
    for i, (t, c) in enumerate((("正常", GREEN), ("待定", AMBER), ("紧急", RED))):
        d.ellipse((w - 62, 40 + i * 18, w - 52, 50 + i * 18), fill=c)
        centred(d, (w - 48, 37 + i * 18, w - 8, 53 + i * 18), t, "#ffffff")
    put("scr_map", img, gain=.95)

    img = Image.new("RGB", (w, h), PAPER)
    d = ImageDraw.Draw(img)
    _bar(centred, d, w, "工单受理")
    for i, (t, v) in enumerate((("来源", "12319 来电"), ("类别", "公共设施 / 井盖"), ("地点", "龙城路 出东门右手"), ("时限", "处置 2 小时"), ("派遣", "市政养护中心"))):
        y = 34 + i * 24
        centred(d, (6, y, 52, y + 22), t, "#5a6a78")
        d.rectangle((58, y, w - 12, y + 20), fill="#ffffff", outline="#b8c4ce")
        centred(d, (62, y + 1, w - 60, y + 20), v, "#1a2430")
    d.rectangle((w - 92, h - 28, w - 12, h - 8), fill=BLUE)
    centred(d, (w - 90, h - 28, w - 14, h - 8), "派遣", "#ffffff")
    d.rectangle((58, h - 28, 130, h - 8), fill=AMBER)
    centred(d, (60, h - 28, 128, h - 8), "存疑", "#1a1a1a")
    put("scr_ticket", img, gain=.95)

    img = Image.new("RGB", (w, h), "#10202f")
    d = ImageDraw.Draw(img)
    _bar(centred, d, w, "智能派遣", fill="#16405f")
    rng = random.Random(8)
    for i in range(6):
        y = 36 + i * 24
        c = (GREEN, GREEN, AMBER, GREEN, RED, GREEN)[i]
        d.rectangle((10, y, w - 10, y + 20), fill="#1a3146")
        d.rectangle((10, y, 18, y + 20), fill=c)
        centred(d, (24, y + 1, 120, y + 19), ("井盖缺失", "路灯不亮", "占道堆物", "树枝断落", "路面塌陷", "暴露垃圾")[i], "#dfeaf2")
        d.rectangle((134, y + 6, 134 + rng.uniform(60, 140), y + 14), fill=c)
    put("scr_auto", img, gain=.95)

    img, d = _map(560, 252, 5, 60)
    put("wall_map", img, gain=.95)
    img = Image.new("RGB", (276, 252), "#0f1e30")
    d = ImageDraw.Draw(img)
    for i, (t, v, c) in enumerate((("今日受理", "326", "#ffffff"), ("按期处置", "97.2%", GREEN), ("超期", "4", RED))):
        centred(d, (10 + i * 88, 8, 90 + i * 88, 32), t, "#9fb8cc")
        centred(d, (10 + i * 88, 34, 90 + i * 88, 74), v, c)
    for i in range(12):
        k = 30 + 80 * abs((i * 7 % 12) / 12 - .3)
        d.rectangle((16 + i * 21, 196 - k, 30 + i * 21, 196), fill=TEAL if i != 9 else AMBER)
    for i, t in enumerate(("市容", "市政", "园林", "环卫")):
        centred(d, (16 + i * 64, 202, 72 + i * 64, 220), t, "#9fb8cc")
        d.rectangle((20 + i * 64, 226, 20 + i * 64 + 16 + i * 9, 238), fill=(GREEN, TEAL, AMBER, GREEN)[i])
    put("wall_stats", img, gain=.95)
    img = Image.new("RGB", (276, 252), "#0f1e30")
    d = ImageDraw.Draw(img)
    for i in range(2):
        for j in range(2):  # four cameras look at streets
            x, y = 6 + i * 134, 6 + j * 122
            d.rectangle((x, y, x + 128, y + 116), fill=("#4a5a66", "#3a4c44", "#5a5248", "#445066")[i * 2 + j])
            d.polygon([(x + 44, y + 40), (x + 84, y + 40), (x + 128, y + 116), (x, y + 116)], fill="#6f767c")
            d.line((x + 64, y + 44, x + 64, y + 112), fill="#e0ddd0", width=3)
            d.rectangle((x + 4, y + 18, x + 40, y + 62), fill="#8a8276")
            d.rectangle((x + 92, y + 12, x + 126, y + 70), fill="#7d8088")
            d.rectangle((x + 52, y + 66, x + 66, y + 84), fill=("#c83a30", "#e8e8e8", "#e0b030", "#3070c0")[i * 2 + j])
            centred(d, (x + 2, y + 1, x + 70, y + 16), ("龙城路口", "东门外", "马鹿山", "江滨")[i * 2 + j], "#ffffff")
    put("wall_cameras", img, gain=.9)

    lines("hall_name", ["12319 城市管理指挥大厅"], "#12365f", "#ffffff", 560, 56, gain=.5)
    lines("call_bar", ["通话中   00:42"], "#103a2c", "#d6ffe6", 200, 36, gain=.9)
    lines("call_foot", ["录音   静音   挂断"], "#16202a", "#ff9a8c", 200, 36, gain=.8)
    lines("seat_6", ["6号席"], "#1d5fae", "#ffffff", 72, 36, gain=.3)
    lines("seat_7", ["7号席"], "#1d5fae", "#ffffff", 72, 36, gain=.3)
    lines("duty_board", ["值班安排", "市政养护  小赖", "供电值班  农工", "通信运维  小庞", "班长  黄"], "#ffffff", "#1a3a60", 200, 150, head="#1d5fae")
    lines("phone_lcd", ["12319"], "#9fb59a", "#1a241a", 64, 24, gain=.5)
    lines("muck", ["柳城渣土 0326"], "#1f7a48", "#ffffff", 256, 56)
    lines("muck_tail", ["密闭运输  限速40"], "#f0c818", "#202020", 256, 48)
    lines("washer", ["洗车槽", "冲洗干净再上路"], "#1f5fa8", "#ffffff", 200, 100)
    lines("cannon", ["除尘雾炮"], "#e8862a", "#ffffff", 160, 44)
    lines("fire", ["消防 119"], "#b3161c", "#ffffff", 220, 60, gain=.3)
    lines("gas_truck", ["危险品  严禁烟火"], "#f3d23a", "#b0181c", 256, 56)
    lines("stone_river", ["柳江", "管理范围", "界 07"], "#c9c4b8", "#a01c1c", 72, 110)
    lines("nursery", ["五指山苗圃"], "#2f5a34", "#f3ecc8", 320, 72)
    lines("no_fire", ["严禁烟火"], "#ffffff", "#c01a1a", 128, 56, edge="#c01a1a")
    lines("flood", ["1996 洪水位"], "#ffffff", "#1d4f91", 160, 40)
