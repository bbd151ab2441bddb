"""Written line -> what espeak-ng is fed, clause by clause.

Mandarin goes in as tone-numbered pinyin (voice `cmn-latn-pinyin`): the program reads characters as broken English.
Polyphones: pypinyin's phrases, then the list below, looked through by eye for every line of the eight cases.
"""
import re

from pypinyin import Style, lazy_pinyin

# Readings pypinyin gets wrong or stiff, and speech of the region: Liuzhou (克 = go, 凯 = place, 咩) and Mr He's Cantonese.
READINGS = {}
for _line in """
12319=yao1 er4 san1 yao1 jiu3
12345=yi1 er4 san1 si4 wu3
120=yao1 er4 ling2
110=yao1 yao1 ling2
119=yao1 yao1 jiu3
一二零=yao1 er4 ling2
一一零=yao1 yao1 ling2
一一九=yao1 yao1 jiu3
阿sir=a1 so4
唔好意思=m2 hou3 yi4 si1
唔该晒=m2 goi1 sai4
唔该=m2 goi1
得唔得=de2 m2 de2
唔会=m2 hui4
唔识=m2 shi2
冇问题=mou3 wen4 ti2
冇位=mou3 wei4
真系好客=zhen1 hai4 hao4 ke4
真系=zhen1 hai4
系咯系咯=hai4 lo5 hai4 lo5
系咯=hai4 lo5
但系=dan4 hai4
系我=hai4 wo3
走系=zou3 hai4
睇到=tai2 dao4
睇下=tai2 ha5
喺边度=hai2 bin1 dou4
边度=bin1 dou4
辛苦晒=xin1 ku3 sai4
好似=hao3 ci5
落坡=lo4 po1
跟住=gen1 ju4
""".strip().splitlines():
    _k, _v = _line.split("=")
    READINGS[_k] = _v.split()

# One character of a phrase read otherwise than pypinyin reads it: phrase, the character in it, its reading.
_FIXES = [line.split() for line in """
身长 长 chang2
记录为 为 wei2
口都干 干 gan1
干站 干 gan1
干等 干 gan1
你教我 教 jiao1
有空调 空 kong1
有空调 调 tiao2
去处理 处 chu3
发夹 发 fa4
你当我 当 dang4
就当没 当 dang4
能当 当 dang4
转了 转 zhuan4
商量 量 liang5
那种 种 zhong3
种的 种 zhong4
别传 传 chuan2
人倒了 倒 dao3
倒是 倒 dao4
我系好 系 ji4
也得走 得 dei3
又得下 得 dei3
开单得 得 dei3
总得 得 dei3
什么还他 还 huan2
秤还我 还 huan2
没得 得 de2
得罪 得 de2
难得 得 de2
懒得 得 de5
东西 西 xi5
难处 处 chu5
师傅 傅 fu5
麻烦 烦 fan5
谢谢 谢 xie4
朋友 友 you5
街坊 坊 fang5
晓得 得 de5
认得 得 de5
觉得 得 de5
先生 生 sheng5
越长 长 chang2
最长 长 chang2
长凳 长 chang2
长七米 长 chang2
空一间 空 kong4
上风处 处 chu4
我当没 当 dang4
当没听 当 dang4
没当钱 当 dang4
我当是 当 dang4
当我是 当 dang4
当我没 当 dang4
你当公家 当 dang4
当凳子 当 dang4
我当你 当 dang4
当证据 当 dang4
当场 当 dang1
又是转 转 zhuan4
又转 转 zhuan4
转一圈 转 zhuan4
天天转 转 zhuan4
每转 转 zhuan4
没种咯 种 zhong4
没种了 种 zhong4
江边种 种 zhong4
没准种 种 zhong4
种个菜 种 zhong4
都种 种 zhong4
外传 传 chuan2
滑倒 倒 dao3
倒气 倒 dao3
先倒 倒 dao3
游客倒 倒 dao3
碰倒 倒 dao3
见他倒 倒 dao3
阿姨倒 倒 dao3
懂行 行 hang2
第三行 行 hang2
米行 行 hang2
红线重划 重 chong2
你数得 数 shu3
没数过 数 shu3
克数嘛 数 shu3
也数一道 数 shu3
数一起 数 shu3
还背着 背 bei1
卷半 卷 juan3
还没干 干 gan1
不禁 禁 jin4
教你们 教 jiao1
还教我 教 jiao1
要你教 教 jiao1
还睡着人 着 zhe5
补差价 差 cha1
一字不差 差 cha4
讲尽了 尽 jin4
弹了一 弹 tan2
罚没到 没 mei2
顾没过 没 mei2
没收到 没 mei2
没收工 没 mei2
没收钱 没 mei2
没收拾 没 mei2
没落雨 没 mei2
罚没罚 没 mei2
出了事 了 le5
还愿意 还 hai2
还清楚 还 hai2
还是送 还 hai2
人就得 得 de2
号就得 得 de2
我得跟 得 dei3
遍也得 得 de2
到先得 得 de2
那也得 得 de2
得得得 得 de2
要得 得 de2
得按 得 dei3
还得 得 dei3
超得比 得 de5
流量 量 liang4
数量 量 liang4
裁量 量 liang4
尽量 量 liang4
电量 量 liang4
水量 量 liang4
产量 量 liang4
容量 量 liang4
""".strip().splitlines()]
_KEYS = re.compile("|".join(re.escape(k) for k in sorted(READINGS, key=len, reverse=True)))
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ei1 bi4 sei1 di4 yi4 ai2fu5 ji4 ei2chi5 ai4 zhei4 kei4 ai2lu5 ai2mu5 en1 ou1 pi4 kiu4 a1er5 ai2si5 ti4 you4 wei1 da2bu5liu5 ai2ke5si5 wai4 zei4".split()))
_DIGITS = dict(zip("0123456789", "ling2 yao1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3".split()))
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")


