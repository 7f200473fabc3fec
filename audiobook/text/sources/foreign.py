"""Files that hold a story in a shape that nobody here reads, and what to do about each. Pure."""

import re
from typing import Final, NamedTuple


class Foreign(NamedTuple):
    """A kind of file that is refused."""

    what: str
    """Fits after "is": "a web archive"."""
    hint: str


_MHTML: Final = Foreign(
    "a web page with its pictures in one file (MHTML)",
    'save the page again as "Webpage, HTML only", or as "Webpage, Complete"',
)
_WEB_ARCHIVE: Final = Foreign("a Safari web archive", 'save the page again as "Page Source", with the ending .html')
_RTF: Final = Foreign("a rich text file (RTF)", "open it in a word processor and save it as .docx or .odt")
_OLD_WORD: Final = Foreign("a file from before Word 2007", "open it in a word processor and save it as .docx")
_PAGES: Final = Foreign("a Pages document", "export it from Pages as EPUB or Word")
_KINDLE: Final = Foreign("a Kindle book", "get it as EPUB; a book without copy protection can be converted by calibre")
_BY_NAME: Final = {
    "mht": _MHTML, "mhtml": _MHTML, "webarchive": _WEB_ARCHIVE, "rtf": _RTF, "doc": _OLD_WORD, "pages": _PAGES,
    "mobi": _KINDLE, "prc": _KINDLE, "azw": _KINDLE, "azw3": _KINDLE, "kfx": _KINDLE,
}  # fmt: skip
_HEAD: Final = 4_096
_BY_SIGN: Final = (
    (re.compile(rb"(?=From: <Saved by |(?:[\w-]+: [^\n]*\n)*?MIME-Version:)(?s:.*?)multipart/related"), _MHTML),
    (re.compile(rb"bplist00(?s:.*?)WebMainResource"), _WEB_ARCHIVE),
    (re.compile(rb"\{\\rtf\d"), _RTF),
    (re.compile(rb"(?s:.{60})BOOKMOBI"), _KINDLE),
)


def foreign_by_name(suffix: str) -> Foreign | None:
    """Say what a file is whose name ends so (".mht"); None for endings that we know nothing of."""
    return _BY_NAME.get(suffix.lower().removeprefix("."))


def foreign_by_sign(data: bytes) -> Foreign | None:
    """Say what a file is by how it begins, whatever it is called; None for any other."""
    head = data[:_HEAD]
    return next((kind for sign, kind in _BY_SIGN if sign.match(head)), None)
