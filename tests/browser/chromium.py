"""A headless Chromium, told what to do over a pipe by the DevTools protocol.

https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 60.0  # for a busy machine
SWITCHES = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # which root has not
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1400,900",
)
Message = dict[str, Any]


@dataclass
class Chromium:
    """`events` are those of the page and of its workers, in their order."""

    reader: int
    writer: int
    session: str = ""
    events: list[Message] = field(default_factory=list)
    _rest: bytes = b""
    _answers: dict[int, Message] = field(default_factory=dict)
    _sent: int = 0

    def send(self, method: str, *, session: str | None = None, **parameters: Any) -> int:
        """The number of the command, whose answer nobody need wait for."""
        self._sent += 1
        message: Message = {"id": self._sent, "method": method, "params": parameters}
        if where := self.session if session is None else session:
            message["sessionId"] = where
        os.write(self.writer, json.dumps(message).encode() + b"\0")
        return self._sent

    def do(self, method: str, **parameters: Any) -> Message:
        """The result of a command to the page."""
        number = self.send(method, **parameters)
        end = time.monotonic() + SECONDS
        while number not in self._answers and time.monotonic() < end:
            self._read()
        answer = self._answers.pop(number)
        assert "error" not in answer, answer
        result: Message = answer["result"]
        return result

    def value(self, expression: str) -> Any:
        """What a JavaScript expression is in the page; a promise is waited for."""
        found = self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait_for(self, expression: str, *, seconds: float = SECONDS) -> Any:
        """The value of an expression as soon as it is true."""
        end = time.monotonic() + seconds
        while not (found := self.value(expression)):
            assert time.monotonic() < end, f"{expression} never became true; events: {self.told()}"
            self._read(seconds=0.1)
        return found

    def screenshot(self, path: Path) -> Path:
        path.write_bytes(base64.b64decode(self.do("Page.captureScreenshot", format="png")["data"]))
        return path

    def told(self) -> list[str]:
        """What the page and its workers complained of."""
        complaints = [each["params"] for each in self.events if each["method"] in COMPLAINTS]
        return [json.dumps(each)[:500] for each in complaints if not _is_harmless(each)]

    def addresses(self) -> list[str]:
        """What the page and its workers asked for."""
        asked = [each for each in self.events if each["method"] == "Network.requestWillBeSent"]
        return [each["params"]["request"]["url"] for each in asked]

    def open_page(self) -> None:
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")
        self.do("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True)

    def _read(self, *, seconds: float = 1.0) -> None:
        """Take in what came; of a new worker the network is watched before it may go on."""
        if not select.select([self.reader], [], [], seconds)[0]:
            return
        read = os.read(self.reader, 1 << 16)
        assert read, "Chromium ended"
        *messages, self._rest = (self._rest + read).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._answers[message["id"]] = message
                continue
            self.events.append(message)
            if message["method"] == "Target.attachedToTarget" and self.session:
                worker = message["params"]["sessionId"]
                for command in ("Network.enable", "Runtime.enable", "Log.enable", "Runtime.runIfWaitingForDebugger"):
                    self.send(command, session=worker)


COMPLAINTS = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")


def _is_harmless(complaint: Message) -> bool:
    level = complaint.get("type") or complaint.get("entry", {}).get("level")
    return level is not None and level not in ("error", "warning", "assert")


@contextmanager
def chromium(program: str, folder: Path) -> Iterator[Chromium]:
    """A browser with an empty profile in `folder` and one empty page."""
    to_browser, from_browser = os.pipe(), os.pipe()
    command = [program, *SWITCHES, f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(3, 4),
        preexec_fn=_as_three_and_four(to_browser[0], from_browser[1]),  # noqa: PLW1509 (it only moves descriptors)
        start_new_session=True,
    )
    os.close(to_browser[0])
    os.close(from_browser[1])
    browser = Chromium(from_browser[0], to_browser[1])
    try:
        browser.open_page()
        yield browser
    finally:
        with suppress(OSError):
            browser.send("Browser.close", session="")
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait(20)
        os.close(from_browser[0])
        os.close(to_browser[1])


def _as_three_and_four(reads: int, writes: int) -> Callable[[], None]:
    """Chromium reads commands from descriptor 3 and writes answers to 4."""

    def move() -> None:
        high = os.dup(reads), os.dup(writes)
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    return move
