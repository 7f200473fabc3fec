"""Measure quotation attribution on the Project Dialogism Novel Corpus, from raw text only.

    python benchmarks/attribution.py --pdnc DIR [--novels Emma,HardTimes] [--json] [--wrong RULE]

DIR holds a folder for each novel, with novel_text.txt, quotation_info.csv and character_info.csv as the corpus has
them (Vishnubhotla, Hammond, Hirst 2022, github.com/Priya22/project-dialogism-novel-corpus; nothing of it is in here).

A gold quotation counts as found when our quotations cover at least half of it, and as right when the character that
says most of it has the gold speaker's name (by aliases, titles and case ignored). "1-to-1" also lets each gold
character be only one of ours: somebody split into two voices loses the smaller half, as a listener hears it.
"not in the corpus" is the share of the words that we give to a character and the corpus to nobody. The corpus has some
people twice (ONE_PERSON); "twice in the corpus as one" counts them once, and so do the figures on confidence: "sure" is
the share of quotations with confidence .9 and up that are right, and "ece" the expected calibration error.
"""

import argparse
import ast
import bisect
import csv
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiobook.dialogue.attribution import attribute
from audiobook.model import Attribution, Book, Chapter, Dialogue, Paragraph

csv.field_size_limit(10**9)
PRONOUN = re.compile(r"\b(?:he|she|i|they|we|him|her|it|you)\b", re.IGNORECASE)
TITLES = set("mr mrs miss ms dr sir lady lord the a an mme m mlle madame monsieur".split())
SURE = 0.9
CPU = "cpu_s_per_100k_words"
ONE_PERSON = {
    "HardTimes": (
        ("Josiah Bounderby", "Bounderby"),
        ("Mr. James Harthouse", "Harthouse"),
        ("Mr. E. W. B. Childers", "Childers"),
    ),
    "MansfieldPark": (("Tom Bertram", "Bertram"),),
    "OliverTwist": (("Mr. Losberne", "The Doctor"),),
    "WinnieThePooh": (("Christopher Robin - Story", "Christopher Robin - External"),),
}
"""Characters whom the corpus has under two names, by novel."""
HEADING = re.compile(r"(?:chapter|book|part|volume)\b.{0,60}|[ivxlc]+\.?|\d+\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Gold:
    """A quotation as the corpus has it."""

    spans: list[tuple[int, int]]
    speaker: int
    kind: str


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


def load(folder: Path) -> tuple[str, list[Gold], list[tuple[str, set[str]]]]:
    """Give the text, the quotations, and the characters with their names."""
    text = (folder / "novel_text.txt").read_bytes().decode("utf-8")
    characters: list[tuple[str, set[str]]] = []
    number: dict[str, int] = {}
    for row in read_csv(folder / "character_info.csv"):
        name = row["Main Name"].strip()
        aliases = {alias.strip() for alias in ast.literal_eval(row["Aliases"])} | {name}
        for alias in aliases:
            number.setdefault(alias, len(characters))
        number[name] = len(characters)
        characters.append((name, aliases))
    quotations = []
    for row in read_csv(folder / "quotation_info.csv"):
        kind = row["quoteType"]
        if kind == "Anaphoric":
            kind = "Anaphoric (pronoun)" if PRONOUN.search(row["referringExpression"]) else "Anaphoric (other)"
        spans = sorted((start, end) for start, end in ast.literal_eval(row["quoteByteSpans"]))
        quotations.append(Gold(spans, number.get(row["speaker"].strip(), -1), kind))
    return text, sorted(quotations, key=lambda gold: gold.spans), characters


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def as_book(text: str) -> Book:
    """Give a novel as chapters of paragraphs: enough of a reader for a corpus of clean texts."""
    chapters: list[list[Paragraph]] = [[]]
    for match in re.finditer(r"(?:[^\n]|\n(?![ \t\r]*\n))+", text):
        stripped = match.group().strip()
        if not stripped:
            continue
        if HEADING.fullmatch(stripped):
            chapters.append([])
            continue
        chapters[-1].append(Paragraph(stripped, start=match.start() + match.group().index(stripped[0])))
    kept = [chapter for chapter in chapters if chapter]
    return Book("", "", "en", tuple(Chapter(i, f"Chapter {i}", tuple(c)) for i, c in enumerate(kept, 1)))


# ----------------------------------------------------------------------------------------- ours and the corpus's people


def plain(name: str) -> str:
    """Give a name in lower case without marks."""
    return " ".join(re.findall(r"[a-z0-9]+", name.lower().replace("’", "'").replace("'s", "")))


def without_article(name: str) -> str:
    """Give a name without the article before it."""
    return re.sub(r"^(?:the|an?) ", "", plain(name))


def bare(name: str) -> str:
    """Give a name without titles."""
    return " ".join(word for word in plain(name).split() if word not in TITLES)


class Names:
    """The gold characters by name: whole names, and parts that a name may be cut down to."""

    def __init__(self, gold: list[tuple[str, set[str]]]) -> None:
        """Index the names."""
        self.whole: dict[str, set[int]] = defaultdict(set)
        self.parts: dict[str, set[int]] = defaultdict(set)
        for i, (name, aliases) in enumerate(gold):
            for alias in aliases:
                self.whole[plain(alias)].add(i)
                self.whole[without_article(alias)].add(i)
            words = bare(name).split()
            for word in words[:1] + words[-1:] if len(words) > 1 else []:
                self.parts[word].add(i)

    def owners(self, name: str) -> set[int]:
        """Give whose name it may be; parts count where only one character has them."""
        key = bare(name)
        whole = self.whole.get(plain(name)) or self.whole.get(without_article(name)) or self.whole.get(key)
        if whole:
            return whole if len(whole) == 1 or plain(name) in self.whole else set()
        parts = self.parts.get(key) or self.parts.get(key.rpartition(" ")[2]) or set()
        return parts if len(parts) == 1 else set()


def match_people(text: str, dialogue: Dialogue, gold: list[tuple[str, set[str]]]) -> dict[str, int]:
    """Give the gold character of each of ours that has one: the one who owns most uses of its names."""
    names, found = Names(gold), {}
    for character in dialogue.characters:
        votes: Counter[int] = Counter()
        for name in (character.name, *character.aliases):
            for owner in names.owners(name):
                votes[owner] += 1 + text.count(name)
        if votes:
            found[character.id] = max(votes, key=lambda i: (votes[i], -i))
    return found


def overlaps(book: Book, dialogue: Dialogue, gold: list[Gold]) -> list[Attribution | None]:
    """Give for each gold quotation the attribution that covers most of it."""
    places = []
    for attribution in dialogue.attributions:
        for part in attribution.quotation.parts:
            offset = book.paragraph(part).start or 0
            places.append((offset + part.span.start, offset + part.span.end, attribution))
    places.sort(key=lambda place: place[:2])
    ends = [end for _, end, _ in places]
    chosen: list[Attribution | None] = []
    for quotation in gold:
        covered: Counter[int] = Counter()
        by_id: dict[int, Attribution] = {}
        for start, end in quotation.spans:
            i = bisect.bisect_right(ends, start)
            while i < len(places) and places[i][0] < end:
                covered[id(places[i][2])] += min(end, places[i][1]) - max(start, places[i][0])
                by_id[id(places[i][2])] = places[i][2]
                i += 1
        length = sum(end - start for start, end in quotation.spans)
        said = {key: n for key, n in covered.items() if by_id[key].speaker is not None}
        enough = sum(covered.values()) * 2 >= length
        chosen.append(by_id[max(said or covered, key=lambda key: covered[key])] if enough else None)
    return chosen


def as_one(novel: str, gold: list[tuple[str, set[str]]]) -> tuple[list[tuple[str, set[str]]], dict[int, int]]:
    """Give the characters with those whom the corpus has twice put together, and the number of each among them."""
    number, merged = {name: i for i, (name, _) in enumerate(gold)}, list(gold)
    same = {i: i for i in range(len(gold))}
    for first, second in ONE_PERSON.get(novel, ()):
        kept, gone = number[first], number[second]
        merged[kept], merged[gone] = (first, gold[kept][1] | gold[gone][1]), ("", set())
        same[gone] = kept
    return merged, same


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
    kept = sum(len(spoken.intersection(range(*span))) for quotation in gold for span in quotation.spans)
    score.all["not in the corpus"] += len(spoken)
    score.right["not in the corpus"] += len(spoken) - kept


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


def measure(folder: Path, score: Score, *, wrong: str = "") -> dict[str, Any]:
    """Score one novel into `score`, and give its own figures."""
    text, gold, people = load(folder)
    book = as_book(text)
    began = time.process_time()
    dialogue = attribute(book)
    seconds = time.process_time() - began
    ours = match_people(text, dialogue, people)
    once, same = as_one(folder.name, people)
    ours_once = match_people(text, dialogue, once)
    chosen = overlaps(book, dialogue, gold)
    matching = one_to_one(chosen, gold, ours)
    own = Score()
    for tally in (own, score):
        count_strays(book, dialogue, gold, tally)
    for attribution, quotation in zip(chosen, gold, strict=True):
        speaker = attribution.speaker if attribution else None
        right = speaker is not None and ours.get(speaker) == quotation.speaker
        right_once = speaker is not None and ours_once.get(speaker) == same.get(quotation.speaker, -1)
        keys = ["all", quotation.kind]
        if attribution:
            keys.append(f"rule {attribution.rule}")
            if attribution.rule == wrong and not right:
                start = quotation.spans[0][0]
                print(f"\n== {folder.name} gold {people[quotation.speaker][0]}, ours {speaker} ({quotation.kind})")
                print(text[max(0, start - 300) : quotation.spans[-1][1] + 200])
        for tally in (own, score):
            for key in keys:
                tally.add(key, right=right)
            tally.add_trust(attribution, right=right_once)
            tally.add("1-to-1", right=speaker is not None and matching.get(speaker) == quotation.speaker)
            tally.add("found", right=attribution is not None)
            tally.add("left to the narrator", right=attribution is not None and speaker is None)
    return own.percent() | {CPU: round(seconds * 1e5 / len(text.split()), 2)}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdnc", type=Path, required=True, help="the corpus's folder of novels")
    parser.add_argument("--novels", default="", help="names of folders, with commas between; all if not given")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", default="", help="show what this rule gets wrong")
    given = parser.parse_args()
    if not given.pdnc.is_dir():
        print(f"skipped: there is no corpus at {given.pdnc}")
        return 0
    score = Score()
    novels = given.novels.split(",") if given.novels else sorted(p.name for p in given.pdnc.iterdir() if p.is_dir())
    figures = {name: measure(given.pdnc / name, score, wrong=given.wrong) for name in novels}
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
