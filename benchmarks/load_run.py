"""`audiobook ...` with a voice that takes no time, for benchmarks/load.py; it ends by noting its largest memory."""

import json
import os
import resource
from collections.abc import Sequence
from pathlib import Path

from audiobook.cli import main
from audiobook.engines import registry
from audiobook.model import Gender, Phonemes, Speech, Voice, VoiceInfo

RATE_HZ = 8_000
CLICK_S = 0.02
WORD_S = 0.39
"""Of ordinary speech."""


class ClickEngine:
    """A click for any text; with LOAD_SPOKEN as long as the text would take."""

    name = "click"
    n_per_task = 200

    def __init__(self) -> None:
        """Make one second of noise."""
        self._noise = bytes((i * 7919 >> 3) & 0x0F if i % 2 else i * 31 & 0xFF for i in range(2 * RATE_HZ))
        self._word_s = WORD_S if os.environ.get("LOAD_SPOKEN") else 0.0

    def fingerprint(self, voice: Voice) -> str:
        """Name this file's sound."""
        return f"click {voice.name}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Give nine."""
        return tuple(VoiceInfo(self.name, str(n), Gender.UNKNOWN, accent="", licence="MIT") for n in range(9))

    def check(self, voice: Voice) -> None:
        """Take any."""

    def unsaid(self, ipa: str, voice: Voice) -> str:  # noqa: ARG002 - the Protocol's
        """Say all."""
        return ""

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:  # noqa: ARG002
        """Give noise."""
        n_bytes = 2 * round(RATE_HZ * max(CLICK_S, self._word_s * len(text.split())))
        return Speech((self._noise * (n_bytes // len(self._noise) + 1))[:n_bytes], RATE_HZ)


if __name__ == "__main__":
    registry._ENGINES._loaded["click"] = ClickEngine()
    try:
        main()
    finally:
        most = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        with Path("load.log").open("a") as log:
            log.write(json.dumps({"most_mb": max(most) / 1024}) + "\n")
