"""What a file says of itself to players. Pure."""

from dataclasses import dataclass

from audiobook.pictures import Picture


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags that matter to listeners; empty or 0 for what is not there."""

    version: str
    """"ID3v2.3", "MP4"; empty if there are no tags at all."""
    title: str = ""
    album: str = ""
    author: str = ""
    narrator: str = ""
    """Where players look for who reads: the composer."""
    track: int = 0
    n_tracks: int = 0
    cover: Picture | None = None
