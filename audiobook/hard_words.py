"""The words of a story that an engine is likely to say wrong: names, and words in letters of other languages. Pure.

No list of common words is shipped. What tells a name is that it has a capital in the midst of a sentence and is not
written without one elsewhere; what tells an odd one is its spelling: how many of its four-letter stretches no other
word has, neither of the story nor of the words that the engine knows by heart.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from audiobook.model import Book, Dialogue, Locus, ParagraphKind, Script
from audiobook.text.spoken import spoken

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:]\W*$")
_POSSESSIVE: Final = re.compile(r"['’][sS]$")
_PLAIN: Final = re.compile(r"[a-z'’-]+", re.IGNORECASE)
_CAPITAL_NOUNS: Final = ("de",)
"""Languages in which a capital tells nothing."""
_LATIN_ASCII: Final = ("en",)
"""Languages in which a letter beyond a to z tells a foreign word."""
_SHORTEST: Final = 2
_LEAST: Final = 0.1
"""Added to the oddness: a frequent name that is spelled like other words is worth a look, after the odd ones."""
_STRETCH: Final = 4
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mister missus miss doctor sir lord lady god christmas english french german "
    "russian american london i i'm i'll i've i'd i’m i’ll i’ve i’d".split()
)
"""Have capitals in English, and are said right."""


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that may be said wrong."""

    written: str
    count: int
    first: Locus
    """The utterance in which it is first said."""
    is_name: bool
    known: bool
    """The engine has it in its dictionary."""
    oddness: float
    """0..1: the share of its spelling that no other word has."""

    @property
    def worth(self) -> float:
        """Give how much there is to win by saying it right: odd, frequent words that nobody knows come first."""
        return math.log2(1 + self.count) * (_LEAST + self.oddness) * (0.25 if self.known else 1.0)


def find_hard_words(
    book: Book, script: Script, dialogue: Dialogue, known: AbstractSet[str] = frozenset()
) -> tuple[HardWord, ...]:
    """Give them, those first that are worth most, whatever a lexicon says of them.

    known: lower-case words that the engine knows by heart.
    """
    language = book.language
    counts, inside, first = Counter[str](), Counter[str](), dict[str, Locus]()
    for utterance in script.utterances():
        in_title = book.paragraph(utterance.locus).kind is not ParagraphKind.TEXT
        for word, is_first in _words(spoken(utterance.text, language)):
            counts[word] += 1
            inside[word] += not (is_first or in_title)
            first.setdefault(word, utterance.locus)
    people = {word for c in dialogue.characters for name in c.names for word in _WORD.findall(name)}
    spelled = _Spelling([*(word for word in counts if word.islower()), *known])
    found = []
    for word in counts:
        is_name = _is_name(word, counts, inside, people, language)
        if len(word) >= _SHORTEST and (is_name or _is_foreign(word, language)):
            known_word = word.lower() in known
            found.append(HardWord(word, counts[word], first[word], is_name, known_word, spelled.oddness(word)))
    return tuple(sorted(found, key=lambda hard: (-hard.worth, hard.first, hard.written)))


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Give the words that are said, without possessive, and whether each begins a sentence."""
    for word in _WORD.finditer(text):
        before = text[max(0, word.start() - 8) : word.start()]
        yield _POSSESSIVE.sub("", word[0]), not before.strip() or bool(_ENDS_SENTENCE.search(before))


def _is_name(
    word: str, counts: Mapping[str, int], inside: Mapping[str, int], people: Collection[str], language: str
) -> bool:
    if not word[0].isupper() or word.lower() in _CALENDAR or (len(word) > 1 and word.isupper()):
        return False
    if counts.get(word.lower(), 0) >= counts[word]:
        return False
    if word in people:
        return True
    return inside[word] > 0 and not language.startswith(_CAPITAL_NOUNS)


def _is_foreign(word: str, language: str) -> bool:
    return language.startswith(_LATIN_ASCII) and not _PLAIN.fullmatch(word)


class _Spelling:
    """Which stretches of letters there are."""

    def __init__(self, words: Sequence[str]) -> None:
        self._counts = Counter(part for word in set(words) for part in _stretches(word))

    def oddness(self, word: str) -> float:
        parts = _stretches(word)
        own = Counter(parts) if word.islower() else Counter[str]()
        return sum(self._counts[part] <= own[part] for part in parts) / len(parts)


def _stretches(word: str) -> list[str]:
    """Give all stretches of four letters, the edges of the word counted as letters."""
    letters = f" {word.lower()} "
    return [letters[at : at + _STRETCH] for at in range(max(1, len(letters) - _STRETCH + 1))]
