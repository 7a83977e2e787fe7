"""No text breaks a search: neither the words that are cut from it nor the index that looks for them."""

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.likeness import compare, words_of

SYNTAX = st.sampled_from([*'+-&|!(){}[]^"~*?:\\/<>=. ', "AND", "OR", "NOT", "TO", "&&", "||", "nvidia", "a", "2", "台"])
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(st.characters(categories=["L", "N", "M", "P", "S"]), max_size=60),
    st.lists(SYNTAX, max_size=25).map("".join),
    st.lists(SYNTAX, max_size=12).map(" ".join),
)
DOCUMENT = "query ($text: String!) { search(text: $text, first: 5) { totalCount nodes { match matched text } } }"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
async def test_no_text_is_an_internal_error(client: httpx.AsyncClient, text: str) -> None:
    answer = (await client.post("/graphql", json={"query": DOCUMENT, "variables": {"text": text}})).json()
    codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
    assert codes in ([], ["BAD_USER_INPUT"])
    assert codes or answer["data"]["search"]["totalCount"] >= 0


@given(text=st.text(max_size=60))
def test_words_hold_no_sign_of_the_index_s_syntax(text: str) -> None:
    assert not set("".join(words_of(text))) & set('+-&|!(){}[]^"~*?:\\/<>=@# \t\n')
    assert words_of(" ".join(words_of(text))) == words_of(text)


@given(text=st.text(max_size=30), field=st.text(max_size=30))
def test_a_field_is_most_like_itself(text: str, field: str) -> None:
    if words_of(text):
        assert compare(text, words_of(text)) == (0, 0)
        assert compare(field, words_of(text)) >= (0, 0)
