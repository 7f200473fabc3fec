import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.text.limits import Limits
from audiobook.text.sources import decoded
from audiobook.text.sources.charsets import likely_charset, name_of_charset
from audiobook.text.sources.decoded import Decoded, decode

STORY = "Café — “Ångström” cost 5 €.\n" * 3


def decoded_of(data: bytes) -> Decoded:
    """Decode a file called x.txt."""
    return decode(data, "x.txt")


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_what_a_file_says_of_itself_is_believed(mark: bytes, charset: str) -> None:
    """A byte-order mark decides and is not part of the text; there is nothing to tell a person."""
    assert decoded_of(mark + STORY.encode(charset)) == Decoded(STORY, ())


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(charset: str) -> None:
    """And the guess is told."""
    found = decoded_of(STORY.encode(charset))
    assert found.text == STORY
    assert found.notes == (f"x.txt: read as {charset.upper()}, which it does not say itself",)


def test_what_is_not_utf_8_is_windows_text_and_that_is_told_with_its_line() -> None:
    """The first byte outside ASCII may come after a whole novel."""
    found = decoded_of(b"plain\n" * 50_000 + b"Caf\xe9 \x93x\x94 \x81\n")
    assert found.text.endswith("Café “x”  \n")
    assert found.notes[0].startswith("x.txt:50001: not UTF-8")
    assert found.notes[1] == "x.txt: 1 control characters are read as spaces"


@pytest.mark.parametrize(
    ("written", "read"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\n\nb"), ("a\u0301", "á")]
)
def test_line_ends_and_accents_have_one_form(written: str, read: str) -> None:
    """Whatever system wrote the file: newlines, and NFC."""
    assert decoded_of(written.encode()) == Decoded(read, ())


def test_control_characters_become_spaces_and_that_is_told() -> None:
    """Offsets stay; nothing reaches an engine that could command it."""
    found = decoded_of("a\0b\x01c\x1bd\ufeffe\x7ff\ty\n".encode())
    assert found.text == "a b c d e f\ty\n"
    assert found.notes == ("x.txt: 5 control characters are read as spaces",)


def random_bytes(n: int) -> bytes:
    """Give what compressed data looks like."""
    return random.Random(1).randbytes(n)  # noqa: S311 - no secret


@pytest.mark.parametrize(
    "data",
    [
        random_bytes(20_000),
        b"\x89PNG\r\n\x1a\n" + random_bytes(5_000),
        b"PK\x03\x04" + random_bytes(5_000),
        b"\x7fELF\x02" + bytes(500) + random_bytes(500),
        bytes(1000),
        STORY.encode("utf-32-le"),
    ],
    ids=["random", "png", "zip", "elf", "zeros", "utf-32 without a mark"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Nobody wants to hear a picture read aloud."""
    with pytest.raises(StoryError, match=r"x\.txt is not a text file"):
        decoded_of(data)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\xff", b"\xff\xfea\0\0\xd8", b"\xff\xfeabc"])
def test_what_is_damaged_is_refused_with_the_byte(data: bytes) -> None:
    """A file that says what it is, and is not, gets no guess."""
    with pytest.raises(StoryError, match=r"x\.txt is damaged: byte \d+ is no UTF-"):
        decoded_of(data)


def test_what_is_far_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred megabytes are no story."""
    monkeypatch.setattr(decoded, "LIMITS", Limits(file_bytes=1_000_000))
    with pytest.raises(StoryError, match="larger than 1 MB"):
        decoded_of(b"a" * 1_000_001)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """What comes out has one kind of line end and no control characters, whatever went in."""
    try:
        text = decoded_of(data).text
    except StoryError:
        return
    assert not {"\r", "\0", "\x1b", "\ufeff"} & set(text)
    text.encode()
    assert decoded_of(b"\xef\xbb\xbf" + text.encode()).text == text


@pytest.mark.parametrize(
    ("text", "charset", "named"),
    [
        ("“I don’t know,” said Anna. “It isn’t here, and he’s late.”\n" * 2, "mac_roman", "Mac Roman"),
        ("“I don’t know,” said Zoë. Café — naïve…\n" * 9, "cp1252", "cp1252"),
        ("Лёд подходил всё ближе каждую ночь, и никто не спал на этом острове.\n" * 2, "cp1251", "cp1251"),
        ("Лёд подходил всё ближе каждую ночь, и никто не спал на этом острове.\n" * 2, "koi8_r", "KOI8-R"),
        ("Лёд подходил всё ближе каждую ночь, и никто не спал на этом острове.\n" * 2, "cp866", "cp866"),
        ("Ο πάγος ερχόταν πιο κοντά κάθε νύχτα και κανείς δεν κοιμόταν.\n" * 2, "cp1253", "cp1253"),
        ("ÁÉÍÓÚ ÀÈÌÒÙ ÄËÏÖÜ ÂÊÎÔÛ", "cp1252", "cp1252"),
        ("Ünlü ÇAĞ".replace("Ğ", "G") + " SÃO JOÃO, CORAÇÕES E AÇÕES\n" * 5, "cp1252", "cp1252"),
    ],
)
def test_the_likeliest_charset_is_tried_and_named(text: str, charset: str, named: str) -> None:
    """By capitals within words, and by the commonest letters of a language."""
    found = decoded_of(text.encode(charset))
    assert found.text == text
    assert named in found.notes[0]


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_have_a_likeliest_charset(data: bytes) -> None:
    """One that Python knows."""
    assert data.decode(likely_charset(data), "replace") is not None
    assert name_of_charset(likely_charset(data))
