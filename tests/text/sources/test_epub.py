import pytest

from audiobook.errors import StoryError
from audiobook.model import Form, ParagraphKind, Pronunciation, Section, Span
from tests.helpers import ink, paragraphs_of, texts_of, titles_of
from tests.text.epubs import LONG, PARAGRAPH, body, epub, manuscript_of, nav, package, page, read, zipped

TWO = {"nav.xhtml": nav("a.xhtml One", "b.xhtml Two"), "a.xhtml": LONG, "b.xhtml": LONG}


def said(text: str, head: str = "") -> list[str]:
    """Give the paragraphs of a page."""
    return texts_of(body(text, head))


def left_out(text: str, head: str = "") -> list[tuple[str, str]]:
    """Give what of a page is left out, and why."""
    return [(item.text, item.reason) for item in body(text, head).left_out]


# ------------------------------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p>one\n\t two  three</p>", ["one two three"]),
        ("<p>a<b>b</b> <i>c</i>d</p>", ["ab cd"]),
        ("<p>a<br/>b</p>", ["a\nb"]),
        ("<p>a<br/><br/>b</p>", ["a", "b"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a\nb", "c"]),
        ("<p>a&nbsp;b &eacute; &unknown;c &amp; &#233;</p>", ["a\u00a0b é c & é"]),
        ("<p>soft\u00adhyphen \u2060— e\u0301</p>", ["softhyphen — é"]),
        ("<pre>a  b\n c</pre>", ["a  b\n c"]),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["漢"]),
        ("<p>a<![CDATA[<b>]]>c</p>", ["a<b>c"]),
    ],
)
def test_a_page_is_read_as_it_is_shown(written: str, expected: list[str]) -> None:
    """Blanks join, lines break where the author broke them, and markup is gone."""
    assert said(written) == expected


@pytest.mark.parametrize(
    ("written", "text", "reason"),
    [
        ('<p>a <span epub:type="pagebreak">12</span>b</p>', "12", "a page number"),
        ('<p>a <span role="doc-pagebreak">12</span>b</p>', "12", "a page number"),
        ('<p>a <span class="pagenum">[Pg 12]</span>b</p>', "[Pg 12]", "a page number"),
        ('<p>a <span class="lnum">20</span>b</p>', "20", "a line number"),
        ('<p>a <a epub:type="noteref" href="#n">1</a>b</p>', "1", "the mark of a note"),
        ('<p>a <sup><a href="n.xhtml#n">1</a></sup>b</p>', "1", "the mark of a note"),
        ('<p>a <a href="#n"><sup>1</sup></a>b</p>', "1", "the mark of a note"),
        ('<p>a <a href="#n">[1]</a>b</p>', "[1]", "the mark of a note"),
        ('<p>a b</p><aside epub:type="footnote">N.</aside>', "N.", "a note"),
        ('<p>a <a href="#n">[1]</a>b</p><p id="n">N.</p>', "N.", "a note"),
        ('<p>a <a href="#n" id="r">[1]</a>b</p><p><a id="n" href="#r">[1]</a> N.</p>', "[1] N.", "a note"),
        ('<p>a b</p><p hidden="">H</p>', "H", "hidden in the book"),
        ('<p>a b</p><p aria-hidden="true">H</p>', "H", "hidden in the book"),
        ('<p>a b</p><p style="color:red; display : none">H</p>', "H", "hidden in the book"),
        ('<p>a b</p><p><img src="x.png" alt="A ferry"/></p>', "A ferry", "a picture"),
        ('<p>a b</p><figure><img src="x"/><figcaption>F</figcaption></figure>', "F", "the caption of a picture"),
        ("<p>a <ruby><rt>kan</rt></ruby>b</p>", "kan", "a reading aid (ruby)"),
        ("<p>a b</p><nav><p>C</p></nav>", "C", "a list of contents"),
    ],
)
def test_what_stands_on_a_page_for_the_eye_is_left_out(written: str, text: str, reason: str) -> None:
    """Page numbers, marks, notes, pictures: each is listed with its reason, and the words around it join."""
    assert (text, reason) in left_out(written)
    assert said(written) == ["a b"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<p>The year <a href="#x">1984</a> came.</p>', "The year 1984 came."),
        ("<p>2<sup>nd</sup> and E = mc<sup>2</sup></p>", "2nd and E = mc2"),
        ('<p id="back">Ice<a href="#n">[1]</a> came.</p><p><a id="n" href="#back">[1]</a> N.</p>', "Ice came."),
    ],
)
def test_what_only_looks_like_a_note_is_said(written: str, kept: str) -> None:
    """A raised letter is no mark, and the paragraph that a note leads back to is no note."""
    assert said(written) == [kept]


