"""The learned ranker: a small network that weighs the candidates of every line together with the lines around it.

Each candidate of each line is a cell with a row of features (features.py). Four rounds let every cell look at the same
person in the paragraphs with speech around it, two on either side, in the lines of its own paragraph, and at its rivals
in its line; so what is sure decides what is not, turn by turn, as in belief propagation over a conversation (the idea
of message passing: Gilmer et al. 2017). benchmarks/train_attribution.py trains it; docs/ranker.md tells on what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from audiobook.dialogue.candidates import find_candidates
from audiobook.dialogue.descriptions import described_shares
from audiobook.dialogue.evidence import Evidence
from audiobook.dialogue.exchange import around
from audiobook.dialogue.features import Features
from audiobook.dialogue.outlook import Line, Outlook, stating
from audiobook.dialogue.style import Style
from audiobook.dialogue.turns import Ballot

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

NEIGHBOURS: Final = 6
"""Of a cell: before, after, the second before, the second after, and the two sides in its paragraph."""
_WINDOW, _MARGIN = 600, 24
"""So many lines are weighed at a time, with so many more on either side for them to look at."""
_REACH: Final = 50
"""A correction reaches no line farther away than this."""


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
    """The cells of a stretch of lines, line after line."""

    rows: Floats
    """(n_cells, n_features)"""
    neighbours: Places
    """(n_cells, NEIGHBOURS): the cell of the same person there; -1 where there is none."""
    offsets: Places
    """(n_lines + 1): the cells of the i-th line are offsets[i]..offsets[i + 1]."""
    candidates: list[list[int]]


class Ranking:
    """The chances of every candidate of every line of a book, weighed anew around what the listener corrects."""

    def __init__(self, ranker: Ranker, outlook: Outlook, rules: list[Ballot]) -> None:
        """Weigh all lines.

        rules: for each line, how far behind their favourite the rules see everybody.
        """
        self._ranker = ranker
        self._first = outlook
        self._habits = Habits(outlook, rules)
        self.outlook, self._rules = outlook, rules
        self.chances = self._weighed(0, len(rules))
        """For each line, the chance of each candidate."""

    def correct(self, evidence: Evidence, rules: list[Ballot]) -> None:
        """Take in the speakers that the listener states, and what the rules make of them."""
        outlook = stating(self._first, evidence)
        lines = zip(outlook.lines, self.outlook.lines, rules, self._rules, strict=True)
        changed = [i for i, (new, old, ours, theirs) in enumerate(lines) if new.said != old.said or ours != theirs]
        self.outlook, self._rules = outlook, rules
        for first, end in _stretches(changed, len(rules)):
            self.chances[first:end] = self._weighed(first, end)

    def _weighed(self, first: int, end: int) -> list[Ballot]:
        """Give the chances of the lines first..end."""
        found: list[Ballot] = []
        for start in range(first, end, _WINDOW):
            stop = min(end, start + _WINDOW)
            low, high = max(0, start - _MARGIN), min(len(self._rules), stop + _MARGIN)
            grid = lay_out(self.outlook, self._rules, self._habits, low, high)
            found += self._answer(grid, self._rules[low:high])[start - low : stop - low]
        return found

    def _answer(self, grid: Grid, rules: list[Ballot]) -> list[Ballot]:
        inputs = self._ranker.inputs.of(grid.rows)
        answers = [_forward(w, self._ranker.n_rounds, inputs, grid) for w in self._ranker.networks]
        trust = [_trusted(own, p) for own, people in zip(rules, grid.candidates, strict=True) for p in people]
        scores = (np.mean(answers, axis=0) / self._ranker.temperature + np.array(trust, np.float32)) / _CALM
        cells = np.exp(_per_line(scores, grid.offsets)).tolist()
        return [
            dict(zip(people, cells[first : first + len(people)], strict=True))
            for people, first in zip(grid.candidates, grid.offsets.tolist(), strict=False)
        ]


_TRUST, _OUTRIGHT, _LEAST = 0.2, 3.0, -6.0
_CALM: Final = 1.4
"""Networks and rules know the same things, so their sum is surer than it is right (fitted like the temperature)."""


def _trusted(rules: Ballot, person: int) -> float:
    """Give how far the rules alone count against somebody, in log odds; more where the text names another outright.

    The networks know the rules' scores as well, but have learned from novels how far to trust them. In a short story
    with few lines the rules are often the better guide; in novels this changes nothing (cross-validated on PDNC:
    +0.2 points from raw text, 0 where the people are given).
    """
    behind = max(_LEAST, rules.get(person, _LEAST))
    return _TRUST * behind * (_OUTRIGHT if len(rules) == 1 else 1.0)


def _stretches(changed: list[int], n_lines: int) -> Iterator[tuple[int, int]]:
    """Give the lines around those that changed, as ranges that do not touch."""
    first = end = 0
    for i in changed:
        if i - _REACH > end:
            if end:
                yield first, end
            first = max(0, i - _REACH)
        end = min(n_lines, i + _REACH + 1)
    if end:
        yield first, end


class Habits:
    """What holds for the whole book and is learned once: how people talk, and whom descriptions stand for."""

    def __init__(self, outlook: Outlook, rules: list[Ballot]) -> None:
        """Learn it from what the rules say."""
        guesses = [_chances(scores) for scores in rules]
        self.style = Style(outlook, guesses)
        self.told = described_shares(outlook, guesses)


def lay_out(outlook: Outlook, rules: list[Ballot], habits: Habits, first: int, end: int) -> Grid:
    """Give the cells of the lines first..end."""
    features = Features(outlook, rules, habits.told)
    candidates = [find_candidates(outlook, i, rules[i], habits.told[i]) for i in range(first, end)]
    rows = [
        [*row, *manner]
        for i, people in enumerate(candidates, first)
        for row, manner in zip(features.rows(i, people), habits.style.manners(i, people), strict=True)
    ]
    offsets = np.cumsum([0, *map(len, candidates)])
    return Grid(np.array(rows, np.float32), _neighbours(outlook.lines, candidates, first), offsets, candidates)


def _chances(scores: Ballot) -> Ballot:
    powers = {person: float(np.exp(score)) for person, score in scores.items()}
    total = sum(powers.values())
    return {person: power / total for person, power in powers.items()}


def _neighbours(lines: list[Line], candidates: list[list[int]], first: int) -> Places:
    """Give for each cell of the lines from `first` on where the same person is in the lines around."""
    place: dict[tuple[int, int], int] = {}
    for i, people in enumerate(candidates, first):
        for person in people:
            place[i, person] = len(place)
    found = [
        [place.get((j, person), -1) if j is not None else -1 for j in _sides(lines, i)]
        for i, people in enumerate(candidates, first)
        for person in people
    ]
    return np.array(found, np.int64).reshape(-1, NEIGHBOURS)


def _sides(lines: list[Line], i: int) -> tuple[int | None, ...]:
    return (*around(lines, lines[i]), lines[i].previous, lines[i].following)


# -------------------------------------------------------------------------------------------------------- the network


def _forward(w: dict[str, Floats], n_rounds: int, inputs: Floats, grid: Grid) -> Floats:
    """Give the log chance of every cell within its line, (n_cells)."""
    starts, sizes, near = grid.offsets[:-1], np.diff(grid.offsets), grid.neighbours
    hidden = inputs @ w["wi"] + w["bi"]
    for k in range(n_rounds):
        seen = _normed(hidden, w[f"n{k}g"], w[f"n{k}b"])
        there = [np.where(near[:, i, None] >= 0, seen[near[:, i]], w[f"z{k}"][i]) for i in range(NEIGHBOURS)]
        most = np.repeat(np.maximum.reduceat(seen, starts), sizes, axis=0)
        mean = np.repeat(np.add.reduceat(seen, starts) / sizes[:, None], sizes, axis=0)
        told = np.concatenate([seen, *there, most, mean], axis=1)
        hidden = hidden + _gelu(told @ w[f"w{k}"] + w[f"b{k}"]) @ w[f"v{k}"] + w[f"c{k}"]
    return _per_line((_normed(hidden, w["ng"], w["nb"]) @ w["wo"] + w["bo"])[:, 0], grid.offsets)


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
