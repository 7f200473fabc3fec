from audiobook.casting.roles import told_apart
from audiobook.model import Character


def test_an_alias_of_two_is_nobodys() -> None:
    """Whatever its capitals; a name stays its owner's, and an alias that is its owner's name in other letters too."""
    anna = Character("anna", "Anna", ("the voice", "ANNA", "Miss Carter"))
    karl = Character("karl", "Karl", ("The Voice", "the smith"))
    other = Character("c", "miss carter")
    assert [c.aliases for c in told_apart([anna, karl], [other])] == [("ANNA",), ("the smith",)]
