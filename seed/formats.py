"""The formats of the curated files, key by key.

Every key may be absent here: `required` names those that must not be, checked apart, so that one fault hides no other.
"""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from seed.keys import (
    ActionWord,
    ArticleWord,
    AspectWord,
    BasisWord,
    ClaimId,
    CountryCode,
    Date,
    Day,
    DealWord,
    DeniedPart,
    EffectWord,
    FactText,
    Id,
    List,
    Number,
    ProvidesWord,
    PublicationDate,
    PublisherWord,
    Quote,
    RelationName,
    RoleWord,
    StageWord,
    StandingWord,
    Summary,
    Text,
    Ticker,
    TrueOrFalse,
    UnitWord,
    Url,
    VerdictWord,
    WorkloadWord,
)


def _key(example: str, *, alias: str | None = None) -> Any:
    return Field(default=None, examples=[example], alias=alias)


def _list(example: str) -> Any:
    return Field(default=(), examples=[example])


class Format(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    required: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def example(cls, key: str) -> str | None:
        """A right value of `key`; None for a key that the format does not have."""
        for name, field in cls.model_fields.items():
            if key == (field.alias or name):
                return str(field.examples[0]) if field.examples else None
        return None

    @classmethod
    def example_line(cls) -> str:
        key = cls.keys()[0]
        return f"{key}: {cls.example(key)}"


class EntityFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("openai")
    name: Text | None = _key("OpenAI")
    aliases: Annotated[tuple[Text, ...], List] = _list("[OpenAI Group PBC]")
    kind: Text | None = _key("ai-lab")
    ticker: Ticker | None = _key("NASDAQ:NVDA")
    country: CountryCode | None = _key("US")
    part_of: Id | None = _key("microsoft")
    works_for: Annotated[tuple[Id, ...], List] = _list("[openai]")
    designer: Id | None = _key("nvidia")


class PublisherFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("reuters")
    name: Text | None = _key("Reuters")
    kind: PublisherWord | None = _key("wire")


class OriginFormat(Format):
    required = ("id", "publisher")

    id: Id | None = _key("reuters-2026-02-02-openai-chips")
    publisher: Id | None = _key("reuters")
    published: PublicationDate | None = _key("2026-02-02")


class DealFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("nvidia-openai-2025")
    name: Text | None = _key("Nvidia-OpenAI letter of intent")
    kind: DealWord | None = _key("investment")
    parties: Any = _key("[{entity: nvidia, role: investor}]")


class PartyFormat(Format):
    required = ("entity", "role")

    entity: Id | None = _key("nvidia")
    role: RoleWord | None = _key("investor")


class ArticleFormat(Format):
    required = ("url", "publisher", "published", "kind")

    url: Url | None = _key("https://example.com/path")
    publisher: Id | None = _key("nextfin")
    title: Text | None = _key("Nvidia and OpenAI")
    published: PublicationDate | None = _key("2026-02-02")
    kind: ArticleWord | None = _key("news")
    origin: Id | None = _key("reuters-2026-02-02-openai-chips")
    corrects: Url | None = _key("https://example.com/path")
    retracts: Url | None = _key("https://example.com/path")
    claims: Any = _key("a list that starts with - subject: nvidia")


class QuantityFormat(Format):
    required = ("unit",)

    exact: Number | None = _key("1500000000")
    about: Number | None = _key("1500000000")
    up_to: Number | None = _key("1500000000")
    at_least: Number | None = _key("1500000000")
    min: Number | None = _key("1000000000")
    max: Number | None = _key("1500000000")
    unit: UnitWord | None = _key("USD")
    basis: BasisWord | None = _key("per-year")
    of: FactText | None = _key("first tranche")


class ClaimFormat(Format):
    required = ("subject", "relation", "object", "summary")

    subject: Id | None = _key("nvidia")
    relation: RelationName | None = _key("SUPPLIES")
    object: Id | None = _key("openai")
    deal: Id | None = _key("nvidia-openai-2025")
    origin: Id | None = _key("reuters-2026-02-02-openai-chips")
    denies: DeniedPart | None = _key("amount")
    stage: StageWord | None = _key("active")
    provides: Annotated[tuple[ProvidesWord, ...], List] = _list("[chips]")
    workloads: Annotated[tuple[WorkloadWord, ...], List] = _list("[inference]")
    products: Annotated[tuple[Id, ...], List] = _list("[blackwell]")
    from_: Date | None = _key("2026-Q1", alias="from")
    until: Date | None = _key("2026-03-14")
    through: Date | None = _key("2028")
    ends_in: Date | None = _key("2028")
    at: Date | None = _key("2026-02-02")
    amount: Any = _key("{up_to: 100000000000, unit: USD}")
    capacity: Any = _key("{at_least: 10, unit: GW}")
    units: Any = _key("{about: 100000, unit: chips}")
    share: Any = _key("{at_least: 0.5, unit: share, of: OpenAI inference fleet}")
    value: Any = _key("{about: 4500000000000, unit: USD}")
    said_by: Id | None = _key("openai")
    unnamed: Text | None = _key("people familiar with the matter")
    standing: StandingWord | None = _key("party")
    said_on: Date | None = _key("2026-02-02")
    verdict: VerdictWord | None = _key("satisfied")
    aspect: AspectWord | None = _key("speed")
    effect: EffectWord | None = _key("licenses")
    rule: Id | None = _key("ai-diffusion-rule")
    exclusive: TrueOrFalse | None = _key("true")
    summary: Summary | None = _key("OpenAI still runs most of its inference on Nvidia hardware.")
    quote: Quote | None = _key("vast majority")
    where: Text | None = _key("paragraph 4")


class RulingFormat(Format):
    required = ("id", "on", "by", "reason", "action")

    id: Id | None = _key("2026-03-hbm")
    on: Day | None = _key("2026-03-01")
    by: Text | None = _key("Ada Editor")
    reason: Text | None = _key("the page mixes two contracts")
    action: ActionWord | None = _key("DEPRECATE")
    claim: ClaimId | None = _key("the claim's 64 hexadecimal digits")
    origins: Annotated[tuple[Id, ...], List] = _list("[reuters-2026-02-02-a, cnbc-2026-02-02-b]")


class WithdrawalFormat(Format):
    required = ("url", "withdrawn_on", "by", "reason", "claims")

    url: Url | None = _key("https://example.com/path")
    withdrawn_on: Day | None = _key("2026-03-01")
    by: Text | None = _key("Ada Editor")
    reason: Text | None = _key("the page was misread")
    claims: Any = _key("[{id: the claim's 64 hexadecimal digits, text: its summary}]")


class WithdrawnClaimFormat(Format):
    required = ("id", "text")

    id: ClaimId | None = _key("the claim's 64 hexadecimal digits")
    text: Text | None = _key("OpenAI still runs most of its inference on Nvidia hardware.")
