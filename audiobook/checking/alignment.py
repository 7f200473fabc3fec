"""Lays what was heard beside what was to be said, word by word. Pure.

A cheapest path through the two rows of words (Needleman and Wunsch, 1970), with three steps more than usual, since a
recognizer writes down sounds: a word may be heard as one that sounds alike, two words as one ("land lady"), and number
words as figures.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from audiobook.checking.words import number_said

_ALIKE: Final = 0.5
"""Words that share this part of their letters may sound alike: "stitched", "stitch". A homophone shares more."""
_ALIKE_JOINED: Final = 0.7
_BETTER_JOINED: Final = 0.1
"""By so much two words together must be more like the one than either alone, or one of them is too many."""
_LONGEST_NUMBER: Final = 7
"""Words: "one thousand nine hundred and thirty seven"."""
_FOR_BEING_UNLIKE: Final = 1.1
"""More than a dropped word, less than a dropped and an invented one."""
_NAME: Final = 0.5


class Kind(StrEnum):
    """How a stretch of what was to be said was heard."""

    HEARD = "heard"
    """As it is, or as something that sounds alike."""
    DROPPED = "dropped"
    INVENTED = "invented"
    MISHEARD = "misheard"
    """As words that sound otherwise."""


@dataclass(frozen=True, slots=True)
class Step:
    """Some words that were to be said and the words heard for them; either may be none."""

    kind: Kind
    start: int
    """Index of the first word that was to be said."""
    wanted: tuple[str, ...]
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one clip, in the best of its hearings."""

    steps: tuple[Step, ...]

    @property
    def n_wrong(self) -> int:
        """Count the words that were dropped, invented or misheard."""
        return sum(max(len(s.wanted), len(s.heard)) for s in self.steps if s.kind is not Kind.HEARD)

    @property
    def n_words(self) -> int:
        """Count the words that were to be said."""
        return sum(len(step.wanted) for step in self.steps)


class _Move(NamedTuple):
    cost: float
    n_wanted: int
    n_heard: int
    kind: Kind


def align(wanted: Sequence[str], heard: Sequence[str], names: Collection[str] = ()) -> tuple[Step, ...]:
    """Give the steps, in order, that take one row of words to the other; together they hold all words of both.

    Both as `words_of` gives them. names: words that nobody can know how to spell; whatever stands
    in their place is right.
    """
    n_wanted, n_heard = len(wanted), len(heard)
    best: list[list[float]] = [[0.0] * (n_heard + 1) for _ in range(n_wanted + 1)]
    came: list[list[_Move | None]] = [[None] * (n_heard + 1) for _ in range(n_wanted + 1)]
    for i in range(n_wanted + 1):
        for j in range(n_heard + 1):
            if i or j:
                moves = _moves(wanted, heard, i, j, names)
                best[i][j], came[i][j] = min(
                    ((best[i - m.n_wanted][j - m.n_heard] + m.cost, m) for m in moves), key=lambda found: found[0]
                )
    return tuple(reversed(list(_walk_back(wanted, heard, came))))


def _walk_back(wanted: Sequence[str], heard: Sequence[str], came: Sequence[Sequence[_Move | None]]) -> Iterator[Step]:
    i, j = len(wanted), len(heard)
    while move := came[i][j]:
        before_i, before_j = i - move.n_wanted, j - move.n_heard
        yield Step(move.kind, before_i, tuple(wanted[before_i:i]), tuple(heard[before_j:j]))
        i, j = before_i, before_j


def _moves(wanted: Sequence[str], heard: Sequence[str], i: int, j: int, names: Collection[str]) -> Iterator[_Move]:
    """Give the moves that end after i words that were to be said and j that were heard."""
    if i and j:
        yield _one_for_one(wanted[i - 1], heard[j - 1], names)
        yield from _number(wanted[max(0, i - _LONGEST_NUMBER) : i], heard[j - 1])
    if i > 1 and j and (cost := _joined(wanted[i - 2 : i], heard[j - 1])) is not None:
        yield _Move(cost, 2, 1, Kind.HEARD)
    if i and j > 1 and (cost := _two_for_one(wanted[i - 1], heard[j - 2 : j], names)) is not None:
        yield _Move(cost, 1, 2, Kind.HEARD)
    if i:
        yield _Move(1.0, 1, 0, Kind.DROPPED)
    if j:
        yield _Move(1.0, 0, 1, Kind.INVENTED)


def _one_for_one(wanted: str, heard: str, names: Collection[str]) -> _Move:
    if wanted == heard:
        return _Move(0.0, 1, 1, Kind.HEARD)
    likeness = alike(wanted, heard)
    if likeness >= _ALIKE:
        return _Move(1.0 - likeness, 1, 1, Kind.HEARD)
    if wanted in names:
        return _Move(_NAME, 1, 1, Kind.HEARD)
    return _Move(_FOR_BEING_UNLIKE, 1, 1, Kind.MISHEARD)


def _number(words: Sequence[str], figures: str) -> Iterator[_Move]:
    """Give the move for the last words that the figures stand for, if there are such."""
    if figures.isdigit():
        found = (n for n in range(1, len(words) + 1) if number_said(words[-n:]) == figures)
        yield from (_Move(0.0, n_words, 1, Kind.HEARD) for n_words in found)


def _two_for_one(wanted: str, heard: Sequence[str], names: Collection[str]) -> float | None:
    return 1.5 * _NAME if wanted in names else _joined(heard, wanted)


def _joined(two: Sequence[str], one: str) -> float | None:
    """Give what it costs to take two words for one; None where they do not sound alike, or one of them does better."""
    likeness = alike("".join(two), one)
    enough = max(_ALIKE_JOINED, *(alike(part, one) + _BETTER_JOINED for part in two))
    return 1.0 - likeness if likeness >= enough else None


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> float:
    """Give how alike two words are written, 0..1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
