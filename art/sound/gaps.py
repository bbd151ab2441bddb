#!/usr/bin/env python3
"""Writes two tables into docs/sound.md, from the lines of the cases and the lists of voices: how many lines are heard in which
case and language, and which are not. A case that has no list for a language stands in the first table only.
"""
import glob
import os

import casting
import ron
import voices

_ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
_PAGE = f"{_ROOT}/docs/sound.md"
_HEARD = "| case | language | lines | heard | not heard | recordings | MB |\n|---|---|---|---|---|---|---|\n"
_GAPS = "| case | line | languages | why |\n|---|---|---|---|\n"
_WHY = {"placeholder": "its words are not known before"}
_NOTHING = "no words"  # a stage direction only: silent on purpose, and no gap
_SINGLE = 3  # of lines that begin alike so many are named one by one


def _line(name):
    return name.split("@")[0].split("~")[0]


def look(folder, lang):
    """(row of the first table, {line or beginning with a star: why}) of one case and language; no rows without a list."""
    case, _, todo, names, silent = voices.jobs(folder, lang)
    silent = [(line, why) for line, why in silent if why != _NOTHING]
    every = {_line(name) for name in names} | {line for line, _ in silent}
    path = f"{folder}/voices/{lang}.ron"
    if not os.path.exists(path):
        return f"| {case} | {lang} | {len(every)} | 0 | {len(every)} | 0 | 0 |", {}
    with open(path, encoding="utf-8") as f:
        recordings = ron.parse(f.read())["recordings"]
    there = {name for e in recordings for name in [*e["lines"], *e.get("paced", {})]}
    missing = {_line(name) for name in names if name not in there}
    out = {line: _WHY[why] for line, why in silent}
    for beginning in sorted({line.split(".")[0] for line in missing}):
        some = sorted(line for line in missing if line.split(".")[0] == beginning)
        for line in some if len(some) <= _SINGLE else [f"{beginning}.*"]:
            out[line] = "not spoken by everybody yet"
    silent_count = len(missing | {line for line, _ in silent})
    size = sum(os.path.getsize(f"{folder}/voices/{lang}.{ending}") for ending in ("pack", "ron")) / 1e6
    return f"| {case} | {lang} | {len(every)} | {len(every) - silent_count} | {silent_count} | {len(recordings)} | {size:.2f} |", out


def _put(page, head, rows):
    """The page with other rows under a table's head."""
    before, rest = page.split(head, 1)
    after = rest[rest.index("\n\n") + 1:] if rest.startswith("|") else rest
    return before + head + "".join(f"{row}\n" for row in rows) + after


def main():
    heard, rows = [], {}
    for folder in sorted(glob.glob(f"{_ROOT}/scenarios/*/")):
        case = os.path.basename(folder.rstrip("/"))
        for lang in ("zh", "en"):
            if casting.knows(case):
                row, gaps = look(folder.rstrip("/"), lang)
                heard.append(row)
                for line, why in gaps.items():
                    rows.setdefault((case, line, why), []).append(lang)
    with open(_PAGE, encoding="utf-8") as f:
        page = f.read()
    page = _put(page, _HEARD, heard)
    page = _put(page, _GAPS, [f"| {case} | `{line}` | {', '.join(langs)} | {why} |" for (case, line, why), langs in sorted(rows.items())])
    with open(_PAGE, "w", encoding="utf-8") as f:
        f.write(page)
    print("\n".join(heard))
    print(f"{len(rows)} rows in the table of lines without a voice")


if __name__ == "__main__":
    main()
