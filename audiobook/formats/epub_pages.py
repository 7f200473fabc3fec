"""The pages of an EPUB that are not the story: the cover, the contents, who is heard. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.formats.base import ChapterEdition, Edition
from audiobook.formats.epub_overlay import passage_id
from audiobook.formats.epub_xhtml import escaped, page

VOICES_TITLE: Final = "The voices"
_ENGLISH: Final = 'lang="en" xml:lang="en"'
"""On our own words: the book may be in any language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents."""

    title: str
    page: str
    """Name of its file."""


def cover_page(edition: Edition, picture: str) -> str:
    """Give the page with the cover, whose picture lies in the folder above; it says in words what it is."""
    by = f" by {edition.author}" if edition.author else ""
    words = escaped(f"Cover of {edition.title}{by}")
    body = (
        f'<section epub:type="cover"><img class="cover" src="../{picture}" alt="{words}" role="doc-cover"/></section>'
    )
    return page(edition.title, edition.language, body)


def contents_page(edition: Edition, lines: Sequence[Line], first_chapter: str, cover: str) -> str:
    """Give the navigation document: the contents, and for reading systems the places that every book has.

    lines: with that of the voices. first_chapter, cover: names of pages; no cover: empty.
    """
    items = "\n".join(f'<li><a href="{line.page}">{escaped(line.title)}</a></li>' for line in lines)
    places = {"cover": ("Cover", cover), "bodymatter": ("Beginning", first_chapter)}
    marks = "\n".join(
        f'<li><a epub:type="{kind}" href="{where}">{name}</a></li>' for kind, (name, where) in places.items() if where
    )
    body = f"""\
<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents" {_ENGLISH}>Contents</h1>
<ol>
{items}
</ol>
</nav>
<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">
<ol {_ENGLISH}>
{marks}
</ol>
</nav>"""
    return page(edition.title, edition.language, body)


def voices_page(edition: Edition, chapters: Sequence[ChapterEdition], pages: Sequence[str]) -> str:
    """Give the page that says who is heard: each name leads to the first words of its character.

    pages: the name of each chapter's file.
    """
    first = _first_words(chapters, pages)
    order = {name: i for i, name in enumerate(edition.cast)}
    names = sorted(first, key=lambda name: order.get(name, len(order)))
    items = "\n".join(f'<li><a href="{first[name]}">{escaped(name[:1].upper() + name[1:])}</a></li>' for name in names)
    reader = escaped(edition.narrator)
    parts = [
        f'<section epub:type="contributors" aria-labelledby="voices">\n<h1 id="voices" {_ENGLISH}>{VOICES_TITLE}</h1>',
        f"<p {_ENGLISH}>{escaped(edition.notice)}</p>" if edition.notice else "",
        # the notice says all that there is to say of synthetic narrators
        f"<p><span {_ENGLISH}>Read by</span> {reader}</p>" if reader and not edition.notice else "",
        f"<p {_ENGLISH}>Each name leads to the first words of its voice.</p>\n<ul>\n{items}\n</ul>" if names else "",
        "</section>",
    ]
    return page(VOICES_TITLE, edition.language, "\n".join(filter(None, parts)))


def _first_words(chapters: Sequence[ChapterEdition], pages: Sequence[str]) -> dict[str, str]:
    """Give for the name of each speaker where they are first heard, in that order."""
    first: dict[str, str] = {}
    for chapter, name in zip(chapters, pages, strict=True):
        for position, placement in enumerate(chapter.timeline.placements):
            speaker = placement.utterance.speaker
            if speaker is not None:
                first.setdefault(chapter.speakers.get(speaker, speaker), f"{name}#{passage_id(chapter, position)}")
    return first
