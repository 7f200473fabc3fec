"""Makes the clips that are missing, in parallel, and gives them all: the same clips however many workers there are."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, as_completed
from typing import Final

from audiobook.engines.registry import load_engine
from audiobook.engines.said import excerpt
from audiobook.errors import AudiobookError, SynthesisError
from audiobook.model import Clip, ClipRequest
from audiobook.progress import Progress
from audiobook.synthesis.store import Store
from audiobook.synthesis.takes import say
from audiobook.synthesis.workers import Executor

log = logging.getLogger(__name__)

_N_ROUNDS: Final = 2

Made = Clip | SynthesisError


def make_clips(
    requests: Sequence[ClipRequest], store: Store, executor: Executor, progress: Progress
) -> dict[str, Clip]:
    """Give a clip for every request, by key; what is not in the store is said by the workers and kept there.

    Reports the stage "speaking", one step for each different clip. Raises SynthesisError, naming the text, after all
    others are made; OutputError and VoiceError at once; SynthesisError if workers die twice.
    """
    wanted = {request.key: request for request in requests}
    progress.stage("speaking", len(wanted))
    done, failed = dict[str, Clip](), dict[str, SynthesisError]()
    for _ in range(_N_ROUNDS):
        for clip in store.find_all([key for key in wanted if key not in done and key not in failed]):
            done[clip.key] = clip
            progress.advance()
        misses = [request for key, request in wanted.items() if key not in done and key not in failed]
        for request, made in _make(misses, store, executor):
            if isinstance(made, Clip):
                done[request.key] = made
            else:
                failed[request.key] = made
            progress.advance()
    _raise_failures([failed[key] for key in wanted if key in failed])
    lost = [key for key in wanted if key not in done]
    if lost:
        hint = "The system may have ended them for lack of memory: try again with fewer jobs."
        raise SynthesisError(f"worker processes died twice, with {len(lost)} utterances unsaid", hint=hint)
    return {key: done[key] for key in wanted}


def _make(misses: Sequence[ClipRequest], store: Store, executor: Executor) -> Iterator[tuple[ClipRequest, Made]]:
    """Give what the workers make, as it comes. What a worker that died had in hand is left out."""
    batches = [batch for group in _by_engine(misses) for batch in _batches(group, executor.capacity)]
    futures: dict[Future[list[Made]], Sequence[ClipRequest]] = {}
    try:
        for batch in batches:
            futures[executor.submit(say_batch, batch, store)] = batch
        for future in as_completed(futures):
            try:
                yield from zip(futures[future], future.result(), strict=True)
            except (BrokenExecutor, CancelledError) as error:
                log.warning("a worker process died: %s", error)
    finally:
        for future in futures:
            future.cancel()


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
    speech = say(request, engine)
    if not speech.pcm:
        raise SynthesisError(f'"{request.voice.name}" said nothing for {excerpt(request.text)}')
    return store.write(request.key, speech)


def _raise_failures(failures: Sequence[AudiobookError]) -> None:
    """Raise the first, and say how many more there are."""
    if not failures:
        return
    first, n_more = failures[0], len(failures) - 1
    if not n_more:
        raise first
    raise SynthesisError(f"{first.problem} (and {n_more} more)", hint=first.hint)
