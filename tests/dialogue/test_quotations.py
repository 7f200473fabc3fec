from audiobook.dialogue.quotations import find_quotations
from audiobook.model import QuotationKind
from tests.dialogue.stories import story, titled


def found(*paragraphs: str) -> list[str]:
    """Give every quotation with its marks, its parts with a bar between; mentions in brackets."""
    book = story(*paragraphs)
    texts = []
    for quotation in find_quotations(book):
        text = "|".join(book.text_at(part) for part in quotation.parts)
        texts.append(f"[{text}]" if quotation.kind is QuotationKind.MENTION else text)
    return texts


def test_both_kinds_of_marks_set_off_speech() -> None:
    """Curly and straight double marks are the same convention, written differently."""
    assert found("“Good morning,” said Ruth.") == ["“Good morning,”"]
    assert found('"Good morning," said Ruth.') == ['"Good morning,"']


def test_a_cue_in_mid_sentence_breaks_one_speech() -> None:
    """Two parts of a sentence with the cue between them are one quotation."""
    assert found("“If it rains,” said Ruth, “we stay.”") == ["“If it rains,”|“we stay.”"]


def test_a_name_called_is_no_speech_of_its_own() -> None:
    """A bare call before the cue belongs to the sentence after it."""
    assert found("“Tobias,” she whispered. “Wake up.”") == ["“Tobias,”|“Wake up.”"]
    assert found("“Always,” she whispered. “Wake up.”") == ["“Always,”", "“Wake up.”"]


def test_a_sentence_after_the_cue_is_a_speech_of_its_own() -> None:
    """Where the cue ends the sentence, the next words begin another quotation."""
    assert found("“It rains,” said Ruth. “We stay.”") == ["“It rains,”", "“We stay.”"]


def test_two_cues_are_two_speeches() -> None:
    """A gap that leads up to the second speech joins nothing."""
    assert found("Tom said, “Left,” and Ruth said, “Right.”") == ["“Left,”", "“Right.”"]
    assert found("“Left,” said Tom, but Ruth whispered, “Right.”") == ["“Left,”", "“Right.”"]
    assert found("“Left,” said Tom, and then added, “and right.”") == ["“Left,”|“and right.”"]
    assert found("“Left,” said Tom as he spoke, “and right.”") == ["“Left,”|“and right.”"]


def test_a_speech_runs_over_paragraphs_that_reopen() -> None:
    """A paragraph that does not close, and one that reopens, are one speech."""
    assert found("“It began in May.", "“And it ended in June,” said Ruth.", "Nobody spoke.") == [
        "“It began in May.|“And it ended in June,”"
    ]


def test_an_unclosed_speech_ends_with_its_paragraph() -> None:
    """A lost closing mark never swallows the narration of the next paragraph."""
    assert found("“Where is it?", "Ruth looked around. The lamp was out.") == ["“Where is it?"]


def test_a_lost_closing_mark_is_found_before_the_cue() -> None:
    """The cue and what follows it stay narration."""
    assert found("“Where is it? said Ruth. “I had it here.”") == ["“Where is it?", "“I had it here.”"]


def test_a_lost_opening_mark_is_where_the_paragraph_begins() -> None:
    """A closing mark without a partner closes the words before it."""
    assert found("Where is it?” said Ruth.") == ["Where is it?”"]


def test_marks_inside_marks_stay_inside() -> None:
    """A quotation inside a quotation is no quotation of ours."""
    assert found("“He called it “a miracle” twice,” said Ruth.") == ["“He called it “a miracle” twice,”"]


def test_inches_are_no_marks() -> None:
    """A mark after a figure measures."""
    assert found('The plank was 6" wide and 40" long.') == []


def test_headings_hold_no_speech() -> None:
    """Marks in a heading are part of the heading."""
    assert find_quotations(titled("“Hark!”", "Nobody spoke.")) == ()


def test_what_is_written_on_things_is_not_said() -> None:
    """A sign that says something is read by the narrator."""
    assert found("The sign over the gate only said, “Closed until Easter.”") == ["[“Closed until Easter.”]"]
    assert found("A brass plate read: “Dr. A. Hume, Dentist.”") == ["[“Dr. A. Hume, Dentist.”]"]


def test_what_a_letter_begins_with_is_not_said() -> None:
    """Neither part of it."""
    assert found("“Dear Tom,” the letter began, “I am well.”") == ["[“Dear Tom,”]", "[“I am well.”]"]
    assert found("“Dear Tom,” the old man began, “I am well.”") == ["“Dear Tom,”|“I am well.”"]


def test_a_person_who_reads_a_sign_speaks() -> None:
    """The thing must be what says it."""
    assert found("Ruth looked at the sign and said, “We are too late.”") == ["“We are too late.”"]


def test_terms_titles_and_names_given_are_not_said() -> None:
    """Words as words stand in the grammar of the narrator's sentence."""
    for text, term in (
        ("They called the committee “Rovers” or wanderers.", "“Rovers”"),
        ("His name meant “son of the smith.”", "“son of the smith.”"),
        ("She hit the table with each “never.”", "“never.”"),
        ("I remembered the phrase “Iron Gardener” and laughed.", "“Iron Gardener”"),
        ("They lost to the “Old Guard” party.", "“Old Guard”"),
        ("“Progress” was a word that he disliked.", "“Progress”"),
    ):
        assert found(text) == [f"[{term}]"]


def test_short_speech_is_speech() -> None:
    """A word alone is said where a cue or its punctuation says so."""
    assert found("“Never!”") == ["“Never!”"]
    assert found("“No” said Ruth.") == ["“No”"]
    assert found("Ruth gave him an indifferent “No.”") == ["“No.”"]
    assert found("He said to her “Come in!” and left.") == ["“Come in!”"]
