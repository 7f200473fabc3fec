"""Media overlays: which sound belongs to which words of an EPUB (EPUB 3.3, section 9). Pure.

All times are whole microseconds, rounded once from samples; sums are made of what is printed, so they are exact.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.formats.epub_xhtml import escaped
from audiobook.model import Timeline

_MICROSECONDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are highlighted, and when: half-open, in microseconds from the beginning of the chapter's sound."""

    id: str
    """Of the element with the words."""
    begin_us: int
    end_us: int


def passage_id(position: int) -> str:
    """Give the id of the element with the words of a placement, by its position on the timeline from 0."""
    return f"u{position + 1}"


def passages(timeline: Timeline) -> tuple[Passage, ...]:
    """Give when each utterance is highlighted, in order and without a gap from the first sample to the last.

    A passage lasts until the next begins: readers go from the end of one clip right to the beginning of the next, so
    a pause that is in no clip is skipped or makes them seek; in one sweep they just go on playing.
    """
    starts = [_microseconds(placement.start, timeline.sample_rate_hz) for placement in timeline.placements[1:]]
    edges = [0, *starts, _microseconds(timeline.n_samples, timeline.sample_rate_hz)]
    return tuple(Passage(passage_id(i), begin, end) for i, (begin, end) in enumerate(pairwise(edges)))


def clock(microseconds: int) -> str:
    """Give a clock value as all readers take it: "12.345678s"."""
    return f"{microseconds // _MICROSECONDS}.{microseconds % _MICROSECONDS:06}s"


def overlay(found: tuple[Passage, ...], text: str, sound: str) -> str:
    """Give the SMIL document of one page.

    text, sound: names of the page and of its sound, in the same folder.

    The passages stand in one `seq` that names the page, below a body that does not: Storyteller's app for iOS drops
    what stands right in the body, and what names the same page as the body.
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
