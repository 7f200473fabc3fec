"""Blocks -> chapters. Pure.

Headings part chapters. A story without any is parted where its author left more blank lines than between paragraphs,
unless that would make scraps: then those are scene breaks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import Book, Chapter, LeftOut, Paragraph, ParagraphKind
from audiobook.text.authors import known_author
from audiobook.text.choice import Choice
from audiobook.text.footnotes import with_footnotes
from audiobook.text.gaps import CHAPTER_GAP, SCENE_GAP, SCRAP, mark_wide_gaps
from audiobook.text.language import ENGLISH, language_of, name_of, tidy_language
from audiobook.text.letterhead import REASON as SENDER
from audiobook.text.letterhead import letterhead
from audiobook.text.marks import DASHES, OPENING, SENTENCE_END
from audiobook.text.paragraphs import within_limits
from audiobook.text.portions import portions
from audiobook.text.residue import REASON as WEB_PAGE
from audiobook.text.residue import residue
from audiobook.text.sections import asides, sort_out, title_of
from audiobook.text.sources.base import Block, BlockKind, Manuscript
from audiobook.text.sources.decoded import without_controls
from audiobook.text.sources.headings import MIN_CHAPTER_WORDS, is_chapter
from audiobook.text.spoken import is_sayable

_MAX_TITLE: Final = 80
_AROUND_PARTS: Final = 2
"""A prologue and an epilogue, at least, may stand beside parts."""
_BEFORE: Final = "Before the first chapter"
"""A dedication, an epigraph of some length: what stands above the first heading."""
_BYLINE: Final = re.compile(r"(?i:by)\s+([^\W\d_a-z].{0,60}?(?:(?<![.!?…,;:])|\b(?:\w|[JS]r|Esq)\.))")
"""A name, not "By the time he arrived" or "By Monday he was gone."."""
_NO_CHOICE: Final = Choice()


def make_book(manuscript: Manuscript, file_stem: str, choice: Choice = _NO_CHOICE) -> Book:
    """Decide what the title is, where chapters begin, and what is left out.

    file_stem gives the title where the text does not. choice: what a person decides. Raises StoryError if no paragraph
    is left to say.
    """
    if choice.footnotes:
        stated = choice.language or tidy_language(manuscript.language)
        manuscript = with_footnotes(manuscript, stated or language_of(block.text for block in manuscript.blocks))
    whole = [piece for block in manuscript.blocks for piece in within_limits(block)]
    around = {} if manuscript.is_clean else _around(whole)
    blocks = [b for b in whole if b.line not in around]
    opening = _opening(blocks, manuscript)
    title = _one_line(manuscript.title) or opening.title or _from_stem(file_stem)
    rest = blocks[opening.n_blocks :]
    parts = sorted([*_parts([b for b in rest if not b.aside]), *asides(rest)], key=lambda part: part[0].line)
    found = sort_out(parts, title, choice)
    stated = choice.language or tidy_language(manuscript.language)
    taken_for = language_of(b.text for part in found.parts for b in part)
    language = stated or taken_for
    if not any(is_sayable(b.text, language) for part in found.parts for b in part if b.kind == BlockKind.TEXT):
        raise StoryError("there is no text to say in the story", hint="is the file empty, or all headings and marks?")
    chapters = list(_chapters(found.parts, title))
    head = tuple(_paragraph(b, ParagraphKind.TITLE) for b in blocks[: opening.n_blocks])
    chapters[0] = replace(chapters[0], paragraphs=head + chapters[0].paragraphs)
    left_out = (
        *manuscript.left_out,
        *found.left_out,
        *(LeftOut(b.text, around[b.line], b.line) for b in whole if b.line in around),
        *_breaks(blocks, {b.line for part in found.silent for b in part}),
    )
    return Book(
        title=title,
        author=_one_line(known_author(manuscript.author)) or opening.author,
        language=language,
        chapters=tuple(chapters),
        narrator=manuscript.narrator,
        unquoted_speech=manuscript.unquoted_speech,
        about=manuscript.about,
        cover_image=manuscript.cover_image,
        pronunciations=manuscript.pronunciations,
        sections=found.sections,
        cover=manuscript.cover,
        left_out=tuple(sorted(left_out, key=lambda item: item.line)),
        notes=(*manuscript.notes, *([] if choice.language else _language_notes(stated, taken_for, file_stem))),
    )


def _around(blocks: Sequence[Block]) -> dict[int, str]:
    """Give why blocks are left out that stand around a story where people keep it: line number -> reason."""
    return {**dict.fromkeys(letterhead(blocks), SENDER), **dict.fromkeys(residue(blocks), WEB_PAGE)}


def _language_notes(stated: str, taken_for: str, file_stem: str) -> Iterator[str]:
    """Say that a story that states no language is taken for another than English, or is not in the one it states."""
    if not stated and taken_for != ENGLISH:
        yield (
            f"the story does not say its language and is taken for {name_of(taken_for)}; its front matter, or "
            f"{file_stem}.corrections.yaml beside it, may say `language: {taken_for}`, or another"
        )
    elif stated and taken_for not in (ENGLISH, stated.partition("-")[0]):
        yield (
            f"the story says that it is in {name_of(stated)} (`{stated}`), but reads like {name_of(taken_for)}; "
            f"`language: {taken_for}` in {file_stem}.corrections.yaml beside it has it read so"
        )


def _breaks(blocks: Sequence[Block], listed: set[int]) -> Iterator[LeftOut]:
    """Give the marks that part scenes, but for those on lines that are listed already, with their whole section."""
    breaks = (b for b in blocks if b.kind == BlockKind.BREAK and b.line not in listed)
    return (LeftOut(b.text, "scene break", b.line) for b in breaks)


@dataclass(frozen=True, slots=True)
class _Opening:
    """The title of the book as it stands in the text, and how many blocks it takes."""

    title: str = ""
    author: str = ""
    n_blocks: int = 0


def _opening(blocks: Sequence[Block], manuscript: Manuscript) -> _Opening:
    if not blocks:
        return _Opening()
    first = blocks[0]
    if first.opens or first.aside:
        return _Opening()
    if not _is_title(first, blocks, manuscript.title):
        title, _, below = first.text.partition("\n")
        byline = _BYLINE.fullmatch(below.strip())
        return _Opening(title.strip(), byline[1], 1) if byline and len(blocks) > 1 else _Opening()
    byline = _byline(blocks[1]) if len(blocks) > 2 else None
    return _Opening(_one_line(first.text), byline[1] if byline else "", 2 if byline else 1)


def _byline(block: Block) -> re.Match[str] | None:
    return _BYLINE.fullmatch(block.text) if block.kind == BlockKind.TEXT else None


def _is_title(first: Block, blocks: Sequence[Block], stated: str) -> bool:
    if stated and _one_line(first.text).casefold() == stated.casefold():
        return True
    if any(block.opens for block in blocks):
        return False
    if first.kind == BlockKind.HEADING:
        # "# Title" above "## Chapter" headings; but one heading alone, or the first of equals, is a chapter's
        others = [b.level for b in blocks[1:] if b.kind == BlockKind.HEADING]
        return first.level == 1 and 1 not in others
    # a short line that ends like no sentence, with room below it
    return (
        first.kind == BlockKind.TEXT
        and any(b.kind != BlockKind.BREAK for b in blocks[1:])
        and "\n" not in first.text
        and len(first.text) <= _MAX_TITLE
        and not SENTENCE_END.search(first.text)
        and first.text[0] not in OPENING + DASHES
        and (blocks[1].n_blank_before > 0 or blocks[1].kind == BlockKind.HEADING or _byline(blocks[1]) is not None)
    )


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give the blocks of each chapter in turn."""
    given = any(block.opens for block in blocks)
    level = 0 if given else _chapter_level(blocks)
    as_chapters = level == 0 and not given
    part, state = list[Block](), _Begun(as_chapters)
    for n, block in enumerate(mark_wide_gaps(blocks, as_chapters=as_chapters)):
        begins = n > 0 and block.n_blank_before == CHAPTER_GAP if as_chapters else _is_opening(block, level)
        if begins and state.is_whole_before(block):
            yield part
            part, state = [], _Begun(as_chapters)
        part.append(block)
        state.add(block, opens=begins)
    if any(b.kind != BlockKind.BREAK for b in part):
        yield from portions(part) if as_chapters and len(part) == len(blocks) else [part]


