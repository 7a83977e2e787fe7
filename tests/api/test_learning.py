"""How a belief came about: `history`, `explain`, `changes`, and the role of a claim."""

import pytest

from tests.api.conftest import Refuse
from tests.conftest import Ask

LETTER = "nvidia|INVESTS_IN|openai|nvidia-openai-2025"
HUANG = "Jensen Huang"


async def test_history_has_every_version_from_the_first_to_the_present_without_a_gap(ask: Ask) -> None:
    data = await ask(f'{{ history(fact: "{LETTER}") {{ totalCount nodes {{ knownFrom knownUntil evidence }} }} }}')
    versions = data["history"]["nodes"]
    assert data["history"]["totalCount"] == len(versions) > 3
    assert versions[0]["knownFrom"] == "2025-09-22"
    assert [version["knownUntil"] for version in versions] == [
        *(version["knownFrom"] for version in versions[1:]),
        None,
    ]


async def test_history_goes_on_after_a_cursor(ask: Ask) -> None:
    page = "edges { cursor node { knownFrom } } pageInfo { hasNextPage }"
    first = (await ask(f'{{ history(fact: "{LETTER}", first: 2) {{ {page} }} }}'))["history"]
    after = first["edges"][1]["cursor"]
    rest = (await ask(f'{{ history(fact: "{LETTER}", after: "{after}") {{ {page} }} }}'))["history"]
    days = [edge["node"]["knownFrom"] for edge in (*first["edges"], *rest["edges"])]
    assert first["pageInfo"]["hasNextPage"]
    assert days == sorted(set(days))


async def test_each_version_of_a_history_shows_the_claims_known_then(ask: Ask) -> None:
    data = await ask(f'{{ history(fact: "{LETTER}", first: 1) {{ nodes {{ claims {{ nodes {{ knownOn }} }} }} }} }}')
    (first,) = data["history"]["nodes"]
    assert {claim["knownOn"] for claim in first["claims"]["nodes"]} == {"2025-09-22"}


async def test_an_explanation_names_for_each_claim_the_rule_and_the_claim_that_set_it_aside(ask: Ask) -> None:
    data = await ask(
        f"""{{ explain(fact: "{LETTER}", asOf: {{known: "2026-02-02"}}) {{
            belief {{ evidence stage quantities {{ text of evidence }} }}
            claims {{ role claim {{ slug knownOn saidBy {{ name }} }} parts {{ part role rule setAsideBy }} }}
        }} }}"""
    )
    explanation = data["explain"]
    assert explanation["belief"]["evidence"] == "CONFIRMED"
    assert explanation["belief"]["stage"] == "PAUSED"
    denials = {one["claim"]["slug"] for one in explanation["claims"] if one["role"] == "DENIES"}
    assert denials
    nvidias_word = next(
        one
        for one in explanation["claims"]
        if one["claim"]["knownOn"] == "2025-09-22" and one["claim"]["saidBy"]["name"] == "Nvidia"
    )
    amount = next(part for part in nvidias_word["parts"] if part["part"] == "amount")
    assert (amount["role"], amount["rule"]) == ("SET_ASIDE", "R3")
    assert amount["setAsideBy"] in denials


async def test_an_explanation_knows_nothing_of_later_claims(ask: Ask) -> None:
    data = await ask(
        f'{{ explain(fact: "{LETTER}", asOf: {{known: "2025-10-31"}}) {{ claims {{ role claim {{ knownOn }} }} }} }}'
    )
    claims = data["explain"]["claims"]
    assert max(one["claim"]["knownOn"] for one in claims) <= "2025-10-31"
    assert {one["role"] for one in claims} == {"WINS", "SUPPORTS"}


async def test_before_the_first_claim_an_explanation_is_empty(ask: Ask) -> None:
    data = await ask(
        f'{{ explain(fact: "{LETTER}", asOf: {{known: "2025-01-01"}}) {{ belief {{ evidence }} claims {{ role }} }} }}'
    )
    assert data["explain"] == {"belief": None, "claims": []}


async def test_the_role_of_a_claim_is_that_of_its_explanation(ask: Ask) -> None:
    data = await ask(
        f"""{{
            explain(fact: "{LETTER}", asOf: {{known: "2026-02-02"}}) {{ claims {{ role claim {{ slug }} }} }}
            investments(deal: "nvidia-openai-2025", asOf: {{known: "2026-02-02"}}) {{
                nodes {{ claims(first: 100) {{ nodes {{ slug role }} }} }}
            }}
        }}"""
    )
    explained = {one["claim"]["slug"]: one["role"] for one in data["explain"]["claims"]}
    (belief,) = data["investments"]["nodes"]
    assert {claim["slug"]: claim["role"] for claim in belief["claims"]["nodes"]} == explained


