from collections.abc import Iterator

import pytest

from tests.helper.server import SmallServer, small_server


@pytest.fixture
def server() -> Iterator[SmallServer]:
    """Give a server of the test's own."""
    with small_server() as server:
        yield server
