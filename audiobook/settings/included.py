"""`include:` in voices.yaml: a cast that several stories share.

What a file states itself counts for more than what it includes; of two included files, the first counts for more.
Taken over are `characters:`, `narrator:` and `pools:`; each file's own `engine:` is that of its voices.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.casting.roles import CastingRules, Part
from audiobook.errors import SettingsError
from audiobook.model import Gender
from audiobook.strict_yaml import Section, parse

Stated = tuple[Section, CastingRules]
"""A file and the cast that it states, with our defaults for the rest."""


def included(
    top: Section, folder: Path, read: Callable[[Path], str], path: Path | None = None, within: tuple[Path, ...] = ()
) -> Iterator[Section]:
    """Give the files that a voices.yaml includes, and those that they include, the nearest first.

    folder: where its paths begin. read: gives a file's text. path: its own, as far as it has one.

    Raises SettingsError with file and line for a file that cannot be read, or that includes itself.
    """
    chain = (*within, path.resolve()) if path else within
    for name in top.words("include"):
        try:
            file = folder / Path(name).expanduser()
            is_within = file.resolve() in chain
            is_there = file.is_file()
        except (OSError, RuntimeError, ValueError) as error:  # "~nobody/cast.yaml", a NUL, a name that is too long
            raise SettingsError(f"{top.at('include')}: {name!a} is no path: {error}") from None
        if is_within:
            raise SettingsError(f"{top.at('include')}: {name} is included by itself", hint="take one `include:` away")
        try:
            section = parse(read(file), str(file))
        except SettingsError as error:
            if is_there:
                raise
            hint = "paths begin in the folder of the file that includes"
            raise SettingsError(f"{top.at('include')}: {error.problem}", hint=hint) from None
        yield section
        yield from included(section, file.parent, read, file, chain)


def merged(stated: Sequence[Stated]) -> CastingRules:
    """Give one cast of several, those first that count for more."""
    first = stated[0][1]
    teller, told_by = (
        next((rules for top, rules in stated if key in top.section("narrator")), first)
        for key in ("character", "voice")
    )
    pools = {
        gender: next((rules for top, rules in stated if gender in top.section("pools")), first).pools[gender]
        for gender in Gender
    }
    parts: tuple[Part, ...] = ()
    for _, rules in stated:
        parts = _with(parts, rules.parts)
    return CastingRules(told_by.narrator, teller.narrator_character, parts, pools)


def _with(parts: tuple[Part, ...], more: tuple[Part, ...]) -> tuple[Part, ...]:
    """Add the entries of people who are not there yet; those who are take over what they do not state themselves."""
    for part in more:
        at = next(
            (n for n, known in enumerate(parts) if known.character.low_names & part.character.low_names), len(parts)
        )
        same = parts[at : at + 1]
        parts = (*parts[:at], _completed(same[0], part) if same else part, *parts[at + 1 :])
    return parts


def _completed(part: Part, base: Part) -> Part:
    names = dict.fromkeys((*part.character.aliases, *base.character.names))
    aliases = tuple(name for name in names if name.casefold() != part.character.name.casefold())
    gender = base.character.gender if part.character.gender is Gender.UNKNOWN else part.character.gender
    character = replace(part.character, aliases=aliases, gender=gender)
    return replace(part, character=character, profile=part.profile or base.profile)
