"""The encoder: samples go into ffmpeg's stdin, a file comes out.

The ffmpeg is the one that imageio-ffmpeg brings, so every installation has it, and the same one.
"""

import errno
import hashlib
import importlib.util
import os
import signal
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Final

from audiobook.audio.limiter import ATTACK_S, RELEASE_S
from audiobook.audio.loudness import Mix
from audiobook.errors import AudioError
from audiobook.files import DISK_FULL

REPRODUCIBLE: Final = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""Output options that keep the clock and the version of ffmpeg out of a file."""
_LAST_WORDS: Final = 2_000
"""Bytes of ffmpeg's complaints that are kept for the error message."""
_HINT: Final = "Install ffmpeg and set IMAGEIO_FFMPEG_EXE to its path."


@dataclass(frozen=True, slots=True)
class Output:
    """One of the files that the sound is written to."""

    args: Sequence[str]
    """For ffmpeg: codec, bit rate, `-f` and the container."""
    gain_db: float
    """Added after all filters: makes up for what the encoder takes."""
    target: Path


def mastering(mix: Mix, sample_rate_hz: int) -> str:
    """Give the filters that bring stitched samples to their target level, peak and rate.

    The gain is applied to floats, so nothing clips before the limiter. `latency` keeps the limiter's output where its
    input was, and as long; `level` is off, or it would raise everything to 0 dB.
    """
    ceiling = 10 ** (mix.ceiling_dbfs / 20)
    times = f"attack={1000 * ATTACK_S:g}:release={1000 * RELEASE_S:g}"
    limiter = f"alimiter=limit={ceiling:.6f}:{times}:level=0:latency=1"
    return f"volume={mix.master_gain_db:.4f}dB:precision=float,aresample={sample_rate_hz},{limiter}"


def encode(chunks: Iterable[bytes], sample_rate_hz: int, filters: str, outputs: Sequence[Output]) -> None:
    """Write the sound to every output, in one pass.

    chunks: mono, signed 16-bit little-endian samples, at sample_rate_hz before the filters.

    The files hold nothing of the clock or of ffmpeg's version: same input, same bytes. Whatever goes wrong, ffmpeg is
    gone when this returns; spoilt files are left to the caller (`files.published`). Raises AudioError with ffmpeg's
    last words, or OSError if these tell of a full disk; what `chunks` raises passes through.
    """
    source = ["-f", "s16le", "-ar", str(sample_rate_hz), "-ac", "1", "-i", "pipe:0"]
    run([*source, *_graph(filters, outputs)], outputs[0].target, chunks)


def _graph(filters: str, outputs: Sequence[Output]) -> Iterator[str]:
    """Give the arguments that send the filtered sound to each output."""
    parts = "".join(f"[part{i}]" for i in range(len(outputs)))
    gains = (f"[part{i}]volume={output.gain_db:.4f}dB:precision=float[out{i}]" for i, output in enumerate(outputs))
    yield from ("-filter_complex", ";".join([f"[0:a]{filters},asplit={len(outputs)}{parts}", *gains]))
    for i, output in enumerate(outputs):
        # "file:" keeps a colon in a name from being taken for a protocol
        yield from ("-map", f"[out{i}]", *REPRODUCIBLE, *output.args, f"file:{output.target}")


def run(args: Sequence[str], target: Path, chunks: Iterable[bytes] = ()) -> None:
    """Run ffmpeg with these arguments, and give it the chunks to read (as `pipe:0`).

    target: is named where the disk is full. Raises as `encode` does.
    """
    with running(["-v", "error", "-y", *args]) as (process, listener):
        assert process.stdin is not None
        complete = _feed(process.stdin, chunks)
    if process.returncode or not complete:
        raise _failure(target, process.returncode, listener.last_words)


@contextmanager
def running(
    args: Sequence[str], *, stdin: int = subprocess.PIPE, stdout: int = subprocess.DEVNULL
) -> Iterator[tuple[subprocess.Popen[bytes], "Listener"]]:
    """Run ffmpeg while the block lasts, and on until it is done: then its return code and last words are there.

    Raises AudioError if there is none to start; whatever goes wrong, no ffmpeg stays behind.
    """
    with _start([binary(), "-nostdin", "-hide_banner", *args], stdin, stdout) as process:
        assert process.stderr is not None
        listener = Listener(process.stderr)
        try:
            yield process, listener
            process.wait()
        except BaseException:  # Ctrl-C too
            process.kill()
            raise
        finally:
            listener.join()


