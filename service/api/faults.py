"""Errors as callers see them: a code, what is wrong, the rule and a right example, and nothing internal."""

import logging

from graphql import GraphQLError

from service.errors import DatabaseTimeout, DatabaseUnavailable, LimitExceeded, RequestError, RequestTimeout

LONGEST = 300  # characters of a message or value that are told
CODES = ("BAD_USER_INPUT", "NOT_FOUND", "LIMIT_EXCEEDED", "TIMEOUT", "DATABASE_UNAVAILABLE", "INTERNAL")
log = logging.getLogger("service.api")


def coded(error: GraphQLError) -> GraphQLError:
    """`error` with `extensions.code`, and with details where the caller can mend it."""
    message, extensions = _told(error)
    return GraphQLError(
        _shown(message),
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def timed_out(seconds: float | None) -> GraphQLError:
    """The error of a request that was stopped after `seconds`."""
    cause = RequestTimeout(f"the answer would have taken more than {seconds:g} seconds; ask for less")
    return GraphQLError(str(cause), original_error=cause)


def _told(error: GraphQLError) -> tuple[str, dict[str, object]]:
    cause = _cause(error)
    if isinstance(cause, RequestError):
        return str(cause), _details(cause)
    if cause is None or (isinstance(cause, GraphQLError) and not _is_ours(error, cause)):
        return error.message, {"code": "BAD_USER_INPUT"}
    if isinstance(cause, RequestTimeout):
        return str(cause), {"code": "TIMEOUT"}
    if isinstance(cause, DatabaseTimeout):
        return "the database would have taken too long; ask for less", {"code": "TIMEOUT"}
    if isinstance(cause, DatabaseUnavailable):
        log.error("database: %s", cause)
        return "the database does not answer; try again", {"code": "DATABASE_UNAVAILABLE"}
    log.error("a resolver failed", exc_info=cause)
    return "an internal error; it was logged", {"code": "INTERNAL"}


def _cause(error: GraphQLError) -> Exception | None:
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    return cause


def _is_ours(error: GraphQLError, cause: GraphQLError) -> bool:
    """Whether a value of ours could not be written: of that, GraphQL tells the place in the answer only."""
    return error.path is not None and not cause.nodes


def _details(cause: RequestError) -> dict[str, object]:
    limit = {"limit": cause.limit} if isinstance(cause, LimitExceeded) else {}
    value = cause.value if isinstance(cause.value, bool | int | float | None) else _shown(str(cause.value))
    return {
        "code": cause.code,
        **limit,
        "argument": cause.argument,
        "value": value,
        "rule": cause.rule,
        "example": cause.example,
    }


def _shown(text: str) -> str:
    """`text` of a bearable length that can be sent as UTF-8."""
    whole = text.encode(errors="replace").decode()
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
