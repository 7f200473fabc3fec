"""A chapter as a page of an EPUB: the words as a book has them, each utterance in an element of its own. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from audiobook.formats.base import ChapterEdition
from audiobook.formats.epub_overlay import passage_id
from audiobook.formats.epub_xhtml import escaped, page
from audiobook.formats.typesetting import has_lines, is_ornament, italics_and_marks
from audiobook.model import ChapterKind, Paragraph, ParagraphKind, Span

_TYPES: Final = {ChapterKind.OPENING: "titlepage", ChapterKind.STORY: "chapter", ChapterKind.CLOSING: "colophon"}
_ROLES: Final = {ChapterKind.STORY: ' role="doc-chapter"', ChapterKind.CLOSING: ' role="doc-colophon"'}


def chapter_page(chapter: ChapterEdition, language: str) -> str:
    """Give the XHTML document of a chapter; the element of an utterance has the id `passage_id` gives its placement.

    A speaker is a class and a `data-speaker`, for who wants to style or search: the words themselves tell who speaks,
    as in any book, so nothing is announced and nothing is coloured.
    """
    kind = chapter.entry.kind
    said: dict[int, list[tuple[Span, str]]] = {}
    for position, placement in enumerate(chapter.timeline.placements):
        utterance = placement.utterance
        tag = _tag(passage_id(chapter, position), utterance.speaker, chapter.speakers)
        said.setdefault(utterance.locus.paragraph, []).append((utterance.locus.span, tag))
    tags = _heading_tags(chapter.paragraphs)
    blocks = (_block(paragraph, tags.get(i, "p"), said.get(i, ())) for i, paragraph in enumerate(chapter.paragraphs))
    body = "\n".join(blocks)
    opening = f'<section epub:type="{_TYPES[kind]}"{_ROLES.get(kind, "")} aria-label="{escaped(chapter.entry.title)}">'
    return page(chapter.entry.title, language, f"{opening}\n{body}\n</section>")


def speaker_class(speaker: str) -> str:
    """Give the CSS class of a character, by its id: "speaker-ivan"."""
    return "speaker-" + "-".join(speaker.split())


def _tag(name: str, speaker: str | None, names: Mapping[str, str]) -> str:
    if speaker is None:
        return f'<span id="{name}">'
    return (
        f'<span id="{name}" class="speech {escaped(speaker_class(speaker))}" '
        f'data-speaker="{escaped(names.get(speaker, speaker))}">'
    )


def _heading_tags(paragraphs: Sequence[Paragraph]) -> Mapping[int, str]:
    """Give the element of each heading; the book's own title is one only where the chapter has no other."""
    kinds = [paragraph.kind for paragraph in paragraphs]
    kind = ParagraphKind.HEADING if ParagraphKind.HEADING in kinds else ParagraphKind.TITLE
    found = [i for i, each in enumerate(kinds) if each is kind]
    return {i: "h1" if i == found[0] else "h2" for i in found}


def _block(paragraph: Paragraph, tag: str, said: Sequence[tuple[Span, str]]) -> str:
    """Give a paragraph, with a scene break before it where there is one."""
    scene = "<hr/>\n" if paragraph.starts_scene and said else ""
    breaks = tag != "p" or has_lines(paragraph.text)
    if not said and is_ornament(paragraph.text):
        attributes = ' class="ornament" role="separator"'
    elif paragraph.kind is ParagraphKind.TITLE and tag == "p":
        attributes = ' class="title"'
    else:
        attributes = ' class="verse"' if breaks and tag == "p" else ""
    return f"{scene}<{tag}{attributes}>{_inline(paragraph, said, breaks=breaks)}</{tag}>"


def _inline(paragraph: Paragraph, said: Sequence[tuple[Span, str]], *, breaks: bool) -> str:
    """Give the words with an element round each utterance, and within those round what is in italics."""
    text = paragraph.text
    italics, marks = italics_and_marks(paragraph)
    opened = {span.start: tag for span, tag in said}
    closed = {span.end for span, _ in said}
    edges = sorted({0, len(text), *marks, *(m + 1 for m in marks), *opened, *closed, *_edges(italics)})
    parts = []
    for start, end in pairwise(edges):
        parts.append("</span>" if start in closed else "")
        parts.append(opened.get(start, ""))
        words = "" if start in marks else escaped(text[start:end]).replace("\n", "<br/>\n" if breaks else "\n")
        emphasized = words.strip() and any(span.start <= start < span.end for span in italics)
        parts.append(f"<em>{words}</em>" if emphasized else words)
    parts.append("</span>" if len(text) in closed else "")
    return "".join(parts)


def _edges(spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        yield from (span.start, span.end)
