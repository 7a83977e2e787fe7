"""What the timeline graph believes, read past the service."""

from datetime import date
from typing import Any

from service.graph.database import Database
from tests.graph.dump import ask

VERSIONS = "MATCH (:Timeline)-[v]->(:Timeline) RETURN properties(v) AS version"


async def beliefs_on(database: Database, day: str) -> dict[str, dict[str, Any]]:
    """The version of each fact that covers `day`, without the end of its period, which lies in the future of `day`."""
    versions = [row["version"] for row in await ask(database, VERSIONS)]
    found = [version for version in versions if version["known_from"] <= day < version["known_until"]]
    return {version["fact"]: {key: v for key, v in version.items() if key != "known_until"} for version in found}


async def evidence_on(database: Database, day: date) -> dict[str, str]:
    """How well each fact is known on `day`."""
    return {fact: version["evidence"] for fact, version in (await beliefs_on(database, day.isoformat())).items()}


async def known_of(database: Database, fact: str) -> list[tuple[str, str]]:
    """The versions of a fact: since when, and how well known."""
    statement = "MATCH (:Timeline)-[v {fact: $fact}]->(:Timeline) RETURN v.known_from AS day, v.evidence AS evidence"
    return sorted((row["day"], row["evidence"]) for row in await ask(database, statement, fact=fact))


async def stages_on(database: Database, day: date) -> dict[str, str | None]:
    """How far each fact has come on `day`."""
    return {fact: version.get("stage") for fact, version in (await beliefs_on(database, day.isoformat())).items()}
