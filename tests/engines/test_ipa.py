import pytest

from audiobook.engines.ipa import as_engines_write, for_accent, sounds_of


@pytest.mark.parametrize(
    ("written", "engines"),
    [
        ("dʒuːɡəʃˈviːli", "dʒuːɡəʃvˈiːli"),
        ("ˈtrɑtski", "trˈɑtski"),
        ("'gɜ:tə", "ɡˈɜːtə"),
        ("d͡ʒi.ˈoʊ", "dʒiˈoʊ"),
        ("ˈniːtʃə  ˈaɪ", "nˈiːtʃə ˈaɪ"),
    ],
)
def test_stress_ties_and_letters_are_written_as_engines_do(written: str, engines: str) -> None:
    """Stress goes to its vowel, ties and syllable breaks go, and stand-ins for IPA become IPA."""
    assert as_engines_write(written) == engines
    assert as_engines_write(engines) == engines


def test_an_accent_has_its_own_r_and_o() -> None:
    """British voices say "r" before vowels only; other languages are left alone."""
    assert for_accent("tɹˈoʊnɚ mˈɑːrks fˈɪɹ", "en-gb") == "tɹˈəʊnə mˈɑːks fˈiə"
    assert for_accent("ɡˈɜːrtə fˈɜːri bˈɜrd", "en-us") == "ɡˈɜːtə fˈɜːɹi bˈɜːd"
    assert for_accent("mˈarks", "de") == "mˈarks"


def test_a_sound_is_taken_whole_or_by_the_nearest_and_never_dropped() -> None:
    """The longest sound counts; what a voice lacks is said by its nearest; what has none is told."""
    names = {"t": "t", "ʃ": "S", "tʃ": "tS", "ˈ": "'", "iː": "i:", "k": "k"}
    assert sounds_of("tʃˈiːtʃ", names).names == ("tS", "'", "i:", "tS")
    vowels = {"i": "i", "iə": "i@", "əʊ": "oU", "ʊ": "U"}
    assert sounds_of("iəʊ", vowels).names == ("i", "oU")
    found = sounds_of("xiːʘ", names)
    assert found.names == ("k", "i:")
    assert found.unknown == "ʘ"