@dataclass(slots=True)
class _Begun:
    """What is known of a chapter that is being read.

    "Part One" right above "Chapter 1" belongs to that chapter, and so does an epigraph above either.
    """

    by_gap: bool
    """Chapters have no headings."""
    is_open: bool = False
    """Its heading has been read."""
    level: int = 0
    """Of the last such heading."""
    has_text: bool = False
    """There is text below its heading."""
    n_words: int = 0

    def is_whole_before(self, block: Block) -> bool:
        """Say whether it may end where a block begins another: after some words, if that is a chapter of this part."""
        if self.by_gap:
            return self.n_words >= SCRAP
        is_part = self.is_open and self.level and block.kind == BlockKind.HEADING and block.level > self.level
        return self.has_text if self.is_open and not is_part else self.n_words >= MIN_CHAPTER_WORDS

    def add(self, block: Block, *, opens: bool) -> None:
        """Go on to the next block; opens: it is the heading of a chapter."""
        if opens:
            self.is_open, self.level = True, block.level
        self.has_text |= self.is_open and block.kind == BlockKind.TEXT
        self.n_words += len(block.text.split())


def _is_opening(block: Block, level: int) -> bool:
    return bool(block.opens) or (block.kind == BlockKind.HEADING and block.level <= level)


def _chapter_level(blocks: Sequence[Block]) -> int:
    """Give the heading level of chapters: the highest that repeats, else the lowest; 0 without any."""
    levels = Counter(b.level for b in blocks if b.kind == BlockKind.HEADING)
    repeated = [level for level, n in levels.items() if n > 1]
    highest = min(repeated, default=max(levels, default=0))
    if highest + 1 in repeated and _is_parted(blocks, highest):
        return highest + 1
    return highest


