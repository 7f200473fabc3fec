"""A story that is built on a disk that fails, and what must be true of its files whatever happened."""

import functools
import hashlib
import math
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self
from unittest import mock

from audiobook import ledger, locks
from audiobook.cover import drawing
from audiobook.errors import AudiobookError
from audiobook.files import TEMPORARY_SUFFIX
from audiobook.manifest import FILE_NAME, from_json
from audiobook.pipeline import Report, build
from audiobook.progress import Silent
from audiobook.settings.voices_yaml import Settings, parse_settings
from tests.cli.conftest import CAST, STORY
from tests.faults.disk import KILL, Fault, FaultyFS, Killed
from tests.faults.encoder import Encoder

FORMATS: Final = ("mp3", "m4b", "vtt", "srt", "lrc", "epub", "player", "podcast")
_NOTES: Final = r".*/\.lock|cache/in-use/.*|cache/origins/.*"
"""Locks, and notes that a build can do without where the cache takes none."""
_STRAY: Final = rf"cache/.*{re.escape(TEMPORARY_SUFFIX)}|{_NOTES}"
"""What a killed process was writing in the cache, which `audiobook cache --prune` removes; a lock that is nobody's,
which goes with the next build that has something to do."""
_LEFT_BY_THE_DEAD: Final = rf".*{re.escape(TEMPORARY_SUFFIX)}|{_NOTES}"
"""What there may be until the next build is done."""
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Edition:
    """A story and how it is to be built."""

    text: str = STORY
    formats: Sequence[str] = FORMATS


@dataclass(frozen=True, slots=True)
class Scene:
    """A build, and what was built before it in the same folders."""

    name: str
    now: Edition
    before: Edition | None = None


SCENES: Final = (
    Scene("first", Edition()),
    Scene("edited", Edition(STORY.replace("Boris said nothing.", "Boris said too much.")), Edition()),
    Scene("retitled", Edition(STORY.replace("Two Chairs", "No Chairs").replace("Morning", "Noon")), Edition()),
    Scene("fewer formats", Edition(formats=("mp3", "podcast")), Edition()),
    Scene("more formats", Edition(), Edition(formats=("mp3",))),
)


