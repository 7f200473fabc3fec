"""The tag of an MP3: what players show, as ID3v2.3 in UTF-16, the newest that Windows and old players read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mutagen import MutagenError, id3

from audiobook.errors import OutputError
from audiobook.formats.base import Cover, Edition, Entry

_ISO_639_2: Final = {
    "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hu": "hun", "it": "ita", "ja": "jpn", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""ID3 wants three letters (ISO 639-2); a language that is not here is not tagged."""


def write_tag(path: Path, edition: Edition, entry: Entry) -> None:
    """Put the tag before the sound of an MP3 that has none. Raises OutputError if the disk refuses."""
    tag = id3.ID3()
    for frame in _frames(edition, entry):
        tag.add(frame)
    try:
        tag.save(path, v1=0, v2_version=3)
    except MutagenError as error:
        raise OutputError(f"cannot write the tags of {path.name}: {error}") from error


def _frames(edition: Edition, entry: Entry) -> Iterator[id3.Frame]:
    """Give what is known about the chapter; what is not known gets no frame."""
    texts: dict[type[id3.TextFrame], str] = {
        id3.TIT2: entry.title,
        id3.TALB: edition.title,
        id3.TPE1: edition.author,
        id3.TPE2: edition.author,
        id3.TCOM: edition.narrator,  # ID3 has no narrator; players for audiobooks look here
        id3.TRCK: f"{entry.position}/{edition.n_chapters}",
        id3.TCON: "Audiobook",
        id3.TLAN: _ISO_639_2.get(edition.language.split("-")[0], ""),
    }
    yield from (frame(encoding=id3.Encoding.UTF16, text=text) for frame, text in texts.items() if text)
    if edition.cover is not None:
        yield _picture(edition.cover)


def _picture(cover: Cover) -> id3.Frame:
    # the description stays Latin-1: some players skip a picture with a UTF-16 one
    return id3.APIC(
        encoding=id3.Encoding.LATIN1, mime=cover.media_type, type=id3.PictureType.COVER_FRONT, desc="", data=cover.data
    )
