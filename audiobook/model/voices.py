"""Voices, and who speaks with which."""

from dataclasses import dataclass
from enum import StrEnum

from audiobook.model.dialogue import Gender


@dataclass(frozen=True, slots=True)
class Prosody:
    """How it is said, the same for every engine."""

    rate: float = 1.0
    """Ratio to the voice's own pace: 1.2 is a fifth faster."""
    pitch_st: float = 0.0
    """Semitones above (or below) the voice's own pitch."""

    def __post_init__(self) -> None:
        """Refuse what no engine can say."""
        if not 0.25 <= self.rate <= 4.0:
            raise ValueError(f"rate {self.rate} is outside 0.25..4")
        if not -12.0 <= self.pitch_st <= 12.0:
            raise ValueError(f"pitch {self.pitch_st} is outside -12..12 semitones")


@dataclass(frozen=True, slots=True)
class Voice:
    """All that decides the sound of a voice."""

    engine: str
    name: str
    """The engine's own name for it: "en-us+f3"."""
    prosody: Prosody = Prosody()


class Age(StrEnum):
    """How old somebody sounds."""

    CHILD = "child"
    YOUNG = "young"
    GROWN = "grown"
    """From thirty to sixty, where it is said."""
    OLD = "old"
    UNKNOWN = "unknown"
    """Grown up, or nobody has said."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """What is known of a voice that an engine offers."""

    engine: str
    name: str
    gender: Gender = Gender.UNKNOWN
    accent: str = ""
    """BCP 47 of what it speaks like: "en-us"."""
    licence: str = ""
    """SPDX name of what the voice's own files are under: "Apache-2.0"."""
    description: str = ""
    """What else there is to say, for people: "effect", "hard to understand", "Scottish English"."""
    age: Age = Age.UNKNOWN
    timbre: tuple[str, ...] = ()
    """Words for the ear: "low", "high", "whispery"."""
    source: str = ""
    """Where it comes from, as people find it: "hexgrad/Kokoro-82M"."""
    installed: bool = True
    """False: known, and to be had by `audiobook voices install`."""

    @property
    def id(self) -> str:
        """Give the name that voices.yaml and the commands take: "pyttsx3:en-us+f3"."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """A voice of ours, ready for casting."""

    name: str
    """Of the role or pool entry it comes from: "Lenin", "narrator"."""
    voice: Voice
    gender: Gender = Gender.UNKNOWN
    gain_db: float = 0.0
    takes_manner: bool = True
    """Whispers where the text says so; else every line of it sounds alike."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who speaks with which voice."""

    speaker: str
    """Id of the character."""
    profile: VoiceProfile


@dataclass(frozen=True, slots=True)
class Cast:
    """A voice for everybody who speaks."""

    narrator: VoiceProfile
    roles: tuple[Role, ...] = ()

    def profile_of(self, speaker: str | None) -> VoiceProfile:
        """Give the voice of a character, or of the narrator for None."""
        if speaker is None:
            return self.narrator
        return next(role.profile for role in self.roles if role.speaker == speaker)
