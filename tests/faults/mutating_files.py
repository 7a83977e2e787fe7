"""Ways to spoil a curated file: those of any text, and what YAML has for those who want to be clever."""

import re
from collections.abc import Mapping
from random import Random

from tests.faults.mutating import BYTES, LINES, Mutation, inserted, place

VALUE = re.compile(rb"(?<=: )[^\n{}\[\]]+")
KEY = re.compile(rb"[a-z_]+(?=:)")
ODD_VALUES = (
    # numbers
    b"1e999", b"-1", b"-0", b".inf", b".nan", b"0x1F", b"0o17", b"017", b"1_000", b"12:30:45", b"1.", b".5", b"+5",
    b"9" * 26, b"9" * 400, b"9" * 100_000, b"0." + b"0" * 400 + b"1", b"1e-400", b"1" * 25 + b"." + b"1" * 25,
    # dates
    b"2026-02-30", b"0000-00-00", b"9999-12-31", b"10000-01-01", b"2026-Q5", b"2026-W10", b"-2026", b"2026-2-2",
    b"2026-02-02T10:00:00Z", b"2026-02-02 25:61:61", b"mid 0000", b"early 9999", b"2026-H3", b"0001-01-01", b"9999",
    "２０２６-０２-０２".encode(), b"2025..2026", b"2026-02-29", b"9999-Q4",
    # words that YAML takes for something else
    b"NO", b"yes", b"~", b"null", b"", b"true", b"=", b"<<", b"*", b"&", b"!", b"|", b">", b"%", b"@", b"`", b"- -",
    # texts
    b'""', b'"\\0"', b'"\\x1b[31mred"', b'"\\uD800"', b'"\\u2028"', b'"\\N\\L\\P"', b'"a\\nb"', b"' '", b"'''", b'"',
    b"[]", b"{}", b"[[]]", b"[[a]]", b"{a: {b: {c: d}}}", b"[~]", b"[1, 2]", b"[openai, openai]", b"{unit: USD}",
    b"? a", b"http://[", b"https://", b"https://[::1", b"https://a b", b"javascript:x", b"https://\xd9\xa0.example",
    b"x" * 100_000, b"a-" * 50_000 + b"a", b"word " * 20_000, b"a|b", b"../../../etc/passwd", b"${HOME}",
    b"{{ 7*7 }}",
)  # fmt: skip
TAGS = (b"!!str ", b"!!int ", b"!!binary ", b"!!set ", b"!!timestamp ", b"!local ", b"!<tag:x,2000:y> ", b"!")
DANGEROUS_TAGS = (b'!!python/object/apply:os.system ["true"] ', b"!!python/name:os.system ", b"!!python/module:os ")
DIRECTIVES = (b"%YAML 1.1\n---\n", b"%YAML 9.9\n---\n", b"%TAG ! tag:x,2000:\n---\n", b"%FOO bar\n---\n", b"---\n...\n")
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp500")


def value_replaced(content: bytes, chance: Random) -> bytes:
    return _one_replaced(VALUE, content, chance.choice(ODD_VALUES), chance)


def key_replaced(content: bytes, chance: Random) -> bytes:
    keys = [
        *KEY.findall(content),
        b"<<",
        b"",
        b'"\\0"',
        b"NO",
        b"1",
        b"[a]",
        b"? ",
        b'"\\e[31m"',
        b"k" * 2_000,
        b"null",
    ]
    return _one_replaced(KEY, content, chance.choice(keys), chance)


def value_named_and_repeated(content: bytes, chance: Random) -> bytes:
    """An anchor at one value and, most often, its alias at another."""
    found = [match.start() for match in VALUE.finditer(content)]
    if len(found) < 2:
        return b"&a " + content
    first, second = sorted(chance.sample(found, 2))
    return (
        content[:first] + b"&a " + content[first:second] + chance.choice((b"*a ", b"*a #", b"*b ")) + content[second:]
    )


def merged(content: bytes, chance: Random) -> bytes:
    return _as_line(content, chance.choice((b"<<: *a", b"<<: {kind: news}", b"<<: [*a, *b]", b'"<<": x')), chance)


def tagged(content: bytes, chance: Random) -> bytes:
    found = [match.start() for match in VALUE.finditer(content)] or [0]
    at = chance.choice(found)
    return content[:at] + chance.choice((*TAGS, *DANGEROUS_TAGS)) + content[at:]


