import pytest

from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.sources.html import HtmlSource
from tests.helpers import ink, paragraphs_of, texts_of, titles_of

STORY = "<p>The ferry had stopped for the winter, and nobody on the island knew.</p><p>“Come in,” said Oskar.</p>" * 3


def html(text: str | bytes) -> Book:
    """Read a page, in this process."""
    data = text.encode() if isinstance(text, str) else text
    return make_book(HtmlSource().read(data, "x.html"), "x")


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><p>Home Stories</p></nav>",
        "<header><p>Island Tales</p></header>",
        "<footer><p>All rights reserved.</p></footer>",
        "<aside><p>Read also: Ice</p></aside>",
        '<div class="cookie-banner"><p>We use cookies.</p></div>',
        '<div id="comments"><h2>2 comments</h2><p>Great!</p></div>',
        '<ul class="share-buttons"><li>Share</li><li>Save</li></ul>',
        '<p class="byline">By Ida Lind</p>',
        '<div class="newsletter-signup"><p>Subscribe</p></div>',
        '<div role="navigation"><p>Next</p></div>',
        '<div class="related-posts"><p>More ice</p></div>',
        "<form><input value=x><button>Go</button></form>",
        "<script>var words = 'none';</script><style>p {}</style><noscript><p>No</p></noscript>",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{0}<article>{1}</article>", "<article>{1}{0}</article>", "<div>{0}{1}</div>", "{1}{0}"]
)
def test_what_stands_around_a_story_is_left_out(furniture: str, frame: str) -> None:
    """Menus, cookies, comments: before, behind and inside the article."""
    assert texts_of(html(f"<body>{frame.format(furniture, STORY)}</body>")) == texts_of(html(STORY))


def test_every_letter_of_a_page_is_said_or_left_out() -> None:
    """The law of reading, scripts aside."""
    page = (
        f"<head><title>T</title></head><body>loose<nav>N</nav><main>M<article><h1>H</h1>{STORY}<aside>A</aside></article>"
        "<p>P</p></main><footer>F</footer></body>"
    )
    book = html(page)
    written = "looseNMH" + STORY.replace("<p>", "").replace("</p>", "") + "APF"
    assert ink(*texts_of(book), *(item.text for item in book.left_out)) == ink(written)
    assert all(item.reason for item in book.left_out)


@pytest.mark.parametrize(
    ("head", "body", "title", "author"),
    [
        ("<title>Ice | Tales</title>", "<h1>The Ferry</h1>", "The Ferry", ""),
        ("<title>The Ferry | Island Tales</title>", "", "The Ferry", ""),
        ("<title>Ice — A Ferry</title>", "", "Ice — A Ferry", ""),
        ('<title>X</title><meta property="og:title" content="The Ferry">', "", "The Ferry", ""),
        ('<meta name="author" content="Ida Lind">', "<h1>The Ferry</h1>", "The Ferry", "Ida Lind"),
        ("", '<h1>The Ferry</h1><p class="byline">By <a rel="author">Ida Lind</a></p>', "The Ferry", "Ida Lind"),
        ("", "", "X", ""),
    ],
)
def test_title_and_author(head: str, body: str, title: str, author: str) -> None:
    """The one heading, else what the page says of itself without the name of its site, else the file's name."""
    book = html(f"<html><head>{head}</head><body>{body}{STORY}</body></html>")
    assert (book.title, book.author) == (title, author)


def test_headings_make_chapters_and_the_language_is_the_pages() -> None:
    """As in Markdown."""
    book = html(f"<html lang=de-AT><title>The Ferry</title><h2>One</h2>{STORY}<h2>Two</h2>{STORY}")
    assert (titles_of(book), book.language) == (["One", "Two"], "de-at")


def test_a_class_never_costs_a_page_its_story() -> None:
    """Themes call anything a widget."""
    book = html(
        f'<body class="has-sidebar"><div class="widget-content tag-ads">{STORY}</div><div class="widget">W</div>'
    )
    assert len(texts_of(book)) == 6


def test_furniture_of_the_copied_kind_goes_too() -> None:
    """Like "6 min read" without a class, at the edge."""
    assert texts_of(html(f"<h1>The Ferry</h1><p>6 min read</p>{STORY}<p>Share</p>"))[1:] == texts_of(html(STORY))


@pytest.mark.parametrize(
    ("declared", "written", "noted"),
    [
        ("utf-8", "utf-8", False),
        ("windows-1251", "utf-8", False),
        ("koi8-r", "koi8-r", False),
        ("iso-8859-1", "cp1252", False),
        ("utf-7", "cp1252", True),
        ("nosuch", "cp1252", True),
    ],
)
def test_charsets(declared: str, written: str, noted: bool) -> None:  # noqa: FBT001
    """UTF-8 if all of it is that, else what the page declares; never UTF-7, which hides tags."""
    word = "Привет" if written != "cp1252" else "café “x”"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{word} +ADw-b+AD4-</p>'
    book = html(page.encode(written))
    assert texts_of(book) == [f"{word} +ADw-b+AD4-"]
    assert bool(book.notes) == noted


def test_an_xml_page_may_close_its_tags_itself() -> None:
    """`<title/>` would swallow an HTML parser's page."""
    text = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>Ice.</p></body></html>'
    assert texts_of(html(text)) == ["Ice."]


def test_pages_without_paragraphs_are_parted_at_empty_lines() -> None:
    """Old pages have only `<br>`."""
    assert [p.text for p in paragraphs_of(html("<body>One.<br><br>Two,<br>three.</body>"))] == ["One.", "Two,\nthree."]
