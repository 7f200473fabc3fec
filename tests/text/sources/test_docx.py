"""Word files: what their styles and marks mean to a listener."""

import re

import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.model import Book, Form
from audiobook.text.chapters import make_book
from audiobook.text.sources.docx import DocxSource
from tests.helpers import book_of, headings_of, ink, paragraphs_of, texts_of, titles_of
from tests.text.word_files import raw_word, word, zipped

LONG = "The ice came nearer and the lamps were lit one after the other along the shore. " * 9


def book_of_word(data: bytes) -> Book:
    """Read a Word file in this process."""
    return make_book(DocxSource().read(data, "x.docx"), "a-tale")


def said(body: str, **more: str) -> list[str]:
    """Give the paragraphs of a body in Word's own XML."""
    return texts_of(book_of_word(raw_word(body, **more)))


def run(text: str, looks: str = "") -> str:
    """Give a run in Word's XML."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, looks: str = "") -> str:
    """Give a paragraph in Word's XML."""
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(runs)}</w:p>"


def test_styles_italics_and_breaks_are_read_as_in_markdown() -> None:
    """One story in two forms gives the same chapters, paragraphs, italics and scenes."""

    def write(document: Document) -> None:
        document.add_heading("Chapter 1", 1)
        first = document.add_paragraph("She thought: ")
        first.add_run("how cold").italic = True
        first.add_run(" it is.")
        document.add_paragraph("* * *")
        lines = document.add_paragraph("The ice is grey,")
        lines.runs[0].add_break()
        lines.add_run("the boat away.")
        document.add_heading("Chapter 2", 1)
        document.add_paragraph("“No,” said Oskar.")

    markdown = (
        "# Chapter 1\n\nShe thought: *how cold* it is.\n\n* * *\n\nThe ice is grey,\nthe boat away.\n\n"
        "# Chapter 2\n\n“No,” said Oskar."
    )
    shape = [(p.kind, p.text, p.italics, p.starts_scene) for p in paragraphs_of(book_of_word(word(write)))]
    assert shape == [(p.kind, p.text, p.italics, p.starts_scene) for p in paragraphs_of(book_of(markdown, "x.md"))]


def test_the_file_says_its_title_author_and_language() -> None:
    """What it states; the paragraph in the style of titles counts more, and what programs write counts nothing."""

    def write(document: Document) -> None:
        document.core_properties.title = "draft 7.docx"
        document.core_properties.author = "Ida Lind;Oskar Berg"
        document.core_properties.language = "sv-SE"
        document.add_paragraph("The Last Ferry", style="Title")
        document.add_paragraph("Ice.")

    book = book_of_word(word(write))
    assert (book.title, book.author, book.language) == ("The Last Ferry", "Ida Lind and Oskar Berg", "sv-se")
    untouched = book_of_word(word(lambda document: document.add_paragraph("Ice.")))
    assert (untouched.title, untouched.author) == ("A tale", "")


def test_headings_are_known_by_outline_level_and_by_styles_based_on_headings() -> None:
    """Whatever the styles are called in the writer's language."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
    )
    body = (
        paragraph(run("Ice"), looks='<w:pStyle w:val="Kapitel"/>')
        + paragraph(run(LONG))
        + paragraph(run("Wind"), looks='<w:outlineLvl w:val="1"/>')
        + paragraph(run(LONG), looks='<w:pStyle w:val="loop"/><w:outlineLvl w:val="9"/>')
    )
    assert titles_of(book_of_word(raw_word(body, styles=styles))) == ["Ice", "Wind"]


def test_without_heading_styles_words_make_headings() -> None:
    """Many write "Chapter 1" in bold and think no further."""

    def write(document: Document) -> None:
        for number in (1, 2):
            document.add_paragraph(f"Chapter {number}")
            document.add_paragraph(LONG)

    assert headings_of(book_of_word(word(write))) == ["Chapter 1", "Chapter 2"]


def test_a_page_break_parts_chapters_that_have_no_headings() -> None:
    """It is more room than any blank lines."""

    def write(document: Document) -> None:
        for _ in range(3):
            document.add_paragraph(LONG)
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph(LONG)

    assert len(book_of_word(word(write)).chapters) == 2


def test_what_is_not_read_is_listed() -> None:
    """Notes, what is deleted or hidden, text boxes, pictures, running heads, fields, lists of contents."""
    body = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('Ice 7'))}</w:sdtContent></w:sdt>"
        + paragraph(
            run("The ice"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            f"<w:del>{run('never').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{run(' came')}</w:ins>",
            run("secret", "<w:vanish/>"),
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "<w:r><w:drawing><docPr descr='A boat'/></w:drawing></w:r>",
            f"<w:r><w:pict><w:txbxContent>{paragraph(run('Buy!'))}</w:txbxContent></w:pict></w:r>",
            run(" nearer."),
        )
    )
    note = paragraph(run("So it was."))
    notes = f'<w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2">{note}</w:footnote>'
    book = book_of_word(raw_word(body, footnotes=notes, header1=paragraph(run("My Novel"))))
    assert texts_of(book) == ["The ice came nearer."]
    assert {(item.reason, item.text) for item in book.left_out} == {
        ("a list of contents", "Ice 7"),
        ("a note", "So it was."),
        ("deleted by its author", "never"),
        ("hidden in the book", "secret"),
        ("a picture", "A boat"),
        ("a text box", "Buy!"),
        ("a running head", "My Novel"),
    }


def test_tables_are_read_row_by_row() -> None:
    """As on a page."""

    def write(document: Document) -> None:
        table = document.add_table(2, 2)
        for n, text in enumerate(("Oskar", "the landing", "Ida", "the school")):
            table.cell(n // 2, n % 2).text = text

    assert texts_of(book_of_word(word(write))) == ["Oskar\nthe landing", "Ida\nthe school"]


def test_a_style_of_verse_or_letters_gives_the_form() -> None:
    """By its name, its parents' too."""
    styles = '<w:style w:type="paragraph" w:styleId="v"><w:name w:val="Poem text"/></w:style>'
    body = paragraph(run("The ice is grey."), looks='<w:pStyle w:val="v"/>') + paragraph(run("It is."))
    forms = [p.form for p in paragraphs_of(book_of_word(raw_word(body, styles=styles)))]
    assert forms == [Form.VERSE, Form.PROSE]


