"""What a rule is, and how a broken one becomes a finding. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from audiobook.checking.finding import Finding, Severity

AS_IT_IS: Final = "as it is"
"""The file is to be made anew, with no other settings."""


class Result(StrEnum):
    """What became of a rule."""

    KEPT = "kept"
    ADVICE = "advice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is wanted of a finished file."""

    name: str
    """For programs: "noise-floor"."""
    subject: str
    """As it stands before "is": "the noise floor"."""
    wanted: str
    """As it stands after "wants": "-60 dB or less"."""
    mend: str
    """What to do about a file that somebody else's program made."""
    ours: str = ""
    """What to set before the story is built again, if it is of ours; AS_IT_IS: nothing; empty: as above."""
    source: str = ""
    """Who wants it."""
    severity: Severity = Severity.WRONG


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule and what was measured."""

    rule: Rule
    is_kept: bool
    measured: str
    """As it stands after "is"; empty where a kept rule leaves nothing to say."""

    @property
    def result(self) -> Result:
        """Say what became of the rule."""
        if self.is_kept:
            return Result.KEPT
        return Result.ADVICE if self.rule.severity is Severity.ADVICE else Result.BROKEN


def flaw(rule: Rule, problem: str) -> Verdict:
    """Give the verdict on a rule that is kept if there is no problem."""
    return Verdict(rule, not problem, problem)


def findings(check: str, place: str, verdicts: Iterable[Verdict], build: str = "") -> Iterator[Finding]:
    """Give a finding for each rule that is not kept.

    build: the command that makes the file anew; empty if it is not of ours.
    """
    for verdict in verdicts:
        if not verdict.is_kept:
            rule = verdict.rule
            yield Finding(
                check,
                place,
                f"{rule.subject} is {verdict.measured}; {_wish(rule)} {rule.wanted}",
                _hint(rule, build),
                {"rule": rule.name, "measured": verdict.measured, "wanted": rule.wanted},
                rule.severity,
            )


def _wish(rule: Rule) -> str:
    if rule.severity is Severity.ADVICE:
        return f"better ({rule.source}):" if rule.source else "better:"
    return f"{rule.source} wants" if rule.source else "wanted:"


def _hint(rule: Rule, build: str) -> str:
    if not build or not rule.ours:
        return rule.mend
    return f"{build} --force" if rule.ours == AS_IT_IS else f"{rule.ours}, then: {build}"
