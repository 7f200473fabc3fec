"""Adds entries to a corrections file without touching what a person wrote there. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from audiobook.dialogue.corrections import Correction
from audiobook.errors import SettingsError
from audiobook.retakes import Retake
from audiobook.strict_yaml import parse
from audiobook.text.choice import Wish

NOBODY: Final = "narrator"
"""The speaker of what nobody says aloud."""


def add_corrections(text: str, place: str, corrections: Iterable[Correction]) -> str:
    """Give the file with corrections at the end of `script:`; all else stays as it is.

    Raises SettingsError if the file is not what it should be, or so written that nothing can be added to it.
    """
    entries = [{"words": c.words, "speaker": c.speaker or NOBODY, "after": c.after} for c in corrections]
    return _add(text, place, "script", [{name: value for name, value in e.items() if value} for e in entries])


def add_same_person(text: str, place: str, name: str, also: str) -> str:
    """Give the file with two names as one person's at the end of `same_person:`. Raises SettingsError as above."""
    return _add(text, place, "same_person", [{"name": name, "also": also}])


def add_retakes(text: str, place: str, retakes: Iterable[Retake]) -> str:
    """Give the file with retakes at the end of `retakes:`. Raises SettingsError as above."""
    entries = [{"words": r.words, "speaker": r.speaker, "take": str(r.take)} for r in retakes]
    return _add(text, place, "retakes", entries)


def add_wishes(text: str, place: str, wishes: Iterable[Wish]) -> str:
    """Give the file with what is to be heard and what not at the end of `sections:`. Raises SettingsError as above."""
    return _add(text, place, "sections", [{"keep" if wish.keep else "skip": wish.what} for wish in wishes])


def _add(text: str, place: str, key: str, entries: Sequence[Mapping[str, str]]) -> str:
    before = _entries(text, place, key)
    lines = text.splitlines()
    at = _end_of(lines, place, key)
    top = parse(text, place)
    beside = [*lines[top.line(key) - 1 : at], *lines] if key in top else lines
    indent = next((dash[1] for line in beside if (dash := re.match(r"(\s*)- ", line))), "  ")
    body = [line for entry in entries for line in _written(entry, indent)]
    if key not in top:
        body = [*([""] if lines and lines[-1].strip() else []), f"{key}:", *body]
    added = "\n".join([*lines[:at], *body, *lines[at:]]) + "\n"
    try:
        found = _entries(added, place, key)
    except SettingsError:
        found = []
    if found == [*before, *({name: " ".join(value.split()) for name, value in e.items()} for e in entries)]:
        return added
    raise SettingsError(
        f"{place}: nothing can be added to `{key}:` as it is written",
        hint="write it as a list with one entry below the other, each beginning with a dash",
    )


def _written(entry: Mapping[str, str], indent: str) -> Iterator[str]:
    for i, (name, value) in enumerate(entry.items()):
        yield f"{indent}{'  ' if i else '- '}{name}: {_quoted(value)}"


def _entries(text: str, place: str, key: str) -> list[dict[str, str]]:
    return [{name: ", ".join(section.words(name)) for name in section} for section in parse(text, place).sections(key)]


def _end_of(lines: list[str], place: str, key: str) -> int:
    """Give how many lines stand before the end of a list: after its last line that is neither blank nor a comment."""
    top = parse("\n".join(lines), place)
    if key not in top:
        return len(lines)
    following = [top.line(other) for other in top if top.line(other) > top.line(key)]
    at = min(following) - 1 if following else len(lines)
    while not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _quoted(text: str) -> str:
    """Give a text as YAML on one line, whatever is in it."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
