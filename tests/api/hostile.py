"""Documents that ask too much, or that are made to keep a server busy. `bench/refusals.py` times their refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import get_introspection_query


@dataclass(frozen=True)
class Hostile:
    """`code` and `limit` are those of the refusal."""

    query: str
    code: str = "LIMIT_EXCEEDED"
    limit: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


def _nested(levels: int) -> str:
    """`partOf` inside itself."""
    return '{ company(id: "openai") ' + "{ partOf " * (levels - 2) + "{ name }" + "}" * (levels - 1)


def _doubling(fragments: int) -> str:
    """Each fragment spreads the next twice: a billion laughs."""
    halves = "".join(
        f"fragment f{n} on Company {{ a: partOf {{ ...f{n + 1} }} b: partOf {{ ...f{n + 1} }} }}\n"
        for n in range(fragments)
    )
    return f'{{ company(id: "openai") {{ ...f0 }} }}\n{halves}fragment f{fragments} on Company {{ name }}'


def _side_by_side(fragments: int) -> str:
    """Each fragment spreads the next twice, on the same level and without an alias."""
    halves = "".join(f"fragment f{n} on Company {{ ...f{n + 1} ...f{n + 1} }}\n" for n in range(fragments))
    return f'{{ company(id: "openai") {{ ...f0 }} }}\n{halves}fragment f{fragments} on Company {{ name }}'


def _overlapping(fragments: int) -> str:
    """Fragments that all must be compared with each other."""
    spread = " ".join(f"...f{n}" for n in range(fragments))
    named = "".join(f"fragment f{n} on Company {{ name {spread if n == 0 else ''} }}\n" for n in range(fragments))
    return f'{{ company(id: "openai") {{ {spread} }} }}\n{named}'


def _misspelt(fields: int) -> str:
    """Names that are nearly right, each of which is compared with all that there are."""
    return '{ company(id: "openai") {' + " ".join(f"investmentsupplierscust{n:03}" for n in range(fields)) + "} }"


def _deep_list(levels: int) -> Any:
    value: Any = "STATED"
    for _ in range(levels):
        value = [value]
    return value


_FRAGMENTS = "".join(f"fragment f{n} on Company {{ ...f{(n + 1) % 50} }}\n" for n in range(50))
_CYCLE = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
_TWICE = get_introspection_query().replace("__schema {", "a: __schema { types { ...FullType } } __schema {", 1)
_EVIDENCE = 'query ($all: [Evidence!]) { suppliers(of: "openai", evidence: $all) { totalCount } }'

HOSTILE = {
    "deep": Hostile(_nested(150), limit="depth"),
    "deeper than the parser goes": Hostile("{a" * 20_000, "BAD_USER_INPUT"),
    "deep lists": Hostile(f"{{ search(text: {'[' * 20_000}", "BAD_USER_INPUT"),
    "wide": Hostile("{ meta { " + "revision " * 7_000 + "} }", limit="tokens"),
    "wide within the tokens": Hostile("{ meta { " + "revision " * 490 + "} }", limit="repeats"),
    "objects again and again": Hostile('{ company(id: "a") {' + "partOf { name } " * 110 + "} }", limit="repeats"),
    "chains again and again": Hostile(
        '{ company(id: "a") {' + "partOf { partOf { partOf { name } } } " * 48 + "} }", limit="repeats"
    ),
    "fields in conflict": Hostile('{ company(id: "a") {' + "name name: slug " * 100 + "} }", limit="aliases"),
    "many root fields": Hostile("{ " + "meta { revision } " * 120 + "}", limit="root_fields"),
    "aliased": Hostile("{ meta { " + " ".join(f"a{n}: revision" for n in range(160)) + " } }", limit="aliases"),
    "aliased at the root": Hostile("{" + " ".join(f"a{n}: meta {{ rules }}" for n in range(80)) + "}", limit="aliases"),
    "aliased tokens": Hostile("{" + " ".join(f"a{n}: meta {{ rules }}" for n in range(2_500)) + "}", limit="tokens"),
    "fragment in itself": Hostile('{ company(id: "a") { ...f } } fragment f on Company { ...f }', "BAD_USER_INPUT"),
    "fragments in a ring": Hostile(f'{{ company(id: "a") {{ ...f0 }} }} {_FRAGMENTS}', "BAD_USER_INPUT"),
    "billion laughs": Hostile(_doubling(20), limit="depth"),
    "laughs within the depth": Hostile(_doubling(7), limit="aliases"),
    "laughs on one level": Hostile(_side_by_side(40), limit="repeats"),
    "overlapping fragments": Hostile(_overlapping(36), limit="repeats"),
    "unused fragments": Hostile("{ meta { rules } }" + "fragment f on Meta { rules }" * 60, "BAD_USER_INPUT"),
    "directives": Hostile("{ meta { rules " + "@skip(if: false)" * 60 + " } }", code="BAD_USER_INPUT"),
    "unknown directives": Hostile("{ meta { rules " + "@aa" * 240 + " } }", code="BAD_USER_INPUT"),
    "flood of directives": Hostile("{ meta { rules " + "@aa" * 20_000 + " } }", limit="tokens"),
    "comments": Hostile("#\n" * 20_000 + "{ meta { rules } }", limit="tokens"),
    "many operations": Hostile(" ".join(f"query q{n} {{ meta {{ rules }} }}" for n in range(60)), "BAD_USER_INPUT"),
    "misspelt names": Hostile(_misspelt(400), code="BAD_USER_INPUT"),
    "long name": Hostile("{ " + "a" * 60_000 + " }", code="BAD_USER_INPUT"),
    "long number": Hostile('{ search(text: "a", first: ' + "9" * 60_000 + ") { totalCount } }", "BAD_USER_INPUT"),
    "list of values": Hostile(_EVIDENCE, limit="values", variables={"all": ["STATED"] * 6_000}),
    "list of wrong values": Hostile(_EVIDENCE, "BAD_USER_INPUT", variables={"all": ["NO"] * 400}),
    "nested values": Hostile(_EVIDENCE, "BAD_USER_INPUT", variables={"all": _deep_list(400)}),
    "variables nobody declares": Hostile(
        "{ meta { rules } }", limit="values", variables={f"v{n}": n for n in range(3_000)}
    ),
    "variables declared": Hostile(
        "query (" + " ".join(f"$v{n}: Int" for n in range(120)) + ") { meta { rules } }", "BAD_USER_INPUT"
    ),
    "wide pages": Hostile(
        '{ suppliers(of: "openai", first: 100) { nodes { company { suppliers(first: 100) { totalCount } } } } }',
        limit="cost",
    ),
    "circular introspection": Hostile(_CYCLE, "BAD_USER_INPUT"),
    "introspection twice": Hostile(_TWICE, limit="introspection"),
    "half a character": Hostile(
        "query ($t: String!) { search(text: $t) { totalCount } }", "BAD_USER_INPUT", variables={"t": "\ud800"}
    ),
    "nothing": Hostile(" ", code="BAD_USER_INPUT"),
    "open": Hostile("{" * 200, code="BAD_USER_INPUT"),
    "null byte": Hostile("{ meta { rules\x00 } }", code="BAD_USER_INPUT"),
}

ODD_BUT_FINE = {
    "the same field again": "{ " + 'company(id: "openai") { name } ' * 5 + "}",
    "long text": '{ company(id: "' + "a" * 60_000 + '") { name } }',
    "comments within the tokens": "#\n" * 400 + "{ meta { rules } }",
}
"""Documents that look hostile, and are answered."""
