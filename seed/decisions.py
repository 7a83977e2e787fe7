"""Rulings by editors, and withdrawals written by the seed command."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from seed.faults import Fault, read_keys, read_list
from seed.files import CuratedFile, open_file
from seed.formats import RulingFormat, WithdrawalFormat, WithdrawnClaimFormat
from seed.references import unknown
from seed.wording import shown
from service.errors import Problem
from service.model.entities import Withdrawal
from service.model.rulings import Ruling
from service.model.vocabulary import RulingAction


def read_rulings(
    path: Path, *, claims: Collection[str] | None, origins: Collection[str]
) -> tuple[list[Ruling], list[Problem]]:
    """`claims` are all claim ids there ever were, or None if not all are known; `origins` may be articles too."""
    if not path.exists():
        return [], []
    file = open_file(path)
    items, faults = file.entries()
    rulings: list[Ruling] = []
    seen: dict[str, int] = {}
    for place, item in enumerate(items):
        form, entry_faults = read_keys(RulingFormat, item)
        if form is not None:
            entry_faults.extend(_ruling_faults(form, item, claims, origins))
            entry_faults.extend(_twice(form.id, seen, file, place))
            if not entry_faults:
                rulings.append(Ruling(**{name: getattr(form, name) for name in RulingFormat.model_fields}))
        faults.extend(fault.under(place) for fault in entry_faults)
    return rulings, [*file.problems, *file.problems_of(faults)]


def _twice(id_: str | None, seen: dict[str, int], file: CuratedFile, place: int) -> Iterator[Fault]:
    if id_ in seen:
        line = file.root.lines[seen[id_]]
        yield Fault(("id",), f"{shown(id_)} is already listed in line {line}; give each ruling its own id")
    elif id_ is not None:
        seen[id_] = place


def _ruling_faults(
    form: RulingFormat, item: Any, claims: Collection[str] | None, origins: Collection[str]
) -> Iterator[Fault]:
    if form.action is not None:
        key, other = ("origins", "claim") if form.action is RulingAction.SAME_ORIGIN else ("claim", "origins")
        if key not in item.lines:
            yield Fault((), f"{key} is missing; {form.action} needs it, such as {key}: {RulingFormat.example(key)}")
        if other in item.lines:
            yield Fault((other,), f"{other} does not go with {form.action}; leave it out and write {key}")
    if form.origins and len(form.origins) != 2:
        yield Fault(("origins",), f"{len(form.origins)} origins are given; write the two that are one, such as [a, b]")
    if form.claim is not None and claims is not None and form.claim not in claims:
        yield Fault(("claim",), f"{shown(form.claim)} is no claim of the articles; copy the id that the check prints")
    for place, origin in enumerate(form.origins):
        if origin not in origins:
            yield unknown(origin, ("origins", place), origins, noun="origin", file="origins.yaml, or of an article")


def read_withdrawals(path: Path) -> tuple[list[Withdrawal], list[Problem]]:
    """One withdrawal for each claim that the file lists."""
    if not path.exists():
        return [], []
    file = open_file(path)
    items, faults = file.entries()
    withdrawals: list[Withdrawal] = []
    for place, item in enumerate(items):
        read, entry_faults = _read_withdrawal(item)
        withdrawals.extend(read)
        faults.extend(fault.under(place) for fault in entry_faults)
    return withdrawals, [*file.problems, *file.problems_of(faults)]


def _read_withdrawal(item: Any) -> tuple[list[Withdrawal], list[Fault]]:
    form, faults = read_keys(WithdrawalFormat, item)
    if form is None:
        return [], faults
    claims, list_faults = read_list(form.claims, "claims") if form.claims is not None else ((), [])
    faults.extend(list_faults)
    ids = []
    for place, claim in enumerate(claims):
        read, claim_faults = read_keys(WithdrawnClaimFormat, claim)
        faults.extend(fault.under("claims", place) for fault in claim_faults)
        ids.append(read.id if read else None)
    if faults or not (form.withdrawn_on and form.by and form.reason):
        return [], faults
    return [Withdrawal(id_, form.withdrawn_on, form.by, form.reason) for id_ in ids if id_], []
