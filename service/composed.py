"""The Neo4j of docker-compose.yml, when it is up: Docker itself says where it answers, so nothing else need be set."""

import json
import os
import subprocess
from typing import Any

from service.errors import SettingsError
from service.settings import APPLICATION, DatabaseAddress

SECONDS = 5.0  # that Docker may take to answer
BOLT = "7687/tcp"


def composed_address() -> DatabaseAddress:
    """SettingsError, with the reason, when it is not up. The project is ours, unless COMPOSE_PROJECT_NAME is set."""
    project = os.environ.get("COMPOSE_PROJECT_NAME") or APPLICATION
    labels = (f"com.docker.compose.project={project}", "com.docker.compose.service=neo4j")
    running = _ask_docker("ps", "--quiet", *(f"--filter=label={label}" for label in labels)).split()
    if not running:
        raise SettingsError(
            f"the Neo4j of Docker Compose (project {project}) is not up; "
            "start it in the folder of docker-compose.yml with: docker compose up --detach --wait"
        )
    (container,) = json.loads(_ask_docker("inspect", running[0]))
    return _address(container)


def _address(container: dict[str, Any]) -> DatabaseAddress:
    """From what `docker inspect` says: the published port, and the login with which it was started."""
    published = container["NetworkSettings"]["Ports"].get(BOLT)
    if not published:
        raise SettingsError("the Neo4j of Docker Compose publishes no port for Bolt; see `ports` in docker-compose.yml")
    environment = dict(line.partition("=")[::2] for line in container["Config"]["Env"])
    username, _, password = environment.get("NEO4J_AUTH", "").partition("/")
    uri = f"bolt://127.0.0.1:{published[0]['HostPort']}"
    return DatabaseAddress(uri, username, password) if password else DatabaseAddress(uri, "", "")


def _ask_docker(*words: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - constant words, and a name as one of them
            ["docker", *words],  # noqa: S607 - the user's own
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    except FileNotFoundError:
        raise SettingsError("there is no command docker here; install Docker, or use another database") from None
    except subprocess.CalledProcessError as error:
        raise SettingsError(f"Docker refuses: {error.stderr.strip()}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f"Docker does not answer: {error}") from None
    return answer.stdout
