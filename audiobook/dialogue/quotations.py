"""Where speech is: pairs of quotation marks, joined to speeches, with what is quoted but not said told apart.

A convention of quotation is a `Marks` value, so that another one (single quotes, guillemets, dashes) is another value
in `CONVENTIONS` and not another program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.unspoken import is_mention
from audiobook.model import Book, Locus, Paragraph, ParagraphKind, Quotation, QuotationKind, Span


@dataclass(frozen=True, slots=True)
class Marks:
    """One way to set off speech."""

    opening: str
    closing: str
    """The same as `opening` where one mark does both: its neighbours then tell which it is."""


CONVENTIONS: Final = (Marks("“", "”"), Marks('"', '"'))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two marks of one paragraph, the marks included."""

    start: int
    end: int
    open_ended: bool = False
    """The paragraph ended before the speech did."""


_MARK: Final = re.compile("[" + re.escape("".join({m.opening + m.closing for m in CONVENTIONS})) + "]")
_OPENING: Final = {m.opening: m for m in CONVENTIONS}
_CLOSING: Final = {m.closing for m in CONVENTIONS}
_VERB: Final = re.compile(r"[,.!?—]\s+(?=(?:[\w’'.]+\s+){0,2}?(?:said|says|asked|replied|answered|cried)\b)")
_SENTENCE_END: Final = re.compile(r"[.!?…]['’)\]]*\s")
_TERMINAL: Final = frozenset(".!?…")
_HALF_OPEN: Final = frozenset(",;:—–-")


def find_quotations(book: Book) -> tuple[Quotation, ...]:
    """Give every speech and every mention of the book, in order; headings and titles hold none."""
    found: list[Quotation] = []
    for chapter in book.chapters:
        running: list[Locus] = []
        for index, paragraph in enumerate(chapter.paragraphs):
            if paragraph.kind is ParagraphKind.TEXT:
                running = _add(found, running, paragraph, (chapter.number, index))
        if running:
            found.append(Quotation(tuple(running)))
    return tuple(found)


def _add(found: list[Quotation], running: list[Locus], paragraph: Paragraph, place: tuple[int, int]) -> list[Locus]:
    """Add the quotations of one paragraph; give the parts of a speech that its end leaves open.

    running: the parts of a speech that the last paragraph left open. It goes on only if this one opens with a mark.
    """
    pieces = _Pairing(paragraph.text).pieces()
    if running and not (pieces and pieces[0].start == 0):
        found.append(Quotation(tuple(running)))
        running = []
    for group in _grouped(paragraph.text, pieces):
        parts = [*running, *(Locus(*place, Span(piece.start, piece.end)) for piece in group)]
        running = parts if group[-1].open_ended else []
        if not running:
            found.append(_quotation(paragraph, parts))
    return running


def _quotation(paragraph: Paragraph, parts: list[Locus]) -> Quotation:
    span = parts[0].span
    if len(parts) == 1 and is_mention(paragraph.text, span.start, span.end):
        return Quotation(tuple(parts), QuotationKind.MENTION)
    return Quotation(tuple(parts))


# ------------------------------------------------------------------------------------------------------- pairing marks


