import pytest

from tests.helpers import book_of, texts_of

BODY = "The ferry had stopped.\n\nNobody came.\n\nShe slept."
FURNITURE = [
    "Follow",
    "Sign up",
    "4 min read",
    "12 claps",
    "Member-only story",
    "More from Ida Lind",
    "Written by Ida Lind",
    "Published in The Island",
    "Photo by Jon Doe on Unsplash",
    "Get the Medium app",
    "Thanks for reading! Buy me a coffee.",
]


def said(text: str) -> list[str]:
    """Give the paragraphs that remain."""
    return texts_of(book_of(text))


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("frame", ["The Ferry\n\n{}\n\n" + BODY, "The Ferry\n\n" + BODY + "\n\n{}"])
def test_furniture_at_the_edges_is_left_out_with_its_line(frame: str, line: str) -> None:
    """A copied page brings buttons along: nobody reads them aloud."""
    book = book_of(frame.format(line))
    assert texts_of(book) == ["The Ferry", *BODY.split("\n\n")]
    assert [(item.text, item.reason) for item in book.left_out] == [(line, "left over from a web page")]


@pytest.mark.parametrize("line", FURNITURE)
def test_the_same_words_within_the_story_stay(line: str) -> None:
    """A paragraph of a story may well read "Follow"."""
    text = f"The Ferry\n\nShe read the sign.\n\n{line}\n\nNobody came."
    assert len(said(text)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "Written by candlelight, it was the only letter he kept.",
        "More from habit than hope, she waited.",
        "Published in haste, regretted for years!",
        "Follow me.",
        "“Listen”",
        "Help!",
        "About time",
    ],
)
def test_a_sentence_at_the_end_is_story(line: str) -> None:
    """The last line of a book is the worst to lose."""
    assert said(f"The Ferry\n\n{BODY}\n\n{line}")[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Press enter or click to view image in full size",
        "A button that says 'Open', and if clicked it will lead you to the app",
    ],
)
def test_what_no_story_says_is_left_out_anywhere(line: str) -> None:
    """Between paragraphs too."""
    assert line not in said(f"The Ferry\n\nIce came.\n\n{line}\n\nNobody came.")


def test_the_writers_name_above_the_buttons_goes_with_them() -> None:
    """It is said in no book; a name with one button below it might be a story's."""
    assert said(f"The Ferry\n\nIda Lind\n\nFollow\n\n4 min read\n\n{BODY}")[1] == "The ferry had stopped."
    assert said(f"The Ferry\n\nIda Lind\n\nFollow\n\n{BODY}")[1] == "Ida Lind"


def test_the_first_line_is_never_furniture() -> None:
    """A story may be called "Help"."""
    assert book_of(f"Help\n\nFollow\n\n{BODY}").title == "Help"
    assert said("Help\n\nListen") == ["Help"]
