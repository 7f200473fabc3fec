"""People without a name: who they are through a scene, and who they turn out to be."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.model import Character, Gender, QuoteType
from tests.dialogue.stories import said, speakers, story

CROWD = "Ruth and Tobias waited in the hall."


def test_somebody_brought_in_by_the_narration_speaks_under_that_description() -> None:
    """'a girl with a drum' stood there, 'said the girl with the drum', 'the girl', 'she': one person."""
    found = speakers(
        "Ruth and Tobias waited in the hall. By the wall stood a girl with a drum.",
        "“Is this the queue?” asked the girl with the drum.",
        "“It is,” said Tobias.",
        "“Then I shall wait,” said the girl, and put the drum down.",
        "She sighed. “Again,” she said.",
    )
    assert found == ["the girl with the drum", "Tobias", "the girl with the drum", "the girl with the drum"]


def test_whom_the_narration_speaks_of_next_is_he() -> None:
    """A description that was brought in is in the reader's mind as a name would be."""
    found = speakers(
        "Tobias sat in the corner.",
        "“Tickets,” said a man with a lantern.",
        "“Here,” said Ruth. She looked at the man.",
        "He brightened. “A good seat,” he said.",
    )
    assert found == ["a man with a lantern", "Ruth", "a man with a lantern"]


def test_a_description_that_does_not_fit_is_somebody_else() -> None:
    """'the tall man' is no 'short man'."""
    found = speakers("“One,” said a short man.", "“Two,” said a tall man.", "“Three,” said the short man.")
    assert found == ["the short man", "a tall man", "the short man"]


def test_what_somebody_is_brings_nobody_in() -> None:
    """After 'Ruth was a woman of few words', 'the woman' is Ruth."""
    assert speakers("Ruth was a woman of few words. “No,” said the woman.") == ["Ruth"]


def test_the_name_of_a_description_is_the_most_telling_one() -> None:
    """Not 'the man', where the text has 'the man in the red hat' as well; the others are aliases."""
    dialogue = attribute(
        story("A man in a red hat came.", "“Ho,” said the man in the red hat.", "“Hum,” said the man.", "“Ha!”")
    )
    (character, *_) = dialogue.characters
    assert character.name == "the man in the red hat"
    assert set(character.aliases) >= {"a man in a red hat", "the man"}
    assert character.gender is Gender.MALE


def test_a_voice_gets_a_face() -> None:
    """'its owner sat up, a fat baker': the voice is the baker's."""
    found = said(
        CROWD,
        "“Quiet,” came a voice from under the table.",
        "“Who said so?” asked Tobias.",
        "“I did,” the voice replied, and its owner crawled out, a fat baker.",
        "“You, of all people,” said Ruth.",
        "“Me,” said the baker.",
    )
    assert [s for _, s in found] == ["the baker", "Tobias", "the baker", "Ruth", "the baker"]


def test_a_voice_that_is_asked_gives_its_name() -> None:
    """'Who is there?' - 'Varga,' said the voice: all that the voice says is his, before and after."""
    found = said(
        "Ruth, Tobias and Emil Varga were to meet at nine. Emil Varga was late.",
        "“Open up,” said a voice from the stairs.",
        "“Who is there?” asked Ruth.",
        "“Varga,” said the voice. “You know me.”",
        "“We do,” said Tobias.",
    )
    assert [s for _, s in found] == ["Emil Varga", "Ruth", "Emil Varga", "Tobias"]


def test_people_who_introduce_themselves_are_not_calling_anybody() -> None:
    """'Moss,' said Moss, and held out his hand. 'Quill,' said the old man: the old man is Quill."""
    found = said(
        "An old man had been listening to Tobias Moss and to Albert.",
        "“Moss,” said Tobias Moss, and held out his hand. “I play cards.”",
        "“Quill,” said the old man. “Cards too.”",
        "“A pleasure,” said Albert.",
        "“All mine,” said Quill. He sat.",
    )
    assert [s for _, s in found] == ["Tobias Moss", "Quill", "Albert", "Quill"]


def test_a_name_called_is_not_the_callers() -> None:
    """'Tobias,' said the old woman: nobody had asked for her name, and she is not Tobias."""
    found = said("Tobias woke. An old woman stood there.", "“Tobias,” said the old woman.", "“Yes?” said Tobias.")
    assert [s for _, s in found] == ["the old woman", "Tobias"]


