"""The root fields that list what the reference data holds, and articles. Beliefs have lists of their own."""

import re
from asyncio import gather
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import strawberry

from service.api.arguments import (
    After,
    ArticleKinds,
    AsOfFilter,
    Countries,
    DealKinds,
    Designer,
    EntityKinds,
    First,
    Kinds,
    PublisherKinds,
    Since,
    Until,
    Whole,
)
from service.api.asking import known_entity, known_publisher
from service.api.claims import Article, Publisher, article_question, articles_page
from service.api.context import Info
from service.api.deals import Deal, deal_kinds, deals_page
from service.api.entities import Chip, Company, Entity
from service.api.enums import Label, PublisherKind
from service.api.nodes import make_entity
from service.api.pages import PAGE, Connection, connection, cursor, place_after, rows_wanted
from service.api.scope import Scope, scope
from service.errors import BadInput
from service.graph import reading
from service.model.entities import KINDS

EntityType = TypeVar("EntityType", bound=Entity)

_COUNTRY = re.compile(r"[A-Za-z]{2}", re.ASCII)


@strawberry.type
class Lists:
    @strawberry.field(description="Things of the world of any sort, by name, then by slug.")
    async def entities(
        self,
        info: Info,
        kinds: EntityKinds = None,
        kind: Kinds = None,
        country: Countries = None,
        designer: Designer = None,
        part_of: Whole = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Entity]:
        return await entities_page(
            info, Entity, labels=tuple(Label) if kinds is None else kinds, kind=kind, country=country,
            designer=designer, part_of=part_of, days=scope(as_of), first=first, after=after,
        )  # fmt: skip

    @strawberry.field(description="Companies, by name, then by slug.")
    async def companies(
        self,
        info: Info,
        kind: Kinds = None,
        country: Countries = None,
        part_of: Whole = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Company]:
        return await entities_page(
            info, Company, labels=[Label.COMPANY], kind=kind, country=country, part_of=part_of, days=scope(as_of),
            first=first, after=after,
        )  # fmt: skip

    @strawberry.field(description="Chips, families of chips and kinds of memory, by name, then by slug.")
    async def chips(
        self,
        info: Info,
        kind: Kinds = None,
        designer: Designer = None,
        part_of: Whole = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Chip]:
        return await entities_page(
            info, Chip, labels=[Label.CHIP], kind=kind, designer=designer, part_of=part_of, days=scope(as_of),
            first=first, after=after,
        )  # fmt: skip

    @strawberry.field(description="Deals, in the order of their slugs.")
    async def deals(
        self,
        info: Info,
        kind: DealKinds = None,
        party: Annotated[
            str | None, strawberry.argument(description="Only those that this entity is a party to, by its id.")
        ] = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Deal]:
        return await _deals(info, kinds=deal_kinds(kind), party=party, days=scope(as_of), first=first, after=after)

    @strawberry.field(description="Articles known by the known day, the newest first, then by slug.")
    async def articles(
        self,
        info: Info,
        publisher: Annotated[
            str | None, strawberry.argument(description="Only what this publisher printed, by its id.")
        ] = None,
        kind: ArticleKinds = None,
        since: Since = None,
        until: Until = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Article]:
        days = scope(as_of)
        asked = article_question(days, kind=kind, since=since, until=until, first=first, after=after)
        if publisher is None:
            (page,) = await reading.articles(info.context.database, **asked)
            return articles_page(page, days=days, first=first, after=after)
        slug = await known_publisher(info.context, argument="publisher", id_=publisher)
        printed = await info.context.load(reading.articles_by_publisher, slug, **asked)
        return articles_page(printed, days=days, first=first, after=after)

    @strawberry.field(description="Publishers, by name, then by slug.")
    async def publishers(
        self,
        info: Info,
        kind: PublisherKinds = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[Publisher]:
        return await _publishers(info, kind=kind, days=scope(as_of), first=first, after=after)


async def entities_page(
    info: Info,
    _: type[EntityType],
    *,
    labels: Sequence[Label],
    kind: Sequence[str] | None,
    days: Scope,
    first: int,
    after: str | None,
    country: Sequence[str] | None = None,
    designer: str | None = None,
    part_of: str | None = None,
) -> Connection[EntityType]:
    """Entities of these labels by name and slug; an empty list of labels, kinds or countries lets nothing through."""
    name, id_ = place_after(after, default=("", ""))
    asked: dict[str, Any] = {
        "labels": [] if country == [] else list(dict.fromkeys(map(str, labels))),
        "kinds": _kinds(labels, kind),
        "countries": _countries(country),
        "after_name": name,
        "after_id": id_,
        "limit": rows_wanted(first, after),
    }
    links = await _links(info, designer=designer, part_of=part_of)
    if links:
        (page,) = await reading.entities_by_link(info.context.database, links=links, **asked)
    else:
        (page,) = await reading.entities(info.context.database, **asked)
    return connection(
        page.entities,
        total=page.total,
        first=first,
        after=after,
        node=lambda row: make_entity(row, days),
        place=lambda row: cursor(row["name"], row["id"]),
    )


async def _links(info: Info, *, designer: str | None, part_of: str | None) -> list[tuple[str, str]]:
    """What the entities must be joined to; NotFound when there is no such thing."""
    wanted = [("DESIGNED_BY", "designer", designer, "nvidia"), ("PART_OF", "partOf", part_of, "alphabet")]
    asked = [(link, argument, id_, example) for link, argument, id_, example in wanted if id_ is not None]
    slugs = await gather(
        *(
            known_entity(info.context, argument=argument, id_=id_, example=example)
            for _, argument, id_, example in asked
        )
    )
    return [(link, slug) for (link, *_), slug in zip(asked, slugs, strict=True)]


def _kinds(labels: Sequence[Label], kind: Sequence[str] | None) -> list[str]:
    """The kinds asked for; BadInput for what is a kind of none of these labels."""
    known = sorted({word for label in labels or Label for word in KINDS[label]})
    for word in kind or ():
        if word not in known:
            raise BadInput(
                f"{word!r} is no such kind",
                argument="kind",
                value=word,
                rule=f"one or more of {', '.join(known)}",
                example=f'kind: "{known[0]}"',
            )
    return known if kind is None else list(kind)


def _countries(country: Sequence[str] | None) -> list[str]:
    for code in country or ():
        if not _COUNTRY.fullmatch(code):
            raise BadInput(
                f"{code!r} is not the code of a country",
                argument="country",
                value=code,
                rule="two letters, as in ISO 3166-1 alpha-2",
                example='country: "US"',
            )
    return [code.upper() for code in country or ()]


async def _deals(
    info: Info, *, kinds: tuple[str, ...], party: str | None, days: Scope, first: int, after: str | None
) -> Connection[Deal]:
    (place,) = place_after(after, default=("",))
    limit = rows_wanted(first, after)
    if party is None:
        (page,) = await reading.deals(info.context.database, kinds=kinds, after=place, limit=limit)
        return deals_page(page, days=days, first=first, after=after)
    slug = await known_entity(info.context, argument="party", id_=party)
    of_party = await info.context.load(reading.deals_by_party, slug, kinds=kinds, after=place, limit=limit)
    return deals_page(of_party, days=days, first=first, after=after)


async def _publishers(
    info: Info, *, kind: Sequence[PublisherKind] | None, days: Scope, first: int, after: str | None
) -> Connection[Publisher]:
    name, id_ = place_after(after, default=("", ""))
    kinds = list(map(str, PublisherKind if kind is None else kind))
    (page,) = await reading.publishers(
        info.context.database, kinds=kinds, after_name=name, after_id=id_, limit=rows_wanted(first, after)
    )
    return connection(
        page.publishers,
        total=page.total,
        first=first,
        after=after,
        node=lambda row: Publisher(row=row, days=days),
        place=lambda row: cursor(row["name"], row["id"]),
    )
