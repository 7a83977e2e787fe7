"""Domain values as properties in Neo4j, and back. Days are ISO text, so that they leave Cypher as such."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from service.model.assessment import Assessed
from service.model.beliefs import Belief, PartBelief, Version, evidence_of
from service.model.claims import Article, Claim, make_claim
from service.model.contests import Saying, State
from service.model.dates import Period
from service.model.entities import Deal, Entity, Origin, Publisher
from service.model.quantities import Quantity
from service.model.rulings import Ruling
from service.model.stages import SetAside
from service.model.vocabulary import EVIDENCE_RANK, End, RulingAction, Standing, Workload
from service.model.votes import SETS, Value

Properties = dict[str, Any]


_QUANTITY = tuple(field.name for field in fields(Quantity))
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def canonical(value: object) -> str:
    """JSON with one spelling for one value."""
    return _CANONICAL.encode(value)


def publisher_properties(publisher: Publisher) -> Properties:
    return {"id": publisher.id, "name": publisher.name, "kind": str(publisher.kind)}


def origin_properties(origin: Origin) -> Properties:
    published = origin.published.text if origin.published else None
    return {"id": origin.id, "publisher": origin.publisher, "published": published}


def entity_properties(entity: Entity) -> Properties:
    return {
        "id": entity.id,
        "label": str(entity.label),
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "ticker": entity.ticker,
        "country": entity.country,
    }


def entity_links(entity: Entity) -> Properties:
    """What the entity is part of, works for and is designed by."""
    targets = [("PART_OF", entity.part_of), ("DESIGNED_BY", entity.designer)]
    targets += [("WORKS_FOR", employer) for employer in entity.works_for]
    return {"id": entity.id, "targets": [{"type": kind, "id": target} for kind, target in targets if target]}


def deal_properties(deal: Deal) -> Properties:
    parties = [{"entity": party.entity, "role": str(party.role)} for party in deal.parties]
    return {"id": deal.id, "name": deal.name, "kind": str(deal.kind), "parties": parties}


def article_properties(article: Article) -> Properties:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "kind": str(article.kind),
        "published": article.published.text,
        "known_on": article.known_on.isoformat(),
        "origin": article.origin,
        "corrects": article.corrects,
        "retracts": article.retracts,
        "digest": article_digest(article),
    }


def article_row(article: Article) -> Properties:
    """A row for create_articles."""
    return {"publisher": article.publisher, "properties": article_properties(article)}


def article_digest(article: Article) -> str:
    """Changes whenever anything in the article's file changes that a reader could see."""
    head = [article.url, article.publisher, article.title, article.published.text, str(article.kind)]
    head += [article.origin, article.corrects, article.retracts]
    return hashlib.sha256(canonical([head, [dict(claim.keys) for claim in article.claims]]).encode()).hexdigest()


def fact_properties(claim: Claim) -> Properties:
    """Of the fact that `claim` is about."""
    ends = {"subject": claim.subject, "relation": claim.relation, "object": claim.object}
    return {"key": claim.fact, **ends, "deal": claim.deal, "rule": claim.rule}


def claim_row(assessed: Assessed, *, place: int) -> Properties:
    """A row for create_claims. `place` is the claim's place in its article, from 0."""
    claim = assessed.claim
    return {
        "article": assessed.article,
        "fact": claim.fact,
        "subject": claim.subject,
        "relation": claim.relation,
        "object": claim.object,
        "deal": claim.deal,
        "rule": claim.rule,
        "properties": claim_properties(claim, place=place),
        "assessment": assessment_properties(assessed),
    }


def claim_properties(claim: Claim, *, place: int) -> Properties:
    """`place` is the claim's place in its article, from 0."""
    return {
        "id": claim.id,
        "fact": claim.fact,
        "place": place,
        "summary": claim.summary,
        "quote": claim.quote,
        "where": claim.where,
        "denies": claim.denies,
        "stage": claim.stage and str(claim.stage),
        "said_by": claim.said_by,
        "unnamed": claim.unnamed,
        "content": canonical(dict(claim.keys)),
    }


def assessment_properties(assessed: Assessed) -> Properties:
    return {
        "known_on": assessed.known_on.isoformat(),
        "said_on": assessed.said_on.isoformat(),
        "standing": str(assessed.standing),
        "tier": assessed.tier,
        "speaker": assessed.speaker,
        "end": assessed.end and str(assessed.end),
        "origin": assessed.origin,
        "publisher": assessed.publisher,
        "withdrawn_on": assessed.withdrawn_on and assessed.withdrawn_on.isoformat(),
        "withdrawn_by": assessed.withdrawn_by,
    }


