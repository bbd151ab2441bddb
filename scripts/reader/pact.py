"""Finds how both readers agree, on lines that neither learned from, and prints what each reads alone and together:
pact.py TRAINED STRIPS…, strips written with `--beside` a linear model that never saw them."""
import argparse
import itertools

import numpy as np
import torch

from fit import Feed, scores
from net import ACTS, Net
from strips import known, read

LAWFUL = 22


def decide(margins, grace):
    said = margins >= 0
    near = ~said.any(1) & (margins.max(1) >= -grace)
    said[np.flatnonzero(near), margins[near].argmax(1)] = True
    return said


def figures(said, owed):
    right = (said & owed).sum()
    wrong = said[:, LAWFUL:]
    return {
        "f1": 2 * right / max(1, said.sum() + owed.sum()),
        "wrong recall": (wrong & owed[:, LAWFUL:]).sum() / max(1, owed[:, LAWFUL:].sum()),
        "wrong alarms": (wrong & ~owed[:, LAWFUL:]).sum() / len(said),
        "idle read": said[~owed.any(1)].any(1).mean() if (~owed.any(1)).any() else 0.0,
    }


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("trained")
    parse.add_argument("strips", nargs="+")
    asked = parse.parse_args()
    torch.set_num_threads(1)
    trained = torch.load(asked.trained, weights_only=False)
    net = Net(len(trained["words"]), trained["width"], trained["reaches"], 0)
    net.load_state_dict(trained["state"])
    sets = []
    for path in asked.strips:
        strips = known(read(path, beside=True)[0], trained["words"])
        feed = Feed(strips, None, None, None)
        owed = np.array([[s.acts >> act & 1 for act in range(ACTS)] for s in strips], bool)
        sets.append((path, scores(net, feed, strips), np.array([s.margins for s in strips]), owed))
    tried = []
    quarters = [i / 4 for i in range(6)]
    for share, lawful, wrong, grace in itertools.product((0, 0.3, 0.4, 0.5, 0.6, 1), quarters, quarters, (0, 0.5, 1, 1.5)):
        found = []
        for _, second, first, owed in sets:
            margins = share * second + (1 - share) * first
            margins = np.concatenate([margins[:, :LAWFUL] - lawful, margins[:, LAWFUL:] - wrong], 1)
            found.append(figures(decide(margins, grace), owed))
        # A lawful officer accused and idle talk taken for an act weigh more than an act missed.
        value = sum(f["f1"] - f["wrong alarms"] * 2 - f["idle read"] / 10 for f in found)
        tried.append((value, share, lawful, wrong, grace, found))
    for share in sorted({t[1] for t in tried}):
        best = max((t for t in tried if t[1] == share), key=lambda t: t[0])
        print("share", share, "lawful", best[2], "wrong", best[3], "grace", best[4])
        for (path, *_), found in zip(sets, best[5]):
            print("  ", path, {name: round(float(value), 3) for name, value in found.items()})


if __name__ == "__main__":
    main()
