"""Words that a line's end has broken: which hyphens are the typesetter's and which the author's. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
_BROKEN: Final = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]['’-])([^\W\d_]+(?:['’-][^\W\d_]+)*)[-\u2010]$")
"""Begins only where a word does: a hostile line is one word of a million letters."""
_FIRST: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Hyphens:
    """Knows the words that a text has elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Learn the words; what stands at the end of a line may be half a word and is passed over."""
        self._known = Counter(
            word.casefold() for line in lines for word in _WORD.findall(line.removesuffix("-").rpartition(" ")[0])
        )

        self._lefts = frozenset(word.partition("-")[0] for word in self._known if "-" in word)

    def joint(self, line: str, after: str) -> tuple[str, str]:
        """Give a line without a hyphen that only its end has made, and what stands between it and the line after."""
        broken, first = _BROKEN.search(line), _FIRST.match(after)
        if not broken or not first:
            return line, "" if line.endswith("—") or broken else " "
        left, right = broken[1].casefold(), first[0].casefold()
        if first[0][0].isupper() or self._is_compound(left, right):
            return line, ""
        return line[:-1], ""

    def _is_compound(self, left: str, right: str) -> bool:
        """Say whether an author writes "well-known": as elsewhere, or as other words with the same beginning."""
        whole, compound = self._known[left + right], self._known[f"{left}-{right}"]
        if whole or compound:
            return compound > whole
        return left in self._lefts
