"""Any Piper voice in the voices folder: natural, in many languages, and quick.

A voice is two files, `piper/NAME.onnx` and `piper/NAME.onnx.json`, and is called NAME. One of many speakers is called
NAME#speaker, by the speaker's name or number; NAME alone is its first. A runner of our own and not the package
piper-tts: that one brings a second eSpeak, ends a sentence after "Dr.", and never says the same thing twice the same.

The same request gives the same samples in every process of one machine and version of onnxruntime.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from audiobook.engines.ipa import as_engines_write, for_accent
from audiobook.engines.limits import check_pitch, check_rate
from audiobook.engines.packages import require_package, version_of
from audiobook.engines.parting import parted
from audiobook.engines.phonemes import Phrase, WordPhones, phonemize
from audiobook.engines.piper_config import PiperConfig, read_config
from audiobook.engines.piper_voices import VOICES, voice_infos
from audiobook.engines.pitch import with_pitch
from audiobook.engines.said import check_sound, excerpt, sayable_with
from audiobook.engines.voices_folder import has_file, not_installed, voices_folder
from audiobook.errors import SynthesisError, VoiceError, did_you_mean
from audiobook.model import Phonemes, Speech, Voice, VoiceInfo
from audiobook.text.sentences import sentences

_RUNNER_VERSION: Final = 1
"""Raise it when the same request would sound otherwise."""
_LONGEST_RUN: Final = 250
"""Phonemes: the models learned from sentences, and what they cost grows with the square of what is longer."""
_SLOWEST, _FASTEST = 0.5, 3.0
_SPEAKER: Final = "#"
_STANDS_ON: Final = ("onnxruntime", "parselmouth")
"""Packages that every voice needs: a manner moves the pitch also where the cast does not."""
_FOLDER, _MODEL, _CONFIG = "piper", ".onnx", ".onnx.json"
_PROBE: Final = 65_536
_WORD: Final = re.compile(r"\S+")
_KNOWN: Final = frozenset(voice.name for voice in VOICES)


class PiperEngine:
    """Piper's voice models on onnxruntime."""

    name = "piper"
    n_per_task = 4

    def fingerprint(self, voice: Voice) -> str:
        """Name the model, what runs it, reads text as phonemes and moves the pitch, and our runner, with versions."""
        name, _ = _parse(voice.name)
        versions = ", ".join(f"{package} {version_of(package)}" for package in (*_STANDS_ON, "espeakng_loader"))
        return f"piper {_digest(_model_path(name))}, {versions}, runner {_RUNNER_VERSION}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the voices that we know and all that are installed, each speaker of a model, sorted by name."""
        installed = _installed()
        known = {info.name: info for info in voice_infos(self.name, installed)}
        own = {
            name: VoiceInfo(self.name, name, accent=_config(name).language, licence="unknown", source="your files")
            for name in installed
            if name not in known
        }
        every = [voice for info in (known | own).values() for voice in _by_speaker(info)]
        return tuple(sorted(every, key=lambda voice: voice.name))

    def check(self, voice: Voice) -> None:
        """Raise VoiceError if there is no such voice, it is not installed, damaged, or cannot speak so fast or high."""
        name, speaker = _parse(voice.name)
        if name not in _installed():
            raise _missing(name)
        config = _config(name)
        if speaker:
            config.speaker(speaker)
        for package in _STANDS_ON:
            require_package(package, self.name)
        check_rate("Piper", voice.prosody.rate, _SLOWEST, _FASTEST)
        check_pitch("Piper", voice.prosody.pitch_st)

    def unsaid(self, ipa: str, voice: Voice) -> str:
        """Give the signs that the voice has not learned; all for one that reads letters."""
        config = _config(_parse(voice.name)[0])
        if config.reads == "text":
            return ipa
        return config.unknown_in(for_accent(as_engines_write(ipa), config.espeak_voice))

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Say the text, however long. Raises VoiceError as `check` does, SynthesisError if nothing sound comes."""
        self.check(voice)
        name, speaker = _parse(voice.name)
        config, (said, sounds) = _config(name), sayable_with(text, phonemes)
        runs = [config.ids(_written(run)) for run in parted(_phrases(said, config, sounds), _LONGEST_RUN)]
        if not any(runs):
            raise SynthesisError(f"there is nothing to say in {excerpt(text)}")
        from audiobook.engines.piper_model import Manner, load_model  # noqa: PLC0415 - only processes that speak need it

        manner = Manner(
            config.noise_scale,
            config.length_scale / voice.prosody.rate,
            config.noise_w,
            config.speaker(speaker) if speaker else 0,
        )
        model = load_model(_model_path(name))
        pcm = b"".join(model.speak(ids, manner) for ids in runs if ids)
        check_sound(Speech(pcm, config.sample_rate_hz), said, voice)
        return Speech(with_pitch(pcm, config.sample_rate_hz, voice.prosody.pitch_st), config.sample_rate_hz)


def _phrases(text: str, config: PiperConfig, phonemes: Sequence[Phonemes]) -> Sequence[Phrase]:
    """Give what is to be said, in the phonemes of the voice: IPA, or letters as they are."""
    if config.reads == "text":
        return [_spelled(text[span.start : span.end]) for span in sentences(text, config.language)]
    return [phrase for phrase in phonemize(text, config.espeak_voice, phonemes) if phrase.ipa]


def _spelled(text: str) -> Phrase:
    return Phrase(text, "", tuple(WordPhones(w.start(), w.end(), w.start()) for w in _WORD.finditer(text)))


def _written(run: Sequence[Phrase]) -> str:
    """Give the phonemes of a run as the models learned them: phrases with their marks, parted by spaces."""
    return " ".join(phrase.ipa + phrase.mark for phrase in run)


# -------------------------------------------------------------------------------------------------------- names, files


def _parse(name: str) -> tuple[str, str]:
    """Give the model's name and the speaker's, which may be empty."""
    model, _, speaker = name.partition(_SPEAKER)
    return model, speaker


def _installed() -> tuple[str, ...]:
    """Give the names of the models of which both files are in the voices folder."""
    found = (path.name.removesuffix(_MODEL) for path in (voices_folder() / _FOLDER).glob(f"*{_MODEL}"))
    return tuple(sorted(name for name in found if has_file(f"{_FOLDER}/{name}{_CONFIG}")))


def _missing(name: str) -> VoiceError:
    """Give the error for a model that is not there: known and not installed, misspelt, or somebody's own."""
    if name in _KNOWN:
        return not_installed("Piper", name, f"piper:{name}")
    hint = did_you_mean(name, (*_installed(), *sorted(_KNOWN)))
    own = f"Put {name}{_MODEL} and {name}{_CONFIG} into {voices_folder() / _FOLDER}."
    return VoiceError(f'Piper has no voice "{name}"', hint=hint or own)


