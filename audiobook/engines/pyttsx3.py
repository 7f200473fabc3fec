"""The default engine: eSpeak NG through pyttsx3, on every system, with any number of voices.

Voices are named like "en-us", "en-us+Storm", "de+f3"; on macOS and Windows also "system/<name>" (system_voices.py).

Where processes can fork (Linux, macOS), every utterance is spoken in a child of its own, and the same request gives the
same samples whatever was said before (apart.py). On Windows eSpeak speaks in this process, and the samples of the same
text differ inaudibly from time to time; the clip cache still makes builds repeatable.
"""

import atexit
import functools
import importlib
import itertools
from collections.abc import Sequence
from typing import Any, Final

from audiobook.engines import system_voices
from audiobook.engines.apart import ChildError
from audiobook.engines.espeak_data import espeak_data
from audiobook.engines.espeak_inlay import inlaid
from audiobook.engines.espeak_words import word_times
from audiobook.engines.ipa import Sounds
from audiobook.engines.packages import version_of
from audiobook.engines.said import could_not_say, fault_in, sayable_with
from audiobook.errors import VoiceError
from audiobook.model import Phonemes, Prosody, Speech, Voice, VoiceInfo

_DRIVER_VERSION: Final = 2
"""Raise it when the same request would sound otherwise, or its words be timed otherwise."""
_SAMPLE_RATE_HZ: Final = 22050
_WIDTH: Final = 2
"""Bytes of a sample."""
_NARRATION_WPM: Final = 150
"""What eSpeak is told for rate 1. It speaks faster than it says: a novel comes to 173 words per minute without the
pauses between sentences, and to 155-160 with them, the pace of a narrator."""
_SLOWEST_WPM, _FASTEST_WPM = 80, 450
"""eSpeak takes others, and speaks with these."""
_PITCHES: Final = ((-6.7, 0), (-5.6, 8), (-3.4, 25), (-1.6, 37), (0.0, 50), (2.1, 63), (4.1, 75), (7.2, 92), (8.6, 99))
"""Semitones and eSpeak's parameter for them: median F0 of a voiced sentence, measured on "en-us". The steps are not
even (7.5 units a semitone below the middle, 6 above), because eSpeak moves base and range apart."""
_RANGE: Final = 50
"""How lively the melody is: eSpeak's own."""
_N_TRIES: Final = 2


