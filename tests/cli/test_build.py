"""`audiobook build` as a person uses it, with the tone engine."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from audiobook.errors import SynthesisError
from tests.cli.conftest import CAST, STORY, Run

OUTPUT = Path("output") / "two-chairs"


def manifest(desk: Path) -> dict[str, Any]:
    """Give the manifest of the story."""
    value: dict[str, Any] = json.loads((desk / OUTPUT / "manifest.json").read_text(encoding="utf-8"))
    return value


def files(desk: Path) -> dict[str, bytes]:
    """Give all output files with their bytes."""
    return {path.name: path.read_bytes() for path in (desk / OUTPUT).iterdir()}


def clips(desk: Path) -> dict[str, bytes]:
    """Give all clips with their bytes."""
    return {path.name: path.read_bytes() for path in (desk / "cache").rglob("*.clip")}


def test_a_story_becomes_one_mp3_per_chapter(desk: Path, run: Run) -> None:
    """With nothing but a story and a voices.yaml, `build` gives numbered MP3s and a manifest that lists them."""
    said = run("build").stdout
    names = sorted(files(desk))
    assert names == ["01 - Chapter 1.mp3", "02 - Chapter 2 Morning.mp3", "cover.jpg", "manifest.json"]
    assert [a["path"] for a in manifest(desk)["artifacts"]] == names[:3]
    assert "Two Chairs" in said
    assert "2 chapters" in said


def test_a_second_build_makes_nothing(desk: Path, run: Run) -> None:
    """With nothing changed, no file is touched."""
    run("build")
    before = {path.name: path.stat().st_mtime_ns for path in (desk / OUTPUT).iterdir()}
    assert "up to date" in run("build").stdout
    assert {path.name: path.stat().st_mtime_ns for path in (desk / OUTPUT).iterdir()} == before


def test_the_same_input_gives_the_same_bytes_anywhere(desk: Path, run: Run) -> None:
    """Clips, MP3s and manifest hang on the input alone: not on the folder, the cache or the number of workers."""
    run("build", "--jobs", "1")
    run("build", "--out", "elsewhere", "--cache", "fresh", "--jobs", "2")
    again = {path.name: path.read_bytes() for path in (desk / "elsewhere" / "two-chairs").iterdir()}
    assert again == files(desk)
    assert {p.name: p.read_bytes() for p in (desk / "fresh").rglob("*.clip")} == clips(desk)


def test_changing_a_voice_makes_only_that_speakers_clips(desk: Path, run: Run) -> None:
    """Boris a little lower: his clips get new keys, everybody else's stay, and the manifest shows it."""
    run("build")
    before = [chapter["clips"] for chapter in manifest(desk)["chapters"]]
    (desk / "voices.yaml").write_text(CAST.replace("voice: low\n", "voice: low\n    pitch: -2\n", 1), encoding="utf-8")
    report = json.loads(run("build", "--json").stdout)[0]
    assert report["clips_made"] == {"Boris": 1}
    after = [chapter["clips"] for chapter in manifest(desk)["chapters"]]
    changed = {s for b, a in zip(before, after, strict=True) for s in a if b[s] != a[s]}
    assert changed == {"Boris"}
    assert report["made"] == ["01 - Chapter 1.mp3"]


def test_inserting_a_sentence_makes_one_clip(desk: Path, run: Run) -> None:
    """One more sentence of narration: one clip, one chapter."""
    run("build")
    longer = STORY.replace("Boris said nothing.", "Boris said nothing. The door was open.")
    (desk / "story" / "two-chairs.txt").write_text(longer, encoding="utf-8")
    report = json.loads(run("build", "--json").stdout)[0]
    assert report["clips_made"] == {"narrator": 1}
    assert report["made"] == ["02 - Chapter 2 Morning.mp3"]


def test_turning_a_voice_down_makes_no_clip(desk: Path, run: Run) -> None:
    """Gain is mixing, not speech."""
    run("build")
    (desk / "voices.yaml").write_text(CAST.replace("voice: low\n", "voice: low\n    gain: -3\n", 1), encoding="utf-8")
    report = json.loads(run("build", "--json").stdout)[0]
    assert report["clips_made"] == {}
    assert report["made"] == ["01 - Chapter 1.mp3"]


def test_a_damaged_clip_is_found_and_made_again(desk: Path, run: Run) -> None:
    """A flipped byte in the cache never reaches an MP3."""
    run("build")
    good_files, good_clips = files(desk), clips(desk)
    for clip in (desk / "cache").rglob("*.clip"):
        data = bytearray(clip.read_bytes())
        data[-100] ^= 0xFF
        clip.write_bytes(bytes(data))
    run("build", "--force")
    assert files(desk) == good_files
    assert clips(desk) == good_clips


