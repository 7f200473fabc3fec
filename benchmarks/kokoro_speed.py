"""Measure what Kokoro costs through our build, next to the model alone and to kokoro-onnx as popular tools use it.

    pip install '.[kokoro]' kokoro-onnx==0.6.1
    audiobook voices install kokoro
    python benchmarks/kokoro_speed.py [--story story/the-fourth-chair.md] [--chapter 1] [--others FOLDER]

Every way says the same sentences of one chapter in one voice, each in a process of its own, one after the other in one
run. Printed are CPU seconds per second of speech (model loading counted apart), the peak memory of the process that
speaks, and by how much two workers are quicker than one. The ratios are what counts: seconds differ between machines.
--others: a folder with kokoro-v1.0.int8.onnx and voices-v1.0.bin, to measure kokoro-onnx as well.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from audiobook.engines.kokoro_tokens import MOST_TOKENS, apart, as_run
from audiobook.engines.parting import parted
from audiobook.engines.phonemes import phonemize
from audiobook.engines.voices_folder import voices_folder
from audiobook.model import ClipRequest, Voice
from audiobook.progress import Silent
from audiobook.settings.voices_yaml import load_settings
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.workers import LocalExecutor
from audiobook.understanding import understand

VOICE = "am_michael"
RATE_HZ = 24000


def main() -> None:
    """Run every way in its own process and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", type=Path, default=Path("story/the-fourth-chair.md"))
    parser.add_argument("--chapter", type=int, default=1)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(WAYS[options.way](sentences_of(options.story, options.chapter), options)))
        return
    ways = [way for way in WAYS if options.others or not way.startswith("kokoro-onnx")]
    found = {way: in_a_process(way) for way in ways}
    alone = found["model alone"]
    print(f"{alone['n']} sentences, {alone['speech_s']:.0f} s of speech")
    print(f"{'':34} CPU s per s   to model   load CPU s   peak MB   wall s")
    for way, m in found.items():
        per_s = m["cpu_s"] / (m["speech_s"] or alone["speech_s"])  # the build says what the model says
        to_model = per_s * alone["speech_s"] / alone["cpu_s"]
        print(f"{way:34} {per_s:11.3f} {to_model:10.3f} {m['load_s']:12.2f} {m['peak_mb']:9.0f} {m['wall_s']:8.1f}")
    print(f"two workers are {found['build, 1 worker']['wall_s'] / found['build, 2 workers']['wall_s']:.2f} times one")


def in_a_process(way: str) -> dict[str, Any]:
    """Measure one way in a process that has done nothing else."""
    done = subprocess.run([sys.executable, *sys.argv, "--way", way], capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def sentences_of(story: Path, chapter: int) -> list[str]:
    """Give what an engine is asked to say for one chapter, each text once."""
    script = understand(story, load_settings(Path("voices.yaml"))).script
    return list(dict.fromkeys(u.spoken for u in script.chapters[chapter - 1].utterances))


def cpu_s() -> float:
    """Give the CPU seconds of this process and of its children that have ended."""
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(n: int, load: Callable[[], Any], speak: Callable[[Any], float]) -> dict[str, Any]:
    """Measure loading and speaking; speak gives the seconds of speech."""
    start = cpu_s()
    loaded = load()
    ready, began = cpu_s(), time.perf_counter()
    speech_s = speak(loaded)
    wall_s = time.perf_counter() - began
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "n": n,
        "load_s": ready - start,
        "cpu_s": cpu_s() - ready,
        "wall_s": wall_s,
        "speech_s": speech_s,
        "peak_mb": peak / 1024,
    }


def model_alone(texts: Sequence[str], _options: argparse.Namespace) -> dict[str, Any]:
    """Feed the model with tokens that are ready: what nobody can do for less, with one thread."""
    from audiobook.engines.kokoro_model import load_model

    runs = [
        as_run(part)
        for text in texts
        for part in parted([apart(p) for p in phonemize(text, "en-us") if p.ipa], MOST_TOKENS)
    ]
    folder = voices_folder() / "kokoro"

    def speak(model: Any) -> float:
        blend = [(folder / f"{VOICE}.bin", 1.0)]
        return sum(len(model.speak(run.tokens, blend, 1.0, 1.0).pcm) for run in runs) / 2 / RATE_HZ

    return measured(len(texts), lambda: load_model(folder / "model.onnx"), speak)


def through_the_build(texts: Sequence[str], n_workers: int) -> dict[str, Any]:
    """Make the clips as `audiobook build` does: phonemes, model, trimming, cache, workers.

    What starting workers and loading models costs is measured with one short text a worker.
    """
    requests = [ClipRequest(text, Voice("kokoro", VOICE), "benchmark") for text in texts]

    def speak(requests: Sequence[ClipRequest]) -> float:
        with tempfile.TemporaryDirectory() as cache, LocalExecutor(n_workers) as executor:
            make_clips(requests, ClipCache(Path(cache)), executor, Silent())
        return 0.0

    shortest = sorted(requests, key=lambda request: len(request.text))[:n_workers]
    loading = measured(n_workers, lambda: None, lambda _: speak(shortest))
    whole = measured(len(texts), lambda: None, lambda _: speak(requests))
    whole["load_s"] = loading["cpu_s"]
    whole["cpu_s"] -= loading["cpu_s"]
    return whole


def kokoro_onnx(texts: Sequence[str], options: argparse.Namespace) -> dict[str, Any]:
    """Say sentence by sentence with kokoro-onnx as it comes: one process, as many threads as it likes."""
    from kokoro_onnx import Kokoro

    def load() -> Any:
        return Kokoro(str(options.others / "kokoro-v1.0.int8.onnx"), str(options.others / "voices-v1.0.bin"))

    return measured(len(texts), load, lambda kokoro: sum(len(kokoro.create(t, VOICE)[0]) for t in texts) / RATE_HZ)


WAYS: dict[str, Callable[[Sequence[str], argparse.Namespace], dict[str, Any]]] = {
    "model alone": model_alone,
    "build, 1 worker": lambda texts, _options: through_the_build(texts, 1),
    "build, 2 workers": lambda texts, _options: through_the_build(texts, 2),
    "kokoro-onnx, sentence by sentence": kokoro_onnx,
}

if __name__ == "__main__":
    main()
