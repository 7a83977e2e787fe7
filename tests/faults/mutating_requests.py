"""Ways to spoil a GraphQL request: its document as tokens and as bytes, its variables, its body and its head."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes

from tests.faults.mutating import BYTES, LINES, mutant, place

TOKEN = re.compile(
    r'"""(?:[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"|\.\.\.|[_A-Za-z]\w*|-?\d[\d.eE+-]*|[ \t\n,]+|#[^\n]*|.', re.S
)
ODD_TOKENS = (
    "{", "}", "(", ")", "[", "]", ":", "!", "$", "$a", "@", "@skip(if: true)", "@include(if: $a)", "@a", "=", "|",
    "&", "...", "... on", "... on Company", "...A", "fragment A on Company { ...A }", "query", "mutation",
    "subscription", "null", "true", "-1", "0", "1e400", "9" * 38, "9" * 60, "0x1", "1.", "01", '""', '"', '"""',
    '"\\uD800"', '"\\u{1F600}"', '"\\u{110000}"', '"\x00"', '"' + "a" * 5_000 + '"', "__typename",
    "__schema { types { name } }", "__type(name: 1)", "first: 101", "first: -1", "first: 2147483648", 'after: "a"',
    'asOf: {known: "9999-12-31"}', "a: b: c", "\ufeff", "é", "STATED", "{id}", "(first: [1])",
    'asOf: {known: "2026-02-02", valid: null}', "#", "\u2028",
)  # fmt: skip
ODD_VALUES: Sequence[Any] = (
    None, True, 0, -1, 1.5, 1e308, 2**31, 2**53, 2**64 - 1, -(2**63), "", "a", "openai", "\x00", "\ud83d\ude00",
    "é" * 200, "a" * 10_000, [], {}, [[]], [None], {"a": {"a": {}}}, "2026-02-30", "9999-12-31", "STATED",
    ["STATED"] * 600, "%", "'", "Company:", "Company:openai|x", "' OR 1=1 //", "}) MATCH (n) DETACH DELETE n //",
    "2026-02-02", {"known": "2026-02-02"},
)  # fmt: skip
ODD_BODIES = (
    b"", b"null", b"[]", b"5", b'"a"', b"{", b"[" * 5_000, b'{"a":' * 3_000, b"{}" * 100, b'{"query": 5}',
    b'{"query": [1]}', b'{"query": ""}', b'{"query": " "}', b'{"query": null}',
    b'{"query": "{ __typename }", "variables": 5}', b"\xff\xfe{}", b'{"query": "{ __typename }", "variables": "{}"}',
    b'{"query": "{ __typename }", "operationName": {}}', b"\xef\xbb\xbf{}",
    b'{"query": "{ __typename }", "extensions": []}', b'{"query": "\\ud800"}',
    b'{"query": "{ __typename }", "a": NaN}', b'[{"query": "{ __typename }"}]',
    b'{"query": "{ __typename }", "query": "{ a }"}', b"query={__typename}", b"a" * 70_000,
    b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 6_000 + b"}}", b'{"query": "\xed\xa0\x80"}',
    b"\x00" * 50, b'{"query": "{ __typename }", "variables": {"a": 1e999}}', b'{"query": "{ __typename }"}x',
    b"\x1f\x8b\x08\x00" * 9,
)  # fmt: skip
ODD_HEADERS: Sequence[tuple[str, bytes]] = (
    ("accept", b""), ("accept", b"text/plain"), ("accept", b"application/graphql-response+json;q=nan"),
    ("accept", b"*/*;q=0"), ("accept", b"," * 3_000), ("accept", b"application/json;q=1e999"),
    ("accept", b"\xff\xfe"), ("accept", b"text/html"),
    ("accept", b"application/graphql-response+json, application/json"), ("accept-encoding", b"gzip, br;q=0, \xff"),
    ("content-type", b""), ("content-type", b"text/plain"), ("content-type", b"application/json; charset=utf-7"),
    ("content-type", b"application/json; charset=\xff"), ("content-type", b"multipart/form-data; boundary=x"),
    ("content-type", b"application/json;;;=;"), ("content-type", b"APPLICATION/JSON ; CHARSET=UTF-8"),
    ("content-encoding", b"gzip"), ("x-request-id", b"\xff" * 64), ("x-request-id", b"a" * 5_000),
    ("x-api-key", b"\xff\x80"), ("authorization", b"Bearer "), ("authorization", b"Basic \xff"),
    ("if-none-match", b'W/"' + b"x" * 3_000), ("origin", b"x"), ("if-none-match", b"*"), ("expect", b"100-continue"),
    ("x-forwarded-for", b"1.2.3.4, \xff"), ("cookie", b"a=\xff"), ("range", b"bytes=0-1"), ("upgrade", b"websocket"),
    ("host", b"a b"), ("forwarded", b"for=\xff"), ("te", b"trailers"),
)  # fmt: skip
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "QUERY")


@dataclass(frozen=True, slots=True)
class Question:
    """`kinds`: what was done to it. `parameters`: of the address, where it is asked by GET."""

    query: str
    variables: Any = None
    operation: Any = None
    method: str = "POST"
    body: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()
    kinds: tuple[str, ...] = ()

    def sent(self) -> bytes:
        """The request as HTTP/1.1."""
        body = self.body if self.body is not None else self._json()
        target = "/graphql"
        if self.method in ("GET", "HEAD"):
            target, body = f"/graphql?{self._parameters()}", b""
        named = dict([("host", b"test"), ("content-type", b"application/json"), *self.headers])
        named["content-length"] = str(len(body)).encode()
        head = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in named.items())
        return f"{self.method} {target} HTTP/1.1\r\n".encode() + head + b"\r\n" + body

    def _json(self) -> bytes:
        asked = {"query": self.query, "variables": self.variables, "operationName": self.operation}
        return json.dumps(asked).encode("utf-8", "surrogatepass")

    def _parameters(self) -> str:
        asked = {"query": self.query, "variables": json.dumps(self.variables), "operationName": self.operation or ""}
        return "&".join(
            f"{name}={quote_from_bytes(str(value).encode('utf-8', 'surrogatepass'))}" for name, value in asked.items()
        )[:20_000]


