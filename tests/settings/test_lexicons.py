from pathlib import Path

import pytest

from audiobook.errors import SettingsError
from audiobook.settings.lexicons import lexicon_files, load_beside, parse_lexicon
from audiobook.settings.voices_yaml import load_settings
from audiobook.text.lexicon import Entry

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <lexeme><grapheme>Proust</grapheme><grapheme>PROUST</grapheme><phoneme>pɹuːst</phoneme></lexeme>
  <lexeme><grapheme>Kant</grapheme><alias>Kahnt</alias></lexeme>
</lexicon>"""


def test_entries_have_ipa_a_respelling_or_both() -> None:
    """A word alone is a respelling; an entry may be somebody's; each knows its line."""
    text = """# names
Dzhugashvili: {ipa: "/dʒuːɡəʃˈviːli/", say: Joo-gash-veely}
Proust: Proost
Wien:
  - {ipa: viːn, by: Freud}
  - say: Vienna
"""
    assert parse_lexicon(text, "names.yaml") == (
        Entry("Dzhugashvili", "dʒuːɡəʃˈviːli", "Joo-gash-veely", place="names.yaml:2"),
        Entry("Proust", say="Proost", place="names.yaml:3"),
        Entry("Wien", "viːn", by="Freud", place="names.yaml:5"),
        Entry("Wien", say="Vienna", place="names.yaml:6"),
    )


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("Kant: {ippa: x}", 'names.yaml:1: unknown key "ippa" in Kant', "ipa"),
        ("A: b\nKant: {ipa: kɑ4nt}", 'names.yaml:2: "4" is no sound of the IPA', "Wiktionary"),
        ("Kant: {ipa: '[[k]] x'}", 'names.yaml:1: "]" is no sound', "Wiktionary"),
        ("Kant: {by: Freud}", 'names.yaml:1: "Kant" needs "ipa" or "say"', "say:"),
        ('Kant: "---"', "nothing to say", ""),
        ("1905: x", '"1905" is no word', ""),
        ("Kant: a\nKant: b", "stands twice", ""),
        ("Kant: " + "ka" * 500, "names.yaml:1: an entry has at most", "words"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, problem: str, hint: str) -> None:
    """Every mistake has a file, a line, and what to do."""
    with pytest.raises(SettingsError) as refused:
        parse_lexicon(text, "names.yaml")
    assert problem in refused.value.problem
    assert hint in refused.value.hint


def test_lexicons_beside_a_story_are_read_its_own_first(tmp_path: Path) -> None:
    """That of the one story counts for more than that of the folder, and PLS is read too."""
    (tmp_path / "lexicon.yaml").write_text("Proust: Prowst", "utf-8")
    (tmp_path / "exile.lexicon.yaml").write_text("Proust: Proost", "utf-8")
    (tmp_path / "lexicon.pls").write_text(PLS, "utf-8")
    found = load_beside(tmp_path / "exile.md")
    assert [(e.written, e.say or e.ipa) for e in found] == [
        ("Proust", "Proost"),
        ("Proust", "Prowst"),
        ("Proust", "pɹuːst"),
        ("PROUST", "pɹuːst"),
        ("Kant", "Kahnt"),
    ]
    assert lexicon_files(tmp_path / "other.md") == (tmp_path / "lexicon.yaml", tmp_path / "lexicon.pls")


def test_voices_yaml_names_lexicons_for_all_and_for_characters(tmp_path: Path) -> None:
    """Paths begin where voices.yaml stands; a character's lexicon is that character's alone."""
    (tmp_path / "names.yaml").write_text("Kant: Kahnt", "utf-8")
    (tmp_path / "freud.pls").write_text(PLS, "utf-8")
    (tmp_path / "voices.yaml").write_text(
        "lexicon: names.yaml\nknown_names: off\ncharacters: {Freud: {lexicon: freud.pls}}", "utf-8"
    )
    settings = load_settings(tmp_path / "voices.yaml")
    assert [(e.written, e.by) for e in settings.lexicon] == [
        ("Proust", "Freud"),
        ("PROUST", "Freud"),
        ("Kant", "Freud"),
        ("Kant", ""),
    ]
    assert not settings.known_names


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("gone.yaml", None, "voices.yaml:1: there is no lexicon gone.yaml"),
        ("bad.pls", "<lexicon><grapheme>", "bad.pls is no XML"),
        ("page.pls", "<html/>", 'begins with "html"'),
        ("bomb.pls", '<!DOCTYPE x [<!ENTITY a "b">]><lexicon>&a;</lexicon>', "entit"),
    ],
)
def test_a_lexicon_that_cannot_be_read_stops_everything(
    tmp_path: Path, name: str, content: str | None, problem: str
) -> None:
    """A missing or broken lexicon is an error in words, never passed over."""
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "voices.yaml").write_text(f"lexicon: {name}", "utf-8")
    with pytest.raises(SettingsError, match=problem):
        load_settings(tmp_path / "voices.yaml")
