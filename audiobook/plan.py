"""What a build would make and why: a story compared with what the last build left."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiobook.audio.ffmpeg import encoder
from audiobook.credits import Track
from audiobook.engines.registry import fingerprint_of
from audiobook.errors import SettingsError
from audiobook.files import explained
from audiobook.formats.base import Edition, Entry, OutputFile
from audiobook.formats.registry import load_format
from audiobook.inputs import inputs_digest
from audiobook.layout import AUDIOBOOKSHELF, PLAIN, check_formats, library_folder, library_formats, library_path
from audiobook.manifest import FILE_NAME, MadeFile, Manifest, from_json
from audiobook.model import Book, Chapter, ChapterScript, ClipRequest, Phonemes, Utterance, Voice
from audiobook.naming import folder_name
from audiobook.progress import Progress, Silent
from audiobook.recipes import edition_recipe, file_recipe, sound_recipe, text_recipe
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import parse_book, read_bytes

if TYPE_CHECKING:
    from audiobook.understanding import Story

CALIBRATION: Final = "The lamp on the table was lit, and everybody in the room could hear what was said at the door."
"""Said once by each voice, to level it to the others: its loudness then hangs on nothing that the book says."""
_NOBODY: Final = Silent()
_MOST_BYTES: Final = 200_000_000
"""Of a manifest: ten times as much as that of the longest story we read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file that is asked for."""

    format: str
    file: OutputFile
    recipe: str


@dataclass(frozen=True, slots=True)
class Todo:
    """One file that is to be made anew, and why."""

    wanted: Wanted
    why: str

    @property
    def path(self) -> str:
        """Give where it goes, relative to the story's output folder."""
        return self.wanted.file.path

    @property
    def chapter(self) -> int | None:
        """Give the only chapter it hangs on; None for all."""
        return self.wanted.file.chapter


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build would do."""

    story: "Story"
    folder: Path
    inputs: str
    edition: Edition
    contents: tuple[Entry, ...]
    tracks: tuple[Track, ...]
    """What is heard beside the story's chapters."""
    notes: tuple[str, ...]
    """What a person should know of how the story was read and cast, and of the book that comes of it."""
    requests: Mapping[int, tuple[ClipRequest, ...]]
    """Chapter -> the clip of each utterance, in order."""
    calibrations: Mapping[Voice, ClipRequest]
    """The cast's voice -> what all that it says, in whatever manner, is levelled by."""
    sounds: Mapping[int, str]
    """Chapter -> name of its mastered sound (`recipes.sound_recipe`)."""
    wanted: tuple[Wanted, ...]
    """Every file that is asked for."""
    todo: tuple[Todo, ...]
    before: Manifest | None
    """What the last build left."""
    is_partial: bool
    """Only some chapters are asked for: what else there is, is left as it is."""

    def scripts(self) -> Mapping[int, ChapterScript]:
        """Give what is said in each chapter and in what is heard beside them, by number, in order."""
        return {chapter.number: chapter for chapter in _all_scripts(self.story, self.tracks)}

    def texts(self) -> Mapping[int, Chapter]:
        """Give the chapters as they are written, and what is heard beside them, by number."""
        written = (*self.story.book.chapters, *(track.chapter for track in self.tracks))
        return {chapter.number: chapter for chapter in written}

    def stale_chapters(self) -> tuple[int, ...]:
        """Give the chapters that a file which is to be made hangs on."""
        entries = {entry.number: entry for entry in self.contents}
        stale = {entry.number for todo in self.todo for entry in _hung_on(todo.wanted.file, entries)}
        return tuple(number for number in entries if number in stale)

    def needed_clips(self) -> tuple[ClipRequest, ...]:
        """Give the clips that those chapters are stitched from, each once, and what their voices are levelled by."""
        return self.clips(self.stale_chapters())

    def clips(self, chapters: Collection[int]) -> tuple[ClipRequest, ...]:
        """Give the clips of some chapters, each once, and what their voices are levelled by."""
        scripts = self.scripts()
        needed = [request for number in chapters for request in self.requests[number]]
        voices = dict.fromkeys(u.cast_voice for number in chapters for u in scripts[number].utterances)
        return tuple(dict.fromkeys([*(self.calibrations[voice] for voice in voices), *needed]))


