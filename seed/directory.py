"""The reference files: entities, publishers, origins and deals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from seed.faults import Fault, read_keys, read_list
from seed.files import CuratedFile, open_file
from seed.formats import DealFormat, EntityFormat, Format, OriginFormat, PartyFormat, PublisherFormat
from seed.references import EMPLOYERS, Listed
from seed.wording import did_you_mean, listed, shown
from service.errors import Problem
from service.model.entities import FILE_OF_LABEL, KINDS, Deal, Directory, Entity, Label, Origin, Party, Publisher

V = TypeVar("V")
_LABELS_OF_KEY = {
    "ticker": (Label.COMPANY,),
    "works_for": (Label.PERSON,),
    "designer": (Label.CHIP, Label.SYSTEM),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list file: `form` holds its keys that are well written."""

    file: CuratedFile
    place: int
    form: Any
    given: frozenset[str]
    label: Label | None = None

    def problems_of(self, faults: Iterator[Fault]) -> list[Problem]:
        return self.file.problems_of(fault.under(self.place) for fault in faults)


@dataclass(frozen=True, slots=True)
class _Register:
    """The entries of one or several files, the first of each id, and every id that these files list."""

    noun: str
    entries: list[Entry] = field(default_factory=list)
    by_id: dict[str, Entry] = field(default_factory=dict)
    rough_ids: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> Iterator[Fault]:
        self.entries.append(entry)
        id_ = entry.form.id
        first = self.by_id.setdefault(id_, entry) if id_ is not None else entry
        if first is not entry:
            place = f"{first.file.name}:{first.file.root.lines[first.place]}"
            yield Fault(("id",), f"{shown(id_)} is already listed in {place}; give each {self.noun} its own id")

    @property
    def ids(self) -> set[str]:
        return self.rough_ids | set(self.by_id)


@dataclass(frozen=True, slots=True)
class DirectoryReading:
    directory: Directory
    listed: Listed
    problems: list[Problem]


def read_directory(folder: Path) -> DirectoryReading:
    """The reference data of `folder`; entries with faults are left out of the directory, but their ids are listed."""
    problems: list[Problem] = []
    entities, labels = _read_entities(folder / "entities", problems)
    publishers = _read_file(folder / "publishers.yaml", PublisherFormat, "publisher", problems)
    origins = _read_file(folder / "origins.yaml", OriginFormat, "origin", problems)
    deals = _read_file(folder / "deals.yaml", DealFormat, "deal", problems)
    listed_ids = Listed(labels, publishers.ids, origins.ids, deals.ids)
    problems.extend(_reference_problems(entities, lambda entry: _entity_faults(entry, listed_ids)))
    problems.extend(_reference_problems(origins, lambda entry: listed_ids.publisher(entry.form.publisher, "publisher")))
    problems.extend(_reference_problems(deals, lambda entry: _deal_faults(entry, listed_ids)))
    problems.extend(_loop_problems(entities))
    directory = Directory(
        entities=_complete(entities, _entity),
        publishers=_complete(publishers, _publisher),
        origins=_complete(origins, _origin),
        deals=_complete(deals, _deal),
    )
    return DirectoryReading(directory, listed_ids, problems)


def _read_entities(folder: Path, problems: list[Problem]) -> tuple[_Register, dict[str, Label]]:
    register = _Register("entity")
    labels: dict[str, Label] = {}
    for label, stem in FILE_OF_LABEL.items():
        path = folder / f"{stem}.yaml"
        if path.exists():
            file = open_file(path)
            problems.extend(_collect(file, EntityFormat, register, label))
            labels.update(dict.fromkeys(file.rough_ids(), label))
    labels.update({id_: entry.label for id_, entry in register.by_id.items() if entry.label})
    return register, labels


def _read_file(path: Path, form: type[Format], noun: str, problems: list[Problem]) -> _Register:
    register = _Register(noun)
    if path.exists():
        problems.extend(_collect(open_file(path), form, register))
    return register


