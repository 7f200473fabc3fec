"""Of whom a few words of the narration are said: 'his', 'her', 'Freud's', or whoever the sentence is about."""

from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.clauses import subject_before
from audiobook.dialogue.evidence import Evidence
from audiobook.dialogue.reading import NARRATION
from audiobook.dialogue.subjects import Subject, Who, subject_at

_CLEARLY: Final = 1.5
"""So much more present than the next must somebody be for a pronoun to be his."""
_NEAR: Final = 60
"""Nor may his name stand more words away."""
_SOMEBODY: Final = w.PERSON_NOUNS - w.UNSEEN_NOUNS - {"crowd", "chair"}
_OPENING: Final = 16
"""The subject of a sentence stands within so many words."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Finds of whom something is said; sure, or not at all."""

    evidence: Evidence
    speakers: dict[int, int]
    """Speech -> who says it."""

    def of_possessive(self, at: int) -> int | None:
        """Give whom 'his', 'my' or 'Freud's' means, which ends before the word `at`."""
        low = self.evidence.reading.lows[at - 1] if at else ""
        if low == "my":
            return self.evidence.narrator
        if low in {"his", "her"}:
            speaker = self._beside_speech(at)
            return speaker if speaker is not None else self.of_pronoun(at - 1)
        return next((m.person for m in self.evidence.mentions.last_before(at, 1) if m.end == at and m.possessive), None)

    def of_pronoun(self, at: int) -> int | None:
        """Give whom a he or she means, if that is plain: who was named last, with nobody brought in since."""
        ranked = self.evidence.focus.at_pronoun.get(at, ())
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
            return None
        told = [m for m in self.evidence.mentions.last_before(at, 2) if m.person != self.evidence.narrator]
        if not told or told[-1].person != ranked[0][0] or at - told[-1].end > _NEAR:
            return None
        since = self.evidence.reading.lows[told[-1].end : at]
        return None if any(low.removesuffix("s") in _SOMEBODY for low in since) else ranked[0][0]

    def of_subject(self, subject: Subject | None) -> int | None:
        """Give whom a subject names."""
        if subject is None:
            return None
        if subject.who is Who.NAME:
            return subject.person
        if subject.who is Who.FIRST:
            return self.evidence.narrator
        return self.of_pronoun(subject.first) if subject.who is Who.PRONOUN else None

    def of_verb(self, verb: int) -> int | None:
        """Give whose doing a verb tells: 'Freud, who had'."""
        reading = self.evidence.reading
        start = reading.sentence_start(verb, reading.passage_at(verb).first)
        return self.of_subject(subject_before(reading, self.evidence.mentions, start, verb))

    def of_sentence(self, at: int) -> int | None:
        """Give who speaks the speech that the words belong to, else whom their sentence is about."""
        speaker = self._beside_speech(at)
        return speaker if speaker is not None else self.of_subject(self._main_subject(at))

    def _beside_speech(self, at: int) -> int | None:
        """Give the speaker of the speech that the sentence of a word leads up to or follows: '..., he said in a'."""
        reading = self.evidence.reading
        here = reading.passage_at(at)
        first = last = at
        while first > here.first and reading.quotation[first - 1] == NARRATION and not reading.ends_sentence(first - 1):
            first -= 1
        while last + 1 < here.end and reading.quotation[last + 1] == NARRATION and not reading.ends_sentence(last):
            last += 1
        before = reading.quotation[first - 1] if first > here.first else NARRATION
        after = reading.quotation[last + 1] if last + 1 < here.end and not reading.ends_sentence(last) else NARRATION
        found = {self.speakers[speech] for speech in (before, after) if speech in self.speakers}
        said = any(low in w.SPEAKING for low in reading.lows[first : last + 1])
        return found.pop() if said and len(found) == 1 else None

    def _main_subject(self, at: int) -> Subject | None:
        """Give the first subject of the sentence, which may stand after the words: 'Speaking in a ..., he had'."""
        reading, mentions = self.evidence.reading, self.evidence.mentions
        here = reading.passage_at(at)
        start = reading.sentence_start(at, here.first)
        opens = reading.lows[start].endswith("ing") or reading.lows[start] in w.PREPOSITIONS
        if opens:
            stop = reading.sentence_end(at, here.end)
            commas = (i for i in range(at, stop) if reading.words[i] == ",")
            return next(filter(None, (subject_at(reading, mentions, i + 1, stop) for i in commas)), None)
        for i in range(start, min(at, start + _OPENING)):
            if i > start and reading.lows[i - 1] in w.PREPOSITIONS:
                continue
            subject = subject_at(reading, mentions, i, at)
            if subject:
                return subject
        return None