def test_a_stylesheet_hides_by_plain_selectors() -> None:
    """In a file or on the page; not what it hides in print only."""
    sheet = "/* x */ .a, p.b{display:none} #c {visibility: hidden} @media print { .d { display:none } }"
    text = '<p class="a">A</p><p class="b">B</p><div class="b">C</div><p id="c">D</p><p class="d">E</p>'
    assert said(text, f"<style>{sheet}</style>") == ["C", "E"]
    linked = page(text, '<link rel="stylesheet" href="css/x.css"/>')
    assert texts_of(read(epub({"a.xhtml": linked}, files={"OPS/css/x.css": sheet}))) == ["C", "E"]


def test_emphasis_survives_as_spans() -> None:
    """Also where blanks before it join, and nested marks count once."""
    (paragraph,) = paragraphs_of(body("<p>\n She  was <em><i>very</i></em> <cite>ill</cite>.</p>"))
    assert paragraph.text == "She was very ill."
    assert [paragraph.text[s.start : s.end] for s in paragraph.italics] == ["very", "ill"]
    (composed,) = paragraphs_of(body("<p>e\u0301e\u0301 <i>a\u0301b</i></p>"))
    assert (composed.text, composed.italics) == ("éé áb", (Span(3, 5),))


def test_verse_and_letters_keep_their_form_and_their_lines() -> None:
    """A stanza is one paragraph; marks of notes and line numbers at the ends of its lines take no line with them."""
    stanza = (
        '<div class="linegroup"><div>One,<a epub:type="noteref" href="#n">*</a><span class="lnum">20</span>\n </div>\n'
        "<div>two</div><blockquote><div>three</div></blockquote></div>"
    )
    verse, letter, prose = paragraphs_of(
        body(f'{stanza}<blockquote epub:type="z3998:letter"><p>Dear Anna</p></blockquote><p>She wept.</p>')
    )
    assert (verse.text, verse.form) == ("One,\ntwo\nthree", Form.VERSE)
    assert (letter.form, prose.form) == (Form.LETTER, Form.PROSE)


@pytest.mark.parametrize(
    "mark", ["<hr/>", "<p>* * *</p>", "<p>⁂</p>", "<p>&#160;</p>", "<p/>", '<p><img src="o.png" alt=""/></p>']
)
def test_scenes_part_at_rules_stars_and_empty_paragraphs(mark: str) -> None:
    """However the book says so."""
    book = body(f"<h1>A</h1><p>a</p><p>b</p><p>b</p>{mark}<p>c</p>")
    assert [p.text for p in paragraphs_of(book) if p.starts_scene] == ["c"]


def test_empty_paragraphs_everywhere_part_nothing() -> None:
    """Some books space their lines so."""
    book = body("<h1>A</h1>" + "<p>a</p><p>&#160;</p>" * 5)
    assert not any(p.starts_scene for p in paragraphs_of(book))


# --------------------------------------------------------------------------------------------------------- the chapters


def test_chapters_are_those_of_the_contents() -> None:
    """Whatever the headings; the contents' titles are theirs."""
    pages = {
        "nav.xhtml": nav("a.xhtml One", "b.xhtml#x Two", "b.xhtml#y Three"),
        "a.xhtml": f"<h1>I</h1>{LONG}<h2>not a chapter</h2>{LONG}",
        "b.xhtml": f'{LONG}<div id="x"/>{LONG}<p>y <a id="y"/>{PARAGRAPH}</p>',
    }
    book = read(epub(pages))
    assert titles_of(book) == ["One", "Two", "Three"]
    assert [len(chapter.paragraphs) for chapter in book.chapters] == [5, 1, 1]


