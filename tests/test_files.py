import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.errors import OutputError
from audiobook.files import published, remove, scratch, sweep, write_whole


def test_writes_pieces_and_makes_folders(tmp_path: Path) -> None:
    """The content stands under the name, its folders are made, and nothing else is left."""
    write_whole(tmp_path / "a" / "b" / "c.txt", iter([b"one ", b"two"]))
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"one two"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c.txt"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """If the content ends in an error, Ctrl-C included, the old file stands whole and no part of the new is left."""

    def broken() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    path = tmp_path / "file"
    write_whole(path, b"old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, broken())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_new_files_have_ordinary_permissions(tmp_path: Path) -> None:
    """A published file can be read by whoever the umask lets read."""
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    """The temporary file's name is not longer than the file's own."""
    write_whole(tmp_path / ("n" * 255), b"x")


@pytest.mark.parametrize("target", ["file/below", "folder", "n" * 300])
def test_what_cannot_be_written_is_explained(tmp_path: Path, target: str) -> None:
    """The error names the path and says what to do."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(OutputError, match=target[:50]) as failure:
        write_whole(tmp_path / target, b"x")
    assert failure.value.hint
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is named as such, and that nothing already made is lost."""
    monkeypatch.setattr("audiobook.files._temporary_beside", lambda _path: _Full("/dev/full"))
    with pytest.raises(OutputError) as failure:
        write_whole(tmp_path / "file", b"x" * 100_000)
    assert "free some space" in failure.value.hint


class _Full(type(Path())):  # type: ignore[misc]
    """A device that is always full, opened in place of a new file and never removed."""

    def open(self, *_args: object, **_options: object) -> object:
        return super().open("wb")

    def unlink(self, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Path
        """Leave it."""


def test_nobody_sees_an_unfinished_file(tmp_path: Path) -> None:
    """Until the block ends the old file is the file; then the new one is, whole, and nothing else remains."""
    target = tmp_path / "a.mp3"
    target.write_bytes(b"old")
    with published(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_needed_on_the_way_is_gone_afterwards(tmp_path: Path) -> None:
    """A scratch file stands beside its target while it is needed, and no longer, on Ctrl-C too."""
    target = tmp_path / "new" / "file"
    with scratch(target) as part:
        part.write_bytes(b"half")
        assert part.parent == target.parent
    with pytest.raises(KeyboardInterrupt), scratch(target):
        raise KeyboardInterrupt
    assert list(target.parent.iterdir()) == []


def test_trouble_while_writing_is_explained(tmp_path: Path) -> None:
    """The error names the file the person asked for, not a temporary one, and says what to do."""
    with pytest.raises(OutputError, match=r"a\.mp3") as failure, published(tmp_path / "a.mp3"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "some.part")
    assert "free some space" in failure.value.hint
    assert not list(tmp_path.iterdir())


def test_what_is_gone_already_is_removed(tmp_path: Path) -> None:
    """A build that was killed while it removed files does not stop the next one; folders go when they are empty."""
    write_whole(tmp_path / "mp3" / "one.mp3", b"")
    write_whole(tmp_path / "mine" / "notes.txt", b"")
    for path in ("mp3/one.mp3", "mp3/one.mp3", "mine/two.mp3", "mine/notes.txt/three.mp3"):
        remove(tmp_path, path)
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.txt"]


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    """Files that a process was writing when it was killed go; those of a process that still runs stay."""
    (tmp_path / ".4194305-0123456789abcdef.part").write_bytes(b"no process has this number")
    mine = tmp_path / f".{os.getpid()}-0123456789abcdef.part"
    mine.write_bytes(b"still being written")
    (tmp_path / "notes.part").write_bytes(b"somebody's own")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {mine.name, "notes.part"}
