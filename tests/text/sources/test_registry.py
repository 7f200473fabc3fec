import zipfile
from contextlib import suppress
from importlib.metadata import entry_points
from io import BytesIO

import pytest

from audiobook.errors import StoryError
from audiobook.text.sources.registry import GROUP, OURS, is_story, kind_of, load_source, source_names
from tests.text.epubs import epub
from tests.text.word_files import odt, word, zipped


def test_our_sources_are_registered_like_everybody_elses() -> None:
    """The table in the registry and the entry points in pyproject.toml say the same."""
    registered = {p.name: p.value for p in entry_points(group=GROUP) if p.value.startswith("audiobook.")}
    assert registered == OURS
    assert set(source_names()) >= set(OURS)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_source_reads_or_refuses_any_bytes(name: str) -> None:
    """In words: it is what a person's file holds."""
    for data in (b"", b"Ice.", b"\xff\xfe", b"PK\x03\x04", b"<html>", b"\0" * 99):
        with suppress(StoryError):
            blocks = load_source(name).read(data, "x").blocks
            assert all(block.text == block.text.strip() != "" for block in blocks)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("ice.txt", b"Ice.", "txt"),
        ("ice.MD", b"# Ice", "md"),
        ("ice.txt", b"<!DOCTYPE HTML><p>Ice.", "html"),
        ("ice.txt", b"\xef\xbb\xbf \n<html>", "html"),
        ("ice.md", b"<html>", "md"),
        ("ice", b"<html>", "html"),
        ("ice.bin", epub({"a.xhtml": "x"}), "epub"),
        ("ice.epub", b"no", "epub"),
        ("ice.txt", b"%PDF-1.7", "pdf"),
        ("ice", b'<?xml version="1.0"?>\n<FictionBook>', "fb2"),
        ("ice.zip", zipped({"ice.fb2": "<FictionBook/>"}), "fb2"),
        ("ice", odt("<text:p>x</text:p>"), "odt"),
        ("ice.FB2.zip", b"no", "fb2"),
        ("ice.bin", word(lambda document: document.add_paragraph("x")), "docx"),
        ("ice.docx", b"no", "docx"),
        ("ice.doc", b"Ice.", ""),
        ("ice", b"Ice.", ""),
    ],
)
def test_the_ending_gives_the_kind_and_the_bytes_where_it_does_not(name: str, data: bytes, kind: str) -> None:
    """A page saved as .txt is a page: its markup would be read aloud."""
    assert kind_of(name, data) == kind


def test_other_archives_are_no_books() -> None:
    """Only what says so."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    assert not kind_of("ice.zip", buffer.getvalue())


def test_what_lies_beside_stories_is_none() -> None:
    """Settings and covers."""
    stories = ("ice.epub", "ICE.EPUB", "ice.fb2.zip")
    others = ("ice.yaml", "ice.json", "ice.jpg", "ice", "ice.zip", "ice.epub.zip")
    assert [is_story(name) for name in (*stories, *others)] == [True] * len(stories) + [False] * len(others)
