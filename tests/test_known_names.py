import pytest

from audiobook.engines.espeak_sounds import sounds_for
from audiobook.known_names import load_known_names
from audiobook.text.lexicon import Lexicon
from audiobook.text.sources.running import unphonetic


@pytest.mark.parametrize("accent", ["en-us", "en-gb"])
def test_english_voices_have_every_sound_of_the_table(accent: str) -> None:
    """No name of ours asks for a sound that eSpeak's English voices lack."""
    assert {entry.written: sounds_for(entry.ipa, accent).unknown for entry in load_known_names()} == {
        entry.written: "" for entry in load_known_names()
    }


def test_the_table_is_pure_ipa_and_each_name_finds_itself() -> None:
    """Every entry is IPA with one main stress at most, and matches its own word."""
    lexicon = Lexicon(load_known_names())
    for entry in load_known_names():
        assert not unphonetic(entry.ipa)
        assert entry.ipa.count("ˈ") <= 1
        assert [hit.entry for hit in lexicon.find(f"And {entry.written}.")] == [entry]
