"""What a file shows and does not say: titles in bold, drop caps, emphasis by class, paragraphs by <br>."""

import pytest

from audiobook.model import Book, Form
from audiobook.text.chapters import make_book
from audiobook.text.sources.html import HtmlSource
from audiobook.text.sources.initials import is_initial
from audiobook.text.sources.stylesheet import Look, Sheet, read_sheets
from audiobook.text.sources.tree import Element
from tests.helpers import headings_of, paragraphs_of, texts_of, titles_of
from tests.text.epubs import LONG, PARAGRAPH, body, epub, nav, read


def italics_of(book: Book) -> list[str]:
    """Give what is in italics."""
    return [p.text[span.start : span.end] for p in paragraphs_of(book) for span in p.italics]


STYLE = (
    "<style>.i{font-style:italic} span.n{font-style: normal} .b{font-weight:700} #c{text-align:center}"
    "@media print{.m{font-style:italic}}</style>"
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p>a <span class="i">b</span> c</p>', ["b"]),
        ('<p>a <span style="font-style:italic">b</span> c</p>', ["b"]),
        ('<p>a <span class="m">b</span> c</p>', []),
        ('<p class="i">a b c</p>', []),
    ],
)
def test_emphasis_is_also_what_a_stylesheet_sets_in_italics(written: str, expected: list[str]) -> None:
    """As calibre and Google Docs write it: by class; all of a paragraph is no emphasis."""
    assert italics_of(body(written, STYLE)) == expected


def test_a_stylesheet_is_read_for_what_a_listener_minds() -> None:
    """By class and by id, with and without a tag; not by what an element stands in."""
    sheet = read_sheets([".a, p.b { font: italic 1em x } /* .c{font-style:italic} */ div .d{font-style:italic}"])
    assert sheet == Sheet(frozenset({(Look.ITALIC, ".a"), (Look.ITALIC, "p.b")}))
    assert sheet.shows(Element("p", {"class": "B x"}), Look.ITALIC)
    assert not sheet.shows(Element("div", {"class": "b"}), Look.ITALIC)


@pytest.mark.parametrize(
    "title",
    [
        "<p><b>{}</b></p>",
        '<p class="b">{}</p>',
        '<p align="center">{}</p>',
        '<p id="c">{}</p>',
        "<center>{}</center>",
        '<div style="text-align: center"><p>{}</p></div>',
    ],
)
def test_titles_in_bold_or_centred_are_headings_where_there_are_no_others(title: str) -> None:
    """With a chapter's worth of words below; a bold line between paragraphs is none."""
    story = "".join(title.format(name) + LONG + f"<p><b>No!</b></p>{LONG}" for name in ("The Ice", "A Lamp"))
    assert titles_of(body(story, STYLE)) == ["The Ice", "A Lamp"]
    marked = body(f"<h2>One</h2>{LONG}{title.format('The Ice')}{LONG}<h2>Two</h2>{LONG}", STYLE)
    assert titles_of(marked) == ["One", "Two"]


def test_one_bold_line_is_no_chapter() -> None:
    """Titles come in numbers."""
    assert headings_of(body(f"{LONG}<p><b>The Ice</b></p>{LONG}")) == []


def test_a_title_may_stand_below_its_number() -> None:
    """In any file whose headings are known by their words."""
    story = f"<p>Chapter 1</p><p>The Ice</p>{LONG}<p>Chapter 2</p><p>It was cold.</p>{LONG}"
    assert titles_of(body(story)) == ["Chapter 1: The Ice", "Chapter 2"]


def test_contents_that_say_nothing_leave_it_to_the_words() -> None:
    """A book whose contents are one line, and whose chapters are paragraphs."""
    pages = {"nav.xhtml": nav("a.xhtml Start"), "a.xhtml": f"<p>1</p>{LONG}<p>2</p>{LONG}"}
    assert titles_of(read(epub(pages))) == ["1", "2"]


@pytest.mark.parametrize(
    ("letter", "after", "expected"),
    [
        ("T", "he ice", True),
        ("“T", "he ice", True),
        ("T", "HE ICE", True),
        ("É", "tait-ce", True),
        ("T", "The ice", False),
        ("I", "Ice came.", False),
        ("t", "he ice", False),
        ("T", " he ice", False),
        ("Th", "e ice", False),
        ("1", "st", False),
    ],
)
def test_an_initial_is_a_capital_with_the_rest_of_its_word_after_it(letter: str, after: str, *, expected: bool) -> None:
    """A paragraph that is one letter, such as the number I, is no initial of the one below it."""
    assert is_initial(letter, after) is expected


