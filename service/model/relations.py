"""The sixteen relations: what they join, how they read, and which way the money flows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from service.model.entities import Label

Money = Literal["to subject", "to object", "none"]

_EVERYTHING = frozenset(Label)
_COMPANY = frozenset({Label.COMPANY})


class RelationName(StrEnum):
    SUPPLIES = "SUPPLIES"
    INVESTS_IN = "INVESTS_IN"
    LENDS_TO = "LENDS_TO"
    GRANTS_WARRANT_TO = "GRANTS_WARRANT_TO"
    ACQUIRES = "ACQUIRES"
    OWNS = "OWNS"
    LICENSES_TO = "LICENSES_TO"
    PARTNERS_WITH = "PARTNERS_WITH"
    DESIGNS = "DESIGNS"
    MAKES = "MAKES"
    USES = "USES"
    HOSTS = "HOSTS"
    EVALUATES = "EVALUATES"
    REGULATES = "REGULATES"
    LISTS_ON = "LISTS_ON"
    MEASURED = "MEASURED"


@dataclass(frozen=True, slots=True)
class Relation:
    """`ends` are the pairs of labels allowed, `slot` the claim keys that tell its facts apart besides the deal."""

    name: str
    ends: tuple[tuple[frozenset[Label], frozenset[Label]], ...]
    reads: str
    money: Money = "none"
    symmetric: bool = False
    slot: tuple[str, ...] = ()

    def joins(self, subject: Label, object_: Label) -> bool:
        return any(subject in subjects and object_ in objects for subjects, objects in self.ends)

    @property
    def ends_in_words(self) -> str:
        pairs = (f"{_words(subjects)} → {_words(objects)}" for subjects, objects in self.ends)
        return " or ".join(pairs)


def _words(labels: frozenset[Label]) -> str:
    return "Entity" if labels == _EVERYTHING else ", ".join(label for label in Label if label in labels)


def _relation(name: str, subjects: str, objects: str, reads: str, **more: object) -> Relation:
    ends = ((frozenset(map(Label, subjects.split())), frozenset(map(Label, objects.split()))),)
    return Relation(name, ends, reads, **more)  # type: ignore[arg-type]


_ALL = (
    _relation(
        "SUPPLIES", "Company Undisclosed", "Company Government Country Undisclosed",
        "sells, rents out or makes something for", money="to subject",
    ),
    _relation(
        "INVESTS_IN", "Company Fund Government Undisclosed", "Company Site",
        "puts equity into, or means to", money="to object",
    ),
    _relation("LENDS_TO", "Company Fund", "Company", "lends to", money="to object"),
    _relation(
        "GRANTS_WARRANT_TO", "Company", "Company Government", "grants shares against conditions to", money="to object"
    ),
    _relation("ACQUIRES", "Company Fund", "Company", "acquires"),
    Relation("OWNS", ((_EVERYTHING, frozenset({Label.COMPANY, Label.SITE})),), "holds a stake in"),
    _relation("LICENSES_TO", "Company", "Company", "licenses technology or models to", money="to subject"),
    _relation("PARTNERS_WITH", "Company", "Company", "partners with", symmetric=True),
    _relation("DESIGNS", "Company", "Chip System Model", "designs"),
    _relation("MAKES", "Company", "Chip System", "fabricates, packages or assembles"),
    _relation("USES", "Company Model", "Chip System", "runs on"),
    Relation(
        "HOSTS",
        ((_COMPANY, frozenset({Label.SITE})), (frozenset({Label.SITE}), _COMPANY)),
        "hosts",
    ),
    _relation("EVALUATES", "Company", "Company Chip", "judges", slot=("aspect",)),
    _relation("REGULATES", "Government", "Company Chip System Country", "regulates", slot=("rule",)),
    _relation("LISTS_ON", "Company", "Company", "lists its shares on"),
    Relation("MEASURED", ((_EVERYTHING, frozenset({Label.MEASURE})),), "has the figure", slot=("at", "of")),
)  # fmt: skip

RELATIONS: Mapping[str, Relation] = {relation.name: relation for relation in _ALL}
