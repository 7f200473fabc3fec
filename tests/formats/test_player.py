import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.formats.base import BookEdition, ChapterEdition, Edition
from audiobook.formats.player import PlayerFormat
from audiobook.formats.player_page import in_words
from audiobook.formats.player_text import chapter_text, for_script, hue
from audiobook.model import ChapterKind, Paragraph, Span
from tests.audio.sounds import decoded
from tests.formats.contract import FormatContract, written
from tests.formats.editions import a_book, a_chapter, length_s


class TestPlayer(FormatContract):
    """The player keeps the laws of all formats."""

    name = "player"


@pytest.fixture(scope="module")
def book() -> BookEdition:
    """Give a book of two chapters."""
    return a_book()


def handed_over(script: str) -> dict[str, Any]:
    """Give what a script of a chapter hands over."""
    found = re.fullmatch(r"chapterText\((.*)\);\n", script)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def text_of(chapter: ChapterEdition, edition: Edition | None = None) -> dict[str, Any]:
    """Give what the page is told of a chapter."""
    return handed_over(chapter_text(edition or a_book().edition, chapter))


def words_of(runs: list[Any]) -> str:
    """Put a paragraph together again."""
    pieces = [piece for run in runs for piece in ([run] if isinstance(run, str) else run[3])]
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)


