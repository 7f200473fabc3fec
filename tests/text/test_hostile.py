"""Files made to do harm, small ones: each is refused in words or gives its own words, within seconds."""

import os
from pathlib import Path

import pytest

from audiobook.errors import AudiobookError
from audiobook.text.read import read_book
from tests.helpers import texts_of
from tests.text.epubs import CONTAINER, epub, nav, package, page

LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
GOOD = "<p>It was a good day.</p>"
SECONDS = 30.0
"""Of a processor, here and in the child: a clock would tell how busy the machine is."""


def cpu_s() -> float:
    """Give the seconds that this process and the children it has seen end have computed."""
    return sum(os.times()[:4])


def bomb() -> bytes:
    """Give a book of 70 MB in 70 kB."""
    return epub({"a.xhtml": f"<p>{'A' * (70 << 20)}</p>"})


REFUSED: dict[str, bytes] = {
    "bomb.epub": bomb(),
    "laughs.epub": epub({"a.xhtml": page("<p>&j;</p>").replace("<!DOCTYPE html>", LAUGHS)}),
    "deep.epub": epub({"a.xhtml": "<div>" * 100_000 + GOOD + "</div>" * 100_000}),
    "deep.html": b"<b><i><div>" * 30_000 + b"text",
    "escape.epub": epub({"a.xhtml": GOOD}, files={"META-INF/container.xml": CONTAINER.replace("OPS/", "../../")}),
    "empty.epub": epub({"a.xhtml": "<p>&#160;</p>"}),
    "blank.txt": " \u00a0\u200b\n".encode() * 1_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_harm_is_refused_in_words(name: str, tmp_path: Path) -> None:
    """With what is wrong and what to do, and soon."""
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    began = cpu_s()
    with pytest.raises(AudiobookError) as error:
        read_book(path)
    assert cpu_s() - began < SECONDS
    assert error.value.problem.startswith(str(path))
    assert error.value.hint
    assert len(error.value.problem) < 1_000


def secrets(folder: Path) -> dict[str, bytes]:
    """Give books that ask for a file of the listener, in every way there is."""
    secret = folder / "secret.txt"
    secret.write_text("CANARY")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    up = "../" * 24 + str(secret).lstrip("/")
    item = f'<item id="x" href="{up}" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="x"/><itemref idref="a.xhtml"/>'
    pages = {"a.xhtml": GOOD}
    return {
        "entity.epub": epub({"a.xhtml": page(f"{GOOD}<p>&e;</p>").replace("<!DOCTYPE html>", declared)}),
        "title.epub": epub(pages, declared + package(pages, "<dc:title>T &e;</dc:title>")),
        "href.epub": epub(pages, package(pages, items=item, spine=spine)),
        "sheet.epub": epub({"a.xhtml": page(GOOD, f'<link rel="stylesheet" href="{secret.as_uri()}"/>')}),
        "names.epub": epub(pages, files={"../../../PWNED": "x", str(folder / "PWNED"): "x", "C:\\PWNED": "x"}),
        "toc.epub": epub({"nav.xhtml": nav(f"{up} One", "http://127.0.0.1:9/x Two"), **pages}),
        "deep-toc.epub": epub({"nav.xhtml": nav().replace("<ol>", "<ol><li>" * 5_000), **pages}),
    }


def test_no_file_is_opened_but_the_story(tmp_path: Path) -> None:
    """What it asks for is not there, its own words are, and nothing is written."""
    books = secrets(tmp_path)
    for name, data in books.items():
        (tmp_path / name).write_bytes(data)
        book = read_book(tmp_path / name)
        assert texts_of(book) == ["It was a good day."], name
        assert "CANARY" not in repr(book)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*books, "secret.txt"])


@pytest.mark.parametrize(
    "body",
    [
        "<p>" * 200 + "word " * 20_000 + "</p>" * 200,
        "<div class='ads'>" * 200 + "word " * 20_000 + "</div>" * 200,
        "<sup><a href='#x'>" * 100 + "word " * 20_000 + "</a></sup>" * 100,
        "<p>a</p>" * 50_000,
        "<i>" * 200 + "a" * 500_000 + "</i>" * 200,
        "<p>" + "<br/>" * 100_000 + "a</p>",
        "<p>a" + "&#160;" * 200_000 + "b</p>",
        "<p>" + "\u0301" * 200_000 + "b</p>",
        "<style>" + "/*" * 200_000 + "@a" * 100_000 + "{" * 50_000 + "</style><p>a</p>",
        "<table>" + "<tr><td>a</td></tr>" * 30_000 + "</table>",
        "<a id='x' href='#x'><sup>1</sup></a>" * 30_000 + "<p>a</p>",
        "<!--" * 50_000 + "--><p>a</p>",
    ],
    ids=range(12),
)
@pytest.mark.parametrize("name", ["x.epub", "x.html"])
def test_no_page_takes_long(body: str, name: str, tmp_path: Path) -> None:
    """Patterns and walks are linear in what they look at, however it is nested and repeated."""
    path = tmp_path / name
    path.write_bytes(epub({"a.xhtml": page(body)}) if name == "x.epub" else body.encode())
    began, problem = cpu_s(), ""
    try:
        read_book(path)
    except AudiobookError as error:
        problem = error.problem
    assert not [limit for limit in ("takes more than", "signal", "memory") if limit in problem]
    assert cpu_s() - began < SECONDS
