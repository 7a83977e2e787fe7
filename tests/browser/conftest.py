"""A real browser, where there is one; under CI there must be."""

import os
import shutil

import pytest

from tests.http.conftest import serve

__all__ = ["serve"]  # pytest finds fixtures by their names

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser_program() -> str:
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("these tests need Chromium; on Debian: apt-get install chromium")
        pytest.skip("Chromium is not here")
    return found
