"""The Project Dialogism Novel Corpus: its novels, who says what in them, and which of its people are ours.

A folder for each novel holds novel_text.txt, quotation_info.csv and character_info.csv as the corpus has them
(Vishnubhotla, Hammond, Hirst 2022, github.com/Priya22/project-dialogism-novel-corpus; nothing of it is in here).
"""

import ast
import bisect
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook.model import Attribution, Book, Chapter, Character, Dialogue, Locus, Paragraph, Quotation, Span

csv.field_size_limit(10**9)
PRONOUN = re.compile(r"\b(?:he|she|i|they|we|him|her|it|you)\b", re.IGNORECASE)
TITLES = set("mr mrs miss ms dr sir lady lord the a an mme m mlle madame monsieur".split())
ONE_PERSON = {
    "HardTimes": (
        ("Josiah Bounderby", "Bounderby"),
        ("Mr. James Harthouse", "Harthouse"),
        ("Mr. E. W. B. Childers", "Childers"),
    ),
    "MansfieldPark": (
        ("Tom Bertram", "Bertram"),
        ("Henry Crawford", "Mr. Crawford"),
        ("Maria Bertram", "Miss Bertram"),
    ),
    "NorthangerAbbey": (("John Thorpe", "Mr. Thorpe"),),
    "OliverTwist": (("Mr. Losberne", "The Doctor"),),
    "WinnieThePooh": (("Christopher Robin - Story", "Christopher Robin - External"),),
}
"""Characters whom the corpus has under two names, by novel."""
FOLDS = (
    ("Emma", "MansfieldPark", "TheGambler", "HardTimes"),
    ("HowardsEnd", "APassageToIndia", "ARoomWithAView", "WhereAngelsFearToTread"),
    ("NorthangerAbbey", "Persuasion", "SenseAndSensibility", "TheManWhoWasThursday"),
    ("AnneOfGreenGables", "OliverTwist", "TheAwakening", "NightAndDay"),
    ("TheMysteriousAffairAtStyles", "TheSunAlsoRises", "WinnieThePooh"),
)
"""Whole novels; one author never in two folds where that can be helped."""
TELLER = "_narr"
"""The corpus's alias for whoever tells the story."""
HEADING = re.compile(r"(?:chapter|book|part|volume)\b.{0,60}|[ivxlc]+\.?|\d+\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Gold:
    """A quotation as the corpus has it."""

    spans: list[tuple[int, int]]
    speaker: int
    kind: str


@dataclass(frozen=True)
class Novel:
    """A novel with all that the corpus says of it."""

    name: str
    text: str
    gold: list[Gold]
    people: list[tuple[str, set[str]]]
    """The characters, each with all names."""


def load(folder: Path) -> Novel:
    """Read a novel."""
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
    return Novel(folder.name, text, sorted(quotations, key=lambda gold: gold.spans), characters)


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
    uses = _uses(text, {name for c in dialogue.characters for name in (c.name, *c.aliases)})
    for character in dialogue.characters:
        votes: Counter[int] = Counter()
        for name in (character.name, *character.aliases):
            for owner in names.owners(name):
                votes[owner] += 1 + uses[name]
        if votes:
            found[character.id] = max(votes, key=lambda i: (votes[i], -i))
    return found


def _uses(text: str, names: set[str]) -> Counter[str]:
    """Count how often each name stands in the text; 'Carter' in 'Mr. Carter' is no use of it."""
    ordered = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return Counter(match.group() for match in re.finditer(rf"\b(?:{ordered})(?!\w)", text))


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


def gold_quotations(book: Book, gold: list[Gold]) -> tuple[tuple[Quotation, ...], list[int]]:
    """Give the corpus's quotations with their marks, in order of the text, and which of `gold` each is."""
    paragraphs = [
        (paragraph.start or 0, chapter.number, index, paragraph.text)
        for chapter in book.chapters
        for index, paragraph in enumerate(chapter.paragraphs)
    ]
    starts = [start for start, *_ in paragraphs]
    placed: dict[tuple[Locus, ...], int] = {}
    for number, quotation in enumerate(gold):
        parts = [locus for span in quotation.spans for locus in _loci(paragraphs, starts, span)]
        if parts:
            placed.setdefault(tuple(sorted(parts)), number)
    ordered = sorted(placed)
    return tuple(Quotation(parts) for parts in ordered), [placed[parts] for parts in ordered]


def _loci(paragraphs: list[tuple[int, int, int, str]], starts: list[int], span: tuple[int, int]) -> Iterator[Locus]:
    """Give the parts of a stretch of the novel in each of its paragraphs, widened to its quotation marks."""
    i = max(0, bisect.bisect_right(starts, span[0]) - 1)
    while i < len(paragraphs) and paragraphs[i][0] < span[1]:
        start, chapter, index, text = paragraphs[i]
        first, end = max(0, span[0] - start), min(len(text), span[1] - start)
        if first < end:
            first -= first > 0 and text[first - 1] == '"'
            end += end < len(text) and text[end] == '"'
            yield Locus(chapter, index, Span(first, end))
        i += 1


def stated(people: list[tuple[str, set[str]]]) -> tuple[tuple[Character, ...], str]:
    """Give the corpus's characters as a listener would state them, and the name of whoever tells the story."""
    characters, teller = [], ""
    for number, (name, aliases) in enumerate(people):
        names = sorted(alias for alias in aliases - {name} if not alias.startswith("_"))
        characters.append(Character(str(number), name, tuple(names)))
        if TELLER in aliases and name != TELLER:
            teller = name
    return tuple(characters), teller
