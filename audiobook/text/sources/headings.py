"""Headings that a file does not mark as such: "CHAPTER II. THE CAPTAIN", "XIV", "Epilogue". Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from audiobook.text.marks import CLOSING, DASHES, OPENING, SPACES
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind

_NUMBER: Final = (
    r"(?:\d{1,4}|[ivxlc]{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last))"
)
_TITLE: Final = r"(?:\s*[.:—–-]*\s*|\s*[.:—–-]+\s*\S.{1,80}|\s+[\"“‘]?[^\W\d_a-z].{1,80})"
"""What may follow "Chapter Two": nothing, or a title; but not " was dull."."""
_PART: Final = re.compile(rf"(?i:(?:book|part|volume)\s+{_NUMBER})\b{_TITLE}")
_CHAPTER: Final = re.compile(
    rf"(?i:(?:chapter|letter|stave|canto)\s+{_NUMBER})\b{_TITLE}"
    rf"|(?i:prologue|epilogue|preface|foreword|afterword|introduction|interlude|conclusion|postscript)\b{_TITLE}"
)
_BARE: Final = re.compile(rf"(?i:(?:chapter|letter|stave|canto)\s+{_NUMBER})\W*")
_NUMERAL: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})\.?")
_MAX_HEADING: Final = 100
MAX_SUBTITLE: Final = 60
PART_LEVEL: Final = 2
CHAPTER_LEVEL: Final = 3
SUBTITLE_LEVEL: Final = 4
SENTENCE_END: Final = re.compile(rf"[.!?…,;:。！？][{CLOSING}{SPACES})_]*$")
SENTENCE: Final = re.compile(rf"^[{OPENING}{DASHES}]|{SENTENCE_END.pattern}")
"""Begins with speech, or ends like a sentence."""
_PAGE: Final = re.compile(r"(?<![\s.…·])(?:[\s.…·]{2,}|\s)(?:\d{1,4}|[ivxl]{1,6})$")
"""Begins only where a run of dots and blanks does: a line may hold a million of them."""
_KEY: Final = re.compile(rf"(?:book|part|volume|chapter|letter|stave|canto)\s+{_NUMBER}\b|[^\W\d_]+|\d+", re.IGNORECASE)


def kind_of_line(line: str) -> tuple[BlockKind, int]:
    """Say what a line that stands alone is by its words, and the level of a heading."""
    if SCENE_BREAK.fullmatch(line):
        return BlockKind.BREAK, 0
    if len(line) > _MAX_HEADING:
        return BlockKind.TEXT, 0
    if _PART.fullmatch(line):
        return BlockKind.HEADING, PART_LEVEL
    if _CHAPTER.fullmatch(line) or is_numeral(line):
        return BlockKind.HEADING, CHAPTER_LEVEL
    return BlockKind.TEXT, 0


def is_heading(line: str) -> bool:
    """Say whether a line that stands alone is a heading by its words."""
    return kind_of_line(line)[0] == BlockKind.HEADING


def is_numeral(line: str) -> bool:
    """Say whether it is a number and nothing else: "XIV.", "7"."""
    return _NUMERAL.fullmatch(line) is not None


def is_bare_heading(line: str) -> bool:
    """Say whether it is a heading that has no title: "CHAPTER IV.", "IV"."""
    return is_numeral(line) or _BARE.fullmatch(line) is not None


def is_split_heading(line: str, after: str) -> bool:
    """Say whether two lines are one heading: "CHAPTER" above "1"."""
    return line.casefold() in ("chapter", "letter") and is_numeral(after)


def without_page(line: str) -> str:
    """Give a line of a list of contents without its page number."""
    return _PAGE.sub("", line)


def key_of(line: str) -> str:
    """Give what two headings have in common that are one, as "CHAPTER IV. POOR PETER" and "Chapter IV"."""
    found = _KEY.search(line)
    return letters(found[0]) if found else ""


def letters(text: str) -> str:
    """Give the letters and figures of a title, in which all ways to write it agree."""
    return "".join(filter(str.isalnum, text.casefold()))


def by_words(blocks: Sequence[Block]) -> Iterable[Block]:
    """Give the blocks of a file with headings found by their words, unless it marks headings itself."""
    if any(block.kind == BlockKind.HEADING and not block.aside for block in blocks):
        return blocks
    return [_judged(block) for block in blocks]


def _judged(block: Block) -> Block:
    if block.kind != BlockKind.TEXT or block.aside:
        return block
    first, _, second = block.text.partition("\n")
    kind, level = kind_of_line(first)
    if kind != BlockKind.HEADING or (second and (len(second) > MAX_SUBTITLE or SENTENCE.search(second))):
        return block
    return replace(block, kind=kind, level=level)
