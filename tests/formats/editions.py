"""A small book as formats get it, with its sound on disk."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.timeline import lay_out
from audiobook.audio.tracks import write_tracks
from audiobook.formats.base import BookEdition, ChapterEdition, Cover, Edition, Entry
from audiobook.model import (
    About,
    ChapterKind,
    ChapterScript,
    Clip,
    Locus,
    LoudnessTarget,
    Paragraph,
    ParagraphKind,
    Span,
    Timeline,
    Utterance,
    WordTime,
)
from audiobook.text.spoken import spoken_form
from tests.audio.sounds import RATE_HZ, VOICE, Shelf, speech

SHELF = Shelf()
COVER = Cover(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001"
        "f61738550000000049454e44ae426082"
    ),
    "image/png",
)
"""One black pixel."""
ABOUT = About("Of chairs & lamps.", "Fullcast <Press>", "Chairs", "2", "1922-03-04", "CC0")
EDITION = Edition(
    title="Das Schloß",
    author="Кафка",
    narrator="Fullcast",
    language="en-gb",
    n_chapters=2,
    cover=COVER,
    about=ABOUT,
    cast=("Anna", "Boris & Co"),
    notice="The voices in this audiobook are synthetic.",
    identifier="urn:uuid:00000000-0000-5000-8000-000000000001",
    address="https://example.org/books/castle/",
)
SPEAKERS = {"anna": "Anna", "boris": "Boris & Co"}

Lines = Sequence[tuple[str, str | None]]
"""What is said in a paragraph, piece by piece, and by whom."""

FIRST: Sequence[Lines] = (
    [("“One” – the first", None)],
    [("“Who is there?”", "anna"), ("asked Anna & <nobody> else.", None)],
    [("She put down the lamp.", None), ("“Nobody”, he said.", "boris")],
)
SECOND: Sequence[Lines] = ([("Two", None)], [("In the morning the chairs were gone.", None)])


def a_book(*chapters: Sequence[Lines], seconds: float = 0.5) -> BookEdition:
    """Give a book with these chapters (two of our own if there are none), whose first paragraphs are headings."""
    chosen = chapters or (FIRST, SECOND)
    made = tuple(a_chapter(lines, number, seconds) for number, lines in enumerate(chosen, 1))
    return BookEdition(replace(EDITION, n_chapters=len(made)), made)


def a_chapter(paragraphs: Sequence[Lines] = FIRST, number: int = 1, seconds: float = 0.5) -> ChapterEdition:
    """Give a chapter of which each piece is a sound of so many seconds, with a time for each of its words."""
    written = [
        Paragraph(" ".join(text for text, _ in lines), ParagraphKind.TEXT if i else ParagraphKind.HEADING)
        for i, lines in enumerate(paragraphs)
    ]
    utterances = [u for i, lines in enumerate(paragraphs) for u in _utterances(lines, number, i)]
    clips = [_clip(u.spoken, seconds, 100 * number + i) for i, u in enumerate(utterances)]
    timeline = lay_out(ChapterScript(number, written[0].text, tuple(utterances)), clips, {VOICE: 0.0})
    entry = Entry(number, written[0].text, ChapterKind.STORY, number)
    return ChapterEdition(entry, timeline, tuple(written), SPEAKERS, _tracks(timeline))


def _utterances(lines: Lines, chapter: int, paragraph: int) -> list[Utterance]:
    found, at = list[Utterance](), 0
    for text, speaker in lines:
        locus = Locus(chapter, paragraph, Span(at, at + len(text)))
        said = spoken_form(text, "en")
        found.append(Utterance(locus, text, said.text, speaker, VOICE, VOICE, 0.0, 0.35, links=said.links))
        at += len(text) + 1
    return found


def _clip(text: str, seconds: float, seed: int) -> Clip:
    clip = SHELF.put(speech(seconds, seed))
    words, at = list[WordTime](), 0
    share = clip.n_samples // max(1, len(text))
    for word in text.split():
        at = text.index(word, at)
        words.append(WordTime(Span(at, at + len(word)), at * share, (at + len(word)) * share))
        at += len(word)
    return replace(clip, words=tuple(words))


@cache
def _tracks(timeline: Timeline) -> dict[str, Path]:
    folder = Path(mkdtemp(prefix="tracks-"))
    files = {name: folder / f"one{encoding.extension}" for name, encoding in ENCODINGS.items()}
    write_tracks(timeline, LoudnessTarget(), SHELF.read, files)
    return files


def length_s(chapter: ChapterEdition) -> float:
    """Give how long a chapter is."""
    return chapter.timeline.n_samples / RATE_HZ
