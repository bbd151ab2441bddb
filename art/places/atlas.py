"""Draws every sign, poster, label and window into one colour picture and one glow picture, and remembers where."""
import hashlib
import json
import os
import random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

import screens

WIDE, HIGH = 2048, 2176
SANS, SERIF = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
RECT = {}
_todo = []


def font(size, face=SANS):
    return ImageFont.truetype(face, max(6, int(size)), index=2)


def fit(d, text, w, h, face=SANS):
    s = h
    while s > 6 and d.textlength(text, font=font(s, face)) > w:
        s -= 1
    return font(s, face)


def centred(d, box, text, fill, face=SANS, spread=0.0):
    x0, y0, x1, y1 = box
    f = fit(d, text, (x1 - x0) * (1 - spread), (y1 - y0) * .86, face)
    width = d.textlength(text, font=f)
    gap = min((x1 - x0 - width) * spread * 2.2 / max(1, len(text) - 1), f.size * .55) if spread and len(text) > 1 else 0
    x = (x0 + x1 - width - gap * (len(text) - 1)) / 2
    asc = f.getbbox("国")
    y = (y0 + y1) / 2 - (asc[1] + asc[3]) / 2
    if gap == 0:
        d.text((x, y), text, font=f, fill=fill)
        return
    for ch in text:
        d.text((x, y), ch, font=f, fill=fill)
        x += d.textlength(ch, font=f) + gap


def put(name, img, glow=None, gain=.15):
    """Registers a picture; the glow is a share of the picture itself unless one is given."""
    if glow is None:
        glow = ImageEnhance.Brightness(img).enhance(gain)
    _todo.append((name, img.convert("RGB"), glow.convert("RGB")))


def sign(name, text, bg, fg, sub="", w=640, h=112, style="box", face=SANS, edge=None, logo=None):
    """A shop sign. box: lit from inside; letters: only the letters glow, with a halo; paint: lit by lamps near it."""
    img = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(img)
    top = (w * .03, h * .08, w * .97, h * (.66 if sub else .92))
    if logo:
        top = (h * 1.05, top[1], top[2], top[3])
    letters = Image.new("RGB", (w, h), "black")
    dl = ImageDraw.Draw(letters)
    for dd in (d, dl):
        if logo:
            logo(dd, h, fg)
        centred(dd, top, text, fg, face, .25)
        if sub:
            centred(dd, (top[0], h * .69, top[2], h * .93), sub, fg, SANS, .05)
    if edge:
        d.rectangle((4, 4, w - 5, h - 5), outline=edge, width=4)
        if style == "letters":
            dl.rectangle((4, 4, w - 5, h - 5), outline=edge, width=4)
    if style == "letters":
        glow = ImageChops.add(letters, ImageEnhance.Brightness(letters.filter(ImageFilter.GaussianBlur(7))).enhance(.55))
        glow = ImageChops.add(glow, ImageEnhance.Brightness(Image.new("RGB", (w, h), bg)).enhance(.12))
    else:
        glow = ImageEnhance.Brightness(img).enhance(.72 if style == "box" else .14)
    put(name, img, glow)


def upright(name, text, bg, fg, w=96, h=384, style="box"):
    img = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(img)
    d.rectangle((4, 4, w - 5, h - 5), outline=fg, width=4)
    letters = Image.new("RGB", (w, h), "black")
    dl = ImageDraw.Draw(letters)
    k = (h - 24) / len(text)
    for i, ch in enumerate(text):
        for dd in (d, dl):
            centred(dd, (10, 12 + i * k, w - 10, 12 + (i + 1) * k), ch, fg)
    if style == "letters":
        glow = ImageChops.add(letters, ImageEnhance.Brightness(letters.filter(ImageFilter.GaussianBlur(6))).enhance(.6))
    else:
        glow = ImageEnhance.Brightness(img).enhance(.75)
    put(name, img, glow)