def output_folder(path: Path, settings: Settings, book: Book | None = None) -> Path:
    """Say where the files of a story go. In a library that hangs on the book, which is read if it is not given."""
    if settings.layout == PLAIN:
        return settings.out / folder_name(path.stem)
    book = book or parse_book(read_bytes(path), path)
    return settings.out.joinpath(*library_folder(book, settings.narrated_by, path.stem))


def read_manifest(folder: Path) -> Manifest | None:
    """Give what the last build left there; None if it left no manifest, or it is damaged.

    Raises OutputError if the disk does not let it be read: a build without it would leave what it no longer asks for.
    """
    path = folder / FILE_NAME
    try:
        with explained("read", path), suppress(FileNotFoundError, NotADirectoryError):
            return from_json(path.read_text(encoding="utf-8")) if path.stat().st_size <= _MOST_BYTES else None
    except UnicodeDecodeError:
        pass
    return None


def is_up_to_date(folder: Path, path: Path, settings: Settings) -> bool:
    """Say whether the last build saw the very same input and its files are all there. Does not parse the story.

    folder: where its files are (`output_folder`).
    """
    before = read_manifest(folder)
    return (
        before is not None
        and before.inputs == inputs_digest(path, read_bytes(path), settings)
        and all(_is_there(folder / file.artifact.path, file.artifact.n_bytes) for file in before.files)
        and all(fingerprint_of(entry.engine, entry.voice) == entry.fingerprint for entry in before.cast)
    )


def make_plan(path: Path, settings: Settings, progress: Progress = _NOBODY) -> Plan:
    """Work out what a build would make, and why. Raises AudiobookError with file and line."""
    if settings.layout == AUDIOBOOKSHELF:
        check_formats(settings.formats)
    data = read_bytes(path)
    inputs = inputs_digest(path, data, settings)  # before anything is read: what changes meanwhile is then found later
    # what is up to date needs none of these, nor numpy
    from audiobook.edition import make_contents, make_cover, make_edition, make_tracks, people_of  # noqa: PLC0415
    from audiobook.understanding import understand_bytes  # noqa: PLC0415

    story = understand_bytes(path, data, settings, progress)
    folder = output_folder(path, settings, story.book)
    people = people_of(story)
    cover, cover_notes = make_cover(story, settings, people)
    tracks, track_notes = make_tracks(story, settings, people)
    scripts = _all_scripts(story, tracks)
    requests = {chapter.number: tuple(map(_request, chapter.utterances)) for chapter in scripts}
    voices = dict.fromkeys(u.cast_voice for chapter in scripts for u in chapter.utterances)
    contents = make_contents(scripts)
    before, before_notes = _own_manifest(folder, path)
    plan = Plan(
        story=story,
        folder=folder,
        inputs=inputs,
        edition=make_edition(story, settings, people, len(contents), cover),
        contents=contents,
        tracks=tracks,
        notes=(*story.notes, *cover_notes, *track_notes, *before_notes),
        requests=requests,
        calibrations={voice: clip_request(CALIBRATION, voice) for voice in voices},
        sounds={},
        wanted=(),
        todo=(),
        before=before,
        is_partial=bool(settings.chapters),
    )
    plan = replace(plan, sounds={script.number: _sound(plan, script, settings) for script in scripts})
    plan = replace(plan, wanted=tuple(_wanted(plan, settings)))
    return replace(plan, todo=tuple(_todo(plan, settings)))


# ------------------------------------------------------------------------------------------------------------- pieces


def _own_manifest(folder: Path, path: Path) -> tuple[Manifest | None, tuple[str, ...]]:
    """Give what the last build of this story left, and what a person should know of it.

    Raises SettingsError if the folder is another story's.
    """
    before = read_manifest(folder)
    if before is None and (folder / FILE_NAME).exists():
        return None, (f"{folder / FILE_NAME} is damaged, or of another version: every file is made anew",)
    if before and before.story != path.name:
        hint = "Two stories of one title and author need different titles, or different places: --out."
        raise SettingsError(f"{folder} holds the audiobook of {before.story}, not of {path.name}", hint=hint)
    return before, ()


