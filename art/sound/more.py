#!/usr/bin/env python3
"""Speaks the lines of a case that have no recording yet and puts them behind those that are there. usage: more.py CASE_DIR zh|en

What is in the pack stays as it is, to the byte: making a whole case anew takes minutes for every line of it, and another
machine's WORLD or coder need not round alike. A reworded line is no new line: `voices.py` and `pack.py` make the case anew then.
"""
import os
import sys

import made
import pack
import ron
import voices


def main():
    folder, lang = sys.argv[1].rstrip("/"), sys.argv[2]
    case, roles, todo, names, _ = voices.jobs(folder, lang)
    listed, packed = f"{folder}/voices/{lang}.ron", f"{folder}/voices/{lang}.pack"
    with open(listed, encoding="utf-8") as f:
        text = f.read()
    rows = ron.parse(text)["recordings"]
    there = {name for row in rows for name in [*row["lines"], *row.get("paced", {})]}
    missing = {}
    for name, (key, rate) in sorted(names.items()):
        if name not in there:
            missing.setdefault(key, []).append((name, rate))
    jobs = [job for job in todo if job[0] in missing]
    if not jobs:
        print(f"{case} {lang}: nothing is missing")
        return
    out = voices.folder_of(case, lang)
    os.makedirs(f"{out}-coded", exist_ok=True)
    os.makedirs(out, exist_ok=True)
    _, prints = voices.spoken(case, lang, todo, roles)
    # Times of sounds are learnt from the clauses of the whole case, as for the lines before.
    clauses = sorted({said for _, _, _, words in todo for said, _ in voices.reading.clauses(lang, words)})
    voices._speak_all(case, lang, roles, out, clauses, jobs, int(os.environ.get("JOBS", "1")), f"{out}.jsonl", prints)
    marks, _ = voices.spoken(case, lang, jobs, roles)
    keys = [job[0] for job in jobs]
    about = {key: (ms, lufs) for key, ms, lufs in pack._batch((out, f"{out}-coded", pack.BITS_A_SECOND[lang], keys))}
    with open(packed, "rb") as f:
        sound = bytearray(f.read())
    head = pack._head_length(sound)
    lines = []
    for key in keys:
        with open(f"{out}-coded/{key}.opus", "rb") as f:
            stream = f.read()
        assert stream[:head] == sound[:head], "another coder made the recordings before"
        part, heard_as = (len(sound), len(stream) - head), missing[key]
        sound += stream[head:]
        lines.append(pack.row(part, heard_as, round(about[key][0]), about[key][1], marks[key]))
    ending = "    ],\n)\n"
    assert text.endswith(ending)
    with open(packed, "wb") as f:
        f.write(sound)
    with open(listed, "w", encoding="utf-8") as f:
        f.write(text[: -len(ending)] + "".join(lines) + ending)
    rows = ron.parse(open(listed, encoding="utf-8").read())["recordings"]
    words = {job[0]: job[3] for job in todo}
    kept = {min([*row["lines"], *row.get("paced", {})]) for row in rows}
    at = dict(zip(keys, rows[-len(keys):]))
    made.note(f"{case}-{lang}", {missing[key][0][0]: (bytes(sound[at[key]["part"][0]:sum(at[key]["part"])]), words[key]) for key in keys}, kept)
    print(f"{case} {lang}: {len(keys)} recordings more, {sum(ms for ms, _ in about.values()) / 1000:.1f} seconds")


if __name__ == "__main__":
    main()
