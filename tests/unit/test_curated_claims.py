"""What one claim may say."""

from pathlib import Path

from tests.unit.curated_folder import claim_problem, claim_problems

MEASURED = {"relation": "MEASURED", "object": "market-cap", "at": "2026-02-02"}
EVALUATES = {"subject": "openai", "relation": "EVALUATES", "object": "nvidia"}
REGULATES = {"subject": "bis", "relation": "REGULATES", "object": "nvidia"}


def test_a_right_claim_has_no_problem(tmp_path: Path) -> None:
    assert claim_problems(tmp_path, stage="active", provides="[chips]", from_="2026-Q1") == []


def test_unknown_key_suggests_the_nearest(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, provide="[chips]")
    assert found == "10: claims[0].provide: 'provide' is no key here; did you mean provides?"


def test_missing_key_gives_an_example(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, object=None)
    assert found == "6: claims[0]: object is missing; write it, such as object: openai"


def test_key_without_value_is_refused(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, stage="")
    assert found == "10: claims[0].stage: the value is missing; write it, such as stage: active"


def test_unknown_subject_suggests_the_nearest_id(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, subject="nvida")
    assert found.startswith("6: claims[0].subject: 'nvida' is no entity; write the id of an entity listed in entities/")
    assert found.endswith("did you mean nvidia?")


def test_unknown_object_without_a_near_id_shows_how_to_list_it(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, object="zzz").endswith("add an entry that starts with - id: zzz")


def test_unknown_product_names_its_place(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, products="[blackwell, blackwel]").startswith("10: claims[0].products[1]: 'blackwel'")


def test_product_is_a_chip_system_or_model(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, products="[openai]")
    assert "openai is a Company (listed in entities/companies.yaml); products names a Chip, System or Model" in found


def test_unknown_deal(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, deal="nvidia-openai-2052")
    assert found.startswith("10: claims[0].deal: 'nvidia-openai-2052' is no deal")
    assert found.endswith("did you mean nvidia-openai-2025?")


def test_unknown_origin(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, origin="reuters-2026-02-02-chips")
    assert found.startswith("10: claims[0].origin: 'reuters-2026-02-02-chips' is no origin")


def test_unknown_speaker(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, said_by="sam-altmann").endswith("did you mean sam-altman?")


def test_a_chip_cannot_speak(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, said_by="blackwell")
    assert found.startswith("10: claims[0].said_by: blackwell is a Chip")
    assert "said_by names a Company, Person, Government, Fund or Undisclosed" in found


def test_ids_are_kebab_case(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, subject="Open_AI")
    assert found.startswith("6: claims[0].subject: 'Open_AI' is not an id; write small letters")
    assert found.endswith("such as open-ai")


def test_relation_is_one_of_sixteen(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, relation="supplies")
    assert found.startswith("7: claims[0].relation: 'supplies' is no relation; write SUPPLIES, INVESTS_IN")
    assert found.endswith("did you mean SUPPLIES?")


def test_relation_joins_certain_labels(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, relation="DESIGNS")
    assert found.startswith("7: claims[0].relation: nvidia is a Company and openai a Company; DESIGNS joins Company →")


def test_ends_the_wrong_way_round_are_told_so(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, subject="blackwell", relation="DESIGNS", object="nvidia")
    assert found.endswith("subject and object may be the wrong way round")


def test_relation_joins_two_different_entities(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, object="nvidia").startswith("8: claims[0].object: nvidia is the subject too")


def test_partners_stand_with_the_smaller_id_first(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, subject="openai", relation="PARTNERS_WITH", object="nvidia")
    assert found.startswith("6: claims[0].subject: openai comes after nvidia")
    assert found.endswith("subject: nvidia")


def test_measured_needs_a_value(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, **MEASURED)
    assert found.startswith("6: claims[0]: value is missing; MEASURED needs it, such as value: {about:")


def test_measured_needs_its_moment(tmp_path: Path) -> None:
    keys = {**MEASURED, "at": None, "value": "{exact: 1, unit: USD}"}
    assert "at is missing; MEASURED needs it" in claim_problem(tmp_path, **keys)


def test_measured_denies_without_a_value(tmp_path: Path) -> None:
    assert claim_problems(tmp_path, **MEASURED, denies="relation") == []


def test_at_is_for_measured_only(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, at="2026")
    assert found == "10: claims[0].at: at does not go with SUPPLIES; it goes with MEASURED; leave it out"


def test_measured_has_no_start(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, **MEASURED, value="{exact: 1, unit: USD}", from_="2026")
    assert "from does not go with MEASURED; it goes with every relation but MEASURED" in found


def test_evaluates_needs_aspect_and_verdict(tmp_path: Path) -> None:
    found = claim_problems(tmp_path, **EVALUATES)
    assert ["aspect is missing" in found[0], "verdict is missing" in found[1]] == [True, True]


