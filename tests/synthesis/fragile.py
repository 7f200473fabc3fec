"""An engine for tests that crashes, hangs, eats memory or only fails where the text says so."""

import ctypes
import faulthandler
import hashlib
import os
import signal
from collections.abc import Sequence

from audiobook.engines.tone import ToneEngine
from audiobook.errors import SynthesisError
from audiobook.model import Phonemes, Speech, Voice


class FragileEngine(ToneEngine):
    """Tones, but for some words."""

    name = "fragile"
    n_per_task = 8

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Do what the text says."""
        if "segfault" in text:
            faulthandler.disable()  # pytest's, which would tell of it at length
            ctypes.string_at(0)
        if "hang" in text:
            hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)  # in C, where no signal of Python's is heard
        if "murder" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "refuse" in text:
            raise SynthesisError(f'"{voice.name}" could not say "{text}": it refuses')
        return super().synthesize(text, voice, phonemes)
