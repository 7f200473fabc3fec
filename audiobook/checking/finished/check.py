"""Checks finished files: measures them in parallel, and says what is wrong with each and with all together."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from audiobook.checking.finding import Finding
from audiobook.checking.finished import sound as sounds
from audiobook.checking.finished import subtitles
from audiobook.checking.finished.acx import judge_loudness, judge_mp3
from audiobook.checking.finished.against_manifest import judge_made
from audiobook.checking.finished.book import judge_book
from audiobook.checking.finished.containers import DECODES, judge_mp4, judge_mpeg
from audiobook.checking.finished.folder import EPUB, Batch
from audiobook.checking.finished.measuring import measure
from audiobook.checking.finished.rules import Verdict, findings, flaw
from audiobook.checking.finished.sound import Sound
from audiobook.checking.finished.subtitle_rules import judge_subtitles
from audiobook.checking.finished.tag_rules import judge_tags
from audiobook.checking.overlays import check_epub
from audiobook.errors import AudioError
from audiobook.files import explained
from audiobook.progress import Progress
from audiobook.synthesis.workers import Executor


@dataclass(frozen=True, slots=True)
class Checked:
    """A finished file, and what became of it."""

    path: Path
    findings: tuple[Finding, ...]
    sound: Sound | None = None
    """What was measured, if it is one."""
    verdicts: Mapping[str, tuple[Verdict, ...]] | None = None
    """Name of a check -> all its rules, kept or not."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a batch."""

    batch: Batch
    files: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    """About the files together."""
    verdicts: tuple[Verdict, ...]
    """The same, kept or not."""

    def all_findings(self) -> tuple[Finding, ...]:
        """Give the findings of all files, then those about all together."""
        return (*(finding for file in self.files for finding in file.findings), *self.findings)


def check_finished(batch: Batch, executor: Executor, progress: Progress, *, listen: bool = True) -> Report:
    """Check all files of a batch; reports the stage "measuring", a step for each byte of sound.

    listen: decode the sound, too. Raises AudioError if a process died, OutputError if a file cannot be read.
    """
    paths = [path for path in batch.paths if path.suffix.lower() in sounds.SUFFIXES]
    measured = _measured(paths, executor, progress, listen=listen)
    files = []
    for path in batch.paths:
        if path in measured:
            files.append(_sound(path, measured[path], batch))
        elif path.suffix.lower() in EPUB:
            files.append(Checked(path, tuple(check_epub(path))))
        else:
            files.append(_subtitles(path, measured, batch))
    verdicts = tuple(judge_book(list(measured.values()))) if batch.is_book else ()
    return Report(batch, tuple(files), tuple(findings("book", str(batch.folder), verdicts, batch.build)), verdicts)


def _measured(paths: Sequence[Path], executor: Executor, progress: Progress, *, listen: bool) -> Mapping[Path, Sound]:
    """Measure sounds, the longest first, so that no worker is left with it at the end."""
    with explained("read", paths[0] if paths else Path()):
        sizes = {path: path.stat().st_size for path in paths}
    progress.stage("measuring", sum(sizes.values()))
    futures = {
        executor.submit(measure, path, listen=listen): path
        for path in sorted(paths, key=sizes.__getitem__, reverse=True)
    }
    found = {}
    try:
        for future in as_completed(futures):
            path = futures[future]
            found[path] = future.result()
            progress.advance(sizes[path])
    except BrokenExecutor as error:
        hint = "The system may have ended it for lack of memory: try again with --jobs 1."
        raise AudioError("a process that was measuring died", hint=hint) from error
    finally:
        for future in futures:
            future.cancel()
    return {path: found[path] for path in paths}


def _sound(path: Path, sound: Sound, batch: Batch) -> Checked:
    made = batch.made(path)
    verdicts = {check: tuple(each) for check, each in _judged(sound)}
    if made is not None and batch.manifest is not None:
        verdicts["manifest"] = tuple(judge_made(sound, made, batch.manifest))
    build = batch.build if made else ""
    found = [each for check, some in verdicts.items() for each in findings(check, str(path), some, build)]
    return Checked(path, tuple(found), sound, verdicts)


def _judged(sound: Sound) -> Iterator[tuple[str, Iterator[Verdict] | Sequence[Verdict]]]:
    if sound.trouble:
        yield "sound", [flaw(DECODES, f"none ({sound.trouble})")]
    if sound.is_mp3:
        yield "acx", judge_mp3(sound.mpeg, sound.levels)
        if sound.mpeg:
            yield "container", judge_mpeg(sound.mpeg, sound.levels)
    else:
        yield "container", judge_mp4(sound.mp4, sound.levels, is_book=sound.is_book)
        if sound.levels:
            yield "sound", judge_loudness(sound.levels)
    yield "tags", judge_tags(sound.tags, is_chapter=sound.is_mp3)


def _subtitles(path: Path, measured: Mapping[Path, Sound], batch: Batch) -> Checked:
    beside = next((each for suffix in sounds.SUFFIXES if (each := path.with_suffix(suffix)).is_file()), None)
    seconds = None
    if beside is not None:
        seconds = (measured.get(beside) or measure(beside, listen=False)).seconds
    with explained("read", path):
        data = path.read_bytes()
    suffix = path.suffix.lower()
    found = subtitles.read_subtitles(data, suffix)
    return Checked(
        path, tuple(judge_subtitles(found, str(path), suffix, seconds, batch.build if batch.made(path) else ""))
    )
