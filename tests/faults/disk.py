"""Places for a database that get full: a small filesystem, and a limit on the size of each file."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MOUNT = 'mount -t tmpfs -o "size=$1" small "$2" && echo mounted && exec cat'
NEEDS = "needs Linux with unshare, nsenter and mount, run by root or with user namespaces allowed"


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A filesystem in memory that only those see who enter the keeper's namespace; it ends with this program."""

    keeper: "subprocess.Popen[str]"
    place: Path

    @property
    def enter(self) -> tuple[str, ...]:
        """What to put before a command so that it sees the disk."""
        user = () if os.geteuid() == 0 else ("--user", "--preserve-credentials")
        return ("nsenter", f"--target={self.keeper.pid}", "--mount", *user, "--")

    @property
    def used(self) -> int:
        """Bytes."""
        disk = os.statvfs(f"/proc/{self.keeper.pid}/root{self.place}")
        return (disk.f_blocks - disk.f_bfree) * disk.f_frsize

    def resize(self, size: int) -> None:
        """To `size` bytes, more than are used."""
        subprocess.run([*self.enter, "mount", "-o", f"remount,size={size}", str(self.place)], check=True)


@contextmanager
def small_disk(place: Path, *, size: int) -> Iterator[SmallDisk]:
    """A disk of `size` bytes at `place`, a folder. Where there can be none the test is skipped, and fails under CI."""
    if sys.platform != "linux":
        _give_up("this is not Linux")
    user = () if os.geteuid() == 0 else ("--user", "--map-root-user")
    command = ["unshare", *user, "--mount", "sh", "-c", MOUNT, "sh", str(size), str(place)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True) as keeper:
        assert keeper.stdin
        assert keeper.stdout
        if (answer := keeper.stdout.readline()) != "mounted\n":
            _give_up(answer)
        try:
            yield SmallDisk(keeper, place)
        finally:
            keeper.stdin.close()  # at which the keeper ends


def limit_files(pid: int, *, size: int) -> None:
    """From now on no file that this process writes may grow beyond `size` bytes; the error is that of a full disk."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _give_up(why: str) -> None:
    text = f"a small disk {NEEDS}: {why.strip()}"
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)
