"""Where speech is: marks of quotation paired, joined to speeches, with what is quoted but not said told apart.

`conventions` says which marks set off speech in this book; `dashes` reads the lines that a dash sets off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.conventions import Convention, convention_of
from audiobook.dialogue.dashes import is_dash_line, spoken_in, without_cues
from audiobook.dialogue.handover import hands_over
from audiobook.dialogue.pairing import Piece, pieces_of
from audiobook.dialogue.unspoken import is_mention
from audiobook.model import Book, Locus, Paragraph, ParagraphKind, Quotation, QuotationKind, Span
from audiobook.text.marks import QUOTES, SPACES

_TERMINAL: Final = frozenset(".!?…。！？")
_HALF_OPEN: Final = frozenset(",;:—–-")
_BLANK: Final = QUOTES + SPACES + " "


@dataclass(frozen=True, slots=True)
class _Running:
    """A speech that may go on in the next paragraph."""

    parts: tuple[Locus, ...] = ()
    by_dash: bool = False


def find_quotations(book: Book) -> tuple[Quotation, ...]:
    """Give every speech and every mention of the book, in order; headings and titles hold none."""
    found: list[Quotation] = []
    convention = convention_of(book)
    for chapter in book.chapters:
        running = _Running()
        for index, paragraph in enumerate(chapter.paragraphs):
            if paragraph.kind is ParagraphKind.TEXT:
                running = _add(found, running, paragraph, (chapter.number, index), convention)
        if running.parts:
            found.append(Quotation(running.parts))
    return tuple(found)


def _add(
    found: list[Quotation], running: _Running, paragraph: Paragraph, place: tuple[int, int], convention: Convention
) -> _Running:
    """Add the quotations of one paragraph; give the speech that may go on in the next.

    running: the speech of the last paragraph, where a mark left it open or a dash set it off. The one goes on only if
    this paragraph opens with a mark, the other only if that mark is ».
    """
    text = paragraph.text
    goes_on = running.by_dash and convention.goes_on_after_dash(text)
    by_dash = goes_on or (convention.dashes and is_dash_line(text))
    if by_dash:
        speeches = [spoken_in(text, convention.language)]
    else:
        pieces = pieces_of(text, convention, running=bool(running.parts) and not running.by_dash)
        grouped = list(_grouped(text, pieces))
        speeches = [without_cues(text, g, convention.language) if convention.cues_inside else g for g in grouped]
    speeches = [pieces for pieces in speeches if pieces]
    reopens = not by_dash and not running.by_dash and bool(speeches) and speeches[0][0].start == 0
    if running.parts and not (goes_on or reopens):
        found.append(Quotation(running.parts))
        running = _Running()
    for group in speeches:
        parts = (*running.parts, *(Locus(*place, Span(piece.start, piece.end)) for piece in group))
        running = _Running(parts, by_dash) if by_dash or group[-1].open_ended else _Running()
        if not running.parts:
            found.append(_quotation(paragraph, parts))
    return running


def _quotation(paragraph: Paragraph, parts: tuple[Locus, ...]) -> Quotation:
    span = parts[0].span
    if len(parts) == 1 and is_mention(paragraph.text, span.start, span.end):
        return Quotation(parts, QuotationKind.MENTION)
    return Quotation(parts)


# -------------------------------------------------------------------------------------------------- joining to speeches


def _grouped(text: str, pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Give the pieces of one paragraph, those together that a cue broke in mid-sentence."""
    group: list[Piece] = []
    for piece in pieces:
        if group and _goes_on(text, group, piece):
            group.append(piece)
        else:
            if group:
                yield group
            group = [piece]
    if group:
        yield group


def _goes_on(text: str, group: list[Piece], piece: Piece) -> bool:
    """Say whether `piece` takes up the sentence that the last of `group` left: 'Come,' said Anna, 'and see.'."""
    last = group[-1]
    gap = text[last.end : piece.start].strip()
    if not gap or len(gap) > 200 or any(is_mention(text, p.start, p.end) for p in (last, piece)):
        return False
    if text[last.start : last.end].rstrip(_BLANK)[-1:] == "." and gap[0].isupper():
        return False  # "A." She looked up and said, "B."
    words = gap.lower().split()
    if words[0] in w.OPENERS or (len(group) == 1 and _is_introduced(text, last.start)):
        return False  # "A," and Anna said, "B": the cue is the second one's
    if hands_over(gap.split()):
        return False
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
    return before.endswith((",", ":")) and before[-2:-1] not in QUOTES


def _is_call(piece: str) -> bool:
    """Say whether a piece is a name and nothing more, called or given: "Anna," is no speech of its own."""
    words = piece.strip(_BLANK + ",!—").split()
    return (
        1 <= len(words) <= 2
        and piece.rstrip(_BLANK).endswith(",")
        and all(word[0].isupper() and word.lower().strip(".,") not in w.NOT_A_NAME | w.ADVERBS for word in words)
    )


def _speaks(words: list[str]) -> bool:
    return any(word.strip(",.;:") in w.SPEAKING for word in words[:4])
