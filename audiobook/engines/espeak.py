"""A pyttsx3 driver on the eSpeak NG of the package espeakng-loader: synchronous, repeatable, silent on stdout.

pyttsx3's own driver runs eSpeak asynchronously and loses changes of rate and voice between utterances; a third of a
book comes out in the wrong voice or not at all. This one does what it is told, in order, before it returns:

    engine = pyttsx3.init(install())
    engine.setProperty("voice", "gmw/en-us+f3")
    engine.say("Nobody goes home tonight.")    # collects; plays nothing
    engine.runAndWait()
    engine.getProperty("pcm")                  # bytes: mono, s16, 22050 Hz

Where processes can fork, each utterance is spoken in a child of its own (apart.py). Properties are only noted here and
set there: this process starts eSpeak and stays as it was, and all of pyttsx3 runs on this side of the fork, where it
copies no memory. What fails is reported through pyttsx3's "error" event. eSpeak keeps its state per process: one
engine, no threads. Importing this module loads the library. Method names are pyttsx3's.
"""

import ctypes
import functools
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Final

import espeakng_loader

from audiobook.engines.apart import CAN_FORK, Send, run_apart
from audiobook.errors import VoiceError

SAMPLE_RATE_HZ: Final = 22050

_NAME: Final = "fullcast_espeak"
_DONT_EXIT: Final = 0x8000
"""espeakINITIALIZE_DONT_EXIT: without it a data folder that cannot be read ends the whole process, exit code 1."""
_BUFFER_MS: Final = 1000
_LONGEST_DATA_PATH: Final = 150
"""Bytes. eSpeak keeps 160 for the folder with a file name; longer ones fail."""
_SEED: Final = 1
"""Of the noise in breathy voices ("f3", "whisper"): eSpeak seeds it with the time of day."""
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
    """What pyttsx3 asks of a driver, and `getProperty("pcm")`."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401
        """Start eSpeak, and let it read the list of its voices, which takes longer than a sentence does."""
        self._proxy = proxy
        self._voice = "gmw/en-US"
        self._parameters: dict[int, int] = {}
        self._pcm = b""
        self._send: Send | None = None
        self._error: BaseException | None = None
        data = os.fsencode(_short(Path(espeakng_loader.get_data_path())))
        rate_hz = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS, data, _DONT_EXIT)
        if rate_hz != SAMPLE_RATE_HZ:
            hint = "Install it again: pip install --force-reinstall espeakng-loader"
            raise VoiceError(f"eSpeak NG could not be started with the data in {os.fsdecode(data)}", hint=hint)
        _espeak.ListVoices(None)
        _espeak.SetSynthCallback(self._collect)

    def setProperty(self, name: str, value: str | float) -> None:  # noqa: N802
        """Note voice (a name), rate (words per minute), pitch, range (0..99) or volume (0..1) for what is said next."""
        if name == "voice":
            self._voice = str(value)
        elif name == "volume":
            self._parameters[_espeak.VOLUME] = round(float(value) * 100)
        else:
            self._parameters[{"rate": _espeak.RATE, "pitch": _espeak.PITCH, "range": _espeak.RANGE}[name]] = int(value)

    def getProperty(self, name: str) -> bytes:  # noqa: N802
        """Give the samples of the last utterance."""
        if name != "pcm":
            raise KeyError(name)
        return self._pcm

    def say(self, text: str) -> None:
        """Speak the text into memory; returns when all of it is spoken. Markup and phonemes are read as words."""
        spoken = text.encode("utf-8")
        work = functools.partial(self._speak, spoken)
        limit_s = _LIMIT_S + _LIMIT_S_PER_BYTE * len(spoken)
        self._pcm = b""
        self._pcm = run_apart(work, limit_s) if CAN_FORK else _run_here(work)

    def _speak(self, spoken: bytes, send: Send) -> None:
        """Say it in this process, with every property set: eSpeak remembers those of the last utterance."""
        self._send, self._error = send, None
        _espeak.dll.espeak_ng_SetRandSeed(_SEED)
        _set_voice(self._voice)
        for parameter, number in self._parameters.items():
            if _espeak.SetParameter(parameter, number, 0) != _espeak.EE_OK:
                raise ValueError(f"eSpeak does not take {number} for its parameter {parameter}")
        # The size is that of the bytes and their NUL: pyttsx3's own call claims ten times as much, and eSpeak reads it.
        flags = _espeak.CHARS_UTF8 | _espeak.ENDPAUSE
        result = _espeak.cSynth(spoken, len(spoken) + 1, 0, _espeak.POS_CHARACTER, 0, flags, None, None)
        if self._error is not None:
            raise self._error
        if result != _espeak.EE_OK:
            raise RuntimeError(f"eSpeak could not speak (error {result})")

    def _collect(self, samples: Any, n_samples: int, _events: object) -> int:  # noqa: ANN401 - a ctypes pointer
        try:
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


def _run_here(work: Callable[[Send], None]) -> bytes:
    pieces: list[bytes] = []
    work(pieces.append)
    return b"".join(pieces)


def _set_voice(name: str) -> None:
    if _espeak.SetVoiceByName(name.encode("utf-8")) != _espeak.EE_OK:
        raise ValueError(f'eSpeak does not take the voice "{name}"')
    current = _espeak.GetCurrentVoice().contents.identifier.decode("utf-8")
    if current.lower() != name.lower():  # an unknown variant is passed over in silence
        raise ValueError(f'eSpeak took "{current}" for the voice "{name}"')


def _short(folder: Path) -> Path:
    """Give a path to the folder that eSpeak can hold: itself, or a link in a private folder that ends with us."""
    if len(os.fsencode(folder)) <= _LONGEST_DATA_PATH:
        return folder
    private = tempfile.mkdtemp(prefix="espeak")
    Finalize(None, shutil.rmtree, args=(private, True), exitpriority=0)  # atexit would not run in a worker process
    link = Path(private, "data")
    link.symlink_to(folder, target_is_directory=True)
    return link


def _load_bindings() -> Any:  # noqa: ANN401 - an untyped module
    """Import pyttsx3's bindings to eSpeak so that they load our library, whatever else is installed."""
    path = espeakng_loader.get_library_path()
    load = ctypes.cdll.LoadLibrary
    sys.modules.pop("pyttsx3.drivers._espeak", None)  # may hold the system's library, if something imported it before
    ctypes.cdll.LoadLibrary = lambda name: ctypes.CDLL(path)  # type: ignore[method-assign]  # noqa: ARG005
    try:
        return importlib.import_module("pyttsx3.drivers._espeak")
    finally:
        ctypes.cdll.LoadLibrary = load  # type: ignore[method-assign]


_espeak = _load_bindings()
