"""Footnotes that somebody wants to hear: each after the paragraph that it belongs to. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from audiobook.model import LeftOut
from audiobook.text.sources.base import Block, Manuscript
from audiobook.text.sources.furniture import NOTE

_CALLED: Final = {"en": "Note", "de": "Anmerkung", "fr": "Note", "es": "Nota", "it": "Nota", "ru": "Примечание"}
"""What is said before a note, by language; nothing in others."""
_SIGN: Final = r"(?:\d{1,3}|[A-Za-z]|[*†‡§¶]{1,3})"
_MARK: Final = re.compile(
    rf"\[footnotes?\s*{_SIGN}?\s*:?\s*|[\[(]{_SIGN}[\])]\s*|(?:\d{{1,3}}[.):]|[*†‡§¶]{{1,3}})\s*"
    r"|\d{1,3}\s+(?-i:(?=[A-Z“\"]))",
    re.IGNORECASE,
)
"""What a note begins with: "1. ", "[1] ", "* ", "[Footnote 1: "."""
_BRACKET: Final = re.compile(r"\[\s*footnote", re.IGNORECASE)
_WAY_BACK: Final = re.compile(r"\s*[\]↩↵⏎↑^\ufe0e\ufe0f]+\s*$")


def with_footnotes(manuscript: Manuscript, language: str) -> Manuscript:
    """Give the manuscript with its notes among its blocks, and no longer among what is left out.

    A note stands after the paragraph with its mark, where the file has it there (Word, OpenDocument), else where the
    file has it. language: BCP 47, for the word that is said before it.
    """
    notes = [item for item in manuscript.left_out if item.reason == NOTE]
    if not notes or not manuscript.blocks:
        return manuscript
    called = _CALLED.get(language.partition("-")[0], "")
    lines = [block.line for block in manuscript.blocks]
    after: dict[int, list[LeftOut]] = {}
    for note in notes:
        after.setdefault(max(0, bisect_right(lines, note.line) - 1), []).append(note)
    return replace(
        manuscript,
        blocks=tuple(_merged(manuscript.blocks, after, called)),
        left_out=tuple(item for item in manuscript.left_out if item.reason != NOTE),
    )


def _merged(blocks: tuple[Block, ...], after: dict[int, list[LeftOut]], called: str) -> Iterator[Block]:
    is_open = False
    for at, block in enumerate(blocks):
        yield block
        for note in after.get(at, ()):
            text = _words(note.text)
            if text:
                yield Block(f"{called}: {text}" if called and not is_open else text, block.line, aside=block.aside)
            # a note of several paragraphs in one pair of brackets
            is_open = (is_open or _BRACKET.match(note.text) is not None) and not note.text.endswith("]")


def _words(note: str) -> str:
    """Give a note without its mark, its brackets, and the arrow that leads back."""
    mark = _MARK.match(note)
    return _WAY_BACK.sub("", note[mark.end() if mark else 0 :])
