"""Settings files on disk -> their text."""

from pathlib import Path

from audiobook.errors import SettingsError


def read_text(path: Path) -> str:
    """Give a settings file's text. Raises SettingsError in words."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 (byte {error.start:,})", hint="save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", hint="check the name after --voices") from None
