"""An archive as one text, so that what is fuzzed is what stands in its files, and can be read by a person."""

import io
import re
import warnings
import zipfile
from typing import Final

_FILE: Final = re.compile(rb"^=== (.*)\n", re.MULTILINE)


def folder_of(archive: bytes) -> bytes:
    """Give an archive as one text: `=== name`, and below it what is in that file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return b"\n".join(b"=== %s\n%s" % (name.encode(), files.read(name)) for name in files.namelist())


def archive_of(folder: bytes) -> bytes:
    """Give the archive that such a text describes, whatever its files are called."""
    _, *parts = _FILE.split(folder)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two files of one name are what we want
        for name, data in zip(parts[::2], parts[1::2], strict=True):
            archive.writestr(name.decode("utf-8", "replace").partition("\0")[0][:200] or "x", data.removesuffix(b"\n"))
    return buffer.getvalue()
