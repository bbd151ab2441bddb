#!/usr/bin/env python3
"""Codes the spoken lines of a case and puts them into one file. usage: pack.py CASE_DIR zh|en

Writes CASE_DIR/voices/<lang>.pack and the list of it, CASE_DIR/voices/<lang>.ron, from what voices.py has spoken. Lines it has
not spoken yet have no entry. Recordings put into CASE_DIR/voices/<lang>/ by hand stay and go before these.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import soundfile
from scipy.signal import resample_poly

import dsp
import made
import ron
import say
import voices

# As few as the recogniser of art/sound/heard.py makes out as much with as without any coding; see docs/sound.md.
BITS_A_SECOND = {"zh": 10_000, "en": 8_000}
RATE = 16000
DECODED_PEAK_DB = -0.3
SOFTEST_LUFS, LOUDEST_LUFS = -22.4, -17.2  # a whisper and a shout
_SURELY_BELOW = 0.6  # samples of this height hide no true peak that clips
_BATCH = 24
_ROUNDS = 5
_HEAD_PAGES = 2


def coded(work, bits_a_second, sounds):
    """{name: samples at say.RATE} -> {name: samples at RATE as decoded}; the streams lie in `work`."""
    words = []
    for name, x in sounds.items():
        dsp.write_wav(f"{work}/{name}.wav", resample_poly(x, 320, 441), RATE)
        words += [f"{work}/{name}.wav", f"{work}/{name}.opus"]
    subprocess.run([os.environ["VOICE_CODER"], str(bits_a_second), *words], check=True)
    for name in sounds:
        os.remove(f"{work}/{name}.wav")
    return {name: decoded(f"{work}/{name}.opus") for name in sounds}


def decoded(stream):
    """Samples at RATE of a file or of what is open as one."""
    x, rate = soundfile.read(stream)
    assert rate == RATE and x.ndim == 1, rate
    return x


def _is_coded(spoken, stream):
    """Whether the stream is younger than what was spoken and the coder that made it."""
    newest = max(os.path.getmtime(spoken), os.path.getmtime(os.environ["VOICE_CODER"]), os.path.getmtime(__file__))
    return os.path.exists(stream) and os.path.getsize(stream) > 0 and os.path.getmtime(stream) > newest


def _batch(args):
    """[(key, ms, LUFS as decoded)] of some lines."""
    source, work, bits_a_second, keys = args
    sounds = {key: soundfile.read(f"{source}/{key}.wav")[0] for key in keys}
    # What an interrupted build has coded since it was spoken is taken as it is.
    fresh = {key: x for key, x in sounds.items() if not _is_coded(f"{source}/{key}.wav", f"{work}/{key}.opus")}
    heard = {key: decoded(f"{work}/{key}.opus") for key in keys if key not in fresh}
    heard.update(coded(work, bits_a_second, fresh) if fresh else {})
    # A coder shoots over, and breath lies high, where this coding ends: peaks and loudness are brought back.
    gain, ceiling = dict.fromkeys(keys, 0.0), dict.fromkeys(keys, voices.PEAK_DB)
    lufs = {key: dsp.lufs(x, RATE) for key, x in heard.items()}
    off = keys
    for _ in range(_ROUNDS):
        over = {key: dsp.true_peak_db(heard[key]) - DECODED_PEAK_DB for key in off if np.max(np.abs(heard[key])) > _SURELY_BELOW}
        over = {key: by for key, by in over.items() if by > 0}
        level = {key: np.clip(lufs[key], SOFTEST_LUFS + 0.3, LOUDEST_LUFS - 0.3) - lufs[key] for key in off if not SOFTEST_LUFS <= lufs[key] <= LOUDEST_LUFS}
        off = sorted(over.keys() | level.keys())
        if not off:
            break
        for key in off:
            gain[key] += level.get(key, 0.0)
            ceiling[key] -= over[key] + 0.1 if key in over else 0.0
        mended = {key: dsp.limit(sounds[key] * 10 ** (gain[key] / 20), say.RATE, ceiling[key]) for key in off}
        heard.update(coded(work, bits_a_second, mended))
        lufs.update({key: dsp.lufs(heard[key], RATE) for key in off})
    return [(key, len(heard[key]) * 1000 / RATE, lufs[key]) for key in keys]


def _head_length(stream):
    """Bytes of the pages that say what the stream is; the sound comes behind them."""
    at = 0
    for _ in range(_HEAD_PAGES):
        segments = stream[at + 26]
        at += 27 + segments + sum(stream[at + 27:at + 27 + segments])
    return at


def _joined(streams):
    """(one head and the sound of all streams, [(where one begins, its length)])."""
    length = _head_length(streams[0])
    head, out, parts = streams[0][:length], bytearray(streams[0][:length]), []
    for stream in streams:
        assert stream[:length] == head
        parts.append((len(out), len(stream) - length))
        out += stream[length:]
    return length, bytes(out), parts


def row(part, names, ms, lufs, marks):
    """A row of the list: who is heard saying what with a recording, and at which pace."""
    lines = ", ".join(ron.quote(name) for name, rate in names if rate == 1.0)
    paced = ", ".join(f"{ron.quote(name)}: {rate:.2f}" for name, rate in names if rate != 1.0)
    paced = f"paced: {{{paced}}}, " if paced else ""
    return f"        (lines: [{lines}], {paced}part: ({part[0]}, {part[1]}), ms: {ms}, lufs: {lufs:.1f}, visemes: {ron.quote(marks)}),\n"


def _write_list(path, pack, head, rows):
    """One row a recording."""
    with open(path, "w", encoding="utf-8") as f:
        f.write("// Made by art/sound/pack.py from the line files; see docs/sound.md. Recordings of your own go into the folder beside it.\n")
        f.write(f"(\n    format: 1,\n    pack: (file: {ron.quote(pack)}, head: {head}),\n    recordings: [\n")
        f.writelines(row(*one) for one in rows)
        f.write("    ],\n)\n")


def main():
    folder, lang = sys.argv[1].rstrip("/"), sys.argv[2]
    case, roles, todo, names, _ = voices.jobs(folder, lang)
    marks, _ = voices.spoken(case, lang, todo, roles)
    keys = [job[0] for job in todo if job[0] in marks]
    if not keys:
        print(f"{case} {lang}: nothing is spoken")
        return
    source = voices.folder_of(case, lang)
    work = f"{source}-coded"
    os.makedirs(work, exist_ok=True)
    os.makedirs(f"{folder}/voices", exist_ok=True)
    batches = [(source, work, BITS_A_SECOND[lang], keys[i:i + _BATCH]) for i in range(0, len(keys), _BATCH)]
    with ProcessPoolExecutor(int(os.environ.get("JOBS", "1"))) as pool:
        about = {key: (ms, lufs) for rows in pool.map(_batch, batches) for key, ms, lufs in rows}
    streams = []
    for key in keys:
        with open(f"{work}/{key}.opus", "rb") as f:
            streams.append(f.read())
    head, pack, parts = _joined(streams)
    with open(f"{folder}/voices/{lang}.pack", "wb") as f:
        f.write(pack)
    # Until all who may say a line have said it, it has no plain name: nobody is heard in another's voice.
    partly = {re.sub("@[^~]*", "", name) for name, (key, _) in names.items() if key not in about}
    heard_as = {}
    for name, (key, rate) in sorted(names.items()):
        if name not in partly:
            heard_as.setdefault(key, []).append((name, rate))
    rows = [(part, heard_as[key], round(about[key][0]), about[key][1], marks[key]) for key, part in zip(keys, parts)]
    _write_list(f"{folder}/voices/{lang}.ron", f"{lang}.pack", head, rows)
    # A recording is noted under the first of the lines it is heard as.
    words = {job[0]: job[3] for job in todo}
    made.note(f"{case}-{lang}", {heard_as[key][0][0]: (pack[at:at + size], words[key]) for key, (at, size) in zip(keys, parts)}, {heard_as[key][0][0] for key in keys})
    seconds = sum(about[key][0] for key in keys) / 1000
    print(f"{case} {lang}: {len(keys)} of {len(todo)} recordings, {seconds / 60:.1f} minutes, {len(pack) / 1e6:.2f} MB, {len(pack) / seconds:.0f} bytes a second", flush=True)


if __name__ == "__main__":
    main()
