import json
from pathlib import Path
from typing import Any

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.model import Character, Gender
from audiobook.ranker_file import load_ranker
from audiobook.settings.voices_yaml import load_settings
from audiobook.text.read import read_book
from benchmarks.gold_script import check

ROOT = Path(__file__).parents[1]
STORY = ROOT / "story/the-fourth-chair.md"
GOLD: dict[str, Any] = json.loads((ROOT / "tests/data/story/the-fourth-chair.gold.json").read_text("utf-8"))
STATED = (
    Character("ivan", "Ivan", (), Gender.MALE),
    Character("mikhail", "Mikhail", ("Popovich",), Gender.MALE),
    Character("lenin", "Lenin", (), Gender.MALE),
    Character("freud", "Freud", (), Gender.MALE),
)


@pytest.mark.parametrize("cast", ["nobody known", "voices.yaml", "first names and another story's alias"])
def test_every_line_of_the_bundled_story_is_said_by_the_right_one(cast: str) -> None:
    """To the last line, with and without a cast; one person is one character, and two are two."""
    known: tuple[Character, ...] = {
        "nobody known": (),
        "voices.yaml": load_settings(ROOT / "voices.yaml").casting.known,
        "first names and another story's alias": STATED,
    }[cast]
    book = read_book(STORY)
    wrong = check(book, attribute(book, known=known, ranker=load_ranker()), GOLD)
    assert not wrong, "\n".join([f"{len(wrong)} wrong ({cast}):", *wrong])


def test_stating_everybody_that_was_found_changes_nothing() -> None:
    """`audiobook cast --write` states whom the text brings in, descriptions too: the same people say the same lines."""
    book = read_book(STORY)
    first = attribute(book, ranker=load_ranker())
    second = attribute(book, known=first.characters, ranker=load_ranker())
    assert [a.speaker and second.character(a.speaker).name for a in second.attributions] == [
        a.speaker and first.character(a.speaker).name for a in first.attributions
    ]


def test_the_gold_script_covers_the_whole_story() -> None:
    """Every opening mark of the story opens a line of the gold script."""
    text = STORY.read_text("utf-8")
    assert [text[line["start"] : line["end"]] for line in GOLD["quotations"]] == [
        line["quote"] for line in GOLD["quotations"]
    ]
    assert text.count("“") == len(GOLD["quotations"])
