"""ffmpeg, once: what it made of something is written again where it is asked for the same, by us and piece by piece.

So its writing is seen by the disk that fails, and a build takes a quarter of the time. What the real one does on a full
disk is for tests/audio/test_ffmpeg.py.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from audiobook.audio import ffmpeg

_PIECES = 3
_FILE = "file:"


class Encoder:
    """What `ffmpeg.running` gives, from memory where that can be."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: dict[bytes, list[bytes]] = {}
        self.returncode: int | None = None
        self.stdin: Any = None
        self.last_words = ""

    @contextmanager
    def running(self, args: Sequence[str], **_: object) -> Iterator[tuple["Encoder", "Encoder"]]:
        """Write what the real one writes."""
        self.stdin = _Input()
        yield self, self
        self.returncode, self.last_words = self._write(args, self.stdin.received)

    def installed(self) -> Any:  # noqa: ANN401 - a patch of mock's
        """Give a context in which it stands for ffmpeg."""
        return mock.patch.object(ffmpeg, "running", self.running)

    def _write(self, args: Sequence[str], received: bytes) -> tuple[int, str]:
        sources = [each.removeprefix(_FILE) for flag, each in pairwise(args) if flag == "-i" and each != "pipe:0"]
        outputs = [each.removeprefix(_FILE) for each in args if each.startswith(_FILE)]
        outputs = [each for each in outputs if each not in sources]
        plain = [each for each in args if not each.startswith(_FILE)]
        try:
            read = [Path(source).read_bytes() for source in sources]
            key = _digest(*map(str.encode, plain), received, *read)
            if key not in self._known:
                self._known[key] = _run(args, outputs, received)
            for output, content in zip(outputs, self._known[key], strict=True):
                _write_in_pieces(Path(output), content)
        except OSError as error:  # which ffmpeg would tell on its way out
            return 1, f"{outputs[0]}: {os.strerror(error.errno or 0)}"
        return 0, ""


_RUNNING = ffmpeg.running


def _run(args: Sequence[str], outputs: Sequence[str], received: bytes) -> list[bytes]:
    """Run the real one, with its outputs on a disk that does not fail."""
    with TemporaryDirectory() as folder, mock.patch.object(ffmpeg, "running", _RUNNING):
        elsewhere = {f"{_FILE}{output}": Path(folder, str(n)) for n, output in enumerate(outputs)}
        moved = [f"{_FILE}{elsewhere[each]}" if each in elsewhere else each for each in args]
        ffmpeg.run(moved[3:], Path(folder), [received])  # less the three that `run` puts before
        return [path.read_bytes() for path in elsewhere.values()]


def _digest(*parts: bytes) -> bytes:
    return b"".join(hashlib.sha256(part).digest() for part in parts)


class _Input(io.BytesIO):
    received = b""

    def close(self) -> None:
        self.received = self.getvalue()
        super().close()


def _write_in_pieces(path: Path, content: bytes) -> None:
    size = -(-len(content) // _PIECES)
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(content), size):
            file.write(content[start : start + size])
