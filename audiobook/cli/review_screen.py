"""What `review` shows: a doubtful line among the lines around it, who may say it, and the keys."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from audiobook.cli import terminal
from audiobook.dialogue.reviewing import Answers, Run, alike, candidates, place_of, swapped
from audiobook.model import Attribution, Book, Dialogue

_WIDEST: Final = 100
_NARROWEST: Final = 40
_GUTTER: Final = 19
"""Columns for who is taken to say a paragraph."""
_CONTEXT: Final = 2
"""Paragraphs shown before and after the line."""
_CONTEXT_ROWS: Final = 4
"""So many rows of such a paragraph are shown, those nearest to the line."""
_FEWEST_ROWS: Final = 5
"""So many rows of the line itself are shown, however low the terminal is."""
_LISTED: Final = 8
"""So many lines that one answer will change are shown before it does."""

_Row = tuple[int, str]
"""A row of a paragraph, with the paragraph's index."""

HELP: Final = """\
  1-9  this person says the line between the arrows
  0    nobody says it: the narrator reads it
  n    somebody who is not in the list: you type the name
  r    one answer for all doubtful lines near here that are given to the same person now
  x    swap the two who talk here, in all their doubtful lines around this one
  a    all doubtful lines near here are as guessed
  m    two names of the list are one person
  s    skip this line for now
  u    take the last answer back
  q    stop; all answers are kept"""


def show_question(book: Book, dialogue: Dialogue, run: Run, where: str, *, undoable: bool) -> None:
    """Ask who says the first line of a run, on one screen: the words around it, the candidates, the keys.

    where: how far the review is, "12 of 87".
    """
    line = run[0]
    place = place_of(line)
    who = [f"{i} {_called(dialogue, line, each)}" for i, each in enumerate(candidates(dialogue, line), 1)]
    below = ["", *_flowed(who), *_flowed(_keys(dialogue, run, undoable=undoable))]
    head = f"--- {where} - chapter {place.chapter}, line {book.paragraph(place).line} "
    terminal.echo("\n" + terminal.style(head.ljust(_width(), "-"), bold=True))
    tags = _tags(dialogue, place.chapter) | {part.paragraph: _tag(dialogue, line) for part in line.quotation.parts}
    _show_rows(_around(book, line, shutil.get_terminal_size().lines - len(below) - 3), tags)
    for row in below:
        terminal.echo(row)


def show_answers(book: Book, answers: Iterable[tuple[Attribution, str]]) -> None:
    """Show lines with who is to say each."""
    answers = tuple(answers)
    for line, who in answers[:_LISTED]:
        words = " ".join(book.text_at(line.quotation.parts[0]).split())
        terminal.echo(_beside(f" {who}", _short(words, _width() - _GUTTER)))
    if len(answers) > _LISTED:
        terminal.echo(_beside("", f"and {len(answers) - _LISTED} more"))


def named(dialogue: Dialogue, answers: Answers) -> list[tuple[Attribution, str]]:
    """Give answers with names for ids."""
    return [(line, dialogue.character(who).name) for line, who in answers]


# --------------------------------------------------------------------------------------------------------- the people


def _called(dialogue: Dialogue, line: Attribution, who: str) -> str:
    """Give a candidate as the list has it."""
    name = dialogue.character(who).name
    notes = ["who tells the story"] if who == dialogue.narrator else []
    notes += [f"the guess, {line.confidence:.2f} by {line.rule}"] if who == line.speaker else []
    return f"{name} ({'; '.join(notes)})" if notes else name


def _keys(dialogue: Dialogue, run: Run, *, undoable: bool) -> Iterator[str]:
    """Give the keys that do something here."""
    line = run[0]
    yield from ("0 nobody, it is narration", "n somebody else")
    same = len(alike(run, line))
    if same > 1 and line.speaker:
        yield f"r these {same} of {dialogue.character(line.speaker).name}"
    swap = swapped(dialogue, line)
    if swap:
        one, other = (dialogue.character(who).name for who in sorted({line.speaker or "", _other(swap, line)}))
        yield f"x swap {one} and {other} ({terminal.count(len(swap), 'line')})"
    if len(run) > 1:
        yield f"a all {len(run)} as guessed"
    yield from ("m merge names", "s skip", *(["u undo"] if undoable else []), "q quit", "? help")


def _other(swap: Answers, line: Attribution) -> str:
    return next(who for each, who in swap if each is line)


