"""Runs Java for a caller: `python -m service.managed.supervisor`, one line of JSON on standard input.

Detached, it starts Java in a session of its own and leaves. Bound, it stays and holds the pipe to its caller: when the
caller's end closes, however the caller ended, it stops Java. If the supervisor itself is killed with SIGKILL, Linux
kills Java (PR_SET_PDEATHSIG). Other systems have nothing like it: there Java stays until the next start on the same
home, which finds it by its command line and ends it.

Only the quick half of the standard library is imported (not pathlib, say), because a caller waits for this program.
"""

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import FrameType

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Request:
    """`grace`: seconds between SIGTERM and SIGKILL, 0 for SIGKILL at once. `remove`: a folder to delete at the end."""

    command: list[str]
    log: str
    bound: bool
    grace: float
    remove: str | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def main() -> None:
    request = Request(**json.loads(sys.stdin.readline()))
    signal.signal(signal.SIGTERM, _exit)
    signal.signal(signal.SIGINT, _exit)
    try:
        with open(request.log, "wb") as log:  # noqa: PTH123 - see above
            java = _start(request, log=log.fileno())
    except OSError as error:
        _answer({"error": f"{request.command[0]}: {error.strerror or error}"})
        return
    _answer({"pid": java.pid})
    if request.bound:
        _watch(java, request=request)
    else:
        java.returncode = 0  # silences the warning that a child is left running: it is meant to be


def _start(request: Request, *, log: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - the command comes from our own caller
        request.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=os.path.dirname(request.log),  # noqa: PTH120 - where Java puts its crash reports
        start_new_session=True,
        # Sound here: no thread runs yet, and what is called after the fork is looked up before it.
        preexec_fn=_die_with(os.getpid()) if request.bound and sys.platform == "linux" else None,  # noqa: PLW1509
    )


def _die_with(supervisor: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None).prctl

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != supervisor:  # it died before the kernel was asked
            os._exit(1)

    return ask_kernel


def _answer(answer: dict[str, object]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the caller is gone: the end of its pipe will say so
        print(json.dumps(answer), flush=True)


def _watch(java: "subprocess.Popen[bytes]", *, request: Request) -> None:
    """Until Java ends, the caller ends, or somebody sends SIGTERM."""
    try:
        threading.Thread(target=_end_with_caller, args=(java, request.grace), daemon=True).start()
        java.wait()
    finally:
        stop(java, grace=request.grace)
        if request.remove:
            shutil.rmtree(request.remove, ignore_errors=True)


def _end_with_caller(java: "subprocess.Popen[bytes]", grace: float) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stop(java, grace=grace)


def stop(java: "subprocess.Popen[bytes]", *, grace: float) -> None:
    if grace > 0:
        java.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            java.wait(grace)
    java.kill()
    java.wait()


def _exit(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
