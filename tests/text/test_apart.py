"""Reading in a process of its own: a source that does harm, as a package of somebody else's would register it."""

import sys
import time
from pathlib import Path

import pytest

from audiobook.errors import StoryError
from audiobook.text import apart
from audiobook.text.apart import read_apart
from audiobook.text.limits import Limits
from audiobook.text.sources.epub import EpubSource
from tests.text.epubs import LONG, epub, nav

EVIL = """
import os, signal, sys
from audiobook.errors import StoryError
from audiobook.text.sources.base import Block, Manuscript

class Source:
    is_risky = True

    def read(self, data, place):
        return getattr(self, data.decode())()

    def good(self):
        return Manuscript((Block("Ice.", 1),), title="The Ferry")

    def refuse(self):
        raise StoryError("it is empty", hint="fill it")

    def crash(self):
        os.kill(os.getpid(), signal.SIGSEGV)

    def hang(self):
        while True:
            pass

    def bloat(self):
        return b"x" * 4_000_000_000

    def write(self):
        with open("written.txt", "w") as file:
            file.write("x" * 100_000)

    def fail(self):
        raise RuntimeError("a bug")

    def babble(self):
        sys.stdout.write("hello")
        sys.stdout.flush()
        os._exit(0)
"""


@pytest.fixture(autouse=True)
def evil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the source under the ending `.evil`, for processes started from here."""
    (tmp_path / "evil.py").write_text(EVIL)
    metadata = tmp_path / "evil-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[audiobook.sources]\nevil = evil:Source\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # a process that may write no file cannot write down its coverage, and would die of that with words of its own
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)


def refused(what: str) -> StoryError:
    """Give how the harm is answered."""
    with pytest.raises(StoryError) as error:
        read_apart("evil", what.encode(), "x.evil")
    return error.value


def test_a_source_of_another_package_is_found_and_read() -> None:
    """By its entry point."""
    found = read_apart("evil", b"good", "x.evil")
    assert (found.title, found.blocks[0].text) == ("The Ferry", "Ice.")


def test_what_it_refuses_comes_back_in_its_own_words() -> None:
    """With the hint."""
    error = refused("refuse")
    assert (error.problem, error.hint) == ("it is empty", "fill it")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX's")
@pytest.mark.parametrize(
    ("what", "problem"),
    [("crash", "ended by signal 11"), ("bloat", "more than 1,500 MB of memory"), ("write", "File too large")],
)
def test_limits_hold(what: str, problem: str, tmp_path: Path) -> None:
    """A crash, a bomb, a file written: one line for a person, and nothing on the disk."""
    error = refused(what)
    assert error.problem.startswith("x.evil cannot be read")
    assert problem in error.problem
    assert error.hint
    assert not list(tmp_path.glob("written.txt")) or not (tmp_path / "written.txt").stat().st_size


def test_a_hang_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, where the system has no limit of its own."""
    monkeypatch.setattr(apart, "LIMITS", Limits(child_wall_s=2.0))
    began = time.perf_counter()
    assert "takes more than 2 s to read" in refused("hang").problem
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("what", ["fail", "babble"])
def test_a_bug_or_nonsense_is_told_without_a_traceback(what: str) -> None:
    """A plug-in may be wrong."""
    problem = refused(what).problem
    assert problem.startswith("x.evil cannot be read")
    assert "Traceback" not in problem


def test_a_package_in_the_listeners_folder_is_not_run(tmp_path: Path) -> None:
    """Somebody may have sent them a folder with a story and an `lxml.py`."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "lxml.py").write_text("raise SystemExit('owned')")
    pages = {"nav.xhtml": nav("a.xhtml One", "b.xhtml Two"), "a.xhtml": LONG, "b.xhtml": LONG}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "work")
        patch.delenv("PYTHONPATH")
        assert read_apart("epub", epub(pages), "x.epub") == EpubSource().read(epub(pages), "x.epub")
