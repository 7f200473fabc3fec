"""Whether the disks have room for what a plan makes: said before the work, not after an hour of it."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.samples import WIDTH
from audiobook.errors import OutputError
from audiobook.estimate import seconds_of
from audiobook.formats.registry import load_format
from audiobook.plan import Plan
from audiobook.script import Pauses, estimated_s

_CERTAIN: Final = 0.7
"""Speech is as much shorter than estimated at most: with less room than this share, a build cannot end well."""
_CLIP_RATE_HZ: Final = 22_050
"""Of most engines' speech; none has less."""
_WITH_SOUND: Final = ("audio/", "application/epub")
"""How media types of files with sound in them begin."""
_MB: Final = 1e6


@dataclass(frozen=True, slots=True)
class _Disk:
    device: int
    free: int
    """Bytes that are left for us."""


def check_room(plan: Plan, pauses: Pauses, cache: Path, missing: Collection[str]) -> None:
    """Raise OutputError if a disk clearly has no room for what is to be made there.

    cache: where clips and the sound of chapters are kept. missing: keys of the clips that are to be said.
    """
    taken = {plan.folder: _file_bytes(plan, pauses), cache: _sound_bytes(plan, pauses, missing)}
    disks = {folder: disk for folder in taken if (disk := _disk_of(folder))}
    for folder, disk in disks.items():
        n_bytes = sum(taken[other] for other in disks if disks[other].device == disk.device)
        if disk.free < _CERTAIN * n_bytes:
            raise OutputError(
                f"this build takes about {n_bytes / _MB:,.0f} MB, and {folder} has {disk.free / _MB:,.0f} MB left",
                hint="Free some space, take another disk (--out, --cache), or make fewer --chapters or --formats.",
            )


def _file_bytes(plan: Plan, pauses: Pauses) -> float:
    """Give by how much the output folder grows; files without sound are next to nothing."""
    seconds = {number: seconds_of(script, pauses) for number, script in plan.scripts().items()}
    grown = 0.0
    for todo in plan.todo:
        form, file = load_format(todo.wanted.format), todo.wanted.file
        if form.encoding and file.media_type.startswith(_WITH_SOUND):
            heard_s = sum(seconds[entry.number] for entry in plan.contents if file.hangs_on(entry))
            replaced = plan.before.find(todo.path) if plan.before else None
            grown += heard_s * ENCODINGS[form.encoding].bytes_per_s - (replaced.artifact.n_bytes if replaced else 0)
    return max(grown, 0.0)


def _sound_bytes(plan: Plan, pauses: Pauses, missing: Collection[str]) -> float:
    """Give by how much the cache grows: the missing clips, and the sound of the chapters that they are heard in."""
    encodings = {load_format(todo.wanted.format).encoding for todo in plan.todo} - {""}
    track_bytes_per_s = sum(ENCODINGS[name].bytes_per_s for name in encodings)
    scripts, unsaid, n_bytes = plan.scripts(), set(missing), 0.0
    for number in plan.stale_chapters():
        said = zip(scripts[number].utterances, plan.requests[number], strict=True)
        own = {request.key: utterance for utterance, request in said if request.key in unsaid}
        if own:
            unsaid -= own.keys()
            n_bytes += WIDTH * _CLIP_RATE_HZ * sum(estimated_s(each) - each.pause_s for each in own.values())
            n_bytes += track_bytes_per_s * seconds_of(scripts[number], pauses)
    return n_bytes


def _disk_of(folder: Path) -> _Disk | None:
    """Give the disk that a folder is on, or will be on; None if nobody may know: then writing will tell."""
    try:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        return _Disk(there.stat().st_dev, shutil.disk_usage(there).free)
    except OSError:
        return None
