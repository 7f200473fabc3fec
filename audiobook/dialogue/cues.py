"""Cues: the words beside a quotation that tell who speaks.

'said Anna', 'she asked', 'a voice called', 'Anna put down her cup.': each is a subject and, for all but the last, a
speech verb. A cue stands after a part of the quotation or leads up to it.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.reading import DASHES, Reading
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


class Strength(IntEnum):
    """How surely a cue speaks of its quotation, best first."""

    VERB = 0
    """'said Anna' or 'Anna said' right after it."""
    LEAD = 1
    """'Anna said:' right before it."""
    FAR = 2
    """Subject and speech verb with words between them."""
    BEAT_BEFORE = 3
    """'Anna put down her cup.' before it, in its paragraph."""
    BEAT_AFTER = 4
    """The same after it."""
    ASKED = 5
    """'"...?" asked Anna.' before it: she may go on, or be answered."""


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


@dataclass(frozen=True, slots=True)
class Cue:
    """Who a quotation's neighbourhood says is speaking."""

    subject: Subject
    strength: Strength
    first: int
    end: int


_LOOK = 24
"""How many words of a sentence are looked at."""
_NOUN_REACH = 5
_PRONOUNS = {"he": Gender.MALE, "she": Gender.FEMALE, "i": Gender.UNKNOWN}


def find_cues(reading: Reading, mentions: Mentions, quotation: int) -> list[Cue]:
    """Give the cues of a quotation, best first."""
    pieces = reading.pieces[quotation]
    found = []
    for number, (_, end) in enumerate(pieces):
        cue = _cue_after(reading, mentions, end, broken=number + 1 < len(pieces))
        if cue:
            found.append(cue)
    found.extend(_cues_before(reading, mentions, pieces[0][0]))
    return sorted(found, key=lambda cue: cue.strength)


# ------------------------------------------------------------------------------------------------------------- subjects


