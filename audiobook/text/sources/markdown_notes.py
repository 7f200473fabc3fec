"""Footnotes of Markdown: "He went to Ruritania[^1]." and, anywhere, "[^1]: It is on no map.". Pure.

CommonMark knows none, and would have both said; most programs that write Markdown write notes so (as Pandoc and PHP
Markdown Extra first did).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from audiobook.model import LeftOut
from audiobook.text.sources.furniture import NOTE

_LABEL: Final = r"\[\^([^\]\s]{1,60})\]"
_MARK: Final = re.compile(rf"{_LABEL}(?!:)")
_GOES_ON: Final = r"[ \t]*[^\s][^\n]*|[ \t]*(?=\n(?: {2,}|\t)[ \t]*\S)"
_NOTE: Final = re.compile(
    rf"^ {{0,3}}{_LABEL}:[ \t]*([^\n]*(?:\n(?! {{0,3}}{_LABEL}:)(?:{_GOES_ON}))*+)",
    re.MULTILINE,
)
"""It goes on until a blank line, and behind one where lines are indented."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A text without its notes, line by line as it was, and what they say."""

    text: str
    notes: tuple[LeftOut, ...]
    """By the line of the first mark of each, so that it may be heard there."""


def without_notes(text: str, first_line: int) -> Noted:
    """Take notes that are marked somewhere, and their marks, out of a text that begins at this line of its file."""
    marked: dict[str, int] = {}
    for mark in _MARK.finditer(text):
        marked.setdefault(mark[1], mark.start())
    found = [note for note in _NOTE.finditer(text) if note[1] in marked and note[2].strip()]
    if not found:
        return Noted(text, ())
    labels = {note[1] for note in found}
    notes = (LeftOut(_on_one_line(note[2]), NOTE, first_line + text.count("\n", 0, marked[note[1]])) for note in found)
    rest = _MARK.sub(lambda mark: "" if mark[1] in labels else mark[0], _blanked(text, found))
    return Noted(rest, tuple(sorted(notes, key=lambda note: note.line)))


def _blanked(text: str, found: Iterable[re.Match[str]]) -> str:
    """Leave only the line breaks of some stretches."""
    at, kept = 0, list[str]()
    for stretch in found:
        kept += [text[at : stretch.start()], "\n" * stretch[0].count("\n")]
        at = stretch.end()
    return "".join([*kept, text[at:]])


def _on_one_line(note: str) -> str:
    return " ".join(note.split())
