"""Which clips a person should listen to: words seem to be dropped, repeated or invented, or the length is odd. Pure.

The figures were set with benchmarks/hearing.py, by planting faults in sound clips.
"""

from typing import Final

from audiobook.checking.alignment import Heard, Kind, Step

LIGHT: Final = frozenset(
    "a all am an and are as at be been but by can could did do does for from had has have he her here him his how i id "
    "if ill im in into is it its ive me my no not of off oh on one or our out she should so some than that the their "
    "them then there these they this to too up us was we were what when where which who will with would "
    "you your".split()
)
"""Short words that a recognizer itself drops and invents as it writes down a sentence."""
_LIGHT_WEIGHT: Final = 0.4
_MISHEARD_WEIGHT: Final = 0.5
"""Of a word that was heard as another: something was said there."""
_SUSPICIOUS: Final = 1.0
_FAR: Final = 4.5
"""Standard deviations from the usual length."""


def badness(heard: Heard) -> float:
    """Give how much seems wrong: 1 for a dropped or an invented word, less for short words and for misheard ones."""
    return sum(_weight(step) for step in heard.steps)


def better(one: Heard | None, other: Heard) -> Heard:
    """Give the better of two hearings of one clip."""
    if one is None or (badness(other), other.n_wrong) < (badness(one), one.n_wrong):
        return other
    return one


def is_doubtful(heard: Heard) -> bool:
    """Say whether a clip should be heard once more."""
    return badness(heard) >= _SUSPICIOUS


def suspicions(heard: Heard, deviation: float, *, is_cut_off: bool) -> tuple[str, ...]:
    """Say what is suspicious about a clip; empty if nothing is.

    deviation: from its usual length, see `pace`. is_cut_off: it ends in the middle of a sound, see `ending`.
    """
    found = []
    if is_doubtful(heard):
        found.append(", ".join(_told(step) for step in heard.steps if step.kind is not Kind.HEARD))
    if abs(deviation) > _FAR:
        found.append("far too long" if deviation > 0 else "far too short")
    if is_cut_off:
        found.append("ends abruptly")
    return tuple(found)


def _weight(step: Step) -> float:
    if step.kind is Kind.HEARD:
        return 0.0
    weight = sum(_LIGHT_WEIGHT if word in LIGHT else 1.0 for word in step.wanted or step.heard)
    return weight * (_MISHEARD_WEIGHT if step.kind is Kind.MISHEARD else 1.0)


def _told(step: Step) -> str:
    wanted, heard = " ".join(step.wanted), " ".join(step.heard)
    if step.kind is Kind.MISHEARD:
        return f"“{wanted}” heard as “{heard}”"
    return f"“{wanted}” dropped" if step.kind is Kind.DROPPED else f"“{heard}” invented"
