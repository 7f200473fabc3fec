"""Checks that every word of a book is said, once and in a usual time: what a listener would do, by a recognizer."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiobook.audio.samples import ending_db
from audiobook.checking.alignment import Heard
from audiobook.checking.ending import loudest_endings
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
    ending_db: float
    """How loud it ends (`samples.ending_db`)."""

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
    loudest_ending_db: float
    """How loud its voice may end; infinite where too little is known of it."""

    @property
    def deviation(self) -> float:
        """Give how many standard deviations it is longer than usual; 0 where nobody knows what is usual."""
        return self.pace.deviation(self.line.length) if self.pace else 0.0

    @property
    def wrong(self) -> tuple[str, ...]:
        """Say what is suspicious about it; empty if nothing is."""
        return suspicions(self.heard, self.deviation, is_cut_off=self.line.ending_db > self.loudest_ending_db)


@dataclass(frozen=True, slots=True)
class Studio:
    """What says lines and hears them: all that a check of speech needs of the world."""

    make: Callable[[Sequence[ClipRequest]], Mapping[str, Clip]]
    """Gives clips by key; what is not in the cache is said."""
    read: Callable[[str], bytes]
    """Gives the samples of a clip by its key."""
    listen: Listen
    names: frozenset[str]
    """Words that nobody who hears them can spell (`names_of`)."""

    def lines(self, said: Mapping[ClipRequest, tuple[Utterance, ...]]) -> tuple[Line, ...]:
        """Give the lines of requests, with their clips measured."""
        clips = self.make(tuple(said))
        found = ((clips[request.key], request, utterances) for request, utterances in said.items())
        return tuple(Line(us, r, clip, ending_db(self.read(clip.key), clip.sample_rate_hz)) for clip, r, us in found)


def lines_of(plan: Plan, chapters: Iterable[int], studio: Studio) -> tuple[Line, ...]:
    """Give the lines of some chapters, each clip once, in order."""
    scripts = plan.scripts()
    said: dict[ClipRequest, tuple[Utterance, ...]] = {}
    for number in chapters:
        for utterance, request in zip(scripts[number].utterances, plan.requests[number], strict=True):
            said[request] = (*said.get(request, ()), utterance)
    return studio.lines(said)


def names_of(plan: Plan) -> frozenset[str]:
    """Give the names that stand in a book, word by word: nobody who hears one knows how it is spelt."""
    characters = [name for c in plan.story.dialogue.characters for name in c.names]
    return names_in([u.spoken for u in plan.story.script.utterances()], characters)


def judge(lines: Sequence[Line], studio: Studio) -> tuple[Judged, ...]:
    """Hear the lines and say of each what was heard, and how its length and end compare with others of its voice."""
    heard = hear([line.spoken for line in lines], studio.listen, studio.names)
    usual = paces(line.length for line in lines)
    loudest = loudest_endings((line.request.voice, line.ending_db) for line in lines)
    return tuple(
        Judged(
            line,
            heard[line.request.key],
            usual.get(line.request.voice),
            loudest.get(line.request.voice, math.inf),
        )
        for line in lines
    )
