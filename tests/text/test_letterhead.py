"""What an author puts above a manuscript for an editor is not said."""

import pytest

from tests.helpers import book_of, texts_of

STORY = "The ferry had stopped for the winter, and nobody on the island had told the new teacher.\n\nIce."


def test_the_sender_of_a_manuscript_is_left_out() -> None:
    """Name, address, telephone and length, as manuscripts are formatted; the title and the name below are found."""
    head = "Ida Lind    about 2,000 words\n\n12 Harbour Street\n\nAnytown\n\n(555) 555-0100\n\nida@example.com"
    book = book_of(f"{head}\n\n\n\nThe Ferry\n\nby Ida Lind\n\n\n\n{STORY}")
    assert (book.title, book.author) == ("The Ferry", "Ida Lind")
    assert texts_of(book)[0] == "The Ferry"
    assert [item.reason for item in book.left_out] == ["the sender of the manuscript"] * 5


@pytest.mark.parametrize("first", ["He wrote 2,000 words that day.", "The Ferry", "12 Harbour Street"])
def test_a_story_is_no_letterhead(first: str) -> None:
    """What is a sentence, and what has no such detail."""
    assert book_of(f"{first}\n\n{STORY}").left_out == ()
