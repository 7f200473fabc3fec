import json
from pathlib import Path

from audiobook.formats.audiobookshelf import AudiobookshelfM4bFormat
from audiobook.formats.library_metadata import metadata
from tests.formats.contract import FormatContract, written
from tests.formats.editions import a_book


class TestAudiobookshelfM4b(FormatContract):
    """The metadata beside an M4B keep the laws of all formats."""

    name = "audiobookshelf_m4b"


def test_chapters_are_those_of_the_m4b(tmp_path: Path) -> None:
    """Not those of MP3s, whose files are a little longer or shorter."""
    book = a_book()
    (file,) = written(AudiobookshelfM4bFormat(), book, tmp_path).values()
    assert json.loads(file.read_text(encoding="utf-8")) == metadata(book, "m4a") != metadata(book, "mp3")
