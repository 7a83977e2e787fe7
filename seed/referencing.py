"""Reference data in the graph: who prints, first reports, entities, deals, rulings."""

import hashlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from seed.batches import batches
from seed.reading import Curated
from service.graph import encoding, reading, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties

ROWS_AT_ONCE = 5_000
Step: TypeAlias = Callable[[Transaction], Awaitable[None]]
Key = tuple[str, str]  # label and id


@dataclass(frozen=True, slots=True)
class Changes:
    """`rows` and `links` by label and id, to be written; `gone` to be deleted. `matter`: beliefs may change by it."""

    rows: Mapping[Key, Properties]
    links: Mapping[Key, Properties]
    gone: frozenset[Key]
    added: int
    changed: int
    unchanged: int
    matter: bool

    def __bool__(self) -> bool:
        return bool(self.rows or self.gone)


async def reference_changes(database: Database, curated: Curated) -> Changes:
    """What of the reference data is not in the graph yet, or in another state."""
    stored = {(row.label, row.id): row.digest for row in await reading.stored_references(database)}
    links = {("Entity", id_): encoding.entity_links(entity) for id_, entity in curated.directory.entities.items()}
    wanted = {key: row | {"digest": _digest(row, links.get(key))} for key, row in _rows(curated).items()}
    differing = {key: row for key, row in wanted.items() if stored.get(key) != row["digest"]}
    gone = frozenset(stored.keys() - wanted.keys())
    added = len(differing.keys() - stored.keys())
    return Changes(
        rows=differing,
        links={key: links[key] for key in differing if key in links},
        gone=gone,
        added=added,
        changed=len(differing) - added,
        unchanged=len(wanted) - len(differing),
        matter=any(label != "Deal" for label, _ in differing.keys() & stored.keys())
        or any(label == "Ruling" for label, _ in differing.keys() | gone),
    )


async def write_references(transaction: Transaction, changes: Changes) -> None:
    """Write what differs, and forget what is gone; an id stays where it is."""
    for step in reference_steps(changes):
        await step(transaction)


def reference_steps(changes: Changes) -> Iterator[Step]:
    """The same in small steps, each of which may have a transaction of its own: what is named comes first."""
    by_label: dict[str, list[Properties]] = {}
    for (label, _), row in sorted(changes.rows.items()):
        by_label.setdefault(label, []).append(row)
    links = [row for _, row in sorted(changes.links.items())]
    gone = [{"label": label, "id": id_} for label, id_ in sorted(changes.gone)]
    for rows in batches(by_label.get("Publisher", []), size=ROWS_AT_ONCE):
        yield partial(writing.merge_publishers, publishers=rows)
    for rows in batches(by_label.get("Origin", []), size=ROWS_AT_ONCE):
        yield partial(writing.merge_origins, origins=rows)
    for rows in batches(by_label.get("Entity", []), size=ROWS_AT_ONCE):
        yield partial(writing.merge_entities, entities=rows)
    for rows in batches(links, size=ROWS_AT_ONCE):
        yield partial(writing.link_entities, links=rows)
    for rows in batches(by_label.get("Deal", []), size=ROWS_AT_ONCE):
        yield partial(writing.merge_deals, deals=rows)
    for rows in batches(by_label.get("Ruling", []), size=ROWS_AT_ONCE):
        yield partial(writing.merge_rulings, rulings=rows)
    for rows in batches(gone, size=ROWS_AT_ONCE):
        yield partial(writing.delete_references, references=rows)


def _rows(curated: Curated) -> dict[Key, Properties]:
    directory = curated.directory
    return {
        **{("Publisher", id_): encoding.publisher_properties(p) for id_, p in directory.publishers.items()},
        **{("Origin", id_): encoding.origin_properties(o) for id_, o in directory.origins.items()},
        **{("Entity", id_): encoding.entity_properties(e) for id_, e in directory.entities.items()},
        **{("Deal", id_): encoding.deal_properties(d) for id_, d in directory.deals.items()},
        **{("Ruling", ruling.id): encoding.ruling_properties(ruling) for ruling in curated.rulings},
    }


def _digest(row: Properties, links: Properties | None) -> str:
    return hashlib.sha256(encoding.canonical([row, links]).encode()).hexdigest()
