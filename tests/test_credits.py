from dataclasses import replace

import pytest

from audiobook.casting.roles import cast_voices
from audiobook.credits import (
    FIELDS,
    LEAST_ASKED_S,
    Billing,
    Credits,
    Sample,
    check_wording,
    credit_tracks,
    cut,
    sample_notes,
    sample_track,
    worded,
)
from audiobook.cuts import Cut, without
from audiobook.dialogue.attributor import attribute
from audiobook.errors import SettingsError
from audiobook.model import About, Book, ChapterKind, Script
from audiobook.script import Pauses, estimated_s
from tests.helpers import book_of, casting_rules, script_of

STORY = (
    "---\ntitle: Two Chairs\nauthor: Ida Lind\n---\n"
    "# One\n\n“Who is there?” asked Anna. She put down the lamp.\n\n# Two\n\nIce."
)
OURS = Credits("", "", "voices.yaml:3")
PAUSES = Pauses()


def said(
    credits_: Credits, book: Book, people: tuple[str, ...] = ("Anna", "Boris"), narrated_by: str = ""
) -> list[str]:
    """Give what the credits say, each in one line."""
    cast = cast_voices(attribute(book), casting_rules())
    tracks = credit_tracks(credits_, Billing(book, people, narrated_by), cast, PAUSES)
    return [" ".join(u.text for u in track.script.utterances) for track in tracks]


def a_story() -> Book:
    """Give a story with an author and two chapters."""
    return book_of(STORY, "story.md")


# ------------------------------------------------------------------------------------------------------------- credits


def test_our_words_name_title_author_and_cast() -> None:
    """The closing ones end as shops ask for."""
    assert said(OURS, a_story()) == [
        "Two Chairs. Written by Ida Lind. Performed by synthetic voices, as Anna and Boris.",
        "This has been Two Chairs, written by Ida Lind. Performed by synthetic voices, as Anna and Boris. The End.",
    ]


@pytest.mark.parametrize(
    ("people", "narrated_by", "expected"),
    [
        ((), "", "Read by a synthetic voice."),
        (("Anna",), "", "Performed by synthetic voices, as Anna."),
        (("A", "B", "C"), "", "Performed by synthetic voices, as A, B and C."),
        (tuple("ABCDEFGHIJ"), "", "Performed by synthetic voices, as A, B, C, D, E, F, G, H, and others."),
        (("Anna",), "Jane Doe", "Narrated by Jane Doe."),
    ],
)
def test_who_reads_is_said_truly(people: tuple[str, ...], narrated_by: str, expected: str) -> None:
    """Voices are called synthetic unless a person is named; many people are not all named."""
    opening, closing = said(OURS, a_story(), people, narrated_by)
    assert opening.endswith(expected)
    assert closing.endswith(f"{expected} The End.")


def test_without_an_author_our_words_read_well() -> None:
    """Nobody is left out audibly."""
    opening, closing = said(OURS, replace(a_story(), author=""), ())
    assert opening == "Two Chairs. Read by a synthetic voice."
    assert closing == "This has been Two Chairs. Read by a synthetic voice. The End."


@pytest.mark.parametrize(
    ("author", "called"),
    [("Anonymous", "an anonymous author"), ("Various", "various authors"), ("Ida Lind", "Ida Lind")],
)
def test_an_author_without_a_name_is_called_something(author: str, called: str) -> None:
    """Nobody is written by Various."""
    opening, closing = said(OURS, replace(a_story(), author=author), ())
    assert f"Written by {called}." in opening
    assert f"written by {called}." in closing


def test_a_persons_words_are_taken() -> None:
    """Lines are paragraphs; what is not worded is off."""
    book = replace(a_story(), about=About(series="Chairs", series_number="2", published="1851-10-18", publisher="Ice"))
    words = Credits(
        "{title}, {series} {series_number}.\nBy {author}, {year}, for {publisher}.\nRead by {narrator}: {cast}."
    )
    assert said(words, book, narrated_by="Jane") == [
        "Two Chairs, Chairs 2. By Ida Lind, 1851, for Ice. Read by Jane: Anna and Boris."
    ]


def test_off_is_off() -> None:
    """By default there are none."""
    assert said(Credits(), a_story()) == []


