"""An API that runs past midnight (UTC) tells the new day at once, wherever the machine stands.

Answers without days are compared with those that name them.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.graph.database import Database
from service.settings import DatabaseAddress
from tests.faults.api_process import api_on, faults_logged
from tests.faults.false_time import Clock, false_clock

ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")  # 14 hours before UTC, and 8 or 7 behind
NEWS = date(2025, 12, 29)  # Nvidia's shares of Intel are its from this day, and two articles of it say so
EVENING = NEWS - timedelta(days=1)
TRIES, PASSING = 10, {"TIMEOUT", "DATABASE_UNAVAILABLE"}
BEFORE = 3.0  # seconds before midnight at which the clock is set

ASKED = """
suppliers(of: "openai"{more}) { totalCount nodes { id evidence stage certain firstKnown } asOf { known valid } }
relations(subject: "nvidia", object: "intel"{more}) { totalCount nodes { id evidence stage } asOf { known valid } }
articles(first: 3{more}) { totalCount nodes { slug } }
company(id: "intel"{more}) { id investors { totalCount nodes { id stage certain } asOf { known valid } } }
"""


def question(day: date | None) -> str:
    """For `day`, or for whatever day it is."""
    more = f', asOf: {{known: "{day}"}}' if day else ""
    text = ASKED.replace("{more}", more)
    return f"{{ {text} }}"


@dataclass(frozen=True, slots=True)
class Api:
    http: httpx.AsyncClient
    clock: Clock

    async def ask(self, document: str) -> Any:
        """The data; asked again when a busy machine's Neo4j takes too long."""
        for _ in range(TRIES):
            answer = (await self.http.post("/graphql", json={"query": document})).json()
            if not {error["extensions"]["code"] for error in answer.get("errors", ())} & PASSING:
                break
        assert "errors" not in answer, answer
        return answer["data"]

    async def today(self) -> date:
        return date.fromisoformat((await self.ask("{ meta { today } }"))["meta"]["today"])

    async def get(self, document: str, tag: str = "") -> httpx.Response:
        """As `ask`, by GET."""
        headers = {"if-none-match": tag} if tag else {}
        for _ in range(TRIES):
            response = await self.http.get("/graphql", params={"query": document}, headers=headers)
            if not any(code in response.text for code in PASSING):
                break
        return response


def midnight_before(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@pytest_asyncio.fixture(params=ZONES)
async def api(
    request: pytest.FixtureRequest, address: DatabaseAddress, database: Database, tmp_path: Path
) -> AsyncIterator[Api]:
    """It started at noon of the day before the news."""
    assert database
    clock = false_clock(tmp_path)
    clock.set(midnight_before(EVENING) + timedelta(hours=12))
    with api_on(address, tmp_path, TZ=request.param, **clock.settings) as served:
        async with httpx.AsyncClient(base_url=served.url, timeout=30) as http:
            yield Api(http, clock)
        assert not faults_logged(served)


async def test_the_day_changes_at_midnight_utc(api: Api) -> None:
    evening = await api.ask(question(EVENING))
    before = await api.get(question(None))
    assert before.json()["data"] == evening
    api.clock.set(midnight_before(NEWS) - timedelta(seconds=BEFORE))
    assert (await api.get(question(None), before.headers["etag"])).status_code == 304
    assert await api.ask(question(None)) == evening
    await asyncio.sleep(BEFORE + 0.1)
    after = await api.get(question(None), before.headers["etag"])
    assert (after.status_code, after.json()["data"]) == (200, await api.ask(question(NEWS)))
    assert after.json()["data"] == await api.ask(question(None))
    assert after.json()["data"] != evening
    assert (await api.get(question(None), after.headers["etag"])).status_code == 304
    assert await api.ask(question(EVENING)) == evening


async def test_what_is_news_tomorrow_is_known_then_and_not_before(api: Api) -> None:
    api.clock.set(midnight_before(NEWS) - timedelta(seconds=BEFORE))
    early = (await api.get(question(NEWS))).json()
    assert {error["extensions"]["code"] for error in early["errors"]} == {"BAD_USER_INPUT"}
    await asyncio.sleep(BEFORE + 0.1)
    assert "errors" not in (await api.get(question(NEWS))).json()


async def test_midnight_of_the_place_changes_nothing(api: Api) -> None:
    """By the hour, through a day of every zone that there is."""
    for hour in range(24):
        for seconds in (-1, 1):
            moment = midnight_before(NEWS) + timedelta(hours=hour, seconds=seconds)
            api.clock.set(moment)
            assert await api.today() == moment.date()


@contextmanager
def leaping(clock: Clock, *moments: datetime) -> Iterator[None]:
    """The clock leaps between the moments all the time."""
    over = threading.Event()

    def leap() -> None:
        while not over.is_set():
            for moment in moments:
                clock.set(moment)
                time.sleep(0.0005)

    thread = threading.Thread(target=leap)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def test_an_answer_is_for_one_day_although_midnight_passes_while_it_is_made(api: Api) -> None:
    aliases = " ".join(f'a{n}: suppliers(of: "openai", first: 1) {{ asOf {{ known }} }}' for n in range(4))
    midnight = midnight_before(NEWS)
    seen = set()
    with leaping(api.clock, midnight - timedelta(seconds=5), midnight + timedelta(seconds=5)):
        for _ in range(60):
            data = await api.ask(f"{{ {aliases} meta {{ today }} }}")
            days = {field["asOf"]["known"] for name, field in data.items() if name != "meta"} | {data["meta"]["today"]}
            assert len(days) == 1, days
            seen |= days
    assert seen == {str(EVENING), str(NEWS)}
