"""`script` and `cast`: what the program found."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from audiobook.casting.roles import CastingRules, parts_by_id, told_apart
from audiobook.cli import terminal
from audiobook.cli.auto_casting import alike_notes, fitted
from audiobook.cli.manners import Shaped
from audiobook.cli.options import parse_chapters, settings_from, stories_from
from audiobook.cli.saying import place_json, show_spoken, utterance_json, utterances_of
from audiobook.files import write_whole
from audiobook.locks import changing
from audiobook.model import Attribution, Character, Gender, Locus, Utterance, VoiceProfile
from audiobook.settings.cast_file import add_characters
from audiobook.settings.default_voices import is_default_narrator
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import VOICES_FILE, Settings, load_settings, parse_settings
from audiobook.understanding import Story, understand

_SHOWN: Final = 60


def _understood(story: Path | None, settings: Settings, *, quiet: bool) -> list[Story]:
    bar = terminal.Bar(quiet=quiet)
    try:
        return [understand(path, settings, bar) for path in stories_from(story)]
    finally:
        bar.clear()


# ------------------------------------------------------------------------------------------------------------- script


def script(story: Path | None, chapters: str, *, spoken: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Show who says what, or in which words."""
    settings = settings_from(**options)
    wanted = parse_chapters(chapters)
    stories = _understood(story, settings, quiet=as_json)
    for each in stories:
        each.check_chapters(wanted)
    if as_json:
        values = [_script_json(each, wanted) for each in stories]
        terminal.echo_json_of(values)
        return
    for each in stories:
        (show_spoken if spoken else _show_script)(each, wanted)


def _show_script(story: Story, wanted: frozenset[int]) -> None:
    n_doubtful = n_lines = 0
    shaped = Shaped(story)
    for chapter in story.book.chapters:
        if wanted and chapter.number not in wanted:
            continue
        terminal.echo(terminal.style(f"{chapter.number}. {chapter.title}", bold=True))
        rows = [(u.locus, _narrated_row(story, u)) for u in shaped.narrated(chapter.number)]
        for attribution, part in _parts(story, chapter.number):
            n_lines += 1
            n_doubtful += attribution.doubtful
            rows.append((part, _script_row(story, attribution, part, shaped.names(part))))
        in_order = [row for _, row in sorted(rows)]
        terminal.echo(terminal.table(in_order, ("", "line", "speaker", "sure", "or", "rule", "cue", "words")))
    terminal.echo(f"{n_doubtful} of {terminal.count(n_lines, 'quotation')} are doubtful")
    if story.asked and story.asked.n_lines:
        terminal.echo(story.asked.note())
    for utterance in _retaken(story, wanted):
        line = story.book.paragraph(utterance.locus).line
        terminal.echo(f"take {utterance.take} of line {line}: {_short(' '.join(utterance.text.split()), _SHOWN)}")


def _retaken(story: Story, wanted: frozenset[int]) -> Iterator[Utterance]:
    """Give what is said in another take than the first."""
    return (u for u in story.script.utterances() if u.take and (not wanted or u.locus.chapter in wanted))


def _script_row(story: Story, attribution: Attribution, part: Locus, manners: list[str]) -> tuple[str, ...]:
    cue = " ".join(story.book.text_at(attribution.cue).split()) if attribution.cue else ""
    return (
        "?" if attribution.doubtful else "",
        str(story.book.paragraph(part).line),
        "-" if attribution.speaker is None else story.name_of(attribution.speaker),
        f"{attribution.confidence:.2f}",
        story.name_of(attribution.runner_up) if attribution.runner_up and attribution.doubtful else "",
        attribution.rule,
        _short(cue, 32),
        _words(story.book.text_at(part), manners),
    )


def _narrated_row(story: Story, utterance: Utterance) -> tuple[str, ...]:
    line = str(story.book.paragraph(utterance.locus).line)
    return ("", line, "-", "", "", "", "", _words(utterance.text, [utterance.manner]))


