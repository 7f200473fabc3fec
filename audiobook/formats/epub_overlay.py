"""Media overlays: which sound belongs to which words of an EPUB (EPUB 3.3, section 9). Pure.

All times are whole microseconds, rounded once from samples; sums are made of what is printed, so they are exact.

Storyteller, a reader made for such books, asks for more than the standard, as its source (2026) shows: its app for iOS
drops what stands right in the body of an overlay, or in a `seq` of the page that the body names too; its web reader
finds a page only by a `textref` that begins with "../", looks into a `seq` only if that is a chapter, and takes for the
overlay of a sound what comes right after it in the manifest. All of them remember a place by an id alone, so no two in
the book are the same.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.formats.base import ChapterEdition
from audiobook.formats.epub_xhtml import escaped

_MICROSECONDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are highlighted, and when: half-open, in microseconds from the beginning of the chapter's sound."""

    id: str
    """Of the element with the words."""
    begin_us: int
    end_us: int


def passage_id(chapter: ChapterEdition, position: int) -> str:
    """Give the id of the element with the words of a placement, by its position on the timeline from 0."""
    return f"c{chapter.entry.position}u{position + 1}"


def passages(chapter: ChapterEdition) -> tuple[Passage, ...]:
    """Give when each utterance is highlighted, in order and without a gap from the first sample to the last.

    A passage lasts until the next begins: readers go from the end of one clip right to the beginning of the next, so
    a pause that is in no clip is skipped or makes them seek; in one sweep they just go on playing.
    """
    timeline = chapter.timeline
    starts = [_microseconds(placement.start, timeline.sample_rate_hz) for placement in timeline.placements[1:]]
    edges = [0, *starts, _microseconds(timeline.n_samples, timeline.sample_rate_hz)]
    return tuple(Passage(passage_id(chapter, i), begin, end) for i, (begin, end) in enumerate(pairwise(edges)))


def clock(microseconds: int) -> str:
    """Give a clock value as all readers take it: "12.345678s"."""
    return f"{microseconds // _MICROSECONDS}.{microseconds % _MICROSECONDS:06}s"


def overlay(found: tuple[Passage, ...], text: str, sound: str) -> str:
    """Give the SMIL document of one page.

    text, sound: where the page and its sound are, from the folder of the overlay; it is to be another ("../").
    """
    page, audio = escaped(text), escaped(sound)
    pars = "\n".join(
        f'<par id="{passage.id}"><text src="{page}#{passage.id}"/><audio src="{audio}" '
        f'clipBegin="{clock(passage.begin_us)}" clipEnd="{clock(passage.end_us)}"/></par>'
        for passage in found
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body>
<seq id="page" epub:textref="{page}" epub:type="chapter">
{pars}
</seq>
</body>
</smil>
"""


def _microseconds(n_samples: int, sample_rate_hz: int) -> int:
    """Round to the nearest, in whole numbers."""
    return (2 * n_samples * _MICROSECONDS + sample_rate_hz) // (2 * sample_rate_hz)
