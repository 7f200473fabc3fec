"""The words that the rules look at, as data: one place to read them, one place to add to them."""

from typing import Final

from audiobook.dialogue.languages import FOREIGN_VERBS, listed


def forms(bases: str) -> frozenset[str]:
    """Give the forms of regular verbs: reply -> reply, replies, replied, replying."""
    found = set()
    for base in bases.split():
        if base.endswith("e"):
            found |= {base, base + "s", base + "d", base[:-1] + "ing"}
        elif base.endswith("y") and base[-2] not in "aeou":
            found |= {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
        else:
            found |= {base, base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), base + "ed", base + "ing"}
    return frozenset(found)


# ------------------------------------------------------------------------------------------------------- speech verbs

_ENGLISH_SAYING: Final = forms(
    "reply answer ask exclaim return whisper murmur shout call add continue observe remark inquire enquire demand "
    "mutter respond rejoin repeat interrupt declare insist suggest explain announce resume falter stammer protest "
    "pursue retort interpose cry ejaculate assert persist interject object mumble drawl growl snarl roar yell scream "
    "shriek bawl bellow hiss vociferate whimper wail thunder concede state agree admit confess"
) | listed(
    "said says say saying quoth began begin begins beginning broke snapped snaps snapping put puts stuttered chimed "
    "cried"
)
SAYING: Final = _ENGLISH_SAYING | FOREIGN_VERBS
"""Verbs that hardly stand beside a quotation for any other reason than to say whose it is."""

SPEAKING: Final = (
    SAYING
    | forms(
        "gasp groan sigh sneer plead urge command order assent acknowledge echo proceed laugh smile chuckle giggle "
        "argue reason hint breathe pant warn promise utter conclude finish end wonder muse reflect comment correct "
        "counter croak caution coax complain console blurt boast chant coo bluster bleat quaver question quote rasp "
        "recite recollect remonstrate remind report request snort soothe squeak submit threaten trill titter twitter "
        "venture volunteer whine yawn rebuke reproach rumble screech sniff sniffle splutter sputter lisp moan nod "
        "intone invite jeer jest joke lament lie maintain allow affirm appeal apologise apologize approve assure "
        "avow bark beseech blubber cackle claim counsel decide direct encourage enjoin entreat exult flash grumble "
        "grunt guess gulp gurgle hail hazard hesitate howl imitate implore inform mock mourn nag note offer opine "
        "peep pipe point ponder pout pray preach press proclaim pronounce prompt prophesy propose purr advise "
        "interrogate translate expostulate reiterate falter scoff scold stipulate surmise theorise theorize call caw "
        "chirp contradict contribute crow deny deplore dictate elaborate emphasise explode fume gloat instruct "
        "jabber marvel object offer parry philosophise predict probe quip rage rail rant recall recount relent "
        "repine reprove resolve reveal ruminate scowl seethe simper speculate spit storm strangle tease testify "
        "wheedle wheeze yelp yammer"
    )
    | listed(
        "sobbed sobs sob begged begs beg sang sings sing swore swears spoke speak speaks speaking tell tells told "
        "telling went thought thinks think wept read reads grinned grins swallowed burst bade shot rapped quipped "
        "admitted came comes cut cuts runs ran conceded stammered grin"
    )
)
"""Verbs that may say whose a quotation is, where they stand close to it and have a person for their subject."""

OVERHEARD: Final = listed("say saying cry exclaim ask whisper murmur mutter answer reply call shout repeat remark")
"""As they stand after a subject that is heard: 'she heard Anna say'."""

ANNOUNCING: Final = listed(
    "continued began answered replied spoke proceeded resumed interposed added interrupted repeated "
    "exclaimed broke went retorted rejoined responded persisted pursued remarked observed said"
)
"""They want words to follow: after 'Anna continued.' the next paragraph is hers."""

SAYING_NOTHING: Final = listed("nothing little no not")

REPLY_NOUNS: Final = listed("reply answer response rejoinder retort")
"""'came the reply': it says that the turn has changed, not whose it is."""

