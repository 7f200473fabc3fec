import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.model import QuoteType
from tests.dialogue.stories import rules, said, speakers, story


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Stop,” said Ruth.",
        "“Stop,” Ruth said.",
        "“Stop!” cried out Ruth.",
        "“Stop” Ruth quietly said.",
        "Ruth said, “Stop.”",
        "Then Ruth turned to Tobias and said: “Stop.”",
        "“Stop,” whispered little Ruth.",
        "“Stop,” said her friend Ruth.",
    ],
)
def test_a_cue_names_the_speaker(paragraph: str) -> None:
    """named-cue: whoever is the subject of the speech verb beside a quotation says it."""
    book = story("Ruth met Tobias. Ruth waved.", paragraph)
    dialogue = attribute(book)
    (attribution,) = dialogue.attributions
    assert dialogue.character(attribution.speaker or "").name == "Ruth"
    assert attribution.rule == "named-cue"
    assert attribution.quote_type is QuoteType.EXPLICIT
    assert attribution.cue is not None
    assert "Ruth" in book.text_at(attribution.cue)


@pytest.mark.parametrize(
    "between",
    [
        "said Ruth, and Tobias whispered:",
        "Ruth answered, but Tobias cried,",
        "Ruth began, but Tobias cut her off:",
        "said Ruth as Tobias said,",
        "she said, while her friend Tobias shouted,",
    ],
)
def test_two_cues_between_two_quotations_part_them(between: str) -> None:
    """One belongs to what comes before, the other to what follows."""
    assert speakers("Ruth met Tobias.", f"“I go,” {between} “No.”") == ["Ruth", "Tobias"]


def test_a_pronoun_goes_to_whom_it_fits() -> None:
    """pronoun-cue: gender first, then who is in the reader's mind."""
    assert speakers("Ruth looked at Tobias.", "“Why?” he asked.", "“Because,” she said.") == ["Tobias", "Ruth"]


def test_a_pronoun_prefers_the_subject() -> None:
    """The subject of the sentence is nearer to mind than the last name in it."""
    for one, other in (("Edgar Munro", "Albert"), ("Albert", "Edgar Munro")):
        assert speakers(f"{one} was old. {other} was young.", f"After {one} met {other} in Rome he said, “No.”") == [
            one
        ]


def test_a_pronoun_cue_is_anaphoric() -> None:
    """The type says that the cue names nobody."""
    (attribution,) = attribute(story("Tobias sat down. “Well?” he asked.")).attributions
    assert attribution.quote_type is QuoteType.ANAPHORIC
    assert attribution.rule == "pronoun-cue"


def test_the_first_person_is_the_narrator() -> None:
    """first-person-cue: 'I said' is the character who tells the story, and never 'he said'."""
    found = said("“Ann,” I said, “look at Tobias.” I pointed.", "“I see him,” she said.", "“Me?” he asked.")
    assert [s for _, s in found] == ["the narrator", "Ann", "Tobias"]


def test_the_next_quotation_of_a_paragraph_keeps_its_speaker() -> None:
    """same-paragraph: without a cue of its own a quotation goes on with the last speech."""
    paragraph = "“It rains,” said Ruth. “We stay.” “There is soup enough for all of us until tomorrow.”"
    assert speakers("Tobias frowned.", paragraph) == ["Ruth"] * 3
    assert rules("Tobias frowned.", paragraph)[1:] == ["action-beat", "same-paragraph"]


def test_its_own_cue_makes_it_another_speaker() -> None:
    """Several people may share a paragraph, each with a cue."""
    paragraph = "“Is it far?” asked Ruth. “It is,” I admitted. “Very far.” “Then carry me,” said Tobias."
    assert speakers(paragraph) == ["Ruth", "the narrator", "the narrator", "Tobias"]


def test_an_answer_side_by_side_is_another_speaker() -> None:
    """question-answer: a bare question and what follows it at once are two people's."""
    found = speakers("Ruth met Tobias at the gate.", "“Was it you?” asked Ruth. “Did you see it?” “Yes, I saw it all.”")
    assert found == ["Ruth", "Ruth", "Tobias"]


def test_bare_speeches_alternate_forward() -> None:
    """turn-taking: after two sure speakers the rest takes turns."""
    found = speakers("“One,” said Ruth.", "“Two,” said Tobias.", "“Three.”", "“Four.”", "“Five.”")
    assert found == ["Ruth", "Tobias", "Ruth", "Tobias", "Ruth"]


def test_bare_speeches_alternate_backward() -> None:
    """turn-taking: what is sure later decides what is bare before."""
    found = speakers("Ruth and Tobias sat.", "“One.”", "“Two.”", "“Three,” said Ruth.", "“Four,” said Tobias.")
    assert found == ["Ruth", "Tobias", "Ruth", "Tobias"]


