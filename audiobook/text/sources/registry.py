"""The kinds of story files there are, by the ending of their names. Pure, but for what plug-ins' metadata say.

An entry point of the group `audiobook.sources` is named like the ending that it reads, without the dot; one class may
stand behind several.
"""

import re
from typing import Final

from audiobook.errors import StoryError
from audiobook.plugins import Plugins
from audiobook.text.sources.base import Source

GROUP: Final = "audiobook.sources"
_PLAIN: Final = "audiobook.text.sources.plain:PlainSource"
_MARKDOWN: Final = "audiobook.text.sources.markdown:MarkdownSource"
_HTML: Final = "audiobook.text.sources.html:HtmlSource"
_FB2: Final = "audiobook.text.sources.fb2:Fb2Source"
OURS: Final = {
    "txt": _PLAIN,
    "text": _PLAIN,
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "docx": "audiobook.text.sources.docx:DocxSource",
    "epub": "audiobook.text.sources.epub:EpubSource",
    "fb2": _FB2,
    "fbz": _FB2,
    "html": _HTML,
    "htm": _HTML,
    "odt": "audiobook.text.sources.odt:OdtSource",
    "pdf": "audiobook.text.sources.pdf:PdfSource",
    "xhtml": _HTML,
}

_SOURCES: Final = Plugins[Source]("kind of story", GROUP, OURS, StoryError)

load_source = _SOURCES.load
source_names = _SOURCES.names

_SETTINGS: Final = frozenset(["yaml", "yml", "json"])
"""Lie beside stories and are none: asking other packages about them would cost every build 40 ms."""
_SIGNS: Final = (
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL), "epub"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL), "odt"),
    (re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|word/|_rels/\.rels)", re.DOTALL), "docx"),
    (re.compile(rb"PK\x03\x04.{26}[^\0]{1,200}?\.fb2", re.DOTALL | re.IGNORECASE), "fb2"),
    (re.compile(rb"%PDF-\d"), "pdf"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<\?xml\b[^>]{0,200}>\s{0,100}<FictionBook\b"), "fb2"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<!doctype html\b|(?:\xef\xbb\xbf)?\s{0,100}<html\b", re.IGNORECASE),
        "html",
    ),
)
"""How files begin whose names may end otherwise."""
_TEXTS: Final = frozenset(["txt", "text"])
_PACKED: Final = ".fb2.zip"


def is_story(name: str) -> bool:
    """Say whether files of such a name ("emma.epub") are stories."""
    ending = _ending(name)
    return ending in OURS or (bool(ending) and ending not in _SETTINGS and _SOURCES.has(ending))


def kind_of(name: str, data: bytes) -> str:
    """Give the kind of a story file: by its name, unless it is a plain text by that and something else by its bytes.

    Empty for a file that is of no kind that we know.
    """
    ending = _ending(name)
    known = ending if is_story(name) else ""
    if known and ending not in _TEXTS:
        return known
    return next((kind for sign, kind in _SIGNS if sign.match(data)), known)


def _ending(name: str) -> str:
    """Give what the name of a file ends in, without the dot; of "emma.fb2.zip" what is packed there."""
    low = name.lower()
    stem, _, ending = low.rpartition(".")
    return "fb2" if low.endswith(_PACKED) else ending if stem else ""