def syllables(text):
    """One clause of characters -> pinyin syllables with tone numbers."""
    out, at = [], 0

    def plain(part):
        for piece in re.findall(r"[A-Za-z]|\d|[^A-Za-z\d]+", part):
            if piece.upper() in _LETTERS:
                out.extend(re.findall(r"[a-zü]+\d", _LETTERS[piece.upper()]))
            elif piece in _DIGITS:
                out.append(_DIGITS[piece])
            else:
                out.extend(_characters(piece))

    for m in _KEYS.finditer(text):
        plain(text[at:m.start()])
        out.extend(READINGS[m.group()])
        at = m.end()
    plain(text[at:])
    return out


def _characters(text):
    """Readings of characters, with the changes of tone of 一 and 不; the third tone is the program's own business."""
    read = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False, errors=lambda x: list(x))
    if len(read) != len(text):
        raise ValueError(f"{text}: {read}")
    for i, char in enumerate(text):
        if char == "得":
            read[i] = "de2" if i == 0 else "de5"
        elif char == "量":
            read[i] = "liang2"
        elif char == "谁":
            read[i] = "shei2"
        elif char == "只" and i and text[i - 1] in "一二两三四五六七八九十几半每" and text[i + 1:i + 2] != "是":
            read[i] = "zhi1"
    for phrase, char, reading in _FIXES:
        at = text.find(phrase)
        while at >= 0:
            read[at + phrase.index(char)] = reading
            at = text.find(phrase, at + 1)
    for i, char in enumerate(text):
        follows = read[i + 1][-1] if i + 1 < len(read) else ""
        before, after = text[i - 1:i], text[i + 1:i + 2]
        if char == "一" and follows:
            if before in "第十零二三四五六七八九一○" and before or after and after in "零一二三四五六七八九月号":
                read[i] = "yi1"
            elif before and before == after:
                read[i] = "yi5"
            else:
                read[i] = "yi2" if follows == "4" or after == "个" else "yi4"
        elif char == "一":
            read[i] = "yi1"
        elif char == "不" and follows:
            read[i] = "bu5" if before and before == after else "bu2" if follows == "4" else "bu4"
    return [r for r in read if re.fullmatch(r"[a-zü]+\d", r)]


def clauses(lang, text):
    """[(what is fed, the mark after it)]: mark is one of `,` `.` `?` `!` `~` (trailing off). Stage directions are left out."""
    text = _ASIDE.sub("", text)
    out = []
    if lang == "zh":
        text = re.sub(r"[《》“”‘’\"\s]", "", text).replace("——", "…")
        for body, mark in re.findall(r"([^，。？！、；：…,.?!;:]*)([，。？！、；：…,.?!;:]*)", text):
            said = syllables(body)
            if said:
                out.append((" ".join(said), _mark(mark)))
        return out
    text = re.sub(r"[‘’]", "'", text)
    text = re.sub(r"(?<![A-Za-z])'|'(?![A-Za-z])|[“”\"]", "", text)
    text = re.sub(r"\b(12319|12345|120|110|119)\b", lambda m: " ".join(m.group()), text)
    for body, mark in re.findall(r"([^,.?!;:—…–]*)([,.?!;:—…–\s]*)", text):
        body = body.strip(" -")
        if re.search(r"[A-Za-z0-9]", body):
            out.append((body, _mark(mark)))
    return out


def _mark(mark):
    for sign, kind in (("？", "?"), ("?", "?"), ("！", "!"), ("!", "!"), ("…", "~"), ("..", "~")):
        if sign in mark:
            return kind
    return "." if re.search(r"[。.；;]", mark) else ","
