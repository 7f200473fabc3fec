from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.dialogue.corrections import Correction
from audiobook.engines.kokoro import KokoroEngine, parse_blend
from audiobook.engines.registry import load_engine
from audiobook.engines.voices_folder import VARIABLE
from audiobook.errors import AudiobookError, SettingsError, VoiceError
from audiobook.model import Gender, Prosody, Voice
from audiobook.settings.corrections import corrections_file, load_corrections
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import (
    Settings,
    load_settings,
    parse_settings,
    parse_voice,
)

FULL = """\
engine: tone
narrator:
  voice: mid
  character: Ida
characters:
  Oskar Lind:
    aliases: [the ferryman, " Lind "]
    gender: male
    voice: low
    rate: 0.9
    pitch: -2
    gain: 1.5
  Ida: {gender: female}
pools:
  female: [high, {voice: bright, rate: 1.1}]
  male:
pauses: {scene: 3, clause: 0}
loudness: {rms: -19, true_peak: -4, room_tone: -70}
formats: mp3
narrated_by: The island
unquoted_speech: yes
cover: art/cover.png
"""
KEYS = "engine narrator characters pools pauses loudness formats cover voice rate Ida tone tone:low"
PIECES = st.sampled_from([*KEYS.split(), *":[]{}-,1~\n", "\n  ", "\n    ", ": "])


def settings(text: str) -> Settings:
    """Parse a file called v.yaml."""
    return parse_settings(text, "v.yaml", Path("home"))


def refused(text: str) -> AudiobookError:
    """Give the error that a text leads to."""
    with pytest.raises((SettingsError, VoiceError)) as error:
        settings(text)
    return error.value


def test_every_setting_arrives() -> None:
    """What is written is what is used, with its units; paths begin where voices.yaml stands."""
    found = settings(FULL)
    oskar, ida = found.casting.parts
    assert oskar.character.name == "Oskar Lind"
    assert oskar.character.aliases == ("the ferryman", "Lind")
    assert oskar.profile is not None
    assert oskar.profile.voice == Voice("tone", "low", Prosody(0.9, -2.0))
    assert (oskar.profile.gain_db, oskar.profile.gender) == (1.5, Gender.MALE)
    assert (ida.profile, ida.character.gender) == (None, Gender.FEMALE)
    assert found.casting.narrator.voice == Voice("tone", "mid")
    assert found.casting.narrator_character == "Ida"
    pool = found.casting.pools[Gender.FEMALE]
    assert [(p.voice.name, p.voice.prosody.rate, p.gender) for p in pool] == [
        ("high", 1.0, Gender.FEMALE),
        ("bright", 1.1, Gender.FEMALE),
    ]
    assert found.casting.pools[Gender.MALE] == ()
    assert (found.pauses.scene_s, found.pauses.clause_s, found.pauses.title_s) == (3.0, 0.0, 2.5)
    assert (found.target.rms_dbfs, found.target.true_peak_dbtp, found.target.room_tone_dbfs) == (-19, -4, -70)
    assert found.formats == ("mp3",)
    assert found.narrated_by == "The island"
    assert found.unquoted_speech
    assert not settings("").unquoted_speech
    assert found.cover == Path("home/art/cover.png")


