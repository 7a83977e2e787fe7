"""The types of the values in curated files. Each refusal gives the value, the rule and a right example.

Beside each check stands what an editor can check of it while somebody types: a piece of JSON Schema.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema

from seed.countries import COUNTRIES
from seed.positions import BareYesNo
from seed.wording import bare, did_you_mean, kebab, listed, shown
from service.model.dates import DATE_RULE, Period, parse_day, parse_period
from service.model.quantities import BASES, UNITS
from service.model.relations import RELATIONS
from service.model.vocabulary import (
    ArticleKind,
    Aspect,
    DealKind,
    Effect,
    PartyRole,
    Provides,
    PublisherKind,
    RulingAction,
    Stage,
    Standing,
    Verdict,
    Workload,
)

LONGEST_SUMMARY = 30
LONGEST_QUOTE = 15
LONGEST_TEXT = 1_000  # characters; Neo4j keeps no key of more than about 8,000 bytes in an index
DENIABLE = (
    "relation", "dates", "stage", "from", "until", "amount", "capacity", "units", "share", "value", "workloads",
    "provides", "products", "verdict", "effect", "exclusive",
)  # fmt: skip

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_TICKER = re.compile(r"[A-Z]{2,10}:[A-Z0-9][A-Z0-9.-]{0,11}")
_CLAIM_ID = re.compile(r"[0-9a-f]{64}")


def text(value: Any) -> str:
    """One line of text; a folded block of YAML counts as one."""
    if isinstance(value, BareYesNo):
        norway = "NO is Norway; " if value == "NO" else ""
        raise ValueError(f'{value} without quotes is a yes or no to YAML; {norway}write "{value}" in quotes')
    if isinstance(value, bool | int | float):
        raise ValueError(f'{shown(value)} without quotes is no text; write "{shown(value)}" in quotes')
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} stands where text belongs; write one text, such as Nvidia")
    line = value.strip()
    if not line:
        raise ValueError("the text is empty; write it or leave the key out")
    if _CONTROL.search(line):
        raise ValueError(f"{shown(line)} holds line breaks or control characters; write one line, or fold it with >-")
    if len(line) > LONGEST_TEXT:
        raise ValueError(f"{shown(line)} has {len(line):,} characters; write {LONGEST_TEXT:,} at most")
    return line


def identifier(value: Any) -> str:
    written = text(value)
    if not _ID.fullmatch(written):
        raise ValueError(
            f"{shown(written)} is not an id; write small letters, digits and single hyphens, such as {kebab(written)}"
        )
    return written


def period(value: Any) -> Period:
    """A date of any precision; a bare year is a number to YAML."""
    if isinstance(value, int) and not isinstance(value, bool):
        return parse_period(str(value))
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(f"{shown(value)} is not a date; {DATE_RULE}")
    return parse_period(value)


def day(value: Any) -> date:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(f"{shown(value)} is not a day; write 2026-03-14")
    return parse_day(value)


def day_or_month(value: Any) -> Period:
    written = value if isinstance(value, str) else shown(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", written):
        raise ValueError(
            f"{shown(value)} is neither a day nor a month; write 2026-03-14, or 2026-03 without a known day"
        )
    return parse_period(written)


def number(value: Any) -> float:
    if isinstance(value, bool | BareYesNo) or not isinstance(value, int | float):
        raise ValueError(f"{shown(value)} is not a number; write digits only, such as 1500000000 or 0.5")
    if not math.isfinite(value) or math.copysign(1, value) < 0:
        raise ValueError(f"{shown(value)} is below zero; write a number from 0 on, such as 1500000000 or 0.5")
    return float(value)


def true_or_false(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not true or false; write true or false, without quotes")
    return value


def a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        example = bare(value) if isinstance(value, str) else "training"
        raise ValueError(f"{shown(value)} is not a list; write square brackets: [{example}]")
    if not value:
        raise ValueError("the list is empty; leave the key out when nothing is said")
    if twice := next((item for place, item in enumerate(value) if item in value[:place]), None):
        raise ValueError(f"{shown(twice)} stands in the list twice; write each value once")
    return value


def web_address(value: Any) -> str:
    written = text(value)
    rule = "write the whole address, such as https://example.com/path"
    try:
        parts = urlsplit(written)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in written
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"{shown(written)} is not a web address; {rule}")
    return written


def country(value: Any) -> str:
    written = text(value)
    if written not in COUNTRIES:
        hint = "; the United Kingdom is GB" if written == "UK" else ""
        raise ValueError(f"{shown(written)} is not a country code; write ISO 3166-1 alpha-2, such as US{hint}")
    return written


def ticker(value: Any) -> str:
    written = text(value)
    if not _TICKER.fullmatch(written):
        raise ValueError(f"{shown(written)} is not a ticker; write EXCHANGE:SYMBOL, such as NASDAQ:NVDA")
    return written


def claim_hash(value: Any) -> str:
    if not isinstance(value, str) or not _CLAIM_ID.fullmatch(value):
        raise ValueError(f"{shown(value)} is not a claim's id; write the 64 hexadecimal digits that the check prints")
    return value


def words_at_most(longest: int) -> Callable[[Any], str]:
    def short_text(value: Any) -> str:
        written = text(value)
        if (count := len(written.split())) > longest:
            raise ValueError(f"{count} words; write {longest} at most, as in: OpenAI rents more computing from Oracle.")
        return written

    return short_text


def fact_text(value: Any) -> str:
    """Text that becomes part of a fact's key."""
    written = text(value)
    if "|" in written:
        raise ValueError(
            f"{shown(written)} holds a |, which separates the parts of a fact; write it without, as in close"
        )
    return written


