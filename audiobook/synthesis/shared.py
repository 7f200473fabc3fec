"""A store that many machines share: a folder of each in front of an object store.

What is read stays in the folder, what is written goes to both. The object store decides what there is: a clip that is
only in the folder, because the other has lost it, is put back before anybody relies on it.
"""

import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from audiobook.audio.encodings import ENCODINGS
from audiobook.model import Clip, Speech
from audiobook.synthesis.cache import ClipCache, file_name
from audiobook.synthesis.mirror import Mirror
from audiobook.synthesis.worker import no_interrupts

R = TypeVar("R")

_N_AT_ONCE: Final = 16
"""An object store answers each question slowly, and many at once."""


class SharedStore:
    """Keeps clips and tracks in an object store, by way of a folder on this machine."""

    def __init__(self, folder: Path, url: str) -> None:
        """Connect to nothing yet. Raises SettingsError if what the address needs is not installed."""
        self._near = ClipCache(folder)
        self._far = Mirror(folder, url)

    def find_all(self, keys: Collection[str]) -> Iterator[Clip]:
        """Give what is known of those clips that are there, as they are found; they are then here too."""
        return (clip for clip in _at_once(self._found, keys) if clip)

    def present(self, keys: Collection[str]) -> set[str]:
        """Say which clips the object store has; they are not looked into."""
        there = _at_once(lambda key: self._far.has(file_name(key)), keys)
        return {key for key, has in zip(keys, there, strict=True) if has}

    def read(self, key: str, sample_rate_hz: int | None = None) -> bytes:
        """Give the samples of a clip, as `ClipCache.read`, brought here if need be."""
        if not self._near.find(key):
            self._far.bring(file_name(key))
        return self._near.read(key, sample_rate_hz)

    def write(self, key: str, speech: Speech) -> Clip:
        """Keep speech under a key, here and there. Raises OutputError."""
        clip = self._near.write(key, speech)
        self._far.send(file_name(key))
        return clip

    def track(self, key: str, encoding: str) -> Path:
        """Give where the sound of a chapter lies on this machine, or is to be written to before it is kept."""
        return self._near.track(key, encoding)

    def has_track(self, key: str, encoding: str) -> bool:
        """Say whether the sound of a chapter is there; it is then here too."""
        name = _track_name(key, encoding)
        if self._near.has_track(key, encoding):
            if not self._far.has(name):
                self._far.send(name)
            return True
        if not self._far.bring(name):
            return False
        self._near.keep_track(key, encoding)
        return True

    def keep_track(self, key: str, encoding: str) -> None:
        """Keep what was written to `track`, there too. Raises OutputError."""
        self._near.keep_track(key, encoding)
        self._far.send(_track_name(key, encoding))

    def read_note(self, name: str) -> bytes | None:
        """Give a small file as it is in the object store now, or None."""
        return self._near.read_note(name) if self._far.bring(name) else None

    def write_note(self, name: str, content: bytes) -> None:
        """Keep a small file by name. Raises OutputError."""
        self._near.write_note(name, content)
        self._far.send(name)

    def _found(self, key: str) -> Clip | None:
        name = file_name(key)
        clip = self._near.find(key)
        if clip and not self._far.has(name):
            self._far.send(name)
        return clip or (self._near.find(key) if self._far.bring(name) else None)


def _track_name(key: str, encoding: str) -> str:
    return file_name(key, ENCODINGS[encoding].extension)


def _at_once(ask: Callable[[str], R], keys: Collection[str]) -> Iterator[R]:
    """Give the answer for each key, in order; questions are asked side by side.

    Where this ends early, by an error or Ctrl-C, nobody waits for the answers that are still to come.
    """
    answers = {key: Future[R]() for key in keys}
    waiting = deque(answers.items())

    def work() -> None:
        with suppress(IndexError):  # none is left
            while True:
                key, answer = waiting.popleft()
                try:
                    answer.set_result(ask(key))
                except Exception as error:  # noqa: BLE001 - is for the one who asked
                    answer.set_exception(error)

    with no_interrupts():  # signals are for the main thread
        for _ in range(min(_N_AT_ONCE, len(answers))):
            threading.Thread(target=work, daemon=True).start()
    try:
        for key in keys:
            yield answers[key].result()
    finally:
        waiting.clear()
