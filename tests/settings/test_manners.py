"""`manner:`, `thoughts:` and `documents:` of voices.yaml."""

from pathlib import Path

import pytest

from audiobook.errors import AudiobookError, SettingsError, VoiceError
from audiobook.manner.rules import MANNERS, Manner
from audiobook.model import Voice
from audiobook.settings.voices_yaml import Settings, parse_settings


def settings(text: str) -> Settings:
    """Parse a file called v.yaml."""
    return parse_settings(f"engine: tone\n{text}", "v.yaml", Path())


def manners(text: str) -> dict[str, Manner]:
    """Give the manners in force, by name."""
    return {manner.name: manner for manner in settings(text).manners}


def test_all_manners_are_in_force_where_nothing_is_said() -> None:
    """Also under `manner: on`."""
    assert manners("") == manners("manner: on") == manners("manner:") == MANNERS


def test_off_is_off() -> None:
    """All of them, thoughts and documents too."""
    assert manners("manner: off") == {}


def test_with_manners_off_what_is_written_down_holds() -> None:
    """Whoever gives documents a voice wants to hear it."""
    found = manners("manner: off\ndocuments: {voice: deep}")
    assert set(found) == {"document"}


def test_single_rules_can_be_off_or_have_other_figures() -> None:
    """What is not said of a rule stays as it is."""
    found = manners("manner:\n  whispered: off\n  shouted: {gain: 4, rate: 1.05}\n  called: on\nthoughts: off")
    assert set(MANNERS) - set(found) == {"whispered", "thought"}
    assert found["shouted"] == Manner("shouted", 1.05, MANNERS["shouted"].pitch_st, 4.0)
    assert found["called"] == MANNERS["called"]


def test_thoughts_and_documents_may_have_a_voice() -> None:
    """Its rate and pitch are relative to that voice."""
    found = manners("thoughts: {gain: -3}\ndocuments: {voice: deep, rate: 0.9, pitch: -1}")
    assert found["thought"].gain_db == -3.0
    assert found["document"] == Manner("document", 0.9, -1.0, 0.0, Voice("tone", "deep"))


def test_one_character_may_take_no_manner() -> None:
    """And so may the narrator."""
    found = settings(
        "narrator: {voice: mid, manner: off}\ncharacters:\n  Ida: {voice: high, manner: off}\n  Bo: {voice: low}"
    )
    assert not found.casting.narrator.takes_manner
    assert [p.profile.takes_manner for p in found.casting.parts if p.profile] == [False, True]


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("manner: {wispered: off}", 'v.yaml:2: unknown key "wispered" in manner', 'Did you mean "whispered"?'),
        ("manner:\n  shouted: {pich: 1}", 'v.yaml:3: unknown key "pich" in shouted', 'Did you mean "pitch"?'),
        ("manner:\n  shouted: {gain: 30}", "v.yaml:3: gain 30 is outside -12..12", ""),
        ("manner:\n  shouted: {voice: deep}", 'v.yaml:3: unknown key "voice" in shouted', "rate, pitch, gain"),
        ("manner: {thought: off}", 'v.yaml:2: "thoughts" has an entry of its own', "write `thoughts:`"),
        ("manner: {documents: off}", 'v.yaml:2: "documents" has an entry of its own', "write `documents:`"),
        ("manner: loudly", 'v.yaml:2: "manner" must be on, off, or rules below it', "docs/manner.md"),
        ("documents: {voice: depe}", 'v.yaml:2: engine "tone" has no voice "depe"', 'Did you mean "deep"?'),
        ("characters:\n  Ida: {manner: off}", 'v.yaml:3: "manner" needs a "voice" beside it', ""),
        ("characters:\n  Ida: {voice: high, manner: soft}", 'v.yaml:3: "manner" must be yes or no', ""),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text: str, problem: str, hint: str) -> None:
    """File and line, what is wrong, and what was probably meant."""
    with pytest.raises((SettingsError, VoiceError)) as error:
        settings(text)
    refused: AudiobookError = error.value
    assert problem in refused.problem
    assert hint in refused.hint
