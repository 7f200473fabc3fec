"""`include:`: a series keeps its cast."""

from pathlib import Path

import pytest

from audiobook.casting.roles import Part
from audiobook.errors import SettingsError, VoiceError
from audiobook.model import Gender
from audiobook.settings.voices_yaml import Settings, load_settings

SERIES = """\
engine: tone
narrator: {voice: deep}
characters:
  Anna: {voice: high, gender: female, aliases: [Annie]}
  Boris: {voice: low, aliases: [Captain]}
pools:
  male: [mid]
"""


def settings(folder: Path, **files: str) -> Settings:
    """Write files and load the first."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_settings(folder / f"{next(iter(files))}.yaml")


def part(loaded: Settings, name: str) -> Part:
    """Give the entry of somebody."""
    return next(part for part in loaded.casting.parts if part.character.name == name)


def test_a_cast_is_taken_over(tmp_path: Path) -> None:
    """People, narrator and pools of the included file count, with the engine of that file."""
    loaded = settings(tmp_path, book="include: series.yaml\n", series=SERIES)
    assert [(p.character.name, p.profile and p.profile.voice.name) for p in loaded.casting.parts] == [
        ("Anna", "high"),
        ("Boris", "low"),
    ]
    assert loaded.casting.narrator.voice.engine == "tone"
    assert [p.voice.name for p in loaded.casting.pools[Gender.MALE]] == ["mid"]
    assert loaded.engine == "pyttsx3"


def test_what_a_file_states_itself_counts_for_more(tmp_path: Path) -> None:
    """An entry overrides the included one of the same person, whatever name it goes by; what it leaves open stays."""
    book = """\
include: [series.yaml]
engine: tone
narrator: {voice: bright}
characters:
  Annie: {voice: mid}
  Boris: {gender: male}
  Carl: {voice: deep}
pools: {male: [low]}
"""
    loaded = settings(tmp_path, book=book, series=SERIES)
    assert [p.character.name for p in loaded.casting.parts] == ["Annie", "Boris", "Carl"]
    annie, boris = part(loaded, "Annie"), part(loaded, "Boris")
    assert annie.profile is not None
    assert annie.profile.voice.name == "mid"
    assert annie.character.aliases == ("Anna",)
    assert annie.character.gender is Gender.FEMALE
    assert boris.profile is not None
    assert boris.profile.voice.name == "low"
    assert boris.character.gender is Gender.MALE
    assert loaded.casting.narrator.voice.name == "bright"
    assert [p.voice.name for p in loaded.casting.pools[Gender.MALE]] == ["low"]


def test_the_series_narrator_tells_a_book_that_only_says_who_he_is(tmp_path: Path) -> None:
    """`character:` without a voice leaves the included voice as it is, and the other way round."""
    series = "engine: tone\nnarrator: {voice: deep, character: Boris}\n"
    told = settings(tmp_path, book="include: series.yaml\nnarrator: {character: Anna}\n", series=series).casting
    assert (told.narrator.voice.name, told.narrator_character) == ("deep", "Anna")
    told = settings(tmp_path, book="include: series.yaml\nnarrator: {voice: en-us}\n", series=series).casting
    assert (told.narrator.voice.name, told.narrator_character) == ("en-us", "Boris")


def test_of_two_files_the_first_counts_for_more_and_they_may_include_others(tmp_path: Path) -> None:
    """A list goes from the nearest to the farthest; paths begin in the folder of the file that includes."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "two.yaml").write_text("include: three.yaml\nengine: tone\ncharacters: {Anna: {voice: low}}\n")
    (tmp_path / "deep" / "three.yaml").write_text("engine: tone\ncharacters: {Carl: {voice: deep}}\n")
    loaded = settings(
        tmp_path, book="include: [one.yaml, deep/two.yaml]\n", one="engine: tone\ncharacters: {Anna: {voice: high}}\n"
    )
    assert [(p.character.name, p.profile and p.profile.voice.name) for p in loaded.casting.parts] == [
        ("Anna", "high"),
        ("Carl", "deep"),
    ]


@pytest.mark.parametrize(
    ("book", "series", "problem"),
    [
        ("\ninclude: nowhere.yaml\n", "", r"book\.yaml:2: .*nowhere\.yaml cannot be read"),
        ("include: book.yaml\n", "", r"book\.yaml:1: book\.yaml is included by itself"),
        ("include: series.yaml\n", "\ninclude: book.yaml\n", r"series\.yaml:2: book\.yaml is included by itself"),
        ("include: series.yaml\n", "\nnarator: {}\n", r'series\.yaml:2: unknown key "narator"'),
        ("include: series.yaml\n", "engine: tone\ncharacters:\n  A: {voice: x}\n", r"series\.yaml:3: engine"),
        ("include: series.yaml\n", "a: b: c\n", r"series\.yaml:1: "),
        ("include: ~nobody_here/cast.yaml\n", "", r"book\.yaml:1: .*nobody_here.* is no path"),
        ('include: "a\\0.yaml"\n', "", r"book\.yaml:1: the control character"),
        ("include: {a: b}\n", "", r'book\.yaml:1: "include" must be a list of words'),
    ],
)
def test_an_error_names_the_file_and_line_it_is_in(tmp_path: Path, book: str, series: str, problem: str) -> None:
    """Missing files and circles at the `include:` that leads there, other mistakes where they stand."""
    with pytest.raises((SettingsError, VoiceError), match=problem):
        settings(tmp_path, book=book, series=series)


def test_a_change_of_the_included_file_changes_the_settings(tmp_path: Path) -> None:
    """The up-to-date check compares settings as they are: a new voice in the series' cast is a new build."""
    before = settings(tmp_path, book="include: series.yaml\n", series=SERIES)
    assert repr(settings(tmp_path, book="include: series.yaml\n", series=SERIES)) == repr(before)
    after = settings(tmp_path, book="include: series.yaml\n", series=SERIES.replace("voice: low", "voice: mid"))
    assert repr(after) != repr(before)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without an end")
def test_a_file_without_an_end_is_refused(tmp_path: Path) -> None:
    """Whoever got the settings from somebody else is told which line it is, and waits for nothing."""
    with pytest.raises(SettingsError, match=r"book\.yaml:2: /dev/zero cannot be read: File too large"):
        settings(tmp_path, book="engine: tone\ninclude: /dev/zero\n")


def test_a_name_that_no_system_takes_is_refused_with_its_line(tmp_path: Path) -> None:
    """As any path that leads nowhere."""
    for key in ("include", "lexicon"):
        with pytest.raises(SettingsError, match=r"book\.yaml:1: .* is no path"):
            settings(tmp_path, book=f"{key}: {'a' * 300}.yaml\n")
