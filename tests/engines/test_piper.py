"""Piper's engine with a voice of a kilobyte, made here (tiny_piper.py); and with a true one where it is installed."""

import hashlib
import json
import logging
import math
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

from audiobook.engines.packages import is_installed
from audiobook.engines.piper import PiperEngine
from audiobook.engines.piper_config import parse_config
from audiobook.engines.voices_folder import VARIABLE
from audiobook.errors import VoiceError
from audiobook.model import Prosody, Speech, Voice
from tests.engines.contract import EngineContract
from tests.engines.tiny_piper import RATE_HZ, put_tiny_voice, tiny_config, tiny_model

TINY = "en_US-tiny-low"
TRUE = "en_US-joe-medium"
HAS_TRUE = TRUE in {voice.name for voice in PiperEngine().voices() if voice.installed}
needs_true = pytest.mark.skipif(not HAS_TRUE, reason=f"not installed: audiobook voices install piper:{TRUE}")
needs_runtime = pytest.mark.skipif(
    not (is_installed("onnxruntime") and is_installed("parselmouth")), reason="pip install 'fullcast[piper]'"
)
_SAY = """
import hashlib, sys
from audiobook.engines.registry import load_engine
from audiobook.model import Voice
print(hashlib.sha256(load_engine("piper").synthesize(sys.argv[1], Voice("piper", sys.argv[2])).pcm).hexdigest())
"""
_LIST = """
import sys
from audiobook.engines.registry import load_engine
from audiobook.model import Voice
engine = load_engine("piper")
engine.voices()
engine.check(Voice("piper", "en_US-tiny-low"))
engine.fingerprint(Voice("piper", "en_US-tiny-low"))
print([name for name in ("onnxruntime", "numpy", "parselmouth") if name in sys.modules])
"""


@pytest.fixture(scope="session")
def tiny_voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a voices folder with the tiny voice in it."""
    folder = tmp_path_factory.mktemp("voices")
    put_tiny_voice(folder)
    return folder


@pytest.fixture
def here(tiny_voices: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let that be the person's folder."""
    monkeypatch.setenv(VARIABLE, str(tiny_voices))
    return tiny_voices


def _say(text: str, name: str = TINY, **prosody: float) -> Speech:
    return PiperEngine().synthesize(text, Voice("piper", name, Prosody(**prosody)))


