"""Word files (.docx, ECMA-376): our own reader over the same archive and the same XML as EPUB's.

python-docx would do, but it unpacks and parses for itself, outside our limits, knows neither footnotes nor the strict
variant, and brings nothing that a hundred lines do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.sources import word_styles
from audiobook.text.sources.archive import Archive, resolve
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.furniture import HIDDEN, NAVIGATION, NOTE, PICTURE, READING_AID
from audiobook.text.sources.translated import Node, element, heading, read_page, stated, stated_name
from audiobook.text.sources.tree import Element
from audiobook.text.sources.word_numbers import Numbering
from audiobook.text.sources.word_styles import Styles, is_on, read_styles

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HINT: Final = "open it in a word processor and save it as .docx, without a password"
_HINT: Final = "open it in a word processor, which may mend it, and save it again"
_TEXT_BOX: Final = "a text box"
_DELETED: Final = "deleted by its author"
_RUNNING_HEAD: Final = "a running head"
_EDGES: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_SKIPPED: Final = frozenset(
    "ppr rpr sdtpr sdtendpr tblpr tblgrid trpr tcpr sectpr instrtext fallback delinstrtext annotationref "
    "prooferr".split()
)
"""What says how something looks, or says something a second time."""
_ONCE: Final = frozenset(["pprchange", "rprchange"])
"""How something looked before somebody changed it."""
_ENDED: Final = frozenset(["del", "movefrom"])
_REMARK: Final = "a remark in the margin"
_GAP: Final = tuple(element("p") for _ in range(5))
"""What a page break comes to: more room than any author leaves by empty paragraphs."""


class DocxSource:
    """Reads .docx."""

    is_risky = True

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart. Raises StoryError for what is damaged, locked or over a limit."""
        if data.startswith(_OLE):
            raise StoryError(f"{place} is locked with a password, or from before Word 2007", hint=_OLE_HINT)
        files = _Files(Archive(data, place))
        main = files.main()
        document = files.archive.xml(main, _HINT)
        styles = read_styles(files.beside(main, "styles"))
        notes = {kind: _notes(files.beside(main, kind)) for kind in ("footnotes", "endnotes")}
        body = document.find("body")
        if body is None:
            raise StoryError(f"{place} has no text in it", hint=_OLE_HINT)
        translator = _Translator(styles, notes, Numbering(files.beside(main, "numbering")))
        remarks = element("div", [files.beside(main, "comments").words()], out=_REMARK)
        prose = read_page([*translator.body(body), remarks, *files.edges()], place)
        core = files.properties()
        title = translator.title or stated(core.get("title", ""))
        return Manuscript(
            blocks=prose.blocks,
            title=title,
            author=stated_name(core.get("creator", "")).replace(";", " and "),
            language=core.get("language", "") or styles.language,
            left_out=prose.left_out,
        )


@dataclass(frozen=True, slots=True)
class _Files:
    """The XML files of one document."""

    archive: Archive

    def main(self) -> str:
        """Give the name of the file with the text."""
        if self.archive.has("_rels/.rels"):
            for relation in self.archive.xml("_rels/.rels", _HINT).find_all("relationship"):
                if relation.get("type").endswith("/officeDocument"):
                    return resolve("", relation.get("target").removeprefix("/"))[0]
        return "word/document.xml"

    def beside(self, main: str, kind: str) -> Element:
        """Give a file that belongs to the text: "styles", "footnotes"; empty where there is none."""
        name = f"{main.rpartition('/')[0]}/{kind}.xml"
        return self.archive.xml(name, _HINT) if self.archive.has(name) else element(kind)

    def properties(self) -> Mapping[str, str]:
        """Give what the file says of itself: title, creator, language."""
        name = "docProps/core.xml"
        return (
            {each.tag: each.words() for each in self.archive.xml(name, _HINT).elements()}
            if self.archive.has(name)
            else {}
        )

    def edges(self) -> Iterator[Element]:
        """Give what stands above and below every page."""
        for name in sorted(self.archive.names):
            if _EDGES.fullmatch(name):
                yield element("div", [self.archive.xml(name, _HINT).words()], out=_RUNNING_HEAD)


def _notes(root: Element) -> Mapping[str, str]:
    """Give the words of the notes by their numbers."""
    notes = (each for each in root.elements() if not each.get("type"))  # separators have one
    return {note.get("id"): note.words() for note in notes}