def test_without_a_file_there_are_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first audiobook needs no voices.yaml; as soon as there is one, it counts."""
    monkeypatch.chdir(tmp_path)
    assert load_settings(None) == parse_settings("", "the defaults")
    Path("voices.yaml").write_text("\ufeffnarrated_by: Ida\n", encoding="utf-8")
    assert load_settings(None).narrated_by == "Ida"


def test_the_default_voices_exist_and_are_all_different() -> None:
    """Every pool has voices, every voice can speak, none is there twice."""
    from audiobook.engines.registry import load_engine  # noqa: PLC0415 - an engine only this test asks

    casting = settings("").casting
    voices = [casting.narrator.voice, *(p.voice for pool in casting.pools.values() for p in pool)]
    assert len(set(voices)) == len(voices)
    assert all(casting.pools.values())
    for voice in voices:
        load_engine(voice.engine).check(voice)


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("narator: {}", 'v.yaml:1: unknown key "narator"', 'Did you mean "narrator"?'),
        ("narrator:\n  voise: x", 'v.yaml:2: unknown key "voise" in narrator', 'Did you mean "voice"?'),
        ("characters:\n  Ida:\n    sex: f", 'v.yaml:3: unknown key "sex" in Ida', "known here: aliases, voice"),
        ("pools:\n  man: []", 'v.yaml:2: unknown key "man" in pools', ""),
        ("pools:\n  male:\n  - {voice: 'tone:low', gender: male}", 'v.yaml:3: unknown key "gender" in male', ""),
        ("pauses: {scenes: 1}", 'v.yaml:1: unknown key "scenes" in pauses', 'Did you mean "scene"?'),
        ("engine: tonne", 'v.yaml:1: there is no engine "tonne"', 'Did you mean "tone"?'),
        ("narrator:\n  voice: tone:loww", 'v.yaml:2: engine "tone" has no voice "loww"', 'Did you mean "low"?'),
        ("narrator:\n  voice: tonne:low", 'v.yaml:2: there is no engine "tonne"', 'Did you mean "tone"?'),
        ("formats: [mp3, mp4]", 'v.yaml:1: there is no format "mp4"', 'Did you mean "mp3"?'),
        ("formats: []", "v.yaml:1: there is no format in the list", "formats: [mp3]"),
        ("\nformats:", 'v.yaml:2: "formats" must be a list of words', ""),
        ("characters:\n  Ida: f1", 'v.yaml:2: "Ida" must be `key: value` lines below it', ""),
        ("characters:\n  Ida: {rate: 1}", 'v.yaml:2: "rate" needs a "voice" beside it', ""),
        ("characters:\n  Ida: {}\n  Ida: {}", 'v.yaml:3: "Ida" stands twice', ""),
        ("characters:\n  Ida: {}\n  ida: {}", 'v.yaml:3: "ida" is a name of "Ida" already', ""),
        ("characters:\n  Ida: {aliases: [Oz]}\n  Oskar: {aliases: oz}", 'v.yaml:3: "oz" is a name of "Ida"', ""),
        ("characters:\n  ' ': {}", 'v.yaml:2: " " is no name', ""),
        ("characters:\n  '?!': {}", 'v.yaml:2: "?!" is no name', ""),
        ("characters:\n  Ida: {gender: woman}", 'v.yaml:2: gender "woman" must be one of female, male', ""),
        ("narrator: {voice: 'tone:low', rate: 9}", "v.yaml:1: rate 9 is outside 0.25..4", ""),
        ("narrator: {voice: 'tone:low', rate: fast}", 'v.yaml:1: "rate" must be a number', ""),
        ("narrator: {voice: 'tone:low', pitch: -13}", "v.yaml:1: pitch -13 is outside -12..12", ""),
        ("narrator: {voice: 'tone:low', gain: 13}", "v.yaml:1: gain 13 is outside -12..12", ""),
        ("pools:\n  male:\n  - rate: 1", 'v.yaml:3: "rate" needs a "voice"', ""),
        ("pools:\n  male:\n  - {}", "v.yaml:3: an entry of a pool needs a voice", ""),
        ("loudness: {rms: -5}", "v.yaml:1: rms -5 is outside -40..-10", ""),
        ("pauses: {head: -1}", "v.yaml:1: head -1 is outside 0..30", ""),
    ],
    ids=lambda text: text[:32],
)
def test_a_mistake_is_told_with_file_line_and_a_way_out(text: str, problem: str, hint: str) -> None:
    """Whoever writes voices.yaml by hand is told which line is wrong, and what was probably meant."""
    error = refused(text)
    assert error.problem.startswith(problem)
    assert error.hint.startswith(hint)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join))
def test_any_settings_are_taken_or_refused_in_words(text: str) -> None:
    """No voices.yaml crashes us."""
    with suppress(SettingsError, VoiceError):
        settings(text)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("f1", Voice("here", "f1")),
        ("tone:low", Voice("tone", "low")),
        ("tone:a:b", Voice("tone", "a:b")),
        ("en-us+f3", Voice("here", "en-us+f3")),
        ("pyttsx3:en-us+f3", Voice("pyttsx3", "en-us+f3")),
        ("af_heart:0.6+bf_emma:0.4", Voice("here", "af_heart:0.6+bf_emma:0.4")),
        ("kokoro:af_heart:0.6+bf_emma:0.4", Voice("kokoro", "af_heart:0.6+bf_emma:0.4")),
    ],
)
def test_a_voice_may_name_its_engine(text: str, voice: Voice) -> None:
    """A name without an engine is the default engine's."""
    assert parse_voice(text, "here", Prosody()) == voice