def test_a_description_with_a_name_stays_anaphoric() -> None:
    """The type is the cue's: 'said the nurse' names nobody, though we know by then who she is."""
    book = story(
        CROWD,
        "“Come in,” said the nurse.",
        "“May I ask yours?” said Tobias.",
        "“Hedda,” said the nurse.",
        "“Thank you,” said Hedda.",
    )
    dialogue = attribute(book)
    assert [a.quote_type for a in dialogue.attributions] == [
        QuoteType.ANAPHORIC,
        QuoteType.EXPLICIT,
        QuoteType.ANAPHORIC,
        QuoteType.EXPLICIT,
    ]
    assert len({a.speaker for a in dialogue.attributions}) == 2


def test_a_stated_first_name_takes_the_surname_that_the_text_gives() -> None:
    """Stated 'Emil'; the text has 'Emil Varga'; 'Varga' alone is then he."""
    known = (Character("emil", "Emil", ("Radic",), Gender.MALE),)
    found = said(
        "Emil Varga came in.", "“Good,” said Emil.", "“Better,” said Varga.", "“Best,” said Radic.", known=known
    )
    assert {s for _, s in found} == {"Emil"}


@pytest.mark.parametrize("who", ["the postmaster", "the harbour master", "his landsman", "her old landsman"])
def test_a_speech_verb_makes_somebody_of_any_noun(who: str) -> None:
    """No list has every trade: beside a speech verb, 'the postmaster' is a person, before the verb and after it."""
    found = speakers(f"“Is this yours?” asked {who}.", "“It is,” said Peter.", f"“Then take it,” {who} said.")
    assert found == [who, "Peter", who]


def test_a_landsman_of_mine_is_one_person() -> None:
    """'my landsman', then 'the landsman': whose he is makes no other one of him."""
    found = speakers("“Sit,” my landsman said.", "“Why?” asked Peter.", "“Because you are tired,” said the landsman.")
    assert found == ["the landsman", "Peter", "the landsman"]


@pytest.mark.parametrize("words", ["was his invariable reply", "resuming her usual manner"])
def test_what_is_said_or_done_is_nobody(words: str) -> None:
    """'his reply', 'her manner' speak for nobody: the two go on by turns."""
    found = speakers("“One,” said Tom.", "“Two,” said Ruth.", f"“Three.” {words}.", "“Four,” said Ruth.")
    assert found == ["Tom", "Ruth", "Tom", "Ruth"]


def test_her_cousin_may_be_somebody_with_a_name() -> None:
    """It tells whose kin speaks, not that somebody new does."""
    found = speakers("Ruth sat by Agnes.", "“One,” said Ruth.", "“Two,” said her cousin.", "“Three,” said Agnes.")
    assert "her cousin" not in found


def test_three_descriptions_are_three_people() -> None:
    """Where nobody has a name, 'the girl' is neither the boy nor the cook."""
    found = speakers("“One,” said the boy.", "“Two,” said the girl.", "“Three,” said the old cook.")
    assert found == ["the boy", "the girl", "the old cook"]


def test_a_girl_is_no_man() -> None:
    """'the girl' may be somebody with a name, but of a fitting gender; 'their father' is neither of them."""
    found = speakers("Tom sat by Peter.", "“One,” said Tom.", "“Two,” said the girl.", "“Three,” their father said.")
    assert found == ["Tom", "the girl", "their father"]


def test_a_pronoun_that_fits_nobody_is_hardly_believed() -> None:
    """'she said', where Tom is all there is: somebody has to say it, and it says that this is a guess."""
    dialogue = attribute(story("“Where is the key?” asked Tom.", "The old woman laughed. “You lost it,” she said."))
    assert dialogue.attributions[1].confidence < 0.6


def test_a_crowd_speaks_for_itself() -> None:
    """'cried several voices', 'they all said': nobody whom we know says it."""
    lines = [
        "“Fire!” cried several voices.",
        "“Where?” asked Ruth.",
        "“In the barn,” they all said.",
        "“Run,” said Ruth.",
    ]
    spoken = [who for _, who in said(*lines)]
    assert spoken[1::2] == ["Ruth", "Ruth"]
    assert spoken[0] == "several voices"
    assert spoken[2] == "they all"


def test_anybodys_father_is_somebody_of_his_own() -> None:
    """Not whose father he is; and nobody is her own mother."""
    assert speakers("Ruth met Tobias.", "“Thank you,” said Ruth's father.") == ["Ruth's father"]
    assert speakers("Ruth met Tobias.", "“Eat,” her mother said.") == ["her mother"]
    assert speakers("Ruth met Tobias.", "“Thank you,” said Ruth's friend Tobias.") == ["Tobias"]
