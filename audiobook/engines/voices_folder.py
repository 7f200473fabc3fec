"""Where the models of neural voices stand: one folder for all stories of this person, filled by `voices install`.

In it are `kokoro/model.onnx`; `kokoro/af_heart.bin` and its like, one a voice, 510 x 1 x 256 little-endian floats; and
`piper/en_US-joe-medium.onnx` with `piper/en_US-joe-medium.onnx.json`, and so on.
"""

import os
import sys
from pathlib import Path
from typing import Final

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
