"""The words around what is quoted and not said, as data: a sign, a term, a title."""

from typing import Final

from audiobook.dialogue.languages import listed
from audiobook.dialogue.words import SAYING

INSCRIBED: Final = listed(
    "sign signs signpost notice label poster banner headline headlines plaque inscription placard board card letter "
    "note telegram message caption title motto slogan plate tombstone gravestone epitaph engraving graffiti "
    "newspaper paper article page screen display email text envelope sticker stamp flag billboard tag tattoo t-shirt "
    "book diary entry list document leaflet pamphlet"
)
"""Things that 'say' what is written on them."""
NAMING: Final = listed(
    "word words phrase phrases term terms name names named call calls called calling mean means meant meaning title "
    "titled entitled nickname nicknamed dubbed labelled labeled marked inscribed spelled spelt so-called expression "
    "adjective noun verb christened baptised baptized known motto slogan heading headed quote quoted read reads reading"
)
"""Words that hand on a word as a word."""
UTTERING: Final = SAYING | listed("gave gives giving uttered utters uttering heaved let breathed breathes made")
"""Verbs that take a speech for their object."""
BEFORE_A_TERM: Final = listed(
    "a an the his her its their our my your this that these those each every of as with by from in on to for at than "
    "or into about some any no such is was are were be been became become becomes becoming being called termed not "
    "under through against between like upon another"
)
AFTER_A_TERM: Final = listed(
    "is was means meant had has would could will and or of in for to were are being as became becomes has"
)
