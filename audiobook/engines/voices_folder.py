"""Where the models of neural voices stand: one folder for all stories of this person, filled by `voices install`.

In it are `kokoro/model.onnx`; `kokoro/af_heart.bin` and its like, one a voice, 510 x 1 x 256 little-endian floats; and
`piper/en_US-joe-medium.onnx` with `piper/en_US-joe-medium.onnx.json`, and so on.
"""

import os
import sys
from pathlib import Path
from typing import Final

from audiobook.errors import VoiceError

VARIABLE: Final = "AUDIOBOOK_VOICES"
"""Environment variable that names another folder."""


def voices_folder() -> Path:
    """Give the folder, which may not be there yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "fullcast" / "voices"


def has_file(name: str, n_bytes: int | None = None) -> bool:
    """Say whether a file stands in the folder, of that length if one is given. Cheap: nothing is read.

    name: "kokoro/af_heart.bin".
    """
    path = voices_folder() / name
    return path.is_file() and n_bytes in (None, path.stat().st_size)


def not_installed(model: str, voice: str, item: str) -> VoiceError:
    """Give the error for a voice that is known and whose files are missing or damaged.

    model: as people call it: "Kokoro". item: what `voices install` takes: "kokoro", "piper:en_US-joe-medium".
    """
    hint = f"Install it: audiobook voices install {item}"
    return VoiceError(f'{model} voice "{voice}" is not installed', hint=hint)