SAID: Final = REPLY_NOUNS | listed(
    "words word remark remarks question inquiry enquiry exclamation observation comment comments greeting reflection "
    "thought explanation declaration suggestion conclusion injunction assurance assertion command order advice "
    "verdict opinion statement announcement cry shout whisper objection protest proposal request apology address "
    "amendment consolation complaint argument reasoning invitation contribution interruption interjection salutation "
    "farewell admission confession warning counsel prayer toast story language speech message news idea view excuse "
    "murmur call appeal challenge promise theory guess refrain"
)
"""What is said, as somebody's: 'was Anna's remark'."""

HEARD: Final = listed("voice tones tone accents whisper shout cry yell scream lips drawl")
"""What of somebody is heard: 'said Anna's voice'."""

PARTS: Final = listed(
    "voice tone eyes eye face hand hands head gaze smile grin mouth jaw brow brows eyebrow eyebrows shoulders heart "
    "cheeks fingers fist fists expression lips lip chin"
)
"""What of somebody is seen or heard beside his speech."""

# ---------------------------------------------------------------------------------------------------------- pronouns

HE: Final = listed("he him his himself")
SHE: Final = listed("she her hers herself")
DETERMINERS: Final = listed("the a an his her my another one our this that its their some every each no your any both")

# ------------------------------------------------------------------------------------------------------------- titles

MALE_TITLES: Final = listed(
    "mr mister sir lord master monsieur m signor count baron duke prince king father brother uncle don herr squire "
    "mynheer grandpa grandfather pan mullah"
)
FEMALE_TITLES: Final = listed(
    "mrs miss ms lady madame mme mademoiselle mlle signora signorina countess baroness duchess princess queen aunt "
    "sister mother frau fraulein dame madam nurse grandma grandmother grandmamma granny auntie"
)
RANKS: Final = listed(
    "dr doctor captain capt colonel col major general professor prof inspector reverend rev judge sergeant "
    "lieutenant lt bishop cousin comrade president senator governor constable commander admiral corporal private "
    "detective superintendent saint st chancellor minister secretary"
)
FONDNESS: Final = listed("old young little poor dear dearest")
"""Words before a name that are no part of it: 'poor Tom'."""
TITLES: Final = MALE_TITLES | FEMALE_TITLES | RANKS
FAMILIAR_TITLES: Final = listed(
    "sir miss lady aunt uncle father mother brother sister don dame prince princess count countess king queen master "
    "cousin comrade captain saint st lord grandma grandpa monsieur madame mademoiselle mme mlle don dona"
)
"""Titles that stand before a first name as well: 'Aunt Polly', 'Sir Thomas'."""
MEN_MOSTLY: Final = listed(
    "captain capt colonel col major general admiral lieutenant lt sergeant corporal commander reverend rev bishop"
)
"""Ranks that mostly men bear, in the books that we know; where a woman does, the text says so."""
FORMAL_TITLES: Final = listed("mr mrs ms miss mister monsieur madame mademoiselle mme mlle dr signor signora herr frau")
"""Titles that are never part of a name, and so begin one."""
ABBREVIATIONS: Final = listed("mr mrs ms dr st m mme mlle rev capt col lt esq messrs prof jr sr gen vs etc")

# ----------------------------------------------------------------------------------------------- people without a name

