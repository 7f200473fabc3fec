"""Other names that the text itself gives: 'introduced as Jo Hart, but all the world knew him as the Fox'."""

import re
from typing import Final

from audiobook.dialogue.names import Form, NameUse
from audiobook.dialogue.reading import NARRATION, Reading

_REACH: Final = 16
"""How many words may stand between the two names."""
_INTRODUCES: Final = re.compile(
    r"\b(?:(?:known|knew|knows|know)(?: (?:him|her|me|them))? as|alias|nicknamed|called (?:him|her)|calls (?:him|her)"
    r"|goes by|went by|real name was|true name was|born|née|took the name(?: of)?|whom \w+ (?:called|knew as))"
    r"(?: the name)?$"
)
_PRESENTS: Final = re.compile(r"\b(?:introduced(?: \w+)? as|name was|name is|named|known as|called (?:him|her)self)$")


def introduced(reading: Reading, uses: list[NameUse]) -> tuple[set[Form], list[tuple[Form, Form]]]:
    """Give the forms that the text presents as somebody's name, and the pairs that it says are one person's."""
    presented: set[Form] = set()
    pairs: list[tuple[Form, Form]] = []
    for i, use in enumerate(uses):
        if reading.quotation[use.first] != NARRATION:
            continue
        lead = _words(reading, max(reading.passage_at(use.first).first, use.first - 5), use.first)
        if _PRESENTS.search(lead):
            presented.add(use.form)
        if i and _INTRODUCES.search(lead) and _close(reading, uses[i - 1], use):
            presented |= {uses[i - 1].form, use.form}
            pairs.append((uses[i - 1].form, use.form))
    return presented, pairs


def _words(reading: Reading, first: int, end: int) -> str:
    return " ".join(reading.lows[first:end])


def _close(reading: Reading, left: NameUse, right: NameUse) -> bool:
    """Two names in one sentence of narration."""
    if left.possessive or not left.end <= right.first <= left.end + _REACH or left.form == right.form:
        return False
    return reading.passage[left.first] == reading.passage[right.first] and not any(
        reading.ends_sentence(i) or reading.quotation[i] != NARRATION for i in range(left.end, right.first)
    )
