from pathlib import Path

import pytest

from service.managed.configuration import TEST_PROFILE, Ports, configuration, development_profile, java_command
from service.managed.java import Java

PORTS = Ports(bolt=7001, http=7002)


def keys_and_values(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines())


def test_the_server_listens_on_this_machine_only() -> None:
    conf = keys_and_values(configuration(PORTS, profile=development_profile(512)))
    assert conf["server.default_listen_address"] == "127.0.0.1"
    assert conf["server.bolt.listen_address"] == "127.0.0.1:7001"
    assert conf["server.http.listen_address"] == "127.0.0.1:7002"


def test_the_development_server_asks_for_a_password_and_the_test_server_does_not() -> None:
    development = keys_and_values(configuration(PORTS, profile=development_profile(512)))
    test = keys_and_values(configuration(PORTS, profile=TEST_PROFILE))
    assert (development["dbms.security.auth_enabled"], test["dbms.security.auth_enabled"]) == ("true", "false")
    assert (development["server.memory.pagecache.size"], test["server.memory.pagecache.size"]) == ("128m", "16m")


def test_nothing_is_reported_home() -> None:
    conf = keys_and_values(configuration(PORTS, profile=TEST_PROFILE))
    assert conf["dbms.usage_report.enabled"] == conf["client.allow_telemetry"] == "false"


@pytest.mark.parametrize(("version", "knows"), [(21, False), (25, True)])
def test_a_flag_is_given_only_to_a_java_that_knows_it(version: int, knows: bool) -> None:
    java = Java(Path("java"), version)
    command = java_command(java, jars=Path("/jars"), home=Path("/home"), profile=TEST_PROFILE)
    assert ("--sun-misc-unsafe-memory-access=allow" in command) is knows


def test_the_heap_setting_reaches_java() -> None:
    command = java_command(
        Java(Path("java"), 25), jars=Path("/jars"), home=Path("/home"), profile=development_profile(768)
    )
    assert "-Xmx768m" in command
