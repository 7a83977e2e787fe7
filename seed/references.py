"""Which ids the files list, and what a reference to one that they do not list is told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from seed.faults import Fault, Path
from seed.wording import did_you_mean, listed, shown
from service.model.entities import FILE_OF_LABEL, Directory, Label

SPEAKERS = (Label.COMPANY, Label.PERSON, Label.GOVERNMENT, Label.FUND, Label.UNDISCLOSED)
EMPLOYERS = (Label.COMPANY, Label.GOVERNMENT, Label.FUND)
PRODUCTS = (Label.CHIP, Label.SYSTEM, Label.MODEL)


@dataclass(frozen=True, slots=True)
class Listed:
    """Every id that the files list, also of entries with faults of their own."""

    labels: Mapping[str, Label]
    publishers: Collection[str]
    origins: Collection[str]
    deals: Collection[str]

    @classmethod
    def of(cls, directory: Directory) -> "Listed":
        labels = {entity.id: entity.label for entity in directory.entities.values()}
        return cls(labels, directory.publishers, directory.origins, directory.deals)

    def entity(self, id_: str | None, *path: str | int, among: Collection[Label] = ()) -> Iterator[Fault]:
        """The fault of a reference to an entity, which may have to be of one of the labels `among`."""
        if id_ is None:
            return
        label = self.labels.get(id_)
        if label is None:
            yield unknown(id_, path, self.labels, noun="entity", file="entities/")
        elif among and label not in among:
            rule = f"{path[0]} names a {listed([label.value for label in among])}"
            yield Fault(path, f"{id_} is a {label} (listed in entities/{FILE_OF_LABEL[label]}.yaml); {rule}")

    def publisher(self, id_: str | None, *path: str | int) -> Iterator[Fault]:
        if id_ is not None and id_ not in self.publishers:
            yield unknown(id_, path, self.publishers, noun="publisher", file="publishers.yaml")

    def origin(self, id_: str | None, *path: str | int) -> Iterator[Fault]:
        if id_ is not None and id_ not in self.origins:
            yield unknown(id_, path, self.origins, noun="origin", file="origins.yaml")

    def deal(self, id_: str | None, *path: str | int) -> Iterator[Fault]:
        if id_ is not None and id_ not in self.deals:
            yield unknown(id_, path, self.deals, noun="deal", file="deals.yaml")


def unknown(id_: str, path: Path, ids: Collection[str], *, noun: str, file: str) -> Fault:
    hint = did_you_mean(id_, ids) or f"; add an entry that starts with - id: {id_}"
    article = "an" if noun[0] in "aeiou" else "a"
    return Fault(path, f"{shown(id_)} is no {noun}; write the id of {article} {noun} listed in {file}{hint}")
