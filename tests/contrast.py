"""How well colours can be told apart (WCAG 2.2)."""

Colour = tuple[int, int, int]
"""Red, green, blue in sRGB, 0..255."""


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of two colours, 1..21; words want 4.5, shapes 3."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    """Give the relative luminance, 0..1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
