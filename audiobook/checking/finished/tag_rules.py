"""What players show of a file, and what they need for it. Pure."""

from collections.abc import Iterator
from typing import Final

from audiobook.checking.finding import Severity
from audiobook.checking.finished.rules import AS_IT_IS, Rule, Verdict
from audiobook.checking.finished.tags import Tags

LEAST_PX: Final = 2400
"""ACX's cover requirements: square, at least so wide."""
_READABLE: Final = {"ID3v2.3", "MP4"}

VERSION: Final = Rule(
    "tag-version",
    "the kind of its tags",
    "ID3v2.3, which Windows and old players read",
    "Tag it again with a tagger that is set to ID3v2.3 and UTF-16.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
COMPLETE: Final = Rule(
    "tags",
    "what its tags leave out",
    "nothing: players show and sort by title, album, author, narrator (as composer) and number",
    "Set what is left out: in an MP3 TIT2, TALB, TPE1, TCOM, TRCK; in an MP4 ©nam, ©alb, ©ART, ©wrt.",
    "State `title:` and `author:` in the story, `narrated_by:` in voices.yaml",
    severity=Severity.ADVICE,
)
COVER: Final = Rule(
    "cover",
    "its cover",
    f"square, {LEAST_PX} pixels or more, JPEG or PNG",
    "Put such a picture into the file (front cover).",
    "Set `cover:` in voices.yaml to such a picture",
    severity=Severity.ADVICE,
)


def judge_tags(tags: Tags, *, is_chapter: bool) -> Iterator[Verdict]:
    """Judge the tags of a file. is_chapter: it is one of several files of a book."""
    if tags.version:
        yield Verdict(VERSION, tags.version in _READABLE, tags.version)
    stated = {"title": tags.title, "album": tags.album, "author": tags.author, "narrator": tags.narrator}
    if is_chapter:
        stated["number"] = str(tags.track or "")
    missing = [name for name, value in stated.items() if not value]
    yield Verdict(COMPLETE, not missing, ", ".join(missing) or "nothing")
    yield _cover(tags)


def _cover(tags: Tags) -> Verdict:
    cover = tags.cover
    if cover is None:
        return Verdict(COVER, is_kept=False, measured="missing")
    is_good = bool(cover.media_type) and cover.width == cover.height >= LEAST_PX
    return Verdict(COVER, is_good, f"{cover.width} x {cover.height} pixels" if cover.media_type else "of another kind")