def _collect(
    file: CuratedFile, form: type[Format], register: _Register, label: Label | None = None
) -> Iterator[Problem]:
    """Puts the entries of `file` into `register`; the problems of each entry by itself."""
    yield from file.problems
    register.rough_ids.update(file.rough_ids())
    items, faults = file.entries()
    yield from file.problems_of(faults)
    for place, item in enumerate(items):
        read, entry_faults = read_keys(form, item)
        yield from file.problems_of(fault.under(place) for fault in entry_faults)
        if read is not None:
            entry = Entry(file, place, read, frozenset(item.lines), label)
            yield from entry.problems_of(register.add(entry))


def _reference_problems(register: _Register, faults_of: Callable[[Entry], Iterator[Fault]]) -> Iterator[Problem]:
    for entry in register.entries:
        yield from entry.problems_of(faults_of(entry))


def _complete(register: _Register, build: Callable[[Entry], V]) -> dict[str, V]:
    """What the entries that hold all keys they need stand for, by id."""
    return {
        id_: build(entry)
        for id_, entry in register.by_id.items()
        if all(getattr(entry.form, key) is not None for key in entry.form.required)
    }


def _entity_faults(entry: Entry, listed_ids: Listed) -> Iterator[Fault]:
    form, label = entry.form, entry.label or Label.COMPANY
    if form.kind is not None and form.kind not in KINDS[label]:
        hint = did_you_mean(form.kind, KINDS[label])
        yield Fault(("kind",), f"{shown(form.kind)} is no kind of {label}; write {listed(KINDS[label])}{hint}")
    for key, labels in _LABELS_OF_KEY.items():
        if key in entry.given and label not in labels:
            files = listed([f"entities/{FILE_OF_LABEL[owner]}.yaml" for owner in labels])
            yield Fault((key,), f"a {label} has no {key}; it belongs into {files}; leave it out")
    yield from listed_ids.entity(form.designer, "designer", among=(Label.COMPANY,))
    for place, employer in enumerate(form.works_for):
        yield from listed_ids.entity(employer, "works_for", place, among=EMPLOYERS)
    yield from listed_ids.entity(form.part_of, "part_of", among=_wholes(label))


def _wholes(label: Label) -> tuple[Label, ...]:
    """What an entity may be a part of: its like; companies and funds may own each other."""
    owners = (Label.COMPANY, Label.FUND)
    return owners if label in owners else (label,)


def _deal_faults(entry: Entry, listed_ids: Listed) -> Iterator[Fault]:
    if entry.form.parties is None:
        return
    items, faults = read_list(entry.form.parties, "parties")
    for place, item in enumerate(items):
        party, party_faults = read_keys(PartyFormat, item)
        if party is not None:
            party_faults.extend(listed_ids.entity(party.entity, "entity"))
        faults.extend(fault.under("parties", place) for fault in party_faults)
    yield from faults


def _loop_problems(register: _Register) -> Iterator[Problem]:
    """One problem for every loop of part_of, at its smallest id."""
    ended: set[str] = set()
    for id_ in register.by_id:
        walk: list[str] = []
        current: str | None = id_
        while current in register.by_id and current not in ended and current not in walk:
            walk.append(current)
            current = register.by_id[current].form.part_of
        if current in walk:
            loop = walk[walk.index(current) :]
            yield from _loop_problem(register, loop)
        ended.update(walk)


def _loop_problem(register: _Register, loop: list[str]) -> Iterator[Problem]:
    first = loop.index(min(loop))
    words = " → ".join([*loop[first:], *loop[:first], loop[first]])
    fault = Fault(("part_of",), f"{words} is a loop; write part_of from the part to the whole only, azure to microsoft")
    yield from register.by_id[loop[first]].problems_of(iter([fault]))


def _entity(entry: Entry) -> Entity:
    keys = {name: getattr(entry.form, name) for name in EntityFormat.model_fields}
    return Entity(**keys, label=entry.label)  # type: ignore[arg-type]


def _publisher(entry: Entry) -> Publisher:
    return Publisher(entry.form.id, entry.form.name, entry.form.kind)


def _origin(entry: Entry) -> Origin:
    return Origin(entry.form.id, entry.form.publisher, entry.form.published)


def _deal(entry: Entry) -> Deal:
    read = [read_keys(PartyFormat, item)[0] for item in entry.form.parties or ()]
    parties = (Party(party.entity, party.role) for party in read if party and party.entity and party.role)
    return Deal(entry.form.id, entry.form.name, entry.form.kind, tuple(parties))
