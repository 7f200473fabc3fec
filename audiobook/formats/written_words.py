"""Word times of what was said -> word times of what is written: "42", not "forty-two". Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from audiobook.model import Placement, Span, WordTime

_WORD: Final = re.compile(r"[^\s—―–]+")


def written_words(text: str, placement: Placement, begin: int = 0) -> tuple[WordTime, ...]:
    """Give the words of `text`, which is what is written of an utterance, with their times on the timeline.

    They are in order, each with the marks at it ("“No,”"); none has a time if the engine gave none.
    begin: where in `text` the utterance begins.

    What is written and said alike is matched in order (longest matching runs: Ratcliff and Obershelp, as difflib has
    it). Between two matches all that is written has one time, that of all that is said there.
    """
    said = placement.clip.words
    if not said:
        return ()
    written = [Span(*found.span()) for found in _WORD.finditer(text, begin) if _key(found[0])]
    written_keys = [_key(text[span.start : span.end]) for span in written]
    spoken = placement.utterance.spoken
    said_keys = [_key(spoken[word.span.start : word.span.end]) for word in said]
    return tuple(
        WordTime(
            Span(written[first].start, written[last].end),
            placement.start + said[first_said].start,
            placement.start + said[last_said].end,
        )
        for first, last, first_said, last_said in _matches(written_keys, said_keys)
    )


def _matches(written: Sequence[str], said: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give first and last of the written words, and of those said for them; what has no counterpart is in none."""
    for what, i, i_end, j, j_end in SequenceMatcher(None, written, said, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((i + n, i + n, j + n, j + n) for n in range(i_end - i))
        elif what == "replace":
            yield i, i_end - 1, j, j_end - 1


def _key(word: str) -> str:
    """Give what is the same in a word however it is set: its letters and digits, with their accents."""
    return "".join(sign for sign in word.casefold() if sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc"})
