"""What each utterance is said with, for `script --spoken` and `--json`."""

from collections.abc import Iterator
from typing import Any

from audiobook.cli import terminal
from audiobook.model import Locus, Utterance
from audiobook.text.spoken import bare
from audiobook.understanding import Story


def utterances_of(story: Story, wanted: frozenset[int]) -> Iterator[Utterance]:
    """Give what is said, in order. wanted: chapters, empty for all."""
    return (u for u in story.script.utterances() if not wanted or u.locus.chapter in wanted)


def utterance_json(story: Story, utterance: Utterance) -> dict[str, Any]:
    """Give an utterance as docs/script-json.md says it."""
    speaker = None if utterance.speaker is None else story.name_of(utterance.speaker)
    value = place_json(story, utterance.locus) | {"spoken": utterance.spoken, "speaker": speaker}
    sounds = [
        {"words": utterance.spoken[sound.span.start : sound.span.end], "ipa": sound.ipa} for sound in utterance.phonemes
    ]
    return value | ({"phonemes": sounds} if sounds else {})


def place_json(story: Story, place: Locus) -> dict[str, Any]:
    """Give a place in the story with its words."""
    base = story.book.paragraph(place).start or 0
    return {
        "chapter": place.chapter,
        "paragraph": place.paragraph,
        "start": base + place.span.start,
        "end": base + place.span.end,
        "text": story.book.text_at(place),
    }


def show_spoken(story: Story, wanted: frozenset[int]) -> None:
    """Print every utterance that is said in other words than it is written in, and how many there are."""
    n_changed = n_all = 0
    for utterance in utterances_of(story, wanted):
        n_all += 1
        written = bare(utterance.text)
        if written != utterance.spoken:
            n_changed += 1
            line = story.book.paragraph(utterance.locus).line
            terminal.echo(
                f"{terminal.style(str(line), bold=True)}  {written}\n{' ' * len(str(line))}  {utterance.spoken}"
            )
    terminal.echo(
        f"{n_changed:,} of {terminal.count(n_all, 'utterance')} are said in other words than they are written in"
    )
