"""What the words beside a quotation tell of how it is said.

A verb tells where it is the cue's own ('Anna whispered'), an adverb right beside it ('said Anna softly'), a phrase
anywhere in what the sentence says of the speaker ('said Anna to him, in a low voice'). What the sentence goes on to say
of anybody or anything else tells nothing, and nor does what it denies.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Final

from audiobook.dialogue import words as w
from audiobook.manner.rules import RULES, Rule

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s*]")
_REACH: Final = 16
"""So many words after its cue, a phrase may still tell of it."""
_LEAD: Final = 5
"""So many words may stand between a phrase and the verb it tells of: 'In a low voice the old man said'."""
_BEAT: Final = 6
"""A sentence of so many words that sighs does nothing else: 'She sighed wearily.'"""
_NEGATIONS: Final = frozenset("not never no none without nor cannot neither instead rather".split())
_UNREAL: Final = frozenset("wanted wished longed tempted refused failed unable like have expected forbidden".split())
"""Before 'to shout', or before 'shouted': nobody did."""
_BETWEEN: Final = frozenset(
    "very rather quite so too more almost most somewhat half a little bit as just only still again back out up on "
    "aloud at last then and but yet ,".split()
)
"""What may stand between a cue and its adverb."""
_HEDGES: Final = frozenset("half still almost nearly fairly and then ,".split())
_ELSEWHERE: Final = frozenset(
    "as while when whilst whose who whom which that because if until till before after where though although since "
    "than he she they we i it seeing hearing watching noticing ; : . ! ?".split()
)
"""Where the sentence begins to speak of something, or of somebody, else."""
_NO_CUE: Final = (_ELSEWHERE - {"he", "she", "they", "i", "it"}) | {"(", "of", ","}
"""None of these stands between a quotation and the verb of its cue."""
_NOUN_CUE: Final = r"(?:came|was|were|is|comes|burst|rose|broke|had been) (?:[\w'-]+ ){0,3}?"
_REPLY: Final = "|".join(sorted(w.REPLY_NOUNS))
_PARTS: Final = {
    "his": "(?:his|her|my|their|its|our|your|the) ",
    "a": "(?:an?|the) ",
    "…": r"(?:[\w'-]+ ){0,4}?(?:, (?:[\w'-]+ ){1,2}?)?",
}
"""What stands for more than itself in a phrase."""
_EVERY: Final = frozenset().union(
    *(rule.all_verbs for rule in RULES), *(frozenset(rule.adverbs.split()) for rule in RULES)
)


@dataclass(frozen=True)
class Telling:
    """A sentence of narration, or what of it stands between two quotations, and where in it the cue is."""

    tokens: Sequence[str]
    """Lower-case words and marks."""
    first: int
    """The cue's first token."""
    end: int
    """One past its last."""

    @cached_property
    def joined(self) -> str:
        """Give the tokens with blanks between them, for phrases to be looked for."""
        return " ".join(self.tokens)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Give where each token begins in `joined`."""
        return tuple(accumulate((len(token) + 1 for token in self.tokens), initial=0))

    @cached_property
    def verb(self) -> int | None:
        """Give the cue's verb: its last word ('Anna said'), its first ('softly said Anna') or the one before it."""
        inner = range(self.first, self.end)
        leading = next((i for i in inner if not (self.tokens[i].endswith("ly") or self.tokens[i] in w.ADVERBS)), None)
        for at in (self.end - 1, leading, self.first - 1):
            if at is not None and at >= 0 and (self.tokens[at] in w.SPEAKING or self.tokens[at] in _EVERY):
                return at
        return None

    @cached_property
    def own_end(self) -> int:
        """Give where, after the cue, the sentence begins to speak of something else."""
        limit = min(len(self.tokens), self.end + _REACH)
        for at in range(self.end, limit):
            token = self.tokens[at]
            if token in _ELSEWHERE or (token in {"and", "but"} and not self._goes_on(at + 1)):
                return at
        return limit

    def _goes_on(self, at: int) -> bool:
        """Say whether what 'and' adds is of the same person: 'and with a sigh', 'and quietly'."""
        token = self.tokens[at] if at < len(self.tokens) else ""
        return token in w.PREPOSITIONS or token.endswith(("ly", "ing")) or token in _EVERY

    def denies(self, at: int) -> bool:
        """Say whether what stands there is denied, or only wished: 'did not shout', 'would have shouted'."""
        before = self.tokens[max(0, at - 3) : at]
        clause = before[max((i + 1 for i, word in enumerate(before) if word == ","), default=0) :]
        return any(word in _NEGATIONS | _UNREAL or word.endswith("n't") for word in clause)

    def phrases(self, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Give the token ranges of a rule's phrases that are not denied."""
        for match in _pattern(phrases).finditer(self.joined):
            first, end = bisect_right(self.starts, match.start()) - 1, bisect_right(self.starts, match.end(1))
            if not self.denies(first) and _NEGATIONS.isdisjoint(self.tokens[first + 1 : end]):
                yield first, end


def telling(text: str, start: int, end: int) -> Telling:
    """Give a stretch of narration as words; start..end is its cue, in code points."""
    found = list(_TOKEN.finditer(text))
    first = sum(match.end() <= start for match in found)
    return Telling(
        tuple(match[0].lower().replace("’", "'") for match in found),
        first,
        max(first, sum(match.start() < end for match in found)),
    )


def uncued(text: str, *, leads: bool) -> Telling | None:
    """Read a stretch of narration in which nobody found a cue; None if it has no verb of speech in its place.

    leads: it stands before its quotation ('Anna whispered:'), not after it.
    """
    words = telling(text, 0, 0)
    if words.tokens[:1] in (("was",), ("were",)):  # 'was the whispered answer'
        return None if leads else telling(text, 0, 1)
    places = range(len(words.tokens) - 1, max(-1, len(words.tokens) - 8), -1) if leads else range(5)
    for at in places:
        if at >= len(words.tokens) or (not leads and words.tokens[at] in _NO_CUE):
            return None
        if words.tokens[at - 1 if at else at] in w.DETERMINERS:  # 'The cry was taken up'
            return None
        if words.tokens[at] in w.SPEAKING or any(words.tokens[at] in rule.all_verbs for rule in RULES):
            return Telling(words.tokens, at, min(len(words.tokens), at + 1 + (at == 0)))
    return None


def told_by_cue(words: Telling) -> tuple[str, ...]:
    """Give the manners that a sentence tells with its cue, the one that counts most first."""
    return _told(words, (_by_verb, _by_adverb, _by_beat, _by_noun, _by_phrase))


def told_beside(words: Telling, *, follows: bool) -> tuple[str, ...]:
    """Give the manners that a sentence tells which only stands beside a speech.

    'She sighed.' or 'His voice was low.': one that says no more than that. Where it follows the speech, 'He raised his
    voice.' tells of what comes after.
    """
    return _told(words, (_sighs, _by_voice) if is_of_voice(words) or not follows else (_sighs,))


def is_of_voice(words: Telling) -> bool:
    """Say whether a sentence begins with somebody's voice: 'Her voice was a whisper.'."""
    return words.tokens[1:2] == ("voice",) and words.tokens[0] in {"his", "her", "my", "its", "the", "their"}


_Test = Callable[[Rule, Telling], bool]


def _told(words: Telling, tests: Sequence[_Test]) -> tuple[str, ...]:
    return tuple(rule.manner.name for rule in RULES if any(test(rule, words) for test in tests))


# ------------------------------------------------------------------------------------------------------- a rule's word


def _by_verb(rule: Rule, words: Telling) -> bool:
    verb = words.verb
    if verb is None or words.tokens[verb] not in rule.all_verbs or words.denies(verb):
        return False
    if verb and words.tokens[verb - 1] in {"was", "were", "been", "being", "be"} and words.tokens[verb].endswith("ed"):
        return False  # 'Anna was called downstairs'
    return not rule.unless or rule.unless not in words.tokens[verb + 1 : verb + 4]


def _by_adverb(rule: Rule, words: Telling) -> bool:
    """'said Anna (very) softly', 'Anna softly said', 'Softly, Anna said'; not 'said Anna, softly closing the door'."""
    adverbs, verb = rule.adverbs.split(), words.verb
    if not adverbs or verb is None:
        return False
    places = [i for i in (verb - 1, verb + 1) if words.first <= i < words.end or i == verb - 1 >= 0]
    places += [0] if verb <= _LEAD else []
    places += _adverb_places(words)
    return any(
        words.tokens[at] in adverbs and not words.denies(at) and not _opens_participle(words, at) for at in places
    )


def _adverb_places(words: Telling) -> list[int]:
    """Give the places right after the cue where an adverb is still the verb's own."""
    found, at = [], words.end
    while at < words.own_end:
        token = words.tokens[at]
        if token.endswith("ly") or token in _EVERY:
            found.append(at)
        elif token in {"to", "at"} and token not in words.tokens[words.end : at]:  # 'said to the old man'
            while at + 1 < words.own_end and words.tokens[at + 1][0].isalnum() and words.tokens[at + 1] not in _EVERY:
                at += 1
        elif token not in _BETWEEN:
            break
        at += 1
    return found


def _opens_participle(words: Telling, at: int) -> bool:
    follows = words.tokens[at + 1] if at + 1 < len(words.tokens) else ""
    return follows.endswith("ing") and at > 0 and words.tokens[at - 1] == ","


def _by_beat(rule: Rule, words: Telling) -> bool:
    """'said Anna, laughing', 'she said, and sighed', 'Anna sighed and said', 'Laughing, Anna said'."""
    if not rule.all_beats or words.verb is None:
        return False
    at = words.end
    while at < words.own_end and (words.tokens[at] in _HEDGES or words.tokens[at].endswith("ly")):
        at += 1
    if at < words.own_end and words.tokens[at] in rule.all_beats and not words.denies(at):
        follows = words.tokens[at + 1] if at + 1 < len(words.tokens) else "."
        return words.tokens[at].endswith("ing") or (words.tokens[at - 1] == "and" and not follows[0].isalnum())
    return any(
        words.tokens[i] in rule.all_beats
        and not words.denies(i)
        and not (i and words.tokens[i - 1] in w.DETERMINERS)  # 'stopped her wails and said'
        and _leads_to_verb(words, i)
        for i in range(max(0, words.verb - _LEAD), words.verb)
    )


def _leads_to_verb(words: Telling, at: int) -> bool:
    """Say whether what stands there is done by whoever then speaks: 'sighed and said', 'Laughing, she said'."""
    assert words.verb is not None
    between = words.tokens[at + 1 : words.verb]
    if at == 0 and words.tokens[at].endswith("ing"):
        return between[:1] == (",",)
    return "and" in between and all(token in _HEDGES or token.endswith("ly") for token in between)


def _by_noun(rule: Rule, words: Telling) -> bool:
    """'came a whisper', 'was the whispered reply'."""
    if not rule.nouns:
        return False
    verbs = "|".join(verb for verb in rule.all_verbs if verb.endswith("ed"))
    pattern = rf"{_NOUN_CUE}(?:(?:{'|'.join(rule.nouns.split())})|(?:{verbs}) (?:{_REPLY}))(?!\S)"
    found = re.match(pattern, words.joined)
    return found is not None and not any(token in _NEGATIONS | _ELSEWHERE for token in found[0].split())


def _by_phrase(rule: Rule, words: Telling) -> bool:
    return any(_is_own(words, first, end) for first, end in words.phrases(rule.phrases))


def _is_own(words: Telling, first: int, end: int) -> bool:
    """Say whether a phrase tells of the cue's verb, after it or before."""
    if first >= words.end:
        return end <= words.own_end
    verb = words.verb
    if verb is None or not end <= verb <= end + _LEAD:
        return False
    if first == 0 or words.tokens[verb - 1] == "and":
        return not any(token in _ELSEWHERE for token in words.tokens[1:first])
    return words.tokens[first - 1] in {",", "and"} and "and" not in words.tokens[end:verb]


def _sighs(rule: Rule, words: Telling) -> bool:
    """Say whether the sentence is short and has no other verb: 'Anna sighed.', 'She laughed very softly.'."""
    tokens = [token for token in words.tokens if token[0].isalnum()]
    at = next((i for i, token in enumerate(tokens[:4]) if token in rule.all_beats), 0)
    if at == 0 or len(tokens) > _BEAT or any(token in _NEGATIONS or token.endswith("n't") for token in tokens):
        return False
    return all(token.endswith("ly") or token in _BETWEEN for token in tokens[at + 1 :])


def _by_voice(rule: Rule, words: Telling) -> bool:
    """Say whether the sentence begins with what a voice does: 'He raised his voice.', 'His voice rose.'."""
    phrases = tuple(phrase for phrase in rule.phrases if "his voice" in phrase)
    found = words.phrases(phrases)
    return any(first <= 2 and _ELSEWHERE.isdisjoint(words.tokens[1:first]) for first, _ in found)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern over words joined with blanks for phrases written as in `Rule`; its group 1 is the phrase."""
    return re.compile(rf"(?<!\S)(?=((?:{'|'.join(map(_as_pattern, phrases)) or '(?!)'})(?!\S)))")


def _as_pattern(phrase: str) -> str:
    return "".join(_PARTS.get(part, rf"(?:{part}) ") for part in phrase.split()).removesuffix(" ")
