"""`review`: one doubtful line after the other, with the keys that answer it."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from audiobook.cli import terminal
from audiobook.cli.options import settings_from, stories_from
from audiobook.corrections_file import add_correction, add_same_person
from audiobook.dialogue.doubts import answered
from audiobook.dialogue.reviewing import Run, candidates, correction_for, doubtful_runs, next_run, place_of
from audiobook.errors import AudiobookError
from audiobook.files import write_whole
from audiobook.model import Attribution, Book, Dialogue, Locus
from audiobook.settings import Settings, corrections_file, read_text
from audiobook.text.read import parse_book, read_bytes
from audiobook.understanding import ask_helper, find_dialogue

_CONTEXT: Final = 2
"""Paragraphs shown before and after the line."""
_QUIT: Final = ("q", "\x04")
"""Ctrl-D too."""
_HELP: Final = (
    "0 nobody (the narrator)  n somebody new  a all {n} of this run as guessed  m two names, one person  "
    "s skip  u undo  q quit"
)


def review(story: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Ask about the doubtful lines of the stories until none is left, or the person has enough."""
    settings = settings_from(**options)
    for path in stories_from(story):
        session = _Session(path, settings)
        try:
            stopped = not session.run()
        except EOFError:
            stopped = True
        session.say_goodbye()
        if stopped:
            return