def _start(command: Sequence[str], stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    bufsize = (
        0 if stdin == subprocess.PIPE else -1
    )  # writing comes in large pieces as it is; reading is to give whole ones
    try:
        return subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command, bufsize=bufsize, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
        )
    except OSError as error:  # told apart from the disk's troubles, which are OSErrors too
        raise AudioError(f"cannot start ffmpeg ({command[0]}): {error.strerror}", hint=_HINT) from error


def binary() -> str:
    """Give the path of the ffmpeg to use: IMAGEIO_FFMPEG_EXE, or the package's. Raises AudioError if there is none.

    The package would try its ffmpeg first (50 ms in every worker), and take the system's where it has none: another
    ffmpeg makes other files, and a build should say so.
    """
    stated = os.environ.get("IMAGEIO_FFMPEG_EXE")
    if stated:
        return stated
    package = importlib.util.find_spec("imageio_ffmpeg")
    folders = package.submodule_search_locations if package else None
    found = sorted(path for folder in folders or () for path in Path(folder, "binaries").glob("ffmpeg-*"))
    if not found:
        raise AudioError(
            "no ffmpeg: the package imageio-ffmpeg is installed without one for this machine",
            hint=_HINT,
        )
    return str(found[0])


def encoder() -> str:
    """Give which ffmpeg is used, on what system: another one makes other bytes of the same sound.

    The package's tells by its name, "ffmpeg-linux-x86_64-v7.0.2"; one that is stated is asked. Raises AudioError.
    """
    path = binary()
    if not os.environ.get("IMAGEIO_FFMPEG_EXE"):
        return Path(path).name
    said = version_of(path)
    return f"{said.splitlines()[0]} [{hashlib.sha256(said.encode()).hexdigest()[:8]}]"


@cache
def version_of(path: str) -> str:
    """Give all that an ffmpeg says of itself. Raises AudioError if it says nothing."""
    with _start([path, "-version"], subprocess.DEVNULL, subprocess.PIPE) as process:
        said, _ = process.communicate()
    if not said:
        hint = "Reinstall imageio-ffmpeg, or unset IMAGEIO_FFMPEG_EXE."
        raise AudioError(f"ffmpeg ({path}) does not answer", hint=hint)
    return said.decode(errors="replace")


def _feed(stdin: IO[bytes], chunks: Iterable[bytes]) -> bool:
    """Send all chunks; False if ffmpeg stopped listening (its stderr says why)."""
    for chunk in chunks:
        unsent = memoryview(chunk)
        while unsent:
            try:
                unsent = unsent[stdin.write(unsent) :]
            except OSError:
                return False
    stdin.close()
    return True


class Listener(threading.Thread):
    """Reads all that ffmpeg says, so that it never waits for us to, and keeps the end of it."""

    def __init__(self, stderr: IO[bytes]) -> None:
        """Begin to listen."""
        super().__init__(daemon=True)
        self._stderr = stderr
        self._kept = b""
        self.start()

    def run(self) -> None:
        """Listen until ffmpeg has nothing more to say."""
        while said := os.read(self._stderr.fileno(), 65_536):
            self._kept = (self._kept + said)[-_LAST_WORDS:]

    @property
    def last_words(self) -> str:
        """Give the end of what it said; all of it is there after `join`."""
        return self._kept.decode(errors="replace").strip()


def _failure(target: Path, code: int, last_words: str) -> Exception:
    for reason in DISK_FULL:
        if os.strerror(reason) in last_words:
            return OSError(reason, os.strerror(reason), str(target))
    if hasattr(signal, "SIGXFSZ") and code == -signal.SIGXFSZ:  # it is ended before it can say so
        return OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(target))
    if code < 0:
        hint = "The system may have ended it for lack of memory: try again with fewer jobs (--jobs 1)."
        return AudioError(f"ffmpeg was ended in the middle of its work, by signal {-code}", hint=hint)
    return AudioError("ffmpeg could not encode the sound", hint=f"It said: {last_words or 'nothing'}")
