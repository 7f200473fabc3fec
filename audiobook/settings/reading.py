"""Settings files on disk -> their text."""

from pathlib import Path
from typing import Final

from audiobook.errors import SettingsError
from audiobook.files import read_named
from audiobook.strict_yaml import MAX_CHARS

_MOST_BYTES: Final = 4 * MAX_CHARS


def read_text(path: Path) -> str:
    """Give a settings file's text. Raises SettingsError in words."""
    try:
        text = read_named(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 (byte {error.start:,})", hint="save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", hint="check the name after --voices") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
