"""`kg db dump` and `kg db restore`, for real. The tests of one home run in the order in which they stand here."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.errors import ManagedDatabaseError, PortTaken
from service.graph.database import open_database
from service.managed.ports import free_ports
from service.managed.processes import Identity, wait_for_end
from service.managed.server import ManagedDatabase
from service.managed.state import Home, replace_by_restored
from service.managed.temporary import temporary_database
from service.settings import PROJECT, DatabaseAddress, Settings
from tests.graph.dump import ask
from tests.graph.dump import dump as whole
from tests.small_folder import SmallFolder, claim, small_folder

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    ports = free_ports()
    return Settings(home=tmp_path_factory.mktemp("dumping") / "home", bolt_port=ports.bolt, http_port=ports.http)


@pytest.fixture(scope="module")
def database(settings: Settings) -> Iterator[ManagedDatabase]:
    database = ManagedDatabase(settings)
    yield database
    database.reset()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SmallFolder:
    folder = small_folder(tmp_path_factory.mktemp("curated"))
    folder.article("2026-03-01-reuters-amd", claim("amd", more="stage: active"), claim("groq"))
    return folder


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dumps") / "graph.dump"


@pytest.fixture
def kg(settings: Settings, files: SmallFolder) -> Kg:
    own = {"KG_DATABASE": "managed", "KG_HOME": settings.home, "KG_SEED_DATA": files.path, "COLUMNS": 200}
    ports = {"KG_BOLT_PORT": settings.bolt_port, "KG_HTTP_PORT": settings.http_port}

    def run(words: str, *files: Path, code: int = 0) -> str:
        answer = subprocess.run(
            [sys.executable, "-c", "from service.cli import main; main()", *words.split(), *map(str, files)],
            env=os.environ | {name: str(value) for name, value in (own | ports).items()},
            cwd=PROJECT, capture_output=True, text=True, check=False, timeout=200,
        )  # fmt: skip
        assert (answer.returncode, "Traceback" in answer.stderr) == (code, False), answer.stderr
        return answer.stderr if code else answer.stdout

    return run


def address(database: ManagedDatabase) -> DatabaseAddress:
    found = database.status().database
    assert found
    return found.address


async def graph(database: ManagedDatabase) -> list[str]:
    async with open_database(address(database), read_timeout=60) as opened:
        return await whole(opened)


async def add_a_word(database: ManagedDatabase) -> None:
    async with open_database(address(database), read_timeout=60) as opened:
        await ask(opened, "CREATE (:Word {id: 'new'})")


def test_there_is_nothing_to_dump_at_first(kg: Kg, file: Path) -> None:
    assert kg("db dump", file, code=1) == "there is no database to dump yet; kg run makes one\n"


async def test_dump_reset_restore_gives_the_same_graph(database: ManagedDatabase, kg: Kg, file: Path) -> None:
    database.up()
    kg("seed load")
    before, password = await graph(database), address(database).password
    assert kg("db dump", file).endswith("MB). The managed Neo4j was stopped for that, and runs again\n")
    assert await graph(database) == before
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]

    database.reset()
    assert kg("db restore", file) == f"restored from {file}\n"
    assert database.status().state == "stopped"
    database.up()
    assert await graph(database) == before
    assert address(database).password != password
    assert "0 added, 0 changed, 1 unchanged" in kg("seed load")


async def test_what_holds_a_database_is_replaced_only_by_force(database: ManagedDatabase, kg: Kg, file: Path) -> None:
    before = await graph(database)
    await add_a_word(database)
    assert kg("db restore", file, code=1) == (
        "there is a database already, and nothing was restored; kg db dump FILE keeps what it holds, and kg db restore "
        "--force replaces it\n"
    )
    assert len(await graph(database)) == len(before) + 1
    assert "was stopped for that, and runs again" in kg("db restore --force", file)
    assert await graph(database) == before


def test_a_file_that_is_there_is_not_written_over(kg: Kg, file: Path) -> None:
    size = file.stat().st_size
    assert kg("db dump", file, code=1) == f"{file} is there already; name another file, or remove it\n"
    assert file.stat().st_size == size
    assert "is no folder; name a file in one that is there" in kg("db dump", file / "x", code=1)


@pytest.mark.parametrize("harm", ["changed", "cut off", "no dump", "missing"])
async def test_a_harmed_dump_is_refused_and_the_database_goes_on(
    database: ManagedDatabase, kg: Kg, file: Path, tmp_path: Path, harm: str
) -> None:
    await add_a_word(database)
    before, pid = await graph(database), Identity.of(running_pid(database))
    whole_file, harmed = file.read_bytes(), tmp_path / "harmed.dump"
    middle = len(whole_file) // 2
    changed = whole_file[:middle] + bytes([whole_file[middle] ^ 0x55]) + whole_file[middle + 1 :]
    text = {"changed": changed, "cut off": whole_file[:-100], "no dump": b"hello" * 100}
    if harm in text:
        harmed.write_bytes(text[harm])
    words = kg("db restore --force", harmed, code=1)
    rule = (
        "cannot be read: No such file" if harm == "missing" else "cannot be restored, and the database is as it was: "
    )
    assert words.startswith(f"{harmed} {rule}")
    assert words.count("\n") == 1
    assert await graph(database) == before
    assert Identity.of(running_pid(database)) == pid


def running_pid(database: ManagedDatabase) -> int:
    found = database.status().database
    assert found
    return found.pid


def test_a_program_that_uses_it_is_not_disturbed(database: ManagedDatabase, file: Path, tmp_path: Path) -> None:
    database.down()
    with database.bound():
        for work in (lambda: database.dump(tmp_path / "x"), lambda: database.restore(file, force=True)):
            with pytest.raises(ManagedDatabaseError, match=rf"in use by process {os.getpid()}; stop that first"):
                work()


async def test_a_killed_one_can_be_dumped(database: ManagedDatabase, kg: Kg, tmp_path: Path) -> None:
    database.up()
    before = await graph(database)
    java = Identity.of(running_pid(database))
    os.kill(java.pid, signal.SIGKILL)
    assert wait_for_end(java, seconds=5)
    assert "was stopped" not in kg("db dump", tmp_path / "killed.dump")
    assert database.status().state == "stopped"
    kg("db restore --force", tmp_path / "killed.dump")
    database.up()
    assert await graph(database) == before


async def test_the_database_before_comes_back_when_the_dump_does_not_open(
    database: ManagedDatabase, settings: Settings, file: Path
) -> None:
    await add_a_word(database)
    before = await graph(database)
    database.down()
    with temporary_database() as other:
        clash = ManagedDatabase(settings.model_copy(update={"bolt_port": other.ports.bolt}))
        with pytest.raises(PortTaken):
            clash.restore(file, force=True)
    database.up()
    assert await graph(database) == before


@pytest.mark.parametrize("steps", [1, 2])
async def test_a_restore_that_was_killed_leaves_what_was_there(
    database: ManagedDatabase, settings: Settings, steps: int
) -> None:
    before = await graph(database)
    database.down()
    home = Home(settings.home)
    home.restoring.mkdir()
    if steps == 2:
        replace_by_restored(home)
        assert not (home.neo4j / "data").exists()
    database.up()
    assert await graph(database) == before
    assert not home.restoring.exists()
    assert not home.before.exists()
