"""Files that are not what was written, found by a build: in the cache, in the output folder, under a wrong clock."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from audiobook.errors import AudiobookError, OutputError
from audiobook.manifest import FILE_NAME
from tests.faults.desk import SCENES, Desk
from tests.faults.disk import READ_ONLY
from tests.faults.encoder import Encoder

Spoil = Callable[[Sequence[Path]], None]
YEARS_S = 73 * 365.25 * 86_400


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Desk:
    """Give a story that was built once."""
    return Desk(SCENES[0], tmp_path_factory.mktemp("desk"), encoder)


def kept(stage: Path) -> list[Path]:
    """Give the files in the cache."""
    return sorted(path for path in (stage / "cache").rglob("*") if path.is_file())


def without_output(spoil: Spoil) -> Callable[[Path], None]:
    """Spoil the cache, and remove the output: all is made again from what is in the cache."""

    def spoiling(stage: Path) -> None:
        shutil.rmtree(stage / "out")
        spoil(kept(stage))

    return spoiling


def cut(files: Sequence[Path]) -> None:
    """Take the second half of each away."""
    for path in files:
        os.truncate(path, path.stat().st_size // 2)


def empty(files: Sequence[Path]) -> None:
    """Leave nothing of any."""
    for path in files:
        path.write_bytes(b"")


def blank(files: Sequence[Path]) -> None:
    """Leave nothing but zeros, as many: so a power cut may leave a file."""
    for path in files:
        path.write_bytes(bytes(path.stat().st_size))


def flip(files: Sequence[Path]) -> None:
    """Turn a bit over in the middle of each."""
    for path in files:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)


def swap(files: Sequence[Path]) -> None:
    """Let each take the place of another of its kind."""
    for suffix in {path.suffix for path in files}:
        same = [path for path in files if path.suffix == suffix]
        contents = [path.read_bytes() for path in same]
        for path, content in zip(same, [*contents[1:], contents[0]], strict=True):
            path.write_bytes(content)


def link(files: Sequence[Path]) -> None:
    """Put a symbolic link to another in the place of each; they all lie elsewhere."""
    elsewhere = files[0].parents[2].with_name("elsewhere")
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    for path, other in zip(files, [*files[1:], files[0]], strict=True):
        path.rename(elsewhere / path.name)
        path.symlink_to(elsewhere / other.name)


def lead_nowhere(files: Sequence[Path]) -> None:
    """Put a symbolic link to nothing in the place of each."""
    for path in files:
        path.unlink()
        path.symlink_to("nowhere")


def stand_in_the_way(files: Sequence[Path]) -> None:
    """Put a folder in the place of each."""
    for path in files:
        path.unlink()
        path.mkdir()


def vanish(files: Sequence[Path]) -> None:
    """Remove every other file."""
    for path in files[::2]:
        path.unlink()


@pytest.mark.parametrize("spoil", [cut, empty, blank, flip, swap, link, lead_nowhere, vanish])
def test_nothing_damaged_is_taken_from_the_cache(desk: Desk, spoil: Spoil) -> None:
    """Whatever was done to all files of a cache, the build finds it out, and its files and the cache are as before."""
    desk.rebuild(without_output(spoil))


def test_a_folder_in_the_place_of_a_file_is_named(desk: Desk) -> None:
    """What we cannot have put there is not removed: the build stops and says where it stands."""
    with pytest.raises(AudiobookError, match="directory") as failure:
        desk.rebuild(without_output(stand_in_the_way))
    assert "cache" in failure.value.problem
    assert failure.value.hint


def of_manifest(spoil: Spoil) -> Callable[[Path], None]:
    """Spoil nothing but the manifest."""
    return lambda stage: spoil(list((stage / "out").rglob(FILE_NAME)))


def blow_up(files: Sequence[Path]) -> None:
    """Let them have more bytes than any machine has memory."""
    for path in files:
        os.truncate(path, 2**40)


@pytest.mark.parametrize("spoil", [cut, empty, blank, flip, lead_nowhere, blow_up])
def test_a_damaged_manifest_costs_work_and_nothing_else(desk: Desk, spoil: Spoil) -> None:
    """Everything is made anew, the same bytes."""
    desk.rebuild(of_manifest(spoil))


def test_a_manifest_that_cannot_be_read_is_not_taken_for_none(desk: Desk) -> None:
    """Without it nobody would know which files are ours: the build stops and names it."""
    with pytest.raises(OutputError, match=FILE_NAME) as failure:
        desk.rebuild(of_manifest(stand_in_the_way))
    assert "move it away" in failure.value.hint


def test_a_damaged_manifest_is_said_to_be(desk: Desk) -> None:
    """Whoever wonders why all is made again is told."""
    plan = desk.rebuild(of_manifest(cut)).plan
    assert plan
    assert any(FILE_NAME in note and "damaged" in note for note in plan.notes)


def test_a_cache_that_can_only_be_read_serves(desk: Desk) -> None:
    """What is in it need not be written; what is not stops the build, which says so."""

    def read_only(spoil: Spoil) -> None:
        desk.rebuild(without_output(spoil), READ_ONLY, at=1, below="cache")

    read_only(lambda _files: None)
    with pytest.raises(OutputError, match=r"cache.*Read-only") as failure:
        read_only(vanish)
    assert "choose another folder" in failure.value.hint


def test_an_output_that_can_only_be_read_is_named_if_there_is_something_to_write(desk: Desk) -> None:
    """With nothing to do, nothing is written."""
    desk.rebuild(lambda _stage: None, READ_ONLY, at=1, below="out")
    with pytest.raises(OutputError, match=r"out.*Read-only") as failure:
        desk.rebuild(of_manifest(cut), READ_ONLY, at=1, below="out")
    assert "choose another folder" in failure.value.hint


@pytest.fixture(params=[-YEARS_S, YEARS_S], ids=["yesterday", "2099"])
def _clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock be wrong by many years."""
    right, wrong_by_s = time.time, request.param
    monkeypatch.setattr(time, "time", lambda: right() + wrong_by_s)


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize("spoil", [lambda _files: None, vanish], ids=["whole", "half"])
def test_no_clock_decides_what_is_made(desk: Desk, spoil: Spoil) -> None:
    """Neither today's date nor those of the files are in any file, or keep one from being made."""
    desk.rebuild(without_output(spoil))


def test_files_from_the_future_are_files(desk: Desk) -> None:
    """After a clock was set back, what was written before it is neither newer nor older than anything."""

    def from_the_future(stage: Path) -> None:
        for path in kept(stage):
            os.utime(path, (time.time() + YEARS_S,) * 2)
        for path in (stage / "out").rglob("*.mp3"):
            path.unlink()

    desk.rebuild(from_the_future)
