"""The formats there are, by name."""

from typing import Final

from audiobook.errors import SettingsError
from audiobook.formats.base import Format
from audiobook.plugins import Plugins

GROUP: Final = "audiobook.formats"
OURS: Final = {
    "mp3": "audiobook.formats.mp3:Mp3Format",
    "player": "audiobook.formats.player:PlayerFormat",
}

_FORMATS: Final = Plugins[Format]("format", GROUP, OURS, SettingsError)

load_format = _FORMATS.load
format_names = _FORMATS.names
