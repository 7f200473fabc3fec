"""Makes the clips that are missing, in parallel, and gives them all: the same clips however many workers there are."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from typing import Final

from audiobook.engines.registry import load_engine
from audiobook.engines.said import could_not_say, excerpt
from audiobook.errors import SynthesisError
from audiobook.model import Clip, ClipRequest
from audiobook.progress import Progress
from audiobook.synthesis.limits import at_most
from audiobook.synthesis.store import Store
from audiobook.synthesis.takes import say
from audiobook.synthesis.tasks import FEWER_JOBS, Task, results
from audiobook.synthesis.workers import Executor, WorkerDied

log = logging.getLogger(__name__)

_MOST_DEADLY: Final = 10
"""Texts that end their worker, before it is taken for the engine's fault and not the texts'."""
_LIMIT_S: Final = 180.0
_LIMIT_S_PER_CHARACTER: Final = 1.0
"""A slow machine takes 0.2 s a character with the slowest voice; one that is busy is not to be taken for a hung one."""

Made = Clip | SynthesisError


class UnsaidError(SynthesisError):
    """Some texts could not be said; all others are, and are kept."""

    def __init__(self, problem: str, *, hint: str = "", faults: Mapping[str, SynthesisError] | None = None) -> None:
        """Keep what was wrong with each. faults: by the key of the clip that is not there."""
        super().__init__(problem, hint=hint)
        self.faults = dict(faults or {})


def make_clips(
    requests: Sequence[ClipRequest], store: Store, executor: Executor, progress: Progress
) -> dict[str, Clip]:
    """Give a clip for every request, by key; what is not in the store is said by the workers and kept there.

    Reports the stage "speaking", one step for each different clip. Raises UnsaidError, naming the texts, after all
    others are made; OutputError and VoiceError at once; SynthesisError if workers die again and again.
    """
    wanted = {request.key: request for request in requests}
    progress.stage("speaking", len(wanted))
    speaking = _Speaking(store, progress)
    misses = speaking.find(list(wanted.values()))
    batches = [batch for group in _by_engine(misses) for batch in _batches(group, executor.capacity)]
    try:
        for task, made in results(executor, [speaking.task(batch) for batch in batches], speaking.after_death):
            speaking.keep(task, made)
    except BrokenExecutor as error:
        raise SynthesisError("worker processes died again and again", hint=FEWER_JOBS) from error
    _raise_failures({key: speaking.failed[key] for key in wanted if key in speaking.failed})
    return {key: speaking.done[key] for key in wanted}


class _Speaking:
    """What is said so far, and what cannot be."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self.done: dict[str, Clip] = {}
        self.failed: dict[str, SynthesisError] = {}
        self._n_deadly = 0

    def find(self, requests: Sequence[ClipRequest]) -> Sequence[ClipRequest]:
        """Take what is in the store, and give what is not."""
        for clip in self._store.find_all([request.key for request in requests]):
            self._take(clip.key, clip)
        return [request for request in requests if request.key not in self.done]

    def task(self, batch: Sequence[ClipRequest]) -> Task[list[Made]]:
        return Task(say_batch, batch, self._store)

    def keep(self, task: Task[list[Made]], made: Iterable[Made]) -> None:
        """Take what a worker made."""
        for request, each in zip(task.args[0], made, strict=True):
            self._take(request.key, each)

    def after_death(self, task: Task[list[Made]], death: WorkerDied) -> Iterable[Task[list[Made]]]:
        """Give what is to be tried again of a batch whose worker died.

        What it said before is kept. The rest is said text by text: so one that ends every worker is found, and costs
        its neighbours nothing.
        """
        batch: Sequence[ClipRequest] = task.args[0]
        log.warning("a worker process %s in the middle of %d texts; they are tried again", death, len(batch))
        left = self.find(batch)
        if len(batch) > 1:
            return [self.task([request]) for request in left]
        if not left:
            return ()
        if not task.is_deadly:
            return (task,)
        self._n_deadly += 1
        self._take(batch[0].key, _deadly(batch[0], death))
        if self._n_deadly == _MOST_DEADLY:
            _raise_failures(self.failed)
        return ()

    def _take(self, key: str, made: Made) -> None:
        if isinstance(made, Clip):
            self.done[key] = made
        else:
            self.failed[key] = made
        self._progress.advance()


def _deadly(request: ClipRequest, death: WorkerDied) -> SynthesisError:
    """Say what a text did to every worker that was to say it."""
    if death.signal == "SIGKILL":
        error = could_not_say(request.text, request.voice, "its process was killed twice, as when memory runs out")
        return SynthesisError(error.problem, hint=FEWER_JOBS)
    if death.signal == "SIGALRM":
        return could_not_say(request.text, request.voice, f"it took more than {_limit_s(request):.0f} s, twice")
    return could_not_say(request.text, request.voice, f"the engine crashed twice: its process {death}")


def _limit_s(request: ClipRequest) -> float:
    return _LIMIT_S + _LIMIT_S_PER_CHARACTER * len(request.text)


def _by_engine(requests: Sequence[ClipRequest]) -> Sequence[Sequence[ClipRequest]]:
    """Part the requests by engine, the slowest first, long texts before short: at the end no worker is left with much.

    (Longest processing time first: Graham 1969.)
    """
    names = dict.fromkeys(request.voice.engine for request in requests)
    slowest_first = sorted(names, key=lambda name: load_engine(name).n_per_task)
    longest_first = sorted(requests, key=lambda request: -len(request.text))
    return [[request for request in longest_first if request.voice.engine == name] for name in slowest_first]


def _batches(requests: Sequence[ClipRequest], n_workers: int) -> Sequence[Sequence[ClipRequest]]:
    """Part requests to one engine into tasks, small ones where there are few."""
    size = min(load_engine(requests[0].voice.engine).n_per_task, -(-len(requests) // (n_workers * 4)))
    return [requests[start : start + size] for start in range(0, len(requests), size)]


def say_batch(requests: Sequence[ClipRequest], store: Store) -> list[Made]:
    """Say the requests and keep their clips, in a worker. A text that cannot be said gives its error instead.

    What somebody else has said meanwhile, such as a worker that died at the end of this task, is taken as it is.

    Raises VoiceError and OutputError: those would meet every other request too.
    """
    there = {clip.key: clip for clip in store.find_all([request.key for request in requests])}
    made: list[Made] = []
    for request in requests:
        try:
            made.append(there.get(request.key) or _say(request, store))
        except SynthesisError as error:
            made.append(error)
    return made


def _say(request: ClipRequest, store: Store) -> Clip:
    engine = load_engine(request.voice.engine)
    with at_most(_limit_s(request)):
        speech = say(request, engine)
    if not speech.pcm:
        raise SynthesisError(f'"{request.voice.name}" said nothing for {excerpt(request.text)}')
    return store.write(request.key, speech)


def _raise_failures(faults: Mapping[str, SynthesisError]) -> None:
    """Raise what is wrong with the first, and say how many more there are."""
    if not faults:
        return
    first, n_more = next(iter(faults.values())), len(faults) - 1
    problem = f"{first.problem} (and {n_more} more)" if n_more else first.problem
    raise UnsaidError(problem, hint=first.hint, faults=faults)
