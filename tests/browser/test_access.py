"""For everybody: by axe's rules, in both themes, on a phone, from right to left."""

from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.formats.base import BookEdition
from audiobook.formats.player import PlayerFormat
from tests.browser.conftest import Open
from tests.formats.contract import written

SHEETS = ("", "Chapters", "Speed 1×", "Sleep timer", "Look and keys")
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
"""Without a preload: the page's policy would let axe fetch nothing."""
CONTRAST = """(dark) => {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data]
      .map((byte) => byte / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const style = document.createElement("style");
  const speech = document.querySelector(".speech");
  const name = document.querySelector(".who");
  speech.style.transition = "none";
  let least = Infinity;
  for (let hue = 0; hue < 360; hue += 5) {
    for (const element of [speech, name]) element.style.setProperty("--hue", hue);
    speech.classList.remove("now");
    for (const element of [speech, name]) least = Math.min(least, contrast(getComputedStyle(element).color, paper));
    speech.classList.add("now");
    least = Math.min(least, contrast(getComputedStyle(speech).color, getComputedStyle(speech).backgroundColor));
  }
  return least;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_axe_finds_nothing(open_page: Open, scheme: str, size: tuple[int, int]) -> None:
    """No rule of WCAG 2.2 AA that axe can check is broken, whichever sheet is open."""
    screen = open_page(scheme=scheme, size=size)
    screen.sentence("“So it does,” said she, 2 times").click()
    screen.button("Pause").click()
    for sheet in SHEETS:
        if sheet:
            screen.button(sheet).click()
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        results = axe.Axe().run(screen.page, options=OPTIONS)
        assert results.violations_count == 0, results.generate_report()
        screen.press("Escape")


@pytest.mark.parametrize("dark", [False, True])
def test_every_voice_has_a_colour_that_can_be_read(open_page: Open, dark: bool) -> None:  # noqa: FBT001 - a parameter
    """Whatever the hue, names and speech are at least 4.5 to 1 on the page, and speech on its light."""
    assert open_page().page.evaluate(CONTRAST, dark) >= 4.5


def test_a_thumb_can_hit_everything(open_page: Open) -> None:
    """On a phone each button, link and slider that is shown is 44 pixels high and wide at least."""
    screen = open_page()
    for sheet in SHEETS:
        if sheet:
            screen.button(sheet).click()
        for target in screen.page.locator("button:visible, a:visible:not(.skip), input:visible").all():
            box = target.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44, target.evaluate("each => each.outerHTML")
        screen.press("Escape")


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1280, 800)])
def test_nothing_runs_off_the_screen(open_page: Open, size: tuple[int, int]) -> None:
    """Nobody has to scroll sideways, with large text neither."""
    screen = open_page(size=size)
    for _ in range(2):
        assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        screen.page.evaluate("document.documentElement.dataset.size = 4")


def test_a_book_from_right_to_left(open_page: Open, book: BookEdition, tmp_path: Path) -> None:
    """Its text runs as its language does, and the names stand on the other side."""
    hebrew = replace(book, edition=replace(book.edition, language="he"))
    written(PlayerFormat(), hebrew, tmp_path)
    screen = open_page((tmp_path / "player" / "index.html").as_uri(), size=(1280, 800))
    assert screen.page.evaluate("getComputedStyle(document.querySelector('article')).direction") == "rtl"
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_text_is_reached_at_once(open_page: Open) -> None:
    """The first stop of Tab leads past all buttons."""
    screen = open_page()
    screen.press("Tab")
    assert screen.page.evaluate("document.activeElement.textContent") == "Skip to the text"
    screen.press("Enter", "Tab")
    assert screen.page.evaluate("document.activeElement.className") == "sentence"
