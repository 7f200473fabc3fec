"""What all tests share: `pytest --update-golden` writes the golden files anew.

Hypothesis draws the same examples in every run: what is red was made red by a change. To let it search on with others:
`pytest --hypothesis-profile=search`. How long one takes is for benchmarks: a machine with more to do is no error.
"""

import signal

import pytest
from hypothesis import settings

# a run in the background of a shell script ignores Ctrl-C, and so would the commands that are under test
signal.signal(signal.SIGINT, signal.default_int_handler)
pytest.register_assert_rewrite("tests.laws")  # so that a broken law shows its values
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our flag."""
    parser.addoption("--update-golden", action="store_true", help="write expected.json anew, for review in the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))
