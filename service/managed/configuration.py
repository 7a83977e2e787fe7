"""What a managed server runs with: neo4j.conf and the Java command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.managed.java import Java

HOST = "127.0.0.1"
MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"  # what the command neo4j-admin runs


@dataclass(frozen=True, slots=True)
class Profile:
    """How much a server may use, and whether it asks for a password. Sizes as Java and Neo4j write them: 512m."""

    heap: str
    page_cache: str
    auth: bool
    java_flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ports:
    bolt: int
    http: int


# The serial collector takes 100 MB less than G1 on a heap this small.
# C1 alone halves the processor time of a short life; a long one is faster with both compilers.
TEST_PROFILE = Profile("512m", "16m", auth=False, java_flags=("-XX:TieredStopAtLevel=1",))


def development_profile(heap_mb: int) -> Profile:
    return Profile(f"{heap_mb}m", "128m", auth=True)


def write_configuration(home: Path, *, ports: Ports, profile: Profile) -> None:
    folder = home / "conf"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "neo4j.conf").write_text(configuration(ports, profile=profile), encoding="utf-8")


def configuration(ports: Ports, *, profile: Profile) -> str:
    """The text of neo4j.conf. Neo4j refuses to start with a key that it does not know."""
    values = {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"localhost:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
        "server.http.advertised_address": f"localhost:{ports.http}",
        "server.memory.pagecache.size": profile.page_cache,
        "dbms.memory.transaction.total.max": "256m",
        "db.transaction.timeout": "60s",
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "keep_none",
        "db.query.default_language": "CYPHER_25",
        "dbms.security.auth_enabled": str(profile.auth).lower(),
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        # Otherwise a stop waits 10 s for connections that might still come.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    return "".join(f"{key}={value}\n" for key, value in values.items())


def java_command(java: Java, *, jars: Path, home: Path, profile: Profile) -> list[str]:
    arguments = (f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode")
    return [*_java(java, jars=jars, profile=profile), MAIN_CLASS, *arguments]


def admin_command(java: Java, *, jars: Path, profile: Profile, words: Sequence[str]) -> list[str]:
    """As `neo4j-admin` and `words`; where the home is stands in the environment."""
    return [*_java(java, jars=jars, profile=profile), ADMIN_CLASS, *words]


def _java(java: Java, *, jars: Path, profile: Profile) -> list[str]:
    opened = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    unsafe = ("--sun-misc-unsafe-memory-access=allow",) if java.version >= 23 else ()
    return [
        str(java.executable),
        "-Xms256m",
        f"-Xmx{profile.heap}",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        *profile.java_flags,
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened),
        "--enable-native-access=ALL-UNNAMED",
        *unsafe,
        "-Dfile.encoding=UTF-8",
        "-Dlog4j2.disable.jmx=true",
        "-cp",
        str(jars / "*"),
    ]
