"""A list goes on while rows come and go: no row that stays is left out, and none comes twice."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from seed.loading import load
from seed.reading import Curated
from service.graph.database import Database
from tests.conftest import TODAY, Ask, wipe
from tests.small_folder import SmallFolder, claim, small_folder

BEFORE = "bdfh"  # of which b and d are on the first pages
LATER = "acefgh"  # b and d are gone, though cursors name d; a and c came before them, e and g after
LISTS = {
    "entities": "entities(kinds: [FUND]{}) {{ {} }}",
    "companies": 'companies(partOf: "holding"{}) {{ {} }}',
    "chips": 'chips(designer: "holding"{}) {{ {} }}',
    "deals": "deals(kind: LOAN{}) {{ {} }}",
    "deals of a party": 'deals(kind: LEASE, party: "holding"{}) {{ {} }}',
    "deals of an entity": 'company(id: "holding") {{ deals(kind: LEASE{}) {{ {} }} }}',
    "publishers": "publishers(kind: REGULATOR{}) {{ {} }}",
    "articles": 'articles(since: "2026-01-01"{}) {{ {} }}',
    "articles of a publisher": 'articles(publisher: "reuters"{}) {{ {} }}',
    "articles below a publisher": 'publisher(id: "reuters") {{ articles(kind: NEWS{}) {{ {} }} }}',
}
PAGE = "totalCount nodes { id slug } pageInfo { endCursor hasNextPage }"


def write(folder: SmallFolder, letters: str) -> None:
    """Something of each sort for each letter, the name the same where the slug must decide."""

    def lines(text: str) -> str:
        return "".join(f"- {{{text.format(letter)}}}\n" for letter in letters)

    companies = lines("id: company-{}, name: Same, kind: cloud, part_of: holding")
    folder.write("entities/companies.yaml", "- {id: holding, name: Holding, kind: holding}\n" + companies)
    folder.write("entities/chips.yaml", lines("id: chip-{0}, name: Chip {0}, kind: gpu, designer: holding"))
    folder.write("entities/funds.yaml", lines("id: fund-{0}, name: {0}, kind: asset-manager"))
    folder.write("entities/people.yaml", "[]\n")
    leases = lines("id: lease-{0}, name: Same, kind: lease, parties: [{{entity: holding, role: customer}}]")
    folder.write("deals.yaml", lines("id: loan-{0}, name: Same, kind: loan") + leases)
    regulators = lines("id: regulator-{}, name: Same, kind: regulator")
    folder.write("publishers.yaml", "- {id: reuters, name: Reuters, kind: wire}\n" + regulators)
    folder.write("origins.yaml", "[]\n")
    for place, letter in enumerate("abcdefgh"):
        if letter in letters:  # two on a day; an article stays for good, so those of b and d do
            folder.article(f"2026-01-{30 - place // 2}-reuters-{letter}", claim("holding", "company-f"))


async def page_of(ask: Ask, asked: str, paging: str) -> dict[str, Any]:
    (found,) = (await ask(f"{{ {asked.format(f', {paging}', PAGE)} }}")).values()
    while "nodes" not in found:
        (found,) = found.values()
    return dict(found)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def first_pages(
    ask: Ask, database: Database, curated: Curated, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, dict[str, Any]]]:
    """The first page of each list, of two rows; what there is has changed since."""
    folder = small_folder(Path(tmp_path_factory.mktemp("moving")))
    write(folder, BEFORE)
    await wipe(database)
    await load(database, folder.read(), today=TODAY)
    pages = {name: await page_of(ask, asked, "first: 2") for name, asked in LISTS.items()}
    write(folder, LATER)
    await load(database, folder.read(), today=TODAY)
    yield pages
    await wipe(database)
    await load(database, curated, today=TODAY)


def letters(page: dict[str, Any]) -> str:
    return "".join(row["slug"][-1] for row in page["nodes"])


@pytest.mark.parametrize(("name", "asked"), LISTS.items(), ids=LISTS)
async def test_the_next_page_begins_where_the_first_ended(
    ask: Ask, first_pages: dict[str, dict[str, Any]], name: str, asked: str
) -> None:
    first = first_pages[name]
    assert (letters(first), first["totalCount"], first["pageInfo"]["hasNextPage"]) == ("bd", 4, True)
    after = f'after: "{first["pageInfo"]["endCursor"]}"'
    then = await page_of(ask, asked, after)
    assert (letters(then), then["pageInfo"]["hasNextPage"]) == ("efgh", False)
    one = await page_of(ask, asked, f"first: 1, {after}")
    rest = await page_of(ask, asked, f'after: "{one["pageInfo"]["endCursor"]}"')
    assert (letters(one), letters(rest)) == ("e", "fgh")
    assert then["totalCount"] == (8 if "articles" in name else 6)
