"""What `python -m bench.api` asks and how it tells its result; measuring itself needs wrk and minutes."""

from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from bench.api.bodies import OPERATIONS, document, own_bodies
from bench.api.cells import CLIENTS, QUESTIONS, Ask, Cell, cells
from bench.api.floor import QUESTIONS as ANSWERED
from bench.api.goals import GOALS
from bench.api.measuring import Figures, middle
from bench.api.servers import NAMES
from bench.api.table import BEGIN, END, put, section
from bench.api.targets import Companies, Targets
from service.api.schema import make_schema

HUB = Cell(Ask("suppliers", "hub", 50), 8)
AIMED = Targets({name: Companies(("openai",), (20,)) for name in ("hub", "middle", "many")}, ("stargate",), ("amd",))


def figures(rate: float, p99: float = 10.0, errors: int = 0) -> Figures:
    return Figures(rate, p50=5.0, p99=p99, server_cpu=1.0, database_cpu=1.0, resident=100.0, errors=errors)


@pytest.mark.parametrize("name", OPERATIONS)
def test_questions_are_questions_of_our_schema(name: str) -> None:
    assert not validate(build_schema(make_schema().as_str()), parse(document(name)))


def test_every_question_is_put_and_the_floor_answers_it() -> None:
    assert {cell.ask.question for cell in cells(QUESTIONS, CLIENTS)} == set(QUESTIONS)
    assert set(OPERATIONS.values()) == set(ANSWERED)
    assert all(own_bodies(cell.ask, AIMED) for cell in cells(QUESTIONS, CLIENTS))


def test_figures_are_medians_over_rounds_and_no_error_is_lost() -> None:
    assert middle([figures(10), figures(90, errors=2), figures(30)]) == figures(30, errors=2)


def test_goal_is_the_ratio_of_two_servers_in_one_cell() -> None:
    results = {HUB: {"service": figures(75), "floor": figures(100), "generated": figures(10, p99=40)}}
    ratios = {goal.what: [ratio for _, ratio in goal.ratios(results)] for goal in GOALS}
    assert ratios["throughput over the floor's"] == [0.75]
    assert ratios["throughput over the generated connections', hub"] == [7.5]
    assert ratios["p99 over the generated connections'"] == [0.25]
    assert ratios["throughput over the generated connections', middle"] == []


def test_server_that_answers_nothing_reaches_no_goal() -> None:
    silent = Figures(0, p50=0, p99=0, server_cpu=90, database_cpu=90, resident=100, errors=0)
    results = {HUB: dict.fromkeys(NAMES, figures(50)) | {"service": silent, "cached": silent}}
    assert not any(
        goal.reached(ratio)
        for goal in GOALS
        if goal.servers[0] in ("service", "cached")
        for _, ratio in goal.ratios(results)
    )


def test_section_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Speed\n\n{BEGIN}\nof yesterday\n{END}\n\nAnd more.\n")
    put(section({HUB: {"service": figures(75)}}, AIMED.companies, about="100 claims"), page)
    text = page.read_text()
    assert text.startswith("# Speed\n")
    assert text.endswith("And more.\n")
    assert "| suppliers | hub | 50 | 8 | (b) service, no cache | 75 |" in text
    assert text.count(BEGIN) == 1
    assert "of yesterday" not in text
