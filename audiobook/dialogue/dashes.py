"""Lines that a dash sets off, and cues that stand inside the line with no marks around them. Pure.

    — Je viens, dit-il, demain.      —No sé —dijo Juan—. Mañana.      — Я приду, — сказал он. — Завтра.

Where it is not sure whether words are speech or narration they are left to the narrator: a word of narration in a
character's voice is the worse mistake.
"""

import re
from typing import Final

from audiobook.dialogue.conventions import DASH, GOING_ON
from audiobook.dialogue.incises import find_incises, has_verb
from audiobook.dialogue.languages import Language
from audiobook.dialogue.pairing import Piece
from audiobook.text.marks import SPACES

_DASH: Final = re.compile(r"[—–―]|--+|(?<=\s)-(?=\s)")
_GUILLEMET: Final = re.compile(r"«|»(?!\w)")
_STOPS: Final = '.!?…»"”'
_PAUSES: Final = _STOPS + ",:;"
_LEADING: Final = " \n\t.,;:!?…" + SPACES


def is_dash_line(text: str) -> bool:
    """Say whether a paragraph begins as a speech that a dash sets off."""
    return DASH.match(text) is not None


def spoken_in(text: str, language: Language) -> list[Piece]:
    """Give the parts that are said of a line that a dash begins, or » after such a line; the first has the mark."""
    pieces = [Piece(start, end) for start, end in _stretches(text, language)]
    return without_cues(text, pieces, language, by_dash=True)


def _stretches(text: str, language: Language) -> list[tuple[int, int]]:
    """Give what the dashes inside a line leave to its speaker."""
    leading = DASH.match(text) or GOING_ON.match(text)
    assert leading is not None
    limit = _dialogue_end(text, leading.end())
    found = []
    start: int | None = 0
    for dash in _DASH.finditer(text, leading.end(), limit):
        if start is not None:
            if _opens_cue(text, dash, language):
                found.append((start, dash.start()))
                start = None
        elif _closes_cue(text, dash):
            start = dash.end()
    if start is not None:
        found.append((start, limit))
    return [stretch for s, e in found if (stretch := _trimmed(text, s, e))]


def _dialogue_end(text: str, at: int) -> int:
    """Give where the line ends a dialogue that « opened some lines before: — Parce qu'il pleut. » Il sortit."""
    depth = 0
    for mark in _GUILLEMET.finditer(text, at):
        depth += 1 if mark[0] == "«" else -1
        if depth < 0:
            return mark.end()
    return len(text)


def _opens_cue(text: str, dash: re.Match[str], language: Language) -> bool:
    """Say whether the narrator takes over at a dash."""
    before, end = text[dash.start() - 1], dash.end()
    after = text[end : end + 1] or " "
    if not before.isspace():
        return False
    last = text[max(0, dash.start() - 3) : dash.start()].rstrip()[-1:]
    if not after.isspace():  # —No sé —dijo Juan
        return language.code == "es" or has_verb(text, end, language, 6)
    if last and last in _STOPS:
        return True
    return has_verb(text, end, language, 6 if last == "," else 2)


def _closes_cue(text: str, dash: re.Match[str]) -> bool:
    """Say whether the speaker goes on at a dash."""
    before = text[dash.start() - 1]
    after = text[dash.end() : dash.end() + 1] or " "
    if not before.isspace():
        return after in _PAUSES or (after.isspace() and before not in _PAUSES)
    return text[max(0, dash.start() - 3) : dash.start()].rstrip()[-1:] in tuple(_PAUSES)


def without_cues(text: str, pieces: list[Piece], language: Language, *, by_dash: bool = False) -> list[Piece]:
    """Give the pieces without the cues that stand in them: « Je viens, dit-il, demain. » is three stretches.

    by_dash: the speech ends where narration follows the cue, for no mark ends it.
    """
    found: list[Piece] = []
    for piece in pieces:
        start = piece.start
        for cue_start, cue_end in find_incises(text, piece.start, piece.end, language, by_dash=by_dash):
            stretch = _trimmed(text, start, cue_start)
            if stretch:
                found.append(Piece(*stretch))
            start = cue_end
        stretch = _trimmed(text, start, piece.end)
        if stretch:
            found.append(Piece(*stretch, open_ended=piece.open_ended))
        elif piece.open_ended and found:
            found[-1] = Piece(found[-1].start, found[-1].end, open_ended=True)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give a stretch without blank edges, and without the stop that a cue before it left; None if nothing is said."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start] in _LEADING:
        start += 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