def read_assessed(*, article: str, claim: str, content: str, assessment: Mapping[str, Any]) -> Assessed:
    """The claim that claim_row wrote; `article` and `claim` are ids."""
    end, withdrawn_on = assessment.get("end"), assessment.get("withdrawn_on")
    return Assessed(
        claim=make_claim(claim, json.loads(content)),
        article=article,
        known_on=date.fromisoformat(assessment["known_on"]),
        said_on=date.fromisoformat(assessment["said_on"]),
        standing=Standing(assessment["standing"]),
        tier=assessment["tier"],
        speaker=assessment["speaker"],
        end=End(end) if end else None,
        origin=assessment["origin"],
        publisher=assessment["publisher"],
        withdrawn_on=date.fromisoformat(withdrawn_on) if withdrawn_on else None,
        withdrawn_by=assessment.get("withdrawn_by"),
    )


def ruling_properties(ruling: Ruling) -> Properties:
    return asdict(ruling) | {
        "on": ruling.on.isoformat(),
        "action": str(ruling.action),
        "origins": list(ruling.origins),
    }


def read_ruling(properties: Mapping[str, Any]) -> Ruling:
    return Ruling(
        id=properties["id"],
        on=date.fromisoformat(properties["on"]),
        by=properties["by"],
        reason=properties["reason"],
        action=RulingAction(properties["action"]),
        claim=properties.get("claim"),
        origins=tuple(properties["origins"]),
    )


def version_row(version: Version, *, of: Claim, first_known: date, sources: Mapping[str, str]) -> Properties:
    """A row for create_versions. `of` is any claim of the fact, `first_known` the day of its first version, `sources`
    the day and publisher of each claim by its id."""
    return {
        "subject": of.subject,
        "relation": of.relation,
        "object": of.object,
        "properties": {
            "fact": of.fact,
            "deal": of.deal,
            "first_known": first_known.isoformat(),
            "known_from": version.known_from.isoformat(),
            "known_until": version.known_until.isoformat(),
            **_belief_properties(version.belief, sources=sources),
        },
    }


def _belief_properties(belief: Belief, *, sources: Mapping[str, str]) -> Properties:
    stage, validity = belief.stage, belief.validity
    return {
        "evidence": str(belief.evidence),
        "evidence_rank": EVIDENCE_RANK[belief.evidence],
        "rule": belief.rule,
        "contested": belief.contested,
        "conflict": list(belief.conflict),
        "stage": str(stage.stage) if stage and stage.stage else None,
        "stage_evidence": str(evidence_of(stage.saying)) if stage and stage.saying else None,
        "valid_from_earliest": validity.from_earliest.isoformat(),
        "valid_from_latest": validity.from_latest.isoformat(),
        "valid_until_earliest": validity.until_earliest.isoformat(),
        "valid_until_latest": validity.until_latest.isoformat(),
        "last_affirmed": belief.last_affirmed and belief.last_affirmed.isoformat(),
        "winners": list(belief.winners),
        "sources": list(dict.fromkeys(sources[claim] for claim in belief.winners)),
        **_set_properties(belief),
        "detail": canonical(_detail(belief)),
    }


def _set_properties(belief: Belief) -> Properties:
    """The elements of each set that somebody counts affirmed or disputed, and how well each workload is known."""
    properties: Properties = {name: [] for name in SETS}
    for part in belief.parts:
        if part.part.name in SETS and part.outcome.best.state is not State.DENIED and part.part.element:
            properties[part.part.name].append(part.part.element)
    for workload in Workload:
        ranks = [EVIDENCE_RANK[p.evidence] for p in belief.parts if p.part[:2] == ("workloads", workload)]
        properties[f"{workload}_rank"] = ranks[0] if ranks else None
    return properties


def _detail(belief: Belief) -> Properties:
    stage = belief.stage
    return {
        "parts": [_part(part) for part in belief.parts],
        "stage": _saying(stage.saying) if stage and stage.saying else None,
        "stages_set_aside": [_set_aside(aside) for aside in stage.set_aside] if stage else [],
    }


def _part(part: PartBelief) -> Properties:
    key, outcome = part.part, part.outcome
    others = [_saying(other) for other in outcome.others]
    return {"part": key.label, **key._asdict(), **_saying(outcome.best), "others": others}


def _saying(saying: Saying) -> Properties:
    return {
        "value": _value(saying.value),
        "evidence": str(evidence_of(saying)),
        "contested": saying.contested,
        "claim": saying.claim,
        "denied_by": saying.denied_by,
    }


def _set_aside(aside: SetAside) -> Properties:
    return {"stage": str(aside.stage), "rule": aside.rule, **_saying(aside.saying)}


def _value(value: Value | None) -> object:
    if isinstance(value, Quantity):
        return {**{name: getattr(value, name) for name in _QUANTITY}, "text": value.text}
    if isinstance(value, Period):
        return {"text": value.text, "first": value.first.isoformat(), "last": value.last.isoformat()}
    if isinstance(value, tuple):
        return {"key": value[0], **_value(value[1])}  # type: ignore[dict-item]
    return value
