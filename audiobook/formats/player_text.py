"""A chapter as the player's page takes it: a script that hands over its text, who says it, and when. Pure.

A page that was opened from a disk may not fetch anything, but it may load a script. `text/03.js` calls

    chapterText({"number": 3, "seconds": 312.048, "speakers": [["Lenin", 25]], "paragraphs": [...]})

A speaker is a name and a hue. A paragraph is `{"kind": "text", "runs": [...]}`, and `"scene": true` where a scene
begins with it, `"lines": true` where its line breaks mean something. A run that is a string is said by nobody. One that
somebody says is

    [start, end, speaker, pieces, words]

with times in seconds, the speaker's index (-1: the narrator), pieces of text (one in a list of its own is in italics),
and, from an engine that knows them, the times of its words: [start, from, to], from and to in UTF-16 units, as
JavaScript counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from audiobook.formats.base import ChapterEdition, Edition
from audiobook.formats.typesetting import has_lines, is_ornament, italics_and_marks
from audiobook.formats.written_words import written_words
from audiobook.model import Paragraph, ParagraphKind, Placement, Span

_FIRST_HUE: Final = 25.0
_GOLDEN_ANGLE: Final = 137.508
"""Turning the hue by it keeps any number of colours as far apart as they can be, the first ones most."""
_NARRATOR: Final = -1
_Run = str | list[object]


def chapter_text(edition: Edition, chapter: ChapterEdition) -> str:
    """Give the script with all text of a chapter, also what nobody says. The same chapter gives the same script."""
    speakers = {id_: index for index, id_ in enumerate(sorted(chapter.speakers))}
    by_paragraph = {
        index: list(placed)
        for index, placed in groupby(chapter.timeline.placements, key=lambda p: p.utterance.locus.paragraph)
    }
    value = {
        "number": chapter.entry.number,
        "kind": chapter.entry.kind.value,
        "title": chapter.entry.title,
        "seconds": _seconds(chapter.timeline.n_samples, chapter.timeline.sample_rate_hz),
        "speakers": [[chapter.speakers[id_], hue(chapter.speakers[id_], edition.cast)] for id_ in speakers],
        "paragraphs": [
            _paragraph(paragraph, by_paragraph.get(index, ()), speakers, chapter.timeline.sample_rate_hz)
            for index, paragraph in enumerate(chapter.paragraphs)
        ],
    }
    return f"chapterText({for_script(value)});\n"


def hue(name: str, cast: Sequence[str]) -> int:
    """Give the colour of a character, 0..359 degrees: by their place in the cast, so the same in every chapter."""
    place = cast.index(name) if name in cast else len(cast) + sum(map(ord, name))
    return round(_FIRST_HUE + place * _GOLDEN_ANGLE) % 360


def for_script(value: object) -> str:
    """Give JSON that means the same in a script, in a page or on its own: no tag, comment or line can end in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _seconds(n_samples: int, sample_rate_hz: int) -> float:
    return round(n_samples / sample_rate_hz, 3)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, and what of it is shown how."""

    text: str
    italics: Sequence[Span]
    marks: frozenset[int]
    """Places of what only says that something is in italics, and is not shown."""

    def shown(self, start: int, end: int) -> str:
        """Give the words of a stretch."""
        return "".join(self.text[i] for i in range(start, end) if i not in self.marks)

    def pieces(self, start: int, end: int) -> Iterator[str | list[str]]:
        """Part a stretch where italics begin and end; what is in italics is a list of its own."""
        found = [span for span in self.italics if span.start < end and start < span.end]
        edges = {start, end, *(e for span in found for e in (span.start, span.end) if start < e < end)}
        for left, right in pairwise(sorted(edges)):
            words = self.shown(left, right)
            yield [words] if any(span.start <= left < span.end for span in found) else words


def _paragraph(
    paragraph: Paragraph, placed: Sequence[Placement], speakers: Mapping[str, int], rate_hz: int
) -> dict[str, object]:
    is_text = paragraph.kind is ParagraphKind.TEXT
    kind = "ornament" if is_text and not placed and is_ornament(paragraph.text) else paragraph.kind.value
    flags = {
        "scene": paragraph.starts_scene and kind != "ornament",
        "lines": has_lines(paragraph.text) or ("\n" in paragraph.text and not is_text),
    }
    line = _Line(paragraph.text, *italics_and_marks(paragraph))
    runs = list(_runs(line, placed, speakers, rate_hz))
    return {"kind": kind, **{name: True for name, is_so in flags.items() if is_so}, "runs": runs}


def _runs(line: _Line, placed: Sequence[Placement], speakers: Mapping[str, int], rate_hz: int) -> Iterator[_Run]:
    """Give the paragraph from its first letter to its last: what is said, and what stands between."""
    at = 0
    for placement in placed:
        span = placement.utterance.locus.span
        if at < span.start:
            yield line.shown(at, span.start)
        yield _said(line, placement, speakers, rate_hz)
        at = span.end
    if at < len(line.text):
        yield line.shown(at, len(line.text))


def _said(line: _Line, placement: Placement, speakers: Mapping[str, int], rate_hz: int) -> _Run:
    utterance, clip = placement.utterance, placement.clip
    span = utterance.locus.span
    times = [_seconds(n, rate_hz) for n in (placement.start, placement.start + clip.n_samples)]
    speaker = speakers.get(utterance.speaker or "", _NARRATOR)
    words = [
        [
            _seconds(word.start, rate_hz),
            *(_units(line.shown(span.start, span.start + at)) for at in (word.span.start, word.span.end)),
        ]
        for word in written_words(utterance.text, placement)
    ]
    run: list[object] = [*times, speaker, list(line.pieces(span.start, span.end))]
    return [*run, words] if words else run


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
