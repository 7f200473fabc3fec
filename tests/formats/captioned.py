"""Chapters of written words without sound, for formats that show text."""

import itertools
import re
from collections.abc import Sequence

from hypothesis import strategies as st

from audiobook.formats.base import ChapterEdition, Entry
from audiobook.model import (
    ChapterKind,
    Clip,
    Link,
    Locus,
    Paragraph,
    Placement,
    Span,
    Timeline,
    Utterance,
    WordTime,
)
from tests.audio.sounds import VOICE

RATE_HZ = 22_050
SPEAKERS = {"anna": "Anna", "boris": "Boris <& Co>"}
HOSTILE = (
    "a --> b <v Anna> &amp; <b>bold</b> <00:00:01.000> </v>",
    "1 00:00:01,000 --> 00:00:02,000 NOTE STYLE WEBVTT",
    "«שלום» אמר האיש 😀 👨\u200d👩\u200d👧 \u200fימין\u200f",
    "[00:01.00] [ti:x] <00:01.50> {\\an8}",
    "Donau" * 30,
    "—",
    "a\n\nb\r\nc\u2028d\u0085e\tf",
)

Said = tuple[str, str | None, int, bool]
"""What is said, by whom, in how many samples, and whether its words have times."""


def a_chapter(*lines: Said, pause: int = 4_000) -> ChapterEdition:
    """Give a chapter of these utterances with a pause between any two; what is said is what is written."""
    placements, start = list[Placement](), 15_000
    for i, (text, speaker, n_samples, timed) in enumerate(lines):
        whole = Span(0, len(text))
        as_is = (Link(whole, whole, as_written=True),)
        utterance = Utterance(Locus(1, i, whole), text, text, speaker, VOICE, VOICE, 0.0, 0.3, links=as_is)
        words = evenly_timed(text, n_samples) if timed else ()
        placements.append(Placement(utterance, Clip(f"{i:064}", RATE_HZ, n_samples, 0.1, 0.5, words), start, 0.0))
        start += n_samples + pause
    paragraphs = tuple(Paragraph(text.strip()) for text, *_ in lines)
    entry = Entry(1, "One [1]", ChapterKind.STORY, 1)
    return ChapterEdition(entry, Timeline(1, RATE_HZ, tuple(placements), start + 20_000), paragraphs, SPEAKERS)


def evenly_timed(text: str, n_samples: int) -> tuple[WordTime, ...]:
    """Give each word the time of its share of the characters."""
    at = [round(n_samples * i / len(text)) for i in range(len(text) + 1)]
    spans = (found.span() for found in re.finditer(r"\S+", text))
    return tuple(WordTime(Span(start, end), at[start], at[end]) for start, end in spans)


def seconds(sample: int) -> float:
    """Give the time of a sample."""
    return sample / RATE_HZ


_WORDS = st.one_of(
    st.sampled_from([*"a I no, the “Well,” lamp harbour. self-made — 42 … what?! Donaudampfschiff".split(), *HOSTILE]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12),
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join).filter(lambda text: bool(text.strip()))


@st.composite
def chapters(draw: st.DrawFn) -> ChapterEdition:
    """Draw a chapter of any words, by anybody, of any length down to one sample, with word times or without."""
    speakers = st.sampled_from([None, *SPEAKERS])
    n_samples = st.one_of(st.integers(1, 50), st.integers(5_000, 200_000))
    lines = draw(st.lists(st.tuples(_TEXTS, speakers, n_samples, st.booleans()), min_size=1, max_size=6))
    return a_chapter(*lines, pause=draw(st.sampled_from([0, 1, 10, 7_000])))


def written(chapter: ChapterEdition) -> Sequence[str]:
    """Give all words of a chapter, in order."""
    texts = (placement.utterance.text for placement in chapter.timeline.placements)
    return list(itertools.chain.from_iterable(text.split() for text in texts))
