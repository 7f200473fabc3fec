"""What is said of what is written, and where it stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model.story import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the spoken text, and the stretch of the written text that it says."""

    spoken: Span
    written: Span
    as_written: bool
    """Letter for letter the same; else all of the one says all of the other ("nineteen hundred" and "1900")."""


@dataclass(frozen=True, slots=True, order=True)
class Phonemes:
    """How a stretch of the spoken text is said, whatever its letters would say."""

    span: Span
    ipa: str
    """International Phonetic Alphabet, as people write it; each engine has a notation of its own."""

    def moved(self, n_chars: int) -> "Phonemes":
        """Give the same for a text that has so many more characters before it."""
        return Phonemes(Span(self.span.start + n_chars, self.span.end + n_chars), self.ipa)


def written_span(links: Sequence[Link], said: Span) -> Span | None:
    """Give the stretch of the written text that a stretch of the spoken text says; None where it says nothing of it.

    links: of one text, in order. A stretch within a number gives the whole number.
    """
    touched = [link for link in links if link.spoken.start < said.end and said.start < link.spoken.end]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    start = first.written.start + (max(0, said.start - first.spoken.start) if first.as_written else 0)
    end = last.written.end - (max(0, last.spoken.end - said.end) if last.as_written else 0)
    return Span(start, end)
