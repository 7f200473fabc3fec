"""Phonemes -> the numbers that Kokoro is fed with, and which of them belong to which word. Pure."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from audiobook.engines.phonemes import Phrase, WordPhones

MOST_TOKENS: Final = 510
"""What the model takes in one go."""

_NUMBERS: Final = (
    ';1 :2 ,3 .4 !5 ?6 —9 …10 "11 (12 )13 “14 ”15 ̃17 ʣ18 ʥ19 ʦ20 ʨ21 ᵝ22 a43 b44 c45 d46 e47 f48 h50 i51 j52 k53 '
    "l54 m55 n56 o57 p58 q59 r60 s61 t62 u63 v64 w65 x66 y67 z68 ɑ69 ɐ70 ɒ71 æ72 β75 ɔ76 ɕ77 ç78 ɖ80 ð81 ʤ82 ə83 "
    "ɚ85 ɛ86 ɜ87 ɟ90 ɡ92 ɥ99 ɨ101 ɪ102 ʝ103 ɯ110 ɰ111 ŋ112 ɳ113 ɲ114 ɴ115 ø116 ɸ118 θ119 œ120 ɹ123 ɾ125 ɻ126 ʁ128 "
    "ɽ129 ʂ130 ʃ131 ʈ132 ʧ133 ʊ135 ʋ136 ʌ138 ɣ139 ɤ140 χ142 ʎ143 ʒ147 ʔ148 ˈ156 ˌ157 ː158 ʰ162 ʲ164 ᵻ177"
)
"""The model's numbers, from its config.json: those of marks and of IPA."""
_TOKENS: Final = {" ": 16} | {sign[0]: int(sign[1:]) for sign in _NUMBERS.split()}


class WordTokens(NamedTuple):
    """A word of the text, and its tokens: those from `first` to before `end`."""

    text_start: int
    text_end: int
    first: int
    end: int


class Run(NamedTuple):
    """What the model says in one go."""

    tokens: tuple[int, ...]
    words: tuple[WordTokens, ...]


def as_run(phrases: Sequence[Phrase]) -> Run:
    """Give the tokens of some phrases, with their marks; what the model has no number for is passed over."""
    signs, words = "", list[tuple[WordPhones, int, int]]()
    for phrase in phrases:
        at = len(signs)
        for word, end in zip(phrase.words, _ends(phrase), strict=True):
            words.append((word, at + word.at, at + word.at + len(phrase.ipa[word.at : end].rstrip())))
        signs += f"{phrase.ipa}{phrase.mark} "
    known = [sign in _TOKENS for sign in signs.rstrip()]
    place = [0, *accumulate(known)]
    tokens = tuple(_TOKENS[sign] for sign in signs.rstrip() if sign in _TOKENS)
    placed = (WordTokens(w.start, w.end, place[start], place[end]) for w, start, end in words)
    return Run(tokens, tuple(word for word in placed if word.first < word.end))


def unknown_in(ipa: str) -> str:
    """Give the signs that the model has no number for, each once."""
    return "".join(dict.fromkeys(sign for sign in ipa if sign not in _TOKENS))


def apart(phrase: Phrase) -> Phrase:
    """Give the phrase with a space between any two words: eSpeak writes "of the" as one, Kokoro learned it as two."""
    ipa, words = "", []
    edges = [word.at for word in phrase.words]
    begin = phrase.ipa[: edges[0]] if edges else phrase.ipa
    ipa = begin
    for word, end in zip(phrase.words, _ends(phrase), strict=True):
        ipa += " " * (bool(ipa) and not ipa.endswith(" ") and end > word.at)
        words.append(word._replace(at=len(ipa)))
        ipa += phrase.ipa[word.at : end]
    return Phrase(ipa, phrase.mark, tuple(words))


def _ends(phrase: Phrase) -> list[int]:
    """Give where the phonemes of each word end: where those of the next begin."""
    return [*(after.at for _, after in pairwise(phrase.words)), len(phrase.ipa)] if phrase.words else []
