"""What somebody can ask of the player: with keys, buttons, the wheel; and what it says when something is missing."""

import shutil
from pathlib import Path

import pytest

from audiobook.formats.base import BookEdition
from tests.browser.conftest import Open
from tests.browser.screen import Screen
from tests.formats.editions import length_s


def volume(screen: Screen) -> float:
    """Give how loud the sound is, 0..1."""
    return float(screen.page.evaluate("(sound => sound.muted ? 0 : sound.volume)(document.querySelector('audio'))"))


def test_the_keyboard_does_it_all(open_page: Open) -> None:
    """Space, arrows, M, Shift with arrows, L, Esc and ? do what the list of keys says."""
    screen = open_page()
    screen.press(" ")
    screen.wait("!document.querySelector('audio').paused")
    screen.press(" ")
    screen.wait("document.querySelector('audio').paused")
    screen.go_to(1)
    screen.press("ArrowRight")
    assert screen.time == pytest.approx(11, abs=0.01)
    screen.press("ArrowLeft", "ArrowLeft")
    assert screen.time == pytest.approx(0, abs=0.01)
    screen.press("ArrowDown", "ArrowDown")
    assert volume(screen) == pytest.approx(0.9)
    screen.press("ArrowUp")
    assert volume(screen) == pytest.approx(0.95)
    screen.press("m")
    assert volume(screen) == 0
    screen.press("m", "Shift+ArrowDown")
    assert screen.page.evaluate("document.querySelector('audio').playbackRate") == pytest.approx(0.9)
    assert screen.page.evaluate("document.querySelector('audio').preservesPitch")
    for key, sheet in (("l", "#contents"), ("?", "#keys")):
        screen.press(key)
        assert screen.page.locator(sheet).is_visible()
        screen.press("Escape")
        assert not screen.page.locator(sheet).is_visible()


def test_the_contents_open_at_the_current_chapter(open_page: Open) -> None:
    """The keyboard is there at once; Enter hears it, Esc goes back."""
    screen = open_page()
    screen.press("l")
    assert screen.page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    screen.press("Tab", "Enter")
    screen.wait("document.querySelector('audio').src.endsWith('02.m4a')")
    assert screen.chapter == "Two"


def test_sentence_after_sentence(open_page: Open) -> None:
    """Next and previous go by sentences; beyond the last one they go to the next chapter, and back."""
    screen = open_page()
    screen.button("Next sentence").click()
    assert screen.lit == "One & “only”"
    screen.press("n")
    assert "Paragraph 1 stands" in screen.lit
    screen.button("Previous sentence").click()
    assert screen.lit == "One & “only”"
    screen.press(*["n"] * 25)
    assert screen.chapter == "Two"
    screen.wait("document.querySelector('audio').readyState >= 2")
    screen.press("p")
    assert screen.chapter == "One & “only”"


