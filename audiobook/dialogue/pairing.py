"""The marks of one paragraph, paired; one that has lost its partner is repaired inside the paragraph. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue.conventions import Convention
from audiobook.dialogue.languages import FOREIGN_VERBS
from audiobook.dialogue.marks import GUILLEMETS, SINGLE, Role, any_of, measures, role_of
from audiobook.dialogue.singles import single_roles


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two marks of one paragraph, the marks included."""

    start: int
    end: int
    open_ended: bool = False
    """The paragraph ended before the speech did."""


_VERB: Final = re.compile(
    r"[,.!?—]\s+(?=(?:[\w’'.]+\s+){0,2}?(?:said|says|asked|replied|answered|cried|"
    + "|".join(sorted(FOREIGN_VERBS))
    + r")\b)"
)
_SENTENCE_END: Final = re.compile(r"[.!?…]['’)\]]*\s")


def pieces_of(text: str, convention: Convention, *, running: bool = False) -> list[Piece]:
    """Give what stands between marks in a paragraph, in order.

    running: the last paragraph left a speech open, so that a » at the beginning goes on with it.
    """
    pairing = _Pairing(text, _roles(text, convention))
    if running and text[0] == "»" and GUILLEMETS in convention.marks:
        pairing.marks[0] = (0, Role.OPENS)
    return pairing.pieces()


def _roles(text: str, convention: Convention) -> list[tuple[int, Role]]:
    """Give the marks of this convention in a paragraph, with what each does."""
    plain = tuple(marks for marks in convention.marks if marks is not SINGLE)
    pattern = any_of(plain)
    opening = frozenset(c for marks in plain for c in marks.opening)
    closing = frozenset(c for marks in plain for c in marks.closing)
    found = []
    for match in pattern.finditer(text) if pattern else ():
        role = role_of(text, match.start(), opening, closing)
        if role:
            found.append((match.start(), role))
    # ‘ closes after ‚ and opens before ’: where a book has both, each mark still does one thing only
    return sorted({**dict(single_roles(text)), **dict(found)}.items()) if convention.singles else found


class _Pairing:
    """The marks of one paragraph, as they are paired."""

    def __init__(self, text: str, marks: list[tuple[int, Role]]) -> None:
        self.text = text
        self.marks = marks
        self.found: list[Piece] = []
        self.opened: int | None = None
        self.depth = 0

    def pieces(self) -> list[Piece]:
        """Give the pieces in order."""
        for position, (at, role) in enumerate(self.marks):
            is_open = self.opened is not None
            if self.text[at] == '"' and not is_open and measures(self.text, at):
                continue
            if role is Role.OPENS or (role is Role.EITHER and not is_open):
                self._open(at, position)
            elif is_open or role is Role.CLOSES:
                self._close(at)
        if self.opened is not None:
            end = _lost_end(self.text, self.opened, len(self.text))
            self.found.append(Piece(self.opened, end, open_ended=end == len(self.text)))
        return [p for p in self.found if p.open_ended or any(c.isalnum() for c in self.text[p.start : p.end])]

    def _open(self, at: int, position: int) -> None:
        if self.opened is None:
            self.opened = at
        elif [role for _, role in self.marks[position + 1 : position + 3]] == [Role.CLOSES] * 2:
            self.depth += 1  # inside the open one: two closing marks follow before any opening one
        else:  # the closing mark is lost
            self.found.append(Piece(self.opened, _lost_end(self.text, self.opened, at)))
            self.opened, self.depth = at, 0

    def _close(self, at: int) -> None:
        if self.depth:
            self.depth -= 1
            return
        start = _lost_start(self.text, self.found, at) if self.opened is None else self.opened
        self.found.append(Piece(start, at + 1))
        self.opened = None


def _lost_start(text: str, pieces: list[Piece], at: int) -> int:
    """Give where a speech began whose opening mark is lost: with its sentence, not before the last speech."""
    start = pieces[-1].end if pieces else 0
    if pieces:
        for match in _SENTENCE_END.finditer(text, start, at):
            if text[match.end() : at].strip():
                start = match.end()
                break
    while start < at and text[start].isspace():
        start += 1
    return start


def _lost_end(text: str, opened: int, limit: int) -> int:
    """Give where a speech ends whose closing mark is lost: before a cue, else with the stretch."""
    match = _VERB.search(text, opened, limit)
    if match and any(c.isalnum() for c in text[opened : match.start()]):
        return match.start() + 1
    while limit > opened + 1 and text[limit - 1].isspace():
        limit -= 1
    return limit
