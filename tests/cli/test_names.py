"""`audiobook names`, and a lexicon, as a person uses them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

STORY = """The Chairs of Night

“Who is there?” asked Dzhugashvili. She saw Xochitl, and the lamp was out.

“Nobody,” said Trotsky to Xochitl.
"""


@pytest.fixture
def tale(desk: Path) -> Path:
    """Give a folder with a story of hard names."""
    (desk / "story/two-chairs.txt").write_text(STORY, encoding="utf-8")
    return desk


def test_names_are_listed_with_how_they_are_said(tale: Path, run: Run) -> None:
    """Each has how often, where, its IPA, and what the lexicon has; JSON says the same."""
    (tale / "story/lexicon.yaml").write_text("Trotsky: Trottsky\n", encoding="utf-8")
    value = json.loads(run("names", "--json").stdout)
    words = {word["word"]: word for word in value["words"]}
    assert set(words) == {"Dzhugashvili", "Xochitl", "Trotsky"}
    assert words["Xochitl"]["count"] == 2
    assert words["Xochitl"]["line"] == 3
    assert words["Xochitl"]["lexicon"] is None
    assert words["Dzhugashvili"]["lexicon"]["from"] == "our own names"
    assert words["Trotsky"]["lexicon"]["say"] == "Trottsky"
    said = run("names").stdout
    assert words["Xochitl"]["ipa"] in said
    assert f"Xochitl: {{ipa: {words['Xochitl']['ipa']}}}" in said


def test_write_adds_what_is_missing_commented_out_and_only_once(tale: Path, run: Run) -> None:
    """The file says nothing new until a # is taken away; then the word is said so, and only its lines are made anew."""
    run("build")
    before = {path.name for path in (tale / "cache").rglob("*.clip")}
    run("names", "--write")
    run("names", "--write")
    path = tale / "story/lexicon.yaml"
    lines = path.read_text("utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines[1:]] == ["# Xochitl", "# Trotsky"]
    path.write_text("Xochitl: {ipa: ˈsoʊtʃɪl}\n", "utf-8")
    run("build")
    after = {path.name for path in (tale / "cache").rglob("*.clip")}
    assert before < after
    assert len(after - before) == 2


def test_listen_writes_one_file(tale: Path, run: Run) -> None:
    """Each name is heard as its letters are read, and again where the lexicon has it."""
    run("names", "--listen")
    (track,) = (tale / "output/two-chairs/auditions").iterdir()
    assert track.suffix == ".mp3"


def test_a_lexicon_changes_only_the_lines_with_its_words_and_can_be_switched_off(tale: Path, run: Run) -> None:
    """Our own names can be left out; a broken lexicon stops the build with its line."""
    plain = json.loads(run("script", "--json").stdout)["utterances"]
    (tale / "story/lexicon.yaml").write_text("Xochitl: Sochill\n", "utf-8")
    changed = json.loads(run("script", "--json").stdout)["utterances"]
    pairs = [(a, b) for a, b in zip(plain, changed, strict=True) if a != b]
    assert [b["spoken"] for _, b in pairs] == ["She saw Sochill, and the lamp was out.", "said Trotsky to Sochill."]
    assert all(a["text"] == b["text"] for a, b in pairs)
    assert [u["phonemes"] for u in changed if "phonemes" in u] == [[{"words": "Dzhugashvili", "ipa": "ˌdʒuːɡəʃˈviːli"}]]
    (tale / "voices.yaml").write_text((tale / "voices.yaml").read_text("utf-8") + "known_names: off\n", "utf-8")
    assert not [u for u in json.loads(run("script", "--json").stdout)["utterances"] if "phonemes" in u]
    (tale / "story/lexicon.yaml").write_text("Xochitl: {ipo: x}\n", "utf-8")
    refused = run("build", check=False)
    assert refused.returncode != 0
    assert "lexicon.yaml:1" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_say_follows_the_lexicon_of_voices_yaml(tale: Path, run: Run) -> None:
    """What is tried with `say` is heard in the build."""
    run("say", "low", "Xochitl was here.", "-o", "before.wav")
    (tale / "names.yaml").write_text("Xochitl: {ipa: ˈsoʊtʃiːl}\n", "utf-8")
    (tale / "voices.yaml").write_text((tale / "voices.yaml").read_text("utf-8") + "lexicon: names.yaml\n", "utf-8")
    run("say", "low", "Xochitl was here.", "-o", "after.wav")
    run("say", "low", "ˈsoʊtʃiːl was here.", "-o", "wanted.wav")
    sounds = [(tale / name).read_bytes() for name in ("before.wav", "after.wav", "wanted.wav")]
    assert sounds[0] != sounds[1] == sounds[2]
