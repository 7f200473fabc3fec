"""Who speaks in turn: the best sequence of speakers through a conversation.

Each turn (speeches of one person without a break) brings a ballot, what its own neighbourhood says of each candidate.
Conversation adds that people alternate: in adjacent paragraphs the speaker of two turns ago speaks five times in six
and the last one hardly ever (measured on PDNC). The best sequence under both is found exactly (Viterbi, second order),
so what is sure before and after a run of bare speeches decides it from both sides.
"""

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


def best_sequence(turns: list[Turn]) -> list[int]:
    """Give the speaker of each turn of one conversation; every ballot names somebody."""
    scores: dict[_State, float] = {(-1, -2): 0.0}
    back: list[dict[_State, _State]] = []
    for turn in turns:
        following: dict[_State, float] = {}
        origin: dict[_State, _State] = {}
        for state, score in scores.items():
            for person, votes in turn.ballot.items():
                total = score + votes + _passing(turn, state, person)
                new = (person, state[0])
                if new not in following or total > following[new]:
                    following[new], origin[new] = total, state
        scores = following
        back.append(origin)
    state = max(scores, key=lambda s: (scores[s], s))
    speakers = []
    for origin in reversed(back):
        speakers.append(state[0])
        state = origin[state]
    return speakers[::-1]


def _passing(turn: Turn, state: _State, person: int) -> float:
    step = min(turn.distance, len(_AGAIN) - 1)
    if person == state[0]:
        return _REPLY if turn.replies else _AGAIN[step]
    return _BACK[step] if person == state[1] else 0.0
