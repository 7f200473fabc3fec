"""Whom a description stands for: 'the old gentleman' is mostly the same man wherever he speaks."""

from collections import defaultdict
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.outlook import Outlook
from audiobook.dialogue.turns import Ballot

_LINES: Final = 400
"""Lines farther away than this do not count: in another part of the book 'the girl' is another girl."""


def described_shares(outlook: Outlook, guesses: list[Ballot]) -> list[Ballot]:
    """Give for each line whose cue is a description the share of each person in the other lines with it.

    guesses: the chance of each candidate of each line by the first guess.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(outlook.lines)):
        if key := _key(outlook, i):
            alike[key].append(i)
    shares: list[Ballot] = [{} for _ in outlook.lines]
    for lines in alike.values():
        _share(lines, guesses, shares)
    return shares


def _share(lines: list[int], guesses: list[Ballot], shares: list[Ballot]) -> None:
    """Put into `shares` what lines with one description tell each other; one pass, however many there are."""
    total: dict[int, float] = defaultdict(float)
    first = end = 0
    for i in lines:
        while end < len(lines) and lines[end] <= i + _LINES:
            _add(total, guesses[lines[end]], 1.0)
            end += 1
        while lines[first] < i - _LINES:
            _add(total, guesses[lines[first]], -1.0)
            first += 1
        own = guesses[i]
        shares[i] = {person: max(0.0, n - own.get(person, 0.0)) / (end - first) for person, n in total.items()}


def _add(total: dict[int, float], guess: Ballot, sign: float) -> None:
    for person, chance in guess.items():
        total[person] += sign * chance


def _key(outlook: Outlook, i: int) -> tuple[str, ...]:
    """Give the words of the description that speaks a line, without the article."""
    cue = next((c for c in outlook.evidence.cues[outlook.lines[i].number] if _describes(c)), None)
    if cue is None:
        return ()
    lows = outlook.evidence.reading.lows[cue.subject.first : cue.subject.end]
    return tuple(low for low in lows if low not in w.DETERMINERS)


def _describes(cue: Cue) -> bool:
    return cue.subject.who is Who.DESCRIPTION and cue.strength <= Strength.FAR
