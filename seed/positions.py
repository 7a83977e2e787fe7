"""YAML as plain values that know their lines.

Curated files use the plainest part of YAML, and every scalar stays as written: a date is text, and `NO` is never false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from seed.wording import bare, shown

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?")
_YES_NO = re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "": None, "~": None, "null": None, "Null": None}
_DEEPEST = 12


class BareYesNo(str):
    """`no`, `on` and the like without quotes, which other readers of YAML take for true or false."""

    __slots__ = ()


class Block(dict[str, Any]):
    """A mapping; `line` is its first line and `lines` that of every key, also of keys whose value is UNREAD."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list[Any]):
    """A list; `lines` holds the line of every item."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class _Unread(str):
    """Stands for a value whose fault is already reported."""

    __slots__ = ()


UNREAD = _Unread("?")


@dataclass(frozen=True, slots=True)
class LineFault:
    line: int
    message: str


class UnreadableError(Exception):
    """Nothing of the file can be read."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = LineFault(line, message)


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds, and what is wrong with its YAML although the rest can be read."""

    root: Any
    faults: list[LineFault] = field(default_factory=list)


def parse(text: str) -> Tree:
    """The values of `text`; UnreadableError if it is not one YAML document."""
    try:
        return _parse(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = ", ".join(part for part in (error.context, error.problem) if part)
        last = max(len(text.splitlines()), 1)
        raise UnreadableError(min(mark.line + 1, last) if mark else 1, _not_yaml(words)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableError(line, _not_yaml(str(error.reason))) from None


def _not_yaml(words: str) -> str:
    hint = "indent with spaces, and quote text that holds ': ' or ' #' or starts with a sign, such as title: \"A: B\""
    return f"this is not YAML ({words}); {hint}"


def _parse(text: str) -> Tree:
    events = yaml.parse(text, Loader=_Loader)
    tree = Tree(UNREAD)
    root: Any = UNREAD
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not UNREAD:
                raise UnreadableError(_line(event), "a second YAML document starts here; write one document a file")
            root = _value(events, next(events), faults=tree.faults, depth=0)
    if root is None or (root is UNREAD and not tree.faults):
        raise UnreadableError(1, "the file is empty; write its content or delete it")
    return Tree(root, tree.faults)


def _value(events: Iterator[Any], event: Any, *, faults: list[LineFault], depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent):
        faults.append(LineFault(_line(event), f"*{bare(str(event.anchor))} repeats another value; write the value out"))
        return UNREAD
    if event.anchor is not None:
        faults.append(
            LineFault(_line(event), f"&{bare(event.anchor)} names a value; write plain values without anchors")
        )
    if event.tag is not None:
        faults.append(LineFault(_line(event), f"{bare(event.tag)} is a tag; write plain values, and text in quotes"))
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if depth == _DEEPEST:
        raise UnreadableError(_line(event), "values are nested too deeply; no curated file needs more than five levels")
    if isinstance(event, yaml.MappingStartEvent):
        return _block(events, event, faults=faults, depth=depth + 1)
    return _items(events, event, faults=faults, depth=depth + 1)


def _block(events: Iterator[Any], start: Any, *, faults: list[LineFault], depth: int) -> Block:
    block = Block(_line(start))
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        key = _value(events, event, faults=faults, depth=depth)
        value = _value(events, next(events), faults=faults, depth=depth)
        if not isinstance(event, yaml.ScalarEvent):
            if key is not UNREAD:
                faults.append(LineFault(line, "a key is a single word, such as subject"))
        elif event.value in block.lines:
            first = block.lines[event.value]
            faults.append(
                LineFault(line, f"{shown(event.value)} is already given in line {first}; write each key once")
            )
        else:
            block.lines[event.value] = line
            if value is not UNREAD:
                block[event.value] = value
    return block


def _items(events: Iterator[Any], start: Any, *, faults: list[LineFault], depth: int) -> Items:
    items = Items(_line(start))
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.lines.append(_line(event))
        items.append(_value(events, event, faults=faults, depth=depth))
    return items


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if number := _NUMBER.fullmatch(text):
        return float(text) if number[1] else int(text)
    return BareYesNo(text) if _YES_NO.fullmatch(text) else text


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1
