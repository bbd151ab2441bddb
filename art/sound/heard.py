#!/usr/bin/env python3
"""Does a recogniser make out what the voices say? usage: heard.py MODEL.bin [PHRASES_A_VOICE]

MODEL is the unpacked voice fixture (tests/fixtures/voice), which knows one closed list of phrases. Every person says some
of them, calm and angry, and so does the bare synthesiser in the same variant: the share that comes back right
tells what making a person of a voice costs, and what coding it costs (VOICE_CODER). Needs pywhispercpp; nothing is written.
"""
import os
import re
import sys
import tempfile
import zlib

import numpy as np
from pywhispercpp.model import Model
from scipy.signal import resample_poly

import casting
import dsp
import pack
import reading
import say
import voices

_HERE = os.path.dirname(os.path.abspath(__file__))
_WINDOW_OF_30_S = 1500


def bare(text):
    """Letters and characters only."""
    return re.sub(r"[\W_]+", "", text).lower()


def hear(model, x, lang, rate=say.RATE):
    """What the model makes of the samples."""
    y = resample_poly(x, 320, 441) if rate == say.RATE else x
    y = np.concatenate([np.zeros(4800), y / (np.max(np.abs(y)) + 1e-9) * 0.6, np.zeros(8000)]).astype(np.float32)
    window = min(_WINDOW_OF_30_S, int(len(y) / 16000 * 50) + 64)
    segments = model.transcribe(y, language=lang, single_segment=True, no_context=True, audio_ctx=window, temperature_inc=0.0)
    return "".join(s.text for s in segments)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    model = Model(sys.argv[1], n_threads=1, print_progress=False, print_realtime=False, no_timestamps=True, redirect_whispercpp_logs_to=None)
    phrases = {"zh": [], "en": []}
    for line in open(f"{_HERE}/../../tests/fixtures/voice/phrases.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            text, lang = line.rstrip("\n").split("\t")[:2]
            phrases[lang].append(text)
    total = {}
    work = tempfile.mkdtemp()
    print("| case | person | language | bare | calm | angry | calm, coded | angry, coded |\n|---|---|---|---|---|---|---|---|")
    for case, people in casting.VOICES.items():
        for person in people:
            for lang in ("zh", "en"):
                lender, _ = casting.LENDERS.get((case, lang), {}).get(person, (person, 1.0))
                if lender != person:
                    continue
                voice = casting.cast(case, person, lang)
                rng = np.random.default_rng(zlib.crc32(f"{case}/{person}/{lang}".encode()))
                row = {"bare": 0, "calm": 0, "angry": 0, "calm, coded": 0, "angry, coded": 0}
                for text in rng.choice(phrases[lang], count, replace=False):
                    said = reading.clauses(lang, text)
                    raw = np.concatenate([np.concatenate([say.espeak(lang, c, voice.base, voice.speed), np.zeros(2600)]) for c, _ in said])
                    row["bare"] += bare(hear(model, raw, lang)) == bare(text)
                    for mood in ("calm", "angry"):
                        x, _ = say.speak(lang, said, voice, casting.MOODS[mood], rng, None, voices._air(case))
                        row[mood] += bare(hear(model, x, lang)) == bare(text)
                        thin = pack.coded(work, pack.BITS_A_SECOND[lang], {"one": dsp.levelled(x, say.RATE, voices.TARGET_LUFS, voices.PEAK_DB)})["one"]
                        row[f"{mood}, coded"] += bare(hear(model, thin, lang, pack.RATE)) == bare(text)
                for key, right in row.items():
                    t = total.setdefault((lang, key), [0, 0])
                    t[0] += right
                    t[1] += count
                print(f"| {case} | {person} | {lang} | " + " | ".join(f"{right}/{count}" for right in row.values()) + " |", flush=True)
    print(" · ".join(f"{lang} {key} {right}/{of}" for (lang, key), (right, of) in total.items()))


if __name__ == "__main__":
    main()
