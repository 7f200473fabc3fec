"""Answers on disk: a model is asked the same thing once, in this build or any later one."""

import hashlib
import json
from pathlib import Path
from typing import Final

from audiobook.files import sweep, write_whole

_VERSION: Final = 1
"""Raise it when the same question would be sent in another way."""


class AnswerStore:
    """A folder of small files, one for each answer; what cannot be read is not there, and is asked anew."""

    def __init__(self, cache: Path) -> None:
        """Keep the folder, which stands in the one of the clips and is made when the first answer comes."""
        self._folder = cache / "answers"
        sweep(self._folder)

    def find(self, *question: str) -> str | None:
        """Give the answer to a question, which is all that decided it: the model's name and what it was sent."""
        key = _key(question)
        try:
            kept = json.loads((self._folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None
        whole = isinstance(kept, dict) and kept.get("key") == key and isinstance(kept.get("answer"), str)
        return str(kept["answer"]) if whole else None

    def keep(self, *question: str, answer: str) -> None:
        """Write an answer down. Raises OutputError, e.g. if the disk is full."""
        key = _key(question)
        content = json.dumps({"key": key, "question": question, "answer": answer}, ensure_ascii=False, indent=1)
        write_whole(self._folder / f"{key}.json", content.encode(errors="surrogatepass"))


def _key(question: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps([_VERSION, *question]).encode()).hexdigest()
