"""docker-compose.yml, read without Docker: one version, this machine only, within a small one."""

from typing import Any

import pytest
import yaml

from service.managed.configuration import Ports, configuration, development_profile
from service.managed.version import NEO4J_VERSION
from service.settings import APPLICATION, PROJECT

COMPOSED: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
MACHINE = 2048  # MB, of which the system needs some
PLACES = ("_address", "auth_enabled")


def test_the_composed_neo4j_is_the_managed_one() -> None:
    assert SERVICES["neo4j"]["image"] == f"neo4j:{NEO4J_VERSION}-community"


def test_it_has_the_settings_of_the_managed_one() -> None:
    managed = dict(line.split("=", 1) for line in configuration(Ports(1, 2), profile=development_profile(512)).split())
    wanted = {variable(key): value for key, value in managed.items() if not key.endswith(PLACES)}
    assert wanted.items() <= SERVICES["neo4j"]["environment"].items()


def variable(key: str) -> str:
    """As Neo4j's image names a setting: a dot is one line below, a line below is two."""
    return "NEO4J_" + key.replace("_", "__").replace(".", "_")


def test_kg_looks_for_the_project_by_its_name() -> None:
    assert COMPOSED["name"] == APPLICATION


def test_ports_are_open_to_this_machine_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_all_together_fit_a_machine_of_2_gb() -> None:
    limits = [int(service["mem_limit"].removesuffix("m")) for service in SERVICES.values()]
    assert sum(limits) <= MACHINE - 256


@pytest.mark.parametrize("name", SERVICES)
def test_no_log_fills_the_disk(name: str) -> None:
    assert set(SERVICES[name]["logging"]["options"]) == {"max-size", "max-file"}


@pytest.mark.parametrize("name", ["seed", "api"])
def test_our_containers_have_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_what_serves_comes_back_and_what_loads_ends() -> None:
    restarts = {name: service.get("restart") for name, service in SERVICES.items()}
    assert restarts == {"neo4j": "unless-stopped", "seed": None, "api": "unless-stopped"}


def test_the_image_is_made_of_the_lock_with_its_hashes() -> None:
    made = (PROJECT / "Dockerfile").read_text("utf-8")
    assert "--require-hashes --requirement packages.lock" in made
    assert "# syntax=" not in made  # would be fetched from a registry of images
