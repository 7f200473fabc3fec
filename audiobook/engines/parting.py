"""Parts what is longer than a model takes, where a reader would breathe. Pure."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from audiobook.engines.phonemes import Phrase, WordPhones

_STRENGTH: Final = {".": 3, "?": 3, "!": 3, "…": 3, ";": 2, ":": 2, ",": 1, "": 0}
_WORTH: Final = 0.15
"""A mark that is one step stronger is worth a cut so much further (of the whole length) from the middle."""


def parted(phrases: Sequence[Phrase], longest: int) -> tuple[tuple[Phrase, ...], ...]:
    """Give the phrases in runs of at most `longest` phonemes, marks and spaces between them counted.

    A run that is too long is cut near its middle, at as strong a mark as there is; a phrase that is too long alone is
    cut between two words, and a word that is too long anywhere. No phoneme is lost, and none said twice.
    """
    if sum(map(_length, phrases)) <= longest:
        return (tuple(phrases),) if phrases else ()
    if len(phrases) == 1:
        return parted(_cut(phrases[0], longest), longest)
    whole = sum(map(_length, phrases))
    ends = list(accumulate(map(_length, phrases)))[:-1]
    at = min(range(len(ends)), key=lambda i: abs(ends[i] / whole - 0.5) - _WORTH * _STRENGTH[phrases[i].mark]) + 1
    return parted(phrases[:at], longest) + parted(phrases[at:], longest)


def _length(phrase: Phrase) -> int:
    return len(phrase.ipa) + len(phrase.mark) + 1


def _cut(phrase: Phrase, longest: int) -> tuple[Phrase, Phrase]:
    """Cut a phrase in two, at the word nearest its middle."""
    middle = len(phrase.ipa) / 2
    starts = [word.at for word in phrase.words if 0 < word.at < len(phrase.ipa)]
    at = min(starts, key=lambda start: abs(start - middle), default=min(longest - 1, len(phrase.ipa) // 2))
    before = tuple(word for word in phrase.words if word.at < at)
    after = tuple(WordPhones(word.start, word.end, word.at - at) for word in phrase.words if word.at >= at)
    return Phrase(phrase.ipa[:at].rstrip(), "", before), Phrase(phrase.ipa[at:], phrase.mark, after)