def laughing(content: bytes, chance: Random) -> bytes:
    """A billion laughs: each line repeats the one before nine times."""
    lines = [b'a0: &a0 ["lol"]']
    lines += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 10)]
    return chance.choice((content + b"\n", b"")) + b"\n".join(lines) + b"\n"


def nested_deeply(content: bytes, chance: Random) -> bytes:
    levels = chance.choice((10, 13, 100, 1_000, 20_000))
    opened, closed = chance.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"[{a: ", b"}]"), (b"[", b""), (b"{a: ", b"")))
    return _one_replaced(VALUE, content, opened * levels + closed * levels, chance)


def nested_by_lines(content: bytes, chance: Random) -> bytes:
    levels = chance.choice((13, 100, 800))
    step = chance.choice((b"- ", b"? ", b"a:\n"))
    if step == b"a:\n":
        return content + b"\n" + b"".join(b" " * level + step for level in range(levels))
    return content + b"\n" + step * levels + b"x\n"


def lengthened(content: bytes, chance: Random) -> bytes:
    """A list, a mapping or comments of very many lines; or one list entry again and again."""
    count = chance.choice((100, 2_000))
    line = chance.choice((b"- a\n", b"- {id: a}\n", b"# x\n", b"\n", b"- - - a\n", b"a: b\n", b"  - subject: nvidia\n"))
    many = line * count if chance.random() < 0.5 else b"".join(b"k%d: v\n" % n for n in range(count))
    return content + many


def key_doubled(content: bytes, chance: Random) -> bytes:
    keys = [line for line in content.splitlines() if b": " in line]
    return _as_line(content, chance.choice(keys), chance) if keys else content


def encoded_otherwise(content: bytes, chance: Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def marked(content: bytes, chance: Random) -> bytes:
    mark = chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xef\xbb\xbf\xef\xbb\xbf"))
    return mark + content if chance.random() < 0.7 else inserted(content, mark, chance)


def ended_otherwise(content: bytes, chance: Random) -> bytes:
    return content.replace(
        b"\n", chance.choice((b"\r\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\n\r", b"\n\n\n", b" "))
    )


def directed(content: bytes, chance: Random) -> bytes:
    directive = chance.choice(DIRECTIVES)
    return directive + content if chance.random() < 0.7 else content + b"---\n" + content


def indented_otherwise(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"    ", b"\t", b" " * 2_000, b"- ", b"- - ")) + lines[at].lstrip()
    return b"\n".join(lines)


def emptied(content: bytes, chance: Random) -> bytes:
    return chance.choice(
        (b"", b"\n", b"# nothing\n", b"---\n", b"[]\n", b"{}\n", b"null\n", b"a\n", b"5\n", content[:1])
    )


def _one_replaced(what: re.Pattern[bytes], content: bytes, new: bytes, chance: Random) -> bytes:
    found = list(what.finditer(content))
    if not found:
        return content + new
    match = chance.choice(found)
    return content[: match.start()] + new + content[match.end() :]


def _as_line(content: bytes, line: bytes, chance: Random) -> bytes:
    """`content` with `line` at the depth of the line before it."""
    lines = content.split(b"\n")
    at = place(lines, chance)
    before = lines[at - 1] if at else b""
    depth = len(before) - len(before.lstrip(b" -"))
    return b"\n".join([*lines[:at], b" " * depth + line.lstrip(b" -"), *lines[at:]])


YAML: Mapping[str, Mutation] = {
    **BYTES,
    **LINES,
    "a value replaced": value_replaced,
    "another value replaced": value_replaced,  # twice as often: there are many
    "a key replaced": key_replaced,
    "a key doubled": key_doubled,
    "anchor and alias": value_named_and_repeated,
    "a merge key": merged,
    "a tag": tagged,
    "a billion laughs": laughing,
    "nested deeply": nested_deeply,
    "nested by lines": nested_by_lines,
    "very many lines": lengthened,
    "another encoding": encoded_otherwise,
    "a byte order mark": marked,
    "other line ends": ended_otherwise,
    "directives and documents": directed,
    "indented otherwise": indented_otherwise,
    "emptied": emptied,
}
