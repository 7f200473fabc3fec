"""Markdown: headings, paragraphs and scene breaks from CommonMark's tokens; pictures, code and HTML are not said."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from audiobook.errors import StoryError
from audiobook.model import LeftOut, Span
from audiobook.text.front_matter import read_front_matter
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind, Manuscript
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.headings import by_words
from audiobook.text.sources.markdown_notes import without_notes
from audiobook.text.sources.running import Line
from audiobook.text.sources.untold import without_untold

if TYPE_CHECKING:
    from markdown_it.token import Token

_SILENT: Final = {
    "code_block": "code",
    "fence": "code",
    "html_block": "HTML",
    "html_inline": "HTML",
}
"""Tokens that are left out, and what they are called."""


_LINE_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MAX_NESTING: Final = 100
"""Of quotes and lists; markdown-it would lose what stands deeper, without a word."""
_CONTAINERS: Final = frozenset(["blockquote_open", "bullet_list_open", "list_item_open", "ordered_list_open"])


class MarkdownSource:
    """Reads .md with CommonMark's rules; raw HTML is never taken for text."""

    is_risky = False

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart; blocks have no offsets, since their marks (`*`, `#`, links) are gone from the text.

        Raises StoryError for what is no text, or nested too deep; SettingsError for a wrong front matter.
        """
        from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms that plain text does not need

        decoded = decode(data, place)
        front = read_front_matter(decoded.text, place)
        first_line = decoded.text.count("\n", 0, front.end) + 1
        # an indented paragraph is a habit of typists, not code
        parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).disable("code")
        found: dict[str, Any] = {}
        noted = without_notes(decoded.text[front.end :], first_line)
        tokens = parser.parse(noted.text, found)
        _check_nesting(tokens, first_line, place)
        return Manuscript(
            blocks=tuple(without_untold(by_words([*_blocks(tokens, first_line)]))),
            title=front.title,
            author=front.author,
            language=front.language,
            narrator=front.narrator,
            unquoted_speech=front.unquoted_speech,
            about=front.about,
            cover=front.cover,
            left_out=(
                *front.left_out(decoded.text),
                *_silent(tokens, first_line),
                *_addresses(found, first_line),
                *noted.notes,
            ),
            notes=decoded.notes,
        )


def _check_nesting(tokens: "Sequence[Token]", first_line: int, place: str) -> None:
    for token in tokens:
        if token.type in _CONTAINERS and token.level + 1 >= _MAX_NESTING:
            line = first_line + (token.map[0] if token.map else 0)
            hint = "take some of the marks (`>`, `-`, `1.`) at the beginning of that line away"
            raise StoryError(f"{place}:{line}: quotes and lists are nested too deep", hint=hint)


def _blocks(tokens: "Sequence[Token]", first_line: int) -> Iterator[Block]:
    kind, level = BlockKind.TEXT, 0
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1:])
        elif token.type == "paragraph_open":
            kind, level = BlockKind.TEXT, 0
        elif token.type == "hr":
            yield Block(token.markup, line, BlockKind.BREAK)
        elif token.type == "inline":
            text, italics = _plain(token.children or ())
            if text:
                is_break = kind == BlockKind.TEXT and SCENE_BREAK.fullmatch(text)  # such as \* \* \*
                strong = _is_strong(token.children or ())
                yield Block(text, line, BlockKind.BREAK if is_break else kind, level, italics=italics, set_off=strong)


def _is_strong(inline: "Sequence[Token]") -> bool:
    """Say whether all of a paragraph is in bold letters, as one piece: **Chapter 1**."""
    kinds = [token.type for token in inline if token.type != "text" or token.content.strip()]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1


def _plain(inline: "Sequence[Token]") -> tuple[str, tuple[Span, ...]]:
    """Give the words of a paragraph without their marks, and which of them are in italics."""
    line, starts = Line(), list[int]()
    for token in inline:
        if token.type == "em_open":
            starts.append(len(line))
        elif token.type == "em_close":
            line.add_italics(starts.pop())
        elif token.type in ("softbreak", "hardbreak") or _LINE_BREAK.match(token.content):
            line.end_line()
        elif token.type in ("text", "code_inline"):
            line.add(token.content, as_typed=True)
    running = line.done()
    return running.text, running.italics


def _silent(tokens: "Sequence[Token]", first_line: int) -> Iterator[LeftOut]:
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type in _SILENT and token.content.strip():
            yield LeftOut(token.content.strip(), _SILENT[token.type], line)
        for child in token.children or ():
            if child.type == "image":
                yield LeftOut(child.content or str(child.attrs.get("src", "")), "a picture", line)
            elif child.type in _SILENT:
                yield LeftOut(child.content, _SILENT[child.type], line)


def _addresses(found: dict[str, Any], first_line: int) -> Iterator[LeftOut]:
    """Give the lines `[name]: address` that links refer to; "[Aside]: hello" looks the same to Markdown."""
    for name, reference in (
        *found.get("references", {}).items(),
        *((r["label"], r) for r in found.get("duplicate_refs", ())),
    ):
        text = " ".join(filter(None, (f"[{name}]:", reference["href"], reference["title"])))
        yield LeftOut(text, "the address of a link", first_line + reference["map"][0])
