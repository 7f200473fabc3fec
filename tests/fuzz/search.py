"""Tries inputs against a target, keeps what breaks its law, each kind of break once, and makes it small."""

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from audiobook.errors import AudiobookError
from tests.fuzz.target import Target

_OURS: Final = ("audiobook", "tests")
_MOST_TRIES: Final = 600
"""To make one finding small."""
_LONGEST_PROBLEM: Final = 2_100
"""Of an error in words, in characters: a person is to read it."""


class TooSlowError(Exception):
    """An input took more CPU time than it may."""


class NoWordsError(Exception):
    """An input was refused, but not in words that a person can use."""


@dataclass(frozen=True)
class Finding:
    """An input that breaks a law."""

    data: bytes
    kind: str
    """Of the error and where it was raised: what tells one fault from another."""
    trace: str


def broken_by(target: Target, data: bytes, slowness: float = 1.0) -> Finding | None:
    """Give what an input breaks; None where the law holds. slowness: what the limit of time is multiplied by."""
    try:
        with _limited(slowness * target.limit_s(data)):
            target.check(data)
    except AudiobookError as error:
        if error.problem.strip() and len(error.problem) + len(error.hint) <= _LONGEST_PROBLEM:
            return None
        return Finding(data, f"no words: {type(error).__name__}: {_where(error)}", repr(error.problem))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        where = "" if isinstance(error, TooSlowError) else f" at {_where(error)}"
        return Finding(data, f"{type(error).__name__}{where}", traceback.format_exc(limit=-20))
    return None


@contextmanager
def _limited(limit_s: float) -> Iterator[None]:
    """Raise TooSlowError in what takes more CPU time; code in C that asks nobody is told of when it is done."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {limit_s:.1f} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if time.process_time() - began > limit_s:
        stop(0, None)


def _where(error: BaseException) -> str:
    """Give the innermost place of ours in a traceback: the file and the function."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if any(f"/{name}/" in f.filename for name in _OURS) and "/fuzz/search" not in f.filename]
    last = ours[-1] if ours else frames[-1]
    return f"{'/'.join(Path(last.filename).parts[-3:])}:{last.lineno} {last.name}"


def made_small(finding: Finding, again: Callable[[bytes], Finding | None]) -> Finding:
    """Give a smaller input that breaks the law in the same way. again: tries one."""
    size, tries = max(1, len(finding.data) // 2), 0
    while size and tries < _MOST_TRIES:
        at = 0
        while at < len(finding.data) and tries < _MOST_TRIES:
            tries += 1
            found = again(finding.data[:at] + finding.data[at + size :])
            if found and found.kind == finding.kind:
                finding = found
            else:
                at += size
        size //= 2
    return finding


class Search:
    """Tries many inputs against one target, and writes what it finds."""

    def __init__(self, target: Target, folder: Path, say: Callable[[str], None]) -> None:
        """Begin with nothing found. folder: where findings are written. say: tells a person of each."""
        self.target = target
        self.n_inputs = 0
        self.slowest = 0.0
        """Share of its time that an input took."""
        self.findings: dict[str, Finding] = {}
        self._folder = folder
        self._say = say
        folder.mkdir(parents=True, exist_ok=True)
        self._last = folder / f"{target.name}.last"
        """What is tried now: where a process dies, this is why."""

    def try_one(self, data: bytes) -> None:
        """Try an input."""
        self._last.write_bytes(data)
        self.n_inputs += 1
        began = time.process_time()
        finding = broken_by(self.target, data)
        self.slowest = max(self.slowest, (time.process_time() - began) / self.target.limit_s(data))
        if finding and finding.kind not in self.findings:
            self.findings[finding.kind] = finding
            self._write(finding)
            self._say(f"{self.target.name}: {finding.kind} ({len(finding.data):,} bytes)")
            if not finding.kind.startswith(TooSlowError.__name__):
                self._write(made_small(finding, lambda smaller: broken_by(self.target, smaller)))

    def done(self, took_s: float) -> str:
        """Take away what was only for the case that the process dies; say what came of it all in that CPU time."""
        self._last.unlink(missing_ok=True)
        return (
            f"{self.target.name}: {self.n_inputs:,} inputs in {took_s / 60:.1f} min, {self.n_inputs / took_s:,.0f}/s, "
            f"the slowest took {self.slowest:.0%} of its time, {len(self.findings)} findings"
        )

    def _write(self, finding: Finding) -> None:
        name = f"{self.target.name}-{list(self.findings).index(finding.kind) + 1}"
        (self._folder / f"{name}.in").write_bytes(finding.data)
        (self._folder / f"{name}.txt").write_text(
            f"{finding.kind}\n\n{finding.trace}", encoding="utf-8", errors="replace"
        )
