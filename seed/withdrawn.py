"""withdrawals.yaml: what the files said once and say no more, written by the seed command alone."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from seed.articles import as_written, faults_of_claim, make_article
from seed.faults import Fault, read_keys, read_list
from seed.files import open_file
from seed.formats import ArticleFormat, WithdrawalFormat, WithdrawnClaimFormat
from seed.positions import Block
from seed.references import Listed
from seed.wording import shown
from service.errors import Problem
from service.model.claims import Article, claim_id
from service.model.entities import Withdrawal

NAME = "withdrawals.yaml"
_HEADER = """\
# Written by `python -m seed load`: claims that a file made once and makes no more; who took them back, when and why.
"""


class _Dumper(yaml.SafeDumper):
    """As safe_dump, but numbers in digits alone, which is how curated files have them."""


def _digits(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    digits = format(Decimal(repr(number)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", digits if "." in digits else f"{digits}.0")


_Dumper.add_representer(float, _digits)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One entry: the article as it was, with only those of its claims that are withdrawn, and their withdrawals."""

    article: Article
    withdrawals: tuple[Withdrawal, ...]


def read_withdrawals(path: Path, listed_ids: Listed) -> tuple[list[Withdrawn], list[Problem]]:
    """The entries of the file, if there is one, and every problem in it."""
    if not path.exists():
        return [], []
    file = open_file(path)
    items, faults = file.entries()
    found: list[Withdrawn] = []
    for place, item in enumerate(items):
        read, entry_faults = _read_entry(item, listed_ids)
        found.extend([read] if read else [])
        faults.extend(fault.under(place) for fault in entry_faults)
    return found, [*file.problems, *file.problems_of(faults)]


def _read_entry(item: Any, listed_ids: Listed) -> tuple[Withdrawn | None, list[Fault]]:
    form, faults = read_keys(WithdrawalFormat, item)
    if form is None:
        return None, faults
    faults.extend([*listed_ids.publisher(form.publisher, "publisher"), *listed_ids.origin(form.origin, "origin")])
    listed, list_faults = read_list(form.claims, "claims") if form.claims is not None else ((), [])
    faults.extend(list_faults)
    for place, claim in enumerate(listed):
        faults.extend(fault.under("claims", place) for fault in _claim_faults(claim, form, listed_ids))
    if faults:
        return None, faults
    article = make_article(form, form.article or "", [as_written(claim["claim"]) for claim in listed])
    return Withdrawn(article, tuple(_withdrawals(article, form))), []


def _withdrawals(article: Article, form: WithdrawalFormat) -> Iterator[Withdrawal]:
    if form.withdrawn_on and form.by and form.reason:
        for claim in article.claims:
            yield Withdrawal(claim.id, form.withdrawn_on, form.by, form.reason)


def _claim_faults(item: Any, article: ArticleFormat, listed_ids: Listed) -> list[Fault]:
    form, faults = read_keys(WithdrawnClaimFormat, item)
    if form is None or form.claim is None:
        return faults
    faults.extend(fault.under("claim") for fault in faults_of_claim(form.claim, article, listed_ids))
    if not faults and article.url and isinstance(form.claim, Block):
        right = claim_id(article.url, as_written(form.claim))
        if form.id != right:
            rule = f"this file is written by the seed command; restore the entry, or write id: {right}"
            faults.append(Fault(("id",), f"{shown(form.id)} is not the id of this claim; {rule}"))
    return faults


def append_withdrawals(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Write `entries` (made by `entry`) after those that the file has; it is replaced at once or not at all."""
    before = path.read_text("utf-8") if path.exists() else ""
    before = before if yaml.safe_load(before) else _HEADER
    lines = "" if before.endswith("\n") or not before else "\n"
    text = yaml.dump(list(entries), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(before + lines + text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def entry(head: Mapping[str, Any], claims: Iterable[Mapping[str, Any]], *, withdrawal: Withdrawal) -> dict[str, Any]:
    """An entry of the file. `head` holds the article's id as `article` and its keys, `claims` the keys of claims."""
    url = str(head["url"])
    signed = {"withdrawn_on": withdrawal.on.isoformat(), "by": withdrawal.by, "reason": withdrawal.reason}
    return {**head, **signed, "claims": [{"id": claim_id(url, keys), "claim": dict(keys)} for keys in claims]}
