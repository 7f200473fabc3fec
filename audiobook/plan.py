"""What a build would make and why: a story compared with what the last build left."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiobook.engines.registry import load_engine
from audiobook.formats.base import Edition, Entry, OutputFile
from audiobook.formats.registry import load_format
from audiobook.manifest import FILE_NAME, CastEntry, Manifest, from_json
from audiobook.model import Chapter, ChapterScript, ClipRequest, Voice
from audiobook.naming import folder_name
from audiobook.progress import Progress, Silent
from audiobook.recipes import edition_recipe, file_recipe, sound_recipe, text_recipe
from audiobook.settings.corrections import corrections_file
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import read_bytes

if TYPE_CHECKING:
    from audiobook.understanding import Story

CALIBRATION: Final = "The lamp on the table was lit, and everybody in the room could hear what was said at the door."
"""Said once by each voice, to level it to the others: its loudness then hangs on nothing that the book says."""
_NOBODY: Final = Silent()


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

    def scripts(self) -> Mapping[int, ChapterScript]:
        """Give what is said in each chapter, by number."""
        return {chapter.number: chapter for chapter in self.story.script.chapters}

    def texts(self) -> Mapping[int, Chapter]:
        """Give the chapters as they are written, by number."""
        return {chapter.number: chapter for chapter in self.story.book.chapters}

    def stale_chapters(self) -> tuple[int, ...]:
        """Give the chapters that a file which is to be made hangs on."""
        needed = {todo.chapter for todo in self.todo}
        return tuple(entry.number for entry in self.contents if None in needed or entry.number in needed)

    def needed_clips(self) -> tuple[ClipRequest, ...]:
        """Give the clips that those chapters are stitched from, each once, and what their voices are levelled by."""
        scripts = self.scripts()
        needed = [request for number in self.stale_chapters() for request in self.requests[number]]
        voices = dict.fromkeys(u.cast_voice for number in self.stale_chapters() for u in scripts[number].utterances)
        return tuple(dict.fromkeys([*(self.calibrations[voice] for voice in voices), *needed]))


def output_folder(path: Path, settings: Settings) -> Path:
    """Say where the files of a story go."""
    return settings.out / folder_name(path.stem)


def read_manifest(folder: Path) -> Manifest | None:
    """Give what the last build left there, if its manifest can be read."""
    try:
        return from_json((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def is_up_to_date(path: Path, settings: Settings) -> bool:
    """Say whether the last build saw the very same input and its files are all there. Does not parse the story."""
    folder = output_folder(path, settings)
    before = read_manifest(folder)
    return (
        before is not None
        and before.inputs == _inputs(path, read_bytes(path), settings)
        and all(_is_there(folder / file.artifact.path, file.artifact.n_bytes) for file in before.files)
        and all(_fingerprint(entry) == entry.fingerprint for entry in before.cast)
    )


def make_plan(path: Path, settings: Settings, progress: Progress = _NOBODY) -> Plan:
    """Work out what a build would make, and why. Raises AudiobookError with file and line."""
    data = read_bytes(path)
    # what is up to date needs none of these, nor numpy
    from audiobook.edition import make_contents, make_edition  # noqa: PLC0415
    from audiobook.understanding import understand_bytes  # noqa: PLC0415

    story = understand_bytes(path, data, settings, progress)
    folder = output_folder(path, settings)
    requests = {
        chapter.number: tuple(clip_request(u.spoken, u.voice, u.take) for u in chapter.utterances)
        for chapter in story.script.chapters
    }
    voices = dict.fromkeys(u.cast_voice for u in story.script.utterances())
    plan = Plan(
        story=story,
        folder=folder,
        inputs=_inputs(path, data, settings),
        edition=make_edition(story, settings),
        contents=make_contents(story),
        requests=requests,
        calibrations={voice: clip_request(CALIBRATION, voice) for voice in voices},
        sounds={},
        wanted=(),
        todo=(),
        before=read_manifest(folder),
    )
    plan = replace(plan, sounds={number: _sound(plan, number, settings) for number in plan.requests})
    plan = replace(plan, wanted=tuple(_wanted(plan, settings)))
    return replace(plan, todo=tuple(_todo(plan, settings)))


# ------------------------------------------------------------------------------------------------------------- pieces


@cache
def _engine_fingerprint(voice: Voice) -> str:
    return load_engine(voice.engine).fingerprint(voice)


def _fingerprint(entry: CastEntry) -> str:
    return _engine_fingerprint(Voice(entry.engine, entry.voice))


def clip_request(text: str, voice: Voice, take: int = 0) -> ClipRequest:
    """Ask for a clip from the engines as they are installed now."""
    return ClipRequest(text, voice, _engine_fingerprint(Voice(voice.engine, voice.name)), take)


def _is_there(path: Path, n_bytes: int) -> bool:
    try:
        return path.stat().st_size == n_bytes
    except OSError:
        return False


def _inputs(path: Path, data: bytes, settings: Settings) -> str:
    """Digest all that decides what a build makes, short of the engines."""
    digest = hashlib.sha256()
    for part in (
        _program_digest().encode(),
        path.name.encode(errors="surrogateescape"),
        data,
        _bytes_of(corrections_file(path)),
        repr(_without_places(settings)).encode(errors="surrogateescape"),
        _bytes_of(settings.cover) if settings.cover else b"",
    ):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _without_places(settings: Settings) -> Settings:
    """Leave out what differs from machine to machine and changes nothing of what is made."""
    parts = tuple(replace(part, place="") for part in settings.casting.parts)
    casting = replace(settings.casting, parts=parts)
    return replace(settings, casting=casting, out=Path(), cache=Path(), cover=None, jobs=1, force=False)


def _bytes_of(path: Path) -> bytes:
    """Give a file's bytes, or none: whoever needs what cannot be read says so."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@cache
