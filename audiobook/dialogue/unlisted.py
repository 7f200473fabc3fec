"""Somebody whom no list of nouns has: 'asked the postmaster', 'his landsman said'."""

from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.reading import Reading

POSSESSIVES: Final = frozenset({"my", "your", "his", "her", "our", "their"})
_BEGINS: Final = POSSESSIVES | {"a", "an", "the", "another"}
_NO_NOUN: Final = (
    w.PREPOSITIONS | w.OPENERS | w.ADVERBS | w.PERSON_VERBS | w.SPEAKING | w.HE | w.SHE | w.DETERMINERS | w.PARTICLES
)
_NOBODY: Final = w.REPLY_NOUNS | frozenset(
    "word words thing things same truth name names question questions prayer prayers rest last phrase sentence speech "
    "way time moment lot bit remark grace lines verse order orders toast hand hands eyes mouth lips head heart tongue "
    "face tone tones voice voices blank end mind conscience soul brain memory instinct reason expression look gaze "
    "glance smile silence manner shoulders throat breath thoughts letter letters note notes message telegram".split()
)
"""What is said, or says, and is no person."""
_NOUNS_TOO: Final = w.REPLY_NOUNS | {"beginning", "cry", "whisper", "remark", "shout", "protest"}
"""Speech verbs that are nouns as well: 'his invariable reply'."""
_LONGEST: Final = 3


def unlisted_end(reading: Reading, at: int, end: int, *, verb_follows: bool) -> int | None:
    """Give where the noun phrase that begins with the word `at` ends; whatever the noun, a speech verb has it.

    verb_follows: the speech verb stands right after it; otherwise it stands before, and the clause ends here.
    """
    if at >= end or reading.lows[at] not in _BEGINS:
        return None
    stop = at + 1
    while stop < end and stop <= at + _LONGEST and is_noun(reading.lows[stop]) and reading.words[stop].islower():
        stop += 1
    if stop == at + 1 or reading.lows[stop - 1] in _NOBODY:
        return None
    after = reading.lows[stop] if stop < end else "."
    if verb_follows:
        return stop if after in w.SAYING - _NOUNS_TOO else None
    return stop if not after[0].isalpha() or after in w.PREPOSITIONS | w.OPENERS or after.endswith("ly") else None


def is_noun(low: str) -> bool:
    """Guess whether a word may be a noun, or an adjective before one."""
    return low.isalpha() and low not in _NO_NOUN and not low.endswith(("ed", "ing", "ly"))
