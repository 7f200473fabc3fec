"""The examples that the ranker learns from: every line of the corpus's novels, its candidates, and who is right.

Every novel is seen in several ways: with the corpus's quotations and characters given (setting A), from raw text
(setting B), both with three cues in ten and some genders hidden, so that the network learns to do without, and cut into
pieces as short as stories, each read on its own.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gold_script import check
from pdnc import Novel, as_book, as_one, gold_quotations, load, match_people, overlaps, stated

from audiobook.dialogue.attribution import by_the_rules, decide_all, find_speech, rules_scores
from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.evidence import Evidence, look
from audiobook.dialogue.outlook import look_out
from audiobook.dialogue.person import as_character
from audiobook.dialogue.ranker import Grid, Habits, lay_out
from audiobook.dialogue.reading import read
from audiobook.dialogue.rules import decide
from audiobook.model import Attribution, Book, Chapter, Dialogue, Gender, QuotationKind
from audiobook.text.read import read_book

ROOT = Path(__file__).parents[1]
OWN_CUTS = 6
HIDE_CUE, HIDE_GENDER = 0.3, 0.15
PIECE_WORDS = 5000
VIEWS = ("A", "B", "A cut", "B cut", "pieces")


@dataclass(frozen=True)
class Example:
    """The cells of a text, and which of them are right."""

    novel: str
    view: str
    grid: Grid
    right: np.ndarray
    """(n_cells): 1 where the candidate is the speaker."""


def examples(folder: Path) -> list[Example]:
    """Give a novel in every view."""
    novel = load(folder)
    return [_joined(list(_seen(novel, view))) for view in VIEWS]


def own_examples() -> list[Example]:
    """Give the project's own story, whole and with cues hidden; the rules alone meet its gold script in every line."""
    book = read_book(ROOT / "story/the-fourth-chair.md")
    gold = json.loads((ROOT / "tests/data/story/the-fourth-chair.gold.json").read_text("utf-8"))
    if wrong := check(book, attribute(book), gold):
        raise SystemExit("\n".join(["the rules alone no longer meet the gold script of the bundled story:", *wrong]))
    return [_own(book, cut) for cut in (0, 0, *range(1, OWN_CUTS + 1))]


def _own(book: Book, cut: int) -> Example:
    evidence = look(read(book, find_speech(book, unquoted_speech=False)), (), book.narrator)
    truth = {speech: {decision.person} for speech, decision in decide_all(evidence, None).items()}
    if cut:
        _hide(evidence, random.Random(f"own {cut}"))
    return _example("", "own", evidence, truth)


def _joined(parts: list[Example]) -> Example:
    """Put the pieces of a novel one after the other; none looks at another one."""
    first = np.cumsum([0, *(len(part.right) for part in parts)])
    grid = Grid(
        np.concatenate([part.grid.rows for part in parts]),
        np.concatenate(
            [np.where((g := part.grid.neighbours) >= 0, g + n, -1) for part, n in zip(parts, first, strict=False)]
        ),
        np.concatenate([[0], *(part.grid.offsets[1:] + n for part, n in zip(parts, first, strict=False))]),
        [people for part in parts for people in part.grid.candidates],
    )
    return Example(parts[0].novel, parts[0].view, grid, np.concatenate([part.right for part in parts]))


def _seen(novel: Novel, view: str) -> Iterator[Example]:
    book = as_book(novel.text)
    for number, part in enumerate(_pieces(book) if view.startswith("pieces") else [book]):
        evidence, truth = _given(part, novel) if view.startswith("A") else _found(part, novel)
        if view.endswith("cut"):
            _hide(evidence, random.Random(f"{novel.name} {view} {number}"))
        if evidence.reading.quotations:
            yield _example(novel.name, view, evidence, truth)


