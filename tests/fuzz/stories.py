"""Honest stories of every kind of file, small and with something of everything: what is fuzzed is made of them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tests.fuzz.folders import archive_of, folder_of
from tests.text.epubs import LONG, epub, nav, package, page
from tests.text.pdfs import L, pdf
from tests.text.word_files import fb2, odt, raw_word

BOOKS: Final = Path(__file__).parent.parent / "data" / "books"


def books(*suffixes: str) -> Sequence[bytes]:
    """Give the golden books of these kinds."""
    return [path.read_bytes() for path in sorted(BOOKS.glob("*/input.*")) if path.suffix in suffixes]


_BODY: Final = (
    '<h1>The Ferry</h1><p>By <i>Ida Lind</i></p><section epub:type="chapter" id="one"><h2 class="title">One</h2>'
    '<p>It was <em>cold</em>.<a href="#n1"><sup>1</sup></a> “Come in,” said Oskar.<br/>“No.”</p><hr/>'
    '<div class="poem"><p class="stanza">Ice,<br/>and snow.</p></div><blockquote class="letter"><p>Dear Ida,</p>'
    '</blockquote><p>He went to <span lang="de">Köln</span> &amp; back&#160;again &mdash; <b>twice</b>.</p>'
    '<aside epub:type="footnote" id="n1"><p>A note.</p></aside><p hidden="">Never.</p><ul><li>a</li><li>b</li></ul>'
    "<table><tr><td>x</td><td>y</td></tr></table><pre>as  typed</pre><ruby>日<rt>ni</rt></ruby>"
    '<span ssml:ph="ɪdɑː">Ida</span><img src="a.png" alt="a lamp"/><p>* * *</p><p>The end.</p></section>'
)
_OPF: Final = (
    '<dc:title>The Ferry</dc:title><dc:creator id="c">Ida Lind</dc:creator><dc:language>en-GB</dc:language>'
    '<meta property="belongs-to-collection">Ice</meta><dc:description>&lt;p&gt;Cold.&lt;/p&gt;</dc:description>'
)
PLS: Final = (
    '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" xml:lang="en">'
    "<lexeme><grapheme>Oskar</grapheme><phoneme>ˈɔskɑr</phoneme></lexeme>"
    "<lexeme><grapheme>Lind</grapheme><alias>Lint</alias></lexeme></lexicon>"
)


def epubs() -> Sequence[bytes]:
    """Give EPUBs as their files: a rich one, one page, one that is no XML."""
    pages = {
        "nav.xhtml": nav("a.xhtml One", "b.xhtml#x Two"),
        "a.xhtml": _BODY + LONG,
        "b.xhtml": f"<p id='x'>Ice.</p>{LONG}",
    }
    listed = (
        '<item id="l" href="l.pls" media-type="application/pls+xml"/><item id="s" href="s.css" media-type="text/css"/>'
    )
    rich = epub(
        pages,
        package(pages, _OPF, listed, rest='<guide><reference type="cover" href="a.xhtml"/></guide>'),
        {"OPS/l.pls": PLS, "OPS/s.css": ".x{display:none}"},
    )
    return [folder_of(rich), folder_of(epub({"a.xhtml": _BODY})), folder_of(epub({"a.xhtml": page("<p>Ice.", "<x>")}))]


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def docxs() -> Sequence[bytes]:
    """Give Word files as their files."""
    body = (
        _paragraph('<w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The Ferry</w:t></w:r>')
        + _paragraph('<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>One</w:t></w:r>')
        + _paragraph(
            '<w:r><w:t xml:space="preserve">It was </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>cold</w:t></w:r>'
        )
        + _paragraph(
            "<w:r><w:t>Ice</w:t><w:br/><w:t>snow</w:t><w:tab/></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
        )
        + _paragraph('<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r>')
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + _paragraph(
            '<w:r><w:br w:type="page"/></w:r><w:hyperlink><w:r><w:t>“Come in,” said Ida.</w:t></w:r></w:hyperlink>'
        )
    )
    styles = (
        '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:styleId="a"><w:basedOn w:val="b"/>'
        '<w:name w:val="heading 1"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    return [folder_of(raw_word(body, styles=styles, footnotes=notes)), folder_of(raw_word(body, header1="<w:p/>"))]


def odts() -> Sequence[bytes]:
    """Give OpenDocument texts as their files."""
    body = (
        '<text:h text:outline-level="1">One</text:h><text:p text:style-name="B">It was '
        '<text:span text:style-name="I">cold</text:span><text:s text:c="2"/>and<text:line-break/>white.<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note></text:p><text:list>"
        "<text:list-item><text:p>“Come in,” said Ida.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        "</table:table>"
        "<text:table-of-content><text:p>One 1</text:p></text:table-of-content>"
    )
    styles = (
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    return [folder_of(odt(body, styles, "<dc:title>The Ferry</dc:title><dc:language>en</dc:language>"))]


def fb2s() -> Sequence[bytes]:
    """Give FictionBooks."""
    body = (
        "<title><p>The Ferry</p></title><section><title><p>One</p><p>Ice</p></title><epigraph><p>Cold.</p></epigraph>"
        '<p>It was <emphasis>cold</emphasis><a type="note" l:href="#n">1</a>.</p><empty-line/><poem><stanza><v>Ice</v>'
        "<v>Snow</v></stanza></poem><subtitle>* * *</subtitle><cite><p>“Come in,” said Ida.</p></cite></section>"
    )
    info = (
        "<book-title>The Ferry</book-title><author><first-name>Ida</first-name><last-name>Lind</last-name></author>"
        '<lang>en</lang><coverpage><image l:href="#c"/></coverpage><sequence name="Ice" number="1"/>'
    )
    rest = '<body name="notes"><section id="n"><p>A note.</p></section></body><binary id="c">AAAA</binary>'
    return [fb2(body, info, rest), fb2(body, charset="windows-1252")]


@cache
def pdfs() -> Sequence[bytes]:
    """Give PDFs."""
    story: list[L | str] = [
        L("One", size=18),
        "It was cold, and the ice came",
        "nearer to the shore of the is-",
        "land.",
        L("Ida went.", indent=12),
    ]
    return [pdf([story, story], "The Ferry", numbers=True), pdf([["Ice."]])]


def archives() -> Sequence[bytes]:
    """Give all archives as they are."""
    return [archive_of(folder) for folder in (*epubs(), *docxs(), *odts())]


def pages() -> Sequence[bytes]:
    """Give pages of the web."""
    return [*books(".html"), page(_BODY).encode(), f"<html lang=en><body><main>{_BODY}</main>".encode()]
