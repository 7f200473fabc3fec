"""A Piper voice on onnxruntime: ids of phonemes in, samples out.

Piper's models are VITS (Kim, Kong and Son 2021): they draw the lengths of phonemes, and the sound, with noise. The
node that draws it, RandomNormalLike, draws on from where the last run stopped, and nothing sets it back. So when a
model is loaded its noise becomes an input: the nodes' outputs get another name, and cuts of the input theirs. The noise
is drawn here, from the phonemes: the same request is the same sound, whatever was said before, in every process.
"""

import functools
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobook.engines.onnx_graph import added, floats, node, zeros
from audiobook.engines.onnx_session import OnnxSession
from audiobook.errors import VoiceError

_DRAWN: Final = re.compile(rb"\x0a.([!-~]+)\x12.([!-~]+)(?:\x1a.[!-~]*)?$", re.DOTALL)
"""What stands before its kind in a NodeProto: the names of its one input and one output, and perhaps its own."""
_KIND: Final = b'"\x10RandomNormalLike'
_LONGEST_NODE: Final = 600
_NOISE, _ORIGIN = b"noise", b"noise_origin"
_N_CHANNELS: Final = 192
"""Of the noise that makes the sound, in all sizes of Piper's models but the smallest, which has 96."""
_FRAMES_PER_ID: Final = 8
"""Room for the longest: an id, of a phoneme or of a gap, takes 2 frames of 12 ms on the average."""
_FRAMES_AT_ENDS: Final = 256
_HINT: Final = "It may be damaged: fetch the .onnx and its .onnx.json again."


class Manner(NamedTuple):
    """How a run is said."""

    noise_scale: float
    length_scale: float
    noise_w: float
    speaker: int


class PiperModel:
    """One voice model, loaded."""

    def __init__(self, path: Path) -> None:
        """Load it: half a second. Raises VoiceError if the file is no model of a voice."""
        unfit = VoiceError(f"{path} is no Piper voice that can be spoken with", hint=_HINT)
        try:
            model = with_noise_input(path.read_bytes())
        except ValueError as error:
            raise unfit from error
        self._session = OnnxSession(model, unfit)

    def speak(self, ids: Sequence[int], manner: Manner) -> bytes:
        """Give the samples of one run: mono, signed 16-bit little-endian. Raises SynthesisError if the model fails."""
        n_frames = _FRAMES_AT_ENDS + round(_FRAMES_PER_ID * max(1.0, manner.length_scale) * len(ids))
        given: dict[str, NDArray[Any]] = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array([manner.noise_scale, manner.length_scale, manner.noise_w], np.float32),
            "sid": np.array([manner.speaker], np.int64),
            _NOISE.decode(): _noise(ids, n_frames),
        }
        sound = self._session.run(given)[0]
        return bytes((np.clip(np.ravel(sound), -1, 1) * 32767).astype("<i2").tobytes())


@functools.lru_cache(maxsize=4)
def load_model(path: Path) -> PiperModel:
    """Give the model of that file, loaded once in this process unless four others came between: 120 MB each."""
    return PiperModel(path)


def with_noise_input(model: bytes) -> bytes:
    """Give a model with its noise as an input "noise"; as it is if it draws none.

    The input is at least as long in each of three dimensions as whatever is drawn. Raises ValueError if a node that
    draws is not as it should be.
    """
    view, parts, nodes, done = memoryview(model), list[bytes | memoryview](), list[bytes](), 0
    for number, (like, drawn, last) in enumerate(_draws(model)):
        parts += [view[done:last], b"~"]
        done = last + 1
        shape = b"noise_shape_%d" % number
        nodes += [node(b"Shape", (like,), shape), node(b"Slice", (_NOISE, _ORIGIN, shape), drawn)]
    if not nodes:
        return model
    new = added(nodes=[*nodes, zeros(_ORIGIN, 3)], inputs=[floats(_NOISE)])
    return b"".join([*parts, view[done:], new])  # once: a model is 60 to 120 MB


def _draws(model: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Give for each node that draws the names of its input and output, and where the last letter of the latter is."""
    at = model.find(_KIND)
    while at >= 0:
        begin = max(0, at - _LONGEST_NODE)
        found = _DRAWN.search(model[begin:at])
        if not found:
            raise ValueError("a node that draws noise is written in a way that we do not know")
        yield found[1], found[2], begin + found.end(2) - 1
        at = model.find(_KIND, at + 1)


def _noise(ids: Sequence[int], n_frames: int) -> NDArray[np.float32]:
    seed = zlib.crc32(np.array(ids, "<i4").tobytes())
    return np.random.default_rng(seed).standard_normal((1, _N_CHANNELS, n_frames), np.float32)
