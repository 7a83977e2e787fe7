"""Commands around the files themselves: a new article, schemas for editors, an export."""

from pathlib import Path
from typing import Annotated

import typer

from seed import schema_files
from seed.console import Folder, app, complaints, folder_of, on_database, out
from seed.exporting import export
from seed.files import shown_path
from seed.reading import read_folder
from seed.template import NewArticle, write_template


@app.command("new")
def new_command(
    url: Annotated[str, typer.Argument(help="The article's address.", show_default=False)],
    publisher: Annotated[str, typer.Option(help="Who printed it, an id of publishers.yaml.", show_default=False)],
    published: Annotated[str, typer.Option(help="2026-11-20, or 2026-11 without a known day.", show_default=False)],
    kind: Annotated[str, typer.Option(help="What kind of article it is.")] = "news",
    words: Annotated[str | None, typer.Option(help="Words for the file's name; else those of the address.")] = None,
    title: Annotated[str | None, typer.Option(help="The title as printed.")] = None,
    data: Folder = None,
) -> None:
    """Write an article file to fill in, at its right place. No file is overwritten.

    Example: python -m seed new https://example.com/news/openai-nvidia --publisher nextfin --published 2026-11-20
    """
    with complaints():
        article = NewArticle(url, publisher, published, kind=kind, title=title, words=words)
        path = write_template(folder_of(data), article)
        out.print(shown_path(path), markup=False)
        out.print("Fill it in, then: python -m seed check, and python -m seed plan", markup=False)


@app.command("export")
def export_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is new, empty, or an earlier export.")],
    data: Folder = None,
) -> None:
    """Write the curated content and the edges of the present graph as JSON lines and CSV, which load reads too.

    Example: python -m seed export build/export
    """
    with complaints():
        curated = read_folder(folder_of(data))
        exported = on_database(lambda database: export(database, curated, folder))
        out.print(f"{shown_path(folder)} holds {exported}.", markup=False)


@app.command("schemas")
def schemas_command() -> None:
    """Write the JSON Schemas by which editors check and complete the files; needed after a format has changed.

    Example: python -m seed schemas
    """
    paths = schema_files.write_schemas()
    out.print(f"{len(paths)} schemas are in {shown_path(schema_files.FOLDER)}.", markup=False)
