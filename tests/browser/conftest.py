"""The player in a real browser: Chromium without a window, if there is one on this machine; it needs no network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audiobook.formats.base import BookEdition
from audiobook.formats.player import PlayerFormat
from tests.browser.screen import Screen
from tests.formats.contract import written
from tests.formats.editions import Lines, a_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGS = (
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
_PHONE = (390, 844)

Open = Callable[..., Screen]


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Start the browser once for all tests here; ended with them, as its threads do not go with forked workers."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no Chromium on this machine (Debian, Ubuntu: apt install chromium)")
    library = pytest.importorskip("playwright.sync_api", reason="needs pip install -e '.[browser]'")
    with library.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def book() -> BookEdition:
    """Give a book that is longer than a screen, and whose sentences are long enough to point at."""
    talk: list[Lines] = [
        [(f"Paragraph {n} stands here for the eye.", None), (f"“So it does,” said she, {n} times.", "anna")]
        for n in range(1, 13)
    ]
    return a_book([[("One & “only”", None)], *talk], [[("Two", None)], [("“The end.”", "boris")]], seconds=0.4)


@pytest.fixture(scope="package")
def folder(book: BookEdition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write its player, and give the folder."""
    target = tmp_path_factory.mktemp("book")
    written(PlayerFormat(), book, target)
    return target / "player"


@pytest.fixture
def open_page(browser: "Browser", folder: Path) -> Iterator[Open]:
    """Open the player from the disk (or at another address) in a browser that remembers nothing.

    At the end of the test: nothing complained on the console, and nothing was asked for elsewhere.
    """
    screens: list[Screen] = []

    def open_it(address: str = "", size: tuple[int, int] = _PHONE, scheme: str = "light", before: str = "") -> Screen:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        page: Page = context.new_page()
        if before:
            page.add_init_script(before)
        screen = Screen(page, address or (folder / "index.html").as_uri())
        screens.append(screen)
        screen.open()
        return screen

    yield open_it
    for screen in screens:
        screen.page.context.close()
        assert screen.complaints == []
        assert screen.strangers == []
