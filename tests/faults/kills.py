"""Builds as a person starts them, with workers and the real engine, of which something is killed at any moment."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from audiobook.errors import AudiobookError
from audiobook.files import TEMPORARY_SUFFIX
from audiobook.manifest import FILE_NAME

KINDS: Final = ("all", "parent", "worker")
"""What is killed: the whole process group; the process that was started; one that it started."""
STOPS: Final = ("ctrl-c", "terminate")
"""How it is told to stop: SIGINT to the whole group, as a terminal does; SIGTERM to the process that was started."""
_STOPPED: Final = (130, -signal.SIGINT)
"""Shells see 130 for both. Where Ctrl-C meets an `exec` of the standard library (every dataclass has one), Python ends
by the signal itself, though it was caught and answered."""
_WORDS: Final = "Stopped. What is finished is kept: run the same command to go on."
_MOST_S: Final = 300.0
_FIRST_EXIT_CODE: Final = AudiobookError.exit_code
_LAST_EXIT_CODE: Final = 19
"""Exit codes between these are those of errors that are told in words."""


@dataclass(slots=True)
class Tally:
    """What was killed, and what came of it."""

    n_kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*KINDS, *STOPS), 0))
    n_finished: int = 0
    slowest_end_s: float = 0.0
    """How long a process lived on after its parent."""


class KilledBuilds:
    """One story, built over and over in one folder, in which all must stay right whatever is killed."""

    def __init__(self, folder: Path, story: str, voices: str, formats: Sequence[str], seed: int) -> None:
        """Build it undisturbed first: that says what must come out, and how long it takes."""
        self._folder = folder
        (folder / "story.txt").write_text(story, encoding="utf-8")
        (folder / "voices.yaml").write_text(voices, encoding="utf-8")
        self._formats = ",".join(formats)
        self._draw = random.Random(seed)  # noqa: S311 - the same moments in every run, as far as machines go
        began_s = time.monotonic()
        calm = self._start("calm")
        calm.wait()
        assert calm.returncode == 0, self._said()
        self._takes_s = time.monotonic() - began_s
        self._calm = _files(folder / "calm")
        self._clips: dict[str, int] = {}
        self.tally = Tally()

    def kill(self, kind: str) -> None:
        """Start the build, kill at a moment drawn by lot, and see that nothing is half, lost or made twice.

        A build that ends before that moment is seen to be right, and the next begins from nothing.
        """
        process = self._start("stage")
        while not _ends_within(process, self._draw.uniform(0, self._takes_s)):
            victims = [process.pid] if kind != "worker" else _session(process.pid, but=process.pid)
            with suppress(ProcessLookupError):  # it ended by itself just now
                if victims:
                    self._kill(process, kind, self._draw.choice(victims))
                    return
        self._check_finished(process)

    def stop(self, kind: str) -> None:
        """Start the build, tell it to stop at a moment drawn by lot, and see that it does, in calm, and as `kill` does.

        Before it listens there is nothing to be seen but how Python ends.
        """
        process = self._start("stage")
        while not _listens(process.pid) and process.poll() is None:
            time.sleep(0.001)
        if _ends_within(process, self._draw.uniform(0, self._takes_s)):
            self._check_finished(process)
            return
        if kind == "ctrl-c":
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.terminate()
        self.tally.n_kills[kind] += 1
        process.wait(_MOST_S)
        assert not _session(process.pid), "somebody lives on"
        if process.returncode == 0:  # it was done
            self._check_finished(process)
            return
        assert process.returncode in _STOPPED, f"exit code {process.returncode}: {self._said()}"
        assert self._said().strip() == _WORDS, self._said()
        # a worker that had no time to clean up may leave something in the cache, for `audiobook cache --prune`
        left = [name for name in self._now() if name.endswith((TEMPORARY_SUFFIX, ".lock"))]
        assert not [name for name in left if name.startswith("out/") or name.endswith(".lock")], left
        self._check_nothing_is_half()

    def finish(self) -> None:
        """Build undisturbed from what the killed ones left, and see that it is as if none had been killed."""
        process = self._start("stage")
        process.wait(_MOST_S)
        self._check_finished(process)

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        arguments = ["--out", f"{name}/out", "--cache", f"{name}/cache", "--jobs", "3", "--formats", self._formats]
        address = ["--address", "https://example.org/story/"] if "podcast" in self._formats else []
        with (self._folder / "said.txt").open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "audiobook", "build", *arguments, *address, "story.txt"],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def _kill(self, process: subprocess.Popen[bytes], kind: str, victim: int) -> None:
        if kind == "all":
            os.killpg(victim, signal.SIGKILL)
        else:
            os.kill(victim, signal.SIGKILL)
        self.tally.n_kills[kind] += 1
        process.wait(_MOST_S)
        self._check_nobody_is_left(process.pid)
        if kind == "worker":
            self._check_told(process)
        self._check_nothing_is_half()
        if process.returncode == 0:
            self._check_finished(process)

    def _check_nobody_is_left(self, session: int) -> None:
        ended_s = time.monotonic()
        while _session(session):
            assert time.monotonic() - ended_s < 20, "workers live on"
            time.sleep(0.02)
        self.tally.slowest_end_s = max(self.tally.slowest_end_s, time.monotonic() - ended_s)

    def _check_told(self, process: subprocess.Popen[bytes]) -> None:
        """See that a build that lost a worker ends right, or says in words why not."""
        words = process.returncode == 0 or _FIRST_EXIT_CODE <= process.returncode <= _LAST_EXIT_CODE
        assert words, f"exit code {process.returncode}: {self._said()}"
        assert "Traceback" not in self._said(), self._said()

    def _check_nothing_is_half(self) -> None:
        stage = self._folder / "stage"
        for name, data in _files(stage).items():
            if name.endswith(FILE_NAME):
                _check_manifest(stage / name)
            elif not name.endswith((TEMPORARY_SUFFIX, "/.lock")) and "/in-use/" not in name and "/origins/" not in name:
                assert data == self._calm.get(name), f"{name} is not what it must be"
        clips = {path.name: path.stat().st_ino for path in (stage / "cache").rglob("*.clip")}
        again = [name for name, number in self._clips.items() if clips.get(name) != number]
        assert not again, f"lost, or made again: {again}"
        self._clips = clips

    def _check_finished(self, process: subprocess.Popen[bytes]) -> None:
        assert process.returncode == 0, self._said()
        self._check_nothing_is_half()
        made, wanted = ({n: d for n, d in files.items() if n.startswith("out/")} for files in (self._now(), self._calm))
        assert made == wanted, sorted({*made} ^ {*wanted})
        shutil.rmtree(self._folder / "stage")
        self._clips = {}
        self.tally.n_finished += 1
        self._takes_s *= 0.9  # moments are drawn from the time that a build takes now: the first met a busier machine

    def _now(self) -> Mapping[str, bytes]:
        return _files(self._folder / "stage")

    def _said(self) -> str:
        return (self._folder / "said.txt").read_text(encoding="utf-8")


def _listens(pid: int) -> bool:
    """Say whether a process handles SIGTERM (Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    caught = int(next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt")), 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def _ends_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _check_manifest(path: Path) -> None:
    """See that whatever it says is made is what is there."""
    for file in json.loads(path.read_bytes())["artifacts"]:
        if file["recipe"]:
            made = (path.parent / file["path"]).read_bytes()
            assert hashlib.sha256(made).hexdigest() == file["sha256"], f"{file['path']} is another"


def _files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _session(number: int, but: int = 0) -> list[int]:
    """Give the processes of a session that still run (Linux)."""
    return [pid for pid, session in _running() if session == number and pid != but]


def _running() -> Iterator[tuple[int, int]]:
    """Give the number and the session of each process."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, session = stat.read_text(errors="replace").rpartition(")")[2].split()[:4]
        except OSError:  # it is gone
            continue
        if state not in "ZX":
            yield int(stat.parent.name), int(session)
