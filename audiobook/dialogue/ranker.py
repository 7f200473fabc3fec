"""The learned ranker: a small network that weighs the candidates of every line together with the lines around it.

Each candidate of each line is a cell with a row of features (features.py). Four rounds let every cell look at the same
person in the paragraphs with speech around it, two on either side, in the lines of its own paragraph, and at its rivals
in its line; so what is sure decides what is not, turn by turn, as in belief propagation over a conversation (the idea
of message passing: Gilmer et al. 2017). benchmarks/train_attribution.py trains it; docs/ranker.md tells on what.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from audiobook.dialogue.candidates import find_candidates
from audiobook.dialogue.descriptions import described_shares
from audiobook.dialogue.features import Features
from audiobook.dialogue.outlook import Outlook
from audiobook.dialogue.style import manners
from audiobook.dialogue.turns import Ballot

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

NEIGHBOURS: Final = 6
"""Of a cell: before, after, the second before, the second after, and the two sides in its paragraph."""
_WINDOW, _MARGIN = 600, 24
"""So many lines are weighed at a time, with so many more on either side for them to look at."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """How features become what the network takes in, each array of n_inputs."""

    column: Places
    """The feature."""
    equals: Floats
    """The input is 1 where the feature is this; NaN for the number itself, scaled."""
    low: Floats
    high: Floats
    mean: Floats
    scale: Floats

    def of(self, rows: Floats) -> Floats:
        """Give (n_cells, n_inputs) for (n_cells, n_features)."""
        raw = rows[:, self.column]
        scaled = (np.clip(raw, self.low, self.high) - self.mean) * self.scale
        return np.where(np.isnan(self.equals), scaled, raw == self.equals).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights of some networks of one shape, whose answers are averaged, and how sure they may be."""

    inputs: Inputs
    networks: tuple[dict[str, Floats], ...]
    n_rounds: int
    temperature: float
    """Log odds are divided by it: networks are surer than they are right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a book, line after line."""

    rows: Floats
    """(n_cells, n_features)"""
    neighbours: Places
    """(n_cells, NEIGHBOURS): the cell of the same person there; -1 where there is none."""
    offsets: Places
    """(n_lines + 1): the cells of line i are offsets[i]..offsets[i + 1]."""
    candidates: list[list[int]]


def rank(ranker: Ranker, outlook: Outlook, rules: list[Ballot]) -> list[Ballot]:
    """Give the chance of each candidate of each line.

    rules: for each line, how far behind their favourite the rules see everybody.
    """
    grid = lay_out(outlook, rules)
    if not len(grid.rows):
        return []
    answers = np.mean([_answers(ranker, network, grid) for network in ranker.networks], axis=0)
    cells = np.exp(_per_line(answers / ranker.temperature, grid.offsets)).tolist()
    return [
        dict(zip(people, cells[first : first + len(people)], strict=True))
        for people, first in zip(grid.candidates, grid.offsets.tolist(), strict=False)
    ]


def lay_out(outlook: Outlook, rules: list[Ballot]) -> Grid:
    """Give the cells of a book."""
    guesses = [_chances(scores) for scores in rules]
    told = described_shares(outlook, guesses)
    candidates = [find_candidates(outlook, i, rules[i], told[i]) for i in range(len(outlook.lines))]
    features = Features(outlook, rules, told)
    ways = manners(outlook, candidates, guesses)
    rows = [
        [*row, *manner]
        for i, people in enumerate(candidates)
        for row, manner in zip(features.rows(i, people), ways[i], strict=True)
    ]
    offsets = np.cumsum([0, *map(len, candidates)])
    return Grid(np.array(rows, np.float32), _neighbours(outlook, candidates, offsets), offsets, candidates)


def _chances(scores: Ballot) -> Ballot:
    powers = {person: float(np.exp(score)) for person, score in scores.items()}
    total = sum(powers.values())
    return {person: power / total for person, power in powers.items()}


