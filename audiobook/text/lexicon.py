"""Which words are said otherwise than their letters say, and where they stand in a text. Pure.

Of several entries that fit at one place the one with most words counts, then one for who says it, then the one that
stands first.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.model import Span
from audiobook.text.spoken import spoken

_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = r"(?P<s>['’][sS])?"
_JOINTS: Final = "'’"

_SIBILANT: Final = re.compile(r"(?:[szʃʒ]|tʃ|dʒ)$")
_VOICELESS: Final = re.compile(r"[ptkfθ]$")


@dataclass(frozen=True, slots=True)
class Entry:
    """How one word, or some that belong together, are said."""

    written: str
    ipa: str = ""
    """International Phonetic Alphabet; empty: it has a respelling only."""
    say: str = ""
    """A respelling, read as any text; for voices that take letters only, where there is IPA too."""
    by: str = ""
    """Name of the character who says it so; empty: everybody does."""
    place: str = ""
    """Where it is written: "names.yaml:3"; empty: it is one of ours."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, and where its words stand."""

    entry: Entry
    span: Span
    """The 's of a possessive included."""
    possessive: str
    """"'s" as it is written, or nothing."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Entry
    pattern: re.Pattern[str]
    rank: tuple[int, bool, int]


class Lexicon:
    """Entries, those first that count for more."""

    def __init__(self, entries: Iterable[Entry] = (), language: str = "en") -> None:
        """Sort them by their first word. language: BCP 47 of the story; English has possessives."""
        self._by_word: dict[str, list[_Candidate]] = {}
        self.language = language
        tail = _POSSESSIVE if language.startswith("en") else "(?P<s>)"
        for nth, entry in enumerate(entries):
            words = _WORD.findall(entry.written)
            if words:
                rank = (-len(words), not entry.by, nth)
                candidate = _Candidate(entry, _pattern(entry.written, tail), rank)
                self._by_word.setdefault(words[0].casefold(), []).append(candidate)
        for candidates in self._by_word.values():
            candidates.sort(key=lambda candidate: candidate.rank)

    def __bool__(self) -> bool:
        """Say whether there is anything in it."""
        return bool(self._by_word)

    def find(self, text: str, speaker: Collection[str] = ()) -> Sequence[Hit]:
        """Give the words of a text that have an entry, in order, none over another.

        speaker: all names of who says it, case-folded.
        """
        hits: list[Hit] = []
        end = 0
        for word in _WORD.finditer(text):
            candidates = self._by_word.get(word[0].casefold())
            if candidates and word.start() >= end and not _is_joined(text, word.start()):
                hit = next((h for c in candidates if (h := _hit(c, text, word.start(), speaker))), None)
                if hit:
                    hits.append(hit)
                    end = hit.span.end
        return hits

    def respelling(self, entry: Entry) -> str:
        """Give the respelling of an entry as it is said: no figure, sign or markup is left in it."""
        return spoken(entry.say, self.language)


def possessive(ipa: str) -> str:
    """Give an English name with its 's: "fɹˈɔɪdz", "mˈɑːɹksᵻz", "ɹˈeɪnɚts"."""
    if _SIBILANT.search(ipa):
        return ipa + "ᵻz"
    return ipa + ("s" if _VOICELESS.search(ipa) else "z")


def _pattern(written: str, tail: str) -> re.Pattern[str]:
    """Give what finds an entry: as it is written, in capitals, and with a capital where it is all in lower case."""
    forms = [written, written.upper()]
    if written == written.lower():
        forms.append(written[0].upper() + written[1:])
    either = "|".join(_loose(form) for form in dict.fromkeys(forms))
    return re.compile(rf"(?:{either}){tail}(?!\w|[{_JOINTS}]\w)")


def _loose(form: str) -> str:
    """Let any blank stand for a blank, and either apostrophe for the other."""
    escaped = re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(form))
    return re.sub(f"[{_JOINTS}]", f"[{_JOINTS}]", escaped)


def _is_joined(text: str, at: int) -> bool:
    """Say whether it is the end of a word with an apostrophe in it: "Brien" in "O'Brien"."""
    return at > 1 and text[at - 1] in _JOINTS and text[at - 2].isalnum()


def _hit(candidate: _Candidate, text: str, at: int, speaker: Collection[str]) -> Hit | None:
    if candidate.entry.by and candidate.entry.by.casefold() not in speaker:
        return None
    found = candidate.pattern.match(text, at)
    return Hit(candidate.entry, Span(at, found.end()), found["s"] or "") if found else None
