"""EPUB 2 and 3: our own reader over zipfile and lxml, which opens nothing but what lies in the archive.

The package says what is read in which order, the contents where chapters begin, `epub:type` and titles what is no part
of the story.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import Pronunciation
from audiobook.text.limits import LIMITS
from audiobook.text.sources import epub_sections
from audiobook.text.sources.archive import Archive, resolve
from audiobook.text.sources.base import Manuscript, check_length
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.epub_chapters import opened
from audiobook.text.sources.epub_contents import Contents, Entry, read_contents
from audiobook.text.sources.epub_package import Item, Package, read_package
from audiobook.text.sources.fan_archives import is_frame
from audiobook.text.sources.furniture import ABOUT, Furniture, furniture_of, note_targets
from audiobook.text.sources.html_tree import parse_html
from audiobook.text.sources.lexicon import read_lexicon
from audiobook.text.sources.pictures import taken_cover
from audiobook.text.sources.prose import Pages, Prose
from audiobook.text.sources.stylesheet import Sheet, read_sheets, sheets_inside
from audiobook.text.sources.tree import Element
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

_PAGES: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_LEXICON: Final = "application/pls+xml"
_NOT_IN_ORDER: Final = "outside the book's reading order"
_HAS_WORDS: Final = re.compile(rb">[^<>]*[A-Za-z\x80-\xff]{2}")
_MOST_NOTES: Final = 5


class EpubSource:
    """Reads .epub."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the book apart. Raises StoryError for what is damaged, protected, hostile or empty."""
        archive = Archive(data, place)
        package = read_package(archive, place)
        contents = read_contents(archive, package, place)
        pages, notes = _pages(archive, package, place)
        if not pages:
            hint = "; ".join(_few(notes, place)) or "its package names none"
            raise StoryError(f"{place}: there is no page in it that can be read aloud", hint=hint)
        prose = _prose(pages, _Known(archive, package, contents))
        check_length(prose.n_chars, place)
        cover, cover_notes = _cover(archive, package.cover, place)
        strays = archive.stray_names()
        odd = (
            (f"{place}: it holds names that lead out of it, which nobody follows: {strays[0][:60]}",) if strays else ()
        )
        return Manuscript(
            blocks=tuple(opened(prose, contents.entries)),
            title=package.title,
            author=" and ".join(package.authors),
            language=package.language,
            about=package.about,
            cover_image=cover,
            pronunciations=tuple(_pronunciations(archive, package, prose)),
            left_out=prose.left_out,
            notes=(*package.notes, *contents.notes, *_few(notes, place), *cover_notes, *odd),
            is_clean=True,
        )


def _few(notes: Sequence[str], place: str) -> tuple[str, ...]:
    """Give the first notes, and how many more there are."""
    more = len(notes) - _MOST_NOTES
    return (*notes[:_MOST_NOTES], f"{place}: and {more} more pages like these") if more > 0 else tuple(notes)


def _cover(archive: Archive, item: Item | None, place: str) -> tuple[bytes, tuple[str, ...]]:
    """Give the cover's bytes, or a note of why there are none."""
    if item is None or not item.name:
        return b"", ()
    return taken_cover(archive.read(item.name), place)


def _pronunciations(archive: Archive, package: Package, prose: Prose) -> Iterator[Pronunciation]:
    """Give what the text says of single words, then what lexicons say of others."""
    lexicons = (i for i in package.items.values() if i.name and (i.media_type == _LEXICON or i.name.endswith(".pls")))
    found = [*prose.pronunciations]
    for item in lexicons:
        found += read_lexicon(archive.xml(item.name, "mend the book, or take its lexicon out"))
    by_word: dict[tuple[str, str], Pronunciation] = {}
    for each in found[: LIMITS.pronunciations]:
        by_word.setdefault((each.written, each.language), each)
    yield from by_word.values()