def test_verdict_is_for_evaluates_only(tmp_path: Path) -> None:
    assert "verdict does not go with SUPPLIES; it goes with EVALUATES" in claim_problem(tmp_path, verdict="mixed")


def test_regulates_needs_rule_and_effect(tmp_path: Path) -> None:
    found = claim_problems(tmp_path, **REGULATES)
    assert ["effect is missing" in found[0], "rule is missing" in found[1]] == [True, True]


def test_rule_is_a_rule(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, **REGULATES, rule="openai", effect="licenses")
    assert found.startswith("10: claims[0].rule: openai is a Company")
    assert found.endswith("rule names a Rule")


def test_effect_is_for_regulates_only(tmp_path: Path) -> None:
    assert "effect does not go with SUPPLIES; it goes with REGULATES" in claim_problem(tmp_path, effect="taxes")


def test_provides_is_for_supplies_and_makes(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, relation="INVESTS_IN", provides="[chips]")
    assert "provides does not go with INVESTS_IN; it goes with SUPPLIES or MAKES" in found


def test_unknown_stage_lists_the_stages(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, stage="activ")
    assert found.startswith("10: claims[0].stage: 'activ' is no stage; write exploring, planned, agreed, active")
    assert found.endswith("did you mean active?")


def test_unknown_workload_names_its_place(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, workloads="[training, both]").startswith("10: claims[0].workloads[1]: 'both' is no")


def test_a_single_word_is_no_list(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, workloads="inference")
    assert found.endswith("'inference' is not a list; write square brackets: [inference]")


def test_an_empty_list_says_nothing(tmp_path: Path) -> None:
    assert "the list is empty; leave the key out" in claim_problem(tmp_path, provides="[]")


def test_a_list_holds_each_value_once(tmp_path: Path) -> None:
    assert "'chips' stands in the list twice" in claim_problem(tmp_path, provides="[chips, chips]")


def test_denies_names_a_part(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, denies="amonut")
    assert found.startswith("10: claims[0].denies: 'amonut' is no part of a claim; write relation, dates, stage")
    assert found.endswith("did you mean amount?")


def test_denied_part_belongs_to_the_relation(tmp_path: Path) -> None:
    assert "SUPPLIES has no verdict to deny; write denies: relation" in claim_problem(tmp_path, denies="verdict")


def test_denied_dates_are_given(tmp_path: Path) -> None:
    assert "dates are denied but none is given" in claim_problem(tmp_path, denies="dates")


def test_speaker_is_named_or_unnamed(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, said_by="openai", unnamed="sources")
    assert found.startswith("11: claims[0].unnamed: said_by and unnamed are both given")


def test_party_names_its_speaker(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, standing="party")
    assert found.startswith("10: claims[0].standing: standing party needs to name who says it; add said_by")


def test_named_speaker_is_named(tmp_path: Path) -> None:
    assert "standing named needs to name who says it" in claim_problem(tmp_path, unnamed="sources", standing="named")


def test_unnamed_speaker_is_not_named(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, said_by="openai", standing="unnamed")
    assert "standing unnamed does not go with said_by" in found


def test_outlet_speaks_for_itself(tmp_path: Path) -> None:
    assert "standing outlet is the outlet's own word" in claim_problem(tmp_path, said_by="openai", standing="outlet")


def test_exclusive_is_true_or_false(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, exclusive="yes").endswith(
        "'yes' is not true or false; write true or false, without quotes"
    )


def test_summary_has_thirty_words_at_most(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, summary="word " * 31)
    assert found.startswith("9: claims[0].summary: 31 words; write 30 at most")


def test_quote_has_fifteen_words_at_most(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, quote="word " * 16).startswith("10: claims[0].quote: 16 words; write 15 at most")


def test_no_without_quotes_is_no_text(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, unnamed="no")
    assert found.endswith('no without quotes is a yes or no to YAML; write "no" in quotes')


def test_a_number_is_no_text(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, where="4").endswith('4 without quotes is no text; write "4" in quotes')


def test_text_is_one_line(tmp_path: Path) -> None:
    assert "fold it with >-" in claim_problem(tmp_path, where='"a\\nb"')


def test_a_mapping_is_no_text(tmp_path: Path) -> None:
    assert "a mapping stands where text belongs" in claim_problem(tmp_path, where="{paragraph: four}")


def test_every_problem_of_a_claim_is_told(tmp_path: Path) -> None:
    found = claim_problems(
        tmp_path, subject="nvida", summary="word " * 31, stage="activ", from_="2026-13", until="2025", through="2026"
    )
    assert [one.split(": ")[1] for one in found] == [
        f"claims[0].{key}" for key in ("subject", "summary", "stage", "from", "through")
    ]
