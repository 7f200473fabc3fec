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
    keys = [_key(outlook, i) for i in range(len(outlook.lines))]
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key:
            alike[key].append(i)
    return [_shares(i, alike[key], guesses) if key else {} for i, key in enumerate(keys)]


def _shares(i: int, lines: list[int], guesses: list[Ballot]) -> Ballot:
    total: dict[int, float] = defaultdict(float)
    n_lines = 0
    for other in lines:
        if other != i and abs(other - i) <= _LINES:
            n_lines += 1
            for person, chance in guesses[other].items():
                total[person] += chance
    return {person: chance / (n_lines + 1) for person, chance in total.items()}


def _key(outlook: Outlook, i: int) -> tuple[str, ...]:
    """Give the words of the description that speaks a line, without the article."""
    cue = next((c for c in outlook.evidence.cues[outlook.lines[i].number] if _describes(c)), None)
    if cue is None:
        return ()
    lows = outlook.evidence.reading.lows[cue.subject.first : cue.subject.end]
    return tuple(low for low in lows if low not in w.DETERMINERS)


def _describes(cue: Cue) -> bool:
    return cue.subject.who is Who.DESCRIPTION and cue.strength <= Strength.FAR
