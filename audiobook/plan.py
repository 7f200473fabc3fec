"""What a build would make and why: a story compared with what the last build left."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiobook.engines.registry import load_engine
from audiobook.errors import SettingsError
from audiobook.formats.base import Cover, Edition
from audiobook.formats.registry import load_format
from audiobook.manifest import FILE_NAME, CastEntry, Manifest, from_json
from audiobook.model import ChapterScript, ClipRequest, Voice
from audiobook.naming import chapter_name, folder_name
from audiobook.progress import Progress, Silent
from audiobook.settings.corrections import corrections_file
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import read_bytes

if TYPE_CHECKING:
    from audiobook.understanding import Story

SOUND_VERSION: Final = 2
"""Raise it when the same clips would be stitched or mastered differently: every chapter is then made anew."""

CALIBRATION: Final = "The lamp on the table was lit, and everybody in the room could hear what was said at the door."
"""Said once by each voice, to level it to the others: its loudness then hangs on nothing that the book says."""
_NOBODY: Final = Silent()


@dataclass(frozen=True, slots=True)
class Todo:
    """One file that is to be made anew, and why."""

    chapter: int
    format: str
    path: str
    recipe: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build would do."""

    story: "Story"
    folder: Path
    inputs: str
    edition: Edition
    requests: Mapping[int, tuple[ClipRequest, ...]]
    """Chapter -> the clip of each utterance, in order."""
    calibrations: Mapping[Voice, ClipRequest]
    """The cast's voice -> what all that it says, in whatever manner, is levelled by."""
    paths: Mapping[tuple[int, str], str]
    """(chapter, format) -> the file's name in the folder, of every file that is asked for."""
    todo: tuple[Todo, ...]
    before: Manifest | None
    """What the last build left."""

    def scripts(self) -> Mapping[int, ChapterScript]:
        """Give the chapters by number."""
        return {chapter.number: chapter for chapter in self.story.script.chapters}

    def stale_chapters(self) -> tuple[int, ...]:
        """Give the chapters of which a file is to be made."""
        return tuple(dict.fromkeys(todo.chapter for todo in self.todo))

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
    from audiobook.understanding import understand_bytes  # noqa: PLC0415 - what is up to date needs none of it, nor numpy

    story = understand_bytes(path, data, settings, progress)
    folder = output_folder(path, settings)
    before = read_manifest(folder)
    requests = {
        chapter.number: tuple(clip_request(u.spoken, u.voice, u.take) for u in chapter.utterances)
        for chapter in story.script.chapters
    }
    voices = dict.fromkeys(u.cast_voice for u in story.script.utterances())
    plan = Plan(
        story=story,
        folder=folder,
        inputs=_inputs(path, data, settings),
        edition=_edition(story, settings),
        requests=requests,
        calibrations={voice: clip_request(CALIBRATION, voice) for voice in voices},
        paths=_paths(story, settings),
        todo=(),
        before=before,
    )
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
    """Digest our own source and its table of voices, so that a new version of the program looks at all again."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted([*root.rglob("*.py"), *root.glob("*.json")]):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _edition(story: "Story", settings: Settings) -> Edition:
    return Edition(
        title=story.book.title,
        author=story.book.author,
        narrator=settings.narrated_by or _credit(story),
        language=story.book.language,
        n_chapters=len(story.book.chapters),
        target=settings.target,
        cover=_cover(settings.cover),
    )


def _credit(story: "Story") -> str:
    """Say who reads, where the settings do not: the cast, spoken by machines, as it must be said."""
    names = [story.dialogue.character(role.speaker).name for role in story.cast.roles]
    shown = ", ".join(names[:8]) + (", and others" if len(names) > 8 else "")
    return f"Synthetic voices as narrator{': ' if not names else ', '}{shown}".rstrip(": ")


def _cover(path: Path | None) -> Cover | None:
    if path is None:
        return None
    types = {b"\xff\xd8\xff": "image/jpeg", b"\x89PN": "image/png"}
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"the cover {path} cannot be read: {error.strerror}") from None
    if data[:3] not in types:
        raise SettingsError(f"the cover {path} is neither JPEG nor PNG", hint="save it as one of the two")
    return Cover(data, types[data[:3]])


def _paths(story: "Story", settings: Settings) -> Mapping[tuple[int, str], str]:
    n_chapters = len(story.book.chapters)
    return {
        (chapter.number, name): chapter_name(chapter.number, n_chapters, chapter.title, load_format(name).extension)
        for chapter in story.script.chapters
        for name in settings.formats
    }


def _todo(plan: Plan, settings: Settings) -> list[Todo]:
    plan.story.check_chapters(settings.chapters)
    found = []
    for (chapter, format_name), path in plan.paths.items():
        if settings.chapters and chapter not in settings.chapters:
            continue
        recipe = _recipe(plan, chapter, format_name, settings)
        why = "forced" if settings.force else _why(plan, chapter, format_name, path, recipe)
        if why:
            found.append(Todo(chapter, format_name, path, recipe, why))
    return found


def _why(plan: Plan, chapter: int, format_name: str, path: str, recipe: str) -> str:
    """Say why a file must be made; empty if it need not."""
    made = plan.before.find(chapter, format_name) if plan.before else None
    if made is None:
        return "not made yet"
    if not made.recipe:
        return "the last build was interrupted"
    if made.artifact.path != path:
        return "its name changes"
    if made.recipe != recipe:
        return "its words, voices or settings changed"
    return "" if _is_there(plan.folder / path, made.artifact.n_bytes) else "its file is gone or damaged"


def _recipe(plan: Plan, chapter: int, format_name: str, settings: Settings) -> str:
    script = plan.scripts()[chapter]
    keys = [request.key for request in plan.requests[chapter]]
    edition = asdict(replace(plan.edition, cover=None))
    cover = hashlib.sha256(plan.edition.cover.data).hexdigest() if plan.edition.cover else ""
    recipe = [
        SOUND_VERSION,
        version("imageio-ffmpeg"),
        format_name,
        load_format(format_name).version,
        [edition, cover, chapter, script.title],
        [settings.pauses.head_s, settings.pauses.tail_s],
        [[key, u.gain_db, u.pause_s] for key, u in zip(keys, script.utterances, strict=True)],
        sorted({plan.calibrations[u.cast_voice].key for u in script.utterances}),
    ]
    return hashlib.sha256(json.dumps(recipe).encode()).hexdigest()
