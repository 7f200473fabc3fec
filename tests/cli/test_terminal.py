import pytest

from audiobook.cli.terminal import Bar, clock, count, show_error, size, style, table
from audiobook.errors import StoryError


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (247, "4:07"), (3599.7, "1:00:00"), (3765, "1:02:45")],
)
def test_a_time_is_shown_as_on_a_clock(seconds: float, shown: str) -> None:
    """Never sixty seconds."""
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("n_bytes", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (14_400, "14 kB"),
        (999_700, "1.0 MB"),
        (3_140_000, "3.1 MB"),
        (999_970_000, "1.0 GB"),
        (2e9, "2.0 GB"),
        (5e12, "5000.0 GB"),
    ],
)
def test_a_size_is_short(n_bytes: float, shown: str) -> None:
    """Rounding never shows 1000 of a unit where there is a larger one."""
    assert size(n_bytes) == shown


def test_counting() -> None:
    """One clip, two clips, many entries."""
    assert [count(1, "clip"), count(0, "clip"), count(2301, "clip")] == ["1 clip", "0 clips", "2,301 clips"]
    assert [count(1, "entry", "entries"), count(2, "entry", "entries")] == ["1 entry", "2 entries"]


def test_a_table_has_straight_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words to the left, figures to the right, no blanks at the ends of lines."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert table([("Ida", "7"), ("Oskar", "12")], ("who", "lines")).splitlines() == [
        "who    lines",
        "Ida        7",
        "Oskar     12",
    ]
    assert table([], ("who", "lines")) == "who  lines"
    assert table([("a", "")], ("x", "y")).splitlines() == ["x  y", "a"]


def test_no_color_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: any value that is not empty."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert style("x", "red", bold=True) == "x"
    monkeypatch.setenv("NO_COLOR", "")
    assert style("x", "red") != "x"


def test_an_error_says_what_is_wrong_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, the hint below the problem; nothing on stdout, which may be a pipe."""
    show_error(StoryError("it is empty", hint="write one"))
    show_error(StoryError("it is gone"))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["Error: it is empty", "  write one", "Error: it is gone"]


def test_a_bar_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe or a log there is no progress line."""
    bar = Bar(quiet=False)
    bar.stage("synthesize", 2)
    bar.advance()
    bar.clear()
    assert capsys.readouterr() == ("", "")


def test_a_bar_shows_how_far_and_how_long(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is drawn on one line, and taken away; a stage with nothing to do draws nothing."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("time.monotonic", iter(range(100)).__next__)
    bar = Bar(quiet=False)
    bar.stage("master", 0)
    bar.stage("synthesize", 4)
    bar.advance(2)
    bar.clear()
    err = capsys.readouterr().err
    assert " 50%" in err
    assert " left" in err
    assert "\n" not in err
    assert err.endswith("\r\033[K")


def test_a_dumb_terminal_gets_plain_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen reader reads words, each once: no blocks, nothing drawn over, a line every ten seconds."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("time.monotonic", iter(range(0, 1000, 4)).__next__)
    assert style("words", "red", bold=True) == "words"
    bar = Bar(quiet=False)
    bar.stage("speaking", 100)
    for _ in range(20):
        bar.advance()
    bar.clear()
    err = capsys.readouterr().err
    assert "\r" not in err
    assert "\033" not in err
    lines = err.splitlines()
    assert lines[0] == "Speaking 0%"
    assert 4 <= len(lines) <= 10
    assert lines[-1].startswith("Speaking 1")
    assert lines[-1].endswith("left")
