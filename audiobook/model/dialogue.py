"""Who says what."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from audiobook.model.story import Locus


class Gender(StrEnum):
    """Grammatical gender of a character, and sex of a voice."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Character:
    """A person in the book."""

    id: str
    """Lower case, unique in the book: "mikhail-popovich"."""
    name: str
    """The canonical name: "Mikhail Popovich", "the chairman"."""
    aliases: tuple[str, ...] = ()
    """The other names of this person, the canonical one not among them."""
    gender: Gender = Gender.UNKNOWN

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        return (self.name, *self.aliases)

    @property
    def low_names(self) -> frozenset[str]:
        """All names as they are compared, without capitals."""
        return frozenset(name.casefold() for name in self.names)


class QuotationKind(StrEnum):
    """What stands between quotation marks."""

    DIALOGUE = "dialogue"
    """Somebody says it."""
    MENTION = "mention"
    """A sign, a term, a title, a word as a word: it stays with the narrator."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One speech, even where its cue breaks it or it runs over paragraphs. Parts include their marks."""

    parts: tuple[Locus, ...]
    kind: QuotationKind = QuotationKind.DIALOGUE

    def __post_init__(self) -> None:
        """Refuse a speech without parts, or with parts out of order."""
        if not self.parts or list(self.parts) != sorted(self.parts):
            raise ValueError(f"not a quotation: {self.parts}")


class QuoteType(StrEnum):
    """How the text tells who speaks."""

    EXPLICIT = "explicit"
    """The cue names the speaker."""
    ANAPHORIC = "anaphoric"
    """The cue is a pronoun or a description."""
    IMPLICIT = "implicit"
    """There is no cue."""


DOUBTFUL: Final = 0.6
"""An attribution below this confidence is doubtful."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, how sure that is, and why."""

    quotation: Quotation
    speaker: str | None
    """Id of the character; None where the narrator keeps it (mentions)."""
    quote_type: QuoteType | None
    """None for mentions."""
    cue: Locus | None
    """The words that decided it ("said Mikhail"), if any."""
    confidence: float
    """0..1: the chance that the speaker is right."""
    rule: str
    """Name of the rule that decided; docs/attribution.md lists them."""
    runner_up: str | None = None
    """Id of the character who would say it if the speaker did not; None where the text leaves nobody else."""

    @property
    def doubtful(self) -> bool:
        """Say whether a person should have a look."""
        return self.confidence < DOUBTFUL

    def __post_init__(self) -> None:
        """Refuse a confidence that is no chance."""
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a confidence: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """All that is said in the book, and by whom."""

    characters: tuple[Character, ...]
    """Whoever speaks, the character who narrates, and then the runners-up who never speak."""
    attributions: tuple[Attribution, ...]
    """In order of the text: every quotation, mentions too."""
    narrator: str | None = None
    """Id of the character who tells the story ("I"), if it is one."""

    def character(self, speaker: str) -> Character:
        """Give the character with that id."""
        return next(c for c in self.characters if c.id == speaker)
