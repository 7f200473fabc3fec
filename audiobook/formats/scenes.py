"""Where the scenes of a chapter begin, as JSON Chapters 1.2.0, the form that podcast apps take. Pure."""

import bisect
from collections.abc import Iterator
from typing import Final

from audiobook.formats.base import ChapterEdition

_MOST_LETTERS: Final = 40
_MARKS: Final = "\"'“”‘’„«»‹›「」『』*_—– "


def scenes(chapter: ChapterEdition) -> dict[str, object]:
    """Give the scenes: the first has the chapter's title, each of the others its own first words.

    Times are in seconds. A scene in which nothing is said is not there.
    """
    return {
        "version": "1.2.0",
        "title": chapter.entry.title,
        "chapters": [{"startTime": start_s, "title": title} for start_s, title in _marks(chapter)],
    }


def _marks(chapter: ChapterEdition) -> Iterator[tuple[float, str]]:
    yield 0, chapter.entry.title
    timeline = chapter.timeline
    said = [placement.utterance.locus.paragraph for placement in timeline.placements]
    begun = 0
    for index, paragraph in enumerate(chapter.paragraphs):
        here = bisect.bisect_left(said, index)
        if paragraph.starts_scene and begun < here < len(said):
            begun = here
            start_s = round(timeline.placements[here].start / timeline.sample_rate_hz, 3)
            yield start_s, _first_words(chapter.paragraphs[said[here]].text)


def _first_words(text: str) -> str:
    """Give as many whole words as go into a line, without the marks around them."""
    words = " ".join(text.split())
    if len(words) > _MOST_LETTERS:
        cut = words[: _MOST_LETTERS + 1].rpartition(" ")[0] or words[:_MOST_LETTERS]
        return cut.strip(_MARKS + ",;:.") + "…"
    return words.strip(_MARKS)
