"""The GraphiQL page needs nothing but our own files."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import graphql
import pytest

from service.web import pages

ADDRESS_ATTRIBUTES = {"href", "src"}
QUESTION_FILES = sorted(pages.QUESTIONS.glob("*.graphql"))


@dataclass
class Page(HTMLParser):
    """What a browser finds in the page: each element's attributes, and the text of the scripts."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def addresses(page: Page) -> list[str]:
    return [value or "" for _, attrs in page.elements for name, value in attrs.items() if name in ADDRESS_ATTRIBUTES]


def embedded_questions(page: Page) -> list[dict[str, str]]:
    (text,) = [text for text in page.scripts if text]
    questions: list[dict[str, str]] = json.loads(text)
    return questions


@pytest.fixture(scope="module")
def page() -> Page:
    return parsed(pages.graphiql_page())


def test_the_page_loads_only_files_that_exist(page: Page) -> None:
    loaded = [address for address in addresses(page) if not address.startswith("data:image/svg+xml,")]
    files = [address.removeprefix("/static/").partition("?")[0] for address in loaded]
    assert all(address.startswith("/static/") for address in loaded)
    assert sorted(files) == ["graphiql.css", "graphiql.js"]
    assert [name for name in files if not (pages.VENDOR / name).is_file()] == []


def test_the_page_names_no_other_host(page: Page) -> None:
    assert [address for address in addresses(page) if address.startswith(("http:", "https:", "//"))] == []


def test_the_page_runs_no_inline_script(page: Page) -> None:
    scripts = [attrs for tag, attrs in page.elements if tag == "script"]
    assert [attrs["type"] for attrs in scripts if "src" not in attrs] == ["application/json"]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]


def test_each_question_file_is_a_tab_in_name_order(page: Page) -> None:
    assert QUESTION_FILES
    assert embedded_questions(page) == [
        {"name": file.stem, "query": file.read_text(encoding="utf-8")} for file in QUESTION_FILES
    ]


def test_a_question_cannot_end_the_element_it_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "# <!--<script> </script><script>alert(1)</script> $version\nquery Ends { a }\n"
    (tmp_path / "1.graphql").write_text(query, encoding="utf-8")
    monkeypatch.setattr(pages, "QUESTIONS", tmp_path)
    page = parsed(pages.graphiql_page())
    assert embedded_questions(page) == [{"name": "1", "query": query}]
    assert len(page.scripts) == 2


@pytest.mark.parametrize("file", QUESTION_FILES, ids=lambda file: file.stem)
def test_a_question_is_one_named_operation(file: Path) -> None:
    document = graphql.parse(file.read_text(encoding="utf-8"))
    operations = [each for each in document.definitions if isinstance(each, graphql.OperationDefinitionNode)]
    assert [each.name is not None for each in operations] == [True]


def test_the_policy_allows_no_inline_or_foreign_script() -> None:
    policy = dict(part.split(" ", 1) for part in pages.CONTENT_SECURITY_POLICY.split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert "http" not in pages.CONTENT_SECURITY_POLICY
