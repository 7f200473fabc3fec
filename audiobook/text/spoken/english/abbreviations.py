"""English abbreviations: what they stand for, and whether a sentence may end with one. Pure data.

Both the spoken form and the sentence splitter read these tables.
"""

from typing import Final

GIVEN: Final = {
    "benj": "Benjamin", "chas": "Charles", "danl": "Daniel", "edw": "Edward", "fredk": "Frederick", "geo": "George",
    "jas": "James", "jno": "John", "jos": "Joseph", "robt": "Robert", "saml": "Samuel", "thos": "Thomas",
    "wm": "William",
}  # fmt: skip
"""Names as clerks and signs shortened them."""
TITLES: Final = {
    **GIVEN,
    "abp": "Archbishop", "adm": "Admiral", "ald": "Alderman", "bp": "Bishop", "cmdt": "Commandant",
    "frl": "Fräulein", "hr": "Herr", "ven": "Venerable", "amb": "Ambassador", "atty": "Attorney",
    "brig": "Brigadier", "bro": "Brother", "capt": "Captain",
    "cmdr": "Commander", "cdr": "Commander", "col": "Colonel", "cpl": "Corporal", "corpl": "Corporal",
    "det": "Detective", "dr": "Doctor", "drs": "Doctors", "ens": "Ensign", "fr": "Father", "ft": "Fort",
    "gen": "General", "genl": "General", "gov": "Governor", "hon": "Honorable", "insp": "Inspector",
    "lieut": "Lieutenant", "lt": "Lieutenant", "maj": "Major", "messrs": "Messers", "mgr": "Monsignor",
    "mlle": "Mademoiselle", "mlles": "Mesdemoiselles", "mm": "Messieurs", "mme": "Madame", "mmes": "Mesdames",
    "mr": "Mister", "mrs": "Missus", "ms": "Miz", "msgr": "Monsignor", "mt": "Mount", "mx": "Mix",
    "pfc": "Private First Class", "pres": "President", "prof": "Professor", "profs": "Professors", "pte": "Private",
    "pvt": "Private", "rep": "Representative", "rev": "Reverend", "revd": "Reverend", "sec": "Secretary",
    "sen": "Senator", "sens": "Senators", "sergt": "Sergeant", "serg": "Sergeant", "sgt": "Sergeant", "sra": "Senora",
    "srta": "Senorita", "ss": "Saints", "supt": "Superintendent", "st": "Saint", "ste": "Saint", "sts": "Saints",
}  # fmt: skip
"""Before a name; no sentence ends with one."""
UNSTOPPED: Final = frozenset(
    "mr mrs ms mx dr messrs mme mlle mlles mmes prof rev revd lt lieut sgt sergt capt cpl cmdr st ste "
    "supt insp gen col maj".split()
)
"""Titles that Britons write without a stop."""

WITHIN: Final = {
    "approx": "approximately", "ca": "circa", "cf": "compare", "e.g": "for example", "eg": "for example",
    "et al": "and others", "esp": "especially", "ibid": "ibidem", "i.e": "that is", "ie": "that is",
    "incl": "including", "op. cit": "opus citatum", "loc. cit": "loco citato", "q.v": "which see",
    "resp": "respectively", "viz": "namely", "vs": "versus", "nee": "nee", "r.s.v.p": "R S V P", "anon": "anonymous",
}  # fmt: skip
"""In the midst of a sentence."""

LAST: Final = {
    "&c": "et cetera", "assn": "Association", "assoc": "Association", "asst": "assistant", "ave": "Avenue",
    "av": "Avenue", "bart": "Baronet", "bldg": "Building", "blvd": "Boulevard", "bros": "Brothers", "bt": "Baronet",
    "cie": "Company", "co": "Company", "corp": "Corporation", "cres": "Crescent", "dept": "Department",
    "esq": "Esquire", "esqr": "Esquire", "etc": "et cetera", "gdns": "Gardens", "govt": "government", "hwy": "Highway",
    "inc": "Incorporated", "inst": "instant", "jr": "Junior", "jun": "Junior", "junr": "Junior", "ln": "Lane",
    "ltd": "Limited", "mfg": "Manufacturing", "misc": "miscellaneous", "mtn": "Mountain", "natl": "National",
    "mss": "manuscripts", "pkwy": "Parkway", "plc": "P L C", "prox": "proximo", "rd": "Road", "rte": "Route",
    "sq": "Square", "sr": "Senior", "sen": "Senior", "senr": "Senior", "snr": "Senior", "jnr": "Junior",
    "ult": "ultimo", "univ": "University",
}  # fmt: skip
"""A sentence may end with one."""

BEFORE_A_SAINT: Final = frozenset(
    """lord lady sir mr mrs miss ms dr the and old dear father sister brother mother chapter captain saint count
    baron colonel general major king queen prince princess honorable professor mister missus doctor reverend
    marquis marquise vicomte comte boulevard rue gare faubourg porte place quai hôtel hotel church mount fort
    port san santa île mont pont château chateau lake cape point de of""".split()
)
"""After these St. is a saint, never a street."""

CAPITAL_ONLY: Final = frozenset(
    "ald av ave bart bp hr bro bros cie co corp cres ens ft inc ln mm mt pres rd rep rte sec sen sens sq sr ss st ste"
    " mgr".split()
)
"""Written otherwise they may be words, or something else."""

DOTTED: Final = frozenset(
    "a.m p.m a.d b.c b.c.e c.e u.s u.k u.s.a u.s.s.r ph.d m.d d.d b.a m.a d.c r.i.p p.s n.b".split()
)

