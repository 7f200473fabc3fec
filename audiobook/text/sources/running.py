"""The words of one paragraph as they run in from a page: blanks joined as browsers join them, italics kept. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.model import Pronunciation, Span, clipped
from audiobook.text.marks import STOP
from audiobook.text.sources.base import INVISIBLE

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_LONG: Final = 80
"""Characters of a line, in the mean, that is a paragraph: those of verse, of addresses, of letters are shorter."""
_MOST: Final = 0.8


@dataclass(frozen=True, slots=True)
class Running:
    """The words of one paragraph, and what of them is in italics."""

    text: str
    italics: tuple[Span, ...]

    def after(self, before: str) -> "Running":
        """Give the paragraph with some letters right before it."""
        n = len(before)
        return Running(before + self.text, tuple(Span(s.start + n, s.end + n) for s in self.italics))

    def paragraphs(self) -> Iterator["Running"]:
        """Give its lines as paragraphs, where they are long and end as sentences do; else the whole."""
        lines = self.text.split("\n")
        n_ended = sum(STOP.search(line) is not None for line in lines)
        if len(lines) == 1 or len(self.text) < _LONG * len(lines) or n_ended < _MOST * len(lines):
            yield self
            return
        start = 0
        for line in lines:
            bare = line.strip()
            first = start + len(line) - len(line.lstrip())
            end = first + len(bare)
            clipped = ((max(first, s.start) - first, min(end, s.end) - first) for s in self.italics)
            if bare:
                yield Running(bare, tuple(Span(*span) for span in clipped if span[0] < span[1]))
            start += len(line) + 1


class Line:
    """Takes pieces of text in order and gives the paragraph that they make."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self._n_chars = 0
        self._last = ""
        self._italics: list[Span] = []

    def __bool__(self) -> bool:
        """Say whether there is anything but blanks."""
        return any(piece.strip() for piece in self._pieces)

    def __len__(self) -> int:
        """Give how many characters there are."""
        return self._n_chars

    def add(self, text: str, *, as_typed: bool = False) -> None:
        """Take a piece; runs of blanks become one, unless they are kept as typed."""
        text = INVISIBLE.sub("", text)
        if not as_typed:
            text = _BLANKS.sub(" ", text)
            if self._last in ("", " ", "\n"):
                text = text.removeprefix(" ")
        self._put(text)

    def end_line(self) -> None:
        """Break the line here, as `<br>` does."""
        if self._last == " ":
            trimmed = self._pieces.pop()[:-1]
            self._n_chars -= len(trimmed) + 1
            self._last = self._pieces[-1][-1] if self._pieces else ""
            self._put(trimmed)
        if self._n_chars and not self.at_line_end:
            self._put("\n")

    @property
    def at_line_end(self) -> bool:
        """Say whether a line has just been broken."""
        return self._last == "\n"

    def add_italics(self, start: int) -> None:
        """Say that all from `start` to here is in italics."""
        if self._n_chars > start:
            self._italics.append(Span(start, self._n_chars))

    def done(self) -> Running:
        """Give the paragraph, without blank edges and in NFC."""
        whole = "".join(self._pieces)
        text = whole.strip()
        if not text:
            return Running("", ())
        n_before = len(whole) - len(whole.lstrip())
        inside = clipped(self._italics, n_before, n_before + len(text))
        spans = _merged([(span.start, span.end) for span in inside])
        if unicodedata.is_normalized("NFC", text):
            return Running(text, tuple(Span(*span) for span in spans))
        moved = ((_composed_length(text[:start]), _composed_length(text[:end])) for start, end in spans)
        return Running(unicodedata.normalize("NFC", text), tuple(Span(*span) for span in moved if span[0] < span[1]))

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._n_chars += len(text)
            self._last = text[-1]


def _composed_length(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what overlaps: `<i><em>x</em></i>` is in italics once."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_IPA: Final = re.compile(r"[^\W\d_]|[\u0300-\u036f\u1dc0-\u1dff\u02b0-\u02ff\u203f \u2060.|‖'’-]")
_SPOKEN_TWICE: Final = re.compile(r"\s+")


def unphonetic(ipa: str) -> str:
    """Give the signs in it that are no sound, stress or length of the IPA, each once."""
    return "".join(dict.fromkeys(sign for sign in ipa if not _IPA.match(sign)))


def pronunciation(written: str, ipa: str, longest: int, language: str = "") -> Pronunciation | None:
    """Give how a word is said; None where it is empty, too long, or where the IPA has anything in it but sounds."""
    written, ipa = _SPOKEN_TWICE.sub(" ", written).strip(), _SPOKEN_TWICE.sub(" ", ipa).strip()
    if not written or not ipa or len(written) > longest or len(ipa) > longest:
        return None
    if unphonetic(ipa):
        return None
    return Pronunciation(unicodedata.normalize("NFC", written), ipa, language.lower())
