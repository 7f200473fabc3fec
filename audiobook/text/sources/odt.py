"""OpenDocument texts (.odt, ISO/IEC 26300), as LibreOffice writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.sources.archive import Archive
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.furniture import HIDDEN, NAVIGATION, NOTE, PICTURE
from audiobook.text.sources.translated import Node, element, heading, read_page, stated
from audiobook.text.sources.tree import Element
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

_TEXT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_PROPERTIES: Final = "meta.xml"
_SKIPPED: Final = frozenset(["tracked-changes", "sequence-decls", "forms", "note-citation", "soft-page-break"])
_REMARK: Final = "a remark in the margin"
_ITALIC: Final = frozenset(["italic", "oblique"])


class OdtSource:
    """Reads .odt."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart. Raises StoryError for what is damaged, locked or over a limit."""
        archive = Archive(data, place)
        if archive.has(_MANIFEST) and _tree(archive, _MANIFEST, place).find("encryption-data"):
            hint = "open it in LibreOffice and save it without a password"
            raise StoryError(f"{place} is locked with a password", hint=hint)
        document = _tree(archive, _TEXT, place)
        body = document.find("text")
        if body is None:
            raise StoryError(f"{place} has no text in it", hint="is it a text, and not a table or a drawing?")
        roots = [_tree(archive, _STYLES, place)] if archive.has(_STYLES) else []
        translator = _Translator({each.get("name"): each for root in (*roots, document) for each in _styles(root)})
        prose = read_page(translator.nodes(body), place)
        about = _properties(archive, place)
        return Manuscript(
            blocks=prose.blocks,
            title=stated(about.get("title", "")),
            author=stated(about.get("initial-creator", "") or about.get("creator", "")),
            language=about.get("language", "").lower() or _language(roots),
            left_out=prose.left_out,
        )


def _tree(archive: Archive, name: str, place: str) -> Element:
    try:
        return parse_xml(archive.read(name), f"{place}: {name}")
    except BadXmlError as error:
        hint = "open it in LibreOffice, which may mend it, and save it again"
        raise StoryError(f"{place}: {name} is damaged ({error})", hint=hint) from None


def _properties(archive: Archive, place: str) -> dict[str, str]:
    if not archive.has(_PROPERTIES):
        return {}
    about = _tree(archive, _PROPERTIES, place).find("meta")
    return {each.tag: each.words() for each in about.elements()} if about else {}


def _styles(root: Element) -> Iterator[Element]:
    return (each for each in root.find_all("style") if each.get("name"))


def _language(roots: list[Element]) -> str:
    """Give the language of the default paragraph style: "de-at"."""
    for root in roots:
        for style in root.find_all("default-style"):
            looks = style.find("text-properties")
            if style.get("family") == "paragraph" and looks and looks.get("language") not in ("", "none", "zxx"):
                country = looks.get("country").lower()
                return looks.get("language").lower() + (f"-{country}" if country not in ("", "none") else "")
    return ""


@dataclass(frozen=True, slots=True)
class _Translator:
    """Puts a document's elements into a page's."""

    styles: dict[str, Element]

    def nodes(self, parent: Element) -> Iterator[Node]:
        """Give all inside an element."""
        for child in parent.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _SKIPPED:
                yield from self._node(child)

    def _node(self, child: Element) -> Iterator[Node]:
        if child.tag == "p":
            yield from self._paragraph(child)
        elif child.tag == "h":
            level = child.get("outline-level")
            yield heading(int(level) if level.isdecimal() and int(level) else 1, self.nodes(child))
        elif child.tag == "span":
            yield element("em" if self._is_italic(child.get("style-name")) else "span", self.nodes(child))
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _REASONS:
            yield element("span", [child.words()], out=_REASONS[child.tag])
        elif child.tag in _ASIDES:
            yield element("section", self.nodes(child), aside=NAVIGATION)
        elif child.tag in _TABLES:
            yield element(_TABLES[child.tag], self.nodes(child))
        else:  # lists, sections, links, marks of changes: only what is in them
            yield from self.nodes(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Node]:
        style = self.styles.get(paragraph.get("style-name"))
        looks = style.find("paragraph-properties") if style else None
        if looks and looks.get("break-before") == "page":
            yield from (element("p") for _ in range(5))
        inner = [*self.nodes(paragraph)]
        name = paragraph.get("style-name") + (f" {style.get('parent-style-name')}" if style else "")
        if not inner and name.split()[-1:] == ["Horizontal_20_Line"]:
            yield element("hr")
        else:
            yield element("p", inner)

    def _is_italic(self, name: str) -> bool:
        style = self.styles.get(name)
        looks = style.find("text-properties") if style else None
        return name == "Emphasis" or (looks is not None and looks.get("font-style") in _ITALIC)


_SIGNS: Final[dict[str, Node]] = {"line-break": element("br"), "tab": " ", "s": " "}
_REASONS: Final = {
    "note": NOTE,
    "annotation": _REMARK,
    "hidden-text": HIDDEN,
    "frame": PICTURE,
    "custom-shape": PICTURE,
}
_ASIDES: Final = frozenset(["table-of-content", "alphabetical-index", "illustration-index", "table-index"])
_TABLES: Final = {"table": "table", "table-row": "tr", "table-cell": "td"}
