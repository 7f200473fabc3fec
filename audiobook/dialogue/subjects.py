"""Who a clause is about: a name, a pronoun or a description that may be the subject of a verb."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.reading import Reading
from audiobook.dialogue.unlisted import crowd_end, unlisted_end
from audiobook.model import Gender


class Who(StrEnum):
    """What the subject of a cue is."""

    NAME = "name"
    PRONOUN = "pronoun"
    FIRST = "first"
    """I, the narrator."""
    DESCRIPTION = "description"
    REPLY = "reply"
    """'came the reply'"""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does what a cue says."""

    who: Who
    first: int
    end: int
    person: int | None = None
    """For a name."""
    gender: Gender = Gender.UNKNOWN
    """For a pronoun or a description."""
    head: str = ""
    """The noun of a description."""


_NOUN_REACH: Final = 5
_KIN_REACH: Final = 3
_KINDRED: Final = w.PERSON_NOUNS - w.UNSEEN_NOUNS
_PRONOUNS: Final = {"he": Gender.MALE, "she": Gender.FEMALE, "i": Gender.UNKNOWN}


def subject_at(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Give the subject that begins with the word `at`, if one does."""
    if at >= end:
        return None
    low = reading.lows[at]
    if mentions.at(at):
        return _named(mentions, at, at, end) or _kin(reading, mentions, at, end)
    if low in _PRONOUNS:
        return Subject(Who.PRONOUN if low != "i" else Who.FIRST, at, at + 1, gender=_PRONOUNS[low])
    if low in w.DETERMINERS or low in w.SOMEBODY or crowd_end(reading, at, end):
        return _described(reading, mentions, at, end)
    if low in w.TITLES or low in w.FONDNESS:
        return _named(mentions, at, at + 1 + (at + 1 < end and reading.words[at + 1] == "."), end)
    return None


def _named(mentions: Mentions, first: int, at: int, end: int) -> Subject | None:
    """Give the subject that begins at `first` and has its name at `at`."""
    mention = mentions.at(at) if at < end else None
    if mention is None or mention.possessive:
        return None
    return Subject(Who.NAME, first, mention.end, person=mention.person)


def _kin(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Read 'Anna's old father' and 'Anna's friend Tom'."""
    mention = mentions.at(at)
    if mention is None or not mention.possessive:
        return None
    for i in range(mention.end, min(end, mention.end + _KIN_REACH)):
        if reading.lows[i] in _KINDRED:
            described = Subject(Who.DESCRIPTION, at, i + 1, gender=noun_gender(reading.lows[i]), head=reading.lows[i])
            return _named(mentions, at, i + 1, end) or described
        if not reading.words[i].islower():
            return _named(mentions, at, i, end)
    return None


def _described(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Read 'the old man', 'a voice', 'his friend Tom', 'one of the boys', 'another'."""
    crowd = crowd_end(reading, at, end)
    if crowd:
        return Subject(Who.DESCRIPTION, at, crowd, head=w.EVERYBODY)
    following = reading.lows[at + 1] if at + 1 < end else ""
    low = reading.lows[at]
    if low in w.SOMEBODY and following not in w.PERSON_NOUNS and (low != "one" or following == "of"):
        return Subject(Who.DESCRIPTION, at, at + 1, head=low)
    if following in w.REPLY_NOUNS:
        return Subject(Who.REPLY, at, at + 2)
    for i in range(at + 1, min(end, at + 1 + _NOUN_REACH)):
        low = reading.lows[i]
        named = _named(mentions, at, i, end)
        if named:
            return named
        if low in w.PERSON_NOUNS and (i + 1 >= end or reading.lows[i + 1] not in w.PERSON_NOUNS):
            return _with_noun(reading, mentions, at, i, end)
        if not low[0].isalpha() or low in w.SAYING or low in w.PREPOSITIONS - {"of"}:
            break
    return None


def _with_noun(reading: Reading, mentions: Mentions, first: int, noun: int, end: int) -> Subject | None:
    """Read a description by its noun: 'the weary doctor' whom we know, 'the voice of Anna', 'his friend (Tom)'."""
    head = reading.lows[noun]
    if head in w.UNSEEN_NOUNS and noun + 2 < end and reading.lows[noun + 1] == "of":
        return subject_at(reading, mentions, noun + 2, end)
    bearer = mentions.roles.get(head) if reading.lows[first] == "the" else None
    if bearer is not None and w.ORDINALS.isdisjoint(reading.lows[first:noun]):
        return Subject(Who.NAME, first, noun + 1, person=bearer, head=head)
    described = Subject(Who.DESCRIPTION, first, noun + 1, gender=noun_gender(head), head=head)
    return _named(mentions, first, noun + 1, end) or described


def unlisted(reading: Reading, at: int, end: int, *, verb_follows: bool) -> Subject | None:
    """Read 'the postmaster', where nothing but the speech verb tells that it is somebody."""
    stop = unlisted_end(reading, at, end, verb_follows=verb_follows)
    return Subject(Who.DESCRIPTION, at, stop, head=reading.lows[stop - 1]) if stop else None


def noun_gender(noun: str) -> Gender:
    """Give the gender that a noun tells."""
    if noun in w.MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in w.FEMALE_NOUNS else Gender.UNKNOWN