def _model_path(name: str) -> Path:
    return voices_folder() / _FOLDER / f"{name}{_MODEL}"


def _config(name: str) -> PiperConfig:
    return read_config(voices_folder() / _FOLDER / f"{name}{_CONFIG}")


def _by_speaker(info: VoiceInfo) -> Iterator[VoiceInfo]:
    """Give a voice for each speaker of an installed model that has many."""
    config = _config(info.name) if info.installed else None
    if config is None or config.n_speakers == 1:
        yield info
        return
    named = {number: name for name, number in config.speakers.items()}
    for number in range(config.n_speakers):
        yield replace(info, name=f"{info.name}{_SPEAKER}{named.get(number, number)}")


def _digest(path: Path) -> str:
    """Tell a model's file from any other: by its size, its beginning, middle and end, and its configuration.

    All of it would take 0.1 s, in every build that has nothing to do; two models that were trained differ everywhere.
    """
    try:
        digest = hashlib.sha256(path.with_name(path.name + ".json").read_bytes())
        with path.open("rb") as file:
            n_bytes = file.seek(0, os.SEEK_END)
            for at in (0, n_bytes // 2, n_bytes - _PROBE):
                file.seek(max(0, at))
                digest.update(file.read(_PROBE))
    except OSError:
        raise _missing(path.name.removesuffix(_MODEL)) from None
    digest.update(str(n_bytes).encode())
    return digest.hexdigest()[:12]
