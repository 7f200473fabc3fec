from audiobook.dialogue.attributor import attribute
from audiobook.model import Character, Gender
from tests.dialogue.stories import said, speakers, story


def characters(*paragraphs: str, known: tuple[Character, ...] = ()) -> dict[str, Character]:
    """Give the characters of a story by name."""
    return {c.name: c for c in attribute(story(*paragraphs), known=known).characters}


def test_full_name_first_name_and_surname_are_one_person() -> None:
    """The canonical name is the full one; the others are aliases."""
    found = characters(
        "Ruth Halloran came in. “Sit down,” said Halloran.",
        "“I stand,” said Ruth, and Ruth Halloran stood.",
        "“Stand, then,” said Miss Halloran.",
    )
    assert list(found) == ["Ruth Halloran"]
    assert set(found["Ruth Halloran"].aliases) >= {"Ruth", "Halloran", "Miss Halloran"}
    assert found["Ruth Halloran"].gender is Gender.FEMALE


def test_mr_and_mrs_are_two_people() -> None:
    """A title tells husband and wife apart."""
    assert speakers("“Tea?” asked Mrs. Abernethy.", "“Coffee,” said Mr. Abernethy.") == [
        "Mrs. Abernethy",
        "Mr. Abernethy",
    ]


def test_a_doctor_is_one_person_with_and_without_the_title() -> None:
    """'Dr. Osei' and 'Osei' are one."""
    found = characters("“Breathe,” said Dr. Osei. Osei listened.", "“Again,” said Osei.")
    assert len(found) == 1


def test_the_text_introduces_an_alias() -> None:
    """'introduced as X, but everybody knew him as Y' makes X and Y one person."""
    found = characters(
        "He was introduced as Piet Vondel, but the town soon knew him as Jack Frost.",
        "“Cold tonight,” said Vondel.",
        "“Colder tomorrow,” said Frost.",
    )
    assert len(found) == 1


def test_gender_comes_from_titles_names_and_pronouns() -> None:
    """An unknown name takes the gender of the pronouns that follow it."""
    found = characters("“Down!” cried Zixu. Zixu pulled her hood over her eyes.", "“Up,” said Sir Marlo.")
    assert found["Zixu"].gender is Gender.FEMALE
    assert found["Sir Marlo"].gender is Gender.MALE


def test_whoever_never_speaks_is_no_character_of_the_dialogue() -> None:
    """Only speakers, and the narrator, need a voice."""
    assert list(characters("“Where is Emil?” asked Ruth. Emil slept.")) == ["Ruth"]


def test_stated_people_are_unified_with_those_of_the_text() -> None:
    """The listener's name, aliases and gender win over what the text shows."""
    known = (Character("jo", "Jo", ("Miss Halloran",), Gender.MALE),)
    found = characters("“Sit,” said Miss Halloran.", "“No,” said Jo.", known=known)
    assert list(found) == ["Jo"]
    assert found["Jo"].gender is Gender.MALE


def test_a_stated_alias_joins_two_names() -> None:
    """Names that the text never joins are joined by the listener."""
    known = (Character("x", "Ana Castellan", ("the Heron",)),)
    assert [s for _, s in said("“Fly,” said Ana.", "“Now,” said the Heron.", known=known)] == ["Ana Castellan"] * 2


def test_a_role_is_one_person() -> None:
    """'the librarian' speaks twice with one voice, and is no man or woman of the story."""
    assert speakers(
        "“Hush,” said the librarian. Ruth sat.", "“Sorry,” said Ruth.", "“Hush!” the librarian repeated."
    ) == [
        "the librarian",
        "Ruth",
        "the librarian",
    ]


def test_somebody_brought_in_is_a_person_of_his_own() -> None:
    """'a woman from the balcony' gets her own name, long enough to tell her from others."""
    assert speakers("“Louder!” called a woman from the balcony.", "“Softer,” said a man in the pit.") == [
        "a woman from the balcony",
        "a man in the pit",
    ]


def test_a_voice_is_told_who_it_was() -> None:
    """A voice that spoke as the holder of an office is whoever holds it later in the scene."""
    found = said(
        "“The judge will now hear the baker,” said a voice behind the curtain. “I baked it,” said a man in white. "
        "“Guilty!” came the answer. “He must be heard,” said Ruth. “Then let him speak,” the judge replied.",
    )
    assert [s for _, s in found] == ["the judge", "a man in white", "the judge", "Ruth", "the judge"]


def test_a_voice_that_is_answered_is_somebody_else() -> None:
    """Whoever speaks straight after the voice is not the voice."""
    found = speakers("“The judge will be late,” said a voice at the door.", "“I am here,” the judge replied.")
    assert found[0] != found[1]


def test_the_narrator_is_called_by_name() -> None:
    """A name that others call and 'I' answer is the narrator's."""
    dialogue = attribute(story("“Tobias,” said Ruth, “come in.”", "“I am in,” I said. I shut the door behind me."))
    assert dialogue.narrator is not None
    assert dialogue.character(dialogue.narrator).name == "Tobias"


def test_an_unnamed_narrator_is_a_character_all_the_same() -> None:
    """'I said' needs a voice even where nobody says whose."""
    assert speakers("“Who is there?” I asked. I listened.", "“Ruth,” said Ruth.") == ["the narrator", "Ruth"]


def test_a_stated_narrator_wins() -> None:
    """The listener, and the book's front matter, know better than the text."""
    assert said("“Who is there?” I asked.", narrator="Old Ben")[0][1] == "Old Ben"
    book = story("“Who is there?” I asked.", narrator="Ben")
    dialogue = attribute(book)
    assert dialogue.narrator == "ben"


