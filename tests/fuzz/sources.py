"""Targets: each kind of story file, and archives as such.

An EPUB, a DOCX, an ODT is fuzzed as the files inside it (folders.py), so that a change reaches what is read; the
archive's own bytes are a target of their own.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.read import parse_book
from audiobook.text.sources.archive import Archive
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.html_tree import parse_html
from audiobook.text.sources.registry import load_source
from audiobook.text.sources.tree import UNSEEN, Element
from audiobook.text.sources.xml_tree import parse_xml
from audiobook.text.wire import from_bytes, to_bytes
from tests.fuzz import stories
from tests.fuzz.folders import archive_of
from tests.fuzz.target import Target
from tests.helpers import ink, paragraphs_of
from tests.laws import bare_letters, check_book, check_nothing_lost_of_text, found_in, letters

_MARKDOWN_SPEAKS: Final = re.compile(r"\]|[&<`~\\]|^\s*---", re.MULTILINE)
"""Marks with which Markdown has addresses, entities, HTML and code: with none, every letter is text."""


def _read(kind: str, data: bytes) -> tuple[Manuscript, Book]:
    """Read a story in this process, and check what holds for every kind of it."""
    manuscript = load_source(kind).read(data, f"x.{kind}")
    assert from_bytes(to_bytes(manuscript)) == manuscript
    book = make_book(manuscript, "x")
    blocks = (block.text for block in manuscript.blocks)
    assert ink(*blocks, *(item.text for item in manuscript.left_out)) == ink(*found_in(book))
    check_book(book)
    return manuscript, book


def _check_text(data: bytes) -> None:
    book = parse_book(data, Path("x.txt"))
    check_book(book)
    if all(
        paragraph.start is not None for paragraph in paragraphs_of(book)
    ):  # else it is a page or a book by its bytes
        check_nothing_lost_of_text(book, decode(data, "x.txt").text)


def _check_markdown(data: bytes) -> None:
    _, book = _read("md", data)
    text = decode(data, "x.md").text
    if not _MARKDOWN_SPEAKS.search(text):
        assert letters(text) == letters(*found_in(book))


def _check_page(data: bytes) -> None:
    _, book = _read("html", data)
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        try:
            root = parse_html(decode(data, "x").text, "x")
        except UnicodeError:
            return
        if not decode(data, "x").notes:  # another charset than the page's own
            _check_words(root.find("body") or root, book)


def _check_words(root: Element, book: Book, unseen: frozenset[str] = UNSEEN) -> None:
    """Check that no letter below an element is lost; accents may be joined to their letters."""
    words = (piece for piece in _pieces(root, unseen))
    assert not bare_letters(*words) - bare_letters(*found_in(book))


def _pieces(root: Element, unseen: frozenset[str]) -> Sequence[str]:
    found = []
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
        elif node.tag not in unseen or node is root:
            waiting += node.children
    return found


def _check_fb2(data: bytes) -> None:
    _, book = _read("fb2", data)
    root = parse_xml(data, "x")
    for body in (each for each in root.elements() if each.tag == "body"):
        _check_words(body, book, frozenset())


def _check_odt(data: bytes) -> None:
    archive = archive_of(data)
    _, book = _read("odt", archive)
    body = parse_xml(Archive(archive, "x").read("content.xml"), "x").find("text")
    assert body is not None
    _check_words(body, book, frozenset(["tracked-changes", "sequence-decls", "forms", "note-citation"]))


def _check_docx(data: bytes) -> None:
    archive = archive_of(data)
    _, book = _read("docx", archive)
    assert book.chapters
    if b"officeDocument" not in data:
        body = parse_xml(Archive(archive, "x").read("word/document.xml"), "x").find("body")
        assert body is not None
        runs = [run for each in body.find_all("r") for run in each.elements() if run.tag in ("t", "deltext")]
        words = (piece for run in runs[:1] for piece in _pieces(run, UNSEEN | {"rt"}))
        assert set(bare_letters(*words)) <= set(bare_letters(*found_in(book)))


def _check_epub(data: bytes) -> None:
    _read("epub", archive_of(data))


def _check_archive(data: bytes) -> None:
    """Check that raw bytes are an archive whose files can be read, or refused; and so is what they may be a book of."""
    kind = {b"docx": "docx", b"odt:": "odt"}.get(data[:4], "epub")
    archive = Archive(data, "x")
    for name in sorted(archive.names)[:50]:
        archive.read(name)
    _read(kind, data)


def _check_pdf(data: bytes) -> None:
    _read("pdf", data)


_KINDS: Final[tuple[tuple[str, Callable[[bytes], object], Callable[[], Sequence[bytes]]], ...]] = (
    ("txt", _check_text, partial(stories.books, ".txt")),
    ("md", _check_markdown, partial(stories.books, ".md", ".txt")),
    ("html", _check_page, stories.pages),
    ("epub", _check_epub, stories.epubs),
    ("docx", _check_docx, stories.docxs),
    ("odt", _check_odt, stories.odts),
    ("fb2", _check_fb2, stories.fb2s),
    ("pdf", _check_pdf, stories.pdfs),
    ("archive", _check_archive, stories.archives),
)
_PAGE_US: Final = 1_000.0
"""For each byte of a PDF: six of them name a page once more, and reading it takes some milliseconds."""
SOURCES: Final = tuple(Target(*kind, char_us=_PAGE_US if kind[0] == "pdf" else 100.0) for kind in _KINDS)
