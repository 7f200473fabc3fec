"""The page as a test sees and touches it: by names and places, not by what is inside of it."""

import json
import time
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_NOW: Final = ".sentence.now"
_PATIENCE_S: Final = 15.0


class Screen:
    """One open page of the player."""

    def __init__(self, page: "Page", address: str) -> None:
        """Listen to the page before it is opened."""
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address.rpartition("/")[0], "data:")):
            self.strangers.append(url)

    def open(self) -> None:
        """Open the page, anew where it is open, and wait for text and sound."""
        self.page.goto(self.address)
        self.wait("document.querySelector('article').childElementCount > 0")
        self.wait_for_sound()

    def wait(self, condition: str) -> None:
        """Wait until a condition holds in the page, asking again and again: its policy forbids `wait_for_function`."""
        deadline_s = time.monotonic() + _PATIENCE_S
        while not self.page.evaluate(condition):
            assert time.monotonic() < deadline_s, f"never came true: {condition}"
            self.page.wait_for_timeout(20)

    def wait_for_sound(self) -> None:
        """Wait until the sound is there, and where it should begin."""
        self.wait("document.querySelector('audio').readyState >= 2")

    def button(self, name: str) -> "Locator":
        """Give the button of that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def play(self) -> None:
        """Press play, and wait until something is heard."""
        before = self.time
        self.button("Play").click()
        self.wait(f"document.querySelector('audio').currentTime > {before}")

    def go_to(self, seconds: float) -> None:
        """Move the sound as a browser's own buttons do."""
        self.page.evaluate("t => { document.querySelector('audio').currentTime = t }", seconds)
        self.wait("!document.querySelector('audio').seeking")

    @property
    def time(self) -> float:
        """Where the sound is, in seconds."""
        return cast("float", self.page.evaluate("document.querySelector('audio').currentTime"))

    @property
    def is_playing(self) -> bool:
        """Whether it is heard."""
        return not self.page.evaluate("document.querySelector('audio').paused")

    def wait_for_light(self, words: str) -> None:
        """Wait until a sentence that ends with these words is lit."""
        self.wait(f"document.querySelector('.now')?.textContent.endsWith({json.dumps(words)})")

    @property
    def lit(self) -> str:
        """What is lit; empty for nothing."""
        return self.page.locator(_NOW).text_content() or "" if self.page.locator(_NOW).count() else ""

    @property
    def chapter(self) -> str:
        """Which chapter the contents show as the current one."""
        return self.page.locator("#contents [aria-current=true] .name").text_content() or ""

    def sentence(self, words: str) -> "Locator":
        """Give the sentence with these words."""
        return self.page.locator(".sentence", has_text=words)

    def is_in_sight(self, element: "Locator") -> bool:
        """Whether it is on the screen, above the player's buttons."""
        box, dock = element.bounding_box(), self.page.locator(".dock").bounding_box()
        assert box
        assert dock
        return bool(box["y"] >= 0 and box["y"] + box["height"] <= dock["y"])
