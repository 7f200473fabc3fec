"""How each person talks: how much likelier a line's words are from a person than from anybody in the book.

A unigram model of each person's lines, smoothed by that of all speech (Dirichlet prior), as far as the lines are his by
a first guess. A line's own words do not count for it.
"""

import math
from collections import Counter, defaultdict
from typing import Final

from audiobook.dialogue.outlook import Outlook
from audiobook.dialogue.turns import Ballot

_PRIOR: Final = 150.0
"""Weight of the book's own mix of words, in words."""
_ONCE: Final = 2
"""A word counts this often in a line at most."""
_LOW, _HIGH = -0.7, 2.5
"""No single word decides more than this."""
_LIKELY: Final = 0.5

Manner = tuple[float, float, float]
"""Log likelihood ratio of the line, its lead over the best other candidate, log of the words known of him."""


class Style:
    """The words of every line, of every person and of the book."""

    def __init__(self, outlook: Outlook, guesses: list[Ballot]) -> None:
        """Learn how each person talks.

        guesses: the chance of each candidate of each line by the first guess.
        """
        self._lines = [_words(outlook, i) for i in range(len(outlook.lines))]
        self._guesses = guesses
        self._common = _mix(self._lines)
        self._theirs: dict[int, dict[str, float]] = {}
        self._total: dict[int, float] = defaultdict(float)
        for words, guess in zip(self._lines, guesses, strict=True):
            for person, chance in guess.items():
                if chance > _LIKELY:
                    self._learn(person, chance, words)

    def _learn(self, person: int, chance: float, words: Counter[str]) -> None:
        counts = self._theirs.setdefault(person, defaultdict(float))
        for word, n in words.items():
            counts[word] += chance * n
        self._total[person] += chance * sum(words.values())

    def manners(self, i: int, people: list[int]) -> list[Manner]:
        """Give how far a line sounds like each of some people."""
        words, guess = self._lines[i], self._guesses[i]
        scored = [
            _score(words, _own(guess, p), self._theirs.get(p), self._total.get(p, 0.0), self._common) for p in people
        ]
        return [_against(scored, n) for n in range(len(people))]


def _words(outlook: Outlook, i: int) -> Counter[str]:
    reading = outlook.evidence.reading
    pieces = reading.pieces[outlook.lines[i].number]
    counts = Counter(low for first, end in pieces for low in reading.lows[first:end] if low[0].isalpha())
    return Counter({word: min(n, _ONCE) for word, n in counts.items()})


def _mix(lines: list[Counter[str]]) -> dict[str, float]:
    """Give the share of each word in all speech."""
    counts: Counter[str] = Counter()
    for words in lines:
        counts.update(words)
    total = counts.total() + 0.5 * len(counts)
    return {word: (n + 0.5) / total for word, n in counts.items()}


def _own(guess: Ballot, person: int) -> float:
    chance = guess.get(person, 0.0)
    return chance if chance > _LIKELY else 0.0


def _score(
    words: Counter[str], own: float, theirs: dict[str, float] | None, total: float, common: dict[str, float]
) -> tuple[float, float]:
    """Give the log likelihood ratio of a line, and the words that it rests on; its own are taken out."""
    if not theirs:
        return 0.0, 0.0
    known = max(0.0, total - own * sum(words.values()))
    ratio = 0.0
    for word, n in words.items():
        expected = _PRIOR * common[word]
        seen = max(0.0, theirs.get(word, 0.0) - own * n)
        ratio += n * max(_LOW, min(_HIGH, math.log((seen + expected) / ((known + _PRIOR) * common[word]))))
    return ratio, known


def _against(scored: list[tuple[float, float]], n: int) -> Manner:
    ratio, known = scored[n]
    best = max((other for m, (other, _) in enumerate(scored) if m != n), default=0.0)
    return ratio, ratio - best, math.log1p(known)
