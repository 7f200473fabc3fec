"""Words -> lines, broken well, as large as they go into a box. Pure, but for the widths that a face tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from audiobook.cover.faces import CAPITALS, Face

_BREAK: Final = re.compile(r"(?<=[-–—/])(?=\w)|\s+")
_LEADING: Final = 1.06
_LIST_LEADING: Final = 1.4
_MOST_LINES: Final = 12
_SHORT_WORD: Final = 3
_WEAK_END: Final = 0.6
"""What a line that ends with "the" or "of" costs; a line a third longer than it might be costs about as much."""
_WEAK_SIZE: Final = 0.85
"""Letters may be this much smaller, if that saves one such line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    face: Face
    size: float
    """Of the font, in pixels."""
    leading: float = _LEADING
    """From baseline to baseline, of the size."""

    @property
    def height(self) -> float:
        """Give the pixels from the top of the first capitals to the last baseline."""
        return self.size * (self.leading * (len(self.lines) - 1) + CAPITALS)


def fitted(text: str, face: Face, width: float, height: float, most: float) -> Block:
    """Give the text as large as it goes into a box of pixels, but no larger than `most`, in lines that are broken well.

    Long lines and few, or short ones and many: whichever lets the letters be larger.
    """
    pieces = _pieces(text)

    def block(n_lines: int) -> Block:
        lines = _parted(pieces, n_lines, face)
        room = height / (_LEADING * (len(lines) - 1) + CAPITALS)
        return Block(lines, face, min(most, room, width / max(face.width(line) for line in lines)))

    def rank(block: Block) -> float:
        return block.size * _WEAK_SIZE ** sum(map(_is_weak, block.lines[:-1]))

    return max(map(block, range(1, min(len(pieces), _MOST_LINES) + 1)), key=rank)


def listed(names: Sequence[str], face: Face, width: float, size: float, n_lines: int) -> Block:
    """Give as many names as go into so many lines, with dots between them; those that come after are left out."""
    lines: list[str] = []
    for name in names:
        longer = f"{lines[-1]} · {name}" if lines else name
        if lines and face.width(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) < n_lines and face.width(name, size) <= width:
            lines.append(name)
        else:
            break
    return Block(tuple(lines), face, size, _LIST_LEADING)


def _pieces(text: str) -> tuple[str, ...]:
    """Part a text where lines may break; each piece but the first keeps the blank before it."""
    edges = [0, *(found.start() for found in _BREAK.finditer(text) if found.start() > 0), len(text)]
    return tuple(text[start:end] for start, end in pairwise(edges))


def _parted(pieces: Sequence[str], n_lines: int, face: Face) -> tuple[str, ...]:
    """Give the lines that are most even: least squares of their widths (as Knuth and Plass weigh paragraphs)."""
    ends = list(accumulate(map(face.width, pieces), initial=0.0))
    goal = ends[-1] / n_lines

    def line(start: int, end: int) -> str:
        return "".join(pieces[start:end]).strip()

    @cache
    def best(end: int, n: int) -> tuple[float, tuple[str, ...]]:
        """Give the cost of the pieces before `end` in n lines, and the lines."""
        if n == 1:
            return cost(0, end), (line(0, end),)
        ways = ((start, *best(start, n - 1)) for start in range(n - 1, end))
        found = ((before + cost(start, end), (*lines, line(start, end))) for start, before, lines in ways)
        return min(found, key=lambda way: way[0])

    @cache
    def cost(start: int, end: int) -> float:
        is_weak = end < len(pieces) and _is_weak(line(start, end))
        return ((ends[end] - ends[start]) / goal) ** 2 + _WEAK_END * is_weak

    return best(len(pieces), n_lines)[1]


def _is_weak(line: str) -> bool:
    """Say whether a line ends with a word that belongs to the next."""
    return len(line.rsplit(maxsplit=1)[-1]) <= _SHORT_WORD
