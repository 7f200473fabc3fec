"""Kokoro itself speaks only where its model is installed (docs/voices.md); all else is tested everywhere."""

import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest

from audiobook.audio.samples import peak
from audiobook.engines.kokoro import KokoroEngine, parse_blend
from audiobook.engines.kokoro_tokens import Run, apart, as_run
from audiobook.engines.packages import is_installed
from audiobook.engines.phonemes import phonemize
from audiobook.engines.voices_folder import VARIABLE, voices_folder
from audiobook.errors import VoiceError
from audiobook.model import Prosody, Speech, Voice
from tests.engines.contract import EngineContract

HAS_MODEL = is_installed("onnxruntime") and any(info.installed for info in KokoroEngine().voices())
needs_model = pytest.mark.skipif(not HAS_MODEL, reason="Kokoro is not installed: audiobook voices install kokoro")
_LIST = """
import sys
from audiobook.engines.registry import load_engine
load_engine("kokoro").voices()
print([name for name in ("onnxruntime", "numpy") if name in sys.modules])
"""
_SAY = """
import hashlib, sys
from audiobook.audio.samples import peak
from audiobook.engines.kokoro import KokoroEngine
from audiobook.model import Voice
print(hashlib.sha256(KokoroEngine().synthesize(sys.argv[1], Voice("kokoro", "af_heart")).pcm).hexdigest())
"""
SENTENCE = "Nobody goes home tonight, said the chairman."


@needs_model
class TestKokoro(EngineContract):
    """Kokoro keeps the laws of engines."""

    name = "kokoro"
    voice_names: ClassVar[tuple[str, str]] = ("af_heart", "bm_george")
    near_miss: ClassVar[tuple[str, str]] = ("af_hart", "af_heart")
    n_repeats: ClassVar[int] = 2
    says_nothing: ClassVar[tuple[str, ...]] = ("", " ", "\n\t", "\x00\x01", "...", "—")


def _say(name: str, text: str = SENTENCE, **prosody: float) -> Speech:
    return KokoroEngine().synthesize(text, Voice("kokoro", name, Prosody(**prosody)))


# --------------------------------------------------------------------------------------------------------------- names


def test_a_name_is_a_voice_or_a_blend() -> None:
    """Shares come to 1 whatever they are written as; without any they are equal."""
    assert parse_blend("af_heart") == (("af_heart", 1.0),)
    assert parse_blend("af_heart:0.6+bf_emma:0.4") == (("af_heart", 0.6), ("bf_emma", 0.4))
    assert parse_blend("af_heart:3 + bf_emma:1") == (("af_heart", 0.75), ("bf_emma", 0.25))
    assert parse_blend("af_heart+bf_emma") == (("af_heart", 0.5), ("bf_emma", 0.5))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("af_hart", "af_heart"),
        ("af_heart:0.6+bf_ema:0.4", "bf_emma"),
        ("af_heart:much+bf_emma:0.4", "0.6"),
        ("af_heart:0+bf_emma:1", "0.6"),
        ("af_heart:-1+bf_emma:1", "0.6"),
        ("af_heart:nan+bf_emma:1", "0.6"),
        ("af_heart:0.6+af_heart:0.4", "bf_emma"),
        ("", "voices"),
    ],
)
def test_what_is_no_voice_is_told_with_a_way_out(name: str, told: str) -> None:
    """A misspelt voice gets a "did you mean"; a misspelt share, an example."""
    with pytest.raises(VoiceError) as refused:
        KokoroEngine().check(Voice("kokoro", name))
    assert told in refused.value.hint


def test_a_voice_that_is_not_installed_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the files it is listed as not installed, and nobody can speak with it."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert [info.installed for info in KokoroEngine().voices()] == [False] * 28
    with pytest.raises(VoiceError) as refused:
        KokoroEngine().check(Voice("kokoro", "af_heart"))
    assert "audiobook voices install kokoro" in refused.value.hint


