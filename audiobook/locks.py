"""A folder or a file that one process at a time works on; whoever comes second hears who it is.

The lock is the system's own, on a hidden file there (flock; on Windows a byte range), so it ends with its process
however that ends: after a kill -9 or a power cut there is nothing to clear up, and a process number that is used again
means nothing. What the file says is only for people. It is gone when the work is done.

The package filelock would do for the lock alone. It empties the file of whoever makes it wait, so who that is would
need a second file; and where the disk has no locks it falls back to the presence of a file, which outlives its process.
"""

import errno
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from audiobook.errors import InUseError, OutputError
from audiobook.files import explained

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME: Final = ".lock"
_LOOK_EVERY_S: Final = 0.2
_WRITING_S: Final = 10.0
_FAR: Final = 1 << 30
"""Where Windows locks a byte: what is locked there cannot be read, and the holder's name should be."""
_TAKEN: Final = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL)

_held: set[int] = set()
"""Descriptors of the locks that this process holds."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on something."""

    pid: int
    host: str
    since_s: float
    """Seconds since 1970."""
    what: str
    """What for, as a person would say: "audiobook build exile.md"."""

    def __str__(self) -> str:
        """Name it in a sentence."""
        since = datetime.fromtimestamp(self.since_s).astimezone()
        on = "" if self.host == platform.node() else f" on {self.host}"
        today = since.date() == datetime.now().astimezone().date()
        return f"process {self.pid}{on} (`{self.what}`, since {since:{'%H:%M' if today else '%d %B, %H:%M'}})"


Waiting = Callable[[str], None]
"""Is told for whom we wait."""


@contextmanager
def working_in(folder: Path, what: str, *, patience_s: float = 0.0, waiting: Waiting | None = None) -> Iterator[None]:
    """Be the only one who works in a folder, while the block lasts; as `held` says."""
    with held(folder / _NAME, folder, what, patience_s=patience_s, waiting=waiting):
        yield


@contextmanager
def changing(file: Path, what: str) -> Iterator[None]:
    """Be the only one who reads a file and writes it anew, while the block lasts; as `held` says.

    Whoever comes second waits some seconds: others who do this take as long as it takes to write a file.
    """
    with held(file.with_name(f".{file.name}{_NAME}"), file, what, patience_s=_WRITING_S):
        yield


@contextmanager
def held(
    path: Path, thing: Path, what: str, *, patience_s: float = 0.0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Hold the lock at `path`, while the block lasts. Folders are made, and removed if they stay empty.

    thing: what it is the lock of. what: what for. Both for people. patience_s: wait so long for somebody else, without
    end where it is infinite. waiting: is told of it, once.

    Raises InUseError, which names the holder, and OutputError where no lock can be had: the folder is closed to us, or
    the disk knows no locks. A process that is forked inside the block has no part in the lock.
    """
    made = [folder for folder in path.parents if not folder.exists()]
    descriptor = None
    try:
        descriptor = _taken(path, thing, time.monotonic() + patience_s, waiting)
        _introduce(descriptor, what)
        yield
    finally:
        if descriptor is not None:
            _give_back(descriptor, path)
        for folder in made:
            with suppress(OSError):  # there is something in it now
                folder.rmdir()


def is_held(path: Path) -> bool:
    """Say whether a living process holds that lock. The file of one that does not live is removed."""
    try:
        descriptor = _try(path, create=False)
    except FileNotFoundError:
        return False
    if descriptor is not None:
        _give_back(descriptor, path)
    return descriptor is None


def _taken(path: Path, thing: Path, until_s: float, waiting: Waiting | None) -> int:
    """Give the descriptor of a lock, as soon as it can be had."""
    while True:
        with explained("lock", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = _try(path)
        if descriptor is not None:
            return descriptor
        holder = _holder(path)
        if time.monotonic() >= until_s:
            hint = "Wait until it is done, or end it. (`audiobook build` waits with --wait.)"
            raise InUseError(f"{thing} is in use by {holder or 'another process'}", hint=hint)
        if waiting:
            waiting(str(holder or "another process"))
            waiting = None
        time.sleep(_LOOK_EVERY_S)


def _try(path: Path, *, create: bool = True) -> int | None:
    """Give the descriptor of the lock, or None if somebody else has it. Raises OSError, and OutputError as `held`."""
    while True:
        descriptor = os.open(path, os.O_RDWR | (os.O_CREAT if create else 0), 0o666)
        try:
            if not _lock(descriptor, path):
                os.close(descriptor)
                return None
            if _is_at(descriptor, path):
                _held.add(descriptor)
                return descriptor
        except BaseException:  # Ctrl-C too
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder has removed the file since we opened it: there may be a new one


def _lock(descriptor: int, path: Path) -> bool:
    """Say whether the lock is ours now."""
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            _lock_on_windows(descriptor)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno in _NO_LOCKS:
            hint = (
                "Choose a folder on another disk, such as one of this machine's own; copy what is made when it is done."
            )
            raise OutputError(f"the disk of {path.parent} knows no locks ({error.strerror})", hint=hint) from error
        raise
    return True


def _lock_on_windows(descriptor: int) -> None:
    import msvcrt  # noqa: PLC0415 - Windows only

    os.lseek(descriptor, _FAR, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]


def _is_at(descriptor: int, path: Path) -> bool:
    """Say whether a file that is open is still the one at that path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _introduce(descriptor: int, what: str) -> None:
    """Write down who we are. A full disk is for the work to find."""
    content = json.dumps(asdict(Holder(os.getpid(), platform.node(), time.time(), what))).encode()
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, content)


def _holder(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):  # it has only just come, or has gone
        return None


def _give_back(descriptor: int, path: Path) -> None:
    """Remove the file while it is ours, and let it go; Windows removes no open file, so there the other way round."""
    _held.discard(descriptor)
    if fcntl is not None:
        with suppress(OSError):
            path.unlink()
    os.close(descriptor)
    if fcntl is None:
        with suppress(OSError):  # somebody else has it already
            path.unlink()


def _let_go_in_child() -> None:
    """Close the locks of the parent: a child that outlived it would hold them for nobody."""
    while _held:
        with suppress(OSError):
            os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)
