"""What `names` does: lists the words that may be said wrong, writes them down, and lets them be heard."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiobook.auditioning import write_names
from audiobook.cli import terminal
from audiobook.cli.options import settings_from, stories_from
from audiobook.engines.espeak_dictionary import known_words
from audiobook.engines.phonemes import phonemize
from audiobook.errors import VoiceError
from audiobook.files import write_whole
from audiobook.hard_words import HardWord, find_hard_words
from audiobook.locks import changing
from audiobook.naming import folder_name
from audiobook.native import accent_of
from audiobook.settings.cast_file import yaml_word
from audiobook.settings.lexicons import BESIDE, parse_lexicon
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.workers import LocalExecutor
from audiobook.text.lexicon import Entry
from audiobook.understanding import Story, understand

_HEAD: Final = (
    "# How words are said (docs/lexicon.md): take the # away and put the IPA right, or write {say: ...} instead."
)
_OURS: Final = "our own names"


@dataclass(frozen=True, slots=True)
class _Row:
    """One word, and how it is said."""

    hard: HardWord
    line: int
    ipa: str
    """As the engine reads its letters; empty where that cannot be told."""
    entry: Entry | None
    """What the lexicon has."""

    @property
    def yaml(self) -> str:
        """Give the line for lexicon.yaml."""
        times = terminal.count(self.hard.count, "time")
        return f"{yaml_word(self.hard.written)}: {{ipa: {self.ipa}}}  # {times}, first in line {self.line}"


def names(
    story: Path | None,
    voices: Path | None,
    *,
    cache: str | None,
    jobs: int | None,
    out: Path | None,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - most, write, listen
) -> None:
    """List the hard words of each story; with `write` and `listen`, write them down and say them."""
    settings = settings_from(voices, cache=cache, jobs=jobs)
    values = []
    for path in stories_from(story):
        bar = terminal.Bar(quiet=as_json)
        try:
            understood = understand(path, settings, bar)
            rows = _rows(understood, asked["most"])
            track = _recorded(understood, rows, settings, out, bar) if asked["listen"] and rows else None
        finally:
            bar.clear()
        values.append({"title": understood.book.title, "words": [_json(understood, row) for row in rows]})
        if not as_json:
            _show(understood, rows)
        if track:
            terminal.echo(f"{track}: each as its letters are read, then as the lexicon has it", err=as_json)
        if asked["write"]:
            file = path.parent / BESIDE[0]
            with changing(file, "audiobook names --write"):
                _write(file, rows)
    if as_json:
        terminal.echo_json_of(values)


def _rows(story: Story, most: int) -> list[_Row]:
    language = story.book.language
    found = find_hard_words(story.book, story.script, story.dialogue, known_words(language))
    accent = accent_of(story.cast.narrator.voice) or language
    return [_row(story, hard, accent) for hard in found[:most]]


def _row(story: Story, hard: HardWord, accent: str) -> _Row:
    hits = story.pronouncing.lexicon.find(hard.written, frozenset()) if story.pronouncing else ()
    whole = next((hit for hit in hits if hit.span.end - hit.span.start == len(hard.written)), None)
    return _Row(hard, story.book.paragraph(hard.first).line, _ipa(hard.written, accent), whole.entry if whole else None)


def _ipa(word: str, accent: str) -> str:
    try:
        return " ".join(phrase.ipa for phrase in phonemize(word, accent))
    except VoiceError:  # an accent that eSpeak has no name for: its voice does not read as eSpeak does
        return ""


def _show(story: Story, rows: list[_Row]) -> None:
    terminal.echo(terminal.style(story.book.title, bold=True))
    if not rows:
        terminal.echo("nothing in it looks hard to say")
        return
    cells = [(r.hard.written, str(r.hard.count), str(r.line), r.ipa or "?", *_lexicon_cells(r.entry)) for r in rows]
    terminal.echo(terminal.table(cells, ("word", "times", "line", "by its letters", "lexicon", "from")))
    missing = [row for row in rows if row.entry is None and row.ipa]
    if missing:
        terminal.echo(f"\n{_HEAD}")
        for row in missing:
            terminal.echo(row.yaml)


def _lexicon_cells(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return "", ""
    return entry.ipa or f"“{entry.say}”", entry.place or _OURS


def _json(story: Story, row: _Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "word": row.hard.written,
        "count": row.hard.count,
        "chapter": row.hard.first.chapter,
        "paragraph": row.hard.first.paragraph,
        "line": row.line,
        "text": story.book.text_at(row.hard.first),
        "name": row.hard.is_name,
        "known": row.hard.known,
        "ipa": row.ipa,
        "lexicon": {"ipa": entry.ipa, "say": entry.say, "from": entry.place or _OURS} if entry else None,
    }


def _recorded(story: Story, rows: list[_Row], settings: Settings, out: Path | None, bar: terminal.Bar) -> Path:
    folder = out or settings.out / folder_name(story.path.stem) / "auditions"
    words = [row.hard.written for row in rows]
    return write_names(story, words, settings, folder, lambda: LocalExecutor(settings.jobs), bar)


def _write(path: Path, rows: list[_Row]) -> None:
    """Add the lines that the lexicon does not have yet, as comments: what is written stays as it is."""
    before = read_text(path) if path.exists() else ""
    parse_lexicon(before, str(path))
    new = [f"# {row.yaml}" for row in rows if row.entry is None and row.ipa and not _mentions(before, row.hard.written)]
    if not new:
        terminal.echo(f"{path}: there is nothing new to write", err=True)
        return
    head = [before.rstrip("\n")] if before.strip() else [_HEAD]
    write_whole(path, ("\n".join([*head, *new]) + "\n").encode())
    terminal.echo(f"{path}: {terminal.count(len(new), 'word')} noted, commented out", err=True)


def _mentions(text: str, written: str) -> bool:
    start = f"{yaml_word(written)}:"
    return any(line.lstrip("# ").startswith(start) for line in text.splitlines())
