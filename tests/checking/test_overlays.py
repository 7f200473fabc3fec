import zipfile
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.epub_file import clock_s
from audiobook.checking.overlays import check_epub
from audiobook.checking.safe_xml import UnsafeXmlError, parse_xml
from tests.formats.editions import a_chapter, length_s

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata>
<meta property="media:duration" refines="#o1">1.25s</meta>
<meta property="media:duration" refines="#o2">0:00:02.000</meta>
<meta property="media:duration">3250ms</meta>
<meta property="media:active-class">now</meta>
</metadata><manifest>
<item id="cover" href="cover.xhtml"/>
<item id="one" href="one.xhtml" media-overlay="o1"/><item id="o1" href="smil/one.smil"/>
<item id="two" href="two%20b.xhtml" media-overlay="o2"/><item id="o2" href="smil/two.smil"/>
<item id="notes" href="notes.xhtml"/><item id="s" href="one.m4a"/>
</manifest><spine>
<itemref idref="cover"/><itemref idref="one"/><itemref idref="two"/><itemref idref="notes" linear="no"/>
</spine></package>"""
PAGE = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body>{}</body></html>"""
SMIL = '<smil xmlns="http://www.w3.org/ns/SMIL"><body><seq>{}</seq></body></smil>'
PAR = '<par><text src="../{}"/><audio src="../one.m4a" clipBegin="{}" clipEnd="{}"/></par>'


def a_good_epub() -> dict[str, str | bytes]:
    """Give the files of a sound EPUB by somebody else: two pages with sound, a cover, and notes beside them."""
    chapter = a_chapter()
    assert length_s(chapter) > 3.25
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/cover.xhtml": PAGE.format('<img src="cover.jpg" alt="Cover"/>'),
        "OPS/one.xhtml": PAGE.format('<p id="a">One.</p><p id="b">Two.</p>'),
        "OPS/two b.xhtml": PAGE.format('<p id="a">Three.</p>'),
        "OPS/notes.xhtml": PAGE.format("<p>Nobody reads this out.</p>"),
        "OPS/smil/one.smil": SMIL.format(
            PAR.format("one.xhtml#a", "0s", "500ms") + PAR.format("one.xhtml#b", "0.5s", "0:00:01.25")
        ),
        "OPS/smil/two.smil": SMIL.format(PAR.format("two%20b.xhtml#a", "1.25s", "3.25s")),
        "OPS/one.m4a": chapter.sound["m4a"].read_bytes(),
    }


def zipped(files: Mapping[str, str | bytes], folder: Path) -> Path:
    """Write files as an EPUB."""
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def found(path: Path) -> list[str]:
    """Give what is wrong with an EPUB, each finding as one line; all of them say where it is and what to do."""
    findings = list(check_epub(path))
    for finding in findings:
        assert finding.check == "overlays"
        assert finding.place.startswith(str(path))
        assert finding.hint
    return [f"{finding.place.removeprefix(str(path))} {finding.problem}" for finding in findings]


def test_a_sound_one_has_no_finding(tmp_path: Path) -> None:
    """Nothing is said against a good book, whichever clock values, folders and names it has."""
    assert found(zipped(a_good_epub(), tmp_path)) == []


