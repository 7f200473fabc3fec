"""Which convention of quotation a book follows, decided from the whole of it. Pure.

Each paragraph votes for the marks that it opens with first: what stands inside other marks is nested and says nothing.
A vote counts double at the beginning of the paragraph, where scare quotes seldom stand.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import marks as m
from audiobook.dialogue.languages import ENGLISH, Language, language_of
from audiobook.dialogue.marks import Marks, Role
from audiobook.dialogue.singles import single_roles
from audiobook.model import Book, ParagraphKind

_SHARE: Final = 0.25
"""Marks with so much of the votes of the foremost ones set off speech as well."""
_DASH: Final = "dash"
_INWARD: Final = "»...«"
_GROUPS: Final = {
    "“": "curly",
    "”": "curly",
    "„": "curly",
    '"': "straight",
    "«": "guillemets",
    "»": "guillemets",
    "‚": "low single",
    "‹": "angle",
    "›": "angle",
    "「": "corners",
    "『": "white corners",
}
_ANY: Final = re.compile("[" + "".join(_GROUPS) + "]")
DASH: Final = re.compile(r"(?:[—–―]|--+|-(?=\s))\s*(?=[^\W_]|[¿¡«“\"(…*_]|\.\.)")
"""How a speech begins that a dash sets off."""
GOING_ON: Final = re.compile(r"»\s*(?=[^\W_]|[¿¡«“\"(…*_]|\.\.)")
"""How its next paragraph begins, in Spanish above all."""
_SENTENCE: Final = re.compile(r"(?:[.!?…,:;»”\"*_]|\w[—-])\s*$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE: Final = 400
"""So many code points of a paragraph are enough to tell its language."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How a book sets off speech."""

    marks: tuple[Marks, ...]
    dashes: bool = False
    """A paragraph that begins with a dash is a speech."""
    language: Language = ENGLISH

    @property
    def singles(self) -> bool:
        """Say whether single marks set off speech, so that apostrophes have to be told from them."""
        return m.SINGLE in self.marks

    @property
    def cues_inside(self) -> bool:
        """Say whether a cue may stand inside the marks, as in « Je viens, dit-il, demain »."""
        return self.language.code in {"fr", "it"} and m.GUILLEMETS in self.marks

    def goes_on_after_dash(self, text: str) -> bool:
        """Say whether a paragraph goes on with the speech that a dash set off in the last one: »Y además..."""
        return not any("»" in marks.opening for marks in self.marks) and GOING_ON.match(text) is not None


def convention_of(book: Book) -> Convention:
    """Give how a book sets off speech; double marks where it sets off none."""
    votes: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    after_dash = False
    for text in _texts(book):
        goes_on = after_dash and GOING_ON.match(text) is not None
        after_dash = goes_on or DASH.match(text) is not None
        found = None if goes_on else _vote(text)
        if found:
            group, mark, weight = found
            votes[group] += weight
            firsts[mark] += 1
        firsts[_INWARD] += "«" in text
    votes[_DASH] = _worth_of_dashes(book, votes)
    doubles = votes["curly"] + votes["straight"]
    groups = {_DASH, "guillemets", "angle", "low single", "corners", "white corners", "singles"}
    best = max(doubles, *(votes[group] for group in groups))
    enough = max(1.0, best * _SHARE)
    chosen = {group for group in groups if votes[group] >= enough and (group != "singles" or votes[group] == best)}
    if doubles >= enough or not chosen:
        chosen |= {"curly", "straight"}
    if "singles" in chosen and doubles >= best:
        chosen.discard("singles")
    found_marks = tuple(marks for group in sorted(chosen - {_DASH}) for marks in _marks(group, firsts))
    return Convention(found_marks, _DASH in chosen, language_in(book))


def language_in(book: Book) -> Language:
    """Give the language that a book is in."""
    return language_of((w.lower() for t in _texts(book) for w in _WORD.findall(t, 0, _SAMPLE)), book.language)


def _texts(book: Book) -> Iterator[str]:
    for chapter in book.chapters:
        for paragraph in chapter.paragraphs:
            if paragraph.kind is ParagraphKind.TEXT:
                yield paragraph.text


def _vote(text: str) -> tuple[str, str, int] | None:
    """Give the group of marks that a paragraph opens with first, the mark itself, and its weight."""
    double = next((x for x in _ANY.finditer(text) if _opens(text, x.start())), None)
    limit = double.start() if double else len(text)
    singles = single_roles(text) if any(c in text for c in "'‘’") else []
    single = next((at for at, role in singles if role is Role.OPENS and at < limit), None)
    if single is not None and any(role is Role.CLOSES for at, role in singles if at > single):
        return "singles", text[single], 1 + (single == 0)
    if double is None:
        return None
    return _GROUPS[double[0]], double[0], 1 + (double.start() == 0)


def _opens(text: str, at: int) -> bool:
    """Say whether a mark stands where one may open; corner brackets may anywhere."""
    if text[at] in "「『„‚“":
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 3].strip()
    return (before.isspace() or before in "([{—–-‘'") and bool(after)


def _worth_of_dashes(book: Book, votes: Counter[str]) -> int:
    """Give the votes of the paragraphs that begin with a dash; an ornament, a list or an epigraph's author has none."""
    n = sum(1 for text in _texts(book) if DASH.match(text) and _SENTENCE.search(text[-40:]) and text[0] != "-")
    n_hyphens = sum(1 for text in _texts(book) if text.startswith(("- ", "--")) and _SENTENCE.search(text[-40:]))
    others = sum(votes.values())
    hyphens = n_hyphens if n_hyphens >= 2 and not others else 0
    return 2 * (n + hyphens) if n + hyphens >= 2 or (n and not others) else 0


def _marks(group: str, firsts: Counter[str]) -> tuple[Marks, ...]:
    """Give the marks of a group as this book writes them: by which of them paragraphs open with first."""
    if group == "curly":
        best = max("“„”", key=lambda mark: firsts[mark])
        return ({"“": m.CURLY, "„": m.LOW_HIGH, "”": m.SAME_CURLY}[best],)
    if group == "guillemets":
        if firsts["«"] >= firsts["»"]:
            return (m.GUILLEMETS,)
        return (m.INWARD if firsts[_INWARD] else m.SAME_GUILLEMETS,)
    if group == "angle":
        return (m.ANGLE if firsts["‹"] >= firsts["›"] else m.INWARD_ANGLE,)
    known = {
        "straight": m.STRAIGHT,
        "singles": m.SINGLE,
        "low single": m.LOW_SINGLE,
        "corners": m.CORNERS,
        "white corners": m.WHITE_CORNERS,
    }
    return (known[group],)