Spoil = Callable[[Question, Random, Sequence[Question]], Question]


def by_bytes(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    spoiled = mutant(question.query.encode("utf-8", "surrogatepass"), {**BYTES, **LINES}, chance=chance)
    return replace(question, query=spoiled.content.decode("utf-8", chance.choice(("replace", "surrogateescape"))))


def token_lost(tokens: list[str], chance: Random) -> list[str]:
    at = place(tokens, chance)
    return tokens[:at] + tokens[at + chance.choice((1, 1, 2, 8)) :]


def token_added(tokens: list[str], chance: Random) -> list[str]:
    at = place(tokens, chance)
    return [*tokens[:at], f" {chance.choice(ODD_TOKENS)} ", *tokens[at:]]


def token_replaced(tokens: list[str], chance: Random) -> list[str]:
    places = [at for at, token in enumerate(tokens) if token.strip()]
    return _with(tokens, chance.choice(places), chance.choice(ODD_TOKENS)) if places else tokens


def tokens_swapped(tokens: list[str], chance: Random) -> list[str]:
    if len(tokens) < 2:
        return tokens
    one, other = chance.sample(range(len(tokens)), 2)
    return _with(_with(tokens, one, tokens[other]), other, tokens[one])


def tokens_repeated(tokens: list[str], chance: Random) -> list[str]:
    at, count = place(tokens, chance), chance.choice((1, 5, 20))
    return tokens[:at] + tokens[at : at + count] * chance.choice((2, 10, 60)) + tokens[at + count :]


def selection_nested(tokens: list[str], chance: Random) -> list[str]:
    """A field inside itself, many times."""
    names = [at for at, token in enumerate(tokens) if token.isidentifier()]
    if not names:
        return tokens
    at, levels = chance.choice(names), chance.choice((2, 9, 200))
    return [*tokens[:at], f"{tokens[at]} {{ " * levels, *tokens[at:], " }" * levels]


def of_tokens(change: Callable[[list[str], Random], list[str]]) -> Spoil:
    def spoil(question: Question, chance: Random, _: Sequence[Question]) -> Question:
        return replace(question, query="".join(change(TOKEN.findall(question.query), chance)))

    return spoil


def crossed(question: Question, chance: Random, others: Sequence[Question]) -> Question:
    """The beginning of one document and the end of another."""
    one, other = TOKEN.findall(question.query), TOKEN.findall(chance.choice(others).query)
    return replace(question, query="".join([*one[: place(one, chance)], *other[place(other, chance) :]]))


def two_documents(question: Question, chance: Random, others: Sequence[Question]) -> Question:
    return replace(question, query=f"{question.query}\n{chance.choice(others).query}")


def variables_changed(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    before = question.variables if isinstance(question.variables, dict) else {}
    names = [*before, *re.findall(r"\$(\w+)", question.query), "extra"]
    changed = {chance.choice(names): chance.choice(ODD_VALUES) for _ in range(chance.choice((1, 2, 5)))}
    return replace(question, variables={**before, **changed})


def variables_lost(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    return replace(question, variables=chance.choice((None, {}, *ODD_VALUES)))


def operation_named(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    return replace(question, operation=chance.choice(ODD_VALUES))


def body_spoiled(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    if chance.random() < 0.4:
        return replace(question, body=chance.choice(ODD_BODIES))
    return replace(question, body=mutant(question._json(), BYTES, chance=chance).content)


def head_spoiled(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    return replace(question, headers=(*question.headers, chance.choice(ODD_HEADERS)))


def method_changed(question: Question, chance: Random, _: Sequence[Question]) -> Question:
    return replace(question, method=chance.choice(METHODS))


def by_get(question: Question, _: Random, __: Sequence[Question]) -> Question:
    return replace(question, method="GET")


SPOILS: Mapping[str, Spoil] = {
    "bytes of the document": by_bytes,
    "a token lost": of_tokens(token_lost),
    "a token added": of_tokens(token_added),
    "a token replaced": of_tokens(token_replaced),
    "tokens swapped": of_tokens(tokens_swapped),
    "tokens repeated": of_tokens(tokens_repeated),
    "a selection nested": of_tokens(selection_nested),
    "two documents crossed": crossed,
    "two documents": two_documents,
    "variables changed": variables_changed,
    "variables lost": variables_lost,
    "operationName": operation_named,
    "the body": body_spoiled,
    "the head": head_spoiled,
    "the method": method_changed,
    "by GET": by_get,
}


def spoiled(questions: Sequence[Question], *, chance: Random) -> Question:
    """One of `questions` after one to three changes."""
    question = chance.choice(questions)
    kinds = tuple(chance.choice(tuple(SPOILS)) for _ in range(chance.choice((1, 1, 1, 2, 3))))
    for kind in kinds:
        question = SPOILS[kind](question, chance, questions)
    return replace(question, kinds=kinds)


def _with(tokens: Sequence[str], at: int, token: str) -> list[str]:
    return [*tokens[:at], token, *tokens[at + 1 :]]
