import pytest

from audiobook.errors import SettingsError
from audiobook.text.language import language_of, name_of, parse_language, tidy_language
from tests.helpers import book_of

TEXTS = {
    "de": "Der Zug war schon auf dem Weg, und sie hatte nicht gehört, wie die Tür sich schloss. Ich bin müde.",
    "fr": "Le train était déjà parti, et elle n’avait pas entendu la porte. Je ne suis pas fatigué.",
    "es": "El tren ya se había ido, y ella no oyó la puerta. Yo no estoy cansado, dijo el hombre con una voz muy baja.",
    "it": "Il treno era già partito, e lei non aveva sentito la porta. Io non sono stanco.",
    "pt": "O trem já tinha ido embora, e ela não ouviu a porta. Eu não estou cansado, disse o homem com uma voz baixa.",
    "ru": "Поезд уже ушёл, и она не слышала, как закрылась дверь. Я не устал, сказал он.",
    "uk": "Поїзд уже пішов, і вона не чула, як зачинилися двері. Я не втомився, сказав він їй тихо вночі.",
    "nl": "De trein was al weg en zij had het niet gehoord. Ik ben niet moe, zei hij, maar er was niemand.",
    "en": "The train had gone, and she had not heard the door. I am not tired, he said to her in the dark.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_two_sentences_tell_the_language(language: str) -> None:
    """Letters and common words are enough."""
    assert language_of([TEXTS[language]]) == language


@pytest.mark.parametrize(
    "text",
    [
        "Der Tag ist da.",
        "Nobody knew where Monsieur de la Tour et de la Roche had gone with Madame, nor that he was still in town.",
        "Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut! Zut!",
        "1 2 3 * * *",
    ],
)
def test_in_doubt_it_is_english(text: str) -> None:
    """A few words, names, or nothing known are no evidence for another language."""
    assert language_of([text]) == "en"


def test_a_story_that_says_nothing_is_taken_for_what_it_reads_like_and_the_note_says_so() -> None:
    """The guess has a note with the line that would settle it; a stated language has none and is kept."""
    guessed, stated = book_of(TEXTS["de"]), book_of(f"---\nlanguage: de\n---\n{TEXTS['de']}")
    assert guessed.language == stated.language == "de"
    assert any("taken for German" in note and "`language: de`" in note for note in guessed.notes)
    assert not stated.notes
    assert not book_of(TEXTS["en"]).notes


def test_a_wrong_statement_counts_and_is_pointed_out() -> None:
    """What the story says of itself holds, with a note where it reads otherwise."""
    book = book_of(f"---\nlanguage: fr\n---\n{TEXTS['de']}")
    assert book.language == "fr"
    assert any("French" in note and "reads like German" in note for note in book.notes)


def test_languages_have_names() -> None:
    """People read "German", not "de"; what has no name keeps its code."""
    assert [name_of(code) for code in ("de-at", "en", "xx")] == ["German", "English", "xx"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"),
        ("EN_gb", "en-gb"),
        ("German", "de"),
        ("ger", "de"),
        ("zh-Hant-TW", "zh-hant-tw"),
        ("yue", "yue"),
        ("und", ""),
        ("UND", ""),
        ("", ""),
        ("xx", ""),
        ("de; drop", ""),
    ],
)
def test_a_language_is_stated_in_many_ways(written: str, code: str) -> None:
    """Old books state three letters, some their name, and some that nobody knows."""
    assert tidy_language(written) == code


def test_a_language_that_is_none_is_refused() -> None:
    """With where it stands, and what was probably meant."""
    with pytest.raises(SettingsError, match=r'x\.yaml:3: "Germna" is no language') as wrong:
        parse_language("Germna", "x.yaml:3")
    assert wrong.value.hint == 'Did you mean "German"?'
    with pytest.raises(SettingsError) as unknown:
        parse_language("qq", "x.yaml:3")
    assert "`language: de`" in unknown.value.hint
