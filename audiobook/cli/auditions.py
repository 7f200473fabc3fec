"""`audition`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from audiobook.auditioning import Audition, choose_auditions, write_auditions
from audiobook.auto_cast import auto_cast, fitting_for
from audiobook.casting.roles import told_apart
from audiobook.cli import terminal
from audiobook.cli.auto_casting import why
from audiobook.cli.options import settings_from, stories_from
from audiobook.model import VoiceProfile
from audiobook.naming import folder_name
from audiobook.settings.cast_file import entry_lines
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.workers import LocalExecutor
from audiobook.understanding import Story, understand

_FOLDER: Final = "auditions"


def audition(
    story: Path | None,
    character: tuple[str, ...],
    engine: str,
    out: Path | None,
    voices: Path | None,
    **options: Any,  # noqa: ANN401 - click's options, typed in `settings_from`
) -> None:
    """Write the auditions of each story and print the choices."""
    settings = settings_from(voices, **options)
    paths = stories_from(story)
    for path in paths:
        bar = terminal.Bar(quiet=False)
        try:
            understood = understand(path, settings, bar)
            fitting = fitting_for(understood, settings, engine)
            beside, _ = auto_cast(understood, fitting)
            found = choose_auditions(beside, fitting, character)
            folder = _folder(path, settings, out, is_only=len(paths) == 1)
            written = write_auditions(beside, found, settings, folder, lambda: LocalExecutor(settings.jobs), bar)
        finally:
            bar.clear()
        terminal.echo(f"# {understood.book.title}: paste what you like into voices.yaml, under `characters:`")
        for each, target in zip(found, written, strict=True):
            terminal.echo("\n".join(_choices(understood, each, target)))


def _folder(story: Path, settings: Settings, out: Path | None, *, is_only: bool) -> Path:
    """Say where a story's auditions go: each in a folder of its own where there are several stories."""
    if out is None:
        # never in the folder of a library: a server would take them for a part of the book
        return settings.out / folder_name(story.stem) / _FOLDER
    return out if is_only else out / folder_name(story.stem)


def _choices(story: Story, audition: Audition, target: Path) -> Iterable[str]:
    """Give the YAML of one character: the first voice stands, the others are commented out."""
    (character,) = told_apart([audition.character], (c for c in story.dialogue.characters if c != audition.character))
    yield f"\n# {target}"
    yield f"# “{audition.words}”"
    for nth, fit in enumerate(audition.fits, 1):
        profile = VoiceProfile(audition.character.name, fit.voice)
        comment = "; ".join(filter(None, (f"voice {nth}", why(story, fit))))
        lines = list(entry_lines(character, profile, "  ", comment))
        first = next(n for n, line in enumerate(lines) if line.lstrip().startswith("voice:"))
        if nth == 1:
            yield from lines
        else:
            yield from (f"  # {line[2:]}" for line in lines[first:])
