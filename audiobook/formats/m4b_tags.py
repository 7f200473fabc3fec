"""The tags of an M4B, where Apple's players, Audiobookshelf, Plex and Prologue look for them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mutagen import MutagenError, mp4

from audiobook.errors import AudioError
from audiobook.formats.base import Edition
from audiobook.formats.labels import GENRE, blurb

_AUDIOBOOK: Final = 2
"""The kind of medium ("stik") that iTunes files under audiobooks."""
_FREE: Final = "----:com.apple.iTunes:"
_PICTURES: Final = {"image/jpeg": mp4.AtomDataType.JPEG, "image/png": mp4.AtomDataType.PNG}


def write_tags(path: Path, edition: Edition) -> None:
    """Put the tags into an M4B that has none; its sound and its chapters stay. Raises OSError if the disk refuses.

    Where the file has its index before the sound, it keeps it there.
    """
    try:
        book = mp4.MP4(path)
        book.update(_tags(edition))
        book.save(padding=lambda _info: 0)
    except MutagenError as error:
        if error.args and isinstance(error.args[0], OSError):  # for `published` to tell what to do about it
            raise OSError(*error.args[0].args) from error
        raise AudioError(f"the tags cannot be put into {path}: {error}") from error


def _tags(edition: Edition) -> Iterator[tuple[str, object]]:
    """Give what is known about the book; what is not known gets no tag."""
    about = edition.about
    description = blurb(edition)
    texts = {
        "©nam": edition.title,
        "©alb": edition.title,
        "©ART": edition.author,
        "aART": edition.author,
        "©wrt": edition.narrator,  # most players take the composer for the narrator
        "©nrt": edition.narrator,
        "©gen": GENRE,
        "©day": about.published,
        "©pub": about.publisher,
        "cprt": about.rights,
        "desc": description,
        "ldes": description,
        "©cmt": description,
        "©grp": f"{about.series} #{about.series_number}" if about.series_number else about.series,
        "©mvn": about.series,
    }
    free = {
        "SERIES": about.series,
        "SERIES-PART": about.series_number,
        "PUBLISHER": about.publisher,
        "LANGUAGE": edition.language,
    }
    yield "stik", [_AUDIOBOOK]
    yield from ((name, [text]) for name, text in texts.items() if text)
    yield from ((_FREE + name, [mp4.MP4FreeForm(text.encode())]) for name, text in free.items() if text)
    if about.series_number.isdecimal() and int(about.series_number) < 2**16:  # it has no place for volume 1.5
        yield "©mvi", [int(about.series_number)]
    if edition.cover is not None:
        yield "covr", [mp4.MP4Cover(edition.cover.data, _PICTURES[edition.cover.media_type])]
