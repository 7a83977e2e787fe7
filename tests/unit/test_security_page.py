"""Each protection that SECURITY.md names is shown by a test that is there."""

import re

from service.settings import PROJECT

PAGE = (PROJECT / "SECURITY.md").read_text("utf-8")


def test_every_test_that_is_named_is_there() -> None:
    cells = [line.rsplit("|", 2)[1] for line in PAGE.splitlines() if line.startswith("|") and "`tests/" in line]
    assert len(cells) > 10
    for cell in cells:
        for path, functions in re.findall(r"`(tests/[\w/]+\.py)`(?::((?:,? `test_\w+`)+))?", cell):
            text = (PROJECT / path).read_text("utf-8")
            assert [name for name in re.findall(r"test_\w+", functions) if f"def {name}(" not in text] == []


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https:)([^)#]+)", PAGE)
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []
