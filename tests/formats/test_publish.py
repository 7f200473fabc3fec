import errno
import os
from pathlib import Path

import pytest

from audiobook.errors import OutputError
from audiobook.formats.publish import published


def test_nobody_sees_an_unfinished_file(tmp_path: Path) -> None:
    """Until the block ends the old file is the file; then the new one is, whole, and nothing else remains."""
    target = tmp_path / "a.mp3"
    target.write_bytes(b"old")
    with published(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_explained(tmp_path: Path) -> None:
    """The error names the file the person asked for, not a temporary one, and says what to do."""
    with pytest.raises(OutputError, match=r"a\.mp3") as failure, published(tmp_path / "a.mp3"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "some.part")
    assert "free some space" in failure.value.hint
    assert not list(tmp_path.iterdir())
