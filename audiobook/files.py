"""Files written whole or not at all, and a person's words for why one could not be; and files that others name."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from audiobook.errors import OutputError

DISK_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where there is no room, or no more for us."""
TEMPORARY_SUFFIX: Final = ".part"
"""Ends the name of a file that is still being written; nothing that ends so is worth keeping."""

_HINTS: Final = {
    errno.ENOSPC: "The disk is full: free some space there and run the same command again; what is made is kept.",
    errno.EDQUOT: "Your share of the disk is used up: free some space and run the same command again.",
    errno.ENOENT: "It was removed while it was being worked on: run the same command again.",
    errno.EIO: "The disk is failing, or is no longer there: look after it, and run the same command again.",
    errno.EFBIG: "Files may not be so large there: choose another disk, or raise the limit (`ulimit -f unlimited`).",
    errno.EACCES: "You may not write there: choose another folder, or change its permissions.",
    errno.EPERM: "You may not write there: choose another folder, or change its permissions.",
    errno.EROFS: "That disk can only be read: choose another folder.",
    errno.ENOTDIR: "A file stands where a folder is needed: move it away, or choose another folder.",
    errno.EEXIST: "A file stands where a folder is needed: move it away, or choose another folder.",
    errno.EISDIR: "A folder stands where a file is to be written: move it away, or choose another name.",
    errno.ENOTEMPTY: "A folder stands where a file is to be written: move it away, or choose another name.",
    errno.ENAMETOOLONG: "That name is longer than the disk allows: choose a shorter one.",
}


@contextmanager
def explained(action: str, path: Path) -> Iterator[None]:
    """Turn an OSError inside the block into an OutputError that says what failed, where, and what to do.

    action: what was tried, as it follows "could not": "write", "make the folder".
    """
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "")
        reason = error.strerror or str(error)
        raise OutputError(f"could not {action} {path}: {reason}", hint=hint) from error


def write_whole(path: Path, content: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Write a file so that `path` holds the old content or all of the new, never a part; folders are made.

    content: the bytes, or pieces of them as they come.
    durable: also survive a power cut (fsync before the rename). Without it a power cut may leave a file of the right
    length with wrong bytes, which is fine only for files that carry a digest.

    Raises OutputError if the disk is full, the folder is closed to us, and the like; whatever stood at `path` stands.
    """
    with published(path, durable=durable) as part, part.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)


@contextmanager
def published(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """Give an empty file beside `path` for anybody to write; at the end of the block it becomes `path`.

    If the block raises anything, Ctrl-C too, it is removed and `path` is as it was. Folders are made. An OSError, from
    here or from the block, becomes an OutputError that names `path`. durable: as for `write_whole`.
    """
    with scratch(path) as part:
        yield part
        if durable:
            _sync(part)
        part.replace(path)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path`, for what is needed on the way to it; after the block it is gone.

    Folders are made. An OSError, from here or from the block, becomes an OutputError that names `path`.
    """
    with explained("write", path):
        part = _temporary_beside(path)
        try:
            part.open("xb").close()  # asks the disk before an encoder is started
            yield part
        finally:  # on Ctrl-C too: half a file is nobody's
            with suppress(OSError):
                part.unlink(missing_ok=True)


def read_named(path: Path, most_bytes: int) -> bytes:
    """Give the bytes of a file that a story or a settings file names: it may be one without an end (/dev/zero).

    Raises OSError for one that cannot be read, or is larger.
    """
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def remove(folder: Path, path: str) -> None:
    """Remove a file below a folder, if it is there, and the folders between that are then empty. Raises OutputError."""
    gone = folder / path
    # a build that was killed here finds it gone the next time
    with explained("remove", gone), suppress(FileNotFoundError, NotADirectoryError):
        gone.unlink()
    for parent in gone.parents:
        if parent == folder:
            break
        with suppress(OSError):  # somebody's files are in it
            parent.rmdir()


def sweep(folder: Path) -> None:
    """Remove what processes that are gone were still writing in a folder and below it."""
    for part in folder.rglob(f".*-*{TEMPORARY_SUFFIX}"):
        writer = part.name[1:].partition("-")[0]
        if writer.isdigit() and not _is_running(int(writer)):
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _temporary_beside(path: Path) -> Path:
    """Give a free name in the folder of `path`, which is made if need be: a rename works only within one disk.

    The name says who writes it. It is short, not derived from that of `path`: that one may already be as long as the
    disk allows.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.parent / f".{os.getpid()}-{os.urandom(8).hex()}{TEMPORARY_SUFFIX}"


def _sync(path: Path) -> None:
    """Wait until the content is on the disk, or a power cut could leave the new name without it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # there os.kill would end it; and an open file cannot be removed anyway
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and is somebody else's
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Say whether a process was killed and only its number is left (Linux; elsewhere nobody can say)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]
