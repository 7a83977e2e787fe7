"""The rules between the keys of one claim. Each looks only at keys that are well written by themselves."""

from collections.abc import Iterator, Mapping
from datetime import date

from seed.faults import Fault
from seed.formats import ClaimFormat
from seed.references import PRODUCTS, SPEAKERS, Listed
from seed.wording import listed
from service.model.claims import QUANTITY_KEYS, UNTIL_KEYS
from service.model.dates import Period
from service.model.entities import Label
from service.model.relations import RELATIONS
from service.model.vocabulary import Standing

_NO_QUANTITY = frozenset(RELATIONS) - {"MEASURED", "EVALUATES"}
_LASTING = frozenset(RELATIONS) - {"MEASURED"}
RELATIONS_OF_KEY: Mapping[str, frozenset[str]] = {
    "at": frozenset({"MEASURED"}),
    "value": frozenset({"MEASURED"}),
    "verdict": frozenset({"EVALUATES"}),
    "aspect": frozenset({"EVALUATES"}),
    "effect": frozenset({"REGULATES"}),
    "rule": frozenset({"REGULATES"}),
    "provides": frozenset({"SUPPLIES", "MAKES"}),
    "exclusive": frozenset({"SUPPLIES", "MAKES", "LICENSES_TO"}),
    **{key: _NO_QUANTITY for key in QUANTITY_KEYS if key != "value"},
    **dict.fromkeys(("from", *UNTIL_KEYS), _LASTING),
}
# A denial need not repeat the value, but must name the slot that it is about.
_NEEDS = {
    "MEASURED": {"at": "2026-02-02"},
    "EVALUATES": {"aspect": "speed"},
    "REGULATES": {"rule": "ai-diffusion-rule"},
}
_NEEDS_UNLESS_DENIED = {
    "MEASURED": {"value": "{about: 4500000000000, unit: USD}"},
    "EVALUATES": {"verdict": "satisfied"},
    "REGULATES": {"effect": "licenses"},
}
_DATE_KEYS = ("from", *UNTIL_KEYS)


def claim_faults(
    claim: ClaimFormat, given: Mapping[str, int], listed_ids: Listed, *, published: Period | None
) -> Iterator[Fault]:
    """Every fault between the keys; `given` holds all keys of the claim, also those at fault."""
    yield from _reference_faults(claim, listed_ids)
    yield from _end_faults(claim, listed_ids.labels)
    yield from _relation_key_faults(claim, given)
    yield from _denial_faults(claim, given)
    yield from _speaker_faults(claim, given)
    yield from _date_faults(claim, given, published)


def _reference_faults(claim: ClaimFormat, listed_ids: Listed) -> Iterator[Fault]:
    yield from listed_ids.entity(claim.subject, "subject")
    yield from listed_ids.entity(claim.object, "object")
    yield from listed_ids.entity(claim.said_by, "said_by", among=SPEAKERS)
    yield from listed_ids.entity(claim.rule, "rule", among=(Label.RULE,))
    yield from listed_ids.deal(claim.deal, "deal")
    yield from listed_ids.origin(claim.origin, "origin")
    for place, product in enumerate(claim.products):
        yield from listed_ids.entity(product, "products", place, among=PRODUCTS)


def _end_faults(claim: ClaimFormat, labels: Mapping[str, Label]) -> Iterator[Fault]:
    if claim.relation is None or claim.subject is None or claim.object is None:
        return
    relation = RELATIONS[claim.relation]
    subject, object_ = labels.get(claim.subject), labels.get(claim.object)
    if claim.subject == claim.object:
        yield Fault(("object",), f"{claim.object} is the subject too; a relation joins two different entities")
    if subject and object_ and not relation.joins(subject, object_):
        turned = "; subject and object may be the wrong way round" if relation.joins(object_, subject) else ""
        ends = f"{claim.subject} is a {subject} and {claim.object} a {object_}"
        yield Fault(("relation",), f"{ends}; {relation.name} joins {relation.ends_in_words}{turned}")
    if relation.symmetric and claim.subject > claim.object:
        rule = f"{relation.name} has no direction and is written with the smaller id first"
        yield Fault(("subject",), f"{claim.subject} comes after {claim.object}; {rule}: subject: {claim.object}")


def _relation_key_faults(claim: ClaimFormat, given: Mapping[str, int]) -> Iterator[Fault]:
    if claim.relation is None:
        return
    for key, relations in RELATIONS_OF_KEY.items():
        if key in given and claim.relation not in relations:
            yield Fault((key,), f"{key} does not go with {claim.relation}; {_where_it_goes(relations)}")
    needs = _NEEDS.get(claim.relation, {})
    if "denies" not in given:
        needs = {**needs, **_NEEDS_UNLESS_DENIED.get(claim.relation, {})}
    for key, example in needs.items():
        if key not in given:
            yield Fault((), f"{key} is missing; {claim.relation} needs it, such as {key}: {example}")


def _where_it_goes(relations: frozenset[str]) -> str:
    names = [name for name in RELATIONS if name in relations]
    if len(names) > 3:
        names = [name for name in RELATIONS if name not in relations]
        return f"it goes with every relation but {listed(names)}; leave it out, or put it into the summary"
    return f"it goes with {listed(names)}; leave it out"


def _denial_faults(claim: ClaimFormat, given: Mapping[str, int]) -> Iterator[Fault]:
    if claim.denies == "dates" and not any(key in given for key in _DATE_KEYS):
        yield Fault(("denies",), "dates are denied but none is given; write the denied one, such as from: 2026-Q1")
    relations = RELATIONS_OF_KEY.get(claim.denies or "")
    if relations and claim.relation and claim.relation not in relations:
        yield Fault(("denies",), f"{claim.relation} has no {claim.denies} to deny; write denies: relation")


def _speaker_faults(claim: ClaimFormat, given: Mapping[str, int]) -> Iterator[Fault]:
    named, unnamed = "said_by" in given, "unnamed" in given
    if named and unnamed:
        yield Fault(
            ("unnamed",), "said_by and unnamed are both given; write the one who says it, such as said_by: openai"
        )
    match claim.standing:
        case Standing.PARTY | Standing.NAMED if not named:
            yield _standing_fault(claim, "needs to name who says it; add said_by: openai, or leave standing out")
        case Standing.UNNAMED if named:
            yield _standing_fault(claim, "does not go with said_by; leave one of them out, such as standing: unnamed")
        case Standing.OUTLET if named or unnamed:
            yield _standing_fault(claim, "is the outlet's own word; leave out standing, or said_by and unnamed")
        case _:
            pass


def _standing_fault(claim: ClaimFormat, rule: str) -> Fault:
    return Fault(("standing",), f"standing {claim.standing} {rule}")


def _date_faults(claim: ClaimFormat, given: Mapping[str, int], published: Period | None) -> Iterator[Fault]:
    ends = [key for key in UNTIL_KEYS if key in given]
    if len(ends) > 1:
        yield Fault((ends[1],), f"{' and '.join(ends)} are given; write one end, such as through: 2028")
    for key in ends:
        end: Period | None = getattr(claim, key)
        if claim.from_ and end and not claim.from_.first < _first_day_after(key, end):
            yield Fault(
                ("from",), f"{claim.from_} is not before {key}: {end}; a start lies before the end, such as 2026-Q1"
            )
    if claim.said_on and published and claim.said_on.first > published.last:
        rule = "what an article quotes was said by the day it came out"
        yield Fault(("said_on",), f"{claim.said_on} is after {published}, when the article was published; {rule}")


def _first_day_after(key: str, end: Period) -> date:
    return end.last if key == "until" else end.after
