"""Makes what a plan says is to be made: the sound of each chapter once, the files that hang on it, then the book's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook.audio.tracks import write_tracks
from audiobook.errors import AudiobookError
from audiobook.formats.artifacts import write_artifact
from audiobook.formats.base import BookEdition, ChapterEdition, Edition
from audiobook.formats.registry import load_format
from audiobook.manifest import MadeFile
from audiobook.model import Chapter, LoudnessTarget, Timeline
from audiobook.plan import Plan, Todo
from audiobook.progress import Progress
from audiobook.recipes import track_key
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.seals import is_whole, seal
from audiobook.synthesis.tasks import Task, once_more, results
from audiobook.synthesis.workers import Executor

Made = MadeFile | AudiobookError


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter's share of the work."""

    chapter: ChapterEdition
    edition: Edition
    todo: tuple[Todo, ...]
    folder: Path
    target: LoudnessTarget
    anew: bool
    """Its sound is to be mastered even where it is there."""


def publish(
    plan: Plan,
    timelines: Mapping[int, Timeline],
    settings: Settings,
    cache: ClipCache,
    executor: Executor,
    progress: Progress,
) -> Iterator[MadeFile]:
    """Write all files that are to be made, and give each when it is there.

    timelines: of the chapters that they hang on. The longest of these comes first, so that no worker is left with it
    at the end. A file that fails keeps no other of a chapter from being made; its error is raised after them.
    """
    texts = plan.texts()
    chapters = {n: _edition_of(plan, texts[n], timelines[n], cache) for n in plan.stale_chapters()}
    making: dict[Task[Sequence[Made]], int] = {}
    progress.stage("mastering", sum(timeline.n_samples for timeline in timelines.values()))
    for number in sorted(timelines, key=lambda number: -timelines[number].n_samples):
        own = tuple(todo for todo in plan.todo if todo.chapter == number)
        work = _Chapter(chapters[number], plan.edition, own, plan.folder, settings.target, settings.force)
        making[Task(_make_chapter, work, cache.read)] = timelines[number].n_samples
    yield from _settled(executor, making, progress)
    binding: dict[Task[Sequence[Made]], int] = {}
    whole = [todo for todo in plan.todo if todo.chapter is None]
    progress.stage("binding", len(whole))
    for todo in whole:
        hung_on = tuple(c for c in chapters.values() if todo.wanted.file.hangs_on(c.entry))
        binding[Task(_write_all, (todo,), BookEdition(plan.edition, hung_on), plan.folder)] = 1
    yield from _settled(executor, binding, progress)


def _settled(executor: Executor, tasks: Mapping[Task[Sequence[Made]], int], progress: Progress) -> Iterator[MadeFile]:
    """Give what the tasks make, as it comes; one whose worker died is tried once more.

    tasks: with how many steps of progress each is. Raises the first error when all have ended.
    """
    failures = list[AudiobookError]()
    for task, all_made in results(executor, list(tasks), once_more):
        for made in all_made:
            if isinstance(made, AudiobookError):
                failures.append(made)
            else:
                yield made
        progress.advance(tasks[task])
    if failures:
        raise failures[0]


def _edition_of(plan: Plan, text: Chapter, timeline: Timeline, cache: ClipCache) -> ChapterEdition:
    entry = next(entry for entry in plan.contents if entry.number == text.number)
    hanging = [todo.wanted.format for todo in plan.todo if todo.wanted.file.hangs_on(entry)]
    encodings = {load_format(name).encoding for name in hanging} - {""}
    speakers = {p.utterance.speaker for p in timeline.placements if p.utterance.speaker is not None}
    return ChapterEdition(
        entry=entry,
        timeline=timeline,
        paragraphs=text.paragraphs,
        speakers={speaker: plan.story.name_of(speaker) for speaker in sorted(speakers)},
        sound={name: cache.track(track_key(plan.sounds[text.number], name), name) for name in sorted(encodings)},
    )


def _make_chapter(work: _Chapter, read: Callable[[str, int], bytes]) -> Sequence[Made]:
    """Make the sound that is missing, and the files of one chapter, in a worker."""
    chapter = work.chapter
    missing = {encoding: path for encoding, path in chapter.sound.items() if work.anew or not is_whole(path)}
    if missing:
        rate_hz = chapter.timeline.sample_rate_hz
        write_tracks(chapter.timeline, work.target, lambda key: read(key, rate_hz), missing)
        for path in missing.values():
            seal(path)
    return _write_all(work.todo, BookEdition(work.edition, (chapter,)), work.folder)


def _write_all(todo: Sequence[Todo], book: BookEdition, folder: Path) -> Sequence[Made]:
    return [_written(each, book, folder) for each in todo]


def _written(todo: Todo, book: BookEdition, folder: Path) -> Made:
    wanted = todo.wanted
    try:
        artifact = write_artifact(wanted.format, wanted.file, book, folder / todo.path)
    except AudiobookError as error:
        return error
    return MadeFile(artifact, todo.chapter, wanted.format, wanted.recipe)
