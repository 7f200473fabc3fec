"""The optional YAML block at the top of a story: title, author, language, narrator, unquoted_speech."""

import re
from dataclasses import dataclass
from typing import Final

from audiobook.model import LeftOut
from audiobook.strict_yaml import parse

_BLOCK: Final = re.compile(r"\s*^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARS: Final = 20_000
_FIELD: Final = re.compile(r"\s*[A-Za-z_]+[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says, and where the story begins behind it."""

    title: str = ""
    author: str = ""
    language: str = ""
    narrator: str = ""
    unquoted_speech: bool = False
    end: int = 0
    """Offset of the first character of the story."""

    def left_out(self, text: str) -> tuple[LeftOut, ...]:
        """Give the block itself, which nobody says, if there is one."""
        return (LeftOut(text[: self.end].strip(), "front matter", 1),) if self.end else ()


def read_front_matter(text: str, place: str) -> FrontMatter:
    """Read the block, if the text begins with one. Raises SettingsError with the line of what is wrong in it.

    A rule of dashes that begins a story is no front matter: there must be `key:` right below it.
    """
    found = _BLOCK.match(text, 0, _MAX_CHARS)
    if not found or (found[1].strip() and not _FIELD.match(found[1])):
        return FrontMatter()
    n_lines_before = text.count("\n", 0, found.start(1))
    section = parse("\n" * n_lines_before + found[1], place)
    section.allow("title", "author", "language", "narrator", "unquoted_speech")
    return FrontMatter(
        title=section.text("title"),
        author=section.text("author"),
        language=section.text("language").lower(),
        narrator=section.text("narrator"),
        unquoted_speech=section.flag("unquoted_speech", default=False),
        end=found.end(),
    )
