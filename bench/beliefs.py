"""How fast beliefs are worked out, in plain Python on one core: every version of every fact.

Usage: python -m bench.beliefs

Prints a Markdown table: claims a second over many small facts, and seconds for one fact with 5,000 claims on 500 days
in several shapes. The last column compares with a simple loop in the same run, since times on a shared machine are
worth comparing within one run only: claims for every 1,000 turns of that loop.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.model.assessment import Assessed
from service.model.claims import read_claim
from service.model.resolving import fact_evidence, versions
from service.model.vocabulary import End, Stage, Standing

FACTS = 8_000
CLAIMS, DAYS = 5_000, 500
START = date(2024, 1, 1)
ROUNDS = 5
# As in the curated data: facts by number of claims, and what a claim says.
SIZES = (1, 1, 1, 1, 1, 2, 2, 3, 4, 9)
TIERS = {1: Standing.FILING, 2: Standing.PARTY, 3: Standing.NAMED, 4: Standing.OUTLET, 5: Standing.OUTLET}
Keys = dict[str, Any]
chance = random.Random(4)


def main() -> None:
    loop = calibrate()
    facts = [small_fact(number) for number in range(FACTS)]
    count = sum(map(len, facts))
    seconds = best_of(lambda: sum(len(versions(fact_evidence(fact))) for fact in facts))
    print(f"{count:,} claims about {FACTS:,} facts, {count / FACTS:.1f} a fact")
    print(f"the loop turns {loop:,.0f} times a second; seconds are of the processor\n")
    print("| what | claims | days | seconds | claims a second | by the loop |\n|---|---|---|---|---|---|")
    print(line("many small facts", count, 0, seconds, loop))
    for name, shape in SHAPES.items():
        fact = list(shape())
        seconds = best_of(lambda fact=fact: versions(fact_evidence(fact)), rounds=2)  # type: ignore[misc]
        print(line(f"one fact: {name}", len(fact), DAYS, seconds, loop))


def line(what: str, claims: int, days: int, seconds: float, loop: float) -> str:
    rate = claims / seconds
    return f"| {what} | {claims:,} | {days or ''} | {seconds:.2f} | {rate:,.0f} | {rate / loop * 1000:.1f} |"


def best_of(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def calibrate() -> float:
    """Turns a second of a loop that makes small tuples and looks them up."""
    turns = 200_000

    def work() -> None:
        seen: dict[tuple[str, int], int] = {}
        for n in range(turns):
            key = ("part", n % 1000)
            seen[key] = seen.get(key, 0) + 1

    return turns / best_of(work)


def assessed(number: int, day: int, *, tier: int, speaker: str, end: End | None = None, **keys: Any) -> Assessed:
    """A claim on the `day`-th day about the fact that `keys` name, or else about the one fact."""
    about = {"subject": "a", "relation": "SUPPLIES", "object": "b", "summary": "", **keys}
    on = START + timedelta(days=day)
    return Assessed(
        claim=read_claim(f"https://example.com/{number}", about),
        article=f"article-{number}",
        known_on=on,
        said_on=on,
        standing=TIERS[tier],
        tier=tier,
        speaker=speaker,
        end=end,
        origin=f"origin-{number}",
        publisher=f"publisher-{number % 40}",
    )


def small_fact(fact: int) -> list[Assessed]:
    """Like the curated data: most state a stage, half what is delivered, a quarter an amount, some deny."""
    claims = []
    for place in range(chance.choice(SIZES)):
        number = fact * 10 + place
        tier = chance.choice((1, 2, 2, 2, 2, 3, 4, 4, 5, 5))
        end = chance.choice((End.SUBJECT, End.OBJECT)) if tier <= 2 else None
        speaker = str(end) if end else f"publisher-{number % 40}"
        keys: Keys = {"object": f"b{fact}", "stage": chance.choice(["planned", "agreed", "active", "paused"])}
        for key, often, value in (
            ("provides", 0.45, ["chips"]),
            ("amount", 0.25, {"exact": chance.choice((10, 20, 100)) * 10**9, "unit": "USD"}),
            ("products", 0.2, [chance.choice(("x1", "x2"))]),
            ("workloads", 0.15, [chance.choice(("training", "inference"))]),
            ("from", 0.1, "2026-Q1"),
            ("through", 0.03, "2028"),
        ):
            if chance.random() < often:
                keys[key] = value
        if chance.random() < 0.04:
            keys |= {"denies": chance.choice(["relation", "stage"])}
        claims.append(assessed(number, chance.randrange(DAYS), tier=tier, speaker=speaker, end=end, **keys))
    return claims


def one_speaker_agreeing() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        yield assessed(n, n % DAYS, tier=2, speaker="a", end=End.SUBJECT, stage="active")


def many_origins() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        yield assessed(n, n % DAYS, tier=5, speaker=f"origin origin-{n}", stage="active", workloads=["training"])


def affirmed_and_denied_in_turn() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        denial = {"denies": "relation"} if n % 2 else {}
        yield assessed(n, n % (DAYS - 1), tier=2, speaker="a", end=End.SUBJECT, **denial)


def many_stages() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        stage = list(Stage)[n % len(Stage)]
        yield assessed(n, n % (DAYS - 1), tier=4, speaker=f"publisher-{n % 40}", stage=str(stage))


def amounts_of_many_speakers() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        amount = {"exact": 10**9 + 35 * 10**6 * (n * 7919 % 1000), "unit": "USD"}
        yield assessed(n, n % DAYS, tier=4, speaker=f"publisher-{n}", amount=amount)


def amounts_of_one_speaker() -> Iterator[Assessed]:
    for n in range(CLAIMS):
        amount = {"exact": 10**9 + 7 * 10**6 * (n * 7919 % CLAIMS), "unit": "USD"}
        yield assessed(n, n % DAYS, tier=2, speaker="a", end=End.SUBJECT, amount=amount)


def withdrawn_again() -> Iterator[Assessed]:
    """One claim in five is withdrawn some time after it became known."""
    for one in many_origins():
        back = one.known_on + timedelta(days=chance.randrange(1, 200))
        yield replace(one, withdrawn_on=back, withdrawn_by="x") if chance.random() < 0.2 else one


SHAPES: dict[str, Callable[[], Iterator[Assessed]]] = {
    "one speaker says the same": one_speaker_agreeing,
    "as many origins as claims": many_origins,
    "affirmed and denied in turn": affirmed_and_denied_in_turn,
    "every stage in turn": many_stages,
    "a thousand amounts, as many speakers as claims": amounts_of_many_speakers,
    "one speaker, as many amounts as claims": amounts_of_one_speaker,
    "a fifth withdrawn on later days": withdrawn_again,
}

if __name__ == "__main__":
    main()
