"""Which Neo4j to use, and why: the one at NEO4J_URI, the composed one if it is up, or the managed one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from service.composed import composed_address
from service.errors import SettingsError
from service.managed.server import ManagedDatabase
from service.settings import DatabaseAddress, DatabaseChoice, Settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """`reason` is one line for people. `browser` is the address of Neo4j Browser, known for the managed database."""

    address: DatabaseAddress
    reason: str
    browser: str | None = None


@contextmanager
def connected(settings: Settings) -> Iterator[Chosen]:
    """The database to use. A managed one that does not run yet runs as long as the block."""
    if chosen := _running(settings):
        yield chosen
        return
    asked_for = settings.database is DatabaseChoice.MANAGED
    reason = "asked for" if asked_for else "NEO4J_URI is not set, and Docker Compose is not up"
    with ManagedDatabase(settings).bound() as running:
        since = "started now" if running.started else "already running"
        yield Chosen(running.address, f"the managed Neo4j ({reason}; {since})", running.browser)


def _running(settings: Settings) -> Chosen | None:
    """The database that somebody else runs, unless ours is asked for or none is found."""
    match settings.database:
        case DatabaseChoice.MANAGED:
            return None
        case DatabaseChoice.URI:
            return own_server(settings)
        case DatabaseChoice.DOCKER:
            return _composed(composed_address(), why="asked for")
    if settings.neo4j_uri:
        return own_server(settings)
    with suppress(SettingsError):
        return _composed(composed_address(), why="NEO4J_URI is not set, and it is up")
    return None


def _composed(address: DatabaseAddress, *, why: str) -> Chosen:
    return Chosen(address, f"the Neo4j of Docker Compose at {address.uri} ({why})")


def own_server(settings: Settings) -> Chosen:
    if not settings.neo4j_uri:
        raise SettingsError(
            "the database is to be your own server, but NEO4J_URI is not set; set it, for example to "
            "bolt://localhost:7687, with NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    address = DatabaseAddress(
        settings.neo4j_uri,
        settings.neo4j_username,
        settings.neo4j_password.get_secret_value(),
        settings.neo4j_database,
    )
    why = "asked for" if settings.database is DatabaseChoice.URI else "NEO4J_URI is set"
    return Chosen(address, f"your own Neo4j at {settings.neo4j_uri} ({why})")
