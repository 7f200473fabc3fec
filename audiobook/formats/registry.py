"""The formats there are, by name."""

from typing import Final

from audiobook.errors import SettingsError
from audiobook.formats.base import Format
from audiobook.plugins import Plugins

GROUP: Final = "audiobook.formats"
OURS: Final = {
    "audiobookshelf": "audiobook.formats.audiobookshelf:AudiobookshelfFormat",
    "audiobookshelf_m4b": "audiobook.formats.audiobookshelf:AudiobookshelfM4bFormat",
    "cover": "audiobook.formats.cover:CoverFormat",
    "epub": "audiobook.formats.epub:EpubFormat",
    "lrc": "audiobook.formats.lrc:LrcFormat",
    "m4b": "audiobook.formats.m4b:M4bFormat",
    "mp3": "audiobook.formats.mp3:Mp3Format",
    "player": "audiobook.formats.player:PlayerFormat",
    "podcast": "audiobook.formats.podcast:PodcastFormat",
    "srt": "audiobook.formats.srt:SrtFormat",
    "vtt": "audiobook.formats.vtt:VttFormat",
}

IMPLIED: Final = frozenset({"audiobookshelf", "audiobookshelf_m4b", "cover"})
"""Of ours, those that come with every book or with a layout: nobody asks for them."""

_FORMATS: Final = Plugins[Format]("format", GROUP, OURS, SettingsError)

load_format = _FORMATS.load
