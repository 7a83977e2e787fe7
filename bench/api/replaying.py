"""The floor of a cache: the same bytes for the same body, from a table, and nothing else.

Usage: python -m bench.api.replaying FILE, whose lines are pairs of a body and its answer, as JSON.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import orjson

from bench.api.answering import Answer, serve
from service.settings import read_settings


@asynccontextmanager
async def opened() -> AsyncIterator[Answer]:
    pairs = (orjson.loads(line) for line in Path(sys.argv[1]).read_bytes().splitlines())
    answers: dict[bytes, bytes] = {body.encode(): answer.encode() for body, answer in pairs}

    async def answer(body: bytes) -> bytes:
        return answers[body]

    yield answer


if __name__ == "__main__":
    serve(opened, read_settings())
