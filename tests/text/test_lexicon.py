from collections.abc import Iterable
from time import process_time

import pytest

from audiobook.text.lexicon import Entry, Lexicon, possessive


def found(text: str, *entries: Entry, language: str = "en", speaker: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Give what is found in a text, and what it is said as."""
    hits = Lexicon(entries, language).find(text, frozenset(speaker))
    return [(text[hit.span.start : hit.span.end], hit.entry.ipa or hit.entry.say) for hit in hits]


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("Trotsky", "Trotsky met Trotsky’s men, TROTSKY, and Trotskyists.", ["Trotsky", "Trotsky’s", "TROTSKY"]),
        ("Reading", "Reading is where she was reading.", ["Reading"]),
        ("samovar", "Samovar, samovar, SAMOVARS, SAMOVAR", ["Samovar", "samovar", "SAMOVAR"]),
        ("Van der Rohe", "Van  der Rohe and Van der Roheim", ["Van  der Rohe"]),
        ("Brien", "O’Brien and Brien", ["Brien"]),
        ("d'Artagnan", "d’Artagnan's hat", ["d’Artagnan's"]),
        ("Jean-Paul", "Jean-Paul, Jean Paul", ["Jean-Paul"]),
        ("Jean", "Jean-Paul’d", ["Jean"]),
    ],
)
def test_whole_words_are_found_as_people_write_them(written: str, text: str, words: list[str]) -> None:
    """A capital must be there, lower case also matches a capital, a possessive belongs to its word."""
    assert [word for word, _ in found(text, Entry(written, ipa="x"))] == words


def test_most_words_count_then_who_says_it_then_the_order() -> None:
    """Of the entries that fit, the longest wins, then that of the speaker, then the first."""
    entries = (
        Entry("Trotsky", "1"),
        Entry("Trotsky", "2"),
        Entry("Leon Trotsky", "3"),
        Entry("Trotsky", "4", by="Freud"),
    )
    text = "Leon Trotsky and Trotsky"
    assert found(text, *entries) == [("Leon Trotsky", "3"), ("Trotsky", "1")]
    assert found(text, *entries, speaker=["freud", "sigmund"]) == [("Leon Trotsky", "3"), ("Trotsky", "4")]


def test_a_book_may_bring_twenty_thousand_entries_that_begin_alike() -> None:
    """Each word of the text is looked up once, not once for each entry."""
    entries = [Entry(f"Anna {n}{end}", "x") for n in range(10_000) for end in ("!", "")]
    began = process_time()
    assert found("Anna " * 20_000 + "Anna 7!", *entries) == [("Anna 7!", "x")]
    assert process_time() - began < 8


def test_only_english_has_an_english_possessive() -> None:
    """In German an "s" after an apostrophe is no possessive of the entry's."""
    assert found("Kafka's", Entry("Kafka", "x"), language="de") == []


def test_a_respelling_is_plain_words() -> None:
    """Whatever stands in a respelling is said as words: no phonemes, markup or figures get through."""
    said = Lexicon().respelling(Entry("X", say="[[h@l'oU]] <b>2</b> _Dzhoo_"))
    assert not set(said) & set("[]<>_2")
    assert said.endswith("two Dzhoo")


@pytest.mark.parametrize(
    ("name", "his"), [("fɹɔɪd", "fɹɔɪdz"), ("mɑːks", "mɑːksᵻz"), ("bɹʌnt", "bɹʌnts"), ("annɑː", "annɑːz")]
)
def test_a_possessive_is_said_by_the_sound_before_it(name: str, his: str) -> None:
    """English 's is z, s after a voiceless sound, and a syllable of its own after a hiss."""
    assert possessive(name) == his