def _program_digest() -> str:
    """Digest our own source and the data in it, so that a new version of the program looks at all again."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    files = (
        file
        for pattern in ("**/*.py", "*.json", "formats/*.css", "formats/player_files/*")
        for file in root.glob(pattern)
    )
    for file in sorted(files):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sound(plan: Plan, number: int, settings: Settings) -> str:
    script = plan.scripts()[number]
    return sound_recipe(
        script,
        [request.key for request in plan.requests[number]],
        {plan.calibrations[u.cast_voice].key for u in script.utterances},
        settings.pauses,
        settings.target,
        version("imageio-ffmpeg"),
    )


def _wanted(plan: Plan, settings: Settings) -> Iterator[Wanted]:
    forms = [load_format(name) for name in settings.formats]
    edition = edition_recipe(plan.edition)
    texts = _texts(plan) if any(form.shows_text for form in forms) else {}
    parts = {entry.number: (entry, plan.sounds[entry.number], texts.get(entry.number, "")) for entry in plan.contents}
    for form in forms:
        for file in form.files(plan.edition, plan.contents):
            hangs_on = parts.values() if file.chapter is None else (parts[file.chapter],)
            yield Wanted(form.name, file, file_recipe(form, file, edition, hangs_on))


def _texts(plan: Plan) -> Mapping[int, str]:
    names = {character.id: character.name for character in plan.story.dialogue.characters}
    chapters = plan.texts()
    return {number: text_recipe(chapters[number], script, names) for number, script in plan.scripts().items()}


def _todo(plan: Plan, settings: Settings) -> Iterator[Todo]:
    """Give what is to be made: with --chapters, nothing that hangs on all of them."""
    plan.story.check_chapters(settings.chapters)
    for wanted in plan.wanted:
        if not settings.chapters or wanted.file.chapter in settings.chapters:
            why = "forced" if settings.force else _why(plan, wanted)
            if why:
                yield Todo(wanted, why)


def _why(plan: Plan, wanted: Wanted) -> str:
    """Say why a file must be made; empty if it need not."""
    made = plan.before.find(wanted.file.path) if plan.before else None
    if made is None:
        return "not made yet"
    if not made.recipe:
        return "the last build was interrupted"
    if made.recipe != wanted.recipe:
        return "its words, voices or settings changed"
    return "" if _is_there(plan.folder / made.artifact.path, made.artifact.n_bytes) else "its file is gone or damaged"