def test_a_title_with_a_mark_gets_no_full_stop() -> None:
    """Nor does “Jr.”."""
    paragraphs = worded(
        "{title}.\nBy {author}. So...", {**dict.fromkeys(FIELDS, ""), "title": "Who?", "author": "J. Jr."}, ""
    )
    assert [p.text for p in paragraphs] == ["Who?", "By J. Jr. So..."]


def test_credits_stand_around_the_chapters() -> None:
    """Number 0 and one after the last; the narrator says them; every word of them is in its paragraph."""
    book = a_story()
    cast = cast_voices(attribute(book), casting_rules())
    opening, closing = credit_tracks(OURS, Billing(book, (), ""), cast, PAUSES)
    assert [(t.script.number, t.script.title, t.script.kind) for t in (opening, closing)] == [
        (0, "Opening Credits", ChapterKind.OPENING),
        (3, "Closing Credits", ChapterKind.CLOSING),
    ]
    for track in (opening, closing):
        assert track.chapter.number == track.script.number
        for u in track.script.utterances:
            assert (u.locus.chapter, u.speaker, u.voice) == (track.script.number, None, cast.narrator.voice)
            assert track.chapter.paragraphs[u.locus.paragraph].text[u.locus.span.start : u.locus.span.end] == u.text
    assert opening.script.utterances[0].pause_s == PAUSES.paragraph_s


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{titel}", "{titel}"),
        ("{}", "{}"),
        ("{title!r}", "plain fields only, not {title!r}"),
        ("{title:>9}", "plain fields only, not {title:>9}"),
        ("{title!s:>9}", "plain fields only, not {title!s:>9}"),
        ("{title", "expected '}'"),
        ("{title.upper}", "{title.upper}"),
    ],
)
def test_a_wrong_field_is_told_with_its_line(text: str, problem: str) -> None:
    """Never an error of Python's."""
    with pytest.raises(SettingsError) as error:
        check_wording(text, "voices.yaml:4")
    assert error.value.problem.startswith("voices.yaml:4: ")
    assert problem in error.value.problem


def test_a_misspelt_field_is_mended() -> None:
    """By the nearest there is."""
    with pytest.raises(SettingsError) as error:
        check_wording("{auther}", "x")
    assert error.value.hint == 'Did you mean "author"?'


def test_a_field_with_more_than_its_name_is_no_misspelt_one() -> None:
    """It is said how to write it, not that it might have been meant."""
    with pytest.raises(SettingsError) as error:
        check_wording("{title!r}", "x")
    assert error.value.hint == "write {title}: credits say a field as it is"


@pytest.mark.parametrize(("field", "hint"), [("author", "front matter"), ("year", "published"), ("cast", "nobody")])
def test_what_nobody_has_stated_cannot_be_said(field: str, hint: str) -> None:
    """A hole in a sentence would be heard."""
    with pytest.raises(SettingsError, match=f"v:3: the credits name the {field}") as error:
        said(Credits(f"By {{{field}}}.", place="v:3"), replace(a_story(), author=""), ())
    assert hint in error.value.hint


def test_other_languages_are_worded_by_the_person() -> None:
    """Ours are English; so are our names for voices."""
    book = replace(a_story(), language="ru")
    with pytest.raises(SettingsError, match=r"voices\.yaml:3: our credits are English"):
        said(OURS, book)
    assert said(Credits("{title}. Читают: {cast}."), book) == ["Two Chairs. Читают: Anna, Boris."]
    with pytest.raises(SettingsError, match="the credits name the narrator"):
        said(Credits("{title}. Читает {narrator}."), book)


def test_credits_that_say_nothing_are_refused() -> None:
    """They would be a file of silence."""
    with pytest.raises(SettingsError, match="nothing to say"):
        said(Credits("..."), a_story())


# -------------------------------------------------------------------------------------------------------------- sample

LONG = (
    "# One\n\n" + "The ice was old, and nobody had ever walked on it before that morning.\n\n" * 120 + "# Two\n\nShort."
)


def long_story() -> tuple[Book, Script]:
    """Give a story whose first chapter takes ten minutes, and whose second takes a second."""
    book = book_of(LONG, "long.md")
    return book, script_of(book)


