"""YAML as people write settings in: maps, lists and words, each with its line; all the surprises of YAML are errors.

Anchors, aliases and tags are refused (no bombs, no objects), a key may stand once, nesting is bounded, and a word is a
word: `no` is not False and `12:30` not a number. Whoever asks for a number gets one or a sentence with file and line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from audiobook.errors import SettingsError, did_you_mean

MAX_DEPTH: Final = 20
MAX_CHARS: Final = 1_000_000

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
"""What a quoted word can say (`"\\e[2J"`), and no name or title has."""
_YES: Final = frozenset({"true", "yes", "on"})
_NO: Final = frozenset({"false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar, exactly as written, and its line (from 1)."""

    text: str
    line: int
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list and the line it begins on."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A map, in the order written, the line it begins on, and the line after its last one."""

    pairs: "tuple[tuple[Word, Node], ...]"
    line: int
    end_line: int


Node = Word | Items | Fields


def parse(text: str, place: str) -> "Section":
    """Read one document whose top is a map (an empty document is an empty map).

    place names the file in errors. Raises SettingsError with `file:line`.
    """
    if len(text) > MAX_CHARS:
        raise SettingsError(f"{place} is too long for a settings file ({len(text):,} characters)")
    node = _Composer(text, place).document()
    if isinstance(node, Fields):
        return Section(node, place)
    raise SettingsError(f"{place}:{node.line}: expected `key: value` lines")


class Section:
    """A map of settings that is asked for its values by name and kind."""

    def __init__(self, fields: Fields, place: str, title: str = "") -> None:
        """Wrap the map; title is how errors call it ("narrator")."""
        self._values = {key.text: value for key, value in fields.pairs}
        self._keys = {key.text: key for key, _ in fields.pairs}
        self.fields = fields
        self.place = place
        self.title = title

    def __contains__(self, key: str) -> bool:
        """Say whether the key stands there."""
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        """Give the keys in the order written."""
        return iter(self._values)

    def allow(self, *known: str) -> None:
        """Refuse every key that is not known, with a suggestion."""
        for key, word in self._keys.items():
            if key not in known:
                within = f" in {self.title}" if self.title else ""
                hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
                raise SettingsError(f'{self.place}:{word.line}: unknown key "{key}"{within}', hint=hint)

    def line(self, key: str = "") -> int:
        """Give the line of a key, or of the whole section."""
        return self._keys[key].line if key in self._keys else self.fields.line

    def at(self, key: str = "") -> str:
        """Give `file:line` of a key, for errors."""
        return f"{self.place}:{self.line(key)}"

    def text(self, key: str, default: str = "") -> str:
        """Give a word or sentence."""
        return self._word(key, "a word") if key in self._values else default

    def number(self, key: str, default: float, low: float, high: float, hint: str = "") -> float:
        """Give a number within low..high; hint: why no other."""
        if key not in self._values:
            return default
        try:
            value = float(self._word(key, "a number"))
        except ValueError:
            self._wrong(key, "a number")
        if not low <= value <= high:
            raise SettingsError(f"{self.at(key)}: {key} {value:g} is outside {low:g}..{high:g}", hint=hint)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Give yes or no."""
        if key not in self._values:
            return default
        word = self._word(key, "yes or no").lower()
        if word in _YES or word in _NO:
            return word in _YES
        self._wrong(key, "yes or no")

    def is_word(self, key: str) -> bool:
        """Say whether a word stands there, and no list or map."""
        node = self._values.get(key)
        return isinstance(node, Word) and not node.is_null

    def is_list(self, key: str) -> bool:
        """Say whether a list stands there."""
        return isinstance(self._values.get(key), Items)

    def is_flag(self, key: str) -> bool:
        """Say whether yes or no stands there."""
        return self.is_word(key) and self.text(key).lower() in _YES | _NO

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give a list of words; a single word is a list of one."""
        node = self._values.get(key)
        if node is None:
            return default
        nodes = node.items if isinstance(node, Items) else (node,)
        found = tuple(n.text.strip() for n in nodes if isinstance(n, Word) and not n.is_null and n.text.strip())
        if len(found) != len(nodes):
            self._wrong(key, "a list of words")
        return found

    def section(self, key: str) -> "Section":
        """Give the map below a key; an empty one where it is missing or has nothing below it."""
        node = self._values.get(key)
        if node is None or (isinstance(node, Word) and node.is_null):
            return Section(Fields((), self.line(key), self.line(key)), self.place, key)
        if isinstance(node, Fields):
            return Section(node, self.place, key)
        self._wrong(key, "`key: value` lines below it")

    def sections(self, key: str, word_is: str = "") -> Iterator["Section"]:
        """Give the maps of a list below a key; with `word_is`, a bare word stands for `{word_is: word}`."""
        node = self._values.get(key, Items((), 0))
        if isinstance(node, Word) and node.is_null:
            return
        if not isinstance(node, Items):
            self._wrong(key, "a list (lines that begin with `-`)")
        for item in node.items:
            fields = item
            if word_is and isinstance(item, Word):
                fields = Fields(((Word(word_is, item.line), item),), item.line, item.line)
            if not isinstance(fields, Fields):
                raise SettingsError(f"{self.place}:{item.line}: expected `key: value` lines in this item of {key}")
            yield Section(fields, self.place, key)

    def _word(self, key: str, wanted: str) -> str:
        node = self._values[key]
        if isinstance(node, Word) and not node.is_null and node.text.strip():
            return node.text.strip()
        self._wrong(key, wanted)

    def _wrong(self, key: str, wanted: str) -> NoReturn:
        raise SettingsError(f'{self.at(key)}: "{key}" must be {wanted}')


