"""Check who says what in one story against a gold script, to the last line.

    python benchmarks/gold_script.py STORY.txt GOLD.json

GOLD.json: {"narrator": name, "quotations": [{"n", "start", "end", "speaker": name | null, "accept": [names]}]}, where
start and end are code points into the file and cover the quotation marks, and a speaker of null is what nobody says.
Prints every wrong line; exits 1 if there is any.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from audiobook.dialogue.attribution import attribute
from audiobook.model import Attribution, Book, Character, Dialogue
from audiobook.text.read import read_book


def by_place(book: Book, dialogue: Dialogue) -> dict[tuple[int, int], Attribution]:
    """Give the attributions by their offsets in the file."""
    found = {}
    for attribution in dialogue.attributions:
        for part in attribution.quotation.parts:
            offset = book.paragraph(part).start or 0
            found[offset + part.span.start, offset + part.span.end] = attribution
    return found


def names(character: Character) -> set[str]:
    """Give all names of a character."""
    return {character.name, *character.aliases}


def wrong(dialogue: Dialogue, found: Attribution | None, gold: dict[str, Any]) -> str:
    """Say what is wrong with one line; empty if nothing is."""
    if found is None:
        return "not found"
    if found.speaker is None or gold["speaker"] is None:
        return "" if found.speaker == gold["speaker"] else f"speaker {found.speaker}"
    said = names(dialogue.character(found.speaker))
    problems = []
    if not said & {gold["speaker"], *gold.get("accept", [])}:
        problems.append(f"speaker {found.speaker}")
    if gold.get("quote_type") not in (None, found.quote_type):
        problems.append(f"type {found.quote_type}, not {gold['quote_type']}")
    return ", ".join(problems) + (f" ({found.rule})" if problems else "")


def main() -> int:
    """Print the wrong lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    gold = json.loads(given.gold.read_text("utf-8"))
    book = read_book(given.story)
    dialogue = attribute(book)
    found = by_place(book, dialogue)
    voices: dict[str, set[str]] = {}
    n_wrong = 0
    for line in gold["quotations"]:
        attribution = found.pop((line["start"], line["end"]), None)
        problem = wrong(dialogue, attribution, line)
        if attribution and attribution.speaker:
            voices.setdefault(str(line["speaker"]), set()).add(attribution.speaker)
        if problem:
            n_wrong += 1
            print(f"{line['n']:>3}  {line['speaker']}: {line['quote']}  <- {problem}")
    for speaker, ids in voices.items():
        if len(ids) > 1:
            n_wrong += 1
            print(f"     {speaker} is several: {', '.join(sorted(ids))}")
    for start, end in found:
        n_wrong += 1
        print(f"     {start}..{end} is no quotation of the gold script")
    if dialogue.narrator is None or gold["narrator"] not in names(dialogue.character(dialogue.narrator)):
        n_wrong += 1
        print(f"     narrator {dialogue.narrator}, not {gold['narrator']}")
    print(f"{len(gold['quotations'])} quotations, {n_wrong} wrong")
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
