"""What word processors' files have in common: they are put into a page's elements, which `Pages` reads. Pure.

A translator writes `<p>`, `<h2>`, `<em>`, `<br>`, `<hr>`, `<table>` as a browser would be given them, and says with two
attributes of our own what is never said (`out`) and what is no part of the story (`aside`), each with its reason.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from audiobook.text.sources.base import check_length
from audiobook.text.sources.headings import by_words
from audiobook.text.sources.prose import Pages, Prose
from audiobook.text.sources.tree import Element
from audiobook.text.sources.untold import without_untold

Node = Element | str

_MOST_LEVEL: Final = 6
_NOBODY: Final = re.compile(
    r"(?:python-docx|anonymous|unspecified|untitled|unknown|author|owner|admin(?:istrator)?|user|word document"
    r"|(?:microsoft(?: office)?|windows|ms office) user|microsoft word.*|document\d*|.*\.(?:docx?|odt|pdf|rtf|txt))",
    re.IGNORECASE,
)
"""What programs write into a file where nobody has given a title or a name."""
_ACCOUNT: Final = re.compile(r"[a-z0-9._-]+|\S*[\\@]\S*")


def element(tag: str, children: Iterable[Node] = (), **attributes: str) -> Element:
    """Give an element of a page; `element("p", words, out="a footnote")`."""
    return Element(tag, attributes, tuple(children))


def heading(level: int, children: Iterable[Node]) -> Element:
    """Give a heading; pages have six levels."""
    return element(f"h{min(level, _MOST_LEVEL)}", children)


def level_of(text: str) -> int | None:
    """Give the level that a file states for a heading; None where it is no number, or one that no file needs."""
    return int(text) if text.isdecimal() and len(text) <= 2 else None


def stated(text: str) -> str:
    """Give a title or a name as a file's properties state it; empty where a program has made it up."""
    plain = " ".join(text.split())
    return "" if _NOBODY.fullmatch(plain) else plain


def stated_name(text: str) -> str:
    """Give the name of an author as a file's properties state it; empty for that of an account on a computer."""
    name = stated(text)
    return "" if _ACCOUNT.fullmatch(name) else name


def read_page(nodes: Iterable[Node], place: str) -> Prose:
    """Give what stands on a translated page. Raises StoryError for one that is longer than any story."""
    pages = Pages(lambda each: each.attributes.get("aside"))
    pages.add("", element("body", nodes), lambda each: each.get("out"))
    prose = pages.done()
    check_length(prose.n_chars, place)
    return replace(prose, blocks=tuple(without_untold(by_words(prose.blocks))))
