"""A manuscript as bytes and back, between two processes of which one has read a file that may be hostile. Pure.

JSON, and no pickle: whoever has taken over the reading process can then send words, and nothing that runs. What comes
back is checked against the types that `Manuscript` states.
"""

import base64
import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, Final

from audiobook.text.sources.base import Manuscript

_Codec = Callable[[Any], Any]


def to_bytes(manuscript: Manuscript) -> bytes:
    """Give a manuscript as JSON; what has its default value is left out."""
    return json.dumps(_plain(manuscript), ensure_ascii=True, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Manuscript:
    """Give the manuscript that was written so. Raises ValueError for anything else."""
    try:
        made = _reader(Manuscript)(json.loads(data))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not a manuscript: {error}") from None
    assert isinstance(made, Manuscript)
    return made


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((name, getattr(value, name), default) for name, default in _fields(type(value)))
        return {name: _plain(stated) for name, stated, default in fields if stated != default}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@functools.cache
def _reader(kind: Any) -> _Codec:  # noqa: ANN401 - a type as an annotation states it
    """Give what makes a value of a type out of JSON's."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return functools.partial(_made, kind, {name: _reader(hint) for name, hint in hints.items()})
    if typing.get_origin(kind) is tuple:
        return functools.partial(_made_tuple, _reader(typing.get_args(kind)[0]))
    if isinstance(kind, types.UnionType):
        (inner,) = (each for each in typing.get_args(kind) if each is not type(None))
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _PLAIN[kind]


def _made(kind: type, readers: dict[str, _Codec], value: Any) -> object:  # noqa: ANN401 - whatever came
    return kind(**{name: readers[name](stated) for name, stated in _exactly(dict, value).items()})


def _made_tuple(read: _Codec, value: Any) -> tuple[object, ...]:  # noqa: ANN401 - whatever came
    return tuple(map(read, _exactly(list, value)))


def _exactly(kind: type, value: Any) -> Any:  # noqa: ANN401 - whatever came
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} where {kind.__name__} is due")
    return value


_PLAIN: Final[dict[type, _Codec]] = {
    bool: functools.partial(_exactly, bool),
    bytes: lambda value: base64.b64decode(_exactly(str, value), validate=True),
    int: functools.partial(_exactly, int),
    str: functools.partial(_exactly, str),
}
