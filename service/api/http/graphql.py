"""`/graphql`: from an HTTP request to the answer of the schema."""

from asyncio import timeout
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from service.api.context import Context
from service.api.http import caching
from service.api.http.admission import Admission
from service.api.http.media import JSON, answer_type
from service.api.http.refusals import Refusal
from service.api.http.requests import READING, Asked, not_a_query, options, read_request
from service.api.http.responses import NOT_KEPT, answered, as_result, refused
from service.api.http.room import Room
from service.api.http.visits import visit
from service.api.schema import Schema
from service.api.scope import one_day, today
from service.errors import DatabaseError
from service.graph import reading
from service.graph.database import Database

QUERIES = frozenset({OperationType.QUERY})


@dataclass(frozen=True, slots=True)
class GraphQL:
    """The schema, who may ask it, how many at once, and the digest of its SDL."""

    schema: Schema
    admission: Admission
    room: Room
    sdl: str

    @classmethod
    def of(cls, schema: Schema, admission: Admission, room: Room) -> "GraphQL":
        return cls(schema, admission, room, sha256(schema.as_str().encode()).hexdigest())

    async def answer(self, request: Request, database: Database) -> Response:
        """The answer to any request but one of a browser for the page."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=dict(options()))
        media = JSON
        try:
            media = answer_type(request.headers.get("accept"))
            self.admission.see(request)
            asked = await read_request(request)
            visit().tell_operation(asked.operation, document=asked.query)
            if request.method in READING:
                return await self._by_get(asked, database, media=media, known=request.headers.get("if-none-match"))
            return answered(await self._execute(asked, database), media=media)
        except Refusal as refusal:
            return refused(refusal, media=media)

    async def _by_get(self, asked: Asked, database: Database, *, media: str, known: str | None) -> Response:
        """The answer, or only that it is still the one which the caller knows; then nothing runs.

        Both are over at the end of one request's time.
        """
        try:
            with one_day():  # the tag is for the day of the answer
                async with timeout(self.schema.limits.seconds):
                    headers = await self._kept(asked, database, media=media)
                    if "etag" in headers and caching.is_known(headers["etag"], known):
                        return caching.unchanged(headers)
                    result = await self._execute(asked, database, by_get=True)
        except TimeoutError:
            result = self.schema.out_of_time()
        return answered(result, media=media, headers=NOT_KEPT if result.errors else headers)

    async def _kept(self, asked: Asked, database: Database, *, media: str) -> Mapping[str, str]:
        """The headers of an answer that may be kept; read before it, so that it is never older than its tag."""
        try:
            graph = await reading.graph_state(database)
        except DatabaseError:  # the answer will say so itself
            return NOT_KEPT
        tag = caching.tag(asked, graph=graph, sdl=self.sdl, media=media, day=today())
        return caching.kept(tag, private=self.admission.is_private) if tag else NOT_KEPT

    async def _execute(self, asked: Asked, database: Database, *, by_get: bool = False) -> ExecutionResult:
        try:
            async with self.room.taken():
                return await self.schema.execute(
                    asked.query,
                    variable_values=asked.variables,
                    context_value=Context(database),
                    operation_name=asked.operation,
                    allowed_operation_types=QUERIES,
                )
        except InvalidOperationTypeError:
            if by_get:
                raise not_a_query() from None
            return as_result("this API answers queries alone; it has no mutations and no subscriptions")
