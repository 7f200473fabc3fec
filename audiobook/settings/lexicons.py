"""Lexicons that a person wrote: `lexicon.yaml` and PLS files, beside a story or named in voices.yaml -> entries."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from audiobook.errors import SettingsError, StoryError
from audiobook.settings.reading import read_text
from audiobook.strict_yaml import Section, parse
from audiobook.text.lexicon import Entry
from audiobook.text.limits import LIMITS
from audiobook.text.sources.lexicon import read_lexicon
from audiobook.text.sources.running import unphonetic
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

BESIDE: Final = ("lexicon.yaml", "lexicon.pls")
"""In a story's folder; `<story>.lexicon.yaml` is that of one story alone."""
_MOST_BYTES: Final = 5_000_000
_PLS: Final = ".pls"


def lexicon_files(story: Path) -> tuple[Path, ...]:
    """Give the lexicons that stand beside a story, those first that count for more."""
    own = story.with_suffix(".lexicon.yaml")
    return tuple(path for path in (own, *(story.parent / name for name in BESIDE)) if os.path.lexists(path))


def load_beside(story: Path) -> tuple[Entry, ...]:
    """Read the lexicons beside a story. Raises SettingsError with file and line."""
    return tuple(entry for path in lexicon_files(story) for entry in load_lexicon(path))


def load_named(section: Section, folder: Path, by: str = "") -> Iterator[Entry]:
    """Read the lexicons that a section's `lexicon:` names. folder: where their paths begin. by: who says it so.

    Raises SettingsError with file and line.
    """
    for name in section.words("lexicon"):
        try:
            yield from load_lexicon(folder / Path(name).expanduser(), by)
        except FileNotFoundError:
            hint = f"paths begin in {folder.absolute()}"
            raise SettingsError(f"{section.at('lexicon')}: there is no lexicon {name}", hint=hint) from None
        except (OSError, RuntimeError, ValueError) as error:  # "~nobody/names.yaml", a NUL, a name that is too long
            raise SettingsError(f"{section.at('lexicon')}: {name!a} is no path: {error}") from None


def load_lexicon(path: Path, by: str = "") -> tuple[Entry, ...]:
    """Read one file: PLS if it is called so, else YAML.

    Raises SettingsError with file and line, FileNotFoundError if it is not there.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    if path.suffix.lower() != _PLS:
        return parse_lexicon(read_text(path), str(path), by)
    try:
        return tuple(_from_pls(path, by))
    except BadXmlError as error:
        raise SettingsError(f"{path} is no XML: {error}") from None
    except StoryError as error:
        raise SettingsError(error.problem, hint=error.hint) from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None


def _from_pls(path: Path, by: str) -> Iterator[Entry]:
    if path.stat().st_size > _MOST_BYTES:
        raise SettingsError(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB", hint="is it really a lexicon?")
    root = parse_xml(path.read_bytes(), str(path))
    if root.tag != "lexicon":
        raise SettingsError(f'{path} is no PLS lexicon: it begins with "{root.tag}"', hint="docs/lexicon.md shows one")
    for found in read_lexicon(root):
        yield Entry(found.written, found.ipa, found.say, by, str(path))


def parse_lexicon(text: str, place: str, by: str = "") -> tuple[Entry, ...]:
    """Give the entries of a lexicon.yaml. Raises SettingsError with file, line, and "did you mean"."""
    top = parse(text, place)
    return tuple(entry for written in top for entry in _entries(top, written, by))


def _entries(top: Section, written: str, by: str) -> Iterable[Entry]:
    if not any(letter.isalpha() for letter in written):
        raise SettingsError(f'{top.at(written)}: "{written}" is no word')
    if top.is_word(written):
        return (_entry(written, "", top.text(written), by, top.at(written)),)
    sections = list(top.sections(written)) if top.is_list(written) else [top.section(written)]
    return [_stated(written, section, by) for section in sections]


def _stated(written: str, section: Section, by: str) -> Entry:
    section.allow("ipa", "say", "by")
    if "ipa" not in section and "say" not in section:
        hint = f'write `{written}: {{ipa: ...}}` or `{written}: {{say: "..."}}`'
        raise SettingsError(f'{section.at()}: "{written}" needs "ipa" or "say"', hint=hint)
    ipa = section.text("ipa").strip("/[] ")
    if bad := unphonetic(ipa):
        hint = "International Phonetic Alphabet, as Wiktionary has it between slashes"
        raise SettingsError(f'{section.at("ipa")}: "{bad}" is no sound of the IPA', hint=hint)
    return _entry(written, ipa, section.text("say"), section.text("by", by), section.at())


def _entry(written: str, ipa: str, say: str, by: str, place: str) -> Entry:
    if max(map(len, (written, ipa, say))) > LIMITS.ipa_chars:
        raise SettingsError(f"{place}: an entry has at most {LIMITS.ipa_chars} characters", hint="break it into words")
    if say and not any(letter.isalnum() for letter in say):
        raise SettingsError(f'{place}: there is nothing to say in "{say}"')
    return Entry(" ".join(written.split()), ipa, " ".join(say.split()), by, place)
