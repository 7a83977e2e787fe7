"""The result as Markdown, between two marks of a page that may say more."""

import os
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.api.cells import Cell
from bench.api.goals import GOALS, Results
from bench.api.measuring import Figures
from bench.api.servers import NAMES
from bench.api.targets import Companies

NOTES = """The bare floor and the peer's field by hand run the same statement. No relationship leads from an edge to
its claims, so the peer's generated connections are told the facts of the page beforehand and find the claims beside
the edges; a user would need a second request for that. The peer is not asked to search (it has no order of ours), for
the list of articles or for a deal with its legs (any relation between any two ends, which it has no type for).
Processor time is milliseconds a request; a goal about it counts server and database together."""
BEGIN, END = "<!-- bench.api begins -->", "<!-- bench.api ends -->"
HEADINGS = (
    "question", "whose", "page", "clients", "server", "requests/s", "p50 ms", "p99 ms", "server CPU ms",
    "database CPU ms", "memory MB", "errors",
)  # fmt: skip


def section(results: Results, companies: Mapping[str, Companies], *, about: str) -> str:
    """All tables: what was measured, and what of the goals is reached."""
    whose = "; ".join(f"{name}: {each}" for name, each in companies.items())
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    head = [BEGIN, "", f"{about}. {machine}. Companies today: {whose}.", "", NOTES, ""]
    return "\n".join([*head, *_goals(results), "", *_cells(results), "", END])


def _goals(results: Results) -> Iterator[str]:
    yield "| goal | wanted | cells | worst | best | reached |"
    yield "|---|---|---|---|---|---|"
    for goal in GOALS:
        if not (found := sorted(ratio for _, ratio in goal.ratios(results))):
            continue
        worst, best = (found[-1], found[0]) if goal.at_most else (found[0], found[-1])
        wanted = f"{'at most' if goal.at_most else 'at least'} {goal.wanted:g}"
        reached = sum(map(goal.reached, found))
        yield f"| {goal.what} | {wanted} | {len(found)} | {worst:.2f} | {best:.2f} | {reached} of {len(found)} |"


def _cells(results: Results) -> Iterator[str]:
    yield f"| {' | '.join(HEADINGS)} |"
    yield "|---" * len(HEADINGS) + "|"
    for cell, measured in results.items():
        for name, figures in measured.items():
            yield f"| {' | '.join((*_asked(cell), NAMES[name], *_shown(figures)))} |"


def _asked(cell: Cell) -> tuple[str, ...]:
    return cell.ask.question, cell.ask.whose, str(cell.ask.page), str(cell.clients)


def _shown(figures: Figures) -> tuple[str, ...]:
    times = (f"{figures.p50:.1f}", f"{figures.p99:.1f}", f"{figures.server_cpu:.2f}", f"{figures.database_cpu:.2f}")
    return f"{figures.rate:,.0f}", *times, f"{figures.resident:,.0f}", str(figures.errors)


def put(section_: str, page: Path) -> None:
    """Into `page`, in the place of the section of an earlier run, or at its end."""
    text = page.read_text("utf-8") if page.exists() else ""
    if BEGIN in text and END in text:
        before, _, rest = text.partition(BEGIN)
        text = before + section_ + rest.partition(END)[2]
    else:
        text = f"{text.rstrip()}\n\n{section_}\n".lstrip()
    page.write_text(text, "utf-8")
