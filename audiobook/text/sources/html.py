"""A page saved from the web: the story on it, without menus, cookies, comments and "6 min read"."""

import re
from typing import Final

from audiobook.text.sources.article import AROUND, find_article
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.headings import by_words
from audiobook.text.sources.html_tree import parse_html
from audiobook.text.sources.prose import Pages
from audiobook.text.sources.stylesheet import read_sheets, sheets_inside
from audiobook.text.sources.tree import Element
from audiobook.text.sources.untold import without_untold
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

_CHARSET: Final = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4_096
"""Where browsers look for a charset, and somewhat more."""


class HtmlSource:
    """Reads .html, .htm and .xhtml."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the page apart. Raises StoryError for one that is damaged or over a limit."""
        root, notes = _root(data, place)
        sheet = read_sheets(sheets_inside(root))
        article = find_article(root, sheet)
        pages = Pages()
        for words in article.before:
            pages.note(words, AROUND)
        pages.add("", article.body, article.furniture, sheet=sheet)
        for words in article.after:
            pages.note(words, AROUND)
        prose = pages.done()
        return Manuscript(
            blocks=tuple(without_untold(by_words(prose.blocks))),
            title=article.title,
            author=article.author,
            language=root.get("lang"),
            left_out=prose.left_out,
            notes=notes,
        )


def _root(data: bytes, place: str) -> tuple[Element, tuple[str, ...]]:
    if data[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        try:
            return parse_xml(data, place), ()
        except BadXmlError:
            pass  # most pages that say they are XML are not, and browsers read them as HTML too
    stated = _CHARSET.search(data[:_HEAD_BYTES])
    decoded = decode(data, place, stated[1].decode("ascii") if stated else "")
    return parse_html(decoded.text, place), decoded.notes
