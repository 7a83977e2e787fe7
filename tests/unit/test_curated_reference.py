"""Entities, publishers, origins and deals."""

from pathlib import Path

from tests.unit.curated_folder import REFERENCE, only, problems

COMPANIES = REFERENCE["entities/companies.yaml"]


def company_problem(folder: Path, line: str) -> str:
    """The only problem of the fourth company."""
    return only(problems(folder, {"entities/companies.yaml": f"{COMPANIES}- {line}\n"}))


def test_reference_files_are_right(tmp_path: Path) -> None:
    assert problems(tmp_path, {}) == []


def test_norway_needs_quotes(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: opera, name: Opera, kind: cloud, country: NO}")
    assert found == (
        'companies.yaml:4: [3].country: NO without quotes is a yes or no to YAML; NO is Norway; write "NO" in quotes'
    )


def test_norway_in_quotes_is_a_country(tmp_path: Path) -> None:
    line = '- {id: opera, name: Opera, kind: cloud, country: "NO"}\n'
    assert problems(tmp_path, {"entities/companies.yaml": COMPANIES + line}) == []


def test_country_is_an_iso_code(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: arm, name: Arm, kind: chip-design, country: UK}")
    assert found.startswith("companies.yaml:4: [3].country: 'UK' is not a country code; write ISO 3166-1 alpha-2")
    assert found.endswith("the United Kingdom is GB")


def test_ticker_has_its_exchange(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: arm, name: Arm, kind: chip-design, ticker: ARM}")
    assert found.endswith("'ARM' is not a ticker; write EXCHANGE:SYMBOL, such as NASDAQ:NVDA")


def test_kind_is_one_of_the_label(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: arm, name: Arm, kind: gpu}")
    assert found.startswith("companies.yaml:4: [3].kind: 'gpu' is no kind of Company; write ai-company, ai-lab")


def test_name_is_needed(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: arm, kind: chip-design}")
    assert found == "companies.yaml:4: [3]: name is missing; write it, such as name: OpenAI"


def test_name_is_text(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: three, name: 3, kind: telecom}")
    assert found.endswith('3 without quotes is no text; write "3" in quotes')


def test_id_is_kebab_case(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: SK_Hynix, name: SK Hynix, kind: memory}")
    assert found.startswith("companies.yaml:4: [3].id: 'SK_Hynix' is not an id")
    assert found.endswith("such as sk-hynix")


def test_id_is_given_once_in_all_files(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"entities/funds.yaml": "- {id: nvidia, name: N, kind: venture-capital}\n"}))
    assert found.startswith("funds.yaml:1: [0].id: 'nvidia' is already listed in ")
    assert found.endswith("entities/companies.yaml:1; give each entity its own id")


def test_a_second_entry_of_an_id_is_checked_too(tmp_path: Path) -> None:
    funds = "- {id: nvidia, name: N, kind: fund}\n"
    found = problems(tmp_path, {"entities/funds.yaml": funds})
    assert [one.split(": ")[1] for one in found] == ["[0].id", "[0].kind"]


def test_whole_is_listed(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: azure, name: Azure, kind: cloud, part_of: microsft}")
    assert found.startswith("companies.yaml:4: [3].part_of: 'microsft' is no entity")
    assert found.endswith("did you mean microsoft?")


def test_whole_is_of_the_same_sort(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: azure, name: Azure, kind: cloud, part_of: blackwell}")
    assert "blackwell is a Chip" in found
    assert found.endswith("part_of names a Company or Fund")


def test_parts_form_no_loop(tmp_path: Path) -> None:
    loop = (
        "- {id: b, name: B, kind: cloud, part_of: c}\n"
        "- {id: c, name: C, kind: cloud, part_of: a}\n"
        "- {id: a, name: A, kind: cloud, part_of: b}\n"
        "- {id: d, name: D, kind: cloud, part_of: a}\n"
    )
    found = only(problems(tmp_path, {"entities/companies.yaml": COMPANIES + loop}))
    assert found.startswith("companies.yaml:6: [5].part_of: a → b → c → a is a loop; write part_of from the part")


def test_nothing_is_part_of_itself(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: azure, name: Azure, kind: cloud, part_of: azure}")
    assert "azure → azure is a loop" in found


def test_works_for_is_for_people(tmp_path: Path) -> None:
    found = company_problem(tmp_path, "{id: arm, name: Arm, kind: chip-design, works_for: [openai]}")
    assert found.endswith(
        "[3].works_for: a Company has no works_for; it belongs into entities/people.yaml; leave it out"
    )


