"""Adds entries to a voices.yaml without touching what a person wrote there. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from audiobook.errors import SettingsError
from audiobook.model import Character, Gender, VoiceProfile
from audiobook.strict_yaml import Fields, parse

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w '’.-]*[\w'’.-])?")
_NO_REASONS: Final[Mapping[str, str]] = {}
_NOT_PLAIN: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "~"})


def add_characters(
    text: str, place: str, missing: Iterable[tuple[Character, VoiceProfile]], why: Mapping[str, str] = _NO_REASONS
) -> str:
    """Give the file with an entry for each missing character, at the end of `characters:`; all else stays as it is.

    why: a comment for the voice of a character, by id.

    Raises SettingsError if the file is not what it should be, or so written that nothing can be added to it.
    """
    missing = tuple(missing)
    if not missing:
        return text
    added = _added(text, place, missing, why)
    before = parse(text, place)
    wanted = [*before.section("characters"), *(character.name for character, _ in missing)]
    try:
        found = list(parse(added, place).section("characters"))
    except SettingsError:
        found = []
    if found == wanted:
        return added
    raise SettingsError(
        f"{before.at('characters')}: nothing can be added to `characters:` as it is written",
        hint="write it with one entry a line, without braces around them all",
    )


def _added(text: str, place: str, missing: Iterable[tuple[Character, VoiceProfile]], why: Mapping[str, str]) -> str:
    lines = text.splitlines()
    top = parse(text, place)
    section = top.section("characters").fields
    indent = _indent(lines, section)
    entries = [line for c, profile in missing for line in entry_lines(c, profile, indent, why.get(c.id, ""))]
    if "characters" not in top:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, "characters:", *entries]) + "\n"
    if section.pairs:
        at = _last_line(lines, section)
    else:
        at = top.line("characters")
        lines[at - 1] = re.sub(r":\s*(?:\{\s*\}|~|null)(?=\s+#|\s*$)", ":", lines[at - 1])
    return "\n".join([*lines[:at], *entries, *lines[at:]]) + "\n"


def _indent(lines: list[str], section: Fields) -> str:
    """Give the indent of the entries that are there."""
    for key, _ in section.pairs[:1]:
        line = lines[key.line - 1]
        return line[: len(line) - len(line.lstrip())] or "  "
    return "  "


def _last_line(lines: list[str], section: Fields) -> int:
    """Give the number of the last line of the last entry: not the blank lines and comments that follow it."""
    at = min(max(section.end_line - 1, section.pairs[-1][0].line), len(lines))
    while at > section.pairs[-1][0].line and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    return at


def entry_lines(character: Character, profile: VoiceProfile, indent: str, why: str = "") -> Iterable[str]:
    """Give the lines of one entry below `characters:`; why: a comment behind its voice."""
    voice = profile.voice
    yield f"{indent}{yaml_word(character.name)}:"
    if character.aliases:
        yield f"{indent}  aliases: [{', '.join(yaml_word(name) for name in character.aliases)}]"
    if character.gender != Gender.UNKNOWN:
        yield f"{indent}  gender: {character.gender}"
    comment = f"  # {' '.join(why.split())}" if why else ""
    yield f'{indent}  voice: "{voice.engine}:{voice.name}"{comment}'
    if voice.prosody.rate != 1:
        yield f"{indent}  rate: {voice.prosody.rate:g}"
    if voice.prosody.pitch_st:
        yield f"{indent}  pitch: {voice.prosody.pitch_st:g}"
    if profile.gain_db:
        yield f"{indent}  gain: {profile.gain_db:g}"
    if not profile.takes_manner:
        yield f"{indent}  manner: off"


def yaml_word(text: str) -> str:
    """Quote a name where YAML would take it for something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
