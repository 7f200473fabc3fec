import pytest

from audiobook.errors import StoryError
from audiobook.model import ParagraphKind
from tests.helpers import book_of, headings_of, paragraphs_of, texts_of, titles_of

LONG = "The ice came nearer and the lamps were lit one after the other along the shore. " * 9
PARTED = """# Prologue

Ice.

# One

An epigraph.

## A

Ice.

## B

Ice.

# Two

## C

Ice.

## D

Ice.

# Epilogue

Ice.
"""


@pytest.mark.parametrize(
    ("text", "title", "author"),
    [
        ("The Ferry\n\nIce.", "The Ferry", ""),
        ("The Ferry\n\nby Ida Lind\n\nIce.", "The Ferry", "Ida Lind"),
        ("The Ferry\n\nBY IDA T. LIND, JR\n\nIce.", "The Ferry", "IDA T. LIND, JR"),
        ("The Ferry\n\nby Ida Lind Jr.\n\nIce.", "The Ferry", "Ida Lind Jr."),
        ("The Ferry\nby Ida Lind\n\nIce.", "The Ferry", "Ida Lind"),
        ("The Ferry\n\nBy the time she came, it was dark.\n\nIce.", "The Ferry", ""),
        ("The Ferry\n\nBy Monday it was dark.\n\nIce.", "The Ferry", ""),
        ("The Ferry\n\nby Ida Lind", "The Ferry", ""),
        ("The ferry had stopped.\n\nIce.", "A tale of ice", ""),
        ("“The Ferry”\n\nIce.", "A tale of ice", ""),
        ("x" * 81 + "\n\nIce.", "A tale of ice", ""),
        ("Ice", "A tale of ice", ""),
        ("Ice\n\n***", "A tale of ice", ""),
        ("Chapter 1\n\nIce.", "A tale of ice", ""),
        ("---\ntitle: Real\nauthor: Me\n---\nThe Ferry\n\nby Ida Lind\n\nIce.", "Real", "Me"),
        ("---\ntitle: the ferry\n---\nTHE  FERRY\n\nIce.", "the ferry", ""),
    ],
)
def test_title_and_author(text: str, title: str, author: str) -> None:
    """What the front matter says, else a short first line with room below it, else the file's name."""
    book = book_of(text, "a-tale_of-ice.txt")
    assert (book.title, book.author) == (title, author)


@pytest.mark.parametrize("name", ["-.txt", "__.md"])
def test_a_story_without_any_name_is_untitled(name: str) -> None:
    """It needs one for its folder and tags."""
    assert book_of("Ice.", name).title == "Untitled"


def test_a_file_name_that_is_no_utf_8_gives_a_title_that_can_be_written() -> None:
    """Old disks have such names; tags and manifests must be UTF-8."""
    book_of("Ice.", "caf\udce9.txt").title.encode()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# A\n\nIce.", ["A"]),
        ("# T\n\n## A\n\nIce.\n\n## B\n\nIce.", ["A", "B"]),
        ("# A\n\nIce.\n\n## x\n\nIce.\n\n# B\n\nIce.", ["A", "B"]),
        (
            "# T\n\n## P\n\n### A\n\nIce.\n\n### B\n\nIce.\n\n## Q\n\n### C\n\nIce.\n\n### D\n\nIce.",
            ["P: A", "B", "Q: C", "D"],
        ),
        (PARTED, ["Prologue", "One", "B", "Two: C", "D", "Epilogue"]),
        ("# T\n\n" + PARTED.replace("# ", "## "), ["Prologue", "One", "B", "Two: C", "D", "Epilogue"]),
        (
            PARTED.replace("One", "Chapter 1").replace("Two", "Chapter 2"),
            ["Prologue", "Chapter 1", "Chapter 2", "Epilogue"],
        ),
        ("Ice.\n\n# A\n\nIce.\n\n# B\n\nIce.", ["A", "B"]),  # an epigraph
        (f"{LONG}\n\n# A\n\nIce.\n\n# B\n\nIce.", ["Before the first chapter", "A", "B"]),
        ("# A\n\n# B\n\nIce.", ["A: B"]),
        ("# A\n\nIce.\n\n# B", ["A", "B"]),
        ("Ice.\n\nIce.", ["Story"]),
    ],
)
def test_headings_part_chapters(text: str, titles: list[str]) -> None:
    """The highest that repeats makes chapters; a part's heading goes with its first chapter."""
    assert titles_of(book_of(text, "story.md")) == titles


