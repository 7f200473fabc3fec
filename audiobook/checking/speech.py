"""Checks that every word of a book is said, once and in a usual time: what a listener would do, by a recognizer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiobook.checking.alignment import Heard
from audiobook.checking.hearing import Listen, Spoken, hear
from audiobook.checking.pace import Length, Pace, paces
from audiobook.checking.suspicion import suspicions
from audiobook.checking.words import names_in
from audiobook.model import Clip, ClipRequest, Utterance
from audiobook.plan import Plan


@dataclass(frozen=True, slots=True)
class Line:
    """A clip, and where it is heard."""

    utterances: tuple[Utterance, ...]
    """All that it is the sound of, in order."""
    request: ClipRequest
    clip: Clip

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.clip.n_samples / self.clip.sample_rate_hz

    @property
    def length(self) -> Length:
        """Give what its pace is judged by."""
        return Length(self.request.voice, self.request.text, self.seconds)

    @property
    def spoken(self) -> Spoken:
        """Give what is to be heard in it."""
        return Spoken(self.request.key, self.request.text, self.seconds, self.utterances[0].locus.chapter)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was heard of a line, how long it took, and what is wrong with that."""

    line: Line
    heard: Heard
    pace: Pace | None
    """How its voice usually speaks; None where too little is known of it."""

    @property
    def deviation(self) -> float:
        """Give how many standard deviations it is longer than usual; 0 where nobody knows what is usual."""
        return self.pace.deviation(self.line.length) if self.pace else 0.0

    @property
    def wrong(self) -> tuple[str, ...]:
        """Say what is suspicious about it; empty if nothing is."""
        return suspicions(self.heard, self.deviation)


def lines_of(plan: Plan, clips: Mapping[str, Clip], chapters: Iterable[int]) -> tuple[Line, ...]:
    """Give the lines of some chapters, each clip once, in order."""
    scripts = plan.scripts()
    found: dict[ClipRequest, list[Utterance]] = {}
    for number in chapters:
        for utterance, request in zip(scripts[number].utterances, plan.requests[number], strict=True):
            found.setdefault(request, []).append(utterance)
    return tuple(Line(tuple(utterances), request, clips[request.key]) for request, utterances in found.items())


def names_of(plan: Plan) -> frozenset[str]:
    """Give the names that stand in a book, word by word: nobody who hears one knows how it is spelt."""
    characters = [name for c in plan.story.dialogue.characters for name in (c.name, *c.aliases)]
    return names_in([u.spoken for u in plan.story.script.utterances()], characters)


def judge(lines: Sequence[Line], listen: Listen, names: frozenset[str]) -> tuple[Judged, ...]:
    """Hear the lines and say of each what was heard, and how its length compares with others of its voice."""
    heard = hear([line.spoken for line in lines], listen, names)
    usual = paces(line.length for line in lines)
    return tuple(Judged(line, heard[line.request.key], usual.get(line.request.voice)) for line in lines)
