"""A cover where nobody gave one: a square that says what the book is, and has an arch for each of its voices."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from audiobook.cover.faces import CAPITALS, Face
from audiobook.cover.motif import Arch, arches
from audiobook.cover.palettes import Colour, Palette, palette_for
from audiobook.cover.typesetting import Block, fitted, listed

SIDE: Final = 2400
"""Pixels: shops want no less."""
_MARGIN: Final = 190
_WIDTH: Final = SIDE - 2 * _MARGIN
_TITLE: Final = Face("Bold")
_AUTHOR: Final = Face("Semibold")
_SMALL: Final = Face("")
_RULE: Final = (160, 14)
_ARCHES_BELOW: Final = 150
"""Room between the last words and the tallest arch."""
_HIGHEST_ARCH: Final = 1200
_OUTLINE: Final = 16
_QUALITY: Final = 82
_MOST_CHARS: Final = 200
"""Of a title; nobody could read more."""
_LONG_TITLE: Final = 24
"""A title with more characters is parted at its colon: what follows is a subtitle."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cover."""

    jpeg: bytes
    """2400 x 2400 pixels, RGB; the same for the same words, Pillow and font."""
    unprinted: tuple[str, ...] = ()
    """What was to stand on it and does not, because the font has no such letters."""


def draw_cover(title: str, author: str, cast: Sequence[str]) -> Drawing:
    """Draw the cover of a book.

    cast: names of the people who speak, those with most to say first. The author, or the cast, may be missing.
    """
    palette = palette_for(title)
    picture = Image.new("RGB", (SIDE, SIDE), palette.ground)
    unprinted: list[str] = []
    shown_title, shown_author, *names = (_printable(text, unprinted) for text in (title, author, *cast))
    bottom = _write_words(ImageDraw.Draw(picture), shown_title, shown_author, [n for n in names if n], palette)
    height = min(SIDE - bottom - _ARCHES_BELOW, _HIGHEST_ARCH)
    _draw_arches(picture, arches(title, ("", *cast), palette, SIDE, height), palette.ground)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY, subsampling=0, optimize=True, progressive=True, dpi=(300, 300))
    return Drawing(jpeg.getvalue(), tuple(unprinted))


def _printable(text: str, unprinted: list[str]) -> str:
    """Give what can be printed of a text: without symbols that the font lacks; empty if it lacks letters."""
    missing = {letter for letter in text if not _TITLE.has(letter)}
    shown = " ".join("".join(letter for letter in text if letter not in missing).split())
    if text and (not shown or any(letter.isalnum() for letter in missing)):
        unprinted.append(text)
        return ""
    return shorten(shown, _MOST_CHARS, placeholder=" …") if " " in shown else shown[:_MOST_CHARS]


# --------------------------------------------------------------------------------------------------------------- words


def _write_words(pen: ImageDraw.ImageDraw, title: str, author: str, cast: Sequence[str], palette: Palette) -> float:
    """Write title, author and cast one below the other, and give where the last line ends."""
    y = float(_MARGIN)
    if title:
        y = _write_title(pen, title, y, palette)
    if author:
        y = _write(pen, fitted(author, _AUTHOR, _WIDTH, 260, 120), y, palette.ink) + 85
    if names := listed(cast, _SMALL, _WIDTH, 68, 2) if cast else None:
        y = _write(pen, names, y, palette.ink) + 85 if names.lines else y
    return y - 85


def _write_title(pen: ImageDraw.ImageDraw, title: str, y: float, palette: Palette) -> float:
    """Write the title, its subtitle, and a rule below them; give where the next words go."""
    main, subtitle = _parted_title(title)
    block = fitted(main, _TITLE, _WIDTH, 780 if subtitle else 1080, 640)
    y = _write(pen, block, y, palette.ink) + 0.3 * block.size
    if subtitle:
        small = fitted(subtitle, _SMALL, _WIDTH, 300, 0.55 * block.size)
        y = _write(pen, small, y, palette.ink) + 0.5 * small.size
    y += 35
    pen.rectangle((_MARGIN, y, _MARGIN + _RULE[0], y + _RULE[1]), fill=palette.accents[0])
    return y + _RULE[1] + 85


def _parted_title(title: str) -> tuple[str, str]:
    main, colon, subtitle = title.partition(": ")
    return (main, subtitle) if colon and len(title) > _LONG_TITLE else (title, "")


def _write(pen: ImageDraw.ImageDraw, block: Block, y: float, ink: Colour) -> float:
    """Write lines with their edges on the margin; y is the top of the capitals. Give the last baseline."""
    font = ImageFont.truetype(block.face.path, block.size, layout_engine=ImageFont.Layout.BASIC)
    baseline = y + CAPITALS * block.size
    for n, line in enumerate(block.lines):
        edge = _MARGIN - font.getbbox(line[0], anchor="ls")[0]  # where its ink begins, not its white
        for letters, x in block.face.placed(line, block.size):
            pen.text((edge + x, baseline + n * block.leading * block.size), letters, ink, font, anchor="ls")
    return y + block.height


# --------------------------------------------------------------------------------------------------------------- shapes


def _draw_arches(picture: Image.Image, found: Sequence[Arch], ground: Colour) -> None:
    """Draw the arches on the lower edge, those at the back first, each with a line of the ground around it."""
    top = max(round(arch.radius) for arch in found) + _OUTLINE + 1
    sheet = Image.new("RGB", (2 * SIDE, 2 * top), ground)  # twice as large: Pillow's curves have hard edges
    pen = ImageDraw.Draw(sheet)
    for arch in found:
        discs = [(arch.radius + _OUTLINE, ground)]
        discs += [disc for ring in arch.rings for disc in ((ring.outer, ring.colour), (ring.inner, ground))]
        for radius, colour in discs:
            if radius:
                box = (arch.x - radius, top - radius, arch.x + radius, top + radius)
                pen.ellipse([2 * edge for edge in box], fill=colour)
    picture.paste(sheet.reduce(2), (0, SIDE - top))
