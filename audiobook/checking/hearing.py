"""Hears the clips of a book: in groups first, and whatever sounds wrong there a second and a third time otherwise.

A recognizer looks at 30 s at a time, however little is in them; and it understands a word better among others. So
clips that follow each other are heard together, as long as they fit; a clip in which something was heard wrongly is
heard once more alone, and if need be with its neighbours. What counts is the best of the hearings: speech that was
heard rightly once is right.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from audiobook.checking.alignment import Heard, align
from audiobook.checking.suspicion import better, is_doubtful
from audiobook.checking.words import words_of

LONGEST_S: Final = 25.0
"""Of clips that are heard together; Whisper's window is 30 s."""
BETWEEN_S: Final = 0.3
"""Silence put between two clips."""

Keys = tuple[str, ...]
Listen = Callable[[Sequence[Keys]], Mapping[Keys, str]]
"""Gives for each group of clips (their keys, in order) what a recognizer hears in them, joined."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip, and what is to be heard in it."""

    key: str
    text: str
    seconds: float
    chapter: int


def hear(clips: Sequence[Spoken], listen: Listen, names: Collection[str]) -> dict[str, Heard]:
    """Give what was heard of each clip, by key.

    clips: in order of the book, each once. names: words that nobody can know how to spell, as `words_of` gives them.
    """
    words = {clip.key: words_of(clip.text) for clip in clips}
    best: dict[str, Heard] = {}
    for groups_of in (_together, _alone, _with_neighbours):
        doubtful = frozenset(key for key, heard in best.items() if is_doubtful(heard))
        for key, heard in hear_in(tuple(groups_of(clips, doubtful)), listen, words, names).items():
            best[key] = better(best.get(key), heard)
    return best


def hear_in(
    groups: Sequence[Keys], listen: Listen, words: Mapping[str, Sequence[str]], names: Collection[str]
) -> dict[str, Heard]:
    """Give what was heard of each clip in the best of the groups it is in. words: of each clip, by key."""
    transcripts = listen(groups)
    best: dict[str, Heard] = {}
    for group in groups:
        for key, heard in _parted(group, transcripts[group], words, names):
            best[key] = better(best.get(key), heard)
    return best


def _parted(
    group: Keys, transcript: str, words: Mapping[str, Sequence[str]], names: Collection[str]
) -> Iterator[tuple[str, Heard]]:
    """Give what was heard of each clip of a group.

    Words that were invented where one clip ends and the next begins are told of both: who heard it cannot know.
    """
    wanted = [word for key in group for word in words[key]]
    steps = align(wanted, words_of(transcript), names)
    start = 0
    for key in group:
        end = start + len(words[key])
        own = (s for s in steps if start <= s.start < end or (s.start == end and not s.wanted))
        yield key, Heard(tuple(replace(step, start=step.start - start) for step in own))
        start = end


def _together(clips: Sequence[Spoken], _wrong: Collection[str]) -> Iterator[Keys]:
    """Give clips of one chapter that follow each other, as many as are heard in one go."""
    group: list[Spoken] = []
    for clip in clips:
        length_s = sum(c.seconds + BETWEEN_S for c in group) + clip.seconds
        if group and (length_s > LONGEST_S or group[-1].chapter != clip.chapter):
            yield tuple(c.key for c in group)
            group = []
        group.append(clip)
    if group:
        yield tuple(c.key for c in group)


def _alone(clips: Sequence[Spoken], wrong: Collection[str]) -> Iterator[Keys]:
    yield from ((clip.key,) for clip in clips if clip.key in wrong)


def _with_neighbours(clips: Sequence[Spoken], wrong: Collection[str]) -> Iterator[Keys]:
    """Give each with the clips before and after it: other neighbours, and fewer, than it was heard with first."""
    for index, clip in enumerate(clips):
        if clip.key in wrong:
            yield tuple(c.key for c in clips[max(0, index - 1) : index + 2])
