"""What is measured: which question, of which companies, with which page, by how many clients."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

QUESTIONS = ("suppliers", "past", "company", "search", "articles", "deal")
PEER_QUESTIONS = ("suppliers", "past", "company")  # what generated connections and one field by hand can say
CLIENTS = (1, 8, 32)
PAGES = (10, 50, 100)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it is put: `whose` is hub, middle, many, or empty where no company is asked about."""

    question: str
    whose: str
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    ask: Ask
    clients: int


def cells(questions: Sequence[str], clients: Sequence[int]) -> Iterator[Cell]:
    """Suppliers with all pages and clients, which the goals are about; the others with one page, mostly 8 clients."""
    for question in questions:
        for ask, crowd in _asks(question):
            yield from (Cell(ask, count) for count in crowd if count in clients)


def _asks(question: str) -> Iterator[tuple[Ask, tuple[int, ...]]]:
    if question == "suppliers":
        yield from ((Ask(question, "hub", page), CLIENTS) for page in PAGES)
        yield from ((Ask(question, "middle", page), (8,)) for page in PAGES[:1])
        yield from ((Ask(question, whose, 50), CLIENTS) for whose in ("middle", "many"))
    elif question == "past":
        yield from ((Ask(question, whose, 50), (8,)) for whose in ("hub", "middle"))
    elif question == "company":
        yield Ask(question, "hub", 10), (8,)
        yield Ask(question, "middle", 10), CLIENTS
        yield Ask(question, "many", 10), (8,)
    else:
        yield Ask(question, "", 20), (8,)
