"""Paragraphs no longer than any author writes: every pattern that looks at one then has an end. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from audiobook.model import Span
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import Block


def within_limits(block: Block) -> Iterator[Block]:
    """Give the block, or if it is longer than `LIMITS.paragraph_chars`, its parts, cut between words if it has any."""
    text, start = block.text, 0
    while len(text) - start > LIMITS.paragraph_chars:
        limit = start + LIMITS.paragraph_chars
        blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
        cut = blank if blank > start else limit
        if text[start:cut].strip():  # a page may hold more blanks than that in a row
            yield _piece(block, start, cut)
        start = cut
    yield _piece(block, start, len(text)) if start else block


def _piece(block: Block, start: int, end: int) -> Block:
    written = block.text[start:end]
    start += len(written) - len(written.lstrip())
    text = written.strip()
    spans = ((max(0, s.start - start), min(len(text), s.end - start)) for s in block.italics)
    return replace(
        block,
        text=text,
        start=None if block.start is None else block.start + start,
        italics=tuple(Span(*span) for span in spans if span[0] < span[1]),
        opens=block.opens if start == 0 else "",
    )