@dataclass(slots=True)
class _Translator:
    """Puts a document's elements into a page's."""

    styles: Styles
    notes: Mapping[str, Mapping[str, str]]
    numbering: Numbering
    title: str = ""
    """The words of the first paragraph in the style of titles."""
    _held: list[Node] = field(default_factory=list)
    """What goes with the next paragraph: a drop cap, or a paragraph whose end is deleted."""

    def body(self, body: Element) -> Iterator[Node]:
        """Give the whole text."""
        yield from self._blocks(body)
        yield element("p", self._held)

    def _blocks(self, parent: Element) -> Iterator[Node]:
        """Give the paragraphs and tables inside an element."""
        for child in parent.elements():
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield element("table", self._blocks(child))
            elif child.tag in ("tr", "tc"):
                yield element({"tr": "tr", "tc": "td"}[child.tag], self._blocks(child))
            elif child.tag == "sdt" and _is_contents(child):
                yield element("section", self._blocks(child), aside=NAVIGATION)
            elif child.tag not in _SKIPPED:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Node]:
        looks = _looks(paragraph, "ppr")
        children = [*self._inside(paragraph)]
        if is_on(looks, "pagebreakbefore") or any(_is_gap(child) for child in children):
            yield from _GAP
        self._held += (child for child in children if not _is_gap(child))
        if _goes_on(looks):
            return
        inner, self._held = self._held, []
        yield self._block(looks, inner)
        section = looks.find("sectpr")
        if section and _value(section, "type") != "continuous":
            yield from _GAP

    def _block(self, looks: Element, inner: Sequence[Node]) -> Element:
        style = self.styles.of(_value(looks, "pstyle"))
        level = word_styles.outline_level(looks, style.level)
        if looks.find("pbdr") and not inner:
            return element("hr")
        if style.is_contents:
            return element("p", inner, aside=NAVIGATION)
        if level:
            return heading(level, [self.numbering.label(looks.find("numpr") or style.numbered), *inner])
        if style.is_title and not self.title:
            self.title = element("p", inner).words()
        shown = {
            "class": style.form,
            "align": _value(looks, "jc") or style.align,
            "style": "font-weight: bold" if style.is_bold else "",
        }
        return element("p", inner, **{name: value for name, value in shown.items() if value})

    def _inside(self, parent: Element) -> Iterator[Node]:
        """Give the words of a paragraph or of a part of it."""
        for child in parent.children:
            if isinstance(child, str) or child.tag in _SKIPPED:
                continue  # words stand in runs only
            if child.tag in ("t", "deltext"):
                yield "".join(piece for piece in child.children if isinstance(piece, str))
            elif child.tag == "r":
                yield from self._run(child)
            elif child.tag in ("del", "movefrom"):
                yield element("span", self._inside(child), out=_DELETED)
            elif child.tag == "rt":
                yield element("span", self._inside(child), out=READING_AID)
            else:
                yield from self._sign(child)

    def _run(self, run: Element) -> Iterator[Node]:
        looks = _looks(run, "rpr")
        inner = [*self._inside(run)]
        if not inner:
            return
        if is_on(looks, "b"):
            inner = [element("strong", inner)]
        if is_on(looks, "vanish"):
            yield element("span", inner, out=HIDDEN)
        elif self.styles.is_italic(looks):
            yield element("em", inner)
        else:
            yield from inner

    def _sign(self, child: Element) -> Iterator[Node]:
        """Give what stands among words and is none, or holds some."""
        if child.tag in ("br", "cr"):
            yield element("br") if child.get("type") in ("", "textwrapping") else _GAP[0]
        elif child.tag in ("tab", "ptab"):
            yield " "
        elif child.tag == "nobreakhyphen":
            yield "-"
        elif child.tag in ("footnotereference", "endnotereference"):
            kind = child.tag.removesuffix("reference") + "s"
            yield element("span", [self.notes[kind].get(child.get("id"), "")], out=NOTE)
        elif child.tag in ("drawing", "pict", "object"):
            yield from _drawn(child)
        else:
            yield from self._inside(child)


def _looks(of: Element, tag: str) -> Element:
    """Give what says how a paragraph or a run looks now; it stands right inside it."""
    found = next((child for child in of.elements() if child.tag == tag), element(tag))
    return element(tag, (child for child in found.elements() if child.tag not in _ONCE))


def _goes_on(looks: Element) -> bool:
    """Say whether a paragraph begins the next one: it is a drop cap in a frame, or its end is deleted."""
    frame, mark = looks.find("framepr"), looks.find("rpr")
    return (frame is not None and frame.get("dropcap") in ("drop", "margin")) or (
        mark is not None and any(child.tag in _ENDED for child in mark.elements())
    )


def _value(looks: Element, tag: str) -> str:
    found = looks.find(tag)
    return found.get("val") if found else ""


def _is_gap(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "p"


def _is_contents(block: Element) -> bool:
    return "table of contents" in (each.get("val").lower() for each in block.find_all("docpartgallery"))


def _drawn(drawing: Element) -> Iterator[Node]:
    box = drawing.find("txbxcontent")
    if box:
        yield element("span", [box.words()], out=_TEXT_BOX)
    else:
        shown = drawing.find("docpr")
        yield element("img", out=PICTURE, alt=shown.get("descr") if shown else "")
