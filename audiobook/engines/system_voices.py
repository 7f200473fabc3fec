"""The voices of macOS and Windows, through pyttsx3's own drivers (nsss, sapi5), for voices named "system/...".

Written from the drivers' source and never run by us: there is no macOS or Windows where this project is tested. They
need the system's event loop, so nothing is forked, and the same text may give slightly other samples next time; the
clip cache still makes builds repeatable. Neither driver changes pitch: pitch.py does.
"""

import functools
import platform
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from typing import Any, Final

from audiobook.engines.pitch import check_pitch, with_pitch
from audiobook.errors import SynthesisError, VoiceError, did_you_mean
from audiobook.model import Gender, Voice, VoiceInfo

PREFIX: Final = "system/"
_DRIVERS: Final = {"darwin": "nsss", "win32": "sapi5"}
_NARRATION_WPM: Final = 170
_COMMANDS: Final = str.maketrans("<>[]", "    ")
"""SAPI takes a text in angle brackets for XML, and macOS one in double brackets for commands: a story has neither."""
_GENDERS: Final = {"male": Gender.MALE, "female": Gender.FEMALE}


def fingerprint() -> str:
    """Name what changes the sound: the system brings engine and model, so its version stands for both."""
    return f"{platform.system()} {platform.release()} voices, adapter 1"


def voices(engine: str) -> tuple[VoiceInfo, ...]:
    """List the system's voices; none on systems without a driver."""
    if sys.platform not in _DRIVERS:
        return ()
    return tuple(
        VoiceInfo(engine, PREFIX + name, _gender(voice), "".join(voice.languages[:1] or ()).replace("_", "-").lower())
        for name, voice in _installed().items()
    )


def check(voice: Voice) -> None:
    """Raise VoiceError if this system has no such voice, or cannot say it at that pitch."""
    if sys.platform not in _DRIVERS:
        hint = 'Choose an eSpeak voice such as "en-us", which works everywhere.'
        raise VoiceError(f'voice "{voice.name}" needs macOS or Windows', hint=hint)
    if voice.name.removeprefix(PREFIX) not in _installed():
        hint = did_you_mean(voice.name, (PREFIX + name for name in _installed()))
        raise VoiceError(f'this system has no voice "{voice.name}"', hint=hint)
    check_pitch(voice.prosody.pitch_st, "A voice of this system", "pitch")


def synthesize(text: str, voice: Voice, sample_rate_hz: int) -> bytes:
    """Give mono 16-bit samples at that rate. Raises SynthesisError if there are none, or none we can read."""
    with tempfile.TemporaryDirectory(prefix="fullcast") as folder:
        path = Path(folder, "speech.wav")  # macOS writes AIFF into it all the same
        engine = _engine()
        engine.setProperty("voice", _installed()[voice.name.removeprefix(PREFIX)].id)
        engine.setProperty("rate", round(_NARRATION_WPM * voice.prosody.rate))
        engine.save_to_file(without_commands(text), str(path))
        engine.runAndWait()
        if not path.exists():
            raise SynthesisError(f'voice "{voice.name}" wrote no sound')
        return with_pitch(_samples(path, sample_rate_hz), sample_rate_hz, voice.prosody.pitch_st)


def without_commands(text: str) -> str:
    """Give the text with a blank for every sign that a system could take for the beginning of a command."""
    return text.translate(_COMMANDS)


@functools.cache
def _engine() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    import pyttsx3  # noqa: PLC0415 - only where a system voice is used

    return pyttsx3.init(_DRIVERS[sys.platform])


@functools.cache
def _installed() -> dict[str, Any]:
    """Give the system's voices by name; where two share a name, the later ones by their long identifier."""
    found: dict[str, Any] = {}
    for voice in _engine().getProperty("voices"):
        found[voice.id if voice.name in found else voice.name] = voice
    return dict(sorted(found.items()))


def _gender(voice: Any) -> Gender:  # noqa: ANN401 - pyttsx3's Voice; nsss says "VoiceGenderMale", sapi5 "Male"
    return _GENDERS.get(str(voice.gender).lower().removeprefix("voicegender"), Gender.UNKNOWN)


def _samples(path: Path, sample_rate_hz: int) -> bytes:
    """Read a WAV file as it is if it has our shape; let ffmpeg convert anything else."""
    try:
        with wave.open(str(path)) as file:
            if (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (sample_rate_hz, 1, 2):
                pcm: bytes = file.readframes(file.getnframes())
                return pcm
    except (wave.Error, EOFError):
        pass  # AIFF, or something odder: ffmpeg knows, or says why not
    from imageio_ffmpeg import get_ffmpeg_exe  # noqa: PLC0415 - 50 ms, and macOS only

    command = [get_ffmpeg_exe(), "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", str(sample_rate_hz), "-"]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SynthesisError(f"the system's sound cannot be read: {done.stderr.decode(errors='replace').strip()}")
    converted: bytes = done.stdout
    return converted
