"""People whom the story brings in without a name, and every later word for them.

'An old woman with a basket stood there ... said the woman with the basket ... the woman': one person. 'A voice called
... its owner sat up, a stout man': the voice has a face, and is his. 'The man', where none was brought in, is somebody
we know.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.cues import Cue, Strength, Subject, Who, subject_at
from audiobook.dialogue.languages import ENGLISH
from audiobook.dialogue.mentions import Mention, Mentions
from audiobook.dialogue.names import Form
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.unlisted import POSSESSIVES, is_noun
from audiobook.model import Gender

_INDEFINITE: Final = frozenset({"a", "an", "another", "one", "some", "somebody", "someone"})
_ARTICLES: Final = frozenset({"a", "an", "another", "the", "this", "that"})
_TAIL: Final = frozenset({"from", "of", "in", "with", "at", "behind", "near"})
_OF: Final = frozenset({"of"})
_LONGEST: Final = 9
_REACH: Final = 400
"""So many words after somebody was brought in, 'the man' may still be he."""
_SAME: Final = frozenset(
    "other others latter former first second two young lady companion friend elder younger cousin ladyship lordship "
    "majesty highness partner patron entertainer mentor informant interlocutor opponent adversary rival captor "
    "questioner benefactor guardian".split()
)
"""'the other', 'the friend', 'his mentor': mostly one of those whom we know."""
_LATELY: Final = 20_000
"""Whoever was named within so many words may be 'the girl' who speaks."""
_OWNERS: Final = {"his": Gender.MALE, "her": Gender.FEMALE}
_OF_A_KIND: Final = frozenset(
    "was is are were be been being am become became becomes like as such not no than of for into".split()
)
"""Before 'a man': it says what somebody is, and brings nobody in."""


@dataclass(slots=True)
class Unnamed:
    """Somebody brought in by a description."""

    head: str
    words: set[str]
    """All that was said of him."""
    last: int
    """Where he was last spoken of."""
    phrases: list[Subject] = field(default_factory=list)
    speeches: list[int] = field(default_factory=list)
    person: int = -1
    """Number among the people, once known to speak."""


def meet(reading: Reading, people: list[Person], mentions: Mentions, cues: list[list[Cue]]) -> list[Unnamed]:
    """Give whoever speaks and has no name, adding to `people` and to `mentions`.

    A speech whose description fits nobody brought in, but may be somebody with a name, is left out: 'said the girl' is
    then decided like 'she said'.
    """
    speaking = _speaking(cues)
    told = {own[0].subject.first: own[0].subject for own in cues if own}
    found: dict[str, list[Unnamed]] = defaultdict(list)
    everybody: list[Unnamed] = []
    for subject in _phrases(reading, mentions, speaking, told):
        speeches = speaking.get(subject.first, [])
        unnamed = _known(reading, subject, found[subject.head])
        if unnamed is None and (
            _is_indefinite(reading, subject) or (speeches and _is_new(reading, people, mentions, subject))
        ):
            unnamed = Unnamed(subject.head, set(), subject.first)
            found[subject.head].append(unnamed)
            everybody.append(unnamed)
        if unnamed:
            unnamed.words |= set(_told(reading, subject))
            unnamed.last = subject.first
            unnamed.phrases.append(subject)
            unnamed.speeches += speeches
    kept = [unnamed for unnamed in everybody if unnamed.speeches]
    for unnamed in kept:
        _add(reading, people, unnamed)
    _mention(mentions, kept)
    return kept


def _speaking(cues: list[list[Cue]]) -> dict[int, list[int]]:
    """Give the speeches of each description that is the subject of a cue, by its first word."""
    found: dict[int, list[int]] = defaultdict(list)
    for speech, own in enumerate(cues):
        if own and own[0].strength <= Strength.FAR and own[0].subject.who is Who.DESCRIPTION:
            found[own[0].subject.first].append(speech)
    return found


def _phrases(
    reading: Reading, mentions: Mentions, speaking: dict[int, list[int]], told: dict[int, Subject]
) -> Iterator[Subject]:
    """Give every description of a person in the narration, in order."""
    for at, low in enumerate(reading.lows):
        if low not in _ARTICLES and at not in speaking:
            continue
        if reading.quotation[at] != NARRATION:
            continue
        subject = subject_at(reading, mentions, at, reading.passage_at(at).end) or told.get(at)
        if subject is None or subject.who is not Who.DESCRIPTION:
            continue
        if at in speaking or _brings_in(reading, subject):
            yield subject


def _brings_in(reading: Reading, subject: Subject) -> bool:
    """Say whether a description stands for a person, and not for what somebody is or whose something is."""
    inside = reading.lows[subject.first + 1 : subject.end - 1]
    if any(low == "of" or low in w.DETERMINERS for low in inside) or subject.head in w.UNSEEN_NOUNS:
        return False
    before = reading.lows[subject.first - 1] if subject.first else ""
    return reading.lows[subject.first] not in _INDEFINITE or before not in _OF_A_KIND


def _is_indefinite(reading: Reading, subject: Subject) -> bool:
    """Say whether a description is of somebody new: "a man", "un homme"."""
    low = reading.lows[subject.first]
    return low in _INDEFINITE if reading.language is ENGLISH else low in reading.language.indefinite


def _known(reading: Reading, subject: Subject, met: list[Unnamed]) -> Unnamed | None:
    """Give the man from the audience, brought in before, for 'the man'; 'the tall man' is no 'short man'."""
    if _is_indefinite(reading, subject):
        return None
    words = set(_told(reading, subject))
    for unnamed in reversed(met[-12:]):
        if subject.first - unnamed.last > _REACH and subject.head in w.PERSON_NOUNS:
            return None
        if words <= unnamed.words:
            return unnamed
    return None


def _is_new(reading: Reading, people: list[Person], mentions: Mentions, subject: Subject) -> bool:
    """Say whether 'the girl', whom nothing brought in, can be nobody of whom the text spoke lately."""
    if subject.head in w.SOMEBODY:
        return False
    low, language = reading.lows[subject.first], reading.language
    if language is not ENGLISH and subject.head not in language.men | language.women:
        return True
    if (
        low == "their"
        or subject.head == w.EVERYBODY
        or (subject.head not in w.PERSON_NOUNS | _SAME and low in _ARTICLES | POSSESSIVES)
    ):
        return True
    if mentions.at(subject.first):  # 'Anna's father'
        return True
    lately = {m.person for m in mentions.within(max(0, subject.first - _LATELY), subject.first)}
    fitting = {subject.gender, Gender.UNKNOWN}
    others = lately - _owner(people, subject, lately, low)
    return not any(people[n].gender in fitting or subject.gender is Gender.UNKNOWN for n in others)


def _owner(people: list[Person], subject: Subject, lately: set[int], low: str) -> set[int]:
    """Give her of 'her mother', who is not her own mother, where the text speaks of only one woman."""
    gender = _OWNERS.get(low)
    owners = {n for n in lately if people[n].gender is gender}
    return owners if subject.head in w.KIN and len(owners) == 1 else set()


def _told(reading: Reading, subject: Subject) -> Iterator[str]:
    """Give the words of a description that tell this person from others."""
    for low in reading.lows[subject.first : _description_end(reading, subject)]:
        if low not in w.DETERMINERS and low not in w.PREPOSITIONS and not reading.language.is_small(low):
            yield low


def _description_end(reading: Reading, subject: Subject) -> int:
    """Take in what tells this one from others: 'a man from the back of the hall', not 'on the side where ...'."""
    if reading.language is not ENGLISH:
        return subject.end
    limit = min(reading.passage_at(subject.first).end, subject.first + _LONGEST)
    end, links = subject.end, _TAIL
    while end + 1 < limit and reading.lows[end] in links:
        noun = end + 1
        while noun < limit and (reading.lows[noun] in w.DETERMINERS or reading.lows[noun] in w.PREPOSITIONS):
            noun += 1
        if noun >= limit or not reading.words[noun][0].isalpha():
            break
        end = noun + 1 + (noun + 1 < limit and is_noun(reading.lows[noun + 1]))
        links = _OF
    return end


def _form(reading: Reading, subject: Subject) -> Form:
    return tuple(reading.lows[subject.first : _description_end(reading, subject)])


def _written(reading: Reading, subject: Subject, form: Form) -> str:
    """Give a description as it stands inside a sentence; German nouns keep their capital."""
    if form[0].endswith("'s"):
        return " ".join([reading.words[subject.first], *form[1:]])
    if not reading.language.nouns_are_capital:
        return " ".join(form)
    return " ".join([form[0], *reading.words[subject.first + 1 : subject.end]])


def _add(reading: Reading, people: list[Person], unnamed: Unnamed) -> None:
    person = Person(len(people), gender=unnamed.phrases[0].gender, described=True)
    for subject in unnamed.phrases:
        form = _form(reading, subject)
        person.forms[form] += 1
        person.written[form] = _written(reading, subject, form)
    unnamed.person = person.number
    people.append(person)


def _mention(mentions: Mentions, kept: list[Unnamed]) -> None:
    """Put what speaks of them among the mentions."""
    new = [
        Mention(unnamed.person, subject.first, subject.end, possessive=False, called=False)
        for unnamed in kept
        for subject in unnamed.phrases
        if not mentions.within(subject.first, subject.end)
    ]
    mentions.all = sorted([*mentions.all, *new], key=lambda mention: mention.first)
    mentions.firsts = [mention.first for mention in mentions.all]
