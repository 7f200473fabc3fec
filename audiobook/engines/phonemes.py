"""Text -> phonemes, by the eSpeak NG that comes with us: what neural engines are fed with.

eSpeak reads clause by clause, and its clauses end where a voice may pause. It says the phonemes of a clause and how far
it has read; marks and words are found in the text. It reads two words as one ("of the" is "ʌvðə") and one as many
("25" is "twˈɛnti fˈaɪv"), so where counts differ each word is also read alone, and the two readings are aligned.
"""

import ctypes
import difflib
import functools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from audiobook.engines.apart import ChildError, Send
from audiobook.engines.aside import run_aside
from audiobook.engines.espeak_data import espeak_data
from audiobook.engines.ipa import as_engines_write, for_accent
from audiobook.engines.said import excerpt
from audiobook.errors import SynthesisError
from audiobook.model import Phonemes
from audiobook.text.sentences import sentences

_UTF8: Final = 1
_IPA: Final = 2
_LIMIT_S: Final = 60.0
_WORD: Final = re.compile(r"\w(?:\S*\w)?")
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A word that eSpeak reads as one, but may join to the next."""
_JOINTS: Final = "-‐‑'’"
_MARKS: Final = re.compile(r"[.,;:!?…。！？、，；：]")
_LAST_MARK: Final = re.compile(r".*[.,;:!?…。！？、，；：)\]}\"”’»—–]", re.DOTALL)
_PLAIN_MARKS: Final = str.maketrans("。！？、，；：", ".!?,,;:")
_LANGUAGE_SWITCH: Final = re.compile(r"\([a-z-]+\)")
"""eSpeak says "(en)" before a word that it reads as another language's."""


_Clauses = Callable[[str], Iterator[tuple[str, int]]]


class WordPhones(NamedTuple):
    """One word of the text, and where its phonemes begin."""

    start: int
    """In the text, code points."""
    end: int
    at: int
    """Index into the phrase's phonemes."""


class Phrase(NamedTuple):
    """What is said between two marks."""

    ipa: str
    """Words parted by spaces, with stress marks before stressed vowels. May be empty."""
    mark: str
    """How it ends: one of .,;:!?… or nothing."""
    words: tuple[WordPhones, ...]


def phonemize(text: str, voice: str, given: Sequence[Phonemes] = ()) -> tuple[Phrase, ...]:
    """Give the phonemes of `text` as a voice of eSpeak's reads it, in IPA; where some are given, those.

    voice: as espeak_data knows it, "en-us", "de"; raises VoiceError if it does not. Raises SynthesisError if eSpeak
    fails.
    The same text gives the same phonemes, whatever was read before.
    """
    from audiobook.engines.espeak_library import started  # noqa: PLC0415 - it loads the library

    started()  # here and not in the child: once, not for every text; the first call forks the helper
    work = functools.partial(_read, _apart(text, given), espeak_data().resolve(voice))
    try:
        read = json.loads(run_aside(work, _LIMIT_S))
    except ChildError as error:
        raise SynthesisError(f"{excerpt(text)} could not be read as phonemes: {error}") from error
    phrases = tuple(Phrase(ipa, mark, tuple(WordPhones(*word) for word in words)) for ipa, mark, words in read)
    begun: set[Phonemes] = set()
    return tuple(_with_given(phrase, given, begun, voice) for phrase in phrases) if given else phrases


def _apart(text: str, given: Sequence[Phonemes]) -> str:
    """Give the text with blanks for the hyphens at words whose phonemes are given: what is joined to them is read."""
    letters = list(text)
    for sound in given:
        for at in (sound.span.start - 1, sound.span.end):
            if 0 <= at < len(letters) and letters[at] in _JOINTS:
                letters[at] = " "
    return "".join(letters)


def _with_given(phrase: Phrase, given: Sequence[Phonemes], begun: set[Phonemes], voice: str) -> Phrase:
    """Give the phrase with the phonemes of some words replaced; of two words that are said as one, the second is mute.

    What eSpeak reads into one with its neighbour is parted from it by a blank. begun: what was said already; grows.
    """
    if not phrase.words:
        return phrase
    ends = [*(word.at for word in phrase.words[1:]), len(phrase.ipa)]
    ipa = phrase.ipa[: phrase.words[0].at]
    words: list[WordPhones] = []
    for word, end in zip(phrase.words, ends, strict=True):
        own = phrase.ipa[word.at : end]
        sound = next((each for each in given if each.span.start < word.end and word.start < each.span.end), None)
        if sound:
            own = "" if sound in begun else for_accent(as_engines_write(sound.ipa), voice) + " "
            begun.add(sound)
        ipa += " " * (bool(ipa) and bool(own) and not ipa.endswith(" ") and (sound is not None))
        words.append(word._replace(at=len(ipa)))
        ipa += own
    ipa = ipa.rstrip()
    return Phrase(ipa, phrase.mark, tuple(word._replace(at=min(word.at, len(ipa))) for word in words))


