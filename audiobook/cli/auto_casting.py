"""`cast --auto`: voices that fit what the text says, and the words that say it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from audiobook.auto_cast import auto_cast, fitting_for
from audiobook.casting.fitting import Fit
from audiobook.casting.meetings import find_meetings
from audiobook.casting.roles import sound_alike
from audiobook.catalogue_file import load_catalogue
from audiobook.model import Trait
from audiobook.settings.voices_yaml import Settings
from audiobook.understanding import Story


def fitted(stories: Sequence[Story], settings: Settings, engine: str) -> tuple[list[Story], dict[str, str]]:
    """Give the stories with fitted voices, and why each has his, by id. Raises VoiceError if an engine has none."""
    recast, reasons = [], dict[str, str]()
    for story in stories:
        new, fits = auto_cast(story, fitting_for(story, settings, engine))
        recast.append(new)
        for speaker, fit in fits.items():
            reasons.setdefault(speaker, why(story, fit))
    return recast, reasons


def alike_notes(story: Story) -> Iterator[str]:
    """Say who meets and sounds alike."""
    meetings = find_meetings(story.dialogue, story.book)
    for one, other, likeness in sound_alike(story.cast, meetings, load_catalogue()):
        yield f"{story.name_of(one)} and {story.name_of(other)} meet and sound alike ({likeness:.2f} of 1)"


def why(story: Story, fit: Fit) -> str:
    """Say which words of the text a voice was chosen by, and what of them no voice has."""
    met = "; ".join(_said(story, fit.met))
    unmet = "; ".join(_said(story, fit.unmet))
    return "; ".join(filter(None, (met, f"no voice for: {unmet}" if unmet else "")))


def _said(story: Story, traits: Iterable[Trait]) -> Iterable[str]:
    """Give 'high, raspy: "a raspy, high pitched voice" (line 45)'."""
    for place, same in groupby(sorted(traits, key=_by_place), key=lambda trait: trait.place):
        values = ", ".join(trait.value for trait in same)
        if place is None:
            yield f"{values} (the name)"
        else:
            yield f'{values}: "{" ".join(story.book.text_at(place).split())}" (line {story.book.paragraph(place).line})'


def _by_place(trait: Trait) -> tuple[int, int, int]:
    return (trait.place.chapter, trait.place.paragraph, trait.place.span.start) if trait.place else (0, 0, 0)