def test_a_third_person_story_has_no_narrator_among_its_characters() -> None:
    """'I' inside quotations does not make a narrator."""
    assert attribute(story("“I think I do,” said Ruth. Ruth sat down.")).narrator is None


def test_ids_are_unlike_each_other() -> None:
    """Two people of one description have two ids."""
    dialogue = attribute(story("“One,” said a boy.", "Ruth came.", "“Two,” said Ruth.", "“Three,” said a boy."))
    ids = [c.id for c in dialogue.characters]
    assert len(ids) == len(set(ids)) == 3


def test_an_officer_is_not_his_wife() -> None:
    """'Colonel Marsh' is no 'Mrs. Marsh'."""
    assert speakers("“Rain,” said Colonel Marsh.", "“Snow,” said Mrs. Marsh.") == ["Colonel Marsh", "Mrs. Marsh"]


def test_father_and_son_who_talk_together_are_two() -> None:
    """Edwin Thorne is not the Mr. Thorne who answers him."""
    talk = ["“Is the boat in?” asked Edwin.", "“It is out,” said Mr. Thorne."] * 3
    assert speakers("Edwin Thorne came home.", *talk) == ["Edwin Thorne", "Mr. Thorne"] * 3


def test_a_title_begins_a_name() -> None:
    """'To Nora Mrs. Pell seemed old' names two people."""
    found = characters(
        "To Nora Mrs. Pell seemed old.", "“Sit,” said Mrs. Pell. Nora sat.", "“Thank you,” said Nora, and sat up."
    )
    assert list(found) == ["Mrs. Pell", "Nora"]


def test_a_first_name_is_its_bearers_though_both_stand_in_one_sentence() -> None:
    """'Call me Lena, Lena Ortiz that is': one person."""
    lines = ["She was Lena Ortiz to the bank, and Lena to the street.", "“Well,” said Lena."] * 3
    assert speakers(*lines) == ["Lena Ortiz"] * 3


def test_whom_others_call_is_who_answers() -> None:
    """Nora answers to 'Miss Larkin', so she is Miss Larkin, though the story says it nowhere."""
    talk = ["“Are you there, Miss Larkin?” asked the baker.", "“Where else?” said Nora."] * 2
    assert len(characters(*talk)) == 2


def test_a_first_name_and_a_surname_that_never_meet_are_one() -> None:
    """Owen and Mr. Pryce speak in all the same scenes, and never to each other."""
    scene = ["“Is it late?” asked Ann.", "“It is,” said Mr. Pryce.", "“How late?” asked Ann.", "“Very,” said Owen."]
    assert len(characters(*scene * 5)) == 2
    assert len(characters(*scene * 5, "“Thanks, I will,” said Owen.", "“No, I will,” said Mr. Pryce.")) == 3


def test_mother_is_a_name_where_the_story_uses_it_as_one() -> None:
    """'said Mother', 'my mother said' and 'Mum said' are one person's."""
    lines = [
        "“Eat,” said Mother.",
        "“I am full,” I said.",
        "“Eat,” my mother said.",
        "“I am,” I said.",
        "“Good,” said Mum.",
    ]
    assert len({who for _, who in said(*lines)[::2]}) == 1


def test_an_exclamation_is_nobody() -> None:
    """'Crikey!' is often called, and nobody's name."""
    lines = ["“Crikey! It is cold,” said Emil.", "“Crikey, so it is,” said Ruth.", "“Crikey.”"] * 2
    assert {who for _, who in said(*lines)} == {"Emil", "Ruth"}


def test_a_place_is_nobody() -> None:
    """'Harbour City was asleep' does not make a person of a city."""
    assert set(characters("Harbour City looked tired. Harbour City stood still.", "“Home,” said Emil.", "“Home.”")) == {
        "Emil"
    }


def test_an_epithet_that_answers_to_a_name_is_that_person() -> None:
    """Whoever calls for Mr. Alder hears the Frenchman."""
    talk = ["“Ready, Mr. Alder?” asked Ruth.", "“Ready,” said the Frenchman."] * 3
    assert len(characters("“Away,” said Mr. Alder.", *talk)) == 2


def test_an_office_is_whose_the_text_says_it_is() -> None:
    """After 'Mr. Sully, the undertaker,' whatever the undertaker says is said by Mr. Sully."""
    lines = ["There stood Mr. Sully, the parish undertaker.", "“Cold,” said the undertaker.", "“Cold,” said Mr. Sully."]
    assert len(set(speakers(*lines))) == 1


def test_mr_and_a_first_name_are_the_bearer_of_the_name() -> None:
    """Servants call Robert 'Mr. Robert'."""
    lines = [
        "“Is Mr. Robert in?” asked the cook.",
        "“He is,” said Robert.",
        "Robert laughed.",
        "“Out,” said Mr. Robert.",
    ]
    assert len(characters(*lines)) == 2


def test_a_bare_surname_is_not_the_wife_s() -> None:
    """'Mrs. Penrose' and 'Penrose', as the narration has them, are a couple."""
    lines = ["“Tea?” asked Mrs. Penrose.", "“No,” said Penrose. Penrose sat. Penrose smiled at Mrs. Penrose."]
    assert speakers(*lines) == ["Mrs. Penrose", "Penrose"]


def test_a_name_that_is_a_word_as_well_is_a_name_where_it_speaks() -> None:
    """'said May' and 'Will asked' name people; 'Will you stay?' and 'in May' do not."""
    lines = [
        "May came in. “Cold,” said May.",
        "“It is,” Will said. “May I sit?”",
        "“Will you stay?” asked May.",
        "“Yes.”",
    ]
    assert speakers(*lines) == ["May", "Will", "Will", "May", "Will"]
