from pathlib import Path
from typing import Any

import pytest

from audiobook import understanding
from audiobook.inputs import inputs_digest
from audiobook.plan import make_plan
from audiobook.settings.voices_yaml import load_settings
from tests.cli.conftest import CAST, STORY


def test_what_changes_while_a_plan_is_made_is_found_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction that is written meanwhile is not in this book, so its manifest must not say that it is."""
    story, cast = tmp_path / "two-chairs.txt", tmp_path / "voices.yaml"
    story.write_text(STORY, encoding="utf-8")
    cast.write_text(CAST, encoding="utf-8")
    settings = load_settings(cast)
    understand = understanding.understand_bytes

    def interrupted(*args: Any) -> understanding.Story:  # noqa: ANN401
        understood = understand(*args)
        (tmp_path / "two-chairs.corrections.yaml").write_text("leave_out:\n  - words: Boris said nothing.\n")
        return understood

    monkeypatch.setattr(understanding, "understand_bytes", interrupted)
    plan = make_plan(story, settings)
    assert "Boris said nothing." in [utterance.text for utterance in plan.story.script.utterances()]
    assert plan.inputs != inputs_digest(story, story.read_bytes(), settings)
