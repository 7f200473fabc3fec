"""The subject of a speech verb that stands after it, words between: 'Anna, who had heard Tom, rose and said:'."""

from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.reading import Reading
from audiobook.dialogue.subjects import Subject, Who, subject_at

_BEFORE_THE_VERB: Final = (w.ADVERBS - {"and", "at"}) | {
    "could",
    "would",
    "did",
    "might",
    "must",
    "should",
    "help",
    "be",
    "been",
    "only",
}
"""What may stand between a subject and its verb."""
_EMBEDS: Final = frozenset(
    "that which whom whose where when while as because if though although what how why whether until till since "
    "before after than".split()
)
"""Words that begin a clause inside another one."""


def subject_before(reading: Reading, mentions: Mentions, start: int, verb: int) -> Subject | None:
    """Give the subject of the verb in the sentence that begins at `start`."""
    found = _subjects(reading, mentions, start, verb)
    near = _adjacent(reading, found, start, verb)
    if near:
        return near
    told = _antecedent(reading, found, verb)
    main = [subject for subject in found if _is_main(reading, subject, start)]
    if told and (not main or reading.lows[verb - 1] != "and"):
        return told
    inner = [subject for subject in found[-1:] if _is_inner(reading, subject, verb)]
    free = [s for s in found if s.first == start or not _is_object(reading, s)]
    fitting = inner or main or free
    return fitting[-1] if fitting else None


def _is_inner(reading: Reading, subject: Subject, verb: int) -> bool:
    """Say whether the verb is in a clause inside another one: 'so long that Anna rose to ask'."""
    if subject.who not in (Who.NAME, Who.DESCRIPTION) or reading.lows[subject.first - 1] not in _EMBEDS:
        return False
    return all(reading.lows[at][0].isalnum() for at in range(subject.end, verb))


def _is_object(reading: Reading, subject: Subject) -> bool:
    before = reading.lows[subject.first - 1]
    return before in w.PREPOSITIONS or before.endswith("ing")


def _subjects(reading: Reading, mentions: Mentions, start: int, verb: int) -> list[Subject]:
    """Give all that may be subjects before the verb, in order."""
    found, at = [], start
    while at < verb:
        subject = subject_at(reading, mentions, at, verb)
        if subject:
            found.append(subject)
        at = subject.end if subject else at + 1
    return found


def _adjacent(reading: Reading, found: list[Subject], start: int, verb: int) -> Subject | None:
    """Give the subject that the verb follows: 'Anna then said', '(he heard) Anna say'."""
    at = verb
    while at > start and (reading.lows[at - 1] in _BEFORE_THE_VERB or reading.lows[at - 1].endswith("ly")):
        at -= 1
    for subject in found[-1:]:
        if subject.end == at and (subject.first == start or reading.lows[subject.first - 1] not in w.PREPOSITIONS):
            return subject
    return None


def _is_main(reading: Reading, subject: Subject, start: int) -> bool:
    """Say whether a subject stands where that of a main clause does: first, or after a mark, 'and' or an adverb."""
    if subject.first == start:
        return True
    before = reading.lows[subject.first - 1]
    if before == "when" and reading.lows[subject.first - 2] == ",":
        return True
    if before in _EMBEDS | w.PREPOSITIONS:
        return False
    return not before[0].isalnum() or before in w.OPENERS | w.ADVERBS or before.endswith("ly")


def _antecedent(reading: Reading, found: list[Subject], verb: int) -> Subject | None:
    """Give the last one of whom a 'who' before the verb tells."""
    for subject in reversed(found):
        at = subject.end + (reading.lows[subject.end] == ",")
        if subject.who in (Who.NAME, Who.DESCRIPTION) and at < verb and reading.lows[at] == "who":
            return subject
    return None
