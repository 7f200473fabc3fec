"""Every value that one stage hands to the next. Read this first.

All values are frozen, hold tuples only, and check themselves when made. Quantities carry their unit in the name; ranges
are half-open. The words are those of docs/glossary.md.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# --------------------------------------------------------------------------------------------------------- the story


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in code points, half-open, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or negative stretch."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


class ParagraphKind(StrEnum):
    """What a paragraph is in its chapter."""

    TITLE = "title"
    """The title of the book, as it stands in the text."""
    HEADING = "heading"
    """The heading of the chapter."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is written; line breaks inside it are kept as newlines."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    line: int = 1
    """Where it begins in the file, counted from 1."""
    start: int | None = None
    """Offset of its first code point in the decoded file; None where the file is not plain text."""
    starts_scene: bool = False
    """A scene break stands before it."""

    def __post_init__(self) -> None:
        """Refuse a paragraph with nothing in it, or with blank edges."""
        if not self.text or self.text != self.text.strip():
            raise ValueError(f"not a paragraph: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter; its heading, if the text has one, is its first paragraph (after the book's title)."""

    number: int
    """Counted from 1."""
    title: str
    """For files, tags and lists; "Chapter 3" where the text has no heading."""
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the story file that is not said, and why."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Book:
    """A story, read."""

    title: str
    author: str
    """Empty where the story does not say."""
    language: str
    """BCP 47, lower case: "en", "en-gb"."""
    chapters: tuple[Chapter, ...]
    narrator: str = ""
    """The character who tells the story, where its front matter says so; else empty."""
    unquoted_speech: bool = False
    """Its front matter says that some of what is said in it stands in no marks."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know of how the file was read: a guessed charset, an ignored control character."""

    def text_at(self, locus: "Locus") -> str:
        """Give the words at a place."""
        return self.paragraph(locus).text[locus.span.start : locus.span.end]

    def paragraph(self, locus: "Locus") -> Paragraph:
        """Give the paragraph a place is in."""
        return self.chapters[locus.chapter - 1].paragraphs[locus.paragraph]


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """A place in the book. Places are ordered as they are read."""

    chapter: int
    """The chapter's number, from 1."""
    paragraph: int
    """Index into the chapter's paragraphs, from 0."""
    span: Span
    """Within the paragraph's text."""


# ------------------------------------------------------------------------------------------------------ who says what


class Gender(StrEnum):
    """Grammatical gender of a character, and sex of a voice."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Character:
    """A person in the book."""

    id: str
    """Lower case, unique in the book: "mikhail-popovich"."""
    name: str
    """The canonical name: "Mikhail Popovich", "the chairman"."""
    aliases: tuple[str, ...] = ()
    """The other names of this person, the canonical one not among them."""
    gender: Gender = Gender.UNKNOWN


class QuotationKind(StrEnum):
    """What stands between quotation marks."""

    DIALOGUE = "dialogue"
    """Somebody says it."""
    MENTION = "mention"
    """A sign, a term, a title, a word as a word: it stays with the narrator."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One speech, even where its cue breaks it or it runs over paragraphs. Parts include their marks."""

    parts: tuple[Locus, ...]
    kind: QuotationKind = QuotationKind.DIALOGUE

    def __post_init__(self) -> None:
        """Refuse a speech without parts, or with parts out of order."""
        if not self.parts or list(self.parts) != sorted(self.parts):
            raise ValueError(f"not a quotation: {self.parts}")


class QuoteType(StrEnum):
    """How the text tells who speaks."""

    EXPLICIT = "explicit"
    """The cue names the speaker."""
    ANAPHORIC = "anaphoric"
    """The cue is a pronoun or a description."""
    IMPLICIT = "implicit"
    """There is no cue."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, how sure that is, and why."""

    quotation: Quotation
    speaker: str | None
    """Id of the character; None where the narrator keeps it (mentions)."""
    quote_type: QuoteType | None
    """None for mentions."""
    cue: Locus | None
    """The words that decided it ("said Mikhail"), if any."""
    confidence: float
    """0..1: the chance that the speaker is right."""
    rule: str
    """Name of the rule that decided; docs/attribution.md lists them."""

    def __post_init__(self) -> None:
        """Refuse a confidence that is no chance."""
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a confidence: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """All that is said in the book, and by whom."""

    characters: tuple[Character, ...]
    """Whoever speaks, and the character who narrates."""
    attributions: tuple[Attribution, ...]
    """In order of the text: every quotation, mentions too."""
    narrator: str | None = None
    """Id of the character who tells the story ("I"), if it is one."""

    def character(self, speaker: str) -> Character:
        """Give the character with that id."""
        return next(c for c in self.characters if c.id == speaker)


# -------------------------------------------------------------------------------------------------------------- voices


@dataclass(frozen=True, slots=True)
class Prosody:
    """How it is said, the same for every engine."""

    rate: float = 1.0
    """Ratio to the voice's own pace: 1.2 is a fifth faster."""
    pitch_st: float = 0.0
    """Semitones above (or below) the voice's own pitch."""

    def __post_init__(self) -> None:
        """Refuse what no engine can say."""
        if not 0.25 <= self.rate <= 4.0:
            raise ValueError(f"rate {self.rate} is outside 0.25..4")
        if not -12.0 <= self.pitch_st <= 12.0:
            raise ValueError(f"pitch {self.pitch_st} is outside -12..12 semitones")


@dataclass(frozen=True, slots=True)
class Voice:
    """All that decides the sound of a voice."""

    engine: str
    name: str
    """The engine's own name for it: "en-us+f3"."""
    prosody: Prosody = Prosody()


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """What is known of a voice that an engine offers."""

    engine: str
    name: str
    gender: Gender = Gender.UNKNOWN
    accent: str = ""
    """BCP 47 of what it speaks like: "en-us"."""
    licence: str = ""
    description: str = ""
    """A word or two for the ear: "low", "child", "effect"."""

    @property
    def id(self) -> str:
        """Give the name that voices.yaml and the commands take: "pyttsx3:en-us+f3"."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """A voice of ours, ready for casting."""

    name: str
    """Of the role or pool entry it comes from: "Lenin", "narrator"."""
    voice: Voice
    gender: Gender = Gender.UNKNOWN
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Role:
    """Who speaks with which voice."""

    speaker: str
    """Id of the character."""
    profile: VoiceProfile


@dataclass(frozen=True, slots=True)
class Cast:
    """A voice for everybody who speaks."""

    narrator: VoiceProfile
    roles: tuple[Role, ...] = ()

    def profile_of(self, speaker: str | None) -> VoiceProfile:
        """Give the voice of a character, or of the narrator for None."""
        if speaker is None:
            return self.narrator
        return next(role.profile for role in self.roles if role.speaker == speaker)


# -------------------------------------------------------------------------------------------------------------- script


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
    gain_db: float
    pause_s: float
    """Silence that a listener hears after it."""


@dataclass(frozen=True, slots=True)
class ChapterScript:
    """One chapter, ready to be said."""

    number: int
    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole book, ready to be said: every character of it in exactly one utterance, or left out with a reason."""

    chapters: tuple[ChapterScript, ...]
    left_out: tuple[LeftOut, ...] = ()

    def utterances(self) -> Iterator[Utterance]:
        """Give all utterances in order."""
        for chapter in self.chapters:
            yield from chapter.utterances


# --------------------------------------------------------------------------------------------------------------- sound

CLIP_VERSION: Final = 1
"""Raise it when the same speech would be trimmed or stored differently: every clip is then made anew."""


@dataclass(frozen=True, slots=True)
class ClipRequest:
    """Speech to be had: all that decides the sound of a clip, and nothing else."""

    text: str
    voice: Voice
    fingerprint: str
    """Of the engine: its name, version and model."""
    sample_rate_hz: int

    @property
    def key(self) -> str:
        """Give the name of the clip: sha256 over the recipe, 64 hex digits."""
        recipe = [
            CLIP_VERSION,
            self.text,
            self.voice.engine,
            self.voice.name,
            self.voice.prosody.rate,
            self.voice.prosody.pitch_st,
            self.fingerprint,
            self.sample_rate_hz,
        ]
        return hashlib.sha256(json.dumps(recipe, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine returns: mono, signed 16-bit little-endian samples."""

    pcm: bytes
    sample_rate_hz: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound on disk, known by its key."""

    key: str
    sample_rate_hz: int
    n_samples: int
    rms: float
    """Root mean square, 0..1 of full scale."""
    peak: float
    """Largest sample, 0..1 of full scale."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One clip on the timeline."""

    utterance: Utterance
    clip: Clip
    start: int
    """Sample at which it begins."""
    gain_db: float
    """Levels its voice to all others, and adds the gain of the cast."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each clip of a chapter is heard, in whole samples."""

    chapter: int
    sample_rate_hz: int
    placements: tuple[Placement, ...]
    n_samples: int
    """Length of the chapter, room tone at both ends included."""


@dataclass(frozen=True, slots=True)
class LoudnessTarget:
    """What a finished chapter measures."""

    rms_dbfs: float = -20.0
    """Over the whole file, ungated (ACX wants -23..-18)."""
    true_peak_dbtp: float = -3.5
    room_tone_dbfs: float = -66.0
    """RMS of the sound between words."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that we made."""

    path: str
    """Relative to the story's output folder, with forward slashes."""
    media_type: str
    sha256: str
    n_bytes: int
