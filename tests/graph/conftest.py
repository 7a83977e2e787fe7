"""A database of a module's own, and a small folder to load into it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from seed.loading import load
from seed.reading import Curated
from service.graph.database import Database
from tests.conftest import TODAY, wipe
from tests.small_folder import SmallFolder, small_folder


@pytest_asyncio.fixture(scope="module")
async def _lent(database: Database, curated: Curated) -> AsyncIterator[Database]:
    """The database; after the module the curated data comes back."""
    yield database
    await wipe(database)
    await load(database, curated, today=TODAY)


@pytest_asyncio.fixture
async def graph(_lent: Database) -> Database:
    """The database, empty at the start of the test. Modules that use this do not use `database`."""
    await wipe(_lent)
    return _lent


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    """Curated files with reference data and without articles."""
    return small_folder(tmp_path)
