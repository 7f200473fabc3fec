"""What a manner changes in the script, and what it never changes."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings

from audiobook.casting.roles import cast_voices
from audiobook.dialogue.attributor import attribute
from audiobook.engines.registry import load_engine
from audiobook.manner.delivery import CanSpeak, Delivery, deliver
from audiobook.manner.rules import MANNERS, PASSAGES, PUNCTUATION, RULES, Manner
from audiobook.model import Book, Cast, Prosody, Role, Script, Utterance, Voice, VoiceProfile
from audiobook.script import Pauses, write_script
from audiobook.settings.voices_yaml import parse_settings
from audiobook.text.read import read_book
from audiobook.understanding import understand_bytes
from tests.helpers import book_of, casting_rules, profile
from tests.test_script import STORIES, lost_and_found

ALL = tuple(MANNERS.values())
STORY = Path(__file__).parents[2] / "story/the-fourth-chair.md"
TELEGRAM = "The telegram read: “Come home at once. Father is ill.” Ida sat down."


def anything(voice: Voice) -> bool:
    """Take every prosody."""
    return bool(voice)


def script_of(text: str | Book, manners: tuple[Manner, ...] = ALL, can_speak: CanSpeak = anything) -> Script:
    """Take a text to its script."""
    book = book_of(text, "story.md") if isinstance(text, str) else text
    dialogue = attribute(book)
    return write_script(
        book, dialogue, cast_voices(dialogue, casting_rules()), Pauses(), deliver(book, dialogue, manners, can_speak)
    )


def lines(text: str, manners: tuple[Manner, ...] = ALL) -> list[tuple[str, str]]:
    """Give the words of each utterance with its manner."""
    return [(u.text, u.manner) for u in script_of(text, manners).utterances()]


def one(text: str, manners: tuple[Manner, ...] = ALL, can_speak: CanSpeak = anything) -> Utterance:
    """Give the first utterance that has a manner."""
    return next(u for u in script_of(text, manners, can_speak).utterances() if u.manner)


@settings(deadline=None)
@given(STORIES)
def test_manners_lose_no_word_of_any_text(text: str) -> None:
    """The law of the program holds with manners too; where nothing is read apart, not even the parting changes."""
    book = book_of(f"So it was. {text}")
    shaped, plain = script_of(book), script_of(book, ())
    lost_and_found(book, shaped)
    if not any(u.manner in PASSAGES for u in shaped.utterances()):
        assert [(u.locus, u.spoken, u.pause_s) for u in shaped.utterances()] == [
            (u.locus, u.spoken, u.pause_s) for u in plain.utterances()
        ]


def test_without_manners_the_script_is_the_cast_s_alone() -> None:
    """Off is off: no voice, gain, pause or parting differs from a script that knows of no manners."""
    book = read_book(STORY)
    dialogue = attribute(book)
    cast = cast_voices(dialogue, casting_rules())
    off = write_script(book, dialogue, cast, Pauses(), deliver(book, dialogue, ()))
    assert off == write_script(book, dialogue, cast, Pauses())
    for utterance in off.utterances():
        assert utterance.voice == utterance.cast_voice == cast.profile_of(utterance.speaker).voice
        assert not utterance.manner


def test_a_manner_changes_voice_and_gain_by_its_figures_and_leaves_the_rest() -> None:
    """Rates multiply, pitches and gains add; what the line is levelled by stays the cast's voice."""
    book = book_of("“Go,” whispered Ida.")
    dialogue = attribute(book)
    ida = VoiceProfile("Ida", Voice("tone", "high", Prosody(0.9, 2.0)), gain_db=1.5)
    cast = Cast(profile("narrator"), (Role("ida", ida),))
    delivery = deliver(book, dialogue, (Manner("whispered", 0.95, -0.5, -4.0),))
    said, told = write_script(book, dialogue, cast, Pauses(), delivery).utterances()
    assert said.voice == Voice("tone", "high", Prosody(0.855, 1.5))
    assert (said.cast_voice, said.gain_db, said.manner) == (ida.voice, -2.5, "whispered")
    assert (told.voice, told.manner) == (cast.narrator.voice, "")


def test_whoever_takes_no_manner_says_all_lines_alike() -> None:
    """`manner: off` of one entry of the cast."""
    book = book_of("“Go!” whispered Ida.")
    dialogue = attribute(book)
    still = VoiceProfile("Ida", Voice("tone", "high"), takes_manner=False)
    delivery = deliver(book, dialogue, ALL)
    cast = Cast(profile("narrator"), (Role("ida", still),))
    assert [u.manner for u in write_script(book, dialogue, cast, Pauses(), delivery).utterances()] == ["", ""]


