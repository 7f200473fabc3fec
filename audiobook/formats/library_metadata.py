"""What Audiobookshelf is told of a book, in its own words: `metadata.json`. Pure."""

import json
from collections.abc import Iterator, Mapping

from audiobook.audio.encodings import ENCODINGS, SAMPLE_RATE_HZ, n_heard
from audiobook.formats.base import BookEdition
from audiobook.formats.labels import GENRE, blurb
from audiobook.layout import SYNTHETIC


def metadata_json(book: BookEdition, encoding: str) -> bytes:
    """Give the file. encoding: of the sound beside it."""
    return (json.dumps(metadata(book, encoding), ensure_ascii=False, indent=2) + "\n").encode()


def metadata(book: BookEdition, encoding: str) -> Mapping[str, object]:
    """Give what stands in the file; null and empty lists for what nobody has stated. encoding: as above."""
    edition, about = book.edition, book.edition.about
    number = f" #{about.series_number}" if about.series_number else ""
    return {
        "tags": ["Synthetic voices"] if edition.notice else [],
        "chapters": list(_chapters(book, encoding)),
        "title": edition.title,
        "subtitle": None,
        "authors": [edition.author] if edition.author else [],
        "narrators": [SYNTHETIC if edition.notice else edition.narrator],
        "series": [about.series + number] if about.series else [],
        "genres": [GENRE],
        "publishedYear": about.published[:4] or None,
        "publishedDate": about.published or None,
        "publisher": about.publisher or None,
        "description": blurb(edition) or None,
        "isbn": None,
        "asin": None,
        "language": edition.language,
        "explicit": False,
        "abridged": False,
    }


def _chapters(book: BookEdition, encoding: str) -> Iterator[Mapping[str, object]]:
    """Give the chapters in seconds from the beginning of the book.

    The server adds up the files as they are, with what each has before its sound and behind: so do we, or the marks of
    a long book would be seconds early.
    """
    end = 0
    for number, chapter in enumerate(book.chapters):
        timeline = chapter.timeline
        n_samples = n_heard(timeline.n_samples, timeline.sample_rate_hz)
        start, end = end, end + ENCODINGS[encoding].framed(n_samples)
        times_s = {"start": round(start / SAMPLE_RATE_HZ, 6), "end": round(end / SAMPLE_RATE_HZ, 6)}
        yield {"id": number, **times_s, "title": chapter.entry.title}
