from audiobook.engines.espeak_words import Phone, packed, unpacked, word_times


def _timed(text: str, phones: list[tuple[int, int, bool]], n_samples: int) -> list[tuple[str, int, int]]:
    times = word_times(text, [Phone(*phone) for phone in phones], n_samples)
    return [(text[word.span.start : word.span.end], word.start, word.end) for word in times]


def test_a_word_lasts_from_its_first_phoneme_to_what_follows_its_last() -> None:
    """That is a phoneme of the next word, a pause, or the end of the sound; marks around a word are not in it."""
    phones = [(1, 5, False), (1, 20, False), (6, 30, False), (10, 40, True), (10, 60, False), (13, 90, True)]
    assert _timed('"Go, (no) ma!', phones, 100) == [("Go", 5, 30), ("no", 30, 40), ("ma", 60, 90)]
    assert _timed("Go", [(0, 5, False)], 100) == [("Go", 5, 100)]


def test_words_read_as_one_share_its_phonemes_by_their_letters() -> None:
    """Each gets at least one while there are some; there are never two words for one phoneme."""
    four = [(0, place, False) for place in (0, 10, 30, 40)]
    assert _timed("of the", four, 50) == [("of", 0, 30), ("the", 30, 50)]
    assert _timed("of the", four[:1], 50) == [("of", 0, 50)]
    assert _timed("incredibly a", four, 50) == [("incredibly", 0, 40), ("a", 40, 50)]


def test_what_is_read_as_many_is_one_word() -> None:
    """A number, a price, and a hyphenated word each have one time, whatever eSpeak makes of them."""
    phones = [(0, 0, False), (1, 10, False), (3, 20, False), (3, 25, True), (4, 30, False), (8, 40, False)]
    assert _timed("$3,000 so", phones, 50) == [("3,000", 0, 40), ("so", 40, 50)]


def test_signs_are_words_only_if_they_are_read() -> None:
    """A dash has no phonemes and no time; "&" has both."""
    phones = [(0, 0, False), (2, 10, False), (4, 20, False), (8, 30, False)]
    assert _timed("A & B — C", phones, 40) == [("A", 0, 10), ("&", 10, 20), ("B", 20, 30), ("C", 30, 40)]


def test_nothing_heard_is_no_word() -> None:
    """Pauses alone, or nothing at all, time nothing."""
    assert _timed("Hm", [(0, 0, True)], 50) == []
    assert _timed("Hm", [], 50) == []


def test_places_that_run_back_do_not_turn_words_round() -> None:
    """A phoneme that is said to belong to an earlier word belongs to the latest one."""
    assert _timed("one two", [(0, 0, False), (4, 10, False), (0, 20, False)], 30) == [("one", 0, 10), ("two", 10, 30)]


def test_phones_survive_the_way_from_the_child() -> None:
    """Packed and unpacked, they are the same."""
    phones = (Phone(-1, 0, silent=True), Phone(100_000, 2**40, silent=False))
    assert unpacked(packed(phones)) == phones
    assert unpacked(packed(())) == ()