def test_a_manner_yields_where_the_engine_cannot_follow() -> None:
    """First the pitch, then the rate, then both: a voice that was cast at an edge must not stop the build."""
    manner = Manner("shouted", 1.1, 1.0, 3.0)
    voice = Voice("tone", "high", Prosody(1.0, 8.0))
    delivery = {
        "all": Delivery(),
        "no higher": Delivery(can_speak=lambda v: v.prosody.pitch_st <= 8.0),
        "no faster": Delivery(can_speak=lambda v: v.prosody.rate <= 1.0),
        "neither": Delivery(can_speak=lambda v: v == voice),
    }
    assert {name: d.shaped(voice, manner).prosody for name, d in delivery.items()} == {
        "all": Prosody(1.1, 9.0),
        "no higher": Prosody(1.1, 8.0),
        "no faster": Prosody(1.0, 9.0),
        "neither": Prosody(1.0, 8.0),
    }


def test_a_voice_at_the_edge_of_its_engine_still_shouts() -> None:
    """As far as eSpeak can follow: 8.6 semitones is all it has, so only the level rises."""
    told = "narrator: {voice: en-us}\ncharacters: {Ida: {voice: en-us+f2, pitch: 8.6}}"
    settings_ = parse_settings(told, "v.yaml")
    story = understand_bytes(Path("story.txt"), "“Go!” shouted Ida.".encode(), settings_)
    shouted = next(story.script.utterances())
    load_engine("pyttsx3").check(shouted.voice)
    assert (shouted.manner, shouted.voice.prosody.pitch_st, shouted.gain_db) == ("shouted", 8.6, 3.0)


def test_no_manner_goes_beyond_what_a_prosody_can_be() -> None:
    """A voice at the end of the range stays there."""
    shaped = Delivery().shaped(Voice("tone", "high", Prosody(4.0, 12.0)), Manner("loud", 1.1, 1.0))
    assert shaped.prosody == Prosody(4.0, 12.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go home!” said Ida.", "exclamation"),
        ("“GO HOME.” said Ida.", "capitals"),
        ("“Go!” whispered Ida.", "whispered"),
        ("“Will you go?” said Ida.", ""),
        ("“I go.” said Ida.", ""),
        ("“OK.” said Ida.", ""),
    ],
)
def test_marks_and_capitals_tell_where_the_cue_does_not(text: str, expected: str) -> None:
    """A question has no figures of its own: engines raise its melody themselves."""
    assert lines(text)[0][1] == expected


def test_a_question_can_be_given_figures() -> None:
    """Its rule is there for whoever wants it."""
    assert one("“Will you go?” said Ida.", (Manner("question", pitch_st=1.0),)).manner == "question"


def test_the_narrator_does_not_exclaim() -> None:
    """An exclamation mark in narration is irony as often as not."""
    assert lines("How it rained! “Go,” said Ida.")[0] == ("How it rained!", "")


def test_a_manner_that_is_off_leaves_the_line_to_the_next_one() -> None:
    """Without "whispered", what is whispered softly is soft."""
    others = tuple(manner for manner in ALL if manner.name != "whispered")
    assert lines("“Go,” whispered Ida softly.", others)[0][1] == "softly"


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("*What if he knew the whole of it?* She sat still.", ["*What if he knew the whole of it?*"]),
        ("_He knows. He must not know._ She sat still.", ["_He knows.", "He must not know._"]),
        ("*Why did he not come?* she wondered. Nobody knew.", ["*Why did he not come?*"]),
        ("*I must go*, thought Ida. Nobody knew.", ["*I must go*,"]),
        ("*No*, Ida thought that it was late.", []),
        ("She had read *Emma*, she thought, in May.", []),
        ("She read *The Times* and *Great Expectations* at noon.", []),
        ("*The Times*. She read it at noon.", []),
        ("It was *very* cold.", []),
        ("“*What if he knew the whole of it?*” said Ida.", []),
        ("**Now it was really very cold.** She sat still.", []),
        ("*" + "word " * 70 + "end.* She sat still.", []),
    ],
)
def test_whole_sentences_in_italics_are_thoughts(text: str, thought: list[str]) -> None:
    """A title or a stressed word is none, nor what somebody says aloud, nor a page of italics."""
    in_markdown = [words.translate({ord(mark): None for mark in "*_"}) for words in thought]  # its marks are gone
    for name, expected in (("story.txt", thought), ("story.md", in_markdown)):
        found = [u.text for u in script_of(book_of(text, name)).utterances() if u.manner == "thought"]
        assert found == expected


