"""Ordered rules that turn a written text into a spoken one, and remember what came of what. Pure.

A rule is a pattern and a function that says what it finds; rules stand in stages, and a stage is skipped where nothing
in the text needs it. Every letter of the text carries where in the written text it comes from, through all rules.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.model import Link, Span

MAX_CHARS: Final = 2_000
"""Longest stretch that patterns are let loose on, in code points; a longer text is said piece by piece."""
_WORD: Final = re.compile(r"[^\W_]")
_CONTEXT: Final = 80
"""So many code points before and after what a rule found tell it what it is."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the words depend on besides what is written."""

    british: bool = False
    """Day before month, and "one hundred and five"."""
    heading: bool = False
    """It is the heading of a chapter: "I" is a number there."""
    more: bool = False
    """More is said after it in its paragraph: the stop of an abbreviation at its end is one that a listener hears."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, with what stands around it."""

    match: re.Match[str]
    usage: Usage

    def __getitem__(self, group: int | str) -> str:
        """Give the text of a group; empty where it took no part."""
        return self.match[group] or ""

    @property
    def before(self) -> str:
        """The text before it, as far as it matters."""
        start = self.match.start()
        return self.match.string[max(0, start - _CONTEXT) : start]

    @property
    def after(self) -> str:
        """The text after it, as far as it matters."""
        end = self.match.end()
        return self.match.string[end : end + _CONTEXT]


Say = Callable[[Found], str | None]
"""Gives what is said for what was found; None leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what is said for it."""

    pattern: re.Pattern[str]
    say: Say


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that are tried in order, if the text has what they need."""

    needs: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said for a written text."""

    text: str
    links: tuple[Link, ...]
    """In order; together they hold all words of the text. Between them stand blanks that are written nowhere."""


def rule(pattern: str, say: Say | str, flags: int = 0) -> Rule:
    """Give a rule. say: a function, or the words themselves, with a backslash and a digit for a group."""
    compiled = re.compile(pattern, flags)
    if isinstance(say, str):
        words = say
        return Rule(compiled, lambda found: found.match.expand(words))
    return Rule(compiled, say)


def stage(needs: str, *rules: Rule) -> Stage:
    """Give a stage. needs: a pattern without which none of its rules can find anything."""
    return Stage(re.compile(needs), rules)


def apply(stages: Sequence[Stage], written: str, usage: Usage) -> Spoken:
    """Give what is said for a text by these rules, in linear time."""
    texts: list[str] = []
    links: list[Link] = []
    length = 0
    for start, end in _units(written):
        draft = _Draft(written[start:end])
        for each in stages:
            if each.needs.search(draft.text):
                for one in each.rules:
                    draft.rewrite(one, usage)
        if draft.text and (_WORD.search(draft.text) or len(written) <= MAX_CHARS):
            length += bool(texts)
            links += draft.links(length, start)
            length += len(draft.text)
            texts.append(draft.text)
    return Spoken(" ".join(texts), tuple(links))


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Part a text at blanks, or anywhere in a giant word."""
    start = 0
    while len(text) - start > MAX_CHARS:
        blank = _last_blank(text, start + MAX_CHARS // 2, start + MAX_CHARS)
        end = blank + 1 if blank > 0 else start + MAX_CHARS
        yield start, end
        start = end
    yield start, len(text)


def _last_blank(text: str, start: int, end: int) -> int:
    """Give the last blank that parts no abbreviation from what it belongs to; -1 where there is none."""
    blank = text.rfind(" ", start, end)
    while blank > 0 and text[blank - 1] == ".":
        blank = text.rfind(" ", start, blank)
    return blank


class _Draft:
    """A text on its way from written to spoken."""

    def __init__(self, written: str) -> None:
        self._written = written
        self.text = written
        self._origin: list[tuple[int, int]] = [(at, at + 1) for at in range(len(written))]

    def rewrite(self, one: Rule, usage: Usage) -> None:
        """Say every stretch that the rule's pattern finds as the rule says it."""
        texts: list[str] = []
        origin: list[tuple[int, int]] = []
        done = 0
        for match in one.pattern.finditer(self.text):
            said = one.say(Found(match, usage))
            if said is None or said == match[0]:
                continue
            said = _apart(match, said)
            start, end, said = _trimmed(self.text, match.start(), match.end(), said)
            texts += (self.text[done:start], said)
            whole = (self._origin[start][0], self._origin[end - 1][1])
            origin += self._origin[done:start]
            origin += [whole] * len(said)
            done = end
        if texts:
            self.text = "".join((*texts, self.text[done:]))
            self._origin = origin + self._origin[done:]

    def links(self, shift_spoken: int, shift_written: int) -> Iterator[Link]:
        """Give what came of what; blanks at the edges of a stretch that was said otherwise do not count."""
        at = 0
        while at < len(self.text):
            start, end = self._origin[at]
            first = at
            same = self._is_same(at)
            at += 1
            if same:
                while at < len(self.text) and self._origin[at][0] == end and self._is_same(at):
                    end, at = self._origin[at][1], at + 1
            else:
                while at < len(self.text) and self._origin[at] == (start, end) and not self._is_same(at):
                    at += 1
            spoken = Span(first + shift_spoken, at + shift_spoken)
            yield Link(spoken, Span(start + shift_written, end + shift_written), same)

    def _is_same(self, at: int) -> bool:
        start, end = self._origin[at]
        return end == start + 1 and self._written[start] == self.text[at]


def _apart(match: re.Match[str], said: str) -> str:
    """Keep words apart where the stop between them goes: "Mr.Smith" is two."""
    stopped = match[0].endswith(".") and match.string[match.end() : match.end() + 1].isalnum()
    return f"{said} " if stopped and said[-1:].isalnum() else said


def _trimmed(text: str, start: int, end: int, said: str) -> tuple[int, int, str]:
    """Leave out the words that stay as they were at both edges, as long as something is left to come of something."""
    first = 0
    while first < end - start - 1 and first < len(said) and text[start + first] == said[first]:
        first += 1
    while first and (_parts_word(said, first) or _parts_word(text, start + first)):
        first -= 1
    last = 0
    while last < end - start - first - 1 and last < len(said) - first and text[end - 1 - last] == said[-1 - last]:
        last += 1
    while last and (_parts_word(said, len(said) - last) or _parts_word(text, end - last)):
        last -= 1
    return start + first, end - last, said[first : len(said) - last]


def _parts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