class _Pairing:
    """The marks of one paragraph, paired; what has lost its partner is repaired inside the paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = [match.start() for match in _MARK.finditer(text)]
        self.found: list[_Piece] = []
        self.opened: int | None = None
        self.depth = 0

    def pieces(self) -> list[_Piece]:
        """Give the pieces in order."""
        for position, at in enumerate(self.marks):
            opens, closes = _role(self.text, at, is_open=self.opened is not None)
            if opens:
                self._open(at, position)
            elif closes:
                self._close(at)
        if self.opened is not None:
            end = _lost_end(self.text, self.opened, len(self.text))
            self.found.append(_Piece(self.opened, end, open_ended=end == len(self.text)))
        return [p for p in self.found if p.open_ended or any(c.isalnum() for c in self.text[p.start : p.end])]

    def _open(self, at: int, position: int) -> None:
        if self.opened is None:
            self.opened = at
        elif _is_nested(self.text, self.marks, position):
            self.depth += 1
        else:  # the closing mark is lost
            self.found.append(_Piece(self.opened, _lost_end(self.text, self.opened, at)))
            self.opened, self.depth = at, 0

    def _close(self, at: int) -> None:
        if self.depth:
            self.depth -= 1
            return
        start = _lost_start(self.text, self.found, at) if self.opened is None else self.opened
        self.found.append(_Piece(start, at + 1))
        self.opened = None


def _role(text: str, at: int, *, is_open: bool) -> tuple[bool, bool]:
    """Say whether the mark opens and whether it closes; never both."""
    mark = text[at]
    if mark not in _CLOSING:
        return True, False
    if mark not in _OPENING:
        return False, True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not is_open and before.isdigit() and not after.isalnum():
        return False, False  # 6' 2": inches
    opens_here = before.isspace() or before in "([{—–-"
    closes_here = after.isspace() or after in ")]}—–-.,;:!?"
    if opens_here != closes_here:
        return opens_here, closes_here
    return not is_open, is_open


def _is_nested(text: str, marks: list[int], position: int) -> bool:
    """Say whether the mark opens a quotation inside the open one: two closing marks follow before any opening one."""
    following = marks[position + 1 : position + 3]
    return len(following) == 2 and all(text[m] in _CLOSING and text[m] not in _OPENING for m in following)


def _lost_start(text: str, pieces: list[_Piece], at: int) -> int:
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


# -------------------------------------------------------------------------------------------------- joining to speeches


def _grouped(text: str, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Give the pieces of one paragraph, those together that a cue broke in mid-sentence."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and _goes_on(text, group, piece):
            group.append(piece)
        else:
            if group:
                yield group
            group = [piece]
    if group:
        yield group


def _goes_on(text: str, group: list[_Piece], piece: _Piece) -> bool:
    """Say whether `piece` takes up the sentence that the last of `group` left: 'Come,' said Anna, 'and see.'."""
    last = group[-1]
    gap = text[last.end : piece.start].strip()
    if not gap or len(gap) > 200 or any(is_mention(text, p.start, p.end) for p in (last, piece)):
        return False
    if text[last.end - 2] == "." and gap[0].isupper():
        return False  # "A." She looked up and said, "B."
    words = gap.lower().split()
    if words[0] in w.OPENERS or (len(group) == 1 and _is_introduced(text, last.start)):
        return False  # "A," said Tom, and Anna said, "B": the cue is the second one's
    if gap[-1] in _HALF_OPEN:
        return not _ends_sentence(gap[:-1])
    return _is_call(text[last.start : last.end]) and _speaks(words)


def _ends_sentence(gap: str) -> bool:
    return any(
        word[-1] in _TERMINAL and word[:-1].lower() not in w.ABBREVIATIONS and len(word) > 2
        for word in gap.split()
        if word
    )


def _is_introduced(text: str, start: int) -> bool:
    """Say whether the words before a quotation lead up to it: 'He said, "..."'."""
    before = text[max(0, start - 60) : start].rstrip()
    return before.endswith((",", ":")) and not before.endswith(("”,", '",'))


def _is_call(piece: str) -> bool:
    """Say whether a piece is a name and nothing more, called or given: "Anna," is no speech of its own."""
    words = piece.strip('“”" ,!—').split()
    return (
        1 <= len(words) <= 2
        and piece.rstrip('”"').endswith(",")
        and all(word[0].isupper() and word.lower().strip(".,") not in w.NOT_A_NAME | w.ADVERBS for word in words)
    )


def _speaks(words: list[str]) -> bool:
    return any(word.strip(",.;:") in w.SPEAKING for word in words[:4])
