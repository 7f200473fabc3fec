"""A folder's files in an object store (S3 and the like), over fsspec: whole, and checked by their hash when they come.

An object is a file's content and, after it, one line: the SHA-256 of its name and content. An object that is cut off,
changed, or under another's name is found by that, and counts as not there.
"""

import errno
import functools
import hashlib
import importlib.util
import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from audiobook.errors import OutputError, SettingsError
from audiobook.files import DISK_FULL, scratch

log = logging.getLogger(__name__)

T = TypeVar("T")

_N_SEAL: Final = 65
"""64 hex digits and a line break."""
_CHUNK: Final = 1 << 20
_WAITS_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0)
"""After each failure but the last: a store that is busy for a quarter of a minute is waited for."""
_PATIENCE_S: Final = 60.0
"""After this, a store that does not even say that it is busy is not asked again."""
_OF_THIS_DISK: Final = (*DISK_FULL, errno.EROFS)
_FINAL: Final = (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError)
"""Asking again would not change it."""
_ONE_TRY: Final = {"retries": {"total_max_attempts": 1}, "connect_timeout": 10, "read_timeout": 30}
"""For botocore, which would repeat every try of ours five times."""


class Mirror:
    """Brings files of a folder from an object store, and sends them there. Pickles."""

    def __init__(self, folder: Path, url: str) -> None:
        """Connect to nothing yet. Raises SettingsError if fsspec is not installed."""
        if importlib.util.find_spec("fsspec") is None:
            hint = "Install it: pip install 'fullcast[s3]'"
            raise SettingsError(f'the Python package "fsspec", which {url} needs, is not installed', hint=hint)
        self._folder = folder
        self._url = url

    def has(self, name: str) -> bool:
        """Say whether there is an object; it is not looked into. Raises OutputError if the store does not answer."""
        return bool(self._patiently("ask for", name, lambda files, path: files.exists(path)))

    def bring(self, name: str) -> bool:
        """Write an object to its place in the folder, and say whether it is there and what it should be.

        Raises OutputError if the store does not answer, or the folder cannot be written.
        """
        target = self._folder / name
        with scratch(target) as part:
            if not self._patiently("read", name, lambda files, path: _fetched(files, path, part)):
                return False
            if not _unsealed(part, name):
                log.warning("damaged object, taken as not there: %s/%s", self._url, name)
                return False
            part.replace(target)
        return True

    def send(self, name: str) -> None:
        """Put a file of the folder into the store, whole or not at all. Raises OutputError."""
        with scratch(self._folder / name) as part:
            shutil.copyfile(self._folder / name, part)
            with part.open("ab") as file:
                file.write(_seal(part, name, part.stat().st_size))
            self._patiently("write", name, lambda files, path: files.put_file(str(part), path))

    def _patiently(self, action: str, name: str, act: Callable[[Any, str], T]) -> T:
        """Do something with the store, again and again if it fails, for a while.

        Raises OutputError; or OSError if it is the disk here that fails.
        """
        files, root = _file_system(self._url, os.getpid())
        began_s = time.monotonic()
        for wait_s in (*_WAITS_S, None):
            try:
                return act(files, f"{root}/{name}")
            except Exception as error:
                if isinstance(error, OSError) and error.errno in _OF_THIS_DISK:
                    raise
                is_late = time.monotonic() - began_s > _PATIENCE_S
                if wait_s is None or is_late or isinstance(error, _FINAL):
                    hint = "Look whether the store answers, and at your keys; what is made is kept: run it again then."
                    problem = f"could not {action} {self._url}/{name}: {str(error) or type(error).__name__}"
                    raise OutputError(problem, hint=hint) from error
                log.info("%s did not answer, next try in %s s: %s", self._url, wait_s, error)
                time.sleep(wait_s)
        raise AssertionError


def _fetched(files: Any, path: str, target: Path) -> bool:  # noqa: ANN401 - fsspec's file system
    """Write an object to a file; False if there is no such object."""
    try:
        files.get_file(path, str(target))
    except FileNotFoundError:
        return False
    return True


def _seal(file: Path, name: str, n_bytes: int) -> bytes:
    """Give the last line of the object of that name with the first n bytes of a file."""
    digest = hashlib.sha256(name.encode() + b"\n")
    with file.open("rb") as content:
        while n_bytes:
            chunk = content.read(min(_CHUNK, n_bytes))
            digest.update(chunk)
            n_bytes -= len(chunk)
    return digest.hexdigest().encode() + b"\n"


def _unsealed(file: Path, name: str) -> bool:
    """Take the last line off an object, and say whether it is the right one."""
    n_bytes = file.stat().st_size - _N_SEAL
    if n_bytes < 0:
        return False
    with file.open("rb+") as content:
        content.seek(n_bytes)
        seal = content.read()
        content.truncate(n_bytes)
    return seal == _seal(file, name, n_bytes)


@functools.cache
def _file_system(url: str, _pid: int) -> tuple[Any, str]:
    """Give fsspec's file system for an address, and the path in it; one in each process: none survives a fork."""
    from fsspec.core import url_to_fs  # noqa: PLC0415 - a build in a folder has no use for it

    kind = url.partition("://")[0]
    options = {"config_kwargs": _ONE_TRY, "use_listings_cache": False} if kind == "s3" else {}
    try:
        files, root = url_to_fs(url, **options)
    except (ImportError, ValueError) as error:
        hint = "Install what it needs: pip install 'fullcast[s3]' for s3://, for others the package that fsspec names."
        raise SettingsError(f"--cache: {url} cannot be used: {error}", hint=hint) from error
    if kind == "s3":
        files.retries = 1  # of s3fs itself, which would repeat them too
    return files, root.rstrip("/")
