"""The GraphQL schema, read-only."""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter
from strawberry.schema.config import StrawberryConfig

from service.api.beliefs import Customer, Investment, Relation, Supplier
from service.api.entities import KINDS
from service.api.faults import CodedErrors
from service.api.query import Query
from service.api.scope import DATE, Date


class Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """CodedErrors has logged what is worth it."""


def make_schema() -> Schema:
    return Schema(
        query=Query,
        types=[*KINDS, Supplier, Customer, Investment, Relation],
        config=StrawberryConfig(scalar_map={Date: DATE}),
        extensions=[CodedErrors, lambda: MaxTokensLimiter(500), lambda: MaxAliasesLimiter(15)],
    )
