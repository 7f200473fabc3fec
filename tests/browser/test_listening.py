"""Sound, text and light go together."""

import threading
from pathlib import Path

import pytest

from audiobook.formats.base import BookEdition
from audiobook.model import Placement
from audiobook.serving import FolderServer
from tests.browser.conftest import Open
from tests.formats.editions import length_s

LONG_AGO = """
const key = 'fullcast:urn:uuid:00000000-0000-5000-8000-000000000001';
if (!localStorage.getItem(key))
  localStorage.setItem(key, JSON.stringify({chapter: 1, at: {1: 16.5}, left: Date.now() - 7200e3}));
"""


def start_s(placement: Placement, book: BookEdition) -> float:
    """Give when it is heard."""
    return placement.start / book.chapters[0].timeline.sample_rate_hz


def test_it_shows_the_chapter(open_page: Open, book: BookEdition) -> None:
    """Opened from a disk: all words of the first chapter, and the name of whoever speaks before what is said."""
    screen = open_page()
    shown = [" ".join(text.split()) for text in screen.page.locator("article > *").all_text_contents()]
    spoken = [p.text for p in book.chapters[0].paragraphs]
    assert shown[0] == spoken[0]
    assert shown[1] == spoken[1].replace("“So", "Anna “So")
    assert len(shown) == len(spoken)
    assert screen.page.title() == "One & “only” – Das Schloß"


def test_it_plays(open_page: Open) -> None:
    """Time goes on, the button says what it does next, and the system learns what is heard."""
    screen = open_page()
    screen.play()
    screen.button("Pause").wait_for()
    assert screen.page.evaluate("navigator.mediaSession.metadata.title") == "One & “only”"
    assert screen.page.evaluate("navigator.mediaSession.playbackState") == "playing"
    screen.button("Pause").click()
    assert not screen.is_playing


def test_it_plays_from_a_server_too(open_page: Open, folder: Path) -> None:
    """`audiobook play` serves it with byte ranges: a place far on is reached without all that is before it."""
    with FolderServer(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            screen = open_page(server.address)
            screen.sentence("Paragraph 9 stands").click()
            screen.wait("document.querySelector('audio').currentTime > 12")
            assert "Paragraph 9 stands" in screen.lit
            screen.page.context.close()
        finally:
            server.shutdown()
            thread.join()


def test_the_light_is_on_what_is_heard(open_page: Open, book: BookEdition) -> None:
    """In the middle of every utterance that one is lit, and from its first moment on."""
    screen = open_page()
    for placement in book.chapters[0].timeline.placements[::3]:
        for seconds in (start_s(placement, book), start_s(placement, book) + 0.2):
            screen.go_to(seconds)
            screen.wait_for_light(placement.utterance.text)


def test_before_the_first_word_nothing_is_lit(open_page: Open) -> None:
    """A chapter begins with room tone."""
    assert open_page().lit == ""


@pytest.mark.parametrize("nth", [4, 11])
def test_a_sentence_is_heard_by_a_tap(open_page: Open, book: BookEdition, nth: int) -> None:
    """The sound goes to within 50 ms of where the sentence begins, and plays."""
    screen = open_page()
    placement = book.chapters[0].timeline.placements[nth]
    screen.page.evaluate(
        "sound => sound.addEventListener('seeking', () => { sound.landed ??= sound.currentTime })",
        screen.page.query_selector("audio"),
    )
    screen.sentence(placement.utterance.text).first.click()
    screen.wait("document.querySelector('audio').landed !== undefined")
    assert screen.page.evaluate("document.querySelector('audio').landed") == pytest.approx(
        start_s(placement, book), abs=0.05
    )
    assert screen.is_playing


def test_the_next_chapter_follows(open_page: Open, book: BookEdition) -> None:
    """When a chapter is over, the next one is heard, shown and marked in the contents."""
    screen = open_page()
    screen.go_to(length_s(book.chapters[0]) - 0.4)
    screen.button("Play").click()
    screen.wait("document.querySelector('audio').src.endsWith('02.m4a')")
    screen.wait("document.querySelector('audio').currentTime > 0.1")
    assert screen.is_playing
    assert screen.chapter == "Two"
    assert "“The end.”" in (screen.page.locator("article").text_content() or "")


def test_a_chapter_is_chosen_from_the_contents(open_page: Open) -> None:
    """The list closes and the chapter plays."""
    screen = open_page()
    screen.button("Chapters").click()
    screen.page.get_by_role("link", name="Two").click()
    screen.wait("document.querySelector('audio').src.endsWith('02.m4a')")
    assert screen.chapter == "Two"
    assert not screen.page.locator("#contents").is_visible()


def test_a_reload_takes_it_up_where_it_was(open_page: Open) -> None:
    """Chapter, place and speed are kept, and it waits to be asked."""
    screen = open_page()
    screen.sentence("Paragraph 7 stands").click()
    screen.button("Pause").click()
    screen.press("Shift+ArrowUp", "Shift+ArrowUp")
    before = screen.time
    screen.open()
    assert screen.time == pytest.approx(before, abs=0.05)
    assert screen.page.evaluate("document.querySelector('audio').playbackRate") == pytest.approx(1.2)
    assert "Paragraph 7 stands" in screen.lit
    assert not screen.is_playing


def test_each_chapter_has_its_place(open_page: Open) -> None:
    """Who looks into another chapter comes back to where he was."""
    screen = open_page()
    screen.sentence("Paragraph 5 stands").click()
    screen.button("Pause").click()
    before = screen.time
    for chapter in ("Two", "One"):
        screen.button("Chapters").click()
        screen.page.get_by_role("link", name=chapter).click()
        screen.wait_for_sound()
    screen.wait(f"document.querySelector('audio').currentTime >= {before - 0.01}")
    assert screen.time < before + 5


def test_after_a_long_pause_it_goes_back_a_little(open_page: Open, book: BookEdition) -> None:
    """Two hours later the last fifteen seconds are heard again, from the beginning of a sentence."""
    screen = open_page(before=LONG_AGO)
    assert screen.time == pytest.approx(16.5, abs=0.01)
    screen.button("Play").click()
    again = [p for p in book.chapters[0].timeline.placements if start_s(p, book) <= 16.5 - 15][-1]
    screen.wait_for_light(again.utterance.text)
    assert screen.time == pytest.approx(start_s(again, book), abs=0.5)


def test_it_works_where_nothing_may_be_kept(open_page: Open) -> None:
    """A browser that refuses its storage loses the place, and nothing else."""
    forbidden = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    screen = open_page(before=forbidden)
    screen.play()
    screen.sentence("Paragraph 3 stands").click()
    assert "Paragraph 3 stands" in screen.lit


def test_words_are_lit_where_the_voice_tells_them(open_page: Open, book: BookEdition) -> None:
    """The word that is heard stands out in its sentence."""
    screen = open_page()
    placement = book.chapters[0].timeline.placements[1]
    word = placement.clip.words[2]
    screen.go_to((placement.start + (word.start + word.end) / 2) / book.chapters[0].timeline.sample_rate_hz)
    lit = "[...CSS.highlights.get('word')].map(String).join()"
    screen.wait(f"{lit} !== ''")
    assert screen.page.evaluate(lit) == placement.utterance.spoken[word.span.start : word.span.end]
