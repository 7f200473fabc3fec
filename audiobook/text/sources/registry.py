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
_TEXTS: Final = frozenset(["txt", "text", ""])


def is_story(suffix: str) -> bool:
    """Say whether files whose names end so (".epub") are stories."""
    name = suffix.lower().removeprefix(".")
    return name in OURS or (bool(name) and name not in _SETTINGS and _SOURCES.has(name))


def kind_of(suffix: str, data: bytes) -> str:
    """Give the kind of a story file: by its ending, unless it is a plain text by that and something else by its bytes.

    Empty for a file that is of no kind that we know.
    """
    name = suffix.lower().removeprefix(".")
    if name in _TEXTS or not is_story(suffix):
        found = next((kind for sign, kind in _SIGNS if sign.match(data)), "")
        if found:
            return found
    return name if is_story(suffix) else ""
