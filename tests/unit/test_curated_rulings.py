"""Rulings by editors."""

from datetime import date
from pathlib import Path

from seed.reading import read_folder
from service.model.rulings import Ruling
from service.model.vocabulary import RulingAction
from tests.unit.curated_folder import (
    ARTICLE,
    HEAD,
    REFERENCE,
    WITHDRAWALS,
    WITHDRAWN_ID,
    claim_text,
    only,
    problems,
    write_files,
)

TEXT = f"{HEAD}claims:\n{claim_text()}"


def ruling(**keys: str) -> str:
    written = {"id": "2026-03-hbm", "on": "2026-03-01", "by": "Ada Editor", "reason": "misread", **keys}
    return "- " + "  ".join(f"{key}: {value}\n" for key, value in written.items())


def ruling_problem(folder: Path, text: str) -> str:
    return only(problems(folder, {ARTICLE: TEXT, "withdrawals.yaml": WITHDRAWALS, "rulings.yaml": text}))


def test_a_ruling_names_a_claim(tmp_path: Path) -> None:
    files = {**REFERENCE, ARTICLE: TEXT}
    claim = read_folder(write_files(tmp_path, files)).articles[0].claims[0].id
    write_files(tmp_path, {"rulings.yaml": ruling(action="DEPRECATE", claim=claim)})
    expected = Ruling("2026-03-hbm", date(2026, 3, 1), "Ada Editor", "misread", RulingAction.DEPRECATE, claim)
    assert read_folder(tmp_path).rulings == (expected,)


def test_an_article_may_be_its_own_origin(tmp_path: Path) -> None:
    origins = "[reuters-2026-02-01-chips, 2026-02-02-reuters-nvidia-openai]"
    files = {ARTICLE: TEXT, "rulings.yaml": ruling(action="SAME_ORIGIN", origins=origins)}
    assert problems(tmp_path, files) == []


def test_a_withdrawn_claim_may_be_ruled_on(tmp_path: Path) -> None:
    files = {"withdrawals.yaml": WITHDRAWALS, "rulings.yaml": ruling(action="PREFER", claim=WITHDRAWN_ID)}
    assert problems(tmp_path, files) == []


def test_unknown_claim(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(action="PREFER", claim="b" * 64))
    assert found.startswith("rulings.yaml:6: [0].claim: 'bbb")
    assert found.endswith("is no claim of the articles; copy the id that the check prints")


def test_a_claim_is_named_by_its_hash(tmp_path: Path) -> None:
    assert "'first' is not a claim's id" in ruling_problem(tmp_path, ruling(action="PREFER", claim="first"))


def test_unknown_origin(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(action="SAME_ORIGIN", origins="[reuters-2026-02-01-chips, reuters-chips]"))
    assert found.startswith("rulings.yaml:6: [0].origins[1]: 'reuters-chips' is no origin")


def test_two_origins_are_one(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(action="SAME_ORIGIN", origins="[reuters-2026-02-01-chips]"))
    assert found.startswith("rulings.yaml:6: [0].origins: 1 origins are given; write the two that are one")


def test_same_origin_needs_origins(tmp_path: Path) -> None:
    assert "[0]: origins is missing; SAME_ORIGIN needs it" in ruling_problem(tmp_path, ruling(action="SAME_ORIGIN"))


def test_deprecate_needs_a_claim(tmp_path: Path) -> None:
    assert "[0]: claim is missing; DEPRECATE needs it" in ruling_problem(tmp_path, ruling(action="DEPRECATE"))


def test_prefer_has_no_origins(tmp_path: Path) -> None:
    origins = "[reuters-2026-02-01-chips, 2026-02-02-reuters-nvidia-openai]"
    found = ruling_problem(tmp_path, ruling(action="PREFER", claim=WITHDRAWN_ID, origins=origins))
    assert "origins does not go with PREFER; leave it out and write claim" in found


def test_unknown_action(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(action="DELETE"))
    assert found.startswith("rulings.yaml:5: [0].action: 'DELETE' is no action of a ruling; write DEPRECATE, PREFER or")


def test_a_ruling_is_made_on_a_day(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(on="2026-03", action="PREFER", claim=WITHDRAWN_ID))
    assert found == "rulings.yaml:2: [0].on: '2026-03' is not a day; write 2026-03-14"


def test_a_ruling_is_signed(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(by="", action="PREFER", claim=WITHDRAWN_ID))
    assert found == "rulings.yaml:3: [0].by: the value is missing; write it, such as by: Ada Editor"


def test_ruling_id_is_given_once(tmp_path: Path) -> None:
    found = ruling_problem(tmp_path, ruling(action="PREFER", claim=WITHDRAWN_ID) * 2)
    assert found.startswith("rulings.yaml:7: [1].id: '2026-03-hbm' is already listed in line 1")