def test_whoever_is_called_answers() -> None:
    """addressed: a name called is not the speaker's, and is the next speaker's."""
    paragraphs = (
        "Ruth, Tobias and Agnes sat.",
        "“One,” said Ruth.",
        "“Two,” said Tobias.",
        "“Agnes, your turn.”",
        "“Three.”",
    )
    assert speakers(*paragraphs)[-1] == "Agnes"
    assert speakers(*paragraphs)[-2] != "Agnes"
    assert rules(*paragraphs)[-1] == "addressed"


def test_a_beat_tells_whose_the_speech_is() -> None:
    """action-beat: the subject of the sentence before, or after, a bare quotation speaks."""
    assert speakers("Tobias sat.", "Ruth put down the lamp and looked at him. “Sit with me.”") == ["Ruth"]
    assert speakers("Tobias sat.", "With that, Ruth strode to the door. “Out!”") == ["Ruth"]
    assert speakers("Tobias sat.", "“Out!” Ruth held the door open.") == ["Ruth"]


def test_a_voice_or_a_hand_tells_whose_the_speech_is() -> None:
    """As a beat of its owner does."""
    for part in ("Tobias's voice was cold.", "His eyes narrowed."):
        assert speakers("Ruth met Tobias. Ruth waved.", f"“Well, well.” {part} “Look at that.”") == ["Tobias"] * 2


def test_whoever_asked_yields_to_whoever_acts_after_the_answer() -> None:
    """'"And Ruth?" I asked. "In bed." He looked round.': the one who looks round has answered."""
    found = speakers(
        "Tobias ate. “It rains,” said Tobias. “And Ruth?” I asked. “In bed, I am afraid.” He looked round the room. "
        "“Somebody must be.”",
        "“Not I,” I said.",
    )
    assert found == ["Tobias", "the narrator", "Tobias", "Tobias", "the narrator"]


def test_who_has_a_pronoun_is_not_named_after_it() -> None:
    """Two speech cues of one paragraph, 'he said' and then 'said Tobias', are two men's."""
    found = speakers(
        "Tobias sat by Albert, and both were tired.",
        "“Is it far?” asked Tobias.",
        "Albert shook his head. “Not far,” he said. Two hats were lifted. “Good,” said Tobias.",
    )
    assert found == ["Tobias", "Albert", "Tobias"]


def test_a_possessive_belongs_to_the_subject_of_its_sentence() -> None:
    """However much Albert is in mind, 'Tobias put his hand on his hat' speaks of Tobias only."""
    found = speakers(
        "Albert came in. Albert sat down, and Albert sighed. He yawned.",
        "Tobias, his hand on his hat and his eyes on the door, waited a moment.",
        "“Come,” he said.",
    )
    assert found == ["Tobias"]


def test_a_reply_comes_from_the_other_one() -> None:
    """reply: 'came the reply' is not the last speaker's."""
    assert speakers("“May I?” asked Ruth.", "“No,” said Tobias.", "“Please?” asked Ruth.", "“No!” came the reply.") == [
        "Ruth",
        "Tobias",
        "Ruth",
        "Tobias",
    ]


def test_somebody_speaks_in_a_story_without_people() -> None:
    """presence: even where nobody is known, a speech has a speaker, of low confidence."""
    (attribution,) = attribute(story("“Who turned out the light?”")).attributions
    assert attribution.speaker is not None
    assert attribution.confidence < 0.5


def test_a_mention_stays_with_the_narrator() -> None:
    """What nobody says has no speaker and no type."""
    (attribution,) = attribute(story("The sign said, “Beware.”")).attributions
    assert (attribution.speaker, attribution.quote_type, attribution.rule) == (None, None, "mention")


def test_a_speech_over_paragraphs_has_one_speaker() -> None:
    """The cue at the end of the last paragraph is the whole speech's."""
    book = story("“It began in May.", "“It ended in June,” said Ruth.")
    (attribution,) = attribute(book).attributions
    assert attribution.speaker == "ruth"
    assert len(attribution.quotation.parts) == 2


def test_a_scene_between_is_a_conversation_between() -> None:
    """Five paragraphs of narration end a conversation: nobody has the turn any more."""
    quiet = ["The rain fell on the roof."] * 5
    assert rules("“One,” said Ruth.", "“Two,” said Tobias.", *quiet, "“Three.”")[-1] != "turn-taking"


def test_every_attribution_is_in_order() -> None:
    """Attributions stand in the order of the text, one for each quotation."""
    attributions = attribute(story("“One,” said Ruth.", "The sign said, “Two.”", "“Three,” said Tobias.")).attributions
    assert list(attributions) == sorted(attributions, key=lambda a: a.quotation.parts[0])
    assert len(attributions) == 3
