"""How long a book will be and how much room it takes, before anything is said. Pure."""

from collections.abc import Iterable

from audiobook.audio.encodings import ENCODINGS
from audiobook.formats.base import Format
from audiobook.model import ChapterScript
from audiobook.script import Pauses, estimated_s


def seconds_of(chapter: ChapterScript, pauses: Pauses) -> float:
    """Give about how long a chapter will be, in seconds."""
    seconds = pauses.head_s + sum(map(estimated_s, chapter.utterances)) + pauses.tail_s
    return seconds if chapter.at_most_s is None else min(seconds, chapter.at_most_s)


def bytes_of(seconds: float, formats: Iterable[Format]) -> int:
    """Give about how much room so much sound takes in these formats; what is written takes next to none."""
    return round(seconds * sum(ENCODINGS[form.encoding].bytes_per_s for form in formats if form.encoding))
