"""Laws of reading that hold for any file at all."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import AudiobookError
from audiobook.text.chapters import make_book
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.registry import load_source
from tests.helpers import book_of, ink, paragraphs_of
from tests.laws import check_book, check_nothing_lost_of_text, found_in, letters
from tests.text.epubs import epub, page

LINES = st.sampled_from(
    [
        "",
        "",
        "",
        "   ",
        "The Last Ferry",
        "by Ida Lind",
        "By March it was dark.",
        "Chapter I",
        "PART TWO",
        "III.",
        "Epilogue",
        "***",
        "---",
        "title: X",
        "...",
        "Follow",
        "4 min read",
        "Written by Ida Lind",
        "Press enter or click to view image in full size",
        "“Come in,” said Oskar.",
        "  The ferry had stopped for the winter, and nobody on the island had told anybody of it. ",
        "\t# not Markdown here",
        "[Illustration: ice]",
        "[Illustration:",
        "Chapter I.]",
        "[1] As ever.",
        "[Footnote 1: As ever.",
        "Cold,[1] it was.]",
        "CONTENTS",
        "CHAPTER I. ICE      7",
        "CHAPTER",
        "by",
        "1904",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***",
        "Title: X",
        "Author: Lind, Ida",
        "Transcriber’s Note",
        "PRINTED BY MOLE",
        "    The ferry had stopped for the winter, and nobody on the island",
        "had told anybody of it, for there was nobody to tell it to, and so",
        "?!",
        "\x0c",
        "e\u0301 \ufeff \u2028 \x85 \u3000",
    ]
)
FILES = st.lists(LINES, max_size=40).map("\n".join) | st.lists(LINES, max_size=20).map("\r\n".join) | st.text()


@given(FILES.map(str.encode) | FILES.map(lambda text: text.encode("utf-16")) | st.binary())
def test_every_character_of_a_plain_text_is_in_one_paragraph_or_left_out(data: bytes) -> None:
    """The law of reading: the book has no hole, and says nothing twice."""
    try:
        book = book_of(data)
    except AudiobookError:
        return
    check_nothing_lost_of_text(book, decode(data, "x").text)


MARKDOWN = st.sampled_from(
    [
        "# One",
        "## *Two*",
        "Under\n---",
        "> said",
        "- item",
        "1. first",
        "**bold** and `code`",
        "<b>x</b>",
        "<!-- note -->",
        "```\nfenced\n```",
        "a\\*b",
        "<div>",
        "![picture]()",
        "[link]()",
        "[^a]: note",
        "    indented",
    ]
)


@given(st.lists(LINES | MARKDOWN, max_size=20).map("\n".join) | st.lists(LINES | MARKDOWN).map("\n\n".join))
def test_every_letter_of_a_markdown_file_is_in_one_paragraph_or_left_out(text: str) -> None:
    """The same law where marks and addresses are not text: no word is lost without a reason."""
    try:
        book = book_of(text, "x.md")
    except AudiobookError:
        return
    assert letters(unicodedata.normalize("NFC", text)) == letters(*found_in(book))


@given(FILES, st.sampled_from(["x.txt", "x.md"]))
def test_a_book_is_whole_and_numbered(text: str, name: str) -> None:
    """Chapters count from 1, places can be asked for, all is NFC; and twice the same."""
    try:
        book = book_of(text, name)
    except AudiobookError:
        return
    check_book(book)
    assert book == book_of(text, name)


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "blockquote",
        'div class="stanza"',
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "span",
        "em",
        "a",
        'a href="#x"',
        'a href="#x" epub:type="noteref"',
        "sup",
        "ruby",
        "rt",
        'p hidden=""',
        'section epub:type="titlepage"',
        'p epub:type="epigraph"',
        'aside epub:type="footnote" id="x"',
        "nav",
        "aside",
        "header",
        "footer",
        "main",
        "figure",
        "figcaption",
        "pre",
        'div class="share-buttons"',
    ]
)
WORDS = st.sampled_from(["w", "w ", " w", "<br/>", "<hr/>", "&#160;", "12"])
MARKUP = st.recursive(
    WORDS,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda both: f"<{both[0]}>{''.join(both[1])}</{both[0].partition(' ')[0]}>"
    ),
    max_leaves=25,
)


@given(MARKUP, st.sampled_from(["x.epub", "x.html"]))
def test_every_letter_of_a_page_is_in_one_paragraph_or_left_out(body: str, name: str) -> None:
    """The same law for markup, however it is nested; what is heard or not is judged elsewhere."""
    source = load_source(name[2:])
    data = epub({"a.xhtml": page(body)}) if name == "x.epub" else body.encode()
    try:
        book = make_book(source.read(data, name), "x")
    except AudiobookError:
        return
    found = ink(*(p.text for p in paragraphs_of(book)), *(item.text for item in book.left_out if item.text != "* * *"))
    assert found == ink(re.sub(r"<[^>]*>|&#160;", "", body))
    check_book(book)
