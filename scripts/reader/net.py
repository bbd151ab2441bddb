"""The network of the second reader as it is trained; src/domain/understanding/second/net.rs reads the same in Rust."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from strips import ACTS

TAPS = 3


class Net(nn.Module):
    def __init__(self, words, width, reaches, drop):
        super().__init__()
        self.width, self.drop = width, drop
        # Row 0 is for what was never seen; it stays nothing.
        self.rows = nn.EmbeddingBag(words + 1, width, mode="sum", sparse=True)
        nn.init.normal_(self.rows.weight, std=0.1)
        self.rows.weight.data[0] = 0
        self.first = nn.LayerNorm(width)
        self.layers = nn.ModuleList(nn.Conv1d(width, 2 * width, TAPS, padding=r, dilation=r) for r in reaches)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in reaches)
        self.whole = nn.Linear(width, width)
        self.asks = nn.Linear(width, ACTS, bias=False)
        self.weighs = nn.Parameter(torch.randn(ACTS, width) * 0.05)
        self.bias = nn.Parameter(torch.full((ACTS,), -2.0))

    def forward(self, hashes, starts, weights, places, lines, longest, mask):
        cells = self.rows(hashes, starts, per_sample_weights=weights)
        x = cells.new_zeros(lines * longest, self.width).index_copy(0, places, cells)
        x = x.view(lines, longest, self.width)
        inside = mask.unsqueeze(2)
        x = F.dropout(self.first(x) * inside, self.drop, self.training)
        for layer, norm in zip(self.layers, self.norms):
            values, gates = layer(x.transpose(1, 2)).transpose(1, 2).chunk(2, 2)
            seen = F.dropout(values * torch.sigmoid(gates), self.drop, self.training)
            x = norm(x + seen) * inside
        most = x.masked_fill(inside == 0, -1e4).max(1)[0]
        x = x + torch.relu(self.whole(most)).unsqueeze(1)
        attention = torch.softmax(self.asks(x).masked_fill(inside == 0, -1e4), 1)
        answers = torch.einsum("bta,btw->baw", attention, x)
        answers = F.dropout(answers, self.drop, self.training)
        return (answers * self.weighs).sum(2) + self.bias
