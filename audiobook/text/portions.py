"""Parts of about half an hour, for a long story without any chapters, such as a novel in letters. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from audiobook.text.sources.base import Block, BlockKind

_LONG: Final = 12_000
"""Words above which nobody listens to a story in one go: about 80 minutes."""
_PORTION: Final = 4_500
"""Words of half an hour."""
_SEARCHED: Final = 0.2
"""Share of a portion within which a scene break is better than the end of any paragraph."""


def portions(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Part the blocks of a whole story; a story of ordinary length stays in one."""
    n_words = [len(block.text.split()) for block in blocks]
    rest = sum(n_words)
    if rest <= _LONG:
        yield [*blocks]
        return
    target = rest / round(rest / _PORTION)
    part, n_part = list[Block](), 0
    for block, n in zip(blocks, n_words, strict=True):
        is_break = block.kind == BlockKind.BREAK or block.n_blank_before not in (0, 1)
        wanted = target * (1 - _SEARCHED) if is_break else target
        if n_part >= wanted and rest > target * _SEARCHED:
            yield part
            part, n_part = [], 0
        part.append(block)
        n_part += n
        rest -= n
    yield part
