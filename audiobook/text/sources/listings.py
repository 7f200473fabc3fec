"""Lists of contents and of pictures in a plain text, and the headings that only a list betrays. Pure.

A list is known by its title, or as three headings and more with nothing between them that mostly come again later. It
ends where one of its lines comes again, or where a heading has prose below it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audiobook.text.marks import SENTENCE_END
from audiobook.text.sources.furniture import NAVIGATION
from audiobook.text.sources.headings import (
    CHAPTER_LEVEL,
    PART_LEVEL,
    is_bare_heading,
    is_heading,
    key_of,
    kind_of_line,
    letters,
    without_page,
)
from audiobook.text.sources.lines import Group

_PICTURES: Final = "a list of pictures"
_CONTENTS_TITLE: Final = re.compile(
    r"\W*(?:table of |the )?contents(?: of (?:vol|book|part)\b.{0,30})?\W*", re.IGNORECASE
)
_PICTURES_TITLE: Final = re.compile(r"\W*(?:list of )?(?:illustrations|plates|maps)\W*", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})[.:)]?\s+")
_PROSE_WORDS: Final = 30
_PROSE_COLUMNS: Final = 45
"""Mean length of the lines of prose; lists have shorter ones."""
_FEWEST: Final = 3
_NEAR: Final = 4
"""Groups between a heading and the prose below it: a subtitle, an epigraph."""
_MOST: Final = 600
"""Groups of a list."""
_MAX_TITLE: Final = 100


def without_lists(groups: Sequence[Group]) -> list[Group]:
    """Mark the groups of lists, and as headings those that a list of contents names."""
    marked, at = list(groups), 0
    last = {key: n for n, group in enumerate(groups) for key in _keys(group)}
    while at < len(groups):
        reason, n_looked_at = _opens(groups, at, last)
        end = _end(groups, at, last) if reason else at
        if end - at == 1 and len(groups[at].lines) == 1:  # a title alone: nothing is listed
            end = at
        for n in range(at, end):
            marked[n] = replace(groups[n], aside=reason)
        at = max(end, at + n_looked_at)
    return [*_titled(marked)]


def _opens(groups: Sequence[Group], at: int, last: dict[str, int]) -> tuple[str, int]:
    """Say what list begins here, empty if none does; and at how many groups that looked, at least one."""
    first = groups[at].lines[0].text
    if _PICTURES_TITLE.fullmatch(first):
        return _PICTURES, 1
    if _CONTENTS_TITLE.fullmatch(first):
        return NAVIGATION, 1
    listed = [*_listed(groups, at)]
    run = [(key, n) for n, group in listed for key in _keys(group)]
    n_again = sum(last[key] > n for key, n in run)
    n_alike = max(Counter(key.rstrip("ivxlc0123456789") for key, _ in run).values(), default=0)
    is_list = n_alike >= _FEWEST and 3 * n_again >= 2 * len(run)
    return NAVIGATION if is_list else "", max(1, len(listed))


def _listed(groups: Sequence[Group], at: int) -> Iterator[tuple[int, Group]]:
    """Give the headings that follow each other with nothing between them, from one group on."""
    for n in range(at, min(len(groups), at + _MOST)):
        if not _is_listed(groups[n]):
            return
        yield n, groups[n]


def _is_listed(group: Group) -> bool:
    """Say whether all its lines, or all but their second halves, are headings."""
    n_headed = sum(_is_heading(line.text) for line in group.lines)
    return _is_heading(group.lines[0].text) and 2 * n_headed >= len(group.lines) and not _is_prose(group)


def _end(groups: Sequence[Group], at: int, last: dict[str, int]) -> int:
    """Give the index of the first group behind a list."""
    seen = set[str]()
    for n in range(at, min(len(groups), at + _MOST)):
        group = groups[n]
        if n > at and _is_prose(group):
            return _headed(groups, at, n)
        keys = {key for line in group.lines for key in _entry_keys(line.text)}
        if n > at and seen & {*_entry_keys(group.lines[0].text), letters(group.text)}:
            return n - (n - 1 > at and _is_number(groups[n - 1]))
        is_last = _is_heading(group.lines[0].text) and last.get(key_of(group.lines[0].text)) == n
        if n > at and is_last and any(map(_is_prose, groups[n + 1 : n + _NEAR])):
            return n
        seen |= keys
    return min(len(groups), at + _MOST)


def _headed(groups: Sequence[Group], at: int, prose: int) -> int:
    """Give where the heading of a stretch of prose begins, with those of the parts above it."""
    near = range(prose - 1, max(at, prose - _NEAR), -1)
    start = next((n for n in near if _is_heading(groups[n].lines[0].text)), prose)
    while start - 1 > at and start < prose and _level(groups[start - 1]) in range(1, _level(groups[start])):
        start -= 1
    return start


def _titled(groups: Sequence[Group]) -> Iterator[Group]:
    """Make headings of the lines that a list of contents names before them."""
    entries, level, is_below = set[str](), PART_LEVEL, False
    for group in groups:
        if group.aside == NAVIGATION:
            entries |= {key for line in group.lines for key in _entry_keys(line.text)}
            if any(kind_of_line(without_page(line.text))[1] == CHAPTER_LEVEL for line in group.lines):
                level = CHAPTER_LEVEL
        is_named = not group.aside and len(group.text) <= _MAX_TITLE and letters(group.text) in entries
        is_title = is_named and not is_below and not _is_heading(group.lines[0].text)
        yield replace(group, level=level) if is_title else group
        is_below = _is_number(group)


def _is_number(group: Group) -> bool:
    """Say whether it is a heading without a title ("II"), which stands below."""
    return len(group.lines) == 1 and is_bare_heading(group.lines[0].text)


def _entry_keys(line: str) -> Iterator[str]:
    """Give what is looked for in the text below a list: the line, and the line without its number."""
    bare = without_page(line)
    if _is_heading(line):
        yield key_of(line)
    for text in (bare, _NUMBERED.sub("", bare)):
        if len(letters(text)) > _FEWEST:
            yield letters(text)


def _keys(group: Group) -> list[str]:
    return [key_of(line.text) for line in group.lines if _is_heading(line.text)]


def _is_heading(line: str) -> bool:
    return is_heading(line) or is_heading(without_page(line))


def _level(group: Group) -> int:
    return kind_of_line(group.lines[0].text)[1]


def _is_prose(group: Group) -> bool:
    if group.n_words < _PROSE_WORDS or not SENTENCE_END.search(group.text):
        return False
    full = group.lines[:-1] or group.lines
    return sum(len(line.text) for line in full) >= _PROSE_COLUMNS * len(full)
