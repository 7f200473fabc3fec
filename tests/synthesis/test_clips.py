import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from audiobook.audio.samples import peak
from audiobook.errors import OutputError, SynthesisError, VoiceError
from audiobook.model import ClipRequest, Voice
from audiobook.progress import Silent
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.workers import LocalExecutor

P = ParamSpec("P")
T = TypeVar("T")

_SENTENCES = [f"Sentence number {number} of the story." for number in range(40)]


class _Here:
    """An executor that does the work at once, in this process, and counts tasks; the first few may die instead."""

    capacity = 1

    def __init__(self, n_deaths: int = 0) -> None:
        self.n_tasks = 0
        self._n_deaths = n_deaths

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run it now."""
        self.n_tasks += 1
        future: Future[T] = Future()
        if self.n_tasks <= self._n_deaths:
            future.set_exception(BrokenExecutor("killed"))
            return future
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as an executor does
            future.set_exception(error)
        return future

    def close(self, *, cancel: bool = False) -> None:
        """Do nothing."""


class _Count:
    """Progress that counts."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.n_steps = 0

    def stage(self, name: str, n_total: int) -> None:
        """Note the stage."""
        self.stages.append((name, n_total))

    def advance(self, n_steps: int = 1) -> None:
        """Count the steps."""
        self.n_steps += n_steps


def _request(text: str, voice: str = "mid", engine: str = "tone") -> ClipRequest:
    return ClipRequest(text, Voice(engine, voice), "test 1")


def _requests(engine: str = "tone", voices: Sequence[str] = ("low", "high")) -> list[ClipRequest]:
    return [_request(text, voices[i % len(voices)], engine) for i, text in enumerate(_SENTENCES)]


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def executor() -> Iterator[LocalExecutor]:
    """Give two real workers."""
    with LocalExecutor(2) as made:
        yield made


def test_every_request_gets_its_clip(tmp_path: Path) -> None:
    """There is a clip for each key, in order of the requests, with sound in it, trimmed, and on disk."""
    requests = _requests()
    clips = make_clips(requests, ClipCache(tmp_path), _Here(), Silent())
    assert list(clips) == [request.key for request in requests]
    for key, clip in clips.items():
        pcm = ClipCache(tmp_path).read(key)
        assert clip.n_samples * 2 == len(pcm)
        assert clip.peak == peak(pcm) > 0
        assert len(pcm) - len(pcm.strip(b"\0")) < 2 * 2 * 0.02 * clip.sample_rate_hz


def test_what_is_there_is_not_said_again(tmp_path: Path) -> None:
    """A second run hands out no work, gives the same clips, and touches no file; one new sentence is one clip."""
    first = make_clips(_requests(), ClipCache(tmp_path), _Here(), Silent())
    before, idle = _contents(tmp_path), _Here()
    assert make_clips(_requests(), ClipCache(tmp_path), idle, Silent()) == first
    assert idle.n_tasks == 0
    assert _contents(tmp_path) == before
    make_clips([_request("A new sentence."), *_requests()], ClipCache(tmp_path), _Here(), Silent())
    assert len(_contents(tmp_path)) == len(before) + 1


def test_same_request_is_said_once(tmp_path: Path) -> None:
    """A sentence that comes ten times is one clip and one step of progress."""
    progress = _Count()
    assert len(make_clips([_request("No.")] * 10, ClipCache(tmp_path), _Here(), progress)) == 1
    assert progress.stages == [("speaking", 1)]
    assert progress.n_steps == 1
    assert len(_contents(tmp_path)) == 1


def test_no_requests_no_work(tmp_path: Path) -> None:
    """An empty script makes nothing, not even a folder."""
    assert make_clips([], ClipCache(tmp_path / "clips"), _Here(), Silent()) == {}
    assert not (tmp_path / "clips").exists()


def test_progress_reaches_the_total(tmp_path: Path) -> None:
    """Clips found and clips made are both steps, and all steps are taken."""
    make_clips(_requests()[:10], ClipCache(tmp_path), _Here(), Silent())
    progress = _Count()
    make_clips(_requests(), ClipCache(tmp_path), _Here(), progress)
    assert progress.stages == [("speaking", len(_SENTENCES))]
    assert progress.n_steps == len(_SENTENCES)


def test_order_and_number_of_workers_change_no_byte(tmp_path: Path, executor: LocalExecutor) -> None:
    """The real engine, with breathy voices too: one worker or two, forwards or backwards, the same files."""
    requests = _requests("pyttsx3", ["en-us", "en-gb+f3", "en-us+whisper"])[:12]
    make_clips(requests, ClipCache(tmp_path / "two"), executor, Silent())
    with LocalExecutor(1) as one:
        make_clips(requests[::-1], ClipCache(tmp_path / "one"), one, Silent())
    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def test_a_damaged_clip_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A clip whose file is damaged is said again and comes out the same; the log tells of it."""
    make_clips(_requests(), ClipCache(tmp_path), _Here(), Silent())
    before = _contents(tmp_path)
    victim = next(path for path in tmp_path.rglob("*") if path.is_file())
    victim.write_bytes(victim.read_bytes()[:100])
    with caplog.at_level(logging.WARNING):
        make_clips(_requests(), ClipCache(tmp_path), _Here(), Silent())
    assert _contents(tmp_path) == before
    assert victim.name in caplog.text


def test_a_text_that_cannot_be_said_is_named_after_all_others_are_said(tmp_path: Path) -> None:
    """The error names the text and how many more there are; everything else is kept for the next run."""
    requests = _requests()
    bad = [_request("\x01"), _request("\x02")]
    with pytest.raises(SynthesisError, match=r"x01.*1 more"):
        make_clips([*requests[:5], *bad, *requests[5:]], ClipCache(tmp_path), _Here(), Silent())
    assert len(_contents(tmp_path)) == len(requests)


def test_an_unknown_voice_is_refused(tmp_path: Path) -> None:
    """Requests that no text could satisfy fail as such."""
    with pytest.raises(VoiceError, match="mdi"):
        make_clips([_request("No.", voice="mdi")], ClipCache(tmp_path), _Here(), Silent())


def test_a_store_that_cannot_be_written_stops_the_run(tmp_path: Path, executor: LocalExecutor) -> None:
    """A full disk or a file in the way is told as it is, from the worker."""
    (tmp_path / "clips").write_bytes(b"")
    with pytest.raises(OutputError, match="clips"):
        make_clips(_requests(), ClipCache(tmp_path / "clips"), executor, Silent())


def test_what_a_dead_worker_left_is_said_once_more(tmp_path: Path) -> None:
    """What nobody began is begun again; where that does not end the run ends with advice."""
    assert len(make_clips(_requests(), ClipCache(tmp_path / "one"), _Here(n_deaths=1), Silent())) == len(_SENTENCES)
    with pytest.raises(SynthesisError, match="died again and again") as failure:
        make_clips(_requests(), ClipCache(tmp_path / "two"), _Here(n_deaths=1000), Silent())
    assert "jobs" in failure.value.hint


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_worker_killed_by_the_system_is_replaced(tmp_path: Path, executor: LocalExecutor) -> None:
    """After a kill -9 on a real worker the run goes on with new ones and gives every clip."""
    os.kill(executor.submit(os.getpid).result(), signal.SIGKILL)
    assert len(make_clips(_requests(), ClipCache(tmp_path), executor, Silent())) == len(_SENTENCES)