# -------------------------------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the spine."""

    name: str
    root: Element
    is_linear: bool

    @property
    def body(self) -> Element:
        """Give what is read of it."""
        return self.root.find("body", "book") or self.root

    @property
    def is_blank(self) -> bool:
        """Say whether there is no letter in it, not even an unseen one."""
        return not any(isinstance(c, str) and c.strip() for e in self.body.walk() for c in e.children)


def _pages(archive: Archive, package: Package, place: str) -> tuple[list[_Page], tuple[str, ...]]:
    pages, notes, n_bytes = list[_Page](), list[str](), 0
    for step in package.spine:
        item = _readable(step.item, package.items)
        if item is None or not item.name:
            notes.append(f"{place}: {step.item.name or step.item.id} is no page that can be read aloud: it is left out")
            continue
        data = archive.read(item.name)
        n_bytes += len(data)
        if n_bytes > LIMITS.page_bytes:
            raise StoryError(f"{place} has more than {LIMITS.page_bytes // 1_000_000} MB of pages", hint="part it")
        root = _root(data, f"{place}: {item.name}", notes)
        page = _Page(item.name, root, step.is_linear)
        if page.is_blank and _HAS_WORDS.search(data.rpartition(b"<body")[2]):
            raise StoryError(f"{place}: {item.name} gave no text, though it holds some", hint="the page is damaged")
        pages.append(page)
    return pages, tuple(notes)


def _readable(item: Item, items: Mapping[str, Item]) -> Item | None:
    """Give the item, or the first of its fallbacks that is a page."""
    seen = set[str]()
    while item.media_type not in _PAGES:
        seen.add(item.id)
        if item.fallback in seen or item.fallback not in items:
            return None
        item = items[item.fallback]
    return item


def _root(data: bytes, where: str, notes: list[str]) -> Element:
    try:
        return parse_xml(data, where)
    except BadXmlError as error:
        notes.append(f"{where} is no XML, so it is read as browsers read HTML ({error})")
        return parse_html(decode(data, where).text, where)


class _Known:
    """What is known of a book's pages before they are read."""

    def __init__(self, archive: Archive, package: Package, contents: Contents) -> None:
        self._archive = archive
        self._kinds = dict([*package.guide, *contents.landmarks])
        self._names = " ".join([package.title, package.about.subtitle, package.about.series, *package.authors])
        self._listed = {entry.place[0] for entry in _flat(contents.entries)}
        self._sheet = cache(self._read_sheet)

    def aside(self, page: _Page, furniture: Furniture) -> str:
        """Say why a page is no part of the story, as far as that can be said of all of it."""
        listed = page.name in self._listed
        if epub_sections.is_title_page(page.body, self._names):
            return epub_sections.TITLE_PAGE
        if is_frame(page.body, furniture.around):
            return ABOUT
        return epub_sections.by_kind(self._kinds.get(page.name, "")) or (
            "" if listed else epub_sections.by_content(page.body)
        )

    def sheet(self, page: _Page) -> Sheet:
        """Give what a page's stylesheets say."""
        links = (e for e in page.root.find_all("link") if "stylesheet" in e.get("rel").lower().split())
        names = (
            resolve(page.name, link.get("href"))[0] for link in links if "alternate" not in link.get("rel").lower()
        )
        return read_sheets([*map(self._sheet, names), *sheets_inside(page.root)])

    def _read_sheet(self, name: str) -> str:
        return self._archive.read(name).decode("utf-8", "replace") if self._archive.has(name) else ""


def _flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.below)


def _prose(pages: Sequence[_Page], known: _Known) -> Prose:
    notes: dict[str, set[str]] = {}
    for page in pages:
        for href in note_targets(page.body):
            name, target = resolve(page.name, href)
            notes.setdefault(name, set()).add(target)
    found = Pages(epub_sections.by_element)
    for page in pages:
        if page.is_linear:
            sheet = known.sheet(page)
            furniture = furniture_of(page.body, sheet, frozenset(notes.get(page.name, ())))
            found.add(page.name, page.body, furniture.reason, known.aside(page, furniture), sheet)
        else:
            found.leave_out(page.name, page.body, _NOT_IN_ORDER)
    return found.done()