def lines(name, rows, bg, fg, w, h, head=None, head_fg=None, gain=.13, edge=None):
    """Several lines of text on a board."""
    img = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(img)
    if edge:
        d.rectangle((2, 2, w - 3, h - 3), outline=edge, width=max(2, w // 90))
    y, m = h * .05, w * .05
    if head:
        hh = h * .2
        d.rectangle((0, 0, w, hh + h * .04), fill=head)
        centred(d, (m, h * .02, w - m, hh + h * .02), rows[0], head_fg or bg)
        rows, y = rows[1:], hh + h * .07
    k = (h * .95 - y) / max(1, len(rows))
    for r in rows:
        centred(d, (m, y, w - m, y + k), r, fg)
        y += k
    put(name, img, gain=gain)


def window(name, rng, lit, frame="#d9d6cc", w=96, h=96, kind=0):
    """A window: dark glass with a paler sky in it by day; curtains, lamp and people's things by night."""
    glass = [(52, 66, 74), (58, 74, 80), (44, 58, 68), (66, 80, 84)][rng.randrange(4)]
    img = Image.new("RGB", (w, h), glass)
    d = ImageDraw.Draw(img)
    for i in range(h):
        t = 1 - i / h
        d.line((0, i, w, i), fill=tuple(int(c * (.75 + .6 * t)) for c in glass))
    d.polygon([(w * .1, h), (w * .45, 0), (w * .62, 0), (w * .27, h)], fill=tuple(min(255, int(c * 1.35)) for c in glass))
    glow = Image.new("RGB", (w, h), "black")
    g = ImageDraw.Draw(glow)
    if lit:
        warm = [(235, 178, 104), (240, 200, 140), (205, 218, 214), (228, 160, 92)][rng.randrange(4)]
        for i in range(h):
            t = i / h
            g.line((0, i, w, i), fill=tuple(int(c * (.62 - .25 * t)) for c in warm))
        cur = [(176, 96, 70), (120, 130, 90), (190, 160, 120), (110, 120, 150)][rng.randrange(4)]
        for side in (0, 1):
            cw = w * rng.uniform(.12, .34)
            x0, x1 = (0, cw) if not side else (w - cw, w)
            g.rectangle((x0, 0, x1, h), fill=tuple(int(c * .42) for c in cur))
            d.rectangle((x0, 0, x1, h), fill=tuple(int(c * .55) for c in cur))
        g.rectangle((w * .45, h * .55, w * .7, h), fill=tuple(int(c * .25) for c in warm))
    elif rng.random() < .6:
        cur = [(150, 140, 120), (120, 96, 84), (140, 150, 150)][rng.randrange(3)]
        d.rectangle((0, 0, w * rng.uniform(.2, .5), h), fill=tuple(int(c * .62) for c in cur))
    for dd, col in ((d, frame), (g, "#201c18")):
        dd.rectangle((0, 0, w - 1, h - 1), outline=col, width=5)
        dd.line((w / 2, 0, w / 2, h), fill=col, width=4)
        if kind == 0:
            dd.line((0, h * .3, w, h * .3), fill=col, width=4)
    put(name, img, glow)


def swatch(name, colour, glow):
    put(name, Image.new("RGB", (24, 24), colour), Image.new("RGB", (24, 24), glow))


def inner(name, k=.35):
    """A rectangle inside a swatch, away from its edge."""
    u0, v0, u1, v1 = RECT[name]
    return (u0 + (u1 - u0) * k, v0 + (v1 - v0) * k, u1 - (u1 - u0) * k, v1 - (v1 - v0) * k)


def pack(colour_png, glow_png):
    """Shelves by height, two pixels apart, edges spread so that no neighbour bleeds in."""
    base, glow = Image.new("RGB", (WIDE, HIGH), "#808080"), Image.new("RGB", (WIDE, HIGH), "black")
    x = y = row = 0
    for name, a, b in sorted(_todo, key=lambda q: (-q[1].height, -q[1].width, q[0])):
        w, h = a.size
        if x + w + 4 > WIDE:
            x, y, row = 0, y + row, 0
        if y + h + 4 > HIGH:
            raise SystemExit(f"atlas.py: no room left for {name}: make signs smaller")
        for sheet, img in ((base, a), (glow, b)):
            sheet.paste(img.resize((w + 4, h + 4), Image.NEAREST), (x, y))
            sheet.paste(img, (x + 2, y + 2))
        RECT[name] = ((x + 2.5) / WIDE, (y + 2.5) / HIGH, (x + 1.5 + w) / WIDE, (y + 1.5 + h) / HIGH)
        x, row = x + w + 4, max(row, h + 4)
    print("atlas filled to", y + row, "of", HIGH)
    base.save(colour_png, optimize=True)
    glow.quantize(256, method=Image.MEDIANCUT, dither=Image.NONE).convert("RGB").save(glow_png, optimize=True)


def prepare(work):
    """Draws both pictures into the work folder, or takes them from there if neither this file nor screens.py has changed."""
    stamp = hashlib.sha1()
    for file in (__file__, screens.__file__):
        with open(file, "rb") as f:
            stamp.update(f.read())
    stamp = stamp.hexdigest()
    kept = f"{work}/signs.json"
    if os.path.exists(kept):
        with open(kept, encoding="utf-8") as f:
            old = json.load(f)
        if old["stamp"] == stamp:
            RECT.update({k: tuple(v) for k, v in old["rect"].items()})
            return
    draw_all()
    pack(f"{work}/signs.png", f"{work}/signs_glow.png")
    with open(kept, "w", encoding="utf-8") as f:
        json.dump({"stamp": stamp, "rect": RECT}, f)


def cross(d, h, fg):
    d.ellipse((h * .16, h * .14, h * .88, h * .86), fill="#ffffff")
    d.rectangle((h * .44, h * .26, h * .60, h * .74), fill="#14924e")
    d.rectangle((h * .28, h * .42, h * .76, h * .58), fill="#14924e")


def bowl(d, h, fg):
    d.pieslice((h * .18, h * .0, h * .88, h * .84), 0, 180, fill=fg)
    for i in range(3):
        d.line((h * (.36 + .16 * i), h * .14, h * (.42 + .16 * i), h * .36), fill=fg, width=5)


def cup(d, h, fg):
    d.polygon([(h * .28, h * .3), (h * .78, h * .3), (h * .7, h * .88), (h * .36, h * .88)], fill=fg)
    d.line((h * .56, h * .3, h * .68, h * .06), fill=fg, width=6)


def draw_all():
    """Every name and word on the street. All names are made up."""
    sign("noodle", "柳江螺蛳粉", "#b3261e", "#ffe9b0", "鸭脚 · 卤蛋 · 豆腐泡   老汤现熬", logo=bowl)
    sign("pharmacy", "康宁大药房", "#f4f6f2", "#0d7d43", "医保定点 · 24小时售药", logo=cross)
    sign("tea", "茶屿鲜奶茶", "#123a3a", "#f7e7c4", "", style="letters", logo=cup)
    sign("hardware", "顺达五金水电", "#1f4c8f", "#ffe36b", "水管 · 灯具 · 开锁 · 配钥匙", style="paint")
    sign("fruit", "四季鲜果", "#2c8440", "#fff7d2", "新鲜直达  融安金桔  百香果")
    sign("phone", "手机维修", "#0e1726", "#59d0ff", "换屏 · 换电池 · 贴膜 · 办卡", style="letters", edge="#59d0ff")
    sign("clothes", "阿莲服饰", "#7d2a58", "#ffe3f1", "", style="letters", face=SERIF)
    sign("store", "好邻居便利店", "#f08a1c", "#ffffff", "烟酒 · 饮料 · 日用百货")
    sign("barber", "剪艺理发", "#20242b", "#ff6a5e", "剪发 20元", style="letters")
    sign("bun", "桂香包点", "#8f4a1c", "#ffe9bf", "豆浆油条 · 肉包 · 云吞")
    sign("glasses", "明视眼镜", "#e9eef5", "#1b3f86", "验光配镜")
    sign("stone", "龙壁奇石馆", "#2e2a24", "#e2b866", "", style="paint", face=SERIF)
    sign("massage", "卢师傅盲人按摩", "#1d5a63", "#ffffff", "推拿 · 艾灸 · 颈椎", style="box")
    sign("tobacco", "百汇烟酒行", "#9c1c24", "#ffd977", "名烟名酒 · 回收礼品")
    sign("arch", "五星步行街", "#7a1712", "#ffd673", "", w=800, h=176, style="letters", face=SERIF)
    sign("arch_back", "欢迎光临", "#7a1712", "#ffd673", "", w=480, h=112, style="letters", face=SERIF)
    sign("mall", "五星百货", "#27272c", "#ff5a48", "", w=560, h=128, style="letters")
    sign("hotel", "鱼峰大酒店", "#1a2030", "#ffcf70", "", w=560, h=104, style="letters")
    sign("park", "马鹿山公园", "#5a4630", "#f3e3b6", "", w=560, h=112, style="paint", face=SERIF)
    sign("show", "第十二届奇石展  欢迎您", "#b4202a", "#fff2c4", "", w=640, h=80, style="paint")
    sign("banner", "文明城市人人参与  整洁街道家家受益", "#c1262c", "#ffeec0", "", w=720, h=56, style="paint")
    sign("garage", "P  地下车库", "#1557a8", "#ffffff", "剩余车位  →", w=480, h=150)
    lines("garage_led", ["空位"], "#101216", "#6bff7a", 96, 56, gain=.9)
    sign("garage_height", "限高 2.2 米", "#e7c21c", "#151515", "", w=320, h=56, style="paint")
    for i, (t, b, f, s) in enumerate((("住宿", "#c81e2c", "#ffffff", "box"), ("足浴按摩", "#3a165c", "#ff86e0", "letters"), ("网咖", "#0c1b3a", "#51e0ff", "letters"), ("牙科", "#ffffff", "#1273b8", "box"), ("桂林米粉", "#d7a21a", "#7c1410", "box"), ("打印复印", "#155c33", "#ffffff", "box"), ("棋牌室", "#26202b", "#ffcf4a", "letters"), ("酸嘢", "#f3d23a", "#b0201c", "box"))):
        upright(f"up_{i}", t, b, f, style=s)
    upright("pharm_up", "药店", "#ffffff", "#0d8a48", w=96, h=216)
    # Boards and small print
    lines("price_low", ["香瓜", "2元/斤"], "#f3ead0", "#b3201a", 200, 150, edge="#b3201a")
    lines("price_middle", ["香瓜", "5元3斤"], "#f3ead0", "#b3201a", 200, 150, edge="#b3201a")
    lines("price_high", ["鲜货", "10元一份"], "#f3ead0", "#b3201a", 200, 150, edge="#b3201a")
    lines("qr_pay", ["收款码", "请扫码"], "#2f7d3f", "#ffffff", 72, 88)
    lines("pickle_menu", ["柳州酸嘢", "芒果 李子 木瓜", "沙梨 萝卜 5元起"], "#ffe27a", "#a31d14", 280, 170, head="#a31d14")
    lines("flower_menu", ["鲜花气球", "一束 10元"], "#ffe6ee", "#b3195c", 200, 96)
    lines("sock_menu", ["袜子发夹", "10元3双"], "#e6f3ff", "#1c4fa0", 200, 96)
    lines("notice_1", ["温馨提示", "人行道禁止停放机动车", "请勿占用盲道", "城中区综合行政执法局"], "#ffffff", "#1d4f91", 256, 180, head="#1d4f91")
    lines("notice_2", ["门前三包", "包卫生 包绿化", "包秩序"], "#eef7ea", "#1d6b34", 200, 140, head="#1d6b34")
    lines("notice_3", ["社区公告", "八月份停水通知", "灭蚊消杀安排", "义诊 周六上午"], "#f7f2e4", "#444444", 200, 180, head="#a8322a")
    lines("notice_4", ["便民疏导点", "18:00—22:30", "免摊位费"], "#fff6da", "#20542c", 240, 150, head="#2a7a3d")
    lines("no_stall", ["此处禁止", "摆摊设点"], "#ffffff", "#c01a1a", 128, 96, edge="#c01a1a")
    lines("street_name", ["龙城路", "LONGCHENG RD"], "#1557a8", "#ffffff", 256, 88, gain=.3)
    lines("street_name_2", ["马鹿山路", "MALUSHAN RD"], "#1557a8", "#ffffff", 256, 88, gain=.3)
    lines("bus_stop", ["马鹿山公园站", "4路 19路 63路 快9", "首班 6:20  末班 22:30"], "#f2f5f7", "#1d5a7d", 256, 150, head="#1d5a7d", gain=.5)
    lines("rider_rack", ["外卖骑手", "停车点"], "#ffd21f", "#1b1b1b", 160, 110)
    lines("map", ["周边停车场", "五星百货地库 200米", "空位充足", "马鹿山停车场 满"], "#eaf2fb", "#15427a", 256, 200, head="#1557a8", gain=.2)
    for n, t, c in (("recycle", "可回收物", "#2563ae"), ("kitchen", "厨余垃圾", "#2f8a45"), ("harmful", "有害垃圾", "#c22f2a"), ("other", "其他垃圾", "#54595e")):
        lines(f"bin_{n}", [t], c, "#ffffff", 160, 56)
    lines("taxi", ["出租"], "#f5d94a", "#222222", 80, 32, gain=.8)
    lines("amb", ["急救 120"], "#ffffff", "#c4161c", 256, 64)
    lines("amb_front", ["救护车"], "#ffffff", "#c4161c", 160, 48)
    lines("tow", ["清障救援"], "#f3c318", "#1c1c1c", 256, 64)
    lines("patrol", ["综合执法"], "#ffffff", "#15468f", 256, 64)
    lines("learner", ["实习"], "#ffe11f", "#1d1d1d", 72, 72)
    lines("express", ["柳邕快运"], "#ffffff", "#20549c", 200, 56)
    lines("site_plate", ["施工告示牌", "工程：河东片区改造", "文明施工  扬尘治理"], "#e9f2fb", "#1b4d93", 280, 180, head="#1b4d93")
    lines("site_wall", ["安全生产 人人有责"], "#2c6fb0", "#ffffff", 480, 64)
    lines("boat", ["柳航监 07"], "#ffffff", "#14407c", 200, 48)
    for i, (t, b, f) in enumerate((("烤生蚝", "#c9301f", "#ffe36b"), ("炒螺", "#16233f", "#ffb84a"), ("糖水", "#f2c9d8", "#8a1f52"), ("烧烤", "#2a1512", "#ff7a3c"), ("柠檬鸭", "#2e6b2b", "#fff3a8"), ("臭豆腐", "#3b2d20", "#ffd37a"))):
        lines(f"stall_{i}", [t], b, f, 220, 72, gain=.85)
    for i, (t, b, f) in enumerate((("特价", "#e0281e", "#fff38a"), ("转让", "#fff4c8", "#b81c14"), ("招工", "#ffffff", "#b81c14"), ("新品上市", "#ff7aa8", "#ffffff"), ("买一送一", "#ffb81e", "#8a1410"))):
        lines(f"poster_{i}", [t], b, f, 88, 120, gain=.3)
    rng = random.Random(11)
    for i in range(8):
        window(f"win_lit_{i}", rng, True, frame=["#d9d6cc", "#b9c0c2", "#6d4a34", "#e4e2da"][i % 4], kind=i % 2)
    for i in range(6):
        window(f"win_dark_{i}", rng, False, frame=["#d9d6cc", "#b9c0c2", "#6d4a34", "#e4e2da"][i % 4], kind=i % 2)
    for n, a, b in (("shop_light", (176, 152, 116), (190, 140, 78)), ("shop_cool", (166, 176, 178), (120, 146, 156))):
        img, glow = Image.new("RGB", (32, 64)), Image.new("RGB", (32, 64))  # a lit back wall: bright above, dim below
        for y in range(64):
            t = 1 - y / 63
            for x in range(32):
                k = 1 - abs(x - 15.5) / 40
                img.putpixel((x, y), tuple(int(c * (.55 + .45 * t)) for c in a))
                glow.putpixel((x, y), tuple(int(c * (.16 + .62 * t ** 1.5) * k) for c in b))
        put(n, img, glow)
    # Flat colours that glow: (by day, by night)
    for n, a, b in (("lamp_warm", "#fff3d6", "#ffd79a"), ("lamp_white", "#f4f8fa", "#eef4ff"), ("lamp_red", "#d8322a", "#ff2a1a"), ("lamp_green", "#38c060", "#2aff70"), ("lamp_blue", "#3a6fd8", "#2a5cff"), ("lantern", "#c8201c", "#d8281a"), ("lantern_gold", "#f0b83c", "#f0a020"), ("head", "#eef3f5", "#c8ccd0"), ("tail", "#8a1414", "#5a0806"), ("amber", "#e08a1c", "#7a3e06"), ("pane", "#34434c", "#000000"), ("pane_lit", "#56616a", "#8a6a3a"), ("neon_pink", "#f06ab8", "#ff3aa0"), ("neon_cyan", "#5ad8f0", "#2ad0ff"), ("coal", "#5a2a18", "#ff5a1a"), ("far_lit", "#5a636a", "#c89a58"), ("far_cool", "#5a666e", "#8aa4b0"), ("far_dark", "#46525a", "#05070a")):
        swatch(n, a, b)
    screens.draw(put, lines, centred)
