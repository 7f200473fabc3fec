"""Says suspicious lines again in other takes, and finds for each the take in which it is heard best."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audiobook.checking.hearing import Keys, Listen, hear_in
from audiobook.checking.speech import Judged, Line
from audiobook.checking.suspicion import badness
from audiobook.checking.words import words_of
from audiobook.model import Clip, ClipRequest
from audiobook.retakes import NARRATOR, Retake, takes_of
from audiobook.understanding import Story

Make = Callable[[Sequence[ClipRequest]], Mapping[str, Clip]]
"""Gives the clips of requests, by key."""


@dataclass(frozen=True, slots=True)
class Retaken:
    """A suspicious line and the best of its other takes."""

    before: Judged
    after: Judged
    """`before` itself where no take was better."""

    @property
    def is_better(self) -> bool:
        """Say whether there is a better take."""
        return self.after is not self.before


def retake(judged: Sequence[Judged], make: Make, listen: Listen, names: frozenset[str]) -> tuple[Retaken, ...]:
    """Give each suspicious line with the best of its takes, in order; a take with nothing wrong ends the search.

    judged: all lines in order, since a take is heard with the neighbours of its line.
    """
    best = {line.line.request.key: line for line in judged if line.wrong}
    waiting = {key: list(_other_takes(line.line.request)) for key, line in best.items()}
    while trying := {key: takes.pop(0) for key, takes in waiting.items() if takes and best[key].wrong}:
        clips = make(list(trying.values()))
        for key, taken in _heard(judged, trying, clips, listen, names).items():
            if _rank(taken) < _rank(best[key]):
                best[key] = taken
    return tuple(Retaken(line, best[line.line.request.key]) for line in judged if line.wrong)


def retakes_of(retaken: Sequence[Retaken], story: Story) -> Iterator[Retake]:
    """Give what is to be written beside the story, so that the better takes are heard from now on."""
    for each in retaken:
        if each.is_better:
            take = each.after.line.request.take
            said = dict.fromkeys((u.text, u.speaker) for u in each.before.line.utterances)
            for text, speaker in said:
                yield Retake(text, NARRATOR if speaker is None else story.name_of(speaker), take)


def _other_takes(request: ClipRequest) -> Iterator[ClipRequest]:
    return (
        replace(request, take=take)
        for take in takes_of(request.text, request.voice.prosody.rate)
        if take != request.take
    )


def _heard(
    judged: Sequence[Judged],
    trying: Mapping[str, ClipRequest],
    clips: Mapping[str, Clip],
    listen: Listen,
    names: frozenset[str],
) -> dict[str, Judged]:
    """Give what is heard in new takes, alone and between their neighbours, by the key of the take before."""
    lines = [(each, trying.get(each.line.request.key)) for each in judged]
    words = {each.line.request.key: words_of(each.line.request.text) for each in judged}
    words |= {taken.key: words_of(taken.text) for taken in trying.values()}
    groups: list[Keys] = []
    for index, (_, taken) in enumerate(lines):
        if taken:
            before = [each.line.request.key for each, _ in lines[max(0, index - 1) : index]]
            after = [each.line.request.key for each, _ in lines[index + 1 : index + 2]]
            groups += [(taken.key,), (*before, taken.key, *after)]
    heard = hear_in(groups, listen, words, names)
    return {
        each.line.request.key: Judged(Line(each.line.utterances, taken, clips[taken.key]), heard[taken.key], each.pace)
        for each, taken in lines
        if taken
    }


def _rank(judged: Judged) -> tuple[float, ...]:
    """Order takes: the best has nothing wrong, then the least misheard, then the most usual length."""
    return len(judged.wrong), badness(judged.heard), judged.heard.n_wrong, abs(judged.deviation)
