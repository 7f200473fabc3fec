"""What docs/lexicon.md shows and says is so."""

import re
from pathlib import Path

from audiobook.known_names import load_known_names
from audiobook.settings.lexicons import parse_lexicon

DOCS = Path(__file__).parents[1] / "docs" / "lexicon.md"


def test_the_lexicon_that_is_shown_can_be_read() -> None:
    """The example of the docs is a lexicon, with an entry of each kind."""
    example = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[0]
    entries = parse_lexicon(example, "docs")
    assert [entry.written for entry in entries] == ["Xochitl", "Proust", "Cholmondeley", "Wien", "Wien"]
    assert [bool(entry.ipa) for entry in entries] == [True, False, True, True, False]
    assert entries[3].by == "Freud"


def test_the_docs_count_our_names() -> None:
    """The number of names in the docs is that of the table."""
    found = re.search(r"(\d+) Russian, German, French", DOCS.read_text("utf-8"))
    assert found
    assert int(found[1]) == len(load_known_names())
