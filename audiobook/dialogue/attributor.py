"""One book whose lines are decided again and again, as a person corrects them."""

from audiobook.dialogue.attribution import decide, find_speech, first_ranking
from audiobook.dialogue.corrections import Correction, correct
from audiobook.dialogue.evidence import Evidence, look
from audiobook.dialogue.merging import with_names
from audiobook.dialogue.ranker import Ranker, Ranking
from audiobook.dialogue.reading import quoted_anew, read
from audiobook.model import Book, Character, Dialogue, Quotation

_Looked = tuple[tuple[Quotation, ...], tuple[Character, ...]]
"""What the evidence hangs on: where speech is, and who is known."""


class Attributor:
    """Gives what `attribute` gives, and keeps the evidence: a stated speaker is taken in at once in the longest book.

    The text is looked at again only when a correction changes what is quoted, or two names become one person's.
    """

    def __init__(
        self,
        book: Book,
        *,
        known: tuple[Character, ...] = (),
        narrator: str = "",
        unquoted_speech: bool = False,
        ranker: Ranker | None = None,
    ) -> None:
        """Find where speech is; the arguments are those of `attribute`."""
        self._book = book
        self._known = known
        self._narrator = narrator or book.narrator
        self._ranker = ranker
        self._found = find_speech(book, unquoted_speech=unquoted_speech)
        self._looked: _Looked | None = None
        self._evidence: Evidence | None = None
        self._ranking: Ranking | None = None

    def dialogue(self, corrections: tuple[Correction, ...] = (), same: tuple[Character, ...] = ()) -> Dialogue:
        """Give who says what with these corrections. Raises CorrectionError for one that does not fit the text."""
        quotations, corrected = correct(self._book, self._found, corrections)
        people = with_names(self._known, same)
        if self._evidence is None or self._looked != (quotations, people):
            kept = self._evidence.reading if self._evidence else None
            reading = quoted_anew(kept, quotations) if kept else read(self._book, quotations)
            self._evidence = look(reading, people, self._narrator)
            self._ranking = first_ranking(self._evidence, self._ranker)
            self._looked = quotations, people
        return decide(self._evidence, corrected, self._known, same, self._ranking)


def attribute(  # noqa: PLR0913 - all but the book by keyword
    book: Book,
    *,
    known: tuple[Character, ...] = (),
    narrator: str = "",
    corrections: tuple[Correction, ...] = (),
    same: tuple[Character, ...] = (),
    unquoted_speech: bool = False,
    ranker: Ranker | None = None,
) -> Dialogue:
    """Give all that is said in a book, and by whom.

    known: people that the listener states; they are unified with those found in the text, and their names win.
    narrator: name of the character who tells the story; else the book's own, else inferred from the text.
    same: people whom the text has under several names, as the listener says; they need not be among `known`.
    unquoted_speech: also find speech that no marks set off, as far as cues betray it; the book may say so itself.
    ranker: weighs what the rules leave open; without one the rules decide alone.
    Raises CorrectionError for a correction that does not fit the text.
    """
    attributor = Attributor(book, known=known, narrator=narrator, unquoted_speech=unquoted_speech, ranker=ranker)
    return attributor.dialogue(corrections, same)
