import re

from audiobook.engines.kokoro_voices import N_BYTES, VOICES, voice_infos
from audiobook.model import Age, Gender


def test_there_are_28_voices_in_order_each_with_a_file_of_its_own() -> None:
    """Every English voice of v1.0 is listed once, sorted, and no two share a file."""
    names = [voice.name for voice in VOICES]
    assert names == sorted(set(names))
    assert [sum(name.startswith(kind) for name in names) for kind in ("af_", "am_", "bf_", "bm_")] == [11, 9, 4, 4]
    assert len({voice.sha256 for voice in VOICES}) == 28
    assert all(re.fullmatch("[0-9a-f]{64}", voice.sha256) for voice in VOICES)
    assert N_BYTES == 522_240


def test_a_record_says_what_the_name_and_the_pitch_tell() -> None:
    """Accent and sex come from the name, the words from measures; an age that nobody knows is not made up."""
    infos = {info.name: info for info in voice_infos("kokoro", {"bf_emma"})}
    emma, onyx, nicole = infos["bf_emma"], infos["am_onyx"], infos["af_nicole"]
    assert (emma.id, emma.gender, emma.accent, emma.licence) == ("kokoro:bf_emma", Gender.FEMALE, "en-gb", "Apache-2.0")
    assert (onyx.gender, onyx.accent, onyx.timbre) == (Gender.MALE, "en-us", ("low", "even"))
    assert nicole.timbre == ("whispery",)
    assert [info.name for info in infos.values() if info.age is not Age.UNKNOWN] == ["am_santa"]


def test_high_voices_are_above_low_ones_of_the_same_sex() -> None:
    """The words and the pitches agree."""
    for gender in (Gender.FEMALE, Gender.MALE):
        of_sex = [voice for voice in VOICES if voice.gender is gender]
        lows = [voice.pitch_hz for voice in of_sex if "low" in voice.timbre]
        highs = [voice.pitch_hz for voice in of_sex if "high" in voice.timbre]
        assert max(lows) < min(highs)
        between = [voice.pitch_hz for voice in of_sex if not {"low", "high", "whispery"} & set(voice.timbre)]
        assert all(max(lows) < pitch_hz < min(highs) for pitch_hz in between)


def test_what_is_not_installed_is_said_to_be_missing() -> None:
    """Only voices whose files are there count as installed."""
    assert [info.name for info in voice_infos("kokoro", {"bf_emma"}) if info.installed] == ["bf_emma"]
