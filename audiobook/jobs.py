"""What shards leave in the store for `assemble`: what their engines said, under the name of the story.

One line with the SHA-256 of the rest, then JSON. It hangs on the story's bytes and on the program; the settings need
not be in it, as they only decide what engines are asked.
"""

import hashlib
import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiobook.engines.testimony import contradictions
from audiobook.errors import AudiobookError, ClusterError
from audiobook.inputs import program_digest
from audiobook.synthesis.store import Store
from audiobook.text.read import read_bytes

_N_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of the shards of a story."""

    n_shards: int
    """As the latest of them had it."""
    answers: Mapping[str, Any]


def keep_job(store: Store, story: Path, job: Job) -> None:
    """Write down a job, with what others wrote before. Raises ClusterError if their engines said something else."""
    name = _name(story)
    before = _read(store, name)
    if before:
        different = list(contradictions(before.answers, job.answers))
        if different:
            more = f" (and {len(different) - _N_SHOWN} more)" if len(different) > _N_SHOWN else ""
            raise ClusterError(
                f"the engines here are not those of the other shards: {'; '.join(different[:_N_SHOWN])}{more}",
                hint="Install the same everywhere. If you mean to make the book anew with what is here, remove "
                f"{name} from the cache and run all shards.",
            )
        job = Job(job.n_shards, {**before.answers, **job.answers})
    if job != before:
        content = json.dumps({"n_shards": job.n_shards, "answers": job.answers}, sort_keys=True).encode()
        store.write_note(name, _digest(content) + content)


def load_job(store: Store, story: Path) -> Job:
    """Give the job of a story. Raises ClusterError if no shard of it has run, or its file is damaged."""
    name = _name(story)
    job = _read(store, name)
    if job is None:
        raise ClusterError(
            f"no shard of {story}, as it is now, has been made by this version of audiobook into this cache",
            hint=f"Run one: audiobook build {shlex.quote(str(story))} --shard 1/4 --cache ... (the same cache).",
        )
    return job


def _read(store: Store, name: str) -> Job | None:
    content = store.read_note(name)
    if content is None:
        return None
    seal, rest = content[:65], content[65:]
    if seal != _digest(rest):
        raise AudiobookError(f"{name} in the cache is damaged", hint="Remove it, and run one shard again.")
    facts = json.loads(rest)
    return Job(facts["n_shards"], facts["answers"])


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n"


def _name(story: Path) -> str:
    digest = hashlib.sha256()
    for part in (program_digest().encode(), story.name.encode(errors="surrogateescape"), read_bytes(story)):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return f"jobs/{digest.hexdigest()}.json"
