"""Cues: the words beside a quotation that tell who speaks.

'said Anna', 'she asked', 'a voice called', 'Anna put down her cup.': each is a subject and, for all but the last, a
speech verb. A cue stands after a part of the quotation or leads up to it.
"""

from dataclasses import dataclass
from enum import IntEnum

from audiobook.dialogue import words as w
from audiobook.dialogue.clauses import subject_before
from audiobook.dialogue.handover import hands_over
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.nominal import owner_after, owner_at, owner_before, part_owner
from audiobook.dialogue.reading import DASHES, NARRATION, Reading
from audiobook.dialogue.subjects import Subject, Who, noun_gender, subject_at, unlisted

__all__ = ["Cue", "Strength", "Subject", "Who", "find_cues", "noun_gender", "subject_at"]


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
class Cue:
    """Who a quotation's neighbourhood says is speaking."""

    subject: Subject
    strength: Strength
    first: int
    end: int


_LOOK = 24
"""How many words of a sentence are looked at."""


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


# ---------------------------------------------------------------------------------------------------------- after it


def _cue_after(reading: Reading, mentions: Mentions, end: int, *, broken: bool) -> Cue | None:
    """Read the first sentence of the narration after a part of a quotation."""
    start, stop = reading.gap_after(end)
    while start < stop and (reading.words[start] in ",;:" or reading.words[start] in DASHES):
        start += 1
    if start >= stop:
        return None
    finish = reading.sentence_end(start, stop)
    if finish == stop and not broken and _leads_on(reading, start, stop):
        return None
    limit = min(finish, start + _LOOK)
    owner = owner_after(reading, mentions, start, limit) or owner_at(reading, mentions, start, limit)
    if owner:
        return Cue(owner, Strength.VERB, start, owner.end)
    return _verb_subject(reading, mentions, start, limit) or _subject_verb(reading, mentions, start, limit, end)


def _leads_on(reading: Reading, start: int, stop: int) -> bool:
    """Say whether the words between two quotations belong to the second: 'Then Anna said,', 'and Anna said,'."""
    if reading.words[start].islower() and reading.lows[start] not in w.OPENERS:
        return False
    if hands_over(reading.words[start:stop]):
        return False
    return reading.words[stop - 1] in ",:" or (stop < len(reading) and reading.lows[stop - 1] in w.SPEAKING)


def _verb_subject(reading: Reading, mentions: Mentions, start: int, limit: int) -> Cue | None:
    """'said Anna', 'then cried out the boy', 'came the reply'."""
    at = start + (limit - start) * (reading.lows[start] == "and")  # '... and warned Anna': of whoever spoke
    while at < limit and at < start + 3 and (reading.lows[at] in w.ADVERBS or reading.lows[at].endswith("ly")):
        at += 1
    if at + 1 >= limit:
        return None
    if reading.lows[at] not in w.SPEAKING:
        subject = _inverted(reading, mentions, at, limit)
        return Cue(subject, Strength.VERB, start, subject.end) if subject else None
    at += 1
    subject = (
        subject_at(reading, mentions, at, limit)
        or _after_tail(reading, mentions, at, limit)
        or _qualified(reading, mentions, at, limit)
    )
    if subject is None and reading.lows[at - 1] in w.SAYING and not reading.lows[at - 1].endswith("ing"):
        subject = unlisted(reading, at, limit, verb_follows=False)
    return Cue(subject, Strength.VERB, start, subject.end) if subject else None


def _inverted(reading: Reading, mentions: Mentions, at: int, limit: int) -> Subject | None:
    """'croaked Anna', whatever the verb: hardly any other stands before its subject."""
    low = reading.words[at]
    if not (low.islower() and low.endswith("ed") and low not in w.NOT_SPOKEN):
        return None
    subject = subject_at(reading, mentions, at + 1, limit)
    return subject if subject and subject.who in (Who.NAME, Who.DESCRIPTION) else None


def _after_tail(reading: Reading, mentions: Mentions, at: int, limit: int) -> Subject | None:
    """'cried out Anna', 'said softly Anna'."""
    for tail in range(at, min(at + 3, limit - 1)):
        if reading.lows[tail] not in w.VERB_TAILS and not reading.lows[tail].endswith("ly"):
            return None
        subject = subject_at(reading, mentions, tail + 1, limit)
        if subject:
            return subject
    return None


def _qualified(reading: Reading, mentions: Mentions, at: int, limit: int) -> Subject | None:
    """'said astonished Anna'."""
    for i in range(at, min(at + 2, limit - 1)):
        if (
            not reading.words[i].replace("-", "").isalpha()
            or not reading.words[i].islower()
            or reading.lows[i] in w.FUNCTION
        ):
            return None
        subject = subject_at(reading, mentions, i + 1, limit) if mentions.at(i + 1) else None
        if subject:
            return subject
    return None