def test_a_missing_or_cut_mp3_is_made_again(desk: Path, run: Run) -> None:
    """Whatever happened to an output file, the next build puts it right."""
    run("build")
    good = files(desk)
    (desk / OUTPUT / "01 - Chapter 1.mp3").unlink()
    (desk / OUTPUT / "02 - Chapter 2 Morning.mp3").write_bytes(good["02 - Chapter 2 Morning.mp3"][:5000])
    run("build")
    assert files(desk) == good


def test_only_our_own_files_are_removed(desk: Path, run: Run) -> None:
    """A chapter that is gone takes its MP3 with it; a file that somebody put there stays."""
    run("build")
    mine = desk / OUTPUT / "my notes.mp3"
    mine.write_bytes(b"mine")
    (desk / "story" / "two-chairs.txt").write_text(STORY.split("Chapter 2")[0], encoding="utf-8")
    run("build")
    assert sorted(files(desk)) == ["01 - Chapter 1.mp3", "cover.jpg", "manifest.json", "my notes.mp3"]


def test_only_the_chapters_asked_for_are_made(desk: Path, run: Run) -> None:
    """`--chapters 2` makes the second; a plain build then makes the rest."""
    run("build", "--chapters", "2")
    assert "01 - Chapter 1.mp3" not in files(desk)
    run("build")
    partial = files(desk)
    run("build", "--out", "whole")
    assert {p.name: p.read_bytes() for p in (desk / "whole" / "two-chairs").iterdir()} == partial


def test_left_out_text_is_said_to_be(desk: Path, run: Run) -> None:
    """Web-page residue is not read, and the build says so and writes it down."""
    (desk / "story" / "two-chairs.txt").write_text(STORY + "\n\nGet the Medium app\n", encoding="utf-8")
    assert "Get the Medium app" in run("build").stdout
    assert manifest(desk)["left_out"] == [
        {
            "text": "Get the Medium app",
            "reason": "left over from a web page",
            "line": manifest(desk)["left_out"][0]["line"],
        }
    ]


def test_ctrl_c_stops_cleanly(desk: Path) -> None:
    """Ctrl-C: exit code 130, a word on how to go on, no traceback, no half file."""
    (desk / "story" / "two-chairs.txt").write_text(
        STORY + "\n\nAnd so it went on, day after day." * 3000, encoding="utf-8"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "audiobook", "build", "--cache", "cache/here"],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list((desk / "cache").rglob("*.clip")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "run the same command to go on" in errors
    assert "Traceback" not in errors
    assert not list(desk.rglob("*.part"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_is_an_error_in_words(desk: Path, run: Run) -> None:
    """A folder that cannot be written to is named, with what to do."""
    (desk / "output").mkdir()
    (desk / "output").chmod(0o500)
    done = run("build", check=False)
    assert done.returncode == 10
    assert re.search(r"could not .*output", done.stderr)


def test_a_file_in_the_way_of_the_output_is_an_error_in_words(desk: Path, run: Run) -> None:
    """A file where the output folder should be is named, with what to do."""
    (desk / "output").write_text("not a folder", encoding="utf-8")
    done = run("build", check=False)
    assert done.returncode == 10
    assert "A file stands where a folder is needed" in done.stderr


def test_the_manifest_knows_nothing_of_where_things_are(desk: Path, run: Run) -> None:
    """The same voices.yaml under another path gives the same manifest, to the byte."""
    run("build")
    (desk / "elsewhere").mkdir()
    (desk / "elsewhere" / "cast.yaml").write_text(CAST, encoding="utf-8")
    run("build", "--voices", str(desk / "elsewhere" / "cast.yaml"), "--out", "other")
    assert (desk / "other" / "two-chairs" / "manifest.json").read_bytes() == files(desk)["manifest.json"]


def test_one_bad_story_does_not_keep_the_others_from_being_built(desk: Path, run: Run) -> None:
    """The error is shown, the others are built, and the exit code tells."""
    (desk / "story" / "a-bad-one.txt").write_bytes(b"")
    done = run("build", check=False)
    assert done.returncode == 4
    assert "a-bad-one.txt" in done.stderr
    assert (desk / OUTPUT / "01 - Chapter 1.mp3").exists()


def test_several_stories_are_all_built(desk: Path, run: Run) -> None:
    """Without a name, every story in ./story is built."""
    (desk / "story" / "second.md").write_text("# Second\n\nIt was late.\n", encoding="utf-8")
    run("build")
    assert (desk / "output" / "second" / "01 - Second.mp3").exists()
    assert (desk / OUTPUT / "01 - Chapter 1.mp3").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one-word.txt", "Yes"),
        ("quotes.txt", "“Yes.” “No.” “Yes.”\n\n“No.”"),
        ("unbalanced.txt", "“Yes, she said.\n\nHe left. “No.\n\nIt was ”late” “."),
        ("emoji.txt", "😀 She smiled 😀.\n\n“😀”\n\n😀"),
        ("nul.txt", "She\x00 smiled.\n\n“No\x00,” he said.\x07"),
        ("rtl.txt", "שלום, אמרה אנה.\n\n“مرحبا”, قال بوريس."),
        ("markup.txt", "[[h@'loU]] <break time='500000s'/> <audio src='/etc/passwd'> “[[hi]]” &amp; he said."),
        ("-f.txt", "It begins with a dash."),
    ],
)
def test_hostile_small_things_build(desk: Path, run: Run, name: str, text: str) -> None:
    """Odd stories build like any other."""
    (desk / name).write_text(text, encoding="utf-8")
    run("build", f"./{name}")
    built = [path for path in (desk / "output").rglob("*.mp3") if path.stat().st_size > 1000]
    assert built


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no text to say"),
        (b" \n\n\t\n", "no text to say"),
        (b"...\n\n* * *\n", "no text to say"),
        (b"\x00\x01\x02\x03" * 500, "not a text file"),
    ],
)
def test_a_story_without_words_is_an_error(desk: Path, run: Run, data: bytes, says: str) -> None:
    """Nothing to say is said so, with the file's name, and makes no empty MP3."""
    (desk / "none.txt").write_bytes(data)
    done = run("build", "none.txt", check=False)
    assert done.returncode == 4
    assert says in done.stderr
    assert "none.txt" in done.stderr
    assert not (desk / "output").exists()


