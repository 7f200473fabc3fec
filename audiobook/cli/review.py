"""`review`: one doubtful line after the other, with the keys that answer it."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import click

from audiobook.cli import review_screen as screen
from audiobook.cli import terminal
from audiobook.cli.options import settings_from, stories_from
from audiobook.dialogue.corrections import Correction, Quoted
from audiobook.dialogue.doubts import answered
from audiobook.dialogue.reviewing import (
    Run,
    alike,
    candidates,
    correction_for,
    doubtful_runs,
    next_run,
    place_of,
    swapped,
)
from audiobook.errors import AudiobookError, did_you_mean
from audiobook.files import write_whole
from audiobook.locks import changing
from audiobook.model import Attribution, Dialogue, Locus
from audiobook.settings.corrections import corrections_file, load_choice, load_corrections
from audiobook.settings.corrections_file import add_corrections, add_same_person
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import parse_book, read_bytes
from audiobook.understanding import ask_helper, attributor_for, decide_anew

_QUIT: Final = ("q", "\x04")
"""Ctrl-D too."""


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


@dataclass(frozen=True, slots=True)
class _Before:
    """What an answer changes, as it was before."""

    text: str | None
    """Of the corrections file; None where there was none."""
    written: str | None
    """What we made of it."""
    skipped: frozenset[Locus] = field(default_factory=frozenset)
    last: Locus | None = None


class _Session:
    """One story under review; every answer is on disk before the next question."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._file = corrections_file(path)
        self._settings = settings
        self._book = parse_book(read_bytes(path), path, load_choice(path))
        self._attributor = attributor_for(self._book, settings)
        self._answers: Mapping[Locus, str] = {}
        self._dialogue: Dialogue = self._decided()
        self._ask_helper()
        self._skipped: frozenset[Locus] = frozenset()
        self._last: Locus | None = None
        self._history: list[_Before] = []

    def _decided(self) -> Dialogue:
        return answered(decide_anew(self._path, self._attributor), self._answers)

    def _ask_helper(self) -> None:
        """Ask the helper model, if there is one, before the person and not again: nobody waits for it at a key."""
        bar = terminal.Bar(quiet=False)
        try:
            asked = ask_helper(self._book, self._dialogue, self._settings, bar)
        finally:
            bar.clear()
        if asked and asked.n_lines:
            terminal.echo(asked.note())
            self._answers = asked.answers
            self._dialogue = self._decided()

    def run(self) -> bool:
        """Ask until nothing is left (True) or the person quits (False)."""
        while run := next_run(doubtful_runs(self._book, self._dialogue, self._skipped), self._last):
            screen.show_question(self._book, self._dialogue, run, self._where(), undoable=bool(self._history))
            if not self._answer(run):
                return False
        return True

    def say_goodbye(self) -> None:
        """Say what is left."""
        n_left = sum(a.doubtful for a in self._dialogue.attributions)
        terminal.echo(f"\n{terminal.count(n_left, 'doubtful line')} left. Your answers: {self._file}")

    def _where(self) -> str:
        """Say how far the review is, answers of other days counted."""
        n_done = len(load_corrections(self._path)) + len(self._skipped)
        n_left = sum(len(run) for run in doubtful_runs(self._book, self._dialogue, self._skipped))
        return f"{n_done + 1} of {n_done + n_left}"

    def _answer(self, run: Run) -> bool:
        """Take keys until one of them answers; False to quit."""
        acts: dict[str, Callable[[Run], None]] = {
            "s": self._skip,
            "u": self._undo,
            "a": self._accept,
            "m": self._merge,
            "r": self._answer_alike,
            "x": self._swap,
        }
        while (key := _key().lower()) not in _QUIT:
            if key in acts:
                acts[key](run)
                return True
            if key == "?":
                terminal.echo(screen.HELP)
            elif self._is_choice(key, run):
                self._write(run[:1], key, run)
                return True
        return False

    # ------------------------------------------------------------------------------------------------------- answers

    def _names(self, run: Run) -> list[str]:
        return [self._name(speaker) for speaker in candidates(self._dialogue, run[0])]

    def _name(self, speaker: str) -> str:
        return self._dialogue.character(speaker).name

    def _is_choice(self, key: str, run: Run) -> bool:
        """Say whether a key stands for somebody."""
        return key in {"0", "n"} or (key.isdecimal() and 1 <= int(key) <= len(self._names(run)))

    def _write(self, lines: Run, key: str, run: Run) -> None:
        """Let the one whom a key stands for say these lines."""
        name = self._new_name() if key == "n" else None if key == "0" else self._names(run)[int(key) - 1]
        if name != "":
            self._record([(line, name) for line in lines], run[0])

    def _new_name(self) -> str:
        """Ask for a name, and point out one that is nearly that of somebody known; empty for nobody."""
        name = _ask("Who says it? ")
        known = [other for c in self._dialogue.characters for other in c.names]
        if name and name.casefold() not in {other.casefold() for other in known}:
            meant = did_you_mean(name, known)
            terminal.echo(f"  {name} has said nothing so far.{meant and f' {meant} u takes it back.'}")
        return name

    def _answer_alike(self, run: Run) -> None:
        """Give one answer to all lines near that are given to the same person."""
        lines = alike(run, run[0])
        guess = self._name(run[0].speaker or "")
        screen.show_answers(self._book, [(line, guess) for line in lines])
        terminal.echo(f"Who says {'it' if len(lines) == 1 else f'these {len(lines)}'}? Any other key: leave them.")
        if self._is_choice(key := _key().lower(), run):
            self._write(lines, key, run)

    def _swap(self, run: Run) -> None:
        """Change the two of an exchange about, in all lines that hang on this one."""
        answers = screen.named(self._dialogue, swapped(self._dialogue, run[0]))
        if not answers:
            terminal.echo("  Nobody else talks here.")
            return
        screen.show_answers(self._book, answers)
        terminal.echo(f"x again: {terminal.count(len(answers), 'line')} so. Any other key: leave them.")
        if _key().lower() == "x":
            self._record(answers, run[0])

    def _accept(self, run: Run) -> None:
        self._record([(line, self._name(line.speaker)) for line in run if line.speaker], run[-1])

    def _skip(self, run: Run) -> None:
        self._remember()
        self._skipped |= {place_of(run[0])}
        self._last = place_of(run[0])

    def _merge(self, run: Run) -> None:
        """Make two of the names shown one person's."""
        who = self._names(run)
        numbers = _ask("Which two are one person? The name to keep first (1 3): ").split()
        chosen = [who[int(n) - 1] for n in numbers if n.isdecimal() and 1 <= int(n) <= len(who)]
        if len(chosen) == 2 and chosen[0] != chosen[1]:
            if self._change(lambda text: add_same_person(text, str(self._file), chosen[0], chosen[1])):
                terminal.echo(f"  {chosen[1]} is {chosen[0]} from now on.")
        else:
            terminal.echo("  Two different numbers of the list are needed.")

    def _record(self, answers: Iterable[tuple[Attribution, str | None]], asked: Attribution) -> None:
        """Write down who says which lines; the next question is about what comes after `asked`."""
        quoted = Quoted(self._book, (a.quotation for a in self._dialogue.attributions))
        corrections = []
        skipped = self._skipped
        for line, speaker in answers:
            correction = correction_for(quoted, line, speaker)
            if correction:
                corrections.append(correction)
            else:
                terminal.echo("  No words tell this line from another one nearby: it is left as it is.")
                skipped |= {place_of(line)}
        before = {place_of(a): a.speaker and self._name(a.speaker) for a in self._dialogue.attributions}
        if self._change(lambda text: add_corrections(text, str(self._file), corrections) if corrections else text):
            self._skipped = skipped
            self._last = place_of(asked)
            self._tell(before, corrections)

    def _tell(self, before: dict[Locus, str | None], written: list[Correction]) -> None:
        """Say what was written down, and how many lines nearby have another speaker for it."""
        who = Counter(correction.speaker or "the narrator" for correction in written)
        told = ", ".join(f"{name}: {terminal.count(n, 'line')}" for name, n in who.items())
        lines = (a for a in self._dialogue.attributions if a.speaker and a.rule != "correction")
        n_taught = sum(before.get(place_of(line)) != self._name(line.speaker or "") for line in lines)
        more = f"; {terminal.count(n_taught, 'other line')} changed with it" if n_taught else ""
        terminal.echo(f"  {told or 'nothing written down'}{more}.")

    # ------------------------------------------------------------------------------------------------------ the file

    def _text(self) -> str | None:
        return read_text(self._file) if self._file.exists() else None

    def _changing(self) -> AbstractContextManager[None]:
        return changing(self._file, f"audiobook review {self._path}")

    def _remember(self) -> None:
        text = self._text()
        self._history.append(_Before(text, text, self._skipped, self._last))

    def _change(self, change: Callable[[str], str]) -> bool:
        """Write the file and decide anew; what leads to an error is taken back and said."""
        with self._changing():
            self._remember()
            before = self._history[-1]
            text = change(before.text or "")
            if text:
                write_whole(self._file, text.encode())
                self._history[-1] = replace(before, written=text)
        try:
            self._dialogue = self._decided()
        except AudiobookError as error:
            terminal.show_error(error)
            self._undo()
            return False
        return True

    def _undo(self, _run: Run = ()) -> None:
        """Take the last answer back, whatever it changed."""
        if not self._history:
            terminal.echo("  There is nothing to take back.")
            return
        before = self._history.pop()
        self._skipped, self._last = before.skipped, before.last
        with self._changing():
            if self._text() != before.written:
                terminal.echo(f"  Somebody else has changed {self._file}: it is left as it is.")
            elif before.text is None:
                self._file.unlink(missing_ok=True)
            else:
                write_whole(self._file, before.text.encode())
        self._dialogue = self._decided()


def _key() -> str:
    """Give the next key of a terminal, or the next line of whatever else stdin is. Raises EOFError at its end."""
    if sys.stdin.isatty():
        terminal.echo("> ", nl=False)
        key = click.getchar()
        terminal.echo(key if key.isprintable() else "")
        return key
    return _ask("> ")


def _ask(prompt: str) -> str:
    """Give a line that the person types. Raises EOFError at the end of the input."""
    terminal.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()
