import pytest

from audiobook.text.authors import ANONYMOUS, VARIOUS, known_author
from tests.helpers import book_of


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ("", ""),
        (" ", ""),
        ("-", ""),
        ("Unknown", ""),
        ("[Unknown]", ""),
        ("unknown author", ""),
        ("Author unknown", ""),
        ("N/A", ""),
        ("Unbekannt", ""),
        ("anonymous", ANONYMOUS),
        ("Anon.", ANONYMOUS),
        ("Various Authors", VARIOUS),
        ("Ida Lind", "Ida Lind"),
        ("Ida Unknown Lind", "Ida Unknown Lind"),
        ("Anonymous Bosch", "Anonymous Bosch"),
        ("Known and Unknown", "Known and Unknown"),
    ],
)
def test_a_name_that_names_nobody_is_none(stated: str, known: str) -> None:
    """Programs write something where nobody has said who wrote it; "Anonymous" is what libraries write."""
    assert known_author(stated) == known


def test_a_storys_author_may_be_nobody() -> None:
    """In the front matter as in a book's own package: tags and the library's folders then have none."""
    assert book_of("---\nauthor: Unknown\n---\nIce came.\n").author == ""
    assert book_of("---\nauthor: anon\n---\nIce came.\n").author == ANONYMOUS
