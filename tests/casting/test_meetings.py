"""Who meets whom."""

from dataclasses import replace

from audiobook.casting.meetings import find_meetings
from audiobook.model import Book, Chapter, Paragraph
from tests.helpers import conversation


def test_those_with_most_to_say_come_first() -> None:
    """By lines, then by name."""
    meetings = find_meetings(conversation("Bo", "Cy", "Bo", "Ada"))
    assert meetings.speakers == ("bo", "ada", "cy")
    assert meetings.n_lines["bo"] == 2


def test_a_scene_is_shared_however_far_apart_its_lines_are() -> None:
    """Near are those within a few lines; together is who speaks in one scene."""
    dialogue = conversation("Ada", *["Bo", "Cy"] * 10, "Di")
    book = Book("", "", "en", (Chapter(1, "", tuple(Paragraph("x") for _ in range(22))),))
    meetings = find_meetings(dialogue, book)
    assert "di" not in meetings.near("ada")
    assert "di" in meetings.together("ada")
    assert meetings.near("ada") == {"bo", "cy"}


def test_a_scene_break_parts_people() -> None:
    """Except those who speak just before and after it."""
    paragraphs = tuple(replace(Paragraph("x"), starts_scene=n == 21) for n in range(22))
    dialogue = conversation("Ada", *["Bo", "Cy"] * 10, "Di")
    meetings = find_meetings(dialogue, Book("", "", "en", (Chapter(1, "", paragraphs),)))
    assert "di" not in meetings.together("ada")
    assert "di" in meetings.together("cy")
