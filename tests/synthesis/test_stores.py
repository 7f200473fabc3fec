"""A folder and an object store do the same; the second also when it is slow, busy, or spoils what it keeps."""

import errno
import logging
import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.errors import AudioError, OutputError, SettingsError
from audiobook.files import write_whole
from audiobook.model import Speech
from audiobook.synthesis import mirror
from audiobook.synthesis.cache import default_cache_folder
from audiobook.synthesis.shared import _at_once
from audiobook.synthesis.store import Store
from audiobook.synthesis.stores import open_store, parse_place
from tests.synthesis.objects import Bucket, serving

_KEY, _OTHER = "ab" * 32, "cd" * 32
_SPEECH = Speech(b"\x10\x00" * 4410, 22050)
_URL = "s3://bucket/clips"


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    """Give the server that all tests here share, as fsspec keeps its connection."""
    with serving() as bucket, pytest.MonkeyPatch.context() as patch:
        for name, value in bucket.environment().items():
            patch.setenv(name, value)
        yield bucket


@pytest.fixture
def bucket(server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Give an empty bucket, for which nobody waits long."""
    monkeypatch.setattr(mirror, "_WAITS_S", (0.01, 0.01, 0.01))
    server.objects.clear()
    server.n_busy = 0
    server.is_gone = False
    return server


class StoreContract:
    """What holds for every store."""

    def here(self, tmp_path: Path) -> Store:
        """Give the store."""
        raise NotImplementedError

    def elsewhere(self, tmp_path: Path) -> Store:
        """Give the same store, as another machine sees it."""
        raise NotImplementedError

    def test_what_one_writes_another_finds(self, tmp_path: Path) -> None:
        """Clips are found, told to be there, and read, by whoever looks; those that nobody made are not."""
        store, other = self.here(tmp_path), self.elsewhere(tmp_path)
        assert list(other.find_all([_KEY])) == []
        clip = store.write(_KEY, _SPEECH)
        assert list(other.find_all([_OTHER, _KEY])) == [clip]
        assert other.present([_OTHER, _KEY]) == {_KEY}
        assert self.elsewhere(tmp_path / "third").read(_KEY) == _SPEECH.pcm

    def test_a_clip_that_is_nowhere_is_an_error_to_a_reader(self, tmp_path: Path) -> None:
        """It says that it is gone."""
        with pytest.raises(AudioError, match="no longer"):
            self.here(tmp_path).read(_KEY)

    def test_tracks_go_the_same_way(self, tmp_path: Path) -> None:
        """A track is where it was kept, byte by byte, and lies on the disk of whoever asks."""
        store, other = self.here(tmp_path), self.elsewhere(tmp_path)
        assert not other.has_track(_KEY, "mp3")
        write_whole(store.track(_KEY, "mp3"), b"sound" * 1000)
        store.keep_track(_KEY, "mp3")
        assert store.has_track(_KEY, "mp3")
        assert other.has_track(_KEY, "mp3")
        assert other.track(_KEY, "mp3").read_bytes() == b"sound" * 1000

    def test_notes_are_what_was_written_last(self, tmp_path: Path) -> None:
        """Whoever reads one gets the latest."""
        store, other = self.here(tmp_path), self.elsewhere(tmp_path)
        assert store.read_note("jobs/a.json") is None
        store.write_note("jobs/a.json", b"one")
        assert other.read_note("jobs/a.json") == b"one"
        store.write_note("jobs/a.json", b"two")
        assert other.read_note("jobs/a.json") == b"two"

    def test_a_store_travels_to_a_worker(self, tmp_path: Path) -> None:
        """What is unpickled is the same store."""
        store = self.here(tmp_path)
        store.write(_KEY, _SPEECH)
        same: Store = pickle.loads(pickle.dumps(store))  # noqa: S301 - our own
        assert same.read(_KEY) == _SPEECH.pcm


class TestFolder(StoreContract):
    """A folder, which machines share as they share any."""

    def here(self, tmp_path: Path) -> Store:
        """Give the folder; each test begins with an empty one."""
        return open_store(tmp_path if tmp_path.name != "third" else tmp_path.parent)

    elsewhere = here


@pytest.mark.usefixtures("bucket")
class TestObjects(StoreContract):
    """An object store, with a folder of each machine in front."""

    def here(self, tmp_path: Path) -> Store:
        """Give it as one machine has it."""
        return open_store(tmp_path / "here", _URL)

    def elsewhere(self, tmp_path: Path) -> Store:
        """Give it as another has it."""
        return open_store(tmp_path / "elsewhere", _URL)

    def test_a_busy_store_is_waited_for(self, tmp_path: Path, bucket: Bucket) -> None:
        """503, "slow down", two times: the third try counts, for reading and for writing."""
        bucket.n_busy = 2
        clip = self.here(tmp_path).write(_KEY, _SPEECH)
        bucket.n_busy = 2
        assert list(self.elsewhere(tmp_path).find_all([_KEY])) == [clip]

    def test_a_store_that_stays_busy_is_an_error(self, tmp_path: Path, bucket: Bucket) -> None:
        """After some tries it is said what could not be done, where, and what to do; the clip stays here."""
        bucket.n_busy = 1000
        with pytest.raises(OutputError, match=rf"could not write {_URL}/ab/.*reduce your request rate") as failure:
            self.here(tmp_path).write(_KEY, _SPEECH)
        assert "run it again" in failure.value.hint
        bucket.n_busy = 0
        assert [clip.key for clip in self.here(tmp_path).find_all([_KEY])] == [_KEY]
        assert len(bucket.objects) == 1

    def test_a_bucket_that_is_not_there_is_named(self, tmp_path: Path, bucket: Bucket) -> None:
        """With its address and what the store says, not the file in the folder in front."""
        bucket.is_gone = True
        with pytest.raises(OutputError, match=rf"could not write {_URL}/ab/.*specified bucket does not exist"):
            self.here(tmp_path).write(_KEY, _SPEECH)

    def test_a_full_disk_here_is_no_fault_of_the_store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is said which file could not be written, and nobody waits for the store to mend it."""
        self.here(tmp_path).write(_KEY, _SPEECH)
        n_tries = []

        def full(*_: object) -> None:
            n_tries.append(1)
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(mirror, "_fetched", full)
        with pytest.raises(OutputError, match=rf"could not write {tmp_path}.*No space left") as failure:
            list(self.elsewhere(tmp_path).find_all([_KEY]))
        assert "free some space" in failure.value.hint
        assert len(n_tries) == 1

    @pytest.mark.parametrize(
        "spoil",
        [lambda c: c[:-1], lambda c: c[:100], lambda _: b"", lambda c: c[:2000] + b"!" + c[2001:], lambda c: c + b"\n"],
        ids=["one byte short", "cut off", "empty", "changed", "longer"],
    )
    def test_a_spoilt_object_is_not_there(self, tmp_path, bucket, spoil, caplog) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """It is found out by its hash, said, and made again over it."""
        self.here(tmp_path).write(_KEY, _SPEECH)
        (name,) = bucket.objects
        bucket.objects[name] = spoil(bucket.objects[name])
        other = self.elsewhere(tmp_path)
        with caplog.at_level(logging.WARNING):
            assert list(other.find_all([_KEY])) == []
        assert "damaged object" in caplog.text
        other.write(_KEY, _SPEECH)
        assert self.elsewhere(tmp_path / "third").read(_KEY) == _SPEECH.pcm

    def test_swapped_objects_are_found_out(self, tmp_path: Path, bucket: Bucket) -> None:
        """The hash goes over the name too."""
        self.here(tmp_path).write(_KEY, _SPEECH)
        (name,) = bucket.objects
        bucket.objects[name.replace("ab", "cd")] = bucket.objects[name]
        assert list(self.elsewhere(tmp_path).find_all([_OTHER])) == []

    def test_what_the_store_has_lost_is_put_back(self, tmp_path: Path, bucket: Bucket) -> None:
        """An object that expired is sent again by whoever still has it, before others rely on it."""
        store = self.here(tmp_path)
        clip = store.write(_KEY, _SPEECH)
        write_whole(store.track(_KEY, "mp3"), b"sound")
        store.keep_track(_KEY, "mp3")
        bucket.objects.clear()
        assert store.present([_KEY]) == set()
        assert list(store.find_all([_KEY])) == [clip]
        assert store.has_track(_KEY, "mp3")
        assert list(self.elsewhere(tmp_path).find_all([_KEY])) == [clip]
        assert self.elsewhere(tmp_path).has_track(_KEY, "mp3")

    def test_what_is_here_is_not_fetched_again(self, tmp_path: Path, bucket: Bucket) -> None:
        """Reading costs one request, once."""
        self.here(tmp_path).write(_KEY, _SPEECH)
        other = self.elsewhere(tmp_path)
        before = bucket.n_requests
        other.read(_KEY)
        other.read(_KEY)
        assert bucket.n_requests == before + 1


def test_nobody_waits_for_answers_that_do_not_come() -> None:
    """Where one question fails, or somebody presses Ctrl-C, the others may hang for ever."""
    never = threading.Event()

    def ask(key: str) -> str:
        if key == "b":
            raise OutputError("no")
        return key if key == "a" else str(never.wait(60))

    began_s = time.monotonic()
    answers = _at_once(ask, "abcdefghijklmnopqrstuvwxyz")
    assert next(answers) == "a"
    with pytest.raises(OutputError):
        next(answers)
    assert time.monotonic() - began_s < 30
    never.set()


def test_a_place_is_a_folder_or_an_address() -> None:
    """What looks like neither an address nor a drive letter is a folder; each address has a folder of its own."""
    assert parse_place("clips") == (Path("clips"), "")
    assert parse_place("C:/clips") == (Path("C:/clips"), "")
    assert parse_place("file:///mnt/clips") == (Path("/mnt/clips"), "")
    (one, url), (two, _) = parse_place("s3://bucket/clips/"), parse_place("s3://bucket/other")
    assert url == "s3://bucket/clips"
    assert one != two
    assert one.is_relative_to(default_cache_folder())


def test_a_kind_of_store_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """It is said which."""
    with pytest.raises(SettingsError, match="nowhere"):
        list(open_store(tmp_path, "nowhere://x").find_all([_KEY]))
