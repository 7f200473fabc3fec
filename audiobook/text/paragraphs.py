"""Paragraphs no longer than any author writes: every pattern that looks at one then has an end. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from audiobook.model import clipped
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import Block


def within_limits(block: Block) -> Iterator[Block]:
    """Give the block, or if it is longer than `LIMITS.paragraph_chars`, its parts, cut between words if it has any."""
    text, start, line = block.text, 0, block.line
    while len(text) - start > LIMITS.paragraph_chars:
        limit = start + LIMITS.paragraph_chars
        blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
        cut = blank if blank > start else limit
        if text[start:cut].strip():  # a page may hold more blanks than that in a row
            yield _piece(block, start, cut, line)
        if block.start is not None:  # only where a file has lines, and the text is as the file has it
            line += text.count("\n", start, cut)
        start = cut
    yield _piece(block, start, len(text), line) if start else block


def _piece(block: Block, start: int, end: int, line: int) -> Block:
    written = block.text[start:end]
    n_blank = len(written) - len(written.lstrip())
    if block.start is not None:
        line += written.count("\n", 0, n_blank)
    start += n_blank
    text = written.strip()
    return replace(
        block,
        text=text,
        line=line,
        start=None if block.start is None else block.start + start,
        italics=clipped(block.italics, start, start + len(text)),
        opens=block.opens if start == 0 else "",
    )
