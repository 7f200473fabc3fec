"""Measures Kokoro's voices and prints, for each, the pitch and the words of audiobook/engines/kokoro_voices.py.

    pip install -e '.[kokoro,bench]' && python benchmarks/voice_words.py

Praat's measures (Boersma 1993) of one passage: the median F0 of voiced frames; its range, from the 10th to the 90th
percentile in semitones; the harmonics-to-noise ratio; the local jitter; and the level of 2-5 kHz against 0.1-1 kHz. A
voice that is hardly voiced whispers, and of it nothing else is said.
"""

import numpy as np
import parselmouth
from parselmouth.praat import call

from audiobook.engines.kokoro import KokoroEngine
from audiobook.engines.kokoro_voices import VOICES
from audiobook.model import Gender, Voice

PASSAGE = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. Nobody in the village had "
    "seen one so bright. The old men came out of the inn, and the children ran down to the river, shouting. Who would "
    "not follow them?"
)
WHISPERS_BELOW = 0.35
"""Share of frames that are voiced."""
LOW_BELOW_HZ = {Gender.FEMALE: 160, Gender.MALE: 100}
HIGH_FROM_HZ = {Gender.FEMALE: 198, Gender.MALE: 130}
EVEN_BELOW_ST, LIVELY_FROM_ST = 6.0, 9.4
ROUGH_BELOW_DB, ROUGH_FROM_JITTER = 8.3, 0.028
DARK_BELOW_DB, BRIGHT_FROM_DB = -20.0, -11.5


def measured(sound: parselmouth.Sound, gender: Gender) -> dict[str, float]:
    """Give what is measured of a sound."""
    floor, ceiling = (60, 400) if gender is Gender.MALE else (75, 500)
    frames = sound.to_pitch_ac(pitch_floor=floor, pitch_ceiling=ceiling).selected_array["frequency"]
    voiced = frames[frames > 0]
    semitones = 12 * np.log2(voiced / np.median(voiced))
    harmonicity = sound.to_harmonicity().values
    periods = call(sound, "To PointProcess (periodic, cc)", 60, 500)
    power = np.abs(np.fft.rfft(sound.values[0])) ** 2
    hz = np.fft.rfftfreq(sound.n_samples, 1 / sound.sampling_frequency)
    upper, lower = power[(hz > 2000) & (hz < 5000)].sum(), power[(hz > 100) & (hz < 1000)].sum()
    return {
        "hz": float(np.median(voiced)),
        "range_st": float(np.subtract(*np.percentile(semitones, [90, 10]))),
        "hnr_db": float(np.median(harmonicity[harmonicity > -200])),
        "jitter": call(periods, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3),
        "tilt_db": float(10 * np.log10(upper / lower)),
        "voiced": len(voiced) / len(frames),
    }


def words(of: dict[str, float], gender: Gender) -> list[str]:
    """Give the words for what was measured."""
    if of["voiced"] < WHISPERS_BELOW:
        return ["whispery"]
    found = {
        "low": of["hz"] < LOW_BELOW_HZ[gender],
        "high": of["hz"] >= HIGH_FROM_HZ[gender],
        "even": of["range_st"] < EVEN_BELOW_ST,
        "lively": of["range_st"] >= LIVELY_FROM_ST,
        "rough": of["hnr_db"] < ROUGH_BELOW_DB and of["jitter"] >= ROUGH_FROM_JITTER,
        "dark": of["tilt_db"] < DARK_BELOW_DB,
        "bright": of["tilt_db"] >= BRIGHT_FROM_DB,
    }
    return [word for word, is_so in found.items() if is_so]


def main() -> None:
    """Print one line a voice."""
    engine = KokoroEngine()
    for voice in VOICES:
        speech = engine.synthesize(PASSAGE, Voice(engine.name, voice.name))
        samples = np.frombuffer(speech.pcm, "<i2") / 32768
        of = measured(parselmouth.Sound(samples, speech.sample_rate_hz), voice.gender)
        figures = "  ".join(f"{name} {value:7.3f}" for name, value in of.items())
        print(f"{voice.name:12s} {figures}  {' '.join(words(of, voice.gender))}")


if __name__ == "__main__":
    main()
