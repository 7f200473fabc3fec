"""`--attribution-llm` as a person uses it, with a small server of our own on this machine."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.cli.options import settings_from
from audiobook.errors import HelperError, SettingsError
from tests.cli.conftest import Run
from tests.cli.test_review import STORY as BARE
from tests.helper.server import SmallServer, has, says, small_server

STORY = f"{BARE}\n“Go home,” said Anna.\n"


@pytest.fixture
def server() -> Iterator[SmallServer]:
    """Give a server that always answers 2, the runner-up."""
    with small_server() as server:
        server.chat = lambda _text: says("2")
        yield server


@pytest.fixture
def gate(desk: Path) -> Path:
    """Give a story of three doubtful lines and a sure one."""
    (desk / "story" / "two-chairs.txt").unlink()
    story = desk / "story" / "gate.txt"
    story.write_text(STORY, encoding="utf-8")
    return story


def quotations(run: Run, *options: str) -> list[dict[str, Any]]:
    """Give what `script --json` shows."""
    found: list[dict[str, Any]] = json.loads(run("script", *options, "--json").stdout)["quotations"]
    return found


def test_only_the_speakers_of_doubtful_lines_change(gate: Path, run: Run, server: SmallServer) -> None:
    """Not a letter of the text, not a sure line; the rule says who decided."""
    plain = quotations(run)
    helped = quotations(run, "--attribution-llm", server.address)
    assert [q["text"] for q in helped] == [q["text"] for q in plain]
    assert helped[3] == plain[3]
    for before, after in zip(plain[:3], helped[:3], strict=True):
        assert (after["rule"], after["speaker"], after["runner_up"]) == (
            "helper-model", before["runner_up"], before["speaker"],
        )  # fmt: skip
    assert len(server.requests) == 3
    assert quotations(run) == plain
    assert gate.read_text(encoding="utf-8") == STORY


def test_a_second_build_makes_no_request(gate: Path, run: Run, server: SmallServer) -> None:
    """Nor does anything else that understands the same story, even a build with other voices."""
    flags = ("--attribution-llm", server.address)
    first = run("build", *flags).stdout
    assert "note: the helper model small decided 3 of 3 doubtful lines" in first
    assert "are doubtful" not in first
    paths = list(server.paths)
    assert "up to date" in run("build", *flags).stdout
    voices = gate.parent.parent / "voices.yaml"
    voices.write_text(voices.read_text(encoding="utf-8").replace("voice: mid", "voice: low"), encoding="utf-8")
    assert "note: the helper model small decided 3 of 3" in run("build", *flags).stdout
    for command in ("plan", "script", "cast"):
        assert "the helper model small decided 3 of 3 doubtful lines" in run(command, *flags).stdout
    assert server.paths == paths


def test_without_the_option_nobody_is_asked(gate: Path, run: Run, server: SmallServer) -> None:
    """Answers that are kept are not used either."""
    plain = run("script").stdout
    run("script", "--attribution-llm", server.address)
    server.paths.clear()
    assert run("script").stdout == plain
    assert "helper" not in run("build", str(gate)).stdout
    assert server.paths == []


def test_voices_yaml_may_name_it_and_flags_win(desk: Path, gate: Path, run: Run, server: SmallServer) -> None:
    """Another model, another address, or none."""
    cast = (desk / "voices.yaml").read_text(encoding="utf-8")
    stated = f"attribution_llm:\n  address: {server.address}\n  model: stated\n"
    (desk / "voices.yaml").write_text(cast + stated, encoding="utf-8")
    assert "helper-model" in run("script", str(gate)).stdout
    run("script", "--attribution-llm-model", "chosen")
    assert [request["model"] for request in server.requests] == ["stated"] * 3 + ["chosen"] * 3
    server.paths.clear()
    assert "helper" not in run("script", "--attribution-llm", "off").stdout
    assert server.paths == []


def test_flags_and_file_make_one_setting(tmp_path: Path) -> None:
    """Each flag replaces its own key; permission to leave the machine is only ever a flag."""
    voices = tmp_path / "v.yaml"
    voices.write_text("attribution_llm: {address: 'http://localhost:1', model: m, timeout: 5}", encoding="utf-8")
    helper = settings_from(voices, llm="http://127.0.0.1:2/v1/").helper
    assert helper is not None
    assert (helper.address, helper.model, helper.timeout_s) == ("http://127.0.0.1:2/v1", "m", 5)
    assert settings_from(voices, llm="off", llm_model="x").helper is None
    voices.write_text("attribution_llm:\n", encoding="utf-8")
    assert settings_from(voices).helper is None
    with pytest.raises(SettingsError, match="no helper model is named"):
        settings_from(voices, llm_model="x")
    voices.write_text("attribution_llm: {address: 'http://far.example/v1'}", encoding="utf-8")
    with pytest.raises(SettingsError, match="would leave it"):
        settings_from(voices)
    helper = settings_from(voices, llm_remote=True).helper
    assert helper is not None
    assert helper.remote


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("attribution_llm: {model: m}", 'v.yaml:1: a helper model needs an "address"'),
        ("attribution_llm: {address: far}", 'v.yaml:1: "far" is no address'),
        ("attribution_llm: {address: 'http://[::1]', remote: yes}", 'unknown key "remote" in attribution_llm'),
        ("attribution_llm: {address: 'http://[::1]', timeout: 0}", "timeout 0 is outside"),
        ("attribution_llm: http://[::1]", '"attribution_llm" must be `key: value` lines below it'),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """Like every other."""
    (tmp_path / "v.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        settings_from(tmp_path / "v.yaml")
    assert problem in error.value.problem


@pytest.mark.parametrize("command", ["build", "plan", "script", "cast", "review"])
def test_another_machine_is_refused(gate: Path, run: Run, command: str) -> None:
    """By every command that understands a story, before anything is sent or made."""
    done = run(command, str(gate), "--attribution-llm", "http://192.168.0.7:8080/v1", check=False)
    assert done.returncode == SettingsError.exit_code
    assert "the text of the book would leave it" in done.stderr
    assert "--attribution-llm-remote" in done.stderr
    assert not (gate.parent.parent / "output").exists()


def test_a_server_that_is_not_there_stops_the_build(desk: Path, gate: Path, run: Run, server: SmallServer) -> None:
    """Who wants help is not left without it in silence; what was answered before is kept."""
    server.chat = lambda _text: says("2") if len(server.requests) < 2 else (503, b"Loading model", {})
    done = run("build", str(gate), "--attribution-llm", server.address, check=False)
    assert (done.returncode, done.stdout) == (HelperError.exit_code, "")
    assert server.address in done.stderr
    assert "status 503: Loading model" in done.stderr
    assert not (desk / "output").exists()
    server.chat = lambda _text: says("2")
    run("build", "--attribution-llm", server.address)
    assert len(server.requests) == 4


def test_ctrl_c_keeps_the_answers(desk: Path, gate: Path, run: Run, server: SmallServer) -> None:
    """The next build asks only what is left."""
    server.chat = lambda text: says("2") if len(server.requests) < 3 else server.hang(text)
    command = [sys.executable, "-m", "audiobook", "build", str(gate), "--attribution-llm", server.address]
    cache = ["--cache", str(desk / "clips")]
    with subprocess.Popen([*command, *cache], cwd=desk, stderr=subprocess.PIPE, text=True) as build:
        until_s = time.monotonic() + 30
        while len(server.requests) < 3 and time.monotonic() < until_s:
            time.sleep(0.02)
        build.send_signal(signal.SIGINT)
        assert "What is finished is kept" in build.communicate(timeout=30)[1]
    assert build.returncode == 130
    server.chat = lambda _text: says("2")
    run("script", "--attribution-llm", server.address, *cache)
    assert len(server.requests) == 4


def test_what_the_listener_says_comes_first(gate: Path, run: Run, server: SmallServer) -> None:
    """A corrected line is not asked about, and no answer of the model changes it."""
    gate.with_suffix(".corrections.yaml").write_text(
        'script:\n  - words: "It was lit an hour ago"\n    speaker: Zora\n', encoding="utf-8"
    )
    helped = quotations(run, "--attribution-llm", server.address)
    assert [q["rule"] for q in helped[:3]].count("correction") == 1
    assert (helped[1]["speaker"], helped[1]["rule"]) == ("Zora", "correction")
    assert not any(">>>“It was lit" in question for question in server.questions)


def test_review_asks_the_model_first_and_the_person_about_the_rest(desk: Path, gate: Path, server: SmallServer) -> None:
    """Lines that it decided come to nobody; after an answer of the person they stay decided, and nothing is asked."""
    server.chat = lambda text: says("0" if ">>>“It was lit" in text else "2")
    flags = ("--attribution-llm", server.address, "--cache", str(desk / "clips"))
    done = subprocess.run(
        [sys.executable, "-m", "audiobook", "review", str(gate), *flags],
        cwd=desk, input="n\nZora\nq\n", capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "decided 2 of 3 doubtful lines; it cannot tell 1" in done.stdout
    assert done.stdout.count("--- 1 of 1 ") == 1
    assert "▶“It was lit an hour ago, I think.”◀" in done.stdout
    assert "▶“Is the lamp" not in done.stdout
    assert len(server.requests) == 3


def test_doctor_looks_at_it_where_it_is_set(desk: Path, run: Run, server: SmallServer) -> None:
    """With the models that it has; without the setting there is no such line."""
    assert "helper model" not in run("doctor").stdout
    cast = (desk / "voices.yaml").read_text(encoding="utf-8")
    (desk / "voices.yaml").write_text(f"{cast}attribution_llm: {{address: '{server.address}'}}\n", encoding="utf-8")
    server.models = has("qwen", "gemma")
    assert f"helper model: {server.address} has qwen, gemma" in run("doctor").stdout
    server.models = (500, b"", {})
    assert "helper model: the helper model at" in run("doctor", check=False).stdout
