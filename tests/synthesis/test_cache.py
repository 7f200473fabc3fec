import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.audio.resample import n_resampled
from audiobook.errors import AudioError, OutputError
from audiobook.model import Span, Speech, WordTime
from audiobook.synthesis.cache import CacheStats, ClipCache, default_cache_folder

_KEY = "ab" * 32
_OTHER = "cd" * 32
_PCM = bytes(range(256)) * 40


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    """Give an empty store."""
    return ClipCache(tmp_path / "clips")


def _file(cache: ClipCache, key: str = _KEY) -> Path:
    return cache._path(key)


def _age(cache: ClipCache, key: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(_file(cache, key), (then, then))


def test_what_is_written_is_found_and_read(cache: ClipCache) -> None:
    """A clip written is found with the same facts, and its samples come back byte for byte."""
    words = (WordTime(Span(0, 4), 0, 20), WordTime(Span(5, 7), 22, 40))
    clip = cache.write(_KEY, Speech(_PCM, 22050, words))
    assert clip.words == words
    assert (clip.n_samples, clip.sample_rate_hz) == (len(_PCM) // 2, 22050)
    assert cache.find(_KEY) == clip
    assert cache.read(_KEY) == _PCM
    assert ClipCache(_file(cache).parent.parent).find(_KEY) == clip


def test_a_clip_is_read_at_any_rate(cache: ClipCache) -> None:
    """A chapter of a higher rate gets as many samples as its timeline has room for; at its own rate it is untouched."""
    cache.write(_KEY, Speech(_PCM, 22050))
    assert len(cache.read(_KEY, 24000)) == 2 * n_resampled(len(_PCM) // 2, 22050, 24000)
    assert cache.read(_KEY, 22050) == _PCM


def test_what_was_never_written_is_a_miss(cache: ClipCache) -> None:
    """A store without the clip, or without a folder, has none; reading says what to do."""
    assert cache.find(_KEY) is None
    with pytest.raises(AudioError) as failure:
        cache.read(_KEY)
    assert "again" in failure.value.hint


@settings(max_examples=200)
@given(data=st.data())
def test_no_damage_goes_unseen(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whichever byte is changed, and wherever the file is cut, the clip is a miss, and gone."""
    cache = ClipCache(tmp_path_factory.mktemp("clips"))
    cache.write(_KEY, Speech(_PCM[:64], 22050))
    content = bytearray(_file(cache).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= data.draw(st.integers(1, 255))
    else:
        del content[at:]
    _file(cache).write_bytes(content)
    assert cache.find(_KEY) is None
    assert not _file(cache).exists()


def test_damage_is_an_error_to_a_reader(cache: ClipCache) -> None:
    """Whoever reads a damaged clip is told to build again, and then it is made anew."""
    cache.write(_KEY, Speech(_PCM, 22050))
    _file(cache).write_bytes(_file(cache).read_bytes()[:-1])
    with pytest.raises(AudioError, match="damaged") as failure:
        cache.read(_KEY)
    assert "again" in failure.value.hint
    assert cache.find(_KEY) is None


def test_swapped_files_are_found_out(cache: ClipCache) -> None:
    """A sound clip under another's name is not that other's clip."""
    cache.write(_KEY, Speech(_PCM, 22050))
    cache.write(_OTHER, Speech(_PCM[:100], 22050))
    _file(cache, _OTHER).write_bytes(_file(cache).read_bytes())
    assert cache.find(_OTHER) is None
    assert cache.find(_KEY) is not None


def test_writing_again_changes_nothing(cache: ClipCache) -> None:
    """Two processes that make the same clip leave the same file, and no other."""
    cache.write(_KEY, Speech(_PCM, 22050))
    before = _file(cache).read_bytes()
    cache.write(_KEY, Speech(_PCM, 22050))
    assert _file(cache).read_bytes() == before
    assert [path.name for path in _file(cache).parent.iterdir()] == [_file(cache).name]


def test_a_store_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    """The error names the folder and says what to do."""
    (tmp_path / "clips").write_bytes(b"not a folder")
    with pytest.raises(OutputError, match="clips") as failure:
        ClipCache(tmp_path / "clips").write(_KEY, Speech(_PCM, 22050))
    assert failure.value.hint


def test_stats_count_clips_and_bytes(cache: ClipCache) -> None:
    """Clips are counted with the bytes of their files; a store that is not there holds none."""
    assert cache.stats() == CacheStats(0, 0, 0)
    for key in (_KEY, _OTHER):
        cache.write(key, Speech(_PCM, 22050))
    assert cache.stats() == CacheStats(2, 0, sum(_file(cache, key).stat().st_size for key in (_KEY, _OTHER)))


def test_prune_removes_what_was_used_longest_ago(cache: ClipCache) -> None:
    """To get below a size, the clips used longest ago go first; finding a clip uses it."""
    for key, age_s in ((_KEY, 90_000), (_OTHER, 80_000)):
        cache.write(key, Speech(_PCM, 22050))
        _age(cache, key, age_s)
    assert cache.find(_KEY)
    removed = cache.prune(max_bytes=_file(cache).stat().st_size)
    assert removed.n_clips == 1
    assert cache.find(_KEY)
    assert cache.find(_OTHER) is None


def test_prune_keeps_the_young_the_recent_and_the_kept(cache: ClipCache) -> None:
    """A clip less than a minute old, one used lately, and one that is to be kept stay."""
    keys = [digits * 32 for digits in ("aa", "bb", "cc", "dd")]
    for key, age_s in zip(keys, (0, 7_000, 100_000, 100_000), strict=True):
        cache.write(key, Speech(_PCM, 22050))
        _age(cache, key, age_s)
    assert cache.prune(older_than_s=50_000, keep={keys[2]}).n_clips == 1
    assert [cache.find(key) is not None for key in keys] == [True, True, True, False]
    cache.prune(max_bytes=0, keep={keys[2]})
    assert cache.stats().n_clips >= 2


def test_a_use_under_a_wrong_clock_is_mended_by_the_next(cache: ClipCache) -> None:
    """What was used "in 2099" is as old as its next use, and is not kept for ever."""
    cache.write(_KEY, Speech(_PCM, 22050))
    _age(cache, _KEY, -73 * 365 * 86_400)
    assert cache.find(_KEY)
    assert abs(_file(cache).stat().st_mtime - time.time()) < 60


def test_prune_sweeps_what_a_killed_process_left(cache: ClipCache) -> None:
    """A temporary file of yesterday goes; one of just now may be somebody's, and stays."""
    cache.write(_KEY, Speech(_PCM, 22050))
    folder = _file(cache).parent
    for place in (folder, folder.parent, folder.parent / "in-use", folder.parent / "jobs"):
        place.mkdir(exist_ok=True)
        for name, age_s in ((".old.part", 200_000), (".new.part", 10)):
            (place / name).write_bytes(b"")
            os.utime(place / name, (time.time() - age_s,) * 2)
    cache.prune()
    assert {path.name for path in folder.parent.rglob("*.part")} == {".new.part"}


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "{base}/fullcast/clips"),
        ("win32", "LOCALAPPDATA", "{base}/fullcast/clips"),
        ("linux", "", "{home}/.cache/fullcast/clips"),
        ("darwin", "", "{home}/Library/Caches/fullcast/clips"),
        ("win32", "", "{home}/AppData/Local/fullcast/clips"),
    ],
)
def test_default_folder_is_where_the_system_keeps_caches(
    platform: str, variable: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each system's own place, and the variable that moves it."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "base"))
    assert default_cache_folder() == Path(expected.format(base=tmp_path / "base", home=tmp_path / "home"))
