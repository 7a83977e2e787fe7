"""A made-up world of any size, shaped like the curated data, to measure with.

Usage: python -m bench.generate --claims 2000 --seed 1 --to FOLDER

Writes the world as curated files. Its shares of relations, stages, figures, denials and speakers are those of
seed/data; a few companies have very many relations and most have few, as the real ones do.
"""

import argparse
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.world.articles import Articles, count_articles, day_of
from bench.world.claims import Claims
from bench.world.entities import Population, populate
from bench.world.facts import Facts
from bench.world.references import Trade, legs_of, make_deals, make_origins, make_publishers
from bench.world.writing import write_folder
from seed.reading import Curated
from seed.references import SPEAKERS
from seed.spool import spool
from service.model.entities import Deal, Directory, Label, Origin, Publisher

ARTICLES_PER_ORIGIN = 6


@dataclass(frozen=True)
class World:
    """`claims` claims in all; the same `seed` gives the same world. `further` articles come out after all others."""

    claims: int
    seed: int = 1
    further: int = 0

    @cached_property
    def curated(self) -> Curated:
        """As read_folder gives it; the articles are in a temporary file."""
        return Curated(self.directory, spool(self.articles), (), ())

    @cached_property
    def directory(self) -> Directory:
        return Directory(
            entities={entity.id: entity for entity in self._population},
            publishers={publisher.id: publisher for publisher in self._publishers},
            origins={origin.id: origin for origin in self._origins},
            deals={deal.id: deal for deal in self._deals},
        )

    @cached_property
    def articles(self) -> Articles:
        """In the order in which they became known, made anew each time that one asks."""
        return Articles(self._told, publishers=self._publishers, origins=self._origins, further=self.further)

    def company(self, rank: int) -> str:
        """The id of the company that is the customer in the `rank`-th most facts, from 0 on."""
        return self._population.of[Label.COMPANY][rank].id

    @cached_property
    def _population(self) -> Population:
        return populate(claims=self.claims, seed=self.seed)

    @cached_property
    def _trade(self) -> Trade:
        return Trade(self._population)

    @cached_property
    def _publishers(self) -> tuple[Publisher, ...]:
        return make_publishers(claims=self.claims, seed=self.seed)

    @cached_property
    def _origins(self) -> tuple[Origin, ...]:
        count = count_articles(self.claims, seed=self.seed)
        days = [str(day_of(number, count=count)) for number in range(0, count, ARTICLES_PER_ORIGIN)]
        return make_origins(days, self._publishers, seed=self.seed)

    @cached_property
    def _deals(self) -> tuple[Deal, ...]:
        return make_deals(self._population, self._trade, claims=self.claims, seed=self.seed)

    @cached_property
    def _told(self) -> Claims:
        population = self._population
        chips: dict[str, list[str]] = {}
        for chip in population.of[Label.CHIP]:
            chips.setdefault(chip.designer or "", []).append(chip.id)
        facts = Facts(
            claims=self.claims,
            seed=self.seed,
            population=population,
            trade=self._trade,
            legs=legs_of(self._deals, seed=self.seed),
            kinds={company.id: company.kind for company in population.of[Label.COMPANY]},
            chips=chips,
        )
        return Claims(
            facts=facts,
            speakers={entity.id for entity in population if entity.label in SPEAKERS},
            staff=population.staff,
            names={entity.id: entity.name for entity in population},
            analysts=[person.id for person in population.of[Label.PERSON] if person.kind == "analyst"],
            origins=[origin.id for origin in self._origins],
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up world as curated files.")
    parser.add_argument("--claims", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    asked = parser.parse_args()
    world = World(claims=asked.claims, seed=asked.seed)
    write_folder(asked.to, world.directory, world.articles)


if __name__ == "__main__":
    main()
