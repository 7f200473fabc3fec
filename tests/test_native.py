import pytest

from audiobook.errors import VoiceError
from audiobook.model import Cast, Role, Voice, VoiceProfile
from audiobook.native import cast_in_language, in_language, language_notes


def voice(name: str, engine: str = "pyttsx3") -> Voice:
    """Give a voice."""
    return Voice(engine, name)


@pytest.mark.parametrize(
    ("name", "language", "native"),
    [
        ("en-us+Storm", "de", "de+Storm"),
        ("en-us", "fr", "fr"),
        ("en-us+f3", "de-at", "de+f3"),
        ("en-us+f3", "pt-br", "pt-br+f3"),
        ("en-us+f3", "en-gb", "en-us+f3"),
        ("en-gb+f3", "de", "en-gb+f3"),
        ("en-us+f3", "xx", "en-us+f3"),
        ("system/Anna", "de", "system/Anna"),
    ],
)
def test_the_default_language_gives_way_to_that_of_the_story(name: str, language: str, native: str) -> None:
    """The same voice speaks the story's language; an accent that somebody chose stays, and English stays as it was."""
    assert in_language(voice(name), language).name == native
    assert in_language(voice(name, "tone"), language).name == name


def test_voices_of_another_language_are_named() -> None:
    """Whoever reads the story in letters of another language is in a note; who speaks it is not."""
    anna = Role("anna", VoiceProfile("Anna", voice("en-gb+f3")))
    cast = cast_in_language(Cast(VoiceProfile("narrator", voice("en-us+m8")), (anna,)), "de")
    (note,) = language_notes(cast, "de", (), "x.txt")
    assert "German" in note
    assert "pyttsx3:en-gb+f3 (English)" in note
    assert "m8" not in note
    assert not language_notes(cast, "en", (), "x.txt")


def test_an_engine_whose_default_voices_lack_the_language_is_refused() -> None:
    """A story is not read by English voices that nobody chose."""
    heart = voice("af_heart", "kokoro")
    cast = Cast(VoiceProfile("narrator", heart))
    with pytest.raises(VoiceError, match=r"x.txt is in German, and none of the default voices of kokoro") as refused:
        language_notes(cast, "de", (heart,), "x.txt")
    assert "engine: pyttsx3" in refused.value.hint
    assert "kokoro:af_heart" in language_notes(cast, "de", (), "x.txt")[0]