class Pyttsx3Engine:
    """eSpeak NG, and the voices that macOS and Windows bring."""

    name = "pyttsx3"
    n_per_task = 16

    def fingerprint(self, voice: Voice) -> str:
        """Name pyttsx3, what speaks behind it, and our own driver, with their versions."""
        behind = (
            system_voices.fingerprint() if _is_system(voice) else f"espeakng-loader {version_of('espeakng_loader')}"
        )
        return f"pyttsx3 {version_of('pyttsx3')}, {behind}, driver {_DRIVER_VERSION}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List all languages plain, the variants of American English, and the system's voices, sorted by name.

        Every variant can be had in every language: "de+f3".
        """
        listed = (*espeak_data().voices(self.name), *system_voices.voices(self.name))
        return tuple(sorted(listed, key=lambda info: info.name))

    def check(self, voice: Voice) -> None:
        """Raise VoiceError if there is no such voice, or it cannot speak so fast or so high."""
        if _is_system(voice):
            system_voices.check(voice)
            return
        espeak_data().resolve(voice.name)
        _wpm(voice.prosody)
        _pitch(voice.prosody)

    def unsaid(self, ipa: str, voice: Voice) -> str:
        """Give the signs that eSpeak has no sound for in the voice's language; all for a voice of the system."""
        return ipa if _is_system(voice) else _sounds(ipa, voice).unknown

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Say the text. Raises VoiceError as `check` does, and SynthesisError if there is nothing sound to be had.

        Words have times, from eSpeak only, where the text holds nothing that had to be cleaned away (`said.plain`).
        """
        self.check(voice)
        said, sounds = sayable_with(text, phonemes)
        for n_left in reversed(range(_N_TRIES)):
            try:
                speech = self._speech(said, voice, sounds)
            except ChildError as error:
                if not n_left:
                    raise could_not_say(said, voice, error) from error
            else:
                return speech if said == text else Speech(speech.pcm, _SAMPLE_RATE_HZ)
        raise AssertionError

    def _speech(self, text: str, voice: Voice, phonemes: Sequence[Phonemes]) -> Speech:
        """Give speech that can be this text. Raises ChildError if speaking fails or the length cannot be right."""
        if _is_system(voice):
            speech = Speech(system_voices.synthesize(text, voice, _SAMPLE_RATE_HZ), _SAMPLE_RATE_HZ)
        else:
            speech = _speak(text, voice, phonemes)
        if fault := fault_in(speech.pcm, _SAMPLE_RATE_HZ, text, voice.prosody.rate):
            raise ChildError(fault)
        return speech


def _speak(text: str, voice: Voice, phonemes: Sequence[Phonemes]) -> Speech:
    """Let eSpeak say it. pyttsx3 swallows what a driver raises and tells of it in an event: raise it again."""
    errors: list[Exception] = []
    engine = _espeak()
    token = engine.connect("error", lambda name, exception: errors.append(exception))  # noqa: ARG005 - so pyttsx3 calls
    engine.setProperty("voice", espeak_data().resolve(voice.name))
    engine.setProperty("rate", _wpm(voice.prosody))
    engine.setProperty("pitch", _pitch(voice.prosody))
    engine.setProperty("range", _RANGE)
    engine.setProperty("volume", 1.0)
    engine.setProperty("phonemes", int(bool(phonemes)))
    inlay = inlaid(text, [(sound.span, _sounds(sound.ipa, voice).names) for sound in phonemes])
    engine.say(inlay.text if phonemes else text)
    engine.runAndWait()
    engine.disconnect(token)
    if errors:
        raise ChildError(str(errors[0])) from errors[0]
    pcm: bytes = engine.getProperty("pcm")
    phones = engine.getProperty("phones")
    words = word_times(text, list(map(inlay.back, phones)) if phonemes else phones, len(pcm) // _WIDTH)
    return Speech(pcm, _SAMPLE_RATE_HZ, words)


def _sounds(ipa: str, voice: Voice) -> Sounds:
    from audiobook.engines.espeak_sounds import sounds_for  # noqa: PLC0415 - it loads ctypes

    return sounds_for(ipa, voice.name)


@functools.cache
def _espeak() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """Start pyttsx3 on our driver, once: this loads the library (50 ms)."""
    import pyttsx3  # noqa: PLC0415 - only processes that speak need it

    driver = importlib.import_module("audiobook.engines.espeak")
    atexit.register(_espeak.cache_clear)  # pyttsx3's own finalizer complains if the interpreter is half gone
    return pyttsx3.init(driver.install())


def _is_system(voice: Voice) -> bool:
    return voice.name.startswith(system_voices.PREFIX)


def _wpm(prosody: Prosody) -> int:
    wpm = round(_NARRATION_WPM * prosody.rate)
    if not _SLOWEST_WPM <= wpm <= _FASTEST_WPM:
        lowest, highest = _SLOWEST_WPM / _NARRATION_WPM, _FASTEST_WPM / _NARRATION_WPM
        raise VoiceError(f"eSpeak cannot speak at rate {prosody.rate:g}", hint=f"Use {lowest:.2f} to {highest:.2f}.")
    return wpm


def _pitch(prosody: Prosody) -> int:
    """Give eSpeak's pitch parameter, between the two measured points around it."""
    wanted_st = prosody.pitch_st
    for (below_st, below), (above_st, above) in itertools.pairwise(_PITCHES):
        if below_st <= wanted_st <= above_st:
            return round(below + (above - below) * (wanted_st - below_st) / (above_st - below_st))
    hint = f"Use {_PITCHES[0][0]:+.1f} to {_PITCHES[-1][0]:+.1f}, or a lower or higher variant."
    raise VoiceError(f"eSpeak cannot change its pitch by {wanted_st:+g} semitones", hint=hint)
