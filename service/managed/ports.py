"""Ports: whether they are free, who holds them, and finding free ones."""

import random
import socket
import time

import psutil

from service.errors import PortTaken
from service.managed.configuration import HOST, Ports

# Below the range from which systems take the ports of outgoing connections: a client that polls a port inside that
# range can be given the very port as its own and connect to itself.
TEST_PORTS = range(20_000, 32_000)
RELEASE_SECONDS = 3.0


def check_ports(ports: Ports) -> None:
    if ports.bolt == ports.http:
        raise PortTaken(f"KG_BOLT_PORT and KG_HTTP_PORT are both {ports.bolt}; they must differ. Change one of them.")
    _check(ports.bolt, purpose="Bolt", setting="KG_BOLT_PORT")
    _check(ports.http, purpose="Neo4j Browser", setting="KG_HTTP_PORT")


def _check(port: int, *, purpose: str, setting: str) -> None:
    """Gives a port that no living program holds a moment: the system frees a killed program's ports with a delay."""
    deadline = time.monotonic() + RELEASE_SECONDS
    while not is_free(port):
        holder = _holder(port)
        if holder or time.monotonic() > deadline:
            raise PortTaken(
                f"Port {port}, which the managed database needs for {purpose}, is held by "
                f"{holder or 'another program (of another user, or not visible to this one)'}. "
                f"End that program, or set {setting} to a free port."
            )
        time.sleep(0.05)


def is_free(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        if client.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError:
            return False
    return True


def _holder(port: int) -> str | None:
    """`java (process 4711)`, if it lives and this user may see it."""
    try:
        listening = (c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN)
        pid = next(c.pid for c in listening if c.laddr[1:] == (port,) and c.pid)
        return f"{psutil.Process(pid).name()} (process {pid})"
    except (StopIteration, psutil.Error):
        return None


def free_ports() -> Ports:
    free = (port for port in random.sample(TEST_PORTS, k=len(TEST_PORTS)) if is_free(port))
    return Ports(bolt=next(free), http=next(free))
