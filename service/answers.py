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


async def ask(database: Database, question: str, **variables: object) -> dict[str, Any]:
    """The data of the answer to `question`, a file of service/questions. NoAnswer with every error's words."""
    document = (QUESTIONS / f"{question}.graphql").read_text("utf-8")
    result = await make_schema().execute(document, variable_values=variables, context_value=Context(database))
    if result.errors:
        raise NoAnswer("\n".join(_words(error.message, error.extensions or {}) for error in result.errors))
    return result.data or {}


def supply_table(page: dict[str, Any], *, title: str) -> Table:
    """One row for each belief: who, how well known, how far, what, since when, and the sources."""
    days, shown = page["asOf"], len(page["nodes"])
    table = Table(
        title=f"{title}, known {days['known']}, valid {days['valid']}",
        caption=f"{shown} of {page['totalCount']}; revision {page['revision']}, rules {page['rules']}",
        title_justify="left",
        caption_justify="left",
        show_lines=True,
    )
    for column in ("company", "evidence", "stage", "products", "known since", "sources"):
        table.add_column(column, overflow="fold")
    for node in page["nodes"]:
        table.add_row(
            node["company"]["name"],
            Text(node["evidence"], style=EVIDENCE_STYLE[node["evidence"]]),
            _stage(node),
            ", ".join(product["name"] for product in node["products"]),
            node["firstKnown"],
            "\n".join(_source(claim) for claim in node["claims"]["nodes"]) + _more(node["claims"]),
        )
    return table


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
