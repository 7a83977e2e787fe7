"""Another time of day for one program, by libfaketime (https://github.com/wolfcw/libfaketime).

Only the calendar's clock is moved: what a program waits for by the monotonic clock takes as long as ever.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
NAME = "libfaketimeMT.so.1"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of the programs that run with its `settings`; it may be set at any time. `file`: how far it is off."""

    file: Path
    library: Path

    def set(self, moment: datetime) -> None:
        """To `moment`, which has a time zone; from there it goes on. The file is never half written."""
        new = self.file.with_suffix(".new")
        new.write_text(f"{(moment - datetime.now(UTC)).total_seconds():+.3f}\n")
        new.replace(self.file)

    @property
    def settings(self) -> Mapping[str, str]:
        return {
            "LD_PRELOAD": str(self.library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }


def false_clock(folder: Path) -> Clock:
    """Not set yet. Without the library the test is skipped, and under CI it fails."""
    found = sorted(path for place in PLACES for path in Path(place).glob(f"**/{NAME}"))
    if not found:
        missing = f"not run: {NAME} is not here (Debian's package libfaketime has it)"
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return Clock(folder / "clock", found[0])
