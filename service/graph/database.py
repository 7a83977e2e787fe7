"""One Neo4j database, and what may run on it: statements from `cypher/`, each with a time limit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from time import perf_counter
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncSession,
    Query,
    unit_of_work,
)
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import DriverError, Neo4jError

from service.errors import DatabaseError, DatabaseUnavailable
from service.graph.failing import as_ours, silent
from service.graph.statements import Statement, load_statements
from service.settings import DatabaseAddress

Row = TypeVar("Row")
Result = TypeVar("Result")

DEFINE_TIMEOUT = 120.0  # seconds for a constraint, an index or the upkeep after a load
WRITE_TIMEOUT = 120.0  # seconds for one batch of a load
GRACE = 2.5  # seconds in which Neo4j must have ended a read by itself; it looks for those past their time every 2 s
CONNECT_TIMEOUT = 1.8  # seconds to reach the server, or to wait for a free connection
RETRY_TIMEOUT = 0.3  # seconds in which the driver repeats a transaction after a passing fault
RETRIES = 5.0  # how often the first pause between two tries goes into that time
IDLE = 15.0  # seconds after which a connection is tried before it is used: a firewall may have forgotten it
REACH_TIMEOUT = 4.0  # seconds to look the name up, reach the server and log in, when this is all that is asked
CONNECTIONS = 100  # that the driver opens at most, its own default


@dataclass(slots=True)
class Work:
    """What the database did for somebody: statements by name, rows that came, seconds that were waited for it.

    Statements that run at the same time count their seconds each, so these may exceed those of the clock.
    """

    statements: list[str] = field(default_factory=list)
    rows: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Connections:
    """How many connections are in use now, or waited for, of how many."""

    limit: int = CONNECTIONS
    in_use: int = 0


_watchers: ContextVar[tuple[Work, ...]] = ContextVar("work_done", default=())


@dataclass(frozen=True, slots=True)
class Database:
    """The driver, the database's name, the statements and the seconds that a read may take.

    `uri`: its address, for errors. `retry_timeout`: seconds in which a read is repeated after a passing fault.
    `shares`: a first load may begin beside the data of others.
    """

    driver: AsyncDriver
    name: str
    statements: Mapping[str, Statement]
    read_timeout: float
    uri: str
    retry_timeout: float = RETRY_TIMEOUT
    connections: Connections = field(default_factory=Connections)
    bookmarks: AsyncBookmarkManager | None = None
    shares: bool = False
    fault: DatabaseError | None = None

    def failing(self, fault: DatabaseError) -> "Database":
        """The same, all of whose reads fail at once as one before them did."""
        return replace(self, fault=fault)

    def chained(self) -> "Database":
        """The same, each of whose statements sees what those before it wrote or saw, whichever server answers it.

        For one load or one request: when Neo4j is put back to an earlier state, a longer chain would wait in vain.
        """
        return replace(self, bookmarks=AsyncGraphDatabase.bookmark_manager())

    async def read(self, statement: str, row: Callable[..., Row], **parameters: object) -> list[Row]:
        """The rows of a read statement, each made by `row` from the columns in their order.

        It is asked in one message and answered in one, as a transaction of its own, and again after a passing fault.
        DatabaseTimeout when Neo4j says that the statement took too long; DatabaseUnavailable when it says nothing.
        """
        if self.fault:
            raise self.fault
        with self._as_ours(), self._timed():
            try:
                async with asyncio.timeout(self.read_timeout + GRACE):
                    _note_statement(statement)
                    return _noted(await self._rows(statement, row, parameters))
            except TimeoutError as error:
                raise DatabaseUnavailable(silent(self.uri)) from error

    async def _rows(self, statement: str, row: Callable[..., Row], parameters: dict[str, Any]) -> list[Row]:
        clock = asyncio.get_running_loop().time
        deadline = clock() + self.retry_timeout
        while True:
            try:
                async with self._session(READ_ACCESS) as session:
                    result = await session.run(
                        Query(self.statements[statement].text, timeout=self.read_timeout), parameters
                    )
                    return await _rows_of(result, row)
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable() or clock() > deadline:
                    raise
                await asyncio.sleep(self.retry_timeout / RETRIES)

    async def write(self, work: "Callable[[Transaction], Awaitable[Result]]") -> Result:
        """Run `work` in one transaction: all of it or nothing. The driver repeats it after a passing fault.

        Neo4j does not end a transaction in time when, say, its disk is full, so it is left alone after a while.
        """

        @unit_of_work(timeout=WRITE_TIMEOUT)
        async def run(transaction: AsyncManagedTransaction) -> Result:
            return await work(Transaction(transaction, self.statements))

        with self._as_ours():
            async with asyncio.timeout(WRITE_TIMEOUT), self._session(WRITE_ACCESS) as session:
                return await session.execute_write(run)

    async def define(self, statement: str, **parameters: object) -> None:
        """Run a schema or upkeep statement, repeated after a passing fault.

        Such a statement is left alone after a while, as in `write`.
        """

        async def run(transaction: AsyncManagedTransaction) -> None:
            await (await transaction.run(self.statements[statement].text, parameters)).consume()

        with self._as_ours():
            async with asyncio.timeout(DEFINE_TIMEOUT), self._session(WRITE_ACCESS) as session:
                await session.execute_write(run)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Count what is inside as one connection, and its seconds for whoever watches."""
        began = perf_counter()
        self.connections.in_use += 1
        try:
            yield
        finally:
            self.connections.in_use -= 1
            for work in _watchers.get():
                work.seconds += perf_counter() - began

    def _session(self, access: str) -> AsyncSession:
        return self.driver.session(database=self.name, default_access_mode=access, bookmark_manager=self.bookmarks)

    def _as_ours(self) -> AbstractContextManager[None]:
        return as_ours(self.uri, database=self.name)

    async def verify(self) -> None:
        """DatabaseUnavailable unless it answers, and takes the login, soon."""
        with self._as_ours():
            try:
                async with asyncio.timeout(REACH_TIMEOUT):
                    await self.driver.verify_connectivity()
            except TimeoutError as error:
                raise DatabaseUnavailable(silent(self.uri)) from error

    async def close(self) -> None:
        await self.driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction that runs statements by name."""

    transaction: AsyncManagedTransaction
    statements: Mapping[str, Statement]

    async def run(self, statement: str, row: Callable[..., Row], **parameters: object) -> list[Row]:
        _note_statement(statement)
        return _noted(await _rows_of(await self.transaction.run(self.statements[statement].text, parameters), row))

    async def do(self, statement: str, **parameters: object) -> None:
        """Run a statement whose rows do not matter."""
        await self.run(statement, _nothing, **parameters)


def open_database(
    address: DatabaseAddress, *, read_timeout: float = 2.0, retry_timeout: float = RETRY_TIMEOUT
) -> Database:
    """A handle on the database at `address`; it connects when first used."""
    with as_ours(address.uri, database=address.database):
        driver = AsyncGraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password) if address.username else None,
            connection_acquisition_timeout=CONNECT_TIMEOUT,
            connection_timeout=CONNECT_TIMEOUT,
            liveness_check_timeout=IDLE,
            max_connection_pool_size=CONNECTIONS,
            max_transaction_retry_time=retry_timeout,
            initial_retry_delay=min(retry_timeout / RETRIES, 1.0),
            user_agent="ai-compute-supply-graph",
            notifications_min_severity="OFF",
        )
    return Database(driver, address.database, load_statements(), read_timeout, address.uri, retry_timeout)


@contextmanager
def work_done() -> Iterator[Work]:
    """What the database does for the block, also where another block is around it."""
    work = Work()
    token = _watchers.set((*_watchers.get(), work))
    try:
        yield work
    finally:
        _watchers.reset(token)


@asynccontextmanager
async def statements_ran() -> AsyncIterator[list[str]]:
    """The names of the statements that run inside the block, in their order."""
    with work_done() as work:
        yield work.statements


async def _rows_of(result: AsyncResult, row: Callable[..., Row]) -> list[Row]:
    return [row(*record.values()) async for record in result]


def _note_statement(name: str) -> None:
    for work in _watchers.get():
        work.statements.append(name)


def _noted(rows: list[Row]) -> list[Row]:
    for work in _watchers.get():
        work.rows += len(rows)
    return rows


def _nothing(*_: Any) -> None:
    return None
