"""Which Neo4j to use, and why: the one at NEO4J_URI, or the managed one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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
    if settings.database is DatabaseChoice.URI or (settings.database is DatabaseChoice.AUTO and settings.neo4j_uri):
        yield own_server(settings)
        return
    reason = "asked for" if settings.database is DatabaseChoice.MANAGED else "NEO4J_URI is not set"
    with ManagedDatabase(settings).bound() as running:
        since = "started now" if running.started else "already running"
        yield Chosen(running.address, f"the managed Neo4j ({reason}; {since})", running.browser)


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
