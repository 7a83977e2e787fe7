"""What the arguments of questions about beliefs let through, on the curated data as known on 2026-02-02."""

import pytest

from tests.api.conftest import Refuse
from tests.conftest import Ask

KNOWN = 'asOf: {known: "2026-02-02"}'
LATER = 'asOf: {known: "2026-04-30"}'
INFERENCE_TALKS = "SUPPLIES|openai|openai-inference-talks-2026"


async def facts(ask: Ask, asked: str) -> list[str]:
    """The facts that a root field lists, in their order."""
    (page,) = (await ask(f"{{ {asked} {{ totalCount nodes {{ fact }} }} }}")).values()
    found = [belief["fact"] for belief in page["nodes"]]
    assert page["totalCount"] == len(found)
    return found


async def test_workload_lets_through_only_what_is_said_to_serve_it(ask: Ask) -> None:
    assert await facts(ask, f'suppliers(of: "openai", workload: TRAINING, {KNOWN})') == [
        "nvidia|SUPPLIES|openai|nvidia-openai-2025",
        "nvidia|SUPPLIES|openai",
    ]


async def test_with_a_workload_the_evidence_is_the_weaker_of_the_relations_and_the_workloads(ask: Ask) -> None:
    data = await ask(
        f"""{{
            any: relations(subject: "nvidia", object: "openai", relation: [SUPPLIES], stage: [ACTIVE], {KNOWN}) {{
                nodes {{ evidence }}
            }}
            training: suppliers(of: "openai", workload: TRAINING, stage: [ACTIVE], {KNOWN}) {{ nodes {{ evidence }} }}
        }}"""
    )
    assert data["any"]["nodes"] == [{"evidence": "STATED"}]  # Altman and OpenAI
    assert data["training"]["nodes"] == [{"evidence": "REPORTED"}]  # Reuters and NextFin


async def test_provides_lets_through_only_what_delivers_it(ask: Ask) -> None:
    assert await facts(ask, f'suppliers(of: "openai", provides: MEMORY, {KNOWN})') == [
        "sk-hynix|SUPPLIES|openai|sk-hynix-openai-2025",
        "samsung|SUPPLIES|openai|samsung-openai-2025",
    ]


@pytest.mark.parametrize("product", ["tpu", "Chip:tpu"])
async def test_product_lets_through_only_what_names_it(ask: Ask, product: str) -> None:
    assert await facts(ask, f'suppliers(of: "openai", product: "{product}", {KNOWN})') == ["google|SUPPLIES|openai"]


async def test_evidence_lets_through_only_the_grades_named(ask: Ask) -> None:
    assert await facts(ask, f'suppliers(of: "openai", evidence: [CONFIRMED], {KNOWN})') == [
        "amazon|SUPPLIES|openai|amazon-openai-2025",
        "cerebras|SUPPLIES|openai|cerebras-openai-2026",
        "nvidia|SUPPLIES|openai|nvidia-openai-2025",
    ]


async def test_what_is_denied_is_listed_only_when_asked_for(ask: Ask) -> None:
    asked = f'relations(subject: "nvidia", relation: [EVALUATES], object: "openai", span: ANY_DAY, {KNOWN}'
    assert await facts(ask, f"{asked})") == []
    assert await facts(ask, f"{asked}, evidence: [DENIED])") == ["nvidia|EVALUATES|openai|overall"]


async def test_stage_lets_through_only_the_stages_named(ask: Ask) -> None:
    assert await facts(ask, f'suppliers(of: "openai", stage: [EXPLORING], {KNOWN})') == [
        f"amd|{INFERENCE_TALKS}",
        f"cerebras|{INFERENCE_TALKS}",
        f"groq|{INFERENCE_TALKS}",
    ]


