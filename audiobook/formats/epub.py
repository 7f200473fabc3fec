"""EPUB 3 that reads aloud: one file with the story as an ebook and every sentence highlighted while it is heard."""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from audiobook.files import published
from audiobook.formats.base import BookEdition, ChapterEdition, Edition, Entry, OutputFile
from audiobook.formats.epub_chapter import chapter_page
from audiobook.formats.epub_overlay import overlay, passages
from audiobook.formats.epub_package import CONTAINER, PACKAGE, Resource, ncx, package
from audiobook.formats.epub_pages import VOICES_TITLE, Line, contents_page, cover_page, voices_page
from audiobook.formats.shipped import shipped, version_with
from audiobook.model import ChapterKind
from audiobook.naming import book_name

MEDIA_TYPE: Final = "application/epub+zip"
_XHTML: Final = "application/xhtml+xml"
_STYLE: Final = "epub.css"
_FOLDER: Final = PACKAGE.rpartition("/")[0]
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell: the clock stays out of it."""


class EpubFormat:
    """EPUB 3.3 with media overlays: reflowable, one page and one sound a chapter, for every reading system."""

    name = "epub"
    encoding = "m4a"
    shows_text = True

    def __init__(self) -> None:
        """Find the style sheet: it decides what is written as much as this module does."""
        self._files = shipped([_STYLE])
        self.version = version_with("1", self._files)

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the one file."""
        return (OutputFile(book_name(edition.title, ".epub"), MEDIA_TYPE, None),)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - as above
        """Zip the book; sounds go from disk to disk, so memory does not grow with their length (see `Format.write`)."""
        chapters = [chapter for chapter in book.chapters if chapter.entry.kind is not ChapterKind.SAMPLE]
        members = [("style.css", self._files[_STYLE].decode()), *_members(book.edition, chapters)]
        with published(target) as part, zipfile.ZipFile(part, "w") as archive:
            # first and as it is: programs know an EPUB by its first bytes (OCF 3.3, section 4.3)
            _put(archive, "mimetype", MEDIA_TYPE, packed=False)
            _put(archive, "META-INF/container.xml", CONTAINER)
            for name, content in sorted(members, key=lambda member: member[0]):
                _put(archive, f"{_FOLDER}/{name}", content, packed=isinstance(content, str))


_Content = str | bytes | Path


def _members(edition: Edition, chapters: Sequence[ChapterEdition]) -> Iterator[tuple[str, _Content]]:
    """Give every file that is made for the book: its name, and its content or where that lies."""
    names = [_name(chapter) for chapter in chapters]
    pages = [f"{name}.xhtml" for name in names]
    lines = [Line(chapter.entry.title, page) for chapter, page in zip(chapters, pages, strict=True)]
    lines.append(Line(VOICES_TITLE, "voices.xhtml"))
    story = next((p for c, p in zip(chapters, pages, strict=True) if c.entry.kind is ChapterKind.STORY), pages[0])
    yield "package.opf", package(edition, list(_resources(edition, chapters)))
    yield "text/toc.ncx", ncx(edition, lines)
    yield "text/nav.xhtml", contents_page(edition, lines, story, "cover.xhtml" if edition.cover else "")
    yield "text/voices.xhtml", voices_page(edition, chapters, pages)
    if edition.cover:
        yield "text/cover.xhtml", cover_page(edition, edition.cover.file_name)
        yield edition.cover.file_name, edition.cover.data
    for chapter, name in zip(chapters, names, strict=True):
        yield f"text/{name}.xhtml", chapter_page(chapter, edition.language)
        yield f"audio/{name}.m4a", chapter.sound["m4a"]
        smil = overlay(passages(chapter), f"../text/{name}.xhtml", f"../audio/{name}.m4a")
        yield f"overlays/{name}.smil", smil


def _resources(edition: Edition, chapters: Sequence[ChapterEdition]) -> Iterator[Resource]:
    """Give the manifest, pages in reading order, each overlay right after its sound (see `epub_overlay`).

    All of the reading order is read aloud but the cover, on which there is nothing to read; who is heard stands beside
    it, or readers would fall silent on the last page.
    """
    yield Resource("nav", "text/nav.xhtml", _XHTML, "nav")
    yield Resource("ncx", "text/toc.ncx", "application/x-dtbncx+xml")
    yield Resource("style", "style.css", "text/css")
    if edition.cover:
        yield Resource("cover", edition.cover.file_name, edition.cover.media_type, "cover-image")
        yield Resource("cover-page", "text/cover.xhtml", _XHTML, in_spine="yes")
    for chapter in chapters:
        name = _name(chapter)
        length_us = passages(chapter)[-1].end_us
        yield Resource(name, f"text/{name}.xhtml", _XHTML, overlay=f"{name}-overlay", in_spine="yes")
        yield Resource(f"{name}-sound", f"audio/{name}.m4a", "audio/mp4")
        yield Resource(f"{name}-overlay", f"overlays/{name}.smil", "application/smil+xml", length_us=length_us)
    yield Resource("voices", "text/voices.xhtml", _XHTML, in_spine="no")


def _name(chapter: ChapterEdition) -> str:
    return f"chapter-{chapter.entry.position:03}"


def _put(archive: zipfile.ZipFile, name: str, content: _Content, *, packed: bool = True) -> None:
    """Add a file with nothing of the clock and of this machine in it."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    if isinstance(content, Path):
        info.file_size = content.stat().st_size  # or a sound of 4 GB would be too much
        with content.open("rb") as source, archive.open(info, "w") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
    else:
        archive.writestr(info, content)
