"""The table of measured voices that ships with the package."""

import itertools
import json

import pytest

from audiobook.casting.catalogue import Catalogue, parse_catalogue
from audiobook.catalogue_file import load_catalogue
from audiobook.engines.espeak_data import espeak_data
from audiobook.engines.kokoro_voices import VOICES
from audiobook.engines.registry import load_engine
from audiobook.model import Gender, Prosody, Voice
from audiobook.settings.voices_yaml import parse_settings

ROW = [0.0, 100, 2.0, 12.0, 1.0, 190, 5, 97]
SMALL = parse_catalogue(
    json.dumps(
        {
            "voices": [["e:a", *ROW], ["e:a", 4.0, *ROW[1:]], ["e:b", *ROW], ["e:c", *ROW]],
            "cosines": ["", "95", "8079", "600050"],
        }
    )
)


def voice(name: str, pitch_st: float = 0.0) -> Voice:
    """Give a voice of the small catalogue."""
    return Voice("e", name, Prosody(1.0, pitch_st))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (voice("a"), voice("b"), 0.80),
        (voice("b"), voice("a"), 0.80),
        (voice("a", 4), voice("b"), 0.79),
        (voice("a", 3), voice("b"), 0.79),
        (voice("a", 1), voice("b"), 0.80),
        (voice("a"), voice("a", 4), 0.95),
        (voice("a"), voice("a"), 1.0),
        (voice("x"), voice("x"), 1.0),
        (voice("a"), voice("x"), None),
        (voice("a"), Voice("other", "a"), None),
        (voice("a:0.5+x:0.5"), voice("a"), None),
    ],
)
def test_likeness_is_that_of_the_nearest_pitch_measured(one: Voice, other: Voice, likeness: float | None) -> None:
    """The same either way round; 1 for one voice; unknown, and not guessed, where a voice was never measured."""
    assert SMALL.likeness(one, other) == likeness


def test_a_blend_lies_between_its_voices() -> None:
    """Nearer to each of the two than they are to each other, and nearest to the one it has more of."""
    blend = voice("a:0.7+b:0.3")
    more, less = SMALL.likeness(blend, voice("a")), SMALL.likeness(blend, voice("b"))
    assert more is not None
    assert less is not None
    assert 1 > more > less > 0.8


@pytest.mark.parametrize("name", ["a+b", "a:1+b", "a:0.5 + b:0.5", "a : 2+b:2"])
def test_a_blend_is_known_however_it_is_written(name: str) -> None:
    """Without shares it is half and half, and spaces do not count, as for Kokoro."""
    assert SMALL.likeness(voice(name), voice("c")) == SMALL.likeness(voice("a:0.5+b:0.5"), voice("c")) is not None


def test_every_pair_of_the_shipped_table_has_a_cosine() -> None:
    """Row n has n cosines; whoever is in the table once at a pitch is there once."""
    catalogue = load_catalogue()
    assert [len(row) for row in catalogue.cosines] == [2 * n for n in range(len(catalogue.voices))]
    assert len({(v.id, v.pitch_st) for v in catalogue.voices}) == len(catalogue.voices)


def test_every_voice_of_our_engines_that_can_be_cast_is_in_the_table() -> None:
    """Kokoro's 28, and each variant that eSpeak brings: a new one is measured before it ships."""
    there = {v.id for v in load_catalogue().voices}
    assert {f"kokoro:{v.name}" for v in VOICES} <= there
    assert {f"pyttsx3:en-us+{name}" for name in espeak_data().variants} <= there


def test_pools_of_the_defaults_are_clear_and_measured() -> None:
    """No default voice is one of which a recognizer misses more than a third, and none sounds like the narrator."""
    catalogue, casting = load_catalogue(), parse_settings("", "the defaults").casting
    for profile in itertools.chain(*casting.pools.values()):
        measured = catalogue.measured(profile.voice)
        assert measured is not None
        assert measured.misheard_percent <= 33
        likeness = catalogue.likeness(profile.voice, casting.narrator.voice)
        assert likeness is not None
        assert likeness < 0.9


def test_default_women_are_women() -> None:
    """The engine says so itself."""
    genders = {info.name: info.gender for info in load_engine("pyttsx3").voices()}
    pool = parse_settings("", "the defaults").casting.pools[Gender.FEMALE]
    assert {genders[profile.voice.name] for profile in pool} == {Gender.FEMALE}


def test_nothing_measured_knows_nothing() -> None:
    """An empty catalogue guesses at nothing."""
    assert Catalogue().likeness(voice("a"), voice("b")) is None
    assert Catalogue().measured(voice("a")) is None
