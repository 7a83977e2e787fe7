"""One Neo4j database, and what may run on it: statements from `cypher/`, each with a time limit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
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
    AsyncSession,
    unit_of_work,
)
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from service.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable
from service.graph.statements import Statement, load_statements
from service.settings import DatabaseAddress

Row = TypeVar("Row")
Result = TypeVar("Result")

DEFINE_TIMEOUT = 120.0  # seconds for a constraint, an index or the upkeep after a load
WRITE_TIMEOUT = 120.0  # seconds for one batch of a load
GRACE = 10.0  # seconds in which Neo4j must have ended a read by itself; one whose disk is full may not
CONNECT_TIMEOUT = 3.0  # seconds to reach the server, or to wait for a free connection
RETRY_TIMEOUT = 1.0  # seconds in which the driver repeats a transaction after a passing fault
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

    `shares`: a first load may begin beside the data of others.
    """

    driver: AsyncDriver
    name: str
    statements: Mapping[str, Statement]
    read_timeout: float
    connections: Connections = field(default_factory=Connections)
    bookmarks: AsyncBookmarkManager | None = None
    shares: bool = False

    def chained(self) -> "Database":
        """The same, each of whose statements sees what those before it wrote or saw, whichever server answers it.

        For one load or one request: when Neo4j is put back to an earlier state, a longer chain would wait in vain.
        """
        return replace(self, bookmarks=AsyncGraphDatabase.bookmark_manager())

    async def read(self, statement: str, row: Callable[..., Row], **parameters: object) -> list[Row]:
        """The rows of a read statement, each made by `row` from the columns in their order."""

        @unit_of_work(timeout=self.read_timeout)
        async def run(transaction: AsyncManagedTransaction) -> list[Row]:
            return await Transaction(transaction, self.statements).run(statement, row, **parameters)

        with _as_ours(), self._timed():
            limit = asyncio.timeout(self.read_timeout + GRACE)
            async with limit, self._session(READ_ACCESS) as session:
                return await session.execute_read(run)

    async def write(self, work: "Callable[[Transaction], Awaitable[Result]]") -> Result:
        """Run `work` in one transaction: all of it or nothing. The driver repeats it after a passing fault.

        Neo4j does not end a transaction in time when, say, its disk is full, so it is left alone after a while.
        """

        @unit_of_work(timeout=WRITE_TIMEOUT)
        async def run(transaction: AsyncManagedTransaction) -> Result:
            return await work(Transaction(transaction, self.statements))

        with _as_ours():
            async with asyncio.timeout(WRITE_TIMEOUT), self._session(WRITE_ACCESS) as session:
                return await session.execute_write(run)

    async def define(self, statement: str, **parameters: object) -> None:
        """Run a schema or upkeep statement, repeated after a passing fault.

        Such a statement is left alone after a while, as in `write`.
        """

        async def run(transaction: AsyncManagedTransaction) -> None:
            await (await transaction.run(self.statements[statement].text, parameters)).consume()

        with _as_ours():
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

    async def verify(self) -> None:
        with _as_ours():
            await self.driver.verify_connectivity()

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
        for work in _watchers.get():
            work.statements.append(statement)
        result = await self.transaction.run(self.statements[statement].text, parameters)
        found = [row(*record.values()) async for record in result]
        for work in _watchers.get():
            work.rows += len(found)
        return found

    async def do(self, statement: str, **parameters: object) -> None:
        """Run a statement whose rows do not matter."""
        await self.run(statement, _nothing, **parameters)


def open_database(
    address: DatabaseAddress, *, read_timeout: float = 2.0, retry_timeout: float = RETRY_TIMEOUT
) -> Database:
    """A handle on the database at `address`; it connects when first used."""
    with _as_ours():
        driver = AsyncGraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password) if address.username else None,
            connection_acquisition_timeout=CONNECT_TIMEOUT,
            connection_timeout=CONNECT_TIMEOUT,
            max_connection_pool_size=CONNECTIONS,
            max_transaction_retry_time=retry_timeout,
            user_agent="ai-compute-supply-graph",
            notifications_min_severity="OFF",
        )
    return Database(driver, address.database, load_statements(), read_timeout)


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


def _nothing(*_: Any) -> None:
    return None


@contextmanager
def _as_ours() -> "Any":
    """The driver's errors as those of service.errors, without anything internal in their words."""
    try:
        yield
    except AuthError:
        raise DatabaseUnavailable(
            "Neo4j refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD to the server's own"
        ) from None
    except TimeoutError as error:
        raise DatabaseTimeout("Neo4j did not end a statement in time; see its log: its disk may be full") from error
    except (ServiceUnavailable, SessionExpired, OSError) as error:
        raise DatabaseUnavailable("Neo4j does not answer; start it, or set NEO4J_URI to where it listens") from error
    except ConfigurationError as error:
        raise DatabaseUnavailable(
            f"NEO4J_URI cannot be used: {error}; write for example bolt://localhost:7687"
        ) from None
    except Neo4jError as error:
        raise _of_server(error) from error
    except DriverError as error:
        raise DatabaseUnavailable("the connection to Neo4j broke; try again") from error


def _of_server(error: Neo4jError) -> DatabaseError:
    code = error.code or ""
    if "TransactionTimedOut" in code or "LockClientStopped" in code:
        return DatabaseTimeout("the statement ran past its time limit; ask for less, or raise KG_STATEMENT_TIMEOUT")
    if code.endswith("DatabaseNotFound"):
        return DatabaseUnavailable("the server has no database of this name; set NEO4J_DATABASE to one that it has")
    if code.endswith("WriteOnReadOnlyAccessDatabase"):
        return DatabaseError("the database is read-only, and nothing was written; make it read-write, or name another")
    if isinstance(error, TransientError):
        return DatabaseUnavailable("Neo4j is busy or short of memory; try again")
    if isinstance(error, ClientError):
        return DatabaseError(f"Neo4j refused a statement: {code}")
    if code.startswith("Neo.DatabaseError.Transaction."):  # it stops writing after the first write that fails
        return DatabaseUnavailable(
            "Neo4j cannot write, as when its disk is full; make room, start Neo4j again, then try again"
        )
    return DatabaseError(f"Neo4j failed: {code}")
