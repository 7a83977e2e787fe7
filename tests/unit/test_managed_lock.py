from dataclasses import replace

from service.managed.lock import Artifact, read_lock
from service.managed.version import NEO4J_VERSION


def test_the_lock_names_every_part_of_this_version_once() -> None:
    lock = read_lock()
    assert len(lock.artifacts) == len({artifact.file_name for artifact in lock.artifacts}) == 226
    assert lock.size == 173_342_121
    assert f"org.neo4j:neo4j:{NEO4J_VERSION}" in {artifact.coordinate for artifact in lock.artifacts}


def test_a_coordinate_says_where_the_file_lies() -> None:
    artifact = Artifact("io.netty:netty-transport:4.2.17.Final", 1, "")
    assert artifact.path == "io/netty/netty-transport/4.2.17.Final/netty-transport-4.2.17.Final.jar"


def test_a_classifier_comes_last_in_the_file_name() -> None:
    artifact = Artifact("io.netty:netty-epoll:4.2:linux-x86_64", 1, "")
    assert artifact.path == "io/netty/netty-epoll/4.2/netty-epoll-4.2-linux-x86_64.jar"


def test_another_checksum_makes_another_digest() -> None:
    lock = read_lock()
    changed = replace(lock.artifacts[0], sha256="0" * 64)
    assert replace(lock, artifacts=(changed, *lock.artifacts[1:])).digest != lock.digest
