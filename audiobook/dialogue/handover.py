"""Whether the words between two quotations hand over to another speaker. Pure."""

from collections.abc import Sequence
from typing import Final

from audiobook.dialogue import words as w

_MARKS: Final = ",.;:—–-"
_MEANWHILE: Final = frozenset(["as", "when", "while"])


def hands_over(words: Sequence[str]) -> bool:
    """Say whether somebody speaks before the words, and somebody else after them.

    '"A," said Tom, and Anna whispered, "B"', '"A," Tom began, but Anna sat up: "B"', '"A," said Tom as Anna said, "B"'.
    words: as written, marks of their own or at their words.
    """
    opens = bool(words) and words[-1].endswith(":")
    written = [word.strip(_MARKS) for word in words if word.strip(_MARKS)]
    plain = [word.lower() for word in written]
    speaking = [at for at, word in enumerate(plain) if word in w.SPEAKING]
    if not speaking:
        return False
    last = len(plain) if opens else speaking[-1]
    alongside = (at for at in range(speaking[0] + 1, last - 1) if plain[at] in w.ALONGSIDE)
    if any(_may_be_subject(written[at + 1]) for at in alongside):
        return True
    return plain[-1] in w.SAYING and not _MEANWHILE.isdisjoint(plain[-3:-2]) and written[-2][0].isupper()


def _may_be_subject(word: str) -> bool:
    return word[0].isupper() or word.lower() in w.HE | w.SHE | w.DETERMINERS
