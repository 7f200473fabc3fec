"""What engines share: text that is safe to say, how long saying it may take, and words for what went wrong."""

import re
from collections.abc import Sequence
from typing import Final

from audiobook.errors import SynthesisError
from audiobook.model import Phonemes, Span, Speech, Voice

LONGEST_TEXT: Final = 100_000
"""Code points in one request: two hours of speech, 350 MB of samples. Scripts stay far below."""

_LONGEST_WORD: Final = 80
_UNSAYABLE: Final = re.compile("[\x00-\x20\x7f-\xa0\ud800-\udfff\ufffe\uffff]+")
_GIANT: Final = re.compile(rf"\w{{{_LONGEST_WORD}}}(?=\w)")
_REPEATED: Final = re.compile(r"(.)\1+", re.IGNORECASE)
_LETTERS: Final = re.compile("[a-z]+", re.IGNORECASE)

_FASTEST_LETTERS_PER_S: Final = 40.0
"""Of plain English letters at rate 1; narration comes to 13, the fastest sentence measured to 17."""
_LETTERS_PER_WORD: Final = 25
"""More letters in a row are no word, and an engine may read as few of them as it likes."""
_SLOWEST_ASCII_S: Final = 0.7
"""A digit, or a letter that is spelled, takes 0.5 s."""
_SLOWEST_OTHER_S: Final = 3.0
"""An emoji's name, a letter of another script with its description: up to 1.9 s measured."""
_EDGES_S: Final = 1.5


_LETTER_A: Final = re.compile(r"\bA (?=(?:A|C|D|E|I|M|P|B [AC]|K A|K|C L U|M A|T M)\b(?! [A-Z]\b))")
"""eSpeak takes the first letter of "A M" for an article, and says "uh em"; joined to the next it is a letter. A "K G B"
man has an article."""


def plain(text: str) -> str:
    """Give the text as an engine can take it, in linear time.

    NUL would end it, other control characters are commands to eSpeak (Ctrl-A and "+50P" raises the pitch), a lone
    surrogate has no UTF-8: each becomes a space. A "word" of a megabyte is broken where nobody could say it in one go.
    Letters that are to be said one by one stay letters.
    """
    return _clean(text).strip()


def _clean(text: str) -> str:
    return _LETTER_A.sub("A-", _GIANT.sub(r"\g<0> ", _UNSAYABLE.sub(" ", text)))


def plausible_s(text: str, rate: float) -> tuple[float, float]:
    """Give the shortest and the longest time in seconds that saying `text` can take at that rate (1 is normal).

    The bounds are wide: they are to find a clip that is cut off, spoken at another rate, or garbage.
    """
    words = _LETTERS.findall(_REPEATED.sub(r"\1", text))
    n_letters = sum(min(len(word), _LETTERS_PER_WORD) for word in words)
    n_ascii = sum(character < "\x80" for character in text)
    longest_s = _SLOWEST_ASCII_S * n_ascii + _SLOWEST_OTHER_S * (len(text) - n_ascii)
    return n_letters / _FASTEST_LETTERS_PER_S / rate, (_EDGES_S + longest_s) / min(rate, 1.0)


def fault_in(pcm: bytes, sample_rate_hz: int, text: str, rate: float) -> str:
    """Say why these samples cannot be that text at that rate; empty if they can."""
    shortest_s, longest_s = plausible_s(text, rate)
    length_s = len(pcm) / 2 / sample_rate_hz
    if not pcm.strip(b"\0"):
        return "there was only silence"
    if not shortest_s <= length_s <= longest_s:
        return f"{length_s:.2f} s of sound cannot be right ({shortest_s:.2f}..{longest_s:.2f})"
    return ""


def check_sound(speech: Speech, text: str, voice: Voice) -> None:
    """Raise SynthesisError, naming text and voice, if that cannot be what the voice was asked to say."""
    if fault := fault_in(speech.pcm, speech.sample_rate_hz, text, voice.prosody.rate):
        raise could_not_say(text, voice, fault)


def could_not_say(text: str, voice: Voice, fault: object) -> SynthesisError:
    """Give the error for a text that does not come out of a voice. fault: why, as it follows a colon."""
    hint = "Reword the text, or give it to another voice."
    return SynthesisError(f'"{voice.name}" could not say {excerpt(text)}: {fault}', hint=hint)


def sayable(text: str) -> str:
    """Give the text as an engine can take it. Raises SynthesisError if nothing is left, or too much for one go."""
    said = plain(text)
    if not said:
        raise SynthesisError(f"there is nothing to say in {excerpt(text)}")
    if len(said) > LONGEST_TEXT:
        problem = f"{len(said):,} characters are too many to say in one go: {excerpt(said)}"
        raise SynthesisError(problem, hint=f"Break the text into paragraphs of less than {LONGEST_TEXT:,}.")
    return said


def sayable_with(text: str, phonemes: Sequence[Phonemes]) -> tuple[str, tuple[Phonemes, ...]]:
    """Give what `sayable` gives, and the phonemes where their words now stand. Raises SynthesisError as it does."""
    said = sayable(text)
    if said == text or not phonemes:
        return said, tuple(phonemes)
    pieces, moved, at = [""], list[Phonemes](), 0
    for sound in phonemes:
        pieces += [_clean(text[at : sound.span.start]), _clean(text[sound.span.start : sound.span.end])]
        end = sum(map(len, pieces))
        moved.append(Phonemes(Span(end - len(pieces[-1]), end), sound.ipa))
        at = sound.span.end
    whole = "".join([*pieces, _clean(text[at:])])
    n_before = len(whole) - len(whole.lstrip())
    return whole.strip(), tuple(sound.moved(-n_before) for sound in moved)


def excerpt(text: str, longest: int = 60) -> str:
    """Give the text in quotation marks for a message, shortened, in printable characters."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return f'"{shown}"' if shown.isprintable() else ascii(shown)
