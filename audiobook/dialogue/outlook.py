"""What can be seen from a speech: the turns around it, who is named near it, whom it calls, and what its cues say.

Everything that the features of the ranker are computed from, found once for the whole book.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.evidence import Evidence
from audiobook.dialogue.reading import NARRATION
from audiobook.model import Gender, QuotationKind

NEVER: Final = 5000
"""A distance in words to what is not there."""
NO_CUE: Final = 9

_CALLS_HIM: Final = frozenset("sir mister papa father dad daddy uncle lad fellow boy grandfather monsieur".split())
_CALLS_HER: Final = frozenset(
    "madam ma'am miss mamma mama mother mum mummy aunt auntie girl grandmother madame mademoiselle".split()
)


@dataclass(slots=True)
class Where:
    """The tokens at which each person is spoken of, by person."""

    of: dict[int, list[int]] = field(default_factory=dict)

    def add(self, person: int, token: int) -> None:
        """Take in one, in order of the text."""
        self.of.setdefault(person, []).append(token)

    def since(self, person: int, token: int) -> int:
        """Count the words since the last one before `token`."""
        places = self.of.get(person, ())
        i = bisect_left(places, token)
        return token - places[i - 1] if i else NEVER

    def until(self, person: int, token: int) -> int:
        """Count the words to the first one from `token` on."""
        places = self.of.get(person, ())
        i = bisect_left(places, token)
        return places[i] - token if i < len(places) else NEVER

    def count(self, person: int, first: int, end: int) -> int:
        """Count those in first..end."""
        places = self.of.get(person, ())
        return bisect_left(places, end) - bisect_left(places, first)


@dataclass(slots=True)
class Said:
    """What the cues of a speech say."""

    named: dict[int, int] = field(default_factory=dict)
    """Person -> the strength of the best cue that names him."""
    pronoun: Cue | None = None
    """The best cue with a pronoun or a description that is nobody's name."""

    @property
    def strongest(self) -> int:
        """Give the strength of the best cue that names anybody."""
        return min(self.named.values(), default=NO_CUE)


@dataclass(slots=True)
class Line:
    """A speech and its place among the others."""

    number: int
    """Among all quotations."""
    first: int
    end: int
    """Its tokens, its cue inside."""
    passage: int
    last_passage: int
    said: Said
    called: set[int]
    """Whom it calls by name."""
    told: set[int]
    """Whom it names otherwise."""
    calls: int
    """1 where it says "sir", -1 where it says "madam", as one calls a person."""
    n_words: int
    ending: str
    """Its last mark."""
    closed: bool
    """It ends with a closing mark: what has none goes on in the next paragraph."""
    before: int | None = None
    """The last line of the paragraph with speech before."""
    after: int | None = None
    """The first line of the next paragraph with speech."""
    beside: tuple[int, ...] = ()
    """The other lines of its paragraph, the nearest of them."""
    previous: int | None = None
    following: int | None = None
    """The lines beside it in its paragraph."""
    place: int = 0
    """How many lines of its paragraph come before it."""
    n_lines: int = 1
    """Of its paragraph."""


@dataclass(slots=True)
class Outlook:
    """All lines of a book, with where everybody is spoken of."""

    evidence: Evidence
    lines: list[Line] = field(default_factory=list)
    narrated: Where = field(default_factory=Where)
    owned: Where = field(default_factory=Where)
    """'Anna's'"""
    anywhere: Where = field(default_factory=Where)
    meant: Where = field(default_factory=Where)
    """In the narration, by name or by a pronoun."""
    weight: Counter[int] = field(default_factory=Counter)
    """How often each person is named."""
    speaks: Counter[int] = field(default_factory=Counter)
    """How often a cue names each person."""


def look_out(evidence: Evidence) -> Outlook:
    """See what surrounds every speech that somebody says."""
    outlook = Outlook(evidence)
    _place_people(outlook)
    for number, quotation in enumerate(evidence.reading.quotations):
        if quotation.kind is not QuotationKind.MENTION:
            outlook.lines.append(_line(evidence, number))
    _link(outlook.lines)
    for line in outlook.lines:
        sure = [person for person, strength in line.said.named.items() if strength <= Strength.FAR]
        outlook.speaks.update(sure[:1])
    return outlook