MALE_NOUNS: Final = listed(
    "man boy gentleman father uncle brother son husband king prince lord fellow lad lover priest clergyman vicar "
    "waiter footman butler landlord sailor soldier policeman papa dad daddy grandfather nephew youth beadle duke "
    "coachman groom porter baronet monk host barman fisherman tramp chairman salesman cabman postman milkman "
    "watchman foreman workman huntsman abbot squire chap guy bloke wizard emperor knight gardener chauffeur rabbi "
    "frenchman englishman irishman scotsman scotchman welshman dutchman norseman chinaman jew spaniard "
    "imam pope salesman businessman spokesman nobleman bartender"
)
FEMALE_NOUNS: Final = listed(
    "woman girl lady mother aunt sister daughter wife queen princess maid housemaid governess landlady nurse niece "
    "mamma mama mum mom grandmother widow bride madam hostess duchess countess mistress matron spinster waitress "
    "charwoman chairwoman barmaid abbess nun witch empress seamstress actress stewardess housekeeper midwife "
    "frenchwoman englishwoman irishwoman jewess "
    "saleswoman policewoman spokeswoman"
)
ROLE_NOUNS: Final = listed(
    "professor doctor captain colonel major general magistrate judge clerk undertaker constable sergeant surgeon "
    "curate rector driver conductor concierge servant mayor president secretary child inspector officer guard "
    "messenger student teacher lawyer farmer shopkeeper innkeeper librarian speaker leader voice stranger guest "
    "visitor person crowd chair minister detective cook captain pilot engineer scientist soldier passenger neighbour "
    "neighbor customer attendant receptionist operator reporter journalist editor author poet painter singer teller "
    "cashier baker butcher blacksmith miller hunter merchant peddler beggar thief prisoner warden guide monitor "
    "coach patient dentist psychiatrist therapist nun pupil ambassador delegate commissar commander admiral corporal "
    "lieutenant private usher caretaker janitor traveller traveler baby kid cat dog wolf fox bear rabbit mouse bird "
    "owl horse frog caterpillar hatter turtle dragon robot ghost giant dwarf elf troll spirit angel devil"
)
PERSON_NOUNS: Final = MALE_NOUNS | FEMALE_NOUNS | ROLE_NOUNS
GENERIC_NOUNS: Final = listed(
    "man boy gentleman uncle brother son husband fellow lad lover nephew youth woman girl lady aunt sister daughter "
    "wife niece widow bride child stranger guest visitor person speaker mother father grandfather grandmother mamma "
    "mama papa dad mum mom chap guy kid baby"
)
"""'the girl' is far more often somebody whose name we know than a person of her own."""
KIN: Final = listed(
    "mother father brother sister aunt uncle wife husband son daughter grandmother grandfather niece nephew mum dad"
)
KIN_NAMES: Final = listed(
    "mother father grandmother grandfather grandma grandpa granny gran nana granddad grandad mum mummy mom mommy mam "
    "mama mamma ma dad daddy papa pa auntie nurse nanny"
)
"""What a child calls somebody, and a story may as well: 'said Mother'."""
PARENTS: Final = {
    kin: parent
    for parent, names in (
        ("mother", "mum mummy mom mommy mam mama mamma ma"),
        ("father", "dad daddy papa pa"),
        ("grandmother", "grandma granny gran nana"),
        ("grandfather", "grandpa grandad granddad"),
    )
    for kin in names.split()
}
"""'mum' -> 'mother'"""
UNSEEN_NOUNS: Final = listed("voice speaker somebody someone")
"""Who is heard before he is seen may be told who he is later."""
EVERYBODY: Final = "everybody"
"""The head of 'several voices' and 'they all': a crowd is nobody with a name."""
ORDINALS: Final = listed("new other second third fourth first elder younger next last former latter same of")
"""Words that tell one doctor from another."""
SOMEBODY: Final = listed("somebody someone another one")


# ---------------------------------------------------------------------------------------------------- after the verb

TO_WHOM: Final = listed(
    "to at out back up again in with on aloud softly loudly simply only just him her me them us forth"
)
"""What may stand between a speech verb and its speech."""

# ------------------------------------------------------------------------------------------------- names and sentences

