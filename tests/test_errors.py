import pytest

from audiobook.errors import did_you_mean


@pytest.mark.parametrize(("wrong", "hint"), [("STORM", 'Did you mean "Storm"?'), ("xyz", "")])
def test_did_you_mean_ignores_case_and_stays_silent_when_unsure(wrong: str, hint: str) -> None:
    """A hint names what is near, and says nothing where nothing is."""
    assert did_you_mean(wrong, ["Storm", "Mario"]) == hint
