"""Changes inputs at random: cuts, repeats, splices them and puts dangerous things in. The same draw, the same input."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

MAX_BYTES: Final = 20_000
"""Inputs are not made longer: enough for what takes quadratic time to show."""
_MOST_CHANGES: Final = 6
_ROWS: Final = (2, 2, 2, 3, 3, 10, 10, 30, 100, 3_000)
"""How often something stands in a row."""
_PIECE: Final = re.compile(rb"\s+|\w+|[^\w\s]")

_WORDS: Final = """
    “ ” „ ‟ « » ‹ › ‘ ’ ‚ ' " 「 」 — – - -- … . , ; : ! ? ( ) [ ] { } < > / \\ | * _ ` ~ # @ & % $ £ € + = ™
    \u0301 \u0345 \u20dd \ufe0f \ud800 \udfff \ufffd \ufffe e\u0301 ﬁ ß İ ǅ Σς 𝟙 Ⅳ ½ ² ① ٣ ๓ 〇 😀 👩\u200d👧 日本
    العربية
    0 1 -1 1e999 nan inf 0x10 1_000 007 1066 1904–5 3:15 12:30:45 £5 4s. 26s. $3.50 ½d 1/2 10,000,000 5'11"
    Mr. Dr. St. No. p. vol. e.g. U.S. I II XIV Louis Chapter said asked he she I the
    <p> </p> <div> </div> <br/> <b> <i> <em> </em>
    <script> </script> <style> <title> <table><tr><td> <!-- --> <![CDATA[ ]]>
    <ruby>a<rt>b</rt></ruby> &nbsp; &a; &#0; &#xD800; hidden="" class="footnote" id="x" epub:type="toc" xml:lang="ru"
    encoding="utf-7" ``` ![ ]( *** [[x'@]] !!python/object ~ null no <<: /dev/null ../../x ~nobody/x C:\\x CON .hidden
    file:///etc/x http://a.b/c concat:a|b %00 %2e%2e/
"""
_PHRASES: Final = (
    *(" ", "\n", "\n\n", "\r\n", "\t", "\0", "\x07", "\x1b[2J", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200f"),
    *("\u202e", "\u2028", "\u2066", "\u3000", "\ufeff", "9" * 5_000, "-" * 300, " " * 300, "\n" * 300, "a" * 3_000),
    *("said Anna", "he said, ", "“Yes,” said Anna. ", "— Да, — сказал он. ", "« Oui », dit-il. ", "»Ja«, sagte er. "),
    *("# ", "> ", "- ", "1. ", "---\n", "[^1]: ", "<a href='#x'>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<?xml ?>"),
    *("a: 1\n", "  - ", "? ", ": ", "&x ", "*x", "|\n  ", ">-\n  ", "{a: ", "<audio src='x'/>", "[Illustration: "),
    "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n",
)
DANGERS: Final = tuple(text.encode("utf-8", "surrogatepass") for text in (*_WORDS.split(), *_PHRASES))
"""Marks, signs, controls, changes of direction, accents, lone surrogates, numbers, markup, paths."""


class Mutator:
    """Makes inputs out of seeds."""

    def __init__(self, seeds: Sequence[bytes], draw: random.Random) -> None:
        """Take the seeds; all that is left to chance comes from `draw`."""
        self._seeds = seeds
        self._draw = draw
        self._changes: tuple[Callable[[bytes], bytes], ...] = (
            self._with_danger,
            self._with_danger,
            self._with_row,
            self._without_piece,
            self._with_piece_elsewhere,
            self._spliced,
            self._with_other_byte,
            self._with_line_elsewhere,
        )

    def new(self) -> bytes:
        """Give an input made of the seeds."""
        return self.changed(self._draw.choice(self._seeds))

    def changed(self, data: bytes) -> bytes:
        """Give an input made of that one, no longer than `MAX_BYTES`."""
        for _ in range(self._draw.randint(1, _MOST_CHANGES)):
            change: Callable[[bytes], bytes] = self._draw.choice(self._changes)
            data = change(data)[:MAX_BYTES]
        return data

    def _at(self, data: bytes) -> int:
        """Give a place, as a rule at the edge of a word or a sign."""
        at = self._draw.randrange(len(data) + 1)
        edge = _PIECE.search(data, at)
        return edge.start() if edge and self._draw.random() < 0.8 else at

    def _piece(self, data: bytes) -> tuple[int, int]:
        """Give where a piece begins and ends: some characters, a line, or far more."""
        start = self._at(data)
        if self._draw.random() < 0.3:
            end = data.find(b"\n", start)
            return start, end + 1 if end >= 0 else len(data)
        return start, min(len(data), start + self._draw.choice((1, 4, 16, 64, 500)))

    def _with_danger(self, data: bytes) -> bytes:
        at = self._at(data)
        return data[:at] + self._draw.choice(DANGERS) + data[at:]

    def _with_row(self, data: bytes) -> bytes:
        start, end = self._piece(data)
        row = data[start:end] if self._draw.random() < 0.6 else self._draw.choice(DANGERS)
        return data[:start] + (row * self._draw.choice(_ROWS))[:MAX_BYTES] + data[start:]

    def _without_piece(self, data: bytes) -> bytes:
        start, end = self._piece(data)
        return data[:start] + data[end:]

    def _with_piece_elsewhere(self, data: bytes) -> bytes:
        start, end = self._piece(data)
        at = self._at(data)
        return data[:at] + data[start:end] + data[at:]

    def _spliced(self, data: bytes) -> bytes:
        other = self._draw.choice(self._seeds)
        start, end = self._piece(other)
        at = self._at(data)
        return data[:at] + other[start:end] + data[at:]

    def _with_other_byte(self, data: bytes) -> bytes:
        at = self._draw.randrange(len(data) + 1)
        return data[:at] + bytes([self._draw.randrange(256)]) + data[at + 1 :]

    def _with_line_elsewhere(self, data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        if lines:
            line = lines.pop(self._draw.randrange(len(lines)))
            lines.insert(self._draw.randint(0, len(lines)), line)
        return b"".join(lines)
