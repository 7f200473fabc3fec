"""A disk that fails: what is done to the files below a folder is counted, and one of these operations goes wrong.

    with FaultyFS(tmp_path, Fault("full", errno.ENOSPC), at=17) as disk:
        ...                 # the 17th operation finds the disk full, and so does every write after it
    disk.struck             # "write .../out/.4194305-77.part", or "" if there were fewer

Python's own ways to a file are replaced while the block lasts (`open`, and what `os` has), and nothing else: whoever
writes by other means goes unseen, so the number of operations is worth a look.
"""

# ruff: noqa: ANN401 - it stands in for functions that take whatever names a file

import builtins
import errno
import io
import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self, cast
from unittest import mock

NOBODY: Final = 4_194_305
"""More than any process has on Linux: whoever died under this number is gone."""
_WRITES: Final = frozenset({"open for writing", "write", "mkdir", "fsync"})
_CHANGES: Final = frozenset({*_WRITES, "replace", "unlink", "rmdir", "utime"})
"""Whoever is killed while reading leaves what he left before."""
_ANY: Final = frozenset({*_CHANGES, "open", "read"})


class Killed(BaseException):
    """The process ended here: what it still does on its way out reaches no disk."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong."""

    name: str
    code: int = 0
    """errno; 0: the process is killed."""
    meets: frozenset[str] = _ANY
    """Operations that can fail so."""
    lasts: bool = False
    """Whatever comes after it fails as well, as on a disk that is full."""
    loses_unsynced: bool = False
    """As when the power goes: what was not brought to the disk by fsync is not on it."""


FULL: Final = Fault("full", errno.ENOSPC, _WRITES, lasts=True)
BROKEN: Final = Fault("broken", errno.EIO)
CLOSED: Final = Fault("closed", errno.EACCES, _ANY - {"write", "read", "fsync"})
READ_ONLY: Final = Fault("read-only", errno.EROFS, _CHANGES - {"write", "fsync"}, lasts=True)
KILL: Final = Fault("kill", meets=_CHANGES)
POWER_CUT: Final = Fault("power cut", meets=_CHANGES, loses_unsynced=True)
FAULTS: Final = (FULL, BROKEN, CLOSED, KILL, POWER_CUT)


