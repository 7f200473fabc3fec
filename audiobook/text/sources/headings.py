"""Headings that a file does not mark as such: "CHAPTER II. THE CAPTAIN", "XIV", "Epilogue". Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from audiobook.text.marks import CLOSING, DASHES, OPENING, SENTENCE_END
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind

_NUMBER: Final = (
    r"(?:\d{1,4}|[ivxlc]{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
    r"|premi[eè]re?|primer[oa]|prim[oa]|[а-яё]{3,16}(?:ая|ья))"
)
_TITLE: Final = r"(?:\s*[.:—–-]*\s*|\s*[.:—–-]+\s*\S.{1,80}|\s+[\"“‘]?[^\W\d_a-z].{1,80})"
"""What may follow "Chapter Two": nothing, or a title; but not " was dull."."""
PART_WORDS: Final = "part|book|volume|teil|buch|band|partie|livre|tome|parte|libro|часть|книга|том"
_CHAPTER_WORDS: Final = "chapter|letter|stave|canto|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|rozdział|глава"
_NAMED: Final = (
    "prologue|epilogue|preface|foreword|afterword|introduction|interlude|conclusion|postscript"
    "|prolog|epilog|vorwort|nachwort|avant-propos|préface|épilogue|prólogo|epílogo|prefacio|пролог|эпилог|предисловие"
)
_COUNTED: Final = rf"(?:{_CHAPTER_WORDS})\s+{_NUMBER}|[^\W\d_]{{2,20}}tes\s+kapitel"
_PART: Final = re.compile(rf"(?i:(?:{PART_WORDS})\s+{_NUMBER})\b{_TITLE}")
_CHAPTER: Final = re.compile(rf"(?i:{_COUNTED})\b{_TITLE}|(?i:{_NAMED})\b{_TITLE}")
_BARE: Final = re.compile(rf"(?i:{_COUNTED})\W*")
_CALLED_CHAPTER: Final = re.compile(rf"(?i:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|глава)\s+(?i:{_NUMBER})\b")
_NUMERAL: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})\.?")
_MAX_HEADING: Final = 100
MAX_SUBTITLE: Final = 60
_MAX_CAPITALS: Final = 240
"""Characters of a title in capitals: old ones tell half the story."""
_SMALL_WORDS: Final = frozenset("a an and as at but by for from in into nor of on or over the to upon with".split())
"""Those that titles do not begin with capitals."""
MIN_CHAPTER_WORDS: Final = 120
"""Stretches shorter than this are scenes and epigraphs, not chapters."""
PART_LEVEL: Final = 2
CHAPTER_LEVEL: Final = 3
SUBTITLE_LEVEL: Final = 4
_SECTION_LEVEL: Final = 5
SENTENCE: Final = re.compile(rf"^[{OPENING}{DASHES}]|{SENTENCE_END.pattern}")
"""Begins with speech, or ends like a sentence."""
_PAGE: Final = re.compile(r"(?<![\s.…·])(?:[\s.…·]{2,}|\s)(?:\d{1,4}|[ivxl]{1,6})$")
"""Begins only where a run of dots and blanks does: a line may hold a million of them."""
_KEY: Final = re.compile(rf"(?:{PART_WORDS}|{_CHAPTER_WORDS})\s+{_NUMBER}\b|[^\W\d_]+|\d+", re.IGNORECASE)


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


def is_chapter(heading: str) -> bool:
    """Say whether a heading calls itself a chapter: "Chapter IV. Poor Peter", not "Letter 4" or "IV"."""
    return _CALLED_CHAPTER.match(heading) is not None


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


def is_title(lines: Sequence[str]) -> bool:
    """Say whether lines that stand alone are a title: its words begin with capitals, but for small ones."""
    words = [word.strip("_\"'“”‘’(") for line in lines for word in line.split()]
    return is_subtitle(lines) and all(not word[:1].islower() or word in _SMALL_WORDS for word in words)


def is_subtitle(lines: Sequence[str]) -> bool:
    """Say whether lines below "CHAPTER I." are its title: one short line, or some in capitals."""
    text = " ".join(lines)
    if is_heading(text) or not any(map(str.isalpha, text)):
        return False
    if text.isupper():
        return len(text) <= _MAX_CAPITALS and SENTENCE_END.search(text.rstrip(CLOSING)) is None
    return len(lines) == 1 and len(text) <= MAX_SUBTITLE and SENTENCE.search(text) is None


def by_words(blocks: Sequence[Block]) -> Sequence[Block]:
    """Give the blocks of a file with headings found by their words and looks, unless it marks headings itself.

    One heading alone is the title of the book.
    """
    if sum(block.kind == BlockKind.HEADING and not block.aside for block in blocks) > 1:
        return blocks
    judged = [*map(_judged, blocks)]
    found = [*_titled(judged)] if judged != [*blocks] else [*_by_looks(blocks)]
    return with_sections(found) if any(block.kind == BlockKind.TEXT for block in found) else blocks


def with_sections(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make lone numbers sections where chapters are called so: "CHAPTER ONE", "1", "2", "CHAPTER TWO", "1"."""
    if sum(block.kind == BlockKind.HEADING and is_chapter(block.text) for block in blocks) < 2:
        return blocks
    return [
        replace(block, level=_SECTION_LEVEL) if block.level == CHAPTER_LEVEL and is_numeral(block.text) else block
        for block in blocks
    ]


def _judged(block: Block) -> Block:
    if block.kind != BlockKind.TEXT or block.aside:
        return block
    first, _, second = block.text.partition("\n")
    kind, level = kind_of_line(first)
    if kind != BlockKind.HEADING or (second and (len(second) > MAX_SUBTITLE or SENTENCE.search(second))):
        return block
    return replace(block, kind=kind, level=level)


def _titled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make headings of titles that stand below "Chapter 1"."""
    is_bare = False
    for block in blocks:
        is_below = is_bare and not block.aside and is_title_block(block)
        yield replace(block, kind=BlockKind.HEADING, level=SUBTITLE_LEVEL) if is_below else block
        is_bare = block.kind == BlockKind.HEADING and is_bare_heading(block.text)


def _by_looks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make headings of titles in bold letters, or centred, that have a chapter's worth of words below them."""
    titles = [n for n, b in enumerate(blocks) if b.set_off and not b.aside and is_title_block(b)]
    edges = pairwise([*titles, len(blocks)])
    heads = {at for at, end in edges if sum(len(b.text.split()) for b in blocks[at:end]) >= MIN_CHAPTER_WORDS}
    for n, block in enumerate(blocks):
        is_head = n in heads and len(heads) > 1
        yield replace(block, kind=BlockKind.HEADING, level=CHAPTER_LEVEL) if is_head else block


def is_title_block(block: Block) -> bool:
    """Say whether a block of text is a title by its words."""
    return block.kind == BlockKind.TEXT and is_title(block.text.split("\n"))