def _words(written: str, manners: list[str]) -> str:
    """Give "(whispered) “Go away, or”"."""
    how = f"({', '.join(manners)}) " if manners else ""
    return how + _short(" ".join(written.split()), _SHOWN)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _parts(story: Story, chapter: int | None = None) -> Iterator[tuple[Attribution, Locus]]:
    """Give every quoted stretch in order of the text; a speech broken by its cue gives several."""
    found = ((a, part) for a in story.dialogue.attributions for part in a.quotation.parts)
    yield from sorted((f for f in found if chapter in (None, f[1].chapter)), key=lambda f: f[1])


def _script_json(story: Story, wanted: frozenset[int]) -> dict[str, Any]:
    spoken = Counter(a.speaker for a, _ in _parts(story))
    narrator = story.dialogue.narrator
    shaped = Shaped(story)
    return {
        "title": story.book.title,
        "narrator": story.name_of(narrator) if narrator else None,
        "chapters": [{"number": c.number, "title": c.title} for c in story.book.chapters],
        "characters": [
            {
                "id": c.id,
                "name": c.name,
                "aliases": list(c.aliases),
                "gender": c.gender,
                "n_quotations": spoken[c.id],
            }
            for c in story.dialogue.characters
            if c.id in spoken or c.id == narrator
        ],
        "quotations": [
            _quotation_json(story, attribution, part) | {"manners": shaped.names(part)}
            for attribution, part in _parts(story)
            if not wanted or part.chapter in wanted
        ],
        "narration": [
            place_json(story, utterance.locus) | {"manner": utterance.manner}
            for utterance in shaped.narrated()
            if not wanted or utterance.locus.chapter in wanted
        ],
        "utterances": [utterance_json(story, utterance) for utterance in utterances_of(story, wanted)],
        "retakes": [
            {
                "chapter": u.locus.chapter,
                "line": story.book.paragraph(u.locus).line,
                "text": u.text,
                "speaker": story.name_of(u.speaker),
                "take": u.take,
            }
            for u in _retaken(story, wanted)
        ],
        "left_out": [{"text": item.text, "reason": item.reason} for item in story.script.left_out],
    }


def _quotation_json(story: Story, attribution: Attribution, part: Locus) -> dict[str, Any]:
    return place_json(story, part) | {
        "kind": attribution.quotation.kind,
        "speaker": None if attribution.speaker is None else story.name_of(attribution.speaker),
        "quote_type": attribution.quote_type,
        "confidence": round(attribution.confidence, 3),
        "runner_up": None if attribution.runner_up is None else story.name_of(attribution.runner_up),
        "rule": attribution.rule,
        "cue": story.book.text_at(attribution.cue) if attribution.cue else None,
    }


# --------------------------------------------------------------------------------------------------------------- cast


