"""A Neo4j that may be killed and started again on the same files."""

import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service.managed import cache, readiness
from service.managed.configuration import HOST, TEST_PROFILE, Ports, java_command, write_configuration
from service.managed.java import find_java
from service.managed.ports import free_ports
from service.managed.processes import Launched, launch, wait_for_end
from service.managed.state import Home
from service.managed.supervisor import Request
from service.settings import DatabaseAddress, read_settings


@dataclass(slots=True)
class Server:
    """`configuration`: lines of neo4j.conf besides ours. `inside`: a command that runs Java in a place of its own."""

    home: Home
    configuration: Mapping[str, str] = field(default_factory=dict)
    inside: Sequence[str] = ()
    ports: Ports = field(default_factory=free_ports)
    launched: Launched | None = None

    @property
    def address(self) -> DatabaseAddress:
        return DatabaseAddress(f"bolt://{HOST}:{self.ports.bolt}", "", "")

    @property
    def pid(self) -> int:
        """Java's, not that of the supervisor, which ends with this program and takes Java along."""
        assert self.launched
        return self.launched.java.pid

    @property
    def runs(self) -> bool:
        return self.launched is not None and self.launched.java.find() is not None

    def start(self) -> None:
        """Returns when it answers; the ports stay the same from one start to the next."""
        jars, java = cache.fetch(read_settings()), find_java()
        self.home.folder.mkdir(parents=True, exist_ok=True)
        write_configuration(self.home.neo4j, ports=self.ports, profile=TEST_PROFILE)
        with (self.home.neo4j / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{key}={value}\n" for key, value in self.configuration.items())
        command = [*self.inside, *java_command(java, jars=jars, home=self.home.neo4j, profile=TEST_PROFILE)]
        self.launched = launch(Request(command, str(self.home.log), bound=True, grace=20))
        readiness.wait_for_bolt(self.address, port=self.ports.bolt, java=self.launched.java, log=self.home.log)

    def kill(self) -> None:
        """SIGKILL, as the kernel sends it when memory runs out; returns when it is gone."""
        assert self.launched
        os.kill(self.pid, signal.SIGKILL)
        assert wait_for_end(self.launched.java, seconds=10)
        self.stop()

    def stop(self) -> None:
        """An orderly end, if it has not ended yet."""
        if self.launched:
            self.launched.release(seconds=30)
            self.launched = None


def server_in(folder: Path, *, inside: Sequence[str] = (), **configuration: str) -> Server:
    """Not started yet. Of a setting's name the dots are double underscores: `db__lock__acquisition__timeout`."""
    lines = {name.replace("__", "."): value for name, value in configuration.items()}
    return Server(Home(folder.resolve()), lines, inside)
