"""`script`, `cast`, `voices`, `plan`, `say`, `cache` and `doctor`, as a person or a program uses them."""

import json
import os
import wave
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CAST, STORY, Run

CORRECTION = """script:
  - words: "Nobody"
    speaker: Anna
"""


def script(run: Run, *arguments: str) -> dict[str, Any]:
    """Give the JSON of `script`."""
    value: dict[str, Any] = json.loads(run("script", "story/two-chairs.txt", "--json", *arguments).stdout)
    return value


def test_script_json_points_into_the_file(run: Run) -> None:
    """Offsets are code points into the decoded file, and every quoted stretch is listed with its speaker."""
    value = script(run)
    for quotation in value["quotations"]:
        assert STORY[quotation["start"] : quotation["end"]] == quotation["text"]
    said = [(q["text"], q["speaker"]) for q in value["quotations"]]
    assert said == [
        ("“Who is there?”", "Anna"),
        ("“Nobody,”", "Boris"),
        ("“I told you,”", "Anna"),
        ("“that we should have locked the door.”", "Anna"),
    ]
    assert {q["kind"] for q in value["quotations"]} == {"dialogue"}
    assert value["quotations"][0]["cue"] == "asked Anna"
    assert [c["title"] for c in value["chapters"]] == ["Chapter 1", "Chapter 2: Morning"]
    keys = {
        "chapter",
        "paragraph",
        "start",
        "end",
        "text",
        "kind",
        "speaker",
        "quote_type",
        "confidence",
        "runner_up",
        "rule",
        "cue",
        "manners",
    }
    assert set(value["quotations"][0]) == keys


def test_script_json_lists_all_that_is_said_in_order(desk: Path, run: Run) -> None:
    """Each utterance with its place, what is written and what the engine is asked to say, and who says it."""
    told = "In 1905 Mr. Lind came. “It was 6 p.m. We left,” said Anna."
    (desk / "story" / "two-chairs.txt").write_text(told, encoding="utf-8")
    said = [u for u in script(run)["utterances"] if u["text"] in told]
    assert [(u["text"], u["spoken"], u["speaker"]) for u in said] == [
        ("In 1905 Mr. Lind came.", "In nineteen oh five Mister Lind came.", None),
        ("“It was 6 p.m.", "It was six P M.", "Anna"),
        ("We left,”", "We left,", "Anna"),
        ("said Anna.", "said Anna.", None),
    ]
    for utterance in said:
        assert told[utterance["start"] : utterance["end"]] == utterance["text"]
    assert set(said[0]) == {"chapter", "paragraph", "start", "end", "text", "spoken", "speaker"}


def test_script_shows_which_words_are_said(desk: Path, run: Run) -> None:
    """Only lines that are said in other words than they are written in, with their line in the file."""
    (desk / "story" / "two-chairs.txt").write_text("She came.\n\nIn 1905 it froze.\n", encoding="utf-8")
    shown = run("script", "story/two-chairs.txt", "--spoken").stdout
    assert "3  In 1905 it froze.\n   In nineteen oh five it froze.\n" in shown
    assert "She came." not in shown


def test_script_shows_speakers_and_reasons(run: Run) -> None:
    """The table for people names the speaker, the rule and the cue of each line."""
    shown = run("script").stdout
    line = next(line for line in shown.splitlines() if "Nobody" in line)
    assert "Boris" in line
    assert "said Boris" in line


def test_script_shows_how_a_line_is_said(desk: Path, run: Run) -> None:
    """Quoted or narrated: the manner stands before the words, and in the JSON beside its place."""
    told = "*Why did nobody answer?* she thought. “Who is there?” whispered Anna. “Nobody!” said Boris."
    (desk / "story" / "two-chairs.md").write_text(told, encoding="utf-8")
    shown = run("script", "story/two-chairs.md").stdout
    assert "(whispered) “Who is there?”" in shown
    assert "(exclamation) “Nobody!”" in shown
    assert "(thought) Why did nobody answer?" in shown
    value = json.loads(run("script", "story/two-chairs.md", "--json").stdout)
    assert [q["manners"] for q in value["quotations"]] == [["whispered"], ["exclamation"]]
    assert [(n["text"], n["manner"]) for n in value["narration"]] == [("Why did nobody answer?", "thought")]


