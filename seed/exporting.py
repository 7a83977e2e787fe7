"""The curated content and the edges of the present graph as files that other programs read."""

import csv
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from seed.export_format import (
    ARTICLES,
    CLAIMS,
    EDGES,
    FILES,
    REFERENCE,
    article_keys,
    claim_keys,
    is_export,
    line,
    reference_keys,
    reference_order,
    references,
)
from seed.files import shown_path
from seed.reading import Curated
from service.errors import LoadError
from service.graph import reading
from service.graph.database import Database
from service.graph.rows import PresentEdgeRow

EDGES_AT_ONCE = 10_000
_ENDS = ("subject", "relation", "object")
_BELIEF = (
    "deal", "fact", "evidence", "stage", "stage_evidence", "contested", "conflict", "provides", "workloads", "products",
    "valid_from_earliest", "valid_from_latest", "valid_until_earliest", "valid_until_latest", "first_known",
    "known_from", "last_affirmed", "rule", "sources", "winners",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """How many lines each file holds."""

    articles: int
    claims: int
    references: int
    edges: int = 0

    def __str__(self) -> str:
        content = f"{self.articles} articles, {self.claims} claims, {self.references} lines of reference"
        return f"{content}, {self.edges} edges of the present graph"


async def export(database: Database, curated: Curated, folder: Path) -> Exported:
    """Write `curated` and the present graph into `folder`, which appears whole or not at all.

    LoadError when the folder holds anything but an earlier export, or cannot be written.
    """
    with _replacing(folder.resolve()) as unfinished:
        content = write_content(curated, unfinished)
        return replace(content, edges=await _write_edges(database, unfinished / EDGES))


def write_content(curated: Curated, folder: Path) -> Exported:
    """All files of an export but that of the edges."""
    references = _write_references(curated, folder / REFERENCE)
    return Exported(len(curated.articles), _write_articles(curated, folder), references)


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, which takes its place when the block ends well, and else is gone."""
    _refuse_other(folder)
    unfinished, earlier = (folder.with_name(f".{folder.name}.{os.getpid()}.{word}") for word in ("new", "old"))
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        if folder.exists():
            folder.rename(earlier)
        unfinished.rename(folder)
    except OSError as error:
        raise LoadError(f"{shown_path(folder)} cannot be written: {error.strerror}; name another folder") from error
    finally:
        if earlier.exists() and not folder.exists():
            earlier.rename(folder)
        for left in (unfinished, earlier):
            shutil.rmtree(left, ignore_errors=True)


def _refuse_other(folder: Path) -> None:
    rule = "name a folder that is new, empty, or an earlier export"
    if folder.exists() and not folder.is_dir():
        raise LoadError(f"{shown_path(folder)} is no folder; {rule}")
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if found and not (is_export(folder) and found <= set(FILES)):
        other = min(found - set(FILES), default=min(found))
        raise LoadError(f"{shown_path(folder)} holds {other}, which is not of an export; {rule}")


def _write_articles(curated: Curated, folder: Path) -> int:
    """Both files in one pass; the number of claims."""
    urls = {claim.id: article.url for article in curated.past for claim in article.claims}
    written = 0
    with _opened(folder / ARTICLES) as articles, _opened(folder / CLAIMS) as claims:
        for article in curated.articles:
            articles.write(line(article_keys(article)))
            rows = (claim_keys(c, article=article, place=n, urls=urls) for n, c in enumerate(article.claims))
            claims.writelines(map(line, rows))
            written += len(article.claims)
    return written


def _write_references(curated: Curated, path: Path) -> int:
    values = (*references(curated.directory), *curated.rulings, *curated.withdrawals, *curated.past)
    rows = sorted(map(reference_keys, values), key=reference_order)
    with _opened(path) as file:
        file.writelines(map(line, rows))
    return len(rows)


async def _write_edges(database: Database, path: Path) -> int:
    written = 0
    with _opened(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow((*_ENDS, *_BELIEF))
        async for row in _edges(database):
            table.writerow([*(getattr(row, end) for end in _ENDS), *(_cell(row.edge.get(key)) for key in _BELIEF)])
            written += 1
    return written


async def _edges(database: Database) -> AsyncIterator[PresentEdgeRow]:
    after = ""
    while found := await reading.present_edges(database, after=after, limit=EDGES_AT_ONCE):
        for row in found:
            yield row
        after = found[-1].fact


def _cell(value: Any) -> str:
    """Lists with a semicolon between their parts; truth as true and false; empty for what is not known."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _opened(path: Path) -> TextIO:
    return path.open("x", encoding="utf-8", newline="\n")