REFERENCES: Final = {
    "p": "page", "pp": "pages", "pg": "page", "pgs": "pages", "vol": "volume", "vols": "volumes", "ch": "chapter",
    "chap": "chapter", "chaps": "chapters", "chs": "chapters", "fig": "figure", "figs": "figures", "sec": "section",
    "sect": "section", "par": "paragraph", "para": "paragraph", "bk": "book", "pt": "part", "pl": "plate",
    "sc": "scene", "no": "number", "nos": "numbers", "fol": "folio", "ser": "series", "ed": "edition", "ex": "example",
    "art": "article", "v": "verse", "vv": "verses", "l": "line", "ll": "lines", "apt": "apartment", "ste": "suite",
    "ext": "extension", "tel": "telephone", "rm": "room", "div": "division", "ver": "version", "op": "opus",
    "lvl": "level", "mk": "mark", "lv": "level", "cant": "canto", "app": "appendix",
}  # fmt: skip
"""Before a number; a stop after them ends no sentence there."""

MADE: Final = {
    "ed": "edited", "trans": "translated", "rev": "revised", "illus": "illustrated", "comp": "compiled",
}  # fmt: skip
"""Before "by"."""

MONTHS: Final = {
    "jan": "January", "feb": "February", "febr": "February", "mar": "March", "apr": "April", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "sept": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
WEEKDAYS: Final = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "weds": "Wednesday", "thu": "Thursday",
    "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip

STATES: Final = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Cal": "California", "Calif": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Eng": "England", "Fla": "Florida", "Ga": "Georgia",
    "Ia": "Iowa", "Ida": "Idaho", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Kans": "Kansas",
    "Ky": "Kentucky", "La": "Louisiana", "Mass": "Massachusetts", "Md": "Maryland", "Me": "Maine", "Mich": "Michigan",
    "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "N.C": "North Carolina",
    "N.D": "North Dakota", "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York",
    "Neb": "Nebraska", "Nebr": "Nebraska", "Nev": "Nevada", "O": "Ohio", "Okla": "Oklahoma", "Ont": "Ontario",
    "Ore": "Oregon", "Oreg": "Oregon", "Pa": "Pennsylvania", "Penn": "Pennsylvania", "Que": "Quebec",
    "R.I": "Rhode Island", "S.C": "South Carolina", "S.D": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas",
    "Va": "Virginia", "Vt": "Vermont", "W. Va": "West Virginia", "Wash": "Washington", "Wis": "Wisconsin",
    "Wyo": "Wyoming",
}  # fmt: skip
"""After the name of a town and a comma: "Gori, Ga."."""

COUNTIES: Final = (
    "Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Durham|Fermanagh"
    "|Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly"
    "|Roscommon|Sligo|Tipperary|Tyrone|Waterford|Wexford|Wicklow"
)
"""Of Ireland and Durham: after "Co.", without a preposition."""

SCRIPTURE: Final = {
    "gen": "Genesis", "ex": "Exodus", "exod": "Exodus", "lev": "Leviticus", "num": "Numbers", "deut": "Deuteronomy",
    "josh": "Joshua", "judg": "Judges", "sam": "Samuel", "chron": "Chronicles", "ps": "Psalm", "prov": "Proverbs",
    "eccl": "Ecclesiastes", "isa": "Isaiah", "jer": "Jeremiah", "lam": "Lamentations", "ezek": "Ezekiel",
    "dan": "Daniel", "hos": "Hosea", "mic": "Micah", "mal": "Malachi", "matt": "Matthew", "mk": "Mark", "lk": "Luke",
    "rom": "Romans", "cor": "Corinthians", "gal": "Galatians", "eph": "Ephesians", "phil": "Philippians",
    "col": "Colossians", "thess": "Thessalonians", "tim": "Timothy", "heb": "Hebrews", "jas": "James", "pet": "Peter",
    "rev": "Revelation",
}  # fmt: skip
"""Books of the Bible, before chapter and verse."""

POSTAL: Final = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "IA": "Iowa",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan", "MN": "Minnesota", "MO": "Missouri",
    "MS": "Mississippi", "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota", "NE": "Nebraska",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York", "OH": "Ohio",
    "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia", "VT": "Vermont",
    "WA": "Washington", "WI": "Wisconsin", "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip
WORDS_TOO: Final = frozenset("AL DE HI ID IN LA MA ME OH OK OR PA".split())
"""Postal codes that are also something people shout; they need a ZIP code after them."""

OPENERS: Final = frozenset(
    """a about above across after again all almost already also although always among an and another any anyone
    anything as at away back because before behind below beneath beside between both but by can could dear did
    do does don’t don't down during each either even ever every everybody everyone everything except few finally
    first for from had has have he he’d he'd he’ll he's he’s her here hers his how however i i’d i'd i’ll i'll
    i’m i'm i’ve i've if in indeed inside instead into is it it’s it's its just last later let like many may
    maybe me meanwhile might more most much must my near neither never next no nobody none nor not nothing now
    of off often oh on once one only or other others our out outside over perhaps please poor quite rather shall
    she she’d she'd she’s she's should since so some somebody someone something sometimes soon still such
    suddenly surely than that that’s that's the their them then there there’s there's these they they’d they're
    they’re this those though through thus till to today together tomorrow tonight too toward towards two under
    unless until up upon very was we we’d we'd we’ll we're we’re well were what what’s what's whatever when
    whenever where whether which while who whoever whom whose why will with within without would yes yesterday
    yet you you’d you'd you’re you're your two three four five six ten""".split()
)
"""Words that, with a capital, begin a sentence rather than go on with a name."""

UNLIKE_WORDS: Final = frozenset(
    "app art cant ed ens ex fit fr ft gen l mm no nee op par pg pl rep sen ser eg ie".split()
) - {"gen", "fr", "sen", "rep", "ft", "mm"}
"""Words too, when they have no stop: one may end a sentence with them."""