def test_a_correction_is_followed(desk: Path, run: Run) -> None:
    """A correction beside the story decides, whatever the rules think."""
    (desk / "story" / "two-chairs.corrections.yaml").write_text(CORRECTION, encoding="utf-8")
    corrected = next(q for q in script(run)["quotations"] if q["text"] == "“Nobody,”")
    assert (corrected["speaker"], corrected["rule"], corrected["confidence"]) == ("Anna", "correction", 1.0)


def test_a_correction_survives_edits_elsewhere_and_complains_when_its_words_go(desk: Path, run: Run) -> None:
    """Anchored to words: text may come and go around them; when they are gone themselves, the build says so."""
    (desk / "story" / "two-chairs.corrections.yaml").write_text(CORRECTION, encoding="utf-8")
    story = desk / "story" / "two-chairs.txt"
    story.write_text(STORY.replace("She put down", "It was late. She put down"), encoding="utf-8")
    run("script")
    story.write_text(STORY.replace("Nobody", "Somebody"), encoding="utf-8")
    done = run("build", check=False)
    assert done.returncode == 6
    assert "two-chairs.corrections.yaml:2" in done.stderr
    assert "Nobody" in done.stderr


def test_cast_shows_who_speaks_how_much_and_with_which_voice(run: Run) -> None:
    """Everybody of the story is listed, the narrator first."""
    value = json.loads(run("cast", "--json").stdout)
    assert [entry["name"] for entry in value["cast"]] == ["narrator", "Anna", "Boris"]
    assert value["cast"][1]["voice"] == "high"
    assert value["cast"][1]["n_quotations"] >= 2
    assert "voices.yaml" in run("cast").stdout


def test_cast_write_adds_the_missing_and_keeps_the_rest(desk: Path, run: Run) -> None:
    """Comments and entries stay as they were; whoever was missing is there, with the voice that he had."""
    without_boris = CAST.replace("  Boris:\n    voice: low\n    gender: male\n", "  # Boris comes later\n")
    (desk / "voices.yaml").write_text("# my cast\n" + without_boris, encoding="utf-8")
    before = json.loads(run("cast", "--json").stdout)["cast"]
    run("cast", "--write")
    written = (desk / "voices.yaml").read_text(encoding="utf-8")
    assert "# my cast\n" in written
    assert "# Boris comes later\n" in written
    assert "  Boris:\n" in written
    after = json.loads(run("cast", "--json").stdout)["cast"]
    assert [(e["name"], e["voice"]) for e in after] == [(e["name"], e["voice"]) for e in before]
    assert "everybody is cast" in run("cast", "--write").stderr


def test_voices_json_lists_what_others_rely_on(run: Run) -> None:
    """A list of id, engine, gender, accent, licence."""
    found = json.loads(run("voices", "--json").stdout)
    assert all({"id", "engine", "gender", "accent", "licence"} <= set(voice) for voice in found)
    assert {"pyttsx3", "tone"} <= {voice["engine"] for voice in found}
    assert "pyttsx3:en-us+Storm" in {voice["id"] for voice in found}


def test_plan_makes_nothing_and_says_why(desk: Path, run: Run) -> None:
    """`plan` shows each chapter, and leaves no file."""
    assert "not made yet" in run("plan").stdout
    assert not (desk / "output").exists()
    run("build")
    value = json.loads(run("plan", "--json").stdout)[0]
    assert [chapter["why"] for chapter in value["chapters"]] == ["", ""]


