"""PDFs for tests, written line by line as a typesetter would place them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

MARGIN = 72.0
TOP = 90.0
SIZE = 10
PITCH = 14.0


@dataclass(frozen=True)
class L:
    """One line: how far from the margin, how large, in which style, and how much room there is above it."""

    text: str
    indent: float = 0
    size: int = SIZE
    style: str = ""
    room: float = 0


def pdf(
    pages: Sequence[Sequence[L | str]], head: str = "", *, numbers: bool = False, first: int = 1, title: str = ""
) -> bytes:
    """Give a PDF with these lines; head stands above every page, the page's number below; title: as it states it."""
    document = FPDF(unit="pt", format=(420, 600))
    document.set_auto_page_break(False)
    if title:
        document.set_title(title)
    for number, lines in enumerate(pages, first):
        document.add_page()
        document.set_font("Times", size=8)
        if head:
            document.text(150, 40, head)
        if numbers:
            document.text(200, 580, str(number))
        y = TOP
        for line in lines:
            placed = line if isinstance(line, L) else L(line)
            document.set_font("Times", style=placed.style, size=placed.size)
            y += placed.room
            document.text(MARGIN + placed.indent, y, placed.text)
            y += PITCH
    return bytes(document.output())


def locked() -> bytes:
    """Give a PDF with a password."""
    document = FPDF()
    document.add_page()
    document.set_font("Times", size=SIZE)
    document.text(72, 72, "The ice came nearer.")
    document.set_encryption(owner_password="owner", user_password="user")  # noqa: S106 - of a test
    return bytes(document.output())


def drawn() -> bytes:
    """Give a PDF with a picture and no text, as a scanner makes it."""
    from PIL import Image  # noqa: PLC0415 - one test needs it

    document = FPDF()
    document.add_page()
    document.image(Image.new("L", (20, 20), 128))
    return bytes(document.output())
