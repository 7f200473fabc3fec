from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.casting.meetings import find_meetings
from audiobook.casting.roles import CastingRules, Part, cast_voices, sound_alike
from audiobook.catalogue_file import load_catalogue
from audiobook.errors import SettingsError
from audiobook.model import Character, Gender, Voice, VoiceProfile
from tests.helpers import casting_rules, conversation, profile

NAMES = st.lists(st.sampled_from("Ada Bo Cy Di Ed Flo Gus Hal Ian Jo".split()), max_size=30)


def part(name: str, voice: str, *aliases: str) -> Part:
    """Give an entry of `characters:`."""
    return Part(Character(f"stated-{name}", name, aliases), profile(voice))


@given(NAMES)
def test_the_same_story_is_cast_the_same_way_every_time(names: list[str]) -> None:
    """Nobody's voice changes from build to build, whatever the order of the list of characters."""
    dialogue = conversation(*names)
    turned = replace(dialogue, characters=dialogue.characters[::-1])
    cast = cast_voices(dialogue, casting_rules())
    assert cast == cast_voices(dialogue, casting_rules()) == cast_voices(turned, casting_rules())
    assert {role.speaker for role in cast.roles} == {name.lower() for name in names}


@given(NAMES, st.integers(min_value=1, max_value=12))
def test_speakers_who_meet_sound_different_while_there_are_voices(names: list[str], n_voices: int) -> None:
    """Who answers whom has another voice, and neither has the narrator's, as long as the pool has one left."""
    cast = cast_voices(conversation(*names), CastingRules(profile("narrator"), pools=only_unknown(n_voices)))
    if len(set(names)) <= n_voices:
        for one, other in pairwise(names):
            if one != other:
                assert cast.profile_of(one.lower()).voice != cast.profile_of(other.lower()).voice
    assert cast.narrator.voice not in [role.profile.voice for role in cast.roles]


def only_unknown(n_voices: int) -> dict[Gender, tuple[VoiceProfile, ...]]:
    """Give one pool of so many voices."""
    return {Gender.UNKNOWN: tuple(profile(str(n)) for n in range(n_voices))}


@pytest.mark.parametrize("stated", range(6))
def test_stated_voices_are_kept_free_for_their_characters(stated: int) -> None:
    """A voice that voices.yaml gives to one is given to nobody else, however far away, while others are free."""
    rules = CastingRules(profile("narrator"), parts=(part("Ada", str(stated)),), pools=only_unknown(6))
    cast = cast_voices(conversation("Ada", *["Bo"] * 10, *["Cy", "Di", "Ed"] * 10), rules)
    assert cast.profile_of("ada").voice.name == str(stated)
    assert len({role.profile.voice for role in cast.roles}) == 5


@pytest.mark.parametrize("gender", list(Gender))
def test_the_pool_fits_the_gender(gender: Gender) -> None:
    """A woman gets a woman's voice as long as there is a pool of them."""
    dialogue = conversation("Ada", "Bo", "Cy", gender=gender)
    assert {role.profile.gender for role in cast_voices(dialogue, casting_rules()).roles} == {gender}


def test_an_empty_pool_borrows_from_the_others() -> None:
    """A wrong voice is better than none."""
    rules = CastingRules(profile("narrator"), pools={Gender.FEMALE: (), Gender.MALE: (profile("low", Gender.MALE),)})
    cast = cast_voices(conversation("Ada", gender=Gender.FEMALE), rules)
    assert cast.profile_of("ada").voice.name == "low"


def test_without_any_voice_there_is_an_error_in_words() -> None:
    """It names who has no voice, and the way out."""
    with pytest.raises(SettingsError, match='there is no voice for "Ada"'):
        cast_voices(conversation("Ada"), CastingRules(profile("narrator")))


def test_one_voice_is_enough_if_it_must_be() -> None:
    """A small pool is used again and again rather than refused."""
    cast = cast_voices(conversation("Ada", "Bo", "Cy"), CastingRules(profile("narrator"), pools=only_unknown(1)))
    assert {role.profile.voice.name for role in cast.roles} == {"0"}


@pytest.mark.parametrize("entry", [part("ADA", "x"), part("The smith", "x", "ada"), part("Lovelace", "x", "Q", "Ada")])
def test_an_entry_is_found_by_any_name_in_any_case(entry: Part) -> None:
    """voices.yaml may call people as it likes; entries of people who are not in the story do no harm."""
    rules = replace(casting_rules(), parts=(part("Nobody here", "y"), entry))
    assert cast_voices(conversation("Ada"), rules).profile_of("ada").voice.name == "x"


def test_a_name_counts_for_more_than_an_alias() -> None:
    """Two people may be called Ada; the entry "Ada" is for her whose name it is."""
    dialogue = conversation("Ada", "Bo")
    ada, bo = dialogue.characters
    dialogue = replace(dialogue, characters=(ada, replace(bo, aliases=("Ada",))))
    cast = cast_voices(dialogue, replace(casting_rules(), parts=(part("Ada", "x"),)))
    assert cast.profile_of("ada").voice.name == "x"
    assert cast.profile_of("bo").voice.name != "x"


def test_an_entry_without_a_voice_leaves_it_to_the_pools() -> None:
    """Stating a gender or an alias is no casting."""
    rules = replace(casting_rules(), parts=(Part(Character("ada", "Ada"), None),))
    assert cast_voices(conversation("Ada"), rules).profile_of("ada").voice.name.startswith("unknown-")


def test_who_meets_and_sounds_alike_is_pointed_out() -> None:
    """The narrator counts, people who never meet do not, and one voice for two is as alike as can be."""
    one, other = Voice("pyttsx3", "en-us"), Voice("pyttsx3", "en-us+m7")
    parts = tuple(
        Part(Character(name.lower(), name), VoiceProfile(name, voice)) for name, voice in (("Ada", one), ("Bo", other))
    )
    rules = CastingRules(VoiceProfile("narrator", Voice("pyttsx3", "en-us+belinda")), parts=parts)
    dialogue = conversation("Ada", "Bo")
    cast = cast_voices(dialogue, rules)
    found = list(sound_alike(cast, find_meetings(dialogue), load_catalogue()))
    assert [(a, b) for a, b, _ in found] == [("ada", "bo")]
    assert found[0][2] > 0.85
    apart = find_meetings(conversation("Ada"))
    assert not list(sound_alike(cast, apart, load_catalogue()))
    like_narrator = replace(cast, narrator=VoiceProfile("narrator", Voice("pyttsx3", "en-us+m7")))
    assert [(a, b) for a, b, _ in sound_alike(like_narrator, find_meetings(dialogue), load_catalogue())] == [
        (None, "ada")
    ]


def test_a_newcomer_far_away_changes_nobody_elses_voice() -> None:
    """Write a new chapter with a new person: the people of the first chapters sound as they did."""
    before = cast_voices(conversation(*["Ada", "Bo"] * 10), casting_rules(20))
    after = cast_voices(conversation(*["Ada", "Bo"] * 10, "Zoe"), casting_rules(20))
    for speaker in ("ada", "bo"):
        assert before.profile_of(speaker) == after.profile_of(speaker)


def test_whoever_tells_the_story_keeps_his_voice_in_it() -> None:
    """A first-person narrator who is not cast apart says his own lines with the narrator's voice; cast apart, not."""
    told = replace(conversation("Ada", "Bo", "Ada"), narrator="ada")
    assert cast_voices(told, casting_rules()).profile_of("ada") == casting_rules().narrator
    younger = replace(casting_rules(), parts=(part("Ada", "younger"),))
    assert cast_voices(told, younger).profile_of("ada").voice.name == "younger"
