"""Bytes that add nodes, inputs and outputs to an ONNX model when they are written after it. Pure.

Protobuf merges messages that stand one after the other, so no model need be read and written again, nor the package
`onnx` be installed. Names and numbers of fields are those of onnx.proto.
"""

from collections.abc import Sequence
from typing import Final

_GRAPH: Final = 7
"""Field of ModelProto."""
_NODE, _INITIALIZER, _INPUT, _OUTPUT = 1, 5, 11, 12
"""Fields of GraphProto."""
_FLOAT, _INT64 = 1, 7
"""Of TensorProto.DataType."""


def added(*, nodes: Sequence[bytes], inputs: Sequence[bytes] = (), outputs: Sequence[bytes] = ()) -> bytes:
    """Give what to write after a model's file. Nodes are from `node` or `zeros`, the others from `floats`."""
    return field(
        _GRAPH,
        b"".join(nodes) + b"".join(field(_INPUT, one) for one in inputs) + b"".join(field(_OUTPUT, o) for o in outputs),
    )


def node(kind: bytes, inputs: Sequence[bytes], output: bytes) -> bytes:
    """Give an operation (NodeProto)."""
    names = b"".join(field(1, name) for name in inputs) + field(2, output)  # it may do without a name of its own
    return field(_NODE, names + field(4, kind))


def zeros(name: bytes, n: int) -> bytes:
    """Give a constant of n whole zeros (TensorProto: dims, data_type, int64_data, name)."""
    return field(_INITIALIZER, _number(1, n) + _number(2, _INT64) + field(7, bytes(n)) + field(8, name))


def floats(name: bytes, size: int | None = None) -> bytes:
    """Give an input or output (ValueInfoProto) of floats: of one dimension, or of a shape that is not stated."""
    shape = b"" if size is None else field(2, field(1, _number(1, size)))
    return field(1, name) + field(2, field(1, _number(1, _FLOAT) + shape))


def field(number: int, content: bytes) -> bytes:
    """Give a length-delimited field of a protobuf message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(field_number: int, value: int) -> bytes:
    return _varint(field_number << 3) + _varint(value)


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
