import subprocess
import sys
import threading
from pathlib import Path

import pytest

from audiobook.model import Speech
from audiobook.synthesis import cache as caches
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.leases import in_use, pruning

_KEYS = [f"{n:064x}" for n in range(3)]
_KILLED = """
import os, sys
from pathlib import Path
from audiobook.synthesis.leases import in_use
with in_use(Path(sys.argv[1]), sys.argv[2:], "audiobook build exile.md"):
    os._exit(1)
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClipCache:
    """Give a cache of three clips, none of which is too young to be removed."""
    monkeypatch.setattr(caches, "_YOUNG_S", -1.0)
    made = ClipCache(tmp_path)
    for key in _KEYS:
        made.write(key, Speech(b"\1\0" * 100, 22050))
    return made


def test_what_is_in_use_is_not_pruned(store: ClipCache, tmp_path: Path) -> None:
    """However old it is and however little is to be left; afterwards it is, and nothing is left of the list."""
    with in_use(tmp_path, _KEYS[:1], "audiobook build one.md"), in_use(tmp_path, _KEYS[1:2], "audiobook build two.md"):
        assert store.prune(max_bytes=0).n_clips == 1
    assert [clip.key for clip in store.find_all(_KEYS)] == _KEYS[:2]
    assert store.prune(older_than_s=-1).n_clips == 2
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_a_killed_build_needed_is_pruned(store: ClipCache, tmp_path: Path) -> None:
    """A list holds as long as its process lives, and is then removed."""
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path), *_KEYS], check=False)
    assert list((tmp_path / "in-use").glob("*.keys"))
    assert store.prune(max_bytes=0).n_clips == 3
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_nothing_comes_into_use_while_there_is_pruning(tmp_path: Path) -> None:
    """Or what a build has just found could be taken from it: it waits."""
    began = threading.Event()

    def build() -> None:
        with in_use(tmp_path, _KEYS, "audiobook build exile.md"):
            began.set()

    builder = threading.Thread(target=build)
    with pruning(tmp_path) as kept:
        builder.start()
        assert not began.wait(0.5)
    assert kept == set()
    assert began.wait(30)
    builder.join()


def test_a_cache_that_cannot_be_written_is_used_all_the_same(tmp_path: Path) -> None:
    """It may be complete."""
    (tmp_path / "cache").touch()
    with in_use(tmp_path / "cache", _KEYS, "audiobook build exile.md"):
        pass
