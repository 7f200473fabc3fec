"""What is at work needs some of a cache's clips and tracks: while it runs, pruning leaves them alone.

Each build writes a list of what it needs, and holds a lock as long as the list counts. Who writes one, and who prunes,
does so one at a time; so a clip that was found by a build is never taken away from it, and a list whose build was
killed counts for nothing.
"""

import logging
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from audiobook.errors import OutputError
from audiobook.files import explained, write_whole
from audiobook.locks import held, is_held

log = logging.getLogger(__name__)

_FOLDER: Final = "in-use"
_GATE: Final = "gate"
_LIST, _LOCK = ".keys", ".lock"
_PATIENCE_S: Final = 600.0
"""Pruning a large cache takes seconds."""


@contextmanager
def in_use(cache: Path, keys: Collection[str], what: str) -> Iterator[None]:
    """Keep clips and tracks from being pruned while the block lasts.

    what: what they are for, for people. A cache that can only be read is used all the same: nobody can prune it.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(_listed(cache, keys, what))
        except OutputError as error:
            log.debug("what is in use is not noted: %s", error)
        yield


@contextmanager
def pruning(cache: Path) -> Iterator[frozenset[str]]:
    """Give the keys of all that is in use; nothing else comes into use while the block lasts."""
    with _gate(cache, "audiobook cache --prune"):
        with explained("read", cache / _FOLDER):
            keys = frozenset(key for listed in _lists(cache) for key in listed.read_text(encoding="ascii").split())
        yield keys


@contextmanager
def _listed(cache: Path, keys: Collection[str], what: str) -> Iterator[None]:
    lock = cache / _FOLDER / f"{os.getpid()}-{os.urandom(8).hex()}{_LOCK}"
    listed = lock.with_suffix(_LIST)
    with ExitStack() as stack:
        with _gate(cache, what), explained("write in", cache / _FOLDER):
            _lists(cache)
            stack.enter_context(held(lock, cache, what))
            write_whole(listed, "\n".join(sorted(keys)).encode(), durable=False)
        try:
            yield
        finally:
            with suppress(OSError):  # without its lock it does not count
                listed.unlink(missing_ok=True)


def _lists(cache: Path) -> Sequence[Path]:
    """Give the lists that count, and remove the others."""
    lists = sorted((cache / _FOLDER).glob(f"*{_LIST}"))
    living = [path for path in lists if is_held(path.with_suffix(_LOCK))]
    for path in set(lists).difference(living):
        path.unlink(missing_ok=True)
    return living


@contextmanager
def _gate(cache: Path, what: str) -> Iterator[None]:
    with held(cache / _FOLDER / f"{_GATE}{_LOCK}", cache, what, patience_s=_PATIENCE_S):
        yield
