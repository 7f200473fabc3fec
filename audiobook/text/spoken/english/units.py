"""Measures in English: feet and inches, weights, speeds, temperatures; per cent, by, per. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.compass import COORDINATES
from audiobook.text.spoken.english.endings import alternatives, stop_after
from audiobook.text.spoken.form import Found, Rule, rule

_NAMES: Final = {
    "ft": ("foot", "feet"), "in": ("inch", "inches"), "ins": ("inch", "inches"), "yd": ("yard", "yards"),
    "yds": ("yard", "yards"), "mi": ("mile", "miles"), "fath": ("fathom", "fathoms"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "ozs": ("ounce", "ounces"),
    "cwt": ("hundredweight", "hundredweight"), "st": ("stone", "stone"), "pt": ("pint", "pints"),
    "pts": ("point", "points"), "qt": ("quart", "quarts"), "qts": ("quart", "quarts"), "gal": ("gallon", "gallons"),
    "gals": ("gallon", "gallons"), "bu": ("bushel", "bushels"), "doz": ("dozen", "dozen"),
    "tsp": ("teaspoon", "teaspoons"), "tbsp": ("tablespoon", "tablespoons"), "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"), "h": ("hour", "hours"), "min": ("minute", "minutes"), "mins": ("minute", "minutes"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"), "ms": ("millisecond", "milliseconds"),
    "yr": ("year", "years"), "yrs": ("year", "years"), "wk": ("week", "weeks"), "wks": ("week", "weeks"),
    "mo": ("month", "months"), "mos": ("month", "months"), "mph": ("mile per hour", "miles per hour"),
    "m.p.h": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"), "kmh": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"), "km/s": ("kilometer per second", "kilometers per second"),
    "mpg": ("mile per gallon", "miles per gallon"), "km": ("kilometer", "kilometers"),
    "kms": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "cms": ("centimeter", "centimeters"), "mm": ("millimeter", "millimeters"), "nm": ("nanometer", "nanometers"),
    "μm": ("micrometer", "micrometers"), "µm": ("micrometer", "micrometers"), "kg": ("kilogram", "kilograms"),
    "kgs": ("kilogram", "kilograms"), "kilo": ("kilo", "kilos"), "g": ("gram", "grams"), "gm": ("gram", "grams"),
    "gms": ("gram", "grams"), "gr": ("grain", "grains"), "mg": ("milligram", "milligrams"),
    "mcg": ("microgram", "micrograms"), "l": ("liter", "liters"),
    "L": ("liter", "liters"), "ml": ("milliliter", "milliliters"),
    "mL": ("milliliter", "milliliters"), "cl": ("centiliter", "centiliters"), "dl": ("deciliter", "deciliters"),
    "cc": ("C C", "C Cs"), "ccs": ("C C", "C Cs"), "ha": ("hectare", "hectares"), "hp": ("horsepower", "horsepower"),
    "h.p": ("horsepower", "horsepower"), "bhp": ("brake horsepower", "brake horsepower"), "rpm": ("R P M", "R P M"),
    "r.p.m": ("R P M", "R P M"), "bpm": ("beats per minute", "beats per minute"), "psi": ("P S I", "P S I"),
    "kt": ("knot", "knots"), "kts": ("knot", "knots"), "kn": ("knot", "knots"), "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"),
    "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"), "KW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"), "GW": ("gigawatt", "gigawatts"), "kWh": ("kilowatt hour", "kilowatt hours"),
    "V": ("volt", "volts"), "kV": ("kilovolt", "kilovolts"), "mA": ("milliamp", "milliamps"),
    "dB": ("decibel", "decibels"), "db": ("decibel", "decibels"), "kJ": ("kilojoule", "kilojoules"),
    "kcal": ("kilocalorie", "kilocalories"), "cal": ("caliber", "caliber"), "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"), "Mbps": ("megabits per second", "megabits per second"),
    "sq ft": ("square foot", "square feet"), "sq. ft": ("square foot", "square feet"),
    "sq. in": ("square inch", "square inches"), "sq. mi": ("square mile", "square miles"),
    "sq. miles": ("square mile", "square miles"), "sq. m": ("square mile", "square miles"),
    "sq m": ("square meter", "square meters"), "sq km": ("square kilometer", "square kilometers"),
    "sq. km": ("square kilometer", "square kilometers"), "cu. ft": ("cubic foot", "cubic feet"),
    "cu ft": ("cubic foot", "cubic feet"), "fl. oz": ("fluid ounce", "fluid ounces"),
    "fl oz": ("fluid ounce", "fluid ounces"), "ppm": ("part per million", "parts per million"),
}  # fmt: skip
_ONLY_WITH_SIGN: Final = frozenset(["W", "V", "L", "h", "mo", "st", "gr", "kn", "m", "g", "in", "bu", "cal", "pts"])
"""Also words or letters: more must speak for a measure."""
_POWERS: Final = {"²": "square ", "2": "square ", "³": "cubic ", "3": "cubic "}
_NUMBER: Final = r"\d½¼¾⅓⅔⅛⅜⅝⅞"
_ONE: Final = re.compile(r"(?:^|[^\d.,/½¼¾-])(?:1|[Oo]ne|½|1/2|¼|¾)[\s-]?$")


def _unit(found: Found) -> str | None:
    """Give "feet" after a figure, "foot" after one, or before what is so long: "a 6 ft. pole"."""
    gap, unit, power, stop = found[1], found[2], found[3], found[4]
    if unit in _ONLY_WITH_SIGN and not _is_measure(found, unit, gap, stop):
        return None
    is_mile = unit == "m" and stop and gap == " " and _GOES_ON.match(found.after)  # nobody puts a stop after a meter
    one, many = _NAMES["mi" if is_mile else unit]
    word = _POWERS.get(power, "") + (one if _is_single(found) else many)
    return f" {word}{stop_after(found)}"


_GOES_ON: Final = re.compile(r"\s[a-z]|[,;)]")
_COUNTS: Final = re.compile(r"\b(?:[Nn]umber|[Pp]age|[Cc]hapter|[Rr]oom|[Gg]rade|[Pp]art|[Ll]ine)\s[\d.,]+$")


def _is_measure(found: Found, unit: str, gap: str, stop: str) -> bool:
    before, after = found.before, found.after
    if unit == "in":
        return _is_inches(before, after, stop)
    if unit in {"m", "g", "h"}:
        return not re.match(r"['’]", after)
    if unit in {"W", "V", "L"}:
        return not gap or (not _COUNTS.search(before) and re.match(r"\s[a-z]|[,;)]|\W*$", after) is not None)
    if unit == "st":
        is_first = re.search(r"(?<!1)1$", before) is not None  # 21st
        if is_first and not gap:
            return False
        return (bool(stop) and re.match(r"\s\d|\s[a-z]|[,;]", after) is not None) or not gap
    return bool(stop) and gap == " " if unit == "mo" else bool(stop) or not gap


def _is_inches(before: str, after: str, stop: str) -> bool:
    """Tell "6 in. long" from "I counted 6 in. Then"."""
    if re.search(r"(?:foot|feet|ft\.?),?\s\d+[½¼¾]?$", before):
        return True
    exact = re.search(r"[½¼¾]$|\.\d+$", before) is not None
    if not stop:
        return exact and not re.match(r"\s[a-z]", after)
    return exact or re.match(r"\s(?:[a-z(]|[x×]\s?\d)|[,;:)-]", after) is not None


def _is_single(found: Found) -> bool:
    if found[1] == "-" or (found[2] in {"mm", "cm"} and _THING.match(found.after)):
        return True
    if _ONE.search(found.before):
        return True
    of_a = re.search(rf"\b(?:an?|the|his|her|this|that)\s[{_NUMBER}.,]+$", found.before)
    return bool(of_a) and bool(
        re.match(r"\s(?!and\b|or\b|in\b|of\b|from\b|to\b|at\b|by\b|on\b|was\b|is\b|a\b|\d)[a-z]", found.after)
    )


def _feet_and_inches(found: Found) -> str:
    """Give "six feet two inches"; "six foot two" before somebody who is so tall."""
    feet, inches, part = found[1], found[2], found[3]
    if _OF_A.search(found.before) and re.match(r"\s[a-z]|-[a-z]", found.after):
        return f"{feet} foot {inches}{part}"
    feet += " foot" if feet == "1" else " feet"
    return f"{feet} {inches}{part} {'inch' if inches == '1' and not part else 'inches'}"


_FOOT: Final = "'’′"


def _foot_or_inch(found: Found) -> str | None:
    """Give "a six foot fence", "six feet tall"; a mark that closes a quotation measures nothing."""
    is_foot = found[1] in _FOOT
    if found[1] not in {"′", "″"} and not is_foot and found.match.string.count(found[1], 0, found.match.start()) % 2:
        return None
    one, many = _NAMES["ft" if is_foot else "in"]
    return f" {one if _NAMED.match(found.after) or _ONE.search(found.before) else many}"


def _degrees(found: Found) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin"}.get(found[1].upper(), "")
    single = re.search(r"(?<![\d.,])1$", found.before) or (
        not scale and re.search(r"\ba \d+$", found.before) and re.match(r"\s[a-z]", found.after)
    )
    space = " " if not scale and re.match(r"[A-Za-z0-9]", found.after) else ""
    return f" {'degree' if single else 'degrees'}{scale}{space}"


_OF_A: Final = re.compile(r"\b(?:an?|the|his|her|this|that|one)\s$")
_NAMED: Final = re.compile(
    r"\s(?:ruler|fence|wall|pole|drop|ladder|board|screen|pipe|blade|nail|gap|hole|gun|shell|man|woman|boy|girl)\b"
)
_SIZE: Final = rf"\s?[x×]\s?\d|\s(?:tall|high|long|deep|wide|thick|across|above|below|square)\b|{_NAMED.pattern}"
_THING: Final = re.compile(
    r"\s(?:film|pistol|gun|camera|rifle|round|bullet|shell|lens|handgun|caliber|auto\w*|cannon|jacks?)\b"
)
_PER: Final = (
    "hours?|hr|h|day|week|wk|month|mo|year|yr|lb|kg|person|head|minute|min|second|sec|mile"
    "|night|gallon|ounce|oz|pound|acre|piece|bottle|ton|page"
)


def _per(found: Found) -> str:
    names = {
        "hr": "hour",
        "h": "hour",
        "wk": "week",
        "mo": "month",
        "yr": "year",
        "lb": "pound",
        "kg": "kilogram",
        "min": "minute",
        "sec": "second",
        "oz": "ounce",
    }
    return f" per {names.get(found[1], found[1])}"


_COUNTED: Final = (
    "people|men|women|children|copies|views|votes|visitors|users|readers|followers|jobs|homes|tons|tonnes|barrels|years"
    "|souls|soldiers|troops|workers|words|books|dollars|pounds|euros"
)


def _times_or_by(found: Found) -> str:
    """Tell a sum from the sides of something."""
    return " times " if re.match(r"[\d.,]+(?:\s?[x×]\s?[\d.,]+)*\s?(?:=|is|equals|makes)", found.after) else " by "


_COUNT: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred"
    r"|thousand|few|several|many|half)\s$"
)


def _counted(found: Found) -> str | None:
    if not _COUNT.search(found.before) or (found[1] == "in" and not re.match(r"\s[a-z]|[,;)]", found.after)):
        return None
    return _NAMES[found[1]][1] + stop_after(found)


SPELLED_OUT: Final = rule(r"\b(ft|in|lbs?|yds?|oz|hrs|mins|secs|yrs|ins|gals?|mos|wks)\.", _counted)
"""After a number in words: "ten ft. deep"."""
RULES: Final[tuple[Rule, ...]] = (
    *COORDINATES,
    rule(r"(?<=\d)\s?°(?:\s?([CFK])\b)?", _degrees),
    rule(r"(?<=\d)\s?deg\.?\s?([CF]\b)", _degrees),
    rule(r"(?<![\d.,])(\d{1,2})\s?['’′]\s?-?(\d{1,2})([½¼¾]?)\s?(?:[\"”″]|''|’’)", _feet_and_inches),
    rule(r"(?<![\d.,'’])(\d)['’′](\d{1,2})()(?![\w'’′])", _feet_and_inches),
    rule(rf"(?<=[\d½¼¾])(['’′])(?={_SIZE})", _foot_or_inch),
    rule(rf"(?<=[\d½¼¾])([\"”″])(?={_SIZE})", _foot_or_inch),
    rule(r"(?<=\d)′", " feet"),
    rule(r"(?<=\d)″", " inches"),
    rule(r"(?<=%)\s?[-–—]\s?(?=\d)|(?:(?<=Celsius)|(?<=Fahrenheit)|(?<=degrees))\s?[-–—]\s?(?=\d)", " to "),
    rule(r"(?<=\d)\s?pts\.?(?=\sof\s)", " pints"),
    rule(r"(?:(?<=\.\d)|(?<=\.\d\d))\s?s(?![\w'’])(\.?)", lambda found: " seconds" + stop_after(found)),
    rule(rf"(?<=\d)([km])(?=\s(?:{_COUNTED})\b)", lambda found: {"k": " thousand", "m": " million"}[found[1]]),
    rule(rf"(?<=[{_NUMBER}])([\s-]?)({alternatives(_NAMES)})(?![A-Za-z0-9])([²³]|)(\.?)(?![A-Za-z0-9²³])", _unit),
    rule(r"(?<=\d)([\s-]?)(km|m|cm|mm|ft|mi)(2|3)(\.?)(?!\w)", _unit),
    rule(r"(?:(?<=\d)|(?<=feet)|(?<=inches))\s?[x×]\s?(?=\d)", _times_or_by),
    rule(r"(?<= by )(\d+)([\"”″'’′])(?!\w)", lambda f: f"{f[1]} {'feet' if f[2] in _FOOT else 'inches'}"),
    rule(
        rf"(?<=[\da-z])\s?/\s?({_PER})\b(?![/\w])",
        lambda f: (
            _per(f)
            if re.search(r"\d[\d.,]*(?:\s[a-z]+){0,2}$", f.before)
            or re.search(r"(?:dollars?|pounds?|cents?|miles|liters|grams|kilograms)$", f.before)
            else None
        ),
    ),
    rule(r"(?<=\d)\s?%(?:\s?(?=[A-Za-z]))?", lambda f: " percent" + (" " if re.match(r"\w", f.after) else "")),
    rule(r"(?<=\d)\s?‰", " per mille"),
)
