"""A Piper voice of the person's own: nobody has pinned its sha256, so it is written down beside it when it comes."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.errors import VoiceError
from audiobook.files import explained, write_whole
from audiobook.voice_store.catalogue import Item, VoiceFile
from audiobook.voice_store.finds import Find, finds_in

_NAME: Final = re.compile(r"[\w-][\w.-]*")
_ONNX_BEGINS: Final = b"\x08"
"""The tag of a ModelProto's first field, ir_version: a web page or Git LFS pointer saved as .onnx begins otherwise."""
_WEB_PAGE: Final = "It may be a web page saved under that name."
_CONFIG_HAS: Final = ("audio", "phoneme_id_map")


def own_voice(name: str, path: Path) -> Item:
    """Give what is to be installed as `piper:<name>` from the person's files.

    path: a folder with NAME.onnx and NAME.onnx.json, or any .onnx file with its .onnx.json beside it. Raises VoiceError
    if one of them is missing or is not what its name says.
    """
    if not _NAME.fullmatch(name):
        raise VoiceError(f'"{name}" cannot be a voice\'s name', hint="Use letters, digits, dots, dashes, underscores.")
    folder, stem = (path.parent, path.name.removesuffix(".onnx")) if path.suffix == ".onnx" else (path, name)
    files = tuple(_file(name, suffix, folder, f"{stem}{suffix}") for suffix in (".onnx", ".onnx.json"))
    return _item(name, files)


def noted_voice(name: str, folder: Path) -> Item | None:
    """Give a voice of the person's own as it was noted when it came, to check it by; None if there is no note."""
    note = folder / "piper" / f"{name}.sha256"
    if not _NAME.fullmatch(name) or not note.is_file():
        return None
    with explained("read", note):
        text = note.read_text(encoding="utf-8", errors="replace")
    pairs = [line.split(maxsplit=1) for line in text.splitlines()]
    return _item(name, [_noted(note.parent / Path(pair[1]).name, pair[0]) for pair in pairs if len(pair) == 2])


def note(item: Item, folder: Path) -> Path:
    """Write down what came, as `sha256sum` does, and give the path."""
    path = folder / "piper" / f"{item.name.partition(':')[2]}.sha256"
    lines = (f"{file.sha256}  {Path(file.path).name}\n" for file in item.files)
    write_whole(path, "".join(lines).encode())
    return path


def _item(name: str, files: Sequence[VoiceFile]) -> Item:
    return Item(f"piper:{name}", f"Piper voice {name}", "unknown", "your own files", tuple(files))


def _noted(path: Path, sha256: str) -> VoiceFile:
    n_bytes = path.stat().st_size if path.is_file() else 0
    return VoiceFile(f"piper/{path.name}", n_bytes, sha256)


def _file(name: str, suffix: str, folder: Path, called: str) -> VoiceFile:
    target = VoiceFile(f"piper/{name}{suffix}", 0, "", names=(called,))
    find = next((find for find in finds_in(folder, (target,)) if find.name == called), None)
    if find is None:
        hint = "A Piper voice is two files, NAME.onnx and NAME.onnx.json."
        raise VoiceError(f"there is no {called} in {folder}", hint=hint)
    with explained("read", folder):
        _check(find, is_model=suffix == ".onnx")
        return VoiceFile(target.path, find.n_bytes, find.sha256(), names=(called,))


def _check(find: Find, *, is_model: bool) -> None:
    if is_model:
        if next(find.pieces(), b"")[:1] != _ONNX_BEGINS:
            raise VoiceError(f"{find.place} is no ONNX model", hint=_WEB_PAGE)
        return
    try:
        config = json.loads(b"".join(find.pieces()))
    except ValueError as error:
        raise VoiceError(
            f"{find.place} is no JSON: {error}", hint="It may be a web page saved under that name."
        ) from error
    if not isinstance(config, dict) or any(key not in config for key in _CONFIG_HAS):
        raise VoiceError(f"{find.place} is no Piper voice's configuration", hint=f"It has {' and '.join(_CONFIG_HAS)}.")