def _said_elsewhere(text: str, name: str) -> str:
    done = subprocess.run([sys.executable, "-c", _SAY, text, name], capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.strip()


@needs_runtime
class TestPiper(EngineContract):
    """Piper keeps the laws of engines."""

    name = "piper"
    voice_names: ClassVar[tuple[str, str]] = (f"{TINY}#low", f"{TINY}#high")
    near_miss: ClassVar[tuple[str, str]] = ("en_US-tinny-low", TINY)
    n_repeats: ClassVar[int] = 20
    says_nothing: ClassVar[tuple[str, ...]] = ("", " ", "\n\t", "\x00\x01", "...", "—")

    @pytest.fixture(autouse=True)
    def _voices(self, here: Path) -> None:
        """Speak with the tiny voice."""


# --------------------------------------------------------------------------------------------------------------- names


@pytest.mark.usefixtures("here")
def test_speakers_are_listed_and_known_voices_too() -> None:
    """Each speaker of an installed model is a voice; voices that can be installed are listed as not there."""
    listed = {voice.name: voice for voice in PiperEngine().voices()}
    assert listed[f"{TINY}#low"].installed
    assert listed[f"{TINY}#low"].accent == "en-us"
    assert TINY not in listed
    assert not listed[TRUE].installed


@needs_runtime
@pytest.mark.usefixtures("here")
def test_a_speaker_goes_by_name_or_number() -> None:
    """Name and number are one voice, and the model's name alone is its first."""
    assert _say("No.", f"{TINY}#high") == _say("No.", f"{TINY}#1") != _say("No.", f"{TINY}#0") == _say("No.")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"{TINY}#hihg", '"high"'),
        (f"{TINY}#2", "numbered from 0"),
        ("en_US-jo-medium", f'"{TRUE}"'),
        (TRUE, f"audiobook voices install piper:{TRUE}"),
        ("mine", "mine.onnx.json"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_not_there_is_told_with_a_way_out(name: str, told: str) -> None:
    """Misspelt: what was meant; known: the command; somebody's own: where its two files go."""
    for ask in (PiperEngine().check, PiperEngine().fingerprint) if "#" not in name else (PiperEngine().check,):
        with pytest.raises(VoiceError) as refused:
            ask(Voice("piper", name))
        assert told in refused.value.hint


@pytest.mark.parametrize("prosody", [Prosody(rate=0.3), Prosody(rate=3.5), Prosody(pitch_st=9), Prosody(pitch_st=-9)])
@needs_runtime
@pytest.mark.usefixtures("here")
def test_what_it_cannot_say_so_is_refused(prosody: Prosody) -> None:
    """Too slow, too fast, too high and too low are refused with the limits."""
    with pytest.raises(VoiceError) as refused:
        PiperEngine().check(Voice("piper", TINY, prosody))
    assert "Use" in refused.value.hint


@pytest.mark.usefixtures("here")
def test_missing_packages_are_told_with_their_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without onnxruntime, or what moves pitch (a manner does in any book), the extra that brings them is named."""
    for package in ("onnxruntime", "parselmouth"):
        monkeypatch.setattr(
            "audiobook.engines.packages.importlib.util.find_spec", lambda name, gone=package: name != gone or None
        )
        with pytest.raises(VoiceError, match=package) as refused:
            PiperEngine().check(Voice("piper", TINY))
        assert "fullcast[piper]" in refused.value.hint


@pytest.mark.parametrize("broken", ["{", "[]", "{}", '{"audio": {"sample_rate": 22050}, "phoneme_id_map": {"a": [1]}}'])
def test_a_configuration_that_is_none_is_told(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged .onnx.json is named."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    put_tiny_voice(tmp_path)
    (tmp_path / "piper" / f"{TINY}.onnx.json").write_text(broken, encoding="utf-8")
    for name in (TINY, f"{TINY}#low"):
        with pytest.raises(VoiceError, match=f"{TINY}.onnx.json"):
            PiperEngine().check(Voice("piper", name))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("audio", {"sample_rate": 0}),
        ("audio", {"sample_rate": math.inf}),
        ("inference", {"length_scale": 0}),
        ("inference", {"length_scale": math.inf}),
        ("inference", {"noise_w": math.nan}),
        ("num_speakers", 0),
    ],
)
def test_figures_that_cannot_be_are_told(
    key: str, value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is divided by nought, and no machine drowns in samples."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    put_tiny_voice(tmp_path)
    config = json.dumps(tiny_config() | {key: value})
    (tmp_path / "piper" / f"{TINY}.onnx.json").write_text(config, encoding="utf-8")
    with pytest.raises(VoiceError, match=f"{TINY}.onnx.json"):
        PiperEngine().check(Voice("piper", TINY))


@needs_runtime
@pytest.mark.parametrize("model", [b"", b"no model", tiny_model()[:-50], tiny_model().replace(b"\x12\x05drawn", b"")])
def test_a_model_that_is_none_is_told(model: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged .onnx is named, and what to do."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    put_tiny_voice(tmp_path, model=model)
    with pytest.raises(VoiceError, match=f"{TINY}.onnx") as refused:
        _say("No.")
    assert "fetch" in refused.value.hint


@pytest.mark.usefixtures("here")
def test_nothing_of_it_is_loaded_without_need() -> None:
    """Looking a cast over, and a build with nothing to do, import neither onnxruntime nor numpy."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _LIST], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_another_model_under_the_same_name_is_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clips are made anew when the model or its configuration is another."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    fingerprints = set()
    for model, pace in ((tiny_model(), 1.0), (tiny_model() + b"\0", 1.0), (tiny_model(), 1.5)):
        put_tiny_voice(tmp_path, model=model)
        config = {**tiny_config(), "inference": {"length_scale": pace}}
        (tmp_path / "piper" / f"{TINY}.onnx.json").write_text(json.dumps(config), encoding="utf-8")
        fingerprints.add(PiperEngine().fingerprint(Voice("piper", TINY)))
    assert len(fingerprints) == 3


# ------------------------------------------------------------------------------------------------------------ phonemes


def _ids(phonemes: str, **changes: Any) -> tuple[int, ...]:  # noqa: ANN401 - as in JSON
    ids = {"_": [0], "^": [1], "$": [2], "a": [7], "c": [8, 9], ".": [10], "\u0327": [11], "b": [12]}
    return parse_config(json.dumps({**tiny_config(), "phoneme_id_map": ids, **changes})).ids(phonemes)


def test_phonemes_become_ids_with_gaps_between() -> None:
    """Begin, every phoneme with all its ids, a gap after each, end: as the models learned them."""
    assert _ids("ac.") == (1, 0, 7, 0, 8, 9, 0, 10, 0, 2)


def test_what_a_voice_does_not_know_is_said_by_its_parts(caplog: pytest.LogCaptureFixture) -> None:
    """A letter with a mark is taken apart, dots are a stop, the voice's own replacements hold; the rest is logged."""
    assert _ids("ç") == _ids("c\u0327")
    assert _ids("a…") == _ids("a.")
    assert _ids("ɑ", phoneme_map={"ɑ": ["a", "b"]}) == _ids("ab")
    with caplog.at_level(logging.INFO):
        assert _ids("aʘ") == _ids("a")
    assert "ʘ" in caplog.text
    assert _ids("ʘ") == ()


@needs_runtime
def test_voices_of_letters_are_given_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice that learned from text is given the text; one that learned from something else is refused."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    put_tiny_voice(tmp_path)
    path = tmp_path / "piper" / f"{TINY}.onnx.json"
    path.write_text(json.dumps({**tiny_config(), "phoneme_type": "text"}), encoding="utf-8")
    speech = _say("knife " * 100)
    assert len(speech.pcm) / 2 >= 2 * 600 * 400  # two ids a letter, blanks too; "naɪf" would be fewer
    assert _say("^kni_fe$") == _say("knife")  # what begins, ends and parts the model's phonemes is no letter
    assert PiperEngine().unsaid("naɪf", Voice("piper", TINY)) == "naɪf"
    put_tiny_voice(tmp_path, "other")
    odd = {**tiny_config(), "phoneme_type": "pinyin"}
    (tmp_path / "piper" / "other.onnx.json").write_text(json.dumps(odd), encoding="utf-8")
    with pytest.raises(VoiceError, match="pinyin"):
        PiperEngine().check(Voice("piper", "other#low"))


# --------------------------------------------------------------------------------------------------------------- sound


@needs_runtime
@pytest.mark.usefixtures("here")
def test_speech_has_the_rate_of_its_voice() -> None:
    """Piper's voices have rates of their own."""
    assert _say("No.").sample_rate_hz == RATE_HZ


@needs_runtime
@pytest.mark.usefixtures("here")
def test_noise_is_drawn_and_is_the_same_in_every_process() -> None:
    """The same request is the same sound elsewhere, while equal phonemes in other texts come out a little different."""
    elsewhere = _said_elsewhere("She sells six shells.", f"{TINY}#low")
    assert hashlib.sha256(_say("She sells six shells.").pcm).hexdigest() == elsewhere
    first, second = (_say(f"No {word}.").pcm[: 2 * 400 * 6] for word in ("man", "moon"))
    assert first != second


@needs_true
def test_a_true_voice_says_the_same_everywhere() -> None:
    """As the tiny one, so joe: the same samples after other words and in another process, as long as speech is."""
    text = "The tram costs five kopecks, said Dr. Smith, and I have only three."
    _say("Something before.", TRUE, rate=1.5)
    speech = _say(text, TRUE)
    assert hashlib.sha256(speech.pcm).hexdigest() == _said_elsewhere(text, TRUE)
    assert 2.5 < len(speech.pcm) / 2 / speech.sample_rate_hz < 6.0
