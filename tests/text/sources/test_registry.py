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
    ("suffix", "data", "kind"),
    [
        (".txt", b"Ice.", "txt"),
        (".MD", b"# Ice", "md"),
        (".txt", b"<!DOCTYPE HTML><p>Ice.", "html"),
        (".txt", b"\xef\xbb\xbf \n<html>", "html"),
        (".md", b"<html>", "md"),
        ("", b"<html>", "html"),
        (".bin", epub({"a.xhtml": "x"}), "epub"),
        (".epub", b"no", "epub"),
        (".txt", b"%PDF-1.7", "pdf"),
        ("", b'<?xml version="1.0"?>\n<FictionBook>', "fb2"),
        (".zip", zipped({"ice.fb2": "<FictionBook/>"}), "fb2"),
        ("", odt("<text:p>x</text:p>"), "odt"),
        (".bin", word(lambda document: document.add_paragraph("x")), "docx"),
        (".docx", b"no", "docx"),
        (".doc", b"Ice.", ""),
        ("", b"Ice.", ""),
    ],
)
def test_the_ending_gives_the_kind_and_the_bytes_where_it_does_not(suffix: str, data: bytes, kind: str) -> None:
    """A page saved as .txt is a page: its markup would be read aloud."""
    assert kind_of(suffix, data) == kind


def test_other_archives_are_no_books() -> None:
    """Only what says so."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    assert not kind_of(".zip", buffer.getvalue())


def test_what_lies_beside_stories_is_none() -> None:
    """Settings and covers."""
    assert [is_story(s) for s in (".epub", ".EPUB", ".yaml", ".json", ".jpg", "")] == [True, True, *[False] * 4]