@pytest.mark.parametrize(("language", "thought"), [("de", []), ("en", ["*Mai kam er endlich nach Hause.*"])])
def test_a_whole_sentence_is_one_in_the_books_language(language: str, thought: list[str]) -> None:
    """A German ordinal ends none: what follows it in italics is no thought."""
    text = f"---\nlanguage: {language}\n---\nAm 3. *Mai kam er endlich nach Hause.* Sie lachte.\n"
    assert [u.text for u in script_of(book_of(text)).utterances() if u.manner == "thought"] == thought


@pytest.mark.parametrize(
    ("text", "document"),
    [
        (TELEGRAM, ["“Come home at once.", "Father is ill.”"]),
        ("On the desk lay a note:\n\nGone to the island.\n\nIda sat down.", ["Gone to the island."]),
        ("She squinted at the first line:\n\nThe minister was shot.\n\nIda sat down.", ["The minister was shot."]),
        ("Ida took up the letter and read:\n\n“Dear Ida. All is well.”", ["“Dear Ida.", "All is well.”"]),
        ("A notice that said “No Spitting, No Singing,” hung there.", []),
        ("Across it ran the words “Is it taken?” and nothing else.", []),
        ("Ida put away the letter and said:\n\n“I am going home.”", []),
        ("There were three of them:\n\nOne was Ida.", []),
    ],
)
def test_documents_are_read_apart(text: str, document: list[str]) -> None:
    """What a letter or a sign says in whole sentences, and the paragraph that a colon hands on."""
    assert [u.text for u in script_of(text).utterances() if u.manner == "document"] == document


def test_a_document_is_parted_from_the_words_that_hand_it_on() -> None:
    """Else "The telegram read:" would be said with the voice of the telegram; with the rule off nothing is parted."""
    assert next(text for text, _ in lines(TELEGRAM)) == "The telegram read:"
    others = tuple(manner for manner in ALL if manner.name != "document")
    assert next(text for text, _ in lines(TELEGRAM, others)) == "The telegram read: “Come home at once."


def test_a_voice_of_its_own_reads_a_document() -> None:
    """It has its own level and none of the narrator's prosody."""
    reader = Voice("tone", "deep")
    said = one(TELEGRAM, (Manner("document", 0.9, -1.0, 2.0, reader),))
    assert (said.voice, said.cast_voice) == (Voice("tone", "deep", Prosody(0.9, -1.0)), reader)
    assert said.gain_db == 2.0


def test_every_manner_is_modest() -> None:
    """Nobody should hear a machine pretend: a tenth of the rate, a semitone and a half, four decibels."""
    for rule in RULES:
        assert 0.9 <= rule.manner.rate <= 1.1
        assert -1.5 <= rule.manner.pitch_st <= 1.5
        assert -4.0 <= rule.manner.gain_db <= 4.0


def test_manners_that_a_listener_should_tell_apart_differ() -> None:
    """No two rules with words of their own change the same things by the same figures."""
    told = [rule.manner for rule in RULES if rule.manner.name not in PUNCTUATION]
    for one_, other in itertools.combinations(told, 2):
        assert (one_.rate, one_.pitch_st, one_.gain_db) != (other.rate, other.pitch_st, other.gain_db)


def test_the_bundled_story_is_told_as_it_is_written() -> None:
    """Line by line, as read and judged by a person."""
    found = [(u.speaker, u.manner, u.text[:24]) for u in script_of(read_book(STORY)).utterances() if u.manner]
    assert found == [
        (None, "document", "“Chairs Mended."),
        (None, "document", "No Credit."),
        (None, "document", "No Politics.”"),
        ("marguerite", "called", "“Ivan,”"),
        ("marguerite", "called", "“there is a chair on my "),
        ("lenin", "thundered", "“Four days!”"),
        ("lenin", "thundered", "“Engines, telegraphs, br"),
        ("lenin", "exclaimed", "“She waited!”"),
        ("lenin", "exclaimed", "“All night she told us n"),
        ("lenin", "thundered", "“Why are these people st"),
        ("lenin", "thundered", "“Forty citizens on their"),
        ("lenin", "thundered", "Chairs!"),
        ("lenin", "thundered", "Benches!"),
        ("lenin", "thundered", "From every office, and m"),
    ]
