"""The lines of a PDF's pages with where they stand and how large they are, by pypdf. Pure: the file is bytes."""

import io
import math
import re
import struct
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from audiobook.errors import StoryError
from audiobook.model import Span
from audiobook.text.limits import LIMITS
from audiobook.text.sources.decoded import without_controls
from audiobook.text.sources.running import Line

if TYPE_CHECKING:
    from pypdf import PdfReader

_LIGATURES: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_CONTROLS: Final = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}
_ITALIC: Final = re.compile(r"ital|obliq", re.IGNORECASE)
_BOLD: Final = re.compile(r"bold|black|heavy", re.IGNORECASE)
_BLANK: Final = 0.25
"""Width of a blank, in heights of the letters: Times has 0.25, Helvetica 0.28."""
_NO_SIZE: Final = 1.0
"""Of letters that are drawn with no size at all, in points."""
_MUCH: Final = 0.25
"""Share of a line's characters."""
_MOST_OUTLINE: Final = 2_000
_DAMAGED: Final = "open it in a PDF viewer and print it into a new PDF, or get the story in another form"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page, without its blank edges."""

    text: str
    page: int
    """From 0."""
    x: float
    """Of its left end, in points from the left edge."""
    y: float
    """Of its foot, in points from the lower edge."""
    size: float
    """Of its letters, in points."""
    italics: tuple[Span, ...] = ()
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one instruction of a page draws."""

    text: str
    x: float
    y: float
    size: float
    font: str
    """Its name: "TimesNewRoman-BoldItalic"."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """All that a PDF says."""

    pages: tuple[tuple[PdfLine, ...], ...]
    outline: tuple[tuple[str, int, int], ...]
    """Title, page from 0, and level from 1 of what its own list of contents names."""
    title: str
    author: str
    language: str
    n_pictures: int
    """Pages without any text that hold pictures."""


def read_pdf(data: bytes, place: str) -> PdfText:
    """Give the lines of all pages. Raises StoryError for what is locked, damaged, or over a limit."""
    import pypdf  # noqa: PLC0415 - 200 ms that other stories do not need
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise StoryError(f"{place} is locked", hint="save it without a password, if you may")
        if len(reader.pages) > LIMITS.pdf_pages:
            raise StoryError(f"{place} has more than {LIMITS.pdf_pages:,} pages", hint="part it into several files")
        pages = tuple(tuple(_lines(page, number)) for number, page in _counted(reader, place))
        about = reader.metadata
        stated = reader.root_object.get("/Lang", "")
        return PdfText(
            pages,
            tuple(_outline(reader, reader.outline, 1))[:_MOST_OUTLINE],
            title=_stated(about and about.title),
            author=_stated(about and about.author),
            language=str(stated),
            n_pictures=sum(not lines and _has_picture(page) for lines, page in zip(pages, reader.pages, strict=True)),
        )
    except (DependencyError, DeprecationError, PyPdfError, *_BUGS) as error:
        raise StoryError(f"{place} is damaged: {str(error) or type(error).__name__}", hint=_DAMAGED) from None


_BUGS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises for files that break the rules, besides its own errors."""


def _counted(reader: "PdfReader", place: str) -> Iterator[tuple[int, Any]]:
    """Give the pages, as long as there are not too many characters on them."""
    for number, page in enumerate(reader.pages):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LIMITS.pdf_page_bytes:
            size = f"{LIMITS.pdf_page_bytes >> 20} MB"
            raise StoryError(f"{place}: page {number + 1} holds more than {size}", hint="is it a drawing?")
        yield number, page


def _has_picture(page: Any) -> bool:  # noqa: ANN401 - pypdf's page
    resources = page.get("/Resources")
    return resources is not None and bool(resources.get_object().get("/XObject"))


def _lines(page: Any, number: int) -> Iterator[PdfLine]:  # noqa: ANN401 - pypdf's page
    pieces: list[_Piece] = []
    page.extract_text(visitor_text=_visitor(pieces))
    line: list[_Piece] = []
    for piece in pieces:
        head, *others = piece.text.translate(_LIGATURES).translate(_CONTROLS).split("\n")
        line.append(replace(piece, text=head))
        for other in others:
            yield from _joined(line, number)
            line = [replace(piece, text=other)]
    yield from _joined(line, number)


def _visitor(pieces: list[_Piece]) -> Callable[..., None]:
    """Give what pypdf calls with each piece of text, its two matrices (PDF 32000-1, 8.3.4), its font and its size."""

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = math.sqrt(abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])))
        name = str((font or {}).get("/BaseFont", ""))
        pieces.append(_Piece(text, _finite(x), _finite(y), _finite(abs(size) * scale), name))

    return visit


def _finite(number: float) -> float:
    """Give a number that can be reckoned with: a file may place letters beyond all numbers."""
    return number if math.isfinite(number) else 0.0


def _joined(pieces: Sequence[_Piece], page: int) -> Iterator[PdfLine]:
    words = Line()
    for piece in pieces:
        start = len(words)
        words.add(piece.text)
        if _ITALIC.search(piece.font):
            words.add_italics(start)
    running = words.done()
    if running.text:
        first = next(piece for piece in pieces if piece.text.strip())
        n_before = len(first.text) - len(first.text.lstrip())
        x = first.x + n_before * _BLANK * first.size  # some writers indent by blanks
        is_bold = all(_BOLD.search(piece.font) for piece in pieces if piece.text.strip())
        yield PdfLine(running.text, page, x, first.y, _size(pieces), running.italics, is_bold)


def _size(pieces: Sequence[_Piece]) -> float:
    """Give the size of the letters of a line: the largest that much of it has, since small capitals have less."""
    n_chars = Counter[float]()
    for piece in pieces:
        n_chars[round(piece.size, 1) or _NO_SIZE] += len(piece.text.strip())
    return max(size for size, n in n_chars.items() if n >= _MUCH * n_chars.total())


def _stated(value: object) -> str:
    return without_controls(str(value or ""))


def _outline(reader: "PdfReader", entries: Sequence[Any], level: int) -> Iterator[tuple[str, int, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, level + 1)
        else:
            page = reader.get_destination_page_number(entry)
            if page is not None and page >= 0:
                yield _stated(entry.title), page, level
