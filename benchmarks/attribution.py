"""Measure quotation attribution on the Project Dialogism Novel Corpus.

    python benchmarks/attribution.py --pdnc DIR --folds build/folds [--setting A] [--novels Emma,HardTimes] [--json]

--folds takes the rankers that train_attribution.py left there, and uses for each novel the one that never saw it: only
these figures are cross-validated. --rules shows what the rules do alone.

Setting B, the default, is what our users have: raw text only. In setting A the quotations and the characters with their
aliases are given. DIR: see pdnc.py.

A gold quotation counts as found when our quotations cover at least half of it, and as right when the character that
says most of it has the gold speaker's name (by aliases, titles and case ignored). "1-to-1" also lets each gold
character be only one of ours: somebody split into two voices loses the smaller half, as a listener hears it.
"not in the corpus" is the share of the words that we give to a character and the corpus to nobody; "narration to a
character" the share of what stands in no quotation marks that a character says. The corpus has some
people twice (ONE_PERSON); "twice in the corpus as one" counts them once, and so do the figures on confidence: "sure" is
the share of quotations with confidence .9 and up that are right, and "ece" the expected calibration error.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pdnc import FOLDS, Gold, Novel, as_book, as_one, gold_quotations, load, match_people, overlaps, stated

from audiobook.dialogue.attribution import attribute_given
from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.ranker import Ranker
from audiobook.model import Attribution, Book, Dialogue
from audiobook.ranker_file import load_ranker, read_ranker

SURE = 0.9
CPU = "cpu_s_per_100k_words"
NARRATION = "narration to a character"


@dataclass
class Score:
    """Right and all, by any key."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    trusted: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence and whether it was right, where somebody speaks."""

    def add(self, key: str, *, right: bool) -> None:
        """Count one."""
        self.all[key] += 1
        self.right[key] += right

    def add_trust(self, attribution: Attribution | None, *, right: bool) -> None:
        """Count one by its confidence."""
        self.add("twice in the corpus as one", right=right)
        if attribution is None or attribution.speaker is None:
            return
        self.trusted.append((attribution.confidence, right))
        self.add(f"confidence {int(attribution.confidence * 10) / 10:.1f}", right=right)
        for key, counts in (("sure", attribution.confidence >= SURE), ("doubtful", attribution.doubtful)):
            if counts:
                self.add(key, right=right)

    def percent(self) -> dict[str, float]:
        """Give the shares in percent."""
        shares = {key: round(100 * self.right[key] / n, 1) for key, n in sorted(self.all.items())}
        return shares | {"ece": round(100 * expected_error(self.trusted), 1)}


def expected_error(found: list[tuple[float, bool]]) -> float:
    """Give the expected calibration error of (confidence, right), in ten bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in found:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(found))


def count_strays(book: Book, dialogue: Dialogue, gold: list[Gold], score: Score) -> None:
    """Count the code points that a character says, and those of them that the corpus gives to nobody."""
    spoken: set[int] = set()
    for attribution in dialogue.attributions:
        for part in attribution.quotation.parts if attribution.speaker else ():
            offset = book.paragraph(part).start or 0
            spoken.update(range(offset + part.span.start + 1, offset + part.span.end - 1))
    for paragraph in (p for chapter in book.chapters for p in chapter.paragraphs):
        for start, end in narrated(paragraph.text):
            first = (paragraph.start or 0) + start
            score.all[NARRATION] += end - start
            score.right[NARRATION] += len(spoken.intersection(range(first, first + end - start)))
    kept = sum(len(spoken.intersection(range(*span))) for quotation in gold for span in quotation.spans)
    score.all["not in the corpus"] += len(spoken)
    score.right["not in the corpus"] += len(spoken) - kept


def narrated(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a paragraph that stand in no quotation marks; the corpus has straight double ones."""
    start = 0
    for number, part in enumerate(text.split('"')):
        if number % 2 == 0 and part:
            yield start, start + len(part)
        start += len(part) + 1


def one_to_one(chosen: list[Attribution | None], gold: list[Gold], ours: dict[str, int]) -> dict[str, int]:
    """Give the matching in which each gold character is one of ours, the best first."""
    shared: Counter[tuple[str, int]] = Counter()
    for attribution, quotation in zip(chosen, gold, strict=True):
        if attribution and attribution.speaker and ours.get(attribution.speaker) == quotation.speaker:
            shared[attribution.speaker, quotation.speaker] += 1
    matching: dict[str, int] = {}
    for (speaker, number), _ in shared.most_common():
        if speaker not in matching and number not in matching.values():
            matching[speaker] = number
    return matching


@dataclass(frozen=True)
class Guess:
    """What the pipeline makes of a novel, and whom of the corpus each of its people is."""

    dialogue: Dialogue
    chosen: list[Attribution | None]
    """For each gold quotation."""
    ours: dict[str, int]
    ours_once: dict[str, int]
    """The same where the corpus's people are counted once."""


def from_text(book: Book, novel: Novel, once: list[tuple[str, set[str]]], ranker: Ranker | None) -> Guess:
    """Attribute a novel in setting B: raw text only."""
    dialogue = attribute(book, ranker=ranker)
    chosen = overlaps(book, dialogue, novel.gold)
    return Guess(
        dialogue, chosen, match_people(novel.text, dialogue, novel.people), match_people(novel.text, dialogue, once)
    )


