import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from audiobook.audio.samples import peak
from audiobook.engines.apart import CAN_FORK
from audiobook.engines.espeak_data import espeak_data
from audiobook.engines.pyttsx3 import Pyttsx3Engine
from audiobook.engines.registry import load_engine
from audiobook.engines.said import LONGEST_TEXT
from audiobook.errors import SynthesisError, VoiceError
from audiobook.model import Age, Gender, Prosody, Voice
from tests.engines.contract import EngineContract

_SAY = """
import hashlib, sys
from audiobook.engines.registry import load_engine
from audiobook.model import Voice
speech = load_engine("pyttsx3").synthesize(sys.argv[1], Voice("pyttsx3", sys.argv[2]))
print(hashlib.sha256(speech.pcm).hexdigest())
"""


_SAY_HERE = """
import audiobook.engines.apart
from audiobook.engines.registry import load_engine
from audiobook.model import Prosody, Voice
audiobook.engines.apart.CAN_FORK = False
slow, fast = Voice("pyttsx3", "en-us", Prosody(rate=0.9)), Voice("pyttsx3", "en-us+f3", Prosody(rate=1.8))
for _ in range(10):
    for voice in (slow, fast):
        speech = load_engine("pyttsx3").synthesize("The tram costs five kopecks, and I have only three.", voice)
        first, last = speech.words[0].start, speech.words[-1].end
        print(len(speech.pcm.strip(bytes(1))), len(speech.words), first, last, len(speech.pcm) // 2)
"""


def _say_elsewhere(text: str, voice_name: str, **environment: str) -> str:
    """Say it in a fresh process; give the samples' hash, and whatever else stands on stdout."""
    command = [sys.executable, "-W", "ignore", "-c", _SAY, text, voice_name]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **environment})
    assert not done.stderr
    return done.stdout.strip()


class TestPyttsx3(EngineContract):
    """The default engine, eSpeak NG through pyttsx3, keeps the laws."""

    name = "pyttsx3"
    voice_names: ClassVar[tuple[str, str]] = ("en-us", "en-us+f3")
    near_miss: ClassVar[tuple[str, str]] = ("en-us+storm", "en-us+Storm")
    says_nothing: ClassVar[tuple[str, ...]] = ("", " ", "\n\t", "\x00\x01", "...", "—")


@pytest.fixture
def engine() -> Pyttsx3Engine:
    """Give the engine as everybody gets it."""
    engine = load_engine("pyttsx3")
    assert isinstance(engine, Pyttsx3Engine)
    return engine


@pytest.mark.parametrize(
    ("name", "espeaks"),
    [
        ("en-us", "gmw/en-US"),
        ("EN-US", "gmw/en-US"),
        ("en-gb", "gmw/en"),
        ("en", "gmw/en"),
        ("en-gb-scotland", "gmw/en-GB-scotland"),
        ("gmw/en-us+Storm", "gmw/en-US+Storm"),
        ("de+f3", "gmw/de+f3"),
        ("fr-fr", "roa/fr"),
        ("en-us+Mr serious", "gmw/en-US+Mr serious"),
    ],
)
def test_voices_are_found_by_the_names_people_use(name: str, espeaks: str) -> None:
    """A language is found by its short id, its path, or the tag in its file; a variant by its file."""
    assert espeak_data().resolve(name) == espeaks


@pytest.mark.parametrize("name", ["en-us+", "en-us+../f3", "../lang/gmw/en", "", "+f3", "en-us+f3+f4", "mb-us1"])
def test_names_that_are_no_voices_are_refused(engine: Pyttsx3Engine, name: str) -> None:
    """Where eSpeak would speak with its plain voice, we say that there is no such voice."""
    with pytest.raises(VoiceError):
        engine.check(Voice("pyttsx3", name))


def test_the_list_tells_women_from_men_and_voices_from_effects(engine: Pyttsx3Engine) -> None:
    """Casting chooses by gender, accent, age, timbre and description."""
    listed = {info.name: info for info in engine.voices()}
    assert listed["en-us+f3"].gender is Gender.FEMALE
    assert listed["en-us+shelby"].gender is Gender.FEMALE
    assert listed["en-us+Storm"].gender is Gender.MALE
    assert listed["en-us+Storm"].timbre == ("low",)
    assert listed["en-us+whisper"].description == "effect"
    assert listed["en-us+whisper"].timbre == ("whispery",)
    assert [info.name for info in listed.values() if info.age is Age.OLD] == ["en-us+grandma", "en-us+grandpa"]
    assert listed["en-gb"].accent == "en-gb"


