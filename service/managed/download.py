"""One file from a Maven repository: resumed where it stopped, checked, synced, renamed."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from service.errors import DownloadFailed
from service.managed.lock import Artifact

CONNECTIONS = 8
ATTEMPTS = 4

Advance = Callable[[int], None]


class CancelledError(Exception):
    """Another file failed or the user pressed Ctrl-C; what has arrived stays for the next time."""


@dataclass(frozen=True, slots=True)
class Downloads:
    """What the downloads of one fetch share. `advance` is told how many bytes came (or, negative, were lost)."""

    client: httpx.Client
    folder: Path
    advance: Advance
    cancelled: threading.Event


def is_intact(path: Path, *, artifact: Artifact) -> bool:
    if not has_size(path, size=artifact.size):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == artifact.sha256


def has_size(path: Path, *, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def download(artifact: Artifact, *, downloads: Downloads) -> None:
    """Leaves the whole file in the folder, or raises DownloadFailed. A wrong checksum is fetched once more."""
    part = downloads.folder / f"{artifact.file_name}.part"
    for _ in range(2):
        _receive_all(artifact, part=part, downloads=downloads)
        if is_intact(part, artifact=artifact):
            _sync(part)
            part.replace(downloads.folder / artifact.file_name)
            return
        downloads.advance(-part.stat().st_size)
        part.unlink()
    raise DownloadFailed(
        f"{artifact.file_name}: fetched twice and its SHA-256 was not {artifact.sha256} either time; "
        "the repository or something on the way changes the file. "
        "Try another network, or name another repository with KG_MAVEN_REPOSITORY."
    )


def _receive_all(artifact: Artifact, *, part: Path, downloads: Downloads) -> None:
    """Until the file is as long as it must be: asks again for the missing end when the connection breaks."""
    reason = ""
    downloads.advance(_arrived(part))
    for attempt in range(ATTEMPTS):
        if attempt:
            downloads.cancelled.wait(0.15 * 2**attempt)
        if downloads.cancelled.is_set():
            raise CancelledError
        try:
            _receive(artifact, part=part, downloads=downloads)
        except httpx.RequestError as error:
            reason = str(error) or type(error).__name__
        except _BusyError as error:
            reason = str(error)
        else:
            reason = "the answer ended early"
        if _arrived(part) >= artifact.size:
            return
    raise DownloadFailed(
        f"{artifact.file_name}: could not be fetched in {ATTEMPTS} attempts ({reason}). "
        "Check the network and KG_MAVEN_REPOSITORY, then start again: what has arrived is kept."
    )


def _arrived(part: Path) -> int:
    """Bytes that an earlier attempt left."""
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


class _BusyError(Exception):
    pass


def _receive(artifact: Artifact, *, part: Path, downloads: Downloads) -> None:
    have = _arrived(part)
    if have >= artifact.size:
        return
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with downloads.client.stream("GET", artifact.path, headers=headers) as response:
        _check_status(response, artifact=artifact)
        resumes = response.status_code == httpx.codes.PARTIAL_CONTENT and _first_byte(response) == have
        if have and not resumes:
            downloads.advance(-have)
            part.unlink()
            if response.status_code != httpx.codes.OK:
                return
        with part.open("ab") as file:
            for chunk in _chunks(response, limit=artifact.size - file.tell(), cancelled=downloads.cancelled):
                file.write(chunk)
                downloads.advance(len(chunk))


def _check_status(response: httpx.Response, *, artifact: Artifact) -> None:
    code = response.status_code
    if code in (408, 429) or code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _BusyError(f"the repository answered {code}")
    if code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE):
        raise DownloadFailed(
            f"{artifact.file_name}: the repository answered {code} for {artifact.path}. "
            "KG_MAVEN_REPOSITORY must be the address of a Maven repository that holds Maven Central's files."
        )


def _first_byte(response: httpx.Response) -> int | None:
    """From `Content-Range: bytes 100-199/200`, the 100."""
    start = response.headers.get("Content-Range", "").removeprefix("bytes ").split("-")[0]
    return int(start) if start.isdigit() else None


def _chunks(response: httpx.Response, *, limit: int, cancelled: threading.Event) -> Iterator[bytes]:
    """At most one byte more than `limit`, which is enough to see that this is another file."""
    room = limit + 1
    for chunk in response.iter_raw():
        if cancelled.is_set():
            raise CancelledError
        yield chunk[:room]
        room -= len(chunk)
        if room <= 0:
            return


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
