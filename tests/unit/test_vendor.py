"""The vendored GraphiQL is what its manifest says, file by file, and says whose it is."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from service.web.pages import VENDOR

MANIFEST: dict[str, Any] = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
BUNDLE = VENDOR.parent / "bundle"
LISTED = {entry["file"]: entry for entry in MANIFEST["files"]}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("entry", MANIFEST["files"], ids=lambda entry: entry["file"])
def test_a_vendored_file_has_its_hash(entry: dict[str, Any]) -> None:
    assert sha256(VENDOR / entry["file"]) == entry["sha256"]


def test_every_vendored_file_is_listed() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"MANIFEST.json"} == set(LISTED)


@pytest.mark.parametrize("entry", MANIFEST["packages"], ids=lambda entry: f"{entry['package']}@{entry['version']}")
def test_a_package_has_a_licence_and_its_text(entry: dict[str, Any]) -> None:
    assert entry["licence"] in {"MIT", "Apache-2.0", "BSD-2-Clause", "0BSD"}
    assert entry["licence_files"]
    assert set(entry["licence_files"]) <= set(LISTED)


def test_every_file_names_packages_that_are_listed() -> None:
    packages = {f"{entry['package']}@{entry['version']}" for entry in MANIFEST["packages"]}
    assert {name for entry in MANIFEST["files"] for name in entry["packages"]} <= packages


@pytest.mark.parametrize("entry", MANIFEST["built_from"], ids=lambda entry: entry["file"])
def test_the_bundle_was_built_from_these_sources(entry: dict[str, str]) -> None:
    assert sha256(BUNDLE / entry["file"]) == entry["sha256"], "run: node service/web/bundle/build.mjs"


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((BUNDLE / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
