"""What a Word file's styles mean for whoever reads it aloud: headings, titles, verse, italics. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from audiobook.text.sources.translated import level_of
from audiobook.text.sources.tree import Element

_HEADING: Final = re.compile(r"heading(?: (\d))?")
_OWN: Final = r"(part|book|chapter|prologue|epilogue)(?: ?(?:title|heading|head|number|name|opener))+"
_CHAPTER: Final = re.compile(rf"{_OWN}|chapter")
"""What writers and publishers call the styles of their own."""
_CONTENTS: Final = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)|index \d")
_FORMS: Final = (("verse", re.compile(r"vers|poe[mt]|stanza|song|lyric")), ("letter", re.compile(r"letter|telegram")))
_BODY_LEVEL: Final = 9
"""An outline level of 9 says that it is no heading after all."""
_MOST_BASES: Final = 20
_OFF: Final = frozenset(["0", "false", "off", "none"])


@dataclass(frozen=True, slots=True)
class Style:
    """One style."""

    level: int = 0
    """Of a heading, from 1; 0: it is none."""
    is_title: bool = False
    is_contents: bool = False
    form: str = ""
    """A class of pages: "verse", "letter"."""
    is_italic: bool = False
    is_bold: bool = False
    align: str = ""
    """"center", "left", "both"; empty where it says nothing."""
    numbered: Element | None = None
    """The number that Word puts before it."""


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document, by their ids."""

    by_id: Mapping[str, Style]
    default: Style
    language: str = ""

    def of(self, style_id: str) -> Style:
        """Give a style; the default one for a paragraph that names none, or one that is not there."""
        return self.by_id.get(style_id, self.default)

    def is_italic(self, looks: Element) -> bool:
        """Say whether a run is in italics, by itself or by its style."""
        if looks.find("i"):
            return is_on(looks, "i")
        named = looks.find("rstyle")
        return bool(named) and self.by_id.get(named.get("val") if named else "", Style()).is_italic


def read_styles(root: Element) -> Styles:
    """Read a styles file."""
    found = {each.get("styleid"): each for each in root.find_all("style")}
    by_id = {style_id: _style(style_id, found) for style_id in found}
    default = next((i for i, s in found.items() if s.get("type") == "paragraph" and s.get("default") == "1"), "")
    stated = (each.get("val") for each in root.find_all("lang"))
    return Styles(by_id, by_id.get(default, Style()), next(filter(None, stated), ""))


def is_on(looks: Element, tag: str) -> bool:
    """Say whether a property that is on or off is there and on."""
    found = looks.find(tag)
    return found is not None and found.get("val").lower() not in _OFF


def form_of(name: str) -> str:
    """Give what paragraphs in a style of that name are: "verse", "letter"; empty for prose."""
    return next((form for form, words in _FORMS if words.search(name.lower())), "")


def outline_level(looks: Element, otherwise: int) -> int:
    """Give the level of a heading as a paragraph or a style states it; 0 for none."""
    found = looks.find("outlinelvl")
    level = level_of(found.get("val")) if found else None
    if level is None:
        return otherwise
    return level + 1 if level < _BODY_LEVEL else 0


def _style(style_id: str, found: Mapping[str, Element]) -> Style:
    """Give a style with what it takes over from those that it is based on."""
    chain = list[Element]()
    while style_id in found and len(chain) < _MOST_BASES:
        chain.append(found[style_id])
        base = found[style_id].find("basedon")
        style_id = base.get("val") if base else ""
    style = Style()
    for each in reversed(chain):
        style = _changed(style, each)
    return style


def _changed(style: Style, own: Element) -> Style:
    named = own.find("name")
    name = named.get("val").lower() if named else ""
    aligned = own.find("jc")
    return replace(
        style,
        level=outline_level(own, _level(name) or style.level),
        is_title=name == "title",
        is_contents=style.is_contents or _CONTENTS.fullmatch(name) is not None,
        form=form_of(name) or style.form,
        is_italic=is_on(own, "i") if own.find("i") else style.is_italic,
        is_bold=is_on(own, "b") if own.find("b") else style.is_bold,
        align=aligned.get("val") if aligned else style.align,
        numbered=own.find("numpr") or style.numbered,
    )


def _level(name: str) -> int:
    """Give the level of a heading by the name of its style; 0 for none."""
    heading, chapter = _HEADING.fullmatch(name), _CHAPTER.fullmatch(name)
    if heading:
        return int(heading[1] or 1)
    return 0 if chapter is None else 1 if chapter[1] in ("part", "book") else 2
