"""A side that took votes back counts like one that never had them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.model import sides
from service.model.sides import Side
from service.model.vocabulary import End
from service.model.votes import Vote

SIZE = 3 * sides.BLOCK


@st.composite
def votes(draw: st.DrawFn, *, number: int) -> Vote:
    tier, day = draw(st.sampled_from([1, 2, 2, 4, 5, 5, 6])), draw(st.integers(0, 5))
    return Vote(
        value=True,
        claim=f"claim-{number}",
        affirms=True,
        order=(True, tier, -day, f"claim-{number}"),
        tier=tier,
        day=date(2026, 3, 1) + timedelta(days=day),
        speaker=draw(st.sampled_from(["a", "b"])),
        end=draw(st.sampled_from([End.SUBJECT, End.OBJECT, None])),
        origin=f"origin-{number}",
        publisher=draw(st.sampled_from(["x", "y"])),
        over=draw(st.booleans()),
    )


@given(st.data(), st.integers(1, SIZE))
def test_taking_votes_back_leaves_the_tally_of_the_others(data: st.DataObject, size: int) -> None:
    cast = [data.draw(votes(number=number)) for number in range(min(size, 12))]
    cast += [cast[0]._replace(claim=f"more-{n}", order=(True, 6, 0, f"more-{n}"), tier=6) for n in range(size - 12)]
    kept = data.draw(st.sets(st.sampled_from(range(len(cast))), min_size=1))
    side = counted(cast)
    assert side.tally
    for place, vote in enumerate(cast):
        if place not in kept:
            side.discard(vote)
    assert summary(side) == summary(counted([vote for place, vote in enumerate(cast) if place in kept]))


def counted(cast: list[Vote]) -> Side:
    side = Side(cast[0])
    for vote in cast[1:]:
        side.add(vote)
    return side


def summary(side: Side) -> tuple[object, ...]:
    tally = side.tally
    more = (tally.first, tally.last, tally.holding, tally.last_of_grade, tally.last_solid)
    return (tally.best.claim, tally.grade, tally.tier, tally.speaker, *more)
