"""Every value that one stage hands to the next. Read this first.

In the order of the flow: story -> dialogue -> voices -> script -> sound.

All values are frozen, hold tuples only, and check themselves when made. Quantities carry their unit in the name; ranges
are half-open. The words are those of docs/glossary.md.
"""

from audiobook.model.dialogue import (
    DOUBTFUL,
    Attribution,
    Character,
    Dialogue,
    Gender,
    Quotation,
    QuotationKind,
    QuoteType,
)
from audiobook.model.portraits import Pitch, Portrait, Timbre, Trait, TraitKind
from audiobook.model.script import ChapterScript, Script, Utterance
from audiobook.model.sound import (
    CLIP_VERSION,
    Artifact,
    Clip,
    ClipRequest,
    LoudnessTarget,
    Placement,
    Speech,
    Timeline,
    WordTime,
    joined,
)
from audiobook.model.spoken import Link, Phonemes, written_span
from audiobook.model.story import (
    About,
    Book,
    Chapter,
    ChapterKind,
    Form,
    LeftOut,
    Locus,
    Paragraph,
    ParagraphKind,
    Pronunciation,
    Section,
    Span,
    clipped,
)
from audiobook.model.voices import Age, Cast, Prosody, Role, Voice, VoiceInfo, VoiceProfile

__all__ = [
    "CLIP_VERSION",
    "DOUBTFUL",
    "About",
    "Age",
    "Artifact",
    "Attribution",
    "Book",
    "Cast",
    "Chapter",
    "ChapterKind",
    "ChapterScript",
    "Character",
    "Clip",
    "ClipRequest",
    "Dialogue",
    "Form",
    "Gender",
    "LeftOut",
    "Link",
    "Locus",
    "LoudnessTarget",
    "Paragraph",
    "ParagraphKind",
    "Phonemes",
    "Pitch",
    "Placement",
    "Portrait",
    "Pronunciation",
    "Prosody",
    "Quotation",
    "QuotationKind",
    "QuoteType",
    "Role",
    "Script",
    "Section",
    "Span",
    "Speech",
    "Timbre",
    "Timeline",
    "Trait",
    "TraitKind",
    "Utterance",
    "Voice",
    "VoiceInfo",
    "VoiceProfile",
    "WordTime",
    "clipped",
    "joined",
    "written_span",
]
