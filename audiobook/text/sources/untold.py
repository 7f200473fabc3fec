"""Sections of a file that are no part of its story, as their headings say: "Contents", "Copyright". Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audiobook.text.sources.base import Block, BlockKind
from audiobook.text.sources.epub_sections import by_title

_MOST: Final = 0.4
"""Share of a file's words: what has more is the story, whatever it is called."""


def without_untold(blocks: Sequence[Block]) -> Sequence[Block]:
    """Give the blocks of a file with such sections marked, each up to the next heading that is not below its own."""
    marked, reason, level = list[Block](), "", 0
    for block in blocks:
        if block.kind == BlockKind.HEADING and not block.aside and not (reason and block.level > level):
            reason, level = by_title(block.text), block.level
        marked.append(replace(block, aside=block.aside or reason))
    story = [block for block in blocks if not block.aside]
    told = [block for block in marked if not block.aside]
    return marked if _n_words(told) >= (1 - _MOST) * _n_words(story) else blocks


def _n_words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)