@pytest.mark.parametrize("voice", ["Anna", "narrator", "tone:high", "pyttsx3:en-us+f2"])
def test_say_writes_a_line(desk: Path, run: Run, voice: str) -> None:
    """A character, the narrator or a voice's own name says a line into a WAV file."""
    run("say", voice, "Who is there?", "-o", "line.wav")
    with wave.open(str(desk / "line.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.3


def test_say_with_an_unknown_voice_is_an_error_with_a_hint(run: Run) -> None:
    """Nothing else speaks in its place."""
    done = run("say", "pyttsx3:en-us+strom", "Hello", "-o", "x.wav", check=False)
    assert done.returncode == 7
    assert "en-us+Storm" in done.stderr


@pytest.mark.parametrize("voice", ["low", "bright"])
def test_a_voice_of_another_engine_is_pointed_out(run: Run, desk: Path, voice: str) -> None:
    """Who leaves the engine out is told the whole name, by `say` and by a build, with the line of voices.yaml."""
    (desk / "voices.yaml").write_text(f"narrator: {{voice: {voice}}}\n", encoding="utf-8")
    done = run("build", check=False)
    assert (done.returncode, f'Did you mean "tone:{voice}"?' in done.stderr) == (7, True), done.stderr
    assert "voices.yaml:1" in done.stderr
    (desk / "voices.yaml").unlink()
    assert f'Did you mean "tone:{voice}"?' in run("say", voice, "Hello", "-o", "x.wav", check=False).stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("high", "Hello", "-o", "line.mp3"), 10, "-o line.wav"),
        (("tone:high",), 5, 'audiobook say tone:high "Good evening."'),
    ],
)
def test_say_explains_what_it_cannot_do(run: Run, desk: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    """It writes WAV, so never into what is called an MP3; and a voice has no line of its own."""
    done = run("say", *arguments, check=False)
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert not (desk / "line.mp3").exists()


def test_the_narrator_says_a_line_of_the_story(run: Run, desk: Path) -> None:
    """Without words, "narrator" reads what nobody says."""
    run("say", "narrator", "-o", "line.wav")
    assert (desk / "line.wav").exists()


def test_cast_says_where_the_narrator_comes_from(run: Run, desk: Path) -> None:
    """A voice that nobody stated is not said to be in voices.yaml."""
    assert json.loads(run("cast", "--json").stdout)["cast"][0]["from"] == "voices.yaml"
    (desk / "voices.yaml").unlink()
    assert json.loads(run("cast", "--json").stdout)["cast"][0]["from"] == "the default"


def test_cache_shows_and_prunes(desk: Path, run: Run) -> None:
    """The store is counted, and pruning removes what is old (here: nothing is)."""
    run("build")
    n_clips = json.loads(run("cache", "--json").stdout)["clips"]
    assert n_clips == len(list((desk / "cache").rglob("*.clip")))
    assert json.loads(run("cache", "--prune", "--json").stdout)["clips"] == n_clips


def test_doctor_finds_everything_in_place(run: Run) -> None:
    """With no ffmpeg and no espeak on PATH, all that a build needs is there."""
    shown = run("doctor").stdout
    assert "MISSING" not in shown
    assert "engine pyttsx3: speaks" in shown


def test_doctor_names_what_is_wrong(desk: Path, run: Run) -> None:
    """A broken voices.yaml is found, with its line, and the exit code says so."""
    (desk / "voices.yaml").write_text("narator: {}\n", encoding="utf-8")
    done = run("doctor", check=False)
    assert done.returncode == 1
    assert "voices.yaml:1" in done.stdout
    assert "narrator" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("build", "nowhere.txt"), 4, "no story at nowhere.txt"),
        (("build", "voices.yaml"), 4, "cannot be read"),
        (("build", "--chapters", "9"), 5, "no chapter 9"),
        (("plan", "--chapters", "1-3"), 5, "no chapter 3"),
        (("script", "--chapters", "9"), 5, "it has 1 (Chapter 1), 2 (Chapter 2: Morning)"),
        (("script", "--chapters", "2,9", "--json"), 5, "no chapter 9 in story/two-chairs.txt"),
        (("build", "--chapters", "x"), 5, '"x" is no chapter'),
        (("build", "--formats", "mp33"), 5, "mp3"),
        (("build", "--voices", "other.yaml"), 5, "other.yaml"),
        (("build", "-f.txt"), 2, "./-f.txt"),
        (("voices", "--engine", "ton"), 7, '"tone"'),
    ],
)
def test_wrong_usage_is_answered_in_words(
    desk: Path, run: Run, arguments: tuple[str, ...], code: int, says: str
) -> None:
    """Each mistake has its exit code and names what is meant."""
    (desk / "-f.txt").write_text("It begins with a dash.", encoding="utf-8")
    done = run(*arguments, check=False)
    assert done.returncode == code, done.stderr
    assert says in done.stderr


