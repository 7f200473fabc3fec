"""Drop caps: first letters that stand apart from their words, drawn or in paragraphs of their own. Pure."""

import re
from typing import Final

from audiobook.text.marks import OPENING
from audiobook.text.sources.tree import Element

_LETTER: Final = re.compile(rf"[{re.escape(OPENING)}]?[^\W\d_]")
_REST: Final = re.compile(r"[^\W\d_]{1,2}")


def is_letter(text: str) -> bool:
    """Say whether it is one capital letter, and a quotation mark before it at most."""
    return _LETTER.fullmatch(text) is not None and text[-1].isupper()


def is_initial(letter: str, after: str) -> bool:
    """Say whether a paragraph is one capital letter, and the text after it is the rest of its word."""
    rest = _REST.match(after)
    if not is_letter(letter) or not rest:
        return False
    return rest[0][0].islower() or (len(rest[0]) > 1 and rest[0].isupper())


def is_drawn_initial(picture: Element, after: Element | str | None) -> bool:
    """Say whether a picture stands for the first letter of a word."""
    if picture.tag != "img" or after is None:
        return False
    text = after if isinstance(after, str) else after.begins(2)
    return is_initial(picture.get("alt"), text)
