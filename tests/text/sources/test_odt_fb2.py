"""OpenDocument texts and FictionBooks."""

import base64

import pytest

from audiobook.errors import StoryError
from audiobook.model import Book, Form
from audiobook.text.chapters import make_book
from audiobook.text.sources.fb2 import Fb2Source
from audiobook.text.sources.odt import OdtSource
from tests.helpers import paragraphs_of, texts_of, titles_of
from tests.text.word_files import ODF, fb2, odt, zipped


def book_of_odt(data: bytes) -> Book:
    """Read an OpenDocument text in this process."""
    return make_book(OdtSource().read(data, "x.odt"), "a-tale")


def book_of_fb2(data: bytes) -> Book:
    """Read a FictionBook in this process."""
    return make_book(Fb2Source().read(data, "x.fb2"), "a-tale")


def test_an_opendocument_text_is_read() -> None:
    """Headings, italics by style, line breaks, blanks, tables, links."""
    styles = '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
    body = (
        '<text:h text:outline-level="1">Ice</text:h><text:p>She <text:span text:style-name="T1">thought</text:span>'
        ' <text:s text:c="2"/>of <text:a>him</text:a>.</text:p><text:p>* * *</text:p>'
        "<text:p>One,<text:line-break/>two.</text:p>"
        '<text:h text:outline-level="1">Wind</text:h><text:list><text:list-item><text:p>It blew.</text:p>'
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    meta = (
        "<dc:title>The Ferry</dc:title><meta:initial-creator>Ida Lind</meta:initial-creator>"
        "<dc:language>sv-SE</dc:language>"
    )
    book = book_of_odt(odt(body, styles, meta))
    assert (book.title, book.author, book.language) == ("The Ferry", "Ida Lind", "sv-se")
    assert titles_of(book) == ["Ice", "Wind"]
    assert texts_of(book) == ["Ice", "She thought of him.", "One,\ntwo.", "Wind", "It blew.", "a\nb"]
    thought = paragraphs_of(book)[1]
    assert [thought.text[s.start : s.end] for s in thought.italics] == ["thought"]
    assert paragraphs_of(book)[2].starts_scene


def test_what_an_opendocument_text_does_not_say_is_listed() -> None:
    """Notes with their words, remarks, lists of contents, and what was deleted."""
    body = (
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>Ice 7</text:p></text:table-of-content>"
        "<text:p>Ice<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Cold.</text:p>"
        "</text:note-body></text:note><office:annotation><text:p>Why?</text:p></office:annotation> came.</text:p>"
    )
    book = book_of_odt(odt(body))
    assert texts_of(book) == ["Ice came."]
    assert {(item.text, item.reason) for item in book.left_out} == {
        ("old", "deleted by its author"),
        ("Ice 7", "a list of contents"),
        ("Cold.", "a note"),
        ("Why?", "a remark in the margin"),
    }


def test_a_page_break_parts_chapters_in_an_opendocument_text() -> None:
    """By the style of the paragraph below it."""
    styles = '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    long = "The ice came nearer. " * 50
    body = f"<text:p>{long}</text:p>" * 3 + f'<text:p text:style-name="P1">{long}</text:p>'
    assert len(book_of_odt(odt(body, styles)).chapters) == 2


def test_the_language_of_an_opendocument_text_is_that_of_its_default_style() -> None:
    """Where its properties do not say."""
    default = (
        f'<office:document-styles {ODF}><style:default-style style:family="paragraph"><style:text-properties '
        'fo:language="de" fo:country="AT"/></style:default-style></office:document-styles>'
    )
    assert book_of_odt(odt("<text:p>Eis.</text:p>", **{"styles.xml": default})).language == "de-at"


def test_a_fictionbook_is_read() -> None:
    """Sections within sections, verse, emphasis, epigraphs; the cover; what its description says."""
    info = (
        "<author><first-name>Ida</first-name><last-name>Lind</last-name></author><book-title>The Ferry</book-title>"
        '<lang>sv</lang><coverpage><image l:href="#c"/></coverpage><sequence name="Ice" number="2"/>'
    )
    body = (
        "<title><p>Ida Lind</p><p>The Ferry</p></title><section><title><p>Part One</p></title><section>"
        "<title><p>Chapter 1</p><p>Ice</p></title><epigraph><p>Cold.</p></epigraph>"
        "<p>She <emphasis>thought</emphasis>.</p>"
        "<poem><stanza><v>One,</v><v>two.</v></stanza></poem></section><section><title><p>Chapter 2</p></title>"
        '<p>Wind<a l:href="#n" type="note">1</a>.</p><empty-line/><p>It blew.</p></section></section>'
    )
    picture = b"\x89PNG\r\n\x1a\n" + bytes(8) + (9).to_bytes(4) + (9).to_bytes(4)
    rest = (
        '<body name="notes"><section id="n"><p>A note.</p></section></body>'
        f'<binary id="c">{base64.b64encode(picture).decode()}</binary>'
    )
    book = book_of_fb2(fb2(body, info, rest))
    assert (book.title, book.author, book.language) == ("The Ferry", "Ida Lind", "sv")
    assert (book.about.series, book.about.series_number) == ("Ice", "2")
    assert book.cover_image == picture
    assert titles_of(book) == ["Part One: Chapter 1: Ice", "Chapter 2"]
    assert texts_of(book)[2:] == ["Cold.", "She thought.", "One,\ntwo.", "Chapter 2", "Wind.", "It blew."]
    assert paragraphs_of(book)[4].form is Form.VERSE
    assert {item.reason for item in book.left_out} >= {"the title page", "the mark of a note", "notes"}


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_a_fictionbook_is_in_the_charset_that_it_says(charset: str) -> None:
    """Most are in Russian, and many of those in windows-1251."""
    assert texts_of(book_of_fb2(fb2("<section><p>Лёд.</p></section>", charset=charset))) == ["Лёд."]


def test_a_packed_fictionbook_is_read() -> None:
    """As libraries hand them out; what has not just one in it is refused."""
    ice = fb2("<section><p>Ice.</p></section>").decode()
    assert texts_of(book_of_fb2(zipped({"read me.txt": "x", "Ice.FB2": ice}))) == ["Ice."]
    for files in ({"a.txt": "x"}, {"a.fb2": ice, "b.fb2": ice}):
        with pytest.raises(StoryError, match="not one"):
            book_of_fb2(zipped(files))


@pytest.mark.parametrize("cover", ["AAAA", "A", "iVBORw0KGgo="])
def test_a_cover_that_is_none_is_a_note(cover: str) -> None:
    """The book is read without."""
    info = '<coverpage><image l:href="#c"/></coverpage>'
    book = book_of_fb2(fb2("<section><p>Ice.</p></section>", info, f'<binary id="c">{cover}</binary>'))
    assert not book.cover_image
    assert "the cover" in book.notes[0]


LOCKED = f"<manifest {ODF}><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Ice.", "is damaged"),
        (zipped({"a": "b"}), "has no content.xml"),
        (zipped({"content.xml": "<a"}), "is no XML"),
        (zipped({"content.xml": "<a/>"}), "has no text in it"),
        (odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": LOCKED}), "locked with a password"),
        (odt(""), "no text to say"),
    ],
)
def test_an_opendocument_text_that_cannot_be_read_is_refused(data: bytes, problem: str) -> None:
    """In words."""
    with pytest.raises(StoryError, match=problem):
        book_of_odt(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Ice.", "is damaged"),
        (b"<html/>", "no FictionBook"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><FictionBook>&b;</FictionBook>', "declares entities"),
        (fb2(""), "no text to say"),
    ],
)
def test_a_fictionbook_that_cannot_be_read_is_refused(data: bytes, problem: str) -> None:
    """In words."""
    with pytest.raises(StoryError, match=problem):
        book_of_fb2(data)