@pytest.mark.parametrize(
    "written",
    [
        '<p><span class="dropcap">T</span>he ice.</p>',
        '<p><span class="dropcap">T</span><small>HE</small> ice.</p>',
        '<p><img class="cap" src="t.png" alt="T"/>he ice.</p>',
        '<div class="cap">T</div><p>he ice.</p>',
        '<div class="cap"><p>T</p></div><div><p>he ice.</p></div>',
    ],
)
def test_a_drop_cap_is_part_of_its_word(written: str) -> None:
    """In a span, drawn, or in a block of its own."""
    assert [text.casefold() for text in texts_of(body(written))] == ["the ice."]


def test_a_drop_cap_keeps_the_scene_and_the_italics_of_its_paragraph() -> None:
    """What stands before it and behind it."""
    found = paragraphs_of(body("<p>a</p><p>b</p><p>c</p><p> </p><p>T</p><p>he <i>ice</i>.</p>"))[-1]
    assert (found.text, found.starts_scene) == ("The ice.", True)
    assert [found.text[span.start : span.end] for span in found.italics] == ["ice"]


def test_a_drawn_title_is_a_heading() -> None:
    """Its words are those of the picture, where there are no others; an ornament in a heading is none."""
    story = (
        f'<h2><img src="1.png" alt="Chapter One"/></h2>{LONG}<h2><img src="o.png" alt="A ship"/>Chapter Two</h2>{LONG}'
    )
    assert titles_of(body(story)) == ["Chapter One", "Chapter Two"]


@pytest.mark.parametrize("tag", ["h3", "p", "div"])
def test_marks_part_scenes_whatever_they_are_called(tag: str) -> None:
    """Editors make headings of them."""
    book = body(f"<h2>One</h2><p>a</p><{tag}>* * *</{tag}><p>b</p>")
    assert [(p.text, p.starts_scene) for p in paragraphs_of(book)] == [("One", False), ("a", False), ("b", True)]


def test_long_lines_that_end_like_sentences_are_paragraphs() -> None:
    """As old pages part them by one <br>; verse, addresses and rows of tables stay lines."""
    lines = [f"&nbsp;&nbsp;The {n} <i>ice</i> came {'nearer and ' * 9}nearer." for n in ("first", "second", "third")]
    book = body(f"<div>{'<br/>'.join(lines)}</div>")
    assert [text[:10] for text in texts_of(book)] == ["The first ", "The second", "The third "]
    assert italics_of(book) == ["ice"] * 3
    assert len(texts_of(body(f'<div class="verse">{"<br/>".join(lines)}</div>'))) == 1
    assert texts_of(body("<p>Ice on the water,<br/>ice on the sea.</p>")) == ["Ice on the water,\nice on the sea."]


def test_a_page_of_the_web_may_mark_its_titles_by_looks() -> None:
    """As a word processor saves it."""
    page = f"<html><body><h1>The Ferry</h1><p><b>The Ice</b></p>{LONG}<p><b>A Lamp</b></p>{LONG}</body></html>"
    book = make_book(HtmlSource().read(page.encode(), "x.html"), "x")
    assert (book.title, titles_of(book)) == ("The Ferry", ["The Ice", "A Lamp"])
    assert {p.form for p in paragraphs_of(book)} == {Form.PROSE}
    assert PARAGRAPH.strip() in texts_of(book)


@pytest.mark.parametrize("title", ["CONTENTS", "Table of Contents", "Copyright", "Footnotes"])
def test_a_section_that_its_heading_says_is_no_story_is_left_out(title: str) -> None:
    """In files without contents of their own, such as Project Gutenberg's pages; what stands below its heading too."""
    story = f"<h2>I</h2>{LONG}<h2>II</h2>{LONG}"
    listed = f"<h2>{title}</h2><p>I. The Ice 7</p><h3>Of this</h3><p>Ice.</p>"
    page = f"<html><body><h1>The Ferry</h1>{listed}{story}</body></html>"
    book = make_book(HtmlSource().read(page.encode(), "x.html"), "x")
    assert titles_of(book) == ["I", "II"]
    assert [item.text for item in book.left_out] == [f"{title}\nI. The Ice 7\nOf this\nIce."]


def test_a_story_may_be_called_contents() -> None:
    """What holds most of a file is its story."""
    page = f"<html><body><h1>Notes</h1>{LONG}<h1>Ice</h1><p>It came.</p></body></html>"
    assert titles_of(make_book(HtmlSource().read(page.encode(), "x.html"), "x")) == ["Notes", "Ice"]
