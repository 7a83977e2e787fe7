"""What goes back over HTTP: the body of an answer, its status and its headers."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.responses import Response
from strawberry.types import ExecutionResult

from service.api.http.media import GRAPHQL, JSON
from service.api.http.refusals import INTERNAL, TIMEOUT, Refusal
from service.api.http.visits import visit

NOT_KEPT = {"cache-control": "no-store", "vary": "Accept"}
_STATUS = {
    INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
    TIMEOUT: HTTPStatus.GATEWAY_TIMEOUT,
}
"""Of a request none of which ran. Every other code is the caller's to mend."""


def refused(refusal: Refusal, *, media: str) -> Response:
    """A request that broke the protocol has the same status in both media types."""
    return _json({"errors": _told(refusal.errors)}, media=media, status=refusal.status, headers=refusal.headers)


def answered(result: ExecutionResult, *, media: str, headers: Mapping[str, str] = NOT_KEPT) -> Response:
    """The answer to a well-formed request: 200 in JSON, as before the media type of GraphQL was invented."""
    errors = _told([dict(error.formatted) for error in result.errors or ()])
    if ran_nothing(result):
        refusal = _STATUS.get(errors[0]["extensions"]["code"], HTTPStatus.BAD_REQUEST)
        status = refusal if media == GRAPHQL else HTTPStatus.OK
        return _json({"errors": errors}, media=media, status=status)
    body = {"errors": errors, "data": result.data} if errors else {"data": result.data}
    return _json(body, media=media, status=HTTPStatus.OK, headers=headers)


def ran_nothing(result: ExecutionResult) -> bool:
    """Whether the document was refused as a whole: an error of a field has a path."""
    return result.data is None and all(error.path is None for error in result.errors or ())


def failed() -> Response:
    """For what should never happen. The log has the rest, under the id."""
    return _alone("an internal error; it was logged", code=INTERNAL, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def stopped() -> Response:
    """For a request that was not over when the process had to end."""
    return _alone("the server is stopping; ask again", code=TIMEOUT, status=HTTPStatus.SERVICE_UNAVAILABLE)


def as_result(message: str) -> ExecutionResult:
    """An error of the whole document, as its execution would have told of it."""
    return ExecutionResult(data=None, errors=[GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})])


def _alone(message: str, *, code: str, status: int) -> Response:
    return _json({"errors": _told([{"message": message, "extensions": {"code": code}}])}, media=JSON, status=status)


def _told(errors: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The same errors, their codes noted for log and metrics; one that only we can mend has the request's id."""
    for error in errors:
        extensions = error.setdefault("extensions", {})
        visit().codes.append(extensions.get("code", INTERNAL))
        if extensions.get("code") == INTERNAL:
            error["extensions"] = {**extensions, "requestId": visit().id}
    return errors


def _json(body: object, *, media: str, status: int, headers: Mapping[str, str] = NOT_KEPT) -> Response:
    text = orjson.dumps(body, default=str)
    return Response(text, status, headers={**NOT_KEPT, **headers, "content-type": f"{media}; charset=utf-8"})
