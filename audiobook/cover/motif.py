"""A shape for each voice: arches that stand side by side on the lower edge, like rings of sound. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.cover.palettes import Colour, Palette, seed_of

_MOST: Final = 6
_SHRINK: Final = 0.83
"""Each voice has this much of the radius of the one before it."""
_NEAR: Final = 0.46
"""How far neighbours stand apart, of the sum of their radii: they overlap."""
_SPAN: Final = 1.2
"""How wide all are together, of the picture: the outer two run over its edges."""
_RINGS: Final = (
    ((1.0, 0.80), (0.74, 0.52), (0.46, 0.0)),
    ((1.0, 0.72), (0.66, 0.60), (0.54, 0.0)),
    ((1.0, 0.90), (0.84, 0.74), (0.68, 0.58), (0.52, 0.0)),
    ((1.0, 0.62), (0.56, 0.30), (0.24, 0.0)),
)
"""Where rings begin and end, of the radius of their arch."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring, or a disc where its inner radius is 0; in pixels."""

    outer: float
    inner: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Arch:
    """One voice: rings around a point on the lower edge."""

    x: float
    rings: tuple[Ring, ...]

    @property
    def radius(self) -> float:
        """Give its own: that of the outer ring."""
        return self.rings[0].outer


def arches(title: str, voices: Sequence[str], palette: Palette, width: float, height: float) -> tuple[Arch, ...]:
    """Give an arch for each voice, up to six, the first of which is the largest and stands behind the others.

    width, height: of the room for them, in pixels. How they stand and look hangs on the title and on their names.
    """
    names = tuple(dict.fromkeys(voices))[:_MOST]
    order = sorted(range(len(names)), key=lambda n: seed_of(f"{title}\n{names[n]}"))
    radii = [_SHRINK**n for n in range(len(names))]
    gaps = [_NEAR * (radii[one] + radii[next_]) for one, next_ in pairwise(order)]
    ends = radii[order[0]] + radii[order[-1]]
    unit = min(height, _SPAN * width / (ends + sum(gaps)))
    room = (1 + _SPAN) / 2 * width  # to the right edge of the last, from the left edge of the picture
    stretch = (_SPAN * width / unit - ends) / sum(gaps) if gaps else 0.0
    found = {}
    for place, n in enumerate(order):
        x = room - (radii[order[-1]] + stretch * sum(gaps[place:])) * unit if gaps else width / 2
        found[n] = Arch(x, _rings(n, radii[n] * unit, seed_of(title + names[n]), palette.accents))
    return tuple(found[n] for n in range(len(names)))


def _rings(n: int, radius: float, seed: int, colours: Sequence[Colour]) -> tuple[Ring, ...]:
    outer, core = colours[n % len(colours)], colours[(n + 1 + seed // 8 % 2) % len(colours)]
    return tuple(
        Ring(radius * begin, radius * end, outer if end else core) for begin, end in _RINGS[seed % len(_RINGS)]
    )
