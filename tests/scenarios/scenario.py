"""A scenario file: small made-up articles in nearly the curated format, and the beliefs expected of them.

case        what happens, in one sentence; with `expected`, a row of "Worked cases" in docs/beliefs.md
rule        the rule or decision that it shows, where it is no worked case
origins     first reports that several articles repeat, with their publisher
deals       ids of deals
articles    name, published, publisher and claims; kind is news unless said; retracts and corrects give a name.
            `claim: quarry SUPPLIES lumen` stands for subject, relation and object; a summary may be missing
rulings     on, action, and claim or origins; a claim by its article's name, `name 2` for its second claim
withdrawals on, claim
beliefs     fact -> day -> what is believed from that day on. Every version must be there, and every part of it.
            A part reads `value (EVIDENCE)`, best first where several values are shown; `valid` may be left out
asked       what a question for two days finds: certain, possible or not found
explained   day -> claim -> what became of it, part by part: `part ROLE`, and `RULE by whom` where something met it
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from service.model.claims import PERIOD_KEYS, claim_id


class Loader(yaml.SafeLoader):
    """As safe_load, but the key `on` is no yes or no."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if first in "tTfF" or tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 (a safe one)


HERE = Path(__file__).parent
CAST = read_yaml(HERE / "cast.yaml")
OWN_KEYS = ("subject", "object", "said_by", "deal", "origin", "rule")
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The keys of one file. `name` is the file's stem and stands before every id in the curated files."""

    name: str
    case: str
    articles: list[Keys]
    beliefs: dict[str, dict[date, Keys]]
    expected: str | None = None
    rule: str | None = None
    origins: list[Keys] = field(default_factory=list)
    deals: list[str] = field(default_factory=list)
    rulings: list[Keys] = field(default_factory=list)
    withdrawals: list[Keys] = field(default_factory=list)
    asked: list[Keys] = field(default_factory=list)
    explained: dict[date, dict[str, list[str]]] = field(default_factory=dict)

    def own(self, id_: str) -> str:
        return f"{self.name}-{id_}"

    def in_words(self, text: str) -> str:
        """A fact's key, or any id, as the file has it."""
        return " ".join(part.removeprefix(f"{self.name}-") for part in text.split("|") if part)

    def url(self, article: str) -> str:
        return f"https://example.com/{self.name}/{article}"

    def claims(self, article: Keys) -> list[Keys]:
        return [self._claim(keys) for keys in article["claims"]]

    def named_claims(self, article: Keys) -> dict[str, Keys]:
        """The claims of `article` by their names."""
        names = [article["name"], *(f"{article['name']} {place}" for place in range(2, len(article["claims"]) + 1))]
        return dict(zip(names, self.claims(article), strict=False))

    def claim_ids(self) -> dict[str, str]:
        """The id of each claim by its name."""
        return {
            name: claim_id(self.url(article["name"]), keys)
            for article in self.articles
            for name, keys in self.named_claims(article).items()
        }

    def standing_claims(self, article: Keys) -> list[Keys]:
        """The claims that the article's file makes: a withdrawn one stands in withdrawals.yaml instead."""
        withdrawn = {withdrawal["claim"] for withdrawal in self.withdrawals}
        return [keys for name, keys in self.named_claims(article).items() if name not in withdrawn]

    def has_file(self, article: Keys) -> bool:
        """An article that makes no claim any more, and takes none back, is gone from the files."""
        return bool(self.standing_claims(article)) or "retracts" in article or "corrects" in article

    def _claim(self, keys: Keys) -> Keys:
        subject, relation, object_ = keys["claim"].split()
        written = {"subject": subject, "relation": relation, "object": object_, **keys}
        del written["claim"]
        for key in OWN_KEYS:
            if key in written:
                written[key] = self.own(written[key])
        if "products" in written:
            written["products"] = [self.own(product) for product in written["products"]]
        written |= {key: str(written[key]) for key in PERIOD_KEYS if key in written}
        return {"summary": keys["claim"], **written}


