"""The corrections that a person, or `check --fix`, wrote beside a story: who says what, who is whom, what is heard."""

import os
from pathlib import Path
from typing import Final

from audiobook.cuts import Cut
from audiobook.dialogue.corrections import Correction
from audiobook.errors import SettingsError
from audiobook.model import Character
from audiobook.retakes import NARRATOR, TAKES, Retake
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import slug
from audiobook.strict_yaml import Section, parse
from audiobook.text.choice import Choice, Wish
from audiobook.text.language import parse_language

_NARRATORS_OWN: Final = frozenset({"narrator", "nobody", "no one", "not speech"})
"""What a correction's `speaker:` says for "nobody says this aloud"."""


def corrections_file(story: Path) -> Path:
    """Say where the corrections of a story stand: `exile.corrections.yaml` beside `exile.md`."""
    return story.with_suffix(".corrections.yaml")


def load_corrections(story: Path) -> tuple[Correction, ...]:
    """Read the corrections beside a story; none if there is no file. Raises SettingsError with file and line."""
    return tuple(_correction(section) for section in _beside(story).sections("script"))


def load_same_people(story: Path) -> tuple[Character, ...]:
    """Read who the corrections beside a story say is one person. Raises SettingsError with file and line."""
    names: dict[str, list[str]] = {}
    for section in _beside(story).sections("same_person"):
        section.allow("name", "also")
        if "name" not in section or "also" not in section:
            raise SettingsError(f'{section.at()}: one person of two names needs "name" and "also"')
        names.setdefault(section.text("name"), []).extend(section.words("also"))
    return tuple(Character(slug(name), name, tuple(dict.fromkeys(also))) for name, also in names.items())


def load_retakes(story: Path) -> tuple[Retake, ...]:
    """Read which lines of a story are said in another take. Raises SettingsError with file and line."""
    retakes = []
    for section in _beside(story).sections("retakes"):
        section.allow("words", "speaker", "take")
        if "words" not in section or "take" not in section:
            raise SettingsError(f'{section.at()}: a retake needs "words" and "take"')
        take = section.number("take", 0, 0, len(TAKES) - 1)
        retakes.append(Retake(section.text("words"), section.text("speaker", NARRATOR), int(take), section.at()))
    return tuple(retakes)


def load_cuts(story: Path) -> tuple[Cut, ...]:
    """Read which lines of a story are not said. Raises SettingsError with file and line."""
    cuts = []
    for section in _beside(story).sections("leave_out"):
        section.allow("words", "after", "every")
        if "words" not in section:
            raise SettingsError(f'{section.at()}: what is left out needs "words"')
        every = section.flag("every", default=False)
        cuts.append(Cut(section.text("words"), section.text("after"), every, section.at()))
    return tuple(cuts)


def load_choice(story: Path) -> Choice:
    """Read how somebody wants a story read: which sections, with notes, in what language.

    Raises SettingsError with file and line.
    """
    top = _beside(story)
    wishes = []
    for section in top.sections("sections"):
        section.allow("keep", "skip")
        wishes += [Wish(key == "keep", what, section.at(key)) for key in section for what in section.words(key)]
    return Choice(
        wishes=tuple(wishes),
        footnotes=top.flag("footnotes", default=False),
        language=parse_language(top.text("language"), top.at("language")) if "language" in top else "",
    )


def _beside(story: Path) -> Section:
    path = corrections_file(story)
    top = parse(read_text(path) if os.path.lexists(path) else "", str(path))
    top.allow("script", "same_person", "retakes", "leave_out", "sections", "footnotes", "language")
    return top


def _correction(section: Section) -> Correction:
    section.allow("words", "speaker", "after")
    for key in ("words", "speaker"):
        if key not in section:
            raise SettingsError(f'{section.at()}: a correction needs "{key}"')
    speaker = section.text("speaker")
    return Correction(
        words=section.text("words"),
        speaker=None if speaker.casefold() in _NARRATORS_OWN else speaker,
        after=section.text("after"),
        place=section.at(),
    )