def _neighbours(outlook: Outlook, candidates: list[list[int]], offsets: Places) -> Places:
    lines = outlook.lines
    place = [
        {p: int(first) + n for n, p in enumerate(people)} for people, first in zip(candidates, offsets, strict=False)
    ]
    found: list[list[int]] = []
    for i, people in enumerate(candidates):
        line = lines[i]
        at = line.beside.index(i)
        around = (
            line.before,
            line.after,
            lines[line.before].before if line.before is not None else None,
            lines[line.after].after if line.after is not None else None,
            line.beside[at - 1] if at else None,
            line.beside[at + 1] if at + 1 < len(line.beside) else None,
        )
        found += [[place[j].get(p, -1) if j is not None else -1 for j in around] for p in people]
    return np.array(found, np.int64).reshape(-1, NEIGHBOURS)


# -------------------------------------------------------------------------------------------------------- the network


def _answers(ranker: Ranker, network: dict[str, Floats], grid: Grid) -> Floats:
    """Give the log chance of every cell within its line, (n_cells)."""
    found = np.zeros(len(grid.rows), np.float32)
    n_lines = len(grid.offsets) - 1
    for start in range(0, n_lines, _WINDOW):
        end = min(n_lines, start + _WINDOW)
        first, last = max(0, start - _MARGIN), min(n_lines, end + _MARGIN)
        cells = slice(int(grid.offsets[first]), int(grid.offsets[last]))
        near = grid.neighbours[cells] - cells.start
        near[(near < 0) | (near >= cells.stop - cells.start)] = -1
        offsets = grid.offsets[first : last + 1] - cells.start
        answer = _forward(network, ranker.n_rounds, ranker.inputs.of(grid.rows[cells]), near, offsets)
        kept = slice(int(grid.offsets[start]), int(grid.offsets[end]))
        found[kept] = _per_line(answer, offsets)[kept.start - cells.start : kept.stop - cells.start]
    return found


def _forward(w: dict[str, Floats], n_rounds: int, inputs: Floats, near: Places, offsets: Places) -> Floats:
    """Give a score for every cell, (n_cells)."""
    starts, sizes = offsets[:-1], np.diff(offsets)
    hidden = inputs @ w["wi"] + w["bi"]
    for k in range(n_rounds):
        seen = _normed(hidden, w[f"n{k}g"], w[f"n{k}b"])
        there = [np.where(near[:, i, None] >= 0, seen[near[:, i]], w[f"z{k}"][i]) for i in range(NEIGHBOURS)]
        most = np.repeat(np.maximum.reduceat(seen, starts), sizes, axis=0)
        mean = np.repeat(np.add.reduceat(seen, starts) / sizes[:, None], sizes, axis=0)
        told = np.concatenate([seen, *there, most, mean], axis=1)
        hidden = hidden + _gelu(told @ w[f"w{k}"] + w[f"b{k}"]) @ w[f"v{k}"] + w[f"c{k}"]
    scores: Floats = (_normed(hidden, w["ng"], w["nb"]) @ w["wo"] + w["bo"])[:, 0]
    return scores


def _normed(x: Floats, gain: Floats, bias: Floats) -> Floats:
    centred = x - x.mean(axis=1, keepdims=True)
    spread: Floats = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + 1e-5)
    normed: Floats = centred / spread * gain + bias
    return normed


def _gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, by its tanh form (Hendrycks, Gimpel 2016)."""
    risen: Floats = np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)) + 1
    return 0.5 * x * risen


def _per_line(scores: Floats, offsets: Places) -> Floats:
    """Give the log softmax of the cells of each line."""
    starts, sizes = offsets[:-1], np.diff(offsets)
    least = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
    total: Floats = np.log(np.add.reduceat(np.exp(least), starts))
    chances: Floats = least - np.repeat(total, sizes)
    return chances


# ---------------------------------------------------------------------------------------------------------- the file


def as_inputs(arrays: dict[str, Any]) -> Inputs:
    """Take from the arrays of a ranker's file how features become inputs."""
    numbers = (arrays[name].astype(np.float32) for name in ("equals", "low", "high", "mean", "scale"))
    return Inputs(arrays["column"].astype(np.int64), *numbers)


def from_arrays(arrays: dict[str, Any]) -> Ranker:
    """Make a ranker of the arrays of its file."""
    names = [name.removeprefix("w_") for name in arrays if name.startswith("w_")]
    n_networks = len(arrays[f"w_{names[0]}"])
    networks = tuple({name: arrays[f"w_{name}"][m].astype(np.float32) for name in names} for m in range(n_networks))
    n_rounds = sum(name.startswith("z") for name in names)
    return Ranker(as_inputs(arrays), networks, n_rounds, float(arrays["temperature"]))