class _Session:
    """One story under review; every answer is on disk before the next question."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._file = corrections_file(path)
        self._settings = settings
        self._book: Book = parse_book(read_bytes(path), path)
        self._answers: Mapping[Locus, str] = {}
        self._dialogue: Dialogue = self._decided()
        self._ask_helper()
        self._skipped: set[Locus] = set()
        self._last: Locus | None = None
        self._history: list[tuple[str | None, set[Locus], Locus | None]] = []

    def _decided(self) -> Dialogue:
        return answered(find_dialogue(self._path, self._book, self._settings), self._answers)

    def _ask_helper(self) -> None:
        """Ask the helper model, if there is one, before the person and not again: nobody waits for it at a key."""
        bar = terminal.Bar(quiet=False)
        try:
            asked = ask_helper(self._book, self._dialogue, self._settings, bar)
        finally:
            bar.clear()
        if asked and asked.n_lines:
            click.echo(asked.note())
            self._answers = asked.answers
            self._dialogue = self._decided()

    def run(self) -> bool:
        """Ask until nothing is left (True) or the person quits (False)."""
        while run := next_run(doubtful_runs(self._book, self._dialogue, self._skipped), self._last):
            self._show(run)
            if not self._answer(run):
                return False
        return True

    def say_goodbye(self) -> None:
        """Say what is left."""
        n_left = sum(a.doubtful for a in self._dialogue.attributions)
        click.echo(f"\n{terminal.count(n_left, 'doubtful line')} left. Your answers: {self._file}")

    def _show(self, run: Run) -> None:
        line = run[0]
        n_left = sum(len(r) for r in doubtful_runs(self._book, self._dialogue, self._skipped))
        place = place_of(line)
        number = self._book.paragraph(place).line
        click.echo(terminal.style(f"\n--- {n_left} to go; chapter {place.chapter}, line {number}", bold=True))
        paragraphs = self._book.chapters[place.chapter - 1].paragraphs
        last = line.quotation.parts[-1].paragraph
        for index in range(max(0, place.paragraph - _CONTEXT), min(len(paragraphs), last + _CONTEXT + 1)):
            click.echo(f"  {_highlighted(paragraphs[index].text, line, index)}\n")
        for i, who in enumerate(candidates(self._dialogue, line), 1):
            note = f"  (the guess, {line.confidence:.2f}: {line.rule})" if who == line.speaker else ""
            click.echo(f"  {i} {self._dialogue.character(who).name}{note}")
        click.echo(f"  {_HELP.format(n=len(run))}")

    def _answer(self, run: Run) -> bool:
        """Take keys until one of them answers; False to quit."""
        who = [self._name(speaker) for speaker in candidates(self._dialogue, run[0])]
        acts: dict[str, Callable[[Run], None]] = {
            "s": self._skip,
            "u": self._undo,
            "a": self._accept,
            "n": self._name_new,
            "0": self._silence,
        }
        while (key := _key().lower()) not in _QUIT:
            if key in acts:
                acts[key](run)
                return True
            if key == "m":
                self._merge(who)
                return True
            if key.isdecimal() and 1 <= int(key) <= len(who):
                self._write(run[:1], who[int(key) - 1])
                return True
        return False

    def _name(self, speaker: str) -> str:
        return self._dialogue.character(speaker).name

    # ------------------------------------------------------------------------------------------------------- answers

    def _skip(self, run: Run) -> None:
        self._remember()
        self._skipped.add(place_of(run[0]))
        self._last = place_of(run[0])

    def _accept(self, run: Run) -> None:
        self._write(run, *(self._name(line.speaker) for line in run if line.speaker))

    def _silence(self, run: Run) -> None:
        self._write(run[:1], None)

    def _name_new(self, run: Run) -> None:
        if name := _ask("Who says it? "):
            self._write(run[:1], name)

    def _merge(self, who: list[str]) -> None:
        """Make two of the names shown one person's."""
        numbers = _ask("Which two are one person? The name to keep first (1 3): ").split()
        chosen = [who[int(n) - 1] for n in numbers if n.isdecimal() and 1 <= int(n) <= len(who)]
        if len(chosen) == 2 and chosen[0] != chosen[1]:
            self._change(add_same_person(self._text() or "", str(self._file), chosen[0], chosen[1]))
        else:
            click.echo("  Two different numbers of the list are needed.")

    def _write(self, lines: Run, *speakers: str | None) -> None:
        """Write down who says these lines."""
        text = self._text() or ""
        for line, speaker in zip(lines, speakers, strict=True):
            correction = correction_for(self._book, self._dialogue, line, speaker)
            if correction is None:
                click.echo("  No words tell this line from another one nearby: it is left as it is.")
                self._skipped.add(place_of(line))
                continue
            text = add_correction(text, str(self._file), correction)
        if self._change(text):
            self._last = place_of(lines[-1])

    # ------------------------------------------------------------------------------------------------------ the file

    def _text(self) -> str | None:
        return read_text(self._file) if self._file.exists() else None

    def _remember(self) -> None:
        self._history.append((self._text(), set(self._skipped), self._last))

    def _change(self, text: str) -> bool:
        """Write the file and decide all lines anew; what leads to an error is taken back and said."""
        self._remember()
        if text:
            write_whole(self._file, text.encode())
        try:
            self._dialogue = self._decided()
        except AudiobookError as error:
            terminal.show_error(error)
            self._undo()
            return False
        return True

    def _undo(self, _run: Run = ()) -> None:
        """Take the last answer back."""
        if not self._history:
            click.echo("  There is nothing to take back.")
            return
        text, self._skipped, self._last = self._history.pop()
        if text is None:
            self._file.unlink(missing_ok=True)
        else:
            write_whole(self._file, text.encode())
        self._dialogue = self._decided()


def _highlighted(text: str, line: Attribution, paragraph: int) -> str:
    """Give a paragraph with what is asked about between arrows, and in colour where there is any."""
    for part in reversed(line.quotation.parts):
        if part.paragraph == paragraph:
            said = terminal.style(f"▶{text[part.span.start : part.span.end]}◀", "yellow", bold=True)
            text = text[: part.span.start] + said + text[part.span.end :]
    return text


def _key() -> str:
    """Give the next key of a terminal, or the next line of whatever else stdin is. Raises EOFError at its end."""
    if sys.stdin.isatty():
        click.echo("> ", nl=False)
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        return key
    return _ask("> ")


def _ask(prompt: str) -> str:
    """Give a line that the person types. Raises EOFError at the end of the input."""
    click.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()
