"""Who speaks in turn: the best sequence of speakers through a conversation, and how far ahead of others each one is.

Each turn (speeches of one person without a break) brings a ballot, what its own neighbourhood says of each candidate.
Conversation adds that people alternate: in adjacent paragraphs the speaker of two turns ago speaks five times in six
and the last one hardly ever (measured on PDNC). The best sequence under both is found exactly (Viterbi, second order),
so what is sure before and after a run of bare speeches decides it from both sides. The same pass, run back as well,
gives every candidate of every turn the score of the best sequence in which the turn is his (max-marginals): whoever
comes second there is the runner-up, and the margin to him says how sure the turn is.
"""

import math
from dataclasses import dataclass, field
from typing import Final

Ballot = dict[int, float]
"""Person -> how much speaks for him, in log odds."""


@dataclass(slots=True)
class Turn:
    """What one person says without a break."""

    speeches: list[int]
    ballot: Ballot = field(default_factory=dict)
    distance: int = 1
    """Paragraphs since the last turn; 0 in the same paragraph."""
    opens: bool = False
    """A conversation begins: the last turn does not matter."""
    replies: bool = False
    """The text says that this is a reply."""


_AGAIN: Final = (-3.0, -3.2, -0.5, -0.3)
"""For the speaker of the last turn, by distance."""
_BACK: Final = (1.2, 1.9, 1.0, 0.5)
"""For the speaker of the turn before the last, by distance."""
_REPLY: Final = -6.0

_State = tuple[int, int]
"""The speaker of a turn, and that of the turn before."""
_Scores = dict[_State, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has a turn, and who comes next."""

    person: int
    runner_up: int | None
    """None where the ballot has one name."""
    margin: float
    """Log odds between the two; 0 where there is nobody to compare with."""
    scores: Ballot = field(default_factory=dict)
    """Person -> how far the best sequence in which the turn is his lies behind the best of all (0 or less)."""


def decode(turns: list[Turn]) -> list[Standing]:
    """Give the speaker of each turn of one conversation; every ballot names somebody."""
    scores: list[_Scores] = [{(-1, -2): 0.0}]
    origins: list[dict[_State, _State]] = []
    for turn in turns:
        following, origin = _step(turn, scores[-1])
        scores.append(following)
        origins.append(origin)
    state = max(scores[-1], key=lambda s: (scores[-1][s], s))
    rest = dict.fromkeys(scores[-1], 0.0)
    standings = []
    for turn, before, origin in zip(reversed(turns), reversed(scores[:-1]), reversed(origins), strict=True):
        best, rest = _step_back(turn, before, rest)
        standings.append(_standing(state[0], best))
        state = origin[state]
    return standings[::-1]


def _step(turn: Turn, before: _Scores) -> tuple[_Scores, dict[_State, _State]]:
    """Give the best score of every state after a turn, and the state that it comes from."""
    scores: _Scores = {}
    origin: dict[_State, _State] = {}
    for state, score in before.items():
        for person, votes in turn.ballot.items():
            total = score + votes + _passing(turn, state, person)
            new = (person, state[0])
            if new not in scores or total > scores[new]:
                scores[new], origin[new] = total, state
    return scores, origin


def _step_back(turn: Turn, before: _Scores, rest: _Scores) -> tuple[Ballot, _Scores]:
    """Give each candidate's best whole sequence, and what the best way on from every state before the turn brings."""
    best: Ballot = dict.fromkeys(turn.ballot, -math.inf)
    on: _Scores = dict.fromkeys(before, -math.inf)
    for state, score in before.items():
        for person, votes in turn.ballot.items():
            gained = votes + _passing(turn, state, person) + rest[person, state[0]]
            on[state] = max(on[state], gained)
            best[person] = max(best[person], score + gained)
    return best, on


def _standing(person: int, best: Ballot) -> Standing:
    scores = {candidate: score - best[person] for candidate, score in best.items()}
    others = [other for other in best if other != person]
    if not others:
        return Standing(person, None, 0.0, scores)
    second = max(others, key=lambda other: (best[other], -other))
    return Standing(person, second, max(0.0, -scores[second]), scores)


def _passing(turn: Turn, state: _State, person: int) -> float:
    step = min(turn.distance, len(_AGAIN) - 1)
    if person == state[0]:
        return _REPLY if turn.replies else _AGAIN[step]
    return _BACK[step] if person == state[1] else 0.0
