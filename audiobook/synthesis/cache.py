"""Clips on disk, found by key: what has been said once is never said again, in this book or another.

A clip is one file, `ab/ab12....clip`, in three parts:

    one line of JSON    what it is: version, key, sample rate, number of samples, RMS, peak,
                        and when each word is heard, if the engine knew
    the samples         mono, signed 16-bit little-endian
    four bytes          CRC-32 of all before, little-endian

Beside them lie the finished sound of chapters, `cd/cd34....mp3` or `.m4a`, and drawn covers, named by what they are
made from, each with a seal beside it (`seals.py`).

Whatever is damaged, cut off, or under another's name is found by that, removed, and made again. Several processes may
use one store: a file appears whole under its name or not at all, and two that make the same clip write the same bytes.
"""

import json
import logging
import os
import sys
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.resample import resampled
from audiobook.audio.samples import WIDTH, peak, rms
from audiobook.errors import AudioError
from audiobook.files import TEMPORARY_SUFFIX, explained, write_whole
from audiobook.model import Clip, Span, Speech, WordTime
from audiobook.synthesis.leases import pruning
from audiobook.synthesis.seals import is_whole, remove_sealed, seal

log = logging.getLogger(__name__)

_VERSION: Final = 1
_SUFFIX: Final = ".clip"
_TRACK_SUFFIXES: Final = frozenset(encoding.extension for encoding in ENCODINGS.values())
_COVER_SUFFIX: Final = ".jpg"
_N_CRC: Final = 4
_FRESH_S: Final = 3600.0
"""A use is noted in the file's mtime, but not more often than this: a book of 3,000 clips is found in a blink."""
_YOUNG_S: Final = 60.0
"""Somebody may be about to read what was made just now."""
_STRAY_S: Final = 86400.0


class _Damaged(Exception):  # noqa: N818 - never leaves this module
    """The file is not the clip it should be; the message says why."""


class _File(NamedTuple):
    path: Path
    n_bytes: int
    used_s: float


@dataclass(frozen=True, slots=True)
class CacheStats:
    """How much a store holds."""

    n_clips: int
    n_tracks: int
    n_bytes: int


