"""Measure how well a recognizer finds words that an engine drops, repeats or invents.

    pip install '.[bench]'
    python benchmarks/hearing.py STORY [--voices voices.yaml] [--chapters 1,3-5] [--plant]
    python benchmarks/hearing.py --words --voice kokoro:af_heart

The first hears every clip of a story, as `audiobook check --hear` does, and prints the word error (ours, for which
"their" is "there"; and the strict one of jiwer, for which it is not), how many sound clips are listed, and how many
clips have more than 30 % of their words wrong. With --plant it then spoils every third clip that is long enough in one
of five ways - a word dropped, repeated, or invented; the last 0.3 s cut off; two clips swapped - and prints how many
are found. "--plant said" has the engine say a text with that fault, so that it is fluent; "--plant cut" cuts words out
of the samples and puts them in elsewhere, which needs an engine that says when it says which word.

The second has a voice say 2,000 words and more, in sentences short and long, up to three times as long as Kokoro takes
in one go, and prints what was heard otherwise.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import jiwer
from hearing_faults import KINDS, spoil

from audiobook.audio.samples import ending_db
from audiobook.checking.alignment import Kind
from audiobook.checking.listening import listener
from audiobook.checking.speech import Judged, Line, Studio, judge, lines_of, names_of
from audiobook.cli.options import n_cores, parse_chapters, settings_from
from audiobook.engines.registry import load_engine
from audiobook.model import ClipRequest, Locus, Prosody, Span, Speech, Utterance, Voice
from audiobook.plan import make_plan
from audiobook.progress import Silent
from audiobook.settings.voices_yaml import parse_voice
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.workers import LocalExecutor

N_WORDS: Final = 2_000
LISTS: Final = Path(__file__).parent / "words.txt"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path, nargs="?", default=Path("story/the-fourth-chair.md"))
    parser.add_argument("--voices", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--chapters", default="")
    parser.add_argument("--plant", choices=["said", "cut"])
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--voice", default="kokoro:af_heart", help="for --words")
    parser.add_argument("--jobs", type=int, default=n_cores())
    options = parser.parse_args()
    settings = settings_from(options.voices, cache=options.cache)
    with LocalExecutor(options.jobs) as executor:
        if options.words:
            voice = parse_voice(options.voice, "", Prosody())
            ears = studio(settings.cache, executor)
            tell(judged(words(voice, ears), ears), verbose=True)
            return
        plan = make_plan(options.story, settings)
        ears = studio(settings.cache, executor, names_of(plan))
        lines = lines_of(plan, sorted(parse_chapters(options.chapters) or plan.requests), ears)
        tell(judged(lines, ears), ears.names)
        if options.plant:
            tell_planted(lines, ears, settings.cache, executor, options.plant)


def studio(cache: Path, executor: LocalExecutor, names: frozenset[str] = frozenset()) -> Studio:
    """Give what says and hears."""
    return Studio(
        make=partial(make_clips, store=ClipCache(cache), executor=executor, progress=Silent()),
        read=ClipCache(cache).read,
        listen=listener(cache, executor, Silent()),
        names=names,
    )


def judged(lines: Sequence[Line], ears: Studio) -> tuple[Judged, ...]:
    """Hear lines, and say how quickly."""
    began_s = time.monotonic()
    found = judge(lines, ears)
    took_s, sound_s = time.monotonic() - began_s, sum(line.seconds for line in lines)
    print(f"heard {sound_s:.0f} s of sound in {took_s:.0f} s")
    return found


def tell(judged: Sequence[Judged], names: frozenset[str] = frozenset(), *, verbose: bool = False) -> None:
    """Print the figures of sound clips."""
    n_words = sum(each.heard.n_words for each in judged)
    n_wrong = sum(each.heard.n_wrong for each in judged)
    listed = [each for each in judged if each.wrong]
    print(f"{len(judged)} clips, {n_words} words: {n_wrong / n_words:.2%} wrong, names left out")
    pairs = [strict(each, names) for each in judged]
    print(f"  strictly, by jiwer, names left out: {jiwer.wer([p[0] for p in pairs], [p[1] for p in pairs]):.2%}")
    print(f"  listed: {len(listed)} = {len(listed) / len(judged):.2%}")
    for low, high in ((1, 3), (4, 10_000)):
        size = [each for each in judged if low <= each.heard.n_words <= high]
        bad = [each for each in size if each.heard.n_wrong > 0.3 * each.heard.n_words]
        label = f"{low} to {high} words" if high < 100 else f"{low} words or more"
        print(f"  clips of {label}: {len(bad)} of {len(size)} with more than 30 % wrong")
        for each in bad:
            print(f"    {each.line.request.text!r}: {told(each)}")
    for each in judged if verbose else listed:
        if each.heard.n_wrong or each.wrong:
            print(f"  {'listed' if each.wrong else '      '} {each.line.request.text[:60]!r}: {told(each)}")


def told(judged: Judged) -> str:
    """Give what is wrong, all of it."""
    steps = [s for s in judged.heard.steps if s.kind is not Kind.HEARD]
    words = ", ".join(f"{s.kind} {' '.join(s.wanted)}/{' '.join(s.heard)}" for s in steps)
    abrupt = ", ends abruptly" if judged.line.ending_db > judged.loudest_ending_db else ""
    return f"{words} ({judged.deviation:+.1f} deviations from the usual length{abrupt})"


def strict(judged: Judged, names: frozenset[str]) -> tuple[str, str]:
    """Give the words of a clip and those heard, for jiwer; a name and whatever was heard for it are left out."""
    kept = [s for s in judged.heard.steps if not set(s.wanted) & names]
    wanted = [" ".join(s.wanted) if not any(map(str.isdigit, s.heard)) else " ".join(s.heard) for s in kept]
    return " ".join(wanted) or "-", " ".join(" ".join(s.heard) for s in kept) or "-"


def tell_planted(lines: Sequence[Line], ears: Studio, cache: Path, executor: LocalExecutor, how: str) -> None:
    """Spoil clips, hear all again, and print what is found."""
    folder = cache / "planted"  # kept, with what is heard in them: to try another rule costs nothing
    spoilt = ClipCache(folder)
    planted: dict[str, str] = {}
    heard: list[Line] = []
    for line, fault in spoil(lines, ears, how):
        request = replace(line.request, fingerprint=f"{line.request.fingerprint}, {how} {fault and fault.kind}")
        samples = fault.pcm if fault else ears.read(line.request.key)
        clip = spoilt.write(request.key, Speech(samples, line.clip.sample_rate_hz))
        heard.append(replace(line, request=request, clip=clip, ending_db=ending_db(samples, clip.sample_rate_hz)))
        if fault:
            planted[request.key] = fault.kind
    found = judged(heard, studio(folder, executor, ears.names))
    listed = {each.line.request.key for each in found if each.wrong}
    for kind in KINDS:
        keys = [key for key, planted_kind in planted.items() if planted_kind == kind]
        n_found = sum(key in listed for key in keys)
        print(f"  {kind}: {n_found} of {len(keys)} found = {n_found / max(1, len(keys)):.0%}")
    between = [each for each in found if each.line.request.key not in planted]
    print(f"  of the {len(between)} sound clips between them {sum(bool(e.wrong) for e in between)} are listed")
    for each in found:
        if each.line.request.key in planted and not each.wrong:
            print(f"  missed, {planted[each.line.request.key]}: {each.line.request.text!r}: {told(each)}")


def words(voice: Voice, ears: Studio) -> tuple[Line, ...]:
    """Have a voice say 2,000 words, as if each sentence were a clip of a book."""
    engine = load_engine(voice.engine)
    said = {}
    for text in sentences():
        request = ClipRequest(text, voice, engine.fingerprint(voice))
        said[request] = (Utterance(Locus(1, 0, Span(0, len(text))), text, text, None, voice, voice, 0.0, 0.0),)
    return ears.lines(said)


# --------------------------------------------------------------------------------------------------------------- words


def sentences() -> Iterator[str]:
    """Give sentences of common words, each word in turn, until there are enough; every tenth is very long."""
    draw = random.Random(11)
    lists = {
        name: words.split() for name, _, words in (x.partition(":") for x in LISTS.read_text().splitlines()) if words
    }
    order = {name: draw.sample(words, len(words)) for name, words in lists.items()}
    used = dict.fromkeys(lists, 0)

    def take(name: str) -> str:
        used[name] += 1
        return order[name][(used[name] - 1) % len(order[name])]

    def clause() -> str:
        scene = f"{take('prepositions')} the {take('places')}"
        return (
            f"the {take('adjectives')} {take('people')} {take('verbs')} the {take('colours')} {take('things')} {scene}"
        )

    n_words = n_sentences = 0
    while n_words < N_WORDS:
        n_sentences += 1
        n_clauses = 24 if n_sentences % 20 == 0 else 8 if n_sentences % 10 == 0 else draw.choice((1, 1, 2, 3))
        text = f", {draw.choice(('and', 'but', 'while'))} ".join(clause() for _ in range(n_clauses))
        n_words += len(text.split())
        yield f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    main()
