"""Programs that listen where Neo4j was expected."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from service.managed import cache, readiness
from service.managed.configuration import HOST, TEST_PROFILE, Ports, java_command, write_configuration
from service.managed.java import find_java
from service.managed.ports import free_ports
from service.managed.processes import launch
from service.managed.state import Home
from service.managed.supervisor import Request
from service.settings import DatabaseAddress, read_settings

Answer = Callable[[socket.socket], None]
TLS = Path(__file__).parent / "tls"
TLS_ONLY = {
    "server.bolt.tls_level": "REQUIRED",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": str(TLS),
    "dbms.ssl.policy.bolt.private_key": "for-tests-only.key",
    "dbms.ssl.policy.bolt.public_certificate": "for-tests-only.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}


@contextmanager
def listening(*answers: Answer) -> Iterator[list[int]]:
    """The port of each."""
    with ExitStack() as open_:
        yield [open_.enter_context(_listening(answer)) for answer in answers]


@contextmanager
def _listening(answer: Answer) -> Iterator[int]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                answer(self.request)

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def in_http(connection: socket.socket) -> None:
    connection.recv(100)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")


def like_ssh(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-Some\r\n")
    connection.recv(100)


def silent(connection: socket.socket) -> None:
    while connection.recv(100):
        pass


def hangs_up(_: socket.socket) -> None:
    pass


@contextmanager
def neo4j_with_tls_alone(folder: Path) -> Iterator[Ports]:
    """One with Neo4j's first password, and a certificate that nobody else has signed."""
    home, ports = Home(folder.resolve()), free_ports()
    home.folder.mkdir(parents=True, exist_ok=True)
    profile = replace(TEST_PROFILE, auth=True)
    write_configuration(home.neo4j, ports=ports, profile=profile)
    with (home.neo4j / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{key}={value}\n" for key, value in TLS_ONLY.items())
    jars, java = cache.fetch(read_settings()), find_java()
    command = java_command(java, jars=jars, home=home.neo4j, profile=profile)
    launched = launch(Request(command, str(home.log), bound=True, grace=10))
    try:
        address = DatabaseAddress(f"bolt+ssc://{HOST}:{ports.bolt}", "neo4j", "neo4j")
        readiness.wait_for_bolt(address, port=ports.bolt, java=launched.java, log=home.log)
        yield ports
    finally:
        launched.release(seconds=20)
