"""The eSpeak NG library of the package espeakng-loader, started once in this process; and its voice set for sure.

eSpeak keeps its state per process: no threads, and whoever wants the same sound (or phonemes) for the same text works
in a forked child (apart.py), so that this process has started eSpeak and never used it. Importing this module loads
the library.
"""

import ctypes
import functools
import importlib
import os
import shutil
import sys
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Final

import espeakng_loader

from audiobook.errors import VoiceError

SAMPLE_RATE_HZ: Final = 22050

_DONT_EXIT: Final = 0x8000
"""espeakINITIALIZE_DONT_EXIT: without it a data folder that cannot be read ends the whole process, exit code 1."""
_PHONEME_EVENTS: Final = 1
"""espeakINITIALIZE_PHONEME_EVENTS: tell when each phoneme sounds; the sound stays as it is, sample for sample."""
_BUFFER_MS: Final = 1000
_LONGEST_DATA_PATH: Final = 150
"""Bytes. eSpeak keeps 160 for the folder with a file name; longer ones fail."""


@functools.cache
def started() -> Any:  # noqa: ANN401 - an untyped module
    """Give pyttsx3's bindings to eSpeak, started, with the list of its voices read, which takes longer than a sentence.

    Raises VoiceError if its data cannot be read.
    """
    data = os.fsencode(_short(Path(espeakng_loader.get_data_path())))
    rate_hz = bindings.Initialize(bindings.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS, data, _DONT_EXIT | _PHONEME_EVENTS)
    if rate_hz != SAMPLE_RATE_HZ:
        hint = "Install it again: pip install --force-reinstall espeakng-loader"
        raise VoiceError(f"eSpeak NG could not be started with the data in {os.fsdecode(data)}", hint=hint)
    bindings.ListVoices(None)
    return bindings


def set_voice(name: str) -> None:
    """Let eSpeak speak as "gmw/en-US+Storm" from now on. Raises ValueError if it takes another or none."""
    if bindings.SetVoiceByName(name.encode("utf-8")) != bindings.EE_OK:
        raise ValueError(f'eSpeak does not take the voice "{name}"')
    current = bindings.GetCurrentVoice().contents.identifier.decode("utf-8")
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


bindings: Final = _load_bindings()
