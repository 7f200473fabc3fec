"""The commands that mend what a check found. Pure."""

import shlex
from collections.abc import Sequence

from audiobook.formats.registry import IMPLIED
from audiobook.manifest import Manifest


def build_command(story: str, manifest: Manifest | None, flags: Sequence[str] = ()) -> str:
    """Give the command that makes the files of a story again, all that there are: others would be removed.

    flags: with which it was built, as far as is known.
    """
    made = dict.fromkeys(file.format for file in manifest.files) if manifest else {}
    asked = [name for name in made if name not in IMPLIED]
    formats = ["--formats", ",".join(asked)] if asked not in ([], ["mp3"]) and "--formats" not in flags else []
    return shlex.join(["audiobook", "build", story, *flags, *formats])
