"""A database for one test run: empty, without a password, gone afterwards, whatever ends the run."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.managed import cache, readiness
from service.managed.configuration import HOST, TEST_PROFILE, java_command, write_configuration
from service.managed.java import find_java
from service.managed.ports import free_ports
from service.managed.processes import launch
from service.managed.server import RunningDatabase
from service.managed.state import Home
from service.managed.supervisor import Request
from service.settings import DatabaseAddress, Settings, read_settings


@contextmanager
def temporary_database(settings: Settings | None = None) -> Iterator[RunningDatabase]:
    """A server of its own on free ports; of the settings only those of the download count."""
    jars, java = cache.fetch(settings or read_settings()), find_java()
    with tempfile.TemporaryDirectory(prefix="kg-test-", ignore_cleanup_errors=True) as folder:
        home, ports = Home(Path(folder).resolve()), free_ports()
        write_configuration(home.neo4j, ports=ports, profile=TEST_PROFILE)
        command = java_command(java, jars=jars, home=home.neo4j, profile=TEST_PROFILE)
        launched = launch(Request(command, str(home.log), bound=True, grace=0, remove=str(home.folder)))
        try:
            address = DatabaseAddress(f"bolt://{HOST}:{ports.bolt}", "", "")
            readiness.wait_for_bolt(address, port=ports.bolt, java=launched.java, log=home.log)
            yield RunningDatabase(address, ports, launched.java.pid, started=True, owner=os.getpid())
        finally:
            launched.release(seconds=10)
