"""What a helper model is asked about a doubtful line, what counts as its answer, and what the answer changes.

The model is shown a passage and a numbered list, and only a number of that list counts. So whatever a book says to it,
the worst that can come of it is a wrong speaker for a line that was doubtful anyway; no other line ever changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from audiobook.dialogue.reviewing import candidates, place_of
from audiobook.model import Attribution, Book, Character, Dialogue, Locus, Paragraph

RULE: Final = "helper-model"
NOBODY: Final = 0
"""The answer that leaves a line as it was."""

_GUESS, _RUNNER_UP, _OTHER = 0.8, 0.6, 0.4
"""The confidence of an answer that names the rules' guess, their runner-up, or somebody else (which stays doubtful).

Estimated: so many are right on PDNC if the model errs in 3 lines of 10, with its answers made up
(benchmarks/helper_model.py --right 70). No real model was measured."""

_PARAGRAPHS: Final = 12
_CHARS_BEFORE: Final = 1_800
_CHARS_AFTER: Final = 700
_CHARS_LINE: Final = 1_500
"""So much of the text is shown at most: some 1,200 tokens, which the smallest context of any server holds."""
_CHARS_LABEL: Final = 100

_ASKED: Final = """\
A passage of a story follows. One line of speech in it stands between >>> and <<<.

{passage}

Who says the line between >>> and <<<?

{people}
{nobody}. none of these, or it cannot be told

Answer with one number of this list and nothing else."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one doubtful line."""

    place: Locus
    """Where the line begins: its name."""
    people: tuple[str, ...]
    """Ids of those who may say it; the first has number 1."""
    text: str
    """All that the model is sent."""


def questions(book: Book, dialogue: Dialogue) -> tuple[Question, ...]:
    """Give a question for each doubtful line that more than one person may say, in order of the text."""
    found = (_question(book, dialogue, line) for line in dialogue.attributions if line.doubtful)
    return tuple(question for question in found if len(question.people) > 1)


def _question(book: Book, dialogue: Dialogue, line: Attribution) -> Question:
    people: dict[str, str] = {}
    for who in candidates(dialogue, line):
        people.setdefault(_label(dialogue.character(who), tells=who == dialogue.narrator), who)
    rows = "\n".join(f"{number}. {label}" for number, label in enumerate(people, 1))
    text = _ASKED.format(passage=_passage(book, line), people=rows, nobody=NOBODY)
    return Question(place_of(line), tuple(people.values()), text)


def _label(character: Character, *, tells: bool) -> str:
    """Give a name as the list has it; two people with the very same label could not be told apart."""
    label = character.name
    if tells:
        label += " (tells the story as “I”)"
    if character.aliases:
        label += f", also called {', '.join(character.aliases)}"
    label = " ".join(label.split())
    return label if len(label) <= _CHARS_LABEL else label[: _CHARS_LABEL - 1] + "…"


def number_in(reply: str, question: Question) -> int | None:
    """Give the number that a reply consists of, if the list has it; None for anything else."""
    number = reply.strip().removesuffix(".")
    return next((n for n in range(NOBODY, len(question.people) + 1) if str(n) == number), None)


def answered(dialogue: Dialogue, answers: Mapping[Locus, str]) -> Dialogue:
    """Give the dialogue in which these people say the doubtful lines that begin at these places.

    Nothing else is decided anew: every other doubtful line is asked about too, and fixing the answers for the
    conversation around them spreads the wrong ones (docs/attribution.md).
    """
    known = {character.id for character in dialogue.characters}
    lines = tuple(
        _answered(line, who) if line.doubtful and (who := answers.get(place_of(line))) in known else line
        for line in dialogue.attributions
    )
    if lines == dialogue.attributions:
        return dialogue
    order = [dialogue.narrator, *(line.speaker for line in lines), *(line.runner_up for line in lines)]
    people = tuple(dialogue.character(who) for who in dict.fromkeys(order) if who is not None)
    return replace(dialogue, characters=people, attributions=lines)


def _answered(line: Attribution, who: str | None) -> Attribution:
    confidence = {line.runner_up: _RUNNER_UP, line.speaker: _GUESS}.get(who, _OTHER)
    runner_up = line.runner_up if who == line.speaker else line.speaker
    return replace(line, speaker=who, cue=None, confidence=confidence, rule=RULE, runner_up=runner_up)


# ---------------------------------------------------------------------------------------------------------- the passage

_Point = tuple[int, int]
"""A paragraph of the chapter, and an offset in it."""


def _passage(book: Book, line: Attribution) -> str:
    """Give the text around a line as it stands, the line marked, all of it bounded."""
    parts = line.quotation.parts
    paragraphs = book.chapters[parts[0].chapter - 1].paragraphs
    first = max(0, parts[0].paragraph - _PARAGRAPHS)
    last = min(len(paragraphs) - 1, parts[-1].paragraph + _PARAGRAPHS)
    before = _stretch(paragraphs, (first, 0), _start(parts[0]))
    after = _stretch(paragraphs, _end(parts[-1]), (last, len(paragraphs[last].text)))
    said = ""
    for at, part in enumerate(parts):
        said += _stretch(paragraphs, _end(parts[at - 1]), _start(part)) if at else ""
        said += f">>>{_stretch(paragraphs, _start(part), _end(part))}<<<"
    if len(said) > _CHARS_LINE:
        said = f"{_head(said, _CHARS_LINE // 2)} {_tail(said, _CHARS_LINE // 2)}"
    return f"{_tail(before, _CHARS_BEFORE)}{said}{_head(after, _CHARS_AFTER)}".strip()


def _start(part: Locus) -> _Point:
    return part.paragraph, part.span.start


def _end(part: Locus) -> _Point:
    return part.paragraph, part.span.end


def _stretch(paragraphs: Sequence[Paragraph], start: _Point, end: _Point) -> str:
    """Give the text between two points, with a blank line between paragraphs."""
    texts = [paragraph.text for paragraph in paragraphs[start[0] : end[0] + 1]]
    texts[-1] = texts[-1][: end[1]]
    texts[0] = texts[0][start[1] :]
    return "\n\n".join(texts)


def _head(text: str, n_chars: int) -> str:
    """Give the beginning of a text, cut between words if need be."""
    if len(text) <= n_chars:
        return text
    return f"{text[:n_chars].rpartition(' ')[0] or text[:n_chars]} […]"


def _tail(text: str, n_chars: int) -> str:
    """Give the end of a text, cut between words if need be."""
    if len(text) <= n_chars:
        return text
    return f"[…] {text[-n_chars:].partition(' ')[2] or text[-n_chars:]}"
