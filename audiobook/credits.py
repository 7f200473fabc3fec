"""Credits and a retail sample: what is heard beside the chapters of a book. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from string import Formatter
from typing import Final

from audiobook.errors import SettingsError, did_you_mean
from audiobook.model import (
    Book,
    Cast,
    Chapter,
    ChapterKind,
    ChapterScript,
    Dialogue,
    Locus,
    Paragraph,
    ParagraphKind,
    Script,
    Utterance,
)
from audiobook.script import Pauses, estimated_s, write_script
from audiobook.text.authors import ANONYMOUS, VARIOUS
from audiobook.text.language import name_of

FIELDS: Final = ("title", "author", "narrator", "cast", "publisher", "series", "series_number", "year")
"""What credits may name, in braces."""
SHORTEST_SAMPLE_S: Final = 60.0
LONGEST_SAMPLE_S: Final = 300.0
"""What shops take."""
LEAST_ASKED_S: Final = 75.0
"""A sample ends with a whole utterance, up to so much before its time is up: who asks for less gets no minute."""
MOST_NAMES: Final = 8
"""So many of the cast are named."""
_SAMPLE_SLACK: Final = 2.0
"""A sample is chosen before anything is said, by how long its words should take: so much more stands ready."""


@dataclass(frozen=True, slots=True)
class Credits:
    """How the credits are worded."""

    opening: str | None = None
    """None: nobody says them. Empty: in our words. A line break parts paragraphs."""
    closing: str | None = None
    """As `opening`."""
    place: str = ""
    """Where they are asked for, for errors: "voices.yaml:7"."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Which stretch of the story a retail sample is."""

    chapter: int | None = None
    """None: the first."""
    seconds: float = 180.0
    """It is no longer than this, room tone and all."""
    place: str = ""
    """As in `Credits`."""


@dataclass(frozen=True, slots=True)
class Billing:
    """Whom credits can name."""

    book: Book
    people: tuple[str, ...]
    """Names of those who speak, those with most to say first."""
    narrated_by: str
    """Empty where machines read."""

    @property
    def is_english(self) -> bool:
        """Say whether our own words fit the story."""
        return self.book.language.partition("-")[0] == "en"

    def facts(self) -> Mapping[str, str]:
        """Give the value of each field; empty where nobody has stated it."""
        about = self.book.about
        synthetic = ("synthetic voices" if self.people else "a synthetic voice") if self.is_english else ""
        return {
            "title": self.book.title,
            "author": self.book.author,
            "narrator": self.narrated_by or synthetic,
            "cast": self._cast(),
            "publisher": about.publisher,
            "series": about.series,
            "series_number": about.series_number,
            "year": about.published[:4],
        }

    def _cast(self) -> str:
        shown = self.people[:MOST_NAMES]
        if len(self.people) > MOST_NAMES or not self.is_english or len(shown) < 2:
            return ", ".join(shown)
        return f"{', '.join(shown[:-1])} and {shown[-1]}"


@dataclass(frozen=True, slots=True)
class Track:
    """Something that is heard beside the chapters: what is written, and how it is said."""

    chapter: Chapter
    script: ChapterScript


# ------------------------------------------------------------------------------------------------------------- credits


def credit_tracks(credits_: Credits, billing: Billing, cast: Cast, pauses: Pauses) -> tuple[Track, ...]:
    """Give the credits that are asked for, said by the narrator. Raises SettingsError if they cannot be worded."""
    n_chapters = len(billing.book.chapters)
    asked = (
        (0, "Opening Credits", ChapterKind.OPENING, credits_.opening, _our_opening),
        (n_chapters + 1, "Closing Credits", ChapterKind.CLOSING, credits_.closing, _our_closing),
    )
    tracks = []
    for number, title, kind, wording, ours in asked:
        if wording is not None:
            if not wording and not billing.is_english:
                hint = "word them in its language: `credits: {opening: ..., closing: ...}`"
                raise SettingsError(
                    f'{credits_.place}: our credits are English, and the story is "{billing.book.language}"', hint=hint
                )
            words = worded(wording or ours(billing), billing.facts(), credits_.place)
            tracks.append(_track(Chapter(number, title, words), kind, cast, pauses, credits_.place))
    return tuple(tracks)


