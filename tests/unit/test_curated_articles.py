"""What one article may say besides its claims, and where its file lies."""

from pathlib import Path

import pytest

from tests.unit.curated_folder import ARTICLE, HEAD, article_problem, claim_text, only, problems

CLAIMS = f"claims:\n{claim_text()}"
TEXT = HEAD + CLAIMS


def test_unknown_publisher(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/02/2026-02-02-reuter-a.yaml": TEXT.replace("reuters", "reuter")}))
    assert found.startswith(
        "2026-02-02-reuter-a.yaml:2: publisher: 'reuter' is no publisher; write the id of a publisher"
    )
    assert found.endswith("listed in publishers.yaml; did you mean reuters?")


def test_unknown_origin(tmp_path: Path) -> None:
    found = article_problem(tmp_path, f"{HEAD}origin: reuters-2026-02-01-chip\n{CLAIMS}")
    assert found.startswith("5: origin: 'reuters-2026-02-01-chip' is no origin")


def test_unknown_kind(tmp_path: Path) -> None:
    found = article_problem(tmp_path, TEXT.replace("kind: news", "kind: article"))
    assert found.startswith("4: kind: 'article' is no kind of article; write news, filing, press-release")


def test_unknown_key(tmp_path: Path) -> None:
    assert (
        article_problem(tmp_path, f"{HEAD}titel: A\n{CLAIMS}")
        == "5: titel: 'titel' is no key here; did you mean title?"
    )


@pytest.mark.parametrize("url", ["example.com/a", "ftp://example.com/a", "https://", "'https://a b.com'", "http://[x"])
def test_url_is_a_web_address(tmp_path: Path, url: str) -> None:
    found = article_problem(tmp_path, TEXT.replace("https://example.com/nvidia-openai", url))
    assert found.startswith("1: url: ")
    assert found.endswith("is not a web address; write the whole address, such as https://example.com/path")


def test_claims_are_needed(tmp_path: Path) -> None:
    assert "claims is missing; write a list of claims" in article_problem(tmp_path, HEAD)


def test_one_claim_at_least(tmp_path: Path) -> None:
    assert article_problem(tmp_path, f"{HEAD}claims: []\n").startswith("5: claims: there is no claim")


def test_claims_are_a_list(tmp_path: Path) -> None:
    found = article_problem(tmp_path, f"{HEAD}claims:\n  subject: nvidia\n")
    assert found.startswith("5: claims: a mapping stands where a list belongs; start each of its entries with a hyphen")


def test_a_claim_has_keys(tmp_path: Path) -> None:
    found = article_problem(tmp_path, f"{HEAD}claims:\n  - Nvidia supplies OpenAI\n")
    assert found.startswith(
        "6: claims[0]: 'Nvidia supplies OpenAI' stands where keys belong; write keys, such as subject:"
    )


def test_an_article_is_a_mapping(tmp_path: Path) -> None:
    assert article_problem(tmp_path, "- a\n").startswith("1: a list stands where keys belong; write keys, such as url:")


def test_a_retraction_needs_no_claims(tmp_path: Path) -> None:
    retraction = HEAD.replace("/nvidia-openai", "/retraction") + "retracts: https://example.com/nvidia-openai\n"
    assert problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("nvidia", "no-nvidia"): retraction}) == []


def test_a_retracted_article_is_one_of_the_articles(tmp_path: Path) -> None:
    retraction = HEAD.replace("/nvidia-openai", "/retraction") + "retracts: https://example.com/nvidia-openia\n"
    found = only(problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("nvidia", "no-nvidia"): retraction}))
    assert ":5: retracts: 'https://example.com/nvidia-openia' is the url of no other article" in found
    assert found.endswith("did you mean https://example.com/nvidia-openai?")


def test_an_article_does_not_correct_itself(tmp_path: Path) -> None:
    found = article_problem(tmp_path, f"{HEAD}corrects: https://example.com/nvidia-openai\n{CLAIMS}")
    assert found.startswith("5: corrects: 'https://example.com/nvidia-openai' is the url of no other article")


