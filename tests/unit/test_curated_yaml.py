"""Files that are not plain YAML in UTF-8."""

from pathlib import Path

import pytest

from seed.positions import parse
from tests.unit.curated_folder import ARTICLE, HEAD, article_problem, claim_problem, claim_text, only, problems

TEXT = f"{HEAD}claims:\n{claim_text()}"


def bytes_problem(folder: Path, content: bytes) -> str:
    return only(problems(folder, {ARTICLE: content})).removeprefix(f"{Path(ARTICLE).name}:")


def test_scalars_stay_as_written() -> None:
    root = parse("a: 2026-02-02\nb: 2026\nc: 0.5\nd: true\ne: 'true'\nf: NO\ng: 1_000\nh: 12:30\ni: ~\n").root
    assert root == {
        "a": "2026-02-02", "b": 2026, "c": 0.5, "d": True, "e": "true", "f": "NO", "g": "1_000", "h": "12:30", "i": None
    }  # fmt: skip


def test_values_know_their_lines() -> None:
    root = parse("a:\n  - b\n  - c: d\n    e: f\n").root
    assert (root.line, root.lines, root["a"].lines, root["a"][1].lines) == (1, {"a": 1}, [2, 3], {"c": 3, "e": 4})


def test_a_key_is_written_once(tmp_path: Path) -> None:
    found = article_problem(tmp_path, TEXT + "    object: microsoft\n")
    assert found == "10: 'object' is already given in line 8; write each key once"


def test_syntax_error_has_its_line(tmp_path: Path) -> None:
    found = article_problem(tmp_path, TEXT.replace("kind: news", "title: Chips: a story"))
    assert found.startswith("4: this is not YAML (mapping values are not allowed in this context)")
    assert 'such as title: "A: B"' in found


def test_unclosed_bracket(tmp_path: Path) -> None:
    assert "this is not YAML (while parsing a flow sequence" in claim_problem(tmp_path, provides="[chips")


def test_control_characters(tmp_path: Path) -> None:
    found = bytes_problem(tmp_path, TEXT.encode() + b"# \x01\n")
    assert found.startswith("10: this is not YAML (control characters are not allowed)")


def test_tabs(tmp_path: Path) -> None:
    found = article_problem(tmp_path, TEXT.replace("    relation", "\trelation"))
    assert found == "7: the line holds a tab; write spaces, two for each level"


@pytest.mark.parametrize("content", ["", "\n\n", "# to be written\n", "---\n"])
def test_empty_file(tmp_path: Path, content: str) -> None:
    assert article_problem(tmp_path, content).startswith("1: the file is empty; write its content or delete it")


def test_two_documents(tmp_path: Path) -> None:
    found = article_problem(tmp_path, f"{TEXT}---\n{TEXT}")
    assert found == "10: a second YAML document starts here; write one document a file"


def test_anchor(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, stage="&s active").startswith("10: &s names a value; write plain values")


def test_alias_is_not_followed(tmp_path: Path) -> None:
    found = problems(tmp_path, {ARTICLE: TEXT + "    said_by: &o openai\n    rule: *o\n"})
    assert "&o names a value" in found[0]
    assert "*o repeats another value; write the value out" in found[1]


def test_merge_key(tmp_path: Path) -> None:
    found = article_problem(tmp_path, TEXT + "    <<: {stage: active}\n")
    assert found.startswith("10: claims[0].<<: '<<' is no key here")


def test_tag(tmp_path: Path) -> None:
    assert "is a tag; write plain values" in claim_problem(tmp_path, where="!!str 4")


def test_dangerous_tag_is_only_text(tmp_path: Path) -> None:
    assert "is a tag" in claim_problem(tmp_path, where='!!python/object/apply:os.system "ls"')


def test_key_is_a_word(tmp_path: Path) -> None:
    assert "a key is a single word, such as subject" in article_problem(tmp_path, TEXT + "    ? [a]\n    : b\n")


def test_deep_nesting(tmp_path: Path) -> None:
    assert "values are nested too deeply" in claim_problem(tmp_path, where="[" * 500 + "]" * 500)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    assert bytes_problem(tmp_path, TEXT.encode(encoding)) == "1: the file looks like UTF-16; save the file as UTF-8"


def test_latin_1_has_its_line(tmp_path: Path) -> None:
    found = bytes_problem(tmp_path, TEXT.encode() + "    where: Zürich\n".encode("latin-1"))
    assert found == "10: the byte 0xfc is not UTF-8 (Latin-1, perhaps); save the file as UTF-8"


def test_byte_order_mark(tmp_path: Path) -> None:
    assert bytes_problem(tmp_path, TEXT.encode("utf-8-sig")).startswith("1: the file starts with a byte order mark")


def test_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path, {ARTICLE: TEXT.replace("\n", "\r\n")}) == []


def test_a_folder_with_the_name_of_an_article(tmp_path: Path) -> None:
    (tmp_path / ARTICLE).mkdir(parents=True)
    assert "the file cannot be read" in only(problems(tmp_path, {}))