NOT_A_NAME: Final = listed(
    "i the a an and but or if so then when there here this that these those it he she they we you his her my your "
    "our its their in on at to of for with by from as not no yes oh ah well now o god lord heaven heavens christ sir "
    "madam ma'am miss mister mr mrs dear sunday monday tuesday wednesday thursday friday saturday january february "
    "march april june july august september october november december english french german italian spanish american "
    "british indian russian greek latin roman european christian catholic jew jewish christmas easter bible turkish "
    "chinese japanese muslim mohammedan hindu irish scotch scottish welsh dutch polish chapter book part volume "
    "yard detective "
    "london england france paris italy rome america york europe russia germany vienna africa asia moscow petersburg "
    "berlin dublin edinburgh boston chicago india china japan spain washington scotland ireland wales bath street "
    "road lane square avenue park church university college hall street hotel house abbey club party committee "
    "congress army what why how who where which whose whom all some any each every one two three four five six seven "
    "eight nine ten first second third last next another other such more most much many very too do did does don't "
    "have has had was were is are be been being will would shall should can could may might must let come go look "
    "see say tell ask think know good bad great little old young poor perhaps indeed certainly surely never nothing "
    "nobody everybody somebody anybody everyone someone something anything everything after before during until till "
    "while because since though although upon only just even also still again once twice both either neither nor "
    "about above across against along among around behind below beneath beside between beyond down into near off "
    "over past through under up hello thanks thank aye hey ha oui mais alas hush goodbye good-bye halloo hullo bravo "
    "nonsense please sorry fie hurrah eh hum humph pshaw tut bah ay nay amen right quite exactly really listen wait "
    "stop stay give take get yours i'm i've i'll i'd it's that's he's she's you're we're they're don't can't won't "
    "didn't isn't there's what's let's dost thou thy thee hear hail finally later suddenly maybe ok okay yeah yep "
    "nope hi dearest excellent capital splendid monsieur madame mademoiselle signor signora mamma papa mother father "
    "aunt uncle sister brother cousin doctor captain colonel general professor majesty highness lordship ladyship "
    "honour honor comrade mum dad mom mama mummy mommy daddy granny gran nana "
    "grandma grandpa grandad gutenberg project ebook illustration contents preface introduction epilogue "
    "prologue notes transcriber copyright iv iii ii vi vii viii ix xi xii"
)
PLACING: Final = listed("in at near through across into around outside inside leaving via")
"""Words before the name of a place more often than of a person."""
PLACE_NOUNS: Final = listed(
    "city town village street road lane square avenue place island islands hills river lake mountain mountains bay "
    "ocean sea valley hall abbey castle cathedral school college university hospital hotel inn station museum theatre "
    "theater gardens county court empire council company society club committee library bank end terminus railway"
)
"""A name that ends like this is a place's or a body's: 'Kansas City', 'the General Council'."""
PARTICLES: Final = listed("de von van di du la le da del der ten ter bin ibn al")
ACTING: Final = listed(
    "looked went came felt knew thought stood sat took who himself herself turned saw ran heard kept told spoke "
    "smiled laughed nodded paused rose got held walked wore scowled whom shook sighed frowned stared glanced leaned "
    "leapt jumped strode wondered whispered hurried met loved wanted stepped opened drew lifted bent shrugged "
    "blushed hesitated stopped"
)
"""Verbs that hardly anything but a person does."""
PERSON_VERBS: Final = ACTING | listed(
    "was had is did would could has seemed began found made gave put left does might must never"
)
PREPOSITIONS: Final = listed(
    "to of with at for by from upon on about towards toward against before behind beside into over under than like "
    "in after without near round between among"
)
CONJUNCTIONS: Final = listed("after before than")
"""Prepositions that may begin a clause: 'After Anna left the room'."""
ALONGSIDE: Final = listed("and but while whilst whereupon und aber et mais y pero и а но")
"""Words after which a sentence takes up somebody else: '"Go!" said Anna, and Tom whispered: "No."'"""
OPENERS: Final = listed("and but then so as when for while here still yet now")
"""Words that may stand before the subject of a clause."""
ADVERBS: Final = listed(
    "then now again also too only just still here presently suddenly at last once always never ever not quite rather "
    "very so even and had has thus simply soon almost often both all was"
)
VERB_TAILS: Final = listed("out on up forth in back down off away over again , to me him her")
"""What may stand between verb and speaker: 'cried out Anna', 'said, laughing, Anna' is not among it."""
BEFORE_A_CALL: Final = listed(
    "dear my o oh ah dearest poor old young little good well no yes yet now come and hello hullo hey hi why please "
    "thanks sorry so but then look listen indeed nonsense really here there"
)
REPLY_OPENERS: Final = listed(
    "yes no certainly indeed maybe perhaps never quite exactly nonsense of aye nay yeah sure surely not oh ah why "
    "because"
)
NOT_SPOKEN: Final = listed(
    "indeed need heed speed shed bed red instead turned looked followed passed used supposed interested seemed "
    "appeared remained hundred sacred naked wicked watched faced joined touched kissed pulled pushed pressed"
)
"""Words in -ed that make no speech verb of themselves before a name."""
FUNCTION: Final = (
    PREPOSITIONS
    | OPENERS
    | CONJUNCTIONS
    | HE
    | SHE
    | DETERMINERS
    | SPEAKING
    | listed(
        "that which who whom whose where if because though or nor i you we they it me him us them nothing something "
        "is was were be been had has have did do not whether what how why"
    )
)
"""Words that are no adjective before a name."""
