"""The optional YAML block at the top of a story: who wrote it, how it is to be read, what shops and libraries show."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from audiobook.errors import SettingsError
from audiobook.model import About, LeftOut
from audiobook.strict_yaml import Section, parse
from audiobook.text.language import parse_language

_BLOCK: Final = re.compile(r"\s*^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARS: Final = 20_000
_FIELD: Final = re.compile(r"\s*[A-Za-z_]+[ \t]*:", re.MULTILINE)
_ABOUT: Final = ("description", "publisher", "series", "series_number", "published", "rights")
_KEYS: Final = ("title", "author", "language", "narrator", "unquoted_speech", "cover", *_ABOUT)
_SERIES_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_DATE: Final = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says, and where the story begins behind it."""

    title: str = ""
    author: str = ""
    language: str = ""
    narrator: str = ""
    unquoted_speech: bool = False
    about: About = field(default_factory=About)
    cover: str = ""
    """Of a picture, from the story's folder; "none": it is to have no cover."""
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
    section.allow(*_KEYS)
    return FrontMatter(
        title=_line(section, "title"),
        author=_line(section, "author"),
        language=parse_language(section.text("language"), section.at("language")) if "language" in section else "",
        narrator=_line(section, "narrator"),
        unquoted_speech=section.flag("unquoted_speech", default=False),
        about=_about(section),
        cover=section.text("cover"),
        end=found.end(),
    )


def _about(section: Section) -> About:
    about = About(**{key: section.text(key) if key == "description" else _line(section, key) for key in _ABOUT})
    if about.series_number and not _SERIES_NUMBER.fullmatch(about.series_number):
        problem = f'{section.at("series_number")}: "{about.series_number}" is no place in a series'
        raise SettingsError(problem, hint="write 2, or 2.5 for what stands between two volumes")
    if about.series_number and not about.series:
        raise SettingsError(f'{section.at("series_number")}: "series_number" needs a "series" beside it')
    if about.published and not _is_date(about.published):
        problem = f'{section.at("published")}: "{about.published}" is no date'
        raise SettingsError(problem, hint="write the year, 1851, or the day, 1851-10-18")
    return about


def _line(section: Section, key: str) -> str:
    return " ".join(section.text(key).split())


def _is_date(text: str) -> bool:
    """Say whether it is a year, a month or a day, as ISO 8601 writes them."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date.fromisoformat(f"{found[1]}{found[2] or '-01'}{found[3] or '-01'}")
    except ValueError:
        return False
    return True