BOOK, ONE, ONE_SMIL, TWO_SMIL = "OPS/book.opf", "OPS/one.xhtml", "OPS/smil/one.smil", "OPS/smil/two.smil"
SPOILED = {
    "no overlay": (BOOK, ' media-overlay="o2"', "", "OPS/two b.xhtml its text is not read aloud"),
    "notes in the reading order": (BOOK, ' linear="no"', "", "OPS/notes.xhtml its text is not read aloud"),
    "no active class": (BOOK, "media:active-class", "media:other", "names no class for what is being read"),
    "no duration": (BOOK, 'refines="#o2"', 'refines="#x"', "does not say how long OPS/smil/two.smil is"),
    "wrong duration": (BOOK, "0:00:02.000", "0:00:02.100", "last 2.100 s, its clips 2.00 s"),
    "no total": (BOOK, ">3250ms<", "><", "does not say how long the whole book is"),
    "wrong total": (BOOK, "3250ms", "3300ms", "whole book is said to last 3.300 s, its overlays 3.250 s"),
    "missing id": (ONE, 'id="b"', 'id="x"', "1 of 2 clips have words that are not there"),
    "words of another page": (TWO_SMIL, "two%20b.xhtml#a", "one.xhtml#a", "have words that are not there"),
    "no words": (TWO_SMIL, '<text src="../two%20b.xhtml#a"/>', "", "have words that are not there"),
    "words out of order": (ONE, '"a">One.</p><p id="b">', '"b">One.</p><p id="a">', "not in the order of the text"),
    "words twice": (ONE_SMIL, "one.xhtml#b", "one.xhtml#a", "1 of 2 clips are not in the order of the text"),
    "missing sound": (TWO_SMIL, "one.m4a", "two.m4a", "have a sound that is not in the EPUB"),
    "no sound": (
        ONE_SMIL,
        '<audio src="../one.m4a" clipBegin="0s" clipEnd="500ms"/>',
        "",
        "1 of 2 clips have no sound",
    ),
    "sound on the web": (TWO_SMIL, "../one.m4a", "https://example.org/one.m4a", "a sound that is not in the EPUB"),
    "sound outside": (TWO_SMIL, "../one.m4a", "../../../../etc/passwd", "a sound that is not in the EPUB"),
    "no times": (TWO_SMIL, ' clipBegin="1.25s"', "", "1 of 1 clips have no times"),
    "no clock value": (TWO_SMIL, "3.25s", "soon", "1 of 1 clips have no times"),
    "backwards": (TWO_SMIL, "1.25s", "4.25s", "1 of 1 clips end before they begin"),
    "nothing heard": (TWO_SMIL, "1.25s", "3.25s", "1 of 1 clips end before they begin"),
    "overlap": (ONE_SMIL, '"0.5s"', '"0.4s"', "1 of 2 clips begin before the one before has ended"),
    "past the end": (TWO_SMIL, "3.25s", "60s", "1 of 1 clips end after the sound has ended"),
    "empty overlay": (TWO_SMIL, "par", "div", "OPS/smil/two.smil it has no clips"),
    "no such overlay": (BOOK, "smil/two.smil", "smil/no.smil", "OPS/smil/no.smil it is not in the EPUB"),
    "no such package": ("META-INF/container.xml", "book.opf", "other.opf", "OPS/other.opf it is not in the EPUB"),
    "package outside": ("META-INF/container.xml", BOOK, "../../etc/passwd", "it is not in the EPUB"),
    "no package": ("META-INF/container.xml", "<rootfile ", "<other ", "it names no package document"),
    "broken XML": (ONE, "</body>", "", "OPS/one.xhtml it is not well-formed XML"),
}