def _read(text: str, voice: str, send: Send) -> None:
    from audiobook.engines.espeak_library import set_voice, started  # noqa: PLC0415 - it loads the library

    espeak = started()
    set_voice(voice)
    to_phonemes = espeak.dll.espeak_TextToPhonemes
    to_phonemes.restype = ctypes.c_char_p
    to_phonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    send(json.dumps(list(_phrases(text, voice, functools.partial(_clauses, to_phonemes)))).encode())


def _clauses(to_phonemes: Any, text: str) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - a ctypes function
    """Give the phonemes of each clause, and how far eSpeak had read then, in code points: a little into the next."""
    content = text.encode("utf-8")
    buffer = ctypes.create_string_buffer(content)
    begin = ctypes.addressof(buffer)
    place = ctypes.c_void_p(begin)
    while place.value:
        said = to_phonemes(ctypes.byref(place), _UTF8, _IPA)
        n_bytes = place.value - begin if place.value else len(content)
        ipa = _LANGUAGE_SWITCH.sub("", said.decode("utf-8"))
        yield " ".join(ipa.split()), len(content[:n_bytes].decode("utf-8", "ignore"))


def _phrases(text: str, voice: str, clauses: _Clauses) -> Iterator[tuple[str, str, Sequence[WordPhones]]]:
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    stops = {span.end for span in sentences(text, voice)}
    at = begin = 0
    for ipa, read in list(clauses(text)):  # all of them first: reading a word alone would cut into the next clause
        end = len(text) if read >= len(text) else _end_of_clause(text, begin, read)
        here = at
        while at < len(words) and words[at][0] < end:
            at += 1
        mark = _mark(text[begin:end], ends_sentence=len(text[:end].rstrip()) in stops)
        yield ipa, mark, _placed(text, words[here:at], ipa, clauses)
        begin = end


def _end_of_clause(text: str, begin: int, read: int) -> int:
    """Give where a clause ends: eSpeak has read on to the first letter after its mark."""
    found = _LAST_MARK.match(text, begin, read)
    end = found.end() if found else max(begin, text.rfind(" ", begin, read))
    while end < read and text[end].isspace():
        end += 1
    return end


def _mark(clause: str, *, ends_sentence: bool) -> str:
    """Give the strongest mark at the end of a clause; the stop of "Dr." is none."""
    tail = clause[len(clause.rstrip("\"'”’»)]} .,;:!?…。！？、，；：")) :].translate(_PLAIN_MARKS)
    if "..." in tail:
        return "…"
    mark = next((strong for strong in "?!….:;," if strong in tail), "")
    return mark if mark != "." or ends_sentence else ""


def _placed(text: str, words: Sequence[tuple[int, int]], ipa: str, clauses: _Clauses) -> Sequence[WordPhones]:
    """Say where in the phonemes each word begins."""
    starts: Sequence[int] = [0, *(i + 1 for i, sign in enumerate(ipa) if sign == " ")] if ipa else []
    if len(starts) != len(words) or not all(_PLAIN.fullmatch(text, start, end) for start, end in words):
        alone = ["".join(said for said, _ in clauses(text[start:end])).replace(" ", "") for start, end in words]
        starts = _aligned(alone, ipa)
    return [WordPhones(start, end, at) for (start, end), at in zip(words, starts, strict=True)]


def _aligned(alone: Sequence[str], ipa: str) -> Sequence[int]:
    """Give where in `ipa` each of the words begins that were also read alone; never falls."""
    joined = "".join(alone)
    begins = [0, *accumulate(len(said) for said in alone)][:-1]
    moves = difflib.SequenceMatcher(None, joined, ipa, autojunk=False).get_opcodes()
    found = []
    for begin in begins:
        place = next((move for move in moves if move[1] <= begin < move[2]), None)
        found.append(min(place[3] + begin - place[1], place[4]) if place else len(ipa))
    return [at + (ipa[at : at + 1] == " ") for at in found]
