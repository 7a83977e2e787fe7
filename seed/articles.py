"""Article files as articles with their claims."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seed.checks import claim_faults
from seed.faults import Fault, read_keys, read_list
from seed.formats import ArticleFormat, ClaimFormat
from seed.positions import Block
from seed.quantities import read_quantity
from seed.references import Listed
from seed.wording import shown
from service.model.claims import QUANTITY_KEYS, Article, Claim, claim_id
from service.model.quantities import Quantity

_DATE_KEYS = ("from", "until", "through", "ends_in", "at", "said_on")
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


def read_article(root: Any, path: Path, listed_ids: Listed) -> ArticleReading:
    """`root` is what the file at `path` holds; `path` ends in YYYY/MM/<published>-<publisher>-<words>.yaml."""
    form, faults = read_keys(ArticleFormat, root)
    if form is None:
        return ArticleReading(None, faults)
    faults.extend(_article_faults(form, root, listed_ids))
    faults.extend(_name_faults(form, path))
    items, list_faults = read_list(root["claims"], "claims") if root.get("claims") is not None else ((), [])
    faults.extend(list_faults)
    claims: list[Claim] = []
    mentions: list[Mention] = []
    for place, item in enumerate(items):
        id_ = claim_id(form.url or "", _as_written(item)) if isinstance(item, Block) else ""
        claim, claim_problems = _read_claim(item, id_, form, listed_ids)
        faults.extend(fault.under("claims", place) for fault in claim_problems)
        claims.extend([claim] if claim else [])
        mentions.extend([Mention(id_, item.line, f"claims[{place}]")] if id_ and form.url else [])
    article = None if faults else _article(form, path.stem, tuple(claims))
    return ArticleReading(article, faults, form.url, tuple(_withdrawn_urls(form, root)), tuple(mentions))


def unread_article(text: str) -> ArticleReading:
    """What can be made out of an article file that cannot be read: its url, to which others may point."""
    url = _URL_LINE.search(text)
    return ArticleReading(None, [], url[1] if url else None)


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
    folder = "/".join(path.parts[-3:-1])
    if published and folder != (expected := published[:7].replace("-", "/")):
        yield Fault(("published",), f"the file lies in {folder}; put it into articles/{expected}")


def _starts(stem: str, start: str) -> bool:
    """Whether `stem` goes on after `start` and a hyphen; a month must not be followed by a day."""
    rest = stem.removeprefix(f"{start}-")
    return rest != stem and bool(rest) and not (len(start) == len("2026-02") and re.match(r"[0-9]{2}-", rest))


def _read_claim(item: Any, id_: str, article: ArticleFormat, listed_ids: Listed) -> tuple[Claim | None, list[Fault]]:
    form, faults = read_keys(ClaimFormat, item)
    if form is None:
        return None, faults
    quantities: dict[str, Quantity] = {}
    for key in QUANTITY_KEYS:
        if item.get(key) is not None:
            quantity, quantity_faults = read_quantity(item[key], key)
            faults.extend(quantity_faults)
            if quantity:
                quantities[key] = quantity
    faults.extend(claim_faults(form, item.lines, listed_ids, published=article.published))
    if faults:
        return None, faults
    return _claim(form, id_, quantities), []


def _as_written(item: Block) -> dict[str, Any]:
    return {key: str(value) if key in _DATE_KEYS else value for key, value in item.items()}


def _claim(form: ClaimFormat, id_: str, quantities: dict[str, Quantity]) -> Claim:
    keys: dict[str, Any] = {name: getattr(form, name) for name in ClaimFormat.model_fields}
    keys.update({key: quantities.get(key) for key in QUANTITY_KEYS})
    return Claim(id=id_, **keys)


def _article(form: ArticleFormat, stem: str, claims: tuple[Claim, ...]) -> Article:
    keys = {name: getattr(form, name) for name in ArticleFormat.model_fields if name != "claims"}
    return Article(id=stem, claims=claims, **keys)