def one_of(words: Collection[str], noun: str) -> Callable[[Any], str]:
    def word(value: Any) -> str:
        written = value if isinstance(value, str) and not isinstance(value, BareYesNo) else shown(value)
        if written not in words:
            raise ValueError(f"{shown(value)} is no {noun}; write {listed(words)}{did_you_mean(written, words)}")
        return written

    return word


@dataclass(frozen=True, slots=True)
class Holds:
    """Marks a key whose value is read by itself: one mapping of `form`, or a list of them."""

    form: Any
    listed: bool


def _checked(check: Callable[[Any], Any], **schema: Any) -> BeforeValidator:
    """`check` as part of a type, with the `schema` that says the same as far as JSON Schema can."""
    return BeforeValidator(check, json_schema_input_type=Annotated[Any, WithJsonSchema(schema)])


def _text(check: Callable[[Any], Any], pattern: str, rule: str) -> BeforeValidator:
    """Text of the form `pattern`; editors show `rule` where it is broken."""
    return _checked(check, type="string", pattern=pattern, patternErrorMessage=rule)


def _one_of(words: Collection[str], noun: str) -> BeforeValidator:
    return _checked(one_of(words, noun), enum=list(words))


def _words(kinds: type[StrEnum], noun: str) -> BeforeValidator:
    by_word: Mapping[str, StrEnum] = {kind.value: kind for kind in kinds}
    known = one_of(by_word, noun)
    return _checked(lambda value: by_word[known(value)], enum=list(by_word))


def _words_at_most(longest: int) -> BeforeValidator:
    pattern = rf"^ *({_MARK}+ +){{0,{longest - 1}}}{_MARK}+ *\n?$"
    return _text(words_at_most(longest), pattern, f"Write one line of {longest} words at most.")


_YEAR, _MONTH, _DAY = "(?!0000)[0-9]{4}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_MARK, _MARK_OR_SPACE = r"[^\x00-\x20\x7f]", r"[^\x00-\x1f\x7f]"
_PERIODS = rf"^({_YEAR}(-H[12]|-Q[1-4]|-{_MONTH}(-{_DAY})?)?|(early|mid|late) {_YEAR})$"
_PERIOD_RULE = f"{DATE_RULE[0].upper()}{DATE_RULE[1:]}."
_PERIOD_SCHEMAS = [
    {"type": "string", "pattern": _PERIODS, "patternErrorMessage": _PERIOD_RULE},
    {"type": "integer", "minimum": 1000, "maximum": 9999},  # a year
]

