"""EPUBs for tests, written where they are needed."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.epub import EpubSource

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PARAGRAPH = "The ice came nearer, and the lamps were lit one after the other along the shore. " * 9
LONG = f"<p>{PARAGRAPH}</p>"
"""Long enough for a chapter."""


def page(body: str, head: str = "") -> str:
    """Give an XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" xmlns:ssml="http://www.w3.org/2001/10/synthesis">'
        f"<head><title>x</title>{head}</head><body>{body}</body></html>"
    )


def nav(*lines: str, more: str = "") -> str:
    """Give a navigation document whose lines are `href title`."""
    items = "".join(f'<li><a href="{line.partition(" ")[0]}">{line.partition(" ")[2]}</a></li>' for line in lines)
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>{more}')


def package(
    pages: Mapping[str, str], metadata: str = "", items: str = "", spine: str | None = None, rest: str = ""
) -> str:
    """Give a package document that reads its pages in order; nav.xhtml is the navigation document."""
    listed = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for name in pages
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in pages if name != "nav.xhtml") if spine is None else spine
    stated = metadata or "<dc:title>The Ferry</dc:title><dc:creator>Ida Lind</dc:creator>"
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{stated}</metadata>'
        f"<manifest>{listed}{items}</manifest><spine>{order}</spine>{rest}</package>"
    )


def epub(pages: Mapping[str, str], opf: str = "", files: Mapping[str, str | bytes] | None = None) -> bytes:
    """Give the bytes of a book; a page that has no `<html` is the body of one."""
    whole = {name: text if "<html" in text else page(text) for name, text in pages.items()}
    entries: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": opf or package(pages),
        **{f"OPS/{name}": text for name, text in whole.items()},
        **(files or {}),
    }
    return zipped(entries)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """Give an archive with an EPUB's first entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def manuscript_of(data: bytes) -> Manuscript:
    """Take a book apart, in this process."""
    return EpubSource().read(data, "x.epub")


def read(data: bytes) -> Book:
    """Read a book, in this process."""
    return make_book(manuscript_of(data), "x")


def body(text: str, head: str = "") -> Book:
    """Read a book of one page."""
    return read(epub({"a.xhtml": page(text, head)}))


def folder_of(path: Path, data: bytes) -> Path:
    """Write a book into a folder and give its path."""
    story = path / "x.epub"
    story.write_bytes(data)
    return story