class _Composer:
    """Builds nodes from PyYAML's events, with a stack of our own so that no input can exhaust Python's."""

    def __init__(self, text: str, place: str) -> None:
        self._place = place
        self._events = self._read(text)

    def _read(self, text: str) -> Iterable[Any]:
        import yaml  # noqa: PLC0415 - 40 ms that `--help` does not need

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            yield from yaml.parse(text, Loader=loader)
        except (yaml.YAMLError, ValueError) as error:  # ValueError: a lone surrogate, which has no UTF-8
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None) or "this is not YAML"
            hint = "look at the colons and the indent (spaces, never tabs)"
            raise SettingsError(f"{self._place}:{line}: {problem}", hint=hint) from None

    def document(self) -> Node:
        """Give the one document's top node; an empty map for an empty file."""
        stack: list[_Open] = []
        top: Node | None = None
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent" and top is not None:
                self._refuse(event, "a second document in one file")
            node = self._step(kind, event, stack)
            if node is None:
                continue
            if stack:
                stack[-1].add(node, self._place)
            else:
                top = node
        if top is None or (isinstance(top, Word) and top.is_null):
            return Fields((), 1, 1)
        return top

    def _step(self, kind: str, event: Any, stack: "list[_Open]") -> Node | None:  # noqa: ANN401 - PyYAML's types are untyped
        if kind == "AliasEvent":
            self._refuse(event, f"an alias (*{event.anchor})")
        if getattr(event, "anchor", None):
            self._refuse(event, f"an anchor (&{event.anchor})")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, f"a tag ({event.tag})")
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(stack) >= MAX_DEPTH:
                self._refuse(event, f"nesting deeper than {MAX_DEPTH}")
            stack.append(_Open(kind == "MappingStartEvent", event.start_mark.line + 1))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            return stack.pop().close(event.end_mark.line + 1)
        elif kind == "ScalarEvent":
            return self._word(event)
        return None

    def _word(self, event: Any) -> Word:  # noqa: ANN401 - as above
        if found := _CONTROL.search(event.value):
            self._refuse(event, f"the control character {found[0]!a}")
        plain = event.style is None or event.style == ""
        is_null = plain and event.value in ("", "~", "null")
        return Word(event.value, event.start_mark.line + 1, is_null)

    def _refuse(self, event: Any, what: str) -> NoReturn:  # noqa: ANN401 - as above
        raise SettingsError(
            f"{self._place}:{event.start_mark.line + 1}: {what} is not taken here", hint="write the value out plainly"
        )


class _Open:
    """A map or list whose end has not come yet."""

    def __init__(self, is_map: bool, line: int) -> None:  # noqa: FBT001
        self._is_map = is_map
        self._line = line
        self._nodes: list[Node] = []
        self._seen: set[str] = set()

    def add(self, node: Node, place: str) -> None:
        """Take the next node; in a map every other one is a key."""
        if self._is_map and len(self._nodes) % 2 == 0:
            if not isinstance(node, Word):
                raise SettingsError(f"{place}:{node.line}: a key must be a plain word")
            if node.text in self._seen:
                raise SettingsError(f'{place}:{node.line}: "{node.text}" stands twice', hint="keep one of the two")
            self._seen.add(node.text)
        self._nodes.append(node)

    def close(self, end_line: int) -> Node:
        """Give the finished node."""
        if not self._is_map:
            return Items(tuple(self._nodes), self._line)
        keys = tuple(node for node in self._nodes[::2] if isinstance(node, Word))
        return Fields(tuple(zip(keys, self._nodes[1::2], strict=True)), self._line, end_line)
