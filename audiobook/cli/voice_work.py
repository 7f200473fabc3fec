"""What `voices` lists and `voices install` brings."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from audiobook.cli import terminal
from audiobook.engines.registry import engine_names, load_engine
from audiobook.engines.voices_folder import voices_folder
from audiobook.errors import VoiceError, did_you_mean
from audiobook.model import Age, VoiceInfo
from audiobook.voice_store.catalogue import ITEMS, Item, Release, item_called, item_with
from audiobook.voice_store.install import Source, missing_files
from audiobook.voice_store.install import install as install_item
from audiobook.voice_store.licences import allows
from audiobook.voice_store.own import note, noted_voice, own_voice
from audiobook.voice_store.sources import InstalledPackages, LocalFiles, Upstream

# -------------------------------------------------------------------------------------------------------------- voices


def show(*, engine: str, gender: str | None, accent: str, installed: bool, as_json: bool) -> None:
    """List the voices of all engines, or those that are asked for."""
    names = (engine,) if engine else engine_names()
    listed = [voice for name in names for voice in load_engine(name).voices()]
    found = [v for v in _speaking(listed, accent) if gender in (None, v.gender) and (v.installed or not installed)]
    if as_json:
        terminal.echo_json([_voice_json(voice) for voice in found])
    elif found:
        terminal.echo(_table(found))
        terminal.echo("\n".join(("", *_notes(found))))
    else:
        terminal.echo("There is no such voice.")
        if installed:
            terminal.echo("Without --installed, those that can be installed are listed too, with the command for it.")


def _speaking(voices: Sequence[VoiceInfo], accent: str) -> Sequence[VoiceInfo]:
    """Give the voices of a language, or of one kind of it. Raises VoiceError if no voice of any kind speaks it."""
    wanted = accent.lower().replace("_", "-")
    found = [v for v in voices if not wanted or v.accent == wanted or v.accent.startswith(f"{wanted}-")]
    if voices and not found:
        hint = did_you_mean(wanted, {v.accent for v in voices})
        raise VoiceError(f'no voice speaks "{accent}"', hint=hint or "Write a language like en, en-gb, de.")
    return found


def _table(voices: Iterable[VoiceInfo]) -> str:
    rows = [(v.id, v.gender, v.accent, v.licence, "yes" if v.installed else "no", _ear(v)) for v in voices]
    return terminal.table(rows, ("voice", "gender", "accent", "licence", "installed", "sound"))


def _ear(voice: VoiceInfo) -> str:
    age = "" if voice.age is Age.UNKNOWN else voice.age
    return ", ".join(filter(None, (age, *voice.timbre, voice.description)))


def _notes(voices: Sequence[VoiceInfo]) -> Iterator[str]:
    """Say below the list what its licences allow, and what installs the missing."""
    yield "What the licences allow whoever publishes the sound (say that the voices are synthetic):"
    for licence in sorted({v.licence for v in voices}):
        yield f"  {licence or 'none stated'}: {allows(licence)}"
    missing = dict.fromkeys(filter(None, (item_with(v.id) for v in voices if not v.installed)))
    if missing:
        yield 'Those with "no" are not installed yet. To get them:'
        yield from (f"  {_command(item)}" for item in missing)


def _command(item: str) -> str:
    return f"audiobook voices install {item}"


def _voice_json(voice: VoiceInfo) -> dict[str, Any]:
    item = "" if voice.installed else item_with(voice.id)
    return {
        "id": voice.id,
        "engine": voice.engine,
        "gender": voice.gender,
        "accent": voice.accent,
        "age": voice.age,
        "timbre": list(voice.timbre),
        "description": voice.description,
        "licence": voice.licence,
        "allows": allows(voice.licence),
        "source": voice.source,
        "installed": voice.installed,
        "install": _command(item) if item else "",
    }


# ------------------------------------------------------------------------------------------------------------- install


def install(what: str, source: Path | None, *, verify: bool, quiet: bool) -> None:
    """Bring an item into the voices folder, unless it is there."""
    folder = voices_folder()
    item, is_own = _item(what, source, folder)
    verify = verify or is_own  # a voice that was trained on has other bytes, and the same length
    missing = missing_files(item, folder, verify=verify)
    if not missing:
        how = "every byte is right" if verify else "nothing to do"
        _say(f"{item.name}: installed in {folder} ({_size(item)}); {how}", quiet=quiet)
        return
    bar = terminal.Bar(quiet=quiet)
    try:
        used = install_item(item, folder, _sources(item, source, folder, bar, quiet=quiet), bar, verify=verify)
    finally:
        bar.clear()
    _say(f"{item.name}: installed in {folder} ({_size(item)}), from {' and '.join(used)}", quiet=quiet)
    if item.caveat:
        _say(f"  Note: {item.caveat}.", quiet=quiet)
    if is_own:
        _say(f"  Nobody has pinned this voice: its sha256 is noted in {note(item, folder)}", quiet=quiet)


def _item(what: str, source: Path | None, folder: Path) -> tuple[Item, bool]:
    """Give what is meant, and whether it is a voice of the person's own."""
    engine, _, name = what.partition(":")
    if engine == "piper" and what not in ITEMS:
        own = own_voice(name, source) if source else noted_voice(name, folder)
        if own:
            return own, True
    return item_called(what), False


def _sources(item: Item, source: Path | None, folder: Path, bar: terminal.Bar, *, quiet: bool) -> Sequence[Source]:
    def announce(release: Release) -> None:
        bar.clear()
        _say(f"Fetching {release.url} ({terminal.size(release.n_bytes)}, {item.licence})", quiet=quiet)

    if source:
        return LocalFiles(source, item), InstalledPackages(item)
    return InstalledPackages(item), Upstream(item, folder, bar, announce)


def _size(item: Item) -> str:
    n_bytes = sum(file.n_bytes for file in item.files)
    return f"{terminal.count(len(item.files), 'file')}, {terminal.size(n_bytes)}, licence {item.licence}"


def _say(text: str, *, quiet: bool) -> None:
    if not quiet:
        terminal.echo(text, err=True)
