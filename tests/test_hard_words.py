from dataclasses import replace

from audiobook.dialogue.attributor import attribute
from audiobook.hard_words import HardWord, find_hard_words
from tests.helpers import book_of, script_of

STORY = """Nobody went home, and nobody saw the reading lamp of the man there. Reading is a town, and reading is good.

“The lamp,” said Dzhugashvili, “is out.” Dzhugashvili’s café had no lamp, and FBI men saw it on Tuesday.

She met Marta and Mikhail there. Reading was far. Outside it was dark.
"""


def hard_words(text: str = STORY, language: str = "en", known: frozenset[str] = frozenset()) -> list[HardWord]:
    """Give the hard words of a story."""
    book = replace(book_of(text), language=language)
    return list(find_hard_words(book, script_of(book), attribute(book), known))


def test_names_and_foreign_letters_are_found_and_common_words_are_not() -> None:
    """A capital amid a sentence makes a name, unless the word also stands without; days and initials are none."""
    found = hard_words()
    assert {word.written for word in found} == {"Dzhugashvili", "café", "Marta", "Mikhail"}
    assert {word.written: word.count for word in found}["Dzhugashvili"] == 2
    assert [word.written for word in found if not word.is_name] == ["café"]


def test_odd_and_frequent_words_come_first_and_known_ones_last() -> None:
    """What is spelled like nothing else and said often is worth most; what the engine knows by heart least."""
    found = hard_words(known=frozenset({"mikhail", "martin", "smart", "tartan", "mare"}))
    order = [word.written for word in found]
    assert order[0] == "Dzhugashvili"
    assert order[-1] == "Mikhail"
    assert found[0].oddness > 0.7
    assert found[-1].known


def test_in_german_a_capital_is_no_name() -> None:
    """German writes every noun with a capital: only people count there."""
    german = "Der Mann sah den Hund und das Haus.\n\n„Der Hund ist weg“, sagte Jekaterina.\n"
    assert [word.written for word in hard_words(german, "de")] == ["Jekaterina"]


def test_where_a_word_is_first_said_is_told() -> None:
    """The place is that of the first utterance with the word."""
    book = book_of(STORY)
    first = next(word.first for word in hard_words() if word.written == "Dzhugashvili")
    assert "Dzhugashvili" in book.text_at(first)
    assert first.paragraph == 1
