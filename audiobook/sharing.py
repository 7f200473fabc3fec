"""A book made in shares by machines that do not know of each other, and put together by one that has no engine."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiobook.errors import ClusterError
from audiobook.jobs import Job, keep_job
from audiobook.locks import working_in
from audiobook.model import ClipRequest
from audiobook.pipeline import Report, make_book
from audiobook.plan import Plan, make_plan, output_folder
from audiobook.progress import Progress
from audiobook.settings.voices_yaml import Settings
from audiobook.shards import Shard, dealt
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.leases import in_use
from audiobook.synthesis.store import Store
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.workers import OpenExecutor
from audiobook.unsaid import places_told

_N_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """What a shard did."""

    plan: Plan
    n_clips: int
    """Its own, of those that the book needs."""
    n_made: int
    """Of these, such as were not there."""


def make_share(
    path: Path,
    settings: Settings,
    shard: Shard,
    answers: Mapping[str, Any],
    open_executor: OpenExecutor,
    progress: Progress,
) -> Share:
    """Make the clips that are one shard's, and leave in the store what `assemble` needs. Raises AudiobookError.

    answers: where engines' answers are noted (`testimony.taken_down`), from before the settings were read.
    """
    plan = make_plan(path, settings, progress)
    store = open_store(settings.cache, settings.store)
    keep_job(store, path, Job(shard.of, answers))
    numbers = dealt(plan.clips(plan.requests), shard.of)
    chapters = settings.chapters or plan.requests.keys()
    own = [request for request in plan.clips(chapters) if numbers[request.key] == shard.number]
    missing = {request.key for request in own} - store.present([request.key for request in own])
    in_cache = in_use(settings.cache, [request.key for request in own], f"audiobook build {path} --shard {shard}")
    with places_told(plan), in_cache, open_executor() as executor:
        make_clips(own, store, executor, progress)
    return Share(plan, len(own), len(missing))


def assemble(path: Path, settings: Settings, job: Job, open_executor: OpenExecutor, progress: Progress) -> Report:
    """Make the book out of clips that are there. Call it where the job's answers speak for engines.

    Raises ClusterError that says which are missing, and which shards would make them.
    """
    with working_in(output_folder(path, settings), f"audiobook assemble {path}"):
        plan = make_plan(path, settings, progress)
        _refuse_missing(plan, job, open_store(settings.cache, settings.store))
        return make_book(plan, settings, open_executor, progress)


def _refuse_missing(plan: Plan, job: Job, store: Store) -> None:
    needed = plan.needed_clips()
    there = store.present([request.key for request in needed])
    missing = [request for request in needed if request.key not in there]
    if not missing:
        return
    numbers = dealt(plan.clips(plan.requests), job.n_shards)
    counts = Counter(Shard(numbers[request.key], job.n_shards) for request in missing)
    shards = ", ".join(f"{shard} ({n} clips)" for shard, n in sorted(counts.items()))
    keys = {request.key for request in missing}
    places = dict.fromkeys(_places(plan, keys))
    lines = "".join(f"\n  {place}" for place in list(places)[:_N_SHOWN])
    more = f"\n  and {len(places) - _N_SHOWN} more" if len(places) > _N_SHOWN else ""
    raise ClusterError(
        f"{len(missing)} of {len(needed)} clips are missing:{lines}{more}",
        hint=f"Make these shards again: {shards}.",
    )


def _places(plan: Plan, keys: set[str]) -> Iterator[str]:
    """Say where in the story the words of missing clips stand, in order; of a sentence that levels a voice, whose."""
    for voice, request in plan.calibrations.items():
        if request.key in keys:
            yield f'the sentence that levels the voice "{voice.name}"'
    written = {chapter.number for chapter in plan.story.book.chapters}
    for number, requests in plan.requests.items():
        for utterance, request in zip(plan.scripts()[number].utterances, requests, strict=True):
            if request.key in keys:
                line = plan.story.book.paragraph(utterance.locus).line if number in written else 0
                yield f"{plan.story.path}{f':{line}' if line else ''}: {_shortened(request)}"


def _shortened(request: ClipRequest) -> str:
    return repr(request.text if len(request.text) < 60 else f"{request.text[:57]}...")
