"""What the .onnx.json beside a Piper voice says: its sample rate, its speakers, and the numbers of its phonemes."""

import functools
import json
import logging
import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiobook.errors import VoiceError, did_you_mean

log = logging.getLogger(__name__)

_BEGIN, _END, _BETWEEN = "^", "$", "_"
"""Phonemes that say nothing: every voice has them."""
_SILENT: Final = frozenset((_BEGIN, _END, _BETWEEN))
_STAND_INS: Final = {"…": "."}
"""Marks that Piper's voices do not know, and what they know instead."""
_RATES_HZ: Final = range(8_000, 96_001)
_READS: Final = ("espeak", "text")


@dataclass(frozen=True, slots=True)
class PiperConfig:
    """One voice model, of one speaker or many."""

    sample_rate_hz: int
    reads: str
    """What its phonemes are: "espeak", IPA; "text", letters as they are written."""
    espeak_voice: str
    language: str
    """BCP 47, lower case: "en-us"."""
    numbers: Mapping[str, tuple[int, ...]]
    """Phoneme -> the model's ids for it."""
    replaced: Mapping[str, tuple[str, ...]]
    """Phoneme -> those that this voice says for it."""
    noise_scale: float
    length_scale: float
    noise_w: float
    n_speakers: int
    speakers: Mapping[str, int]
    """Name -> number; empty where they have no names."""

    def __post_init__(self) -> None:
        """Refuse what no voice has: it would be divided by, or drown a machine in samples."""
        sound = self.sample_rate_hz in _RATES_HZ and self.n_speakers > 0 and self.length_scale > 0
        if not (sound and all(map(math.isfinite, (self.noise_scale, self.length_scale, self.noise_w)))):
            raise ValueError("its sample rate, number of speakers or scales cannot be")

    def ids(self, phonemes: str) -> tuple[int, ...]:
        """Give what the model takes for phonemes: begin, each with a gap after it, end; nothing if it knows none.

        A phoneme that the voice does not know is said by its parts ("ç" by "c"), or left out, and the log says so.
        What says nothing is no phoneme, wherever it came from.
        """
        heard = (phoneme for phoneme in phonemes if phoneme not in _SILENT)
        said = [number for phoneme in heard for known in self._known(phoneme) for number in self._with_gap(known)]
        return (*self._with_gap(_BEGIN), *said, *self.numbers[_END]) if said else ()

    def unknown_in(self, phonemes: str) -> str:
        """Give the signs that the voice would leave out, each once."""
        return "".join(dict.fromkeys(sign for sign in phonemes if not any(self._known(sign))))

    def speaker(self, wanted: str) -> int:
        """Give the number of a speaker, named or numbered. Raises VoiceError if there is none."""
        if wanted in self.speakers:
            return self.speakers[wanted]
        if wanted.isdecimal() and int(wanted) < self.n_speakers:
            return int(wanted)
        hint = did_you_mean(wanted, self.speakers) or f"There are {self.n_speakers}, numbered from 0."
        raise VoiceError(f'there is no speaker "{wanted}"', hint=hint)

    def _with_gap(self, phoneme: str) -> tuple[int, ...]:
        return (*self.numbers[phoneme], *self.numbers[_BETWEEN])

    def _known(self, phoneme: str) -> Iterator[str]:
        for part in self.replaced.get(phoneme, (_STAND_INS.get(phoneme, phoneme),)):
            if part in self.numbers:
                yield part
                continue
            parts = [sign for sign in unicodedata.normalize("NFD", part) if sign in self.numbers]
            if not parts:
                log.info("the voice does not know the phoneme %r", part)
            yield from parts


@functools.cache
def read_config(path: Path) -> PiperConfig:
    """Give what a voice's .onnx.json says, read once. Raises VoiceError if it cannot be read, or is another's."""
    try:
        config = parse_config(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise VoiceError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        hint = "It belongs to the .onnx beside it: fetch both again."
        raise VoiceError(f"{path} is no configuration of a Piper voice ({error!r})", hint=hint) from error
    if config.reads not in _READS:
        hint = f"We can read phonemes of these kinds: {', '.join(_READS)}."
        raise VoiceError(f'{path.stem} wants phonemes of the kind "{config.reads}"', hint=hint)
    return config


def parse_config(text: str) -> PiperConfig:
    """Read a configuration. Raises ValueError, KeyError, TypeError, AttributeError or OverflowError if it is none."""
    value: dict[str, Any] = json.loads(text)
    inference = value.get("inference", {})
    espeak_voice = value.get("espeak", {}).get("voice", "")
    numbers = {phoneme: tuple(map(int, ids)) for phoneme, ids in value["phoneme_id_map"].items()}
    for needed in (_BEGIN, _END, _BETWEEN):
        numbers[needed]
    return PiperConfig(
        sample_rate_hz=int(value["audio"]["sample_rate"]),
        reads=str(value.get("phoneme_type", "espeak")),
        espeak_voice=str(espeak_voice),
        language=str(value.get("language", {}).get("code", espeak_voice)).replace("_", "-").lower(),
        numbers=numbers,
        replaced={phoneme: tuple(parts) for phoneme, parts in value.get("phoneme_map", {}).items()},
        noise_scale=float(inference.get("noise_scale", 0.667)),
        length_scale=float(inference.get("length_scale", 1.0)),
        noise_w=float(inference.get("noise_w", 0.8)),
        n_speakers=int(value.get("num_speakers", 1)),
        speakers={str(name): int(number) for name, number in value.get("speaker_id_map", {}).items()},
    )
