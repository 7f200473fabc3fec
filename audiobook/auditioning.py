"""Lets the main characters say a line of theirs in the voices that fit them best: casting by ear."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from audiobook.audio.timeline import lay_out
from audiobook.audio.tracks import write_tracks
from audiobook.casting.fitting import Fit, Fitting
from audiobook.errors import SettingsError, did_you_mean
from audiobook.files import scratch
from audiobook.formats.base import Edition, Entry
from audiobook.formats.id3 import write_tagged
from audiobook.model import ChapterScript, Character, LoudnessTarget, Timeline, Utterance, Voice
from audiobook.naming import chapter_name
from audiobook.native import in_language
from audiobook.plan import CALIBRATION, clip_request
from audiobook.progress import Progress
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.leases import in_use
from audiobook.synthesis.levels import level_voices
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.tasks import Task, once_more, results
from audiobook.synthesis.workers import OpenExecutor
from audiobook.understanding import Story

N_MAIN: Final = 8
"""So many characters audition, those with most to say, unless some are named."""
N_VOICES: Final = 3
_TELLING: Final = (60, 220)
"""Characters of a line that one can judge a voice by."""
_WANTED: Final = 140
_NUMBERS: Final = ("One", "Two", "Three")
_BEFORE_S, _AFTER_S = 0.5, 1.2
"""Silence between a number and its line, and between two voices."""


@dataclass(frozen=True, slots=True)
class Audition:
    """One character, a line, and the voices that say it."""

    character: Character
    line: tuple[Utterance, ...]
    """What follows each other without a break."""
    fits: tuple[Fit, ...]

    @property
    def words(self) -> str:
        """Give the line as it is said."""
        return " ".join(utterance.spoken for utterance in self.line)


def choose_auditions(story: Story, fitting: Fitting, names: Sequence[str] = ()) -> tuple[Audition, ...]:
    """Give who auditions with which line and voices: the named, else those with most to say.

    Raises SettingsError, with a "did you mean", for a name that nobody in the story has.
    """
    heard = {utterance.speaker for utterance in story.script.utterances()}
    main = [speaker for speaker in fitting.meetings.speakers if speaker in heard][:N_MAIN]
    speakers = [speaker_called(story, name) for name in names] or main
    others = {role.speaker: role.profile.voice for role in story.cast.roles}
    return tuple(
        Audition(
            story.dialogue.character(speaker),
            telling_line(story, speaker),
            tuple(
                replace(fit, voice=in_language(fit.voice, story.book.language))
                for fit in fitting.best(speaker, N_VOICES, {who: v for who, v in others.items() if who != speaker})
            ),
        )
        for speaker in speakers
    )


def telling_line(story: Story, speaker: str | None) -> tuple[Utterance, ...]:
    """Give a line that one can judge a voice by: some sentences long, surely theirs, and said plainly.

    speaker: an id; None is the narrator. Raises SettingsError if nothing that they say is heard.
    """
    doubtful = {part for a in story.dialogue.attributions if a.doubtful for part in a.quotation.parts}

    def worth(line: tuple[Utterance, ...]) -> tuple[bool, bool, bool, int]:
        n_chars = sum(len(utterance.spoken) for utterance in line)
        place = line[0].locus
        unsure = any(p.chapter == place.chapter and p.paragraph == place.paragraph for p in doubtful)
        has_manner = any(utterance.manner for utterance in line)
        return not _TELLING[0] <= n_chars <= _TELLING[1], unsure, has_manner, abs(n_chars - _WANTED)

    lines = list(_lines(story, speaker))
    if not lines:
        raise SettingsError(
            f"nothing that {story.name_of(speaker)} says in {story.path} is heard",
            hint="all of it is left out, by `leave_out:` in the corrections beside the story",
        )
    return min(lines, key=worth)


def _lines(story: Story, speaker: str | None) -> Iterator[tuple[Utterance, ...]]:
    """Give what somebody says without a break, cut where it grows too long."""
    runs = groupby(story.script.utterances(), key=lambda u: (u.speaker, u.locus.chapter, u.locus.paragraph))
    for (who, _, _), run in runs:
        if who == speaker:
            said = list(run)
            for first in range(len(said)):
                yield from (tuple(said[first:end]) for end in range(first + 1, min(len(said), first + 4) + 1))


def speaker_called(story: Story, name: str) -> str:
    """Give the id of whoever speaks under a name. Raises SettingsError, with a "did you mean", if nobody does."""
    speaking = {role.speaker for role in story.cast.roles}
    by_name = {n.casefold(): c.id for c in story.dialogue.characters if c.id in speaking for n in c.names}
    if name.casefold() not in by_name:
        known = [story.name_of(speaker) for speaker in speaking]
        hint = did_you_mean(name, known) or f"audiobook cast {shlex.quote(str(story.path))} shows who speaks"
        raise SettingsError(f'nobody called "{name}" speaks in {story.path}', hint=hint)
    return by_name[name.casefold()]


# --------------------------------------------------------------------------------------------------------------- sound


def write_auditions(
    story: Story,
    auditions: Sequence[Audition],
    settings: Settings,
    folder: Path,
    open_executor: OpenExecutor,
    progress: Progress,
) -> tuple[Path, ...]:
    """Write a file for each audition and say where; clips come from the cache and go there.

    The narrator says a name and a number before each voice; all are levelled as in a build. Raises AudiobookError.
    """
    scripts = [_script(story, audition, number) for number, audition in enumerate(auditions, 1)]
    return _recorded(scripts, story, "auditions", settings, folder, open_executor, progress)


def write_names(
    story: Story,
    words: Sequence[str],
    settings: Settings,
    folder: Path,
    open_executor: OpenExecutor,
    progress: Progress,
) -> Path:
    """Write a file in which the narrator says each word by its letters, and then as the lexicon has it if it does.

    Raises AudiobookError.
    """
    said = [u for word in words for u in _said_both_ways(story, word)]
    script = ChapterScript(1, "Names", tuple(said))
    return _recorded([script], story, "names", settings, folder, open_executor, progress)[0]


def _said_both_ways(story: Story, word: str) -> Iterator[Utterance]:
    line = replace(next(story.script.utterances()), speaker=None)
    plain = replace(_said(line, f"{word}.", story.cast.narrator.voice, _AFTER_S), links=(), phonemes=())
    told = story.pronouncing.utterance(plain) if story.pronouncing else plain
    if told == plain:
        yield plain
    else:
        yield replace(plain, pause_s=_BEFORE_S)
        yield told


def _recorded(  # noqa: PLR0913, PLR0917 - what is said, of what, and where it goes
    scripts: Sequence[ChapterScript],
    story: Story,
    what: str,
    settings: Settings,
    folder: Path,
    open_executor: OpenExecutor,
    progress: Progress,
) -> tuple[Path, ...]:
    """Say some scripts, each into an MP3 of its own, and give where they are."""
    voices = dict.fromkeys(u.voice for script in scripts for u in script.utterances)
    levels = {voice: clip_request(CALIBRATION, voice) for voice in voices}
    requests = [[clip_request(u.spoken, u.voice, phonemes=u.phonemes) for u in script.utterances] for script in scripts]
    wanted = [*levels.values(), *(request for own in requests for request in own)]
    store = open_store(settings.cache, settings.store)
    with in_use(settings.cache, {request.key for request in wanted}, what), open_executor() as executor:
        clips = make_clips(wanted, store, executor, progress)
        gains = level_voices(levels, clips, store)
        timelines = [
            lay_out(script, [clips[r.key] for r in own], gains, head_s=_BEFORE_S, tail_s=_AFTER_S)
            for script, own in zip(scripts, requests, strict=True)
        ]
        progress.stage("mastering", len(scripts))
        edition = Edition(story.book.title, "", what, story.book.language, len(scripts))
        targets = [folder / chapter_name(s.number, len(scripts), s.title, ".mp3") for s in scripts]
        tasks = [
            Task(_write, edition, _entry(script), timeline, settings.target, store.read, target)
            for script, timeline, target in zip(scripts, timelines, targets, strict=True)
        ]
        for _ in results(executor, tasks, once_more):
            progress.advance()
    return tuple(targets)


def _entry(script: ChapterScript) -> Entry:
    return Entry(script.number, script.title, script.kind, script.number)


def _write(
    edition: Edition,
    entry: Entry,
    timeline: Timeline,
    target: LoudnessTarget,
    read: Callable[[str, int], bytes],
    path: Path,
) -> None:
    with scratch(path) as track:
        write_tracks(timeline, target, lambda key: read(key, timeline.sample_rate_hz), {"mp3": track})
        write_tagged(track, edition, entry, path)


def _script(story: Story, audition: Audition, number: int) -> ChapterScript:
    said: list[Utterance] = []
    for nth, fit in enumerate(audition.fits):
        name = f"{audition.character.name}. " if nth == 0 else ""
        said.append(_said(audition.line[0], f"{name}{_NUMBERS[nth]}.", story.cast.narrator.voice, _BEFORE_S))
        said += [_said(u, u.spoken, fit.voice, u.pause_s) for u in audition.line[:-1]]
        said.append(_said(audition.line[-1], audition.line[-1].spoken, fit.voice, _AFTER_S))
    return ChapterScript(number, audition.character.name, tuple(said))


def _said(line: Utterance, spoken: str, voice: Voice, pause_s: float) -> Utterance:
    phonemes = line.phonemes if spoken == line.spoken else ()
    return replace(
        line, spoken=spoken, phonemes=phonemes, voice=voice, cast_voice=voice, gain_db=0.0, pause_s=pause_s, manner=""
    )
