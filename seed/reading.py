"""A folder of curated files as one value, or every problem of every file at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from seed.articles import ArticleReading, Mention, read_article
from seed.directory import read_directory
from seed.export_format import is_export
from seed.exported import read_export
from seed.files import open_file, shown_path
from seed.layout import misplaced_files, unreadable_folders
from seed.positions import UNREAD
from seed.references import Listed
from seed.rulings import claims_ruled_on, read_rulings
from seed.spool import Spool, spool
from seed.withdrawn import NAME as WITHDRAWALS
from seed.withdrawn import Withdrawn, read_withdrawals
from seed.wording import did_you_mean, shown
from service.errors import CuratedFilesError, Problem
from service.model.claims import Article
from service.model.entities import Directory, Withdrawal
from service.model.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Curated:
    """All that a folder says. The articles hold their withdrawn claims too, and come in the order in which they
    became known (day, then id); `past` are articles as they were before somebody changed their files."""

    directory: Directory
    articles: Spool
    rulings: tuple[Ruling, ...]
    withdrawals: tuple[Withdrawal, ...]
    past: tuple[Article, ...] = ()


def read_folder(folder: Path) -> Curated:
    """All that `folder` holds; CuratedFilesError with every problem of every file."""
    if not folder.is_dir():
        raise CuratedFilesError(
            [Problem(shown_path(folder), 1, "", "there is no such folder; give one such as seed/data")]
        )
    if unreadable := unreadable_folders(folder):
        raise CuratedFilesError(unreadable)
    if is_export(folder):
        return Curated(*read_export(folder))
    reference = read_directory(folder)
    withdrawn, withdrawal_problems = read_withdrawals(folder / WITHDRAWALS, reference.listed)
    reading = _Reading(_article_paths(folder), reference.listed, withdrawn, claims_ruled_on(folder / "rulings.yaml"))
    articles = spool(reading.articles())
    rulings, ruling_problems = read_rulings(
        folder / "rulings.yaml",
        claims=None if reading.some_unread else reading.ruled_on,
        origins={*reference.listed.origins, *reading.stems},
    )
    problems = [
        *misplaced_files(folder),
        *reference.problems,
        *reading.all_problems(),
        *withdrawal_problems,
        *ruling_problems,
    ]
    if problems:
        raise CuratedFilesError(problems)
    withdrawals = tuple(withdrawal for entry in withdrawn for withdrawal in entry.withdrawals)
    past = tuple(entry.article for entry in withdrawn)
    return Curated(reference.directory, articles, tuple(rulings), withdrawals, past)


def _article_paths(folder: Path) -> list[Path]:
    """All article files; misplaced ones too, which are read like the others."""
    return sorted(path for path in (folder / "articles").rglob("*.yaml") if not path.name.startswith("."))


@dataclass(slots=True)
class _Reading:
    """One pass over the article files, which keeps of each only what other files are checked against.

    `ruled_on` becomes those of the `wanted` claims that there are.
    """

    paths: Sequence[Path]
    listed: Listed
    withdrawn: Sequence[Withdrawn]
    wanted: Collection[str]
    stems: frozenset[str] = frozenset()
    some_unread: bool = False
    ruled_on: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    paths_of_url: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    withdraws: list[tuple[str, Mention]] = field(default_factory=list)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    repeating: dict[Path, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stems = frozenset(path.stem for path in self.paths)
        self.withdrawals = {withdrawal.claim: withdrawal for one in self.withdrawn for withdrawal in one.withdrawals}
        self.ruled_on = {claim for claim in self.wanted if claim in self.withdrawals}

    def articles(self) -> Iterator[Article]:
        """Each article that has no problem, with its withdrawn claims; then those whose files are gone."""
        seen: set[int] = set()
        for path in self.paths:
            reading = self._read(path)
            past = self._past_of(path.stem, reading.url)
            seen.update(id(entry) for entry in past)
            self.problems.extend(_restored_problems(shown_path(path), reading, self.withdrawals))
            if reading.article:
                yield _with_past(reading.article, past)
        gone: dict[str, list[Withdrawn]] = defaultdict(list)
        for entry in self.withdrawn:
            if id(entry) not in seen:
                gone[entry.article.id].append(entry)
        for entries in gone.values():
            head = replace(entries[-1].article, claims=(), corrects=None, retracts=None)
            yield _with_past(head, entries)

    def all_problems(self) -> Iterator[Problem]:
        """Those of each file, found while reading, and those between files."""
        yield from self.problems
        yield from _stem_problems(self.paths)
        yield from _repeated_claim_problems({shown_path(path): self._reread(path) for path in self.repeating})
        yield from _withdrawn_url_problems(self.withdraws, self.paths_of_url)

    def _read(self, path: Path) -> ArticleReading:
        file = open_file(path)
        reading = read_article(file, self.listed)
        self.some_unread = self.some_unread or file.root is UNREAD
        self.problems.extend([*file.problems, *file.problems_of(reading.faults)])
        self.withdraws.extend((file.name, url) for url in reading.withdraws)
        ids = {claim.text for claim in reading.claims}
        self.ruled_on.update(ids.intersection(self.wanted))
        others = self.paths_of_url[reading.url] if reading.url else []
        if others or len(ids) < len(reading.claims):
            self.repeating.update(dict.fromkeys([*others, path]))
        others.append(path)
        return reading

    def _reread(self, path: Path) -> ArticleReading:
        return read_article(open_file(path), self.listed)

    def _past_of(self, stem: str, url: str | None) -> list[Withdrawn]:
        """What was withdrawn of this article; its file may have got another name since."""
        return [
            entry
            for entry in self.withdrawn
            if entry.article.id == stem or (entry.article.url == url and entry.article.id not in self.stems)
        ]


def _with_past(article: Article, past: Iterable[Withdrawn]) -> Article:
    claims = {claim.id: claim for entry in past for claim in entry.article.claims}
    return replace(article, claims=(*article.claims, *claims.values())) if claims else article


def _restored_problems(name: str, reading: ArticleReading, withdrawn: Mapping[str, Withdrawal]) -> Iterator[Problem]:
    """A claim is either in an article or among the withdrawn."""
    for claim in reading.claims:
        if found := withdrawn.get(claim.text):
            rule = f"{found.by} withdrew this claim on {found.on}; if it stands after all, delete it in {WITHDRAWALS}"
            yield Problem(name, claim.line, claim.where, rule)


def _stem_problems(paths: Iterable[Path]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in paths:
        name = shown_path(path)
        if path.stem in first:
            message = f"{shown(path.stem)} is also the name of {first[path.stem]}; give each article a name of its own"
            yield Problem(name, 1, "", message)
        first.setdefault(path.stem, name)


def _repeated_claim_problems(readings: dict[str, ArticleReading]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, reading in readings.items():
        for claim in reading.claims:
            if claim.text in first:
                rule = "claims of one url differ in more than summary, quote and where; leave one of them out"
                message = f"the same claim stands in {first[claim.text]}; {rule}"
                yield Problem(name, claim.line, claim.where, message)
            first.setdefault(claim.text, f"{name}:{claim.line}")


def _withdrawn_url_problems(
    withdraws: Iterable[tuple[str, Mention]], paths_of_url: dict[str, list[Path]]
) -> Iterator[Problem]:
    for name, url in withdraws:
        others = {shown_path(path) for path in paths_of_url.get(url.text, ())} - {name}
        if not others:
            rule = "write the url of another article in articles/ exactly as that file has it"
            hint = did_you_mean(url.text, paths_of_url)
            yield Problem(name, url.line, url.where, f"{shown(url.text)} is the url of no other article; {rule}{hint}")
