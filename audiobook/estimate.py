"""How long a book will be and how much room it takes, before anything is said. Pure."""

from collections.abc import Iterable
from typing import Final

from audiobook.audio.encodings import ENCODINGS
from audiobook.formats.base import Format
from audiobook.model import ChapterScript
from audiobook.script import Pauses

_CHARS_PER_S: Final = 14.0
"""Of a voice at its own rate: what the bundled story measures with eSpeak; natural voices are within a tenth of it."""


def seconds_of(chapter: ChapterScript, pauses: Pauses) -> float:
    """Give about how long a chapter will be, in seconds."""
    n_chars = sum(len(u.spoken) / u.voice.prosody.rate for u in chapter.utterances)
    return n_chars / _CHARS_PER_S + sum(u.pause_s for u in chapter.utterances) + pauses.head_s + pauses.tail_s


def bytes_of(seconds: float, formats: Iterable[Format]) -> int:
    """Give about how much room so much sound takes in these formats; what is written takes next to none."""
    return round(seconds * sum(ENCODINGS[form.encoding].bytes_per_s for form in formats if form.encoding))