def test_nothing_of_it_is_loaded_without_need() -> None:
    """Listing voices and looking a cast over imports neither onnxruntime nor numpy."""
    done = subprocess.run([sys.executable, "-c", _LIST], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@needs_model
@pytest.mark.parametrize("prosody", [Prosody(rate=0.4), Prosody(rate=2.5), Prosody(pitch_st=9), Prosody(pitch_st=-9)])
def test_what_it_cannot_say_so_is_refused(prosody: Prosody) -> None:
    """Too slow, too fast, too high and too low are refused with the limits."""
    with pytest.raises(VoiceError) as refused:
        KokoroEngine().check(Voice("kokoro", "af_heart", prosody))
    assert "Use" in refused.value.hint


# -------------------------------------------------------------------------------------------------------------- tokens


def _run(text: str) -> Run:
    return as_run([apart(phrase) for phrase in phonemize(text, "en-us")])


def test_every_word_has_tokens_of_its_own() -> None:
    """Words follow each other, a space or a mark between them."""
    run = _run("It's one of the 25 men, said Zoë.")
    assert [(word.text_start, word.text_end) for word in run.words][:3] == [(0, 4), (5, 8), (9, 11)]
    assert len(run.words) == 8
    assert all(a.end < b.first for a, b in pairwise(run.words))
    assert run.words[0].first == 0
    assert run.words[-1].end == len(run.tokens) - 1


def test_words_that_espeak_joins_are_parted() -> None:
    """Of "of the", which eSpeak writes as one word, the model is given two."""
    one, two = _run("of the").tokens, _run("of. The").tokens
    space = 16
    assert one.count(space) == 1
    assert two.count(space) == 1


# --------------------------------------------------------------------------------------------------------------- sound


@needs_model
def test_blends_sound_unlike_both() -> None:
    """A blend is a third voice; the order of its two changes nothing."""
    blend = _say("af_heart:0.5+bf_emma:0.5")
    assert blend.pcm not in (_say("af_heart").pcm, _say("bf_emma").pcm)
    assert blend.pcm != _say("af_heart:0.7+bf_emma:0.3").pcm


@needs_model
def test_pitch_leaves_the_length_as_it_is() -> None:
    """A higher voice says the same words at the same times."""
    low, high = _say("am_michael"), _say("am_michael", pitch_st=4.0)
    assert low.words == high.words
    assert low.pcm != high.pcm


@needs_model
@pytest.mark.parametrize("name", ["af_heart", "am_onyx"])
def test_the_first_sound_is_whole(name: str) -> None:
    """The speech begins in silence: nothing of the first consonant is cut off."""
    speech = _say(name, "Then the door closed.")
    n_first = 2 * round(0.03 * speech.sample_rate_hz)
    assert peak(speech.pcm[:n_first]) < 0.005 * peak(speech.pcm)


@needs_model
def test_a_long_text_is_said_to_its_last_word() -> None:
    """What is longer than the model takes is said in parts, and every word has its time, in order."""
    text = " ".join(
        f"The {n} boats came home, one after the other, and nobody counted them." for n in ("ten", "six") * 6
    )
    speech = _say("af_heart", text, rate=2.0)
    assert [text[w.span.start : w.span.end] for w in speech.words] == text.replace(",", "").replace(".", "").split()
    starts = [word.start for word in speech.words]
    assert starts == sorted(starts)
    longest_gap = max(b - a for a, b in pairwise(starts))
    assert longest_gap < 1.0 * speech.sample_rate_hz


@needs_model
def test_another_process_says_the_same() -> None:
    """The same request gives the same samples, bit for bit, in another process."""
    command = [sys.executable, "-c", _SAY, SENTENCE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(_say("af_heart").pcm).hexdigest()


@needs_model
@pytest.mark.parametrize("damaged", ["kokoro/model.onnx", "kokoro/af_heart.bin"])
def test_a_damaged_file_is_refused_and_not_spoken_with(
    damaged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says would be kept as if the published files had said it; the message names the file and the cure."""
    for name in ("kokoro/model.onnx", "kokoro/af_heart.bin"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        content = bytearray((voices_folder() / name).read_bytes())
        content[len(content) // 2] ^= name == damaged
        file.write_bytes(content)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(VoiceError, match="damaged") as error:
        KokoroEngine().synthesize("Hello.", Voice("kokoro", "af_heart"))
    assert str(tmp_path / damaged) in error.value.problem
    assert "--verify" in error.value.hint


@pytest.mark.skipif(not is_installed("onnxruntime"), reason="pip install 'fullcast[kokoro]'")
def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    """A file of the right length with wrong bytes is named, and what to do; nobody sees a traceback."""
    from audiobook.engines import kokoro_model  # noqa: PLC0415 - it loads onnxruntime

    known = b"\x12\x1e/encoder/F0_proj/Conv_output_0" + b"/encoder/Clip_output_0"
    for content in (b"", b"\0" * 500, known + b"\0" * 500):
        path = tmp_path / "model.onnx"
        path.write_bytes(content)
        with pytest.raises(VoiceError, match=r"model\.onnx") as refused:
            kokoro_model.KokoroModel(path)
        assert "voices install kokoro" in refused.value.hint