@pytest.mark.parametrize("prosody", [Prosody(rate=0.3), Prosody(rate=3.5), Prosody(pitch_st=-9), Prosody(pitch_st=11)])
def test_prosody_that_espeak_would_clamp_is_refused(engine: Pyttsx3Engine, prosody: Prosody) -> None:
    """What cannot be had is said, with the range that can."""
    with pytest.raises(VoiceError) as refused:
        engine.check(Voice("pyttsx3", "en-us", prosody))
    assert "Use" in refused.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have voices of their own")
def test_system_voices_are_refused_where_there_are_none(engine: Pyttsx3Engine) -> None:
    """A cast made on a Mac says on Linux what is wrong with it."""
    with pytest.raises(VoiceError, match="macOS or Windows"):
        engine.check(Voice("pyttsx3", "system/Alex"))


def test_too_long_a_text_is_refused(engine: Pyttsx3Engine) -> None:
    """Hours in one breath would fill the memory; the error names the text."""
    with pytest.raises(SynthesisError, match="too many"):
        engine.synthesize("word " * LONGEST_TEXT, Voice("pyttsx3", "en-us"))


@pytest.mark.skipif(not CAN_FORK, reason="without fork the samples are not promised")
@pytest.mark.parametrize("voice_name", ["en-us", "en-gb+f3"])
def test_other_processes_say_it_with_the_same_samples(engine: Pyttsx3Engine, voice_name: str) -> None:
    """The same in every process, also for breathy voices, whose noise eSpeak seeds with the time; nothing on stdout."""
    text = "She sells six shells."
    engine.synthesize("Something before.", Voice("pyttsx3", "en-us+whisper"))
    said = engine.synthesize(text, Voice("pyttsx3", voice_name))
    assert _say_elsewhere(text, voice_name) == hashlib.sha256(said.pcm).hexdigest()


def test_without_fork_every_utterance_still_has_its_own_rate_voice_and_words() -> None:
    """Where processes cannot fork, lengths and times are right all the same when rate and voice change each time."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _SAY_HERE], capture_output=True, text=True, check=True)
    said = [[int(number) for number in line.split()] for line in done.stdout.splitlines()]
    slow, fast = ([length for length, *_ in half] for half in (said[::2], said[1::2]))
    assert max(slow) < 1.05 * min(slow)
    assert max(fast) < 1.05 * min(fast)
    assert min(slow) > 1.7 * max(fast)
    assert all(n_words == 10 and first < 1000 and last <= end < last * 1.2 for _, n_words, first, last, end in said)


def test_pauses_belong_to_no_word(engine: Pyttsx3Engine) -> None:
    """A word ends where its sound does: at a comma there is time between the words, and the rest is dead silence."""
    text = "Nobody goes home, said the man at the door. Why?"
    speech = engine.synthesize(text, Voice("pyttsx3", "en-us"))
    times = {text[word.span.start : word.span.end]: word for word in speech.words}
    assert times["said"].start - times["home"].end > 2000
    assert times["Why"].start - times["door"].end > 4000
    assert times["goes"].end == times["home"].start
    after_the_last = speech.pcm[2 * times["Why"].end :]
    assert peak(after_the_last) < 0.01 < peak(speech.pcm)


def test_data_under_a_long_path_is_found(tmp_path: Path) -> None:
    """Though eSpeak holds 160 bytes of path, a deep virtual environment may have more."""
    import espeakng_loader  # noqa: PLC0415 - not to be imported where other tests ask what is

    home = Path(espeakng_loader.__file__).parent
    deep = tmp_path / ("deep" * 20) / ("deeper" * 20)
    deep.mkdir(parents=True)
    (deep / "espeakng_loader").symlink_to(home)
    temporary = tmp_path / "t"
    temporary.mkdir()
    short = _say_elsewhere("Deep.", "en-us")
    assert _say_elsewhere("Deep.", "en-us", PYTHONPATH=str(deep), TMPDIR=str(temporary)) == short
    assert not list(temporary.iterdir())
