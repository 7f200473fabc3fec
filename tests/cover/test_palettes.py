import pytest

from audiobook.cover.palettes import PALETTES, Palette, palette_for
from tests.contrast import contrast


def test_contrast_is_that_of_wcag() -> None:
    """21 between black and white, 1 between equals, and 4.48 for the grey that the guidelines' authors warn of."""
    black, white, grey = (0, 0, 0), (255, 255, 255), (119, 119, 119)
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(grey, grey) == 1
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
def test_words_stand_out_from_the_ground(palette: Palette) -> None:
    """4.5 is what small print needs; the rule below a title, and one shape at least beside the first, are seen too."""
    assert contrast(palette.ink, palette.ground) >= 4.5
    assert contrast(palette.accents[0], palette.ground) >= 3
    assert sum(contrast(accent, palette.ground) >= 3 for accent in palette.accents) >= 2


def test_colours_hang_on_the_title() -> None:
    """The same title has the same; many titles have all."""
    assert palette_for("Exile") == palette_for("Exile")
    assert {palette_for(str(n)) for n in range(100)} == set(PALETTES)
