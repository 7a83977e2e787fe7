"""docs/api.md names every limit and every code as they are."""

import re

from service.api import limits
from service.api.faults import CODES
from service.settings import PROJECT, Settings

PAGE = (PROJECT / "docs" / "api.md").read_text("utf-8")
SETTINGS = Settings.model_fields


def rows(heading: str, columns: int) -> list[list[str]]:
    """The rows of the tables below a heading that have so many columns; without the tables' own headings."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("|")]
    return [row for row in cells if len(row) == columns and row[0].startswith("`")]


def named_limits() -> dict[str, limits.Limit]:
    return {
        each.name: each for each in vars(limits).values() if isinstance(each, limits.Limit) and each is not limits.IDS
    }


def test_every_limit_is_on_the_page_with_its_setting_and_default() -> None:
    told = {row[0].strip("`"): row for row in rows("Limits", 4)}
    assert set(told) == {*named_limits(), "at_once", "body", "rate"}
    for name, (_, setting, default, _) in told.items():
        if setting == "none":
            assert (name, default) == ("introspection", f"{limits.INTROSPECTION_COST:,}")
        else:
            assert default == f"{SETTINGS[setting.strip('`').removeprefix('KG_').lower()].default:,}"


def test_every_limit_says_on_the_page_what_it_counts() -> None:
    told = {row[0].strip("`"): row[3] for row in rows("Limits", 4)}
    for name, limit in named_limits().items():
        assert limit.counts in told[name], name


def test_every_time_is_on_the_page() -> None:
    told = dict(re.findall(r"\| `(KG_\w+_TIMEOUT)` \| ([\d.]+) \|", PAGE))
    timeouts = {f"KG_{name.upper()}": f.default for name, f in SETTINGS.items() if name.endswith("_timeout")}
    assert {name: float(seconds) for name, seconds in told.items()} == timeouts


def test_every_code_is_on_the_page() -> None:
    told = {code.strip("`") for code, _ in rows("Nulls and errors", 2)}
    modules = [PROJECT / "service" / "errors.py", *(PROJECT / "service" / "api").rglob("*.py")]
    code = re.compile(r'(?:"code": |code = |code=|UNAUTHENTICATED = |OVERLOADED = |TIMEOUT = )"([A-Z_]+)"')
    assert {found for module in modules for found in code.findall(module.read_text("utf-8"))} == told
    assert {*CODES, "UNAUTHENTICATED", "OVERLOADED", "OTHER_SCHEMA"} == told
