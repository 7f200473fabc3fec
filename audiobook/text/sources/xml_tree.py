"""XML bytes -> elements, by lxml, with nothing fetched, nothing declared and nothing deep.

The DOCTYPE is taken away before lxml sees it, and so is every entity that HTML does not name: there is nothing left
that could open a file or grow.
"""

import html.entities
import re
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.decoded import decode, without_controls
from audiobook.text.sources.tree import Element

_PREFIXES: Final = {
    "http://www.idpf.org/2007/opf": "opf:",
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.w3.org/2001/10/synthesis": "ssml:",
}
"""Namespaces whose attributes keep a prefix: `type` and `ph` mean something else without."""
_DECLARATION: Final = re.compile(r"\s*<\?xml\b([^>]{0,200})\?>")
_ENCODING: Final = re.compile(r"encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DOCTYPE: Final = "<!DOCTYPE"
"""In capitals: otherwise it is no XML, and lxml refuses it."""
_MOST_DOCTYPES: Final = 5
"""One, and some in comments."""
_IN_DOCTYPE: Final = re.compile(r"<!--|[\"'\[\]>]")
_CLOSING: Final = {"<!--": "-->", '"': '"', "'": "'"}
_DECLARED: Final = re.compile(r"<!ENTITY\s+(?:%\s+)?[^\s\"'>]{1,200}\s+[\"']")
"""An entity with its text right here; one that lies in a file (SYSTEM, PUBLIC) is only dropped."""
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,40});")
_OWN: Final = frozenset(["amp", "lt", "gt", "quot", "apos"])


class BadXmlError(Exception):
    """It is not well-formed; the message says where."""


def parse_xml(data: bytes, place: str) -> Element:
    """Give the root element.

    Raises BadXmlError for what is no XML, StoryError for what no honest file does: entities declared inside, elements
    nested deeper than `LIMITS.depth`.
    """
    from lxml import etree  # noqa: PLC0415 - 20 ms that plain text does not need

    text = _without_doctype(*_decoded(data, place), place)
    parser = etree.XMLParser(
        target=_Builder(place), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_ENTITY.sub(_resolved, text), parser)
    except etree.XMLSyntaxError as error:
        raise BadXmlError(error.msg) from None
    except ValueError as error:
        raise BadXmlError(str(error)) from None
    assert isinstance(root, Element)
    return root


def _decoded(data: bytes, place: str) -> tuple[str, int]:
    """Give the text, and where it begins behind the XML declaration."""
    head = data[:300].decode("latin-1").replace("\0", "")
    stated = _ENCODING.search(head)
    text = decode(data, place, stated[1] if stated else "").text
    found = _DECLARATION.match(text)
    return text, found.end() if found else len(text) - len(text.lstrip())


def _without_doctype(text: str, start: int, place: str) -> str:
    text = text[start:]
    for _ in range(_MOST_DOCTYPES):
        begin = text.find(_DOCTYPE)
        if begin < 0:
            return text
        end = _doctype_end(text, begin)
        if end is None:
            raise StoryError(f"{place} has a DOCTYPE without an end", hint=_HINT)
        if _DECLARED.search(text, begin, end):
            raise StoryError(f"{place} declares entities of its own, as hostile files do", hint=_HINT)
        text = text[:begin] + text[end:]
    raise StoryError(f"{place} has more than {_MOST_DOCTYPES} DOCTYPEs", hint=_HINT)


def _doctype_end(text: str, begin: int) -> int | None:
    depth, at, limit = 0, begin + len(_DOCTYPE), begin + LIMITS.doctype_chars
    while token := _IN_DOCTYPE.search(text, at, limit):
        at = token.end()
        if token[0] in _CLOSING:
            closing = text.find(_CLOSING[token[0]], at, limit)
            if closing < 0:
                return None
            at = closing + len(_CLOSING[token[0]])
        depth += {"[": 1, "]": -1}.get(token[0], 0)
        if token[0] == ">" and depth <= 0:
            return at
    return None


_HINT: Final = "get the book from another place, or convert it with a program that you trust"


def _resolved(entity: re.Match[str]) -> str:
    """Give what HTML means by a name; nothing for a name that only the file itself could explain."""
    if entity[1] in _OWN:
        return entity[0]
    found = html.entities.html5.get(entity[1] + ";", "")
    return html.escape(found) if found else ""


class _Builder:
    """Takes lxml's events and keeps what is open."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._open: list[tuple[str, dict[str, str], list[Element | str]]] = []
        self._root: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= LIMITS.depth:
            hint = "no honest book does that: get it from another place"
            raise StoryError(f"{self._place} nests elements more than {LIMITS.depth} deep", hint=hint)
        named = {_name(name): without_controls(value) for name, value in attributes.items()}
        self._open.append((tag.rpartition("}")[2].lower(), named, []))

    def end(self, _tag: str) -> None:
        tag, attributes, children = self._open.pop()
        element = Element(tag, attributes, tuple(children))
        if self._open:
            self._open[-1][2].append(element)
        else:
            self._root = element

    def data(self, text: str) -> None:
        self._open[-1][2].append(without_controls(text))

    def close(self) -> Element | None:
        return self._root


def _name(name: str) -> str:
    space, _, local = name.rpartition("}")
    return _PREFIXES.get(space[1:], "") + local.lower()
