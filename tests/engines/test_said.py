import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audiobook.engines.said import excerpt, plain, plausible_s, sayable_with
from audiobook.model import Phonemes, Span

_ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(_ANY_TEXT)
def test_plain_text_can_always_be_encoded_and_has_no_commands(text: str) -> None:
    """Whatever comes in, UTF-8 without control characters goes out, and doing it twice changes nothing."""
    said = plain(text)
    said.encode("utf-8")
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in said)
    assert plain(said) == said


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_plain_text_keeps_every_letter(text: str) -> None:
    """Only spaces are added or taken: no letter, digit or mark is lost."""
    assert plain(text).replace(" ", "") == text.replace(" ", "")


def test_giant_word_is_broken() -> None:
    """No word of a megabyte reaches an engine."""
    assert max(map(len, plain("a" * 1_000_000).split())) <= 100


@given(_ANY_TEXT, st.floats(0.25, 4.0))
def test_plausible_lengths_leave_room(text: str, rate: float) -> None:
    """There is a length that is plausible, for every text and rate."""
    shortest_s, longest_s = plausible_s(text, rate)
    assert 0 <= shortest_s < longest_s


def test_cut_off_speech_is_not_plausible() -> None:
    """A long sentence cannot take half a second, nor a word a minute."""
    assert plausible_s("It is a truth universally acknowledged, that a single man must want a wife.", 1.0)[0] > 1.0
    assert plausible_s("No.", 1.0)[1] < 10.0


@given(_ANY_TEXT)
def test_excerpt_can_be_printed(text: str) -> None:
    """An excerpt is printable, whatever the text."""
    assert excerpt(text).isprintable()


@pytest.mark.parametrize(
    ("text", "engine_reads"),
    [
        ("ten A M sharp", "ten A-M sharp"),
        ("in A D ten sixty six", "in A-D ten sixty six"),
        ("the A B C of it", "the A-B C of it"),
        ("A K G B man", "A K G B man"),
        ("A boat", "A boat"),
    ],
)
def test_a_letter_that_is_spelled_is_no_article(text: str, engine_reads: str) -> None:
    """To eSpeak, which says "uh em" for "A M"; a hyphen makes it a letter, and places stay where they are."""
    assert plain(text) == engine_reads
    assert len(plain(text)) == len(text)


@given(st.text(max_size=40), st.text(min_size=1, max_size=20), st.text(max_size=40))
def test_phonemes_stay_with_their_words_when_a_text_is_cleaned(before: str, word: str, after: str) -> None:
    """Whatever is cleaned away around a word, its phonemes still stand at it."""
    assume(plain(word) == word and not word.isspace())
    text = f"{before} {word} {after}"
    start = len(before) + 1
    said, (sound,) = sayable_with(text, (Phonemes(Span(start, start + len(word)), "x"),))
    assert said[sound.span.start : sound.span.end] == word
