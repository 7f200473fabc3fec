from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.errors import OutputError, VoiceError
from audiobook.progress import Silent
from audiobook.voice_store.download import fetch
from tests.voice_store.server import FileServer, file_server
from tests.voice_store.things import Watched

CONTENT = bytes(range(256)) * 4_000
"""A megabyte: more than one piece."""


@pytest.fixture
def server() -> Iterator[FileServer]:
    """Serve the content, well."""
    with file_server() as running:
        running.content = CONTENT
        yield running


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Say where it grows."""
    return tmp_path / "kokoro" / "file.bin.part"


def test_a_file_comes_whole_and_progress_ends_at_its_length(server: FileServer, part: Path) -> None:
    """What is pinned is fetched in one go, and the bar ends full."""
    watched = Watched()
    fetch(server.release(CONTENT), part, watched)
    assert part.read_bytes() == CONTENT
    assert watched.stages == [("fetching", len(CONTENT))]
    assert watched.n_done == [len(CONTENT)]


def test_it_goes_on_where_it_stopped(server: FileServer, part: Path) -> None:
    """Only what is missing is asked for, and progress counts what was there."""
    part.parent.mkdir()
    part.write_bytes(CONTENT[:300_000])
    watched = Watched()
    fetch(server.release(CONTENT), part, watched)
    assert part.read_bytes() == CONTENT
    assert server.ranges == ["bytes=300000-"]
    assert watched.n_done == [len(CONTENT)]


def test_a_whole_part_is_only_verified(server: FileServer, part: Path) -> None:
    """Nothing is asked of the server if every byte is there already."""
    part.parent.mkdir()
    part.write_bytes(CONTENT)
    fetch(server.release(CONTENT), part, Silent())
    assert server.ranges == []


@pytest.mark.parametrize("states_length", [True, False])
def test_a_connection_that_breaks_is_taken_up_again(server: FileServer, part: Path, *, states_length: bool) -> None:
    """A cut costs nothing but another connection."""
    server.cuts_after = [100_000, 200_000]
    server.states_length = states_length
    fetch(server.release(CONTENT), part, Silent())
    assert part.read_bytes() == CONTENT
    assert server.ranges == ["", "bytes=100000-", "bytes=300000-"]


def test_a_server_that_breaks_off_again_and_again_is_given_up_and_the_part_stays(
    server: FileServer, part: Path
) -> None:
    """What came is kept and named; the next run goes on from there."""
    server.cuts_after = [1_000] * 5
    with pytest.raises(VoiceError, match=r"5,000 of 1,024,000 bytes") as refused:
        fetch(server.release(CONTENT), part, Silent())
    assert "same command again" in refused.value.hint
    assert part.read_bytes() == CONTENT[:5_000]
    fetch(server.release(CONTENT), part, Silent())
    assert part.read_bytes() == CONTENT


def test_a_server_that_falls_silent_is_not_waited_for(server: FileServer, part: Path) -> None:
    """After the timeout, what came is kept and another connection is tried."""
    server.is_silent_after = 1_000
    with pytest.raises(VoiceError, match="broke off"):
        fetch(server.release(CONTENT), part, Silent(), timeout_s=0.2)
    assert part.stat().st_size == 5_000


def test_a_server_without_ranges_sends_it_all_again(server: FileServer, part: Path) -> None:
    """The part is begun anew, not added to."""
    server.knows_ranges = False
    part.parent.mkdir()
    part.write_bytes(CONTENT[:300_000])
    fetch(server.release(CONTENT), part, Silent())
    assert part.read_bytes() == CONTENT


@pytest.mark.parametrize("garbage", [b"?" * 300_000, b"?" * len(CONTENT), b"?" * (len(CONTENT) + 1)])
def test_garbage_in_the_part_is_found_and_fetched_anew(server: FileServer, part: Path, garbage: bytes) -> None:
    """Whatever stood in the part, shorter, as long or longer: in the end every byte is right."""
    part.parent.mkdir()
    part.write_bytes(garbage)
    fetch(server.release(CONTENT), part, Silent())
    assert part.read_bytes() == CONTENT


def test_wrong_bytes_are_refused_in_words_and_nothing_stays(server: FileServer, part: Path) -> None:
    """Expected, found and where are said; the part is gone."""
    release = server.release(b"x" * len(CONTENT))
    with pytest.raises(VoiceError) as refused:
        fetch(release, part, Silent())
    assert release.url in refused.value.problem
    assert release.sha256 in refused.value.problem
    assert server.release(CONTENT).sha256 in refused.value.problem
    assert not part.exists()


def test_another_length_is_refused_before_a_byte_is_kept(server: FileServer, part: Path) -> None:
    """A file that was replaced upstream is not fetched to the end only to be thrown away."""
    with pytest.raises(VoiceError, match=r"1,024,000 bytes, expected 1,024,003"):
        fetch(server.release(CONTENT + b"???"), part, Silent())
    assert not part.exists()


def test_a_length_that_changed_between_two_runs_is_refused(server: FileServer, part: Path) -> None:
    """Nothing is added to a part from a file of another length."""
    part.parent.mkdir()
    part.write_bytes(CONTENT[:1_000])
    with pytest.raises(VoiceError, match="length changed"):
        fetch(server.release(CONTENT + b"???"), part, Silent())


def test_a_part_that_is_longer_than_the_file_there_now_is_refused(server: FileServer, part: Path) -> None:
    """A server that has nothing after our part is asked for the whole, whose length is then wrong."""
    part.parent.mkdir()
    part.write_bytes(CONTENT[:2_000])
    server.content = CONTENT[:1_000]
    with pytest.raises(VoiceError, match=r"1,000 bytes, expected 1,024,000"):
        fetch(server.release(CONTENT), part, Silent())
    assert server.ranges == ["bytes=2000-", ""]


@pytest.mark.parametrize(("status", "advice"), [(404, "--from"), (503, "later")])
def test_a_refusal_of_the_server_is_passed_on(server: FileServer, part: Path, status: int, advice: str) -> None:
    """The status is named, with what a person can do about it."""
    server.status = status
    with pytest.raises(VoiceError, match=str(status)) as refused:
        fetch(server.release(CONTENT), part, Silent())
    assert advice in refused.value.hint


def test_a_server_that_is_not_there_is_named(part: Path) -> None:
    """Without a network a person reads which address could not be reached, and another way."""
    with file_server() as gone:
        release = gone.release(CONTENT)
    with pytest.raises(VoiceError, match="cannot be reached") as refused:
        fetch(release, part, Silent())
    assert "--from" in refused.value.hint


def test_a_closed_folder_is_explained(server: FileServer, tmp_path: Path) -> None:
    """A folder that cannot be made is an error of the output, not of the network."""
    (tmp_path / "kokoro").write_bytes(b"a file stands here")
    with pytest.raises(OutputError, match="kokoro"):
        fetch(server.release(CONTENT), tmp_path / "kokoro" / "x" / "file.part", Silent())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_explained(server: FileServer, part: Path) -> None:
    """A person reads that the disk is full, and that the same command goes on."""
    part.parent.mkdir()
    part.symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left") as refused:
        fetch(server.release(CONTENT), part, Silent())
    assert "run the same command again" in refused.value.hint


class _Interrupting(Watched):
    """Somebody who presses Ctrl-C when half of it is there."""

    def advance(self, n_steps: int = 1) -> None:
        super().advance(n_steps)
        if self.n_done[-1] > len(CONTENT) // 2:
            raise KeyboardInterrupt


def test_ctrl_c_leaves_the_part(server: FileServer, part: Path) -> None:
    """What came before Ctrl-C is in the part, and is not fetched again."""
    with pytest.raises(KeyboardInterrupt):
        fetch(server.release(CONTENT), part, _Interrupting())
    n_came = part.stat().st_size
    assert len(CONTENT) // 2 < n_came < len(CONTENT)
    fetch(server.release(CONTENT), part, Silent())
    assert part.read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={n_came}-"
