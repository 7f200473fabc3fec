"""A recognizer for tests: it knows the clips by their samples, and mishears what it is told to."""

from collections.abc import Mapping
from pathlib import Path

from audiobook.audio.samples import WIDTH
from audiobook.checking.hearing import BETWEEN_S
from audiobook.plan import Plan
from audiobook.synthesis.cache import ClipCache


class Parrot:
    """Gives for every clip what was to be said, unless `mishears` has other words for it."""

    name = "parrot 1"

    def __init__(self, texts: Mapping[bytes, str], mishears: Mapping[str, str]) -> None:
        self._texts = texts
        self._mishears = mishears
        self.n_heard = 0

    def hear(self, pcm: bytes, rate_hz: int) -> str:
        """Take the sound apart where silence was put between clips."""
        self.n_heard += 1
        between = bytes(WIDTH * round(BETWEEN_S * rate_hz))
        texts = [self._texts[clip] for clip in pcm.split(between)]
        return " ".join(self._mishears.get(text, text) for text in texts)
