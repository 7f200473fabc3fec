import re
from pathlib import Path

import pytest

from audiobook.cli.stopping import INTERRUPTED
from audiobook.errors import AudiobookError, did_you_mean


@pytest.mark.parametrize(("wrong", "hint"), [("STORM", 'Did you mean "Storm"?'), ("xyz", "")])
def test_did_you_mean_ignores_case_and_stays_silent_when_unsure(wrong: str, hint: str) -> None:
    """A hint names what is near, and says nothing where nothing is."""
    assert did_you_mean(wrong, ["Storm", "Mario"]) == hint


def test_every_exit_code_is_written_down_once() -> None:
    """docs/building.md lists those of all errors, and none is two errors'."""
    kinds: list[type[AudiobookError]] = [AudiobookError, *AudiobookError.__subclasses__()]
    ours = sorted(kind.exit_code for kind in kinds if "exit_code" in vars(kind))
    table = (Path(__file__).parents[1] / "docs/building.md").read_text("utf-8").partition("## Exit codes")[2]
    written = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert written == [0, 1, 2, *ours, INTERRUPTED]
