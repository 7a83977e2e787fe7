"""A new article file for a curator to fill in."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic.fields import FieldInfo

from seed.directory import read_directory
from seed.export_format import is_export
from seed.faults import read_keys
from seed.files import open_file, shown_path
from seed.formats import ArticleFormat, ClaimFormat, Format
from seed.keys import identifier
from seed.positions import Block, UnreadableError, parse
from seed.references import Listed
from seed.schema_files import path_of
from seed.texts import rough_text
from seed.wording import kebab, listed, shown
from service.errors import LoadError
from service.model.vocabulary import PublisherKind

MOST_WORDS = 6  # of an address, in a file's name
_ENDING = re.compile(r"\.(html?|php|aspx?)$", re.IGNORECASE)
_WORDS_RULE = "give some, such as --words openai-nvidia"


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What is known of an article before it is read, as a curator typed it."""

    url: str
    publisher: str
    published: str
    kind: str = "news"
    title: str | None = None
    words: str | None = None

    @property
    def head(self) -> Mapping[str, str]:
        """The keys of the format that are given."""
        given = {"url": self.url, "publisher": self.publisher, "title": self.title}
        given |= {"published": self.published, "kind": self.kind}
        return {key: value for key, value in given.items() if value is not None}

    @property
    def name_words(self) -> str:
        """The words as given, or those of the address's last part; empty if there are none."""
        if self.words is not None:
            return self.words
        try:
            parts = [part for part in urlsplit(self.url).path.split("/") if part]
        except ValueError:
            return ""
        last = _ENDING.sub("", parts[-1]) if parts else ""
        return "-".join(kebab(last).split("-")[:MOST_WORDS]) if re.search(r"[a-zA-Z0-9]", last) else ""

    @property
    def place(self) -> Path:
        """Where its file belongs, from the folder of curated files."""
        name = f"{self.published}-{self.publisher}-{self.name_words}.yaml"
        return Path("articles", self.published[:4], self.published[5:7], name)


def write_template(folder: Path, new: NewArticle) -> Path:
    """The file written for `new`; LoadError with all that stands in the way, and nothing written."""
    if not folder.is_dir():
        raise LoadError(f"{shown_path(folder)}: there is no such folder; give one such as seed/data")
    if is_export(folder):
        raise LoadError(f"{shown_path(folder)}: an export holds no article files; give the folder that it was made of")
    if faults := [*_faults(new, read_directory(folder).listed, folder), *_repeated(new, folder)]:
        raise LoadError("\n".join(faults))
    path = folder / new.place
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(new, path))
    except FileExistsError:
        rule = "is there already and stays as it is; give other words, such as --words openai-nvidia-2"
        raise LoadError(f"{shown_path(path)} {rule}") from None
    return path


def template(new: NewArticle, path: Path) -> str:
    """The text of the file at `path`: what is given, what has to be filled in, and as comments what may be."""
    schema = Path(os.path.relpath(path_of("article"), path.parent)).as_posix()
    lines = [f"# yaml-language-server: $schema={schema}"]
    lines += [
        f"{key}: {_scalar(new.head[key])}" if key in new.head else _optional(key, field)
        for key, field in _fields(ArticleFormat)
        if key != "claims"
    ]
    claim = [
        _required(key, field) if key in ClaimFormat.required else _optional(key, field)
        for key, field in _fields(ClaimFormat)
    ]
    lines += ["claims:  # One entry for each thing that the article says; fill in, and delete what is not said."]
    lines += [f"  - {claim[0]}", *(f"    {line}" for line in claim[1:])]
    return "\n".join(lines) + "\n"


def _fields(form: type[Format]) -> Iterator[tuple[str, FieldInfo]]:
    return ((field.alias or name, field) for name, field in form.model_fields.items())


def _required(key: str, field: FieldInfo) -> str:
    return f"{key}:  # {field.description} Such as: {_example(field)}"


def _optional(key: str, field: FieldInfo) -> str:
    return f"# {key}: {_example(field)}  # {field.description}"


def _example(field: FieldInfo) -> str:
    return str(field.examples[0]) if field.examples else ""


def _scalar(text: str) -> str:
    """`text` as YAML: in quotes where it would be read as anything else."""
    try:
        plain = parse(f"key: {text}").root == {"key": text} and type(parse(text).root) is str
    except UnreadableError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def _faults(new: NewArticle, listed_ids: Listed, folder: Path) -> Iterator[str]:
    block = Block(1)
    block.update(new.head)
    block.lines = dict.fromkeys(new.head, 1)
    form, faults = read_keys(ArticleFormat, block)
    yield from (f"{'URL' if fault.path == ('url',) else f'--{fault.path[0]}'}: {fault.message}" for fault in faults)
    for fault in listed_ids.publisher(form.publisher if form else None):
        yield f"--publisher: {fault.message}\n{_new_publisher(new.publisher, folder)}"
    try:
        identifier(new.name_words)
    except ValueError as error:
        yield f"--words: {error}" if new.words else f"--words: {shown(new.url)} holds no words; {_WORDS_RULE}"


def _new_publisher(id_: str, folder: Path) -> str:
    kinds = listed([kind.value for kind in PublisherKind])
    file = shown_path(folder / "publishers.yaml")
    return f"A publisher that is new is an entry of {file}:\n- id: {id_}\n  name: ...\n  kind: ...  # {kinds}"


def _repeated(new: NewArticle, folder: Path) -> Iterator[str]:
    """Article files that have this address already."""
    rough_url = new.url.encode(errors="replace").decode("latin-1")
    for path in sorted((folder / "articles").rglob("*.yaml")):
        root = open_file(path).root if rough_url in rough_text(path) else None
        if isinstance(root, Block) and root.get("url") == new.url:
            yield f"URL: {shown(new.url)} is the article in {shown_path(path)}; add claims there"
