"""A voice for every speaker, no two that meet alike. Pure.

The cast of voices.yaml comes first. Whoever is not in it gets a voice from the pools: of fitting gender, one that
sounds like nobody near them, and the same in every build. Each speaker ranks the pool by a hash of name and voice
(rendezvous hashing, Thaler & Ravishankar 1998), so that a new character in the story changes nobody else's voice
without need.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from audiobook.casting.catalogue import ALIKE, Catalogue
from audiobook.casting.meetings import Meetings, find_meetings
from audiobook.errors import SettingsError, did_you_mean
from audiobook.model import Book, Cast, Character, Dialogue, Gender, Role, Voice, VoiceProfile

NOTHING_MEASURED: Final = Catalogue()


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of `characters:` in voices.yaml."""

    character: Character
    profile: VoiceProfile | None
    """None: the entry states names or gender only, and the pools give the voice."""
    place: str = ""
    """`file:line`, for errors."""


@dataclass(frozen=True, slots=True)
class CastingRules:
    """What voices.yaml says of who gets which voice."""

    narrator: VoiceProfile
    narrator_character: str = ""
    """The character who tells the story, if the text does not give the name away."""
    parts: tuple[Part, ...] = ()
    pools: Mapping[Gender, tuple[VoiceProfile, ...]] = field(default_factory=dict)

    @property
    def known(self) -> tuple[Character, ...]:
        """Give the people that voices.yaml states."""
        return tuple(part.character for part in self.parts)


def cast_voices(
    dialogue: Dialogue, rules: CastingRules, catalogue: Catalogue = NOTHING_MEASURED, book: Book | None = None
) -> Cast:
    """Give everybody who speaks a voice. Raises SettingsError if a speaker needs the pools and they are empty.

    catalogue: how alike voices sound; of voices that were not measured, only the same one is alike.
    book: parts scenes; without it a chapter is one.
    """
    meetings = find_meetings(dialogue, book)
    taken = stated_voices(dialogue, rules, meetings.speakers)
    reserved = {rules.narrator.voice, *(profile.voice for profile in taken.values())}
    for speaker in meetings.speakers:
        if speaker not in taken:
            character = dialogue.character(speaker)
            pool = _pool(character, rules)
            present, near = (
                {rules.narrator.voice, *(taken[other].voice for other in others if other in taken)}
                for others in (meetings.together(speaker), meetings.near(speaker))
            )
            foreign = {p.voice for p in pool} - {p.voice for p in rules.pools.get(character.gender, ())}
            given = {profile.voice for profile in taken.values()}
            taken[speaker] = _choose(character, pool, (present, near), (foreign, reserved, given), catalogue)
    return Cast(rules.narrator, tuple(Role(speaker, profile) for speaker, profile in taken.items()))


def stated_voices(dialogue: Dialogue, rules: CastingRules, speakers: Sequence[str]) -> dict[str, VoiceProfile]:
    """Give the voices that voices.yaml states for the people of this story, by id, in the order of the speakers."""
    stated = {part.character.id: part.profile for part in parts_by_id(dialogue, rules.parts) if part.profile}
    if dialogue.narrator:  # whoever tells the story and is not cast apart sounds the same in it
        stated = {dialogue.narrator: rules.narrator, **stated}
    return {speaker: stated[speaker] for speaker in speakers if speaker in stated}


def alikeness(voice: Voice, others: Iterable[Voice], catalogue: Catalogue) -> int:
    """Give how far a voice is above what is still unlike the most similar of the others, in hundredths; 0 is unlike."""
    worst = 0.0
    for other in others:
        likeness = catalogue.likeness(voice, other)
        worst = max(worst, float(voice == other) if likeness is None else likeness)
    return max(0, round(100 * (worst - ALIKE)) + 1) if worst >= ALIKE else 0


def sound_alike(cast: Cast, meetings: Meetings, catalogue: Catalogue) -> Iterator[tuple[str | None, str, float]]:
    """Give who meets and sounds alike, the narrator (None) with all, and how alike; whoever shares his voice is he."""
    told = [role for role in cast.roles if role.profile.voice != cast.narrator.voice]
    for n, role in enumerate(told):
        others: list[tuple[str | None, Voice]] = [(None, cast.narrator.voice)]
        others += [(o.speaker, o.profile.voice) for o in told[:n] if o.speaker in meetings.together(role.speaker)]
        for other, voice in others:
            likeness = catalogue.likeness(role.profile.voice, voice)
            if likeness is not None and likeness >= ALIKE:
                yield other, role.speaker, likeness


def misspelt(dialogue: Dialogue, rules: CastingRules) -> Iterator[str]:
    """Say which entries stand for nobody in this story, but nearly for somebody.

    The others are silent: one voices.yaml serves many stories, and not everybody is in each.
    """
    names = {name for c in dialogue.characters for name in c.names}
    known = {name.casefold() for name in names}
    for part in rules.parts:
        hint = did_you_mean(part.character.name, names)
        if hint and not known & part.character.low_names:
            yield f'{part.place}: nobody in this story is called "{part.character.name}". {hint}'


def told_apart(people: Sequence[Character], others: Iterable[Character] = ()) -> tuple[Character, ...]:
    """Give people without the aliases that somebody else has too, one of them or of the others.

    In a story one description may stand for two people; in voices.yaml a name is one person's.
    """
    n_owners = Counter(name for c in (*people, *others) for name in c.low_names)
    return tuple(
        replace(c, aliases=tuple(alias for alias in c.aliases if n_owners[alias.casefold()] == 1)) for c in people
    )


def parts_by_id(dialogue: Dialogue, parts: Iterable[Part]) -> Iterable[Part]:
    """Give the entries that stand for somebody in this story, under the id that the story gave them."""
    by_name = {alias.casefold(): c.id for c in dialogue.characters for alias in c.aliases}
    by_name |= {c.name.casefold(): c.id for c in dialogue.characters}  # a name counts for more than an alias
    for part in parts:
        names = part.character.names
        found = next((by_name[name.casefold()] for name in names if name.casefold() in by_name), None)
        if found:
            yield replace(part, character=replace(part.character, id=found))


def _pool(character: Character, rules: CastingRules) -> Sequence[VoiceProfile]:
    """Give the voices of fitting sex; of those whose sex nobody knows, all: their own pool is soon used up."""
    everybody = tuple(profile for pool in rules.pools.values() for profile in pool)
    pool = everybody if character.gender is Gender.UNKNOWN else rules.pools.get(character.gender) or everybody
    if not pool:
        raise SettingsError(
            f'there is no voice for "{character.name}": it is not under `characters:` and `pools:` is empty',
            hint="run `audiobook cast --write`, or fill the pools in voices.yaml",
        )
    return pool


def _choose(
    character: Character,
    pool: Sequence[VoiceProfile],
    heard: Sequence[AbstractSet[Voice]],
    taken: Sequence[AbstractSet[Voice]],
    catalogue: Catalogue,
) -> VoiceProfile:
    """Choose the speaker's favourite among the voices that clash least.

    heard: the voices that it must not sound like: of all who are present, and of those who speak nearby. taken: the
    voices that are better left to others: those of another pool, those that are stated, those that somebody has.
    """

    def clash_and_rank(profile: VoiceProfile) -> tuple[list[int], list[bool], str]:
        draw = hashlib.sha256(f"{character.id}\n{profile.voice}".encode()).hexdigest()
        alike = [alikeness(profile.voice, voices, catalogue) for voices in heard]
        return alike, [profile.voice in voices for voices in taken], draw

    return replace(min(pool, key=clash_and_rank), name=character.name)
