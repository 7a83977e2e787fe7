"""Whatever is done to a file, the reader either reads it or says what is wrong with it."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.files import open_file
from seed.reading import read_folder
from service.errors import CuratedFilesError
from tests.unit.curated_folder import ARTICLE, HEAD, REFERENCE, claim_text, write_files

TEXT = f"""{HEAD}claims:
{claim_text(products="[blackwell]", from_="2026-Q1", amount="{up_to: 5, unit: USD}", said_by="openai")}"""
_YAML = ("\t", "\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "---\n", "? ", "| ", "> ", "'", '"', "<<")
_SCALARS = ("\\ud800", "\0", "NO", "~", ".inf", "1e999", "2026", "9" * 40, "x: {y: [z]}", "%YAML 1.1\n", "[*a, *b]")
PIECES = st.one_of(st.text(max_size=6), st.sampled_from(_YAML + _SCALARS))
READ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refuse(folder: Path, name: str, content: bytes) -> None:
    write_files(folder, {**REFERENCE, ARTICLE: TEXT, name: content})
    try:
        read_folder(folder)
    except CuratedFilesError as error:
        last = max(content.count(b"\n") + content.count(b"\r"), TEXT.count("\n")) + 1
        for problem in error.problems:
            assert problem.message
            assert problem.line >= 1
            assert problem.line <= last


@READ
@given(start=st.integers(0, len(TEXT)), length=st.integers(0, 30), piece=PIECES)
def test_article_text_cut_and_patched(tmp_path: Path, start: int, length: int, piece: str) -> None:
    text = TEXT[:start] + piece + TEXT[start + length :]
    read_or_refuse(tmp_path, ARTICLE, text.encode("utf-8", "surrogatepass"))


@READ
@given(content=st.binary(max_size=200))
def test_any_bytes_as_an_article(tmp_path: Path, content: bytes) -> None:
    read_or_refuse(tmp_path, ARTICLE, content)


@READ
@given(place=st.integers(0, 20), value=PIECES)
def test_any_value_of_any_key(tmp_path: Path, place: int, value: str) -> None:
    lines = TEXT.splitlines()
    key, _, _ = lines[place % len(lines)].partition(": ")
    lines[place % len(lines)] = f"{key}: {value}"
    read_or_refuse(tmp_path, ARTICLE, "\n".join(lines).encode("utf-8", "surrogatepass"))


@READ
@given(name=st.sampled_from(sorted(REFERENCE)), start=st.integers(0, 60), length=st.integers(0, 20), piece=PIECES)
def test_reference_text_cut_and_patched(tmp_path: Path, name: str, start: int, length: int, piece: str) -> None:
    text = REFERENCE[name][:start] + piece + REFERENCE[name][start + length :]
    read_or_refuse(tmp_path, name, text.encode("utf-8", "surrogatepass"))


def test_an_unreadable_file_still_has_a_name(tmp_path: Path) -> None:
    assert open_file(tmp_path / "none.yaml").name == str(tmp_path / "none.yaml")
