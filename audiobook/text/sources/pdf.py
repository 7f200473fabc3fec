"""PDF: pages of placed lines, put back into paragraphs, without running heads, page numbers and line-end hyphens."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import Form, LeftOut, Span
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind, Manuscript, check_length
from audiobook.text.sources.furniture import NAVIGATION, NOTE
from audiobook.text.sources.headings import by_words, letters
from audiobook.text.sources.hyphens import Hyphens
from audiobook.text.sources.pdf_edges import foot_notes, furniture
from audiobook.text.sources.pdf_initials import with_initials
from audiobook.text.sources.pdf_lines import PdfLine, PdfText, read_pdf
from audiobook.text.sources.pdf_paragraphs import Setting, paragraphs, setting_of, text_size
from audiobook.text.sources.translated import stated, stated_name
from audiobook.text.sources.untold import without_untold

_RUNNING: Final = "a running head or a page number"
_LEADER: Final = re.compile(r".*(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})", re.DOTALL)
"""A line of a list of contents, with its dots."""
_MAX_HEADING: Final = 150
_FEWEST_LETTERS: Final = 0.5
"""Share of letters among the signs of a text that are no blanks; less is a font without a table of its letters."""
_ENOUGH: Final = 200
_SCANNED: Final = "it holds pictures of pages: let a program for text recognition (OCR) make a text of it first"
_NO_TABLE: Final = "its fonts do not say what their letters are: get the story in another form, or use OCR"
_SOME: Final = 0.2


class PdfSource:
    """Reads .pdf."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart. Raises StoryError for what is scanned, locked, damaged or over a limit."""
        found = read_pdf(data, place)
        removed = furniture(found.pages)
        pages = [[line for line in page if line not in removed] for page in found.pages]
        _check(pages, place)
        size = text_size(pages)
        notes = [*foot_notes(pages, size)]
        noted = frozenset(line for note in notes for line in note)
        pages = with_initials([[line for line in page if line not in noted] for page in pages], size)
        setting = setting_of(pages)
        hyphens = Hyphens(line.text for page in pages for line in page)
        parts = list(paragraphs(pages, setting))
        blocks = [_block(part, n, setting, hyphens) for n, part in enumerate(parts, 1)]
        heads = sorted(removed, key=lambda line: (line.page, -line.y))
        return Manuscript(
            blocks=tuple(without_untold(by_words(_outlined(blocks, parts, found)))),
            title=stated(found.title),
            author=stated_name(found.author),
            language=found.language,
            left_out=(*(LeftOut(line.text, _RUNNING, 1) for line in heads), *_listed(notes, parts, hyphens)),
            notes=tuple(_notes(found, setting, place)),
        )


def _listed(
    notes: Iterable[Sequence[PdfLine]], parts: Sequence[Sequence[PdfLine]], hyphens: Hyphens
) -> Iterator[LeftOut]:
    """Give the words of notes, with the last paragraph that begins on their page."""
    pages = [part[0].page for part in parts]
    for note in notes:
        joined = (hyphens.joint(line.text, after.text) for line, after in pairwise(note))
        text = "".join(piece for joint in joined for piece in joint) + note[-1].text
        yield LeftOut(text, NOTE, max(1, bisect_right(pages, note[0].page)))


def _check(pages: Sequence[Sequence[PdfLine]], place: str) -> None:
    """Refuse a file without text, and one whose text is none."""
    n_chars = n_letters = 0
    for page in pages:
        for line in page:
            n_chars += len(line.text) - line.text.count(" ")
            n_letters += sum(map(str.isalnum, line.text))
    if n_chars > _ENOUGH and n_letters < _FEWEST_LETTERS * n_chars:
        raise StoryError(f"{place}: its text cannot be made out", hint=_NO_TABLE)
    if not n_letters:
        raise StoryError(f"{place} has no text in it", hint=_SCANNED)
    check_length(n_chars, place)


def _notes(found: PdfText, setting: Setting, place: str) -> Iterator[str]:
    if setting.n_columned > _SOME * len(found.pages):
        yield f"{place}: {setting.n_columned} pages are set in two columns: check that they are read in the right order"
    if found.n_pictures:
        yield f"{place}: {found.n_pictures} of {len(found.pages)} pages are pictures without text, and are not read"


def _block(part: Sequence[PdfLine], number: int, setting: Setting, hyphens: Hyphens) -> Block:
    """Make a paragraph of its lines; those of verse stay lines."""
    is_verse = len(part) > 1 and setting.is_deep(part[0], part[1])
    text, italics = "", list[tuple[int, int]]()
    for n, line in enumerate(part):
        words, joint = line.text, ""
        if n + 1 < len(part):
            words, joint = (words, "\n") if is_verse else hyphens.joint(words, part[n + 1].text)
        for span in line.italics:
            start, end = len(text) + span.start, len(text) + min(span.end, len(words))
            if italics and start - italics[-1][1] <= 1 and n and span.start == 0:
                start = italics.pop()[0]
            italics.append((start, end))
        text += words + joint
    is_break = SCENE_BREAK.fullmatch(text) is not None
    is_heading = all(map(setting.is_large, part)) and 1 < len(text) <= _MAX_HEADING
    kind = BlockKind.BREAK if is_break else BlockKind.HEADING if is_heading else BlockKind.TEXT
    return Block(
        text=text,
        line=number,
        kind=kind,
        level=setting.level(part[0]) if kind == BlockKind.HEADING else 0,
        italics=tuple(Span(start, end) for start, end in italics if start < end),
        set_off=all(line.is_bold or setting.is_deep(line, line) for line in part),
        form=Form.VERSE if is_verse and kind == BlockKind.TEXT else Form.PROSE,
        aside=NAVIGATION if _LEADER.fullmatch(text) else "",
    )


def _outlined(blocks: Sequence[Block], parts: Sequence[Sequence[PdfLine]], found: PdfText) -> list[Block]:
    """Make headings of the paragraphs that the file's own outline names, on the pages where it says."""
    named = {(page, letters(title)): level for title, page, level in found.outline if letters(title)}
    outlined = list(blocks)
    for n, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        level = named.get((part[0].page, letters(block.text)))
        if level and block.kind != BlockKind.BREAK:
            outlined[n] = replace(block, kind=BlockKind.HEADING, level=level, aside="")
    return outlined
