"""What the text says of how somebody sounds."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from audiobook.model.dialogue import Gender
from audiobook.model.story import Locus


class TraitKind(StrEnum):
    """What a trait is about, the most telling first."""

    CROWD = "crowd"
    AGE = "age"
    PITCH = "pitch"
    TIMBRE = "timbre"
    ACCENT = "accent"


class Pitch(StrEnum):
    """How high somebody speaks, for a man or a woman."""

    HIGH = "high"
    LOW = "low"


class Timbre(StrEnum):
    """What a voice is like, whatever its pitch."""

    RASPY = "raspy"
    """Hoarse, gruff, cracked."""
    SOFT = "soft"
    CLEAR = "clear"
    """Rich, ringing, sonorous."""
    LOUD = "loud"
    """Booming, thundering."""
    NASAL = "nasal"
    THIN = "thin"
    """Reedy, squeaky."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that the text says of somebody."""

    kind: TraitKind
    value: str
    """Of Age, Pitch or Timbre; an accent as BCP 47 ("ru", "en-gb-scotland"); "crowd"."""
    place: Locus | None = None
    """Of the words that say it ("a raspy, high pitched voice"); None: the name itself ("the old man")."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the text says of how somebody sounds."""

    gender: Gender = Gender.UNKNOWN
    traits: tuple[Trait, ...] = ()
    """In order of the text; those of the name first."""

    def values(self, kind: TraitKind) -> tuple[str, ...]:
        """Give what is said of one kind, the most frequent first and of those the earliest."""
        counts = Counter(trait.value for trait in self.traits if trait.kind is kind)
        return tuple(value for value, _ in counts.most_common())

    def value(self, kind: TraitKind) -> str:
        """Give what is said most of one kind; empty where the text says nothing, or as much for as against."""
        said = Counter(trait.value for trait in self.traits if trait.kind is kind).most_common(2)
        contradicted = kind is not TraitKind.TIMBRE and len(said) == 2 and said[0][1] == said[1][1]
        return "" if contradicted or not said else said[0][0]

    @property
    def is_crowd(self) -> bool:
        """Say whether these are many."""
        return any(trait.kind is TraitKind.CROWD for trait in self.traits)
