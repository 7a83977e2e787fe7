"""The managed development database: one Neo4j per home, started, used and stopped by any number of programs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from service.errors import DumpFailed, ManagedDatabaseError, StartFailed
from service.managed import cache, dumps, readiness
from service.managed.configuration import HOST, Ports, development_profile, java_command, write_configuration
from service.managed.java import find_java
from service.managed.ports import check_ports
from service.managed.processes import Identity, Launched, find_servers, launch, listens, stop, wait_for_end
from service.managed.state import (
    Home,
    State,
    delete_unfinished,
    finish,
    keep_restored,
    password_of,
    read_state,
    replace_by_restored,
    undo_restore,
    write_state,
)
from service.managed.supervisor import Request
from service.managed.version import NEO4J_VERSION
from service.settings import DatabaseAddress, Settings

# Neo4j stops within a second when nobody is connected and writes its last checkpoint within a few more otherwise.
STOP_SECONDS = 20.0
LOCK_SECONDS = readiness.START_SECONDS + 2 * STOP_SECONDS


@dataclass(frozen=True, slots=True)
class RunningDatabase:
    """`started`: by this very call. `owner`: number of the process whose end stops it; None if it is detached."""

    address: DatabaseAddress
    ports: Ports
    pid: int
    started: bool
    owner: int | None

    @property
    def browser(self) -> str:
        return f"http://localhost:{self.ports.http}/browser/"


@dataclass(frozen=True, slots=True)
class Status:
    """`database` is there when the server runs, so that it can be used."""

    state: Literal["stopped", "starting", "running", "stopping"]
    database: RunningDatabase | None = None


class ManagedDatabase:
    """Commands on one home. It holds nothing between calls: what runs is read from the home each time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._home = Home(settings.home.resolve())
        self._ports = Ports(bolt=settings.bolt_port, http=settings.http_port)
        self._profile = development_profile(settings.heap_mb)

    def fetch(self) -> Path:
        """Downloads Neo4j if need be; the folder of its parts."""
        return cache.fetch(self._settings)

    def up(self) -> RunningDatabase:
        """The running server, or a new one that outlives this program."""
        running, _ = self._up(owner=None)
        return running

    @contextmanager
    def bound(self) -> Iterator[RunningDatabase]:
        """The running server, which is left running; or a new one that ends with the block or with this program."""
        running, launched = self._up(owner=Identity.of(os.getpid()))
        try:
            yield running
        finally:
            if launched:
                with self._locked():  # so that nobody starts to use it while it stops
                    launched.release(seconds=STOP_SECONDS + 5)

    def down(self) -> bool:
        """Stops the server, whoever started it. False if none was running."""
        if not self._home.folder.exists():
            return False
        with self._locked():
            return self._stop()

    def status(self) -> Status:
        state = read_state(self._home)
        if state is None:
            return Status("stopped")
        if state.ending:
            return Status("stopping")
        if not listens(state.java, port=state.ports.bolt):
            return Status("starting")
        return Status("running", self._running(state, started=False))

    def logs(self, lines: int = 100) -> list[str]:
        """The last lines that the server, running or not, wrote since its start."""
        return readiness.last_lines(self._home.log, lines=lines)

    def reset(self) -> None:
        """Stops the server and deletes its data and password. The downloaded parts stay."""
        if not self._home.folder.exists():
            return
        with self._locked():
            self._stop()
            self._home.finished.unlink(missing_ok=True)
            self._clear_unfinished()
            self._home.password.unlink(missing_ok=True)
            self._home.log.unlink(missing_ok=True)

    def dump(self, target: Path) -> bool:
        """Writes the database to a new file; whether it runs, and was stopped for that."""
        dumps.see_new(target)
        with self._unused() as running:
            if not self._home.finished.exists():
                raise DumpFailed("there is no database to dump yet; kg run makes one")
            if not running:  # after a kill it must be started once, which makes it whole
                self._start_and_stop()
            self._stop()
            try:
                dumps.write_dump(target, tool=self._admin_tool(self._home.neo4j))
            finally:
                if running:
                    self._start(None)
            return running

    def restore(self, source: Path, *, force: bool) -> bool:
        """Puts a dump in the place of the database, which is given up once the dump has opened; whether it runs."""
        with self._unused() as running:
            if self._home.finished.exists() and not force:
                raise DumpFailed(
                    "there is a database already, and nothing was restored; kg db dump FILE keeps what it holds, "
                    "and kg db restore --force replaces it"
                )
            write_configuration(self._home.restoring, ports=self._ports, profile=self._profile)
            try:
                dumps.load_dump(source, tool=self._admin_tool(self._home.restoring))
                self._stop()
                replace_by_restored(self._home)
                self._start(None) if running else self._start_and_stop()
            except BaseException:
                undo_restore(self._home)
                if running and not read_state(self._home):
                    self._start(None)
                raise
            return running

    @contextmanager
    def _unused(self) -> Iterator[bool]:
        """For what stops the database: whether it runs. ManagedDatabaseError when a program has bound it to itself."""
        with self._locked():
            state = read_state(self._home)
            if state and state.owner and not state.ending:
                raise ManagedDatabaseError(f"the database is in use by process {state.owner.pid}; stop that first")
            running = state is not None and self._can_use(state)
            if not running:
                self._clear(state)
            yield running

    def _start_and_stop(self) -> None:
        _, launched = self._start(Identity.of(os.getpid()))
        launched.release(seconds=STOP_SECONDS + 5)
        self._stop()

    def _admin_tool(self, home: Path) -> dumps.AdminTool:
        return dumps.AdminTool(find_java(), self.fetch(), home, self._profile)

    def _up(self, *, owner: Identity | None) -> tuple[RunningDatabase, Launched | None]:
        with self._locked():
            state = read_state(self._home)
            if state and self._can_use(state):
                return self._running(state, started=False), None
            self._clear(state)
            state, launched = self._start(owner)
            return self._running(state, started=True), launched if owner else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One start or stop at a time. The lock is the kernel's, so no killed program leaves it behind."""
        lock = FileLock(self._home.lock)
        try:
            self._home.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.acquire(timeout=LOCK_SECONDS)
        except Timeout:
            raise StartFailed(
                f"Another program has been starting or stopping the database in {self._home.folder} "
                f"for {LOCK_SECONDS:.0f} s. End that program, then try again."
            ) from None
        except OSError as error:
            raise ManagedDatabaseError(
                f"{self._home.folder}: {error.strerror or error}. The managed database is kept there; "
                "name another folder with KG_HOME."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _start(self, owner: Identity | None) -> tuple[State, Launched]:
        ports, profile = self._ports, self._profile
        check_ports(ports)
        jars, java = self.fetch(), find_java()
        write_configuration(self._home.neo4j, ports=ports, profile=profile)
        command = java_command(java, jars=jars, home=self._home.neo4j, profile=profile)
        launched = launch(Request(command, str(self._home.log), bound=owner is not None, grace=STOP_SECONDS))
        state = State(launched.java, ports, owner)
        try:
            write_state(self._home, state=state)
            self._wait(state)
            self._finish(state)
        except BaseException:  # a Ctrl-C during the wait too must leave nothing behind
            launched.release(seconds=STOP_SECONDS + 5)
            self._stop()
            raise
        return state, launched

    def _can_use(self, state: State) -> bool:
        """Waits for it if its starter was killed while it was starting."""
        if state.ending or state.version != NEO4J_VERSION:
            return False
        try:
            self._wait(state)
        except StartFailed:
            return False
        self._finish(state)
        return True

    def _wait(self, state: State) -> None:
        address = self._address(state.ports)
        readiness.wait_for_bolt(address, port=state.ports.bolt, java=state.java, log=self._home.log)

    def _finish(self, state: State) -> None:
        address = self._address(state.ports)
        readiness.settle_password(address)
        if self._home.before.exists():
            readiness.see_opened(address, log=self._home.log)
        finish(self._home)
        keep_restored(self._home)

    def _clear(self, state: State | None) -> None:
        """Ends what is left: a server whose owner died, one of another version, one that does not answer."""
        if state and state.ending:
            wait_for_end(state.java, seconds=STOP_SECONDS)
        self._stop()
        self._clear_unfinished()

    def _clear_unfinished(self) -> None:
        """What a restore, or a first start, left that was broken off."""
        undo_restore(self._home)
        delete_unfinished(self._home)

    def _stop(self) -> bool:
        servers = find_servers(self._home.neo4j)
        for server in servers:
            stop(server, grace=STOP_SECONDS)
        self._home.state.unlink(missing_ok=True)
        return bool(servers)

    def _address(self, ports: Ports) -> DatabaseAddress:
        return DatabaseAddress(f"bolt://{HOST}:{ports.bolt}", "neo4j", password_of(self._home))

    def _running(self, state: State, *, started: bool) -> RunningDatabase:
        owner = state.owner.pid if state.owner else None
        return RunningDatabase(self._address(state.ports), state.ports, state.java.pid, started, owner)