async def test_certain_lets_through_only_what_holds_for_sure_on_the_valid_day(ask: Ask) -> None:
    data = await ask(
        f"""{{
            all: suppliers(of: "openai", {KNOWN}) {{ nodes {{ fact certain possible }} }}
            certain: suppliers(of: "openai", certain: true, {KNOWN}) {{ nodes {{ fact certain possible }} }}
        }}"""
    )
    assert [belief["fact"] for belief in data["certain"]["nodes"]] == ["nvidia|SUPPLIES|openai"]
    assert [belief for belief in data["all"]["nodes"] if belief["certain"]] == data["certain"]["nodes"]
    assert all(belief["possible"] for belief in data["all"]["nodes"])


async def test_span_of_any_day_lists_what_was_called_off(ask: Ask) -> None:
    asked = f'suppliers(of: "openai", stage: [CANCELLED], {LATER}'
    assert await facts(ask, f"{asked})") == []
    assert await facts(ask, f"{asked}, span: ANY_DAY)") == [
        "crusoe|SUPPLIES|openai|oracle-openai-abilene-expansion",
        "oracle|SUPPLIES|openai|oracle-openai-abilene-expansion",
        "nscale|SUPPLIES|openai|nscale-openai-norway-2025",
    ]


async def test_span_of_any_day_lists_what_is_yet_to_come(ask: Ask) -> None:
    agreed = "amd|SUPPLIES|openai|amd-openai-2025"  # from the second half of 2026 on
    assert agreed not in await facts(ask, f'suppliers(of: "openai", {KNOWN})')
    assert agreed in await facts(ask, f'suppliers(of: "openai", span: ANY_DAY, first: 100, {KNOWN})')


# Who is asked about


@pytest.mark.parametrize("of", ["cerebras", "Company:cerebras"])
async def test_customers_are_whom_a_firm_supplies(ask: Ask, of: str) -> None:
    data = await ask(f'{{ customers(of: "{of}", {KNOWN}) {{ nodes {{ fact company {{ slug }} }} }} }}')
    assert [(belief["fact"], belief["company"]["slug"]) for belief in data["customers"]["nodes"]] == [
        ("cerebras|SUPPLIES|openai|cerebras-openai-2026", "openai"),
        ("cerebras|SUPPLIES|g42", "g42"),
        (f"cerebras|{INFERENCE_TALKS}", "openai"),
    ]


async def test_suppliers_are_who_supplies_a_firm(ask: Ask) -> None:
    data = await ask(f'{{ suppliers(of: "oracle", {KNOWN}) {{ nodes {{ fact company {{ slug }} }} }} }}')
    assert data["suppliers"]["nodes"] == [  # AMD's chips come in the second half of 2026
        {"fact": "bloom-energy|SUPPLIES|oracle", "company": {"slug": "bloom-energy"}},
        {"fact": "crusoe|SUPPLIES|oracle|crusoe-oracle-abilene", "company": {"slug": "crusoe"}},
        {"fact": "nvidia|SUPPLIES|oracle|nvidia-oracle-abilene-2025", "company": {"slug": "nvidia"}},
    ]


async def test_investments_are_found_by_investor_investee_and_deal(ask: Ask) -> None:
    letter, round_ = "nvidia|INVESTS_IN|openai|nvidia-openai-2025", "nvidia|INVESTS_IN|openai|openai-round-2026"
    amazon = "amazon|INVESTS_IN|openai|openai-round-2026"
    microsoft = "microsoft|INVESTS_IN|openai|microsoft-openai-2023"

    assert await facts(ask, f'investments(investee: "openai", {KNOWN})') == [letter, round_, microsoft, amazon]
    assert await facts(ask, f'investments(deal: "openai-round-2026", {KNOWN})') == [round_, amazon]
    assert await facts(ask, f'investments(investor: "nvidia", investee: "openai", {KNOWN})') == [letter, round_]
    assert await facts(ask, f'investments(investor: "nvidia", deal: "openai-round-2026", {KNOWN})') == [round_]


