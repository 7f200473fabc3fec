import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.cover.faces import CAPITALS, Face
from audiobook.cover.typesetting import fitted, listed

FACE = Face("Bold")
WORDS = st.lists(st.text("abcdefWTÀЖΩ", min_size=1, max_size=12), min_size=1, max_size=25)


@given(WORDS)
def test_every_word_is_set_within_the_box(words: list[str]) -> None:
    """None is lost or parted, no line is wider than the box, all are no higher, no letter is larger than asked."""
    block = fitted(" ".join(words), FACE, 2000, 900, 500)
    assert " ".join(block.lines).split() == words
    assert max(FACE.width(line, block.size) for line in block.lines) <= 2000.001
    assert block.height <= 900.001
    assert block.size <= 500


def test_letters_are_as_large_as_they_can_be() -> None:
    """One short word takes the whole size; two that do not fit beside each other stand below each other."""
    assert fitted("Exile", FACE, 2000, 900, 500).size == 500
    assert fitted("Comrade Arms", FACE, 2000, 900, 500).lines == ("Comrade", "Arms")


@pytest.mark.parametrize("title", ["The Fourth Chair", "A Tale of Two Cities", "The Mill on the Floss"])
def test_no_line_ends_with_an_article(title: str) -> None:
    """“The / Fourth Chair” reads badly."""
    lines = fitted(title, FACE, 2000, 900, 500).lines
    assert not {line.split()[-1].lower() for line in lines[:-1]} & {"the", "a", "of", "in"}


def test_lines_may_break_behind_a_hyphen() -> None:
    """Where a word is long, that is better than small letters."""
    lines = fitted("Jack-in-the-box-and-out-again", FACE, 1000, 900, 500).lines
    assert len(lines) > 1
    assert "".join(lines) == "Jack-in-the-box-and-out-again"
    assert all(line.endswith("-") for line in lines[:-1])


def test_pairs_are_kerned() -> None:
    """“AV” is narrower than its letters."""
    assert FACE.width("AV") < FACE.width("A") + FACE.width("V") - 0.05


def test_a_mark_stays_with_its_letter() -> None:
    """An accent that has no letter of its own is placed where its letter is, and takes no room."""
    placed = FACE.placed("aq\u0301b", 100)
    assert [letters for letters, _ in placed] == ["a", "q\u0301", "b"]
    assert FACE.width("q\u0301") == FACE.width("q")


def test_names_are_listed_as_far_as_they_go() -> None:
    """Whole names, with dots between them and none at an edge of a line."""
    block = listed([f"Person {n}" for n in range(50)], FACE, 1000, 60, 2)
    assert len(block.lines) == 2
    names = [name for line in block.lines for name in line.split(" · ")]
    assert names == [f"Person {n}" for n in range(len(names))]
    assert all(FACE.width(line, 60) <= 1000 for line in block.lines)
    assert FACE.width(f"{block.lines[1]} · Person {len(names)}", 60) > 1000


def test_capitals_have_the_height_we_reckon_with() -> None:
    """Lines are placed by it."""
    from PIL import ImageFont  # noqa: PLC0415 - only here

    top = ImageFont.truetype(FACE.path, 1000).getbbox("H", anchor="ls")[1]
    assert -top == pytest.approx(1000 * CAPITALS, abs=10)
