"""Whatever is asked in the words of the schema, well formed or not: never a fault of ours."""

import httpx
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from hypothesis_graphql import queries as documents

from service.api.schema import make_schema

SDL = make_schema().as_str()
DAYS = st.sampled_from(["2026-02-02", "2025-09-22", "1900-01-01", "9999-12-31", "2026-02-30", "", "\x00"])
IDS = ["openai", "nvidia", "Company:openai", "Deal:nvidia-openai-2025", "openai-round-2026", "blackwell"]
SCALARS = {"Date": DAYS.map(nodes.String), "ID": st.sampled_from(IDS).map(nodes.String)}
OURS = {"INTERNAL", "DATABASE_UNAVAILABLE"}

# A document with an error in it: some characters of a right one are lost, doubled, or others.
CUTS = st.tuples(
    st.floats(0, 1), st.integers(0, 30), st.sampled_from(["", "{", "}", "(", '"', "...", "@", "$a", "\x00", "é"])
)

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


async def see_no_fault_of_ours(client: httpx.AsyncClient, document: str) -> None:
    response = await client.post("/graphql", json={"query": document})
    answer = response.json()
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    event("answered" if answer.get("data") else ", ".join(sorted(codes)))
    assert response.status_code in (200, 400, 413)
    assert not codes & OURS, answer["errors"]


@some
@given(document=documents(SDL, custom_scalars=SCALARS))
async def test_any_right_document_is_answered_or_refused(client: httpx.AsyncClient, document: str) -> None:
    await see_no_fault_of_ours(client, document)


@some
@given(document=documents(SDL, custom_scalars=SCALARS), cut=CUTS)
async def test_any_wrong_document_is_refused(
    client: httpx.AsyncClient, document: str, cut: tuple[float, int, str]
) -> None:
    place, length, instead = int(cut[0] * len(document)), cut[1], cut[2]
    await see_no_fault_of_ours(client, document[:place] + instead + document[place + length :])


@some
@given(variables=st.dictionaries(
    st.sampled_from(["of", "first", "after", "known", "evidence", "extra"]),
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
                 | st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([*IDS, "STATED"]),
                 lambda inner: st.lists(inner) | st.dictionaries(st.text("kvn"), inner)),
))  # fmt: skip
async def test_any_variables_are_answered_or_refused(client: httpx.AsyncClient, variables: dict[str, object]) -> None:
    document = """
    query ($of: String! = "openai", $first: Int! = 2, $after: String, $known: Date, $evidence: [Evidence!]) {
        suppliers(of: $of, first: $first, after: $after, evidence: $evidence, asOf: {known: $known}) { totalCount }
    }"""
    response = await client.post("/graphql", json={"query": document, "variables": variables})
    codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
    event(", ".join(sorted(codes)) or "answered")
    assert response.status_code in (200, 400)
    assert not codes & OURS, response.text