def test_lines_that_cannot_be_said_are_named_with_their_places(desk: Path, run: Run) -> None:
    """Each with file, line and speaker; everything else is said and kept, and once they are mended the build ends."""
    package = desk / "fragile"
    package.mkdir()
    (package / "sitecustomize.py").write_text(
        "from audiobook.engines import registry\n"
        "from audiobook.engines.tone import ToneEngine\n"
        "from tests.synthesis.fragile import FragileEngine\n"
        "class Fragile(FragileEngine):\n"
        "    name = 'tone'\n"
        "registry._ENGINES._loaded['tone'] = Fragile()\n",
        encoding="utf-8",
    )
    story = desk / "story" / "two-chairs.txt"
    story.write_text(
        STORY.replace("“Nobody,” said", "“A segfault,” said").replace("locked the door", "a segfault"), encoding="utf-8"
    )
    repository = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "audiobook", "build", "--cache", "cache/here"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{repository}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == SynthesisError.exit_code, done.stderr
    assert "2 lines could not be said:" in done.stderr
    assert re.search(
        r'story/two-chairs.txt:7: Boris: "low" could not say "A segfault,?": the engine crashed', done.stderr
    )
    assert "story/two-chairs.txt:13: Anna: " in done.stderr
    assert "All other lines are said and kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert "`leave_out:` in two-chairs.corrections.yaml" in done.stderr
    n_said = len(clips(desk))
    corrections = desk / "story" / "two-chairs.corrections.yaml"
    corrections.write_text("leave_out:\n  - words: A segfault\n  - words: that we should have a segfault\n")
    run("build", "--cache", "cache/here")
    assert len(clips(desk)) == n_said
    corrections.unlink()
    story.write_text(STORY, encoding="utf-8")
    run("build", "--cache", "cache/here")
    assert len(clips(desk)) == n_said + 2


def test_lines_can_be_left_out(desk: Path, run: Run) -> None:
    """They are named, and gone from the next build; a cut of words that are not there ends it with file and line."""
    run("build")
    beside = desk / "story" / "two-chairs.corrections.yaml"
    beside.write_text("leave_out:\n  - words: she put down the lamp\n")
    assert "left out, line 5: 'She put down the lamp.' (you asked for it)" in run("build").stdout
    said = [utterance["text"] for utterance in json.loads(run("script", "--json").stdout)["utterances"]]
    assert said[said.index("asked Anna.") + 1] == "“Nobody,”"
    beside.write_text("leave_out:\n  - words: she took the lamp\n")
    done = run("build", check=False)
    assert (done.returncode, "two-chairs.corrections.yaml:2: the cut" in done.stderr) == (6, True)
