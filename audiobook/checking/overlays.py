"""Checks that an EPUB reads aloud what it shows: what epubcheck does not see (docs/checking.md)."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

from audiobook.checking.epub_file import Clip, EpubError, Narrated, Overlay, Page, read_epub
from audiobook.checking.finding import Finding, Severity

CHECK: Final = "overlays"
_SILENT: Final = "nothing in it is read aloud: no page has a media overlay"
"""No fault: there are such ebooks, also beside audiobooks."""
_SLACK_S: Final = 0.05
"""A sound may say that it is so much longer or shorter than it is heard: encoders work in frames of 25 ms."""
_ROUNDING_S: Final = Decimal("0.01")
"""Books round their durations in many ways; more than this is no rounding."""


def check_epub(path: Path) -> Iterator[Finding]:
    """Give what is wrong with the narration of an EPUB, ours or anybody's; an unreadable one is a finding too."""
    try:
        book = read_epub(path)
    except EpubError as error:
        yield Finding(CHECK, _place(path, error.place), error.problem, "Make the EPUB anew, or get a whole copy of it.")
        return
    for name, problem, hint in _problems(book):
        severity = Severity.ADVICE if problem == _SILENT else Severity.WRONG
        yield Finding(CHECK, _place(path, name), problem, hint, severity=severity)


def _place(path: Path, name: str) -> str:
    return f"{path}: {name}" if name else str(path)


_Problem = tuple[str, str, str]
"""Which file of the EPUB, what is wrong, what to do."""


def _problems(book: Narrated) -> Iterator[_Problem]:
    pages: dict[str, list[Page]] = {}
    overlays: dict[str, Overlay] = {}
    for page in book.pages:
        if page.overlay:
            pages.setdefault(page.overlay.name, []).append(page)
            overlays[page.overlay.name] = page.overlay
    if not overlays:
        yield book.package, _SILENT, "Is it the right EPUB?"
        return
    for page in book.pages:
        if page.has_text and page.in_order and not page.overlay:
            hint = 'Give it an overlay or, where it is not to be heard, linear="no" in the spine.'
            yield page.name, "its text is not read aloud: it has no media overlay", hint
    for name, overlay in overlays.items():
        yield from _clip_problems(overlay, pages[name], book)
        yield from _duration_problems(book.package, overlay)
    yield from _package_problems(book, list(overlays.values()))


def _package_problems(book: Narrated, overlays: Sequence[Overlay]) -> Iterator[_Problem]:
    if not book.active_class:
        hint = 'Add <meta property="media:active-class"> with the name of a class that the style sheet has.'
        yield book.package, "it names no class for what is being read: readers highlight it as they like", hint
    stated = [overlay.duration_s for overlay in overlays if overlay.duration_s is not None]
    total_s = sum(stated, Decimal())
    if book.total_s is None:
        hint = 'Add <meta property="media:duration"> with the sum of all overlays.'
        yield book.package, "it does not say how long the whole book is", hint
    elif len(stated) == len(overlays) and abs(book.total_s - total_s) > _ROUNDING_S:
        problem = f"the whole book is said to last {book.total_s} s, its overlays {total_s} s"
        yield book.package, problem, "State the sum of the durations."


def _duration_problems(package: str, overlay: Overlay) -> Iterator[_Problem]:
    if overlay.duration_s is None:
        hint = 'Add <meta property="media:duration" refines="#ID"> with the id of the overlay.'
        yield package, f"it does not say how long {overlay.name} is", hint
        return
    played_s = sum((clip.times_s[1] - clip.times_s[0] for clip in overlay.clips if clip.times_s), Decimal())
    if abs(overlay.duration_s - played_s) > _ROUNDING_S:
        problem = f"{overlay.name} is said to last {overlay.duration_s} s, its clips {played_s} s"
        yield package, problem, "State the sum of the clips."


def _clip_problems(overlay: Overlay, pages: Sequence[Page], book: Narrated) -> Iterator[_Problem]:
    """Give each kind of trouble once, however many clips have it."""
    if not overlay.clips:
        yield overlay.name, "it has no clips", "Give it a par for each sentence, or take it away."
    for (problem, hint), clips in {**_of_words(overlay, pages), **_of_sounds(overlay, book)}.items():
        if clips:
            first = clips[0].text or "no words"
            yield overlay.name, f"{len(clips)} of {len(overlay.clips)} clips {problem}; the first is of {first}", hint


_Troubles = dict[tuple[str, str], list[Clip]]
"""What is wrong with some clips and what to do -> which they are."""


def _of_words(overlay: Overlay, pages: Sequence[Page]) -> _Troubles:
    places = [name for page in pages for name in (page.name, *(f"{page.name}#{each}" for each in page.ids))]
    order = {name: i for i, name in enumerate(places)}
    known = [clip for clip in overlay.clips if clip.text in order]
    return {
        ("have words that are not there", "Let text/@src name an id of the page that has this overlay."): [
            clip for clip in overlay.clips if clip.text not in order
        ],
        ("are not in the order of the text", "Put them in the order in which the words stand, each once."): [
            after for before, after in pairwise(known) if order[after.text] <= order[before.text]
        ],
    }


def _of_sounds(overlay: Overlay, book: Narrated) -> _Troubles:
    timed = [(clip, *clip.times_s) for clip in overlay.clips if clip.times_s]
    lengths_s = {sound: length_s for sound, length_s in book.lengths_s.items() if length_s is not None}
    return {
        ("have no sound: they pass in silence, or a machine reads them", "Give them audio, or take them away."): [
            clip for clip in overlay.clips if not clip.sound
        ],
        ("have a sound that is not in the EPUB", "Put the sound in, or mend audio/@src."): [
            clip for clip in overlay.clips if clip.sound and clip.sound not in book.lengths_s
        ],
        ("have a sound that nobody can play", "Make the sound anew, as MP3 or AAC."): [
            clip for clip in overlay.clips if clip.sound in book.lengths_s.keys() - lengths_s.keys()
        ],
        ("have no times: readers play all of the sound", "Give clipBegin and clipEnd as clock values (12.345s)."): [
            clip for clip in overlay.clips if clip.sound and not clip.times_s
        ],
        ("end before they begin", "Let clipEnd be later than clipBegin."): [
            clip for clip, begin_s, end_s in timed if end_s <= begin_s
        ],
        ("begin before the one before has ended", "Let clipBegin be the clipEnd before it, or later."): [
            after
            for (before, _, end_s), (after, begin_s, _) in pairwise(timed)
            if before.sound == after.sound and begin_s < end_s
        ],
        ("end after the sound has ended", "Take the times from the sound that is in the EPUB."): [
            clip for clip, _, end_s in timed if float(end_s) > lengths_s.get(clip.sound, math.inf) + _SLACK_S
        ],
    }