@pytest.mark.parametrize(("name", "old", "new", "told"), SPOILED.values(), ids=SPOILED)
def test_each_spoiling_is_found(name: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    """What readers stumble over and epubcheck lets pass is named, with the file it is in."""
    files = a_good_epub()
    text = files[name]
    assert isinstance(text, str)
    assert old in text
    files[name] = text.replace(old, new)
    assert any(told in line for line in found(zipped(files, tmp_path)))


def test_a_clip_may_end_as_late_as_the_sound(tmp_path: Path) -> None:
    """The very end of a sound is still in it; a tenth of a second later is not."""
    length = Decimal(str(round(length_s(a_chapter()), 3)))
    for late_s, n_findings in ((Decimal(0), 0), (Decimal("0.1"), 1)):
        files = a_good_epub()
        end_s = length + late_s
        files["OPS/smil/two.smil"] = SMIL.format(PAR.format("two%20b.xhtml#a", "1.25s", f"{end_s}s"))
        duration_s = end_s - Decimal("1.25")
        package = PACKAGE.replace("0:00:02.000", f"{duration_s}s").replace("3250ms", f"{end_s}s")
        files["OPS/book.opf"] = package
        assert len(found(zipped(files, tmp_path))) == n_findings


def test_a_sound_that_is_none_is_found(tmp_path: Path) -> None:
    """A file that no player takes is told from one that is not there."""
    told = found(zipped({**a_good_epub(), "OPS/one.m4a": b"not a sound " * 100}, tmp_path))
    assert len(told) == 2
    assert all("have a sound that nobody can play" in line for line in told)


def test_one_overlay_may_serve_two_pages(tmp_path: Path) -> None:
    """The standard lets pages share an overlay; its clips then go through both in turn."""
    files = a_good_epub()
    files["OPS/smil/one.smil"] = SMIL.format(
        PAR.format("one.xhtml#a", "0s", "0.5s")
        + PAR.format("one.xhtml#b", "0.5s", "1.25s")
        + PAR.format("two%20b.xhtml#a", "1.25s", "3.25s")
    )
    shared = PACKAGE.replace('media-overlay="o2"', 'media-overlay="o1"').replace(">1.25s<", ">3.25s<")
    files["OPS/book.opf"] = shared
    assert found(zipped(files, tmp_path)) == []


def test_a_silent_ebook_is_told_so_once(tmp_path: Path) -> None:
    """Where nothing is read aloud there is one finding, not one a page."""
    silent = PACKAGE.replace(' media-overlay="o1"', "").replace(' media-overlay="o2"', "")
    (told,) = found(zipped({**a_good_epub(), "OPS/book.opf": silent}, tmp_path))
    assert "nothing in it is read aloud" in told


# ------------------------------------------------------------------------------------------------------- hostile files


def test_what_is_no_zip_is_a_finding(tmp_path: Path) -> None:
    """No file, an empty one, a text, half a book: one finding in words, no traceback."""
    whole = zipped(a_good_epub(), tmp_path).read_bytes()
    for i, content in enumerate((None, b"", b"Call me Ishmael.", whole[: len(whole) // 2])):
        path = tmp_path / f"{i}.epub"
        if content is not None:
            path.write_bytes(content)
        (told,) = found(path)
        assert "it is no zip file" in told


def test_a_zip_without_a_book_is_a_finding(tmp_path: Path) -> None:
    """Any other zip file has no container."""
    (told,) = found(zipped({"readme.txt": "Hello."}, tmp_path))
    assert told == ": META-INF/container.xml it is not in the EPUB"


@pytest.mark.parametrize("name", ["../../outside.xhtml", "/etc/cron.d/job", "OPS/../../x", "OPS\\..\\x"])
def test_names_that_lead_out_are_a_finding(name: str, tmp_path: Path) -> None:
    """A name that would be written elsewhere on unpacking is pointed out."""
    (told,) = found(zipped({**a_good_epub(), name: "x"}, tmp_path))
    assert "leads out of the EPUB" in told


def test_a_huge_page_is_a_finding(tmp_path: Path) -> None:
    """A page that unpacks to more than a page can be is not unpacked."""
    (told,) = found(zipped({**a_good_epub(), "OPS/one.xhtml": b" " * (33 << 20)}, tmp_path))
    assert "larger than 32 MB" in told


def test_a_sound_that_is_a_bomb_is_a_finding(tmp_path: Path) -> None:
    """Nor is a sound that is next to nothing packed."""
    (told,) = found(zipped({**a_good_epub(), "OPS/one.m4a": bytes(64 << 20)}, tmp_path))
    assert "64 MB packed into" in told


def test_damage_is_a_finding(tmp_path: Path) -> None:
    """Bytes that were changed after packing are noticed by their checksum."""
    path = zipped(a_good_epub(), tmp_path)
    data = bytearray(path.read_bytes())
    at = data.index(b"OPS/one.xhtml") + len("OPS/one.xhtml") + 5
    data[at] ^= 0xFF
    path.write_bytes(data)
    (told,) = found(path)
    assert "OPS/one.xhtml it cannot be unpacked" in told


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
FILE = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"""


@pytest.mark.parametrize("text", [BOMB, FILE])
def test_entities_are_refused(text: str, tmp_path: Path) -> None:
    """Neither a few lines that stand for gigabytes nor a file of this machine is read in."""
    with pytest.raises(UnsafeXmlError, match="entity of its own"):
        parse_xml(text.encode())
    (told,) = found(zipped({**a_good_epub(), "OPS/smil/one.smil": text}, tmp_path))
    assert "OPS/smil/one.smil it defines an entity of its own (a)" in told


def test_a_million_elements_are_refused() -> None:
    """A tree that would fill the memory is not built."""
    with pytest.raises(UnsafeXmlError, match="million elements"):
        parse_xml(b"<x>" + b"<a/>" * 1_000_001)


@given(
    st.binary(max_size=200) | st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: f"<a>{text}".encode())
)
def test_any_bytes_are_xml_or_refused(data: bytes) -> None:
    """Whatever the bytes, there is a tree or a reason, and no other failure."""
    with suppress(UnsafeXmlError):
        assert parse_xml(data).tag


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_any_damage_to_the_sound_is_no_crash(at: int, junk: bytes) -> None:
    """A sound whose first bytes are anything is played, or named."""
    sound = bytearray(a_chapter().sound["m4a"].read_bytes())
    sound[at : at + len(junk)] = junk
    with TemporaryDirectory() as folder:
        found(zipped({**a_good_epub(), "OPS/one.m4a": bytes(sound)}, Path(folder)))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5:34:31.396", "20071.396"), ("124:59:36", "449976"), ("0:05:01.2", "301.2"), ("09:58", "598"),
        ("00:56.78", "56.78"), ("76.2s", "76.2"), ("7.75h", "27900"), ("13min", "780"), ("2345ms", "2.345"),
        ("12.345", "12.345"),
    ],
)  # fmt: skip
def test_clock_values_are_those_of_the_standard(value: str, seconds: str) -> None:
    """The examples of EPUB 3.3 (appendix on clock values) mean what it says."""
    assert clock_s(value) == Decimal(seconds)


@pytest.mark.parametrize("value", ["", "soon", "-1s", "1:2:3:4", "0:99:00", "1:00s", "NaN", "1e3s", "١s"])
def test_other_words_are_no_clock_values(value: str) -> None:
    """What no reader is sure to take is not guessed at."""
    assert clock_s(value) is None
