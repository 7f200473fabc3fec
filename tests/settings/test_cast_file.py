from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SettingsError
from audiobook.model import Character, Gender, Prosody, Voice, VoiceProfile
from audiobook.settings.cast_file import add_characters
from audiobook.settings.voices_yaml import parse_settings

IDA = Character("ida", "Ida", ("the teacher", "Miss #1"), Gender.FEMALE)
LOW = VoiceProfile("Ida", Voice("tone", "low", Prosody(1.25, -3.0)), gain_db=2.0)
ENTRY = """\
  Ida:
    aliases: [the teacher, "Miss #1"]
    gender: female
    voice: "tone:low"
    rate: 1.25
    pitch: -3
    gain: 2
"""


def added(text: str) -> str:
    """Give the file with Ida in it."""
    return add_characters(text, "v.yaml", [(IDA, LOW)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "characters:\n@"),
        ("engine: tone", "engine: tone\n\ncharacters:\n@"),
        ("characters:\nengine: tone\n", "characters:\n@engine: tone\n"),
        ("characters: {}\nengine: tone\n", "characters:\n@engine: tone\n"),
        ("characters: {} # people\n", "characters: # people\n@"),
        ("characters: ~ # people\n", "characters: # people\n@"),
        ("characters: # people\n", "characters: # people\n@"),
        ("characters:\n  Bo: {voice: 'tone:low'}\n", "characters:\n  Bo: {voice: 'tone:low'}\n@"),
        ("characters:\n  Bo:\n    # his\n    voice: tone:low  # deep\n  # more to come\n\nengine: tone\n", None),
    ],
    ids=lambda text: text and text[:30],
)
def test_an_entry_is_added_and_all_else_stays(before: str, after: str | None) -> None:
    """What a person wrote, comments too, stands as it was; the new entry comes after the last one."""
    if after is None:
        head, tail = before.split("  # more")
        after = f"{head}@  # more{tail}"
    assert added(before) == after.replace("@", ENTRY)


def test_the_indent_is_the_one_that_is_there() -> None:
    """Four blanks stay four."""
    assert "\n    Ida:\n      aliases" in added("characters:\n    Bo: {voice: 'tone:low'}\n")


@pytest.mark.parametrize(
    "text",
    [
        "characters: {Bo: {voice: 'tone:low'}}\n",
        "characters: {Bo: {voice: 'tone:low'},\n  Cy: {}}\nengine: tone\n",
        "characters:\n  {}\n",
        "  engine: tone\n",
        "engine: tone\n...\n",
        "characters:\n  Ida: {voice: 'tone:low'}\n",
    ],
)
def test_a_file_is_never_written_broken(text: str) -> None:
    """Where an entry cannot be added safely, a person is asked to do it."""
    with pytest.raises(SettingsError, match=r"v\.yaml:1: nothing can be added to `characters:`"):
        added(text)


def test_nothing_to_add_changes_nothing() -> None:
    """Not even the last newline."""
    assert add_characters("engine:   tone", "v.yaml", []) == "engine:   tone"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])).filter(
        lambda n: any(map(str.isalnum, n))
    )
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    """`no`, `12`, `Anna: the elder`, `#1`: whatever a character is called, the entry is theirs."""
    text = add_characters("", "v.yaml", [(Character("x", name, (name + "’s", "~")), LOW)])
    (part,) = parse_settings(text, "v.yaml").casting.parts
    assert part.character.name == name
    assert part.character.aliases == ((name + "’s").strip(), "~")
    assert part.profile is not None
    assert part.profile.voice == LOW.voice


def test_a_voice_without_manners_stays_so() -> None:
    """Whoever tells the story may have the narrator's voice, and all that belongs to it."""
    plain = replace(LOW, takes_manner=False)
    text = add_characters("", "v.yaml", [(IDA, plain)])
    read = parse_settings(text, "v.yaml").casting.parts[0].profile
    assert read is not None
    assert not read.takes_manner
