"""The schema as it is committed: the promise to those who wrote a frontend against it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_specified_scalar_type,
    print_ast,
)
from graphql.utilities import BreakingChange, find_breaking_changes

from service.api.schema import make_schema
from service.settings import PROJECT

COMMITTED = PROJECT / "service" / "api" / "schema.graphql"
REASON = re.compile(r".+[.] Use \S.+[.] Not before (\d{4}-\d{2}-\d{2})[.]")


def generated() -> GraphQLSchema:
    return build_schema(make_schema().as_str())


def removable(schema: GraphQLSchema, *, today: date) -> set[str]:
    """What is deprecated, and may be gone by now: `Type.field` or `Enum.VALUE`."""
    found = {name: REASON.fullmatch(reason) for name, reason in deprecated(schema)}
    return {name for name, reason in found.items() if reason and date.fromisoformat(reason[1]) <= today}


def deprecated(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Everything that is deprecated, with the reason."""
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLEnumType):
            parts: dict[str, object] = dict(kind.values)
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            parts = dict(kind.fields)
        else:
            continue
        for part, one in parts.items():
            reason = getattr(one, "deprecation_reason", None)
            if reason is not None:
                yield f"{name}.{part}", reason


def broken(old: GraphQLSchema, new: GraphQLSchema, *, today: date) -> list[BreakingChange]:
    """The changes that break a frontend written against `old`, but for what was announced and is due."""
    due = removable(old, today=today)
    return [change for change in find_breaking_changes(old, new) if not any(name in change.description for name in due)]


def test_nothing_that_is_committed_breaks() -> None:
    changes = broken(build_schema(COMMITTED.read_text("utf-8")), generated(), today=date.today())
    assert [change.description for change in changes] == [], (
        "frontends rely on this: keep it, mark it as deprecated, and remove it when its day has come (docs/api.md)"
    )


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    same = COMMITTED.read_text("utf-8") == make_schema().as_str() + "\n"
    assert same, "the schema has changed; renew it with: .venv/bin/kg schema > service/api/schema.graphql"


def test_what_is_deprecated_says_why_what_else_and_until_when() -> None:
    assert [name for name, reason in deprecated(generated()) if not REASON.fullmatch(reason)] == []


# The rule itself, on small schemas

OLD = """
type Query { name: String, title: String @deprecated(reason: "Too vague. Use name. Not before 2026-06-01.") kind: Kind }
enum Kind { ONE TWO @deprecated(reason: "Never used. Use ONE. Not before 2026-06-01.") }
"""
NEW = "type Query { name: String kind: Kind } enum Kind { ONE }"


@pytest.mark.parametrize(
    ("new", "today", "what"),
    [
        (NEW, date(2026, 6, 1), []),
        (NEW, date(2026, 5, 31), ["FIELD_REMOVED", "VALUE_REMOVED_FROM_ENUM"]),
        (NEW.replace("name: String ", "other: String "), date(2026, 6, 1), ["FIELD_REMOVED"]),
        (NEW.replace("name: String", "name: [String]"), date(2026, 6, 1), ["FIELD_CHANGED_KIND"]),
        (NEW.replace("name:", "name(of: ID!):"), date(2026, 6, 1), ["REQUIRED_ARG_ADDED"]),
        (NEW.replace("name:", "name(of: ID):"), date(2026, 6, 1), []),
    ],
)
def test_what_was_announced_may_go_on_its_day_and_nothing_else(new: str, today: date, what: list[str]) -> None:
    changes = broken(build_schema(OLD), build_schema(new), today=today)
    assert sorted(change.type.name for change in changes) == what


@pytest.mark.parametrize(
    ("reason", "right"),
    [
        ("Too vague. Use name. Not before 2026-06-01.", True),
        ("Too vague. Not before 2026-06-01.", False),
        ("Too vague. Use name.", False),
        ("No longer supported", False),
    ],
)
def test_a_reason_names_another_field_and_a_day(reason: str, right: bool) -> None:
    assert bool(REASON.fullmatch(reason)) is right


# Descriptions


def undescribed(schema: GraphQLSchema) -> Iterator[str]:
    for name, kind in schema.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        if not kind.description:
            yield name
        if isinstance(kind, GraphQLEnumType):
            yield from (f"{name}.{value}" for value, one in kind.values.items() if not one.description)
        if isinstance(kind, GraphQLInputObjectType):
            yield from (f"{name}.{field}" for field, one in kind.fields.items() if not one.description)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, one in kind.fields.items():
                parts = {f"{name}.{field}": one, **{f"{name}.{field}({arg}:)": of for arg, of in one.args.items()}}
                yield from (part for part, described in parts.items() if not described.description)


def test_every_type_field_argument_and_value_is_described() -> None:
    assert list(undescribed(generated())) == []


def test_what_is_not_described_would_be_seen() -> None:
    schema = build_schema("enum E { A } input I { a: Int } interface N { n(x: Int): E } type Query { i(i: I): N }")
    assert set(undescribed(schema)) == {
        "Query", "Query.i", "Query.i(i:)", "N", "N.n", "N.n(x:)", "E", "E.A", "I", "I.a",
    }  # fmt: skip


# What frontends count on


def test_every_list_is_a_page_or_a_small_part_of_what_it_hangs_on() -> None:
    """Lists that can grow are connections; `nodes` and `edges` are those of one page."""
    plain = {
        f"{name}.{field}"
        for name, kind in generated().type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__") and not name.endswith("Connection")
        for field, one in kind.fields.items()
        if "[" in str(one.type) and not any(field in interface.fields for interface in kind.interfaces)
    }
    assert plain == {
        "Query.nodes", "Deal.parties", "Person.worksFor", "Explanation.claims", "ClaimExplanation.parts",
        "BeliefChange.changes", "PartChange.causedBy", "Quantity.others", "Part.others", "Totals.facts",
        "Coverage.relations",
    }  # fmt: skip


def test_pages_are_connections_as_relay_knows_them() -> None:
    schema = generated()
    connections = {name: kind for name, kind in schema.type_map.items() if name.endswith("Connection")}
    assert len(connections) > 10
    for name, kind in connections.items():
        assert isinstance(kind, GraphQLObjectType)
        assert {"edges", "pageInfo", "totalCount", "nodes"} <= kind.fields.keys(), name
        edge = schema.type_map[name.removesuffix("Connection") + "Edge"]
        assert isinstance(edge, GraphQLObjectType)
        assert edge.fields.keys() == {"node", "cursor"}


def test_every_field_that_gives_a_page_takes_first_and_after() -> None:
    for kind in generated().type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                if str(field.type).endswith("Connection!"):
                    assert {"first", "after"} <= field.args.keys(), f"{kind.name}.{name}"
                    assert field.args["first"].ast_node, name
                    assert print_ast(field.args["first"].ast_node).endswith("first: Int! = 20")
