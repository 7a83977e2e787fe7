"""reviewed.yaml: which warnings somebody has looked into."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from seed.commands import app
from seed.reviewing import Review, read_with_review
from seed.suspicions import Kind
from service.errors import CuratedFilesError
from tests.small_folder import SmallFolder, claim, small_folder

LATE = "- {kind: late-articles, place: reuters-2026-01-30-chips, reason: a late retelling}\n"


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    """Files of which one origin has a late article, and other things look like slips too."""
    folder = small_folder(tmp_path)
    folder.article("2026-03-01-reuters-a", claim("amd", more="origin: reuters-2026-01-30-chips"))
    return folder


def review_of(folder: SmallFolder) -> Review:
    return read_with_review(folder.path)[1]


def problems(folder: SmallFolder, text: str) -> list[str]:
    """What is wrong with `text` as reviewed.yaml, without the name of the folder."""
    folder.write("reviewed.yaml", text)
    with pytest.raises(CuratedFilesError) as raised:
        read_with_review(folder.path)
    return [str(problem).rpartition("/")[2] for problem in raised.value.problems]


def test_what_is_reviewed_is_counted_and_no_warning(folder: SmallFolder) -> None:
    before = review_of(folder)
    folder.write("reviewed.yaml", LATE)
    after = review_of(folder)
    assert (before.reviewed, after.reviewed) == (0, 1)
    assert {found.kind for found in before.open} - {found.kind for found in after.open} == {Kind.LATE_ARTICLES}


@pytest.mark.parametrize(("key", "other"), [("late-articles", "late-origin"), ("01-30", "01-31")])
def test_a_review_is_of_one_kind_at_one_place(folder: SmallFolder, key: str, other: str) -> None:
    folder.write("reviewed.yaml", LATE.replace(key, other))
    kinds = [found.kind for found in review_of(folder).open]
    assert Kind.LATE_ARTICLES in kinds
    assert Kind.NEEDLESS_REVIEW in kinds


def test_a_review_that_nothing_needs_any_more_is_a_warning(folder: SmallFolder) -> None:
    folder.write("reviewed.yaml", LATE)
    folder.edit("origins.yaml", "published: 2026-01-30", "published: 2026-02-28")
    needless = review_of(folder).open[-1]
    assert needless.kind is Kind.NEEDLESS_REVIEW
    assert needless.place == "late-articles: reuters-2026-01-30-chips"


def test_every_problem_of_the_file_is_named(folder: SmallFolder) -> None:
    text = "- {kind: late-article, place: x, reason: y}\n- {kind: no-claim, why: z}\n- {kind: needless-review}\n"
    found = problems(folder, text)
    assert found[0].startswith("reviewed.yaml:1: [0].kind: 'late-article' is no kind of warning; write same-url, ")
    assert found[0].endswith("; did you mean late-articles?")
    assert "reviewed.yaml:2: [1]: place is missing; write it, such as place: alphabet" in found
    assert any(problem.startswith("reviewed.yaml:2: [1]: reason is missing; write it, such as") for problem in found)
    assert any(problem.startswith("reviewed.yaml:2: [1].why: 'why' is no key here;") for problem in found)
    assert any(problem.startswith("reviewed.yaml:3: [2].kind: 'needless-review' is no kind") for problem in found)


def test_a_place_is_listed_once(folder: SmallFolder) -> None:
    (found,) = problems(folder, LATE + LATE)
    rule = "is already listed in line 1; write each place once for a kind"
    assert found == f"reviewed.yaml:2: [1].place: 'reuters-2026-01-30-chips' {rule}"


def test_its_problems_come_with_those_of_the_other_files(folder: SmallFolder) -> None:
    folder.edit("publishers.yaml", "kind: wire", "kind: wires")
    found = problems(folder, "- {kind: no-claim}\n")
    assert {problem.partition(":")[0] for problem in found} == {"publishers.yaml", "reviewed.yaml"}


def test_the_check_prints_warnings_and_succeeds(folder: SmallFolder) -> None:
    folder.write("reviewed.yaml", LATE)
    answer = CliRunner().invoke(app, ["check", "--data", str(folder.path)])
    assert answer.exit_code == 0
    warnings = [line for line in answer.stderr.splitlines() if line.startswith("Warning: ")]
    assert len(warnings) == len(review_of(folder).open)
    assert "Warning: unused-publisher: mint: nothing uses it; use it or take it out" in warnings
    assert f"{len(warnings)} warnings, and 1 that reviewed.yaml gives a reason for." in answer.stdout
