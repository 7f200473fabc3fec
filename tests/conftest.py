"""What all tests share: `pytest --update-golden` writes the golden files anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our flag."""
    parser.addoption("--update-golden", action="store_true", help="write expected.json anew, for review in the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))
