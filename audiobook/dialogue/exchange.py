"""The turns around a line: how far they are, and how far an exchange goes on without narration between."""

from typing import Final

from audiobook.dialogue.outlook import Line

FAR_GAP: Final = 50
"""Paragraphs; where there is no other turn, and at most."""
_RUN: Final = 12
_NEAR_WORDS: Final = 1500


def gap_before(lines: list[Line], line: Line) -> int:
    """Count the paragraphs since the turn before."""
    return _gap(lines[line.before], line) if line.before is not None else FAR_GAP


def gap_after(lines: list[Line], line: Line) -> int:
    """Count the paragraphs to the next turn."""
    return _gap(line, lines[line.after]) if line.after is not None else FAR_GAP


def _gap(one: Line, other: Line) -> int:
    """Count the paragraphs from one line to the other; two turns are never in one."""
    return max(1, min(FAR_GAP, other.passage - one.last_passage))


def around(lines: list[Line], line: Line) -> tuple[int | None, int | None, int | None, int | None]:
    """Give the turns before and after, and the second ones."""
    before, after = line.before, line.after
    second_before = lines[before].before if before is not None else None
    return before, after, second_before, lines[after].after if after is not None else None


def run_before(lines: list[Line], line: Line) -> list[int]:
    """Give the turns before that follow each other without narration between, the nearest first."""
    found: list[int] = []
    while len(found) < _RUN and line.before is not None and gap_before(lines, line) == 1:
        found.append(line.before)
        line = lines[line.before]
    return found


def run_after(lines: list[Line], line: Line) -> list[int]:
    """Give the same after it."""
    found: list[int] = []
    while len(found) < _RUN and line.after is not None and gap_after(lines, line) == 1:
        found.append(line.after)
        line = lines[line.after]
    return found


def turns_before(lines: list[Line], line: Line, limit: int) -> list[int]:
    """Give the turns shortly before a line, whatever stands between, the nearest first."""
    found: list[int] = []
    at = line.before
    while at is not None and len(found) < limit and line.first - lines[at].first < _NEAR_WORDS:
        found.append(at)
        at = lines[at].before
    return found


def turns_after(lines: list[Line], line: Line, limit: int) -> list[int]:
    """Give the same after it."""
    found: list[int] = []
    at = line.after
    while at is not None and len(found) < limit and lines[at].first - line.first < _NEAR_WORDS:
        found.append(at)
        at = lines[at].after
    return found
