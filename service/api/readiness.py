"""Whether the application should get requests: data of our schema is there, and Neo4j has been asked each question."""

import asyncio
import gc
import logging
from dataclasses import dataclass, replace

from service.api.context import Context
from service.api.schema import make_schema
from service.errors import DatabaseError, NoData, OtherSchema
from service.graph.database import Database
from service.graph.failing import silent
from service.graph.schema import see_ready
from service.web.pages import example_questions

LOOK_SECONDS = 5.0  # between two looks at the graph
FIRST_SECONDS = 1.0  # the same, until there was something to see
AWAY_SECONDS = 8.0  # the same, after some in vain: more wrong logins than one in five seconds shut a user out of Neo4j
WARMING_SECONDS = 30.0  # that a statement may take while nobody waits for it
READY_SECONDS = 5.0  # that a probe waits for the database
WARMING = "warming up"
GARBAGE = 10_000  # new objects after which Python looks for garbage; an answer is made of thousands
log = logging.getLogger("service.api")


@dataclass(slots=True)
class Readiness:
    """What was seen of the graph so far. No request waits for a look: they are made by `keep`, every few seconds.

    `other_schema`: why no question can be answered, where the graph is of another schema; else empty.
    """

    database: Database
    is_warm: bool = False
    other_schema: str = ""

    async def keep(self) -> None:
        """Look at the graph now and then, until cancelled."""
        pause = FIRST_SECONDS
        while True:
            usual = LOOK_SECONDS if self.is_warm else FIRST_SECONDS
            pause = usual if await self._look() else min(2 * pause, AWAY_SECONDS)
            await asyncio.sleep(pause)

    async def refuses(self) -> bool:
        """Whether no question can be answered; while that was so, it is looked at anew, as an upgrade ends it."""
        if self.other_schema:
            await self._see()
        return bool(self.other_schema)

    async def _look(self) -> bool:
        """Whether the database answers."""
        seen = await self._see()
        if seen is None:
            await self._warm_up()
        return seen is None or isinstance(seen, OtherSchema | NoData)

    async def _see(self) -> DatabaseError | None:
        """What is wrong with the graph, if anything. Without an answer, what was seen last stands; what is asked then
        says so itself."""
        try:
            await see_ready(self.database)
        except OtherSchema as error:
            self._note(str(error))
            return error
        except NoData as error:
            self._note("")
            return error
        except DatabaseError as error:
            return error
        self._note("")
        return None

    def _note(self, other_schema: str) -> None:
        if other_schema and other_schema != self.other_schema:
            log.error("no question is answered: %s", other_schema)
        self.other_schema = other_schema

    async def _warm_up(self) -> None:
        """Ask the example questions once: what Neo4j plans for the first time may take longer than a request has.

        Whatever they answer, it is over then.
        """
        if self.is_warm:
            return
        try:
            await _ask_examples(replace(self.database, read_timeout=WARMING_SECONDS))
        finally:
            self.is_warm = True
            _settle()

    async def reason_against(self) -> str | None:
        """Why the application should get no requests as far as data goes, if so; asked of the database now."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                await see_ready(self.database)
        except TimeoutError:
            return silent(self.database.uri)
        except DatabaseError as error:
            return str(error)
        return None if self.is_warm else WARMING


def _settle() -> None:
    """What is there now stays: hundreds of thousands of objects that Python need not search for garbage each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


async def _ask_examples(database: Database) -> None:
    schema = make_schema()
    for question in example_questions():
        await schema.execute(question["query"], context_value=Context(database))
