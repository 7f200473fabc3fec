"""OpenDocument texts (.odt, ISO/IEC 26300), as LibreOffice writes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.sources.archive import Archive
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.furniture import HIDDEN, NAVIGATION, NOTE, PICTURE, READING_AID
from audiobook.text.sources.translated import Node, element, heading, level_of, read_page, stated, stated_name
from audiobook.text.sources.tree import Element
from audiobook.text.sources.word_styles import form_of

_HINT: Final = "open it in LibreOffice, which may mend it, and save it again"
_TEXT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_PROPERTIES: Final = "meta.xml"
_SKIPPED: Final = frozenset(["sequence-decls", "forms", "note-citation", "soft-page-break"])
_REMARK: Final = "a remark in the margin"
_DELETED: Final = "deleted by its author"
_ITALIC: Final = frozenset(["italic", "oblique"])
_MOST_PARENTS: Final = 20
_PLAIN: Final = element("style")
"""A style that says nothing."""


class OdtSource:
    """Reads .odt."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart. Raises StoryError for what is damaged, locked or over a limit."""
        archive = Archive(data, place)
        if archive.has(_MANIFEST) and archive.xml(_MANIFEST, _HINT).find("encryption-data"):
            hint = "open it in LibreOffice and save it without a password"
            raise StoryError(f"{place} is locked with a password", hint=hint)
        document = archive.xml(_TEXT, _HINT)
        body = document.find("text")
        if body is None:
            raise StoryError(f"{place} has no text in it", hint="is it a text, and not a table or a drawing?")
        roots = [archive.xml(_STYLES, _HINT)] if archive.has(_STYLES) else []
        translator = _Translator({each.get("name"): each for root in (*roots, document) for each in _styles(root)})
        prose = read_page(translator.nodes(body), place)
        about = _properties(archive)
        return Manuscript(
            blocks=prose.blocks,
            title=translator.title or stated(about.get("title", "")),
            author=stated_name(about.get("initial-creator", "") or about.get("creator", "")),
            language=about.get("language", "") or _language(roots),
            left_out=prose.left_out,
        )


def _properties(archive: Archive) -> dict[str, str]:
    if not archive.has(_PROPERTIES):
        return {}
    about = archive.xml(_PROPERTIES, _HINT).find("meta")
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


@dataclass(slots=True)
class _Translator:
    """Puts a document's elements into a page's."""

    styles: Mapping[str, Element]
    title: str = ""
    """The words of the first paragraph in the style of titles."""

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
            yield heading(level_of(level) or 1, self.nodes(child))
        elif child.tag == "span":
            yield from self._run(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _REASONS:
            yield element("span", self.nodes(child), out=_REASONS[child.tag])
        elif child.tag in _ASIDES:
            yield element("section", self.nodes(child), aside=NAVIGATION)
        elif child.tag in _TABLES:
            yield element(_TABLES[child.tag], self.nodes(child))
        else:  # lists, sections, links, marks of changes: only what is in them
            yield from self.nodes(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Node]:
        names = self._names(paragraph.get("style-name"))
        own = self.styles.get(names[0], _PLAIN)
        if own.get("master-page-name") or self._property(names[:1], "paragraph", "break-before") == "page":
            yield from (element("p") for _ in range(5))
        inner = [*self.nodes(paragraph)]
        if not inner and "Horizontal_20_Line" in names:
            yield element("hr")
            return
        if "Title" in names and not self.title:
            self.title = element("p", inner).words()
        shown = {
            "class": next(filter(None, map(form_of, names)), ""),
            "align": self._property(names, "paragraph", "text-align"),
            "style": "font-weight: bold" if self._property(names, "text", "font-weight") == "bold" else "",
        }
        yield element("p", inner, **{name: value for name, value in shown.items() if value})

    def _run(self, run: Element) -> Iterator[Node]:
        """Give the words of a span as they look."""
        names = self._names(run.get("style-name"))
        inner = [*self.nodes(run)]
        if self._property(names, "text", "display") == "none":
            yield element("span", inner, out=HIDDEN)
            return
        if self._property(names, "text", "font-weight") == "bold":
            inner = [element("strong", inner)]
        is_italic = "Emphasis" in names or self._property(names, "text", "font-style") in _ITALIC
        yield element("em" if is_italic else "span", inner)

    def _names(self, name: str) -> list[str]:
        """Give the name of a style and those of the styles that it is based on."""
        names = [name]
        while name in self.styles and len(names) < _MOST_PARENTS:
            name = self.styles[name].get("parent-style-name")
            names.append(name)
        return names

    def _property(self, names: Sequence[str], kind: str, name: str) -> str:
        """Give what the first of some styles that says anything of it says; empty where none does."""
        looks = (self.styles.get(each, _PLAIN).find(f"{kind}-properties") for each in names)
        return next((found.get(name) for found in looks if found and found.get(name)), "")


_SIGNS: Final[dict[str, Node]] = {"line-break": element("br"), "tab": " ", "s": " "}
_REASONS: Final = {
    "note": NOTE,
    "annotation": _REMARK,
    "hidden-text": HIDDEN,
    "ruby-text": READING_AID,
    "tracked-changes": _DELETED,
    "frame": PICTURE,
    "custom-shape": PICTURE,
}
_ASIDES: Final = frozenset(["table-of-content", "alphabetical-index", "illustration-index", "table-index"])
_TABLES: Final = {"table": "table", "table-row": "tr", "table-cell": "td"}
