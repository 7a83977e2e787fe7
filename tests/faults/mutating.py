"""Ways to spoil a file or a request, by name. What comes out is decided by the content and the `Random` alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Mutation = Callable[[bytes, Random], bytes]
MOST_AT_ONCE = 3  # mutations of one text

ODD_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b[31m", b"\x7f")
ODD_TEXT = ("\u2028", "\x85", "\ufeff", "\u202e", "\U0001f600", "e\u0301" * 50, "\t", "\r", "\x0c", "\ufffe")
ODD_PIECES = (*ODD_BYTES, *(text.encode("utf-8", "surrogatepass") for text in ODD_TEXT))


@dataclass(frozen=True, slots=True)
class Mutant:
    """`kinds` are the names of the mutations, in the order in which they were done."""

    content: bytes
    kinds: tuple[str, ...]


def mutant(content: bytes, mutations: Mapping[str, Mutation], *, chance: Random) -> Mutant:
    """`content` after one to three of `mutations`; most often one."""
    count = min(1 + int(chance.expovariate(1.5)), MOST_AT_ONCE)
    kinds = tuple(chance.choice(tuple(mutations)) for _ in range(count))
    for kind in kinds:
        content = mutations[kind](content, chance)
    return Mutant(content, kinds)


def place(content: Sequence[object], chance: Random) -> int:
    return chance.randrange(len(content) + 1)


def inserted(content: bytes, piece: bytes, chance: Random) -> bytes:
    at = place(content, chance)
    return content[:at] + piece + content[at:]


def bit_flipped(content: bytes, chance: Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def many_bits_flipped(content: bytes, chance: Random) -> bytes:
    for _ in range(1 + len(content) // 50):
        content = bit_flipped(content, chance)
    return content


def any_byte_added(content: bytes, chance: Random) -> bytes:
    return inserted(content, bytes([chance.randrange(256)]), chance)


def odd_piece_added(content: bytes, chance: Random) -> bytes:
    return inserted(content, chance.choice(ODD_PIECES), chance)


def piece_lost(content: bytes, chance: Random) -> bytes:
    at = place(content, chance)
    return content[:at] + content[at + chance.choice((1, 1, 3, 30, 300)) :]


def piece_doubled(content: bytes, chance: Random) -> bytes:
    at = place(content, chance)
    return inserted(content, content[at : at + chance.choice((1, 4, 30, 300))], chance)


def cut_short(content: bytes, chance: Random) -> bytes:
    return content[: place(content, chance)]


def line_dropped(content: bytes, chance: Random) -> bytes:
    return b"".join(_without(content.splitlines(keepends=True), chance)[0])


def line_doubled(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines) or 1)
    return b"".join([*lines[:at], *lines[at : at + 1], *lines[at:]])


def line_moved(content: bytes, chance: Random) -> bytes:
    rest, line = _without(content.splitlines(keepends=True), chance)
    rest.insert(place(rest, chance), line)
    return b"".join(rest)


def lines_shuffled(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = place(lines, chance)
    some = lines[at : at + 8]
    chance.shuffle(some)
    return b"".join([*lines[:at], *some, *lines[at + 8 :]])


def _without(lines: list[bytes], chance: Random) -> tuple[list[bytes], bytes]:
    """`lines` without one of them, and that one."""
    rest = list(lines)
    return rest, rest.pop(chance.randrange(len(rest))) if rest else b""


BYTES: Mapping[str, Mutation] = {
    "a bit flipped": bit_flipped,
    "many bits flipped": many_bits_flipped,
    "any byte added": any_byte_added,
    "an odd piece added": odd_piece_added,
    "a piece lost": piece_lost,
    "a piece doubled": piece_doubled,
    "cut short": cut_short,
}
LINES: Mapping[str, Mutation] = {
    "a line dropped": line_dropped,
    "a line doubled": line_doubled,
    "a line moved": line_moved,
    "lines shuffled": lines_shuffled,
}
