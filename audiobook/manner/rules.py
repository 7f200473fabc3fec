"""The manners, as data: which words tell each, and what it changes. One place to read them, one place to add to them.

The changes are small on purpose: a listener should feel that somebody whispers and never hear a machine pretend.
"""

from dataclasses import dataclass, field
from typing import Final

from audiobook.dialogue.words import forms
from audiobook.model import Voice


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said: a change of the voice that says it."""

    name: str
    rate: float = 1.0
    """Multiplies the voice's own."""
    pitch_st: float = 0.0
    """Added to the voice's own."""
    gain_db: float = 0.0
    """Added to the gain of the cast."""
    voice: Voice | None = None
    """Says it instead of the speaker's own voice."""

    @property
    def is_plain(self) -> bool:
        """Say whether it changes nothing."""
        return (self.rate, self.pitch_st, self.gain_db, self.voice) == (1.0, 0.0, 0.0, None)


@dataclass(frozen=True, slots=True)
class Rule:
    """The words that tell one manner.

    In phrases, "his" stands for any such word (her, my, the), "a" for a, an or the, "…" for up to four words, and
    "low|soft" for either.
    """

    manner: Manner
    verbs: str = ""
    """Regular verbs of a cue, in any form: '... whispered Anna.'"""
    forms: str = ""
    """Forms of other verbs, as they stand."""
    beats: str = ""
    """Those of the verbs that tell as much beside another one: 'she said, laughing', 'Anna sighed. "..."'"""
    nouns: str = ""
    """What the line is called: 'came a whisper', 'was the whispered answer'."""
    adverbs: str = ""
    """Beside the verb: 'said Anna softly'."""
    phrases: tuple[str, ...] = ()
    """Anywhere in what the cue says of its speaker: 'she said to Tom, in a low voice'."""
    unless: str = ""
    """A word right after the verb that makes it tell nothing: 'thought aloud'."""
    all_verbs: frozenset[str] = field(init=False)
    all_beats: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out the forms of the verbs."""
        found = forms(self.verbs) | frozenset(self.forms.split())
        object.__setattr__(self, "all_verbs", found)
        stems = tuple(self.beats.split())
        object.__setattr__(self, "all_beats", frozenset(verb for verb in found if verb.startswith(stems)))


RULES: Final = (
    Rule(
        Manner("whispered", 0.95, -0.5, -4.0),
        verbs="whisper breathe",
        beats="whisper",
        nouns="whisper",
        phrases=(
            "in a … whisper",
            "in … whispers",
            "to a … whisper",
            "hardly|scarcely|barely|not|little|just above a|his whisper|breath",
            "under|below his breath",
            "his voice … whisper",
        ),
    ),
    Rule(
        Manner("thundered", 0.95, 0.5, 3.5),
        verbs="thunder roar bellow boom",
        beats="roar bellow",
        nouns="roar bellow",
        phrases=(
            "in a voice of thunder",
            "in a … thundering|thunderous|booming|stentorian|terrible|mighty … voice|tone|tones",
            "with a … roar|bellow",
        ),
    ),
    Rule(
        Manner("shouted", 1.0, 1.2, 3.0),
        verbs="shout yell scream shriek screech bawl holler",
        beats="shout yell scream shriek",
        nouns="shout yell scream shriek",
        adverbs="loudly",
        phrases=(
            "at the top of his … voice|lungs|voices",
            "in a … loud … voice|tone",
            "in … loud tones",
            "with a … shout|yell|scream|shriek",
        ),
    ),
    Rule(
        Manner("murmured", 0.98, -0.7, -3.0),
        verbs="murmur mutter mumble grumble",
        beats="murmur mutter mumble",
        nouns="murmur mutter",
        adverbs="indistinctly",
        phrases=("in a|an … undertone|murmur|mutter", "in … undertones", "half aloud", "half to himself", "sotto voce"),
    ),
    Rule(
        Manner("sobbed", 0.95, 0.6, -1.0),
        verbs="wail whimper weep blubber",
        forms="sob sobs sobbed sobbing wept",
        beats="wail whimper weep sob",
        nouns="sob wail whimper",
        adverbs="tearfully",
        phrases=(
            "with a … sob|sobs|wail",
            "through|between his … tears|sobs",
            "between … sobs",
            "through … tears",
            "in|into … tears",
        ),
    ),
    Rule(
        Manner("faltered", 0.93, 0.3, -1.5),
        verbs="falter stammer quaver stutter",
        beats="falter stammer",
        adverbs="falteringly tremulously shakily brokenly hesitatingly hesitantly",
        phrases=(
            "in a … broken|trembling|tremulous|shaking|shaky|quivering|faltering|unsteady … voice|tone|tones",
            "in … broken|trembling|faltering tones",
            "his voice … trembling|trembled|shaking|shook|breaking|broke|quivering|quivered|faltering|unsteady",
            "with a … break|catch|tremor|quaver|quiver in his voice",
        ),
    ),
    Rule(
        Manner("sighed", 0.93, -0.7, -1.0),
        verbs="sigh groan moan",
        beats="sigh groan moan",
        nouns="sigh groan moan",
        adverbs="sadly wearily mournfully gloomily dolefully",
        phrases=("with a … sigh|groan|moan",),
    ),
    Rule(
        Manner("laughed", 1.04, 0.7, 0.5),
        verbs="laugh chuckle giggle titter",
        beats="laugh chuckle giggle titter",
        nouns="laugh chuckle giggle",
        adverbs="laughingly merrily gaily gleefully",
        phrases=("with|into a … laugh|chuckle|giggle", "through|between|amid his … laughter"),
    ),
    Rule(
        Manner("gasped", 1.05, 0.6, -1.0),
        verbs="gasp pant",
        beats="gasp pant",
        nouns="gasp",
        adverbs="breathlessly",
        phrases=("out of breath", "with a … gasp", "in a … breathless|choking … voice|tone"),
    ),
    Rule(
        Manner("growled", 0.97, -1.2, 0.0),
        verbs="growl snarl hiss",
        beats="growl snarl hiss",
        nouns="growl snarl hiss",
        adverbs="gruffly",
        phrases=(
            "with a … growl|snarl|hiss",
            "in a … gruff|growling|surly … voice|tone",
            "between|through his … teeth",
        ),
    ),
    Rule(
        Manner("snapped", 1.05, 0.3, 1.5),
        verbs="bark",
        forms="snap snaps snapped snapping",
        adverbs="angrily furiously sharply crossly fiercely savagely wrathfully",
    ),
    Rule(
        Manner("rising", 1.03, 1.0, 2.0),
        phrases=(
            "his voice rising|rose|raised|swelling",
            "raising|raised|lifting|lifted his voice",
            "with|in rising|raised voice",
            "with|in a … rising|raised|heightened|louder … voice|tone",
        ),
    ),
    Rule(
        Manner("softly", 0.97, -0.4, -2.0),
        adverbs="softly quietly gently tenderly low soothingly",
        phrases=(
            "in a … low|lower|lowered|soft|softer|quiet|gentle|hushed|awed|subdued|faint|weak|small … voice|tone|tones",
            "in … low|lower|lowered|soft|hushed|subdued tones|voices|accents",
            "lowering|lowered|dropping|dropped|sinking|sank his voice",
            "his voice … low|lower|soft|softer|quiet|gentle|hushed|dropping|dropped|falling|fell|sinking|sank|lowered",
        ),
    ),
    Rule(
        Manner("thought", 0.97, -0.4, -1.5),
        verbs="wonder",
        forms="think thinks thought thinking",
        unless="aloud",
        phrases=("to himself",),
    ),
    Rule(
        Manner("document", 0.96, -0.4, 0.0),
        forms="read reads reading",
    ),
    Rule(
        Manner("hurried", 1.07, 0.0, 0.0),
        adverbs="quickly hurriedly hastily rapidly",
        phrases=("in a … hurried|rapid|quick … voice|tone|tones", "in … hurried tones"),
    ),
    Rule(
        Manner("slowly", 0.92, 0.0, 0.0),
        verbs="drawl",
        beats="drawl",
        adverbs="slowly deliberately solemnly languidly",
        phrases=("in a … slow|solemn|drawling … voice|tone", "with … deliberation|solemnity"),
    ),
    Rule(
        Manner("called", 0.98, 0.5, 1.5),
        verbs="call hail",
    ),
    Rule(
        Manner("exclaimed", 1.03, 0.5, 1.0),
        verbs="cry exclaim ejaculate",
        nouns="cry exclamation",
        adverbs="eagerly excitedly joyfully enthusiastically",
        phrases=("with a … cry|exclamation",),
    ),
    Rule(Manner("capitals", 1.0, 1.0, 2.5)),
    Rule(Manner("exclamation", 1.02, 0.0, 1.0)),
    Rule(Manner("question")),
)
"""In the order in which they count: 'cried Anna in a whisper' is whispered, 'he sobbed loudly' is loud."""

MANNERS: Final = {rule.manner.name: rule.manner for rule in RULES}
PASSAGES: Final = ("thought", "document")
"""Manners with an entry of their own in voices.yaml."""
PUNCTUATION: Final = ("capitals", "exclamation", "question")
"""Manners that a sentence's own marks tell, where its cue tells none."""
