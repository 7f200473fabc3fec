import pytest

from audiobook.errors import StoryError
from audiobook.model import Book
from audiobook.text import sections
from audiobook.text.chapters import make_book
from audiobook.text.choice import Choice, Wish
from audiobook.text.limits import Limits
from audiobook.text.sources.base import Block, BlockKind, Manuscript
from tests.helpers import texts_of, titles_of

PARTS = (("Title", "the title page"), ("One", ""), ("Two", ""), ("Notes", "notes"), ("Notes on Two", "notes"))


def book(*wishes: Wish) -> Book:
    """Read a story of two chapters, a title page and two sections of notes."""
    blocks: list[Block] = []
    for title, aside in PARTS:
        n = len(blocks)
        blocks.append(Block(title, n + 1, BlockKind.HEADING, 2, opens=title, aside=aside))
        blocks.append(Block(f"Text of {title}.", n + 2, aside=aside))
        blocks.append(Block("***", n + 3, BlockKind.BREAK, aside=aside))
    return make_book(Manuscript(tuple(blocks), title="The Ferry", is_clean=True), "x", Choice(wishes))


def keep(what: str) -> Wish:
    """Wish to hear it."""
    return Wish(keep=True, what=what, place="--keep")


def skip(what: str) -> Wish:
    """Wish not to."""
    return Wish(keep=False, what=what, place="--skip")


def test_all_sections_are_listed_with_what_becomes_of_them() -> None:
    """In the order of the file; those that are heard with their chapter, the others with a reason."""
    found = book()
    assert [(s.title, s.chapter, s.reason, s.n_words) for s in found.sections] == [
        ("Title", None, "the title page", 4),
        ("One", 1, "", 4),
        ("Two", 2, "", 4),
        ("Notes", None, "notes", 4),
        ("Notes on Two", None, "notes", 8),
    ]
    assert titles_of(found) == ["One", "Two"]
    assert [(i.text, i.reason) for i in found.left_out if i.reason == "notes"] == [
        ("Notes\nText of Notes.\n***", "notes"),
        ("Notes on Two\nText of Notes on Two.\n***", "notes"),
    ]
    assert [i.reason for i in found.left_out].count("scene break") == 2


@pytest.mark.parametrize(
    ("wishes", "titles"),
    [
        ([keep("1")], ["Title", "One", "Two"]),
        ([keep("title")], ["Title", "One", "Two"]),
        ([keep("4-5")], ["One", "Two", "Notes", "Notes on Two"]),
        ([keep("NOTES")], ["One", "Two", "Notes", "Notes on Two"]),
        ([keep("Notes on")], ["One", "Two", "Notes on Two"]),
        ([skip("2")], ["Two"]),
        ([skip("2"), keep("3")], ["Two"]),
        ([keep("Notes"), skip("4")], ["One", "Two", "Notes on Two"]),
        ([skip("One"), keep("One")], ["One", "Two"]),
    ],
)
def test_wishes_are_met_in_order(wishes: list[Wish], titles: list[str]) -> None:
    """By place in the list of all, which no wish changes, or by how a title begins; the later wish counts."""
    found = book(*wishes)
    assert titles_of(found) == titles
    assert [chapter.number for chapter in found.chapters] == list(range(1, len(titles) + 1))
    assert len(found.sections) == len(PARTS)


def test_what_is_skipped_says_so() -> None:
    """It is not the file's doing."""
    found = book(skip("Two"))
    assert found.sections[2].reason == "you asked for it"
    assert "Text of Two." not in texts_of(found)


@pytest.mark.parametrize("what", ["0", "6", "2-9", "Tow", "", "-"])
def test_a_wish_that_meets_nothing_is_refused(what: str) -> None:
    """A misspelt one would otherwise be forgotten in silence."""
    with pytest.raises(StoryError, match="--skip: there is no section") as error:
        book(skip(what))
    assert error.value.hint
    if what == "Tow":
        assert '"Two"' in error.value.hint


def test_nothing_left_to_say_is_an_error() -> None:
    """Also where a person wanted it so."""
    with pytest.raises(StoryError, match="there is no text to say"):
        book(skip("1-5"))


def test_more_chapters_than_any_book_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each would be a file."""
    monkeypatch.setattr(sections, "LIMITS", Limits(chapters=1))
    with pytest.raises(StoryError, match="more than 1 chapters"):
        book()


def test_a_plain_story_has_sections_too() -> None:
    """Its chapters."""
    blocks = (Block("Ice.", 1), Block("Wind.", 2))
    found = make_book(Manuscript(blocks), "the-ferry")
    assert [(s.title, s.chapter, s.n_words) for s in found.sections] == [("The ferry", 1, 2)]
