"""A pyttsx3 driver on the eSpeak NG of the package espeakng-loader: synchronous, repeatable, silent on stdout.

pyttsx3's own driver runs eSpeak asynchronously and loses changes of rate and voice between utterances; a third of a
book comes out in the wrong voice or not at all. This one does what it is told, in order, before it returns:

    engine = pyttsx3.init(install())
    engine.setProperty("voice", "gmw/en-us+f3")
    engine.say("Nobody goes home tonight.")    # collects; plays nothing
    engine.runAndWait()
    engine.getProperty("pcm")                  # bytes: mono, s16, 22050 Hz
    engine.getProperty("phones")               # espeak_words.Phone: which word sounds when

Where processes can fork, each utterance is spoken in a child of its own (apart.py). Properties are only noted here and
set there: this process starts eSpeak and stays as it was, and all of pyttsx3 runs on this side of the fork, where it
copies no memory. What fails is reported through pyttsx3's "error" event. eSpeak keeps its state per process: one
engine, no threads. Importing this module loads the library. Method names are pyttsx3's.
"""

import ctypes
import functools
import itertools
import sys
from collections.abc import Iterator
from typing import Any, Final

from audiobook.engines.apart import Send, run_unseen
from audiobook.engines.espeak_library import bindings as _espeak
from audiobook.engines.espeak_library import set_voice, started
from audiobook.engines.espeak_words import Phone, packed, unpacked

_NAME: Final = "fullcast_espeak"
_SEED: Final = 1
"""Of the noise in breathy voices ("f3", "whisper"): eSpeak seeds it with the time of day."""
_PHONEME: Final = 7
"""espeakEVENT_PHONEME, which pyttsx3's bindings do not name."""
_PHONEMES_TOO: Final = 0x100
"""espeakPHONEMES."""
_N_LENGTH: Final = 8
"""Bytes that say how many bytes of phones follow the samples."""
_LIMIT_S: Final = 60.0
_LIMIT_S_PER_BYTE: Final = 0.01
"""Speaking takes 0.00005 s of CPU a byte; a busy machine is not to be taken for a hung child."""


def install() -> str:
    """Make this module a driver of pyttsx3 and give the name for `pyttsx3.init`."""
    sys.modules[f"pyttsx3.drivers.{_NAME}"] = sys.modules[__name__]
    return _NAME


def buildDriver(proxy: Any) -> "Driver":  # noqa: N802, ANN401 - pyttsx3 calls it so, with a weak proxy
    """Give pyttsx3 its driver."""
    return Driver(proxy)


class Driver:
    """What pyttsx3 asks of a driver, and `getProperty` of "pcm" and "phones"."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401
        """Start eSpeak."""
        self._proxy = proxy
        self._voice = "gmw/en-US"
        self._parameters: dict[int, int] = {}
        self._flags = 0
        self._pcm = b""
        self._phones: tuple[Phone, ...] = ()
        self._heard: list[Phone] = []
        self._send: Send | None = None
        self._error: BaseException | None = None
        started().SetSynthCallback(self._collect)

    def setProperty(self, name: str, value: str | float) -> None:  # noqa: N802
        """Note voice (a name), rate (words per minute), pitch, range (0..99) or volume (0..1) for what is said next.

        With "phonemes" (1 or 0) what stands between double brackets is phonemes, until it is taken back.
        """
        if name == "voice":
            self._voice = str(value)
        elif name == "phonemes":
            self._flags = _PHONEMES_TOO if value else 0
        elif name == "volume":
            self._parameters[_espeak.VOLUME] = round(float(value) * 100)
        else:
            self._parameters[{"rate": _espeak.RATE, "pitch": _espeak.PITCH, "range": _espeak.RANGE}[name]] = int(value)

    def getProperty(self, name: str) -> bytes | tuple[Phone, ...]:  # noqa: N802
        """Give the samples of the last utterance ("pcm"), or its phonemes and pauses ("phones")."""
        if name not in {"pcm", "phones"}:
            raise KeyError(name)
        return self._pcm if name == "pcm" else self._phones

    def say(self, text: str) -> None:
        """Speak the text into memory; returns when all of it is spoken. Markup is read as words."""
        spoken = text.encode("utf-8")
        work = functools.partial(self._speak, spoken)
        limit_s = _LIMIT_S + _LIMIT_S_PER_BYTE * len(spoken)
        self._pcm, self._phones = b"", ()
        content = memoryview(run_unseen(work, limit_s))
        n_bytes = int.from_bytes(content[-_N_LENGTH:], "little")
        end = len(content) - _N_LENGTH
        self._pcm, self._phones = bytes(content[: end - n_bytes]), unpacked(bytes(content[end - n_bytes : end]))

    def _speak(self, spoken: bytes, send: Send) -> None:
        """Say it in this process, with every property set: eSpeak remembers those of the last utterance.

        Samples are sent as they come, then the phones, then how many bytes these are.
        """
        self._send, self._error, self._heard = send, None, []
        _espeak.dll.espeak_ng_SetRandSeed(_SEED)
        set_voice(self._voice)
        for parameter, number in self._parameters.items():
            if _espeak.SetParameter(parameter, number, 0) != _espeak.EE_OK:
                raise ValueError(f"eSpeak does not take {number} for its parameter {parameter}")
        # The size is that of the bytes and their NUL: pyttsx3's own call claims ten times as much, and eSpeak reads it.
        flags = _espeak.CHARS_UTF8 | _espeak.ENDPAUSE | self._flags
        result = _espeak.cSynth(spoken, len(spoken) + 1, 0, _espeak.POS_CHARACTER, 0, flags, None, None)
        if self._error is not None:
            raise self._error
        if result != _espeak.EE_OK:
            raise RuntimeError(f"eSpeak could not speak (error {result})")
        phones = packed(self._heard)
        send(phones)
        send(len(phones).to_bytes(_N_LENGTH, "little"))

    def _collect(self, samples: Any, n_samples: int, events: Any) -> int:  # noqa: ANN401 - ctypes pointers
        try:
            self._heard += _phones(events)
            if self._send and n_samples > 0:
                self._send(ctypes.string_at(samples, n_samples * 2))
        except BaseException as error:  # noqa: BLE001 - C would swallow it, Ctrl-C included; `_speak` raises it again
            self._error = error
            return 1
        return 0

    def startLoop(self) -> None:  # noqa: N802
        """Do all that is queued; since nothing here waits, this is the whole loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """There is no loop to end."""

    def iterate(self) -> None:
        """There is no loop to step."""

    def stop(self) -> None:
        """Nothing ever runs that could be stopped."""

    def destroy(self) -> None:
        """Let eSpeak be: a process starts it once, and it does not survive being ended."""


def _phones(events: Any) -> Iterator[Phone]:  # noqa: ANN401 - a ctypes pointer to the first
    """Give the phonemes and pauses among the events that come with a piece of sound.

    `sample` counts from the beginning of the utterance, as `audio_position` does in ms, which are rounded down.
    """
    for i in itertools.count():
        event = events[i]
        if event.type == _espeak.EVENT_LIST_TERMINATED:
            return
        if event.type == _PHONEME:
            name = ctypes.string_at(ctypes.addressof(event.id), 1)
            yield Phone(event.text_position - 1, event.sample, name == b"_")
