import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from audiobook.engines.registry import GROUP, OURS, engine_names, load_engine
from audiobook.errors import VoiceError
from tests.engines import test_kokoro, test_piper, test_pyttsx3, test_tone
from tests.engines.contract import EngineContract

# The modules are named so that their classes are known here, in whatever order pytest collects.
_TESTED = {
    test_kokoro.TestKokoro.name,
    test_piper.TestPiper.name,
    test_pyttsx3.TestPyttsx3.name,
    test_tone.TestTone.name,
}


def test_every_engine_of_ours_keeps_the_contract() -> None:
    """An engine is not ours before it has a test that inherits the contract."""
    assert {contract.name for contract in EngineContract.__subclasses__()} == _TESTED == set(OURS)


def test_our_engines_are_registered_like_everybody_elses() -> None:
    """The table in the registry and the entry points in pyproject.toml say the same."""
    registered = {
        point.name: point.value for point in entry_points(group=GROUP) if point.value.startswith("audiobook.")
    }
    assert registered == OURS


def test_an_engine_is_made_once() -> None:
    """A process has one instance of an engine: eSpeak can be started only once."""
    assert load_engine("tone") is load_engine("tone")


def test_unknown_engine_is_refused_with_a_hint() -> None:
    """A misspelt engine is answered with the one that was meant, a strange one with all there are."""
    with pytest.raises(VoiceError, match="pytts3") as refused:
        load_engine("pytts3")
    assert "pyttsx3" in refused.value.hint
    with pytest.raises(VoiceError) as refused:
        load_engine("zzz")
    assert all(name in refused.value.hint for name in engine_names())


def test_asking_about_voices_loads_no_library() -> None:
    """A build with nothing to do asks for fingerprints and checks voices, and pays for no speech library."""
    program = """
import sys
from audiobook.engines.registry import load_engine
from audiobook.model import Voice
engine = load_engine("pyttsx3")
engine.check(Voice("pyttsx3", "en-us+Storm"))
engine.fingerprint(Voice("pyttsx3", "en-us+Storm"))
engine.voices()
import audiobook.synthesis.clips
print(sorted({"ctypes", "pyttsx3", "espeakng_loader", "pydub"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
