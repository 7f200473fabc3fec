"""When words are heard in a sound, by pocketsphinx's acoustic model: a second opinion on our own times.

Words that its dictionary (CMU's) does not have are spelled in its phones after what eSpeak makes of them, so that names
and numbers can be aligned too. A model of speech fits a word like "a" to any murmur of a room, so a word that is put
into a silence (nothing above -52 dBFS for 0.15 s) begins where the silence ends. Frames are 10 ms. Needs
`pip install '.[bench]'`; the model is in the package.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

RATE_HZ = 16_000
_FRAMES_PER_S = 100
_SILENT = 10 ** (-52 / 20)
_N_SILENT = 15
"""Frames."""
_HALF_WINDOW_S = 0.0128
"""What a frame tells of is the middle of the 25.6 ms that begin with it."""
_PHONES = {
    "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "ɔɪ": "OY", "tʃ": "CH", "dʒ": "JH", "n̩": "AH N", "əl": "AH L",
    "i": "IY", "u": "UW", "ɑ": "AA", "ɔ": "AO", "o": "AO", "ɜ": "ER", "ɚ": "ER", "ə": "AH", "ɐ": "AH", "ʌ": "AH",
    "æ": "AE", "a": "AE", "ɛ": "EH", "e": "EY", "ɪ": "IH", "ᵻ": "IH", "ʊ": "UH", "p": "P", "b": "B", "t": "T",
    "d": "D", "k": "K", "g": "G", "ɡ": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH",
    "ʒ": "ZH", "h": "HH", "m": "M", "n": "N", "ŋ": "NG", "l": "L", "ɫ": "L", "ɬ": "L", "ɹ": "R", "r": "R", "j": "Y",
    "w": "W", "ɾ": "T", "ʔ": "T", "x": "K", "ç": "HH", "y": "UW", "ø": "ER", "œ": "ER", "ɒ": "AA", "ɣ": "G",
}  # fmt: skip
_IPA = re.compile("|".join(sorted(_PHONES, key=len, reverse=True)))


class Heard(NamedTuple):
    """One word, in seconds from the beginning of the sound."""

    start_s: float
    end_s: float


class Aligner:
    """A decoder that is told what was said and finds out when."""

    def __init__(self) -> None:
        """Load the model (0.3 s)."""
        from pocketsphinx import Decoder

        # The best path through the lattice may end before the last word; digital silence has no logarithm without
        # dither; and a synthetic voice is far from what the model was trained on, so that the beams are wide.
        beams = {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60}
        settings = beams | {"bestpath": False, "dither": True, "silprob": 0.9}  # pauses are likely, between sentences
        self._decoder = Decoder(samprate=float(RATE_HZ), lm=None, loglevel="FATAL", **settings)

    def words(self, pcm: bytes, words: Sequence[str]) -> tuple[Heard, ...] | None:
        """Give a time for each of the words, or None where the model cannot fit them to the sound.

        pcm: mono, s16, 16 kHz, with nothing else said in it.
        """
        names = [self._name(word) for word in words]
        if not all(names):
            return None
        self._decoder.set_align_text(" ".join(names))
        try:
            self._decode(pcm)
            self._decoder.set_alignment()  # a second pass, to the state: the first is coarse
            self._decode(pcm)
        except RuntimeError:  # its way to say that it does not fit
            return None
        found = [
            Heard(*(_HALF_WINDOW_S + n / _FRAMES_PER_S for n in (word.start, word.start + word.duration)))
            for word in self._decoder.get_alignment()
            if word.name[0] not in "<["
        ]
        return tuple(_out_of_silence(found, pcm)) if len(found) == len(names) else None

    def _decode(self, pcm: bytes) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()

    def _name(self, word: str) -> str:
        """Give the word as the dictionary has it; a word that is new to it is added. Empty: it cannot be said."""
        plain = re.sub(r"[^a-z']", "", word.lower().replace("’", "'"))
        if plain and plain.isalpha() and not re.search(r"\d", word) and self._decoder.lookup_word(plain):
            return plain
        name = "x" + word.lower().encode().hex()
        if not self._decoder.lookup_word(name):
            phones = " ".join(_PHONES[sign] for sign in _IPA.findall(_ipa(word)))
            if not phones:
                return ""
            self._decoder.add_word(name, phones, update=True)
        return name


def _out_of_silence(words: Sequence[Heard], pcm: bytes) -> Iterator[Heard]:
    """Let words that begin in a silence begin at its end."""
    quiet = silences(pcm)
    for word in words:
        ends = (end_s for start_s, end_s in quiet if start_s <= word.start_s < end_s)
        start_s = next(ends, word.start_s)
        yield Heard(start_s, max(word.end_s, start_s + 1 / _FRAMES_PER_S))


def silences(pcm: bytes) -> Sequence[tuple[float, float]]:
    """Give the stretches of a sound in which there is nothing to hear, in seconds."""
    hop = RATE_HZ // _FRAMES_PER_S
    samples = np.frombuffer(pcm, "<i2").astype(np.float64) / 32768
    levels = np.sqrt(np.mean(samples[: len(samples) // hop * hop].reshape(-1, hop) ** 2, axis=1))
    runs = itertools.groupby(enumerate(levels < _SILENT), key=lambda item: bool(item[1]))
    found = [[i for i, _ in run] for is_quiet, run in runs if is_quiet]
    return [(run[0] / _FRAMES_PER_S, (run[-1] + 1) / _FRAMES_PER_S) for run in found if len(run) >= _N_SILENT]


def _ipa(word: str) -> str:
    from audiobook.engines.phonemes import phonemize

    said = (phrase.ipa for phrase in phonemize(word, "en-us"))
    return "".join(itertools.chain.from_iterable(said)).replace("ː", "").replace("ˈ", "").replace("ˌ", "")
