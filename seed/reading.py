"""A folder of curated files as one value, or every problem of every file at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from seed.articles import ArticleReading, read_article
from seed.decisions import read_rulings, read_withdrawals
from seed.directory import read_directory
from seed.files import open_file, shown_path
from seed.layout import misplaced_files, unreadable_folders
from seed.positions import UNREAD
from seed.references import Listed
from seed.wording import did_you_mean, shown
from service.errors import CuratedFilesError, Problem
from service.model.claims import Article
from service.model.entities import Directory, Withdrawal
from service.model.rulings import Ruling


class Articles(Protocol):
    """Articles in the order in which they became known (day, then id), as often as one asks; maybe not in memory."""

    def __iter__(self) -> Iterator[Article]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Curated:
    directory: Directory
    articles: Articles
    rulings: tuple[Ruling, ...]
    withdrawals: tuple[Withdrawal, ...]


@dataclass(frozen=True, slots=True)
class _Articles:
    """`claim_ids` is None if a file could not be read, so that its claims are unknown."""

    read: list[Article]
    claim_ids: set[str] | None
    problems: list[Problem]


def read_folder(folder: Path) -> Curated:
    """All that `folder` holds; CuratedFilesError with every problem of every file."""
    if not folder.is_dir():
        raise CuratedFilesError(
            [Problem(shown_path(folder), 1, "", "there is no such folder; give one such as seed/data")]
        )
    if unreadable := unreadable_folders(folder):
        raise CuratedFilesError(unreadable)
    reference = read_directory(folder)
    articles = _read_articles(folder, reference.listed)
    withdrawals, withdrawal_problems = read_withdrawals(folder / "withdrawals.yaml")
    rulings, ruling_problems = read_rulings(
        folder / "rulings.yaml",
        claims=None if articles.claim_ids is None else articles.claim_ids | {one.claim for one in withdrawals},
        origins={*reference.listed.origins, *(path.stem for path in _article_paths(folder))},
    )
    problems = [
        *misplaced_files(folder),
        *reference.problems,
        *articles.problems,
        *withdrawal_problems,
        *ruling_problems,
    ]
    if problems:
        raise CuratedFilesError(problems)
    return Curated(reference.directory, _by_day(articles.read), tuple(rulings), tuple(withdrawals))


def read_articles(folder: Path, directory: Directory) -> tuple[Article, ...]:
    """The articles in `folder`/articles, read against `directory`; CuratedFilesError with every problem."""
    articles = _read_articles(folder, Listed.of(directory))
    if articles.problems:
        raise CuratedFilesError(articles.problems)
    return _by_day(articles.read)


def _by_day(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (article.known_on, article.id)))


def _article_paths(folder: Path) -> list[Path]:
    """All article files; misplaced ones too, which are read like the others."""
    return sorted(path for path in (folder / "articles").rglob("*.yaml") if not path.name.startswith("."))


def _read_articles(folder: Path, listed_ids: Listed) -> _Articles:
    problems: list[Problem] = []
    readings: dict[str, ArticleReading] = {}
    some_unread = False
    for path in _article_paths(folder):
        file = open_file(path)
        readings[file.name] = reading = read_article(file, listed_ids)
        some_unread = some_unread or file.root is UNREAD
        problems.extend([*file.problems, *file.problems_of(reading.faults)])
    problems.extend(_stem_problems(readings))
    problems.extend(_repeated_claim_problems(readings))
    problems.extend(_withdrawn_url_problems(readings))
    read = [reading.article for reading in readings.values() if reading.article]
    return _Articles(read, None if some_unread else _claim_ids(readings.values()), problems)


def _claim_ids(readings: Iterable[ArticleReading]) -> set[str]:
    return {claim.text for reading in readings for claim in reading.claims}


def _stem_problems(names: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name in names:
        stem = Path(name).stem
        if stem in first:
            message = f"{shown(stem)} is also the name of {first[stem]}; give each article a name of its own"
            yield Problem(name, 1, "", message)
        first.setdefault(stem, name)


def _repeated_claim_problems(readings: Mapping[str, ArticleReading]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, reading in readings.items():
        for claim in reading.claims:
            if claim.text in first:
                rule = "claims of one url differ in more than summary, quote and where; leave one of them out"
                message = f"the same claim stands in {first[claim.text]}; {rule}"
                yield Problem(name, claim.line, claim.where, message)
            first.setdefault(claim.text, f"{name}:{claim.line}")


def _withdrawn_url_problems(readings: Mapping[str, ArticleReading]) -> Iterator[Problem]:
    names: dict[str, set[str]] = {}
    for name, reading in readings.items():
        if reading.url:
            names.setdefault(reading.url, set()).add(name)
    for name, reading in readings.items():
        for url in reading.withdraws:
            if not names.get(url.text, set()) - {name}:
                rule = "write the url of another article in articles/ exactly as that file has it"
                message = f"{shown(url.text)} is the url of no other article; {rule}{did_you_mean(url.text, names)}"
                yield Problem(name, url.line, url.where, message)
