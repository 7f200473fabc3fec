from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.casting.roles import cast_voices
from audiobook.dialogue.attributor import attribute
from audiobook.errors import AudiobookError
from audiobook.model import Book, Locus, ParagraphKind, Script, Utterance
from audiobook.script import Pauses, write_script
from audiobook.text.sentences import MAX_CHARS
from audiobook.text.spoken import is_sayable
from tests.helpers import book_of, casting_rules, ink, paragraphs_of, script_of

WORDS = (
    "“ ” \" ' ‘ ’ « » . , ? ! : ; … — -- *** # _ ( ) [x] Chapter I II said asked Ida Oskar Mr. he she I the ferryman"
    " ice 12 3.5 é 日記 שלום 😀 e\u0301 \u200b"
).split()
PIECES = st.sampled_from([*WORDS, "\n", "\n\n", "\n\n\n\n", "\t", "\u00a0"])
STORIES = st.lists(PIECES, max_size=80).map(" ".join) | st.lists(PIECES, max_size=40).map("".join) | st.text()
DIALOGUE = (
    "“Come in,” said Oskar. “There is no boat.” She did. It was warm — and quiet.\n\n“When?” asked Ida. ... “...”"
)


def said(script: Script) -> list[tuple[str, str | None]]:
    """Give what is said by whom."""
    return [(u.text, u.speaker) for u in script.utterances()]


def pauses_of(text: str) -> list[tuple[str, float]]:
    """Give the first word of each utterance and the pause after it."""
    return [(u.text.split()[0], u.pause_s) for u in script_of(book_of(text)).utterances()]


def lost_and_found(book: Book, script: Script) -> None:
    """Check the law of this program: all is said once or left out with a reason, in order."""
    left_out = list(script.left_out)
    for item in book.left_out:
        left_out.remove(item)
    assert all(item.reason for item in script.left_out)
    whole = ink(*(p.text for p in paragraphs_of(book)))
    assert whole == ink(*(u.text for u in script.utterances()), *(item.text for item in left_out))
    utterances = list(script.utterances())
    for utterance in utterances:
        assert book.text_at(utterance.locus) == utterance.text == utterance.text.strip()
    for one, other in pairwise(utterances):
        assert one.locus < other.locus
        if place(one) == place(other):
            assert one.locus.span.end <= other.locus.span.start


def place(utterance: Utterance) -> tuple[int, int]:
    """Give chapter and paragraph."""
    locus: Locus = utterance.locus
    return locus.chapter, locus.paragraph


@settings(deadline=None)
@given(STORIES, st.sampled_from(["story.txt", "story.md"]))
def test_every_character_is_said_once_or_left_out_with_a_reason(text: str, name: str) -> None:
    """The law of the program, for any text at all: no hole, nothing twice, nothing out of order."""
    try:
        book = book_of(text, name)
    except AudiobookError:
        return
    script = script_of(book)
    lost_and_found(book, script)
    assert list(script.utterances())
    for utterance in script.utterances():
        assert is_sayable(utterance.text, "en")
        assert any(map(str.isalnum, utterance.spoken)), utterance.text
        assert utterance.pause_s >= 0


def test_a_speech_is_said_by_its_speaker_and_the_rest_by_the_narrator() -> None:
    """Quotation marks belong to the speech; marks that nobody can say go with the words before them."""
    assert said(script_of(book_of(DIALOGUE))) == [
        ("“Come in,”", "oskar"),
        ("said Oskar.", None),
        ("“There is no boat.”", "oskar"),
        ("She did.", None),
        ("It was warm — and quiet.", None),
        ("“When?”", "ida"),
        ("asked Ida. ... “...”", None),
    ]


def test_each_utterance_has_the_voice_and_gain_of_its_speaker() -> None:
    """As the cast says."""
    book = book_of(DIALOGUE)
    dialogue = attribute(book)
    cast = cast_voices(dialogue, casting_rules())
    for utterance in write_script(book, dialogue, cast, Pauses()).utterances():
        profile = cast.profile_of(utterance.speaker)
        assert (utterance.voice, utterance.gain_db) == (profile.voice, profile.gain_db)


