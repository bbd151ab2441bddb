#!/usr/bin/env python3
"""Renders the lines of a case. usage: voices.py CASE_DIR zh|en [LINE_ID or KEY…]

Writes CASE_DIR/voices/<lang>/<key>.ogg and CASE_DIR/voices/<lang>.ron. A key is the line's id, then `@person` for a line that
whoever is the party may say, then `~value` where a draw decides the words. Everything follows from the texts and one seed.
What has not changed since the last build on this machine (SOUND_WORK, default target/sound) is not spoken again.
"""
import functools
import json
import os
import re
import subprocess
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import soundfile

import align
import casting
import dsp
import made
import reading
import ron
import say

MAKING = 4  # raise when say.py, align.py or dsp.py make something else of the same words
TARGET_LUFS, PEAK_DB, QUALITY, LOWPASS_KHZ = -20.0, -2.6, -1, 6
DECODED_PEAK_DB = -0.3
# Who lends the voice for whom among the parties. Mandarin: everybody has one. English: one man, one woman a case.
LENDERS = {
    ("street-vendor", "en"): {"xiaozhang": "xiaozhang", "mobo": "xiaozhang", "liangge": "xiaozhang", "qin": "qin", "mengmei": "qin"},
    ("sidewalk-parking", "en"): {"he": "liu", "luo": "liu", "liu": "liu", "tang": "mo", "mo": "mo", "pang": "mo"},
}
_MOUTH = re.compile(r"@[^~]*")
_PLACE = re.compile(r"\{draw\.([A-Za-z0-9_-]+)\}")


def jobs(folder, lang):
    """([(key, person, line, text)], {alias: key}, [(line id, why there is no voice)])."""
    case = ron.parse(open(f"{folder}/scenario.ron", encoding="utf-8").read())
    texts = ron.parse(open(f"{folder}/lines.{lang}.ron", encoding="utf-8").read())
    draws = {d["id"]: [(v["id"], v["text"][lang]) for v in d["of"]] for d in case.get("draws", [])}
    parties = {p: level["level"] for level in reversed(case["levels"]) for p in level["parties"]}
    at_levels = {}
    for level in case["levels"]:
        for p in level["parties"]:
            at_levels.setdefault(p, set()).add(level["level"])
    lenders = LENDERS.get((case["id"], lang), {})
    todo, aliases, silent = [], {}, []
    for line in case["lines"]:
        text = texts[line["id"]]
        wanted = _PLACE.findall(text)
        if len(set(wanted)) > 1 or re.search(r"\{(?!draw\.)[a-z]", text):
            silent.append((line["id"], "placeholder"))
            continue
        versions = [("", text)]
        if wanted:
            versions = [(f"~{value}", text.replace("{draw.%s}" % wanted[0], words)) for value, words in draws[wanted[0]]]
        for tail, words in versions:
            if not reading.clauses(lang, words):
                silent.append((line["id"], "no words"))
                continue
            if line["by"] != "party":
                todo.append((line["id"] + tail, line["by"], line, words))
                continue
            said_by = [p for p in parties if not line.get("levels") or at_levels[p] & set(line["levels"])]
            for person in said_by:
                lender = lenders.get(person, person)
                key = f"{line['id']}@{lender}{tail}"
                if not any(t[0] == key for t in todo[-40:]):
                    todo.append((key, lender, line, words))
                if lender != person:
                    aliases[f"{line['id']}@{person}{tail}"] = key
            aliases[line["id"] + tail] = f"{line['id']}@{lenders.get(said_by[0], said_by[0])}{tail}"
    roles = {p["id"]: p["role"] for p in case["people"]}
    return case["id"], roles, todo, aliases, silent


_shared = {}
_NEUTRAL_SPEED = {"zh": 250, "en": 170}
_TAUGHT_WITH = 160  # clauses; more make the alignment no better


def _reference(args):
    lang, said, speed = args
    x = say.espeak(lang, said, "", speed)
    return (align.phonemes(lang, said), align.features(x, say.RATE)) if len(x) > 400 else None


