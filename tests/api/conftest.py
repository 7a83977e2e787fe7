"""Answers with errors."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

Refuse = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="session")
def refuse(client: httpx.AsyncClient) -> Refuse:
    """`await refuse(document, **variables)`: the only error of an answer that has no data."""

    async def refused(document: str, **variables: object) -> dict[str, Any]:
        response = await client.post("/graphql", json={"query": document, "variables": variables})
        answer = response.json()
        assert answer.get("data") is None or not any(answer["data"].values()), answer
        (error,) = answer["errors"]
        found: dict[str, Any] = error
        return found

    return refused
