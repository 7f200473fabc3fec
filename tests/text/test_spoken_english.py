"""What English is said as, by tables: tests/data/spoken/*.tsv, written and spoken form parted by a tab."""

import re
from pathlib import Path

import pytest

from audiobook.model import Span, written_span
from audiobook.text.spoken import spoken, spoken_form

TABLES = sorted((Path(__file__).parents[1] / "data" / "spoken").glob("*.tsv"))


def rows(table: Path) -> list[tuple[str, str]]:
    """Give the rows of a table without its header."""
    lines = table.read_text("utf-8").splitlines()[1:]
    return [(written, said) for written, said in (line.split("\t") for line in lines)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_english_is_said_as_its_tables_have_it(table: Path) -> None:
    """All rows of a table at once, so that a change shows all that it changes; `-british` tables are for en-gb.

    The cases compare as their README says: the case of letters and the stop at the end do not matter.
    """
    language = "en-gb" if table.stem.endswith("-british") else "en"
    said = [(written, spoken(written, language)) for written, _ in rows(table)]
    if table.stem == "cases":
        assert [(w, s.lower().rstrip(".")) for w, s in said] == [(w, s.lower().rstrip(".")) for w, s in rows(table)]
    else:
        assert said == rows(table)


@pytest.mark.parametrize(
    ("written", "word", "comes_of"),
    [
        ("“In 1905,” he said", "five", "1905"),
        ("“In 1905,” he said", "said", "said"),
        ("Mr. Lind came", "Mister", "Mr."),
        ("Mr. Lind came", "Lind", "Lind"),
        ("It cost $3.50 then", "fifty", "$3.50"),
        ("Nicholas II abdicated", "second", "II"),
        ("*very* good", "very", "very"),
        ("on July 6, 1937, at dawn", "sixth", "6, 1937"),
        ("STOP it", "Stop", "STOP"),
    ],
)
def test_a_spoken_word_leads_back_to_what_it_says(written: str, word: str, comes_of: str) -> None:
    """So that captions and read-along show what is printed while it is said."""
    said = spoken_form(written, "en")
    at = said.text.index(word)
    span = written_span(said.links, Span(at, at + len(word)))
    assert span
    assert written[span.start : span.end] == comes_of


def test_a_heading_has_a_number_where_a_sentence_has_a_pronoun() -> None:
    """A lone "I" is the first chapter only where it is a heading."""
    assert spoken_form("I", "en", heading=True).text == "one"
    assert spoken_form("I. The Ferry", "en", heading=True).text == "one. The Ferry"
    assert spoken_form("I", "en").text == "I"


def test_the_stop_of_an_abbreviation_is_heard_where_its_paragraph_goes_on() -> None:
    """“It was 6 p.m. We left,” in two utterances has the pause that it has in one."""
    assert spoken_form("It was 6 p.m.", "en", more=True).text == "It was six P M."
    assert spoken_form("It was 6 p.m.", "en").text == "It was six P M"


def test_the_documented_table_is_true() -> None:
    """What docs/spoken.md shows is what is said."""
    page = (Path(__file__).parents[2] / "docs" / "spoken.md").read_text("utf-8")
    shown = re.findall(r"^\| (?!written|---)(.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert len(shown) > 20
    assert [(written, spoken(written, "en")) for written, _ in shown] == shown