def test_what_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    """No file, a folder, another charset."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.yaml")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_text(tmp_path)
    (tmp_path / "v.yaml").write_bytes(b"narrated_by: Caf\xe9\n")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        load_settings(tmp_path / "v.yaml")


# -------------------------------------------------------------------------------------------------------- corrections


def corrections(folder: Path, text: str) -> tuple[Correction, ...]:
    """Write corrections beside a story and read them."""
    corrections_file(folder / "ferry.txt").write_text(text, encoding="utf-8")
    return load_corrections(folder / "ferry.txt")


def test_corrections_stand_beside_the_story(tmp_path: Path) -> None:
    """Each says whose words they are, or that nobody says them, and where it is written."""
    assert load_corrections(tmp_path / "ferry.txt") == ()
    path = tmp_path / "ferry.corrections.yaml"
    text = (
        "script:\n  - words: Come in.\n    speaker: Ida\n    after: the stove\n  - {words: Keep out, speaker: Nobody}\n"
    )
    assert corrections(tmp_path, text) == (
        Correction("Come in.", "Ida", "the stove", f"{path}:2"),
        Correction("Keep out", None, "", f"{path}:5"),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("script:\n - words: x", ':2: a correction needs "speaker"'),
        ("script:\n - speaker: x", ':2: a correction needs "words"'),
        ("script:\n - {words: x, speaker: y, befor: z}", ':2: unknown key "befor"'),
        ("script: x", ':1: "script" must be a list'),
        ("scripts: []", ':1: unknown key "scripts"'),
        ("script:\n - x", ":2: expected `key: value` lines"),
        ("script:\n - words: Yes: I do", ":2: mapping values are not allowed"),
    ],
)
def test_a_wrong_correction_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """As for voices.yaml."""
    with pytest.raises(SettingsError) as error:
        corrections(tmp_path, text)
    assert f"ferry.corrections.yaml{problem}" in error.value.problem


@pytest.mark.parametrize(("engine", "speaks"), [("kokoro", "kokoro"), ("pyttsx3", "pyttsx3"), ("tone", "pyttsx3")])
def test_an_engine_that_is_named_speaks_for_everybody_not_cast(
    engine: str, speaks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`engine: kokoro` alone gives a book in Kokoro's voices: each known to it, the narrator apart."""
    monkeypatch.setattr(KokoroEngine, "check", lambda _self, voice: parse_blend(voice.name))
    casting = settings(f"engine: {engine}\n").casting
    pooled = {gender: [profile.voice for profile in casting.pools[gender]] for gender in Gender}
    voices = [casting.narrator.voice, *(voice for pool in pooled.values() for voice in pool)]
    assert {voice.engine for voice in voices} == {speaks}
    assert len(set(voices)) == len(voices) >= 15
    known = {info.name: info.gender for info in load_engine(speaks).voices()}
    assert {voice.name for voice in voices} <= set(known)
    if speaks == "kokoro":
        assert {known[voice.name] for voice in pooled[Gender.MALE]} == {Gender.MALE}
        assert {known[voice.name] for voice in pooled[Gender.FEMALE]} == {Gender.FEMALE}


def test_a_narrator_nobody_stated_must_be_installed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`engine: kokoro` without Kokoro stops at that line, with the command; nobody else reads instead."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    error = refused("formats: mp3\nengine: kokoro\n")
    assert error.problem == 'v.yaml:2: Kokoro voice "af_heart" is not installed'
    assert "audiobook voices install kokoro" in error.hint