def test_colours_only_where_somebody_sees_them(run: Run) -> None:
    """Output into a pipe holds no control sequences."""
    done = run("build")
    assert "\x1b" not in done.stdout + done.stderr


def test_help_has_examples_that_are_commands(run: Run) -> None:
    """Every command explains itself, and every example in its help names a command that exists."""
    commands = set("build plan chapters script review names cast audition voices say play check cache doctor".split())
    for command in commands:
        shown = run(command, "--help").stdout
        assert "Example" in shown
    named = {line.split()[1] for line in run("--help").stdout.splitlines() if line.strip().startswith("audiobook ")}
    assert named <= commands


def test_a_misspelt_character_is_pointed_out(desk: Path, run: Run) -> None:
    """An entry that stands for nobody, but nearly for somebody, gets a "did you mean"; strangers get none."""
    cast = CAST.replace("  Boris:", "  Borris:") + "  # nobody\n"
    (desk / "voices.yaml").write_text(
        cast.replace("characters:\n", "characters:\n  Xenia: {voice: low}\n"), encoding="utf-8"
    )
    shown = run("cast").stdout
    assert 'nobody in this story is called "Borris". Did you mean "Boris"?' in shown
    assert "Xenia" not in shown


def test_a_pipe_that_knows_no_cyrillic_is_no_trouble(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: what the encoding of the output lacks is shown in another way."""
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    (desk / "russian.txt").write_text("“Кто там?” said Anna.\n", encoding="utf-8")
    assert "\\u041a" in run("script", "russian.txt").stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_story(desk: Path, run: Run) -> None:
    """Nobody waits for ever."""
    os.mkfifo(desk / "pipe.txt")
    done = run("build", "pipe.txt", check=False)
    assert done.returncode == 4
    assert "not a file" in done.stderr


def test_speech_without_marks_is_pointed_out(desk: Path, run: Run) -> None:
    """Where the story does not turn it on, plan says how many there seem to be, where, and what to set."""
    path = desk / "story" / "two-chairs.txt"
    path.write_text(
        STORY + "\nWe must go he said. Is it far?, she asked. Boris slept.\n\nYou will see he said.\n", "utf-8"
    )
    shown = run("plan", "story/two-chairs.txt").stdout
    assert "two-chairs.txt:17: 3 speeches seem to stand in no quotation marks" in shown
    assert "unquoted_speech: true" in shown
    (desk / "voices.yaml").write_text(CAST + "unquoted_speech: true\n", encoding="utf-8")
    assert "quotation marks" not in run("plan", "story/two-chairs.txt").stdout
    assert len(script(run)["quotations"]) == 7


def test_a_written_cast_can_be_read_whoever_shares_a_description(desk: Path, run: Run) -> None:
    """One description may stand for two people of a story, and a name of one story be another's alias."""
    (desk / "voices.yaml").write_text(
        "engine: tone\ncharacters:\n  Boris: {gender: male}\npools:\n  unknown: [low, mid]\n"
    )
    story = desk / "story" / "two-chairs.txt"
    story.write_text(
        "“Hush,” said a voice.\n\nThe voice was Anna Carter’s. “Come,” said Anna Carter.\n\n“No,” said Boris.\n\n"
        "* * *\n\n“Stop,” said a voice.\n\nThe voice was Karl Lind’s. “Go,” said Karl Lind. “Yes,” said Miss Carter.\n"
    )
    (desk / "story" / "another.txt").write_text("“Well,” said Miss Carter.\n\n“Well,” said anna carter.\n")
    run("cast", "--write")
    written = (desk / "voices.yaml").read_text("utf-8")
    assert written.count("Carter:") == 1
    assert "everybody is cast" in run("cast", "--write").stderr
    assert (desk / "voices.yaml").read_text("utf-8") == written


def test_json_is_json_behind_any_pipe(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a pipe knows the letters of one half of the world."""
    (desk / "story" / "two-chairs.txt").write_text("Café 日 😀\n\n" + STORY, encoding="utf-8")
    told = json.loads(run("cast", "--json").stdout)
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    assert json.loads(run("cast", "--json").stdout) == told
    assert told["title"] == "Café 日 😀"
