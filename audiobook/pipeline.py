"""The run on one page: plan, speak what is missing, stitch and publish what changed, write down what was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.timeline import lay_out
from audiobook.credits import cut
from audiobook.files import sweep
from audiobook.ledger import Ledger
from audiobook.locks import working_in
from audiobook.manifest import MadeFile, Manifest
from audiobook.model import ChapterScript, Clip, Timeline, Voice
from audiobook.origins import claim
from audiobook.plan import Plan, is_up_to_date, make_plan, output_folder
from audiobook.progress import Progress
from audiobook.publishing import publish
from audiobook.recipes import track_key
from audiobook.room import check_room
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.leases import in_use
from audiobook.synthesis.levels import level_voices
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.workers import OpenExecutor
from audiobook.unsaid import places_told


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    folder: Path
    plan: Plan | None
    """None: there was nothing to do."""
    made: tuple[MadeFile, ...] = ()
    n_clips_made: Mapping[str, int] | None = None
    """Speaker's name -> clips that were not in the cache."""
    manifest: Manifest | None = None


def build(
    path: Path, settings: Settings, open_executor: OpenExecutor, progress: Progress, *, wait: bool = False
) -> Report:
    """Make the audiobook of a story, or what of it is missing or out of date. Raises AudiobookError.

    Whatever is finished stays, however the build ends: clips in the cache, chapters in the output folder. Where another
    build is at work in that folder this one raises InUseError, or waits for its end; one that has nothing to do does
    neither.
    """
    folder = output_folder(path, settings)
    if not settings.force and is_up_to_date(folder, path, settings):
        return Report(folder, None)
    with working_in(
        folder,
        f"audiobook build {path}",
        patience_s=inf if wait else 0.0,
        waiting=lambda holder: progress.stage(f"waiting for {holder}", 1),
    ):
        if wait and not settings.force and is_up_to_date(folder, path, settings):
            return Report(folder, None)
        return make_book(make_plan(path, settings, progress), settings, open_executor, progress)


def make_book(plan: Plan, settings: Settings, open_executor: OpenExecutor, progress: Progress) -> Report:
    """Make what a plan says is missing or out of date. Raises AudiobookError.

    Plan and make within `working_in` the plan's folder: what is there must be what the plan goes by.
    """
    claim(plan, settings.cache, force=settings.force)
    sweep(plan.folder)
    ledger = Ledger(plan)
    store = open_store(settings.cache, settings.store)
    keys = {request.key for request in plan.needed_clips()}
    missing = keys - store.present(keys)
    if plan.todo:
        check_room(plan, settings.pauses, settings.cache, missing)
        try:
            in_cache = in_use(settings.cache, _needed(plan), f"audiobook build {plan.story.path}")
            with ledger, places_told(plan), in_cache, open_executor() as executor:
                clips = make_clips(plan.needed_clips(), store, executor, progress)
                gains_db = level_voices(plan.calibrations, clips, store)
                scripts = plan.scripts()
                timelines = {n: _timeline(plan, scripts[n], clips, gains_db, settings) for n in plan.stale_chapters()}
                ledger.open(timelines)
                for published in publish(plan, timelines, settings, store, executor, progress):
                    ledger.enter(published)
        finally:
            sweep(plan.folder)  # workers that had to stop could not clean up
    manifest = ledger.close()
    there = manifest.by_path()
    made = tuple(there[todo.path] for todo in plan.todo if todo.path in there)
    return Report(plan.folder, plan, made, _count_by_speaker(plan, missing), manifest)


def _needed(plan: Plan) -> set[str]:
    """Give the keys of all that this build may take from the cache."""
    tracks = {track_key(plan.sounds[n], encoding) for n in plan.stale_chapters() for encoding in ENCODINGS}
    return tracks | {request.key for request in plan.needed_clips()}


def _timeline(
    plan: Plan, chapter: ChapterScript, clips: Mapping[str, Clip], gains_db: Mapping[Voice, float], settings: Settings
) -> Timeline:
    said = [clips[request.key] for request in plan.requests[chapter.number]]
    script = cut(chapter, [clip.n_samples / clip.sample_rate_hz for clip in said], settings.pauses)
    return lay_out(
        script,
        said[: len(script.utterances)],
        gains_db,
        head_s=settings.pauses.head_s,
        tail_s=settings.pauses.tail_s,
    )


def _count_by_speaker(plan: Plan, keys: set[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    uncounted = set(keys)
    for chapter in plan.scripts().values():
        for utterance, request in zip(chapter.utterances, plan.requests[chapter.number], strict=True):
            if request.key in uncounted:
                uncounted.remove(request.key)
                name = plan.story.name_of(utterance.speaker)
                counts[name] = counts.get(name, 0) + 1
    return counts
