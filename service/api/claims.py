"""Provenance: what an article says, who says it, who printed it and who reported it first."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import strawberry

from service.api.arguments import After, ArticleKinds, First, Since, Until
from service.api.context import Info
from service.api.enums import ArticleKind, PublisherKind, Role, Stage, Standing
from service.api.ids import global_id
from service.api.nodes import Node, make_entity
from service.api.pages import PAGE, Connection, connection, cursor, page_size, place_after
from service.api.scope import Date, Scope
from service.errors import BadInput
from service.graph import believing, reading, rows
from service.graph.rows import Properties
from service.model.dates import FIRST_DAY, NEVER

EntityRef = Annotated["Entity", strawberry.lazy("service.api.entities")]  # type: ignore[name-defined]  # noqa: F821


@strawberry.type(description="Who prints articles.")
class Publisher(Node):
    slug: str = strawberry.field(description="The id that a person types, such as `reuters`.")
    name: str = strawberry.field(description="The usual name.")
    kind: PublisherKind = strawberry.field(description="What sort of outlet it is; decides the tier of its own words.")
    days: strawberry.Private[Scope]

    @strawberry.field(description="What it printed by the known day, the newest first, then by slug.")
    async def articles(
        self,
        info: Info,
        kind: ArticleKinds = None,
        since: Since = None,
        until: Until = None,
        first: First = PAGE,
        after: After = None,
    ) -> "Connection[Article]":
        asked = article_question(self.days, kind=kind, since=since, until=until, first=first, after=after)
        page = await info.context.load(reading.articles_by_publisher, self.slug, **asked)
        return articles_page(page, days=self.days, first=first, after=after)


@strawberry.type(description="A dated article, and what it says.")
class Article(Node):
    slug: str = strawberry.field(description="The stem of its file.")
    url: str = strawberry.field(description="Where it stands.")
    title: str | None = strawberry.field(description="As printed, where known.")
    kind: ArticleKind = strawberry.field(description="What sort of text it is.")
    published: str = strawberry.field(description="A day, or a month where no day is known.")
    known_on: Date = strawberry.field(description="The day by whose end the public could know it.")
    publisher: Publisher = strawberry.field(description="Who printed it.")
    recorded_at: str = strawberry.field(description="When this database wrote it; no rule reads it.")
    days: strawberry.Private[Scope]

    @strawberry.field(description="What it says, in its own order.")
    async def claims(self, info: Info, first: First = PAGE, after: After = None) -> "Connection[Claim]":
        (place,) = place_after(after, default=(-1,))
        page = await info.context.load(
            reading.claims_by_article, self.slug, after_place=place, limit=page_size(first) + 1
        )
        return claims_page(page, first=first, after=after, days=self.days, place=lambda row: cursor(row["place"]))


@strawberry.type(description="The first report of what an article says: another report, or the article itself.")
class Origin:
    slug: str = strawberry.field(description="Its id; an article's when that is the first report.")
    publisher: Publisher = strawberry.field(description="Who reported it first.")


@strawberry.type(description="What one article says about one fact. Written once, never changed.")
class Claim(Node):
    slug: str = strawberry.field(description="sha256 of the address and of what is said.")
    fact: str = strawberry.field(description="The key of the fact that it is about.")
    summary: str = strawberry.field(description="In our words.")
    quote: str | None = strawberry.field(description="A short phrase of the source.")
    where: str | None = strawberry.field(description="Where in the article.")
    said_by: EntityRef | None = strawberry.field(description="Who says it, where named.")
    unnamed: str | None = strawberry.field(description="How the source calls people that it does not name.")
    standing: Standing = strawberry.field(description="In what capacity it is said.")
    tier: int = strawberry.field(description="1 filing, 2 party, 3 named, 4 established outlet, 5 other, 6 estimate.")
    said_on: Date = strawberry.field(description="The day on which it was said.")
    known_on: Date = strawberry.field(description="The day by whose end the public could know it.")
    withdrawn_on: Date | None = strawberry.field(description="Since when it is withdrawn, if it was by the known day.")
    denies: str | None = strawberry.field(description="The part of the fact that it denies; null when it affirms.")
    stage: Stage | None = strawberry.field(description="How far it says the commitment has come.")
    article: Article = strawberry.field(description="Where it is stated.")
    origin: Origin = strawberry.field(description="Who reported it first.")
    recorded_at: str = strawberry.field(description="When this database wrote it; no rule reads it.")
    revision: int = strawberry.field(description="The revision of the graph that wrote it.")
    believed_on: strawberry.Private[str | None] = None

    @strawberry.field(description="What it does in the belief that lists it; null elsewhere.")
    async def role(self, info: Info) -> Role | None:
        if self.believed_on is None:
            return None
        row = await info.context.load(believing.roles_by_fact, (self.fact, self.believed_on))
        return row.roles.get(self.slug) if row else None


def publisher(properties: Properties, *, days: Scope) -> Publisher:
    return Publisher(
        id=strawberry.ID(global_id("Publisher", properties["id"])),
        slug=properties["id"],
        name=properties["name"],
        kind=PublisherKind(properties["kind"]),
        days=days,
    )


def article(properties: Properties, *, printed_by: Properties, days: Scope) -> Article:
    return Article(
        id=strawberry.ID(global_id("Article", properties["id"])),
        slug=properties["id"],
        url=properties["url"],
        title=properties.get("title"),
        kind=ArticleKind(properties["kind"]),
        published=properties["published"],
        known_on=properties["known_on"],
        publisher=publisher(printed_by, days=days),
        recorded_at=properties["recorded_at"],
        days=days,
    )


def article_question(
    days: Scope,
    *,
    kind: Sequence[ArticleKind] | None,
    since: Date | None,
    until: Date | None,
    first: int,
    after: str | None,
) -> dict[str, Any]:
    """What the statements about articles ask, for one article more than the page holds.

    BadInput when the days are reversed.
    """
    if since and until and since > until:
        raise BadInput(
            f"since is {since}, after until, {until}",
            argument="since",
            value=since,
            rule="since is until, or a day before; both days are in the answer",
            example='since: "2026-02-01", until: "2026-02-28"',
        )
    day, id_ = place_after(after, default=(NEVER.isoformat(), ""))
    return {
        "kinds": tuple(map(str, ArticleKind if kind is None else kind)),
        "since": since or FIRST_DAY.isoformat(),
        "until": min(until or days.known, days.known),
        "after_day": day,
        "after_id": id_,
        "limit": page_size(first) + 1,
    }


def articles_page(page: rows.ArticlesRow | None, *, days: Scope, first: int, after: str | None) -> Connection[Article]:
    return connection(
        page.articles if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: article(row["article"], printed_by=row["publisher"], days=days),
        place=lambda row: cursor(row["article"]["known_on"], row["article"]["id"]),
    )


def claim(row: Properties, *, days: Scope, believed_on: str | None = None) -> Claim:
    """A claim from a row with the properties of the claim and of everything around it.

    `believed_on` is the known day of the belief that lists it, if one does.
    """
    properties, assessment, speaker = row["claim"], row["assessment"], row["speaker"]
    stage, withdrawn_on = properties.get("stage"), assessment.get("withdrawn_on")
    return Claim(
        id=strawberry.ID(global_id("Claim", properties["id"])),
        slug=properties["id"],
        fact=properties["fact"],
        summary=properties["summary"],
        quote=properties.get("quote"),
        where=properties.get("where"),
        said_by=make_entity(speaker, days) if speaker else None,
        unnamed=properties.get("unnamed"),
        standing=Standing(assessment["standing"]),
        tier=assessment["tier"],
        said_on=assessment["said_on"],
        known_on=assessment["known_on"],
        withdrawn_on=withdrawn_on if withdrawn_on and withdrawn_on <= days.known else None,
        denies=properties.get("denies"),
        stage=Stage(stage) if stage else None,
        article=article(row["article"], printed_by=row["publisher"], days=days),
        origin=Origin(slug=assessment["origin"], publisher=publisher(row["first_publisher"], days=days)),
        recorded_at=properties["recorded_at"],
        revision=properties["revision"],
        believed_on=believed_on,
    )


def claims_page(
    page: rows.ClaimsRow | None,
    *,
    first: int,
    after: str | None,
    days: Scope,
    place: Callable[[Properties], str],
    believed_on: str | None = None,
) -> Connection[Claim]:
    return connection(
        page.claims if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: claim(row, days=days, believed_on=believed_on),
        place=place,
    )