def clip_request(text: str, voice: Voice, take: int = 0, phonemes: tuple[Phonemes, ...] = ()) -> ClipRequest:
    """Ask for a clip from the engines as they are installed now."""
    return ClipRequest(text, voice, fingerprint_of(voice.engine, voice.name), take, phonemes)


def _request(utterance: Utterance) -> ClipRequest:
    return clip_request(utterance.spoken, utterance.voice, utterance.take, utterance.phonemes)


def _all_scripts(story: "Story", tracks: Sequence[Track]) -> Sequence[ChapterScript]:
    """Give all that is heard, in order."""
    return sorted((*story.script.chapters, *(track.script for track in tracks)), key=lambda script: script.number)


def _is_there(path: Path, n_bytes: int) -> bool:
    try:
        return path.stat().st_size == n_bytes
    except OSError:
        return False


def _sound(plan: Plan, script: ChapterScript, settings: Settings) -> str:
    return sound_recipe(
        script,
        [request.key for request in plan.requests[script.number]],
        {plan.calibrations[u.cast_voice].key for u in script.utterances},
        settings.pauses,
        settings.target,
        encoder(),
    )


def _wanted(plan: Plan, settings: Settings) -> Iterator[Wanted]:
    forms = [load_format(name) for name in _formats(settings)]
    edition = edition_recipe(plan.edition)
    texts = _texts(plan) if any(form.shows_text for form in forms) else {}
    parts = {entry.number: (entry, plan.sounds[entry.number], texts.get(entry.number, "")) for entry in plan.contents}
    entries = {entry.number: entry for entry in plan.contents}
    for form in forms:
        for file in form.files(plan.edition, plan.contents):
            hangs_on = [parts[entry.number] for entry in _hung_on(file, entries)]
            placed = _placed(form.name, file, settings)
            if placed:
                yield Wanted(form.name, placed, file_recipe(form, placed, edition, hangs_on))


def _hung_on(file: OutputFile, entries: Mapping[int, Entry]) -> Sequence[Entry]:
    """Give the entries that a file hangs on; of all only where it is of all: a book may have thousands of both."""
    candidates = entries.values() if file.chapter is None else [entries[file.chapter]]
    return [entry for entry in candidates if file.hangs_on(entry)]


def _formats(settings: Settings) -> Sequence[str]:
    """Give the formats that are asked for, and those that come with each book and with the layout."""
    layout = () if settings.layout == PLAIN else library_formats(settings.formats)
    return tuple(dict.fromkeys((*settings.formats, "cover", *layout)))


def _placed(format_name: str, file: OutputFile, settings: Settings) -> OutputFile | None:
    """Give the file where the layout has it; None where it has no use for it."""
    path = file.path if settings.layout == PLAIN else library_path(format_name, file.path)
    return replace(file, path=path) if path else None


def _texts(plan: Plan) -> Mapping[int, str]:
    names = {character.id: character.name for character in plan.story.dialogue.characters}
    chapters = plan.texts()
    return {number: text_recipe(chapters[number], script, names) for number, script in plan.scripts().items()}


def _todo(plan: Plan, settings: Settings) -> Iterator[Todo]:
    """Give what is to be made: with --chapters, nothing that hangs on all of them."""
    plan.story.check_chapters(settings.chapters)
    before = plan.before.by_path() if plan.before else {}
    for wanted in plan.wanted:
        if not settings.chapters or wanted.file.of_edition or wanted.file.chapter in settings.chapters:
            why = "forced" if settings.force else _why(plan.folder, before.get(wanted.file.path), wanted)
            if why:
                yield Todo(wanted, why)


def _why(folder: Path, made: MadeFile | None, wanted: Wanted) -> str:
    """Say why a file must be made; empty if it need not. made: what the last build left there."""
    if made is None:
        return "not made yet"
    if not made.recipe:
        return "the last build was interrupted"
    if made.recipe != wanted.recipe:
        return "its words, voices or settings changed"
    return "" if _is_there(folder / made.artifact.path, made.artifact.n_bytes) else "its file is gone or damaged"