def test_an_article_corrects_or_retracts(tmp_path: Path) -> None:
    both = HEAD.replace("/nvidia-openai", "/b") + "".join(
        f"{key}: https://example.com/nvidia-openai\n" for key in ("corrects", "retracts")
    )
    found = only(problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("nvidia", "no-nvidia"): both}))
    assert ":6: retracts: corrects and retracts are both given" in found


def test_a_claim_stands_once_in_an_article(tmp_path: Path) -> None:
    again = claim_text(summary="The same in other words.", stage=None)
    found = article_problem(tmp_path, TEXT + again)
    assert found.startswith("10: claims[1]: the same claim stands in ")
    assert f"{ARTICLE}:6; claims of one url differ in more than summary, quote and where" in found


def test_a_claim_stands_once_under_a_url(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("nvidia", "z"): TEXT}))
    assert found.startswith("2026-02-02-reuters-z-openai.yaml:6: claims[0]: the same claim stands in ")


def test_two_articles_may_have_one_url(tmp_path: Path) -> None:
    other = HEAD + "claims:\n" + claim_text(stage="active")
    assert problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("nvidia", "z"): other}) == []


def test_file_name_starts_with_the_date(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/02/2026-02-03-reuters-nvidia.yaml": TEXT}))
    assert (
        ":3: published: the file 2026-02-03-reuters-nvidia.yaml starts with another date; name it 2026-02-02-..."
        in found
    )


def test_file_name_of_a_month_has_no_day(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {ARTICLE: TEXT.replace("2026-02-02", "2026-02")}))
    assert "starts with another date; name it 2026-02-..." in found


def test_file_name_goes_on_with_the_publisher(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/02/2026-02-02-cnbc-nvidia.yaml": TEXT}))
    assert ":2: publisher: the file 2026-02-02-cnbc-nvidia.yaml does not go on with this publisher" in found
    assert found.endswith("name it 2026-02-02-reuters-<words>.yaml")


def test_file_name_ends_with_words(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/02/2026-02-02-reuters.yaml": TEXT}))
    assert "and some words; name it 2026-02-02-reuters-<words>.yaml" in found


def test_file_name_is_in_small_letters(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/02/2026-02-02-reuters-Nvidia.yaml": TEXT}))
    assert "'2026-02-02-reuters-Nvidia.yaml' is not a name for an article; write small letters" in found


def test_file_lies_in_the_folder_of_its_month(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {"articles/2026/03/2026-02-02-reuters-nvidia.yaml": TEXT}))
    assert ":3: published: the file lies in articles/2026/03; put it into articles/2026/02" in found


def test_the_folders_of_months_lie_in_articles(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {ARTICLE.replace("articles/", "articles/old/"): TEXT}))
    assert ":3: published: the file lies in old/2026/02; put it into articles/2026/02" in found


def test_file_names_are_told_apart_by_more_than_their_folder(tmp_path: Path) -> None:
    other = TEXT.replace("/nvidia-openai", "/b")
    found = problems(tmp_path, {ARTICLE: TEXT, ARTICLE.replace("/02/", "/01/"): other})
    assert any("'2026-02-02-reuters-nvidia-openai' is also the name of" in one for one in found)


@pytest.mark.parametrize("name", ["note.txt", "2026-02-02-reuters-nvidia.yml", "2026-02-02-reuters-nvidia.yaml.orig"])
def test_only_articles_lie_among_articles(tmp_path: Path, name: str) -> None:
    found = only(problems(tmp_path, {f"articles/2026/02/{name}": TEXT}))
    assert found.startswith(f"{name}:1: {name} is no article; articles end in .yaml")


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    assert problems(tmp_path, {"articles/.DS_Store": b"\0", "articles/2026/02/.2026-02-02-a.yaml": "a"}) == []