def test_employer_is_listed(tmp_path: Path) -> None:
    people = "- {id: lisa-su, name: Lisa Su, kind: executive, works_for: [openai, amd]}\n"
    found = only(problems(tmp_path, {"entities/people.yaml": people}))
    assert found.startswith("people.yaml:1: [0].works_for[1]: 'amd' is no entity")


def test_employer_is_an_organisation(tmp_path: Path) -> None:
    people = "- {id: lisa-su, name: Lisa Su, kind: executive, works_for: [blackwell]}\n"
    found = only(problems(tmp_path, {"entities/people.yaml": people}))
    assert found.endswith("works_for names a Company, Government or Fund")


def test_designer_is_a_company(tmp_path: Path) -> None:
    chips = "- {id: blackwell, name: Blackwell, kind: gpu, designer: sam-altman}\n"
    assert only(problems(tmp_path, {"entities/chips.yaml": chips})).endswith("designer names a Company")


def test_entities_are_a_list(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"entities/models.yaml": "gpt: {name: GPT}\n"}))
    assert found.startswith(
        "models.yaml:1: a mapping stands where a list belongs; start each of its entries with a hyphen"
    )


def test_misspelt_entity_file(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"entities/company.yaml": "[]\n"}))
    assert found.startswith("company.yaml:1: no file here has the name company.yaml; write companies.yaml, chips.yaml")
    assert found.endswith("did you mean companies?")


def test_misspelt_top_file(tmp_path: Path) -> None:
    assert only(problems(tmp_path, {"deal.yaml": "[]\n"})).endswith("did you mean deals?")


def test_publisher_kind(tmp_path: Path) -> None:
    publishers = REFERENCE["publishers.yaml"] + "- {id: cnbc, name: CNBC, kind: television}\n"
    found = only(problems(tmp_path, {"publishers.yaml": publishers}))
    assert found.startswith("publishers.yaml:2: [1].kind: 'television' is no kind of publisher; write wire, newspaper")


def test_publisher_id_is_given_once(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"publishers.yaml": REFERENCE["publishers.yaml"] * 2}))
    assert found.startswith("publishers.yaml:2: [1].id: 'reuters' is already listed in ")


def test_origin_has_a_publisher(tmp_path: Path) -> None:
    origins = REFERENCE["origins.yaml"] + "- {id: cnbc-2026-chips, publisher: cnbc}\n"
    found = only(problems(tmp_path, {"origins.yaml": origins}))
    assert found.startswith("origins.yaml:2: [1].publisher: 'cnbc' is no publisher")


def test_origin_id_is_given_once(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"origins.yaml": REFERENCE["origins.yaml"] * 2}))
    assert "give each origin its own id" in found


def test_origin_came_out_on_a_day_or_in_a_month(tmp_path: Path) -> None:
    origins = REFERENCE["origins.yaml"].replace("published: 2026-02-01", "published: 2026-Q1")
    assert "'2026-Q1' is neither a day nor a month" in only(problems(tmp_path, {"origins.yaml": origins}))


def test_deal_kind(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"deals.yaml": "- {id: a, name: A, kind: license}\n"}))
    assert found.startswith("deals.yaml:1: [0].kind: 'license' is no kind of deal; write investment, supply")
    assert found.endswith("did you mean licence?")


def test_deal_id_is_given_once(tmp_path: Path) -> None:
    assert "give each deal its own id" in only(problems(tmp_path, {"deals.yaml": REFERENCE["deals.yaml"] * 2}))


def test_role_in_a_deal(tmp_path: Path) -> None:
    deal = "- {id: a, name: A, kind: supply, parties: [{entity: nvidia, role: vendor}]}\n"
    found = only(problems(tmp_path, {"deals.yaml": deal}))
    assert found.startswith(
        "deals.yaml:1: [0].parties[0].role: 'vendor' is no role in a deal; write supplier, customer"
    )


def test_party_of_a_deal_is_listed(tmp_path: Path) -> None:
    parties = "    - {entity: nvidia, role: supplier}\n    - {entity: amd, role: customer}\n"
    deal = f"- id: a\n  name: A\n  kind: supply\n  parties:\n{parties}"
    found = only(problems(tmp_path, {"deals.yaml": deal}))
    assert found.startswith("deals.yaml:6: [0].parties[1].entity: 'amd' is no entity")
