"""Lets a format's tools (an encoder, a tagger) work on a file that becomes visible only when it is finished."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from audiobook.files import explained, temporary_beside


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
