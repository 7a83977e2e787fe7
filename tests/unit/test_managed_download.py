"""Downloads from a repository of our own on the loopback interface."""

import hashlib
import os
import stat
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from service.errors import DownloadFailed
from service.managed.cache import MARKER, fetch, is_complete
from service.managed.lock import Artifact, Lock
from service.settings import Settings


@dataclass
class Repository:
    """`files` by path. A body in `spoiled` is sent in a file's place once per entry; a `cut` ends that answer early."""

    address: str
    files: dict[str, bytes]
    spoiled: dict[str, list[bytes]] = field(default_factory=dict)
    cuts: dict[str, list[int]] = field(default_factory=dict)
    failures: dict[str, list[int]] = field(default_factory=dict)
    ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def times_asked(self, artifact: Artifact) -> int:
        return Counter(path for path, _ in self.asked)[artifact.path]


@pytest.fixture
def lock() -> Lock:
    bodies = [name.encode() * 40_000 for name in ("alpha", "beta", "gamma")]
    names = ("org.a:alpha:1", "org.b:beta:2:linux", "org.c:gamma:3")
    rows = zip(names, bodies, strict=True)
    return Lock("1.0", tuple(Artifact(name, len(body), hashlib.sha256(body).hexdigest()) for name, body in rows))


def body_of(artifact: Artifact) -> bytes:
    return artifact.coordinate.split(":")[1].encode() * 40_000


@pytest.fixture
def repository(lock: Lock) -> Iterator[Repository]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, repository=found)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/maven2"
        found = Repository(address, {artifact.path: body_of(artifact) for artifact in lock.artifacts})
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield found
        server.shutdown()


def answer(handler: BaseHTTPRequestHandler, *, repository: Repository) -> None:
    path, asked = handler.path.removeprefix("/maven2/"), handler.headers.get("Range")
    repository.asked.append((path, asked))
    if failures := repository.failures.get(path):
        handler.send_error(failures.pop(0))
        return
    spoiled = repository.spoiled.get(path)
    body = spoiled.pop(0) if spoiled else repository.files.get(path)
    if body is None:
        handler.send_error(404)
        return
    start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and repository.ranges else 0
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    handler.send_header("Content-Length", str(len(body) - start))
    handler.end_headers()
    cuts = repository.cuts.get(path)
    handler.wfile.write(body[start : cuts.pop(0) if cuts else None])


@pytest.fixture
def settings(tmp_path: Path, repository: Repository) -> Iterator[Settings]:
    yield Settings(home=tmp_path / "home", cache=tmp_path / "cache", maven_repository=repository.address)
    for folder in (tmp_path / "cache").glob("*/"):
        folder.chmod(0o755)


def part_of(artifact: Artifact, *, settings: Settings) -> Path:
    folder = settings.cache / "neo4j-community-1.0"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{artifact.file_name}.part"


def assert_whole(folder: Path, *, lock: Lock) -> None:
    assert {path.name for path in folder.iterdir()} == {a.file_name for a in lock.artifacts} | {MARKER}
    assert all((folder / a.file_name).read_bytes() == body_of(a) for a in lock.artifacts)


def test_everything_the_lock_names_arrives(settings: Settings, lock: Lock) -> None:
    assert_whole(fetch(settings, lock=lock), lock=lock)


