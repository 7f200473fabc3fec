"""What a web page leaves behind when somebody copies a story out of it. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from audiobook.text.sources.base import Block

REASON: Final = "left over from a web page"

_ANYWHERE: Final = re.compile(
    r"A button that says ['‘\"“].{1,80}['’\"”],? and if clicked it will lead you to .{1,80}"
    r"|Press enter or click to view image in full size",
    re.IGNORECASE | re.DOTALL,
)
"""No story says this."""

_NAME: Final = r".{0,60}[^.!?…\"”’]"
"""What ends like a sentence may be the story's last: "Written by candlelight, it was the only letter."."""

_AT_THE_EDGES: Final = re.compile(
    r"get the (?:medium )?app|open in app|sign (?:in|up)|follow(?:ing)?|subscribe|share|listen|log ?in|save|comments?"
    r"|member-only story|[\d,]+ (?:followers?|following|claps?|responses?|comments?)|\d+ min(?:ute)?s? read"
    rf"|(?:more|recommended) from {_NAME}|see (?:all|more)(?: from {_NAME})?|written by {_NAME}|published in {_NAME}"
    r"|thanks for reading.{0,120}|about|help|status|careers|press|blog|privacy|terms|text to speech|teams|write|search"
    r"|sitemap|cookie (?:policy|settings)|accept (?:all )?cookies|skip to (?:main )?content|download on the app store"
    r"|get it on,? google play|all rights reserved\.?|(?:photo|image) by .{1,60} on (?:unsplash|pexels|pixabay)",
    re.IGNORECASE,
)
"""Furniture when it stands first or last; elsewhere a paragraph may well read "Listen"."""

_MAX_CHARS: Final = 250
_MAX_WRITER: Final = 40


def residue(blocks: Iterable[Block]) -> frozenset[int]:
    """Give the line numbers of the blocks that are furniture of a web page, not story."""
    listed = list(blocks)
    found = {block.line for block in listed if _matches(_ANYWHERE, block)}
    after_title = next((n for n, block in enumerate(listed) if not block.level), 0)
    head = listed[max(1, after_title) :]
    if _is_writer(head):
        found.add(head[0].line)
    for run in (head, listed[:0:-1]):
        for block in run:
            if block.line not in found and not _matches(_AT_THE_EDGES, block):
                break
            found.add(block.line)
    return frozenset(found)


def _is_writer(head: Sequence[Block]) -> bool:
    """Say whether the page begins with its writer's name: a short line with furniture right below it, twice."""
    below = head[1:3]
    return len(below) == 2 and len(head[0].text) <= _MAX_WRITER and all(_matches(_AT_THE_EDGES, b) for b in below)


def _matches(pattern: re.Pattern[str], block: Block) -> bool:
    return len(block.text) <= _MAX_CHARS and pattern.fullmatch(block.text) is not None