def test_contents_of_epub_2_do_as_well() -> None:
    """NCX, named by the spine."""
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        '<navPoint><navLabel><text>One</text></navLabel><content src="a.xhtml"/></navPoint>'
        '<navPoint><navLabel><text>Two</text></navLabel><content src="b.xhtml"/></navPoint></navMap></ncx>'
    )
    pages = {"a.xhtml": LONG, "b.xhtml": LONG}
    opf = package(pages, items='<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
    assert titles_of(read(epub(pages, opf, {"OPS/toc.ncx": ncx}))) == ["One", "Two"]


def test_parts_hold_chapters_but_scenes_do_not_make_them() -> None:
    """The level at which most of the book is parted is that of its chapters."""
    parts = nav().replace(
        "<ol>",
        '<ol><li><a href="a.xhtml">Part One</a><ol><li><a href="a.xhtml#b">One</a></li>'
        '<li><a href="a.xhtml#c">Two</a></li></ol></li><li><a href="b.xhtml">Epilogue</a></li>',
    )
    text = f'<h1>Part One</h1><h2 id="b">One</h2>{LONG}<h2 id="c">Two</h2>{LONG}'
    assert titles_of(read(epub({"nav.xhtml": parts, "a.xhtml": text, "b.xhtml": LONG}))) == [
        "Part One: One",
        "Two",
        "Epilogue",
    ]
    scenes = nav("b.xhtml B", "c.xhtml C", "d.xhtml D").replace(
        "<ol>",
        '<ol><li><a href="a.xhtml">A</a><ol><li><a href="a.xhtml#b">I</a></li>'
        '<li><a href="a.xhtml#c">II</a></li></ol></li>',
    )
    pages = {"nav.xhtml": scenes, "a.xhtml": text, "b.xhtml": LONG, "c.xhtml": LONG, "d.xhtml": LONG}
    assert titles_of(read(epub(pages))) == ["A", "B", "C", "D"]


def test_a_part_with_its_motto_goes_with_its_first_chapter() -> None:
    """It has a page and a line of its own; a book called "Part of me" does not."""
    pages = {
        "nav.xhtml": nav("p.xhtml Part One", "a.xhtml 1", "b.xhtml 2", "q.xhtml Part Two", "c.xhtml 3"),
        "p.xhtml": "<h1>Part One</h1><p>Ice is nice.</p>",
        "a.xhtml": LONG,
        "b.xhtml": LONG,
        "q.xhtml": "<h1>Part Two</h1>",
        "c.xhtml": LONG,
    }
    assert titles_of(read(epub(pages))) == ["Part One: 1", "2", "Part Two: 3"]
    told = {"nav.xhtml": nav("a.xhtml Part of Me", "b.xhtml 2"), "a.xhtml": LONG, "b.xhtml": LONG}
    assert titles_of(read(epub(told))) == ["Part of Me", "2"]


@pytest.mark.parametrize(
    "text", ["<h1>The Ferry</h1><p>by Ida Lind</p>", "<p>IDA LIND</p><p>The Ferry</p><p>A Novel</p>"]
)
def test_a_page_of_title_and_author_is_a_title_page(text: str) -> None:
    """Whatever the contents call it; a page that says more is story."""
    book = read(epub({**TWO, "nav.xhtml": nav("t.xhtml The Ferry", "a.xhtml 1", "b.xhtml 2"), "t.xhtml": text}))
    assert {section.reason for section in book.sections} == {"", "the title page"}
    assert titles_of(read(epub({**TWO, "t.xhtml": text + "<p>For Bo.</p>"})))[-1] == "Two"


def test_a_page_of_pictures_is_no_damage() -> None:
    """A cover drawn with words in it, or none."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>Cover</title><image/></svg>'
    assert titles_of(read(epub({"c.xhtml": svg, "d.xhtml": '<img src="x" alt=""/>', **TWO}))) == ["One", "Two"]


@pytest.mark.parametrize(
    ("pages", "titles"),
    [
        ({"nav.xhtml": nav("a.xhtml Start"), "a.xhtml": f"<h1>A</h1>{LONG}<h1>B</h1>{LONG}"}, ["A", "B"]),
        ({"a.xhtml": f"<h2>A</h2>{LONG}", "b.xhtml": f"<h2>B</h2>{LONG}"}, ["A", "B"]),
        ({"a.xhtml": LONG * 2, "b.xhtml": LONG * 2, "c.xhtml": LONG * 2}, ["Chapter 1", "Chapter 2", "Chapter 3"]),
        ({"nav.xhtml": nav("a.xhtml Start"), "a.xhtml": "<p>Ice.</p>"}, ["The Ferry"]),
        ({"nav.xhtml": nav("a.xhtml One", "gone.xhtml Two", "a.xhtml#gone More"), "a.xhtml": LONG}, ["The Ferry"]),
    ],
)
def test_without_contents_headings_decide_and_else_pages(pages: dict[str, str], titles: list[str]) -> None:
    """One line of contents says nothing."""
    assert titles_of(read(epub(pages))) == titles


def test_a_chapter_may_go_on_over_several_pages() -> None:
    """Converters cut long chapters: the contents name the first piece."""
    pages = {"nav.xhtml": nav("a.xhtml One", "c.xhtml Two"), "a.xhtml": LONG, "b.xhtml": LONG, "c.xhtml": LONG}
    book = read(epub(pages))
    assert [(c.title, len(c.paragraphs)) for c in book.chapters] == [("One", 2), ("Two", 1)]


def test_lines_that_only_say_the_title_again_are_headings() -> None:
    """Many books set theirs as plain paragraphs."""
    pages = {**TWO, "nav.xhtml": nav("a.xhtml Chapter I: The Ice", "b.xhtml Two")}
    book = read(epub({**pages, "a.xhtml": f"<p>CHAPTER I</p><p>The Ice</p>{LONG}"}))
    assert [p.kind for p in book.chapters[0].paragraphs] == [
        ParagraphKind.HEADING,
        ParagraphKind.HEADING,
        ParagraphKind.TEXT,
    ]


# ----------------------------------------------------------------------------------------- what is no part of the story


@pytest.mark.parametrize(
    ("section", "reason"),
    [
        ('<section epub:type="titlepage"><h1>X</h1></section>', "the title page"),
        ('<section epub:type="z3998:half-title-page halftitlepage"><h1>X</h1></section>', "the title page"),
        ('<section epub:type="copyright-page"><p>X</p></section>', "about the edition"),
        ('<section role="doc-colophon"><p>X</p></section>', "about the edition"),
        ('<section epub:type="bibliography"><p>X</p></section>', "a list of books"),
        ('<section epub:type="rearnotes"><div epub:type="rearnote">X</div></section>', "notes"),
        ('<section epub:type="index"><p>X</p></section>', "an index"),
    ],
)
def test_sections_are_judged_by_their_type(section: str, reason: str) -> None:
    """One by one: a whole book may stand in one file."""
    book = body(f"<p>Ice.</p>{section}<p>Wind.</p>")
    assert texts_of(book) == ["Ice.", "Wind."]
    assert [(item.text, item.reason) for item in book.left_out] == [("X", reason)]


def test_what_an_author_wrote_to_be_read_is_kept_even_on_a_title_page() -> None:
    """Epigraph and dedication; they go with the first chapter."""
    front = '<section epub:type="titlepage"><h1>X</h1><p epub:type="dedication">For Ezra</p></section>'
    contents = nav("a.xhtml#b One", "b.xhtml Two")
    book = read(epub({"nav.xhtml": contents, "a.xhtml": f'{front}<div id="b">{LONG}</div>', "b.xhtml": LONG}))
    assert titles_of(book) == ["One", "Two"]
    assert [p.text[:8] for p in book.chapters[0].paragraphs] == ["For Ezra", "The ice "]


@pytest.mark.parametrize(
    "title",
    ["Copyright", "Table of Contents", "About the Author", "Also by Ida Lind", "ENDNOTES", "Cover", "Title Page"],
)
def test_books_without_types_are_judged_by_their_contents(title: str) -> None:
    """And a section is left out on its own page only: never a chapter with it."""
    pages = {"nav.xhtml": nav(f"x.xhtml {title}", "a.xhtml One", "b.xhtml Two"), "x.xhtml": "<p>X</p>"}
    book = read(epub({**pages, "c.xhtml": "<p>C</p>", "a.xhtml": LONG, "b.xhtml": LONG}))
    assert titles_of(book) == ["One", "Two"]
    assert book.sections[0] == Section(title, 1, None, book.left_out[0].reason)
    assert texts_of(book)[0] == "C"


@pytest.mark.parametrize(
    "text",
    [
        "<p>© 2026 Ida Lind. All rights reserved.</p><p>ISBN 978-3-16-148410-0</p>",
        "".join(f'<p><a href="{n}.xhtml">Chapter {n}</a></p>' for n in range(9)),
    ],
)
def test_pages_that_nothing_names_are_judged_by_what_is_in_them(text: str) -> None:
    """A copyright page and a page of links are known on sight."""
    book = read(epub({"x.xhtml": text, "a.xhtml": f"<h1>A</h1>{LONG}"}))
    assert titles_of(book) == ["A"]
    assert [section.chapter for section in book.sections] == [None, 1]


def test_what_an_archive_of_fan_fiction_prints_around_chapters_is_left_out() -> None:
    """Tags, summaries, notes and thanks; pages that hold nothing else are no chapters."""
    notes = "<p>Chapter Notes</p><blockquote><p>Thanks to my beta!</p></blockquote>"
    thanks = '<p class="message">Please drop by the Archive and comment.</p>'
    pages = {
        "a.xhtml": f'<h2>Preface</h2><div class="meta"><h1>The Ferry</h1>{notes}</div>',
        "b.xhtml": f'<div class="meta group"><h2>Chapter 1: Ice</h2>{notes}</div>{LONG}<div class="meta">{notes}</div>',
        "c.xhtml": f"<h2>Afterword</h2>{thanks}",
        "d.xhtml": f'<h2>Letters</h2><p class="message">Come at once.</p>{LONG}',
    }
    contents = nav("a.xhtml Preface", "b.xhtml Chapter 1: Ice", "c.xhtml Afterword", "d.xhtml Letters")
    book = read(epub({"nav.xhtml": contents, **pages}))
    assert titles_of(book) == ["Chapter 1: Ice", "Letters"]
    assert "Come at once." in texts_of(book)
    assert [(s.title, s.reason) for s in book.sections if s.reason] == [
        (title, "about the story on its page") for title in ("Preface", "Afterword")
    ]
    assert not any("beta" in text for text in texts_of(book))


def test_a_list_of_links_within_a_page_is_no_story() -> None:
    """Project Gutenberg's books begin so, title, contents and first chapter in one file; a few links are text."""
    rows = "".join(f'<tr><td><a href="#c{n}">Chapter {n}</a></td><td>{n}</td></tr>' for n in range(9))
    start = f'<h1>The Ferry</h1><p>See <a href="#c1">there</a>.</p><h2>CONTENTS</h2><table>{rows}</table>'
    text = f'{start}<h2 id="c0">One</h2>{LONG}<h2 id="c1">Two</h2>{LONG}'
    book = read(epub({"nav.xhtml": nav("a.xhtml#c0 One", "a.xhtml#c1 Two"), "a.xhtml": text}))
    assert titles_of(book) == ["One", "Two"]
    assert texts_of(book)[:3] == ["The Ferry", "See there.", "One"]
    assert [(s.title, s.reason) for s in book.sections if s.reason] == [("CONTENTS", "a list of contents")]


def test_a_guide_says_what_pages_are() -> None:
    """EPUB 2 has no types."""
    pages = {"x.xhtml": "<p>X</p>", **TWO}
    opf = package(pages, rest='<guide><reference type="copyright-page" href="x.xhtml"/></guide>')
    assert read(epub(pages, opf)).sections[0].reason == "about the edition"


def test_what_is_not_in_the_reading_order_is_left_out() -> None:
    """And what comes a second time is read once."""
    pages = {"a.xhtml": "<p>Ice.</p>", "b.xhtml": "<p>Aside.</p>"}
    spine = '<itemref idref="a.xhtml"/><itemref idref="b.xhtml" linear="no"/><itemref idref="a.xhtml"/>'
    book = read(epub(pages, package(pages, spine=spine)))
    assert texts_of(book) == ["Ice."]
    assert [(i.text, i.reason) for i in book.left_out] == [("Aside.", "outside the book's reading order")]


def test_every_letter_of_the_pages_is_said_once_or_left_out() -> None:
    """The law of reading."""
    front = '<section epub:type="titlepage"><h1>The Ferry</h1><p epub:type="epigraph">Who knows?</p></section>'
    text = (
        '<h1>One<br/>The Ice</h1><p>It <span epub:type="pagebreak">7</span>came<a href="#n"><sup>1</sup></a>.</p><hr/>'
        '<blockquote class="poem"><p>a<br/>b</p></blockquote><table><tr><td>1</td><td>2</td></tr></table>'
        '<p id="n">1. N.</p><div>loose <p>tight</p> ends</div><p hidden="">H</p>'
    )
    book = read(epub({"t.xhtml": front, "a.xhtml": text}))
    written = "TheFerryWhoknows?OneTheIceIt7came1.ab121.N.looset ightendsH"
    found = ink(*(p.text for p in paragraphs_of(book)), *(i.text for i in book.left_out if i.text != "* * *"))
    assert found == ink(written)


# ---------------------------------------------------------------------------------------------------------- the package


def test_metadata_of_both_versions() -> None:
    """Title, subtitle, who wrote it, language, series, publisher, date, description without its marks."""
    three = (
        '<dc:title id="s">A Tale</dc:title><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:title id="t">The Ferry</dc:title><meta refines="#t" property="title-type">main</meta>'
        '<dc:creator id="a">Ida Lind</dc:creator><meta refines="#a" property="role">aut</meta>'
        '<dc:creator id="b">Bo Ek</dc:creator><meta refines="#b" property="role">trl</meta>'
        '<dc:language>en-GB</dc:language><meta property="belongs-to-collection" id="c">Islands</meta>'
        '<meta refines="#c" property="collection-type">series</meta>'
        '<meta refines="#c" property="group-position">2</meta>'
        "<dc:publisher>Press</dc:publisher><dc:date>2024-05-03T10:00:00Z</dc:date>"
        "<dc:description>&lt;p&gt;Of &lt;i&gt;ice&lt;/i&gt;.&lt;/p&gt;</dc:description>"
    )
    book = read(epub(TWO, package(TWO, three)))
    assert (book.title, book.author, book.language) == ("The Ferry", "Ida Lind", "en-gb")
    about = book.about
    assert (about.subtitle, about.series, about.series_number) == ("A Tale", "Islands", "2")
    assert (about.publisher, about.published, about.description) == ("Press", "2024-05-03", "Of ice.")
    two = (
        '<dc:title>The Ferry</dc:title><dc:creator opf:role="aut">Ida Lind</dc:creator>'
        '<dc:creator opf:role="ill">Bo Ek</dc:creator><dc:creator opf:role="aut">An Ny</dc:creator>'
        '<meta name="calibre:series" content="Islands"/><meta name="calibre:series_index" content="1.0"/>'
    )
    book = read(epub(TWO, package(TWO, two)))
    assert (book.author, book.about.series, book.about.series_number) == ("Ida Lind and An Ny", "Islands", "1")


_PICTURE = '<item id="c" href="c.png" media-type="image/png"/>'


@pytest.mark.parametrize(
    ("metadata", "item", "rest"),
    [
        ("", _PICTURE.replace("/>", ' properties="cover-image"/>'), ""),
        ('<dc:title>X</dc:title><meta name="cover" content="c"/>', _PICTURE, ""),
        ("", _PICTURE, '<guide><reference type="cover" href="c.png"/></guide>'),
    ],
)
def test_the_cover_is_taken_over(metadata: str, item: str, rest: str) -> None:
    """However the package names it; a picture that is too large or no picture is named and left."""
    opf = package(TWO, metadata, item, rest=rest)
    small = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (9).to_bytes(4) + (9).to_bytes(4)
    huge = small[:16] + (60_000).to_bytes(4) * 2
    assert manuscript_of(epub(TWO, opf, {"OPS/c.png": small})).cover_image == small
    for bad, why in ((huge, "60,000 x 60,000 pixels"), (b"<svg/>", "neither JPEG nor PNG")):
        found = manuscript_of(epub(TWO, opf, {"OPS/c.png": bad}))
        assert not found.cover_image
        assert why in found.notes[0]


def test_a_jpeg_says_how_large_it_is() -> None:
    """In its frame's header, behind others."""
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + (20).to_bytes(2) + (30).to_bytes(2) + b"rest"
    opf = package(TWO, items='<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>')
    assert manuscript_of(epub(TWO, opf, {"OPS/c.jpg": jpeg})).cover_image == jpeg
    wide = jpeg.replace((20).to_bytes(2) + (30).to_bytes(2), b"\xff\xff\xff\xff")
    assert not manuscript_of(epub(TWO, opf, {"OPS/c.jpg": wide})).cover_image


def test_pronunciations_come_from_the_text_and_from_lexicons() -> None:
    """The text's own go first; what is no IPA, or is said in two ways, is not taken."""
    pls = (
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>Oslo</grapheme><phoneme>ˈɔslo</phoneme><phoneme>ˈuʃlu</phoneme></lexeme>"
        "<lexeme><grapheme>Evil</grapheme><phoneme>[[x]]&lt;audio/&gt;</phoneme></lexeme>"
        '<lexeme><grapheme>Sampa</grapheme><phoneme alphabet="x-sampa">"sampa</phoneme></lexeme></lexicon>'
    )
    text = (
        '<p><span ssml:ph="ˈbɛrɡən">Bergen</span> <span ssml:ph="wɛst">W.</span> <span ssml:ph="lid">lead</span> '
        '<span ssml:ph="lɛd">lead</span></p>'
    )
    pages = {"a.xhtml": text}
    opf = package(pages, items='<item id="l" href="en.pls" media-type="application/pls+xml"/>')
    book = read(epub(pages, opf, {"OPS/en.pls": pls}))
    assert book.pronunciations == (Pronunciation("Bergen", "ˈbɛrɡən"), Pronunciation("Oslo", "ˈɔslo", "en"))
    assert texts_of(book) == ["Bergen W. lead lead"]


def test_the_first_package_that_is_there_is_read() -> None:
    """A container may name several."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="gone.opf" media-type="application/oebps-package+xml"/>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    assert titles_of(read(epub(TWO, files={"META-INF/container.xml": container}))) == ["One", "Two"]


def test_a_page_that_is_no_xml_is_read_as_html_and_noted() -> None:
    """Browsers show it, so we read it."""
    found = manuscript_of(epub({"a.xhtml": "<html><body><p>One<p>Two &amp; <b>three</p></body></html>"}))
    assert [block.text for block in found.blocks] == ["One", "Two & three"]
    assert "a.xhtml is no XML" in found.notes[0]


# ------------------------------------------------------------------------------------------------------ what is refused


_ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)


def test_copy_protection_is_refused_in_words_and_hidden_fonts_are_not() -> None:
    """Ciphertext read aloud would be noise."""
    protected = {"META-INF/encryption.xml": _ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    with pytest.raises(StoryError, match=r"copy-protected \(DRM\)"):
        read(epub(TWO, files=protected))
    fonts = {"META-INF/encryption.xml": _ENCRYPTED.format("http://www.idpf.org/2008/embedding")}
    assert len(read(epub(TWO, files=fonts)).chapters) == 2


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is damaged, or not what its name says"),
        (b"PK\x03\x04 not really", "is damaged, or not what its name says"),
        (zipped({"a.xhtml": "x"}), "has no META-INF/container.xml"),
        (zipped({"META-INF/container.xml": "<container/>"}), "names no package that is in it"),
        (zipped({"META-INF/container.xml": "<container"}), "META-INF/container.xml is no XML"),
        (epub({}), "there is no page in it that can be read aloud"),
        (epub({"a.xhtml": ""}), "there is no text to say"),
        (epub({"a.xhtml": "<html><body></body>Lost words</html>"}), "gave no text, though it holds some"),
    ],
)
def test_what_gives_no_text_is_an_error_in_words(data: bytes, problem: str) -> None:
    """No empty audiobook is ever made."""
    with pytest.raises(StoryError, match=problem):
        read(data)


def test_the_spine_of_a_missing_page_is_noted() -> None:
    """The rest is read, and a person is told."""
    spine = '<itemref idref="x"/><itemref idref="a.xhtml"/>'
    item = '<item id="x" href="../../../etc/passwd" media-type="application/xhtml+xml"/>'
    pages = {"a.xhtml": "<p>Ice.</p>"}
    found = manuscript_of(epub(pages, package(pages, items=item, spine=spine)))
    assert [block.text for block in found.blocks] == ["Ice."]
    assert any("names files that are not in it" in note for note in found.notes)
