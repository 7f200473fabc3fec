import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finding import Finding, Severity
from audiobook.checking.finished.subtitle_rules import judge_subtitles
from audiobook.checking.finished.subtitles import Cue, Subtitles, read_subtitles

VTT = """WEBVTT

NOTE made by hand

1
00:00.700 --> 00:01.500 align:start
<v Anna>“Who is there?”</v>

00:00:01.500 --> 01:00:02.000
<v.loud Boris Ivanovich>“<00:00:01.600>Nobody <i>here</i>,”
said &amp; done
"""
SRT = "1\n00:00:00,700 --> 00:00:01,500\nWho is there?\n\n2\n00:00:01,500 --> 00:00:02,000\n3 < 4\nand so on\n"
LRC = "[ti:One]\n[length: 0:02]\n\n[00:00.70]Who is there?\n[00:01.50]<00:01.50> Nobody <00:01.80> here.\n[00:02.00]\n"


def found(text: str, suffix: str, sound_s: float | None = None) -> dict[str, Finding]:
    """Give what is wrong with subtitles, by the name of the rule."""
    findings = judge_subtitles(read_subtitles(text.encode(), suffix), f"a{suffix}", suffix, sound_s)
    return {str(finding.details["rule"]): finding for finding in findings}


def test_webvtt_is_read() -> None:
    """Notes, numbers, settings, voices, times of words, hours or none."""
    assert read_subtitles(VTT.encode(), ".vtt") == Subtitles(
        (
            Cue(6, 0.7, 1.5, ("“Who is there?”",), has_voice=True),
            Cue(9, 1.5, 3602.0, ("“Nobody here,”", "said &amp; done"), has_voice=True),
        ),
        (),
    )


def test_subrip_and_lrc_are_read() -> None:
    """Each as players read it; a "<" is none of a tag's."""
    srt, lrc = read_subtitles(SRT.encode(), ".srt"), read_subtitles(LRC.encode(), ".lrc")
    assert [(cue.start_s, cue.end_s, cue.text) for cue in srt.cues] == [
        (0.7, 1.5, ("Who is there?",)),
        (1.5, 2.0, ("3 < 4", "and so on")),
    ]
    assert [(cue.line, cue.start_s, cue.text[0]) for cue in lrc.cues] == [
        (4, 0.7, "Who is there?"),
        (5, 1.5, "Nobody  here."),
        (6, 2.0, ""),
    ]
    assert srt.faults == lrc.faults == ()


@pytest.mark.parametrize(("text", "suffix"), [(VTT, ".vtt"), (SRT, ".srt"), (LRC, ".lrc")])
def test_sound_subtitles_have_no_findings(text: str, suffix: str) -> None:
    """Also with Windows' line ends and a mark of the byte order."""
    assert found(text, suffix, 3602.0) == {}
    assert found("\ufeff" + text.replace("\n", "\r\n"), suffix, 3602.0) == {}


@pytest.mark.parametrize(
    ("text", "suffix", "rule", "line"),
    [
        (VTT.replace("WEBVTT", "WEBVT"), ".vtt", "syntax", 1),
        (VTT.replace("WEBVTT\n", "WEBVTT\nKind: captions", 1), ".vtt", "syntax", 2),
        (VTT.replace("00:00.700", "0:00.700"), ".vtt", "syntax", 6),
        (VTT.replace("00:00.700", "00:00,700"), ".vtt", "syntax", 6),
        (VTT.replace("00:00.700", "00:01.600"), ".vtt", "no-time", 6),
        (VTT.replace("00:00:01.500 -->", "00:00:01.499 -->"), ".vtt", "overlap", 9),
        (VTT.replace("00:00:01.500 -->", "00:00:00.600 -->"), ".vtt", "order", 9),
        (VTT.replace("<v Anna>“Who is there?”</v>", "<v Anna></v>"), ".vtt", "empty", 6),
        (VTT.replace("said", "said " * 20), ".vtt", "long-line", 9),
        (VTT.replace("<v", "<c"), ".vtt", "no-voices", 6),
        ("WEBVTT\n\nHello\n", ".vtt", "syntax", 3),
        ("WEBVTT\n", ".vtt", "no-cues", 1),
        (SRT.replace("2\n00:", "3\n00:"), ".srt", "syntax", 5),
        (SRT.replace(",700", ".700"), ".srt", "syntax", 2),
        (SRT.replace("\n3 < 4\nand so on", ""), ".srt", "empty", 6),
        (SRT.replace("3 < 4", "3 < 4, " * 9), ".srt", "long-line", 6),
        (LRC.replace("[00:01.50]", "[00:00.60]"), ".lrc", "order", 5),
        (LRC.replace("[00:01.50]", ""), ".lrc", "syntax", 5),
        (LRC.replace("[ti:One]\n", "[00:60.00]x\n"), ".lrc", "syntax", 1),
    ],
)
def test_what_is_wrong_is_found_with_its_line(text: str, suffix: str, rule: str, line: int) -> None:
    """One fault each, at the line where it stands."""
    assert found(text, suffix)[rule].place == f"a{suffix}:{line}"


def test_nothing_is_shown_after_the_sound() -> None:
    """But for what rounding does; where there is no sound nobody can say."""
    assert "past-the-end" in found(SRT, ".srt", 1.9)
    assert "past-the-end" not in found(SRT, ".srt", 1.99)
    assert "past-the-end" in found(LRC, ".lrc", 1.9)


def test_many_faults_of_a_kind_are_one_finding() -> None:
    """With the first place, and how many there are; what only might be better is advice."""
    cues = "".join(f"00:{i:02}.000 --> 00:{i:02}.000\n<v A>x\n\n" for i in range(40))
    finding = found("WEBVTT\n\n" + cues, ".vtt")["no-time"]
    assert finding.problem.endswith("(and 39 more)")
    assert (finding.details["n"], finding.severity) == (40, Severity.WRONG)
    assert found(VTT.replace("<v", "<c"), ".vtt")["no-voices"].severity is Severity.ADVICE


def test_bytes_that_are_no_utf_8_are_told_with_their_line() -> None:
    """As every player expects it."""
    (fault,) = read_subtitles(SRT.encode() + "3\n\u00e9".encode("latin-1"), ".srt").faults
    assert (fault.line, fault.problem) == (10, "it is not UTF-8")


@given(st.text(max_size=300), st.sampled_from([".vtt", ".srt", ".lrc"]))
def test_any_text_is_read(text: str, suffix: str) -> None:
    """Never an error; and what is no cue is a fault, or nothing at all."""
    read_subtitles(text.encode(errors="replace"), suffix)


@given(
    st.lists(st.tuples(st.integers(1, 5_000), st.integers(0, 5_000)), min_size=1, max_size=20).map(
        lambda steps: [(sum(a + b for a, b in steps[:i]), steps[i][0]) for i in range(len(steps))]
    )
)
def test_cues_one_after_the_other_are_sound(cues: list[tuple[int, int]]) -> None:
    """Whatever their lengths and pauses: no overlap is seen where there is none, to the millisecond."""
    blocks = [f"{n}\n{_clock(start)} --> {_clock(start + length)}\nword\n" for n, (start, length) in enumerate(cues, 1)]
    assert found("\n".join(blocks), ".srt", (cues[-1][0] + cues[-1][1]) / 1000) == {}


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
