"""Kokoro-82M: 28 natural English voices, and blends of any two, from a model on this machine.

Voices are named as Kokoro names them, "af_heart"; a blend is "af_heart:0.6+bf_emma:0.4". `audiobook voices install
kokoro` brings the model. A runner of our own (kokoro_model.py) and not the package kokoro-onnx: that one brings a
second way to eSpeak, holds Python back (< 3.14), and leaves pitch alone.

The same request gives the same samples in every process of one machine and version of onnxruntime.
"""

from collections.abc import Sequence
from typing import Final

from audiobook.engines.ipa import as_engines_write, for_accent
from audiobook.engines.kokoro_tokens import MOST_TOKENS, Run, apart, as_run, unknown_in
from audiobook.engines.kokoro_voices import MODEL_N_BYTES, MODEL_SHA256, N_BYTES, VOICES, voice_infos
from audiobook.engines.limits import check_pitch, check_rate
from audiobook.engines.packages import require_package, version_of
from audiobook.engines.parting import parted
from audiobook.engines.phonemes import phonemize
from audiobook.engines.said import check_sound, excerpt, sayable_with
from audiobook.engines.voices_folder import has_file, not_installed, voices_folder
from audiobook.errors import SynthesisError, VoiceError, did_you_mean
from audiobook.model import Phonemes, Span, Speech, Voice, VoiceInfo, WordTime, joined

_SAMPLE_RATE_HZ: Final = 24000
_RUNNER_VERSION: Final = 3
"""Raise it when the same request would sound otherwise, or its words be timed otherwise."""
_MODEL: Final = "kokoro/model.onnx"
_SLOWEST, _FASTEST = 0.5, 2.0
_BEFORE_S: Final = 0.2
"""Kept before the frames of the first phoneme: they are heard up to 0.12 s earlier. Silence is taken off later."""
_AFTER_S: Final = 0.05
"""Kept after those of the last, where two runs of a long text are joined: the pause of the mark is in the sound."""
_EARLY_S: Final = 0.065
"""A phoneme is heard so long before its frames: median of words against a forced alignment (benchmarks/forced.py), two
voices: 62 and 75 ms at rate 1, 71 and 97 at 0.8, 47 and 55 at 1.5."""
_WIDTH: Final = 2
"""Bytes of a sample."""
_MOST_SHARE: Final = 1000.0
_BLEND_HINT: Final = 'Write a blend like this: "af_heart:0.6+bf_emma:0.4"'
_BY_NAME: Final = {voice.name: voice for voice in VOICES}


class KokoroEngine:
    """Kokoro-82M v1.0, int8, on onnxruntime."""

    name = "kokoro"
    n_per_task = 1

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Name the model, what runs it, what reads text as phonemes, and our runner, with their versions."""
        versions = f"onnxruntime {version_of('onnxruntime')}, espeakng-loader {version_of('espeakng_loader')}"
        return f"kokoro {MODEL_SHA256[:12]}, {versions}, runner {_RUNNER_VERSION}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the 28 voices, sorted by name, whether they are installed or not."""
        there = has_file(_MODEL, MODEL_N_BYTES)
        return voice_infos(self.name, {name for name in _BY_NAME if there and has_file(_file(name), N_BYTES)})

    def check(self, voice: Voice) -> None:
        """Raise VoiceError if there is no such voice, it is not installed, or it cannot speak so fast or so high."""
        for name, _ in parse_blend(voice.name):
            if not (has_file(_MODEL, MODEL_N_BYTES) and has_file(_file(name), N_BYTES)):
                raise not_installed("Kokoro", name, "kokoro")
        require_package("onnxruntime", "kokoro")
        check_rate("Kokoro", voice.prosody.rate, _SLOWEST, _FASTEST)
        check_pitch("Kokoro", voice.prosody.pitch_st)

    def unsaid(self, ipa: str, voice: Voice) -> str:
        """Give the signs that the model has not learned."""
        return unknown_in(for_accent(as_engines_write(ipa), _accent(voice.name)))

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Say the text, however long. Raises VoiceError as `check` does, SynthesisError if nothing sound comes of it.

        Words have times where the text holds nothing that had to be cleaned away (`said.plain`).
        """
        self.check(voice)
        said, sounds = sayable_with(text, phonemes)
        phrases = phonemize(said, _accent(voice.name), sounds)
        runs = [as_run(run) for run in parted([apart(phrase) for phrase in phrases if phrase.ipa], MOST_TOKENS)]
        if not any(run.tokens for run in runs):
            raise SynthesisError(f"there is nothing to say in {excerpt(text)}")
        speech = joined([self._speak(run, voice) for run in runs if run.tokens])
        check_sound(speech, said, voice)
        return speech if said == text else Speech(speech.pcm, speech.sample_rate_hz)

    def _speak(self, run: Run, voice: Voice) -> Speech:
        """Say what the model takes in one go, with most of the silence around it taken off."""
        from audiobook.engines.kokoro_model import load_model  # noqa: PLC0415 - only processes that speak need it

        folder = voices_folder()
        blend = [(folder / _file(name), share) for name, share in parse_blend(voice.name)]
        pitch = 2 ** (voice.prosody.pitch_st / 12)
        pcm, bounds = load_model(folder / _MODEL).speak(run.tokens, blend, voice.prosody.rate, pitch)
        before, after, early = (round(s * _SAMPLE_RATE_HZ) for s in (_BEFORE_S, _AFTER_S, _EARLY_S))
        begin, end = max(0, bounds[0] - before), bounds[-1] + after
        heard = [max(0, bound - early - begin) for bound in bounds]
        words = (
            WordTime(Span(word.text_start, word.text_end), heard[word.first], heard[word.end]) for word in run.words
        )
        return Speech(pcm[_WIDTH * begin : _WIDTH * end], _SAMPLE_RATE_HZ, tuple(words))


def parse_blend(name: str) -> tuple[tuple[str, float], ...]:
    """Give the voices that a name stands for, with their shares, which come to 1.

    "af_heart" is one voice; "af_heart:0.6+bf_emma:0.4" are two, and so is "af_heart+bf_emma", half and half. Raises
    VoiceError, with a "did you mean", for what is no voice or no share.
    """
    parts = [part.strip().partition(":") for part in name.split("+")]
    voices = [voice.strip() for voice, _, _ in parts]
    for voice in voices:
        if voice not in _BY_NAME:
            hint = did_you_mean(voice, _BY_NAME) or "audiobook voices --engine kokoro"
            raise VoiceError(f'Kokoro has no voice "{voice}"', hint=hint)
    shares = [_share(share, name) if colon else 1.0 for _, colon, share in parts]
    if len(set(voices)) < len(voices):
        raise VoiceError(f'"{name}" blends a voice with itself', hint=_BLEND_HINT)
    return tuple((voice, share / sum(shares)) for voice, share in zip(voices, shares, strict=True))


def _share(text: str, name: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= _MOST_SHARE:
        raise VoiceError(f'"{text}" is no share of a voice (in "{name}")', hint=_BLEND_HINT)
    return share


def _accent(name: str) -> str:
    """Give the accent of a voice: of a blend, that of the voice with the largest share."""
    return _BY_NAME[max(parse_blend(name), key=lambda part: part[1])[0]].accent


def _file(name: str) -> str:
    return f"kokoro/{name}.bin"
