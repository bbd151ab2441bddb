"""Who sounds how: a voice for every person of the cases, and what a mood does to it.

f0 in Hz; warp stretches the formants (1 = a grown man of the base voice); speed in espeak-ng's words a minute
(Mandarin sounds natural at 230 to 300); base is the espeak-ng variant; breath, rough, shake are 0..1.
"""
import re
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Voice:
    """A person's voice."""
    f0: float
    warp: float
    speed: int
    base: str = ""
    breath: float = 0.06
    rough: float = 0.0
    shake: float = 0.0
    span: float = 1.0
    tilt: float = 0.0
    radio: bool = False


@dataclass(frozen=True)
class Mood:
    """What a feeling does: pitch in semitones, span of the melody, pace, brightness in dB an octave above 800 Hz, level in dB."""
    lift: float = 0.0
    span: float = 1.0
    pace: float = 1.0
    tilt: float = 0.0
    breath: float = 0.0
    rough: float = 0.0
    shake: float = 0.0
    pause: float = 1.0
    gain: float = 0.0
    sigh: bool = False


VOICES = {
    "street-vendor": {
        "xiaozhang": Voice(136, 1.02, 272, "+m3", 0.10),
        "mobo": Voice(122, 0.99, 206, "+m2", 0.16, 0.16, 0.25, 1.1, -1.0),
        "qin": Voice(206, 1.15, 286, "+f2", 0.05, 0.08, 0, 1.15, 0.8),
        "mengmei": Voice(222, 1.18, 244, "+f5", 0.20, 0, 0, 0.95, -1.0),
        "liangge": Voice(114, 0.95, 280, "+m1", 0.04, 0.10, 0, 1.15, 1.0),
        "xiaowei": Voice(128, 1.0, 258, "+m7", 0.06),
        "control": Voice(112, 0.97, 256, "+m4", 0.05, span=0.85, radio=True),
        "filmer": Voice(146, 1.04, 300, "+m8", 0.06, span=1.2, tilt=1.0),
        "auntie": Voice(190, 1.11, 240, "+f4", 0.12, 0.14, 0.1, 1.15),
        "lushifu": Voice(106, 0.96, 226, "+m6", 0.10, 0.05),
        "granny": Voice(182, 1.09, 196, "+f3", 0.24, 0.22, 0.4, 1.0, -1.5),
        "aqiang": Voice(132, 0.99, 300, "+m5", 0.06),
        "xiaodou": Voice(296, 1.34, 226, "+f2", 0.12, span=1.1),
    },
    "sidewalk-parking": {
        "he": Voice(124, 1.0, 250, "+m3", 0.06, span=1.2),
        "tang": Voice(246, 1.20, 284, "+f5", 0.12, span=1.15),
        "mo": Voice(204, 1.14, 302, "+f2", 0.05, 0.06, 0, 1.15, 1.0),
        "luo": Voice(99, 0.93, 254, "+m1", 0.06, 0.22, 0, 1.1, 0.8),
        "liu": Voice(126, 0.97, 290, "+m8", 0.05, 0.14, 0, 1.25, 1.2),
        "pang": Voice(226, 1.17, 280, "+f4", 0.12, span=1.1),
        "lan": Voice(182, 1.12, 238, "+f3", 0.05, span=0.9),
        "center": Voice(212, 1.15, 262, "+f5", 0.05, span=0.85, radio=True),
        # The owner whom the platform rings up is Mo or Luo: a voice between theirs, as thin as the line makes it.
        "line": Voice(158, 1.05, 268, "+m7", 0.06, 0.05, radio=True),
        "jiang": Voice(216, 1.16, 290, "+f2", 0.06, span=1.15),
        "qin": Voice(116, 0.98, 208, "+m2", 0.18, 0.18, 0.3, 1.0, -1.0),
        "axia": Voice(208, 1.16, 226, "+f4", 0.22, span=0.9, tilt=-1.5),
        "huang": Voice(138, 1.01, 306, "+m7", 0.07),
        "pai": Voice(134, 1.03, 288, "+m5", 0.06, span=1.15),
        "zhao": Voice(106, 0.96, 252, "+m4", 0.05, span=0.95),
        "xiaobao": Voice(338, 1.46, 190, "+f5", 0.20, shake=0.3),
    },
    "rooftop-extension": {
        "weishu": Voice(112, 0.96, 244, "+m6", 0.10, 0.14, 0.08, 1.1),
        "huangmei": Voice(214, 1.16, 246, "+f5", 0.18, span=0.92, tilt=-1.0),
        "xiaomeng": Voice(134, 1.01, 276, "+m7", 0.06),
        "control": Voice(206, 1.14, 258, "+f2", 0.05, span=0.85, radio=True),
        "aqiang": Voice(128, 0.99, 286, "+m5", 0.06, 0.06),
        "popo": Voice(178, 1.08, 184, "+f3", 0.26, 0.26, 0.45, 1.0, -1.5),
    },
    "gas-den": {
        "laoli": Voice(118, 0.98, 236, "+m2", 0.14, 0.08, 0, 0.9, -1.0),
        "laotan": Voice(108, 0.95, 254, "+m6", 0.08, 0.12, 0.08, 1.15),
        "xiaomo": Voice(138, 1.02, 290, "+m3", 0.06),
        "qingong": Voice(122, 0.97, 262, "+m4", 0.04, span=0.95, tilt=0.6),
        "laoliang": Voice(104, 0.94, 250, "+m1", 0.05, 0.08, 0, 0.92),
        "control": Voice(114, 0.98, 256, "+m8", 0.05, span=0.85, radio=True),
        "afeng": Voice(216, 1.16, 262, "+f5", 0.16, 0.04, 0.1, 1.1),
        "xiaoman": Voice(322, 1.42, 196, "+f2", 0.20, shake=0.1),
        "laowei": Voice(126, 0.99, 292, "+m7", 0.06, 0.10),
    },
    "construction-dust": {
        "mogong": Voice(124, 0.99, 268, "+m3", 0.06, span=0.95),
        "lan": Voice(200, 1.13, 296, "+f2", 0.05, 0.06, 0, 1.12, 0.8),
        "xiaoqin": Voice(222, 1.17, 288, "+f5", 0.07, span=1.1),
        "control": Voice(112, 0.97, 256, "+m4", 0.05, span=0.85, radio=True),
        "laodeng": Voice(106, 0.95, 218, "+m6", 0.14, 0.18, 0.15),
        "luoyi": Voice(190, 1.11, 270, "+f4", 0.10, 0.16, 0.1, 1.2, 0.8),
        "xiaoliang": Voice(130, 1.0, 296, "+m5", 0.05, 0.08, 0, 1.1),
        "ahai": Voice(120, 0.98, 240, "+m2", 0.18, 0.05),
    },
    "riverside-plots": {
        "mopo": Voice(186, 1.09, 204, "+f3", 0.22, 0.18, 0.3, 1.05, -1.2),
        "fangjie": Voice(204, 1.14, 290, "+f2", 0.06, 0.06, 0, 1.12, 0.6),
        "laozhou": Voice(104, 0.95, 240, "+m1", 0.09, 0.18, 0.06, 1.1),
        "xiaoluo": Voice(136, 1.02, 284, "+m7", 0.05),
        "control": Voice(118, 0.98, 256, "+m4", 0.05, span=0.85, radio=True),
        "ayan": Voice(226, 1.17, 294, "+f5", 0.07, span=1.12),
        "xiaojie": Voice(142, 1.04, 298, "+m8", 0.06, span=1.1),
    },
    "night-stalls": {
        "wu": Voice(224, 1.17, 288, "+f5", 0.08, span=1.12),
        "weishu": Voice(108, 0.96, 212, "+m6", 0.14, 0.14, 0.2, 1.05, -0.8),
        "awei": Voice(124, 0.98, 292, "+m1", 0.05, 0.14, 0, 1.2, 1.0),
        "laolu": Voice(114, 0.96, 264, "+m4", 0.05, 0.06),
        "control": Voice(208, 1.15, 258, "+f2", 0.05, span=0.85, radio=True),
        "huangsao": Voice(206, 1.14, 270, "+f4", 0.08),
        "laosu": Voice(116, 0.97, 248, "+m2", 0.10, 0.06),
        "daoyou": Voice(214, 1.15, 302, "+f2", 0.05, span=1.15, tilt=0.8),
        "amo": Voice(146, 1.04, 300, "+m8", 0.06, span=1.2),
        "linjie": Voice(188, 1.11, 232, "+f4", 0.16, 0.1, 0.1),
        "niuniu": Voice(306, 1.36, 214, "+f2", 0.16, shake=0.3),
    },
    # Whoever calls is heard through a telephone.
    "dispatch-seat": {
        "ouyang": Voice(206, 1.14, 256, "+f5", 0.06, span=0.95, radio=True),
        "weiyi": Voice(188, 1.10, 274, "+f4", 0.08, 0.12, 0.1, 1.15, radio=True),
        "laomo": Voice(112, 0.96, 280, "+m1", 0.05, 0.16, 0, 1.15, 0.8, radio=True),
        "xiaopan": Voice(222, 1.17, 290, "+f2", 0.06, span=1.05),
        "control": Voice(110, 0.96, 262, "+m4", 0.05, span=0.9),
        "laishi": Voice(128, 0.99, 284, "+m3", 0.06, radio=True),
        "nong": Voice(116, 0.97, 246, "+m2", 0.07, 0.05, radio=True),
        "pang": Voice(140, 1.03, 262, "+m8", 0.06, radio=True),
        "caiji": Voice(130, 1.0, 276, "+m5", 0.06, radio=True),
        "jizhe": Voice(212, 1.16, 272, "+f2", 0.06, span=1.1, radio=True),
    },
}
# Who lends the voice for whom, and how fast it is played then: pitch, throat and pace move together, so one recording makes
# several people of one sex. They never meet: a case has one party at a time. A person with a row above and a row here
# speaks himself what his lender does not say. Whoever lends is chosen by sex and age, the voices of the old stay their own.
LENDERS = {
    ("street-vendor", "en"): {"mobo": ("xiaozhang", 0.92), "liangge": ("xiaozhang", 0.96), "mengmei": ("qin", 1.05)},
    ("sidewalk-parking", "en"): {"he": ("liu", 1.04), "luo": ("liu", 0.92), "tang": ("mo", 1.07), "pang": ("mo", 1.03)},
    ("rooftop-extension", "zh"): {"tan": ("weishu", 1.09)},
    ("gas-den", "zh"): {"xiaoluo": ("laoli", 1.10), "zhou": ("laotan", 1.06)},
    ("construction-dust", "zh"): {"xiaolu": ("mogong", 1.09), "zhao": ("mogong", 0.92)},
    ("riverside-plots", "zh"): {"gan": ("laozhou", 1.11)},
    ("night-stalls", "zh"): {"liangsao": ("wu", 0.92), "jiang": ("awei", 1.06)},
    ("dispatch-seat", "zh"): {"aning": ("ouyang", 1.06), "xiaoliao": ("laomo", 1.11), "laotan": ("laomo", 0.94)},
    ("rooftop-extension", "en"): {"tan": ("weishu", 1.09)},
    ("gas-den", "en"): {"laotan": ("laoli", 0.93), "xiaoluo": ("laoli", 1.10), "zhou": ("laoli", 1.04)},
    ("construction-dust", "en"): {"xiaolu": ("mogong", 1.09), "zhao": ("mogong", 0.92)},
    ("riverside-plots", "en"): {"mopo": ("fangjie", 0.91), "gan": ("laozhou", 1.11)},
    ("night-stalls", "en"): {"liangsao": ("wu", 0.92), "jiang": ("awei", 1.06), "weishu": ("awei", 0.91)},
    ("dispatch-seat", "en"): {"aning": ("ouyang", 1.06), "weiyi": ("ouyang", 0.94), "xiaoliao": ("laomo", 1.11), "laotan": ("laomo", 0.94)},
}

