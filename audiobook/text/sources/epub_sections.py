"""Which sections of a book are no part of its story: judged section by section, by type, title and content. Pure.

Kept is what an author wrote to be read: dedication, epigraph, foreword, preface, introduction, prologue, epilogue,
afterword, author's note, acknowledgements, appendix. Left out, unless somebody asks for it, is what belongs to the
paper book (title page, contents, index) or to its publisher (copyright, imprint, advertisements), and notes, which a
listener cannot jump to.
"""

import re
from typing import Final

from audiobook.text.sources.furniture import NOTES
from audiobook.text.sources.tree import Element

_COVER: Final = "the cover"
TITLE_PAGE: Final = "the title page"
CONTENTS: Final = "a list of contents"
_EDITION: Final = "about the edition"
_INDEX: Final = "an index"
_BOOKS: Final = "a list of books"
_AUTHOR: Final = "about the author"

_BY_TYPE: Final = {
    **dict.fromkeys(["cover", "coverpage"], _COVER),
    **dict.fromkeys(["titlepage", "title-page", "halftitlepage", "halftitle-page", "half-title-page"], TITLE_PAGE),
    **dict.fromkeys(["toc", "landmarks", "page-list", "toc-brief", "loi", "lot", "loa", "lov"], CONTENTS),
    **dict.fromkeys(
        "colophon contributors copyright copyright-page credits errata imprimatur imprint other-credits publisher-note "
        "seriespage transcriber-notes".split(),
        _EDITION,
    ),
    **dict.fromkeys(["endnotes", "footnotes", "notes", "rearnotes"], NOTES),
    **dict.fromkeys(["index", "glossary"], _INDEX),
    **dict.fromkeys(["bibliography", "biblioentry"], _BOOKS),
}
_KEPT: Final = frozenset(
    "acknowledgments acknowledgements afterword appendix bodymatter chapter conclusion dedication epigraph epilogue "
    "foreword introduction part preamble preface prologue subchapter text volume".split()
)
_BY_TITLE: Final = (
    (re.compile(r"(?:front |back )?cover(?: page| image)?"), _COVER),
    (re.compile(r"(?:half[ -]?)?title[ -]?page|half[ -]?title"), TITLE_PAGE),
    (re.compile(r"(?:table of |the )?contents|toc|list of (?:illustrations|figures|maps|plates|tables)"), CONTENTS),
    (
        re.compile(
            r"(?:un)?copyright(?: page| notice| information)?|imprint|colophon|credits|legal notice"
            r"|publisher['’]s? note|transcriber['’]s? notes?|newsletter(?: sign-?up)?|about the publisher"
            r"|(?:the )?(?:full )?project gutenberg(?:™|\(tm\))? licen[cs]e|publication information"
        ),
        _EDITION,
    ),
    (re.compile(r"(?:end|foot)?notes|notes to the text"), NOTES),
    (re.compile(r"(?:general )?index|glossary"), _INDEX),
    (
        re.compile(
            r"(?:select(?:ed)? )?bibliography|(?:also|other (?:books|titles|works|novels)|(?:more )?books) by .{1,60}"
            r"|by the same author|further reading|praise for .{1,80}"
        ),
        _BOOKS,
    ),
    (re.compile(r"about the (?:author|editor|translator|illustrator)s?"), _AUTHOR),
)
_MOST_COPYRIGHT_WORDS: Final = 600
_COPYRIGHT: Final = re.compile(r"all rights reserved|\bISBN\b|library of congress cataloging", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_SMALL_WORDS: Final = frozenset("a an and by de di la le of novel roman stories story tale tales the und von".split())
_MOST_TITLE_CHARS: Final = 400
"""Of a title page; a longer page that begins like one has more words."""
_FEWEST_LINKS: Final = 5
_SHARE_LINKED: Final = 0.7


def by_element(element: Element) -> str | None:
    """Say why a section is no part of the story, by its type; "" where its type says that it is; None for no word."""
    kinds = element.types
    for kind in sorted(kinds):
        if kind in _BY_TYPE:
            return _BY_TYPE[kind]
    return "" if kinds & _KEPT else None


def by_kind(kind: str) -> str:
    """Say why a page of that type in a guide or in landmarks is no part of the story; empty where it is."""
    return _BY_TYPE.get(kind, "")


def by_title(title: str) -> str:
    """Say why a section of that title is no part of the story; empty where it is."""
    plain = " ".join(title.casefold().split()).strip(" .:")
    return next((reason for pattern, reason in _BY_TITLE if pattern.fullmatch(plain)), "")


def is_title_page(body: Element, names: str) -> bool:
    """Say whether a page holds the title of the book, its author, and no other word."""
    words = {*_WORD.findall(body.begins(_MOST_TITLE_CHARS).casefold())}
    known = {*_WORD.findall(names.casefold())}
    return bool(words & known - _SMALL_WORDS) and words <= known | _SMALL_WORDS


def by_content(body: Element) -> str:
    """Say why a page without type and title is no part of the story, by what is in it; empty where it is."""
    words = body.words()
    if _COPYRIGHT.search(words) and len(words.split()) <= _MOST_COPYRIGHT_WORDS:
        return _EDITION
    links = [link.words() for link in body.find_all("a") if link.get("href")]
    if len(links) >= _FEWEST_LINKS and sum(map(len, links)) >= _SHARE_LINKED * len(words):
        return CONTENTS
    return ""
