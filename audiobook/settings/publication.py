"""What voices.yaml says of the finished book: formats, layout, credits, sample, where it is on the web."""

import re
from collections.abc import Sequence
from typing import Final

from audiobook.credits import LEAST_ASKED_S, LONGEST_SAMPLE_S, SHORTEST_SAMPLE_S, Credits, Sample, check_wording
from audiobook.errors import SettingsError, did_you_mean
from audiobook.formats.registry import IMPLIED, load_format
from audiobook.layout import LAYOUTS, PLAIN
from audiobook.strict_yaml import Section

NO_COVER: Final = "none"
"""Says in the place of a picture that there is to be none."""
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_MOST_CHAPTERS: Final = 100_000
_WHY_SECONDS: Final = (
    f"shops take {SHORTEST_SAMPLE_S:.0f} to {LONGEST_SAMPLE_S:.0f} s, "
    "and a sample ends with a sentence, before its time is up"
)


def stated_formats(top: Section) -> tuple[str, ...]:
    """Give the formats that `formats:` lists. Raises SettingsError for one that nobody knows."""
    return parse_formats(top.words("formats", ("mp3",)), top.at("formats"))


def parse_formats(names: Sequence[str], place: str) -> tuple[str, ...]:
    """Give the formats of these names, each once; place is who names them. Raises SettingsError."""
    if not names:
        raise SettingsError(f"{place}: there is no format in the list", hint="formats: [mp3]")
    for name in names:
        if name in IMPLIED:
            raise SettingsError(f'{place}: nobody need ask for "{name}"', hint="It comes with the book or its layout.")
        try:
            load_format(name)
        except SettingsError as error:
            raise SettingsError(f"{place}: {error.problem}", hint=error.hint) from None
    return tuple(dict.fromkeys(names))


def stated_layout(top: Section) -> str:
    """Give the layout that `layout:` names. Raises SettingsError."""
    return parse_layout(top.text("layout", PLAIN), top.at("layout"))


def parse_layout(name: str, place: str) -> str:
    """Give a layout by its name; place is who names it. Raises SettingsError, with "did you mean"."""
    if name not in LAYOUTS:
        hint = did_you_mean(name, LAYOUTS) or f"there are {', '.join(LAYOUTS)}"
        raise SettingsError(f'{place}: there is no layout "{name}"', hint=hint)
    return name


def stated_address(top: Section) -> str:
    """Give the web address that `podcast:` states, with a slash at its end; empty if there is none."""
    podcast = top.section("podcast")
    podcast.allow("address")
    return parse_address(podcast.text("address"), podcast.at("address")) if "address" in podcast else ""


def parse_address(text: str, place: str) -> str:
    """Give a web address with a slash at its end; place is who names it. Raises SettingsError."""
    if not _ADDRESS.fullmatch(text):
        hint = "write where the folder will be on the web: https://example.org/books/exile/"
        raise SettingsError(f'{place}: "{text}" is no web address', hint=hint)
    return text.rstrip("/") + "/"


def stated_credits(top: Section) -> Credits:
    """Give the credits that `credits:` asks for: on, off, or the words of either of the two. Raises SettingsError."""
    place = top.at("credits")
    if top.is_word("credits"):
        ours = "" if top.flag("credits", default=False) else None
        return Credits(ours, ours, place)
    section = top.section("credits")
    section.allow("opening", "closing")
    if "credits" not in top or not list(section):
        return Credits()
    return Credits(_wording(section, "opening"), _wording(section, "closing"), place)


def _wording(section: Section, key: str) -> str | None:
    if section.is_flag(key):
        return "" if section.flag(key, default=False) else None
    text = section.text(key).strip()
    check_wording(text, section.at(key))
    return text


def stated_sample(top: Section) -> Sample | None:
    """Give the retail sample that `sample:` asks for: on, off, or which chapter and how long. Raises SettingsError."""
    place = top.at("sample")
    if "sample" not in top or top.is_flag("sample"):
        return Sample(place=place) if top.flag("sample", default=False) else None
    section = top.section("sample")
    section.allow("chapter", "seconds")
    chapter = section.number("chapter", 0, 1, _MOST_CHAPTERS)
    if chapter % 1:
        raise SettingsError(f"{section.at('chapter')}: chapters have whole numbers")
    seconds = section.number("seconds", Sample().seconds, LEAST_ASKED_S, LONGEST_SAMPLE_S, _WHY_SECONDS)
    return Sample(round(chapter) or None, seconds, place)
