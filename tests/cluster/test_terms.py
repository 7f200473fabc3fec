from dataclasses import replace
from pathlib import Path

from audiobook.cluster.terms import differences, name_store, stated_voices, terms_of
from audiobook.model import ClipRequest, Prosody, Voice
from audiobook.synthesis.cache import ClipCache

_MID = Voice("tone", "mid")


def test_a_machine_keeps_its_own_terms(tmp_path: Path) -> None:
    """The same program, voices and store differ in nothing."""
    name_store(ClipCache(tmp_path))
    terms = terms_of(ClipCache(tmp_path), [_MID])
    name_store(ClipCache(tmp_path))  # it has a name
    assert list(differences(terms_of(ClipCache(tmp_path), [_MID]), terms)) == []


def test_every_difference_is_named(tmp_path: Path) -> None:
    """A worker with another program, ffmpeg, store, engine, and without a voice, is told all five."""
    (here, there) = (ClipCache(tmp_path / "here"), ClipCache(tmp_path / "there"))
    name_store(here)
    name_store(there)
    own = terms_of(here, [_MID, Voice("tone", "none"), Voice("nobody", "x")])
    asked = replace(terms_of(there), program="0.0.9 (source 0)", ffmpeg="0.1")
    asked = replace(asked, fingerprints=tuple((voice, "tone 99") for voice, _ in own.fingerprints))
    told = list(differences(own, asked))
    assert len(told) == 6
    assert "0.0.9" in told[0]
    assert "ffmpeg" in told[1]
    assert "--cache" in told[2]
    assert "tone 99" in told[3]
    assert 'there is no engine "nobody"' in told[5]


def test_a_voice_is_asked_for_once_whatever_its_prosody() -> None:
    """The fingerprint of an engine does not hang on the rate."""
    requests = [
        ClipRequest(f"{n}", replace(_MID, prosody=Prosody(rate, 0.0)), "f") for n, rate in enumerate((1.0, 1.2))
    ]
    assert stated_voices(requests) == ((_MID, "f"),)