def _example(novel: str, view: str, evidence: Evidence, truth: dict[int, set[int]]) -> Example:
    outlook = look_out(evidence)
    rules = rules_scores(outlook, by_the_rules(evidence))
    grid = lay_out(outlook, rules, Habits(outlook, rules), 0, len(rules))
    right = [
        float(person in truth.get(line.number, ()))
        for line, people in zip(outlook.lines, grid.candidates, strict=True)
        for person in people
    ]
    return Example(novel, view, grid, np.array(right, np.float32))


def _pieces(book: Book) -> list[Book]:
    """Cut a novel into pieces as short as stories."""
    pieces, words = [[]], 0
    for chapter in book.chapters:
        for paragraph in chapter.paragraphs:
            if words > PIECE_WORDS:
                pieces.append([])
                words = 0
            pieces[-1].append(paragraph)
            words += len(paragraph.text.split())
    return [Book("", "", "en", (Chapter(1, "", tuple(piece)),)) for piece in pieces]


def _given(book: Book, novel: Novel) -> tuple[Evidence, dict[int, set[int]]]:
    """Give the evidence in setting A, and for each quotation the numbers of those who are its speaker."""
    quotations, numbers = gold_quotations(book, novel.gold)
    characters, teller = stated(novel.people)
    evidence = look(read(book, quotations), characters, teller, closed=True)
    _, same = as_one(novel.name, novel.people)
    whose = {p.number: same[int(p.stated.id)] for p in evidence.people if p.stated}
    return evidence, {q: _bearers(whose, same.get(novel.gold[g].speaker)) for q, g in enumerate(numbers)}


def _found(book: Book, novel: Novel) -> tuple[Evidence, dict[int, set[int]]]:
    """Give the same from raw text (setting B), our people matched to the corpus's."""
    evidence = look(read(book, find_speech(book, unquoted_speech=False)), (), "")
    once, same = as_one(novel.name, novel.people)
    characters, taken = [], set[str]()
    for person in evidence.people:
        characters.append(as_character(person, taken))
        taken.add(characters[-1].id)
    nobody = characters[0].id if characters else "nobody"
    dialogue = Dialogue(
        tuple(characters),
        tuple(
            Attribution(q, nobody if q.kind is QuotationKind.DIALOGUE else None, None, None, 1.0, str(number))
            for number, q in enumerate(evidence.reading.quotations)
        ),
    )
    ours = match_people(novel.text, dialogue, once)
    whose = {number: ours[c.id] for number, c in enumerate(characters) if c.id in ours}
    chosen = overlaps(book, dialogue, novel.gold)
    pairs = [(int(a.rule), gold) for a, gold in zip(chosen, novel.gold, strict=True) if a is not None]
    truth = {q: same.get(gold.speaker) for q, gold in reversed(pairs)}
    whose |= _unnamed(evidence, whose, truth)
    return evidence, {q: _bearers(whose, gold) for q, gold in truth.items()}


def _unnamed(evidence: Evidence, whose: dict[int, int], truth: dict[int, int | None]) -> dict[int, int]:
    """Give whom of the corpus those of ours are who share no name with it: 'the narrator', 'a man from the audience'.

    Each is whoever most of the lines are that the text gives him outright, if none of ours is he by name.
    """
    said: dict[int, Counter[int]] = defaultdict(Counter)
    for speech, gold in truth.items():
        verdict = decide(evidence, speech)
        if verdict and verdict.person not in whose and gold is not None and gold >= 0:
            said[verdict.person][gold] += 1
    named = set(whose.values())
    found = {person: counts.most_common(1)[0][0] for person, counts in said.items()}
    return {person: gold for person, gold in found.items() if gold not in named}


def _bearers(whose: dict[int, int], gold: int | None) -> set[int]:
    return {number for number, owner in whose.items() if owner == gold}


def _hide(evidence: Evidence, chance: random.Random) -> None:
    for speech in range(len(evidence.cues)):
        if chance.random() < HIDE_CUE:
            evidence.cues[speech] = []
            evidence.described.pop(speech, None)
    for person in evidence.people:
        if chance.random() < HIDE_GENDER:
            person.gender = Gender.UNKNOWN
