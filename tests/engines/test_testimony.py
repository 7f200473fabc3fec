import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from audiobook.engines import registry
from audiobook.engines.registry import accents_of, can_speak, fingerprint_of, load_engine
from audiobook.engines.testimony import Answers, contradictions, recalled, taken_down
from audiobook.errors import AudiobookError, SynthesisError, VoiceError
from audiobook.model import Voice

_MID = Voice("tone", "mid")


def _ask() -> list[object]:
    engine = load_engine("tone")
    return [
        fingerprint_of("tone", "mid"),
        accents_of("tone"),
        tuple(engine.voices()),
        can_speak(_MID),
        can_speak(Voice("tone", "none")),
        engine.unsaid("x\u0361y", _MID),
    ]


@contextmanager
def _without_engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(registry._ENGINES, "_made", None)
        yield


def test_what_was_said_is_said_again_without_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that went through a file stand for the engine, errors and their hints included."""
    answers = Answers()
    with taken_down(answers):
        said = _ask()
        with pytest.raises(VoiceError) as refused:
            load_engine("tone").check(Voice("tone", "mdi"))
    assert said == _ask()
    with _without_engines(monkeypatch), recalled(json.loads(json.dumps(answers))):
        assert _ask() == said
        with pytest.raises(VoiceError) as recalled_refusal:
            load_engine("tone").check(Voice("tone", "mdi"))
    assert (recalled_refusal.value.problem, recalled_refusal.value.hint) == (refused.value.problem, refused.value.hint)


def test_what_was_never_asked_is_an_error_and_nothing_is_said() -> None:
    """Nobody guesses what an engine would have answered."""
    with recalled({}):
        with pytest.raises(AudiobookError, match="settings are not the same"):
            fingerprint_of("tone", "mid")
        with pytest.raises(SynthesisError, match="gone or damaged"):
            load_engine("tone").synthesize("No.", _MID)
    assert load_engine("tone").synthesize("No.", _MID).pcm


def test_a_witness_speaks_as_its_engine_does() -> None:
    """Taking notes changes no sound."""
    plain = load_engine("tone").synthesize("No.", _MID)
    with taken_down(Answers()):
        assert load_engine("tone").synthesize("No.", _MID) == plain


def test_two_machines_that_were_told_different_things_are_found_out() -> None:
    """The version of an engine is named as it is on both; questions that one did not ask count for nothing."""
    question, other = json.dumps(["tone", "fingerprint", {}]), json.dumps(["tone", "voices"])
    assert list(contradictions({question: "1", other: []}, {question: "1"})) == []
    assert list(contradictions({question: "1"}, {question: "2"})) == ["tone: '2' here, '1' before"]
