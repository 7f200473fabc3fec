"""Who may speak a line: whoever is near it, by name, by a cue, by what the rules think, or by a description."""

from collections.abc import Iterator
from typing import Final

from audiobook.dialogue.cues import Strength
from audiobook.dialogue.exchange import turns_after, turns_before
from audiobook.dialogue.outlook import Line, Outlook
from audiobook.dialogue.turns import Ballot

_MOST: Final = 14
_BACK, _ON = 2500, 250
"""So many words before and after a line a name is looked for."""
_TURNS: Final = 10
"""So many turns away, whoever speaks may speak here too."""
_CUED, _TOLD, _RULED, _TELLER = 1.0, 0.3, 0.06, 0.05
_BEFORE, _AFTER = 0.03, 0.02


def find_candidates(outlook: Outlook, i: int, rules: Ballot, told: Ballot) -> list[int]:
    """Give who may speak a line, the likeliest first.

    rules: how far behind their favourite the rules see everybody; told: the share of whom its description stands for.
    """
    score: dict[int, float] = {}
    for person, value in _seen(outlook, i, rules, told):
        score[person] = max(value, score.get(person, 0.0))
    return sorted(score, key=lambda person: (-score[person], person))[:_MOST]


def _seen(outlook: Outlook, i: int, rules: Ballot, told: Ballot) -> Iterator[tuple[int, float]]:
    """Give everybody with how near he is, perhaps more than once."""
    line = outlook.lines[i]
    for mention in outlook.evidence.mentions.within(line.first - _BACK, line.end + _ON):
        yield mention.person, 1 / (30 + _distance(line, mention.first))
    yield from ((person, _CUED) for person in line.said.named)
    yield from ((person, _TOLD * share) for person, share in told.items())
    yield from ((person, _RULED / (1 - min(0.0, behind))) for person, behind in rules.items())
    yield from ((person, _BEFORE) for person in _speaking(outlook, turns_before(outlook.lines, line, _TURNS)))
    yield from ((person, _AFTER) for person in _speaking(outlook, turns_after(outlook.lines, line, _TURNS)))
    if outlook.evidence.narrator is not None:
        yield outlook.evidence.narrator, _TELLER


def _speaking(outlook: Outlook, lines: list[int]) -> Iterator[int]:
    """Give whom the cues of some lines name."""
    for i in lines:
        for person, strength in outlook.lines[i].said.named.items():
            if strength <= Strength.FAR:
                yield person


def _distance(line: Line, token: int) -> int:
    """Count the words to a name; what comes after the line is twice as far."""
    return line.first - token if token < line.first else 2 * max(0, token - line.end)