def test_what_styles_of_an_opendocument_text_mean() -> None:
    """Hidden, in italics by a style that it is based on, verse, the title; words to read a word by are not said."""
    styles = (
        '<style:style style:name="T1" style:parent-style-name="Emphasis"/>'
        '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="P1" style:parent-style-name="Verse"/>'
        '<style:style style:name="P2" style:parent-style-name="Title"/>'
    )
    body = (
        '<text:p text:style-name="P2">The Ferry</text:p>'
        '<text:p>So <text:span text:style-name="T1">cold</text:span><text:span text:style-name="T2">!!!</text:span> it '
        "is, <text:ruby><text:ruby-base>ice</text:ruby-base><text:ruby-text>AIS</text:ruby-text></text:ruby>.</text:p>"
        '<text:p text:style-name="P1">Ice,<text:line-break/>ice.</text:p>'
    )
    book = book_of_odt(odt(body, styles, meta="<dc:title>draft</dc:title>"))
    assert book.title == "The Ferry"
    assert [(p.text, p.form) for p in paragraphs_of(book)[1:]] == [
        ("So cold it is, ice.", Form.PROSE),
        ("Ice,\nice.", Form.VERSE),
    ]
    assert [p.text[span.start : span.end] for p in paragraphs_of(book) for span in p.italics] == ["cold"]
    assert {(item.text, item.reason) for item in book.left_out} == {
        ("!!!", "hidden in the book"),
        ("AIS", "a reading aid (ruby)"),
    }


@pytest.mark.parametrize(
    "style", ['style:master-page-name="Right"', 'style:parent-style-name="Standard" style:master-page-name="x"']
)
def test_a_page_style_begins_a_page(style: str) -> None:
    """As LibreOffice writes a break with a style."""
    long = "The ice came nearer. " * 50
    body = f"<text:p>{long}</text:p>" * 3 + f'<text:p text:style-name="P1">{long}</text:p>'
    assert len(book_of_odt(odt(body, f'<style:style style:name="P1" {style}/>')).chapters) == 2


def test_titles_of_notes_in_a_fictionbook_go_with_the_notes() -> None:
    """They are no title page."""
    notes = '<body name="notes"><title><p>Notes</p></title><section><p>A note.</p></section></body>'
    book = book_of_fb2(fb2("<section><p>Ice.</p></section>", rest=notes))
    assert [(item.text, item.reason) for item in book.left_out] == [("Notes\nA note.", "notes")]


def test_stars_in_a_subtitle_part_scenes() -> None:
    """As FictionBooks write them."""
    book = book_of_fb2(fb2("<section><p>Ice.</p><subtitle>* * *</subtitle><p>Wind.</p></section>"))
    assert [(p.text, p.starts_scene) for p in paragraphs_of(book)] == [("Ice.", False), ("Wind.", True)]
