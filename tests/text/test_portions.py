import pytest

from audiobook.text.portions import portions
from audiobook.text.sources.base import Block, BlockKind
from tests.helpers import book_of

WORDS = "ice " * 99 + "ice."


def blocks_of(n: int, *breaks: int) -> list[Block]:
    """Give so many paragraphs of 100 words, with scene breaks before some."""
    found = [Block(WORDS, n + 1) for n in range(n)]
    for at in sorted(breaks, reverse=True):
        found.insert(at, Block("***", at, BlockKind.BREAK))
    return found


@pytest.mark.parametrize(("n", "n_parts"), [(1, 1), (120, 1), (121, 3), (450, 10)])
def test_only_a_long_story_is_parted_by_the_half_hour(n: int, n_parts: int) -> None:
    """Into parts of one length, and nothing is lost."""
    blocks = blocks_of(n)
    parts = list(portions(blocks))
    assert len(parts) == n_parts
    assert [block for part in parts for block in part] == blocks
    assert max(map(len, parts)) - min(map(len, parts)) <= len(parts)


def test_a_part_ends_at_a_scene_break_if_one_is_near() -> None:
    """Sooner than in the middle of a scene."""
    first, *_ = portions(blocks_of(130, 38))
    assert len(first) == 38


def test_a_novel_in_letters_has_parts_and_a_story_with_chapters_keeps_them() -> None:
    """However long those are."""
    letters = "\n\n".join(["My dear Ida,", *[WORDS] * 135, "Yours, Oskar"])
    assert [chapter.title for chapter in book_of(letters).chapters] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert len(book_of(f"CHAPTER I\n\n{letters}\n\nCHAPTER II\n\n{letters}").chapters) == 2
