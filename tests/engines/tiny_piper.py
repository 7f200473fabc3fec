"""A Piper voice of a kilobyte: a real graph with Piper's inputs, that hums a tone for each phoneme and draws noise."""

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.engines.onnx_graph import added, field, floats, node

RATE_HZ: Final = 16_000
SPEAKERS: Final = {"low": 0, "high": 1}
SIGNS: Final = " .,;:!?'-abcdefghijklmnopqrstuvwxyzæçðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒʔˈˌːθᵻ\u0303"

_SAMPLES_PER_ID: Final = 400.0
_FLOAT, _INT64 = 1, 7


def put_tiny_voice(voices: Path, name: str = "en_US-tiny-low", *, model: bytes | None = None) -> None:
    """Put a voice of two speakers into a voices folder."""
    folder = voices / "piper"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(tiny_model() if model is None else model)
    (folder / f"{name}.onnx.json").write_text(json.dumps(tiny_config()), encoding="utf-8")


def tiny_config() -> dict[str, object]:
    """Give what stands in its .onnx.json."""
    return {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.5, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_map": {},
        "phoneme_id_map": {sign: [n] for n, sign in enumerate("_^$" + SIGNS)},
        "num_speakers": len(SPEAKERS),
        "speaker_id_map": SPEAKERS,
        "language": {"code": "en_US"},
    }


def tiny_model() -> bytes:
    """Give the model: each id sounds as a tone of its own for 25 ms, a little off by chance."""
    constants = [
        _floats("zero", 0.0), _floats("one", 1.0), _floats("n", _SAMPLES_PER_ID), _floats("apart", 40.0),
        _floats("step", 0.004), _floats("amplitude", 0.3),
        _wholes("first", [], 0), _wholes("second", [], 1), _wholes("row", [3], 1, 1, -1), _wholes("column", [2], -1, 1),
        _wholes("sound", [4], 1, 1, 1, -1),
    ]  # fmt: skip
    nodes = [
        node(b"Gather", (b"scales", b"second"), b"slowness"),
        node(b"Mul", (b"slowness", b"n"), b"length"),
        node(b"Range", (b"zero", b"length", b"one"), b"time"),
        _cast("input", "ids"),
        _cast("sid", "speaker"),
        node(b"Mul", (b"speaker", b"apart"), b"higher"),
        node(b"Add", (b"ids", b"higher"), b"pitches"),
        node(b"Reshape", (b"pitches", b"row"), b"melody"),
        node(b"RandomNormalLike", (b"melody",), b"drawn"),
        node(b"Gather", (b"scales", b"first"), b"much"),
        node(b"Mul", (b"drawn", b"much"), b"noise_drawn"),
        node(b"Add", (b"melody", b"noise_drawn"), b"sung"),
        node(b"Reshape", (b"sung", b"column"), b"tones"),
        node(b"Mul", (b"tones", b"time"), b"turns"),
        node(b"Mul", (b"turns", b"step"), b"phases"),
        node(b"Sin", (b"phases",), b"waves"),
        node(b"Mul", (b"waves", b"amplitude"), b"quiet"),
        node(b"Reshape", (b"quiet", b"sound"), b"output"),
    ]
    inputs = [_ids("input"), _ids("input_lengths"), floats(b"scales"), _ids("sid")]
    head = _number(1, 8) + field(8, _number(2, 15)) + field(7, field(2, b"tiny"))
    return head + added(nodes=[*constants, *nodes], inputs=inputs, outputs=[floats(b"output")])


def _number(number: int, value: int) -> bytes:
    return bytes([number << 3, value])


def _tensor(name: str, kind: int, shape: Sequence[int], content: bytes) -> bytes:
    dims = b"".join(_number(1, n) for n in shape)
    return field(5, dims + _number(2, kind) + field(8, name.encode()) + field(9, content))


def _floats(name: str, value: float) -> bytes:
    return _tensor(name, _FLOAT, (), struct.pack("<f", value))


def _wholes(name: str, shape: Sequence[int], *values: int) -> bytes:
    return _tensor(name, _INT64, shape, struct.pack(f"<{len(values)}q", *values))


def _ids(name: str) -> bytes:
    return field(1, name.encode()) + field(2, field(1, _number(1, _INT64)))


def _cast(name: str, to: str) -> bytes:
    """Give a node that makes floats of whole numbers: Cast, with to=FLOAT (AttributeProto: name, i, type)."""
    attribute = field(1, b"to") + _number(3, _FLOAT) + bytes([0xA0, 0x01, 2])
    names = field(1, name.encode()) + field(2, to.encode()) + field(4, b"Cast")
    return field(1, names + field(5, attribute))
