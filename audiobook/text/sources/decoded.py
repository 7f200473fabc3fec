"""Bytes of a text file -> its characters, whatever wrote it."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import check_length
from audiobook.text.sources.charsets import likely_charset, name_of_charset

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_MAX_NUL_SHARE: Final = 0.2
"""A text may have caught some zero bytes; a file that is a fifth zeros is UTF-16, or no text."""

_ENOUGH_CONTROLS: Final = 16
_MAX_CONTROL_SHARE: Final = 0.05
"""What is compressed (a picture, a .docx) has a tenth of them, and hardly any zero bytes."""


_DECLARED: Final = {
    "iso-8859-1": "cp1252",  # as browsers have it
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    **dict.fromkeys(
        (
            "windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1257 iso-8859-2 iso-8859-5 "
            "iso-8859-7 iso-8859-15 koi8-r koi8-u macintosh shift_jis euc-jp gb2312 gbk gb18030 big5 euc-kr"
        ).split(),
        "",
    ),
}
"""Charsets that a page may say it has -> Python's name for them, where it is another. UTF-7 is none: it hides marks."""
_ACCENTS: Final = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_COMBINING: Final = re.compile(rf"({_ACCENTS}{{{LIMITS.combining}}}){_ACCENTS}+")
"""Accents upon accents, which no language has."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, in NFC and with newlines, and what a person should know of how it was read."""

    text: str
    notes: tuple[str, ...]


def decode(data: bytes, place: str, declared: str = "") -> Decoded:
    """Find the charset from the whole file and decode it.

    A byte-order mark decides; else strict UTF-8; else UTF-16 without a mark, known by its zero bytes; else the charset
    that the file declares (a page's `<meta charset>`), if we know it; else the likeliest of some, which the notes then
    say: mostly Windows cp1252.
    A sniff at the beginning is not enough: novels exist whose first byte outside ASCII comes after 170,000 others.
    Control characters become spaces, so that offsets stay. Raises StoryError for what is no text.
    """
    if len(data) > LIMITS.file_bytes:
        raise StoryError(f"{place} is larger than {LIMITS.file_bytes // 1_000_000} MB", hint="is it really a story?")
    text, notes = _decode(data, place, declared.lower())
    check_length(len(text), place)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    n_zeros = text.count("\0")
    text, n_controls = _CONTROL.subn(" ", text)
    if n_controls - n_zeros > max(_ENOUGH_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        raise _no_text(place)
    if n_controls:
        notes = (*notes, f"{place}: {n_controls} control characters are read as spaces")
    text, n_heaps = _COMBINING.subn(r"\1", text)
    if n_heaps:
        notes = (*notes, f"{place}: where more than {LIMITS.combining} accents stood on a letter, the rest are dropped")
    return Decoded(text, notes)


def without_controls(text: str) -> str:
    """Give text with a space for each control character: files write them as references too (`&#27;`)."""
    return _CONTROL.sub(" ", text)


def _decode(data: bytes, place: str, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], charset, place), ()
    if data.count(0) > _MAX_NUL_SHARE * len(data):
        return _without_mark(data, place)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if declared in _DECLARED:
            return _strict(data, _DECLARED[declared] or declared, place), ()
        line = data.count(b"\n", 0, error.start) + 1
        charset = likely_charset(data)
        guess = f"not UTF-8, so it is read as {name_of_charset(charset)}"
        note = f"{place}:{line}: {guess}: check the accents and quotation marks"
        # the five bytes that cp1252 leaves open are controls in Latin-1, and become spaces like all controls
        return data.decode(charset, errors="latin1_gaps"), (note,)


def _without_mark(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    """Tell UTF-16 without a mark from a binary file: Western text has its zero bytes on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    charset = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > 0.5 * len(data) / 2 and min(even, odd) < 0.05 * len(data) / 2:
        return _strict(data, charset, place), (f"{place}: read as {charset.upper()}, which it does not say itself",)
    raise _no_text(place)


def _no_text(place: str) -> StoryError:
    return StoryError(f"{place} is not a text file", hint="save it as plain text or Markdown in UTF-8")


def _strict(data: bytes, charset: str, place: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        hint = "open it in an editor and save it as UTF-8"
        raise StoryError(f"{place} is damaged: byte {error.start:,} is no {charset.upper()}", hint=hint) from None


def _fill_gap(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin1_gaps", _fill_gap)
