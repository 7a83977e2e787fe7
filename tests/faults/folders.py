"""The curated files in two states: an older one, and all of them with what changes what was loaded before."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from service.settings import PROJECT

RETRACTED = "2025-12-01-trendforce-intel-18a-apple-emib"
RETRACTION = """\
url: https://example.com/retraction
publisher: trendforce
published: 2026-06-30
kind: news
retracts: {url}
"""
LATER_KNOWN = "  part_of: alphabet\n"  # a change of the reference data after which every belief is worked out anew


@dataclass(frozen=True, slots=True)
class Folders:
    """`older` holds half the articles of `full`; of the change from one to the other no way of the loader is left out:
    new articles, one that takes back an old one, and changed reference data."""

    older: Path
    full: Path


def write_folders(folder: Path) -> Folders:
    folders = Folders(folder / "older", folder / "full")
    for path in (folders.older, folders.full):
        shutil.copytree(PROJECT / "seed" / "data", path)
    _forget_newer(folders.older)
    _retract(folders.full)
    return folders


def _forget_newer(path: Path) -> None:
    articles = sorted(path.glob("articles/*/*/*.yaml"))
    for article in articles[len(articles) // 2 :]:
        article.unlink()
    companies = path / "entities" / "companies.yaml"
    text = companies.read_text("utf-8")
    assert LATER_KNOWN in text
    companies.write_text(text.replace(LATER_KNOWN, ""), "utf-8")


def _retract(path: Path) -> None:
    (retracted,) = path.glob(f"articles/*/*/{RETRACTED}.yaml")
    url = next(line for line in retracted.read_text("utf-8").splitlines() if line.startswith("url:")).split()[1]
    new = path / "articles" / "2026" / "06" / "2026-06-30-trendforce-retraction.yaml"
    new.write_text(RETRACTION.format(url=url), "utf-8")
