"""What was made, from what. Pure: no clock, no path of this machine; the same input gives the same manifest."""

import json
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from audiobook.model import Artifact, ChapterKind, LeftOut
from audiobook.naming import IGNORE

FILE_NAME: Final = "manifest.json"
VERSION: Final = 4
_MOST: Final = 10**15
"""Samples, bytes, lines: a damaged file may state more than can be reckoned with."""

_SAFE: Final = r"[^\x00-\x1f/\\:\ud800-\udfff]"
_PATH_OF_OURS: Final = re.compile(rf"(?:(?!\.){_SAFE}+/)*(?!\.){_SAFE}+|(?:(?!\.){_SAFE}+/)+{re.escape(IGNORE)}")
"""A file in the story's own folder or in a folder there, on every system."""
_SEAL: Final = re.compile(r'\{\n "seal": "([0-9a-f]{8})",\n')


@dataclass(frozen=True, slots=True)
class MadeFile:
    """An artifact and what it was made from."""

    artifact: Artifact
    chapter: int | None
    """None: it is made from all of them."""
    format: str
    recipe: str
    """sha256 over all that decides its bytes."""


@dataclass(frozen=True, slots=True)
class MadeChapter:
    """One chapter: how long it is, and the clips of each speaker in order."""

    number: int
    title: str
    kind: ChapterKind
    n_samples: int
    sample_rate_hz: int
    clips: Mapping[str, tuple[str, ...]]
    """Name of the speaker -> clip keys; "narrator" for the narration."""


@dataclass(frozen=True, slots=True)
class CastEntry:
    """A speaker and the voice it was given."""

    speaker: str
    engine: str
    voice: str
    rate: float
    pitch_st: float
    gain_db: float
    fingerprint: str
    """Of the engine with that voice."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a build made."""

    story: str
    """Name of its file."""
    inputs: str
    """sha256 over story, settings, corrections, cover and program: as long as it holds there is nothing to do."""
    title: str
    author: str
    language: str
    made_with: Mapping[str, str]
    cast: tuple[CastEntry, ...]
    chapters: tuple[MadeChapter, ...]
    files: tuple[MadeFile, ...]
    left_out: tuple[LeftOut, ...]

    def find(self, path: str) -> MadeFile | None:
        """Give the file at a path, if one was made; who asks for many takes `by_path`."""
        return next((file for file in self.files if file.artifact.path == path), None)

    def by_path(self) -> Mapping[str, MadeFile]:
        """Give the files by their paths."""
        return {file.artifact.path: file for file in self.files}


def is_path_of_ours(path: str) -> bool:
    """Say whether it is a file in the story's own folder or below: what was tampered with deletes nothing elsewhere."""
    return _PATH_OF_OURS.fullmatch(path) is not None


def to_json(manifest: Manifest) -> str:
    """Give the manifest as it stands on disk."""
    chapters = [
        {
            "number": c.number,
            "title": c.title,
            "kind": c.kind,
            "n_samples": c.n_samples,
            "sample_rate_hz": c.sample_rate_hz,
            "duration_s": round(c.n_samples / c.sample_rate_hz, 6),
            "clips": c.clips,
        }
        for c in manifest.chapters
    ]
    value = {
        "manifest": VERSION,
        "story": manifest.story,
        "inputs": manifest.inputs,
        "title": manifest.title,
        "author": manifest.author,
        "language": manifest.language,
        "made_with": manifest.made_with,
        "cast": [asdict(entry) for entry in manifest.cast],
        "chapters": chapters,
        "artifacts": [_file_json(file) for file in manifest.files],
        "left_out": [asdict(item) for item in manifest.left_out],
    }
    return sealed(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def sealed(text: str) -> str:
    """Give an object in JSON, over several lines, with a checksum as its first entry: of every letter that follows.

    A damaged path would have another file removed, a damaged name the story refused: what is damaged is not believed.
    """
    rest = text.removeprefix("{\n")
    return f'{{\n "seal": "{_sum(rest)}",\n{rest}'


def _is_whole(text: str) -> bool:
    seal = _SEAL.match(text)
    return seal is not None and _sum(text[seal.end() :]) == seal[1]


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode(errors='surrogatepass')):08x}"


def _file_json(file: MadeFile) -> dict[str, object]:
    return {**asdict(file.artifact), "chapter": file.chapter, "format": file.format, "recipe": file.recipe}


def from_json(text: str) -> Manifest | None:
    """Read a manifest back; None if it is damaged or of another version, so that all is made anew."""
    try:
        value = json.loads(text)
        return _manifest(value) if value["manifest"] == VERSION and _is_whole(text) else None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _manifest(value: Mapping[str, Any]) -> Manifest:
    return Manifest(
        story=_text(value["story"]),
        inputs=_text(value["inputs"]),
        title=_text(value["title"]),
        author=_text(value["author"]),
        language=_text(value["language"]),
        made_with={_text(k): _text(v) for k, v in value["made_with"].items()},
        cast=tuple(_cast_entry(entry) for entry in value["cast"]),
        chapters=tuple(_chapter(entry) for entry in value["chapters"]),
        files=tuple(_file(entry) for entry in value["artifacts"]),
        left_out=tuple(_left_out(entry) for entry in value["left_out"]),
    )


def _cast_entry(entry: Mapping[str, Any]) -> CastEntry:
    return CastEntry(
        speaker=_text(entry["speaker"]),
        engine=_text(entry["engine"]),
        voice=_text(entry["voice"]),
        rate=_number(entry["rate"]),
        pitch_st=_number(entry["pitch_st"]),
        gain_db=_number(entry["gain_db"]),
        fingerprint=_text(entry["fingerprint"]),
    )


def _left_out(entry: Mapping[str, Any]) -> LeftOut:
    return LeftOut(_text(entry["text"]), _text(entry["reason"]), _count(entry["line"]))


def _chapter(entry: Mapping[str, Any]) -> MadeChapter:
    clips = {_text(speaker): tuple(map(_text, keys)) for speaker, keys in entry["clips"].items()}
    return MadeChapter(
        number=_count(entry["number"]),
        title=_text(entry["title"]),
        kind=ChapterKind(entry["kind"]),
        n_samples=_count(entry["n_samples"]),
        sample_rate_hz=_count(entry["sample_rate_hz"], 1),
        clips=clips,
    )


def _file(entry: Mapping[str, Any]) -> MadeFile:
    path = _text(entry["path"])
    if not is_path_of_ours(path):
        raise ValueError(f"not a file of ours: {path}")
    artifact = Artifact(path, _text(entry["media_type"]), _text(entry["sha256"]), _count(entry["n_bytes"]))
    chapter = None if entry["chapter"] is None else _count(entry["chapter"])
    return MadeFile(artifact, chapter, _text(entry["format"]), _text(entry["recipe"]))


def _text(value: object) -> str:
    """Give a text that a file can hold: no halves of letters. Raises ValueError."""
    text = str(value)
    text.encode()
    return text


def _number(value: Any) -> float:  # noqa: ANN401 - whatever stands there
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"not a number: {number}")
    return number


def _count(value: Any, least: int = 0) -> int:  # noqa: ANN401 - as above
    number = int(value)
    if not least <= number <= _MOST:
        raise ValueError(f"not a count: {value}")
    return number


def clips_by_speaker(clips: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Group (speaker, key) pairs by speaker, both in order."""
    grouped: dict[str, list[str]] = {}
    for speaker, key in clips:
        grouped.setdefault(speaker, []).append(key)
    return {speaker: tuple(keys) for speaker, keys in grouped.items()}
