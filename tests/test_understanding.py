from pathlib import Path

from audiobook.settings.voices_yaml import load_settings
from audiobook.understanding import understand
from tests.text.epubs import epub, package

PLS = (
    '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">'
    "<lexeme><grapheme>Oslo</grapheme><phoneme>ˈɔslo</phoneme></lexeme>"
    "<lexeme><grapheme>Proust</grapheme><phoneme>pʁust</phoneme></lexeme>"
    "<lexeme><grapheme>Mjøsa</grapheme><alias>Myersa</alias></lexeme></lexicon>"
)


def test_a_word_is_said_as_the_nearest_lexicon_has_it(tmp_path: Path) -> None:
    """Beside the story, then voices.yaml, then the book's own, then our table."""
    pages = {"a.xhtml": "<p>Oslo, Bergen, Proust, Goethe, Mjøsa and Kant met here, and none of them went home.</p>"}
    opf = package(pages, items='<item id="l" href="en.pls" media-type="application/pls+xml"/>')
    story = tmp_path / "north.epub"
    story.write_bytes(epub(pages, opf, {"OPS/en.pls": PLS}))
    (tmp_path / "lexicon.yaml").write_text("Oslo: {ipa: ˈuʃlu}", "utf-8")
    (tmp_path / "names.yaml").write_text("Oslo: {ipa: x}\nBergen: {ipa: ˈbærɡən}", "utf-8")
    (tmp_path / "voices.yaml").write_text("engine: tone\nnarrator: {voice: mid}\nlexicon: names.yaml", "utf-8")
    settings = load_settings(tmp_path / "voices.yaml")
    (line,) = understand(story, settings).script.utterances()
    said = {line.spoken[sound.span.start : sound.span.end]: sound.ipa for sound in line.phonemes}
    assert said == {"Oslo": "ˈuʃlu", "Bergen": "ˈbærɡən", "Proust": "pʁust", "Goethe": "ˈɡɜːɹtə", "Kant": "ˈkɑːnt"}
    assert "Myersa" in line.spoken
