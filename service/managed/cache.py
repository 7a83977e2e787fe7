"""The folder with the downloaded parts of Neo4j: filled once, read-only from then on."""

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import httpx
import jgo.constants
from filelock import FileLock
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from service.errors import DownloadFailed
from service.managed.download import CONNECTIONS, Advance, Downloads, download, has_size, is_intact
from service.managed.lock import Artifact, Lock, read_lock
from service.settings import Settings

MARKER = "complete"


def fetch(settings: Settings, *, lock: Lock | None = None) -> Path:
    """The folder of jars, complete and checked. Downloads what is missing; needs no network when nothing is."""
    lock = lock or read_lock()
    folder = settings.cache.resolve() / f"neo4j-community-{lock.version}"
    try:
        if is_complete(folder, lock=lock):
            return folder
        settings.cache.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.cache / f"{folder.name}.lock"):
            if not is_complete(folder, lock=lock):
                _fill(folder, lock=lock, repository=_repository(settings))
    except OSError as error:
        raise DownloadFailed(
            f"{folder}: {error.strerror or error}. Neo4j's parts are kept there and need "
            f"{lock.size / 1e6:.0f} MB; name another folder with KG_CACHE."
        ) from error
    return folder


def is_complete(folder: Path, *, lock: Lock) -> bool:
    """True if all files were verified once (the marker says so) and still have their sizes."""
    try:
        marker = (folder / MARKER).read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return marker == lock.digest and all(has_size(folder / a.file_name, size=a.size) for a in lock.artifacts)


def _repository(settings: Settings) -> httpx.URL:
    address = settings.maven_repository or str(jgo.constants.MAVEN_CENTRAL_URL)
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise DownloadFailed(
            f"KG_MAVEN_REPOSITORY is not an address ({error}); write one such as https://mirror.example/maven2."
        ) from None


def _fill(folder: Path, *, lock: Lock, repository: httpx.URL) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    (folder / MARKER).unlink(missing_ok=True)
    _remove_strangers(folder, lock=lock)
    missing = [artifact for artifact in lock.artifacts if not is_intact(folder / artifact.file_name, artifact=artifact)]
    if missing:
        _announce(lock, missing=missing, repository=repository, folder=folder)
        with _progress(sum(artifact.size for artifact in missing)) as advance:
            _download_all(missing, folder=folder, repository=repository, advance=advance)
    _seal(folder, lock=lock)


def _remove_strangers(folder: Path, *, lock: Lock) -> None:
    """The class path is the whole folder, so a jar that the lock does not name must not lie in it."""
    wanted = {artifact.file_name for artifact in lock.artifacts}
    for path in folder.glob("*.jar"):
        if path.name not in wanted:
            path.unlink()


def _announce(lock: Lock, *, missing: list[Artifact], repository: httpx.URL, folder: Path) -> None:
    size = sum(artifact.size for artifact in missing)
    sys.stderr.write(
        f"Downloading Neo4j Community {lock.version} (licence GPLv3; downloaded to this machine, not bundled): "
        f"{len(missing)} files, {size / 1e6:.0f} MB, from {repository.host} to {folder}\n"
    )
    sys.stderr.flush()


@contextmanager
def _progress(total: int) -> Iterator[Advance]:
    columns = (TextColumn("Neo4j"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Neo4j", total=total)
        yield lambda count: progress.advance(task, count)


def _download_all(missing: list[Artifact], *, folder: Path, repository: httpx.URL, advance: Advance) -> None:
    cancelled = threading.Event()
    largest_first = sorted(missing, key=lambda artifact: -artifact.size)
    with _client(repository) as client, ThreadPoolExecutor(CONNECTIONS) as pool:
        downloads = Downloads(client, folder, advance, cancelled)
        futures = [pool.submit(download, artifact, downloads=downloads) for artifact in largest_first]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            cancelled.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _client(repository: httpx.URL) -> httpx.Client:
    return httpx.Client(
        base_url=repository,
        follow_redirects=True,
        timeout=httpx.Timeout(30, connect=10),
        limits=httpx.Limits(max_connections=CONNECTIONS),
    )


def _seal(folder: Path, *, lock: Lock) -> None:
    """Marks the folder complete, after everything in it is on the disk, and takes the right to write away."""
    for path in folder.glob("*.jar"):
        path.chmod(0o444)
    part = folder / f"{MARKER}.part"
    part.write_text(lock.digest, encoding="ascii")
    part.chmod(0o444)
    part.replace(folder / MARKER)
    _sync_folder(folder)
    folder.chmod(0o555)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
