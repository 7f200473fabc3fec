"""Single quotation marks, told from apostrophes: both are the same character. Pure."""

import re
from typing import Final

from audiobook.dialogue.marks import Role

_MARK: Final = re.compile(r"['‘’]")
_ELISION: Final = re.compile(
    r"(?:tis|twas|twere|twill|twould|tisn|twasn|em|til|till|cause|bout|gainst|neath|tween|round|ere|ave|im|er|ud|un"
    r"|alf|ow|ouse|ome|ope|ee|n|nuff|cept|scuse|fraid|ware|pon|way|lo|ot|imself|as|as n)(?!\w)|\d",
    re.IGNORECASE,
)
"""What stands after an apostrophe that begins a word: 'twas, 'em, rock 'n' roll, the '90s."""
_BEFORE_OPENING: Final = frozenset('([{—–―-"“«')
_AFTER_CLOSING: Final = frozenset(')]}—–―-.,;:!?…"”»*_')
_BEFORE_CLOSING: Final = frozenset('.,!?…—–-;:*_"”»)')


def single_roles(text: str) -> list[tuple[int, Role]]:
    """Give the single marks of a paragraph that are no apostrophes, in order, with what each does."""
    marks = [(match.start(), _shape(text, match.start())) for match in _MARK.finditer(text)]
    found: list[tuple[int, Role]] = []
    closes_next = False  # reading backwards: a sure closing mark follows before any opening one
    for at, role in reversed(marks):
        if role is None or (role is Role.CLOSES_IF_OPEN and closes_next):
            continue  # the boys' hats
        if role is Role.OPENS and _ELISION.match(text, at + 1) and not closes_next:
            continue  # 'Twas late.
        if role is not Role.CLOSES_IF_OPEN:
            closes_next = role is Role.CLOSES
        found.append((at, role))
    return found[::-1]


def _shape(text: str, at: int) -> Role | None:
    """Give what a mark does by its neighbours; None for an apostrophe."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    closes_here = after.isspace() or after in _AFTER_CLOSING or after in "'’"
    opens_here = (before.isspace() or before in _BEFORE_OPENING or before in "'‘") and not after.isspace()
    if text[at] == "‘":
        return Role.OPENS if opens_here or not before.isalnum() else None
    if opens_here and not (closes_here and before in _BEFORE_CLOSING):
        elided = text[at] == "’" or after.isdigit()
        return None if elided or after in _AFTER_CLOSING - set('—–-…"') else Role.OPENS
    if not closes_here or before.isdigit():
        return None
    return Role.CLOSES if before in _BEFORE_CLOSING else Role.CLOSES_IF_OPEN
