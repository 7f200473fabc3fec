"""Marks of quotation as values, and what each one in a paragraph does. Pure."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Role(Enum):
    """What a mark does where it stands."""

    OPENS = "opens"
    CLOSES = "closes"
    CLOSES_IF_OPEN = "closes if open"
    """An apostrophe at the end of a word, where nothing is open."""
    EITHER = "either"
    """Its neighbours do not tell: it closes what is open, else opens."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One way to set off speech."""

    opening: str
    closing: str
    """One character or more that may close it; the same as `opening` where one mark does both."""


CURLY: Final = Marks("“", "”")
STRAIGHT: Final = Marks('"', '"')
LOW_HIGH: Final = Marks("„", "“”‟")
SAME_CURLY: Final = Marks("”", "”")
GUILLEMETS: Final = Marks("«", "»")
INWARD: Final = Marks("»", "«")
SAME_GUILLEMETS: Final = Marks("»", "»")
SINGLE: Final = Marks("‘'", "’'")
LOW_SINGLE: Final = Marks("‚", "‘’")
ANGLE: Final = Marks("‹", "›")
INWARD_ANGLE: Final = Marks("›", "‹")
CORNERS: Final = Marks("「", "」")
WHITE_CORNERS: Final = Marks("『", "』")

_BEFORE_OPENING: Final = "([{—–-"
_AFTER_CLOSING: Final = ")]}—–-.,;:!?"


def role_of(text: str, at: int, opening: frozenset[str], closing: frozenset[str]) -> Role | None:
    """Give what the mark at `at` does; None if it is no mark (inches)."""
    mark = text[at]
    if mark not in closing:
        return Role.OPENS
    if mark not in opening:
        return Role.CLOSES
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    opens_here = before.isspace() or before in _BEFORE_OPENING
    closes_here = after.isspace() or after in _AFTER_CLOSING
    if opens_here != closes_here:
        return Role.OPENS if opens_here else Role.CLOSES
    return Role.EITHER


def measures(text: str, at: int) -> bool:
    """Say whether a mark stands for inches: 6' 2"."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return at > 0 and text[at - 1].isdigit() and not after.isalnum()


def any_of(marks: tuple[Marks, ...]) -> re.Pattern[str] | None:
    """Give a pattern for all characters of these marks; None without any."""
    characters = "".join(sorted({character for m in marks for character in m.opening + m.closing}))
    return re.compile("[" + re.escape(characters) + "]") if characters else None
