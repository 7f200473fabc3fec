"""The ID3 tags of a file, by mutagen."""

import re
from pathlib import Path
from typing import Final

from mutagen import MutagenError, id3

from audiobook.checking.finished.tags import Tags
from audiobook.pictures import picture

_FRAMES: Final = {"title": "TIT2", "album": "TALB", "author": "TPE1", "narrator": "TCOM"}


def read_id3(path: Path) -> Tags:
    """Give the tags of an MP3; what cannot be read is not there."""
    try:
        found = id3.ID3(path)
    except MutagenError:
        return Tags("")
    texts = {key: str(found.get(name, "")) for key, name in _FRAMES.items()}
    track = re.match(r"(\d+)(?:/(\d+))?", str(found.get("TRCK", "")))
    pictures = sorted(found.getall("APIC"), key=lambda frame: frame.type != id3.PictureType.COVER_FRONT)
    return Tags(
        f"ID3v2.{found.version[1]}",
        **texts,
        track=int(track[1]) if track else 0,
        n_tracks=int(track[2] or 0) if track else 0,
        cover=picture(pictures[0].data) if pictures else None,
    )
