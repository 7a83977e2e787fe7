"""Rulings: the dated, signed decisions of editors."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from seed.faults import Fault, read_keys
from seed.files import CuratedFile, open_file
from seed.formats import RulingFormat
from seed.positions import Block
from seed.references import unknown
from seed.wording import shown
from service.errors import Problem
from service.model.rulings import Ruling
from service.model.vocabulary import RulingAction


def read_rulings(
    path: Path, *, claims: Collection[str] | None, origins: Collection[str] | None
) -> tuple[list[Ruling], list[Problem]]:
    """`claims` are all claims that there ever were, of those that rulings name; `origins` may be articles too. None of
    either: not all are known."""
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


def claims_ruled_on(path: Path) -> set[str]:
    """What stands for a claim in any ruling, also in one that is at fault elsewhere."""
    items = open_file(path).entries()[0] if path.exists() else ()
    named = (item.get("claim") for item in items if isinstance(item, Block))
    return {claim for claim in named if isinstance(claim, str)}


def _twice(id_: str | None, seen: dict[str, int], file: CuratedFile, place: int) -> Iterator[Fault]:
    if id_ in seen:
        line = file.root.lines[seen[id_]]
        yield Fault(("id",), f"{shown(id_)} is already listed in line {line}; give each ruling its own id")
    elif id_ is not None:
        seen[id_] = place


def _ruling_faults(
    form: RulingFormat, item: Any, claims: Collection[str] | None, origins: Collection[str] | None
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
        if origins is not None and origin not in origins:
            yield unknown(origin, ("origins", place), origins, noun="origin", file="origins.yaml, or of an article")
