from audiobook.engines.espeak_dictionary import known_words


def test_a_dictionary_gives_words_and_no_names_of_signs() -> None:
    """English has thousands, packed and plain; a language without a dictionary has none."""
    words = known_words("en-us")
    assert {"vienna", "herodotus", "didn't"} <= words
    assert "dzhugashvili" not in words
    assert not any(word.startswith("_") for word in words)
    assert len(words) > 5_000
    assert known_words("de") != words
    assert known_words("xx") == frozenset()