def test_the_first_time_one_line_says_what_how_big_and_which_licence(
    settings: Settings, lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(settings, lock=lock)
    fetch(settings, lock=lock)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Neo4j Community 1.0 (licence GPLv3; downloaded to this machine, not bundled): 3 files, 1 MB" in said


def test_a_complete_cache_needs_no_network(settings: Settings, lock: Lock) -> None:
    fetch(settings, lock=lock)
    nowhere = settings.model_copy(update={"maven_repository": "http://127.0.0.1:9/"})
    assert_whole(fetch(nowhere, lock=lock), lock=lock)


def test_a_complete_cache_is_read_only(settings: Settings, lock: Lock) -> None:
    folder = fetch(settings, lock=lock)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert (stat.S_IMODE(folder.stat().st_mode), modes) == (0o555, {0o444})


def test_an_interrupted_download_goes_on_where_it_stopped(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    alpha = lock.artifacts[0]
    part_of(alpha, settings=settings).write_bytes(body_of(alpha)[:150_000])
    assert_whole(fetch(settings, lock=lock), lock=lock)
    assert (alpha.path, "bytes=150000-") in repository.asked


def test_a_repository_without_ranges_is_asked_for_the_whole_file(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    repository.ranges = False
    alpha = lock.artifacts[0]
    part_of(alpha, settings=settings).write_bytes(body_of(alpha)[:150_000])
    assert_whole(fetch(settings, lock=lock), lock=lock)


def test_a_broken_connection_is_taken_up_again(settings: Settings, lock: Lock, repository: Repository) -> None:
    alpha = lock.artifacts[0]
    repository.cuts[alpha.path] = [70_000]
    assert_whole(fetch(settings, lock=lock), lock=lock)
    assert [asked for path, asked in repository.asked if path == alpha.path] == [None, "bytes=70000-"]


def test_a_busy_repository_is_asked_again(settings: Settings, lock: Lock, repository: Repository) -> None:
    alpha = lock.artifacts[0]
    repository.failures[alpha.path] = [503]
    assert_whole(fetch(settings, lock=lock), lock=lock)
    assert repository.times_asked(alpha) == 2


def test_a_file_that_is_spoiled_once_is_fetched_once_more(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    beta = lock.artifacts[1]
    repository.spoiled[beta.path] = [b"x" * beta.size]
    assert_whole(fetch(settings, lock=lock), lock=lock)
    assert repository.times_asked(beta) == 2


def test_a_file_that_is_spoiled_twice_is_an_error_that_names_it(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    beta = lock.artifacts[1]
    repository.spoiled[beta.path] = [b"x" * beta.size, b"y" * beta.size]
    with pytest.raises(DownloadFailed, match=r"beta-2-linux\.jar: .*SHA-256.*KG_MAVEN_REPOSITORY"):
        fetch(settings, lock=lock)
    assert repository.times_asked(beta) == 2


@pytest.mark.parametrize("size", [100, 500_000])
def test_a_file_of_another_length_never_enters_the_cache(
    settings: Settings, lock: Lock, repository: Repository, size: int
) -> None:
    gamma = lock.artifacts[2]
    repository.files[gamma.path] = b"z" * size
    with pytest.raises(DownloadFailed, match=r"gamma-3\.jar"):
        fetch(settings, lock=lock)
    assert not (settings.cache / "neo4j-community-1.0" / gamma.file_name).exists()


def test_a_file_truncated_in_the_cache_is_fetched_again(settings: Settings, lock: Lock, repository: Repository) -> None:
    folder = fetch(settings, lock=lock)
    alpha, beta, _ = lock.artifacts
    (folder / alpha.file_name).chmod(0o644)
    os.truncate(folder / alpha.file_name, 100)
    assert not is_complete(folder, lock=lock)
    assert_whole(fetch(settings, lock=lock), lock=lock)
    assert (repository.times_asked(alpha), repository.times_asked(beta)) == (2, 1)


def test_a_jar_that_the_lock_does_not_name_is_removed(settings: Settings, lock: Lock) -> None:
    stranger = part_of(lock.artifacts[0], settings=settings).with_name("stranger-1.jar")
    stranger.write_bytes(b"")
    assert_whole(fetch(settings, lock=lock), lock=lock)


def test_a_repository_without_the_file_is_an_error_that_names_the_setting(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    alpha = lock.artifacts[0]
    repository.files.pop(alpha.path)
    with pytest.raises(DownloadFailed, match=r"alpha-1\.jar: the repository answered 404 .*KG_MAVEN_REPOSITORY"):
        fetch(settings, lock=lock)


def test_a_repository_that_does_not_answer_is_an_error_and_what_had_arrived_is_kept(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    alpha = lock.artifacts[0]
    part_of(alpha, settings=settings).write_bytes(body_of(alpha)[:60_000])
    nowhere = settings.model_copy(update={"maven_repository": "http://127.0.0.1:9/"})
    with pytest.raises(DownloadFailed, match=r"could not be fetched in 4 attempts .*KG_MAVEN_REPOSITORY"):
        fetch(nowhere, lock=lock)
    fetch(settings, lock=lock)
    assert (alpha.path, "bytes=60000-") in repository.asked


def test_the_password_in_a_mirrors_address_is_not_shown(
    settings: Settings, lock: Lock, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.files.clear()
    address = repository.address.replace("//", "//reader:mirrorsecret@")
    with pytest.raises(DownloadFailed) as caught:
        fetch(settings.model_copy(update={"maven_repository": address}), lock=lock)
    assert "mirrorsecret" not in f"{caught.value}{capsys.readouterr().err}"


def test_a_mirror_that_is_no_address_is_an_error_that_names_the_setting(settings: Settings, lock: Lock) -> None:
    with pytest.raises(DownloadFailed, match="KG_MAVEN_REPOSITORY is not an address"):
        fetch(settings.model_copy(update={"maven_repository": "http://mirror:port/maven2"}), lock=lock)


def test_a_cache_that_cannot_be_written_is_an_error_that_names_the_setting(settings: Settings, lock: Lock) -> None:
    settings.cache.write_text("a file where the folder should be")
    with pytest.raises(DownloadFailed, match="KG_CACHE"):
        fetch(settings, lock=lock)


def test_of_two_programs_one_downloads_and_both_end_well(
    settings: Settings, lock: Lock, repository: Repository
) -> None:
    program = f"""
from service.managed.cache import fetch
from service.managed.lock import Artifact, Lock
from service.settings import Settings
settings = Settings(cache={str(settings.cache)!r}, maven_repository={repository.address!r})
fetch(settings, lock={lock!r})
"""
    programs = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [started.wait(30) for started in programs] == [0, 0]
    assert [repository.times_asked(artifact) for artifact in lock.artifacts] == [1, 1, 1]