def from_gold(book: Book, novel: Novel, same: dict[int, int], ranker: Ranker | None) -> Guess:
    """Attribute a novel in setting A: the quotations and the characters are given."""
    quotations, numbers = gold_quotations(book, novel.gold)
    characters, teller = stated(novel.people)
    dialogue = attribute_given(book, quotations, characters, teller, ranker=ranker)
    chosen: list[Attribution | None] = [None] * len(novel.gold)
    for number, attribution in zip(numbers, dialogue.attributions, strict=True):
        chosen[number] = attribution
    ours = {str(i): i for i in range(len(novel.people))}
    return Guess(dialogue, chosen, ours, {key: same[i] for key, i in ours.items()})


def measure(novel: Novel, score: Score, *, setting: str, ranker: Ranker | None, wrong: str = "") -> dict[str, Any]:
    """Score one novel into `score`, and give its own figures."""
    book = as_book(novel.text)
    once, same = as_one(novel.name, novel.people)
    began = time.process_time()
    guess = from_text(book, novel, once, ranker) if setting == "B" else from_gold(book, novel, same, ranker)
    seconds = time.process_time() - began
    matching = one_to_one(guess.chosen, novel.gold, guess.ours)
    own = Score()
    for tally in (own, score):
        count_strays(book, guess.dialogue, novel.gold, tally)
    for attribution, quotation in zip(guess.chosen, novel.gold, strict=True):
        speaker = attribution.speaker if attribution else None
        right = speaker is not None and guess.ours.get(speaker) == quotation.speaker
        right_once = speaker is not None and guess.ours_once.get(speaker) == same.get(quotation.speaker, -1)
        if wrong and attribution and wrong in (attribution.rule, quotation.kind) and not right_once:
            show_wrong(novel, quotation, attribution)
        for tally in (own, score):
            for key in ("all", quotation.kind, f"rule {attribution.rule}" if attribution else "rule none"):
                tally.add(key, right=right)
            tally.add(f"{quotation.kind}, as one", right=right_once)
            tally.add_trust(attribution, right=right_once)
            tally.add("1-to-1", right=speaker is not None and matching.get(speaker) == quotation.speaker)
            tally.add("found", right=attribution is not None)
            tally.add("left to the narrator", right=attribution is not None and speaker is None)
    return own.percent() | {CPU: round(seconds * 1e5 / len(novel.text.split()), 2)}


def choose_ranker(novel: str, folds: Path | None, *, rules: bool) -> Ranker | None:
    """Give the ranker to measure a novel with: of the folds, the one that never saw it."""
    if rules:
        return None
    if folds is None:
        return load_ranker()
    fold = next((i for i, novels in enumerate(FOLDS) if novel in novels), 0)
    return read_ranker(folds / f"fold-{fold}.npz")


def show_wrong(novel: Novel, quotation: Gold, attribution: Attribution) -> None:
    """Print a quotation that has the wrong speaker, with its neighbourhood."""
    start = quotation.spans[0][0]
    gold = novel.people[quotation.speaker][0] if quotation.speaker >= 0 else "?"
    print(f"\n== {novel.name} gold {gold}, ours {attribution.speaker} ({quotation.kind}, {attribution.rule})")
    print(novel.text[max(0, start - 300) : quotation.spans[-1][1] + 200])


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdnc", type=Path, required=True, help="the corpus's folder of novels")
    parser.add_argument("--setting", choices="AB", default="B", help="B: raw text; A: quotations and people given")
    parser.add_argument("--rules", action="store_true", help="the rules alone, without the ranker")
    parser.add_argument("--folds", type=Path, help="rankers of train_attribution.py, each for the novels it never saw")
    parser.add_argument("--novels", default="", help="names of folders, with commas between; all if not given")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", default="", help="show what a rule, or a kind of quotation, gets wrong")
    given = parser.parse_args()
    if not given.pdnc.is_dir():
        print(f"skipped: there is no corpus at {given.pdnc}")
        return 0
    score = Score()
    novels = given.novels.split(",") if given.novels else sorted(p.name for p in given.pdnc.iterdir() if p.is_dir())
    rankers = {name: choose_ranker(name, given.folds, rules=given.rules) for name in novels}
    if not (given.rules or given.folds or given.json):
        print("the package's ranker was trained on these novels: see --folds")
    figures = {
        name: measure(load(given.pdnc / name), score, setting=given.setting, ranker=rankers[name], wrong=given.wrong)
        for name in novels
    }
    summary = score.percent()
    if given.json:
        print(json.dumps({"summary": summary, "n": score.all, "novels": figures}, indent=1))
        return 0
    for name, own in figures.items():
        head = ("all", "1-to-1", "Explicit", "Anaphoric (pronoun)", "Anaphoric (other)", "Implicit", CPU)
        print(f"{name:30}", *(f"{own.get(key, 0):6.1f}" for key in head))
    for key, value in summary.items():
        print(f"{key:30} {value:6.1f}  of {score.all[key]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
