"""What is left when all is in words: quotation marks go; dashes, dots and brackets become pauses. Pure."""

import re
from typing import Final

from audiobook.text.spoken.form import Found, Stage, rule, stage

_I: Final = re.compile(r"I\b|I['’]")


def _dots(found: Found) -> str:
    """Give a comma in the midst of a sentence, a stop between two, and three dots at the end."""
    after = found.after.lstrip()
    if not re.search(r"\w", after):
        return "" if re.match(r"[.!?]", after) else "..."
    if re.match(r"[,;:!?.]", after) or not re.search(r"\w", found.before):
        return "" if re.match(r"[,;:!?.]", after) else " "
    if re.search(r"[,;:!?]$", found.before.rstrip()):
        return " "
    return ", " if after[0].islower() or _I.match(after) else ". "


def _bracket(found: Found) -> str:
    """Give a comma where a bracket opens or closes in the midst of a sentence."""
    before, after = found.before.rstrip(), found.after.lstrip()
    if not re.search(r"\w", before) or re.search(r"[.!?,;:]$", before) or re.match(r"[.!?,;:)\]]|$", after):
        return " "
    return ", "


_SPACES: Final = (rule(r"\s{2,}|[^\S ]", " "), rule(r"^ | $", ""))
STAGES: Final[tuple[Stage, ...]] = (
    stage(
        r"[\"“”„‟«»‹›「」『』‚‛'‘’′″]",
        rule(r"[\"“”„‟«»‹›「」『』‚‛]|(?<!\w)['‘’′″]|['‘’′″](?!\w)", ""),
    ),
    stage(r"\s\s|[^\S ]|^\s|\s$", *_SPACES),
    stage(r"[()\[\]{}]", rule(r"[()\[\]{}]", _bracket), *_SPACES),
    stage(
        r"[—―–⸺⸻-]",
        rule(r"^[\s,—–―-]+|(?<![\s—–―-])(?:\s*[—–―-])++(?=[.!?]?$)", ""),
        rule(r"(?<=[.!?…])\s?[—―–]\s?(?=\S)", " "),
        rule(r"(?<=[a-zA-Z])–(?=[a-zA-Z])", "-"),
        rule(r"\s*(?:[—―–⸺⸻]|--+|\s-\s|\s-(?=\w)|(?<=\w)-\s)(?:\s?[—―–⸺⸻-])*\s*", ", "),
        rule(r"(?<![\w])-+|-+(?![\w])", " "),
    ),
    stage(r"…|\. ?\.", rule(r" ?(?:…|\.(?: ?\.)+)(?: ?[.…])*", _dots)),
    stage(r"[^\w\s.,;:!?'’-]|_", rule(r"[^\w\s.,;:!?'’-]+|_+", " ")),
    stage(
        r"[^\w\s]\W*[^\w\s]|\s[.,;:!?]",
        rule(r"([,;:])(?:\s*[,;:])+", r"\1"),
        rule(r"(?<![\s,])(?:\s*,)*\s*([.,!?;:])(?=\s|$)", r"\1"),
        rule(r"(?<=[.!?;:])\s?,", ""),
        rule(r"([^\w\s])(?:\s?\1){3,}", r"\1\1\1"),
    ),
    stage(r"[A-Za-z][.!?;:,][A-Za-z]", rule(r"(?<=[A-Za-z])([.!?;:,])(?=[A-Za-z])", r"\1 ")),
    stage(r"^\W|\s\s|\s$", rule(r"^[\s,;:.!?]+(?=\w)", ""), rule(r"^\W+$", ""), *_SPACES),
)