async def test_relations_are_found_by_subject_object_deal_and_relation(ask: Ask) -> None:
    partners = "nvidia|PARTNERS_WITH|openai|nvidia-openai-2025"

    assert await facts(ask, f'relations(subject: "gemini", {KNOWN})') == ["gemini|USES|tpu"]
    assert await facts(ask, f'relations(object: "codex", {KNOWN})') == ["openai|DESIGNS|codex"]
    assert partners in await facts(ask, f'relations(deal: "Deal:nvidia-openai-2025", {KNOWN})')
    assert await facts(ask, f'relations(relation: [PARTNERS_WITH], subject: "nvidia", object: "openai", {KNOWN})') == [
        partners
    ]
    assert partners in await facts(ask, f"relations(relation: [PARTNERS_WITH], {KNOWN})")


@pytest.mark.parametrize("field", ["suppliers", "customers", "investors", "investments"])
async def test_an_entity_answers_the_same_questions_as_the_root(ask: Ask, field: str) -> None:
    root = {
        "suppliers": 'suppliers(of: "openai")',
        "customers": 'customers(of: "nvidia")',
        "investors": 'investments(investee: "openai")',
        "investments": 'investments(investor: "nvidia")',
    }
    whose = "nvidia" if "nvidia" in root[field] else "openai"
    data = await ask(
        f"""{{
            root: {root[field]} {{ nodes {{ fact evidence }} }}
            company(id: "{whose}") {{ {field} {{ nodes {{ fact evidence }} }} }}
        }}"""
    )
    assert data["company"][field] == data["root"]
    assert data["root"]["nodes"]


# Arguments that name what is not there


@pytest.mark.parametrize(
    ("asked", "argument", "value", "example"),
    [
        ('suppliers(of: "nobody")', "of", "nobody", 'of: "openai"'),
        ('customers(of: "Company:nobody")', "of", "Company:nobody", 'of: "openai"'),
        ('suppliers(of: "openai", product: "nothing")', "product", "nothing", 'product: "blackwell"'),
        ('relations(subject: "nobody")', "subject", "nobody", 'subject: "openai"'),
        ('relations(object: "nobody")', "object", "nobody", 'object: "openai"'),
        ('relations(deal: "nothing")', "deal", "nothing", 'deal: "nvidia-openai-2025"'),
        ('relations(subject: "openai", deal: "nothing")', "deal", "nothing", 'deal: "nvidia-openai-2025"'),
        ('investments(investor: "nobody")', "investor", "nobody", 'investor: "openai"'),
        ('investments(investee: "nobody")', "investee", "nobody", 'investee: "openai"'),
    ],
)
async def test_an_unknown_id_in_an_argument_is_not_found(
    refuse: Refuse, asked: str, argument: str, value: str, example: str
) -> None:
    extensions = (await refuse(f"{{ {asked} {{ totalCount }} }}"))["extensions"]
    assert extensions.pop("rule").startswith("the id of ")
    assert extensions == {"code": "NOT_FOUND", "argument": argument, "value": value, "example": example}


async def test_a_known_firm_without_suppliers_has_an_empty_page(ask: Ask) -> None:
    assert await facts(ask, 'suppliers(of: "trendforce")') == []  # which is only quoted


async def test_a_known_product_that_nobody_supplies_gives_an_empty_page(ask: Ask) -> None:
    assert await facts(ask, 'suppliers(of: "openai", product: "blackwell", provides: POWER)') == []


async def test_investors_and_investments_of_an_entity_are_those_of_the_root_field(ask: Ask) -> None:
    for certain in ("true", "false"):
        asked = f"certain: {certain}, span: VALID_DAY, first: 100"
        data = await ask(
            f"""{{
                into: investments(investee: "openai", {asked}, {LATER}) {{ nodes {{ fact }} }}
                by: investments(investor: "nvidia", {asked}, {LATER}) {{ nodes {{ fact }} }}
                openai: company(id: "openai", {LATER}) {{ investors({asked}) {{ nodes {{ fact }} }} }}
                nvidia: company(id: "nvidia", {LATER}) {{ investments({asked}) {{ nodes {{ fact }} }} }}
            }}"""
        )
        assert data["openai"]["investors"] == data["into"]
        assert data["nvidia"]["investments"] == data["by"]