def test_chapters_are_numbered_and_hold_their_headings() -> None:
    """What stands in the text is said: headings and title are paragraphs too."""
    book = book_of("The Ferry\n\nChapter 1\n\nIce.\n\nChapter 2\n\nWind.")
    assert [chapter.number for chapter in book.chapters] == [1, 2]
    assert [p.kind for p in book.chapters[0].paragraphs] == [
        ParagraphKind.TITLE,
        ParagraphKind.HEADING,
        ParagraphKind.TEXT,
    ]
    assert headings_of(book) == ["Chapter 1", "Chapter 2"]


def test_wide_gaps_part_chapters_if_there_are_no_headings() -> None:
    """And scenes if that would make scraps, or if there are headings."""
    assert titles_of(book_of("\n\n\n\n".join([f"{LONG}\n\n{LONG}"] * 3))) == ["Chapter 1", "Chapter 2", "Chapter 3"]
    scraps = book_of("\n\n\n\n".join(["Ice.\n\nWind.\n\nSnow."] * 3))
    assert [p.starts_scene for p in paragraphs_of(scraps)] == [
        False,
        False,
        False,
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    headed = book_of(f"Chapter 1\n\n{LONG}\n\n{LONG}\n\n\n\n{LONG}\n\nChapter 2\n\n{LONG}")
    assert len(headed.chapters) == 2
    assert [p.starts_scene for p in headed.chapters[0].paragraphs] == [False, False, False, True]


def test_an_ornament_at_the_end_is_no_chapter() -> None:
    """Far below the last words stands ***: there is nothing to say in it."""
    book = book_of("\n\n\n\n".join([f"{LONG}\n\n{LONG}"] * 3) + "\n\n\n\n***\n")
    assert len(book.chapters) == 3
    assert [item.reason for item in book.left_out] == ["scene break"]


EMPTY = ["", " \n\t\n", "\ufeff", "***\n\n---", "...", "_?_", "---\ntitle: X\n---\n", "\0\0 \0"]


@pytest.mark.parametrize(
    ("text", "name"),
    [*((t, n) for t in EMPTY for n in ("x.txt", "x.md")), ("# x", "x.md"), ("Chapter 1\n\nChapter 2", "x.txt")],
)
def test_nothing_to_say_is_an_error_in_words(text: str, name: str) -> None:
    """No empty audiobook is ever made."""
    with pytest.raises(StoryError, match=name):
        book_of(text, name)


@pytest.mark.parametrize("text", ["Ice", "7", "é", "😀", "日", "“I”"])
def test_one_word_is_a_story(text: str) -> None:
    """However short."""
    assert texts_of(book_of(text if text != "7" else "It is 7"))


def test_lone_numbers_below_chapters_are_sections() -> None:
    """They are said, as the headings they are, and part nothing; without chapters they are chapters themselves."""
    chapters = "Chapter One\n\n1\n\nIce.\n\n2\n\nSnow.\n\nChapter Two\n\n1\n\nIce.\n\n2\n\nSnow.\n"
    assert titles_of(book_of(chapters)) == ["Chapter One", "Chapter Two"]
    assert headings_of(book_of(chapters)) == ["Chapter One", "1", "2", "Chapter Two", "1", "2"]
    assert titles_of(book_of("1\n\nIce.\n\n2\n\nSnow.\n")) == ["1", "2"]
