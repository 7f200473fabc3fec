"""The manifest on disk while a build goes on: true at every moment, so that a killed build can be taken up again."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from types import TracebackType
from typing import Final, Self

from audiobook import __version__
from audiobook.audio.ffmpeg import encoder
from audiobook.errors import OutputError
from audiobook.files import remove, write_whole
from audiobook.manifest import FILE_NAME, CastEntry, MadeChapter, MadeFile, Manifest, clips_by_speaker, to_json
from audiobook.model import Timeline
from audiobook.plan import Plan

_WRITE_EVERY_S: Final = 1.0
"""A build that is killed loses the chapters it finished within this time; somewhat more in a long book."""
_SHARE: Final = 0.05
"""So much of the time may go into writing it down: the manifest of a million words is 5 MB."""


class Ledger:
    """Writes down what is being made and what is made.

    A file that is about to be replaced stands in the manifest without a recipe; only what is published has one.
    """

    def __init__(self, plan: Plan) -> None:
        """Begin with what the last build left; nothing is written yet."""
        self._plan = plan
        self._scripts = plan.scripts()
        before = plan.before
        self._files = {file.artifact.path: file for file in before.files} if before else {}
        self._chapters = {c.number: c for c in before.chapters} if before else {}
        self._written_s = 0.0
        self._rest_s = _WRITE_EVERY_S

    def open(self, timelines: Mapping[int, Timeline]) -> None:
        """Write down that the files of these chapters are being made."""
        for todo in self._plan.todo:
            if todo.path in self._files:
                self._files[todo.path] = replace(self._files[todo.path], recipe="")
        self._chapters |= {number: self._chapter(number, timeline) for number, timeline in timelines.items()}
        self._write("")

    def enter(self, file: MadeFile) -> None:
        """Write down that a file is published."""
        self._files[file.artifact.path] = file
        if time.monotonic() - self._written_s > self._rest_s:
            self._write("")

    def __enter__(self) -> Self:
        """Give the ledger."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Write down what is published so far, if the build ends before its time."""
        if kind and self._written_s:
            with suppress(OutputError):  # what went wrong first is what the person should hear of
                self._write("")

    def close(self) -> Manifest:
        """Remove what is no longer asked for, and write the manifest of a finished build.

        A build of some chapters removes nothing: what takes its place may not have been made.
        """
        kept = {wanted.file.path for wanted in self._plan.wanted}
        in_any_letters = {path.casefold(): path for path in kept}
        for path in () if self._plan.is_partial else [path for path in self._files if path not in kept]:
            if not self._is_same_file(path, in_any_letters.get(path.casefold())):
                remove(self._plan.folder, path)
            del self._files[path]
        self._chapters = {n: self._refreshed(c) for n, c in self._chapters.items() if n in self._scripts}
        return self._write(self._plan.inputs)

    def _is_same_file(self, path: str, kept: str | None) -> bool:
        """Say whether "The Start.mp3" is kept where "the start.mp3" was, and both are one file to this disk."""
        if kept is None:
            return False
        old, new = self._plan.folder / path, self._plan.folder / kept
        return old.exists() and new.exists() and old.samefile(new)

    def _chapter(self, number: int, timeline: Timeline) -> MadeChapter:
        script = self._scripts[number]
        return MadeChapter(
            number=number,
            title=script.title,
            kind=script.kind,
            n_samples=timeline.n_samples,
            sample_rate_hz=timeline.sample_rate_hz,
            clips=self._clips(number, len(timeline.placements)),
        )

    def _refreshed(self, chapter: MadeChapter) -> MadeChapter:
        """Name the speakers as they are called now: a chapter whose sound stands may have a renamed one."""
        return replace(chapter, clips=self._clips(chapter.number, sum(map(len, chapter.clips.values()))))

    def _clips(self, number: int, n: int) -> Mapping[str, tuple[str, ...]]:
        """Give the first n clips of a chapter, by speaker: a sample may end before all are heard."""
        utterances = self._scripts[number].utterances[:n]
        speakers = (self._plan.story.name_of(u.speaker) for u in utterances)
        return clips_by_speaker(zip(speakers, (r.key for r in self._plan.requests[number][:n]), strict=True))

    def _write(self, inputs: str) -> Manifest:
        began_s = time.monotonic()
        book = self._plan.story.book
        manifest = Manifest(
            story=self._plan.story.path.name,
            inputs=inputs,
            title=book.title,
            author=book.author,
            language=book.language,
            made_with=_programs(),
            cast=tuple(_cast(self._plan)),
            chapters=tuple(self._chapters[number] for number in sorted(self._chapters)),
            files=tuple(self._files[path] for path in sorted(self._files)),
            left_out=self._plan.story.script.left_out,
        )
        write_whole(self._plan.folder / FILE_NAME, to_json(manifest).encode())
        self._written_s = time.monotonic()
        self._rest_s = max(_WRITE_EVERY_S, (self._written_s - began_s) / _SHARE)
        return manifest


@cache
def _programs() -> Mapping[str, str]:
    return {"audiobook": __version__, "ffmpeg": encoder()}


def _cast(plan: Plan) -> list[CastEntry]:
    story = plan.story
    voices = [(story.name_of(None), story.cast.narrator.voice, story.cast.narrator.gain_db)]
    voices += [(story.name_of(role.speaker), role.profile.voice, role.profile.gain_db) for role in story.cast.roles]
    cast = {voice for _, voice, _ in voices}
    apart = {u.cast_voice: u.manner for u in story.script.utterances() if u.cast_voice not in cast}
    voices += [(f"{manner}s", voice, 0.0) for voice, manner in apart.items()]  # `documents:` has a voice of its own
    return [
        CastEntry(
            name,
            voice.engine,
            voice.name,
            voice.prosody.rate,
            voice.prosody.pitch_st,
            gain_db,
            plan.calibrations[voice].fingerprint,
        )
        for name, voice, gain_db in voices
        if voice in plan.calibrations
    ]
