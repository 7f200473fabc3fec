"""What a person is asked about: the doubtful lines, what is heard most first; and what an answer writes down."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from audiobook.dialogue.corrections import Correction, Quoted, fitting, words_before
from audiobook.model import Attribution, Book, Dialogue, Locus

_ONE_RUN: Final = 4
"""Doubtful lines so many paragraphs apart at most are one run: they were decided together."""
_SCENE: Final = 10
"""Whoever speaks so many lines before or after is in the scene."""
_MOST_CANDIDATES: Final = 8
_FEWEST_WORDS: Final = 6
"""So many words of a line stand for it, where they are enough."""
_AFTER: Final = (3, 6, 12, 24)
"""So many words before a line are tried to tell it from others like it."""

_BY_TURN: Final = frozenset({"turn-taking", "addressed", "presence"})
"""Rules that only say whose turn it is: where one line of an exchange is wrong, so are those."""

Run = tuple[Attribution, ...]
Answers = tuple[tuple[Attribution, str], ...]
"""Lines, each with the id of the character who is to say it."""


def doubtful_runs(book: Book, dialogue: Dialogue, skipped: Collection[Locus] = ()) -> tuple[Run, ...]:
    """Give the doubtful lines, in runs; the run with the most text comes first, for its mistakes are heard longest."""
    runs: list[list[Attribution]] = []
    for line in dialogue.attributions:
        if line.doubtful and place_of(line) not in skipped:
            if runs and goes_on(place_of(runs[-1][-1]), place_of(line)):
                runs[-1].append(line)
            else:
                runs.append([line])
    return tuple(sorted((tuple(run) for run in runs), key=lambda run: (-_length(book, run), place_of(run[0]))))


def place_of(line: Attribution) -> Locus:
    """Give where a line begins: a name for it that no answer changes."""
    return line.quotation.parts[0]


def goes_on(earlier: Locus, later: Locus) -> bool:
    """Say whether a line comes so soon after another that both are of one run."""
    return earlier.chapter == later.chapter and 0 <= later.paragraph - earlier.paragraph <= _ONE_RUN


def _length(book: Book, run: Run) -> int:
    return sum(len(book.text_at(part)) for line in run for part in line.quotation.parts)


def next_run(runs: tuple[Run, ...], last: Locus | None) -> Run:
    """Give the run to ask about: the rest of the one that was just answered, else the first; empty at the end."""
    if last is None:
        return runs[0] if runs else ()
    for run in runs:
        rest = tuple(line for line in run if place_of(line) > last)
        if rest and goes_on(last, place_of(rest[0])):
            return rest
    return runs[0] if runs else ()


def candidates(dialogue: Dialogue, line: Attribution) -> tuple[str, ...]:
    """Give the ids of who may say a line: the guess, the runner-up, then whoever else speaks near, nearest first."""
    lines = dialogue.attributions
    at = lines.index(line)
    chapter = place_of(line).chapter
    around = range(max(0, at - _SCENE), min(len(lines), at + _SCENE + 1))
    near = [i for i in around if place_of(lines[i]).chapter == chapter]
    scene = [lines[i].speaker for i in sorted(near, key=lambda i: (abs(i - at), i))]
    found = dict.fromkeys([line.speaker, line.runner_up, *scene, dialogue.narrator])
    return tuple(who for who in found if who is not None)[:_MOST_CANDIDATES]


def alike(run: Run, line: Attribution) -> Run:
    """Give the lines of a run that are given to the same person as this one, and this one."""
    return tuple(each for each in run if each.speaker == line.speaker)


def swapped(dialogue: Dialogue, line: Attribution) -> Answers:
    """Give the lines around a doubtful one with its speaker and the other one of the exchange changed about.

    They reach to the last doubtful line on each side before one that the text, or a correction, gives to somebody.
    Empty where that is no more than one line.
    """
    exchange = _exchange(dialogue, line)
    others = Counter(each.speaker for each in exchange if each.speaker not in (None, line.speaker))
    other = others.most_common(1)[0][0] if others else line.runner_up
    if line.speaker is None or other is None:
        return ()
    about = {line.speaker: other, other: line.speaker}
    found = tuple((each, about[each.speaker]) for each in exchange if each.speaker in about)
    return found if len(found) > 1 else ()


def _exchange(dialogue: Dialogue, line: Attribution) -> list[Attribution]:
    """Give the lines around one that were decided together with it."""
    at = dialogue.attributions.index(line)
    before = _as_far(line, reversed(dialogue.attributions[:at]))
    return [*before[::-1], line, *_as_far(line, dialogue.attributions[at + 1 :])]


def _as_far(line: Attribution, others: Iterable[Attribution]) -> list[Attribution]:
    """Give the lines from one on, up to the last doubtful one before a gap or a line that is no guess."""
    found: list[Attribution] = []
    last, n_doubtful = place_of(line), 0
    for other in others:
        if other.speaker is None:
            continue
        here = place_of(other)
        if not (other.doubtful or other.rule in _BY_TURN) or not goes_on(min(last, here), max(last, here)):
            break
        found.append(other)
        last = here
        if other.doubtful:
            n_doubtful = len(found)
    return found[:n_doubtful]


def correction_for(quoted: Quoted, line: Attribution, speaker: str | None) -> Correction | None:
    """Give the shortest correction that means this line and no other; None where no words tell it from others.

    quoted: all quotations of the dialogue that the line is of.
    """
    for words in _beginnings(quoted.book, line):
        alike = fitting(quoted, Correction(words, speaker))
        if alike == (line.quotation,):
            return Correction(words, speaker)
    for after in _words_before(quoted.book, line):
        correction = Correction(words, speaker, after=after)
        if fitting(quoted, correction) == (line.quotation,):
            return correction
    return None


def _beginnings(book: Book, line: Attribution) -> Iterator[str]:
    """Give how a line begins, then all of it."""
    words = [word for part in line.quotation.parts for word in book.text_at(part).strip("“”‘’\"'«»„—– ").split()]
    for n_words in (_FEWEST_WORDS, 2 * _FEWEST_WORDS, 4 * _FEWEST_WORDS):
        if n_words < len(words):
            yield " ".join(words[:n_words])
    yield " ".join(words)


def _words_before(book: Book, line: Attribution) -> Iterator[str]:
    """Give words that stand before a line: right before it first, then further back, where a twin has others."""
    before = words_before(book, place_of(line))
    for n_words in _AFTER:
        for end in range(len(before), n_words - 1, -1):
            yield " ".join(before[end - n_words : end])
