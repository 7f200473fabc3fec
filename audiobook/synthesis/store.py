"""What every store of clips is: a folder (`cache.py`), or a folder with an object store behind it (`shared.py`).

Stores pickle: workers are handed one. Whatever they give was checked when it was read, and what they keep is whole or
not there, so that any number of processes may use one at a time.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from audiobook.model import Clip, Speech


class Store(Protocol):
    """Keeps clips, and the finished sound of chapters ("tracks"), each by its key."""

    def find_all(self, keys: Collection[str]) -> Iterator[Clip]:
        """Give what is known of those clips that are there, as they are found. Damaged ones are not there."""

    def present(self, keys: Collection[str]) -> set[str]:
        """Say which of those clips have a file; it is not looked into."""

    def read(self, key: str, sample_rate_hz: int | None = None) -> bytes:
        """Give the samples of a clip, at its own rate or brought to another. Raises AudioError if it is gone."""

    def write(self, key: str, speech: Speech) -> Clip:
        """Keep speech under a key. Raises OutputError."""

    def track(self, key: str, encoding: str) -> Path:
        """Give where a track lies on this machine, or is to be written to before it is kept."""

    def has_track(self, key: str, encoding: str) -> bool:
        """Say whether a track is there and whole; it then lies at `track`."""

    def keep_track(self, key: str, encoding: str) -> None:
        """Keep what was written to `track`. Raises OutputError."""

    def read_note(self, name: str) -> bytes | None:
        """Give a small file that was kept by name, or None."""

    def write_note(self, name: str, content: bytes) -> None:
        """Keep a small file by name, in place of the one that is there. Raises OutputError."""
