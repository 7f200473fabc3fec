"""One finished sound file, as it was found. Pure."""

from dataclasses import dataclass
from typing import Final

from audiobook.checking.finished.levels import Levels
from audiobook.checking.finished.mp4 import Mp4
from audiobook.checking.finished.mpeg import Mpeg, decoded_length
from audiobook.checking.finished.tags import Tags

MP3: Final = (".mp3",)
MP4: Final = (".m4b", ".m4a")
SUFFIXES: Final = (*MP3, *MP4)


@dataclass(frozen=True, slots=True)
class Sound:
    """What was measured of a file."""

    name: str
    """Of the file, with its ending."""
    levels: Levels | None
    """None: nobody listened, or it cannot be decoded."""
    trouble: str
    """Why it cannot; else empty."""
    tags: Tags
    mpeg: Mpeg | None = None
    mp4: Mp4 | None = None

    @property
    def is_mp3(self) -> bool:
        """Say whether its name says so."""
        return self.name.lower().endswith(MP3)

    @property
    def is_book(self) -> bool:
        """Say whether its name says that it is a whole audiobook."""
        return self.name.lower().endswith(".m4b")

    @property
    def n_samples(self) -> int | None:
        """How long it is, per channel, as decoded or else as its frames say; None where nothing says."""
        if self.levels:
            return self.levels.n_samples
        return decoded_length(self.mpeg) if self.mpeg else None

    @property
    def n_channels(self) -> int | None:
        """How many it has; None where nothing says."""
        if self.levels:
            return self.levels.n_channels
        return (1 if set(self.mpeg.modes) == {"mono"} else 2) if self.mpeg else None

    @property
    def rate_hz(self) -> int | None:
        """Its sample rate; None where nothing says."""
        if self.levels:
            return self.levels.sample_rate_hz
        return self.mpeg.first.sample_rate_hz if self.mpeg else None

    @property
    def seconds(self) -> float | None:
        """How long it is; None where nothing says."""
        if self.n_samples is not None and self.rate_hz:
            return self.n_samples / self.rate_hz
        return self.mp4.sound_s if self.mp4 else None
