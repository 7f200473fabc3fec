"""`say`, `cache` and `doctor`."""

import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from audiobook import __version__
from audiobook.audio.ffmpeg import binary, version_of
from audiobook.audio.samples import as_wav
from audiobook.auditioning import speaker_called, telling_line
from audiobook.cli import terminal
from audiobook.cli.options import cache_place, n_cores, settings_from, stories_from
from audiobook.engines.registry import engine_names, hint_elsewhere, load_engine
from audiobook.errors import (
    AudiobookError,
    OutputError,
    SettingsError,
    StoryError,
    VoiceError,
    did_you_mean,
)
from audiobook.files import explained, write_whole
from audiobook.helper.address import HelperModel
from audiobook.helper.server import Server
from audiobook.model import Prosody, Speech, Voice
from audiobook.settings.voices_yaml import Settings, parse_voice
from audiobook.synthesis.cache import ClipCache
from audiobook.understanding import say_line, understand

_PLAYERS: Final = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
    ("play", "-q"),
    ("ffplay", "-nodisp", "-autoexit"),
)
_WAV_NAMES: Final = ("", ".wav", ".wave")
_DAY_S: Final = 86_400


# ---------------------------------------------------------------------------------------------------------------- say


def say(voice: str, text: str, story: Path | None, voices: Path | None, output: Path | None) -> None:
    """Say one line, aloud or into a WAV file."""
    if output and output.suffix.lower() not in _WAV_NAMES:
        raise OutputError(f"{output}: a line is written as WAV", hint=f"-o {output.with_suffix('.wav')}")
    settings = settings_from(voices)
    if ":" in voice and not text:
        raise SettingsError(
            f'there is nothing for "{voice}" to say', hint=f'audiobook say {shlex.quote(voice)} "Good evening."'
        )
    if story or not text:
        chosen, own = _own_line(voice, stories_from(story), settings)
        text = text or own
    else:
        chosen = _voice_called(voice, settings)
    engine = load_engine(chosen.engine)
    try:
        engine.check(chosen)
    except VoiceError as error:
        cast = (part.character.name for part in settings.casting.parts)
        raise VoiceError(
            error.problem, hint=did_you_mean(voice, cast) or hint_elsewhere(chosen) or error.hint
        ) from None
    line = say_line(text, chosen, voice, settings)
    speech = engine.synthesize(line.spoken, chosen, line.phonemes)
    if output:
        write_whole(output, as_wav(speech.pcm, speech.sample_rate_hz))
        terminal.echo(f"{output}: {len(speech.pcm) / 2 / speech.sample_rate_hz:.1f} s")
    else:
        _play(speech)


def _own_line(name: str, stories: Sequence[Path], settings: Settings) -> tuple[Voice, str]:
    """Give the voice of a character in the first story that has him, and a line of his."""
    for path in stories:
        story = understand(path, settings)
        try:
            speaker = None if name.casefold() == "narrator" else speaker_called(story, name)
        except SettingsError:
            if path == stories[-1]:
                raise
            continue
        line = telling_line(story, speaker)
        return story.cast.profile_of(speaker).voice, " ".join(utterance.spoken for utterance in line)
    raise AssertionError("stories_from gives one at least")


def _voice_called(name: str, settings: Settings) -> Voice:
    """Give the voice of a character or the narrator, or else the engine's voice of that name."""
    casting = settings.casting
    if name.casefold() == "narrator":
        return casting.narrator.voice
    for part in casting.parts:
        if part.profile and name.casefold() in part.character.low_names:
            return part.profile.voice
    return parse_voice(name, settings.engine, Prosody())


