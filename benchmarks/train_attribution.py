"""Train the ranker of quotation attribution (audiobook/dialogue/ranker.py) on the Project Dialogism Novel Corpus.

    pip install -e '.[train]'
    python benchmarks/train_attribution.py --pdnc DIR [--out audiobook/ranker.npz] [--folds build/folds]

Two networks that see all novels go into the package; with --folds, five more each leave a fold of whole novels out, for
the cross-validated figures (`benchmarks/attribution.py --folds build/folds`). On a CPU the same machine and versions
give the same weights, bit for bit, in a quarter of an hour (the folds in an hour more); a GPU takes two minutes, and
rounds differently each time.
DIR: see pdnc.py; examples.py tells how the novels are seen.
"""

import argparse
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from examples import VIEWS, Example, examples, own_examples
from pdnc import FOLDS
from torch.nn import functional

from audiobook.dialogue.ranker import NEIGHBOURS, as_inputs

NO_FOLD = -2
"""Of the project's own story."""
EVERYTHING = (-1, -1)
"""What the networks of the package leave out of the novels: no fold."""
HIDDEN, ROUNDS = 64, 4
EPOCHS, WINDOW = 10, 640
FARTHEST = 4
"""No number counts as farther from the mean than so many standard deviations: stories differ from novels."""
TEMPERATURE = 1.5
"""What the cross-validation fits; that of the package's ranker."""
DROPOUT, MASK, DECAY, RATE, AVERAGE = 0.35, 0.2, 0.02, 2e-3, 0.004


# ------------------------------------------------------------------------------------------------------------ inputs


def input_plan(rows: np.ndarray) -> dict[str, np.ndarray]:
    """Say how features become inputs: codes one by one, and every number scaled."""
    plan: list[tuple[int, float, float, float, float, float]] = []
    for column in range(rows.shape[1]):
        values = rows[:, column]
        codes = np.unique(values)
        if 2 < len(codes) <= 10:
            plan += [(column, code, 0, 0, 0, 0) for code in codes[:-1]]
        mean, reach = values.mean(), FARTHEST * values.std()
        low, high = np.clip(np.quantile(values, [0.001, 0.999]), mean - reach, mean + reach)
        clipped = np.clip(values, low, high)
        if clipped.std() > 1e-6:
            plan.append((column, np.nan, low, high, clipped.mean(), 1 / clipped.std()))
    names = ("column", "equals", "low", "high", "mean", "scale")
    return {name: np.array(values, np.float32) for name, values in zip(names, zip(*plan, strict=True), strict=True)}


@dataclass
class Text:
    """One example on the device, its lines as a grid of (n_lines, n_slots), empty cells at the end of each line."""

    fold: int
    view: str
    inputs: torch.Tensor
    """(n_lines, n_slots, n_inputs), half precision"""
    there: torch.Tensor
    """(n_lines, n_slots): whether the cell is one."""
    near: torch.Tensor
    """(n_lines, n_slots, NEIGHBOURS): line x n_slots + slot; -1 for none."""
    right: torch.Tensor
    """(n_lines, n_slots)"""


def as_text(example: Example, plan: dict[str, np.ndarray], n_slots: int, device: str) -> Text:
    """Lay an example out as a grid."""
    grid = example.grid
    n_lines = len(grid.candidates)
    line = np.repeat(np.arange(n_lines), np.diff(grid.offsets))
    flat = line * n_slots + np.arange(len(line)) - grid.offsets[line]
    inputs = np.zeros((n_lines * n_slots, len(plan["column"])), np.float16)
    inputs[flat] = as_inputs(plan).of(grid.rows)
    near = np.full((n_lines * n_slots, NEIGHBOURS), -1)
    near[flat] = np.where(grid.neighbours >= 0, flat[grid.neighbours], -1)
    right, there = np.zeros(n_lines * n_slots, np.float32), np.zeros(n_lines * n_slots, bool)
    right[flat], there[flat] = example.right, True
    fold = next((i for i, novels in enumerate(FOLDS) if example.novel in novels), NO_FOLD)
    shape = (n_lines, n_slots)
    return Text(
        fold,
        example.view,
        torch.tensor(inputs.reshape(*shape, -1), device=device),
        torch.tensor(there.reshape(shape), device=device),
        torch.tensor(near.reshape(*shape, NEIGHBOURS), device=device),
        torch.tensor(right.reshape(shape), device=device),
    )


# ----------------------------------------------------------------------------------------------------------- networks