Text: TypeAlias = Annotated[str, _text(text, rf"^ *{_MARK}{_MARK_OR_SPACE}*\n?$", "Write one line of text.")]
Id: TypeAlias = Annotated[
    str, _text(identifier, rf"^{_ID.pattern}$", "Write small letters, digits and single hyphens, such as openai.")
]
Date: TypeAlias = Annotated[Period, _checked(period, anyOf=_PERIOD_SCHEMAS)]
Day: TypeAlias = Annotated[date, _text(day, rf"^{_YEAR}-{_MONTH}-{_DAY}$", "Write a day, such as 2026-03-14.")]
PublicationDate: TypeAlias = Annotated[
    Period, _text(day_or_month, rf"^{_YEAR}-{_MONTH}(-{_DAY})?$", "Write a day, or a month such as 2026-03.")
]
Number: TypeAlias = Annotated[float, _checked(number, type="number", minimum=0)]
TrueOrFalse: TypeAlias = Annotated[bool, _checked(true_or_false, type="boolean")]
Url: TypeAlias = Annotated[
    str,
    _checked(
        web_address,
        type="string",
        format="uri",
        pattern=rf"^https?://[^/?#\x00-\x20\x7f]{_MARK}*$",
        patternErrorMessage="Write the whole address, such as https://example.com/path.",
    ),
]
CountryCode: TypeAlias = Annotated[str, _checked(country, enum=sorted(COUNTRIES))]
Ticker: TypeAlias = Annotated[
    str, _text(ticker, rf"^{_TICKER.pattern}$", "Write EXCHANGE:SYMBOL, such as NASDAQ:NVDA.")
]
ClaimId: TypeAlias = Annotated[str, _text(claim_hash, rf"^{_CLAIM_ID.pattern}$", "Write 64 hexadecimal digits.")]
Summary: TypeAlias = Annotated[str, _words_at_most(LONGEST_SUMMARY)]
Quote: TypeAlias = Annotated[str, _words_at_most(LONGEST_QUOTE)]
FactText: TypeAlias = Annotated[
    str, _text(fact_text, r"^ *[^|\x00-\x20\x7f][^|\x00-\x1f\x7f]*\n?$", "Write one line of text without a |.")
]
List = BeforeValidator(a_list)
RelationName: TypeAlias = Annotated[str, _one_of(RELATIONS, "relation")]
DeniedPart: TypeAlias = Annotated[str, _one_of(DENIABLE, "part of a claim")]
UnitWord: TypeAlias = Annotated[str, _one_of(UNITS, "unit")]
BasisWord: TypeAlias = Annotated[str, _one_of(BASES, "basis")]
StageWord: TypeAlias = Annotated[Stage, _words(Stage, "stage")]
ProvidesWord: TypeAlias = Annotated[Provides, _words(Provides, "kind of supply")]
WorkloadWord: TypeAlias = Annotated[Workload, _words(Workload, "workload")]
StandingWord: TypeAlias = Annotated[Standing, _words(Standing, "standing")]
VerdictWord: TypeAlias = Annotated[Verdict, _words(Verdict, "verdict")]
AspectWord: TypeAlias = Annotated[Aspect, _words(Aspect, "aspect")]
EffectWord: TypeAlias = Annotated[Effect, _words(Effect, "effect")]
ArticleWord: TypeAlias = Annotated[ArticleKind, _words(ArticleKind, "kind of article")]
PublisherWord: TypeAlias = Annotated[PublisherKind, _words(PublisherKind, "kind of publisher")]
DealWord: TypeAlias = Annotated[DealKind, _words(DealKind, "kind of deal")]
RoleWord: TypeAlias = Annotated[PartyRole, _words(PartyRole, "role in a deal")]
ActionWord: TypeAlias = Annotated[RulingAction, _words(RulingAction, "action of a ruling")]
