"""A chapter as the player's page takes it: a script that hands over its text, who says it, and when. Pure.

A page that was opened from a disk may not fetch anything, but it may load a script. `text/03.js` calls

    chapterText({"number": 3, "seconds": 312.048, "speakers": [["Lenin", 25]], "paragraphs": [...]})

A speaker is a name and a hue. A paragraph is `{"kind": "text", "runs": [...]}`, and `"scene": true` where a scene
begins with it. A run that is a string is said by nobody. One that somebody says is

    [start, end, speaker, pieces, words]

with times in seconds, the speaker's index (-1: the narrator), pieces of text (one in a list of its own is in italics),
and, from an engine that knows them, the times of its words: [start, from, to], from and to in UTF-16 units, as
JavaScript counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from audiobook.formats.base import ChapterEdition, Edition
from audiobook.model import Paragraph, Placement, Span, Utterance

_FIRST_HUE: Final = 25.0
_GOLDEN_ANGLE: Final = 137.508
"""Turning the hue by it keeps any number of colours as far apart as they can be, the first ones most."""
_NARRATOR: Final = -1
_FAR: Final = 40
"""A word is looked for so many characters on, at most: what is spoken differs little from what is written."""

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


def _paragraph(
    paragraph: Paragraph, placed: Sequence[Placement], speakers: Mapping[str, int], rate_hz: int
) -> dict[str, object]:
    scene = {"scene": True} if paragraph.starts_scene else {}
    return {"kind": paragraph.kind.value, **scene, "runs": list(_runs(paragraph, placed, speakers, rate_hz))}


def _runs(
    paragraph: Paragraph, placed: Sequence[Placement], speakers: Mapping[str, int], rate_hz: int
) -> Iterator[_Run]:
    """Give the paragraph from its first letter to its last: what is said, and what stands between."""
    at = 0
    for placement in placed:
        span = placement.utterance.locus.span
        if at < span.start:
            yield paragraph.text[at : span.start]
        yield _said(paragraph, placement, speakers, rate_hz)
        at = span.end
    if at < len(paragraph.text):
        yield paragraph.text[at:]


def _said(paragraph: Paragraph, placement: Placement, speakers: Mapping[str, int], rate_hz: int) -> _Run:
    utterance, clip = placement.utterance, placement.clip
    times = [_seconds(n, rate_hz) for n in (placement.start, placement.start + clip.n_samples)]
    speaker = speakers.get(utterance.speaker or "", _NARRATOR)
    words = [
        [_seconds(placement.start + start, rate_hz), *(_units(utterance.text[:at]) for at in (span.start, span.end))]
        for start, span in _words(placement)
    ]
    run: list[object] = [*times, speaker, list(_pieces(paragraph, utterance.locus.span))]
    return [*run, words] if words else run


def _pieces(paragraph: Paragraph, span: Span) -> Iterator[str | list[str]]:
    """Part a stretch of a paragraph where italics begin and end."""
    italics = [s for s in paragraph.italics if s.start < span.end and span.start < s.end]
    edges = sorted({span.start, span.end, *(e for s in italics for e in (s.start, s.end) if span.start < e < span.end)})
    for start, end in pairwise(edges):
        piece = paragraph.text[start:end]
        yield [piece] if any(s.start <= start < s.end for s in italics) else piece


def _words(placement: Placement) -> Iterator[tuple[int, Span]]:
    """Give when each word begins, and where it is written; what is not written as it is spoken is left out."""
    utterance: Utterance = placement.utterance
    written = utterance.text.casefold()
    if len(written) != len(utterance.text):  # "ß": places would no longer be those of the text
        written = utterance.text
    at = 0
    for word in placement.clip.words:
        spoken = utterance.spoken[word.span.start : word.span.end].strip(" .,;:!?…—–-")
        found = written.find(spoken.casefold() if written != utterance.text else spoken, at, at + _FAR + len(spoken))
        if spoken and found >= 0:
            at = found + len(spoken)
            yield word.start, Span(found, at)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
