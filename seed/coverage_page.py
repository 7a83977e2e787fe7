"""docs/coverage.md: what the curated files cover, in words and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from seed.coverage import Coverage, Facts, Sources
from service.model.entities import Label
from service.model.relations import RELATIONS
from service.model.vocabulary import Evidence, PublisherKind

OLD = timedelta(days=365)  # since the last claim about a company, up to the last article of all
_HEAD = """\
# What the data covers

Made from `seed/data` by `python -m seed coverage > docs/coverage.md`; a test compares it. As known on {last}, the day
of the last article.
"""
_MONTHS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12")


def coverage_page(found: Coverage) -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [
            _HEAD.format(last=found.total.last),
            *_section("In all", _totals(found)),
            *_section("Articles by month", _months(found)),
            *_section("Sources by kind of publisher", _kinds(found)),
            *_section("Claims, facts and how well they are known", _relations(found)),
            *_section("Entities", _entities(found)),
            *_section("What is thin", _thin(found)),
        ]
    )


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""]


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---"] * len(heads))
    yield from map(_row, rows)


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _totals(found: Coverage) -> Iterator[str]:
    directory, total = found.curated.directory, found.total
    yield (
        f"{total.articles} articles of {len(total.publishers)} publishers, {total.claims} claims, "
        f"{sum(facts.facts for facts in found.facts.values())} facts; {len(directory.entities)} entities, "
        f"{len(directory.deals)} deals, {len(directory.origins)} first reports that others repeat."
    )


def _months(found: Coverage) -> Iterator[str]:
    years = sorted({month[:4] for month in found.months})
    rows = []
    for year in years:
        of_year = [found.months.get(f"{year}-{month}", Sources()) for month in _MONTHS]
        articles, claims = sum(one.articles for one in of_year), sum(one.claims for one in of_year)
        rows.append([year, *(one.articles or "" for one in of_year), articles, claims])
    return _table(["year", *_MONTHS, "articles", "claims"], rows)


def _kinds(found: Coverage) -> Iterator[str]:
    publishers = found.curated.directory.publishers
    rows = []
    for kind in PublisherKind:
        ids = [id_ for id_ in found.publishers if publishers[id_].kind is kind]
        ids.sort(key=lambda id_: (-found.publishers[id_].articles, id_))
        articles = sum(found.publishers[id_].articles for id_ in ids)
        claims = sum(found.publishers[id_].claims for id_ in ids)
        names = [(publishers[id_].name, found.publishers[id_].articles) for id_ in ids]
        rows.append([kind, len(ids), articles, claims, _most(names)])
    return _table(["kind", "publishers", "articles", "claims", "articles of each"], rows)


def _most(names: Sequence[tuple[str, int]]) -> str:
    """Those with more than one article; of the others only the number."""
    often = [f"{name} {articles}" for name, articles in names if articles > 1]
    rest = len(names) - len(often)
    return "; ".join([*often, *([f"{rest} with one"] if rest else [])])


def _relations(found: Coverage) -> Iterator[str]:
    total = Facts()
    rows = []
    for relation in RELATIONS:
        facts = found.facts.get(relation, Facts())
        total.facts += facts.facts
        total.one_origin += facts.one_origin
        total.evidence.update(facts.evidence)
        rows.append([relation, found.relations.get(relation, Sources()).claims, *_known(facts)])
    rows.append(["all", found.total.claims, *_known(total)])
    heads = ["relation", "claims", "facts", "of one first report", *(word.lower() for word in Evidence), "open"]
    yield from _table(heads, rows)
    yield ""
    yield "Open: nobody has said yet whether the relation holds, only something about a part of it."


def _known(facts: Facts) -> list[object]:
    return [facts.facts, facts.one_origin, *(facts.evidence[word] or "" for word in (*Evidence, None))]


def _entities(found: Coverage) -> Iterator[str]:
    rows = []
    for label in Label:
        ids = [entity.id for entity in found.curated.directory.entities.values() if entity.label is label]
        about = sum(id_ in found.about for id_ in ids)
        named = sum(id_ in found.named and id_ not in found.about for id_ in ids)
        rows.append([label, len(ids), about, named, len(ids) - about - named])
    return _table(["label", "listed", "at an end of a claim", "only named in one", "in no claim"], rows)


def _thin(found: Coverage) -> Iterator[str]:
    companies = [entity.id for entity in found.curated.directory.entities.values() if entity.label is Label.COMPANY]
    about = {id_: found.about[id_] for id_ in sorted(companies) if id_ in found.about}
    last = {id_: sources.last for id_, sources in about.items()}
    old = [f"{id_} ({day:%Y-%m})" for id_, day in last.items() if found.total.last - day > OLD]
    facts = sum(one.facts for one in found.facts.values())
    single = sum(one.one_origin for one in found.facts.values())
    yield f"- Facts that rest on one first report: {single} of {facts}."
    yield f"- Months without an article: {_listed(_gaps(found))}."
    yield f"- Relations from one article: {_listed(_from_one(found.relations))}."
    yield f"- Relations without a claim: {_listed(name for name in RELATIONS if name not in found.relations)}."
    yield f"- Entities in no claim: {_listed(sorted(entity.id for entity in found.without_claims()))}."
    yield f"- Companies at no end of a claim: {_listed(id_ for id_ in sorted(companies) if id_ not in about)}."
    yield f"- Companies known from one article: {_listed(_from_one(about))}."
    yield f"- Companies whose last claim is older than a year: {_listed(old)}."


def _from_one(sources: dict[str, Sources]) -> list[str]:
    return [name for name, found in sources.items() if found.articles == 1]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"


def _gaps(found: Coverage) -> Iterator[str]:
    """The months between the first and the last article that have none, as runs."""
    months = sorted(found.months)
    for before, after in pairwise(months):
        first, last = _month_after(before, 1), _month_after(after, -1)
        if first <= last:
            yield first if first == last else f"{first} to {last}"


def _month_after(month: str, step: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{date(number // 12, number % 12 + 1, 1):%Y-%m}"
