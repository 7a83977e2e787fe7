"""A new article file: where it lies, what it says, and that filling it in as it says makes it right."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from seed.checks import RELATIONS_OF_KEY
from seed.commands import app
from seed.formats import ArticleFormat, ClaimFormat
from seed.reading import read_folder
from seed.template import NewArticle, template, write_template
from service.errors import CuratedFilesError, LoadError
from service.settings import PROJECT
from tests.unit.curated_folder import REFERENCE, write_files

URL = "https://example.com/news/2026/OpenAI-rents-more-from-Oracle-than-anybody-knew.html"
STEM = "2026-11-20-reuters-openai-rents-more-from-oracle-than"
MORE = {
    "publishers.yaml": "- {id: reuters, name: Reuters, kind: wire}\n- {id: nextfin, name: NextFin, kind: trade}\n",
    "origins.yaml": "- {id: reuters-2026-02-02-openai-chips, publisher: reuters}\n",
    "entities/rules.yaml": "- {id: ai-diffusion-rule, name: AI diffusion rule, kind: export-control}\n",
}
FILLED = {
    "SUPPLIES": ("nvidia", "openai", ()),
    "MEASURED": ("nvidia", "market-cap", ("at", "value")),
    "EVALUATES": ("openai", "nvidia", ("aspect", "verdict")),
    "REGULATES": ("bis", "nvidia", ("rule", "effect")),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "data", {**REFERENCE, **MORE})


def article(**changed: str | None) -> NewArticle:
    return NewArticle(**{"url": URL, "publisher": "reuters", "published": "2026-11-20", **changed})  # type: ignore[arg-type]


def refused(folder: Path, **changed: str | None) -> str:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(LoadError) as error:
        write_template(folder, article(**changed))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return str(error.value)


def fill(path: Path, *keys: str, relation: str = "SUPPLIES") -> None:
    """Write the required keys, and take the comment from before `keys`."""
    subject, object_, needed = FILLED[relation]
    text = path.read_text("utf-8")
    values = {"subject": subject, "relation": relation, "object": object_, "summary": "Made up."}
    for key, value in values.items():
        text, found = re.subn(rf"^( +-? ?{key}:)(?=  #)", rf"\1 {value}", text, flags=re.MULTILINE)
        assert found == 1, key
    for key in {*keys, *needed}:
        indent = "" if key == "title" else "    "
        text, found = re.subn(rf"^{indent}# ({key}: )", rf"{indent}\1", text, flags=re.MULTILINE)
        assert found == 1, key
    path.write_text(text, "utf-8")


# Where


def test_the_file_lies_where_articles_belong_with_words_of_the_address(folder: Path) -> None:
    assert write_template(folder, article()) == folder / "articles" / "2026" / "11" / f"{STEM}.yaml"


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"words": "oracle-openai"}, "2026-11-20-reuters-oracle-openai.yaml"),
        ({"published": "2026-11", "words": "a"}, "2026-11-reuters-a.yaml"),
        ({"url": "https://example.com/a-b/?page=2"}, "2026-11-20-reuters-a-b.yaml"),
        ({"url": "https://example.com/5087.html"}, "2026-11-20-reuters-5087.yaml"),
    ],
)
def test_the_name_follows_from_date_publisher_and_words(folder: Path, changed: dict[str, str], name: str) -> None:
    assert write_template(folder, article(**changed)).name == name


def test_an_address_without_words_needs_some(folder: Path) -> None:
    assert "--words: 'https://example.com/' holds no words" in refused(folder, url="https://example.com/")


def test_a_file_is_never_overwritten(folder: Path) -> None:
    path = write_template(folder, article())
    fill(path)
    found = refused(folder, url="https://example.com/other", words=STEM.removeprefix("2026-11-20-reuters-"))
    assert f"{path} is there already" in found


# What is given


def test_what_is_given_stands_in_the_file_as_it_was_given(folder: Path) -> None:
    path = write_template(folder, article(title="A: B # C", kind="interview", url="https://example.com/a-b#c"))
    fill(path)
    (read,) = read_folder(folder).articles
    assert (read.url, read.publisher, read.title) == ("https://example.com/a-b#c", "reuters", "A: B # C")
    assert (read.published.text, read.kind) == ("2026-11-20", "interview")


@pytest.mark.parametrize("title", ["2026", "no", "[a]", "'quoted'", "null", "Größe: 5", "- a", 'tab: "x"'])
def test_a_title_stays_text(folder: Path, title: str) -> None:
    fill(write_template(folder, article(title=title)))
    (read,) = read_folder(folder).articles
    assert read.title == title


def test_every_wrong_argument_is_named_at_once(folder: Path) -> None:
    found = refused(folder, url="example.com", published="2026", kind="novel", words="Two Words").splitlines()
    assert [line.partition(":")[0] for line in found] == ["URL", "--published", "--kind", "--words"]
    assert "write the whole address" in found[0]
    assert "such as two-words" in found[3]


def test_an_unknown_publisher_is_guessed_and_it_is_said_how_to_add_one(folder: Path) -> None:
    found = refused(folder, publisher="reuterz")
    assert "--publisher: 'reuterz' is no publisher" in found
    assert "did you mean reuters?" in found
    assert "publishers.yaml:\n- id: reuterz\n  name: ...\n  kind: ...  # wire, newspaper," in found


def test_an_address_that_an_article_has_is_named_with_its_file(folder: Path) -> None:
    path = write_template(folder, article())
    assert f"is the article in {path}" in refused(folder, words="other")
    assert write_template(folder, article(url=f"{URL}?page=2", words="other")).exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="there is no such folder"):
        write_template(tmp_path / "nothing", article())


def test_an_export_is_no_place_for_articles(folder: Path) -> None:
    (folder / "claims.jsonl").touch()
    assert "an export holds no article files" in refused(folder)


# What the file says


def test_the_first_line_names_the_schema(folder: Path) -> None:
    path = write_template(folder, article())
    first = path.read_text("utf-8").splitlines()[0]
    schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert schema.resolve() == PROJECT / "seed" / "schemas" / "article.schema.json"


def test_in_the_curated_folder_the_schema_is_four_folders_up() -> None:
    path = PROJECT / "seed" / "data" / article().place
    assert template(article(), path).splitlines()[0].endswith("$schema=../../../../schemas/article.schema.json")


def test_a_fresh_file_is_told_what_to_fill_in_and_nothing_else(folder: Path) -> None:
    write_template(folder, article())
    with pytest.raises(CuratedFilesError) as error:
        read_folder(folder)
    assert {problem.where for problem in error.value.problems} == {
        f"claims[0].{key}" for key in ("subject", "relation", "object", "summary")
    }
    assert all("the value is missing; write it, such as" in problem.message for problem in error.value.problems)


def test_every_key_is_shown(folder: Path) -> None:
    text = write_template(folder, article()).read_text("utf-8")
    keys = [*ArticleFormat.keys(), *ClaimFormat.keys()]
    assert [key for key in keys if not re.search(rf"^[ #-]*{key}:", text, re.MULTILINE)] == []


def test_filled_in_it_is_right(folder: Path) -> None:
    fill(write_template(folder, article()))
    (read,) = read_folder(folder).articles
    assert [claim.fact for claim in read.claims] == ["nvidia|SUPPLIES|openai"]


@pytest.mark.parametrize("key", sorted({*ClaimFormat.keys()} - {*ClaimFormat.required}))
def test_each_example_is_right_where_it_belongs(folder: Path, key: str) -> None:
    relations = RELATIONS_OF_KEY.get(key, {"SUPPLIES"})
    relation = next(relation for relation in FILLED if relation in relations)
    more = ("said_by",) if key == "standing" else ()
    fill(write_template(folder, article()), key, *more, relation=relation)
    (read,) = read_folder(folder).articles
    assert key in read.claims[0].keys


def test_the_examples_of_the_article_are_right(folder: Path) -> None:
    fill(write_template(folder, article()), "title")
    assert next(iter(read_folder(folder).articles)).title == "Nvidia and OpenAI"


# The command


def test_the_command_prints_the_file_and_what_to_do_next(folder: Path) -> None:
    words = ["new", URL, "--publisher", "reuters", "--published", "2026-11-20", "--data", str(folder)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        str(folder / "articles" / "2026" / "11" / f"{STEM}.yaml"),
        "Fill it in, then: python -m seed check, and python -m seed plan",
    ]
    again = CliRunner().invoke(app, words)
    assert again.exit_code == 1
    assert "is the article in" in again.output
