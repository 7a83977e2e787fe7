"""A made-up world as a folder of curated files."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from service.model.claims import Article
from service.model.entities import FILE_OF_LABEL, Deal, Directory, Entity, Origin, Publisher

ENTITY_KEYS = ("id", "name", "aliases", "kind", "ticker", "country", "part_of", "works_for", "designer")
ARTICLE_KEYS = ("url", "publisher", "title", "published", "kind", "origin", "corrects", "retracts")


def write_folder(folder: Path, directory: Directory, articles: Iterable[Article]) -> None:
    """Every file, as seed.reading reads it; `folder` may not hold other files already."""
    (folder / "entities").mkdir(parents=True)
    for label, stem in FILE_OF_LABEL.items():
        entities = (entity for entity in directory.entities.values() if entity.label is label)
        _write_list(folder / "entities" / f"{stem}.yaml", entities, ENTITY_KEYS)
    _write_list(folder / "publishers.yaml", directory.publishers.values(), ("id", "name", "kind"))
    _write_list(folder / "origins.yaml", directory.origins.values(), ("id", "publisher", "published"))
    (folder / "deals.yaml").write_text("".join(map(_deal_text, directory.deals.values())), encoding="utf-8")
    for article in articles:
        _write_article(folder / "articles", article)


def _write_list(path: Path, things: Iterable[Entity | Publisher | Origin], keys: tuple[str, ...]) -> None:
    path.write_text("".join(f"- {_flow(_keys(thing, keys))}\n" for thing in things), encoding="utf-8")


def _deal_text(deal: Deal) -> str:
    parties = [{"entity": party.entity, "role": party.role} for party in deal.parties]
    return f"- {_flow({**_keys(deal, ('id', 'name', 'kind')), 'parties': parties})}\n"


def _keys(thing: object, names: tuple[str, ...]) -> dict[str, Any]:
    """What `thing` says at all of `names`; periods and words as text."""
    said = ((name, getattr(thing, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else str(value) for name, value in said if value}


def _write_article(folder: Path, article: Article) -> None:
    path = folder / article.published.text[:4] / article.published.text[5:7] / f"{article.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*_article_lines(article), ""]), encoding="utf-8")


def _article_lines(article: Article) -> Iterator[str]:
    for key, value in _keys(article, ARTICLE_KEYS).items():
        yield f"{key}: {_flow(value)}"
    if article.claims:
        yield "claims:"
    for claim in article.claims:
        sign = "- "
        for key, value in claim.keys.items():
            yield f"  {sign}{key}: {_flow(value)}"
            sign = "  "


def _flow(value: Any) -> str:
    """`value` as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)
