import importlib
import tomllib
from pathlib import Path

import pytest

from audiobook.errors import SettingsError
from audiobook.formats.registry import GROUP, OURS, load_format
from tests.formats.contract import FormatContract


def test_our_list_is_that_of_the_package() -> None:
    """The names written down in the registry are the entry points that are installed."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"][GROUP] == OURS


def test_every_format_has_a_contract() -> None:
    """Nobody registers a format without the tests that all formats pass, in a file named after it."""
    for name in OURS:
        importlib.import_module(f"tests.formats.test_{name}")
    assert {contract.name for contract in FormatContract.__subclasses__()} == set(OURS)


def test_a_slip_of_the_pen_is_answered_with_the_name_meant() -> None:
    """An unknown format names the nearest one, or all there are."""
    with pytest.raises(SettingsError) as near:
        load_format("mp33")
    assert '"mp3"' in near.value.hint
    with pytest.raises(SettingsError) as far:
        load_format("vinyl")
    assert "mp3" in far.value.hint
