"""An MP4 file (M4B, M4A), read box by box: brand, tags, chapters of both kinds, order. Pure.

Boxes: ISO/IEC 14496-12. Tags: iTunes' list in `moov/udta/meta/ilst`. Chapters: Nero's `moov/udta/chpl`, and QuickTime's
text track, which the track of the sound refers to as `chap` (QuickTime File Format, "Chapter lists").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice, repeat
from typing import Final, NamedTuple

from audiobook.checking.finished.pictures import Picture, picture
from audiobook.checking.finished.tags import Tags

Bytes = bytes | memoryview

_NERO_PER_S: Final = 10_000_000
_SOUND: Final = b"soun"
_TEXT: Final = (b"text", b"sbtl")
_MOST_MARKS: Final = 65_536
"""More than any book has chapters: a few damaged bytes can promise four thousand million."""
_LONGEST_TITLE: Final = 1_024
"""Bytes of a title that are read."""
_META_HEADER: Final = 4
"""`meta` is a box with a version in iTunes' files."""
_TEXTS: Final = {
    b"\xa9nam": "title",
    b"\xa9alb": "album",
    b"\xa9ART": "author",
    b"\xa9wrt": "narrator",
}


class Mark(NamedTuple):
    """A chapter mark."""

    start_s: float
    title: str


@dataclass(frozen=True, slots=True)
class Track:
    """A track, as far as it matters here."""

    id: int
    handler: bytes
    """b"soun", b"text", b"vide"."""
    timescale: int
    n_units: int
    """Length in units of the timescale."""
    refers_to: tuple[int, ...]
    """Tracks that hold its chapters."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.n_units / self.timescale if self.timescale else 0.0


@dataclass(frozen=True, slots=True)
class Mp4:
    """What stands in an MP4 file beside the sound."""

    brand: str
    seconds: float
    """Of the whole, as its header says."""
    is_fast: bool
    """The contents stand before the sound: it plays before all of it is loaded."""
    is_cut_off: bool
    """A box reaches beyond the end of the file."""
    media_kind: int | None
    """2 is an audiobook."""
    tags: Tags
    nero: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    """Of QuickTime's kind."""
    marks_s: float
    """Where the last of these ends."""
    tracks: tuple[Track, ...] = field(default=())
    has_damaged_marks: bool = False
    """Their tables promise more of them, or fewer, than there are."""

    @property
    def sound_s(self) -> float:
        """How long its sound is, as the header of the track says."""
        return next((track.seconds for track in self.tracks if track.handler == _SOUND), 0.0)


def read_mp4(data: Bytes) -> Mp4 | None:
    """Take an MP4 apart; None if it is none, or has no contents (`moov`)."""
    top = list(_boxes(data))
    names = [name for name, _, _ in top]
    if b"moov" not in names or b"ftyp" not in names:
        return None
    brand = bytes(_inside(top, b"ftyp")[:4]).decode("latin-1")
    moov = _inside(top, b"moov")
    udta = _find(moov, b"udta")
    traks = [content for name, content, _ in _boxes(moov) if name == b"trak"]
    tracks = tuple(map(_track, traks))
    chapters = _chapter_track(tracks)
    stbl = _find(traks[tracks.index(chapters)], b"mdia", b"minf", b"stbl") if chapters else b""
    marks = tuple(islice(_marks(stbl, chapters.timescale, data), _MOST_MARKS)) if chapters else ()
    items = dict(_items(_find(udta, b"meta")[_META_HEADER:]))
    return Mp4(
        brand=brand,
        seconds=_seconds(_find(moov, b"mvhd")),
        is_fast=b"mdat" not in names or names.index(b"moov") < names.index(b"mdat"),
        is_cut_off=any(is_cut for _, _, is_cut in top),
        media_kind=items[b"stik"][0] if items.get(b"stik") else None,
        tags=_tags(items),
        nero=tuple(_nero(_find(udta, b"chpl"))),
        marks=marks,
        marks_s=chapters.seconds if chapters else 0.0,
        tracks=tracks,
        has_damaged_marks={len(marks)} != _promised(stbl),
    )


# ---------------------------------------------------------------------------------------------------------------- boxes


def _boxes(data: Bytes) -> Iterator[tuple[bytes, Bytes, bool]]:
    """Give name and content of each box, and whether it is cut off."""
    at = 0
    while at + 8 <= len(data):
        size, name, header = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, header = int.from_bytes(data[at + 8 : at + 16]), 16
        elif size == 0:
            size = len(data) - at
        if size < header:
            return
        yield name, data[at + header : at + size], at + size > len(data)
        at += size


def _inside(boxes: list[tuple[bytes, Bytes, bool]], name: bytes) -> Bytes:
    return next((content for found, content, _ in boxes if found == name), b"")


def _find(data: Bytes, *path: bytes) -> Bytes:
    """Give the content of the first box of each name in turn; empty if there is none."""
    for name in path:
        data = next((content for found, content, _ in _boxes(data) if found == name), b"")
    return data


def _u32(data: Bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4])


