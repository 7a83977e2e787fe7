"""What the service is to reach, as ratios within one run, and whether it did."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from bench.api.cells import Cell
from bench.api.measuring import Figures

Measured = Mapping[str, Figures]  # of one cell, by server
Results = Mapping[Cell, Measured]
FLOOR_OVER_PEER = 3.5  # at middle companies; a floor below it is written badly


@dataclass(frozen=True, slots=True)
class Goal:
    """`ratio` is of the cells that `asked` picks, where both `servers` were measured; at least or at most `wanted`."""

    what: str
    servers: tuple[str, str]
    ratio: Callable[[Figures, Figures], float]
    wanted: float
    asked: Callable[[Cell], bool]
    at_most: bool = False

    def reached(self, ratio: float) -> bool:
        return ratio <= self.wanted if self.at_most else ratio >= self.wanted

    def ratios(self, results: Results) -> Iterator[tuple[Cell, float]]:
        mine, theirs = self.servers
        for cell, measured in results.items():
            if self.asked(cell) and mine in measured and theirs in measured:
                yield cell, self.ratio(measured[mine], measured[theirs])


def rates(mine: Figures, theirs: Figures) -> float:
    return mine.rate / max(theirs.rate, 0.001)


def slowness(mine: Figures, theirs: Figures) -> float:
    """Without end for a server that answered nothing in its time."""
    return mine.p99 / max(theirs.p99, 0.001) if mine.rate else inf


def waits(mine: Figures, theirs: Figures) -> float:
    """As `slowness`, of half of the requests."""
    return mine.p50 / max(theirs.p50, 0.001) if mine.rate else inf


def costs(mine: Figures, theirs: Figures) -> float:
    """Server and database together."""
    return (mine.server_cpu + mine.database_cpu) / max(theirs.server_cpu + theirs.database_cpu, 0.001)


def suppliers(cell: Cell) -> bool:
    return cell.ask.question in ("suppliers", "past")


def at_middle(cell: Cell) -> bool:
    return suppliers(cell) and cell.ask.whose == "middle"


def at_hub(cell: Cell) -> bool:
    return suppliers(cell) and cell.ask.whose == "hub"


def any_cell(_: Cell) -> bool:
    return True


GENERATED = ("service", "generated")
BY_HAND = ("service", "by_hand")
FLOOR = ("floor", "generated")
CACHED = ("cached", "replayed")
GOALS = (
    Goal("the floor's throughput over the generated connections'", FLOOR, rates, FLOOR_OVER_PEER, at_middle),
    Goal("throughput over the floor's", ("service", "floor"), rates, 0.75, suppliers),
    Goal("throughput over the generated connections', middle", GENERATED, rates, 3, at_middle),
    Goal("throughput over the field by hand's, middle", BY_HAND, rates, 1.4, at_middle),
    Goal("throughput over the generated connections', hub", GENERATED, rates, 2.5, at_hub),
    Goal("throughput over the field by hand's, hub", BY_HAND, rates, 1.2, at_hub),
    Goal("p99 over the generated connections'", GENERATED, slowness, 0.5, suppliers, at_most=True),
    Goal("processor over the generated connections'", GENERATED, costs, 1, suppliers, at_most=True),
    Goal("processor over the field by hand's", BY_HAND, costs, 1, suppliers, at_most=True),
    Goal("with the cache, p50 over that of the same bytes", CACHED, waits, 1.3, any_cell, at_most=True),
)
