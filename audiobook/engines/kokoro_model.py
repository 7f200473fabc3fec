"""Kokoro-82M on onnxruntime: tokens and a voice in, samples and the place of every token out.

The model's file is used as upstream publishes it. Two things are added when it is loaded (onnx_graph.py):

- an output `duration`, how many frames each token takes: the model rounds it inside and uses it to stretch;
- an input `pitch`, a factor on the F0 curve that the model makes before it makes sound. The curve is the pitch of the
  source, and the formants come from elsewhere: the voice is higher or lower, and the mouth stays as it was. For it one
  name in the file is changed to another of the same length, and a node that multiplies gives out the old one.
"""

import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobook.engines.kokoro_voices import MODEL_SHA256, VOICES
from audiobook.engines.onnx_graph import added, field, floats, node
from audiobook.engines.onnx_session import OnnxSession
from audiobook.errors import VoiceError

_FRAME: Final = 600
"""Samples of one frame of `duration`: 25 ms."""
_STYLE: Final = (510, 256)
"""A voice: a vector for every number of tokens."""
_F0: Final = b"/encoder/F0_proj/Conv_output_0"
_UNSCALED: Final = b"/encoder/F0_proj/Conv_output_X"
_DURATION: Final = b"/encoder/Clip_output_0"
_HINT: Final = "Put it right: audiobook voices install kokoro --verify"
_SHA256: Final = {voice.name: voice.sha256 for voice in VOICES}


class Sound(NamedTuple):
    """What the model makes of one run of tokens."""

    pcm: bytes
    """Mono, signed 16-bit little-endian."""
    bounds: tuple[int, ...]
    """The sample at which each token begins, and where the last one ends: n + 1 for n tokens. The model is silent
    before the first and after the last."""


class KokoroModel:
    """The model, loaded."""

    def __init__(self, path: Path) -> None:
        """Load it: a second and a half. Raises VoiceError if the file is another, or damaged."""
        self._session = OnnxSession(_extended(path), VoiceError(f"the voice model {path} is damaged", hint=_HINT))

    def speak(self, tokens: Sequence[int], blend: Sequence[tuple[Path, float]], speed: float, pitch: float) -> Sound:
        """Say 1 to 510 tokens.

        blend: files of voices with their shares, which come to 1. speed: a ratio. pitch: a factor on F0.
        Raises VoiceError for a damaged voice, SynthesisError if the model fails.
        """
        style = sum((np.float32(share) * _style(path)[len(tokens) - 1] for path, share in blend), np.float32(0))
        samples, durations = self._session.run(
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": np.reshape(style, (1, -1)),
                "speed": np.array([speed], np.float32),
                "pitch": np.array([pitch], np.float32),
            },
            ("audio", "duration"),
        )
        pcm = (np.clip(samples.ravel(), -1, 1) * 32767).astype("<i2").tobytes()
        ends = np.cumsum(durations.ravel()).astype(int) * _FRAME
        return Sound(pcm, tuple(ends[:-1].tolist()))


@functools.cache
def load_model(path: Path) -> KokoroModel:
    """Give the model of that file, loaded once in this process."""
    return KokoroModel(path)


@functools.lru_cache(maxsize=64)
def _style(path: Path) -> NDArray[np.float32]:
    return np.frombuffer(_whole(path, _SHA256[path.stem]), "<f4").reshape(_STYLE)


def _whole(path: Path, sha256: str) -> bytes:
    """Give a file's bytes, once it is sure that they are the published ones: clips are kept under that name.

    Takes 0.1 s for the model. Raises VoiceError if they are others.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise VoiceError(f"{path} is damaged: its bytes are not those that were published", hint=_HINT)
    return content


# ---------------------------------------------------------------------------------------------------------- the graph


def _extended(path: Path) -> bytes:
    """Give the model's file with an input for the pitch and an output for durations."""
    model = _whole(path, MODEL_SHA256)
    return model.replace(field(2, _F0), field(2, _UNSCALED)) + added(
        nodes=[node(b"Mul", (_UNSCALED, b"pitch"), _F0), node(b"Identity", (_DURATION,), b"duration")],
        inputs=[floats(b"pitch", 1)],
        outputs=[floats(b"duration")],
    )