def _timed(header: Bytes) -> tuple[int, int]:
    """Give timescale and length of `mvhd` or `mdhd`; both are laid out alike that far."""
    if len(header) < 20:
        return 0, 0
    if header[0] == 1:
        return _u32(header, 20), int.from_bytes(header[24:32])
    return _u32(header, 12), _u32(header, 16)


def _seconds(header: Bytes) -> float:
    timescale, n_units = _timed(header)
    return n_units / timescale if timescale else 0.0


# --------------------------------------------------------------------------------------------------------------- tracks


def _track(trak: Bytes) -> Track:
    header, mdia = _find(trak, b"tkhd"), _find(trak, b"mdia")
    timescale, n_units = _timed(_find(mdia, b"mdhd"))
    refers = _find(trak, b"tref", b"chap")
    handler = bytes(_find(mdia, b"hdlr")[8:12])
    return Track(
        id=_u32(header, 20 if header[:1] == b"\x01" else 12),
        handler=handler,
        timescale=timescale,
        n_units=n_units,
        refers_to=tuple(_u32(refers, at) for at in range(0, len(refers), 4)),
    )


def _chapter_track(tracks: tuple[Track, ...]) -> Track | None:
    wanted = {number for track in tracks if track.handler == _SOUND for number in track.refers_to}
    return next((track for track in tracks if track.id in wanted and track.handler in _TEXT), None)


def _marks(stbl: Bytes, timescale: int, file: Bytes) -> Iterator[Mark]:
    """Give the samples of a text track, as far as they are in the file: two bytes of length, then UTF-8."""
    lengths = chain.from_iterable(repeat(length, n) for n, length in _runs(stbl))
    starts = accumulate(lengths, initial=0)
    for start, (at, _) in zip(starts, _places(stbl), strict=False):
        if at + 2 > len(file):
            return
        n_bytes = min(int.from_bytes(file[at : at + 2]), _LONGEST_TITLE)
        title = bytes(file[at + 2 : at + 2 + n_bytes]).decode("utf-8", "replace")
        yield Mark(start / timescale if timescale else 0.0, title)


def _promised(stbl: Bytes) -> set[int]:
    """Give how many samples there are, as the table of times and that of sizes say; sound tables say the same."""
    return {sum(n for n, _ in _runs(stbl)), _u32(_find(stbl, b"stsz"), 8)}


def _runs(stbl: Bytes) -> Iterator[tuple[int, int]]:
    """Give how many samples in a row are of the same length, and that, in units of the timescale."""
    stts = _find(stbl, b"stts")
    for at in range(8, 8 + 8 * min(_u32(stts, 4), len(stts) // 8), 8):
        yield _u32(stts, at), _u32(stts, at + 4)


def _places(stbl: Bytes) -> Iterator[tuple[int, int]]:
    """Give place in the file and length of each sample, chunk by chunk."""
    sizes = _sizes(_find(stbl, b"stsz"))
    stsc = _find(stbl, b"stsc")
    per_chunk = {_u32(stsc, at): _u32(stsc, at + 4) for at in range(8, len(stsc) - 11, 12)}
    n_samples = 0
    for number, chunk in enumerate(_chunks(stbl), 1):
        n_samples = per_chunk.get(number, n_samples)
        at = chunk
        for _ in range(n_samples):
            size = next(sizes, None)
            if size is None:
                return
            yield at, size
            at += size


def _sizes(stsz: Bytes) -> Iterator[int]:
    same, n_samples = _u32(stsz, 4), _u32(stsz, 8)
    for at in range(12, 12 + 4 * n_samples, 4):
        if not same and at + 4 > len(stsz):
            return
        yield same or _u32(stsz, at)


def _chunks(stbl: Bytes) -> Iterator[int]:
    stco, co64 = _find(stbl, b"stco"), _find(stbl, b"co64")
    if stco:
        yield from (_u32(stco, at) for at in range(8, len(stco) - 3, 4))
    else:
        yield from (int.from_bytes(co64[at : at + 8]) for at in range(8, len(co64) - 7, 8))


# ---------------------------------------------------------------------------------------------------- tags and chapters


def _nero(chpl: Bytes) -> Iterator[Mark]:
    """Read Nero's list: version, flags, a reserved word, how many (one byte), and for each time and title."""
    if len(chpl) < 9:
        return
    at = 9
    for _ in range(chpl[8]):
        if at + 9 > len(chpl):
            return
        n_bytes = chpl[at + 8]
        title = bytes(chpl[at + 9 : at + 9 + n_bytes]).decode("utf-8", "replace")
        yield Mark(int.from_bytes(chpl[at : at + 8]) / _NERO_PER_S, title)
        at += 9 + n_bytes


def _items(meta: Bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give name and value of each tag; of several values the first."""
    for name, content, _ in _boxes(_find(meta, b"ilst")):
        yield name, bytes(_find(content, b"data")[8:])


def _tags(items: Mapping[bytes, bytes]) -> Tags:
    texts = {key: items[name].decode("utf-8", "replace") for name, key in _TEXTS.items() if name in items}
    track = items.get(b"trkn", b"")
    cover: Picture | None = picture(items[b"covr"]) if b"covr" in items else None
    return Tags("MP4", cover=cover, track=_u16(track, 2), n_tracks=_u16(track, 4), **texts)


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2])
