"""Says suspicious lines again in other takes, and finds for each the take in which it is heard best."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audiobook.checking.hearing import Keys, hear_in
from audiobook.checking.speech import Judged, Studio
from audiobook.checking.suspicion import badness
from audiobook.checking.words import words_of
from audiobook.engines.registry import can_speak
from audiobook.model import ClipRequest
from audiobook.retakes import NARRATOR, Retake, takes_of
from audiobook.understanding import Story


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


def retake(judged: Sequence[Judged], studio: Studio) -> tuple[Retaken, ...]:
    """Give each suspicious line with the best of its takes, in order; a take with nothing wrong ends the search.

    judged: all lines in order, since a take is heard with the neighbours of its line.
    """
    best = {line.line.request.key: line for line in judged if line.wrong}
    waiting = {key: list(_other_takes(line.line.request)) for key, line in best.items()}
    while trying := {key: takes.pop(0) for key, takes in waiting.items() if takes and best[key].wrong}:
        for key, taken in _heard(judged, trying, studio).items():
            if _rank(taken) < _rank(best[key]):
                best[key] = taken
    return tuple(Retaken(line, best[line.line.request.key]) for line in judged if line.wrong)


def tried_in(judged: Sequence[Judged]) -> frozenset[str]:
    """Give the keys of all clips that `retake` may make or find."""
    return frozenset(take.key for line in judged if line.wrong for take in _other_takes(line.line.request))


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
        replace(request, take=take) for take in takes_of(request.text, request.voice, can_speak) if take != request.take
    )


def _heard(judged: Sequence[Judged], trying: Mapping[str, ClipRequest], studio: Studio) -> dict[str, Judged]:
    """Give what is heard in new takes, alone and between their neighbours, by the key of the take before."""
    tried = {each.line.request.key: each for each in judged if each.line.request.key in trying}
    lines = {line.request: line for line in studio.lines(dict.fromkeys(trying.values(), ()))}
    takes = {key: replace(lines[trying[key]], utterances=each.line.utterances) for key, each in tried.items()}
    keys = [each.line.request.key for each in judged]
    words = {each.line.request.key: words_of(each.line.request.text) for each in judged}
    words |= {line.request.key: words_of(line.request.text) for line in takes.values()}
    groups: list[Keys] = []
    for index, key in enumerate(keys):
        if key in takes:
            taken = takes[key].request.key
            groups += [(taken,), (*keys[max(0, index - 1) : index], taken, *keys[index + 1 : index + 2])]
    heard = hear_in(groups, studio.listen, words, studio.names)
    return {key: replace(each, line=takes[key], heard=heard[takes[key].request.key]) for key, each in tried.items()}


def _rank(judged: Judged) -> tuple[float, ...]:
    """Order takes: the best has nothing wrong, then the least misheard, then the most usual length."""
    return len(judged.wrong), badness(judged.heard), judged.heard.n_wrong, abs(judged.deviation)
