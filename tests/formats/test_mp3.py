from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import ID3, Encoding, PictureType

from audiobook.formats.base import BookEdition, Cover
from audiobook.formats.mp3 import Mp3Format
from audiobook.model import About, ChapterKind
from tests.audio.sounds import decoded
from tests.formats.contract import FormatContract, written
from tests.formats.editions import a_book


class TestMp3(FormatContract):
    """MP3 keeps the laws of all formats."""

    name = "mp3"


@pytest.fixture(scope="module")
def book() -> BookEdition:
    """Give a book of two chapters."""
    return a_book()


def test_each_chapter_is_a_file(book: BookEdition, tmp_path: Path) -> None:
    """They are numbered, named by their titles, and hold the sound of their chapters; a sample is one of them."""
    sample = replace(book.chapters[1].entry, number=3, kind=ChapterKind.SAMPLE, title="Retail Sample")
    more = replace(book, chapters=(*book.chapters, replace(book.chapters[1], entry=sample)))
    files = written(Mp3Format(), more, tmp_path)
    assert list(files) == ["01 - “One” – the first.mp3", "02 - Two.mp3", "03 - Retail Sample.mp3"]
    for chapter, file in zip(more.chapters, files.values(), strict=True):
        assert decoded(file) == decoded(chapter.sound["mp3"])


def test_players_show_what_it_is(book: BookEdition, tmp_path: Path) -> None:
    """Title, book, author, narrator (as composer), number, series and cover are there, as ID3v2.3 in UTF-16."""
    edition = book.edition
    tags = ID3(next(iter(written(Mp3Format(), book, tmp_path).values())), translate=False)
    assert tags.version == (2, 3, 0)
    shown = {name: str(frame) for name, frame in tags.items() if name.startswith("T")}
    assert shown == {
        "TIT2": "“One” – the first",
        "TALB": edition.title,
        "TPE1": edition.author,
        "TPE2": edition.author,
        "TCOM": edition.narrator,
        "TRCK": "1/2",
        "TCON": "Audiobook",
        "TLAN": "eng",
        "TPUB": "Fullcast <Press>",
        "TYER": "1922",
        "TDAT": "0403",
        "TCOP": "CC0",
        "TXXX:series": "Chairs",
        "TXXX:series-part": "2",
    }
    assert all(frame.encoding == Encoding.UTF16 for frame in tags.values() if frame.FrameID.startswith("T"))
    (comment,) = tags.getall("COMM")
    assert (comment.lang, comment.desc) == ("eng", "")
    assert comment.text == ["Of chairs & lamps.\n\nThe voices in this audiobook are synthetic."]
    (picture,) = tags.getall("APIC")
    assert isinstance(edition.cover, Cover)
    assert (picture.data, picture.mime, picture.type) == (edition.cover.data, "image/png", PictureType.COVER_FRONT)


def test_what_is_not_known_is_not_tagged(book: BookEdition, tmp_path: Path) -> None:
    """An author nobody named is no author called "", and a book without a cover has no picture."""
    bare = replace(book.edition, author="", narrator="", language="tlh", cover=None, about=About(), notice="")
    tags = ID3(next(iter(written(Mp3Format(), replace(book, edition=bare), tmp_path).values())))
    assert {frame.FrameID for frame in tags.values()} == {"TIT2", "TALB", "TRCK", "TCON"}
