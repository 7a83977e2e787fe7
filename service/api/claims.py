"""Provenance: what an article says, who says it, who printed it and who reported it first."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import strawberry

from service.api.arguments import After, ArticleKinds, First, Since, Until
from service.api.context import Info
from service.api.enums import ArticleKind, PublisherKind, Role, Stage, Standing
from service.api.nodes import Node, make_entity
from service.api.pages import PAGE, Connection, connection, cursor, place_after, rows_wanted
from service.api.scope import Date, Scope
from service.api.views import from_row
from service.errors import BadInput
from service.graph import believing, reading, rows
from service.graph.rows import Properties
from service.model.dates import FIRST_DAY, NEVER

EntityRef = Annotated["Entity", strawberry.lazy("service.api.entities")]  # type: ignore[name-defined]  # noqa: F821


@strawberry.type(description="Who prints articles.")
class Publisher(Node):
    slug: str = from_row("id", description="The id that a person types, such as `reuters`.")
    name: str = from_row("name", description="The usual name.")
    kind: PublisherKind = from_row("kind", description="What sort of outlet it is; decides the tier of its own words.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @property
    def local(self) -> str:
        return str(self.row["id"])

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
        page = await info.context.load(reading.articles_by_publisher, self.row["id"], **asked)
        return articles_page(page, days=self.days, first=first, after=after)


@strawberry.type(description="A dated article, and what it says.")
class Article(Node):
    """A view of a row with the article and its publisher."""

    slug: str = from_row("article", "id", description="The stem of its file.")
    url: str = from_row("article", "url", description="Where it stands.")
    title: str | None = from_row("article", "title", description="As printed, where known.")
    kind: ArticleKind = from_row("article", "kind", description="What sort of text it is.")
    published: str = from_row("article", "published", description="A day, or a month where no day is known.")
    known_on: Date = from_row("article", "known_on", description="The day by whose end the public could know it.")
    recorded_at: str = from_row("article", "recorded_at", description="When this database wrote it; no rule reads it.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @property
    def local(self) -> str:
        return str(self.row["article"]["id"])

    @strawberry.field(description="Who printed it.")
    def publisher(self) -> Publisher:
        return Publisher(row=self.row["publisher"], days=self.days)

    @strawberry.field(description="What it says, in its own order.")
    async def claims(self, info: Info, first: First = PAGE, after: After = None) -> "Connection[Claim]":
        (place,) = place_after(after, default=(-1,))
        page = await info.context.load(
            reading.claims_by_article, self.row["article"]["id"], after_place=place, limit=rows_wanted(first, after)
        )
        return claims_page(page, first=first, after=after, days=self.days, place=lambda row: cursor(row["place"]))


@strawberry.type(description="The first report of what an article says: another report, or the article itself.")
class Origin:
    slug: str = from_row("assessment", "origin", description="Its id; an article's when that is the first report.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @strawberry.field(description="Who reported it first.")
    def publisher(self) -> Publisher:
        return Publisher(row=self.row["first_publisher"], days=self.days)


@strawberry.type(description="What one article says about one fact. Written once, never changed.")
class Claim(Node):
    """A view of a row with the properties of the claim and of everything around it.

    `believed_on` is the known day of the belief that lists it, if one does.
    """

    slug: str = from_row("claim", "id", description="sha256 of the address and of what is said.")
    fact: str = from_row("claim", "fact", description="The key of the fact that it is about.")
    summary: str = from_row("claim", "summary", description="In our words.")
    quote: str | None = from_row("claim", "quote", description="A short phrase of the source.")
    where: str | None = from_row("claim", "where", description="Where in the article.")
    unnamed: str | None = from_row("claim", "unnamed", description="How the source calls people that it does not name.")
    standing: Standing = from_row("assessment", "standing", description="In what capacity it is said.")
    tier: int = from_row(
        "assessment", "tier",
        description="1 filing, 2 party, 3 named, 4 established outlet, 5 other, 6 estimate.",
    )  # fmt: skip
    said_on: Date = from_row("assessment", "said_on", description="The day on which it was said.")
    known_on: Date = from_row("assessment", "known_on", description="The day by whose end the public could know it.")
    denies: str | None = from_row(
        "claim", "denies", description="The part of the fact that it denies; null when it affirms."
    )
    stage: Stage | None = from_row("claim", "stage", description="How far it says the commitment has come.")
    recorded_at: str = from_row("claim", "recorded_at", description="When this database wrote it; no rule reads it.")
    revision: int = from_row("claim", "revision", description="The revision of the graph that wrote it.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]
    believed_on: strawberry.Private[str | None] = None

    @property
    def local(self) -> str:
        return str(self.row["claim"]["id"])

    @strawberry.field(description="Who says it, where named.")
    def said_by(self) -> EntityRef | None:
        speaker = self.row["speaker"]
        return make_entity(speaker, self.days) if speaker else None

    @strawberry.field(description="Since when it is withdrawn, if it was by the known day.")
    def withdrawn_on(self) -> Date | None:
        day: Date | None = self.row["assessment"].get("withdrawn_on")
        return day if day and day <= self.days.known else None

    @strawberry.field(description="Where it is stated.")
    def article(self) -> Article:
        return Article(row=self.row, days=self.days)

    @strawberry.field(description="Who reported it first.")
    def origin(self) -> Origin:
        return Origin(row=self.row, days=self.days)

    @strawberry.field(description="What it does in the belief that lists it; null elsewhere.")
    async def role(self, info: Info) -> Role | None:
        if self.believed_on is None:
            return None
        claim = self.row["claim"]
        row = await info.context.load(believing.roles_by_fact, (claim["fact"], self.believed_on))
        return row.roles.get(claim["id"]) if row else None


def article_question(
    days: Scope,
    *,
    kind: Sequence[ArticleKind] | None,
    since: Date | None,
    until: Date | None,
    first: int,
    after: str | None,
) -> dict[str, Any]:
    """What the statements about articles ask.

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
        "limit": rows_wanted(first, after),
    }


def articles_page(page: rows.ArticlesRow | None, *, days: Scope, first: int, after: str | None) -> Connection[Article]:
    return connection(
        page.articles if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: Article(row=row, days=days),
        place=lambda row: cursor(row["article"]["known_on"], row["article"]["id"]),
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
        node=lambda row: Claim(row=row, days=days, believed_on=believed_on),
        place=place,
    )
