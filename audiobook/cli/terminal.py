"""How we look on a terminal: errors, tables, progress. Colours only where somebody sees and wants them (NO_COLOR)."""

import json
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Final

import click

from audiobook.errors import AudiobookError

_BAR_WIDTH: Final = 24
_UNSAFE: Final = re.compile("\033\\[(?:0|1|3[1-7])m|[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Our own colours, which stay; and what makes a terminal do or hide something."""
_FIGURE: Final = re.compile(r"-?\d[\d.,:]*%?")
_REDRAW_EVERY_S: Final = 0.1
_SAY_EVERY_S: Final = 10.0


def echo(text: str = "", *, nl: bool = True, err: bool = False) -> None:
    r"""Print a text, on stderr with `err`, whatever names and titles are in it: all but `Bar` prints through here.

    What would move the cursor, write over a line, name the window or turn letters around is shown as a number
    (\u001b). In JSON that is the same letter.
    """
    click.echo(_UNSAFE.sub(_harmless, text), nl=nl, err=err)


def echo_json(value: object) -> None:
    """Print a value as JSON; with ASCII alone where stdout's encoding is not that of JSON, as behind `>` on Windows."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    echo(json.dumps(value, ensure_ascii=not is_utf8, indent=1))


def echo_json_of(values: Sequence[object]) -> None:
    """Print what there is to say of each story as JSON; of one, without a list around it."""
    echo_json(values[0] if len(values) == 1 else values)


def _harmless(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > 1 else f"\\u{ord(found[0]):04x}"


def style(text: str, colour: str = "", *, bold: bool = False) -> str:
    """Colour a text, unless NO_COLOR asks for none; click leaves colours out where nobody sees them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, fg=colour or None, bold=bold or None)


def show_error(error: AudiobookError) -> None:
    """Say what is wrong, and below it what to do."""
    echo(f"{style('Error:', 'red', bold=True)} {error.problem}", err=True)
    if error.hint:
        echo(f"  {error.hint}", err=True)


def table(rows: Iterable[Sequence[str]], header: Sequence[str]) -> str:
    """Lay out rows in columns; a column of figures goes to the right."""
    body = [tuple(row) for row in rows]
    widths = [max(len(row[n]) for row in [tuple(header), *body]) for n in range(len(header))]
    right = [all(_FIGURE.fullmatch(row[n]) for row in body if row[n]) for n in range(len(header))]

    def line(row: Sequence[str]) -> str:
        cells = (cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(row, widths, right, strict=True))
        return "  ".join(cells).rstrip()

    return "\n".join([style(line(header), bold=True), *(line(row) for row in body)])


def clock(seconds: float) -> str:
    """Give 4:07 or 1:02:45."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def shortened(text: str, most: int) -> str:
    """Give the text on one line, cut where it is longer than so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3] + "..."


def size(n_bytes: float) -> str:
    """Give 512 B, 14 kB, 3.1 MB or 2.0 GB."""
    for unit, digits in (("B", 0), ("kB", 0), ("MB", 1)):
        if round(n_bytes, digits) < 1000:
            return f"{n_bytes:.{digits}f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} GB"


def count(n: int, one: str, many: str = "") -> str:
    """Give "1 clip" or "2,301 clips"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


class Bar:
    """One line on a terminal that shows how far a stage is and how long it will take; nothing elsewhere.

    Where TERM is "dumb" (Emacs, many a screen reader) nothing is drawn over: a plain line now and then.
    """

    def __init__(self, *, quiet: bool) -> None:
        """Stay silent when asked to be, or where stderr is no terminal."""
        self._visible = not quiet and sys.stderr.isatty()
        self._plain = os.environ.get("TERM") == "dumb"
        self._every_s = _SAY_EVERY_S if self._plain else _REDRAW_EVERY_S
        self._name = ""
        self._n_total = self._n_done = 0
        self._began_s = self._drawn_s = 0.0

    def stage(self, name: str, n_total: int) -> None:
        """Begin the line of a new stage."""
        self.clear()
        self._name, self._n_total, self._n_done = name, n_total, 0
        self._began_s = time.monotonic()
        self._draw()

    def advance(self, n_steps: int = 1) -> None:
        """Draw the line anew, but not more often than an eye follows."""
        self._n_done += n_steps
        if time.monotonic() - self._drawn_s >= self._every_s:
            self._draw()

    def clear(self) -> None:
        """Take the line away."""
        if self._visible and self._name and not self._plain:
            click.echo("\r\033[K", nl=False, err=True)

    def _draw(self) -> None:
        if not self._visible or not self._n_total:
            return
        self._drawn_s = time.monotonic()
        share = min(1.0, self._n_done / self._n_total)
        left = f"  {clock(self._left_s(share))} left" if share > 0 else ""
        if self._plain:
            echo(f"{self._name.capitalize()} {share:.0%}{left}", err=True)
            return
        filled = round(share * _BAR_WIDTH)
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        click.echo(f"\r\033[K{self._name.capitalize():<10} {bar} {share:4.0%}{left}", nl=False, err=True)

    def _left_s(self, share: float) -> float:
        return (time.monotonic() - self._began_s) * (1 - share) / share
