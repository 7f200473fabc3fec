"""What a plain text holds beside its story: pictures, notes, a title page, who printed and transcribed it. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from audiobook.model import LeftOut
from audiobook.text.marks import SENTENCE_END
from audiobook.text.sources.furniture import NOTE, PICTURE
from audiobook.text.sources.headings import is_heading, is_numeral, letters
from audiobook.text.sources.lines import Group
from audiobook.text.sources.listings import without_lists

TITLE_PAGE: Final = "the title page"
EDITION: Final = "about the edition"

_TRANSCRIBER: Final = re.compile(r"\W*transcriber['’]?s?['’]? notes?\W*", re.IGNORECASE)
_PRINTER: Final = re.compile(r"\W*(?:printed (?:by|in|at)\b.{0,150}|(?:the )?end\]|\[the end)\W*", re.IGNORECASE)
_CITIES: Final = "London|New York|Boston|Paris|Philadelphia|Chicago|Edinburgh|Toronto|Leipzig|Dublin"
_IMPRINT: Final = re.compile(
    r"[\[(]?(?:1[4-9]|20)\d\d[\])]?"
    r"|(?i:(?:written|edited|translated|illustrated) )?(?i:from the \w+ )?(?i:by)(?: [^\W\d_a-z].{0,80})?"
    r"|(?i:with) .{1,60}(?i:illustrations).{0,60}"
    r"|(?i:author|translator|editor) (?i:of) .{1,200}"
    r"|(?i:copyright|©|entered according|all rights reserved|first published|(?:re)?printed (?:by|in|at)|published by)"
    rf".{{0,200}}|(?:{_CITIES}|{_CITIES.upper()})\b.{{0,100}}"
    r"|.{1,60}(?:& Co(?:mpany)?|& Sons?|Publishers?|PUBLISHERS?|Press|Limited|Ltd)\.?"
)
"""A line of a title page, other than the title."""
_ABBREVIATED: Final = re.compile(r"\b(?:[A-Z]|Co|Ltd|Inc|Bros|Jr|Sr|Esq|Litd?)\.$")
_BY: Final = re.compile(r"(?:written )?by", re.IGNORECASE)
_PICTURE: Final = re.compile(r"\[\s*(?:illustrations?|picture|frontispiece|image|cover|map)\b", re.IGNORECASE)
_NOTE: Final = re.compile(r"\[\s*footnotes?\b", re.IGNORECASE)
_EDITOR: Final = re.compile(r"\[\s*(?:transcriber|editor)['’]?s?['’]? notes?\b", re.IGNORECASE)
_MARK: Final = re.compile(r"\[(?:\d{1,3}|[A-Z]|\*{1,3})\]")
_MOST_GROUPS: Final = 12
"""Groups that what stands in one pair of brackets may take."""
_MOST_FRONT: Final = 15
_MOST_NAME: Final = 5
_LAST: Final = 4
_MOST_TRANSCRIBED: Final = 40
"""Groups of a transcriber's note, which ends at the next heading."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The story's groups, those of its apparatus marked, and what is never said."""

    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]
    author: str = ""
    """As the title page has it, on a line below "by"; empty where it stands otherwise."""


def sift(groups: Sequence[Group], title: str) -> Sifted:
    """Tell the story from what stands around it and in it. title: as the file's frame states it."""
    story, left_out = _without_brackets([part for group in groups for part in _opened(group)])
    story = _without_edition(without_lists(story))
    story, author = _without_title_page(story, letters(title))
    return Sifted(tuple(story), tuple(left_out), author)


# ------------------------------------------------------------------------------------------------------------ brackets


def _opened(group: Group) -> Iterator[Group]:
    """Part a picture from the text right below it."""
    if _PICTURE.match(group.lines[0].text):
        closing = next((n for n, line in enumerate(group.lines, 1) if line.text.endswith("]")), 0)
        if 0 < closing < len(group.lines):
            yield replace(group, lines=group.lines[:closing])
            group = replace(group, lines=group.lines[closing:])
    yield group


