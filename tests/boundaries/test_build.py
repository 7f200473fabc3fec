"""Whole builds of books that mean harm: nothing but the book is written, and nothing but our own programs is run."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from audiobook.cli import terminal
from tests.boundaries.hostile import CONTROLS, HOSTILE, controls_in
from tests.boundaries.watching import Watched, watched

FORMATS = "mp3,m4b,epub,player,podcast,srt,vtt,lrc"
FILES = (
    '"; touch pwned; echo ".txt',
    "$(touch pwned)`touch pwned`.md",
    "-f.txt",
    "--help.txt",
    "..\\..\\pwned.txt",
    "... .txt",
    "CON.txt",
    "concat:a.mp3|b.mp3.txt",
    "http:..txt",
    "%03d.txt",
    "<img src=x onerror=alert(1)>.txt",
    f"name {CONTROLS.replace(chr(0), '')}.txt",
    "\u202egnp.txt",
    "a\n[CHAPTER]\nSTART=0.txt",
    "=HYPERLINK(1).txt",
    "[[h@'loU]].txt",
    "Ж" * 110 + ".txt",
    "\U0001f469\u200d\U0001f680.txt",
)
CAST = """engine: tone
narrator: {voice: mid}
pools: {female: [high], male: [low], unknown: [bright]}
cover: none
"""


def front(title: str, author: str) -> str:
    """Give a story's front matter; JSON is YAML too."""
    fields = {"title": title, "author": author, "publisher": title, "description": author, "series": title}
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items()) + "---\n"


def files_in(folder: Path) -> set[Path]:
    """Give every file and folder below one."""
    return {path.relative_to(folder) for path in folder.rglob("*")}


def check_kept_within(folder: Path, before: set[Path], ran: Watched) -> None:
    """Nothing is there but output, cache and temporary files, and nothing else was opened for writing meanwhile."""
    ours = {"output", "cache", "tmp", "watch.log"}
    assert {path for path in files_in(folder) - before if path.parts[0] not in ours} == set()
    allowed = [folder / name for name in ours] + [Path("/dev")]
    assert [path for path in ran.written() if not any(path.is_relative_to(root) for root in allowed)] == []


def check_ran_only_ours(ran: Watched, folder: Path) -> None:
    """Programs are ours, by their paths; what a book says is in no argument but in the name of a file, behind `file:`.

    It is then below the output, and nothing in it is an option, a protocol, or a pattern.
    """
    for program, *arguments in ran.commands():
        assert Path(program).is_absolute()
        for argument in arguments:
            if any(mark in argument for mark in ("pwned", "HYPERLINK", "CHAPTER", "script>", "concat:")):
                assert argument.startswith((f"file:{folder}/", "file:output/")), argument


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a folder for stories, with a cast of tones."""
    (tmp_path / "story").mkdir()
    (tmp_path / "voices.yaml").write_text(CAST, encoding="utf-8")
    return tmp_path


def test_hostile_file_names(desk: Path) -> None:
    """Each story of an odd name is built into a folder of its own, and what is told of it harms no terminal."""
    for number, (file, title) in enumerate(zip(FILES, HOSTILE.values(), strict=False), 1):
        text = front(title, title) if file.startswith(("-", "%")) else ""
        (desk / "story" / file).write_text(f"{text}“Who is there?” asked Anna, {number}.\n", encoding="utf-8")
    before = files_in(desk)
    ran = watched(desk, "build", "--formats", "vtt")
    assert ran.done.returncode == 0, ran.done.stderr
    check_kept_within(desk, before, ran)
    check_ran_only_ours(ran, desk)
    shown = [file for file in FILES if not file.startswith(".")]  # hidden ones are no stories
    assert len([path for path in (desk / "output").iterdir() if list(path.glob("*.vtt"))]) == len(shown)
    assert controls_in(ran.done.stdout + ran.done.stderr) == []
    assert "\u202e" not in ran.done.stdout


def test_a_hostile_book_in_every_format(desk: Path) -> None:
    """Titles, names and lines that mean harm, in all formats: the build does what it does with any book."""
    who = [text for text in HOSTILE.values() if any(map(str.isalnum, text)) and "\n" not in text][:12]
    chapters = (
        f"Chapter {n}: {' '.join(title.split())}\n\n“Line number {n},” somebody said. {title} was what it said.\n"
        for n, title in enumerate(HOSTILE.values(), 1)
    )
    story = desk / "story" / "hostile.txt"
    story.write_text(front(HOSTILE["script"], HOSTILE["shell"]) + "\n".join(chapters), encoding="utf-8")
    corrected = [f"- words: Line number {n}\n  speaker: {json.dumps(name)}\n" for n, name in enumerate(who, 1)]
    (desk / "story" / "hostile.corrections.yaml").write_text("script:\n" + "".join(corrected), encoding="utf-8")
    before = files_in(desk)
    ran = watched(desk, "build", "--formats", FORMATS, "--address", "https://example.org/x/")
    assert ran.done.returncode == 0, ran.done.stderr
    check_kept_within(desk, before, ran)
    check_ran_only_ours(ran, desk)
    made = json.loads((desk / "output/hostile/manifest.json").read_text("utf-8"))
    assert {entry["speaker"] for entry in made["cast"]} >= set(who)
    assert len(made["chapters"]) == len(HOSTILE) - 1  # a heading of 300 letters is none
    checked = watched(desk, "check", "--quick", "--formats", FORMATS, "--address", "https://example.org/x/", "--json")
    findings = json.loads(checked.done.stdout)[0]["findings"]
    assert [each for each in findings if each["severity"] == "wrong"] == []


def test_a_hostile_name_is_shown_as_it_is_written() -> None:
    """What a terminal would obey is shown as a number, our own colours are not, and JSON means the same."""
    shown = io.StringIO()
    with redirect_stdout(shown):
        terminal.echo(f"{CONTROLS}\u202egnp\u2028\u200f שלום")
        terminal.echo(json.dumps([CONTROLS, "\x9b\u202e"], ensure_ascii=False))
    told, as_json = shown.getvalue().splitlines()
    assert controls_in(told) == []
    assert told.endswith("\\u202egnp\\u2028\u200f שלום")
    assert json.loads(as_json) == [CONTROLS, "\x9b\u202e"]


@pytest.mark.parametrize("colour", ["", "red", "green", "yellow", "cyan"])
@pytest.mark.parametrize("bold", [True, False])
def test_our_own_colours_are_no_harm(colour: str, monkeypatch: pytest.MonkeyPatch, *, bold: bool) -> None:
    """What we colour ourselves is shown in colour, not as numbers."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    shown = io.StringIO()
    shown.isatty = lambda: True  # type: ignore[method-assign]
    styled = terminal.style("words", colour, bold=bold)
    with redirect_stdout(shown):
        terminal.echo(styled)
    assert shown.getvalue() == styled + "\n"