MOODS = {
    "calm": Mood(),
    "uneasy": Mood(1.0, 1.08, 1.05, 0.0, 0.05, 0, 0.15),
    "weary": Mood(-1.0, 0.85, 0.90, -1.5, 0.15, 0, 0, 1.3, -1.0, True),
    "angry": Mood(3.0, 1.3, 1.07, 1.8, 0, 0.25, 0, 0.7, 1.5),
    "shout": Mood(6.0, 1.25, 0.98, 3.0, 0, 0.35, 0, 0.6, 2.5),
    "breaking": Mood(5.5, 1.3, 1.04, 2.6, 0.1, 0.55, 0.5, 0.8, 2.0),
    "sad": Mood(1.5, 0.82, 0.86, -1.5, 0.30, 0.1, 0.8, 1.7, -1.0, True),
    "urgent": Mood(4.0, 1.2, 1.15, 1.6, 0.05, 0.1, 0.1, 0.6, 1.5),
    "calling": Mood(4.0, 1.2, 0.85, 2.0, 0, 0.05, 0, 1.2, 2.0),
    "soft": Mood(-1.5, 0.8, 0.95, -2.5, 0.45, 0, 0, 1.1, -2.0),
    "lively": Mood(1.5, 1.2, 1.03, 0.8, 0, 0, 0, 0.9, 0.5),
}
# What answers a voice: width of the street in metres, level of its first echoes in dB, seconds they last.
PLACES = {
    "street-vendor": (11, -23.0, 0.24), "sidewalk-parking": (19, -25.0, 0.22), "rooftop-extension": (30, -29.0, 0.20),
    "gas-den": (9, -23.0, 0.24), "construction-dust": (24, -26.0, 0.22), "riverside-plots": (30, -30.0, 0.20),
    "night-stalls": (11, -23.0, 0.24), "dispatch-seat": (6, -24.0, 0.22),
}
# The program's pace to a pace of people: Mandarin at some five syllables a second, English at some three words.
_PACE = {"zh": 0.92, "en": 0.62}

