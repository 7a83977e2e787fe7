"""The formats of the curated files, key by key.

Every key may be absent here: `required` names those that must not be, checked apart, so that one fault hides no other.
Each key has a right example and a description, which editors show.
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
    Holds,
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


class InWords(str):
    """An example that describes the value instead of being one."""

    __slots__ = ()


def _key(example: str, description: str, *, alias: str | None = None) -> Any:
    return Field(default=None, examples=[example], description=description, alias=alias)


def _list(example: str, description: str) -> Any:
    return Field(default=(), examples=[example], description=description)


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


_CLAIM_IN_WORDS = InWords("the claim's 64 hexadecimal digits")
_CLAIM_ID = "The claim's id, as `python -m seed check` prints it."
_EDITOR = "The name of the editor who decided."
_ORIGIN = "The first report that is repeated here, an id of origins.yaml; all who repeat it have one vote."


class EntityFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("openai", "Our own short name, for good: a rename changes name, never id.")
    name: Text | None = _key("OpenAI", "The name that people read.")
    aliases: Annotated[tuple[Text, ...], List] = _list("[OpenAI Group PBC]", "Other names, to find it by.")
    kind: Text | None = _key("ai-lab", "What sort of thing it is; each file has its own list.")
    ticker: Ticker | None = _key("NASDAQ:NVDA", "The exchange and symbol of its shares.")
    country: CountryCode | None = _key("US", 'ISO 3166-1 alpha-2 code, in quotes where YAML reads it as no: "NO".')
    part_of: Id | None = _key("microsoft", "The whole that this is a part of, as azure is of microsoft.")
    works_for: Annotated[tuple[Id, ...], List] = _list("[openai]", "Whom this person works for and speaks for.")
    designer: Id | None = _key("nvidia", "The company that designed it.")


class PublisherFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("reuters", "Our own short name, which articles and origins write.")
    name: Text | None = _key("Reuters", "The name that people read.")
    kind: PublisherWord | None = _key("wire", "What kind of outlet it is; it counts in how well a claim is known.")


class OriginFormat(Format):
    required = ("id", "publisher")

    id: Id | None = _key("reuters-2026-02-02-openai-chips", "Our own name: publisher, day, some words.")
    publisher: Id | None = _key("reuters", "Who reported first, an id of publishers.yaml.")
    published: PublicationDate | None = _key("2026-02-02", "The day or month of the first report, where known.")


class PartyFormat(Format):
    required = ("entity", "role")

    entity: Id | None = _key("nvidia", "The party, an id of entities/.")
    role: RoleWord | None = _key("investor", "What the party is in the deal.")


class DealFormat(Format):
    required = ("id", "name", "kind")

    id: Id | None = _key("nvidia-openai-2025", "Our own name: the parties and the year. Claims with it compete.")
    name: Text | None = _key("Nvidia-OpenAI letter of intent", "The name that people read.")
    kind: DealWord | None = _key("investment", "What kind of deal it is.")
    parties: Annotated[Any, Holds(PartyFormat, listed=True)] = _key(
        "[{entity: nvidia, role: investor}]", "Who takes part, and as what. What the deal holds comes from claims."
    )


class QuantityFormat(Format):
    required = ("unit",)

    exact: Number | None = _key("1500000000", "Exactly this number.")
    about: Number | None = _key("1500000000", "About this number: 10 % more or less.")
    up_to: Number | None = _key("1500000000", "This number at most; never the number itself.")
    at_least: Number | None = _key("1500000000", "This number or more.")
    min: Number | None = _key("1000000000", "The lower end of a range; max goes with it.")
    max: Number | None = _key("1500000000", "The upper end of a range; min goes with it.")
    unit: UnitWord | None = _key("USD", "What is counted. A share is a fraction from 0 to 1.")
    basis: BasisWord | None = _key("per-year", "Per what; total when left out.")
    of: FactText | None = _key("first tranche", "Of what, in few words, where it is not the whole.")


_Quantity = Holds(QuantityFormat, listed=False)


class ClaimFormat(Format):
    required = ("subject", "relation", "object", "summary")

    subject: Id | None = _key("nvidia", "Who does it, an id of entities/; for SUPPLIES the supplier.")
    relation: RelationName | None = _key("SUPPLIES", "What it does to the object, always in this direction.")
    object: Id | None = _key("openai", "Whom or what it is done to, an id of entities/.")
    deal: Id | None = _key(
        "nvidia-openai-2025", "The deal meant, an id of deals.yaml; claims about two deals never meet."
    )
    origin: Id | None = _key("reuters-2026-02-02-openai-chips", f"{_ORIGIN} It takes the place of the article's.")
    denies: DeniedPart | None = _key("amount", "The part that the source contradicts; without it the claim affirms.")
    stage: StageWord | None = _key("active", "How far it has come in the source's words; leave out when not said.")
    provides: Annotated[tuple[ProvidesWord, ...], List] = _list("[chips]", "What is delivered or made.")
    workloads: Annotated[tuple[WorkloadWord, ...], List] = _list("[inference]", "What for; leave out when not said.")
    products: Annotated[tuple[Id, ...], List] = _list("[blackwell]", "The chips, systems or models meant, by id.")
    from_: Date | None = _key("2026-Q1", "When it starts, as precisely as the source says.", alias="from")
    until: Date | None = _key("2026-03-14", "The first day on which it no longer holds.")
    through: Date | None = _key("2028", "The last period that is fully inside.")
    ends_in: Date | None = _key("2028", "It ends some time inside this period.")
    at: Date | None = _key("2026-02-02", "The moment that a MEASURED value is for; it may lie ahead.")
    amount: Annotated[Any, _Quantity] = _key("{up_to: 100000000000, unit: USD}", "Money.")
    capacity: Annotated[Any, _Quantity] = _key("{at_least: 10, unit: GW}", "Electric power.")
    units: Annotated[Any, _Quantity] = _key("{about: 100000, unit: chips}", "A count of things.")
    share: Annotated[Any, _Quantity] = _key(
        "{at_least: 0.5, unit: share, of: OpenAI inference fleet}", "A part of a whole, from 0 to 1."
    )
    value: Annotated[Any, _Quantity] = _key("{about: 4500000000000, unit: USD}", "The figure of a MEASURED claim.")
    said_by: Id | None = _key("openai", "Who says it, an id of entities/; without it the outlet does.")
    unnamed: Text | None = _key("people familiar with the matter", "The source, in few words, when it has no name.")
    standing: StandingWord | None = _key("party", "In what capacity it is said; it follows from said_by or unnamed.")
    said_on: Date | None = _key("2026-02-02", "When it was said, only where that differs from published.")
    verdict: VerdictWord | None = _key("satisfied", "What the subject of an EVALUATES claim thinks of the object.")
    aspect: AspectWord | None = _key("speed", "What an EVALUATES claim judges.")
    effect: EffectWord | None = _key("licenses", "What the rule of a REGULATES claim does to the object.")
    rule: Id | None = _key("ai-diffusion-rule", "The rule of a REGULATES claim, an id of entities/rules.yaml.")
    exclusive: TrueOrFalse | None = _key("true", "Whether it is said to be the only one.")
    summary: Summary | None = _key(
        "OpenAI still runs most of its inference on Nvidia hardware.", "The claim in own words, 30 words at most."
    )
    quote: Quote | None = _key("vast majority", "A short phrase of the source, 15 words at most.")
    where: Text | None = _key("paragraph 4", "Where in the article it stands.")


class ArticleFormat(Format):
    required: ClassVar[tuple[str, ...]] = ("url", "publisher", "published", "kind")

    url: Url | None = _key("https://example.com/path", "The article's address.")
    publisher: Id | None = _key("nextfin", "Who printed it, an id of publishers.yaml.")
    title: Text | None = _key("Nvidia and OpenAI", "The title as printed; leave it out when it is not known.")
    published: PublicationDate | None = _key("2026-02-02", "The day, or the month where no day is known.")
    kind: ArticleWord | None = _key("news", "What kind of article it is.")
    origin: Id | None = _key("reuters-2026-02-02-openai-chips", _ORIGIN)
    corrects: Url | None = _key(
        "https://example.com/path", "The address of the article whose claims this one replaces."
    )
    retracts: Url | None = _key("https://example.com/path", "The address of the article whose claims are taken back.")
    claims: Annotated[Any, Holds(ClaimFormat, listed=True)] = _key(
        InWords("a list that starts with - subject: nvidia"), "What the article says, claim by claim."
    )


class RulingFormat(Format):
    required = ("id", "on", "by", "reason", "action")

    id: Id | None = _key("2026-03-hbm", "Our own name: the month and some words.")
    on: Day | None = _key("2026-03-01", "The day from which the ruling counts.")
    by: Text | None = _key("Ada Editor", _EDITOR)
    reason: Text | None = _key("the page mixes two contracts", "Why, in one line.")
    action: ActionWord | None = _key("DEPRECATE", "What is decided: about one claim, or that two origins are one.")
    claim: ClaimId | None = _key(_CLAIM_IN_WORDS, _CLAIM_ID)
    origins: Annotated[tuple[Id, ...], List] = _list(
        "[reuters-2026-02-02-a, cnbc-2026-02-02-b]", "The two first reports that are one."
    )


class WithdrawnClaimFormat(Format):
    required = ("id", "claim")

    id: ClaimId | None = _key(_CLAIM_IN_WORDS, "The claim's id.")
    claim: Annotated[Any, Holds(ClaimFormat, listed=False)] = _key(
        "{subject: nvidia, relation: SUPPLIES, object: openai, summary: ...}", "The claim, as its article had it."
    )


class WithdrawalFormat(ArticleFormat):
    """The article as it was, and the claims that it makes no more."""

    required = ("article", *ArticleFormat.required, "withdrawn_on", "by", "reason", "claims")

    article: Id | None = _key("2026-02-02-nextfin-openai-nvidia", "The name of the article's file, without .yaml.")
    withdrawn_on: Day | None = _key("2026-03-01", "The day from which the claims no longer count.")
    by: Text | None = _key("Ada Editor", _EDITOR)
    reason: Text | None = _key("the page was misread", "Why, in one line.")
    claims: Annotated[Any, Holds(WithdrawnClaimFormat, listed=True)] = _key(
        InWords(f"[{{id: {_CLAIM_IN_WORDS}, claim: {{subject: nvidia, ...}}}}]"),
        "The claims taken back.",
    )