def scenarios() -> list[Scenario]:
    paths = sorted(path for path in HERE.glob("*.yaml") if path.name != "cast.yaml")
    return [Scenario(name=path.stem, **read_yaml(path)) for path in paths]


def write_folder(folder: Path, told: list[Scenario]) -> None:
    """All of `told` as one folder of curated files."""
    (folder / "entities").mkdir()
    _write(folder / "publishers.yaml", CAST["publishers"])
    for stem, entries in CAST["entities"].items():
        _write(folder / "entities" / f"{stem}.yaml", [entry for one in told for entry in _owned(one, entries)])
    _write(folder / "origins.yaml", [{**o, "id": one.own(o["id"])} for one in told for o in one.origins])
    _write(folder / "deals.yaml", [{"id": one.own(d), "name": d, "kind": "supply"} for one in told for d in one.deals])
    _write(folder / "rulings.yaml", [ruling for one in told for ruling in _rulings(one)])
    _write(folder / "withdrawals.yaml", [withdrawal for one in told for withdrawal in _withdrawals(one)])
    for one in told:
        for article in filter(one.has_file, one.articles):
            published = str(article["published"])
            path = folder / "articles" / published[:4] / published[5:7]
            path.mkdir(parents=True, exist_ok=True)
            _write(path / f"{article_id(one, article)}.yaml", _article(one, article))


def article_id(scenario: Scenario, article: Keys) -> str:
    return f"{article['published']}-{article['publisher']}-{scenario.own(article['name'])}"


def _owned(scenario: Scenario, entries: list[Keys]) -> Iterator[Keys]:
    """Entities under names of the scenario's own."""
    for entry in entries:
        owned = {**entry, "id": scenario.own(entry["id"]), "name": f"{entry['name']} ({scenario.name})"}
        for key in ("part_of", "designer"):
            if key in entry:
                owned[key] = scenario.own(entry[key])
        if "works_for" in entry:
            owned["works_for"] = [scenario.own(employer) for employer in entry["works_for"]]
        yield owned


def _article(scenario: Scenario, article: Keys) -> Keys:
    claims = scenario.standing_claims(article)
    return {**_head(scenario, article), **({"claims": claims} if claims else {})}


def _head(scenario: Scenario, article: Keys) -> Keys:
    head: Keys = {key: article[key] for key in ("publisher", "published", "kind", "origin", "title") if key in article}
    if "origin" in head:
        head["origin"] = scenario.own(head["origin"])
    for key in ("retracts", "corrects"):
        if key in article:
            head[key] = scenario.url(article[key])
    return {"url": scenario.url(article["name"]), "kind": "news", **head}


def _rulings(scenario: Scenario) -> Iterator[Keys]:
    for place, ruling in enumerate(scenario.rulings, start=1):
        written = {"id": scenario.own(f"ruling-{place}"), "by": "Edna Editor", "reason": "Made up.", **ruling}
        if "claim" in ruling:
            written["claim"] = scenario.claim_ids()[ruling["claim"]]
        if "origins" in ruling:
            stems = {article["name"]: article_id(scenario, article) for article in scenario.articles}
            written["origins"] = [stems.get(origin) or scenario.own(origin) for origin in ruling["origins"]]
        yield written


def _withdrawals(scenario: Scenario) -> Iterator[Keys]:
    signed = {"by": "Edna Editor", "reason": "Made up."}
    for withdrawal in scenario.withdrawals:
        name = withdrawal["claim"]
        article = next(one for one in scenario.articles if name in scenario.named_claims(one))
        head = {"article": article_id(scenario, article), **_head(scenario, article)}
        claim = {"id": scenario.claim_ids()[name], "claim": scenario.named_claims(article)[name]}
        yield {**head, "withdrawn_on": withdrawal["on"], **signed, "claims": [claim]}


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
