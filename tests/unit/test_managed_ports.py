import os
import socket
from collections.abc import Iterator

import pytest

from service.errors import PortTaken
from service.managed.configuration import Ports
from service.managed.ports import check_ports, free_ports, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that this very program holds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_held_port_is_not_free(taken: int) -> None:
    assert not is_free(taken)


def test_a_port_held_without_listening_is_not_free() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        assert not is_free(holder.getsockname()[1])


def test_a_taken_bolt_port_names_its_holder_and_the_setting(taken: int) -> None:
    with pytest.raises(PortTaken, match=rf"Port {taken}, .*process {os.getpid()}\).*KG_BOLT_PORT"):
        check_ports(Ports(bolt=taken, http=free_ports().http))


def test_a_taken_browser_port_names_its_holder_and_the_setting(taken: int) -> None:
    with pytest.raises(PortTaken, match=rf"Port {taken}, .*process {os.getpid()}\).*KG_HTTP_PORT"):
        check_ports(Ports(bolt=free_ports().bolt, http=taken))


def test_one_port_cannot_serve_both() -> None:
    port = free_ports().bolt
    with pytest.raises(PortTaken, match="KG_BOLT_PORT and KG_HTTP_PORT are both"):
        check_ports(Ports(bolt=port, http=port))


def test_chosen_ports_are_free_and_differ() -> None:
    check_ports(free_ports())