class FaultyFS:
    """The files below a folder, as long as it is entered."""

    def __init__(self, root: Path, fault: Fault = KILL, at: int = 0) -> None:
        """Fail at the operation of this number, counted from 1 among those that can fail so; 0: never."""
        self._root = str(root)
        self._fault, self._at = fault, at
        self._dead = False
        self._open: dict[int, str] = {}
        self._descriptors: dict[int, os.stat_result] = {}
        self._unsynced: set[str] = set()
        self._patches = ExitStack()
        self._n = 0
        self.done: list[str] = []
        """What was done, in order, whether it can fail so or not."""
        self.struck = ""
        """The operation that failed, and on what."""

    def __enter__(self) -> Self:
        """Take over."""
        patches = {
            (builtins, "open"): self._open_file,
            (io, "open"): self._open_file,
            (os, "open"): self._opening(os.open),
            (os, "fsync"): self._fsync,
            (os, "replace"): self._moving(os.replace),
            (os, "rename"): self._moving(os.rename),
            (os, "sendfile"): _no_short_cut,
            **{(os, name): self._on_path(name) for name in ("unlink", "remove", "mkdir", "rmdir", "utime")},
        }
        if self._at:  # what it leaves must not look like that of a process which lives
            patches[os, "getpid"] = lambda: NOBODY
        for (owner, name), replacement in patches.items():
            self._patches.enter_context(mock.patch.object(owner, name, replacement))
        return self

    def __exit__(self, *_: object) -> None:
        """Let go; what a power cut takes is gone then."""
        self._patches.close()
        if self._dead:
            self._close_all()
        if self._dead and self._fault.loses_unsynced:
            for path in map(Path, self._unsynced):
                with suppress(FileNotFoundError):
                    path.write_bytes(bytes(path.stat().st_size))

    def _close_all(self) -> None:
        """Close what the dead left open, as the system does: else its locks would be held."""
        for descriptor, status in self._descriptors.items():
            with suppress(OSError):
                if os.path.samestat(os.fstat(descriptor), status):
                    os.close(descriptor)

    def operate(self, operation: str, path: object) -> None:
        """Count an operation, and fail if its time has come."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if not name.startswith(self._root):
            return
        if self._dead:
            raise Killed
        self.done.append(operation)
        if operation not in self._fault.meets:
            return
        self._n += 1
        if self._n == self._at:
            self.struck = f"{operation} {name}"
        elif not (self.struck and self._fault.lasts):
            return
        if self._fault.code:
            raise OSError(self._fault.code, os.strerror(self._fault.code), name)
        self._dead = True
        raise Killed

    def write(self, path: str, data: memoryview, sink: Callable[[memoryview], int]) -> int:
        """Write; where that fails, half of it is written first."""
        if self._n + 1 == self._at and "write" in self._fault.meets and not self._dead:
            sink(data[: len(data) // 2])
        self.operate("write", path)
        return sink(data)

    def opened(self, descriptor: int, path: str) -> None:
        """Keep in mind what a descriptor stands for, so that fsync can be counted."""
        self._open[descriptor] = path

    def dirty(self, path: str) -> None:
        """Keep in mind that a file is written, and not on the disk yet."""
        self._unsynced.add(path)

    def _open_file(self, file: Any, mode: str = "r", buffering: int = -1, *args: Any, **options: Any) -> Any:
        """Do as io.open does."""
        if isinstance(file, int) or not os.fsdecode(file).startswith(self._root):
            return _OPEN(file, mode, buffering, *args, **options)
        raw = _File(self, os.fsdecode(file), mode.replace("b", "").replace("t", ""))
        if buffering == 0:
            return raw
        buffered = _buffered(raw)
        return buffered if "b" in mode else io.TextIOWrapper(cast("io.BufferedReader", buffered), *args, **options)

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def opening(path: Any, flags: int, *args: Any, **options: Any) -> int:
            self.operate("open for writing" if flags & (os.O_WRONLY | os.O_RDWR) else "open", path)
            descriptor = real(path, flags, *args, **options)
            if os.fsdecode(path).startswith(self._root):
                self._descriptors[descriptor] = os.fstat(descriptor)
            return descriptor

        return opening

    def _fsync(self, descriptor: int) -> None:
        path = self._open.get(descriptor, "")
        self.operate("fsync", path)
        self._unsynced.discard(path)  # not done in earnest: it would take most of the test's time

    def _moving(self, real: Callable[..., None]) -> Callable[..., None]:
        def moving(source: Any, target: Any, **options: Any) -> None:
            self.operate("replace", target)
            real(source, target, **options)
            self._unsynced.discard(os.fspath(target))
            if os.fspath(source) in self._unsynced:
                self._unsynced.remove(os.fspath(source))
                self._unsynced.add(os.fspath(target))

        return moving

    def _on_path(self, name: str) -> Callable[..., None]:
        real, operation = getattr(os, name), "unlink" if name == "remove" else name

        def doing(path: Any, *args: Any, **options: Any) -> None:
            self.operate(operation, path)
            real(path, *args, **options)

        return doing


class _File(io.FileIO):
    """A file whose reads and writes are counted."""

    def __init__(self, disk: FaultyFS, path: str, mode: str) -> None:
        self._disk = disk
        disk.operate("open" if mode == "r" else "open for writing", path)
        super().__init__(path, mode)
        self._path = path
        disk.opened(self.fileno(), path)
        if mode[0] in "wxa":
            disk.dirty(path)

    def write(self, data: Any) -> int:
        self._disk.dirty(self._path)
        return self._disk.write(self._path, memoryview(data).cast("B"), super().write)

    def truncate(self, size: int | None = None) -> int:
        self._disk.operate("write", self._path)
        return super().truncate(size)

    def readinto(self, buffer: Any) -> int:
        self._disk.operate("read", self._path)
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._disk.operate("read", self._path)
        return super().readall()


_OPEN: Final = io.open


def _buffered(raw: io.FileIO) -> io.BufferedIOBase:
    if raw.readable() and raw.writable():
        return io.BufferedRandom(raw)
    return io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)


def _no_short_cut(*_: object) -> None:
    """Make `shutil` copy by reading and writing, which can be counted."""
    raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))
