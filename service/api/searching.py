"""Search over names, aliases and tickers."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import strawberry

from service.api.claims import EntityRef
from service.api.context import Info
from service.api.nodes import make_entity
from service.api.pages import Connection, connection, cursor, page_size, place_after
from service.api.scope import Scope
from service.graph import reading
from service.graph.rows import Properties
from service.model.entities import Label

_WORD = re.compile(r"\w+")
MOST_HITS = 1000  # matches that are ranked at all
MOST_WORDS = 10
LONGEST_WORD = 64  # letters; a word's beginnings and misspellings are looked for, which long ones make costly
BEST_SCORE = 1e30  # above every score


@strawberry.enum(description="The field of an entity that a search matched best.")
class MatchedField(StrEnum):
    NAME = "name"
    ALIAS = "alias"
    TICKER = "ticker"


@strawberry.type(description="An entity that a search found.")
class SearchHit:
    entity: EntityRef = strawberry.field(description="What was found.")
    matched: MatchedField = strawberry.field(description="Which field matched best.")
    text: str = strawberry.field(description="The text of that field.")
    score: float = strawberry.field(description="The index's score; comparable within one search only.")


async def search_page(
    info: Info, text: str, *, kinds: Sequence[Label], days: Scope, first: int, after: str | None
) -> Connection[SearchHit]:
    """The entities called like `text`, best first."""
    score, name, id_ = place_after(after, default=(BEST_SCORE, "", ""))
    limit, query = page_size(first) + 1, index_query(text)
    labels = [str(kind) for kind in kinds]
    found = []
    if query:
        found = await reading.search_entities(
            info.context.database, query=query, labels=labels, after_score=score, after_name=name, after_id=id_,
            limit=limit, most=MOST_HITS,
        )  # fmt: skip
    return connection(
        found[0].hits if found else [],
        total=found[0].total if found else 0,
        first=first,
        after=after,
        node=lambda row: _hit(row, text, days),
        place=lambda row: cursor(row["score"], row["entity"]["name"], row["entity"]["id"]),
    )


def _hit(row: Properties, text: str, days: Scope) -> SearchHit:
    matched, words = matched_field(row["entity"], text)
    return SearchHit(entity=make_entity(row["entity"], days), matched=matched, text=words, score=row["score"])


def index_query(text: str) -> str:
    """`text` in the syntax of the full-text index: each word whole, begun, misspelt, or the symbol of a ticker.

    Empty for no words.
    """
    words = [word.lower()[:LONGEST_WORD] for word in _WORD.findall(text)[:MOST_WORDS]]
    return " AND ".join(f"({word}^4 OR {word}*^2 OR {word}~{_misspellings(word)} OR *\\:{word})" for word in words)


def matched_field(properties: Properties, text: str) -> tuple[MatchedField, str]:
    """The field that is most like `text`, and its value."""
    ticker = properties.get("ticker") or ""
    fields = [(MatchedField.NAME, properties["name"], properties["name"])]
    fields += [(MatchedField.ALIAS, alias, alias) for alias in properties["aliases"]]
    fields += [(MatchedField.TICKER, ticker, words) for words in (ticker, ticker.partition(":")[2])]
    field, value, _ = max(fields, key=lambda field: _likeness(field[2], text))
    return field, value


def _misspellings(word: str) -> int:
    """How many letters may differ: none in the shortest words, where one would change everything."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _likeness(field: str, text: str) -> float:
    return SequenceMatcher(None, field.lower(), text.lower()).ratio()
