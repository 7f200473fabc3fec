from io import BytesIO

import pytest
from PIL import Image

from audiobook.cover.drawing import SIDE, draw_cover
from audiobook.cover.palettes import Colour, palette_for

CAST = ("Ivan", "Mikhail", "Lenin", "Freud")
LONG = (
    "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, Mariner, Who Lived Eight and Twenty Years"
)


def opened(jpeg: bytes) -> Image.Image:
    """Give the picture."""
    return Image.open(BytesIO(jpeg))


def n_inked(jpeg: bytes, ink: Colour, box: tuple[int, int, int, int]) -> int:
    """Count pixels of about that colour in a part of the picture (left, top, right, bottom)."""
    colours = opened(jpeg).crop(box).getcolors(SIDE * SIDE) or []
    return sum(
        n for n, c in colours if isinstance(c, tuple) and max(abs(a - b) for a, b in zip(c, ink, strict=True)) < 24
    )


@pytest.mark.parametrize(
    ("title", "author", "cast"),
    [
        ("Exile", "Jane Doe", CAST),
        ("E", "", ()),
        (LONG, "Daniel Defoe", CAST * 9),
        ("Преступление", "Ф. Д.", ("Соня",)),
    ],
)
def test_a_cover_is_what_shops_take(title: str, author: str, cast: tuple[str, ...]) -> None:
    """A square JPEG of 2400 pixels, RGB, below 450 kB; its words keep off the margins."""
    jpeg = draw_cover(title, author, cast).jpeg
    picture = opened(jpeg)
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (2400, 2400), "RGB")
    assert len(jpeg) < 450_000
    ink = palette_for(title).ink
    assert n_inked(jpeg, ink, (190, 190, 2210, 1300)) > 2000
    for margin in ((0, 0, 2400, 120), (0, 0, 150, 1000), (2250, 0, 2400, 1000)):
        assert n_inked(jpeg, ink, margin) == 0


def test_the_same_words_give_the_same_bytes() -> None:
    """So that nothing is made anew for nothing."""
    assert draw_cover("Exile", "Jane Doe", CAST) == draw_cover("Exile", "Jane Doe", CAST)


def test_every_word_counts() -> None:
    """Title, author and cast are all to be seen."""
    covers = [("Exile", "A", CAST), ("Exiles", "A", CAST), ("Exile", "B", CAST), ("Exile", "A", CAST[:3])]
    assert len({draw_cover(*words).jpeg for words in covers}) == len(covers)


def test_the_title_is_the_largest() -> None:
    """It is read at the size of a thumbnail: in 100 pixels, the title of one word is 15 high at least."""
    jpeg = draw_cover("Exile", "Jane Doe", ()).jpeg
    thumbnail = opened(jpeg).resize((100, 100))
    buffer = BytesIO()
    thumbnail.save(buffer, "PNG")
    rows = [y for y in range(100) if n_inked(buffer.getvalue(), palette_for("Exile").ink, (0, y, 100, y + 1))]
    run = next(n for n, y in enumerate(rows) if n + 1 == len(rows) or rows[n + 1] != y + 1) + 1
    assert run >= 15


def test_what_the_font_lacks_is_not_printed() -> None:
    """No boxes: it is named instead. What the font has is printed all the same."""
    drawing = draw_cover("吾輩は猫である", "Soseki", ("猫", "Sneaze"))
    assert drawing.unprinted == ("吾輩は猫である", "猫")
    alone = draw_cover("吾輩は猫である", "", ())
    assert n_inked(drawing.jpeg, palette_for("吾輩は猫である").ink, (190, 190, 2210, 500)) > 500
    assert n_inked(alone.jpeg, palette_for("吾輩は猫である").ink, (0, 0, 2400, 1000)) == 0


def test_a_title_of_nothing_but_symbols_is_named_too() -> None:
    """Nothing vanishes in silence."""
    assert draw_cover("\N{CAT FACE}\N{CAT FACE}", "", ()).unprinted == ("\N{CAT FACE}\N{CAT FACE}",)


@pytest.mark.parametrize("title", ["word " * 4000, "x" * 20_000, "a-" * 9000])
def test_a_title_without_end_is_shortened(title: str) -> None:
    """However long, it is drawn at once, and within the margins."""
    jpeg = draw_cover(title, title, (title,)).jpeg
    assert n_inked(jpeg, palette_for(title).ink, (2250, 0, 2400, 1000)) == 0
    assert n_inked(jpeg, palette_for(title).ink, (190, 190, 2210, 1300)) > 2000


def test_a_symbol_that_the_font_lacks_is_no_loss() -> None:
    """The words around it are printed."""
    assert draw_cover("Love \N{BLACK HEART SUIT}\N{CAT FACE} Story", "", ()).unprinted == ()
