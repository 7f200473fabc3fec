"""Which words are said otherwise than their letters say, and where they stand in a text. Pure.

Of several entries that fit at one place the one with most words counts, then one for who says it, then the one that
stands first.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.model import Span
from audiobook.text.spoken import spoken

_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r"\s+|[^\W_]+|[\W_]")
_JOINTS: Final = "'’"
_BEHIND: Final = rf"(?!\w|[{_JOINTS}]\w)"
"""No more of the word."""
_TAIL: Final = re.compile(f"(?P<s>){_BEHIND}")
_ENGLISH_TAIL: Final = re.compile(f"(?P<s>[{_JOINTS}][sS])?{_BEHIND}")

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
    rank: tuple[int, bool, int]


class Lexicon:
    """Entries, those first that count for more.

    They are looked up by what is written, piece by piece: a book may bring twenty thousand that begin alike.
    """

    def __init__(self, entries: Iterable[Entry] = (), language: str = "en") -> None:
        """Sort them by what is written. language: BCP 47 of the story; English has possessives."""
        self.language = language
        self._tail = _ENGLISH_TAIL if language.startswith("en") else _TAIL
        self._forms: dict[str, dict[str, _Candidate]] = {}
        """What is written -> who says it so, case-folded -> the entry that counts."""
        self._begun: set[str] = set()
        """All that a form may begin with, up to all of it."""
        for nth, entry in enumerate(entries):
            words = _WORD.findall(entry.written)
            if words:
                self._add(_Candidate(entry, (-len(words), not entry.by, nth)))

    def _add(self, candidate: _Candidate) -> None:
        for form in _forms(candidate.entry.written):
            whole = ""
            for piece, _ in _pieces(form, 0):
                whole += piece
                self._begun.add(whole)
            self._forms.setdefault(whole, {}).setdefault(candidate.entry.by.casefold(), candidate)

    def __bool__(self) -> bool:
        """Say whether there is anything in it."""
        return bool(self._forms)

    def find(self, text: str, speaker: Collection[str] = ()) -> Sequence[Hit]:
        """Give the words of a text that have an entry, in order, none over another.

        speaker: all names of who says it, case-folded.
        """
        hits: list[Hit] = []
        end = 0
        for word in _WORD.finditer(text):
            if word[0] in self._begun and word.start() >= end and not _is_joined(text, word.start()):
                hit = self._hit(text, word.start(), speaker)
                if hit:
                    hits.append(hit)
                    end = hit.span.end
        return hits

    def _hit(self, text: str, at: int, speaker: Collection[str]) -> Hit | None:
        """Give the entry that counts for what begins at one place."""
        fitting, whole = list[tuple[_Candidate, re.Match[str]]](), ""
        for piece, end in _pieces(text, at):
            whole += piece
            if whole not in self._begun:
                break
            if tail := self._tail.match(text, end):
                found = self._forms.get(whole, {})
                fitting += ((found[by], tail) for by in ("", *speaker) if by in found)
        if not fitting:
            return None
        candidate, tail = min(fitting, key=lambda each: each[0].rank)
        return Hit(candidate.entry, Span(at, tail.end()), tail["s"] or "")

    def respelling(self, entry: Entry) -> str:
        """Give the respelling of an entry as it is said: no figure, sign or markup is left in it."""
        return spoken(entry.say, self.language)


def possessive(ipa: str) -> str:
    """Give an English name with its 's: "fɹˈɔɪdz", "mˈɑːɹksᵻz", "ɹˈeɪnɚts"."""
    if _SIBILANT.search(ipa):
        return ipa + "ᵻz"
    return ipa + ("s" if _VOICELESS.search(ipa) else "z")


def _forms(written: str) -> Iterable[str]:
    """Give how an entry may stand in a text: as it is written, in capitals, with a capital if it is in lower case."""
    forms = [written, written.upper()]
    if written == written.lower():
        forms.append(written[0].upper() + written[1:])
    return dict.fromkeys(forms)


def _pieces(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Give words, signs and blanks from one place on, and where each ends; blanks and apostrophes are all alike."""
    for found in _PIECE.finditer(text, at):
        piece = found[0]
        yield " " if piece.isspace() else "'" if piece in _JOINTS else piece, found.end()


def _is_joined(text: str, at: int) -> bool:
    """Say whether it is the end of a word with an apostrophe in it: "Brien" in "O'Brien"."""
    return at > 1 and text[at - 1] in _JOINTS and text[at - 2].isalnum()
