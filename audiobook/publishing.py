"""Makes what a plan says is to be made: the sound of each chapter once, the files that hang on it, then the book's.

Sound may be made on any machine, out of the store and into it; files are written on this one, which has the output
folder.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from audiobook.errors import AudiobookError
from audiobook.formats.artifacts import write_artifact
from audiobook.formats.base import BookEdition, ChapterEdition, Entry
from audiobook.formats.registry import load_format
from audiobook.manifest import MadeFile
from audiobook.model import Chapter, Timeline
from audiobook.plan import Plan, Todo
from audiobook.progress import Progress
from audiobook.recipes import track_key
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.mastering import Sound, make_sound
from audiobook.synthesis.store import Store
from audiobook.synthesis.tasks import Task, UnderWay, results
from audiobook.synthesis.workers import Executor

Made = MadeFile | AudiobookError


@dataclass(frozen=True, slots=True)
class _Files:
    """Some files of one chapter, or of the book."""

    todo: tuple[Todo, ...]
    book: BookEdition
    folder: Path
    n_steps: int
    """How much of the stage is done with them."""


def publish(
    plan: Plan,
    timelines: Mapping[int, Timeline],
    settings: Settings,
    store: Store,
    executor: Executor,
    progress: Progress,
) -> Iterator[MadeFile]:
    """Write all files that are to be made, and give each when it is there.

    timelines: of the chapters that they hang on. The longest of these comes first, so that no worker is left with it
    at the end. A file that fails keeps no other of a chapter from being made; its error is raised after them.
    """
    files, texts = _by_chapter(plan.todo), plan.texts()
    entries = {entry.number: entry for entry in plan.contents}
    whole = files.get(None, [])
    hanging = {n: _hanging_on(entries[n], [*files.get(n, []), *whole]) for n in plan.stale_chapters()}
    sounds = {n: _sound_of(plan, timelines[n], todos, settings) for n, todos in hanging.items()}
    chapters = {n: _edition_of(plan, entries[n], texts[n], sound, store) for n, sound in sounds.items()}
    progress.stage("mastering", sum(timeline.n_samples for timeline in timelines.values()))
    longest_first = sorted(timelines, key=lambda number: -timelines[number].n_samples)
    work = [(sounds[n], _files_of(plan, files.get(n, []), chapters[n])) for n in longest_first]
    yield from _settled(_made_chapters(work, store, executor, progress))
    progress.stage("binding", len(whole))
    hung_on = [tuple(c for c in chapters.values() if todo.wanted.file.hangs_on(c.entry)) for todo in whole]
    binding = [
        _Files((todo,), BookEdition(plan.edition, own), plan.folder, 1)
        for todo, own in zip(whole, hung_on, strict=True)
    ]
    yield from _settled(_bound(binding, executor, progress))


def _by_chapter(todos: Iterable[Todo]) -> Mapping[int | None, Sequence[Todo]]:
    """Give the files of each chapter, and under None those of the book: it may have thousands of both."""
    files = defaultdict[int | None, list[Todo]](list)
    for todo in todos:
        files[todo.chapter].append(todo)
    return files


def _hanging_on(entry: Entry, todos: Iterable[Todo]) -> Sequence[Todo]:
    return [todo for todo in todos if todo.wanted.file.hangs_on(entry)]


def _sound_of(plan: Plan, timeline: Timeline, hanging: Iterable[Todo], settings: Settings) -> Sound:
    encodings = sorted({load_format(todo.wanted.format).encoding for todo in hanging} - {""})
    tracks = {name: track_key(plan.sounds[timeline.chapter], name) for name in encodings}
    return Sound(timeline, settings.target, tracks, anew=settings.force)


def _edition_of(plan: Plan, entry: Entry, text: Chapter, sound: Sound, store: Store) -> ChapterEdition:
    speakers = {p.utterance.speaker for p in sound.timeline.placements if p.utterance.speaker is not None}
    return ChapterEdition(
        entry=entry,
        timeline=sound.timeline,
        paragraphs=text.paragraphs,
        speakers={speaker: plan.story.name_of(speaker) for speaker in sorted(speakers)},
        sound={encoding: store.track(key, encoding) for encoding, key in sound.tracks.items()},
    )


def _files_of(plan: Plan, own: Iterable[Todo], chapter: ChapterEdition) -> _Files:
    return _Files(tuple(own), BookEdition(plan.edition, (chapter,)), plan.folder, chapter.timeline.n_samples)


def _made_chapters(
    work: Sequence[tuple[Sound, _Files]], store: Store, executor: Executor, progress: Progress
) -> Iterator[Sequence[Made]]:
    """Give what is made of each chapter, as it comes: its files before the sound of those that have to wait."""
    under_way = UnderWay(executor)
    waiting = iter(work)
    mastering: dict[Task[None], tuple[Sound, _Files]] = {}

    def begin_to_master(n_chapters: int) -> None:
        for sound, files in islice(waiting, n_chapters):
            task = Task(make_sound, sound, store)
            mastering[task] = sound, files
            under_way.begin(task)

    begin_to_master(executor.capacity + 1)
    for task, made in under_way:
        if task in mastering:
            sound, files = mastering.pop(task)
            under_way.begin(Task(_write_chapter, replace(sound, anew=False), files, store))
            begin_to_master(1)
        else:
            yield made
            progress.advance(task.args[1].n_steps)


def _bound(binding: Sequence[_Files], executor: Executor, progress: Progress) -> Iterator[Sequence[Made]]:
    for _, made in results(executor, [Task(_write_all, files) for files in binding]):
        yield made
        progress.advance()


def _settled(tasks: Iterator[Sequence[Made]]) -> Iterator[MadeFile]:
    """Give what the tasks make, as it comes. Raises the first error when all have ended."""
    failures = list[AudiobookError]()
    for made in (each for made_together in tasks for each in made_together):
        if isinstance(made, AudiobookError):
            failures.append(made)
        else:
            yield made
    if failures:
        raise failures[0]


def _write_chapter(sound: Sound, files: _Files, store: Store) -> Sequence[Made]:
    """Write the files of a chapter, in a worker on this machine, out of sound that is brought here."""
    make_sound(sound, store)
    return _write_all(files)


def _write_all(files: _Files) -> Sequence[Made]:
    return [_written(todo, files.book, files.folder) for todo in files.todo]


def _written(todo: Todo, book: BookEdition, folder: Path) -> Made:
    wanted = todo.wanted
    try:
        artifact = write_artifact(wanted.format, wanted.file, book, folder / todo.path)
    except AudiobookError as error:
        return error
    return MadeFile(artifact, todo.chapter, wanted.format, wanted.recipe)
