"""Who is in the reader's mind: how salient each person is at each pronoun and each quotation.

One pass from left to right: naming somebody raises him, most as a subject; every sentence and paragraph lets all fade.
A he or she may mean the most salient people of that gender, and raises them in turn, each by his share.
"""

from dataclasses import dataclass, field
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mention, Mentions
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, SENTENCE_ENDS, Reading
from audiobook.model import Gender

Ranking = tuple[tuple[int, float], ...]
"""Persons with their salience, the most salient first."""

_SENTENCE: Final = 0.72
_PARAGRAPH: Final = 0.85
_FAINT: Final = 0.02
_PRESENT: Final = 7
"""How many people are remembered at a quotation."""
_REFERENTS: Final = 3
_CROWD: Final = 60
"""More people than this are in nobody's mind: a list of a thousand names must not slow us down."""
NOBODY: Final = -1
_SUBJECT, _OTHER, _OWNER = 2.0, 0.7, 0.5
_HE, _HIS = 0.7, 0.35
"""How much a pronoun raises whom it may mean, all together."""
_MOST = 3.0
_CALLED, _SPOKEN_OF = 0.7, 0.03
"""Whom a speech calls is there; of whom it tells may be anywhere."""


@dataclass(slots=True)
class Focus:
    """What the pass remembers."""

    at_pronoun: dict[int, Ranking] = field(default_factory=dict)
    """By the token of a narrated "he" or "she", "his" or "her"."""
    at_quotation: list[Ranking] = field(default_factory=list)


class _Salience:
    """How present each person is; fades as the story goes on."""

    def __init__(self) -> None:
        self.of: dict[int, float] = {}
        self.subject = NOBODY
        """Of the sentence: in 'Tom sat, his hat on his knees' the hat is Tom's, whoever else is in mind."""

    def fade(self, factor: float) -> None:
        self.of = {person: kept for person, value in self.of.items() if (kept := value * factor) > _FAINT}

    def rise(self, person: int, amount: float) -> None:
        self.of[person] = min(_MOST, self.of.get(person, 0.0) + amount)
        if len(self.of) > _CROWD:
            self.of = dict(self.ranking(_CROWD // 2))

    def ranking(self, limit: int) -> Ranking:
        return tuple(sorted(self.of.items(), key=lambda item: (-item[1], item[0]))[:limit])


def find_focus(reading: Reading, people: list[Person], mentions: Mentions, narrator: int | None) -> Focus:
    """Give the salient people at each narrated he or she, and at each quotation."""
    focus, salience = Focus(at_quotation=[()] * len(reading.quotations)), _Salience()
    opening = {pieces[0][0]: number for number, pieces in enumerate(reading.pieces)}
    stirring = reading.language.he | reading.language.she | SENTENCE_ENDS
    named = dict(zip(mentions.firsts, mentions.all, strict=True))
    passage, scene = -1, 0
    at, end = 0, len(reading)
    while at < end:
        if at in opening:
            focus.at_quotation[opening[at]] = salience.ranking(_PRESENT)
        if reading.passage[at] != passage:
            passage = reading.passage[at]
            salience.fade(_PARAGRAPH if reading.passages[passage].scene == scene else 0.3)
            scene = reading.passages[passage].scene
        mention = named.get(at)
        if mention:
            if mention.person != narrator:
                weight = _weight(reading, mention)
                salience.rise(mention.person, weight)
                if weight == _SUBJECT:
                    salience.subject = mention.person
            at = mention.end
            continue
        if reading.lows[at] in stirring and reading.quotation[at] == NARRATION:
            _step(reading, people, focus, salience, at)
        at += 1
    return focus


def _weight(reading: Reading, mention: Mention) -> float:
    if reading.quotation[mention.first] != NARRATION:
        return _CALLED if mention.called else _SPOKEN_OF
    if mention.possessive:
        return _OWNER
    first = reading.passage_at(mention.first).first
    before = reading.lows[mention.first - 1] if mention.first > first else "."
    after = reading.lows[mention.end] if mention.end < len(reading) else ""
    acts = after in w.PERSON_VERBS or after in w.SPEAKING or after.endswith("ed")
    if before in w.PREPOSITIONS and not (acts and before in w.CONJUNCTIONS):
        return _OTHER
    opens = not before[0].isalnum() or before in w.OPENERS
    return _SUBJECT if opens or acts or before in w.SPEAKING else _OTHER


def _step(reading: Reading, people: list[Person], focus: Focus, salience: _Salience, at: int) -> None:
    low, language = reading.lows[at], reading.language
    if (low in language.he or low in language.she) and not _is_nobody(reading, at):
        acts = low in language.pronouns
        ranked = _of_gender(salience, people, language.gender_of(low))
        focus.at_pronoun[at] = ranked
        if not acts and salience.subject in {person for person, _ in ranked}:
            salience.rise(salience.subject, _HIS)
            return
        total = sum(value for _, value in ranked)
        for person, value in ranked:  # all share in it, or one wrong guess would make the next ones wrong
            salience.rise(person, (_HE if acts else _HIS) * value / total)
        if acts and ranked:
            salience.subject = ranked[0][0]
    elif reading.ends_sentence(at):
        salience.fade(_SENTENCE)
        salience.subject = NOBODY


def _is_nobody(reading: Reading, at: int) -> bool:
    """Say whether a pronoun stands for nobody: "il pleuvait"."""
    return at + 1 < len(reading) and reading.lows[at + 1] in reading.language.nobody


def _of_gender(salience: _Salience, people: list[Person], gender: Gender) -> Ranking:
    """Whoever may be meant; of unknown gender only half as likely."""
    fitting = []
    for person, value in salience.of.items():
        theirs = people[person].gender
        if theirs is gender:
            fitting.append((person, value))
        elif theirs is Gender.UNKNOWN:
            fitting.append((person, value / 2))
    return tuple(sorted(fitting, key=lambda item: (-item[1], item[0]))[:_REFERENTS])