_BY_GESTURE = {
    "cry": "sad", "wipe_eyes": "sad", "sniff": "sad", "cover_face": "angry", "sink": "sad", "hold_head": "soft", "lie_down": "breaking",
    "shout": "shout", "run_over": "urgent", "run": "urgent", "cry_out": "urgent", "reach_out": "urgent", "fall": "urgent", "wince": "urgent",
    "call_out": "calling", "sigh": "weary", "whisper": "soft", "mutter": "soft", "stamp": "angry", "stamp_stick": "angry", "slap_away": "angry",
    "slam_knife": "shout", "raise_knife": "breaking", "throw_paper": "angry", "shield_child": "angry", "start_car": "uneasy",
}
_ANGRY_IDS = re.compile(r"\.(insult|hot|touch|flawed|blocks|phone|seized|bad|stays|shout|force|kick|lock|hold|raise|fine500|ticketed)(\.|$)|\.hot$|\.angry$")


def mood_of(line, text, role):
    """Name of the mood in which a line is said."""
    if role == "Control":
        return "urgent" if line["id"].endswith("urge") else "calm"
    moods, gesture = line.get("mood", []), line.get("gesture")
    if gesture in ("cry", "wipe_eyes", "sniff"):
        return "sad"
    if gesture == "shout" or ".shout" in line["id"]:
        return "shout"
    if moods == ["Breaking"]:
        return "breaking"
    if "Angry" in moods:
        if moods == ["Uneasy", "Angry"]:
            return "uneasy"
        return "shout" if text.count("！") + text.count("!") > 1 and "Shouting" in moods else "angry"
    if moods:
        return {"sigh": "weary", "whisper": "soft", "mutter": "soft"}.get(gesture, "calm")
    if gesture in _BY_GESTURE:
        return _BY_GESTURE[gesture]
    if _ANGRY_IDS.search(line["id"]) and role not in ("Partner", "Control"):
        return "angry"
    if role == "Partner":
        return "urgent" if text.count("！") + text.count("!") > 0 else "calm"
    return "lively" if text.count("！") + text.count("!") > 0 else "calm"


def knows(case):
    """Whether the people of a case have voices; a new case gets rows in VOICES and PLACES."""
    return case in VOICES and case in PLACES


def cast(case, person, lang):
    """The voice of a person, at the pace of the language."""
    v = VOICES[case][person]
    return replace(v, speed=round(v.speed * _PACE[lang]))
