"""A story file -> what is said in it, by whom, with which voice."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from audiobook.casting.roles import cast_voices, misspelt
from audiobook.catalogue_file import load_catalogue
from audiobook.cuts import without
from audiobook.dialogue.attributor import Attributor
from audiobook.dialogue.doubts import answered
from audiobook.dialogue.unquoted import find_unquoted
from audiobook.engines.registry import can_speak, load_engine
from audiobook.errors import SettingsError
from audiobook.helper.asking import Asked, ask
from audiobook.known_names import load_known_names
from audiobook.manner.delivery import deliver
from audiobook.manner.rules import Manner
from audiobook.model import Book, Cast, Dialogue, Script, Utterance, Voice
from audiobook.native import cast_in_language, in_language, language_notes
from audiobook.progress import Progress, Silent
from audiobook.pronouncing import Pronouncing, line_of, names_of
from audiobook.ranker_file import load_ranker
from audiobook.retakes import Retake, with_retakes
from audiobook.script import write_script
from audiobook.settings.corrections import load_choice, load_corrections, load_cuts, load_retakes, load_same_people
from audiobook.settings.default_voices import default_voices
from audiobook.settings.lexicons import load_beside
from audiobook.settings.voices_yaml import Settings
from audiobook.text.lexicon import Entry, Lexicon
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
    pronouncing: Pronouncing | None = None
    """What the lexicon was applied with, for what is heard beside the story's chapters."""

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
    cast = cast_in_language(cast_voices(dialogue, settings.casting, load_catalogue(), book), book.language)
    delivery = deliver(book, dialogue, _manners(settings, book), cache(can_speak))
    script = write_script(book, dialogue, cast, settings.pauses, delivery)
    script = without(script, book, load_cuts(path))
    script, unused = with_retakes(script, load_retakes(path), dialogue)
    pronouncing = Pronouncing(lexicon_for(path, book, settings), names_of(dialogue), cache(_unsaid))
    script = replace(script, chapters=tuple(map(pronouncing.chapter, script.chapters)))
    defaults = default_voices(settings.engine)
    said = (
        *language_notes(cast, book.language, defaults, str(path)),
        *pronouncing.notes(),
        *((asked.note(),) if asked and asked.n_lines else ()),
    )
    notes = (*book.notes, *misspelt(dialogue, settings.casting), *map(_unused_note, unused), *said)
    return Story(path, book, dialogue, cast, script, notes, asked, pronouncing)


def _manners(settings: Settings, book: Book) -> tuple[Manner, ...]:
    """Give the manners in force, their voices in the story's language."""
    return tuple(
        replace(manner, voice=in_language(manner.voice, book.language)) if manner.voice else manner
        for manner in settings.manners
    )


def lexicon_for(path: Path, book: Book, settings: Settings) -> Lexicon:
    """Give how words of a story are said: as the files beside it have it, then voices.yaml, its own file, our table.

    Raises SettingsError with file and line.
    """
    language = book.language.partition("-")[0]
    own = (
        Entry(p.written, p.ipa, p.say, place=f"{path} (its own lexicon)")
        for p in book.pronunciations
        if not p.language or p.language.partition("-")[0] == language
    )
    ours = load_known_names() if settings.known_names and language == "en" else ()
    return Lexicon((*load_beside(path), *settings.lexicon, *own, *ours), book.language)


def say_line(text: str, voice: Voice, name: str, settings: Settings) -> Utterance:
    """Give a line that stands in no story, said as the lexicons of voices.yaml and our own table have it.

    name: of who says it.
    """
    ours = load_known_names() if settings.known_names else ()
    lexicon = Lexicon((*settings.lexicon, *ours))
    return Pronouncing(lexicon, {name: frozenset({name.casefold()})}, _unsaid).utterance(line_of(text, voice, name))


def _unsaid(ipa: str, voice: Voice) -> str:
    return load_engine(voice.engine).unsaid(ipa, voice)


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
