"""What players show of a file, and what they need for it. Pure."""

from collections.abc import Callable, Iterator
from typing import Final

from audiobook.checking.finding import Severity
from audiobook.checking.finished.rules import Rule, Verdict
from audiobook.checking.finished.tags import Tags

LEAST_PX: Final = 2400
"""ACX's cover requirements: square, at least so wide."""
_READABLE: Final = {"ID3v2.3", "MP4"}


def _rule(name: str, subject: str, wanted: str, mend: str, ours: str) -> Rule:
    return Rule(name, subject, wanted, mend, ours, severity=Severity.ADVICE)


TAGGED: Final = _rule(
    "tags",
    "what it says of itself",
    "ID3v2.3, which Windows and old players read",
    "Tag it again with a tagger that is set to ID3v2.3 and UTF-16.",
    "Make it anew with --force",
)
_TEXTS: Final[tuple[tuple[Rule, Callable[[Tags], str]], ...]] = tuple(
    (_rule(f"tag-{name}", f"the {name}", f"in {place}", f"Set the tag {place}.", ours), get)
    for name, place, ours, get in (
        ("title", "TIT2 (©nam in MP4)", "Give the chapter a heading in the story", lambda tags: tags.title),
        ("album", "TALB (©alb in MP4), as the title of the book", "Give the story a `title:`", lambda tags: tags.album),
        ("author", "TPE1 (©ART in MP4)", "Give the story an `author:`", lambda tags: tags.author),
        (
            "narrator",
            "TCOM (©wrt in MP4): as composer, where players look",
            "Set `narrated_by:` in voices.yaml",
            lambda tags: tags.narrator,
        ),
    )
)
NUMBER: Final = _rule(
    "tag-track",
    "its number among the chapters",
    "stated as n/N (TRCK), or players sort by name",
    "Set the tag TRCK.",
    "Make it anew with --force",
)
COVER: Final = _rule(
    "cover",
    "its cover",
    f"square, {LEAST_PX} pixels or more, JPEG or PNG",
    "Put such a picture into the file (front cover).",
    "Set `cover:` in voices.yaml to such a picture",
)


def judge_tags(tags: Tags, *, is_chapter: bool) -> Iterator[Verdict]:
    """Judge the tags of a file. is_chapter: it is one of several files of a book."""
    yield Verdict(TAGGED, tags.version in _READABLE, tags.version or "nothing")
    if not tags.version:
        return
    for rule, get in _TEXTS:
        yield Verdict(rule, bool(get(tags)), get(tags) or "not stated")
    if is_chapter:
        yield Verdict(NUMBER, tags.track > 0, f"{tags.track} of {tags.n_tracks}" if tags.track else "not stated")
    yield _cover(tags)


def _cover(tags: Tags) -> Verdict:
    cover = tags.cover
    if cover is None:
        return Verdict(COVER, is_kept=False, measured="missing")
    is_good = bool(cover.media_type) and cover.width == cover.height >= LEAST_PX
    return Verdict(COVER, is_good, f"{cover.width} x {cover.height} pixels" if cover.media_type else "of another kind")
