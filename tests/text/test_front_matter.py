import pytest

from audiobook.errors import SettingsError
from audiobook.model import About
from audiobook.text.front_matter import FrontMatter, read_front_matter
from tests.helpers import book_of, texts_of


def front(text: str) -> FrontMatter:
    """Read the block of a file called x.md."""
    return read_front_matter(text, "x.md")


def test_all_four_fields() -> None:
    """Title, author, language (lower case), narrator; the story begins behind the block."""
    text = '---\ntitle: "The Ferry: a tale"\nauthor: Ida\nlanguage: EN-us\nnarrator: Oskar\n---\nIce.'
    found = front(text)
    assert (found.title, found.author, found.language, found.narrator) == ("The Ferry: a tale", "Ida", "en-us", "Oskar")
    assert text[found.end :] == "Ice."


def test_a_story_may_say_that_it_quotes_without_marks() -> None:
    """`unquoted_speech` is a flag, off unless it is set."""
    text = "---\nunquoted_speech: true\n---\nIce."
    assert front(text).unquoted_speech
    assert book_of(text).unquoted_speech
    assert not front("---\ntitle: X\n---\nIce.").unquoted_speech


@pytest.mark.parametrize(
    "text", ["\n\n---\ntitle: X\n---\nIce.", "---  \ntitle: X\n...\nIce.", "---\n\ntitle: X\n---\nIce."]
)
def test_the_block_may_stand_loosely(text: str) -> None:
    """Blank lines around, dots instead of dashes below."""
    assert front(text).title == "X"
    assert texts_of(book_of(text)) == ["Ice."]


@pytest.mark.parametrize(
    "text", ["Ice.\n---\ntitle: X\n---\n", "---\nIce.\n---\nWind.", "---\ntitle: X\nIce.", "----\ntitle: X\n----\n"]
)
def test_other_rules_are_no_front_matter(text: str) -> None:
    """Only a block of `key:` lines at the very top is."""
    assert front(text) == FrontMatter()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\ntitel: X\n---\n", 'x.md:2: unknown key "titel"'),
        ("\n\n---\ntitle: X\ntitle: Y\n---\n", 'x.md:5: "title" stands twice'),
        ("---\ntitle: !!str X\n---\n", "x.md:2: a tag"),
        ("---\ntitle: [X]\n---\n", 'x.md:2: "title" must be a word'),
        ("---\ntitle: a: b\n---\n", "x.md:2: mapping values"),
    ],
)
def test_a_mistake_in_it_is_told_with_the_line_of_the_story(text: str, problem: str) -> None:
    """Lines count from the top of the file."""
    with pytest.raises(SettingsError) as error:
        front(text)
    assert error.value.problem.startswith(problem)


def test_an_empty_block_states_nothing() -> None:
    """And is not said."""
    book = book_of("---\n---\nIce.")
    assert (texts_of(book), [item.reason for item in book.left_out]) == (["Ice."], ["front matter"])


def test_what_shops_and_libraries_show() -> None:
    """Description, publisher, series, date and rights; a cover beside the story. All are the book's."""
    text = (
        "---\ndescription: >\n  Of ice\n  and men.\npublisher: Ice & Sons\nseries: Ferries\nseries_number: 1.5\n"
        "published: 1851-10-18\nrights: CC0\ncover: ferry.jpg\n---\nIce."
    )
    book = book_of(text, "ferry.md")
    assert book.about == About("Of ice and men.", "Ice & Sons", "Ferries", "1.5", "1851-10-18", "CC0")
    assert book.cover == "ferry.jpg"
    assert book_of(text, "ferry.txt").about == book.about


@pytest.mark.parametrize("published", ["1851", "1851-10", "1852-02-29"])
def test_a_date_is_a_year_a_month_or_a_day(published: str) -> None:
    """As far as it is known."""
    assert front(f"---\npublished: {published}\n---\n").about.published == published


@pytest.mark.parametrize("published", ["1851-13", "1851-02-29", "18.10.1851", "October 1851", "851", "18511018"])
def test_what_is_no_date_is_refused(published: str) -> None:
    """With its line."""
    with pytest.raises(SettingsError, match=r'x\.md:2: ".*" is no date'):
        front(f"---\npublished: {published}\n---\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("series: Ice\nseries_number: two", 'x.md:3: "two" is no place in a series'),
        ("series_number: 2", 'x.md:2: "series_number" needs a "series"'),
        ("publishd: 1851", 'x.md:2: unknown key "publishd"'),
    ],
)
def test_a_mistake_in_what_shops_show(text: str, problem: str) -> None:
    """Is told as any other."""
    with pytest.raises(SettingsError) as error:
        front(f"---\n{text}\n---\n")
    assert error.value.problem.startswith(problem)