class InProcess:
    """An Executor that runs everything here and now."""

    capacity = 1

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as the Protocol has it
        """Run it; a kill ends all."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result meets it
            future.set_exception(error)
        return future

    def close(self, *, cancel: bool = False) -> None:
        """Nothing is open."""

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""


class Desk:
    """A scene, played as often as wanted."""

    def __init__(self, scene: Scene, folder: Path, encoder: Encoder) -> None:
        """Play it undisturbed, and keep what came of it."""
        self._scene, self._folder, self._encoder = scene, folder, encoder
        self._there, self._stage, self._finished = (folder / name for name in ("there", "stage", "finished"))
        if scene.before:
            self._build(self._there, scene.before)
        else:
            self._there.mkdir(parents=True)
        self.before = files_below(self._there)
        self._set(self._there)
        with FaultyFS(self._stage) as disk:
            self._build(self._stage, scene.now)
        self._done = disk.done
        self._known: set[frozenset[tuple[str, str]]] = set()
        self._stage.rename(self._finished)
        self.after = files_below(self._finished)

    def n_points(self, fault: Fault) -> int:
        """Count the operations of an undisturbed build that can fail so."""
        return sum(operation in fault.meets for operation in self._done)

    def play(self, fault: Fault, at: int) -> str:
        """Build with a fault and then without, and give the operation that failed; empty if none did.

        Raises AssertionError if something is half, lost, or other than in an undisturbed build.
        """
        self._set(self._there)
        with FaultyFS(self._stage, fault, at) as disk:
            self._build_or_fail(fault)
        self._check_nothing_is_half(fault)
        if self._is_known():
            return disk.struck
        self._build(self._stage, self._scene.now)
        # what a power cut took from the cache is found out by who reads it, not before
        self._check_same(
            f"built again after {disk.struck}", but=rf"cache/.*|{_NOTES}" if fault.loses_unsynced else _STRAY
        )
        return disk.struck

    def rebuild(self, spoil: Callable[[Path], None], fault: Fault = KILL, at: int = 0, below: str = "") -> Report:
        """Take the finished files, spoil them, and build again; what is below a folder there may fail.

        Raises AudiobookError if the build does, AssertionError if it leaves other files than the first did.
        """
        self._set(self._finished)
        spoil(self._stage)
        with FaultyFS(self._stage / below, fault, at):
            report = self._build(self._stage, self._scene.now)
        self._check_same("built again")
        return report

    def _is_known(self) -> bool:
        """Say whether a build went on from these very files already; what is left over counts, not what is in it."""
        files = files_below(self._stage).items()
        state = frozenset(
            (str(Path(name).parent), "") if re.fullmatch(_LEFT_BY_THE_DEAD, name) else (name, _sha256(data))
            for name, data in files
        )
        is_known = state in self._known
        self._known.add(state)
        return is_known

    def _build_or_fail(self, fault: Fault) -> None:
        try:
            self._build(self._stage, self._scene.now)
        except Killed:
            locks._held.clear()  # its process is gone
        except AudiobookError as error:
            assert fault.code, "whoever is killed says nothing"
            told = f"{error.problem}\n{error.hint}"
            assert str(self._stage) in told, f"which file? {told}"
            assert os.strerror(fault.code) in told, f"why? {told}"
        else:
            self._check_same(f"the build said that all is well, in spite of {fault.name}", but=_LEFT_BY_THE_DEAD)

    def _set(self, scenery: Path) -> None:
        shutil.rmtree(self._stage, ignore_errors=True)
        shutil.copytree(scenery, self._stage)

    def _build(self, folder: Path, edition: Edition) -> Report:
        folder.mkdir(parents=True, exist_ok=True)
        story = self._folder / "two-chairs.txt"  # not on the disk that fails
        story.write_text(edition.text, encoding="utf-8")
        with self._encoder.installed(), mock.patch.object(drawing, "draw_cover", _draw_once), _eager():
            return build(story, settings_in(folder, edition.formats), InProcess, Silent())

    def _check_nothing_is_half(self, fault: Fault) -> None:
        now = files_below(self._stage)
        for name, data in now.items():
            if re.fullmatch(_LEFT_BY_THE_DEAD, name):
                continue
            if name.endswith(FILE_NAME):
                self._check_manifest(name, data)
            elif not (fault.loses_unsynced and name.startswith("cache/")):  # there the next build must find it out
                assert data in (self.after.get(name), self.before.get(name)), f"{name} is neither old nor new"
        lost = [name for name in self.before if name.startswith("cache/") and name not in now]
        assert not lost, f"lost: {lost}"

    def _check_manifest(self, name: str, data: bytes) -> None:
        """See that whatever it says is made is what is there, or is gone on purpose."""
        manifest = from_json(data.decode())
        assert manifest is not None, "the manifest is damaged"
        for file in manifest.files:
            path = (self._stage / name).parent / file.artifact.path
            if file.recipe and path.exists():
                assert _sha256(path.read_bytes()) == file.artifact.sha256, f"{path} is another"

    def _check_same(self, when: str, but: str = _STRAY) -> None:
        """See that the files are those of the undisturbed build; but: what names are let be."""
        now = files_below(self._stage)
        names = [name for name in sorted({*now, *self.after}) if not re.fullmatch(but, name)]
        differing = [name for name in names if now.get(name) != self.after.get(name)]
        assert not differing, f"{when}: not as in an undisturbed build: {differing}"


@functools.cache
def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _eager() -> AbstractContextManager[object]:
    """Let each file be written down as soon as it is there: how many writes there are is then not up to the clock."""
    return mock.patch.multiple(ledger, _WRITE_EVERY_S=-1.0, _SHARE=math.inf)


_draw_once = functools.cache(drawing.draw_cover)


def settings_in(folder: Path, formats: Sequence[str]) -> Settings:
    """Give settings with output and cache below a folder."""
    settings = parse_settings(CAST, "voices.yaml")
    return replace(
        settings,
        out=folder / "out",
        cache=folder / "cache",
        formats=tuple(formats),
        jobs=1,
        address="https://example.org/chairs/",
    )


def files_below(folder: Path) -> Files:
    """Give all files below a folder, by their path from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