def subject_at(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Give the subject that begins with the word `at`, if one does."""
    if at >= end:
        return None
    low = reading.lows[at]
    if mentions.at(at):
        return _named(mentions, at, at, end)
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
            described = Subject(Who.DESCRIPTION, at, i + 1, gender=noun_gender(low), head=low)
            return _named(mentions, at, i + 1, end) or described
        if not low[0].isalpha() or low in w.SAYING or low in w.PREPOSITIONS - {"of"}:
            break
    return None


def _unlisted(reading: Reading, at: int, end: int, *, verb_follows: bool) -> Subject | None:
    """Read 'the postmaster', where nothing but the speech verb tells that it is somebody."""
    stop = unlisted_end(reading, at, end, verb_follows=verb_follows)
    return Subject(Who.DESCRIPTION, at, stop, head=reading.lows[stop - 1]) if stop else None


def noun_gender(noun: str) -> Gender:
    """Give the gender that a noun tells."""
    if noun in w.MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in w.FEMALE_NOUNS else Gender.UNKNOWN


# ---------------------------------------------------------------------------------------------------------- after it


def _cue_after(reading: Reading, mentions: Mentions, end: int, *, broken: bool) -> Cue | None:
    """Read the first sentence of the narration after a part of a quotation."""
    start, stop = reading.gap_after(end)
    while start < stop and (reading.words[start] in ",;:" or reading.words[start] in DASHES):
        start += 1
    if start >= stop:
        return None
    finish = reading.sentence_end(start, stop)
    if finish == stop and not broken and reading.words[stop - 1] in ",:" and reading.words[start][0].isupper():
        return None  # 'Then Anna said,' leads up to the next quotation
    limit = min(finish, start + _LOOK)
    return _verb_subject(reading, mentions, start, limit) or _subject_verb(reading, mentions, start, limit, end)


def _verb_subject(reading: Reading, mentions: Mentions, start: int, limit: int) -> Cue | None:
    """'said Anna', 'then cried out the boy', 'came the reply'."""
    at = start
    while at < limit and at < start + 3 and (reading.lows[at] in w.ADVERBS or reading.lows[at].endswith("ly")):
        at += 1
    if at >= limit or reading.lows[at] not in w.SPEAKING:
        return None
    at += 1
    subject = subject_at(reading, mentions, at, limit)
    tail = at
    while (
        subject is None
        and tail < limit
        and tail < at + 3
        and (reading.lows[tail] in w.VERB_TAILS or reading.lows[tail].endswith("ly"))
    ):
        tail += 1
        subject = subject_at(reading, mentions, tail, limit)
    if subject is None and reading.lows[at - 1] in w.SAYING and not reading.lows[at - 1].endswith("ing"):
        subject = _unlisted(reading, at, limit, verb_follows=False)
    return Cue(subject, Strength.VERB, start, subject.end) if subject else None


def _subject_verb(reading: Reading, mentions: Mentions, start: int, limit: int, end: int) -> Cue | None:
    """'Anna said', 'the old man slowly replied'; without a speech verb, what somebody does meanwhile."""
    at = start + (reading.lows[start] in w.OPENERS)
    subject = subject_at(reading, mentions, at, limit) or _unlisted(reading, at, limit, verb_follows=True)
    if subject is None:
        return None
    verb = _verb_after(reading, subject.end, limit)
    runs_on = not reading.words[start][0].isupper() or reading.words[end - 2] == "," or reading.words[start] == "I"
    if verb is None:
        return Cue(subject, Strength.BEAT_AFTER, start, subject.end)
    if verb <= subject.end + 3:
        strength = Strength.VERB if runs_on or reading.words[end - 2] != "." else Strength.FAR
    else:
        strength = Strength.FAR if runs_on else Strength.BEAT_AFTER
    if subject.who in (Who.PRONOUN, Who.NAME) or reading.lows[verb] in w.SAYING:
        return Cue(subject, strength, start, verb + 1)
    return Cue(subject, max(strength, Strength.FAR), start, verb + 1)


def _verb_after(reading: Reading, start: int, limit: int) -> int | None:
    """Give the speech verb of the subject that ends at `start`."""
    for i in range(start, min(limit, start + 7)):
        if reading.lows[i] in w.SPEAKING:
            return i
        if i > start + 3 and reading.lows[i] in {"and", ","}:
            return None
    return None


# ---------------------------------------------------------------------------------------------------------- before it


def _cues_before(reading: Reading, mentions: Mentions, first: int) -> list[Cue]:
    """Read the last sentence of the narration before a quotation, there or at the end of the last paragraph."""
    start, end = reading.gap_before(first)
    here = reading.passage_at(first)
    if start == end:
        if first > here.first or not here.first or reading.words[here.first - 1] not in ":,":
            return []
        start, end = reading.gap_before(here.first - 1)[0], here.first
        if reading.passage_at(start).chapter != here.chapter or reading.quotation[end - 1] != -1:
            return []
    leads = reading.words[end - 1] in {",", ":"} or reading.words[end - 1] in DASHES or reading.words[end - 1].isalnum()
    close = end if leads else end - 1
    from_ = max(reading.sentence_start(close - 1, start), close - 45)
    verb = next((i for i in range(close - 1, from_ - 1, -1) if reading.lows[i] in w.SPEAKING), None)
    if verb is not None and (leads or close - verb < 6):
        subject = (
            _subject_before(reading, mentions, from_, verb)
            or subject_at(reading, mentions, verb + 1, close)
            or (_unlisted(reading, from_, close, verb_follows=True) if leads else None)
        )
        if subject:
            asked = from_ == start > here.first and reading.words[start - 2] == "?"
            before = Strength.ASKED if asked else Strength.BEAT_BEFORE
            strength = Strength.LEAD if leads else before
            return [Cue(subject, strength, subject.first, max(verb + 1, subject.end))]
    if from_ == start and start > here.first and not reading.words[start][0].isupper() and not leads:
        return []  # the tail of the sentence of the last quotation
    subject = _opening_subject(reading, mentions, from_, close)
    return [Cue(subject, Strength.BEAT_BEFORE, subject.first, close)] if subject else []


def _subject_before(reading: Reading, mentions: Mentions, start: int, verb: int) -> Subject | None:
    """Give the subject of a verb: the nearest before it that hangs on no preposition."""
    inside = {i: m.first for m in mentions.within(start, verb) for i in range(m.first, m.end)}
    i = verb - 1
    while i >= start:
        i = inside.get(i, i)
        subject = subject_at(reading, mentions, i, verb)
        if subject and (i == start or reading.lows[i - 1] not in w.PREPOSITIONS):
            return subject
        i -= 1
    return None


def _opening_subject(reading: Reading, mentions: Mentions, start: int, end: int) -> Subject | None:
    """Give the first subject of a sentence: 'With that, Anna turned'."""
    for i in range(start, min(end, start + 12)):
        if i > start and reading.lows[i - 1] in w.PREPOSITIONS:
            continue
        subject = subject_at(reading, mentions, i, end)
        if subject:
            return subject
    return None