async def test_a_claim_by_itself_has_no_role(ask: Ask) -> None:
    data = await ask('{ article(id: "2026-02-02-nextfin-openai-nvidia") { claims(first: 1) { nodes { role } } } }')
    assert data["article"]["claims"]["nodes"] == [{"role": None}]


async def test_changes_name_before_after_rule_and_the_claims_that_did_it(ask: Ask) -> None:
    data = await ask(
        """{ changes(since: "2026-02-01", until: "2026-02-02", about: "nvidia", first: 100) { nodes {
            fact knownFrom changes { part before after rule causedBy { denies saidBy { name } knownOn } }
        } } }"""
    )
    learnt = next(node for node in data["changes"]["nodes"] if node["fact"] == LETTER)
    assert learnt["knownFrom"] == "2026-02-02"
    by_part = {change["part"]: change for change in learnt["changes"]}
    stage, amount = by_part["stage"], by_part["amount"]
    assert (stage["before"], stage["after"]) == ("planned (CONFIRMED)", "paused (REPORTED)")
    assert amount["before"] == "up to 100,000,000,000 USD (CONFIRMED)"
    assert amount["after"] == "up to 100,000,000,000 USD (DISPUTED)"
    assert {(claim["denies"], claim["saidBy"]["name"], claim["knownOn"]) for claim in amount["causedBy"]} == {
        ("amount", HUANG, "2026-02-02")
    }


async def test_the_first_day_of_changes_is_not_in_it_and_the_last_is(ask: Ask) -> None:
    async def days(since: str, until: str) -> set[str]:
        period = f'since: "{since}", until: "{until}"'
        data = await ask(f'{{ changes({period}, about: "openai", first: 100) {{ nodes {{ knownFrom }} }} }}')
        return {node["knownFrom"] for node in data["changes"]["nodes"]}

    assert "2026-02-02" in await days("2026-02-01", "2026-02-02")
    assert "2026-02-02" not in await days("2026-02-02", "2026-02-10")


async def test_changes_tell_what_was_published_then_but_loaded_later(ask: Ask) -> None:
    """The tests load everything today, long after it was published."""
    page = (
        '{{ changes(since: "2026-02-01", until: "{until}", about: "openai", first: 1) {{ nodes {{ loadedLater }} }} }}'
    )
    then = await ask(page.format(until="2026-02-02"))
    assert then["changes"]["nodes"] == [{"loadedLater": True}]
    today = (await ask("{ meta { today } }"))["meta"]["today"]
    assert (await ask(page.format(until=today)))["changes"]["nodes"] == [{"loadedLater": False}]


async def test_changes_go_on_after_a_cursor_without_repeating(ask: Ask) -> None:
    seen: list[tuple[str, str]] = []
    after = None
    for _ in range(50):
        data = await ask(
            """query ($after: String) { changes(since: "2026-01-01", until: "2026-02-10", first: 7, after: $after) {
                totalCount nodes { knownFrom fact } pageInfo { hasNextPage endCursor }
            } }""",
            after=after,
        )
        page = data["changes"]
        seen += [(node["knownFrom"], node["fact"]) for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == page["totalCount"]


@pytest.mark.parametrize(
    ("question", "code", "argument"),
    [
        ('history(fact: "nvidia|SUPPLIES|nobody") { totalCount }', "NOT_FOUND", "fact"),
        ('explain(fact: "nvidia") { rules }', "NOT_FOUND", "fact"),
        ('changes(since: "2026-02-02", until: "2026-02-01") { totalCount }', "BAD_USER_INPUT", "since"),
        ('changes(since: "2026-02-02", until: "9998-01-01") { totalCount }', "BAD_USER_INPUT", "until"),
        ('changes(since: "2026-02-02", about: "opneai") { totalCount }', "NOT_FOUND", "about"),
    ],
)
async def test_what_cannot_be_answered_is_refused_by_name(
    refuse: Refuse, question: str, code: str, argument: str
) -> None:
    extensions = (await refuse(f"{{ {question} }}"))["extensions"]
    assert (extensions["code"], extensions["argument"]) == (code, argument)
    assert extensions["rule"]
    assert extensions["example"]
