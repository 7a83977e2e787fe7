"""What must hold of beliefs, whatever is said in whatever order (docs/beliefs.md, "What must hold")."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from service.graph.encoding import assessment_properties, canonical, read_assessed
from service.model.beliefs import Belief, Version
from service.model.dates import NEVER
from service.model.explaining import explain
from service.model.resolving import fact_evidence, resolve, versions
from service.model.vocabulary import Evidence, Role
from tests.property.worlds import DAYS, PUBLISHERS, World, article, reprint, with_origin, worlds
from tests.scenarios.describing import belief_in_words

FEW = settings(max_examples=120, deadline=None)
T = TypeVar("T")


@FEW
@given(worlds(), st.randoms(use_true_random=False))
def test_any_order_of_the_articles_gives_the_same_versions(world: World, random: Any) -> None:
    def shuffled(things: Sequence[T]) -> tuple[T, ...]:
        return tuple(random.sample(things, len(things)))

    other = World(shuffled(world.articles), shuffled(world.rulings), shuffled(world.withdrawals))
    assert other.versions() == world.versions()


@FEW
@given(worlds())
def test_everything_twice_changes_nothing(world: World) -> None:
    twice = World(world.articles * 2, world.rulings * 2, world.withdrawals * 2)
    assert twice.versions() == world.versions()


@FEW
@given(worlds(), st.sampled_from(DAYS))
def test_later_claims_do_not_change_what_was_known(world: World, day: date) -> None:
    assert cut(world.versions(), day) == world.known_by(day).versions()


@FEW
@given(worlds())
def test_the_version_of_a_day_is_what_the_rules_give_on_it(world: World) -> None:
    evidence, history = world.evidence(), world.versions()
    if evidence is None:
        return
    for day in [DAYS[0] - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=9)]:
        assert on(history, day) == resolve(evidence, day)


@FEW
@given(worlds())
def test_versions_are_the_longest_runs_and_never_overlap(world: World) -> None:
    history = world.versions()
    for earlier, later in pairwise(history):
        assert earlier.known_from < earlier.known_until == later.known_from
        assert earlier.belief != later.belief
    assert not history or history[-1].known_until == NEVER


@FEW
@given(worlds())
def test_evidence_that_was_stored_and_read_again_gives_the_same_versions(world: World) -> None:
    evidence = world.evidence()
    if evidence is None:
        return
    stored = [
        read_assessed(
            article=one.article,
            claim=one.claim.id,
            content=canonical(dict(one.claim.keys)),
            assessment=json.loads(json.dumps(assessment_properties(one))),
        )
        for one in evidence.claims
    ]
    assert versions(fact_evidence(stored, rulings=world.rulings)) == versions(evidence)


@FEW
@given(worlds(takes_back=False), st.data())
def test_one_origin_reprinted_many_times_counts_as_once(world: World, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(world.articles) - 1))
    original = with_origin(world.articles[place])
    once = replace(world, articles=(*world.articles[:place], original, *world.articles[place + 1 :]))
    reprints = [
        reprint(original, 100 + number, original.known_on + timedelta(days=number), publisher)
        for number, publisher in enumerate(PUBLISHERS, start=1)
    ]
    reprinted = replace(world, articles=(*once.articles, *reprints))
    assert [shown(v) for v in reprinted.versions()] == [shown(v) for v in once.versions()]


@FEW
@given(worlds(), st.data())
def test_a_retraction_leaves_every_day_before_it_as_it_was(world: World, data: st.DataObject) -> None:
    target, day = data.draw(st.sampled_from(world.articles)), data.draw(st.sampled_from(DAYS))
    retraction = article(200, day, target.publisher, [], retracts=target.url)
    after = replace(world, articles=(*world.articles, retraction)).versions()
    before = day - timedelta(days=1)
    assert cut(after, before) == cut(world.versions(), before)


@FEW
@given(worlds())
def test_bounds_are_in_order_and_certain_days_are_possible(world: World) -> None:
    for version in world.versions():
        valid = version.belief.validity
        assert valid.from_earliest <= valid.from_latest
        assert valid.until_earliest <= valid.until_latest
        assert valid.from_earliest <= valid.until_latest


@FEW
@given(worlds(), st.sampled_from(DAYS))
def test_an_explanation_names_every_claim_and_agrees_with_the_belief(world: World, day: date) -> None:
    evidence = world.evidence()
    if evidence is None:
        return
    explanation = explain(evidence, day)
    assert explanation.belief == resolve(evidence, day)
    known = {one.claim.id for one in evidence.claims if one.known_on <= day}
    assert {one.claim.claim.id for one in explanation.claims} == known
    if explanation.belief:
        wins = {one.claim.claim.id for one in explanation.claims if one.role is Role.WINS}
        assert set(explanation.belief.winners) <= wins | against(explanation.belief)


def against(belief: Belief) -> set[str]:
    """The denials that a denied belief rests on."""
    return {belief.relation.claim} if belief.relation and belief.evidence is Evidence.DENIED else set()


def on(history: tuple[Version, ...], day: date) -> Belief | None:
    covering = [version.belief for version in history if version.known_from <= day < version.known_until]
    assert len(covering) <= 1
    return covering[0] if covering else None


def cut(history: tuple[Version, ...], day: date) -> tuple[Version, ...]:
    """The versions as they were known at the end of `day`."""
    known = [version for version in history if version.known_from <= day]
    return tuple(replace(v, known_until=NEVER if v.known_until > day else v.known_until) for v in known)


def shown(version: Version) -> tuple[date, dict[str, Any]]:
    return version.known_from, belief_in_words(version.belief)