def _subject_verb(reading: Reading, mentions: Mentions, start: int, limit: int, end: int) -> Cue | None:
    """'Anna said', 'the old man slowly replied'; without a speech verb, what somebody does meanwhile."""
    at = start + (reading.lows[start] in w.OPENERS)
    subject = subject_at(reading, mentions, at, limit) or unlisted(reading, at, limit, verb_follows=True)
    if subject is None:
        owner = part_owner(reading, mentions, at, limit)
        return Cue(owner, Strength.BEAT_AFTER, start, owner.end) if owner else None
    verb = _verb_after(reading, subject.end, limit)
    if verb is not None and reading.lows[verb] in w.OVERHEARD:
        subject = subject_before(reading, mentions, at, verb) or subject  # 'she heard Anna say'
    runs_on = not reading.words[start][0].isupper() or reading.words[end - 2] == "," or reading.words[start] == "I"
    if verb is None or (at > start and reading.lows[verb] not in w.SAYING):
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
    start, end = _gap_before(reading, first)
    if start == end:
        return []
    here = reading.passage_at(first)
    leads = _ends_open(reading, end)
    close = end if leads else end - 1
    from_ = max(reading.sentence_start(close - 1, start), close - 45)
    if end == here.first and from_ == start > reading.passage_at(start).first and reading.words[end - 1] not in ",:":
        return []  # what follows the last speech of the paragraph before is said of that
    if end == here.first and not leads:
        return _announced(reading, mentions, from_, close)
    cue = _lead(reading, mentions, (start, from_, close), leads=leads)
    if cue:
        return [cue]
    if from_ == start and start > here.first and not reading.words[start][0].isupper() and not leads:
        return []  # the tail of the sentence of the last quotation
    subject = _opening_subject(reading, mentions, from_, close)
    return [Cue(subject, Strength.BEAT_BEFORE, subject.first, close)] if subject else []


def _gap_before(reading: Reading, first: int) -> tuple[int, int]:
    """Give the narration before a quotation; where the quotation begins its paragraph, that which ends the last one."""
    here = reading.passage_at(first)
    start, end = reading.gap_before(first)
    if start < end or first > here.first or not here.first or reading.passage_at(first - 1).chapter != here.chapter:
        return start, end
    if reading.quotation[here.first - 1] != NARRATION:
        return start, end
    return reading.gap_before(here.first - 1)[0], here.first


def _ends_open(reading: Reading, end: int) -> bool:
    """Say whether the narration ends so that a speech must follow: with a comma, a colon, a dash, or no mark."""
    last = reading.words[end - 1]
    return last in {",", ":"} or last in DASHES or last.isalnum()


def _lead(reading: Reading, mentions: Mentions, place: tuple[int, int, int], *, leads: bool) -> Cue | None:
    """'Then Anna said:'; place: where the narration begins, its last sentence, and its end."""
    start, from_, close = place
    owner = owner_before(reading, mentions, from_, close) if leads else None
    if owner:
        return Cue(owner, Strength.LEAD, owner.first, owner.end)
    verb = next((i for i in range(close - 1, from_ - 1, -1) if reading.lows[i] in w.SPEAKING), None)
    if verb is None or not (leads or close - verb < 6):
        return None
    subject = (
        subject_before(reading, mentions, from_, verb)
        or subject_at(reading, mentions, verb + 1, close)
        or (unlisted(reading, from_, close, verb_follows=True) if leads else None)
    )
    if subject is None:
        return None
    asked = from_ == start > reading.passage_at(start).first and reading.words[start - 2] == "?"
    before = Strength.ASKED if asked else Strength.BEAT_BEFORE
    return Cue(subject, Strength.LEAD if leads else before, subject.first, max(verb + 1, subject.end))


def _announced(reading: Reading, mentions: Mentions, start: int, close: int) -> list[Cue]:
    """'Anna continued.', 'Anna answered, lifting her head.' at the end of the paragraph before."""
    verb = next((i for i in range(close - 1, max(start, close - 6), -1) if reading.lows[i] in w.ANNOUNCING), None)
    if verb is None or reading.lows[verb + 1] in w.SAYING_NOTHING:
        return []
    subject = subject_before(reading, mentions, start, verb)
    return [Cue(subject, Strength.LEAD, subject.first, verb + 1)] if subject else []


def _opening_subject(reading: Reading, mentions: Mentions, start: int, end: int) -> Subject | None:
    """Give the first subject of a sentence: 'With that, Anna turned'."""
    for i in range(start, min(end, start + 12)):
        if i > start and reading.lows[i - 1] in w.PREPOSITIONS:
            continue
        subject = subject_at(reading, mentions, i, end)
        if subject:
            return subject
    return None
