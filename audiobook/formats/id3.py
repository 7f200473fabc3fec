"""The tag of an MP3: what players show, as ID3v2.3 in UTF-16, the newest that Windows and old players read."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mutagen import id3

from audiobook.files import explained, published
from audiobook.formats.base import Cover, Edition, Entry
from audiobook.formats.labels import GENRE, blurb, three_letters

_NO_LANGUAGE: Final = "XXX"
"""What ID3v2.3 (4.11) writes for a language that is not known."""


def write_tagged(sound: Path, edition: Edition, entry: Entry, target: Path) -> None:
    """Write an MP3 that has no tag with one before it. Raises OutputError if the disk refuses."""
    with published(target) as part, sound.open("rb") as untagged, part.open("wb") as tagged:
        tagged.write(_tag(edition, entry))
        shutil.copyfileobj(untagged, tagged)


def n_tagged_bytes(sound: Path, edition: Edition, entry: Entry) -> int:
    """Give how long the file is that `write_tagged` makes of these, whether it is there or not."""
    with explained("read", sound):
        return len(_tag(edition, entry)) + sound.stat().st_size


def _tag(edition: Edition, entry: Entry) -> bytes:
    tag = id3.ID3()
    for frame in _frames(edition, entry):
        tag.add(frame)
    tag.update_to_v23()  # dates are written in another frame there
    content = io.BytesIO()
    tag.save(content, v1=0, v2_version=3, padding=lambda _info: 0)
    return content.getvalue()


def _frames(edition: Edition, entry: Entry) -> Iterator[id3.Frame]:
    """Give what is known about the chapter; what is not known gets no frame."""
    about, language = edition.about, three_letters(edition.language)
    texts: dict[type[id3.TextFrame], str] = {
        id3.TIT2: entry.title,
        id3.TALB: edition.title,
        id3.TPE1: edition.author,
        id3.TPE2: edition.author,
        id3.TCOM: edition.narrator,  # ID3 has no narrator; players for audiobooks look here
        id3.TRCK: f"{entry.position}/{edition.n_chapters}",
        id3.TCON: GENRE,
        id3.TLAN: language,
        id3.TPUB: about.publisher,
        id3.TDRC: about.published,
        id3.TCOP: about.rights,
    }
    yield from (frame(encoding=id3.Encoding.UTF16, text=text) for frame, text in texts.items() if text)
    for name, text in (("series", about.series), ("series-part", about.series_number)):
        if text:
            yield id3.TXXX(encoding=id3.Encoding.UTF16, desc=name, text=text)
    if text := blurb(edition):
        yield id3.COMM(encoding=id3.Encoding.UTF16, lang=language or _NO_LANGUAGE, desc="", text=text)
    if edition.cover is not None:
        yield _picture(edition.cover)


def _picture(cover: Cover) -> id3.Frame:
    # the description stays Latin-1: some players skip a picture with a UTF-16 one
    return id3.APIC(
        encoding=id3.Encoding.LATIN1, mime=cover.media_type, type=id3.PictureType.COVER_FRONT, desc="", data=cover.data
    )
