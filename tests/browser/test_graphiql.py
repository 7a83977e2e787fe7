"""GraphiQL in a real browser: the example questions are its tabs, they are answered, and all of it comes from here."""

from collections.abc import Iterator
from pathlib import Path

import graphql
import pytest

from service.web.pages import example_questions
from tests.browser.chromium import Chromium, chromium
from tests.http.conftest import Serve, Served

TABS = "[...document.querySelectorAll('.graphiql-tab')].map(tab => tab.innerText.trim())"
QUESTION = "document.querySelector('.graphiql-query-editor .view-lines')?.innerText"
ANSWER = "(document.querySelector('.graphiql-response .view-lines')?.innerText ?? '')"
RUN = "document.querySelector('.graphiql-execute-button').click()"
AT_REST = "new Promise(done => setTimeout(() => requestIdleCallback(() => done(1)), 1000))"
"""GraphiQL looks a moment after it shows a question which operation is in it."""
NAMES = [
    operation.name.value
    for question in example_questions()
    for operation in graphql.parse(question["query"]).definitions
    if isinstance(operation, graphql.OperationDefinitionNode) and operation.name
]


@pytest.fixture(scope="module")
def served(serve: Serve) -> Iterator[Served]:
    with serve(KG_REQUEST_TIMEOUT="30") as one:
        yield one


@pytest.fixture(scope="module")
def browser(served: Served, browser_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Chromium with the page open. What it complains of, or asks of others, fails the last tests."""
    folder = tmp_path_factory.mktemp("chromium")
    with chromium(browser_program, folder) as one:
        one.do("Page.navigate", url=f"{served.url}/graphql")
        one.wait_for(f"{TABS}.length && {QUESTION}")
        yield one


def test_each_example_question_is_a_tab(browser: Chromium) -> None:
    assert len(NAMES) == len(example_questions())
    assert browser.value(TABS) == NAMES


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
def test_a_question_is_shown_and_answered(browser: Chromium, place: int, tmp_path: Path) -> None:
    browser.value(f"document.querySelectorAll('.graphiql-tab-button')[{place}].click()")
    tab = f"document.querySelectorAll('.graphiql-tab')[{place}]"
    browser.wait_for(f"{tab}.classList.contains('graphiql-tab-active')")
    browser.wait_for(f"{QUESTION}?.includes({NAMES[place]!r})")
    browser.value(AT_REST)
    browser.value(RUN)
    answer = browser.wait_for(f"{ANSWER}.includes('\"data\"') && {ANSWER}")
    assert '"errors"' not in answer
    picture = browser.screenshot(tmp_path / f"{NAMES[place]}.png").read_bytes()
    assert picture.startswith(b"\x89PNG")


def test_the_schema_was_read(browser: Chromium) -> None:
    browser.value("document.querySelector('.graphiql-sidebar button').click()")
    browser.wait_for("document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query')")


def test_nothing_is_complained_of(browser: Chromium) -> None:
    assert browser.told() == []


def test_no_request_leaves_the_machine(browser: Chromium, served: Served) -> None:
    asked = browser.addresses()
    assert f"{served.url}/graphql" in asked
    assert [name for name in asked if "/static/graphql.worker.js" in name]
    assert [name for name in asked if not name.startswith((f"{served.url}/", "data:", f"blob:{served.url}/"))] == []
