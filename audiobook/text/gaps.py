"""Where an author left more room than between paragraphs: chapters, or scenes. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from audiobook.text.sources.base import Block, BlockKind
from audiobook.text.sources.headings import MIN_CHAPTER_WORDS, is_title_block

CHAPTER_GAP: Final = -1
"""Stands for "a chapter begins here" in n_blank_before of a block whose chapters have no headings."""
SCENE_GAP: Final = -2
"""As CHAPTER_GAP, for scenes."""
SCRAP: Final = 40
"""Words: a title page, a dedication, "The End" are no chapters."""
_TITLED: Final = 0.6
"""Share of the chapters that must begin with a line like a title, for such lines to be titles."""


def mark_wide_gaps(blocks: Sequence[Block], *, as_chapters: bool) -> Sequence[Block]:
    """Turn more blank lines than usual into chapter starts, or into scene breaks where chapters have headings.

    A title at the beginning of most chapters becomes a heading.
    """
    rooms = Counter(b.n_blank_before for b in blocks[1:])
    usual = max(rooms, key=lambda room: (rooms[room], -room), default=0)
    wide = [n for n, b in enumerate(blocks) if n > 0 and b.n_blank_before > max(1, usual)]
    starts = _chapter_starts(blocks, wide) if as_chapters else ()
    marked = list(blocks)
    begun = frozenset(starts)
    for n in wide:
        marked[n] = replace(blocks[n], n_blank_before=CHAPTER_GAP if n in begun else SCENE_GAP)
    firsts = _first_blocks(blocks, starts)
    titled = [n for n in firsts if is_title_block(blocks[n])]
    for n in titled if len(titled) >= _TITLED * len(firsts) else ():
        marked[n] = replace(marked[n], kind=BlockKind.HEADING, level=1)
    return marked


def _first_blocks(blocks: Sequence[Block], starts: Sequence[int]) -> Sequence[int]:
    """Give where all chapters begin, the first too, unless what stands above the first gap is a scrap."""
    n_before = sum(len(block.text.split()) for block in blocks[: starts[0]]) if starts else 0
    return [0, *starts] if n_before >= SCRAP else starts


def _chapter_starts(blocks: Sequence[Block], wide: Sequence[int]) -> Sequence[int]:
    """Give the gaps that part chapters: where some are twice as wide as others, those; none, if that makes scraps."""
    words = [*accumulate((len(block.text.split()) for block in blocks), initial=0)]
    narrowest = min((blocks[n].n_blank_before for n in wide), default=0)
    wider = _apart([n for n in wide if blocks[n].n_blank_before >= 2 * narrowest], words)
    starts = wider if len(wider) > 1 else _apart(wide, words)
    return starts if words[-1] >= MIN_CHAPTER_WORDS * (len(starts) + 1) else ()


def _apart(gaps: Sequence[int], words: Sequence[int]) -> Sequence[int]:
    """Give the gaps with more than scraps between them. words: how many come before each block."""
    starts = list[int]()
    for at in gaps:
        n_before = words[at] - words[starts[-1]] if starts else SCRAP  # a title page goes with the first chapter
        if min(n_before, words[-1] - words[at]) >= SCRAP:
            starts.append(at)
    return starts
