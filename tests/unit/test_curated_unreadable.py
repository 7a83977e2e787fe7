"""A folder that the user may not list would else be missed in silence."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from seed.layout import unreadable_folders

NOBODY = 65534


@contextmanager
def without_privilege() -> Iterator[None]:
    """As an ordinary user, whom modes bind; root would read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_may_not_be_listed_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        month = Path(folder, "articles", "2026")
        month.mkdir(parents=True)
        Path(folder).chmod(0o755)
        month.chmod(0)
        with without_privilege():
            (problem,) = unreadable_folders(Path(folder))
        month.chmod(0o755)
    assert str(problem) == f"{month}:1: the folder cannot be read: Permission denied"
