"""Questions from the command line: asked of the same schema as over HTTP, answered as a table."""

from importlib.resources import files
from typing import Any

from rich.table import Table
from rich.text import Text

from service.api.context import Context
from service.api.schema import make_schema
from service.errors import KnowledgeGraphError
from service.graph.database import Database

QUESTIONS = files("service") / "questions"
EVIDENCE_STYLE = {
    "CONFIRMED": "bold green", "STATED": "green", "REPORTED": "yellow", "RUMOURED": "red", "ESTIMATED": "cyan",
    "DISPUTED": "magenta", "DENIED": "bold red", "RETRACTED": "dim",
}  # fmt: skip


class NoAnswer(KnowledgeGraphError):
    """The question cannot be answered as asked."""


async def answer(database: Database, question: str, **variables: object) -> dict[str, Any]:
    """The data of the answer to `question`, a file of service/questions. NoAnswer with every error's words."""
    document = (QUESTIONS / f"{question}.graphql").read_text("utf-8")
    result = await make_schema().execute(document, variable_values=variables, context_value=Context(database))
    if result.errors:
        raise NoAnswer("\n".join(_words(error.message, error.extensions or {}) for error in result.errors))
    return result.data or {}


def supply_table(page: dict[str, Any], *, title: str) -> Table:
    """One row for each belief: who, how well known, how far, what, since when, and the sources."""
    days, shown = page["asOf"], len(page["nodes"])
    caption = f"{shown} of {page['totalCount']}; revision {page['revision']}, rules {page['rules']}"
    columns = ("company", "evidence", "stage", "products", "known since", "sources")
    table = _table(f"{title}, known {days['known']}, valid {days['valid']}", caption, *columns)
    for node in page["nodes"]:
        _add_row(
            table,
            node["company"]["name"],
            _evidence(node),
            _stage(node),
            ", ".join(product["name"] for product in node["products"]),
            node["firstKnown"],
            "\n".join(_source(claim) for claim in node["claims"]["nodes"]) + _more(node["claims"]),
        )
    return table


def history_table(page: dict[str, Any], *, title: str) -> Table:
    """One row for each version of a fact, the oldest first."""
    table = _table(
        title, f"{page['totalCount']} versions", "known", "evidence", "stage", "amounts and the like", "rule"
    )
    for node in page["nodes"]:
        until = node["knownUntil"] or "now"
        quantities = "\n".join(_quantity(quantity) for quantity in node["quantities"])
        stage = f"{node['stage']} ({node['stageEvidence']})" if node["stage"] else ""
        _add_row(table, f"{node['knownFrom']}\nuntil {until}", _evidence(node), stage, quantities, node["rule"])
    return table


def explanation_table(answer: dict[str, Any], *, title: str) -> Table:
    """One row for each claim: what it does in the belief, and what set it aside."""
    belief, days = answer["belief"], answer["asOf"]
    caption = "nothing is believed yet"
    if belief:
        stage = f", {belief['stage']} ({belief['stageEvidence']})" if belief["stage"] else ""
        quantities = "".join(f"; {_quantity(quantity)}" for quantity in belief["quantities"])
        caption = f"{belief['evidence']}{stage}{quantities}\n{belief['rule']}; rules {answer['rules']}"
    names = {one["claim"]["slug"]: f"claim {place}" for place, one in enumerate(answer["claims"], start=1)}
    table = _table(f"{title}, known {days['known']}", caption, "", "role", "source", "said", "part by part")
    for place, one in enumerate(answer["claims"], start=1):
        fates = "\n".join(_fate(fate, names) for fate in one["parts"])
        _add_row(table, str(place), one["role"], _source(one["claim"]), one["claim"]["summary"], fates)
    return table


def changes_table(page: dict[str, Any], *, title: str) -> Table:
    """One row for each part of a belief that changed, with what caused it."""
    caption = f"{len(page['nodes'])} of {page['totalCount']} beliefs"
    table = _table(title, caption, "known from", "fact", "part", "before", "after", "rule", "because of")
    for node in page["nodes"]:
        later = "\nloaded later" if node["loadedLater"] else ""
        for change in node["changes"]:
            causes = "\n".join(
                f"{claim['article']['published']} {claim['article']['publisher']['name']}: {claim['summary']}"
                for claim in change["causedBy"]
            )
            before, after = change["before"] or "", change["after"] or ""
            day = f"{node['knownFrom']}{later}"
            _add_row(table, day, node["fact"], change["part"], before, after, change["rule"], causes)
    return table


def _table(title: str, caption: str, *columns: str) -> Table:
    """Words go in as Text, so that no bracket in a name is read as a style."""
    table = Table(
        title=Text(title), caption=Text(caption), title_justify="left", caption_justify="left", show_lines=True
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add_row(table: Table, *cells: str | Text) -> None:
    table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))


def _evidence(node: dict[str, Any]) -> Text:
    return Text(node["evidence"], style=EVIDENCE_STYLE[node["evidence"]])


def _quantity(quantity: dict[str, Any]) -> str:
    of = f" of {quantity['of']}" if quantity["of"] else ""
    others = ", ".join(f"{other['text']} ({other['evidence']})" for other in quantity["others"])
    return f"{quantity['kind'].lower()}{of} {quantity['text']} ({quantity['evidence']})" + (
        f"; also said: {others}" if others else ""
    )


def _fate(fate: dict[str, Any], names: dict[str, str]) -> str:
    by = names.get(fate["setAsideBy"], fate["setAsideBy"])
    rule = f" by {fate['rule']}" if fate["rule"] else ""
    return f"{fate['part']}: {fate['role']}{rule}" + (f", {by}" if by else "")


def _stage(node: dict[str, Any]) -> str:
    stage = node["stage"] or ""
    doubt = "" if node["certain"] or not stage else "\nmay hold"
    conflict = f"\ndiffering: {', '.join(node['conflict'])}" if node["conflict"] else ""
    return f"{stage}{doubt}{conflict}"


def _source(claim: dict[str, Any]) -> str:
    article = claim["article"]
    said_by = claim["saidBy"]["name"] if claim["saidBy"] else claim["unnamed"]
    first = claim["origin"]["publisher"]["name"]
    outlet = article["publisher"]["name"]
    by = f", {said_by}" if said_by else ""
    relayed = f", first by {first}" if first != outlet else ""
    return f"{article['published']} {outlet}{by}{relayed}"


def _more(claims: dict[str, Any]) -> str:
    rest = claims["totalCount"] - len(claims["nodes"])
    return f"\nand {rest} more" if rest > 0 else ""


def _words(message: str, extensions: dict[str, Any]) -> str:
    rule, example = extensions.get("rule"), extensions.get("example")
    return f"{message}; {rule}; for example {example}" if rule else message
