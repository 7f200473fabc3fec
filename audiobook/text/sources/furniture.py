"""Which elements of a book's page are never said, and why: page numbers, marks of notes, what is hidden. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audiobook.text.sources.fan_archives import around_chapters
from audiobook.text.sources.stylesheet import Look, Sheet
from audiobook.text.sources.tree import UNSEEN, Element

IGNORED: Final = UNSEEN
"""Their words are no words of the book: nothing is even listed as left out."""

PAGE_NUMBER: Final = "a page number"
LINE_NUMBER: Final = "a line number"
NOTE_MARK: Final = "the mark of a note"
NOTE: Final = "a note"
NOTES: Final = "notes"
"""Of a whole section."""
HIDDEN: Final = "hidden in the book"
READING_AID: Final = "a reading aid (ruby)"
PICTURE: Final = "a picture"
CAPTION: Final = "the caption of a picture"
NAVIGATION: Final = "a list of contents"
FRAME: Final = "about the e-book"
ABOUT: Final = "about the story on its page"

_BY_TYPE: Final = {
    "pagebreak": PAGE_NUMBER,
    "noteref": NOTE_MARK,
    "annoref": NOTE_MARK,
    "backlink": NOTE_MARK,
    "footnote": NOTE,
    "endnote": NOTE,
    "rearnote": NOTE,
    "annotation": NOTE,
    "toc": NAVIGATION,
    "landmarks": NAVIGATION,
    "page-list": NAVIGATION,
}
_BY_TAG: Final = {
    "figcaption": CAPTION,
    **dict.fromkeys(["rt", "rp", "rtc"], READING_AID),
    **dict.fromkeys(["audio", "canvas", "img", "image", "object", "svg", "video"], PICTURE),
    **dict.fromkeys(["button", "form", "iframe", "input", "nav", "select", "textarea"], NAVIGATION),
}
_BY_CLASS: Final = (
    (re.compile(r"page-?(?:num(?:ber)?|no|break)s?|pgnum|pb"), PAGE_NUMBER),
    (re.compile(r"l-?num|line-?(?:num(?:ber)?|no)"), LINE_NUMBER),
    (re.compile(r"(?:foot|end)?-?note-?(?:ref(?:erence)?|call|anchor|mark)|fn-?(?:anchor|ref)"), NOTE_MARK),
    (re.compile(r"footnotes?|endnotes?|footnote-?(?:text|body)"), NOTE),
    (re.compile(r"pg-?(?:boilerplate|header|footer)"), FRAME),
)
_NOTE_TAGS: Final = ("aside", "dd", "div", "li", "p")
_NOTE_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?")
_MOST_MARK: Final = 8
"""Characters of a mark: "[123]"."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Tells what is never said."""

    sheet: Sheet = field(default_factory=Sheet)
    notes: frozenset[str] = frozenset()
    """Ids of what marks of notes point at."""
    around: frozenset[int] = frozenset()
    """Identities of elements that an archive prints around the chapters."""

    def reason(self, element: Element) -> str:
        """Say why an element is left out with all that is in it; empty where it is not."""
        if self._is_hidden(element):
            return HIDDEN
        return (
            _BY_TAG.get(element.tag, "")
            or (ABOUT if id(element) in self.around else "")
            or next((_BY_TYPE[kind] for kind in sorted(element.types) if kind in _BY_TYPE), "")
            or _by_class(element)
            or (NOTE_MARK if is_note_mark(element) else "")
            or (NOTE if element.tag in _NOTE_TAGS and self._is_note(element) else "")
        )

    def _is_note(self, element: Element) -> bool:
        first = _first_within(element)
        return element.get("id") in self.notes or (first is not None and first.get("id") in self.notes)

    def _is_hidden(self, element: Element) -> bool:
        stated = "hidden" in element.attributes or element.get("aria-hidden").lower() == "true"
        return stated or self.sheet.shows(element, Look.HIDDEN)


def furniture_of(body: Element, sheet: Sheet, notes: frozenset[str] = frozenset()) -> Furniture:
    """Give the furniture of a page, as long as the page is there. sheet, notes: as in `Furniture`."""
    return Furniture(sheet, notes, frozenset(map(id, around_chapters(body))))


def _by_class(element: Element) -> str:
    names = element.classes
    return next((reason for pattern, reason in _BY_CLASS for name in names if pattern.fullmatch(name)), "")


def is_note_mark(element: Element) -> bool:
    """Say whether it is a raised number or star that leads to a note, as in books that do not say so."""
    if element.tag == "sup":
        link = next((child for child in element.elements() if child.tag == "a"), None)
        return link is not None and _marks_note(link) and element.begins(_MOST_MARK) == link.begins(_MOST_MARK)
    raised = any(child.tag == "sup" for child in element.elements())
    return element.tag == "a" and (raised or _is_bracketed(element)) and _marks_note(element)


def _marks_note(link: Element) -> bool:
    return "#" in link.get("href") and _NOTE_MARK.fullmatch(link.begins(_MOST_MARK)) is not None


def _is_bracketed(link: Element) -> bool:
    return link.begins(1) in ("[", "*", "†", "‡", "§")


def note_targets(body: Element) -> Iterator[str]:
    """Give where the marks of notes on a page lead to.

    A mark that stands first in its paragraph belongs to the note itself, and leads back into the story.
    """
    leading = {id(_first_within(element)) for element in body.walk() if element.tag in _NOTE_TAGS}
    for element in body.walk():
        if element.tag in ("a", "sup") and (is_note_mark(element) or "noteref" in element.types):
            link = element.find("a")
            if link is not None and id(link) not in leading:
                yield link.get("href")


def _first_within(element: Element) -> Element | None:
    """Give the link that an element begins with; None where it begins with words."""
    while True:
        first = next((c for c in element.children if isinstance(c, Element) or c.strip()), None)
        if not isinstance(first, Element) or first.tag == "a":
            return first if isinstance(first, Element) else None
        element = first
