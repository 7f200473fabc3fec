"""FictionBook (.fb2), one XML file, or packed (.fb2.zip, .fbz): http://www.fictionbook.org, version 2.0 to 2.2."""

import base64
from collections.abc import Iterator
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import About
from audiobook.text.sources.archive import Archive
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.furniture import NOTE_MARK, NOTES, PICTURE
from audiobook.text.sources.pictures import taken_cover
from audiobook.text.sources.translated import Node, element, heading, read_page, stated
from audiobook.text.sources.tree import Element
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

_ZIPPED: Final = b"PK\x03\x04"
_RENAMED: Final = {"emphasis": "em", "subtitle": "h6", "table": "table", "tr": "tr", "td": "td", "th": "th", "p": "p"}
_VERSE: Final = frozenset(["poem", "stanza"])
_TITLE_PAGE: Final = "the title page"
"""Author and title, before all sections."""
_NOTES: Final = frozenset(["notes", "comments", "footnotes"])


class Fb2Source:
    """Reads .fb2, and a ZIP that has one in it."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the book apart. Raises StoryError for what is damaged or over a limit."""
        try:
            root = parse_xml(_unpacked(data, place), place)
        except BadXmlError as error:
            raise StoryError(f"{place} is damaged: {error}", hint="get the book again") from None
        if root.tag != "fictionbook":
            raise StoryError(f"{place} is XML, but no FictionBook", hint="what kind of file is it?")
        about = root.find("title-info") or element("title-info")
        cover, notes = _cover(root, about, place)
        prose = read_page([*_bodies(root)], place)
        return Manuscript(
            blocks=prose.blocks,
            title=stated(_words(about, "book-title")),
            author=" and ".join(filter(None, map(_name, about.find_all("author")))),
            language=_words(about, "lang"),
            about=_about(root, about),
            cover_image=cover,
            left_out=prose.left_out,
            notes=notes,
            is_clean=True,
        )


def _unpacked(data: bytes, place: str) -> bytes:
    """Give the book out of its ZIP, if it is in one. Raises StoryError if not just one is there."""
    if not data.startswith(_ZIPPED):
        return data
    archive = Archive(data, place)
    books = sorted(name for name in archive.names if name.lower().endswith(".fb2"))
    if len(books) != 1:
        found = f"{len(books)} FictionBooks" if books else "no FictionBook"
        raise StoryError(f"{place} has {found} in it, not one", hint="unpack it, and name the .fb2 that you mean")
    return archive.read(books[0])


def _bodies(root: Element) -> Iterator[Node]:
    for body in root.elements():
        if body.tag == "body":
            aside = NOTES if body.get("name").lower() in _NOTES else ""
            yield element("section", _nodes(body, 0, aside or _TITLE_PAGE), **({"aside": aside} if aside else {}))


def _nodes(parent: Element, level: int, aside: str = "") -> Iterator[Node]:
    """Give all inside an element; level: how many sections it stands in. aside: why a title in none is not said."""
    for child in parent.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "title":
            title = heading(level + 1, _lines(child, level))
            yield title if level else element("section", [title], aside=aside)
        else:
            yield _node(child, level)


def _lines(title: Element, level: int) -> Iterator[Node]:
    """Give the paragraphs of a title as lines, and what stands between them, where only paragraphs should."""
    for child in title.children:
        if isinstance(child, str):
            yield child
        else:
            yield from (element("br"), *(_nodes(child, level) if child.tag == "p" else [_node(child, level)]))


def _node(child: Element, level: int) -> Element:
    if child.tag == "a" and child.get("type") == "note":
        return element("span", _nodes(child, level), out=NOTE_MARK)
    if child.tag == "image":
        return element("img", out=PICTURE, alt=child.get("alt"))
    if child.tag == "empty-line":
        return element("p")
    inner = _nodes(child, level + (child.tag == "section"))
    if child.tag in _VERSE:
        return element("div", inner, **{"class": child.tag})
    if child.tag == "v":
        return element("div", inner)
    return element(_RENAMED.get(child.tag, "div" if child.tag in _BLOCKS else "span"), inner)


_BLOCKS: Final = frozenset(["annotation", "cite", "date", "epigraph", "section", "text-author"])


def _cover(root: Element, about: Element, place: str) -> tuple[bytes, tuple[str, ...]]:
    page = about.find("coverpage")
    image = page.find("image") if page else None
    name = image.get("href").removeprefix("#") if image else ""
    stored = next((b for b in root.elements() if b.tag == "binary" and b.get("id") == name), None) if name else None
    if stored is None:
        return b"", ()
    try:
        data = base64.b64decode("".join(piece for piece in stored.children if isinstance(piece, str)))
    except ValueError:  # binascii.Error is one; and what is not ASCII
        return b"", (f"{place}: the cover is damaged: it is not taken over",)
    return taken_cover(data, place)


def _about(root: Element, about: Element) -> About:
    sequence = about.find("sequence") or element("sequence")
    series, number = sequence.get("name"), sequence.get("number")
    published = root.find("publish-info") or element("publish-info")
    year = _words(published, "year")
    return About(
        description=_words(about, "annotation"),
        publisher=_words(published, "publisher"),
        series=series,
        series_number=number if series and number.isdecimal() and len(number) <= 4 else "",
        published=year if len(year) == 4 and year.isdecimal() else "",
    )


def _words(parent: Element, tag: str) -> str:
    found = parent.find(tag)
    return found.words() if found else ""


def _name(author: Element) -> str:
    parts = (_words(author, part) for part in ("first-name", "middle-name", "last-name"))
    return " ".join(filter(None, parts)) or _words(author, "nickname")
