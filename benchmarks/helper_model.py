"""Measure what a helper model is worth on the Project Dialogism Novel Corpus: its answers about the doubtful lines.

    python benchmarks/helper_model.py --pdnc DIR --folds build/folds --attribution-llm http://127.0.0.1:8080/v1
    python benchmarks/helper_model.py --pdnc DIR --folds build/folds --right 70

The second form makes its answers up: right in so many lines of 100 whose speaker is in the list, else somebody else who
is high in it. DIR: see pdnc.py. Raw text only, as in setting B of attribution.py; twice in the corpus counts once.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from attribution import choose_ranker
from pdnc import Gold, Novel, as_book, as_one, load, match_people, overlaps

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.doubts import RULE, Question, answered, questions
from audiobook.dialogue.reviewing import place_of
from audiobook.helper.address import HelperModel
from audiobook.helper.asking import ask
from audiobook.model import Attribution, Book, Dialogue, Locus
from audiobook.progress import Silent

_TEMPTING = 3
"""A model that errs names one of so many wrong people, those high in the list."""


class Corpus:
    """Who really says the lines of a novel, in the ids that we gave its people."""

    def __init__(self, novel: Novel, book: Book, dialogue: Dialogue) -> None:
        """Match the people once: answers add nobody."""
        once, self._same = as_one(novel.name, novel.people)
        self._ours = match_people(novel.text, dialogue, once)
        self._found = list(zip(overlaps(book, dialogue, novel.gold), novel.gold, strict=True))
        self._gold = {place_of(line): gold for line, gold in self._found if line}

    def says(self, who: str, place: Locus) -> bool:
        """Say whether this person says the line that begins there."""
        return place in self._gold and self._is(who, self._gold[place])

    def has(self, place: Locus) -> bool:
        """Say whether the corpus knows the line that begins there."""
        return place in self._gold

    def _is(self, who: str, gold: Gold) -> bool:
        return self._ours.get(who) == self._same.get(gold.speaker, -1)

    def judged(self, dialogue: Dialogue) -> list[tuple[Attribution | None, bool]]:
        """Give for each quotation of the corpus our line, and whether its speaker is right."""
        lines = {place_of(line): line for line in dialogue.attributions}
        now = [(lines[place_of(line)] if line else None, gold) for line, gold in self._found]
        return [(line, line is not None and bool(line.speaker and self._is(line.speaker, gold))) for line, gold in now]


def made_up(corpus: Corpus, asked: tuple[Question, ...], percent: int) -> Mapping[Locus, str]:
    """Give the answers of a model that is right so often where it can be."""
    lots = random.Random(1)
    answers = {}
    for question in asked:
        right = [who for who in question.people if corpus.says(who, question.place)]
        wrong = [who for who in question.people if who not in right][:_TEMPTING]
        hits = right and (not wrong or lots.random() * 100 < percent)
        answers[question.place] = right[0] if hits else lots.choice(wrong)
    return answers


def measure(novel: Novel, given: argparse.Namespace, counts: Counter[str]) -> None:
    """Count the lines of one novel, and those that are right before and after."""
    book = as_book(novel.text)
    dialogue = attribute(book, ranker=choose_ranker(novel.name, given.folds, rules=False))
    corpus = Corpus(novel, book, dialogue)
    if given.attribution_llm:
        helper = HelperModel(given.attribution_llm, given.model)
        answers = ask(book, dialogue, helper, given.cache, Silent()).answers
    else:
        answers = made_up(corpus, questions(book, dialogue), given.right)
    for question in questions(book, dialogue):
        counts["asked"] += corpus.has(question.place)
        counts["in the list"] += any(corpus.says(who, question.place) for who in question.people)
    after = corpus.judged(answered(dialogue, answers))
    for (line, before), (now, right) in zip(corpus.judged(dialogue), after, strict=True):
        counts["all"] += 1
        counts["right before"] += before
        counts["right after"] += right
        if line and now and now.rule == RULE:
            key = f"answer with confidence {now.confidence:g}"
            counts[key] += 1
            counts[f"{key}, right"] += right


def show(what: str, n_of: int, n_all: int) -> None:
    """Print a share."""
    print(f"{what:36} {100 * n_of / max(1, n_all):5.1f} % of {n_all:,}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdnc", type=Path, required=True, help="the corpus's folder of novels")
    parser.add_argument("--novels", default="", help="names of folders, with commas between; all if not given")
    parser.add_argument("--folds", type=Path, help="rankers of train_attribution.py, each for the novels it never saw")
    parser.add_argument("--attribution-llm", default="", help="address of a helper model on this machine")
    parser.add_argument("--model", default="", help="its name")
    parser.add_argument("--cache", type=Path, default=Path("output/helper"), help="where its answers are kept")
    parser.add_argument("--right", type=int, default=70, help="make answers up: so many of 100 are right")
    given = parser.parse_args()
    if not given.pdnc.is_dir():
        print(f"skipped: there is no corpus at {given.pdnc}")
        return 0
    counts: Counter[str] = Counter()
    names = given.novels.split(",") if given.novels else sorted(p.name for p in given.pdnc.iterdir() if p.is_dir())
    for name in names:
        measure(load(given.pdnc / name), given, counts)
    show("right before", counts["right before"], counts["all"])
    show("right after", counts["right after"], counts["all"])
    show("the speaker is in the list", counts["in the list"], counts["asked"])
    for key in sorted(key for key in counts if key.startswith("answer") and not key.endswith("right")):
        show(f"{key}, right", counts[f"{key}, right"], counts[key])
    return 0


if __name__ == "__main__":
    sys.exit(main())
