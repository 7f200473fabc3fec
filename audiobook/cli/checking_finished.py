"""What `check` says of finished files: a table, what is wrong, and what to do."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from audiobook.checking.finding import Finding, Severity
from audiobook.checking.finished.check import Checked, Report
from audiobook.checking.finished.rules import Result, Verdict
from audiobook.checking.finished.sound import Sound
from audiobook.cli import terminal
from audiobook.cli.checking_speech import show_difference

_WIDEST: Final = 28
"""Letters of a file's name, so that the table fits into 80."""
_HUMAN: Final = "ACX itself takes human narration only."


def show_files(report: Report) -> None:
    """Print the table of the files of a batch; what holds no sound stands in it only if there is something to say."""
    rows = [file for file in report.files if file.sound or file.findings]
    if rows:
        terminal.echo(terminal.table(map(_row, rows), ("file", "length", "RMS", "peak", "floor", "")))
    if others := len(report.files) - len(rows):
        terminal.echo(f"{terminal.count(others, 'file')} with subtitles or text: fine")


def show_limits(report: Report) -> None:
    """Say whether the MP3s keep ACX's limits, if anybody listened to them."""
    mp3s = [file for file in report.files if file.sound and file.sound.is_mp3]
    if not any(file.sound.levels for file in mp3s if file.sound):
        return
    n_kept = sum(meets_limits(file) for file in mp3s)
    told = (
        f"{n_kept} of {terminal.count(len(mp3s), 'MP3')} {'meets' if len(mp3s) == 1 else 'meet'} ACX's technical limits"
    )
    terminal.echo(f"{told}. {_HUMAN}")


def show_findings(findings: Iterable[Finding]) -> None:
    """Print findings with, below those that are mended alike, what to do; what several files have in common once.

    What is wrong comes before what is only advice.
    """
    mended: dict[str, list[Finding]] = {}
    for finding in findings:
        mended.setdefault(finding.hint, []).append(finding)
    for hint, group in sorted(mended.items(), key=lambda item: all(map(_is_advice, item[1]))):
        alike: dict[tuple[str, Severity], list[Finding]] = {}
        for finding in group:
            alike.setdefault((finding.problem, finding.severity), []).append(finding)
        for same in alike.values():
            _show_alike(same)
        if hint:
            terminal.echo(f"  {hint}")


def _show_alike(same: Sequence[Finding]) -> None:
    first = same[0]
    more = f" and {len(same) - 1:,} more" if len(same) > 1 else ""
    kind = f"{terminal.style('advice', 'yellow')}: " if _is_advice(first) else ""
    terminal.echo(f"{terminal.style(first.place, bold=True)}{more}: {kind}{first.problem}")
    if "difference" in first.details:
        show_difference(first)


def _is_advice(finding: Finding) -> bool:
    return finding.severity is Severity.ADVICE


def meets_limits(file: Checked) -> bool:
    """Say whether an MP3 keeps all of ACX's rules for a file."""
    listened = file.sound is not None and file.sound.levels is not None
    return listened and all(each.result is not Result.BROKEN for each in (file.verdicts or {}).get("acx", ()))


def _row(file: Checked) -> Sequence[str]:
    levels = file.sound.levels if file.sound else None
    seconds = file.sound.seconds if file.sound else None
    figures = (levels.rms_dbfs, levels.peak_dbfs, levels.floor_dbfs) if levels else ()
    told = [f"{figure:.1f}" for figure in figures] or ["", "", ""]
    return (
        _shortened(file.path),
        terminal.clock(seconds) if seconds is not None else "",
        *told,
        _verdict(file.findings),
    )


def _shortened(path: Path) -> str:
    if len(path.name) <= _WIDEST:
        return path.name
    return f"{path.name[: _WIDEST - len(path.suffix) - 1]}…{path.suffix}"


def _verdict(findings: Sequence[Finding]) -> str:
    n_advice = sum(map(_is_advice, findings))
    n_wrong = len(findings) - n_advice
    parts = [f"{n_wrong} wrong" if n_wrong else "", f"{n_advice} advice" if n_advice else ""]
    return terminal.style(", ".join(filter(None, parts)) or "fine", "red" if n_wrong else "" if n_advice else "green")


# ----------------------------------------------------------------------------------------------------------------- JSON


def files_json(report: Report) -> Mapping[str, object]:
    """Give all that was measured, and what became of each rule."""
    return {"files": [_file_json(file) for file in report.files], "book": list(_rules_json({"book": report.verdicts}))}


def _file_json(file: Checked) -> Mapping[str, object]:
    value: dict[str, object] = {"path": str(file.path)}
    if file.sound:
        value |= _sound_json(file.sound)
        if file.sound.is_mp3 and file.sound.levels:
            value["meets_acx_technical_limits"] = meets_limits(file)
    return value | {"rules": list(_rules_json(file.verdicts or {}))}


def _sound_json(sound: Sound) -> Mapping[str, object]:
    value: dict[str, object] = {"seconds": _number(sound.seconds), "n_samples": sound.n_samples}
    if sound.levels:
        figures = asdict(sound.levels).items()
        value |= {key: _number(figure) for key, figure in figures}
    return value


def _number(figure: object) -> object:
    """Give a figure as JSON has it: it knows neither infinity nor NaN."""
    if not isinstance(figure, float):
        return figure
    return round(figure, 3) if math.isfinite(figure) else None


def _rules_json(verdicts: Mapping[str, Iterable[Verdict]]) -> Iterator[Mapping[str, str]]:
    for check, some in verdicts.items():
        for verdict in some:
            yield {
                "check": check,
                "rule": verdict.rule.name,
                "result": verdict.result,
                "measured": verdict.measured,
                "wanted": verdict.rule.wanted,
            }
