"""A book ready to be said."""

from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.model.spoken import Link, Phonemes
from audiobook.model.story import ChapterKind, LeftOut, Locus
from audiobook.model.voices import Voice


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one go by one voice."""

    locus: Locus
    text: str
    """As written, with its quotation marks: exactly the text at `locus`."""
    spoken: str
    """What the engine is asked to say."""
    speaker: str | None
    """Id of the character; None is the narrator."""
    voice: Voice
    """What it is said with: the cast's voice, as its manner changes it."""
    cast_voice: Voice
    """What it is levelled by, whatever its manner: a whisper stays below the speaker's other lines."""
    gain_db: float
    """Of the cast, and of the manner."""
    pause_s: float
    """Silence that a listener hears after it."""
    manner: str = ""
    """Name of the rule that shaped it ("whispered"); empty where none did."""
    take: int = 0
    """Which take of it is heard (`ClipRequest.take`): above 0 where a retake was asked for."""
    links: tuple[Link, ...] = ()
    """Which stretch of `text` each stretch of `spoken` says (`written_span`)."""
    phonemes: tuple[Phonemes, ...] = ()
    """How some words of `spoken` are said, by the lexicon; in order, none over another."""


@dataclass(frozen=True, slots=True)
class ChapterScript:
    """One chapter, ready to be said."""

    number: int
    title: str
    utterances: tuple[Utterance, ...]
    kind: ChapterKind = ChapterKind.STORY
    at_most_s: float | None = None
    """What would be heard after this time, room tone included, is left out; None: it takes the time it takes."""


@dataclass(frozen=True, slots=True)
class Script:
    """The whole book, ready to be said: every character of it in exactly one utterance, or left out with a reason."""

    chapters: tuple[ChapterScript, ...]
    left_out: tuple[LeftOut, ...] = ()

    def utterances(self) -> Iterator[Utterance]:
        """Give all utterances in order."""
        for chapter in self.chapters:
            yield from chapter.utterances
