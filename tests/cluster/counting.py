"""`audiobook ...`, in a process that notes the key of each clip it makes: `python counting.py FILE worker ...`."""

import os
import sys
from pathlib import Path

from audiobook.cli import main
from audiobook.model import Clip, Speech
from audiobook.synthesis.cache import ClipCache

write = ClipCache.write


def write_and_note(self: ClipCache, key: str, speech: Speech) -> Clip:
    """Keep a clip, and then write its key down, in one piece however many processes do."""
    clip = write(self, key, speech)
    with Path(os.environ["MADE"]).open("ab", buffering=0) as file:
        file.write(f"{key}\n".encode())
    return clip


if __name__ == "__main__":
    os.environ["MADE"] = sys.argv.pop(1)
    ClipCache.write = write_and_note  # type: ignore[method-assign]
    main()
