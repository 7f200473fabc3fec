"""Fit what turns a rule and a margin into a confidence where the rules decide alone (audiobook/dialogue/explain.py).

    python benchmarks/calibrate.py --pdnc DIR

Prints the share that each rule gets right, where the text names the speaker outright and where the conversation
decided, and for the latter the weights of a logistic regression on (1, log odds of the rule's share, margin to the
runner-up as far as it counts, whether it is twice that). `out of novel` is the expected calibration error when each
novel is left out of the fit in turn.
"""

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution import expected_error
from pdnc import as_book, as_one, load, match_people, overlaps

from audiobook.dialogue import attribution as pipeline
from audiobook.dialogue import explain

ENOUGH, BEYOND = explain._ENOUGH, 2 * explain._ENOUGH


@dataclass(frozen=True)
class Case:
    """One speech: what the confidence may look at, and whether its speaker is right."""

    novel: str
    rule: str
    outright: bool
    margin: float
    right: bool


def cases(folder: Path) -> list[Case]:
    """Give the speeches of a novel that are found and said by somebody."""
    seen: dict[int, tuple[bool, float]] = {}
    original = explain.explain

    def note(evidence: Any, turns: Any, standings: Any, chances: Any, decisions: Any) -> None:
        original(evidence, turns, standings, chances, decisions)
        for turn, standing in zip(turns, standings, strict=True):
            outright = explain.sure_speaker(evidence, turn.speeches) is not None
            seen.update(dict.fromkeys(turn.speeches, (outright, standing.margin)))

    novel = load(folder)
    text, gold, people = novel.text, novel.gold, novel.people
    book = as_book(text)
    pipeline.explain = note
    try:
        dialogue = pipeline.attribute(book)
    finally:
        pipeline.explain = original
    people, same = as_one(folder.name, people)
    ours = match_people(text, dialogue, people)
    number = {id(a): n for n, a in enumerate(dialogue.attributions)}
    return [
        Case(folder.name, a.rule, *seen[number[id(a)]], ours.get(a.speaker) == same.get(q.speaker, -1))
        for a, q in zip(overlaps(book, dialogue, gold), gold, strict=True)
        if a is not None and a.speaker is not None
    ]


def shares(found: list[Case]) -> dict[str, float]:
    """Give the share of each rule that is right, with one right and one wrong added."""
    by_rule = defaultdict(list)
    for case in found:
        by_rule[case.rule].append(case.right)
    return {rule: (sum(right) + 1) / (len(right) + 2) for rule, right in sorted(by_rule.items())}


def look(case: Case, share: dict[str, float]) -> tuple[float, ...]:
    """Give what the regression sees."""
    base = share.get(case.rule, 0.5)
    return 1.0, math.log(base / (1 - base)), min(case.margin, ENOUGH), float(case.margin >= BEYOND)


def fit(found: list[Case], share: dict[str, float]) -> list[float]:
    """Give the weights of a logistic regression, by Newton's method."""
    weights = [0.0, 1.0, 0.0, 0.0]
    rows = [(look(case, share), float(case.right)) for case in found]
    for _ in range(20):
        slope = [0.0] * 4
        curve = [[1e-6 * (i == j) for j in range(4)] for i in range(4)]
        for x, y in rows:
            p = chance(weights, x)
            for i in range(4):
                slope[i] += x[i] * (y - p)
                for j in range(4):
                    curve[i][j] += x[i] * x[j] * p * (1 - p)
        weights = [w + step for w, step in zip(weights, solve(curve, slope), strict=True)]
    return weights


def chance(weights: list[float], x: tuple[float, ...]) -> float:
    """Give the chance that the regression sees."""
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x, strict=True))))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system of equations by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    n = len(rows)
    for i in range(n):
        for j in range(n):
            if i != j:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdnc", type=Path, required=True, help="the corpus's folder of novels")
    root = parser.parse_args().pdnc
    if not root.is_dir():
        print(f"skipped: there is no corpus at {root}")
        return
    found = [case for folder in sorted(root.iterdir()) if folder.is_dir() for case in cases(folder)]
    voted = [case for case in found if not case.outright]
    for title, some in (("outright", [case for case in found if case.outright]), ("voted", voted)):
        for rule, share in shares(some).items():
            print(f"{title:9} {rule:18} {share:.3f} of {sum(case.rule == rule for case in some)}")
    share = shares(voted)
    print("bias {:.2f}, base {:.2f}, margin {:.3f}, beyond {:.2f}".format(*fit(voted, share)))
    held_out = []
    for novel in sorted({case.novel for case in voted}):
        others = [case for case in voted if case.novel != novel]
        share = shares(others)
        weights = fit(others, share)
        held_out += [(chance(weights, look(case, share)), case.right) for case in voted if case.novel == novel]
    print(f"expected calibration error, out of novel: {expected_error(held_out):.3f}")


if __name__ == "__main__":
    main()
