"""Check who says what in one story against a gold script, to the last line.

    python benchmarks/gold_script.py STORY GOLD.json [--voices voices.yaml]

GOLD.json: {"narrator": name, "quotations": [{"n", "quote", "speaker": name | null, "accept": [names], "quote_type"}]},
in the order of the text. "quote" is as written, marks included, or the beginning of that; asterisks of Markdown do not
count. A speaker of null is what nobody says. Every speaker has to be one character of ours, and every character one
speaker. Prints every wrong line; exits 1 if there is any.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from audiobook.dialogue.attribution import attribute
from audiobook.model import Attribution, Book, Character, Dialogue
from audiobook.settings import load_settings
from audiobook.text.read import read_book

_ENOUGH: Final = 45
"""So many code points tell one quotation from another."""

Pair = tuple[dict[str, Any] | None, str, Attribution | None]
"""A line of the gold script, its words, and what we say of it; one of the two may be missing."""


def check(book: Book, dialogue: Dialogue, gold: dict[str, Any]) -> list[str]:
    """Give all that is wrong, a line for each."""
    pairs = list(paired(book, dialogue, gold["quotations"]))
    found = [problem for line, words, ours in pairs if (problem := wrong(dialogue, line, words, ours))]
    said = {(line["speaker"], ours.speaker) for line, _, ours in pairs if line and ours and line["speaker"]}
    for kind, ids in (("speaker", said), ("character", {(ours, speaker) for speaker, ours in said})):
        for one in sorted({str(left) for left, _ in ids}):
            others = sorted(str(right) for left, right in ids if str(left) == one)
            if len(others) > 1:
                found.append(f"     {kind} {one} is several: {', '.join(others)}")
    if dialogue.narrator is None or gold["narrator"] not in names(dialogue.character(dialogue.narrator)):
        found.append(f"     narrator {dialogue.narrator}, not {gold['narrator']}")
    return found


def paired(book: Book, dialogue: Dialogue, lines: list[dict[str, Any]]) -> Iterator[Pair]:
    """Put ours beside the gold script's, by their words and in order."""
    places = sorted((part, i) for i, a in enumerate(dialogue.attributions) for part in a.quotation.parts)
    parts = [(plain(book.text_at(part)), dialogue.attributions[i]) for part, i in places]
    theirs, ours = [plain(line["quote"]) for line in lines], [words for words, _ in parts]
    for _, i, i_end, j, j_end in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if theirs[i:i_end] == ours[j:j_end]:
            yield from ((lines[i + k], theirs[i + k], parts[j + k][1]) for k in range(i_end - i))
        else:
            yield from ((line, plain(line["quote"]), None) for line in lines[i:i_end])
            yield from ((None, words, attribution) for words, attribution in parts[j:j_end])


def plain(words: str) -> str:
    """Give the beginning of the words, without emphasis and line breaks."""
    return " ".join(words.replace("*", "").split())[:_ENOUGH]


def names(character: Character) -> set[str]:
    """Give all names of a character."""
    return {character.name, *character.aliases}


def wrong(dialogue: Dialogue, gold: dict[str, Any] | None, words: str, ours: Attribution | None) -> str:
    """Say what is wrong with one line; empty if nothing is."""
    if gold is None:
        return f"     {words} is no quotation of the gold script"
    problems = []
    if ours is None:
        problems.append("not found")
    elif ours.speaker is None or gold["speaker"] is None:
        problems += [] if ours.speaker == gold["speaker"] else [f"said by {ours.speaker} ({ours.rule})"]
    else:
        if not names(dialogue.character(ours.speaker)) & {gold["speaker"], *gold.get("accept", [])}:
            problems.append(f"said by {ours.speaker} ({ours.rule})")
        if gold.get("quote_type") not in (None, ours.quote_type):
            problems.append(f"type {ours.quote_type}, not {gold['quote_type']} ({ours.rule})")
    return f"{gold['n']:>4} {gold['speaker']}: {words}  <- {', '.join(problems)}" if problems else ""


def main() -> int:
    """Print the wrong lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--voices", type=Path, help="a voices.yaml whose people are known")
    given = parser.parse_args()
    gold = json.loads(given.gold.read_text("utf-8"))
    book = read_book(given.story)
    known = load_settings(given.voices).casting.known if given.voices else ()
    problems = check(book, attribute(book, known=known), gold)
    for problem in problems:
        print(problem)
    print(f"{len(gold['quotations'])} quotations, {len(problems)} wrong")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
