"""Check who says what in one story against a gold script, to the last line.

    python benchmarks/gold_script.py STORY GOLD.json [--voices voices.yaml] [--unquoted]

GOLD.json: {"narrator": name, "quotations": [{"n", "quote", "speaker": name | null, "accept": [names], "quote_type"}]},
in the order of the text. "quote" is as written, marks included, or the beginning of that; asterisks of Markdown do not
count. A speaker of null is what nobody says. Every speaker has to be one character of ours, and every character one
speaker. "unquoted": [{"start", "end", "speaker"}] is speech in no marks, checked by its offsets with --unquoted.
Prints every wrong line; exits 1 if there is any.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from audiobook.dialogue.attributor import attribute
from audiobook.model import Attribution, Book, Character, Dialogue
from audiobook.ranker_file import load_ranker
from audiobook.settings.voices_yaml import load_settings
from audiobook.text.marks import CLOSING, DASHES, OPENING
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


def is_unquoted(book: Book, attribution: Attribution) -> bool:
    """Say whether a speech stands in no marks."""
    first = book.text_at(attribution.quotation.parts[0])
    return first[0] not in OPENING + DASHES and first[-1] not in CLOSING


def check_unquoted(book: Book, dialogue: Dialogue, lines: list[dict[str, Any]]) -> list[str]:
    """Give what is wrong with the speech in no marks: every stretch by its offsets, and no stretch besides."""
    ours = {}
    for attribution in dialogue.attributions:
        for part in attribution.quotation.parts if is_unquoted(book, attribution) else ():
            base = book.paragraph(part).start or 0
            ours[base + part.span.start, base + part.span.end] = attribution.speaker
    theirs = {(line["start"], line["end"]): line["speaker"] for line in lines}
    found = [f"     unquoted {span} is no speech of the gold script" for span in sorted(ours.keys() - theirs.keys())]
    for span, speaker in sorted(theirs.items()):
        said_by = ours.get(span)
        if said_by is None or speaker not in names(dialogue.character(said_by)):
            found.append(f"     unquoted {span} {speaker}: said by {said_by}")
    return found


def main() -> int:
    """Print the wrong lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--voices", type=Path, help="a voices.yaml whose people are known")
    parser.add_argument("--unquoted", action="store_true", help="also find and check the speech under 'unquoted'")
    given = parser.parse_args()
    gold = json.loads(given.gold.read_text("utf-8"))
    book = read_book(given.story)
    known = load_settings(given.voices).casting.known if given.voices else ()
    dialogue = attribute(book, known=known, unquoted_speech=given.unquoted, ranker=load_ranker())
    lines = gold.get("unquoted", []) if given.unquoted else []
    plain_text = replace(dialogue, attributions=tuple(a for a in dialogue.attributions if not is_unquoted(book, a)))
    problems = check(book, plain_text if given.unquoted else dialogue, gold)
    problems += check_unquoted(book, dialogue, lines) if given.unquoted else []
    for problem in problems:
        print(problem)
    print(f"{len(gold['quotations']) + len(lines)} quotations, {len(problems)} wrong")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
