"""Other ways to say the same words with the same voice, and which lines are to be said so. Pure.

An engine says a text the same way every time; so where it drops or garbles a word, it does so again. What helps is to
ask in another way, which a listener does not notice: in two parts, a little slower, or both. Which lines need that
stands in the corrections beside the story, anchored to their words, so that it survives edits elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from audiobook.model import Dialogue, Script, Utterance, Voice
from audiobook.text.spoken import bare

NARRATOR: Final = "narrator"
"""The speaker of a retake of narration."""

SLOWER: Final = 0.96
"""What a slower take multiplies the rate by."""

_SLOWEST_RATE: Final = 0.25
"""Of any `Prosody`."""
_CLAUSE: Final = re.compile(r"[.!?…;:,]\s+")
_JOINT: Final = re.compile(
    r"\s+(?=(?:and|but|or|that|which|who|when|where|while|because|if|as|for|with|to|in|on|at)\b)"
)
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Take:
    """One way to say a text."""

    in_two_parts: bool = False
    slower: bool = False


TAKES: Final = (Take(), Take(in_two_parts=True), Take(slower=True), Take(in_two_parts=True, slower=True))
"""By number; the first says the text as it is. Clips are kept under these numbers: add others at the end."""


@dataclass(frozen=True, slots=True)
class Retake:
    """These words, where this person says them, are said in that take."""

    words: str
    """All words of what is said in one go, with their punctuation."""
    speaker: str
    """A name or alias, or NARRATOR."""
    take: int
    """Index into TAKES."""
    place: str = ""
    """Where it is written, "exile.corrections.yaml:12"."""


def slower(voice: Voice) -> Voice:
    """Give the voice of a slower take."""
    rate = max(_SLOWEST_RATE, voice.prosody.rate * SLOWER)
    return replace(voice, prosody=replace(voice.prosody, rate=rate))


def takes_of(text: str, voice: Voice, can_speak: Callable[[Voice], bool]) -> tuple[int, ...]:
    """Give the numbers of the takes that say a text in different ways: one word has no two parts.

    can_speak: says whether an engine takes a voice; one that is at its slowest has no slower take.
    """
    has_parts, can_slow = len(parts_of(text)) > 1, slower(voice) != voice and can_speak(slower(voice))
    return tuple(
        n for n, take in enumerate(TAKES) if (has_parts or not take.in_two_parts) and (can_slow or not take.slower)
    )


def parts_of(text: str) -> tuple[str, ...]:
    """Give a text in two parts that hold all of its words; a text of one word is one part.

    It is parted at the clause nearest its middle; without clauses before a word that joins, else at any space.
    """
    for boundary in (_CLAUSE, _JOINT, _SPACE):
        cuts = [
            m.end() for m in boundary.finditer(text) if _WORD.search(text[: m.end()]) and _WORD.search(text[m.end() :])
        ]
        if cuts:
            cut = min(cuts, key=lambda at: abs(at - len(text) / 2))
            return text[:cut].strip(), text[cut:].strip()
    return (text,)


def with_retakes(script: Script, retakes: Iterable[Retake], dialogue: Dialogue) -> tuple[Script, tuple[Retake, ...]]:
    """Give the script with the takes that were asked for, and the retakes whose words nobody says any more.

    Of two retakes of the same words the later counts.
    """
    wanted = {(bare(retake.words), retake.speaker.casefold()): retake for retake in retakes}
    names = {c.id: [name.casefold() for name in c.names] for c in dialogue.characters}
    used: set[Retake] = set()

    def retaken(utterance: Utterance) -> Utterance:
        retake = _retake_of(utterance, wanted, names) if wanted else None
        if retake is None:
            return utterance
        used.add(retake)
        return replace(utterance, take=retake.take)

    chapters = tuple(replace(c, utterances=tuple(map(retaken, c.utterances))) for c in script.chapters)
    return replace(script, chapters=chapters), tuple(r for r in wanted.values() if r not in used)


def _retake_of(
    utterance: Utterance, wanted: Mapping[tuple[str, str], Retake], names: Mapping[str, list[str]]
) -> Retake | None:
    words = bare(utterance.text)
    speakers = [NARRATOR] if utterance.speaker is None else names[utterance.speaker]
    return next((wanted[words, name] for name in speakers if (words, name) in wanted), None)
