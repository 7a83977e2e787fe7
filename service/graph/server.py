"""Whether the Neo4j at hand does with our statements what it should."""

import re

from service.errors import ServerTooOld
from service.graph import reading
from service.graph.database import Database
from service.graph.rows import ServerRow

# CREATE with a type that a row names, as in ()-[:$(row.relation)]->(), came with 5.26. In Community servers at least
# until 5.26.3 and 2025.02, every row got the type of the first one; 5.26.5 and 2025.03 are right.
# https://github.com/neo4j/neo4j/issues/13597
OLDEST = (5, 26, 5)
# Community servers from 2025.01 on call themselves 5.27 at first; managed services `5.27-aura`, and they are others.
AMBIGUOUS = (5, 27)

_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")


async def see_new_enough(database: Database) -> None:
    """ServerTooOld for a server that does not know our statements, or would get them wrong."""
    (server,) = await reading.server(database)
    if not _fits(server):
        raise ServerTooOld(
            f"Neo4j {server.version} ({server.edition}) is too old: this project needs 2025.06 or later, or of the "
            "line 5.26 the version 5.26.5 or later; upgrade it, or set NEO4J_URI to another"
        )


def _fits(server: ServerRow) -> bool:
    """An unknown way to write versions is given the benefit of the doubt."""
    found = _VERSION.match(server.version)
    if not found:
        return True
    version = tuple(int(part or 0) for part in found.groups())
    return version >= OLDEST and not (version[:2] == AMBIGUOUS and server.edition == "community")
