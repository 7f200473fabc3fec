"""A story file -> what is said in it, by whom, with which voice."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from audiobook.casting.roles import cast_voices, misspelt
from audiobook.catalogue_file import load_catalogue
from audiobook.dialogue.attributor import Attributor
from audiobook.dialogue.doubts import answered
from audiobook.dialogue.unquoted import find_unquoted
from audiobook.engines.registry import can_speak
from audiobook.errors import SettingsError
from audiobook.helper.asking import Asked, ask
from audiobook.manner.delivery import deliver
from audiobook.model import Book, Cast, Dialogue, Script
from audiobook.progress import Progress, Silent
from audiobook.ranker_file import load_ranker
from audiobook.retakes import Retake, with_retakes
from audiobook.script import write_script
from audiobook.settings.corrections import load_choice, load_corrections, load_retakes, load_same_people
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import parse_book, read_bytes

_ENOUGH_UNQUOTED: Final = 2
_SHARE_UNQUOTED: Final = 0.03
"""Fewer, or less than this share of what is quoted, may well be narration."""
_NOBODY: Final = Silent()

_NAMED: Final = 10
"""So many chapters are named where another one was asked for."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story, understood and cast."""

    path: Path
    book: Book
    dialogue: Dialogue
    cast: Cast
    script: Script
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read and cast."""
    asked: Asked | None = None
    """What the helper model said, if there is one; the notes have it in words."""

    def name_of(self, speaker: str | None) -> str:
        """Give the canonical name of a character; "narrator" for None."""
        return "narrator" if speaker is None else self.dialogue.character(speaker).name

    def check_chapters(self, wanted: frozenset[int]) -> None:
        """Raise SettingsError for a chapter that the story has not; `wanted` is what --chapters says, empty for all."""
        there = {chapter.number: chapter.title for chapter in self.script.chapters}
        missing = sorted(wanted - set(there))
        if missing:
            titles = [f"{number} ({title})" for number, title in there.items()]
            more = f" and {len(titles) - _NAMED} more, up to {max(there)}" if len(titles) > _NAMED else ""
            raise SettingsError(
                f"--chapters: there is no chapter {missing[0]} in {self.path}",
                hint=f"it has {', '.join(titles[:_NAMED])}{more}",
            )


def understand(path: Path, settings: Settings, progress: Progress = _NOBODY) -> Story:
    """Read a story, find who says what, and cast it. Raises AudiobookError with file and line."""
    return understand_bytes(path, read_bytes(path), settings, progress)


def understand_bytes(path: Path, data: bytes, settings: Settings, progress: Progress = _NOBODY) -> Story:
    """Understand a story whose bytes are read already."""
    book = parse_book(data, path, load_choice(path))
    dialogue = find_dialogue(path, book, settings)
    if not (settings.unquoted_speech or book.unquoted_speech):
        book = replace(book, notes=(*book.notes, *_unquoted_notes(book, dialogue, str(path))))
    asked = ask_helper(book, dialogue, settings, progress)
    dialogue = answered(dialogue, asked.answers) if asked else dialogue
    cast = cast_voices(dialogue, settings.casting, load_catalogue(), book)
    delivery = deliver(book, dialogue, settings.manners, cache(can_speak))
    script = write_script(book, dialogue, cast, settings.pauses, delivery)
    script, unused = with_retakes(script, load_retakes(path), dialogue)
    said = (asked.note(),) if asked and asked.n_lines else ()
    notes = (*book.notes, *misspelt(dialogue, settings.casting), *map(_unused_note, unused), *said)
    return Story(path, book, dialogue, cast, script, notes, asked)


def find_dialogue(path: Path, book: Book, settings: Settings) -> Dialogue:
    """Find who says what in a story, with the corrections that stand beside it now. Raises AudiobookError."""
    return decide_anew(path, attributor_for(book, settings))


def attributor_for(book: Book, settings: Settings) -> Attributor:
    """Give what decides who says what in a book, and can do so again."""
    casting = settings.casting
    return Attributor(
        book,
        known=casting.known,
        narrator=casting.narrator_character,
        unquoted_speech=settings.unquoted_speech,
        ranker=load_ranker(),
    )


def decide_anew(path: Path, attributor: Attributor) -> Dialogue:
    """Decide with the corrections that stand beside a story now. Raises AudiobookError."""
    return attributor.dialogue(load_corrections(path), load_same_people(path))


def ask_helper(book: Book, dialogue: Dialogue, settings: Settings, progress: Progress = _NOBODY) -> Asked | None:
    """Give what the helper model says about the doubtful lines; None where the settings have none.

    Raises HelperError where it has to be asked and cannot be: who wants its help is never left without it in silence.
    """
    return ask(book, dialogue, settings.helper, settings.cache, progress) if settings.helper else None


def _unused_note(retake: Retake) -> str:
    return f"{retake.place}: {retake.speaker} says “{retake.words}” no more; the retake may be deleted"


def _unquoted_notes(book: Book, dialogue: Dialogue, place: str) -> tuple[str, ...]:
    """Point out speech without marks: the narrator keeps it unless the story says otherwise."""
    found = find_unquoted(book, [a.quotation for a in dialogue.attributions])
    if len(found) < max(_ENOUGH_UNQUOTED, _SHARE_UNQUOTED * len(dialogue.attributions)):
        return ()
    line = book.paragraph(found[0].parts[0]).line
    note = (
        f"{place}:{line}: {len(found)} speeches seem to stand in no quotation marks; the narrator reads them "
        "unless you set `unquoted_speech: true` in voices.yaml or the story's front matter"
    )
    return (note,)