def stating(outlook: Outlook, evidence: Evidence) -> Outlook:
    """Give the same with the speakers that the listener states: of these lines nothing else counts."""
    lines = [
        replace(line, said=Said({evidence.corrected[line.number]: int(Strength.VERB)}))
        if line.number in evidence.corrected
        else line
        for line in outlook.lines
    ]
    return replace(outlook, evidence=evidence, lines=lines)


def _place_people(outlook: Outlook) -> None:
    evidence = outlook.evidence
    meant = list(evidence.focus.meant)
    for mention in evidence.mentions.all:
        outlook.weight[mention.person] += 1
        outlook.anywhere.add(mention.person, mention.first)
        if evidence.reading.quotation[mention.first] != NARRATION:
            continue
        (outlook.owned if mention.possessive else outlook.narrated).add(mention.person, mention.first)
        meant.append((mention.first, mention.person))
    for token, person in sorted(meant):
        outlook.meant.add(person, token)


def _line(evidence: Evidence, number: int) -> Line:
    reading, pieces = evidence.reading, evidence.reading.pieces[number]
    called: set[int] = set()
    told: set[int] = set()
    for first, end in pieces:
        for mention in evidence.mentions.within(first, end):
            (called if mention.called else told).add(mention.person)
    last = pieces[-1][1] - 1
    closed = not reading.words[last][0].isalnum() and reading.words[last] not in ".,!?;:"
    inner = [i for first, end in pieces for i in range(first, end) if reading.words[i][0].isalnum()]
    ending = reading.words[last - 1] if closed and last > pieces[-1][0] else reading.words[last]
    return Line(
        number,
        pieces[0][0],
        pieces[-1][1],
        reading.passage[pieces[0][0]],
        reading.passage[last],
        _said(evidence, number),
        called,
        told - called,
        _calls(evidence, pieces),
        len(inner),
        ending,
        closed,
    )


def _said(evidence: Evidence, number: int) -> Said:
    said = Said()
    for cue in evidence.cues[number]:
        subject = cue.subject
        person = subject.person if subject.who is Who.NAME else None
        if subject.who is Who.FIRST:
            person = evidence.narrator
        elif subject.who is Who.DESCRIPTION and cue.strength <= Strength.FAR:
            person = evidence.described.get(number)
        if person is not None:
            said.named.setdefault(person, int(cue.strength))
        elif said.pronoun is None:
            said.pronoun = cue
    return said


def _calls(evidence: Evidence, pieces: list[tuple[int, int]]) -> int:
    reading, balance = evidence.reading, 0
    for first, end in pieces:
        for i in range(first, end):
            low = reading.lows[i]
            if low not in _CALLS_HIM and low not in _CALLS_HER:
                continue
            left = i == first + 1 or not reading.words[i - 1][0].isalnum() or reading.lows[i - 1] in w.BEFORE_A_CALL
            right = i + 1 >= end or not reading.words[i + 1][0].isalnum()
            if left and right:
                balance += 1 if low in _CALLS_HIM else -1
    return max(-1, min(1, balance))


def _link(lines: list[Line]) -> None:
    """Find the neighbours of every line: those of its paragraph, and of the paragraphs with speech around it."""
    paragraphs: list[list[int]] = []
    for i, line in enumerate(lines):
        if paragraphs and line.passage <= lines[paragraphs[-1][-1]].last_passage:
            paragraphs[-1].append(i)
        else:
            paragraphs.append([i])
    for at, own in enumerate(paragraphs):
        for n, i in enumerate(own):
            line = lines[i]
            line.place, line.n_lines = n, len(own)
            line.beside = tuple(j for j in own[max(0, n - _BESIDE) : n + _BESIDE + 1] if j != i)
            line.previous = own[n - 1] if n else None
            line.following = own[n + 1] if n + 1 < len(own) else None
            line.before = paragraphs[at - 1][-1] if at else None
            line.after = paragraphs[at + 1][0] if at + 1 < len(paragraphs) else None


_BESIDE: Final = 16
"""So many lines on either side; a paragraph may hold thousands."""


def gender_sign(gender: Gender) -> int:
    """Give 1 for male, -1 for female, 0 where it is not known."""
    return (gender is Gender.MALE) - (gender is Gender.FEMALE)
