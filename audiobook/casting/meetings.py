"""Who meets whom in the story, and so must not sound alike. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from audiobook.model import Book, Dialogue

_NEAR: Final = 8
"""Speakers within so many quotations of each other are near."""
_NOBODY: Final[AbstractSet[str]] = frozenset()


@dataclass(frozen=True)
class Meetings:
    """Who speaks, and with whom."""

    speakers: tuple[str, ...]
    """Ids, those with most to say first."""
    n_lines: Mapping[str, int]
    _near: Mapping[str, AbstractSet[str]]
    _together: Mapping[str, AbstractSet[str]]

    def near(self, speaker: str) -> AbstractSet[str]:
        """Give those who speak within a few lines of somebody."""
        return self._near.get(speaker, _NOBODY)

    def together(self, speaker: str) -> AbstractSet[str]:
        """Give those who share a scene with somebody, or speak near."""
        return self._together.get(speaker, _NOBODY) | self.near(speaker)


def find_meetings(dialogue: Dialogue, book: Book | None = None) -> Meetings:
    """Give who meets whom; without the book a chapter counts as one scene."""
    said = [(a.quotation.parts[0], a.speaker) for a in dialogue.attributions if a.speaker is not None]
    order = [speaker for _, speaker in said]
    n_lines = Counter(order)
    scenes: dict[object, set[str]] = defaultdict(set)
    scene_of = _scenes(book) if book else {}
    for place, speaker in said:
        scenes[scene_of.get((place.chapter, place.paragraph), ("chapter", place.chapter))].add(speaker)
    together: dict[str, set[str]] = defaultdict(set)
    for present in scenes.values():
        for speaker in present:
            together[speaker] |= present - {speaker}
    speakers = sorted(n_lines, key=lambda speaker: (-n_lines[speaker], speaker))
    return Meetings(tuple(speakers), n_lines, _neighbours(order), together)


def _scenes(book: Book) -> Mapping[tuple[int, int], int]:
    """Give the scene of each paragraph; a chapter begins one, and so does a scene break."""
    found, scene = {}, 0
    for chapter in book.chapters:
        scene += 1
        for index, paragraph in enumerate(chapter.paragraphs):
            scene += paragraph.starts_scene
            found[chapter.number, index] = scene
    return found


def _neighbours(order: Sequence[str]) -> Mapping[str, set[str]]:
    """Give for each speaker those who speak nearby."""
    near: dict[str, set[str]] = defaultdict(set)
    for at, speaker in enumerate(order):
        for other in order[max(0, at - _NEAR) : at]:
            if other != speaker:
                near[speaker].add(other)
                near[other].add(speaker)
    return near
