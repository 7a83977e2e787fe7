"""What one request may ask for. Each limit is a setting, and says what was found, the rule and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphql import GraphQLError
from graphql.language import Node

from service.errors import LimitExceeded
from service.settings import Settings

INTROSPECTION_COST = 5_000  # the query of graphql-js costs 2,739
LONGEST_NUMBER = 40  # characters of a number in a document
MOST_TOLD = 10**15  # fragments that spread each other twice multiply to numbers of any length
MOST_ERRORS = 10  # of a document that is not valid


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force. `seconds` are for the whole answer; None for no end."""

    tokens: int
    values: int
    depth: int
    aliases: int
    root_fields: int
    repeats: int
    page: int
    cost: int
    introspection: bool
    seconds: float | None


def limits_of(settings: Settings) -> Limits:
    return Limits(
        tokens=settings.token_limit,
        values=settings.value_limit,
        depth=settings.depth_limit,
        aliases=settings.alias_limit,
        root_fields=settings.root_field_limit,
        repeats=settings.repeat_limit,
        page=settings.page_limit,
        cost=settings.cost_limit,
        introspection=settings.introspection,
        seconds=settings.request_timeout,
    )


USUAL = replace(limits_of(Settings.model_construct()), seconds=None)
"""The defaults, for questions of our own that may take their time."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How a limit is explained: what is counted, in which argument of the request, and an example of what to do."""

    name: str
    counts: str
    example: str
    argument: str = "query"

    def exceeded(self, found: int | None, *, most: int, nodes: Sequence[Node] = ()) -> GraphQLError:
        """The error for a request with `found` of what may be `most`; None where nobody counted to the end."""
        counted = found is not None and found < MOST_TOLD
        said = f"{found:,}" if counted else f"more than {most:,}"
        cause = LimitExceeded(
            f"{said} {self.counts}",
            limit=self.name,
            argument=self.argument,
            value=found if counted else None,
            rule=f"at most {most:,} {self.counts}",
            example=self.example,
        )
        return GraphQLError(str(cause), nodes=nodes, original_error=cause)


TOKENS = Limit("tokens", "tokens in a document", "ask for fewer fields, or in several requests")
VALUES = Limit("values", "values in the variables", "send fewer values in a request", argument="variables")
DEPTH = Limit("depth", "levels of fields", '{ suppliers(of: "openai") { nodes { company { name } } } } has 4 levels')
ALIASES = Limit("aliases", "aliases", "ask in several requests, or for nodes(ids: [...]) at once")
ROOT_FIELDS = Limit("root_fields", "root fields", "ask in several requests")
REPEATS = Limit(
    "repeats", "pairs of fields of one name, side by side", "ask for a field once, with all that is below it"
)
PAGE = Limit("page", "in one page", "first: 20, and go on with after: pageInfo.endCursor", argument="first")
IDS = Limit("page", "ids in a list", "ask in several requests", argument="ids")
COST = Limit(
    "cost",
    "objects, when every page is full and every other list holds 2",
    'smaller pages: suppliers(of: "openai", first: 20) { nodes { claims(first: 5) { totalCount } } } costs 120',
)
INTROSPECTION = Limit(
    "introspection", "objects of the schema, when every list holds 5", "the introspection query of graphql-js"
)