def _tags(dialogue: Dialogue, chapter: int) -> dict[int, str]:
    """Give who is taken to speak in each paragraph of a chapter, after a "?" where that is doubtful."""
    tags: dict[int, list[str]] = {}
    for line in dialogue.attributions:
        for part in line.quotation.parts:
            if part.chapter == chapter and line.speaker:
                tags.setdefault(part.paragraph, []).append(_tag(dialogue, line))
    return {paragraph: ",".join(dict.fromkeys(found)) for paragraph, found in tags.items()}


def _tag(dialogue: Dialogue, line: Attribution) -> str:
    if line.speaker is None:
        return ""
    return ("?" if line.doubtful else " ") + dialogue.character(line.speaker).name


# ----------------------------------------------------------------------------------------------------------- the words


def _width() -> int:
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST) - 1)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _marked(text: str, line: Attribution, paragraph: int) -> str:
    """Give a paragraph with what is asked about between arrows."""
    for part in reversed(line.quotation.parts):
        if part.paragraph == paragraph:
            start, end = part.span.start, part.span.end
            text = f"{text[:start]}▶{text[start:end]}◀{text[end:]}"
    return text


def _around(book: Book, line: Attribution, room: int) -> list[_Row]:
    """Give the rows of a line, and of the paragraphs before and after it as far as there is room."""
    paragraphs = book.chapters[place_of(line).chapter - 1].paragraphs
    parts = list(dict.fromkeys(part.paragraph for part in line.quotation.parts))
    shown = [*parts[:2], *parts[2:][-1:]]  # a speech may go on for pages
    most = max(_FEWEST_ROWS, (room - 2 * _CONTEXT_ROWS) // len(shown))
    rows = [row for n in shown for row in _middle(_rows(n, _marked(paragraphs[n].text, line, n)), most)]
    before = [
        row
        for n in range(max(0, parts[0] - _CONTEXT), parts[0])
        for row in _last(_rows(n, paragraphs[n].text), _CONTEXT_ROWS)
    ]
    after = [
        row
        for n in range(parts[-1] + 1, min(len(paragraphs), parts[-1] + 1 + _CONTEXT))
        for row in _first(_rows(n, paragraphs[n].text), _CONTEXT_ROWS)
    ]
    left = max(0, room - len(rows))
    n_before = max(left - len(after), left * 2 // 3)
    before = _last(before, n_before)
    return [*before, *rows, *_first(after, left - len(before))]


def _rows(number: int, text: str) -> list[_Row]:
    return [(number, row) for row in textwrap.wrap(" ".join(text.split()), _width() - _GUTTER)]


def _first(rows: list[_Row], most: int) -> list[_Row]:
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], *((n, f"{row.rpartition(' ')[0]} …") for n, row in rows[most - 1 : most])]


def _last(rows: list[_Row], most: int) -> list[_Row]:
    if len(rows) <= most:
        return rows
    kept = rows[len(rows) - most :]
    return [*((n, f"… {row.partition(' ')[2]}") for n, row in kept[:1]), *kept[1:]]


def _middle(rows: list[_Row], most: int) -> list[_Row]:
    """Give the rows of the line itself, with one more on each side; the beginning and the end of a long one."""
    marked = [i for i, (_, row) in enumerate(rows) if "▶" in row or "◀" in row]
    rows = rows[max(0, marked[0] - 1) : marked[-1] + 2]
    if len(rows) <= most:
        return rows
    return [*rows[: most - 3], (rows[0][0], "…"), *rows[-2:]]


def _show_rows(rows: list[_Row], tags: dict[int, str]) -> None:
    """Show rows with who says each paragraph beside its first one, and what is between arrows in colour."""
    inside, last = False, -1
    for number, row in rows:
        pieces = []
        for piece in row.replace("▶", "\0▶").replace("◀", "◀\0").split("\0"):
            inside = inside or "▶" in piece
            pieces.append(terminal.style(piece, "yellow", bold=True) if inside and piece else piece)
            inside = inside and "◀" not in piece
        terminal.echo(_beside("" if number == last else tags.get(number, ""), "".join(pieces)))
        last = number


def _beside(tag: str, text: str) -> str:
    """Give a text with a tag on its left."""
    return f" {_short(tag, _GUTTER - 2):<{_GUTTER - 1}}{text}".rstrip()


def _flowed(entries: Iterable[str]) -> Iterator[str]:
    """Give entries side by side, in as many rows as they need."""
    row = ""
    for entry in entries:
        if row and len(row) + len(entry) + 3 > _width():
            yield row
            row = ""
        row += f"   {entry}" if row else f"  {entry}"
    yield row
