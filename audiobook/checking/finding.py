"""What a check found. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    WRONG = "wrong"
    """A rule is broken; a check that finds one exits 1."""
    ADVICE = "advice"
    """It would be better otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    check: str
    """Name of the check: "files", "hearing", "sound"."""
    place: str
    """Where: "story/exile.md:12", or a file that was made."""
    problem: str
    """What is wrong, one sentence."""
    hint: str = ""
    """What to do about it."""
    details: Mapping[str, object] = field(default_factory=dict)
    """Figures and words, for programs."""
    severity: Severity = Severity.WRONG
