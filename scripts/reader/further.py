"""Teaches a packed network further lines without forgetting the old ones: further.py NET NEW.strips ALL.strips OUT [options].
Every round goes once over the new lines and over a share of all, in small steps: little moves but what the new lines are
about, where a whole training by fit.py moves everything. What the network made of old lines before counts beside their
labels (`--keep`): it shall not change its mind where nobody asked it to."""
import argparse
import copy
import random
import struct
import time
import zlib

import numpy as np
import torch
import torch.nn.functional as F

from fit import Feed
from net import ACTS, TAPS, Net
from strips import known, read, vocabulary


def options():
    parse = argparse.ArgumentParser()
    parse.add_argument("network")
    parse.add_argument("new")
    parse.add_argument("old")
    parse.add_argument("out")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--rounds", type=int, default=5)
    parse.add_argument("--step", type=float, default=6e-4)
    parse.add_argument("--drop", type=float, default=0.2)
    parse.add_argument("--old-lines", type=int, default=6000, help="lines of all that each round repeats")
    parse.add_argument("--forget", type=float, default=0.1)
    parse.add_argument("--joined", type=float, default=0.35)
    parse.add_argument("--copied", type=float, default=0.5)
    parse.add_argument("--smooth", type=float, default=0.02)
    parse.add_argument("--keep", type=float, default=0.6, help="weight of what the network made of an old line before")
    parse.add_argument("--acts", type=int, nargs="+", help="places of the acts taught; others stay as read")
    parse.add_argument("--batch", type=int, default=128)
    return parse.parse_args()


def unpack(path):
    """The network that pack.py wrote, as fit.py would hand it over; its pact stays with pack.py."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"SWSR":
        raise SystemExit(f"{path}: no network")
    raw, at = zlib.decompress(data[5:]), 0

    def take(kind, count):
        nonlocal at
        found = np.frombuffer(raw, kind, count, at)
        at += found.nbytes
        return found

    def floats(*shape):
        return torch.from_numpy(take("<f4", int(np.prod(shape))).reshape(shape).copy())

    fingerprint = int(take("<u4", 1)[0])
    width, count, layers, acts = (int(n) for n in take("<i4", 4))
    assert acts == ACTS
    take("<i4", 5)
    words = take("<u4", count).copy()
    steps = take("<f4", count)
    rows = take("i1", count * width).reshape(width, count).T * steps[:, None]
    state = {"rows.weight": torch.from_numpy(np.vstack([np.zeros((1, width)), rows]).astype(np.float32))}
    state["first.weight"], state["first.bias"] = floats(width), floats(width)
    reaches = []
    for layer in range(layers):
        reaches.append(int(take("<i4", 1)[0]))
        state[f"layers.{layer}.weight"] = floats(TAPS, width, 2 * width).permute(2, 1, 0).contiguous()
        state[f"layers.{layer}.bias"] = floats(2 * width)
        state[f"norms.{layer}.weight"], state[f"norms.{layer}.bias"] = floats(width), floats(width)
    state["whole.weight"], state["whole.bias"] = floats(width, width).T.contiguous(), floats(width)
    state["asks.weight"] = floats(width, ACTS).T.contiguous()
    state["weighs"], state["bias"] = floats(ACTS, width), floats(ACTS)
    assert at == len(raw)
    return state, words, fingerprint, width, reaches


def widened(state, words, new):
    """Hashes that only the new lines hold get rows of nothing."""
    both = np.union1d(words, new).astype(np.uint32)
    rows = torch.zeros(len(both) + 1, state["rows.weight"].shape[1])
    rows[torch.from_numpy(np.searchsorted(both, words) + 1)] = state["rows.weight"][1:]
    return {**state, "rows.weight": rows}, both


def main():
    asked = options()
    torch.set_num_threads(1)
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    chance = np.random.default_rng(asked.seed)
    state, words, fingerprint, width, reaches = unpack(asked.network)
    (new, newly), (old, _) = read(asked.new), read(asked.old)
    assert newly == fingerprint, "the lexicon has changed: train from the beginning"
    state, words = widened(state, words, vocabulary(new, 2)[0])
    count = len({strip.line for strip in new})
    # One feed for both, so that new lines are joined with old ones too; old ones are joined with old ones only.
    shift = 1 + max(strip.line for strip in new)
    for strip in old:
        strip.line += shift
    forget = np.full(len(words) + 1, asked.forget, np.float32)
    forget[0] = 0
    feed = Feed(known(new + old, words), forget, chance, asked)
    among = [feed.by_lang, {lang: [at for at in lines if at >= count] for lang, lines in feed.by_lang.items()}]

    def sample(at):
        feed.by_lang = among[int(at >= count)]
        return feed.sample(at)

    net = Net(len(words), width, reaches, asked.drop)
    net.load_state_dict(state)
    before = copy.deepcopy(net).eval()
    dense = [p for name, p in net.named_parameters() if name != "rows.weight"]
    movers = [
        torch.optim.SparseAdam([net.rows.weight], lr=asked.step, betas=(0.9, 0.98)),
        torch.optim.AdamW(dense, lr=asked.step / 3, betas=(0.9, 0.98), weight_decay=0.01),
    ]
    widths = [asked.step, asked.step / 3]
    steps, step = asked.rounds * -(-(count + asked.old_lines) // asked.batch), 0
    taught = torch.tensor([not asked.acts or act in asked.acts for act in range(ACTS)])

    def teach(part):
        nonlocal step
        given, owed = feed.batch([item for item, _ in part], True)
        for mover, most in zip(movers, widths):
            mover.zero_grad()
            for group in mover.param_groups:
                group["lr"] = most * min(1, (step + 1) / 50) * max(0.05, 1 - step / steps)
        wanted = owed * (1 - asked.smooth) + asked.smooth * 0.1 * (1 - owed)
        with torch.no_grad():
            kept = torch.tensor([asked.keep * (at >= count) for _, at in part]).float().unsqueeze(1)
            kept = torch.where(taught, kept, torch.ones(1))
            wanted = wanted * (1 - kept) + torch.sigmoid(before(*given)) * kept
        loss = F.binary_cross_entropy_with_logits(net(*given), wanted, reduction="sum") / len(part)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(dense, 5.0)
        for mover in movers:
            mover.step()
        step += 1
        return float(loss)

    net.train()
    for number in range(asked.rounds):
        begun, lost = time.time(), 0.0
        repeated = chance.choice(np.arange(count, len(feed.lines)), asked.old_lines, replace=False)
        order = chance.permutation(np.concatenate([np.arange(count), repeated]))
        for first in range(0, len(order), asked.batch * 16):
            # Lines of like length together spare padding.
            some = [(sample(at), at) for at in order[first : first + asked.batch * 16]]
            some.sort(key=lambda item: len(item[0][1]))
            batches = [some[at : at + asked.batch] for at in range(0, len(some), asked.batch)]
            random.shuffle(batches)
            for part in batches:
                lost += teach(part) * len(part)
        print(number, round(lost / len(order), 4), round(time.time() - begun), "s", flush=True)
    made = {"state": net.state_dict(), "words": words, "fingerprint": fingerprint, "width": width, "reaches": reaches}
    torch.save(made, asked.out)


if __name__ == "__main__":
    main()