def _is_parted(blocks: Sequence[Block], level: int) -> bool:
    """Say whether headings of this level are of parts ("Part One"), and those of the next level of chapters.

    Between a part's heading and its first chapter's there may be an epigraph. A prologue beside the parts has no
    chapters; but where most have none, or are called chapters, they are that, and what is below them are sections.
    """
    heads = [n for n, b in enumerate(blocks) if b.kind == BlockKind.HEADING and b.level <= level]
    n_chapters = []
    for start, end in pairwise((*heads, len(blocks))):
        below = blocks[start + 1 : end]
        deeper = [n for n, b in enumerate(below) if b.kind == BlockKind.HEADING and b.level == level + 1]
        n_words = sum(len(b.text.split()) for b in below[: deeper[0]]) if deeper else 0
        is_part = n_words < MIN_CHAPTER_WORDS and not is_chapter(blocks[start].text)
        n_chapters.append(len(deeper) if is_part else 0)
    n_parts = sum(map(bool, n_chapters))
    return n_parts > 1 and sum(n_chapters) >= 2 * n_parts and len(heads) - n_parts <= n_parts + _AROUND_PARTS


def _chapters(parts: Sequence[Sequence[Block]], book_title: str) -> Iterator[Chapter]:
    for number, part in enumerate(parts, 1):
        is_before = number == 1 and len(parts) > 1 and parts[1][0].kind == BlockKind.HEADING
        otherwise = book_title if len(parts) == 1 else _BEFORE if is_before else f"Chapter {number}"
        title = title_of(part, otherwise)
        yield Chapter(number, title, tuple(_paragraphs(part)))


def _paragraphs(part: Sequence[Block]) -> Iterator[Paragraph]:
    after_break = False
    for n, block in enumerate(part):
        if block.kind == BlockKind.BREAK:
            after_break = n > 0
            continue
        kind = ParagraphKind.HEADING if block.kind == BlockKind.HEADING else ParagraphKind.TEXT
        is_below = n > 0 and part[n - 1].kind == BlockKind.HEADING  # room below a title is no scene's
        gap = block.n_blank_before == SCENE_GAP and not is_below
        yield replace(_paragraph(block, kind), starts_scene=after_break or gap)
        after_break = False


def _paragraph(block: Block, kind: ParagraphKind) -> Paragraph:
    return Paragraph(block.text, kind, block.line, block.start, italics=block.italics, form=block.form)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _from_stem(stem: str) -> str:
    """Give the file's name as a title; bytes in it that are no UTF-8 become question marks."""
    whole = stem.encode(errors="replace").decode()
    title = _one_line(without_controls(whole.replace("-", " ").replace("_", " ")))
    return title[:1].upper() + title[1:] or "Untitled"
