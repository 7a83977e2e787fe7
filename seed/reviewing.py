"""reviewed.yaml: what looks like a slip in the curated files and is none, each with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from seed.faults import Fault, read_keys
from seed.files import CuratedFile, open_file
from seed.formats import Format, _key
from seed.keys import Text, _one_of
from seed.reading import Curated, read_folder
from seed.suspicions import Kind, Suspicion, suspicions
from seed.wording import shown
from service.errors import CuratedFilesError, Problem

NAME = "reviewed.yaml"
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.NEEDLESS_REVIEW)


class ReviewedFormat(Format):
    required = ("kind", "place", "reason")

    kind: Annotated[str, _one_of(_KINDS, "kind of warning")] | None = _key("no-claim", "The kind of the warning.")
    place: Text | None = _key("alphabet", "The place of the warning, as the check prints it.")
    reason: Text | None = _key("Google's parent, no claim names it", "Why it is no slip, in one line.")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A suspicion that somebody has looked into and found to be none."""

    kind: Kind
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a person should look into, and how many suspicions somebody has looked into before."""

    open: Sequence[Suspicion]
    reviewed: int

    def __str__(self) -> str:
        warnings = "1 warning" if len(self.open) == 1 else f"{len(self.open)} warnings"
        return f"{warnings}, and {self.reviewed} that {NAME} gives a reason for"


def read_with_review(folder: Path) -> tuple[Curated, Review]:
    """All that `folder` holds, and what looks like a slip; CuratedFilesError with every problem of every file."""
    reviewed, problems = read_reviewed(folder / NAME)
    try:
        curated = read_folder(folder)
    except CuratedFilesError as error:
        raise CuratedFilesError([*error.problems, *problems]) from None
    if problems:
        raise CuratedFilesError(problems)
    return curated, review(suspicions(curated), reviewed)


def review(found: Sequence[Suspicion], reviewed: Iterable[Reviewed]) -> Review:
    """`found` without what is reviewed; an entry that nothing matches is suspicious itself."""
    settled = {(entry.kind, entry.place) for entry in reviewed}
    open_ = [suspicion for suspicion in found if (suspicion.kind, suspicion.place) not in settled]
    needless = settled - {(suspicion.kind, suspicion.place) for suspicion in found}
    stale = (
        Suspicion(Kind.NEEDLESS_REVIEW, f"{kind}: {place}", f"{NAME} lists it and nothing is suspicious; delete it")
        for kind, place in needless
    )
    return Review([*open_, *sorted(stale)], len(found) - len(open_))


def read_reviewed(path: Path) -> tuple[list[Reviewed], list[Problem]]:
    """The entries of the file, if there is one, and every problem in it."""
    if not path.exists():
        return [], []
    file = open_file(path)
    items, faults = file.entries()
    found: list[Reviewed] = []
    seen: dict[tuple[str, str], int] = {}
    for number, item in enumerate(items):
        form, entry_faults = read_keys(ReviewedFormat, item)
        if form and form.kind and form.place:
            entry_faults.extend(_twice((form.kind, form.place), seen, file, number))
            found.append(Reviewed(Kind(form.kind), form.place, form.reason or ""))
        faults.extend(fault.under(number) for fault in entry_faults)
    return found, [*file.problems, *file.problems_of(faults)]


def _twice(entry: tuple[str, str], seen: dict[tuple[str, str], int], file: CuratedFile, number: int) -> Iterator[Fault]:
    first = seen.setdefault(entry, number)
    if first != number:
        line = file.root.lines[first]
        yield Fault(("place",), f"{shown(entry[1])} is already listed in line {line}; write each place once for a kind")
