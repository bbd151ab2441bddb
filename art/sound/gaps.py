#!/usr/bin/env python3
"""Writes the table of lines without a voice into docs/sound.md, from the lines of the cases and the lists of voices.

A case that has no folder `voices` for a language is left out: the page says so in one sentence.
"""
import glob
import os
import sys

import casting
import ron
import voices

_ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
_PAGE = f"{_ROOT}/docs/sound.md"
_HEAD = "| case | line | languages | why |\n|---|---|---|---|\n"
_WHY = {"placeholder": "its words are not known before", "no words": "nothing in it can be said"}
_SINGLE = 3  # of lines that begin alike so many are named one by one


def missing(folder, lang):
    """{line or beginning with a star: why} of one case and language."""
    _, _, todo, aliases, silent = voices.jobs(folder, lang)
    with open(f"{folder}/voices/{lang}.ron", encoding="utf-8") as f:
        there = {e["line"] for e in ron.parse(f.read())["lines"]}
    out = {line: _WHY[why] for line, why in silent}
    wanted = [*(t[0] for t in todo), *(a for a in aliases if "@" in a)]
    lines = sorted({key.split("@")[0].split("~")[0] for key in wanted if key not in there})
    for beginning in sorted({line.split(".")[0] for line in lines}):
        some = [line for line in lines if line.split(".")[0] == beginning]
        for line in some if len(some) <= _SINGLE else [f"{beginning}.*"]:
            out[line] = "not spoken by everybody yet"
    return out


def main():
    rows = {}
    for folder in sorted(glob.glob(f"{_ROOT}/scenarios/*/")):
        case = os.path.basename(folder.rstrip("/"))
        for lang in ("zh", "en"):
            if casting.knows(case) and os.path.exists(f"{folder}/voices/{lang}.ron"):
                for line, why in missing(folder.rstrip("/"), lang).items():
                    rows.setdefault((case, line, why), []).append(lang)
    table = _HEAD + "".join(f"| {case} | `{line}` | {', '.join(langs)} | {why} |\n" for (case, line, why), langs in sorted(rows.items()))
    with open(_PAGE, encoding="utf-8") as f:
        before, rest = f.read().split(_HEAD, 1)
    after = rest[rest.index("\n\n") + 1:] if rest.startswith("|") else rest
    with open(_PAGE, "w", encoding="utf-8") as f:
        f.write(before + table + after)
    print(f"{len(rows)} rows in the table of lines without a voice")
    sys.exit(0)


if __name__ == "__main__":
    main()
