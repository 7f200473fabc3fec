import functools
import json
from collections.abc import Sequence

import pytest

from audiobook.engines import espeak_sounds
from audiobook.engines.apart import Send
from audiobook.engines.aside import run_aside
from audiobook.engines.espeak_inlay import inlaid
from audiobook.engines.espeak_library import set_voice, started
from audiobook.engines.espeak_sounds import mnemonics, sounds_for
from audiobook.engines.ipa import as_engines_write, for_accent
from audiobook.engines.phonemes import phonemize
from audiobook.engines.registry import load_engine
from audiobook.engines.system_voices import without_commands
from audiobook.known_names import load_known_names
from audiobook.model import Phonemes, Span, Voice

OWN = {
    "en-us": "æ ɛ ɪ ɑː iː uː ʊ ʌ ə ɚ ɜː eɪ aɪ ɔɪ aʊ oʊ p b t d k ɡ f v θ ð s z ʃ ʒ tʃ dʒ m n ŋ l ɹ j w h",
    "en-gb": "a ɛ ɪ ɒ ɑː iː uː ʊ ʌ ə ɜː eɪ aɪ ɔɪ aʊ əʊ p b t d k ɡ f v θ ð s z ʃ ʒ tʃ dʒ m n ŋ l ɹ j w h",
    "de": "a aː ɛ ɪ ɔ ʊ œ øː yː eː iː oː uː aɪ aʊ p b t d k ɡ f v s z ʃ ç x m n ŋ l j h",
    "fr-fr": "a e ɛ i o ɔ u y ø œ ɑ̃ ɔ̃ ɛ̃ p b t d k ɡ f v s z ʃ ʒ m n ɲ l ʁ j w",
    "es": "a e i o u p b t d k ɡ f s tʃ m n ɲ l ɾ r j w x θ",
    "ru": "a e i o u p b t d k ɡ f v s z ʒ ts x m n r j",
}


@pytest.mark.parametrize("language", OWN)
def test_espeak_has_a_name_for_every_sound_of_a_language(language: str) -> None:
    """The sounds that a language's words consist of can all be asked for."""
    assert not set(OWN[language].split()) - set(mnemonics(language))


@pytest.mark.parametrize(
    ("ipa", "language"),
    [
        ("dʒuːɡəʃvˈiːli", "en-us"),
        ("nˈiːtʃə", "en-gb"),
        ("tɹˈɑːtski", "en-us"),
        ("pʁust", "fr-fr"),
        ("ɡˈøːtə", "de"),
        ("kixˈote", "es"),
    ],
)
def test_a_pronunciation_sounds_like_a_word_that_espeak_reads_so(ipa: str, language: str) -> None:
    """Asked back, eSpeak gives the IPA that it was given: sound for sound."""
    names = mnemonics(language)
    back = {mnemonic: sound for sound, mnemonic in names.items()}
    sounds = sounds_for(ipa, language)
    assert not sounds.unknown
    assert "".join(back[name] for name in sounds.names) == ipa


def _ask_back(asked: Sequence[tuple[str, str]], voice: str, send: Send) -> None:
    espeak = started()
    set_voice(voice)
    espeak.cSynth(b"", 1, 0, espeak.POS_CHARACTER, 0, espeak_sounds._PHONEMES_TOO, None, None)
    send(json.dumps({word: espeak_sounds._said(espeak, text) for word, text in asked}).encode())


@pytest.mark.parametrize(("accent", "voice"), [("en-us", "gmw/en-US"), ("en-gb", "gmw/en")])
def test_espeak_says_each_of_our_names_as_the_table_has_it(accent: str, voice: str) -> None:
    """Asked back, it gives the same sounds in the same order, but for what the accent makes of them."""
    names = {entry.written: for_accent(as_engines_write(entry.ipa), accent) for entry in load_known_names()}
    asked = [(name, inlaid("x", [(Span(0, 1), sounds_for(ipa, accent).names)]).text) for name, ipa in names.items()]
    back = json.loads(run_aside(functools.partial(_ask_back, asked, voice), 60))
    usual = str.maketrans({"ɾ": "t", "æ": "a", "ŋ": "n", "r": "ɹ", "\u0303": None})
    heard = {name: said.translate(usual).replace("ɚɹ", "əɹ") for name, said in back.items()}
    wanted = {name: ipa.translate(usual).replace("ɚɹ", "əɹ") for name, ipa in names.items()}
    other = {name: said for name, said in heard.items() if said != wanted[name]}
    assert other == ({} if accent == "en-us" else {"Raoul": "ɹɑːɹˈuːl"})  # where a Briton puts an "r" in between


def test_phonemes_given_sound_like_the_word_itself() -> None:
    """A word given as eSpeak itself reads it takes as long as the word read by letters."""
    engine, voice, text = load_engine("pyttsx3"), Voice("pyttsx3", "en-us"), "He saw the table there."
    ipa = phonemize("table", "en-us")[0].ipa
    read, given = engine.synthesize(text, voice), engine.synthesize(text, voice, (Phonemes(Span(11, 16), ipa),))
    assert [w.span for w in given.words] == [w.span for w in read.words]
    assert abs(len(given.pcm) - len(read.pcm)) < 0.02 * len(read.pcm)


def test_what_a_voice_has_no_sound_for_is_named() -> None:
    """A click is no sound of English, and a system voice takes letters only."""
    engine = load_engine("pyttsx3")
    assert engine.unsaid("ǃa", Voice("pyttsx3", "en-us+f3")) == "ǃ"
    assert engine.unsaid("ana", Voice("pyttsx3", "system/Alex")) == "ana"


def test_a_system_voice_gets_no_commands() -> None:
    """Double brackets are commands to macOS, and angle ones to SAPI: none gets there."""
    assert without_commands("[[slnc 9000]] <silence msec='9000'/>").split() == [
        "slnc",
        "9000",
        "silence",
        "msec='9000'/",
    ]
