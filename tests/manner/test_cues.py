"""What is told of each line: small stories in, the first manner of each speech out."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.manner.rules import RULES, Rule
from audiobook.manner.speeches import told_of_speeches
from tests.dialogue.stories import story


def told(*paragraphs: str, corrections: tuple[Correction, ...] = ()) -> list[str]:
    """Give the manner that counts for each part of each speech; empty where nothing is told."""
    book = story("Anna and Tom sat in the boat.", *paragraphs)
    dialogue = attribute(book, corrections=corrections)
    found = dict(told_of_speeches(book, dialogue))
    parts = sorted(part for a in dialogue.attributions if a.speaker for part in a.quotation.parts)
    return [found.get(part, ("",))[0] for part in parts]


ONE_LINE = [
    # the cue's own verb, wherever it stands
    ("“Go,” whispered Anna.", "whispered"),
    ("“Go,” Anna whispered.", "whispered"),
    ("“Go,” she breathed.", "whispered"),
    ("Anna whispered: “Go.”", "whispered"),
    ("Anna rose, went to the rail and whispered, “Go.”", "whispered"),
    ("Then the old man bent down and whispered to Tom: “Go.”", "whispered"),
    ("“Go!” roared Tom.", "thundered"),
    ("Tom thundered: “Nobody moves.”", "thundered"),
    ("“Go!” the boatman shouted.", "shouted"),
    ("“Go,” muttered Tom.", "murmured"),
    ("“Go,” sobbed Anna.", "sobbed"),
    ("“I, I,” stammered Tom.", "faltered"),
    ("“Ah well,” sighed Anna.", "sighed"),
    ("“You!” laughed Tom.", "laughed"),
    ("“Water,” gasped Tom.", "gasped"),
    ("“Mine,” growled Tom.", "growled"),
    ("“Enough,” snapped Anna.", "snapped"),
    ("“Perhaps,” drawled Tom.", "slowly"),
    ("“Tom!” called Anna.", "called"),
    ("“A sail!” cried Anna.", "exclaimed"),
    ("“I must not fall asleep,” thought Tom.", "thought"),
    ("“What does she want?” Tom wondered.", "thought"),
    # an adverb beside the verb
    ("“Go,” said Anna softly.", "softly"),
    ("“Go,” said Anna very softly.", "softly"),
    ("“Go,” Anna said, quietly but firmly.", "softly"),
    ("“Go,” she softly said.", "softly"),
    ("Anna said slowly: “Go.”", "slowly"),
    ("Softly, Anna said, “Go.”", "softly"),
    ("“Go,” said Anna to the old man softly.", "softly"),
    ("“Go,” said Tom sharply.", "snapped"),
    ("“Go,” answered Tom hastily.", "hurried"),
    ("“Go,” said Tom sadly.", "sighed"),
    # a phrase
    ("“Go,” said Anna in a low voice.", "softly"),
    ("“Go,” said Anna to him, in a low, hoarse voice.", "softly"),
    ("“Go,” said Tom under his breath.", "whispered"),
    ("“Go,” said Tom, hardly above a whisper.", "whispered"),
    ("In a whisper Anna said, “Go.”", "whispered"),
    ("“Go!” said Tom at the top of his voice.", "shouted"),
    ("“Go,” said Tom, his voice rising.", "rising"),
    ("“Go,” said Tom, raising his voice.", "rising"),
    ("“Go,” said Anna, her voice trembling.", "faltered"),
    ("“Go,” said Anna, lowering her voice.", "softly"),
    ("“Go,” said Anna with a deep sigh.", "sighed"),
    ("“Go,” said Anna through her tears.", "sobbed"),
    ("“I am late,” said Tom to himself.", "thought"),
    # something that the speaker does as well
    ("“Go,” said Anna, laughing.", "laughed"),
    ("“Go,” said Anna, half laughing.", "laughed"),
    ("Anna sighed and said: “Go.”", "sighed"),
    ("“Go,” she said, and sighed.", "sighed"),
    ("Laughing, Anna said: “Go.”", "laughed"),
    # the speech has a name
    ("“Go!” came a whisper.", "whispered"),
    ("“Go,” was the whispered answer.", "whispered"),
    # a sentence beside it
    ("Anna sighed. “Go.”", "sighed"),
    ("Tom raised his voice. “Go.”", "rising"),
    ("“Go.” Her voice was barely a whisper.", "whispered"),
    # what counts most
    ("“Go!” cried Anna in a whisper.", "whispered"),
    ("“Go,” whispered Anna sadly.", "whispered"),
    ("“Go,” muttered Tom to himself.", "murmured"),
    ("“Go!” Tom thundered, his voice rising with each word.", "thundered"),
    # a person reads
    ("“Dear Anna, all is well,” he read.", "document"),
]

NOTHING = [
    "“Go,” said Anna.",
    "“Go.”",
    # denied, or only wished
    "“Go,” said Anna; she did not shout.",
    "“Go,” said Anna, without raising her voice.",
    "“Go,” said Anna, not loudly.",
    "“Go,” said Anna, not in a whisper.",
    "“Go.” Her voice did not rise.",
    "“Go.” Her voice was never low.",
    "Anna did not sigh. “Go.”",
    "“Go,” said Anna, wanted to shout, and sat down.",
    "“I am thinking,” thought Anna aloud.",
    # somebody else, or something else
    "“Go,” said Anna, while Tom shouted at the gulls.",
    "“Go,” said Anna, as the crowd laughed.",
    "Then Tom asked, “Is that so?” as some of the others laughed and Anna nodded.",
    "“Go,” said Anna, and Tom laughed with a sob.",
    "“Go,” said Anna, who had heard Tom whisper.",
    "“Go,” said Anna, closing the door softly.",
    "“Go,” said Anna, softly closing the door.",
    "“Go,” said Anna, looking at Tom, who spoke in a low voice.",
    "“Go,” said Anna, snapping her fingers.",
    "“Go,” said Anna to the laughing boatman.",
    "Tom had been whispering all morning. Anna rose and said: “Go.”",
    "Anna, who had heard Tom shouting, rose and said: “Go.”",
    "“Go.” The cry was taken up by a hundred voices.",
    "“He” (none of them called him by his name) “has gone,” said Anna.",
    "Anna stopped her wails and said: “Go.”",
    "Tom was called downstairs, where Anna said, “Go.”",
    "“I am sure of it.” Tom lowered his voice.",
    "Anna laughed, and struck out the word all the same. “Go.”",
    "“What is it?” said Anna, for the word “whisper” was on the wall.",
]


@pytest.mark.parametrize(("text", "manner"), ONE_LINE, ids=[text for text, _ in ONE_LINE])
def test_the_words_around_a_speech_tell_how_it_is_said(text: str, manner: str) -> None:
    """The cue's verb, an adverb beside it, a phrase of the speaker's, a short sentence next to it."""
    assert set(told(text)) == {manner}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_or_said_of_somebody_else_tells_nothing(text: str) -> None:
    """Nobody whispers because the word stands near."""
    assert set(told(text)) == {""}


def test_each_speech_of_a_paragraph_has_its_own() -> None:
    """What stands between two speeches tells of the one whose cue it is."""
    assert told("“Go,” whispered Anna. “No!” shouted Tom.") == ["whispered", "shouted"]
    assert told("“Go!” said Anna. Tom whispered: “No.”") == ["", "whispered"]
    assert told("“Go!” whispered Anna. Tom said: “No.”") == ["whispered", ""]


def test_a_speech_that_its_cue_breaks_goes_on_as_it_began() -> None:
    """In mid-sentence and after it; what the speaker does next ends it."""
    assert told("“Go,” whispered Anna, “while you can.”") == ["whispered"] * 2
    assert told("“Go,” whispered Anna. “Go now.”") == ["whispered"] * 2
    assert told("“Go!” whispered Anna. “Go now.”") == ["whispered"] * 2
    assert told("“Go,” whispered Anna. She stood up and looked at the sea. “Go now.”") == ["whispered", ""]


def test_a_second_cue_within_a_speech_tells_of_what_stands_before_it() -> None:
    """'"Ay," murmured Anna, "I know!" she cried.'."""
    assert told("“Yes,” murmured Anna, “I know you, I know you all!” she cried.") == ["murmured", "exclaimed"]


def test_a_correction_of_the_speaker_leaves_the_manner() -> None:
    """Who says it is the listener's word; how, the text's."""
    corrections = (Correction("Go", "Anna"),)
    assert told("“Go!” he whispered.", corrections=corrections) == ["whispered"]
    assert told("Tom whispered: “Go!”", corrections=corrections) == ["whispered"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.all_verbs], ids=lambda rule: rule.manner.name)
def test_every_verb_of_every_rule_tells_it(rule: Rule) -> None:
    """Every form that a rule lists is found as the verb of a cue, unless an earlier rule has it."""
    for verb in sorted(rule.all_verbs):
        if verb.endswith("ed"):
            assert told(f"“Oh, Tom,” {verb} Anna.") == [rule.manner.name], verb


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.adverbs], ids=lambda rule: rule.manner.name)
def test_every_adverb_of_every_rule_tells_it(rule: Rule) -> None:
    """As above, beside "said"."""
    for adverb in rule.adverbs.split():
        assert told(f"“Oh, Tom,” said Anna {adverb}.") == [rule.manner.name], adverb
