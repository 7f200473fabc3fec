from pathlib import Path

import pytest

from audiobook.errors import StoryError
from audiobook.text.read import front_cover, parse_book, read_book


@pytest.mark.parametrize("suffix", [".txt", ".text", ".md", ".markdown", ".TXT", ".Md"])
def test_the_ending_gives_the_kind(tmp_path: Path, suffix: str) -> None:
    """In any case."""
    path = tmp_path / f"ferry{suffix}"
    path.write_text("Ice.", encoding="utf-8")
    assert read_book(path).title == "Ferry"


@pytest.mark.parametrize("name", ["x.xyz", "x", ".txt", "x.txt.gz"])
def test_another_kind_is_refused_with_those_that_are_known(name: str) -> None:
    """No guessing."""
    with pytest.raises(StoryError, match="is of a kind that cannot be read") as error:
        parse_book(b"Ice.", Path(name))
    assert ".txt" in error.value.hint


def test_no_file_and_folders_are_told_in_words(tmp_path: Path) -> None:
    """With the path."""
    with pytest.raises(StoryError, match="there is no story at"):
        read_book(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(StoryError, match=r"is a folder, not a story|cannot be read"):
        read_book(tmp_path / "folder.txt")
    (tmp_path / "file").write_text("Ice.", encoding="utf-8")
    with pytest.raises(StoryError, match=r"cannot be read|there is no story"):
        read_book(tmp_path / "file" / "x.txt")


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_the_cover_is_found_without_reading_the_story(charset: str) -> None:
    """Whatever the charset; a story that only speaks of covers names none."""
    text = "---\ntitle: Exile\ncover: exile.jpg\n---\nUnder cover of night.\n"
    assert front_cover(text.encode(charset), Path("exile.md")) == "exile.jpg"
    assert front_cover(text.partition("---\nU")[2].encode(charset), Path("exile.md")) == ""
    assert front_cover("cover: exile.jpg\n".encode(charset), Path("exile.md")) == ""


def test_a_book_has_no_front_matter() -> None:
    """Nor is it a damaged text, whatever its bytes spell."""
    assert front_cover(b"PK\x03\x04 cover: x \x00\xff", Path("exile.epub")) == ""
    assert front_cover(b"<p>cover: x", Path("exile.html")) == ""
