"""Errors as callers see them: a code, what is wrong, the rule and a right example, and nothing internal."""

import logging
from collections.abc import Iterator

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from service.errors import DatabaseTimeout, DatabaseUnavailable, RequestError

log = logging.getLogger("service.api")


class CodedErrors(SchemaExtension):
    """Give every error of an answer its code, and replace what callers must not see."""

    def on_operation(self) -> Iterator[None]:
        yield
        result = self.execution_context.result
        if result is not None:
            result.errors = [coded(error) for error in result.errors or ()] or None


def coded(error: GraphQLError) -> GraphQLError:
    """`error` with `extensions.code`, and with details where the caller can mend it."""
    message, extensions = _told(error)
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def _told(error: GraphQLError) -> tuple[str, dict[str, object]]:
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    if isinstance(cause, RequestError):
        return str(cause), {
            "code": cause.code,
            "argument": cause.argument,
            "value": cause.value,
            "rule": cause.rule,
            "example": cause.example,
        }
    if cause is None or isinstance(cause, GraphQLError):
        return error.message, {"code": "BAD_USER_INPUT"}
    if isinstance(cause, DatabaseTimeout):
        return str(cause), {"code": "TIMEOUT"}
    if isinstance(cause, DatabaseUnavailable):
        log.error("database: %s", cause)
        return "the database does not answer; try again", {"code": "DATABASE_UNAVAILABLE"}
    log.error("a resolver failed", exc_info=cause)
    return "an internal error; it was logged", {"code": "INTERNAL"}
