import json
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

from audiobook.audio.adts import join_aac
from audiobook.audio.encodings import SAMPLE_RATE_HZ
from audiobook.formats.audiobookshelf import AudiobookshelfFormat
from audiobook.formats.base import BookEdition
from audiobook.formats.library_metadata import metadata
from audiobook.formats.mp3 import Mp3Format
from audiobook.model import About, ChapterKind
from tests.formats.contract import FormatContract, share, written
from tests.formats.editions import a_book


class TestAudiobookshelf(FormatContract):
    """Its metadata keeps the laws of all formats."""

    name = "audiobookshelf"


def test_it_says_what_is_known_of_the_book(tmp_path: Path) -> None:
    """In the words of Audiobookshelf; a synthetic narrator is called so, and its notice is in the description."""
    book = a_book()
    (file,) = written(AudiobookshelfFormat(), book, tmp_path).values()
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["title"] == "Das Schloß"
    assert found["authors"] == ["Кафка"]
    assert found["narrators"] == ["Synthetic Voices"]
    assert found["series"] == ["Chairs #2"]
    assert (found["publishedYear"], found["publishedDate"]) == ("1922", "1922-03-04")
    assert (found["publisher"], found["language"]) == ("Fullcast <Press>", "en-gb")
    assert found["description"].startswith("Of chairs & lamps.")
    assert book.edition.notice in found["description"]


def test_what_nobody_has_stated_is_empty() -> None:
    """A person who reads is named; a series may have no numbers."""
    book = a_book()
    edition = replace(book.edition, author="", narrator="Jane Doe", notice="", about=About(series="Chairs"))
    found = metadata(replace(book, edition=edition), "mp3")
    assert (found["authors"], found["narrators"], found["series"]) == ([], ["Jane Doe"], ["Chairs"])
    assert [found[key] for key in ("publishedYear", "publishedDate", "publisher", "description")] == [None] * 4
    assert found["tags"] == []


def length_s(file: Path) -> float:
    """Give the length that probes see: of all frames."""
    info = MP3(file).info
    assert info is not None
    return float(info.length)


def ends(book: BookEdition, encoding: str) -> list[float]:
    """Give where each chapter ends; none has a gap before it."""
    found = metadata(book, encoding)["chapters"]
    assert isinstance(found, list)
    assert [c["start"] for c in found] == [0, *(c["end"] for c in found[:-1])]
    assert [c["id"] for c in found] == list(range(len(found)))
    return [c["end"] for c in found]


def test_chapters_are_where_the_server_finds_them(tmp_path: Path) -> None:
    """Its clock adds up files as they are: MP3s by their frames, an M4B by its own marks."""
    book = a_book()
    mp3 = [length_s(file) for file in written(Mp3Format(), book, tmp_path).values()]
    assert ends(book, "mp3") == pytest.approx(list(accumulate(mp3)), abs=1e-5)
    aac = join_aac([chapter.sound["m4a"] for chapter in book.chapters], tmp_path / "joined.aac")
    assert ends(book, "m4a") == pytest.approx([n / SAMPLE_RATE_HZ for n in accumulate(aac)], abs=1e-5)


def test_a_retail_sample_is_no_part_of_the_book() -> None:
    """It has no chapter."""
    book = a_book()
    sample = replace(book.chapters[0], entry=replace(book.chapters[0].entry, number=4, kind=ChapterKind.SAMPLE))
    more = replace(book, chapters=(*book.chapters, sample))
    (file,) = AudiobookshelfFormat().files(more.edition, [chapter.entry for chapter in more.chapters])
    assert ends(share(more, file), "mp3") == ends(book, "mp3")