class ClipCache:
    """A folder of clips, and of tracks that are made from them."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made when the first clip is written."""
        self._folder = folder

    def find_all(self, keys: Collection[str]) -> Iterator[Clip]:
        """Give what is known of those clips that are there, in order."""
        return (clip for key in keys if (clip := self.find(key)))

    def find(self, key: str) -> Clip | None:
        """Give what is known of a clip, or None if it is not there. The file is checked wholly.

        A damaged file is removed, logged, and not there.
        """
        try:
            content = self._content(key)
            clip = _parse(key, content)[0]
        except FileNotFoundError:
            return None
        except _Damaged as damage:
            self._remove(key, damage)
            return None
        self._note_use(self._path(key))
        return clip

    def present(self, keys: Collection[str]) -> set[str]:
        """Say which clips there are files for; they are not looked into."""
        return {key for key in keys if self._path(key).exists()}

    def read(self, key: str, sample_rate_hz: int | None = None) -> bytes:
        """Give the samples of a clip, checked. Raises AudioError if it is gone or damaged (then it is removed).

        sample_rate_hz: of the samples, which are resampled if the clip has another; None for the clip's own.
        """
        hint = "Run the same command again: the clip will be made anew."
        try:
            clip, pcm = _parse(key, self._content(key))
        except FileNotFoundError as error:
            raise AudioError(f"clip {key[:12]} is no longer in {self._folder}", hint=hint) from error
        except _Damaged as damage:
            self._remove(key, damage)
            raise AudioError(f"clip {key[:12]} in {self._folder} was damaged: {damage}", hint=hint) from damage
        return resampled(pcm, clip.sample_rate_hz, sample_rate_hz or clip.sample_rate_hz)

    def write(self, key: str, speech: Speech) -> Clip:
        """Keep speech under a key, whole or not at all. Raises OutputError, e.g. if the disk is full."""
        pcm = speech.pcm
        clip = Clip(key, speech.sample_rate_hz, len(pcm) // WIDTH, rms(pcm), peak(pcm), speech.words)
        facts = {
            "version": _VERSION,
            "key": key,
            "sample_rate_hz": clip.sample_rate_hz,
            "n_samples": clip.n_samples,
            "rms": clip.rms,
            "peak": clip.peak,
            "words": [(word.span.start, word.span.end, word.start, word.end) for word in clip.words],
        }
        header = json.dumps(facts).encode() + b"\n"
        crc = zlib.crc32(pcm, zlib.crc32(header)).to_bytes(_N_CRC, "little")
        # Not durable: an fsync takes 4 ms, half as long as saying the sentence. A kill leaves the file whole or absent
        # anyway, and what a power cut spoils, the CRC shows.
        write_whole(self._path(key), (header, pcm, crc), durable=False)
        return clip

    def track(self, key: str, encoding: str) -> Path:
        """Give where the sound of a chapter lies, or is to be written to; that it is used now is noted."""
        path = self._path(key, ENCODINGS[encoding].extension)
        self._note_use(path)
        return path

    def has_track(self, key: str, encoding: str) -> bool:
        """Say whether the sound of a chapter is there and is what was kept; all of it is read."""
        return is_whole(self.track(key, encoding))

    def keep_track(self, key: str, encoding: str) -> None:
        """Seal what was written to `track`. Raises OutputError."""
        seal(self.track(key, encoding))

    def read_note(self, name: str) -> bytes | None:
        """Give a small file that was kept by name, or None."""
        try:
            return self._note(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(self._note(name), error) from error

    def write_note(self, name: str, content: bytes) -> None:
        """Keep a small file by name, whole or not at all. Raises OutputError."""
        write_whole(self._note(name), content)

    def cover(self, key: str) -> Path:
        """Give where a drawn cover lies, or is to be written to; that it is used now is noted."""
        path = self._path(key, _COVER_SUFFIX)
        self._note_use(path)
        return path

    def stats(self) -> CacheStats:
        """Count the clips and tracks, and the bytes of all that is kept."""
        return _counted(self._kept())

    def prune(
        self, *, max_bytes: int | None = None, older_than_s: float | None = None, keep: Collection[str] = ()
    ) -> CacheStats:
        """Remove what was used longest ago, and files that a killed process left; give what was removed.

        max_bytes: remove until no more than this is left.
        older_than_s: remove what has not been used for so long (a use is noted to the hour).
        keep: keys that stay whatever their age, as does what is in use (`leases.py`) or less than a minute old.

        Raises OutputError.
        """
        with pruning(self._folder) as in_use:
            return self._pruned(max_bytes, older_than_s, in_use.union(keep))

    def _pruned(self, max_bytes: int | None, older_than_s: float | None, kept: Collection[str]) -> CacheStats:
        now_s = time.time()
        for stray in self._files(f".*{TEMPORARY_SUFFIX}", f"*/.*{TEMPORARY_SUFFIX}"):
            if now_s - stray.used_s > _STRAY_S:
                with explained("remove", stray.path):
                    stray.path.unlink(missing_ok=True)
        files = sorted(self._kept(), key=lambda file: file.used_s)
        left, removed = sum(file.n_bytes for file in files), list[_File]()
        for file in files:
            age_s = now_s - file.used_s
            too_much = max_bytes is not None and left > max_bytes
            too_old = older_than_s is not None and age_s > older_than_s
            if (too_much or too_old) and age_s > _YOUNG_S and file.path.stem not in kept:
                with explained("remove", file.path):
                    remove_sealed(file.path)
                left -= file.n_bytes
                removed.append(file)
        return _counted(removed)

    def _path(self, key: str, suffix: str = _SUFFIX) -> Path:
        return self._folder / file_name(key, suffix)

    def _note(self, name: str) -> Path:
        return self._folder / name

    def _content(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as absence:
            raise FileNotFoundError(*absence.args) from absence
        except OSError as error:
            raise _unreadable(self._path(key), error) from error

    def _note_use(self, path: Path) -> None:
        try:
            if abs(time.time() - path.stat().st_mtime) > _FRESH_S:  # or in the future, where a clock was wrong
                os.utime(path)
        except FileNotFoundError:
            pass
        except OSError as error:  # a store that can only be read serves all the same
            log.debug("use of %s not noted: %s", path, error)

    def _remove(self, key: str, damage: _Damaged) -> None:
        path = self._path(key)
        log.warning("damaged clip removed, it will be made again: %s: %s", path, damage)
        with explained("remove", path):
            path.unlink(missing_ok=True)

    def _kept(self) -> Iterator[_File]:
        suffixes = _TRACK_SUFFIXES | {_SUFFIX, _COVER_SUFFIX}
        return (file for file in self._files("??/*") if file.path.suffix in suffixes)

    def _files(self, *patterns: str) -> Iterator[_File]:
        for path in chain.from_iterable(map(self._folder.glob, patterns)):
            try:
                status = path.stat()
            except FileNotFoundError:  # another process removed it
                continue
            yield _File(path, status.st_size, status.st_mtime)


def file_name(key: str, suffix: str = _SUFFIX) -> str:
    """Give the path of a file in a store, with forward slashes; that of the clip, unless it ends otherwise."""
    return f"{key[:2]}/{key}{suffix}"


def _unreadable(path: Path, error: OSError) -> AudioError:
    return AudioError(
        f"cannot read {path}: {error.strerror}", hint="Make the cache folder readable, or choose another."
    )


def _counted(files: Iterable[_File]) -> CacheStats:
    found = list(files)
    n_clips = sum(file.path.suffix == _SUFFIX for file in found)
    n_tracks = sum(file.path.suffix in _TRACK_SUFFIXES for file in found)
    return CacheStats(n_clips, n_tracks, sum(file.n_bytes for file in found))


def default_cache_folder() -> Path:
    """Give the folder where this system keeps what can be made again: for all stories of this person."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "fullcast" / "clips"


def _parse(key: str, content: bytes) -> tuple[Clip, bytes]:
    """Take a file's content apart. Raises _Damaged if it is not the clip of that key, every byte of it."""
    body, crc = memoryview(content)[:-_N_CRC], content[-_N_CRC:]
    if zlib.crc32(body).to_bytes(_N_CRC, "little") != crc:
        raise _Damaged(f"{len(content)} bytes, and their CRC does not match")
    header, _, pcm = bytes(body).partition(b"\n")
    try:
        facts = json.loads(header)
        if (facts["version"], facts["key"]) != (_VERSION, key):
            raise _Damaged(f"it is version {facts['version']} of {facts['key']}")
        words = tuple(WordTime(Span(a, b), start, end) for a, b, start, end in facts.get("words", ()))
        clip = Clip(key, facts["sample_rate_hz"], facts["n_samples"], facts["rms"], facts["peak"], words)
    except (ValueError, KeyError, TypeError) as error:
        raise _Damaged(f"its first line says {bytes(header[:80])!r}") from error
    if len(pcm) != clip.n_samples * WIDTH:
        raise _Damaged(f"{len(pcm)} bytes of samples, where {clip.n_samples} samples are announced")
    return clip, pcm
