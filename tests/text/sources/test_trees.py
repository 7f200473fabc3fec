import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.html_tree import parse_html
from audiobook.text.sources.tree import Element
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml


def xml(text: str) -> Element:
    """Parse XML."""
    return parse_xml(text.encode(), "x.xml")


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<?xml version='1.0' encoding='utf-8'?>\n",
        "<!DOCTYPE html>",
        "<!-- <!DOCTYPE x> --><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' \"http://127.0.0.1:9/x.dtd\">",
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd"> <!-- ]> --> <!ELEMENT a (b)>]>',
        '<!DOCTYPE html [<!ENTITY % e PUBLIC "x" "file:///etc/passwd"> %e;]>',
    ],
)
def test_a_doctype_is_taken_away_whatever_is_in_it(head: str) -> None:
    """Nothing is fetched, no entity of its own has a text."""
    assert xml(f"{head}<html><p>a&e;b</p></html>").words() == "ab"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE html [<!ENTITY a "lol">]>',
        "<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'>]>",
        '<!DOCTYPE html [<!ENTITY % a "lol">]>',
        "<!DOCTYPE html [" + "<!ELEMENT a (b)>" * 10_000 + "]>",
        "<!DOCTYPE html [",
        "<!DOCTYPE a>" * 9,
    ],
)
def test_declared_entities_are_refused(head: str) -> None:
    """They are how a kilobyte becomes a gigabyte."""
    with pytest.raises(StoryError):
        xml(f"{head}<html>&a;</html>")


def test_names_of_html_are_known_and_stay_text() -> None:
    """&lt; is a character, not a tag."""
    root = xml("<p>caf&eacute; &lt;b&gt; &amp;amp; &AMP; &nosuchname; &#x41; &ldquo;</p>")
    assert root.words() == "café <b> &amp; & A “"


def test_attributes_lose_their_namespaces_but_for_two() -> None:
    """`type` would mean something else."""
    root = xml(
        '<a xmlns:epub="http://www.idpf.org/2007/ops" xmlns:s="http://www.w3.org/2001/10/synthesis" xmlns:q="urn:q" '
        'epub:type="x y" s:ph="z" q:r="1" xml:lang="en"/>'
    )
    assert root.attributes == {"epub:type": "x y", "ssml:ph": "z", "r": "1", "lang": "en"}
    assert root.types == {"x", "y"}


@pytest.mark.parametrize("text", ["", "no", "<a>", "<a></b>", "<a>&</a>", "<a/><b/>", "<a b=c/>"])
def test_what_is_no_xml_is_told_apart(text: str) -> None:
    """So that a page may be read as HTML instead."""
    with pytest.raises(BadXmlError):
        xml(text)


def test_deep_xml_is_refused() -> None:
    """It would end a parser's stack."""
    depth = LIMITS.depth
    assert xml("<a>" * depth + "x" + "</a>" * depth).words() == "x"
    with pytest.raises(StoryError, match="deep"):
        xml("<a>" * (depth + 1) + "</a>" * (depth + 1))


def test_xml_says_its_charset() -> None:
    """UTF-8 if it is that, else what the declaration says, else UTF-16 by its mark."""
    text = "<?xml version='1.0' encoding='{}'?><a>Привет</a>"
    for said, written in (("utf-8", "utf-8"), ("koi8-r", "koi8-r"), ("windows-1251", "cp1251"), ("utf-16", "utf-16")):
        assert parse_xml(text.format(said).encode(written), "x").words() == "Привет"


def test_html_is_read_as_browsers_do() -> None:
    """Unclosed paragraphs, attributes without values, text beside elements."""
    root = parse_html("<!doctype html><p hidden class=A>one<p>two<b>three</b>four<!-- no -->", "x.html")
    found = list(root.find_all("p"))
    assert [p.words() for p in found] == ["one", "twothreefour"]
    assert found[0].attributes == {"hidden": "", "class": "A"}
    assert found[0].classes == ("a",)


def test_deep_html_loses_no_words() -> None:
    """What is too deep is lifted; a page that would take minutes is refused within a second."""
    n_deep = LIMITS.depth * 3
    root = parse_html("<b>x<div>" * n_deep + "end", "x.html")
    assert "".join(root.words().split()) == "x" * n_deep + "end"
    assert _depth(root) <= LIMITS.depth + 1
    began = time.process_time()
    with pytest.raises(StoryError, match="deep"):
        parse_html("<b><i><div>" * 30_000 + "text", "x.html")
    assert time.process_time() - began < 5


def _depth(element: Element) -> int:
    return 1 + max((_depth(child) for child in element.elements()), default=0)


@given(st.text(alphabet="<>/ab p&;=\"'![]-") | st.text())
def test_any_text_is_a_page_or_refused(text: str) -> None:
    """No crash, and no recursion without an end."""
    assert parse_html(text, "x").tag == "html"
    try:
        assert xml(text).tag
    except (BadXmlError, StoryError):
        return