def test_a_sentence_is_chosen_with_the_keyboard(open_page: Open) -> None:
    """The text is one stop of Tab; arrows choose in it, Enter plays; the volume stays as it is."""
    screen = open_page()
    screen.page.locator("main").focus()
    screen.press("Tab", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    assert "Paragraph 2 stands" in screen.lit
    assert screen.is_playing
    assert volume(screen) == 1


def test_speed_is_set(open_page: Open) -> None:
    """By steps of a tenth, from half to three times, and it shows."""
    screen = open_page()
    screen.button("Speed 1×").click()
    for _ in range(7):
        screen.button("Slower").click()
    assert screen.page.evaluate("document.querySelector('audio').playbackRate") == pytest.approx(0.5)
    screen.page.get_by_role("slider", name="Speed").fill("3")
    assert screen.page.evaluate("document.querySelector('audio').playbackRate") == pytest.approx(3)
    assert screen.page.locator("#speed").text_content() == "3×"


def test_it_stops_at_the_end_of_the_chapter(open_page: Open, book: BookEdition) -> None:
    """The sleep timer lets the chapter end; the next one waits at its beginning."""
    screen = open_page()
    screen.button("Sleep timer").click()
    screen.button("End of chapter").click()
    assert screen.button("Sleep timer: stops at the end of the chapter").is_visible()
    screen.go_to(length_s(book.chapters[0]) - 0.3)
    screen.button("Play").click()
    screen.wait("document.querySelector('audio').src.endsWith('02.m4a')")
    screen.wait_for_sound()
    screen.page.wait_for_timeout(300)
    assert not screen.is_playing
    assert screen.button("Play").is_visible()
    assert screen.time == 0
    assert screen.button("Sleep timer").is_visible()


def test_the_sleep_timer_fades_and_stops(open_page: Open) -> None:
    """It counts what is heard, lowers the voice over the last seconds, stops, and gives the volume back."""
    screen = open_page()
    events = screen.page.evaluate(
        """() => {
          const events = [];
          const note = (what) => events.push(what);
          const timer = makeSleep({ fade: note, stop: () => note("stop"), changed: () => {} });
          timer.set("5");
          events.length = 0;
          for (const seconds of [280, 11, 3, 6]) timer.heard(seconds);
          return [...events, timer.shown];
        }"""
    )
    assert events == [1, 0.75, 0.5, 0, "stop", 1, ""]


def test_the_text_follows_until_somebody_scrolls(open_page: Open) -> None:
    """The voice is kept in sight; a turn of the wheel stops that, and a button takes it up again."""
    screen = open_page(size=(390, 560))
    last = screen.sentence("Paragraph 12 stands")
    screen.sentence("Paragraph 11 stands").evaluate("sentence => sentence.click()")
    assert screen.is_in_sight(screen.sentence("Paragraph 11 stands"))
    screen.page.locator("#position").hover()
    screen.page.mouse.wheel(0, -100)  # over the player's own buttons it means nothing
    assert not screen.button("Back to the voice").is_visible()
    screen.page.mouse.move(100, 100)
    screen.page.mouse.wheel(0, -5000)
    screen.wait("scrollY === 0")
    screen.wait("document.querySelector('.now').textContent.includes('Paragraph 12 stands')")
    assert screen.page.evaluate("scrollY") == 0
    screen.button("Back to the voice").click()
    screen.wait("scrollY > 0")
    assert screen.is_in_sight(last)
    assert not screen.button("Back to the voice").is_visible()


def test_the_look_is_kept(open_page: Open) -> None:
    """Dark stays dark and large stays large after a reload."""
    screen = open_page()
    paper = "getComputedStyle(document.body).backgroundColor"
    size = "getComputedStyle(document.querySelector('article')).fontSize"
    light, small = screen.page.evaluate(paper), screen.page.evaluate(size)
    screen.button("Look and keys").click()
    screen.button("Dark").click()
    screen.button("Larger text").click()
    dark, large = screen.page.evaluate(paper), screen.page.evaluate(size)
    assert light != dark
    assert float(large[:-2]) > float(small[:-2])
    screen.open()
    assert (screen.page.evaluate(paper), screen.page.evaluate(size)) == (dark, large)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("audio/01.m4a", "The sound of this chapter cannot be played"),
        ("text/01.js", "The text of this chapter is not there"),
    ],
)
def test_what_is_missing_is_named(open_page: Open, folder: Path, tmp_path: Path, missing: str, says: str) -> None:
    """A person reads which file it is; what is there still works."""
    shutil.copytree(folder, tmp_path / "player")
    (tmp_path / "player" / missing).unlink()
    screen = open_page()
    screen.address = (tmp_path / "player" / "index.html").as_uri()
    screen.page.goto(screen.address)
    alert = screen.page.get_by_role("alert")
    alert.filter(has_text=says).wait_for()
    assert missing in (alert.text_content() or "")
    screen.complaints[:] = [each for each in screen.complaints if "ERR_FILE_NOT_FOUND" not in each]
    if missing.startswith("text"):
        screen.wait_for_sound()
        screen.play()
    else:
        assert screen.sentence("Paragraph 1 stands").is_visible()