def test_marks_before_the_first_word_go_with_it() -> None:
    """A paragraph that begins with dashes or dots keeps them."""
    assert said(script_of(book_of("... — Well. So it was."))) == [("... — Well.", None), ("So it was.", None)]


def test_a_note_of_several_sentences_within_a_paragraph_is_not_said() -> None:
    """[Footnote: ...] is one thing, whatever stops and quotation marks are in it; its letters stay in the captions."""
    written = "Ida slept. [Footnote 1: See p. 12. “Not so,” said Oskar.] The ice held.[2] She woke."
    script = script_of(book_of(written))
    assert " ".join(u.spoken for u in script.utterances()) == "Ida slept. The ice held. She woke."
    assert {u.speaker for u in script.utterances()} == {None}
    lost_and_found(book_of(written), script)


def test_a_paragraph_of_marks_is_left_out_with_its_line() -> None:
    """Nothing in it can be said; the reader is told where it stands."""
    script = script_of(book_of("It was cold.\n\n?!?\n\nShe slept."))
    assert [(item.text, item.line) for item in script.left_out] == [("?!?", 3)]
    assert "nothing in it can be said" in script.left_out[0].reason


def test_pauses_tell_what_they_part() -> None:
    """Title, paragraph, scene, sentence, speaker, clause: a listener hears which it is."""
    pauses = Pauses()
    text = "The Ferry\n\nIce, he said. Rain. “Go,” said Ida. “Now.”\n\nSnow.\n\n***\n\nWind."
    assert pauses_of(text) == [
        ("The", pauses.title_s),
        ("Ice,", pauses.sentence_s),
        ("Rain.", pauses.speaker_s),
        ("“Go,”", pauses.clause_s),
        ("said", pauses.speaker_s),
        ("“Now.”", pauses.paragraph_s),
        ("Snow.", pauses.scene_s),
        ("Wind.", pauses.paragraph_s),
    ]


def test_a_chapter_without_anything_to_say_is_not_in_the_script() -> None:
    """Numbers stay those of the book."""
    script = script_of(book_of("## 1\n\nIce.\n\n## ?!\n\n## 3\n\nWind.", "x.md"))
    assert [chapter.number for chapter in script.chapters] == [1, 2]
    script = script_of(book_of("## 1\n\nIce.\n\n## ?!\n\n...\n\n## 3\n\nWind.", "x.md"))
    assert [chapter.number for chapter in script.chapters] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "ice and snow, " * 70_000,
        "!" * 1_000_000 + " x",
        "x " + "—" * 300_000 + ")",
        "“" * 20_000 + "x",
        "“a” ‘b’ " * 8_000,
        "“No end. " * 5_000,
        "😀" * 50_000,
        "e" + "\u0301" * 50_000,
        "שלום. " * 10_000,
        "\u202ex\u202c " * 10_000,
        "Ice.\n" * 20_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_text_is_said_whole_in_pieces_that_an_engine_takes(text: str) -> None:
    """A megabyte without a blank, a thousand opening marks: nothing is lost, and no spoken piece is endless."""
    book = book_of(text)
    script = script_of(book)
    lost_and_found(book, script)
    assert max(len(u.spoken) for u in script.utterances()) <= 20 * MAX_CHARS


def test_a_heading_is_said_like_text() -> None:
    """By the narrator, whatever marks stand in it."""
    script = script_of(book_of("Chapter 1: “Ice”\n\nIce."))
    first = next(script.utterances())
    assert (first.text, first.speaker) == ("Chapter 1: “Ice”", None)
    assert paragraphs_of(book_of("Chapter 1: “Ice”\n\nIce."))[0].kind is ParagraphKind.HEADING
