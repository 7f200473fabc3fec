"""Engines that crash, hang or are killed: what can be said is said, and what cannot is named."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.engines import registry
from audiobook.errors import VoiceError
from audiobook.model import ClipRequest, Voice
from audiobook.progress import Silent
from audiobook.synthesis import clips
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.clips import UnsaidError, make_clips
from audiobook.synthesis.workers import LocalExecutor
from tests.synthesis.fragile import FragileEngine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers that start afresh lack the test's engine")


@pytest.fixture(autouse=True)
def _fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._ENGINES._loaded, "fragile", FragileEngine())


@pytest.fixture(params=[1, 2])
def executor(request: pytest.FixtureRequest) -> Iterator[LocalExecutor]:
    """Give one worker, or two."""
    with LocalExecutor(request.param) as made:
        yield made


def _requests(*words: str) -> list[ClipRequest]:
    """Give twenty texts, and some with these words among them."""
    texts = [f"This is sentence {n} of the story." for n in range(20)]
    for nth, word in enumerate(words):
        texts.insert(3 + 5 * nth, f"Here comes a {word} in the middle.")
    return [ClipRequest(text, Voice("fragile", "mid"), "test 1") for text in texts]


def _said(folder: Path, requests: list[ClipRequest]) -> list[str]:
    return [request.text for request in requests if ClipCache(folder).find(request.key)]


def test_texts_that_crash_the_library_are_all_named_and_their_neighbours_said(
    tmp_path: Path, executor: LocalExecutor
) -> None:
    """A crash in C costs the text that did it, and no other."""
    requests = _requests("segfault", "refuse", "second segfault")
    with pytest.raises(UnsaidError, match="and 2 more") as failure:
        make_clips(requests, ClipCache(tmp_path), executor, Silent())
    bad = [request for request in requests if "Here" in request.text]
    assert set(failure.value.faults) == {request.key for request in bad}
    assert "crashed twice: its process was ended by SIGSEGV" in failure.value.faults[bad[0].key].problem
    assert bad[0].text in failure.value.faults[bad[0].key].problem
    assert len(_said(tmp_path, requests)) == 20


def test_a_text_that_hangs_in_the_library_is_ended_and_named(
    tmp_path: Path, executor: LocalExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop in C ends after the time that the text's length allows, and the others are said."""
    monkeypatch.setattr(clips, "_LIMIT_S", 0.5)
    monkeypatch.setattr(clips, "_LIMIT_S_PER_CHARACTER", 0.0)
    requests = _requests("hang")
    with pytest.raises(UnsaidError, match=r"Here comes a hang.*took more than"):
        make_clips(requests, ClipCache(tmp_path), executor, Silent())
    assert len(_said(tmp_path, requests)) == 20


def test_a_text_whose_worker_is_killed_each_time_is_named_with_advice(tmp_path: Path, executor: LocalExecutor) -> None:
    """The system kills for lack of memory: fewer jobs may help."""
    requests = _requests("murder")
    with pytest.raises(UnsaidError, match=r"Here comes a murder.*killed twice") as failure:
        make_clips(requests, ClipCache(tmp_path), executor, Silent())
    assert "--jobs 1" in failure.value.hint
    assert len(_said(tmp_path, requests)) == 20


def test_an_engine_that_always_crashes_does_not_crash_for_every_line(tmp_path: Path, executor: LocalExecutor) -> None:
    """After some texts the run ends: it is not the texts."""
    requests = _requests(*(f"segfault {n}" for n in range(30)))
    with pytest.raises(UnsaidError) as failure:
        make_clips(requests, ClipCache(tmp_path), executor, Silent())
    assert len(failure.value.faults) == 10


def test_workers_that_are_killed_now_and_then_are_replaced(tmp_path: Path) -> None:
    """Each death from outside costs what was in hand; all clips come, and there are as many workers as before."""
    requests = _requests()
    with LocalExecutor(2) as executor:
        for nth in range(4):
            os.kill(executor.submit(os.getpid).result(), signal.SIGKILL)
            assert len(make_clips(requests, ClipCache(tmp_path / str(nth)), executor, Silent())) == 20
        futures = [executor.submit(_slowly_getpid) for _ in range(4)]
        assert len({future.result() for future in futures}) == 2


def _slowly_getpid() -> int:
    time.sleep(0.1)
    return os.getpid()


def test_closing_at_once_ends_a_worker_that_hears_nothing() -> None:
    """Deep in a library no signal is heard: Ctrl-C does not wait for the end of a sentence."""
    executor = LocalExecutor(1)
    pid = executor.submit(os.getpid).result()
    executor.submit(FragileEngine().synthesize, "hang", Voice("fragile", "mid"))
    time.sleep(0.2)
    began_s = time.monotonic()
    executor.close(cancel=True)
    assert time.monotonic() - began_s < 20  # the loop takes half an hour
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_does_not_pickle_is_the_callers_mistake() -> None:
    """Neither on the way there nor on the way back does it cost a worker or leave anybody waiting."""
    with LocalExecutor(1) as executor:
        pid = executor.submit(os.getpid).result()
        with pytest.raises(Exception, match="pickle"):
            executor.submit(lambda: 7).result(timeout=30)
        with pytest.raises(Exception, match="pickle"):
            executor.submit(_unpicklable).result(timeout=30)
        with pytest.raises(TypeError, match="missing"):
            executor.submit(_raise_what_cannot_be_had_back).result(timeout=30)
        assert executor.submit(os.getpid).result() == pid


def _unpicklable() -> object:
    return lambda: 7


class _NeedsTwoError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def _raise_what_cannot_be_had_back() -> None:
    raise _NeedsTwoError(1, 2)


def test_a_run_that_is_given_up_takes_its_tasks_back(tmp_path: Path) -> None:
    """What fails at once leaves no worker with a queue of things that nobody wants."""
    requests = [ClipRequest(f"Sentence {n}.", Voice("fragile", "nobody"), "test 1") for n in range(200)]
    with LocalExecutor(1) as executor:
        with pytest.raises(VoiceError, match="nobody"):
            make_clips(requests, ClipCache(tmp_path), executor, Silent())
        assert executor.submit(abs, -7).result(timeout=30) == 7
