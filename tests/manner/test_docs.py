from pathlib import Path

from audiobook.manner.rules import RULES, Rule

PAGE = Path(__file__).parents[2] / "docs/manner.md"
BEGIN, END = "--update-golden -->\n", "<!-- end of table -->"
HEADER = "| manner | rate | pitch | gain | told by |\n|---|---|---|---|---|\n"
ELSEWHERE = {
    "capitals": "a sentence in capitals",
    "exclamation": "a sentence that ends in !",
    "question": "a sentence that ends in ?",
}


def row(rule: Rule) -> str:
    """Give a rule as a row of the table."""
    manner = rule.manner
    kinds = [
        ", ".join([*rule.verbs.split(), *rule.forms.split()[:1]]),
        f"*beside the verb* {', '.join(rule.adverbs.split())}" if rule.adverbs else "",
        f"*beside another verb* {', '.join(rule.beats.split())}" if rule.beats else "",
        f"*came a* {', '.join(rule.nouns.split())}" if rule.nouns else "",
        f"*phrases* {', '.join(rule.phrases)}" if rule.phrases else "",
        f"*but not* {rule.unless}" if rule.unless else "",
        ELSEWHERE.get(manner.name, ""),
    ]
    told = "; ".join(kind for kind in kinds if kind).replace("|", "\\|")
    name = {"thought": "thought (`thoughts:`)", "document": "document (`documents:`)"}.get(manner.name, manner.name)
    return f"| {name} | {manner.rate:g} | {manner.pitch_st:+g} | {manner.gain_db:+g} | {told} |\n"


def test_the_page_shows_every_rule_as_it_is(update_golden: bool) -> None:  # noqa: FBT001
    """docs/manner.md lists the words and the figures that the program uses, in the order in which they count."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    shown, after = rest.split(END)
    table = HEADER + "".join(map(row, RULES))
    if update_golden:
        PAGE.write_text(before + BEGIN + table + END + after, "utf-8")
    else:
        assert shown == table
