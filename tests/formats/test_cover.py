from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.errors import OutputError
from audiobook.formats.base import Cover
from audiobook.formats.cover import CoverFormat
from tests.formats.contract import FormatContract, written
from tests.formats.editions import COVER, a_book


class TestCover(FormatContract):
    """The cover keeps the laws of all formats."""

    name = "cover"


@pytest.mark.parametrize(("cover", "name"), [(COVER, "cover.png"), (Cover(b"\xff\xd8\xff", "image/jpeg"), "cover.jpg")])
def test_the_picture_is_written_as_it_is(tmp_path: Path, cover: Cover, name: str) -> None:
    """Under the name that media servers look for; it hangs on no chapter."""
    book = a_book()
    edition = replace(book.edition, cover=cover)
    files = written(CoverFormat(), replace(book, edition=edition), tmp_path)
    assert {path: file.read_bytes() for path, file in files.items()} == {name: cover.data}
    (file,) = CoverFormat().files(edition, [])
    assert file.of_edition


def test_without_a_cover_there_is_no_file(tmp_path: Path) -> None:
    """And to ask for one is an error."""
    book = a_book()
    edition = replace(book.edition, cover=None)
    assert CoverFormat().files(edition, []) == ()
    (file,) = CoverFormat().files(book.edition, [])
    with pytest.raises(OutputError, match=r"cover\.png"):
        CoverFormat().write(file, replace(book, edition=edition), tmp_path / "cover.png")