def weights(n_networks: int, n_inputs: int, device: str) -> dict[str, torch.Tensor]:
    """Make the weights of some networks, each with the number of the network first."""

    def drawn(*shape: int, scale: float) -> torch.Tensor:
        return (torch.randn(n_networks, *shape) * scale).to(device).requires_grad_()

    def ones() -> torch.Tensor:
        return torch.ones(n_networks, HIDDEN, device=device, requires_grad=True)

    w = {"wi": drawn(n_inputs, HIDDEN, scale=n_inputs**-0.5), "bi": drawn(HIDDEN, scale=0)}
    for k in range(ROUNDS):
        told = (NEIGHBOURS + 3) * HIDDEN
        w |= {f"n{k}g": ones(), f"n{k}b": drawn(HIDDEN, scale=0), f"z{k}": drawn(NEIGHBOURS, HIDDEN, scale=0.1)}
        w |= {f"w{k}": drawn(told, HIDDEN, scale=told**-0.5), f"b{k}": drawn(HIDDEN, scale=0)}
        w |= {f"v{k}": drawn(HIDDEN, HIDDEN, scale=0.5 * HIDDEN**-0.5), f"c{k}": drawn(HIDDEN, scale=0)}
    return w | {
        "ng": ones(),
        "nb": drawn(HIDDEN, scale=0),
        "wo": drawn(HIDDEN, 1, scale=HIDDEN**-0.5),
        "bo": drawn(1, scale=0),
    }


def forward(w: dict[str, torch.Tensor], text: Text, first: int, end: int, *, training: bool) -> torch.Tensor:
    """Give the log chance of every cell of some lines, (n_networks, n_lines, n_slots); as ranker.py does."""
    there, n_slots, n_networks = text.there[first:end], text.there.shape[1], len(w["wi"])
    n_cells = (end - first) * n_slots
    near = text.near[first:end].reshape(n_cells, NEIGHBOURS) - first * n_slots
    nobody = n_cells + torch.arange(NEIGHBOURS, device=near.device).expand_as(near)
    near = torch.where((near >= 0) & (near < n_cells), near, nobody).flatten()
    inputs = text.inputs[first:end].float().reshape(1, n_cells, -1).expand(n_networks, -1, -1)
    hidden = _dropped(_linear(_dropped(inputs, MASK, training=training), w["wi"], w["bi"]), DROPOUT, training=training)
    cells = there.reshape(1, -1, n_slots, 1)
    sizes = there.sum(1).reshape(1, -1, 1, 1)
    for k in range(ROUNDS):
        seen = _normed(hidden, w[f"n{k}g"], w[f"n{k}b"])
        sides = torch.cat([seen, w[f"z{k}"]], 1).index_select(1, near).view(n_networks, n_cells, -1)
        by_line = seen.view(n_networks, -1, n_slots, HIDDEN)
        most = by_line.masked_fill(~cells, -1e9).amax(2, keepdim=True).expand_as(by_line).reshape_as(seen)
        mean = ((by_line * cells).sum(2, keepdim=True) / sizes).expand_as(by_line).reshape_as(seen)
        told = _linear(torch.cat([seen, sides, most, mean], 2), w[f"w{k}"], w[f"b{k}"])
        told = _dropped(functional.gelu(told, approximate="tanh"), DROPOUT, training=training)
        hidden = hidden + _linear(told, w[f"v{k}"], w[f"c{k}"])
    scores = _linear(_normed(hidden, w["ng"], w["nb"]), w["wo"], w["bo"]).view(n_networks, -1, n_slots)
    return scores.masked_fill(~there, -1e9).log_softmax(2)