def _without_brackets(groups: Sequence[Group]) -> tuple[list[Group], list[LeftOut]]:
    """Take out pictures and notes that stand apart; the room around them is as if they had never been there."""
    kept, left_out, room = list[Group](), list[LeftOut](), -1
    for group, reason in zip(groups, _bracketed(groups), strict=True):
        if not reason:
            kept.append(group if room < 0 else replace(group, n_blank=min(room, group.n_blank)))
            room = -1
            continue
        room = group.n_blank if room < 0 else min(room, group.n_blank)
        silent = list[str]()
        for line in group.lines:
            text = line.text.removesuffix("]").rstrip()
            if is_heading(text) and not is_numeral(text):  # "Chapter I.]"
                kept.append(Group((replace(line, text=text),), group.n_blank))
                text = line.text[len(text) :].strip()
            else:
                text = line.text
            silent += [text] if text else []
        left_out += [LeftOut("\n".join(silent), reason, group.lines[0].number)] if silent else []
    return kept, left_out


def _bracketed(groups: Sequence[Group]) -> list[str]:
    """Say of each group why it is never said; empty where it is."""
    marks = Counter(mark for group in groups for line in group.lines for mark in set(_MARK.findall(line.text)))
    reasons = [""] * len(groups)
    for at, group in enumerate(groups):
        first = group.lines[0].text
        mark = _MARK.match(first)
        if mark and marks[mark[0]] > 1:
            reasons[at] = NOTE
        for pattern, reason in ((_PICTURE, PICTURE), (_NOTE, NOTE), (_EDITOR, EDITION)):
            if not reasons[at] and pattern.match(first):
                n_taken = _n_taken(groups, at)
                reasons[at : at + n_taken] = [reason] * n_taken
    return reasons


def _n_taken(groups: Sequence[Group], at: int) -> int:
    """Give how many groups it is to the closing bracket; 0 where there is none near."""
    near = groups[at : at + _MOST_GROUPS]
    return next((n for n, group in enumerate(near, 1) if group.lines[-1].text.endswith("]")), 0)


# ------------------------------------------------------------------------------------------------ title page, edition


def _without_edition(groups: list[Group]) -> list[Group]:
    """Mark who printed it, at the end, and transcriber's notes, up to the next heading."""
    marked, noted = list[Group](), 0
    for at, group in enumerate(groups):
        first = group.lines[0].text
        if _TRANSCRIBER.fullmatch(first):
            noted = _MOST_TRANSCRIBED
        elif is_heading(first):
            noted = 0
        is_last = at >= len(groups) - _LAST and _PRINTER.fullmatch(group.text)
        marked.append(replace(group, aside=group.aside or EDITION) if noted or is_last else group)
        noted = max(0, noted - 1)
    return marked


def _without_title_page(groups: list[Group], title: str) -> tuple[list[Group], str]:
    """Mark lines of a title page before the first heading. title: its letters, if the file's frame states it."""
    end = next((at for at, group in enumerate(groups) if not group.aside and _is_headed(group)), 0)
    marked, author, after_by = list(groups), "", False
    for at in range(min(end, _MOST_FRONT)):
        group = groups[at]
        is_name = after_by and group.n_words <= _MOST_NAME
        is_title = bool(title) and (letters(group.text).startswith(title) or title.startswith(letters(group.text)))
        if is_name and not author:
            author = group.text.strip("_ .")
        # a title that nobody has stated, and the name below it, are for whoever looks for the title of the book
        is_needed = not title and (at == 0 or (at == 1 and _is_byline(group)))
        if not is_needed and (is_name or is_title or _is_imprint(group)):
            marked[at] = replace(group, aside=group.aside or TITLE_PAGE)
        after_by = _BY.fullmatch(group.lines[-1].text.strip("_ ")) is not None
    return marked, author


def _is_headed(group: Group) -> bool:
    return bool(group.level) or is_heading(group.lines[0].text)


def _is_byline(group: Group) -> bool:
    return len(group.text.split()) > 1 and group.text.lower().startswith("by ")


def _is_imprint(group: Group) -> bool:
    """Say whether all its lines, or all of it, are of a title page."""
    lines = [line.text.strip("_ ") for line in group.lines]
    return all(map(_is_imprint_line, lines)) or _is_imprint_line(" ".join(lines))


def _is_imprint_line(line: str) -> bool:
    is_sentence = SENTENCE_END.search(line) and not _ABBREVIATED.search(line) and len(line.split()) > _MOST_NAME
    return not is_sentence and _IMPRINT.fullmatch(line) is not None
