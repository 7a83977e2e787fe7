"""What any answer of the API must be, whatever was asked: GraphQL over HTTP, in the words of docs/api.md."""

import gzip
from collections.abc import Iterator
from typing import Any

import orjson

from service.api.http.media import GRAPHQL, JSON
from tests.faults.mutating_requests import Question
from tests.faults.plain_http import Reply

STATUSES = frozenset({200, 204, 304, 400, 405, 406, 413, 415})
SLOW = frozenset({408, 504})  # the body, or the answer, took too long
CODES = frozenset({"BAD_USER_INPUT", "NOT_FOUND", "LIMIT_EXCEEDED", "TIMEOUT"})
OTHERS = frozenset({"text/html", "text/plain"})  # the page for people; what is no HTTP or no method of ours


def faults_of(question: Question, reply: Reply) -> Iterator[str]:
    """What is wrong with the answer to a right or a wrong question, of a server that has its database."""
    if reply.status not in STATUSES | SLOW:
        yield f"status {reply.status}: {reply.body[:300]!r}"
    if "x-request-id" not in reply.headers and reply.media != "text/plain":
        yield "no X-Request-ID"
    if reply.status in (204, 304) or question.method == "HEAD" or reply.media in OTHERS:
        yield from _faults_of_others(question, reply)
    elif reply.media not in (JSON, GRAPHQL):
        yield f"the content type {reply.headers.get('content-type')!r}"
    else:
        yield from _faults_of_result(reply)


def _faults_of_others(question: Question, reply: Reply) -> Iterator[str]:
    asks_for_page = any(name == "accept" and b"text/html" in value for name, value in question.headers)
    if reply.media == "text/html" and not asks_for_page:
        yield "a page that nobody asked for"
    if reply.media == "text/plain" and reply.status not in (400, 405):
        yield f"text/plain with status {reply.status}"


def _faults_of_result(reply: Reply) -> Iterator[str]:
    try:
        result = orjson.loads(_plain(reply))
    except orjson.JSONDecodeError as wrong:
        yield f"no JSON: {wrong}: {reply.body[:300]!r}"
        return
    if not isinstance(result, dict) or not result or set(result) - {"data", "errors"}:
        yield f"no result of GraphQL: {reply.body[:300]!r}"
        return
    for error in result.get("errors", ()):
        yield from _faults_of_error(error)
    if result.get("errors") == [] or (result.get("data") is None and "errors" not in result):
        yield f"neither data nor errors: {reply.body[:300]!r}"
    if reply.media == GRAPHQL and reply.status >= 400 and "data" in result:
        yield f"data with status {reply.status}"


def _plain(reply: Reply) -> bytes:
    """The body, also of an answer to who said that it reads compressed ones."""
    return gzip.decompress(reply.body) if reply.headers.get("content-encoding") == "gzip" else reply.body


def _faults_of_error(error: Any) -> Iterator[str]:
    if not isinstance(error, dict) or not isinstance(error.get("message"), str) or not error["message"]:
        yield f"an error without a message: {error}"
    elif error.get("extensions", {}).get("code") not in CODES:
        yield f"the code of {error}"