def _linear(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    return torch.baddbmm(bias[:, None], x, weight)


def _normed(x: torch.Tensor, gain: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, x.shape[-1:]) * gain[:, None] + bias[:, None]


def _dropped(x: torch.Tensor, share: float, *, training: bool) -> torch.Tensor:
    return x * (torch.rand_like(x) >= share) / (1 - share) if training else x


def train(
    texts: list[Text], left_out: tuple[int, ...], n_inputs: int, n_epochs: int, device: str
) -> dict[str, torch.Tensor]:
    """Give the weights of a network for each fold left out, averaged over the last steps (exponentially)."""
    torch.manual_seed(0)
    w = weights(len(left_out), n_inputs, device)
    big = [p for name, p in w.items() if name[0] in "wv"]
    small = [p for name, p in w.items() if name[0] not in "wv"]
    groups = [{"params": big, "weight_decay": DECAY}, {"params": small, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    order, began = random.Random(0), time.time()
    plans = [_windows(texts, order) for _ in range(n_epochs)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=sum(map(len, plans)), pct_start=0.15)
    mean = {name: p.detach().clone() for name, p in w.items()}
    for epoch, windows in enumerate(plans, 1):
        total = torch.zeros((), device=device)
        for number, first, end in windows:
            loss = _loss(w, texts[number], first, end, left_out)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(w.values(), len(left_out) ** 0.5)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for name, p in w.items():
                    mean[name].lerp_(p, AVERAGE)
            total += loss.detach()
        print(
            f"epoch {epoch} loss {float(total) / len(windows) / len(left_out):.4f} {time.time() - began:.0f} s",
            flush=True,
        )
    return mean


def _windows(texts: list[Text], order: random.Random) -> list[tuple[int, int, int]]:
    """Cut all texts into windows that have a line with a right answer, and shuffle them."""
    found = []
    for number, text in enumerate(texts):
        n_lines = len(text.there)
        cuts = sorted({0, n_lines, *range(order.randrange(1, WINDOW), n_lines, WINDOW)})
        found += [(number, first, end) for first, end in pairwise(cuts)]
    order.shuffle(found)
    return found


def _loss(w: dict[str, torch.Tensor], text: Text, first: int, end: int, left_out: tuple[int, ...]) -> torch.Tensor:
    """Give the cross entropy, summed over the networks that may see the text."""
    chances = forward(w, text, first, end, training=True).exp()
    right = text.right[first:end]
    known = right.sum(1) > 0
    hit = (chances * right).sum(2)
    losses = -((hit + 1e-7).log() * known).sum(1) / known.sum().clamp(min=1)
    sees = torch.tensor(left_out, device=losses.device) != text.fold
    return (losses * sees).sum()


# ------------------------------------------------------------------------------------------------------------ figures


@torch.no_grad()
def unseen(w: dict[str, torch.Tensor], texts: list[Text], view: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the log chances and the right cells of all lines of a view, by the network that never saw the novel."""
    found, truth = [], []
    for text in texts:
        if text.view != view:
            continue
        for first in range(0, len(text.there), WINDOW):
            end = min(len(text.there), first + WINDOW)
            low, high = max(0, first - 24), min(len(text.there), end + 24)
            answer = forward(w, text, low, high, training=False)[text.fold]
            found.append(answer[first - low : end - low])
            truth.append(text.right[first:end])
    return torch.cat(found), torch.cat(truth)


def fit_temperature(chances: torch.Tensor, right: torch.Tensor) -> float:
    """Give the temperature under which the chances are likeliest, for lines that have a right cell."""
    known = right.sum(1) > 0
    losses = {}
    for step in range(10, 41):
        tempered = (chances[known] / (step / 10)).log_softmax(1).exp()
        losses[step / 10] = float(-((tempered * right[known]).sum(1) + 1e-7).log().mean())
    return min(losses, key=lambda t: losses[t])


def save(path: Path, plan: dict[str, np.ndarray], w: dict[str, torch.Tensor], temperature: float) -> None:
    """Write the file of a ranker."""
    arrays: dict[str, Any] = {"temperature": np.float32(temperature), **plan}
    arrays |= {f"w_{name}": p.cpu().numpy().astype(np.float16) for name, p in w.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)
    print(f"{path}: {path.stat().st_size} bytes, {sum(p[0].numel() for p in w.values())} weights a network")


def cross_validate(texts: list[Text], plan: dict[str, np.ndarray], n_epochs: int, device: str, folder: Path) -> float:
    """Train a network for each fold that never sees it, print what they get right, and give the temperature."""
    w = train(texts, tuple(range(len(FOLDS))), len(plan["column"]), n_epochs, device)
    temperature = fit_temperature(*unseen(w, texts, "B"))
    for view in VIEWS:
        chances, right = unseen(w, texts, view)
        best = right.gather(1, chances.argmax(1, keepdim=True))[:, 0]
        share = 100 * float(best[right.sum(1) > 0].mean())
        print(f"{view}: {share:.2f} % of the lines that have a right cell, by networks that never saw them")
    print(f"temperature {temperature}")
    for fold in range(len(FOLDS)):
        own = {name: p[fold : fold + 1] for name, p in w.items()}
        save(folder / f"fold-{fold}.npz", plan, own, temperature)
    return temperature


def main() -> int:
    """Train, save, and print the cross-validated figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdnc", type=Path, required=True, help="the corpus's folder of novels")
    parser.add_argument("--out", type=Path, default=Path("audiobook/ranker.npz"), help="where the ranker goes")
    parser.add_argument("--folds", type=Path, help="cross-validate as well; the rankers of the folds go there")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.use_deterministic_algorithms(mode=device == "cpu")
    began = time.time()
    with ProcessPoolExecutor() as pool:
        folders = sorted(p for p in given.pdnc.iterdir() if p.is_dir())
        found = [example for own in pool.map(examples, folders) for example in own] + own_examples()
    plan = input_plan(np.concatenate([e.grid.rows[::7] for e in found]))
    n_slots = max(len(people) for e in found for people in e.grid.candidates)
    texts = [as_text(example, plan, n_slots, device) for example in found]
    print(f"{len(texts)} texts, {len(plan['column'])} inputs, {time.time() - began:.0f} s", flush=True)
    w = train(texts, EVERYTHING, len(plan["column"]), given.epochs, device)
    save(given.out, plan, w, TEMPERATURE)
    if given.folds:
        cross_validate(texts, plan, given.epochs, device, given.folds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