def _play(speech: Speech) -> None:
    player = next((p for p in _PLAYERS if shutil.which(p[0])), None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        path.write_bytes(as_wav(speech.pcm, speech.sample_rate_hz))
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - Windows only

            winsound.PlaySound(str(path), winsound.SND_FILENAME)
        elif player is None:
            raise OutputError("there is no program here that plays sound", hint="write a file instead: -o line.wav")
        else:
            done = subprocess.run([*player, str(path)], check=False, capture_output=True)  # noqa: S603 - our own list
            if done.returncode:
                why = done.stderr.decode(errors="replace").strip().splitlines()
                raise OutputError(
                    f"{player[0]} could not play: {why[-1] if why else 'it gave no reason'}", hint="-o FILE"
                )


# -------------------------------------------------------------------------------------------------------------- cache


def cache(cache: str | None, *, prune: bool, older_than: int, max_size: float | None, as_json: bool) -> None:
    """Show the store of clips, and remove old ones if asked to."""
    folder = cache_place(cache)[0]
    store = ClipCache(folder)
    freed = 0
    if prune:
        age_s = older_than * _DAY_S if max_size is None else None
        freed = store.prune(max_bytes=None if max_size is None else round(max_size * 1e9), older_than_s=age_s).n_bytes
    stats = store.stats()
    if as_json:
        value = {
            "folder": str(folder),
            "clips": stats.n_clips,
            "tracks": stats.n_tracks,
            "bytes": stats.n_bytes,
            "freed": freed,
        }
        terminal.echo_json(value)
        return
    kept = f"{terminal.count(stats.n_clips, 'clip')}, {terminal.count(stats.n_tracks, 'track')}"
    terminal.echo(f"{folder}: {kept}, {terminal.size(stats.n_bytes)}")
    if prune:
        terminal.echo(f"freed {terminal.size(freed)}")


# ------------------------------------------------------------------------------------------------------------- doctor


def doctor(*, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Try everything that a build needs; exit 1 if something is missing."""
    found = list(_examine(options))
    if as_json:
        terminal.echo_json([{"what": w, "works": ok, "says": says} for w, ok, says in found])
    else:
        for what, works, says in found:
            mark = terminal.style("ok", "green") if works else terminal.style("MISSING", "red")
            terminal.echo(f"{mark}{' ' * (5 if works else 0)}  {what}: {says}")
    if not all(works for _, works, _ in found):
        sys.exit(1)


def _examine(options: dict[str, Any]) -> Iterator[tuple[str, bool, str]]:
    yield "audiobook", True, f"{__version__} on Python {platform.python_version()}, {terminal.count(n_cores(), 'core')}"
    for name in engine_names():
        yield _tried(f"engine {name}", partial(_try_engine, name))
    yield _tried("ffmpeg", _try_ffmpeg)
    yield _tried("settings", partial(_try_settings, options))
    yield from _helper(options)
    yield "stories", True, _stories()
    for what, path in (("cache", cache_place(options["cache"])[0]), ("output", options["out"])):
        yield _tried(what, partial(_try_folder, path))


def _tried(what: str, attempt: Callable[[], str]) -> tuple[str, bool, str]:
    try:
        return what, True, attempt()
    except AudiobookError as error:
        return what, False, f"{error.problem}{f'. {error.hint}' if error.hint else ''}"


def _try_engine(name: str) -> str:
    engine = load_engine(name)
    voices = engine.voices()
    if not voices:
        raise VoiceError("it has no voices")
    there = [voice for voice in voices if voice.installed]
    if not there:
        return f"not installed, which is no fault (`audiobook voices --engine {name}` tells how)"
    english = next((v for v in there if v.accent.startswith("en")), there[0])
    voice = Voice(name, english.name)
    speech = engine.synthesize("Good morning.", voice)
    seconds = len(speech.pcm) / 2 / speech.sample_rate_hz
    return f"speaks ({seconds:.1f} s with {voice.name}), {terminal.count(len(there), 'voice')}"


def _try_ffmpeg() -> str:
    return version_of(binary()).splitlines()[0]


def _try_settings(options: dict[str, Any]) -> str:
    settings = settings_from(options["voices"])
    return f"{terminal.count(len(settings.casting.parts), 'character')}, formats {', '.join(settings.formats)}"


def _helper(options: dict[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """Try the helper model, where voices.yaml has one."""
    helper = None
    with suppress(AudiobookError):  # "settings" says it
        helper = settings_from(options["voices"]).helper
    if helper:
        yield _tried("helper model", partial(_try_helper, helper))


def _try_helper(helper: HelperModel) -> str:
    return f"{helper.address} has {', '.join(Server(helper).models())}"


def _stories() -> str:
    try:
        return ", ".join(str(path) for path in stories_from(None))
    except StoryError:
        return "none in ./story here; name one: audiobook build FILE"


def _try_folder(path: Path) -> str:
    if not path.exists():
        return f"{path}, which will be made"
    probe = path / ".audiobook-probe"
    write_whole(probe, b"")
    with explained("remove", probe):
        probe.unlink()
    return f"{path}, {terminal.size(shutil.disk_usage(path).free)} free"
