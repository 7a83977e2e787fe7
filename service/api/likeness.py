"""How like a name is to a text that somebody typed.

It depends on the two alone, not on what else there is: so a search keeps its order while other names come and go.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from enum import IntEnum

# What the index folds too, besides letters with accents.
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
# Chinese characters and hiragana, of which the index takes each for a word.
_SINGLE = re.compile("([\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")


class Match(IntEnum):
    """How a text matches a field, best first."""

    SAME = 0
    BEGINNING = 1
    WORDS = 2
    WORD_BEGINNINGS = 3
    SIMILAR = 4


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without accents on Latin ones; Chinese characters apart from others."""
    folded = "".join(map(_plain, unicodedata.normalize("NFKC", text).lower())).translate(_FOLDED)
    parts = "".join(letter if _is_letter(letter) else " " for letter in folded).split()
    words = [word for part in parts for word in _SINGLE.split(part)]
    return [word for word in words if any(letter.isalnum() for letter in word)]


def has_single_characters(word: str) -> bool:
    return bool(_SINGLE.search(word))


def compare(field: str, text: list[str]) -> tuple[Match, int]:
    """How the words of a text match a field, and how far they are apart: letters more, or percent that differ."""
    words = words_of(field)
    whole, asked = "".join(words), "".join(text)
    match = _match(words, text, whole=whole, asked=asked)
    if match is Match.SIMILAR:
        return match, round(100 * (1 - SequenceMatcher(None, whole, asked).ratio()))
    return match, len(whole) - len(asked)


def _match(words: list[str], text: list[str], *, whole: str, asked: str) -> Match:
    if whole == asked:
        return Match.SAME
    if whole.startswith(asked):
        return Match.BEGINNING
    if all(word in words for word in text):
        return Match.WORDS
    if all(any(word.startswith(begun) for word in words) for begun in text):
        return Match.WORD_BEGINNINGS
    return Match.SIMILAR


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
