import re

from audiobook.engines.piper_voices import OF_LESSAC, VOICES, voice_infos


def test_voices_are_listed_once_in_order_each_with_two_files_of_its_own() -> None:
    """Names are sorted and well formed, and no file is anybody else's."""
    names = [voice.name for voice in VOICES]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"[a-z]{2}_[A-Z]{2}-\w+-(x_low|low|medium|high)", name) for name in names)
    hashes = [file.sha256 for voice in VOICES for file in (voice.model, voice.config)]
    assert len(set(hashes)) == 2 * len(names)
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) for sha256 in hashes)


def test_a_record_says_what_an_owner_must_know() -> None:
    """Licence, whom to credit, and a restricted ancestor are in the record, not in a footnote."""
    infos = {info.name: info for info in voice_infos("piper", {"en_US-joe-medium"})}
    joe, siwis, norman = (infos[n] for n in ("en_US-joe-medium", "fr_FR-siwis-medium", "en_US-norman-medium"))
    assert (joe.accent, joe.licence, joe.installed) == ("en-us", "CC0-1.0", True)
    assert OF_LESSAC in joe.description
    assert "SIWIS" in siwis.source
    assert (norman.licence, norman.description, norman.installed) == ("public-domain", "", False)


def test_upstream_keeps_a_voice_by_language_place_speaker_and_quality() -> None:
    """The folder follows from the name, underscores in a speaker's name too."""
    folders = {voice.name: voice.folder for voice in VOICES}
    assert folders["en_US-joe-medium"] == "en/en_US/joe/medium"
    assert folders["en_US-libritts_r-medium"] == "en/en_US/libritts_r/medium"
