"""Writes a format's file so that it becomes visible only when it is finished, and says what was written."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from audiobook.files import explained, temporary_beside
from audiobook.formats.base import ChapterEdition
from audiobook.formats.registry import load_format
from audiobook.model import Artifact


def write_artifact(format_name: str, chapter: ChapterEdition, read: Callable[[str], bytes], target: Path) -> Artifact:
    """Write a chapter in the format of that name; a function of the module, so that a worker process can be sent it.

    The artifact's path is the name of `target`, which lies in the output folder itself. Raises as `load_format` and
    `Format.write_chapter` do.
    """
    form = load_format(format_name)
    form.write_chapter(chapter, read, target)
    with explained("read", target), target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Artifact(target.name, form.media_type, digest, file.tell())


@contextmanager
def published(target: Path) -> Iterator[Path]:
    """Give an empty file beside `target` to write; at the end of the block it becomes `target`.

    If the block raises anything, Ctrl-C too, it is removed and `target` is as it was. Folders are made. An OSError,
    from here or from the block, becomes an OutputError that names `target`.
    """
    with explained("write", target):
        part = temporary_beside(target)
        try:
            part.open("xb").close()  # asks the disk before an encoder is started
            yield part
            _sync(part)
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def _sync(path: Path) -> None:
    """Wait until the content is on the disk, or a power cut could leave the new name without it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