def cast(
    story: Path | None,
    voices: Path | None,
    *,
    write: bool,
    auto: bool,
    engine: str,
    as_json: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Show who is in the story and how each is cast."""
    settings = settings_from(voices, **options)
    stories = _understood(story, settings, quiet=as_json)
    stories, why = fitted(stories, settings, engine) if auto or engine else (stories, {})
    if as_json:
        values = [_cast_json(each, settings.casting, why) for each in stories]
        terminal.echo_json_of(values)
    else:
        for each in stories:
            _show_cast(each, settings.casting, why)
    if write:
        _write_cast(stories, settings.casting, voices or VOICES_FILE, why)
    elif (auto or engine) and not as_json:
        missing = _missing(stories, settings.casting)
        terminal.echo("\n" + add_characters("", "the cast", missing, why) if missing else "everybody is cast")


def _show_cast(story: Story, rules: CastingRules, why: Mapping[str, str]) -> None:
    terminal.echo(terminal.style(story.book.title, bold=True))
    rows = [
        (
            str(entry["name"]),
            str(entry["gender"]),
            f"{entry['n_quotations']:,}",
            f"{entry['n_words']:,}",
            f"{entry['engine']}:{entry['voice']}",
            f"{entry['rate']:g}",
            f"{entry['pitch']:+g}",
            f"{entry['gain']:+g}",
            str(entry["from"]),
        )
        for entry in _cast_json(story, rules, why)["cast"]
    ]
    header = ("who", "gender", "lines", "words", "voice", "rate", "pitch", "gain", "from")
    terminal.echo(terminal.table(rows, header))
    for note in (*story.notes, *alike_notes(story)):
        terminal.echo(f"  note: {note}")


def _cast_json(story: Story, rules: CastingRules, why: Mapping[str, str]) -> dict[str, Any]:
    n_words: Counter[str | None] = Counter()
    for utterance in story.script.utterances():
        n_words[utterance.speaker] += len(utterance.spoken.split())
    n_lines = Counter(a.speaker for a, _ in _parts(story))
    teller = story.name_of(story.dialogue.narrator) if story.dialogue.narrator else ""
    stated = {part.character.id for part in parts_by_id(story.dialogue, rules.parts) if part.profile}
    source = "the default" if is_default_narrator(rules.narrator.voice) else "voices.yaml"
    entries = [_entry(f"narrator ({teller})" if teller else "narrator", None, story.cast.narrator, source)]
    for role in story.cast.roles:
        character = story.dialogue.character(role.speaker)
        source = "fitted" if character.id in why else _source(story, character, role.profile, stated)
        entries.append(_entry(character.name, character, role.profile, source))
        entries[-1] |= {"why": why[character.id]} if character.id in why else {}
        entries[-1] |= {"n_quotations": n_lines[role.speaker], "n_words": n_words[role.speaker]}
    entries[0] |= {"n_quotations": 0, "n_words": n_words[None]}
    return {"title": story.book.title, "cast": entries}


def _entry(name: str, character: Character | None, profile: VoiceProfile, source: str) -> dict[str, Any]:
    return {
        "name": name,
        "aliases": list(character.aliases) if character else [],
        "gender": character.gender if character else Gender.UNKNOWN,
        "engine": profile.voice.engine,
        "voice": profile.voice.name,
        "rate": profile.voice.prosody.rate,
        "pitch": profile.voice.prosody.pitch_st,
        "gain": profile.gain_db,
        "from": source,
    }


def _source(story: Story, character: Character, profile: VoiceProfile, stated: Collection[str]) -> str:
    if character.id in stated:
        return "voices.yaml"
    return "the narrator" if profile == story.cast.narrator else "a pool"


def _missing(stories: list[Story], rules: CastingRules) -> Sequence[tuple[Character, VoiceProfile]]:
    """Give who has no entry in voices.yaml, with the voices they have now; who is in two stories, once."""
    missing: dict[str, tuple[Character, VoiceProfile]] = {}
    taken = {name for c in rules.known for name in c.low_names}
    for story in stories:
        entered = {part.character.id for part in parts_by_id(story.dialogue, rules.parts)}
        earlier = [character for character, _ in missing.values()]
        for role in story.cast.roles:
            character = story.dialogue.character(role.speaker)
            name = character.name.casefold()  # of two whom the story calls alike, an entry can state one
            is_entered = character.id in entered or name in taken
            if not is_entered and not any(_is_one(character, other) for other in earlier):
                missing.setdefault(name, (character, role.profile))
    people = told_apart([character for character, _ in missing.values()], rules.known)
    return [(character, profile) for character, (_, profile) in zip(people, missing.values(), strict=True)]


def _is_one(character: Character, other: Character) -> bool:
    """Say whether two stories mean the same person: one's name is a name of the other."""
    return character.name.casefold() in other.low_names or other.name.casefold() in character.low_names


def _write_cast(stories: list[Story], rules: CastingRules, path: Path, why: Mapping[str, str]) -> None:
    with changing(path, "audiobook cast --write"):
        now = load_settings(path).casting if path.exists() else rules  # somebody may have written meanwhile
        missing = _missing(stories, now)
        if missing:
            before = read_text(path) if path.exists() else ""
            after = add_characters(before, str(path), missing, why)
            parse_settings(after, str(path), path.parent)  # what every later command will do
            write_whole(path, after.encode())
    told = f"added {', '.join(character.name for character, _ in missing)}" if missing else "everybody is cast"
    terminal.echo(f"{path}: {told}", err=True)
