"""Trains the network of the second reader: fit.py STRIPS OUT [options]. The same strips, seed and versions of torch and
processor give the same weights; what is shipped are the weights, not the training."""
import argparse
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from net import ACTS, Net
from strips import WRITTEN, known, read, vocabulary

CELLS_MAX = 160


def options():
    parse = argparse.ArgumentParser()
    parse.add_argument("strips")
    parse.add_argument("out")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--rounds", type=int, default=12)
    parse.add_argument("--width", type=int, default=64)
    parse.add_argument("--reaches", type=int, nargs="+", default=[1, 2, 4])
    parse.add_argument("--drop", type=float, default=0.2)
    parse.add_argument("--step", type=float, default=3e-3)
    parse.add_argument("--least", type=int, default=2, help="a hash must stand in so many lines")
    parse.add_argument("--forget", type=float, default=0.1, help="share of hashes left out at each visit")
    parse.add_argument("--forget-rare", type=float, default=0.5, help="the same on top for the rarest")
    parse.add_argument("--joined", type=float, default=0.35, help="share of lines joined with others")
    parse.add_argument("--copied", type=float, default=0.5, help="share of lines in a copy")
    parse.add_argument("--smooth", type=float, default=0.02, help="doubt in every label")
    parse.add_argument("--batch", type=int, default=128)
    return parse.parse_args()


class Feed:
    """Draws lines, their copies and joins."""

    def __init__(self, strips, forget, chance, asked):
        lines = {}
        for strip in strips:
            lines.setdefault(strip.line, []).append(strip)
        self.lines = [copies for _, copies in sorted(lines.items())]
        assert all(copies[0].copy == WRITTEN for copies in self.lines)
        self.by_lang = {}
        for at, copies in enumerate(self.lines):
            self.by_lang.setdefault(copies[0].lang, []).append(at)
        self.forget, self.chance, self.asked = forget, chance, asked

    def one(self, at):
        written, *copies = self.lines[at]
        if copies and self.chance.random() < self.asked.copied:
            return copies[self.chance.integers(len(copies))]
        return written

    def sample(self, at):
        strip = self.one(at)
        hashes, counts, acts = strip.hashes, strip.counts, strip.acts
        if self.chance.random() < self.asked.joined:
            others = self.by_lang[strip.lang]
            for _ in range(1 if self.chance.random() < 0.75 else 2):
                other = self.one(others[self.chance.integers(len(others))])
                pair = [(hashes, counts), (other.hashes, other.counts)]
                if self.chance.random() < 0.5:
                    pair.reverse()
                (head, head_counts), (tail, tail_counts) = pair
                if self.chance.random() < 0.25 and len(head_counts) > 1:
                    # In one breath: the mark between them goes.
                    head, head_counts = head[: len(head) - head_counts[-1]], head_counts[:-1]
                hashes = np.concatenate([head, tail])
                counts = np.concatenate([head_counts, tail_counts])
                acts |= other.acts
        return hashes, counts, acts

    def batch(self, items, learning):
        items = [(hashes, counts[:CELLS_MAX], acts) for hashes, counts, acts in items]
        longest = max(len(counts) for _, counts, _ in items)
        counts = np.concatenate([counts for _, counts, _ in items])
        hashes = np.concatenate([hashes[: counts.sum()] for hashes, counts, _ in items])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        places = np.concatenate([np.arange(len(c)) + i * longest for i, (_, c, _) in enumerate(items)])
        mask = np.zeros((len(items), longest), np.float32)
        mask.reshape(-1)[places] = 1
        weights = np.ones(len(hashes), np.float32)
        if learning:
            weights[self.chance.random(len(hashes), dtype=np.float32) < self.forget[hashes]] = 0
        owed = np.array([[acts >> act & 1 for act in range(ACTS)] for _, _, acts in items], np.float32)
        tensor = torch.from_numpy
        given = tensor(hashes), tensor(starts), tensor(weights), tensor(places), len(items), longest, tensor(mask)
        return given, tensor(owed)


def fit(strips, asked):
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    chance = np.random.default_rng(asked.seed)
    words, seen = vocabulary(strips, asked.least)
    rare = asked.forget + (1 - asked.forget) * asked.forget_rare / (1 + seen / 3.0)
    feed = Feed(known(strips, words), np.concatenate([[0], rare]).astype(np.float32), chance, asked)
    net = Net(len(words), asked.width, asked.reaches, asked.drop)
    dense = [p for name, p in net.named_parameters() if name != "rows.weight"]
    movers = [
        torch.optim.SparseAdam([net.rows.weight], lr=asked.step, betas=(0.9, 0.98)),
        torch.optim.AdamW(dense, lr=asked.step, betas=(0.9, 0.98), weight_decay=0.01),
    ]
    count = len(feed.lines)
    steps, step = asked.rounds * -(-count // asked.batch), 0
    mean, meant = None, 0
    for number in range(asked.rounds):
        net.train()
        order, begun, lost = chance.permutation(count), time.time(), 0.0
        for first in range(0, count, asked.batch * 16):
            items = [feed.sample(at) for at in order[first : first + asked.batch * 16]]
            # Lines of like length together spare padding.
            items.sort(key=lambda item: len(item[1]))
            batches = [items[at : at + asked.batch] for at in range(0, len(items), asked.batch)]
            random.shuffle(batches)
            for items in batches:
                given, owed = feed.batch(items, True)
                for mover in movers:
                    mover.zero_grad()
                    for group in mover.param_groups:
                        group["lr"] = asked.step * min(1, (step + 1) / 200) * max(0.05, 1 - step / steps)
                wanted = owed * (1 - asked.smooth) + asked.smooth * 0.1 * (1 - owed)
                loss = F.binary_cross_entropy_with_logits(net(*given), wanted, reduction="sum") / len(items)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(dense, 5.0)
                for mover in movers:
                    mover.step()
                step += 1
                lost += float(loss) * len(items)
        if number >= asked.rounds * 0.6:
            # The mean of the last rounds reads better than the last one.
            state, meant = net.state_dict(), meant + 1
            mean = mean or {name: torch.zeros_like(value) for name, value in state.items()}
            for name in mean:
                mean[name] += (state[name] - mean[name]) / meant
        print(number, round(lost / count, 4), round(time.time() - begun), "s", flush=True)
    net.load_state_dict(mean)
    return net, words, feed


def scores(net, feed, strips):
    """Logits of strips whose hashes are already rows."""
    net.eval()
    found = np.zeros((len(strips), ACTS), np.float32)
    order = sorted(range(len(strips)), key=lambda at: len(strips[at].counts))
    with torch.no_grad():
        for first in range(0, len(order), 128):
            some = order[first : first + 128]
            items = [(strips[at].hashes, strips[at].counts, strips[at].acts) for at in some]
            found[some] = net(*feed.batch(items, False)[0]).numpy()
    return found


def main():
    asked = options()
    torch.set_num_threads(1)
    strips, fingerprint = read(asked.strips)
    net, words, _ = fit(strips, asked)
    torch.save(
        {
            "state": net.state_dict(),
            "words": words,
            "fingerprint": fingerprint,
            "width": asked.width,
            "reaches": asked.reaches,
        },
        asked.out,
    )


if __name__ == "__main__":
    main()
