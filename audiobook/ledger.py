"""The manifest on disk while a build goes on: true at every moment, so that a killed build can be taken up again."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from typing import Final

from audiobook import __version__
from audiobook.files import explained, write_whole
from audiobook.manifest import FILE_NAME, CastEntry, MadeChapter, MadeFile, Manifest, clips_by_speaker, to_json
from audiobook.model import Timeline
from audiobook.plan import Plan, Todo

_WRITE_EVERY_S: Final = 1.0
"""A build that is killed loses the chapters it finished within this time, and no more."""


class Ledger:
    """Writes down what is being made and what is made.

    A file that is about to be replaced stands in the manifest without a recipe; only what is published has one.
    """

    def __init__(self, plan: Plan) -> None:
        """Begin with what the last build left; nothing is written yet."""
        self._plan = plan
        kept = set(plan.paths)
        before = plan.before
        self._files = {(f.chapter, f.format): f for f in before.files} if before else {}
        self._chapters = {c.number: c for c in before.chapters} if before else {}
        self._gone = [file for place, file in self._files.items() if place not in kept]
        self._written_s = 0.0

    def open(self, timelines: Mapping[int, Timeline]) -> None:
        """Write down that these chapters are being made."""
        for todo in self._plan.todo:
            place = (todo.chapter, todo.format)
            if place in self._files:
                self._files[place] = replace(self._files[place], recipe="")
        self._chapters |= {number: self._chapter(number, timeline) for number, timeline in timelines.items()}
        self._write("")

    def enter(self, todo: Todo, file: MadeFile) -> None:
        """Write down that a file is published, and remove the one it replaces under another name."""
        replaced = self._files.get((todo.chapter, todo.format))
        self._files[todo.chapter, todo.format] = file
        if replaced:
            self._remove(replaced)
        if time.monotonic() - self._written_s > _WRITE_EVERY_S:
            self._write("")

    def close(self) -> Manifest:
        """Remove what is no longer asked for, and write the manifest of a finished build."""
        for file in self._gone:
            self._remove(file)
            del self._files[file.chapter, file.format]
        numbers = {chapter for chapter, _ in self._files}
        self._chapters = {n: self._refreshed(c) for n, c in self._chapters.items() if n in numbers}
        return self._write(self._plan.inputs)

    def _remove(self, file: MadeFile) -> None:
        """Remove a file that the manifest says we made, unless its name is in use for another chapter now."""
        if file.artifact.path not in self._plan.paths.values():
            with suppress(FileNotFoundError), explained("remove", self._plan.folder / file.artifact.path):
                (self._plan.folder / file.artifact.path).unlink()

    def _chapter(self, number: int, timeline: Timeline) -> MadeChapter:
        return MadeChapter(
            number, self._plan.scripts()[number].title, timeline.n_samples, timeline.sample_rate_hz, self._clips(number)
        )

    def _refreshed(self, chapter: MadeChapter) -> MadeChapter:
        """Name the speakers as they are called now: a chapter whose sound stands may have a renamed one."""
        return replace(chapter, clips=self._clips(chapter.number))

    def _clips(self, number: int) -> Mapping[str, tuple[str, ...]]:
        utterances = self._plan.scripts()[number].utterances
        speakers = (self._plan.story.name_of(u.speaker) for u in utterances)
        return clips_by_speaker(zip(speakers, (r.key for r in self._plan.requests[number]), strict=True))

    def _write(self, inputs: str) -> Manifest:
        book = self._plan.story.book
        manifest = Manifest(
            inputs=inputs,
            title=book.title,
            author=book.author,
            language=book.language,
            made_with={"audiobook": __version__, "imageio-ffmpeg": version("imageio-ffmpeg")},
            cast=tuple(_cast(self._plan)),
            chapters=tuple(self._chapters[number] for number in sorted(self._chapters)),
            files=tuple(self._files[place] for place in sorted(self._files)),
            left_out=self._plan.story.script.left_out,
        )
        write_whole(self._plan.folder / FILE_NAME, to_json(manifest).encode())
        self._written_s = time.monotonic()
        return manifest


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