@functools.lru_cache(maxsize=None)
def _spans(said):
    """Mouth shapes of a clause in the neutral voice, as shares of its length."""
    lang = _shared["lang"]
    x = say.espeak(lang, said, "", _NEUTRAL_SPEED[lang])
    spans = _shared["aligner"].times(align.phonemes(lang, said), align.features(x, say.RATE))
    whole = len(x) / say.RATE
    return [(a / whole, b / whole, letter) for a, b, letter in align.mouth(spans)]


def _mouth(said, raw, _speed):
    whole = len(raw) / say.RATE
    return [(a * whole, b * whole, letter) for a, b, letter in _spans(said)]


@functools.lru_cache(maxsize=None)
def _air(case):
    """What the place of a case answers: the same for all who talk there."""
    width_m, wet_db, seconds = casting.PLACES[case]
    return dsp.street_echo(say.RATE, np.random.default_rng(zlib.crc32(case.encode())), seconds, width_m, wet_db)


def _fingerprint(case, lang, job, roles):
    """Changes when the words, the voice, the mood or the way of making do."""
    key, person, line, text = job
    mood = casting.mood_of(line, text, roles.get(line["by"], "Party"))
    return f"{zlib.crc32(repr((MAKING, reading.clauses(lang, text), casting.cast(case, person, lang), casting.MOODS[mood], casting.PLACES[case], key)).encode()):08x}"


def _render(job):
    key, person, line, text = job
    case, lang, roles = _shared["case"], _shared["lang"], _shared["roles"]
    rng = np.random.default_rng(zlib.crc32(f"{case}/{lang}/{key}".encode()))
    mood = casting.MOODS[casting.mood_of(line, text, roles.get(line["by"], "Party"))]
    x, marks = say.speak(lang, reading.clauses(lang, text), casting.cast(case, person, lang), mood, rng, _mouth, _air(case))
    x, marks = say.trimmed(x, marks)
    x = dsp.levelled(x, say.RATE, TARGET_LUFS + mood.gain, PEAK_DB)
    path = f"{_shared['out']}/{key}.ogg"
    dsp.write_ogg(path, x, say.RATE, QUALITY, LOWPASS_KHZ)
    heard, _ = soundfile.read(path)
    # So coarse an encoder shoots over: what would clip is said a little softer.
    over = dsp.true_peak_db(heard) - DECODED_PEAK_DB
    if over > 0:
        dsp.write_ogg(path, x * 10 ** (-(over + 0.1) / 20), say.RATE, QUALITY, LOWPASS_KHZ)
        heard, _ = soundfile.read(path)
    ms = len(x) * 1000 / say.RATE
    return key, round(ms), round(dsp.lufs(heard, say.RATE), 1), align.compact(marks, ms)


def _named(manifest):
    """Files that the list of an earlier build names."""
    if not os.path.exists(manifest):
        return set()
    return {e["file"] for e in ron.parse(open(manifest, encoding="utf-8").read())["lines"]}


def _write_manifest(path, rows, older, aliases, expected):
    """The list of what is there; keys that lend another's file included."""
    rows = {**older, **rows}
    # Until all who may say a line have said it, it has no plain name: nobody is heard in another's voice.
    partly = {_MOUTH.sub("", key) for key in expected if key not in rows}
    named = [*rows, *(a for a in aliases if aliases[a] in rows and a not in partly)]
    with open(path, "w", encoding="utf-8") as f:
        f.write("// Made by art/sound/voices.py from the line files; see docs/sound.md. Recordings of your own go beside the files.\n(\n    format: 1,\n    lines: [\n")
        for name in sorted(named):
            key, ms, lufs, visemes = rows[aliases.get(name, name)]
            f.write(f"        (line: {ron.quote(name)}, file: {ron.quote(key + '.ogg')}, ms: {ms}, lufs: {lufs:.1f}, visemes: {ron.quote(visemes)}),\n")
        f.write("    ],\n)\n")