def check_wording(text: str, place: str) -> None:
    """Raise SettingsError where credits name what they cannot, with "did you mean"."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise SettingsError(f"{place}: {error}", hint="a field stands in braces: {title}") from None
    for _, name, spec, conversion in parts:
        if name in FIELDS and (spec or conversion):
            hint = f"write {{{name}}}: credits say a field as it is"
            raise SettingsError(
                f"{place}: credits know plain fields only, not {_braced(name, spec, conversion)}", hint=hint
            )
        if name is not None and name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"known are {', '.join(f'{{{field}}}' for field in FIELDS)}"
            raise SettingsError(f"{place}: credits know no {{{name}}}", hint=hint)


def _braced(name: str, spec: str | None, conversion: str | None) -> str:
    return f"{{{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}}}"


def worded(wording: str, facts: Mapping[str, str], place: str) -> tuple[Paragraph, ...]:
    """Give the paragraphs that a wording stands for. Raises SettingsError for a field that nobody has stated."""
    text = ""
    for literal, name, _, _ in Formatter().parse(wording):
        # no second full stop after "Who Goes There?" or "Jr."
        text += literal.removeprefix(".") if text.endswith((".", "?", "!", "…")) else literal
        if name is not None and not facts[name]:
            raise SettingsError(
                f"{place}: the credits name the {name}, which nobody has stated", hint=_HINTS.get(name, _HINT)
            )
        text += facts[name] if name is not None else ""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return tuple(Paragraph(line) for line in lines if line)


_HINT: Final = "state it in the story's front matter, or word the credits without it"
_HINTS: Final = {
    "narrator": "state `narrated_by:` in voices.yaml, or word the credits without it",
    "cast": "nobody but the narrator speaks in the story: word the credits without it",
    "year": "state `published:` in the story's front matter, or word the credits without it",
}


def credits_notes(wanted: Credits, book: Book) -> tuple[str, ...]:
    """Point out credits in our words, which are English, for a story that is not."""
    if "" not in (wanted.opening, wanted.closing) or book.language.startswith("en"):
        return ()
    hint = 'write `credits: {opening: "{title}.", closing: off}` in words of your own'
    return (f"{wanted.place}: the story is in {name_of(book.language)}, our credits are in English; {hint}",)


def _our_opening(billing: Billing) -> str:
    writer = _writer(billing)
    return "{title}.\n" + (f"Written by {writer}.\n" if writer else "") + _performed(billing)


def _our_closing(billing: Billing) -> str:
    writer = _writer(billing)
    return (
        "This has been {title}"
        + (f", written by {writer}" if writer else "")
        + ".\n"
        + _performed(billing)
        + "\nThe End."
    )


def _writer(billing: Billing) -> str:
    """Give what our words call the author."""
    unnamed = {ANONYMOUS: "an anonymous author", VARIOUS: "various authors", "": ""}
    return unnamed.get(billing.book.author, "{author}")


def _performed(billing: Billing) -> str:
    if billing.narrated_by:
        return "Narrated by {narrator}."
    others = ", and others" if len(billing.people) > MOST_NAMES else ""
    return "Performed by {narrator}, as {cast}" + others + "." if billing.people else "Read by {narrator}."


def _track(chapter: Chapter, kind: ChapterKind, cast: Cast, pauses: Pauses, place: str) -> Track:
    book = Book(chapter.title, "", "en", (chapter,))
    script = write_script(book, Dialogue((), ()), cast, pauses)
    if not script.chapters:
        raise SettingsError(f"{place}: there is nothing to say in the {kind} credits", hint="or switch them off")
    return Track(chapter, replace(script.chapters[0], kind=kind))


# -------------------------------------------------------------------------------------------------------------- sample


def sample_track(sample: Sample, book: Book, script: Script) -> Track:
    """Give the beginning of a chapter, without its heading, to choose from: more than the sample can be.

    It ends where `cut` says, when it is known how long the clips are. Raises SettingsError if there is no such chapter.
    """
    chapter, said = _sampled(sample, book, script)
    written = book.chapters[chapter.number - 1].paragraphs
    times_s = accumulate(estimated_s(u) for u in said)
    taken = [
        u for u, end_s in zip(said, times_s, strict=True) if u is said[0] or end_s <= _SAMPLE_SLACK * sample.seconds
    ]
    first, last = taken[0].locus.paragraph, taken[-1].locus.paragraph
    number = len(book.chapters) + 2
    utterances = tuple(_moved(u, number, first) for u in taken)
    return Track(
        Chapter(number, "Retail Sample", written[first : last + 1]),
        ChapterScript(number, "Retail Sample", utterances, ChapterKind.SAMPLE, sample.seconds),
    )


def sample_notes(
    sample: Sample, track: Track, pauses: Pauses, chapters: Sequence[ChapterScript] = ()
) -> tuple[str, ...]:
    """Say so where a sample is shorter than shops take. chapters: of the story, which may have a longer one."""
    seconds = _heard_s(track.script, pauses)
    if seconds >= SHORTEST_SAMPLE_S:
        return ()
    note = f"{sample.place}: the retail sample is about {seconds:.0f} s long, and shops want {SHORTEST_SAMPLE_S:.0f}"
    limited = (replace(chapter, at_most_s=sample.seconds) for chapter in chapters)
    longer = next((chapter.number for chapter in limited if _heard_s(chapter, pauses) >= SHORTEST_SAMPLE_S), None)
    return (f"{note}; take a longer chapter: `sample: {{chapter: {longer}}}`" if longer else note,)


def _heard_s(script: ChapterScript, pauses: Pauses) -> float:
    """Give about how long a chapter is once it is cut to the time it has."""
    kept = cut(script, [estimated_s(u) - u.pause_s for u in script.utterances], pauses).utterances
    return pauses.head_s + sum(map(estimated_s, kept)) - kept[-1].pause_s + pauses.tail_s


def cut(script: ChapterScript, lengths_s: Sequence[float], pauses: Pauses) -> ChapterScript:
    """Give what of a chapter can be said within the time it has; all, where it has no limit.

    lengths_s: of the clip of each utterance.
    """
    if script.at_most_s is None:
        return script
    room_s = script.at_most_s - pauses.head_s - pauses.tail_s
    ends_s = accumulate(length_s + u.pause_s for u, length_s in zip(script.utterances, lengths_s, strict=True))
    n = sum(end_s - u.pause_s <= room_s for u, end_s in zip(script.utterances, ends_s, strict=True))
    return replace(script, utterances=script.utterances[: max(1, n)])


def _sampled(sample: Sample, book: Book, script: Script) -> tuple[ChapterScript, Sequence[Utterance]]:
    """Give the chapter to sample, and what is said in it below its heading. Raises SettingsError if there is none."""
    for chapter in script.chapters:
        if sample.chapter in (None, chapter.number):
            written = book.chapters[chapter.number - 1].paragraphs
            said = [u for u in chapter.utterances if written[u.locus.paragraph].kind is ParagraphKind.TEXT]
            if said:
                return chapter, said
    there = ", ".join(f"{c.number} ({c.title})" for c in script.chapters[:10])
    is_there = sample.chapter is None or any(c.number == sample.chapter for c in script.chapters)
    what = "nothing but headings" if is_there else f"no chapter {sample.chapter}"
    raise SettingsError(f"{sample.place}: there is {what} to sample", hint=f"it has {there}")


def _moved(utterance: Utterance, chapter: int, first: int) -> Utterance:
    place = utterance.locus
    return replace(utterance, locus=Locus(chapter, place.paragraph - first, place.span))