def test_a_sample_begins_with_the_story() -> None:
    """Not with the heading; its places are in its own paragraphs, which are those of the chapter."""
    book, script = long_story()
    track = sample_track(Sample(), book, script)
    assert (track.script.number, track.script.title, track.script.kind) == (4, "Retail Sample", ChapterKind.SAMPLE)
    assert track.script.utterances[0].text.startswith("The ice was old")
    for u in track.script.utterances:
        assert u.locus.chapter == track.chapter.number == 4
        assert track.chapter.paragraphs[u.locus.paragraph].text[u.locus.span.start : u.locus.span.end] == u.text
    spoken = [u.spoken for u in script.chapters[0].utterances[1:]]
    assert [u.spoken for u in track.script.utterances] == spoken[: len(track.script.utterances)]


@pytest.mark.parametrize("pace", [0.6, 1.0, 1.8])
@pytest.mark.parametrize("seconds", [60.0, 180.0, 300.0])
def test_a_sample_is_cut_at_a_whole_utterance(seconds: float, pace: float) -> None:
    """However fast the voice turns out to be: as long as it may be, room tone included, and no longer."""
    book, script = long_story()
    full = sample_track(Sample(seconds=seconds), book, script).script
    lengths_s = [pace * (estimated_s(u) - u.pause_s) for u in full.utterances]
    kept = cut(full, lengths_s, PAUSES).utterances
    ends = [length + u.pause_s for u, length in zip(kept, lengths_s, strict=False)]
    heard_s = PAUSES.head_s + sum(ends) - kept[-1].pause_s + PAUSES.tail_s
    longest = max(lengths_s) + PAUSES.paragraph_s
    assert seconds - longest < heard_s <= seconds
    assert kept == full.utterances[: len(kept)]


def test_a_sample_is_never_empty() -> None:
    """Even where its first sentence is too long."""
    book, script = long_story()
    full = sample_track(Sample(seconds=60), book, script).script
    assert len(cut(full, [100.0] * len(full.utterances), PAUSES).utterances) == 1


def test_a_chapter_is_never_cut() -> None:
    """Only what has a limit is."""
    _, script = long_story()
    chapter = script.chapters[0]
    assert cut(chapter, [1000.0] * len(chapter.utterances), PAUSES) is chapter


def test_a_short_sample_is_said_to_be() -> None:
    """Shops want a minute; the first chapter has it, the second has not."""
    book, script = long_story()
    assert sample_notes(Sample(), sample_track(Sample(), book, script), PAUSES) == ()
    second = Sample(chapter=2, place="voices.yaml:9")
    (note,) = sample_notes(second, sample_track(second, book, script), PAUSES, script.chapters)
    assert note.startswith("voices.yaml:9: the retail sample is about 5 s long")
    assert note.endswith("take a longer chapter: `sample: {chapter: 1}`")
    (note,) = sample_notes(second, sample_track(second, book, script), PAUSES, script.chapters[1:])
    assert note.endswith("shops want 60")  # and there is no longer one


def test_a_sample_is_reckoned_as_it_will_be_cut() -> None:
    """What is made ready beyond its time is not heard; the least that can be asked for is a minute all the same."""
    book, script = long_story()
    short = Sample(seconds=60)
    (note,) = sample_notes(short, sample_track(short, book, script), PAUSES)
    assert "is about 5" in note
    least = Sample(seconds=LEAST_ASKED_S)
    assert sample_notes(least, sample_track(least, book, script), PAUSES) == ()


def test_a_chapter_that_is_not_there_cannot_be_sampled() -> None:
    """Those that are there are named."""
    with pytest.raises(SettingsError, match=r"voices\.yaml:9: there is no chapter 7") as error:
        sample_track(Sample(chapter=7, place="voices.yaml:9"), *long_story())
    assert error.value.hint == "it has 1 (One), 2 (Two)"


def test_a_chapter_that_is_only_a_heading_is_not_sampled() -> None:
    """The sample is of the first that has text; the one that was asked for is refused."""
    book = book_of("# Dedication\n\nFor Ida.\n\n# One\n\nIce came. Then snow.\n", "story.md")
    script = without(script_of(book), book, [Cut("For Ida.")])
    assert sample_track(Sample(), book, script).script.utterances[0].text == "Ice came."
    with pytest.raises(SettingsError, match="v:1: there is nothing but headings to sample"):
        sample_track(Sample(chapter=1, place="v:1"), book, script)
