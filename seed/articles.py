"""Article files as articles with their claims."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seed.checks import claim_faults
from seed.faults import Fault, read_keys, read_list
from seed.files import CuratedFile
from seed.formats import ArticleFormat, ClaimFormat
from seed.positions import UNREAD, Block, Items
from seed.quantities import quantity_faults
from seed.references import Listed
from seed.texts import rough_text
from seed.wording import shown
from service.model.claims import PERIOD_KEYS, QUANTITY_KEYS, Article, claim_id, read_claim

_URL_LINE = re.compile(r"^url:[ \t]*[\"']?(\S+?)[\"']?[ \t\r]*$", re.MULTILINE)
_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim's id or another article's url, and where the file has it."""

    text: str
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """`article` is None with faults; `claims` are the ids of all claims, also those at fault, `withdraws` the urls."""

    article: Article | None
    faults: list[Fault]
    url: str | None = None
    withdraws: tuple[Mention, ...] = ()
    claims: tuple[Mention, ...] = ()


def read_article(file: CuratedFile, listed_ids: Listed) -> ArticleReading:
    """`file` lies in YYYY/MM/ and is named <published>-<publisher>-<words>.yaml."""
    if file.root is UNREAD:
        url = _URL_LINE.search(rough_text(file.path))
        return ArticleReading(None, [], url[1] if url else None)
    form, faults = read_keys(ArticleFormat, file.root)
    if form is None:
        return ArticleReading(None, faults)
    faults.extend(_article_faults(form, file.root, listed_ids))
    faults.extend(_name_faults(form, file.path))
    items, list_faults = read_list(file.root["claims"], "claims") if file.root.get("claims") is not None else ((), [])
    faults.extend(list_faults)
    for place, item in enumerate(items):
        faults.extend(fault.under("claims", place) for fault in faults_of_claim(item, form, listed_ids))
    claims = [(item.line, place, as_written(item)) for place, item in enumerate(items) if isinstance(item, Block)]
    url_ = form.url or ""
    whole = not faults and not file.problems
    return ArticleReading(
        article=make_article(form, file.path.stem, [keys for _, _, keys in claims]) if whole else None,
        faults=faults,
        url=form.url,
        withdraws=tuple(_withdrawn_urls(form, file.root)),
        claims=tuple(Mention(claim_id(url_, keys), line, f"claims[{place}]") for line, place, keys in claims if url_),
    )


def _withdrawn_urls(form: ArticleFormat, root: Block) -> Iterator[Mention]:
    for key, url in (("corrects", form.corrects), ("retracts", form.retracts)):
        if url:
            yield Mention(url, root.lines[key], key)


def _article_faults(form: ArticleFormat, root: Block, listed_ids: Listed) -> Iterator[Fault]:
    yield from listed_ids.publisher(form.publisher, "publisher")
    yield from listed_ids.origin(form.origin, "origin")
    withdraws = "corrects" in root.lines or "retracts" in root.lines
    if "corrects" in root.lines and "retracts" in root.lines:
        yield Fault(
            ("retracts",), "corrects and retracts are both given; write one, such as retracts: https://example.com"
        )
    if "claims" not in root.lines and not withdraws:
        yield Fault((), "claims is missing; write a list of claims that starts with - subject: nvidia")
    if root.get("claims") == [] and not withdraws:
        yield Fault(("claims",), "there is no claim; write at least one, which starts with - subject: nvidia")


def _name_faults(form: ArticleFormat, path: Path) -> Iterator[Fault]:
    if not _STEM.fullmatch(path.stem):
        rule = "write small letters, digits and hyphens, such as 2026-02-02-nextfin-openai-nvidia.yaml"
        yield Fault((), f"{shown(path.name)} is not a name for an article; {rule}")
        return
    published = form.published.text if form.published else None
    if published and not _starts(path.stem, published):
        yield Fault(("published",), f"the file {path.name} starts with another date; name it {published}-...")
    elif published and form.publisher and not _starts(path.stem, f"{published}-{form.publisher}"):
        expected = f"{published}-{form.publisher}-<words>.yaml"
        yield Fault(
            ("publisher",),
            f"the file {path.name} does not go on with this publisher and some words; name it {expected}",
        )
    folder = "/".join(path.parts[-4:-1])
    if published and folder != (expected := f"articles/{published[:4]}/{published[5:7]}"):
        yield Fault(("published",), f"the file lies in {folder}; put it into {expected}")


def _starts(stem: str, start: str) -> bool:
    """Whether `stem` goes on after `start` and a hyphen; a month must not be followed by a day."""
    rest = stem.removeprefix(f"{start}-")
    return rest != stem and bool(rest) and not (len(start) == len("2026-02") and re.match(r"[0-9]{2}-", rest))


def faults_of_claim(item: Any, article: ArticleFormat, listed_ids: Listed) -> list[Fault]:
    form, faults = read_keys(ClaimFormat, item)
    if form is None:
        return faults
    for key in QUANTITY_KEYS:
        if item.get(key) is not None:
            faults.extend(fault.under(key) for fault in quantity_faults(item[key], key))
    return [*faults, *claim_faults(form, item.lines, listed_ids, published=article.published)]


def as_written(value: Block) -> dict[str, Any]:
    """The keys of a claim as plain values: dates as text, text without the line break that a folded block ends in."""
    return {key: str(item) if key in PERIOD_KEYS else _plain(item) for key, item in value.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value).strip()
    if isinstance(value, Block):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, Items) else value


def make_article(form: ArticleFormat, stem: str, claims: Iterable[Mapping[str, Any]]) -> Article:
    keys = {name: getattr(form, name) for name in ArticleFormat.model_fields if name != "claims"}
    return Article(**keys, id=stem, claims=tuple(read_claim(form.url or "", claim) for claim in claims))
