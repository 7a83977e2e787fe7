"""How messages about curated files are worded: the value, the rule, a right example."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

_LONGEST = 60
_MANY = 5000


def shown(value: Any) -> str:
    """A value as a message quotes it, in one short line."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "an empty value"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(str(value)) if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]}...{text[0]}"


def bare(word: str) -> str:
    """A key or a name as it is written, where that is short and any terminal can show it; else as `shown`."""
    return word if len(word) <= _LONGEST and word.isprintable() else shown(word)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be; of very many, only those with its first two letters."""
    start = word[:_LONGEST].casefold()
    by_key = {option.casefold(): option for option in words}
    if len(by_key) > _MANY:
        by_key = {key: option for key, option in by_key.items() if key[:2] == start[:2]}
    close = get_close_matches(start, by_key, n=1, cutoff=0.7)
    return by_key[close[0]] if close else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    near = nearest(word, words)
    return f"; did you mean {near}?" if near else ""


def listed(words: Collection[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def kebab(text: str) -> str:
    """`text` as an id could be written."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "openai"


def path_words(path: Iterable[str | int]) -> str:
    """`claims[2].from` for ("claims", 2, "from")."""
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else f".{bare(step)}" if words else bare(step)
    return words
