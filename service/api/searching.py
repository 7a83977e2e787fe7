"""Search over names, aliases and tickers."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import strawberry

from service.api.claims import EntityRef
from service.api.context import Info
from service.api.enums import describe
from service.api.likeness import Match, compare, has_single_characters, words_of
from service.api.nodes import make_entity
from service.api.pages import Connection, connection, cursor, page_size, place_after
from service.api.scope import Scope
from service.errors import BadInput
from service.graph import reading
from service.graph.rows import Properties
from service.model.entities import Label

MOST_HITS = 1000  # entities that are ranked at all
MOST_MATCHES = 5000  # of any sort, among which those asked for are looked for
MOST_WORDS = 10
LONGEST_TEXT = 100  # characters; a word's beginnings and misspellings are looked for, which long ones make costly


class MatchedField(StrEnum):
    NAME = "name"
    ALIAS = "alias"
    TICKER = "ticker"


describe(
    MatchedField,
    "The field of an entity that a search matched best.",
    {"NAME": "The usual name.", "ALIAS": "Another name.", "TICKER": "Where its shares trade, or the symbol alone."},
)
describe(
    Match,
    "How the text of a search matches a field, best first; case, accents and signs between words do not count.",
    {
        "SAME": "It is the same.",
        "BEGINNING": "The field begins with it.",
        "WORDS": "Each of its words is in the field.",
        "WORD_BEGINNINGS": "Each of its words begins one in the field.",
        "SIMILAR": "It is spelt otherwise, or its words are in several fields.",
    },
    name="SearchMatch",
)

# What the index's analyzer, standard-folding, leaves out of names and of questions.
_NOT_INDEXED = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
        "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was",
        "will", "with",
    }
)  # fmt: skip
_FIELDS = list(MatchedField)
Rank = tuple[int, int, int]


@strawberry.type(description="An entity that a search found.")
class SearchHit:
    entity: EntityRef = strawberry.field(description="What was found.")
    match: Match = strawberry.field(description="How well.")
    matched: MatchedField = strawberry.field(description="Which field matched best.")
    text: str = strawberry.field(description="The text of that field.")


async def search_page(
    info: Info, text: str, *, kinds: Sequence[Label] | None, days: Scope, first: int, after: str | None
) -> Connection[SearchHit]:
    """The entities called like `text`, best first, then by name and slug."""
    place = place_after(after, default=(-1, 0, 0, "", ""))
    size, words = page_size(first), _words(text)
    labels = list(map(str, Label if kinds is None else kinds))
    rows = await reading.search_entities(
        info.context.database, query=index_query(words), labels=labels, most=MOST_MATCHES, limit=MOST_HITS
    ) if words else []  # fmt: skip
    found = sorted((_place(row.entity, words), row.entity) for row in rows)
    return connection(
        [entity for at, entity in found if at > place][: size + 1],
        total=len(found),
        first=first,
        after=after,
        node=lambda entity: _hit(entity, words, days),
        place=lambda entity: cursor(*_place(entity, words)),
    )


def _words(text: str) -> list[str]:
    words = words_of(text[: LONGEST_TEXT + 1])
    for what, many, most in (("characters", len(text), LONGEST_TEXT), ("words", len(words), MOST_WORDS)):
        if many > most:
            raise BadInput(
                f"the text has {many} {what}",
                argument="text",
                value=text[:LONGEST_TEXT],
                rule=f"at most {LONGEST_TEXT} characters, {MOST_WORDS} words",
                example='text: "nvidia"',
            )
    return words


def index_query(words: Sequence[str]) -> str:
    """These words in the syntax of the full-text index: each that it holds, or all as one, as in `open ai`."""
    each = " AND ".join(_clause(word) for word in words if word not in _NOT_INDEXED)
    joined = "".join(words)
    if each and (len(words) == 1 or has_single_characters(joined)):
        return each
    return " OR ".join([*([f"({each})"] if each else []), f"{joined}^4", f"{joined}*^2"])


def _clause(word: str) -> str:
    """A word whole, begun, misspelt, or after a sign inside a word, as in the ticker NASDAQ:NVDA."""
    if has_single_characters(word):
        return f'"{word}"'
    misspelt = f" OR {word}~{_misspellings(word)}" if _misspellings(word) else ""
    return f"({word}^4 OR {word}*^2{misspelt} OR /.*[:._'’]{word}.*/)"


def _misspellings(word: str) -> int:
    """How many letters may differ: none in the shortest words, where one would change everything."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _place(entity: Properties, words: list[str]) -> tuple[int, int, int, str, str]:
    return *_best(entity, words)[0], entity["name"], entity["id"]


def _hit(entity: Properties, words: list[str], days: Scope) -> SearchHit:
    (match, _, field), text = _best(entity, words)
    return SearchHit(entity=make_entity(entity, days), match=Match(match), matched=_FIELDS[field], text=text)


def _best(entity: Properties, words: list[str]) -> tuple[Rank, str]:
    """How well the field of an entity matches that does so best, with its value."""
    return min(_matches(entity, words))


def _matches(entity: Properties, words: list[str]) -> Iterator[tuple[Rank, str]]:
    ticker = entity.get("ticker") or ""
    fields = [(MatchedField.NAME, entity["name"], entity["name"])]
    fields += [(MatchedField.ALIAS, alias, alias) for alias in entity["aliases"]]
    fields += [(MatchedField.TICKER, ticker, named) for named in (ticker, ticker.partition(":")[2]) if named]
    for field, value, named in fields:
        match, apart = compare(named, words)
        yield (int(match), apart, _FIELDS.index(field)), value
