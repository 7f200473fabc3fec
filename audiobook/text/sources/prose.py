"""Elements of a page -> blocks: paragraphs, headings, verse, letters, scene breaks, and what is left out. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Final

from audiobook.model import Form, LeftOut, Pronunciation
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind
from audiobook.text.sources.furniture import IGNORED, NOTE, PICTURE
from audiobook.text.sources.initials import is_drawn_initial, is_initial
from audiobook.text.sources.running import Line, Running, pronunciation
from audiobook.text.sources.stylesheet import Look, Sheet
from audiobook.text.sources.tree import BLOCK, Element

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_ONE_BLOCK: Final = frozenset(["tr"])
"""Elements whose parts stand on lines of one paragraph."""
_STANZA: Final = re.compile(r"(?:line-?group|stanza|strophe|lg)")
_VERSE: Final = re.compile(r"(?:poem|poetry|verse|song|hymn)")
_LETTER: Final = re.compile(r"(?:letter|telegram|z3998:letter)")
_TITLES: Final = frozenset(["ordinal", "subtitle", "title", "fulltitle", "halftitle"])
_MOST_EMPTY: Final = 5
_MOSTLY: Final = 0.5
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SUBTITLE_LEVEL: Final = 6
_ORNAMENT: Final = re.compile(
    r"(?:|.{0,30}(?:ornament|decorat|scene break|section break|flourish).{0,30}|[*•⁂~\s]+)", re.IGNORECASE
)
"""The words of a picture that parts scenes; most have none."""
_ENOUGH_SOUNDS: Final = 3
"""Letters or digits: shorter words in `ssml:ph` (N., W.) mean one thing here and another there."""

Furnished = Callable[[Element], str]
"""Says why an element is never said with all that is in it; empty where it is."""
Judge = Callable[[Element], str | None]
"""Says why an element is no part of the story ("the title page"), "" that it is part of it after all, and None that it
goes with what it stands in."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What the pages of a story hold."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    places: dict[tuple[str, str], int]
    """(page, id of an element) -> index of the first block at it or after it; (page, "") -> of the page."""
    pronunciations: tuple[Pronunciation, ...]
    linked: frozenset[int]
    """Indices of blocks that are links into the story, most of them."""

    @property
    def n_chars(self) -> int:
        """Give how many characters there are, said or not."""
        return sum(len(block.text) for block in self.blocks) + sum(len(item.text) for item in self.left_out)


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for all inside an element."""

    furniture: Furnished
    sheet: Sheet
    aside: str = ""
    level: int = 0
    """Of the heading that we are in; 0: in none."""
    form: Form = Form.PROSE
    joined: bool = False
    """Blocks inside are lines of one."""
    as_typed: bool = False
    in_ipa: bool = True
    """Pronunciations are in the alphabet that we know."""
    set_off: bool = False
    """As in `Block`."""
    is_drawn: bool = False
    """We are in a heading that has no words but those of its picture."""


@dataclass(slots=True)
class Pages:
    """Takes the pages of a story in order."""

    judge: Judge = field(default=lambda _element: None)
    _page: str = ""
    _line: Line = field(default_factory=Line)
    _blocks: list[Block] = field(default_factory=list)
    _left_out: list[LeftOut] = field(default_factory=list)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)
    _pronunciations: dict[str, Pronunciation | None] = field(default_factory=dict)
    _n_linked: int = 0
    """Characters of this paragraph that are links into the story."""
    _n_bold: int = 0
    """Characters of this paragraph that are in bold letters."""
    _linked: set[int] = field(default_factory=set)
    _n_empty: int = 0
    """Empty paragraphs since the last one with words."""

    def add(self, page: str, body: Element, furniture: Furnished, aside: str = "", sheet: Sheet | None = None) -> None:
        """Take one page.

        furniture: says of what is never said why it is left out. aside: why all of the page is no part of the story,
        unless an element of it says otherwise. sheet: what its stylesheets say.
        """
        self._page = page
        self._places.setdefault((page, ""), len(self._blocks))
        context = _Context(furniture, sheet or Sheet(), aside)
        self._visit(body, context)
        self._flush(context)

    def leave_out(self, page: str, body: Element, reason: str) -> None:
        """Take a page that nobody is to hear."""
        self._places.setdefault((page, ""), len(self._blocks))
        self.note(body.words(), reason)

    def done(self) -> Prose:
        """Give all that was found."""
        spoken = (each for each in self._pronunciations.values() if each)
        blocks, left_out = tuple(self._blocks), tuple(self._left_out)
        return Prose(blocks, left_out, self._places, tuple(spoken), frozenset(self._linked))

    def _visit(self, element: Element, context: _Context) -> None:
        """Take an element and all inside it."""
        is_block = element.tag in BLOCK
        if is_block:
            self._n_empty += element.tag == "p" and _is_blank(element)
            self._break_off(element, context, context)
        name = element.get("id") or element.get("name")
        if name:
            self._places.setdefault((self._page, name), len(self._blocks))
        if element.tag in IGNORED:
            return
        reason = context.furniture(element)
        if reason and not (reason == NOTE and context.aside):  # who asks for the notes wants them all
            self._pass_over(element, reason, context)
        elif element.tag in ("br", "hr") or _parts_scenes(element):
            self._rule(element, context)
        else:
            inner = self._inside(element, context)
            self._enter(element, inner)
            if is_block:
                self._break_off(element, context, inner)

    def _enter(self, element: Element, inner: _Context) -> None:
        """Take all inside an element."""
        start = len(self._line)
        for child, after in zip_longest(element.children, element.children[1:]):
            if isinstance(child, str):
                self._line.add(child, as_typed=inner.as_typed)
            elif not self._line and is_drawn_initial(child, after):
                self._line.add(child.get("alt"))
            else:
                self._visit(child, inner)
        if element.tag not in BLOCK and inner.sheet.shows(element, Look.ITALIC):
            self._line.add_italics(start)
        if element.tag not in BLOCK and inner.sheet.shows(element, Look.BOLD):
            self._n_bold += max(0, len(self._line) - start)
        if element.tag == "a" and _ADDRESS.match(element.get("href")) is None:
            self._n_linked += bool(element.get("href")) * max(0, len(self._line) - start)
        if inner.in_ipa and element.get("ssml:ph"):
            self._pronounce(element)

    def _break_off(self, element: Element, outside: _Context, context: _Context) -> None:
        """End the paragraph before and after a block; inside a stanza, end the line."""
        if outside.joined and element.tag not in _HEADINGS:
            self._line.end_line()
        else:
            self._flush(context)

    def _inside(self, element: Element, context: _Context) -> _Context:
        judged = self.judge(element)
        kinds = (*element.classes, *element.types)
        is_stanza = element.tag in _ONE_BLOCK or any(_STANZA.fullmatch(kind) for kind in kinds)
        form = context.form
        if any(_LETTER.fullmatch(kind) for kind in kinds):
            form = Form.LETTER
        elif any(_VERSE.fullmatch(kind) or _STANZA.fullmatch(kind) for kind in kinds):
            form = Form.VERSE
        level = _HEADINGS.get(element.tag) or context.level
        if element.tag == "p" and element.types & _TITLES:
            level = _SUBTITLE_LEVEL
        return replace(
            context,
            aside=context.aside if judged is None else judged,
            level=level,
            form=form,
            joined=context.joined or is_stanza,
            as_typed=context.as_typed or element.tag == "pre",
            in_ipa=element.get("ssml:alphabet") in ("", "ipa")
            and (context.in_ipa or bool(element.get("ssml:alphabet"))),
            is_drawn=context.is_drawn or (element.tag in _HEADINGS and not element.begins(1)),
            set_off=context.set_off or (element.tag in BLOCK and _is_set_off(element, context.sheet)),
        )

    def _pass_over(self, element: Element, reason: str, context: _Context) -> None:
        words = element.words()
        if reason == PICTURE and element.tag in ("img", "image"):
            words = element.get("alt") or element.get("title")
            if context.is_drawn:
                self._line.add(words)
                return
            self._n_empty += bool(_ORNAMENT.fullmatch(words)) and not self._line
        self.note(words, reason)

    def note(self, words: str, reason: str) -> None:
        """List words of the page that are not said; nothing, where there are none."""
        text = Line()
        text.add(words)
        if text:
            # a note goes with the paragraph that it stands in, or else with the one before
            within = reason != NOTE or bool(self._line) or not self._blocks
            self._left_out.append(LeftOut(text.done().text, reason, len(self._blocks) + within))

    def _rule(self, element: Element, context: _Context) -> None:
        if element.tag == "br":
            if self._line.at_line_end and not context.joined and not context.level:
                self._flush(context)  # two in a row part paragraphs
            else:
                self._line.end_line()
        elif self._blocks:
            self._blocks.append(Block("* * *", len(self._blocks) + 1, BlockKind.BREAK, aside=context.aside))

    def _pronounce(self, element: Element) -> None:
        ipa = element.get("ssml:ph")
        found = pronunciation(element.words(), ipa, LIMITS.ipa_chars)
        if (
            found
            and sum(map(str.isalnum, found.written)) >= _ENOUGH_SOUNDS
            and len(self._pronunciations) < LIMITS.pronunciations
        ):
            known = self._pronunciations.setdefault(found.written, found)
            if known != found:  # said in two ways: nobody can tell which from the word alone
                self._pronunciations[found.written] = None

    def _flush(self, context: _Context) -> None:
        """End the paragraph that is being read."""
        running, n_linked, n_bold = self._line.done(), self._n_linked, self._n_bold
        self._line, self._n_linked, self._n_bold = Line(), 0, 0
        if not running.text:
            return
        if n_linked >= _MOSTLY * len(running.text):
            self._linked.add(len(self._blocks))
        is_whole = bool(context.level) or context.joined or context.form is not Form.PROSE
        for part in [running] if is_whole else running.paragraphs():
            self._put(part, replace(context, set_off=context.set_off or n_bold >= len(running.text)))

    def _put(self, running: Running, context: _Context) -> None:
        """Add a block."""
        n_blank = 1 + min(self._n_empty, _MOST_EMPTY)
        last = self._blocks[-1] if self._blocks and not self._n_empty else None
        if last and last.kind == BlockKind.TEXT and last.aside == context.aside and is_initial(last.text, running.text):
            running, n_blank = running.after(last.text), last.n_blank_before
            self._blocks.pop()
        is_break = SCENE_BREAK.fullmatch(running.text) is not None
        kind = BlockKind.BREAK if is_break else BlockKind.HEADING if context.level else BlockKind.TEXT
        self._blocks.append(
            Block(
                text=running.text,
                line=len(self._blocks) + 1,
                kind=kind,
                level=context.level if kind == BlockKind.HEADING else 0,
                n_blank_before=n_blank,
                italics=running.italics,
                form=context.form,
                aside=context.aside,
                set_off=context.set_off,
            )
        )
        self._n_empty = 0


def _parts_scenes(element: Element) -> bool:
    """Say whether it is a rule that is drawn by other means than `<hr>`."""
    return "separator" in element.types and not element.begins(1)


def _is_blank(element: Element) -> bool:
    return not element.begins(1) and element.find("img", "svg", "hr") is None


def _is_set_off(element: Element, sheet: Sheet) -> bool:
    return sheet.shows(element, Look.BOLD) or sheet.shows(element, Look.CENTRED)
