"""Cues that make a noun of the speech, or of the voice: 'was Anna's answer', 'said Anna's voice', 'came from Anna'."""

from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mention, Mentions
from audiobook.dialogue.reading import Reading
from audiobook.dialogue.subjects import Subject, Who, subject_at
from audiobook.model import Gender

_BEING: Final = frozenset({"was", "were", "is", "came", "been"})
_LED: Final = _BEING | {"had", "has", "all", "only", "that", "the", "also", "then"}
"""What may stand between a quotation and whose it is: 'had been Anna's reply', 'was all that Anna said'."""
_HANDED: Final = frozenset({"from", "by"})
_LEAVING: Final = frozenset({"burst", "broke", "came", "was", "were", "uttered", "said", "spoken", "called", "this"})
_OWNERS: Final = {"his": Gender.MALE, "her": Gender.FEMALE, "my": Gender.UNKNOWN}
_REACH: Final = 4
_MARKS: Final = frozenset(",;:")
"""After them "her eyes on the floor," is no subject."""


def owner_after(reading: Reading, mentions: Mentions, start: int, limit: int) -> Subject | None:
    """Give whose the speech is, or the voice, by the words after it."""
    at = start
    if reading.lows[at] in _LED:
        while at < limit and reading.lows[at] in _LED:
            at += 1
        if reading.lows[start] in {"was", "had", "came", "were", "is"}:
            told = _owner(reading, mentions, at, limit, w.SAID) or _teller(reading, mentions, start, at, limit)
            if told:
                return told
    elif reading.lows[at] in w.SPEAKING and at + 1 < limit:
        at += 1
        told = _owner(reading, mentions, at, limit, w.HEARD)
        if told:
            return told
    at = start
    while at < limit and at < start + 2 and reading.lows[at] in _LEAVING:
        at += 1
    return subject_at(reading, mentions, at + 1, limit) if at < limit and reading.lows[at] in _HANDED else None


def _teller(reading: Reading, mentions: Mentions, start: int, at: int, limit: int) -> Subject | None:
    """'was all that Anna could say'."""
    return subject_at(reading, mentions, at, limit) if "all" in reading.lows[start:at] else None


def owner_at(reading: Reading, mentions: Mentions, at: int, limit: int) -> Subject | None:
    """Give whose voice it is that speaks: 'Anna's voice broke in', 'her voice said'."""
    subject = _owner(reading, mentions, at, limit, w.HEARD)
    if subject is None or (subject.who is not Who.NAME and reading.words[at][0].isupper()):
        return None
    near = reading.lows[subject.end : min(limit, subject.end + _REACH + 2)]
    return subject if any(low in w.SPEAKING for low in near) else None


def part_owner(reading: Reading, mentions: Mentions, at: int, limit: int) -> Subject | None:
    """Give of whom a sentence tells that begins with his voice, his face, his hands: "Anna's voice was cold"."""
    subject = _owner(reading, mentions, at, limit, w.PARTS)
    return subject if subject and not (subject.end < limit and reading.words[subject.end] in _MARKS) else None


def owner_before(reading: Reading, mentions: Mentions, start: int, end: int) -> Subject | None:
    """Give whose the speech is that the words before it announce: 'Anna's answer was:', 'upon Anna's saying,'."""
    verb = end - 1
    while verb > start and not reading.lows[verb][0].isalnum():
        verb -= 1
    if reading.lows[verb] in _BEING:
        return _last_owner(reading, mentions, start, verb, w.SAID)
    for mention in reversed(mentions.within(max(start, end - 14), end)):
        at = mention.end
        while at < end and (reading.lows[at] in w.ADVERBS or reading.lows[at].endswith("ly")):
            at += 1
        if mention.possessive and at < end and reading.lows[at] in w.SPEAKING and reading.lows[at].endswith("ing"):
            return _named(mention, at)
    return None


def _last_owner(reading: Reading, mentions: Mentions, start: int, end: int, nouns: frozenset[str]) -> Subject | None:
    for at in range(end - 2, start - 1, -1):
        owner = _owner(reading, mentions, at, end, nouns)
        if owner:
            return owner
    return None


def _owner(reading: Reading, mentions: Mentions, at: int, limit: int, nouns: frozenset[str]) -> Subject | None:
    """Give who owns one of these nouns: 'Anna's (calm) answer', 'his answer', 'the answer of Anna'."""
    if at >= limit:
        return None
    mention = mentions.at(at)
    possessive = mention is not None and mention.possessive
    gender = _OWNERS.get(reading.lows[at])
    if not possessive and gender is None:
        return None
    after = mention.end if mention else at + 1
    noun = next((i for i in range(after, min(limit, after + _REACH)) if reading.lows[i] in nouns), None)
    if noun is None or any(not reading.lows[i][0].isalpha() for i in range(after, noun)):
        return None
    if mention:
        return _named(mention, noun)
    who = Who.FIRST if reading.lows[at] == "my" else Who.PRONOUN
    return Subject(who, at, noun + 1, gender=gender or Gender.UNKNOWN)


def _named(mention: Mention, noun: int) -> Subject:
    return Subject(Who.NAME, mention.first, noun + 1, person=mention.person)
