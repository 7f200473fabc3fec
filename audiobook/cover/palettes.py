"""Colours that go together, and which of them a title gets. Pure."""

import hashlib
from dataclasses import dataclass
from typing import Final

Colour = tuple[int, int, int]
"""Red, green, blue in sRGB, 0..255."""


def _colour(code: str) -> Colour:
    return (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16))


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one cover."""

    ground: Colour
    ink: Colour
    """Of the title and all other words."""
    accents: tuple[Colour, ...]
    """Of the shapes. The first stands out from the ground as words must, for it also draws a thin rule."""


def _palette(ground: str, ink: str, *accents: str) -> Palette:
    return Palette(_colour(ground), _colour(ink), tuple(_colour(accent) for accent in accents))


PALETTES: Final = (
    _palette("14213D", "FBF3E4", "FCA311", "E5534B", "7FB7BE", "F2D0A4"),  # night: amber, coral, sea
    _palette("3B1220", "FFF1E0", "E9724C", "F4B860", "D23B4C", "8FB9AA"),  # wine: ember, honey, sage
    _palette("12372A", "FAF6E3", "E8B04B", "7FB685", "EF6F4C", "D9E5C3"),  # forest: brass, fern, rust
    _palette("0B3C49", "FFF4E4", "F2A65A", "5DB7B7", "EE6352", "F7D9B4"),  # deep sea: apricot, teal, red
    _palette("2B2140", "FBF2EA", "F2B5A7", "8D7FD1", "F3C969", "E0607E"),  # plum: shell, violet, gold
    _palette("F6EBD9", "1F2A44", "C8401B", "2E7F86", "F0A830", "1F2A44"),  # paper: red, petrol, ochre
    _palette("EFE3D0", "40161F", "A4243B", "D8973C", "3E6259", "40161F"),  # linen: crimson, ochre, pine
    _palette("23272E", "F7F3EB", "E6B54A", "D9583B", "6FA3B5", "C9CFC9"),  # slate: yellow, brick, steel
)


def palette_for(title: str) -> Palette:
    """Give the colours of a title, the same each time."""
    return PALETTES[seed_of(title) % len(PALETTES)]


def seed_of(text: str) -> int:
    """Give a number that looks drawn by lot, and is the same for the same words."""
    return int.from_bytes(hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:6], "big")