def _speak_all(case, lang, roles, out, clauses, todo, processes, store, prints, rows, put_list):
    """Fills `rows` and the folder, and writes the list after every batch: an interrupted build is a smaller one."""
    with ProcessPoolExecutor(processes) as pool:
        taught = [(lang, c, _NEUTRAL_SPEED[lang]) for c in clauses[:: max(1, len(clauses) // _TAUGHT_WITH)]]
        heard = [h for h in pool.map(_reference, taught, chunksize=16) if h]
    _shared.update(case=case, lang=lang, roles=roles, out=out, aligner=align.Aligner(heard, rounds=5))
    slim = os.environ.get("VORBIS_SLIM")
    words = {job[0]: job[3] for job in todo}
    # A single process keeps three lines in hand: most of the time it waits for the synthesiser and the encoder.
    with ThreadPoolExecutor(3) if processes == 1 else ProcessPoolExecutor(processes) as pool, open(store, "a", encoding="utf-8") as kept:
        fresh = []

        def put_away():
            if slim and fresh:
                subprocess.run([slim, *(f"{out}/{row[0]}.ogg" for row in fresh)], check=True)
            kept.writelines(json.dumps([prints[row[0]], *row]) + "\n" for row in fresh)
            kept.flush()
            made.note(f"{case}-{lang}", {f"{row[0]}.ogg": (f"{out}/{row[0]}.ogg", words[row[0]]) for row in fresh}, {f"{key}.ogg" for key in prints})
            fresh.clear()
            put_list()

        for row in pool.map(_render, todo, chunksize=4):
            rows[row[0]] = row
            fresh.append(row)
            if len(fresh) == 40:
                put_away()
        put_away()


def main():
    folder, lang, only = sys.argv[1].rstrip("/"), sys.argv[2], set(sys.argv[3:])
    case, roles, todo, aliases, silent = jobs(folder, lang)
    if not casting.knows(case):
        print(f"{case}: nobody is cast, see art/sound/casting.py")
        return
    clauses = sorted({said for _, _, _, text in todo for said, _ in reading.clauses(lang, text)})
    out = f"{folder}/voices/{lang}"
    os.makedirs(out, exist_ok=True)
    manifest = f"{folder}/voices/{lang}.ron"
    store = f"{os.environ.get('SOUND_WORK', 'target/sound')}/{case}-{lang}.jsonl"
    os.makedirs(os.path.dirname(store), exist_ok=True)
    prints = {job[0]: _fingerprint(case, lang, job, roles) for job in todo}
    rows = {}
    if os.path.exists(store):
        for print_, *row in map(json.loads, open(store, encoding="utf-8")):
            if prints.get(row[0]) == print_ and os.path.exists(f"{out}/{row[0]}.ogg"):
                rows[row[0]] = row
    if only:
        todo = [t for t in todo if {t[0], t[2]["id"]} & only]
    else:
        todo = [t for t in todo if t[0] not in rows]
        for name in sorted(_named(manifest)):
            # What an earlier build made of a line that is gone; a recording put there by hand stands in no list.
            if name[:-4] not in prints and os.path.exists(f"{out}/{name}"):
                os.remove(f"{out}/{name}")
    processes = int(os.environ.get("JOBS", "1"))
    print(f"{case} {lang}: {len(todo)} of {len(prints)} files to speak, {len(clauses)} clauses, {len(silent)} lines without words", flush=True)
    older = {}  # entries of an earlier build, kept in the list until their turn comes
    if os.path.exists(manifest):
        for e in ron.parse(open(manifest, encoding="utf-8").read())["lines"]:
            if e["file"] == e["line"] + ".ogg" and e["line"] in prints and os.path.exists(f"{out}/{e['file']}"):
                older[e["line"]] = (e["line"], e["ms"], e["lufs"], e["visemes"])
    put_list = functools.partial(_write_manifest, manifest, rows, older, aliases, prints)
    if todo:
        order = list(roles)
        # Everybody's own lines first, then those any party may say, person by person.
        todo.sort(key=lambda t: order.index(t[1]) + 1 if t[2]["by"] == "party" else 0)
        _speak_all(case, lang, roles, out, clauses, todo, processes, store, prints, rows, put_list)
    if only:
        return
    put_list()
    print(f"{case} {lang}: {len(rows)} files, {sum(os.path.getsize(f'{out}/{k}.ogg') for k in rows) / 1e6:.2f} MB, {len(rows) + len(aliases)} keys; without voice: {silent}", flush=True)


if __name__ == "__main__":
    main()
