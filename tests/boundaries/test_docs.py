"""docs/security.md is true: what it says is checked somewhere is checked there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/security.md").read_text("utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
MODULES = sorted(set(re.findall(r"`(audiobook/[\w/]+\.\w+)`", TEXT)))
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| (?!boundary|-)", line)]


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_every_test_it_names_exists(path: str, name: str) -> None:
    """As a function of that module, or of a class in it."""
    module = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("path", MODULES)
def test_every_module_it_names_exists(path: str) -> None:
    """Where it says that something is checked, there is a module."""
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_boundary_names_a_module_and_a_test(row: str) -> None:
    """No row is a promise alone."""
    assert any(f"`{path}`" in row for path in MODULES)
    assert any(f"`{path}::{name}`" in row for path, name in TESTS)


def test_no_test_of_a_boundary_is_left_out() -> None:
    """Each module of tests beside this one stands behind a row."""
    beside = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert {Path(path).name for path, _ in TESTS if path.startswith("tests/boundaries/")} == beside
    assert len(ROWS) >= 15