def test_small_marks_among_words() -> None:
    """Tabs, hyphens that do not break, several runs of one word, an empty paragraph with a rule."""
    assert said(
        paragraph(run("The i"), run("ce", "<w:b/>"), "<w:r><w:tab/><w:t>came</w:t><w:noBreakHyphen/></w:r>", run("by."))
        + paragraph(looks="<w:pBdr><w:bottom/></w:pBdr>")
        + paragraph(run("Wind."))
    ) == ["The ice came-by.", "Wind."]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "locked with a password, or from before"),
        (b"Ice.", "is damaged"),
        (zipped({"a": "b"}), "has no word/document.xml"),
        (zipped({"word/document.xml": "<a"}), "is no XML"),
        (zipped({"word/document.xml": "<a/>"}), "has no text in it"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares entities"),
        (zipped({"word/document.xml": "<w>" * 300 + "</w>" * 300}), "nests elements"),
        (raw_word(""), "no text to say"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, problem: str) -> None:
    """In words."""
    with pytest.raises(StoryError, match=problem):
        book_of_word(data)


def test_the_text_is_found_where_the_package_says() -> None:
    """Some programs call it document2.xml."""
    target = '<Relationship Type="x/officeDocument" Target="/word/document2.xml"/>'
    body = paragraph(run("Ice.")).replace("w:", "")
    files = {
        "_rels/.rels": f"<Relationships>{target}</Relationships>",
        "word/document2.xml": f"<document><body>{body}</body></document>",
    }
    data = zipped(files)
    assert texts_of(book_of_word(data)) == ["Ice."]


RUNS = st.sampled_from(
    [
        run("Ice. "),
        run("came", "<w:i/>"),
        run("T"),
        run("Loud", "<w:b/>"),
        run("secret", "<w:vanish/>"),
        "<w:r><w:br/></w:r>",
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:tab/></w:r>",
        f"<w:del>{run('never')}</w:del>",
        '<w:ins><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>ever</w:t></w:r></w:ins>',
        f"<w:hyperlink>{run('there')}</w:hyperlink>",
        f"<w:r><w:pict><w:txbxContent><w:p>{run('Buy')}</w:p></w:txbxContent></w:pict></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ]
)
LOOKS = st.sampled_from(
    [
        "",
        '<w:outlineLvl w:val="0"/>',
        "<w:pageBreakBefore/>",
        "<w:pBdr/>",
        '<w:pStyle w:val="x"/>',
        '<w:framePr w:dropCap="drop"/>',
        '<w:rPr><w:del w:id="1"/></w:rPr>',
        "<w:sectPr/>",
        '<w:jc w:val="center"/>',
    ]
)
PARAGRAPHS = st.builds(lambda runs, looks: paragraph(*runs, looks=looks), st.lists(RUNS, max_size=5), LOOKS)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: (
        st.lists(inner, max_size=4)
        .map("".join)
        .flatmap(
            lambda body: st.sampled_from(
                [body, f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>", f"<w:sdt>{body}</w:sdt>"]
            )
        )
    ),
    max_leaves=8,
)


@given(BLOCKS)
def test_every_letter_of_a_word_file_is_in_one_paragraph_or_left_out(body: str) -> None:
    """The law of reading; only notes come from elsewhere, here an empty one."""
    try:
        book = book_of_word(raw_word(body))
    except StoryError:
        return
    words = re.sub(r"<[^>]*>", "", body)
    assert ink(words) == ink(*texts_of(book), *(item.text for item in book.left_out if item.reason != "scene break"))


def test_a_drop_cap_in_a_frame_is_part_of_the_paragraph_below() -> None:
    """As Word writes it; a word that is one letter keeps its blank, and what nothing follows is said alone."""
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    body = (
        paragraph(run("T"), looks=frame)
        + paragraph(run("he ice."))
        + paragraph(run("A"), looks=frame)
        + paragraph(run(" lamp."))
        + paragraph(run("T"), looks=frame)
    )
    assert said(body) == ["The ice.", "A lamp.", "T"]


def test_a_paragraph_whose_end_is_deleted_goes_on() -> None:
    """In the changes that Word keeps until somebody accepts them."""
    ended = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert said(paragraph(run("The ice"), looks=ended) + paragraph(run(" came."))) == ["The ice came."]


def test_how_something_looked_before_counts_for_nothing() -> None:
    """Changes of looks are kept beside the new ones."""
    old = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="h"/></w:pPr></w:pPrChange>'
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    plain = run("Ice.", '<w:rPrChange w:id="2"><w:rPr><w:i/></w:rPr></w:rPrChange>')
    body = paragraph(plain, looks=f'<w:pageBreakBefore w:val="0"/>{old}') + paragraph(run("Wind."))
    book = book_of_word(raw_word(body, styles=styles))
    assert headings_of(book) == []
    assert [(p.text, p.italics, p.starts_scene) for p in paragraphs_of(book)] == [
        ("Ice.", (), False),
        ("Wind.", (), False),
    ]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "Chapter %1", ["Chapter 1", "Chapter 2 The Lamp"]),
        ("upperRoman", "%1.", ["I.", "II. The Lamp"]),
        ("lowerLetter", "(%1)", ["(a)", "(b) The Lamp"]),
        ("none", "%1", ["Before the first chapter", "The Lamp"]),
    ],
)
def test_the_number_before_a_heading_is_said(form: str, text: str, expected: list[str]) -> None:
    """Word counts, and writes the number nowhere; a heading may be nothing else."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    numbered = '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    body = (
        paragraph(looks=numbered)
        + paragraph(run(LONG))
        + paragraph(run("The Lamp"), looks=numbered)
        + paragraph(run(LONG))
    )
    book = book_of_word(raw_word(body, styles=styles, numbering=numbering))
    assert titles_of(book) == expected


@pytest.mark.parametrize("name", ["Chapter Title", "chapter number", "Chapter", "Prologue Heading", "Heading"])
def test_styles_of_writers_own_are_headings(name: str) -> None:
    """By the names that templates for books give them."""
    styles = f'<w:style w:type="paragraph" w:styleId="c"><w:name w:val="{name}"/></w:style>'
    head = '<w:pStyle w:val="c"/>'
    body = "".join(paragraph(run(title), looks=head) + paragraph(run(LONG)) for title in ("the ice", "the lamp"))
    assert headings_of(book_of_word(raw_word(body, styles=styles))) == ["the ice", "the lamp"]


@pytest.mark.parametrize("looks", ["<w:b/>", ""])
def test_titles_in_bold_or_centred_are_headings(looks: str) -> None:
    """Where a file has no other."""
    centred = "" if looks else '<w:jc w:val="center"/>'
    body = "".join(
        paragraph(run(title, looks), looks=centred) + paragraph(run(LONG)) * 2 for title in ("The Ice", "The Lamp")
    )
    assert headings_of(book_of_word(raw_word(body))) == ["The Ice", "The Lamp"]


def test_a_section_that_begins_a_page_parts_chapters() -> None:
    """As a page break does; a section that goes on does not."""
    page, going_on = "<w:sectPr/>", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    for section, n_chapters in ((page, 2), (going_on, 1)):
        body = paragraph(run(LONG)) * 2 + paragraph(run(LONG), looks=section) + paragraph(run(LONG)) * 3
        assert len(book_of_word(raw_word(body)).chapters) == n_chapters


def test_remarks_in_the_margin_are_listed() -> None:
    """They lie in a file of their own."""
    comments = f"<w:comment>{paragraph(run('Really?'))}</w:comment>"
    book = book_of_word(raw_word(paragraph(run("Ice.")), comments=comments))
    assert [(item.text, item.reason) for item in book.left_out] == [("Really?", "a remark in the margin")]


@pytest.mark.parametrize("account", ["jlind", "DESKTOP-7\\Ida", "ida@example.com"])
def test_an_account_is_no_author(account: str) -> None:
    """The name below the title is."""

    def write(document: Document) -> None:
        document.core_properties.author = account
        for text in ("The Ferry", "by Ida Lind", "Ice."):
            document.add_paragraph(text)

    assert book_of_word(word(write)).author == "Ida Lind"
