"""What engines said while a book was planned, written down: whoever has it plans the same book without any engine.

The names of clips hang on what engines say of themselves (`fingerprint`), and which clips there are on what they can do
(`check`, `unsaid`, `voices`). A witness asks a real engine and notes each answer; a deposition has only the answers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from audiobook.engines.base import Engine
from audiobook.engines.registry import stand_in
from audiobook.errors import AudiobookError, SynthesisError, VoiceError
from audiobook.model import Age, Gender, Phonemes, Speech, Voice, VoiceInfo

Answers = dict[str, Any]
"""Question ("engine method arguments", as JSON) -> answer, as JSON has it."""


def taken_down(answers: Answers) -> AbstractContextManager[None]:
    """Note in `answers` what engines are asked, and say, in the block."""
    return stand_in(lambda name, load: _Witness(load(name), answers))


def recalled(answers: Mapping[str, Any]) -> AbstractContextManager[None]:
    """Let `answers` speak for all engines in the block: none is loaded. What was never asked is an error."""
    return stand_in(lambda name, _load: _Deposition(name, answers))


def contradictions(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Say where two machines, or two times, were told different things."""
    for question in before.keys() & now.keys():
        if before[question] != now[question]:
            engine, method, *_ = json.loads(question)
            told = f"{now[question]!r} here, {before[question]!r} before" if method == "fingerprint" else method
            yield f"{engine}: {told}"


class _Witness:
    """An engine whose answers are noted."""

    def __init__(self, engine: Engine, answers: Answers) -> None:
        self.name = engine.name
        self.n_per_task = engine.n_per_task
        self._engine = engine
        self._answers = answers

    def fingerprint(self, voice: Voice) -> str:
        answer = self._engine.fingerprint(voice)
        self._answers[_question(self.name, "fingerprint", asdict(voice))] = answer
        return answer

    def voices(self) -> Sequence[VoiceInfo]:
        answer = self._engine.voices()
        self._answers[_question(self.name, "voices")] = [asdict(info) for info in answer]
        return answer

    def check(self, voice: Voice) -> None:
        question = _question(self.name, "check", asdict(voice))
        try:
            self._engine.check(voice)
        except VoiceError as error:
            self._answers[question] = [error.problem, error.hint]
            raise
        self._answers[question] = []

    def unsaid(self, ipa: str, voice: Voice) -> str:
        answer = self._engine.unsaid(ipa, voice)
        self._answers[_question(self.name, "unsaid", ipa, asdict(voice))] = answer
        return answer

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        return self._engine.synthesize(text, voice, phonemes)


class _Deposition:
    """An engine that is not here."""

    n_per_task = 1

    def __init__(self, name: str, answers: Mapping[str, Any]) -> None:
        self.name = name
        self._answers = answers

    def fingerprint(self, voice: Voice) -> str:
        return str(self._answer("fingerprint", asdict(voice)))

    def voices(self) -> Sequence[VoiceInfo]:
        return tuple(_voice_info(each) for each in self._answer("voices"))

    def check(self, voice: Voice) -> None:
        failure = self._answer("check", asdict(voice))
        if failure:
            raise VoiceError(failure[0], hint=failure[1])

    def unsaid(self, ipa: str, voice: Voice) -> str:
        return str(self._answer("unsaid", ipa, asdict(voice)))

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        del phonemes
        raise SynthesisError(f'the clip of "{text}" ({voice.name}) is gone or damaged', hint="Make its shard again.")

    def _answer(self, method: str, *arguments: object) -> Any:  # noqa: ANN401 - as it was noted
        try:
            return self._answers[_question(self.name, method, *arguments)]
        except KeyError:
            asked = f"{method} of {arguments or 'all voices'}"
            raise AudiobookError(
                f"no shard asked {self.name} for the {asked}: the settings are not the same",
                hint="Give the same voices.yaml and flags as to the shards.",
            ) from None


def _question(engine: str, method: str, *arguments: object) -> str:
    return json.dumps([engine, method, *arguments])


def _voice_info(facts: Mapping[str, Any]) -> VoiceInfo:
    parsed = {"gender": Gender(facts["gender"]), "age": Age(facts["age"]), "timbre": tuple(facts["timbre"])}
    return VoiceInfo(**{**facts, **parsed})
