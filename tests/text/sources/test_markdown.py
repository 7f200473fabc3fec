import pytest

from audiobook.model import Book, ParagraphKind
from tests.helpers import book_of, headings_of, paragraphs_of, texts_of, titles_of


def markdown(text: str) -> Book:
    """Read a story in Markdown."""
    return book_of(text, "x.md")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*one* **two** ***three*** _four_", "one two three four"),
        ("[ice](https://example.org 'x')", "ice"),
        ("a `b` c", "a b c"),
        ("a &amp; b &mdash; c &copy;", "a & b — c ©"),
        ("\\*not\\* a mark", "*not* a mark"),
        ("a<br>b<br />c", "a\nb\nc"),
        ("a\\\nb", "a\nb"),
        ("a  \nb", "a\nb"),
        ("<b>bold</b> <!-- x --> end", "bold  end"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("“*Ida!*” he said", "“Ida!” he said"),
        ("![Ida](ida.png) Ice", "Ice"),
        ("> quoted", "quoted"),
        ("1. first", "first"),
        ("    indented", "indented"),
        ("snow_and_ice", "snow_and_ice"),
    ],
)
def test_marks_are_not_said_and_words_are(written: str, said: str) -> None:
    """What a reader of the rendered page would see, and no more."""
    assert texts_of(markdown(written)) == [said]


@pytest.mark.parametrize(
    ("written", "text", "reason"),
    [
        ("```py\nprint(1)\n```", "print(1)", "code"),
        ("<!-- to do -->", "<!-- to do -->", "HTML"),
        ("<div>\nx\n</div>", "<div>\nx\n</div>", "HTML"),
        ("one <u>two</u>", "<u>", "HTML"),
        ("![Ida](ida.png)", "Ida", "a picture"),
        ("![](ida.png)", "ida.png", "a picture"),
        ("***", "***", "scene break"),
        ("\\* \\* \\*", "* * *", "scene break"),
        ("[Aside]: hello 'you'", "[ASIDE]: hello you", "the address of a link"),
    ],
)
def test_what_is_not_said_is_listed_with_its_line(written: str, text: str, reason: str) -> None:
    """Nothing disappears without a word."""
    found = [
        (item.text.strip("*") or "***", item.reason, item.line)
        for item in markdown(f"Ice.\n\n{written}\n\nIce.").left_out
    ]
    assert (text.strip("*") or "***", reason, 3) in found


def test_headings_of_both_kinds_make_chapters() -> None:
    """`#` and underlined; the title of the book is no chapter."""
    book = markdown("The Ferry\n=========\n\nOne\n---\n\nIce.\n\n## Two ##\n\nWind.\n")
    assert (book.title, titles_of(book)) == ("The Ferry", ["One", "Two"])


def test_lines_count_from_the_top_of_the_file() -> None:
    """Front matter too."""
    book = markdown("---\ntitle: X\n---\n\n# A\n\nIce.\n\n- Wind.\n\n# B\n\nSnow.")
    assert [(p.line, p.text) for p in paragraphs_of(book)] == [
        (5, "A"),
        (7, "Ice."),
        (9, "Wind."),
        (11, "B"),
        (13, "Snow."),
    ]
    assert all(p.start is None for p in paragraphs_of(book))


def test_a_scene_begins_after_a_rule() -> None:
    """Or after marks that were escaped."""
    book = markdown("Ice.\n\n---\n\nWind.\n\n\\*\\*\\*\n\nSnow.")
    assert [p.starts_scene for p in paragraphs_of(book)] == [False, True, True]
    assert {p.kind for p in paragraphs_of(book)} == {ParagraphKind.TEXT}


@pytest.mark.parametrize(
    "opening", [">" * 90, "*a **a " * 2_000, "[" * 5_000, "`" * 9_999 + " ", "- " * 45, "![" * 2_000]
)
def test_hostile_markdown_loses_no_words(opening: str) -> None:
    """Marks nested beyond reason: the words are there."""
    assert texts_of(markdown(f"Ice. {opening}x"))[-1].endswith("x")
    assert texts_of(markdown(f"Ice.\n\n{opening.lstrip('`')}x"))[-1].endswith("x")


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    """As programs for writers export chapters; some words in bold are none."""
    long = "The ice came nearer and the lamps were lit. " * 20
    story = f"**Chapter 1**\n\n{long}\n\n**Chapter 2**\n\n**No** and **no!**\n\n{long}"
    assert headings_of(book_of(story, "x.md")) == ["Chapter 1", "Chapter 2"]
    titled = f"**The Ice**\n\n{long}\n\n**A Lamp**\n\n{long}\n\n**So** it **Was**\n\n{long}"
    assert headings_of(book_of(titled, "x.md")) == ["The Ice", "A Lamp"]


def test_notes_are_left_out_with_their_marks() -> None:
    """In the lines of their marks, where they are heard if somebody wants them; what is only half a note stays."""
    book = book_of(
        "He went to Ruritania[^1] by train.[^b] And[^x] left.\n\nIce.\n\n[^1]: It is on\nno map.\n\n    Nor ever was.\n"
        "[^b]: Second class.\n\nSnow. [^y]: no.\n\n[^z]: nobody asks\n",
        "story.md",
    )
    said = ["He went to Ruritania by train. And[^x] left.", "Ice.", "Snow. [^y]: no."]
    assert texts_of(book)[:3] == said
    assert [(item.text, item.reason, item.line) for item in book.left_out][:2] == [
        ("It is on no map. Nor ever was.", "a note", 1),
        ("Second class.", "a note", 1),
    ]
