"""What archives of fan fiction print around the chapters of their downloads: tags, summaries, notes, thanks. Pure.

After the markup of the Archive of Our Own's HTML and EPUB files, and the class names of FanFicFare's (2025).
"""

import re
from collections.abc import Iterator
from typing import Final

from audiobook.text.sources.tree import HEADINGS, Element

_ABOUT_CLASS: Final = re.compile(r"meta|fff_(?:[a-z]{1,20}_)?notes")
_MESSAGE_CLASS: Final = "message"
_ARCHIVE: Final = re.compile(r"Archive of Our Own|drop by the Archive", re.IGNORECASE)


def around_chapters(body: Element) -> Iterator[Element]:
    """Give the elements of a page that are not the story's; its headings stay, wherever they stand."""
    for element in body.walk():
        if element.tag == "div" and any(map(_ABOUT_CLASS.fullmatch, element.classes)):
            yield from beside_headings(element)
        elif element.tag == "p" and _MESSAGE_CLASS in element.classes and _ARCHIVE.search(element.words()):
            yield element


def is_frame(body: Element, around: frozenset[int]) -> bool:
    """Say whether a page has nothing but that, and headings above it: such pages come before and after the chapters.

    around: identities of the elements that are not the story's.
    """
    waiting: list[Element | str] = [body] if around else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            if node.strip():
                return False
        elif id(node) not in around and node.tag not in HEADINGS:
            waiting += node.children
    return bool(around)


def beside_headings(element: Element) -> Iterator[Element]:
    """Give what stands in an element beside its headings: dates, names, portraits."""
    for child in element.elements():
        if child.tag not in HEADINGS:
            if child.find(*HEADINGS):
                yield from beside_headings(child)
            else:
                yield child
