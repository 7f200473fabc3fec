"""`audition`, `cast --auto`, and `say` with a character's own line."""

import json
import subprocess
import wave
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engines.test_kokoro import needs_model

TALE = """The Ferry

“We shall be late again, and it is nobody's fault but the captain's,” said Ruth in a raspy, high pitched voice.

“Then we shall be late,” said Tobias. Tobias was an old man. “I have been late for sixty years, and the sea has waited.”

“It does not wait for me,” said Ruth.
"""
PLAIN = "engine: pyttsx3\n# mine\ncharacters: {}\n"


@pytest.fixture
def ferry(desk: Path) -> Path:
    """Give a folder with a story in which two people are described, and nobody is cast."""
    (desk / "story" / "two-chairs.txt").unlink()
    (desk / "story" / "ferry.txt").write_text(TALE, encoding="utf-8")
    (desk / "voices.yaml").write_text(PLAIN, encoding="utf-8")
    return desk


def test_cast_auto_prints_the_lines_for_voices_yaml_with_the_words_it_goes_by(ferry: Path, run: Run) -> None:
    """What the text says stands behind the voice, with its line; nothing is written."""
    shown = run("cast", "--auto").stdout
    assert 'high, raspy: "a raspy, high pitched voice" (line 3)' in shown
    assert 'old: "an old man" (line 5)' in shown
    assert (ferry / "voices.yaml").read_text(encoding="utf-8") == PLAIN


def test_cast_auto_write_puts_them_into_voices_yaml(ferry: Path, run: Run) -> None:
    """The person's comments stay, and the next `cast` has these voices."""
    wanted = {e["name"]: e["voice"] for e in json.loads(run("cast", "--auto", "--json").stdout)["cast"]}
    run("cast", "--auto", "--write")
    written = (ferry / "voices.yaml").read_text(encoding="utf-8")
    assert "# mine" in written
    assert 'raspy: "a raspy, high pitched voice" (line 3)' in written
    after = json.loads(run("cast", "--json").stdout)["cast"]
    assert {e["name"]: e["voice"] for e in after} == wanted
    assert {e["from"] for e in after[1:]} == {"voices.yaml"}  # all but the narrator
    assert "everybody is cast" in run("cast", "--auto").stdout


def test_an_engine_that_was_not_measured_is_an_error_with_a_hint(ferry: Path, run: Run) -> None:
    """Nothing is guessed."""
    del ferry
    done = run("cast", "--auto", "--engine", "tone", check=False)
    assert done.returncode == 7
    assert "--engine pyttsx3" in done.stderr


def audition(run: Run, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Hold auditions."""
    return run("audition", *arguments, "--jobs", "1")


def test_audition_writes_a_file_for_each_and_prints_the_choices(ferry: Path, run: Run) -> None:
    """Three voices, one of them ready to paste; what is printed is a cast file that can be read."""
    shown = audition(run).stdout
    files = sorted((ferry / "output" / "ferry" / "auditions").iterdir())
    assert [file.name for file in files] == ["01 - Ruth.mp3", "02 - Tobias.mp3"]
    assert all(file.stat().st_size > 50_000 for file in files)
    assert shown.count("voice:") == 6
    assert shown.count("# voice 1") == 2
    assert "nobody's fault but the captain's" in shown
    (ferry / "voices.yaml").write_text("engine: pyttsx3\ncharacters:\n" + shown, encoding="utf-8")
    cast = json.loads(run("cast", "--json").stdout)["cast"]
    assert {e["from"] for e in cast[1:]} == {"voices.yaml"}


def test_audition_of_one_into_a_folder(ferry: Path, run: Run) -> None:
    """Only whoever is named, by any case of the name; clips are kept, so the second time says nothing anew."""
    audition(run, "--character", "tobias", "--out", "ears")
    clips = {file: file.stat().st_mtime_ns for file in (ferry / "cache").rglob("*.clip")}
    assert [file.name for file in (ferry / "ears").iterdir()] == ["01 - Tobias.mp3"]
    audition(run, "--character", "tobias", "--out", "ears")
    assert {file: file.stat().st_mtime_ns for file in (ferry / "cache").rglob("*.clip")} == clips


def test_audition_of_nobody_is_an_error_with_a_hint(ferry: Path, run: Run) -> None:
    """A slip of the name is pointed out."""
    del ferry
    done = run("audition", "--character", "Tobais", check=False)
    assert done.returncode != 0
    assert "Tobias" in done.stderr


def test_say_without_words_says_a_line_of_the_character(ferry: Path, run: Run) -> None:
    """From the story, in the voice that it has there."""
    run("say", "Ruth", "--story", "story/ferry.txt", "-o", "ruth.wav")
    run("say", "Ruth", "-o", "again.wav")
    with wave.open(str(ferry / "ruth.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 1.5
    assert (ferry / "ruth.wav").read_bytes() == (ferry / "again.wav").read_bytes()


def test_say_without_words_needs_somebody_who_speaks(ferry: Path, run: Run) -> None:
    """A voice's own name has no line in the story."""
    del ferry
    done = run("say", "en-us+f3", "-o", "x.wav", check=False)
    assert done.returncode != 0
    assert "nobody called" in done.stderr


@needs_model
def test_voices_of_another_engine_are_announced_by_the_narrator(ferry: Path, run: Run) -> None:
    """A narrator of eSpeak's and three voices of Kokoro's, of other sample rates, go into one file."""
    done = run("audition", "--engine", "kokoro", "--character", "Tobias")
    assert done.stdout.count("kokoro:") == 3
    [sound] = (ferry / "output" / "ferry" / "auditions").iterdir()
    assert sound.stat().st_size > 50_000


def test_several_stories_do_not_overwrite_each_others_auditions(ferry: Path, run: Run) -> None:
    """With --out, each of several stories has a folder of its own there; a single one goes there itself."""
    (ferry / "story" / "return.txt").write_text(TALE.replace("The Ferry", "The Return"), encoding="utf-8")
    run("audition", "--out", "heard", "--character", "Ruth")
    files = sorted(path.relative_to(ferry).as_posix() for path in (ferry / "heard").rglob("*.mp3"))
    assert files == ["heard/ferry/01 - Ruth.mp3", "heard/return/01 - Ruth.mp3"]


def test_whose_lines_are_all_left_out_has_none_to_say(desk: Path, run: Run) -> None:
    """Whoever asks for one of them is told why."""
    (desk / "story" / "two-chairs.corrections.yaml").write_text("leave_out:\n  - words: Nobody\n")
    done = run("say", "Boris", "--story", "story/two-chairs.txt", check=False)
    assert done.returncode == 5
    assert "nothing that Boris says in story/two-chairs.txt is heard" in done.stderr
