"""The font of covers, measured: Source Serif, which has Latin, Greek and Cyrillic letters.

Pillow kerns only where FriBidi is installed; HarfBuzz comes in a wheel, so that a cover is the same everywhere.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

import font_source_serif_pro
import uharfbuzz

CAPITALS: Final = 0.66
"""Height of a capital letter, of the size of the font."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of the font."""

    weight: str
    """As its file is called: "Bold", "Semibold"; empty for the regular one."""

    @property
    def path(self) -> str:
        """Give the font's file."""
        return str(font_source_serif_pro.font_files_ttf["SourceSerifPro" + self.weight])

    def has(self, letter: str) -> bool:
        """Say whether it can draw a character."""
        return letter.isspace() or ord(letter) in _codes(self.path)

    def placed(self, line: str, size: float = 1.0) -> tuple[tuple[str, float], ...]:
        """Give the letters of a line and where each begins, in the unit of the size; kerned. Marks go with letters."""
        font = _font(self.path)
        glyphs = _shaped(font, line)
        starts = dict[int, float]()
        x = 0
        for glyph, position in glyphs:
            starts.setdefault(glyph.cluster, x * size / font.face.upem)
            x += position.x_advance
        edges = [*starts, len(line)]
        return tuple((line[start:end], starts[start]) for start, end in pairwise(edges))

    def width(self, line: str, size: float = 1.0) -> float:
        """Give the length of a line."""
        font = _font(self.path)
        return float(sum(position.x_advance for _, position in _shaped(font, line)) * size / font.face.upem)


def _shaped(font: Any, line: str) -> list[tuple[Any, Any]]:  # noqa: ANN401 - uharfbuzz has no types
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"liga": False, "clig": False})  # letters are drawn one by one
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))


@cache
def _font(path: str) -> Any:  # noqa: ANN401 - as above
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


@cache
def _codes(path: str) -> frozenset[int]:
    return frozenset(_font(path).face.unicodes)
