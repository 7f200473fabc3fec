import pytest

from audiobook.checking.words import names_in, number_said, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Who’s there?” asked Anna.", "whos there asked anna"),
        ("the fish-market, at 1,500 a piece", "the fish market at 1500 a piece"),
        ("on the 3rd of May", "on the 3 of may"),
        ("Привет, café!", "привет café"),
        ("...", ""),
    ],
)
def test_words_are_what_is_left_without_marks(text: str, words: str) -> None:
    """Case, apostrophes, hyphens and the commas of figures tell no word from another."""
    assert " ".join(words_of(text)) == words


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("seven", "7"),
        ("twenty-two", "22"),
        ("three hundred and forty", "340"),
        ("nineteen thirty-seven", "1937"),
        ("nineteen hundred and eight", "1908"),
        ("nineteen oh five", "1905"),
        ("two thousand and five", "2005"),
        ("seventy-five thousand", "75000"),
        ("third", "3"),
        ("and", ""),
        ("hundred", ""),
        ("seven chairs", ""),
        ("", ""),
    ],
)
def test_number_words_are_the_figures_a_recognizer_writes(words: str, figures: str) -> None:
    """Years in pairs too; what is no number is none."""
    assert number_said(words_of(words)) == figures


def test_names_are_capitals_within_a_sentence() -> None:
    """Not the first word of one, not "I", and not a word that also stands in lower case."""
    texts = ("Then Samarin went to Vienna, and I’m here.", "The Old Chair", "an old chair")
    assert {"samarin", "vienna"} <= names_in(texts)
    assert not {"then", "the", "old", "chair", "i", "im"} & names_in(texts)


def test_the_cast_has_names_wherever_they_stand() -> None:
    """And their genitives; but "the landlady" is a word like any other."""
    names = names_in(["Lenin laughed. The landlady’s soup."], ["Lenin", "the landlady"])
    assert {"lenin", "lenins"} <= names
    assert "landlady" not in names
