"""Who has sent a manuscript: name, address and length, which authors put above a story for its editor. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from audiobook.text.marks import SENTENCE_END
from audiobook.text.sources.base import Block, BlockKind

REASON: Final = "the sender of the manuscript"

_CONTACT: Final = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
    r"|(?:\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
    r"|\b(?:about|approx(?:\.|imately)?|ca?\.)? ?\d{1,3}(?:[,.]?\d{3}) words\b|\bword ?count\b",
    re.IGNORECASE,
)
_MOST_LINES: Final = 10
_MOST_WORDS: Final = 12
"""Of a line; what is longer is the story."""
_MOST_DETAIL: Final = 4
"""Words of a line with a full stop at its end: "about 2,000 words."."""


def letterhead(blocks: Sequence[Block]) -> frozenset[int]:
    """Give the line numbers of the blocks above a story that say who has sent it: all up to the last such detail."""
    last = -1
    for at, block in enumerate(blocks[:_MOST_LINES]):
        n_words = len(block.text.split())
        is_sentence = n_words > _MOST_DETAIL and SENTENCE_END.search(block.text)
        if block.kind != BlockKind.TEXT or n_words > _MOST_WORDS or is_sentence:
            break
        if _CONTACT.search(block.text):
            last = at
    return frozenset(block.line for block in blocks[: last + 1])
