"""The GraphQL schema, read-only, and what every execution goes through."""

from asyncio import timeout
from collections.abc import Iterable
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from service.api.beliefs import Customer, Investment, Relation, Supplier
from service.api.context import Context
from service.api.documents import known_documents
from service.api.entities import KINDS
from service.api.faults import coded, timed_out
from service.api.guarding import Guard, unknown_operation
from service.api.limits import USUAL, Limits
from service.api.query import Query
from service.api.scope import DATE, Date, one_day
from service.errors import BadInput, RequestError


class Schema(strawberry.Schema):
    limits: Limits

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """The answer, for one day, within the limits; every error has its code. When its time is over all stops."""
        try:
            with one_day():
                async with timeout(self.limits.seconds):
                    result = await super().execute(
                        query, variable_values, context_value, root_value, operation_name, allowed_operation_types,
                        operation_extensions,
                    )  # fmt: skip
        except TimeoutError:
            return self.out_of_time()
        except MissingQueryError:
            result = _failed(_refused(_NO_QUERY))
        except CannotGetOperationTypeError:
            result = _failed(_refused(unknown_operation(operation_name)))
        finally:
            if isinstance(context_value, Context):
                context_value.stop()
        result.errors = [coded(error) for error in result.errors or ()] or None
        return result

    def out_of_time(self) -> ExecutionResult:
        """The answer to a request whose time is over."""
        return _failed(coded(timed_out(self.limits.seconds)))

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """What is worth it was logged when the errors got their codes."""


def make_schema(limits: Limits = USUAL) -> Schema:
    documents = known_documents()
    schema = Schema(
        query=Query,
        types=[*KINDS, Supplier, Customer, Investment, Relation],
        config=StrawberryConfig(scalar_map={Date: DATE}),
        extensions=[lambda: Guard(limits, documents)],
    )
    schema.limits = limits
    return schema


def _failed(error: GraphQLError) -> ExecutionResult:
    return PreExecutionError(data=None, errors=[error])


def _refused(cause: RequestError) -> GraphQLError:
    return GraphQLError(str(cause), original_error=cause)


_NO_QUERY = BadInput(
    "there is no query", argument="query", value=None, rule="a GraphQL document", example="{ meta { revision } }"
)
