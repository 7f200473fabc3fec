"""A text with phonemes in it, as eSpeak takes it, and the way back from its places to those of the text. Pure.

eSpeak takes what stands between double brackets for phonemes, wherever it came from. So a text that goes to it with
phonemes has no brackets of its own: each is a blank there, which is what eSpeak makes of them anyway.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from audiobook.engines.espeak_words import Phone
from audiobook.model import Span

_NO_BRACKETS: Final = str.maketrans("[]", "  ")


class Inlay(NamedTuple):
    """A text with phonemes in it."""

    text: str
    begins: tuple[int, ...]
    """Where in it each stretch begins, phonemes and plain text in turn."""
    origins: tuple[int, ...]
    """Where that is in the text without phonemes."""
    is_plain: tuple[bool, ...]

    def back(self, phone: Phone) -> Phone:
        """Give a phoneme that was heard with its place in the text without phonemes."""
        nth = max(0, bisect_right(self.begins, phone.position) - 1)
        offset = max(0, phone.position - self.begins[nth]) if self.is_plain[nth] else 0
        return phone._replace(position=self.origins[nth] + offset)


def inlaid(text: str, sounds: Sequence[tuple[Span, Sequence[str]]]) -> Inlay:
    """Give the text with mnemonics in place of some of its words.

    sounds: where the words stand, in order, and their mnemonics; those must hold no bracket.
    """
    pieces, begins, origins, is_plain = list[str](), list[int](), list[int](), list[bool]()
    length = at = 0
    for span, mnemonics in (*sounds, (None, ())):
        plain = text[at : span.start if span else None].translate(_NO_BRACKETS)
        stretches = [(plain, at, True)]
        if span:
            stretches.append((f"[[{_joined(mnemonics)}]]", span.start, False))
            at = span.end
        for piece, origin, plainly in stretches:
            pieces.append(piece)
            begins.append(length)
            origins.append(origin)
            is_plain.append(plainly)
            length += len(piece)
    return Inlay("".join(pieces), tuple(begins), tuple(origins), tuple(is_plain))


def _joined(mnemonics: Sequence[str]) -> str:
    """Put "|" between any two sounds, which keeps them apart; stress marks belong to the next."""
    text = ""
    for name in mnemonics:
        text += name if not text or text[-1] in "', " or name in "', " else f"|{name}"
    return text
