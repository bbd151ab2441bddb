#!/usr/bin/env python3
"""Speaks the lines of a case. usage: voices.py CASE_DIR zh|en [LINE_ID or KEY…]

Writes SOUND_WORK/pcm/<case>-<lang>/<key>.wav and a list of them; `pack.py` codes them and puts them into the case. A key is the
line's id, then `@person` for a line that whoever is the party may say, then `~value` where a draw decides the words. Everything
follows from the texts and one seed. What has not changed since the last build on this machine is not spoken again.
"""
import functools
import json
import os
import re
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np

import align
import casting
import dsp
import reading
import ron
import say

MAKING = 5  # raise when say.py, align.py or dsp.py make something else of the same words
TARGET_LUFS, PEAK_DB = -20.0, -2.6
_PLACE = re.compile(r"\{draw\.([A-Za-z0-9_-]+)\}")


@functools.lru_cache(maxsize=None)
def _partner_errors():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../assets/packs/conduct/conduct.ron"), encoding="utf-8") as f:
        return ron.parse(f.read())["partner_errors"]


def _words(own, shared):
    """Optional words are written with or without `Some`."""
    if isinstance(own, tuple):
        own = own[1]
    return own if isinstance(own, dict) else shared


def jobs(folder, lang):
    """(case, roles, [(key, person, line, text)], {name: (key, rate)}, [(line id, why there is no voice)]).

    Names are all a line is asked for by; the rate is how fast its recording is played for that person.
    """
    case = ron.parse(open(f"{folder}/scenario.ron", encoding="utf-8").read())
    texts = ron.parse(open(f"{folder}/lines.{lang}.ron", encoding="utf-8").read())
    draws = {d["id"]: [(v["id"], v["text"][lang]) for v in d["of"]] for d in case.get("draws", [])}
    parties = {p: level["level"] for level in reversed(case["levels"]) for p in level["parties"]}
    at_levels = {}
    for level in case["levels"]:
        for p in level["parties"]:
            at_levels.setdefault(p, set()).add(level["level"])
    lenders = casting.LENDERS.get((case["id"], lang), {})
    todo, names, silent = [], {}, []
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
                lender, rate = lenders.get(line["by"], (line["by"], 1.0))
                todo.append((line["id"] + tail, lender, line, words))
                names[line["id"] + tail] = (line["id"] + tail, rate)
                continue
            said_by = [p for p in parties if not line.get("levels") or at_levels[p] & set(line["levels"])]
            for person in said_by:
                lender, rate = lenders.get(person, (person, 1.0))
                key = f"{line['id']}@{lender}{tail}"
                if not any(t[0] == key for t in todo[-40:]):
                    todo.append((key, lender, line, words))
                names[f"{line['id']}@{person}{tail}"] = (key, rate)
            names[line["id"] + tail] = names[f"{line['id']}@{said_by[0]}{tail}"]
    # What a partner who errs says stands in the conduct pack, unless the case has words of its own for it.
    partner = case.get("partner", {})
    said = set()
    for err in partner.get("errs", []):
        shared = next(e for e in _partner_errors() if e["id"] == err["error"])
        lender, rate = lenders.get(partner["who"], (partner["who"], 1.0))
        for what in ("says", "yields"):
            name = f"partner_{err['error']}.{what}"
            if name not in said:
                said.add(name)
                todo.append((name, lender, {"id": name, "by": partner["who"]}, _words(err.get(what), shared[what])[lang]))
                names[name] = (name, rate)
    roles = {p["id"]: p["role"] for p in case["people"]}
    return case["id"], roles, todo, names, silent


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
    dsp.write_wav(f"{_shared['out']}/{key}.wav", x, say.RATE)
    return key, align.compact(marks, len(x) * 1000 / say.RATE)


def _speak_all(case, lang, roles, out, clauses, todo, processes, store, prints):
    """Fills the folder and the list, batch by batch: an interrupted build goes on where it stopped."""
    with ProcessPoolExecutor(processes) as pool:
        taught = [(lang, c, _NEUTRAL_SPEED[lang]) for c in clauses[:: max(1, len(clauses) // _TAUGHT_WITH)]]
        heard = [h for h in pool.map(_reference, taught, chunksize=16) if h]
    _shared.update(case=case, lang=lang, roles=roles, out=out, aligner=align.Aligner(heard, rounds=5))
    # A single process keeps three lines in hand: most of the time it waits for the synthesiser.
    with ThreadPoolExecutor(3) if processes == 1 else ProcessPoolExecutor(processes) as pool, open(store, "a", encoding="utf-8") as kept:
        for key, marks in pool.map(_render, todo, chunksize=4):
            kept.write(json.dumps([prints[key], key, marks]) + "\n")
            kept.flush()


def folder_of(case, lang):
    """Where the spoken lines of a case lie before they are coded."""
    return f"{os.environ.get('SOUND_WORK', 'target/sound')}/pcm/{case}-{lang}"


def spoken(case, lang, todo, roles):
    """{key: mouth marks} of the lines that are spoken and have not changed since, and the fingerprints of all."""
    out = folder_of(case, lang)
    prints = {job[0]: _fingerprint(case, lang, job, roles) for job in todo}
    last = {}
    if os.path.exists(f"{out}.jsonl"):
        # The file holds what was said last, whatever was said before.
        for print_, key, marks in map(json.loads, open(f"{out}.jsonl", encoding="utf-8")):
            last[key] = (print_, marks)
    rows = {key: marks for key, (print_, marks) in last.items() if prints.get(key) == print_ and os.path.exists(f"{out}/{key}.wav")}
    return rows, prints


def main():
    folder, lang, only = sys.argv[1].rstrip("/"), sys.argv[2], set(sys.argv[3:])
    case, roles, todo, _, silent = jobs(folder, lang)
    if not casting.knows(case):
        print(f"{case}: nobody is cast, see art/sound/casting.py")
        return
    clauses = sorted({said for _, _, _, text in todo for said, _ in reading.clauses(lang, text)})
    out = folder_of(case, lang)
    os.makedirs(out, exist_ok=True)
    rows, prints = spoken(case, lang, todo, roles)
    if only:
        todo = [t for t in todo if {t[0], t[2]["id"]} & only]
    else:
        todo = [t for t in todo if t[0] not in rows]
    processes = int(os.environ.get("JOBS", "1"))
    print(f"{case} {lang}: {len(todo)} of {len(prints)} lines to speak, {len(clauses)} clauses; nothing to say in {silent}", flush=True)
    if todo:
        _speak_all(case, lang, roles, out, clauses, todo, processes, f"{out}.jsonl", prints)


if __name__ == "__main__":
    main()