class Links(HTMLParser):
    """Collects what a page loads or leads to."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        """Note where it leads."""
        self.found += [value or "" for name, value in attrs if name in {"src", "href", "data-text"}]


def test_sound_is_copied_and_text_comes_by_chapter(book: BookEdition, tmp_path: Path) -> None:
    """Each chapter has its sound and its text; a retail sample is no part of the book."""
    sample = replace(book.chapters[1].entry, number=3, kind=ChapterKind.SAMPLE)
    files = written(
        PlayerFormat(), replace(book, chapters=(*book.chapters, replace(book.chapters[1], entry=sample))), tmp_path
    )
    assert [path for path in files if "0" in path] == [
        "player/audio/01.m4a",
        "player/audio/02.m4a",
        "player/text/01.js",
        "player/text/02.js",
    ]
    for chapter, name in zip(book.chapters, ("01", "02"), strict=True):
        assert decoded(files[f"player/audio/{name}.m4a"]) == decoded(chapter.sound["m4a"])
        assert handed_over(files[f"player/text/{name}.js"].read_text("utf-8"))["title"] == chapter.entry.title
    assert files["player/.ignore"].read_bytes() == b""


def test_the_folder_holds_all_that_the_page_asks_for(book: BookEdition, tmp_path: Path) -> None:
    """Whatever it loads or leads to is a file beside it; nothing is absolute, nothing is elsewhere."""
    files = written(PlayerFormat(), book, tmp_path)
    page = files["player/index.html"].read_text("utf-8")
    links = {link for link in Links(page).found if not link.startswith("#")}
    assert {f"player/{link}" for link in links} == set(files) - {"player/index.html", "player/.ignore"}
    for name in ("player.css", "memory.js", "reader.js", "sleep.js", "screen.js", "player.js", "controls.js"):
        assert not re.search(r"://|url\(|@import|\bimport\b|fetch", files[f"player/{name}"].read_text("utf-8"))


def test_the_contents_are_on_the_page(book: BookEdition, tmp_path: Path) -> None:
    """Titles, authors and names are shown as they are, whatever letters they have; lengths are those of the sound."""
    page = written(PlayerFormat(), book, tmp_path)["player/index.html"].read_text("utf-8")
    assert "<title>Das Schloß</title>" in page
    assert "Boris &amp; Co</li>" in page
    assert '<span class="name">“One” – the first</span>' in page
    assert f'data-seconds="{length_s(book.chapters[0]):.3f}"' in page
    assert f'data-book="{book.edition.identifier}"' in page


@pytest.mark.parametrize(
    ("language", "direction"), [("en-gb", "ltr"), ("he", "rtl"), ("ar-eg", "rtl"), ("KS", "rtl"), ("ru", "ltr")]
)
def test_the_book_runs_as_its_language_does(book: BookEdition, tmp_path: Path, language: str, direction: str) -> None:
    """The words of the book have its language and direction; those of the player stay English."""
    edition = replace(book.edition, language=language)
    page = written(PlayerFormat(), replace(book, edition=edition), tmp_path)["player/index.html"].read_text("utf-8")
    assert f'<article lang="{language}" dir="{direction}">' in page
    assert '<html lang="en"' in page


def test_a_book_without_a_cover_asks_for_none(book: BookEdition, tmp_path: Path) -> None:
    """No picture is missing on the page."""
    bare = replace(book, edition=replace(book.edition, cover=None))
    files = written(PlayerFormat(), bare, tmp_path)
    assert not [path for path in files if "cover" in path]
    assert "<img" not in files["player/index.html"].read_text("utf-8")


def test_all_text_is_there(book: BookEdition) -> None:
    """Every paragraph is whole, what nobody says too."""
    chapter = replace(
        book.chapters[0], paragraphs=(*book.chapters[0].paragraphs, Paragraph("* * *", starts_scene=True))
    )
    paragraphs = text_of(chapter)["paragraphs"]
    assert [words_of(p["runs"]) for p in paragraphs] == [p.text for p in chapter.paragraphs]
    assert [p["kind"] for p in paragraphs] == ["heading", "text", "text", "ornament"]
    assert paragraphs[-1] == {"kind": "ornament", "runs": ["* * *"]}


def test_times_are_those_of_the_timeline(book: BookEdition) -> None:
    """Each utterance has begin and end in seconds, rounded once, and who says it."""
    chapter = book.chapters[0]
    text = text_of(chapter)
    said = [run for p in text["paragraphs"] for run in p["runs"] if not isinstance(run, str)]
    placed = chapter.timeline.placements
    rate_hz = chapter.timeline.sample_rate_hz
    assert [run[:2] for run in said] == [
        [round(p.start / rate_hz, 3), round((p.start + p.clip.n_samples) / rate_hz, 3)] for p in placed
    ]
    names = [text["speakers"][run[2]][0] if run[2] >= 0 else None for run in said]
    assert names == [chapter.speakers[p.utterance.speaker] if p.utterance.speaker else None for p in placed]
    assert text["seconds"] == round(length_s(chapter), 3)


def test_words_have_their_times() -> None:
    """What an engine tells of its words is told in places of the text that is shown, as JavaScript counts letters."""
    chapter = a_chapter([[("“😀 *Who* is there?”", "anna")]])
    plain = replace(chapter.paragraphs[0], start=0)  # from plain text, whose stars are marks
    (run,) = text_of(replace(chapter, paragraphs=(plain,)))["paragraphs"][0]["runs"]
    shown = words_of([run]).encode("utf-16-le")
    words = [shown[2 * start : 2 * end].decode("utf-16-le") for _, start, end in run[4]]
    assert words[-3:] == ["Who", "is", "there?”"]
    assert [word[0] for word in run[4]] == sorted(word[0] for word in run[4])
    assert run[0] <= run[4][0][0]
    assert run[4][-1][0] < run[1]


def test_italics_are_marked() -> None:
    """What is in italics is a piece of its own within its utterance; the marks of plain text are not shown."""
    chapter = a_chapter([[("Is this the chair?", None)]])
    paragraph = replace(chapter.paragraphs[0], italics=(Span(8, 11),))
    (run,) = text_of(replace(chapter, paragraphs=(paragraph,)))["paragraphs"][0]["runs"]
    assert run[3] == ["Is this ", ["the"], " chair?"]
    chapter = a_chapter([[("Is this _the_ chair?", None)]])
    paragraph = replace(chapter.paragraphs[0], start=0)
    (run,) = text_of(replace(chapter, paragraphs=(paragraph,)))["paragraphs"][0]["runs"]
    assert run[3] == ["Is this ", ["the"], " chair?"]


def test_verse_keeps_its_lines() -> None:
    """Short lines are meant; prose that was only wrapped flows."""
    chapter = a_chapter([[("The title", None)], [("Tyger Tyger,\nburning bright", None)]])
    heading, verse = text_of(chapter)["paragraphs"]
    assert "lines" not in heading
    assert verse["lines"] is True
    assert words_of(verse["runs"]) == "Tyger Tyger,\nburning bright"


@given(st.text())
def test_no_text_can_break_out_of_its_script(text: str) -> None:
    """Neither a tag nor a line ends in it, and it reads back as it was."""
    script = for_script([text])
    assert not set("<>&\u2028\u2029\n") & set(script)
    assert json.loads(script) == [text]


def test_a_character_has_one_colour_in_all_chapters() -> None:
    """It hangs on the cast alone; neighbours in the cast are far apart; a name that is not in it has one too."""
    cast = [f"Character {n}" for n in range(12)]
    hues = [hue(name, cast) for name in cast]
    gaps = [min((a - b) % 360, (b - a) % 360) for i, a in enumerate(hues) for b in hues[:i]]
    assert min(gaps) >= 20
    assert all(0 <= hue(name, cast) < 360 for name in ("Somebody else", "", *cast))


@pytest.mark.parametrize(
    ("seconds", "words"), [(12.4, "12 s"), (125.0, "2 min"), (3600.0, "1 h"), (36_660.0, "10 h 11 min")]
)
def test_lengths_in_words(seconds: float, words: str) -> None:
    """A person reads how long the book is."""
    assert in_words(seconds) == words


def test_a_change_of_the_page_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the format hangs on the page's own files, so that nobody has to think of raising it."""
    before = PlayerFormat().version
    assert PlayerFormat().version == before
    monkeypatch.setattr("audiobook.formats.player.shipped", lambda _: {"player_files/index.html": b"another page"})
    assert PlayerFormat().version != before
